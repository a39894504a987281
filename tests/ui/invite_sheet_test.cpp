#include "ui/copy_field.h"
#include "ui/icon_widgets.h"
#include "ui/invite_sheet.h"
#include "ui/qr_view.h"

#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QUrlQuery>

using namespace viz;

namespace {

const QString kInvite = QStringLiteral("viz1:quiet-river-42.example.org#AbCd-_0123456789abcdefghijKLMNOPQRSTUVWXYZ");

QString scanned(const QString& picture) {
    QProcess scanner;
    scanner.start(QStringLiteral("zbarimg"), {QStringLiteral("--quiet"), QStringLiteral("--raw"), picture});
    return scanner.waitForFinished() ? QString::fromUtf8(scanner.readAllStandardOutput()).trimmed() : QString();
}

IconButton* button(InviteSheet& sheet, const QString& text) {
    for (IconButton* candidate : sheet.findChildren<IconButton*>()) {
        if (candidate->text() == text)
            return candidate;
    }
    return nullptr;
}

} // namespace

class InviteSheetTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingCanBeSentBeforeThereIsAnInvite() {
        InviteSheet sheet;
        for (const IconButton* candidate : sheet.findChildren<IconButton*>())
            QVERIFY2(!candidate->isEnabled(), qPrintable(candidate->text()));
        sheet.setInvite(kInvite);
        for (const IconButton* candidate : sheet.findChildren<IconButton*>())
            QVERIFY2(candidate->isEnabled(), qPrintable(candidate->text()));
    }

    void copiesTheInviteAloneOrWithASentence() {
        InviteSheet sheet;
        sheet.setInvite(kInvite);
        const QSignalSpy copied(&sheet, &InviteSheet::copyRequested);
        button(sheet, QStringLiteral("Copy"))->click();
        button(sheet, QStringLiteral("Message"))->click();
        QCOMPARE(copied.size(), 2);
        QCOMPARE(copied.at(0).at(0).toString(), kInvite);
        QVERIFY(copied.at(1).at(0).toString().contains(kInvite));
        QVERIFY(copied.at(1).at(0).toString().size() > kInvite.size() + 20);
    }

    // It becomes an argument of the mail program, and the list of processes is no secret.
    void mailHasAGapForTheInviteWhichIsCopied() {
        InviteSheet sheet;
        sheet.setInvite(kInvite);
        const QSignalSpy copied(&sheet, &InviteSheet::copyRequested);
        const QSignalSpy mailed(&sheet, &InviteSheet::mailRequested);
        button(sheet, QStringLiteral("E-mail"))->click();
        QCOMPARE(copied.size(), 1);
        QCOMPARE(copied.at(0).at(0).toString(), kInvite);
        QCOMPARE(mailed.size(), 1);
        const QString mail = mailed.at(0).at(0).toUrl().toString(QUrl::FullyEncoded);
        QVERIFY(mail.startsWith(QStringLiteral("mailto:?subject=")));
        const QString body = mail.section(QStringLiteral("&body="), 1);
        QVERIFY2(!body.contains(u'&') && !body.contains(u'+') && !body.contains(u'#'), qPrintable(body));
        const QString text = QUrl::fromPercentEncoding(mail.toLatin1());
        QVERIFY2(!text.contains(QStringLiteral("viz1:")) && !text.contains(QStringLiteral("AbCd")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("Paste the invite here")), qPrintable(text));
    }

    void aScannerReadsTheCode() {
        if (QStandardPaths::findExecutable(QStringLiteral("zbarimg")).isEmpty())
            QSKIP("zbarimg is not installed");
        const QTemporaryDir folder;
        QrView view(QStringLiteral("code"));
        view.resize(view.sizeHint());
        view.setText(kInvite);
        const QString picture = folder.filePath(QStringLiteral("code.png"));
        QVERIFY(view.grab().save(picture));
        QCOMPARE(scanned(picture), kInvite);
    }

    void theCodeIsOnlyThereWhenAskedFor() {
        InviteSheet sheet;
        sheet.setInvite(kInvite);
        auto* view = sheet.findChild<QrView*>();
        QVERIFY(view->isHidden() && view->isEmpty());
        button(sheet, QStringLiteral("QR code"))->click();
        QVERIFY(!view->isHidden() && !view->isEmpty());
        sheet.setInvite({});
        QVERIFY(view->isHidden() && view->isEmpty());
    }

    void whatIsTooLongForACodeGivesNone() { QVERIFY(qrImage(QString(5000, u'a')).isNull()); }

    void aNewInviteChangesTheCode() { QVERIFY(qrImage(kInvite) != qrImage(kInvite + u'a')); }
};

QTEST_MAIN(InviteSheetTest)
#include "invite_sheet_test.moc"
