#include "ui/secret_clipboard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QTest>
#include <QTimer>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace viz::test {

class SecretClipboardTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void marksTheTextForClipboardHistories() {
        SecretClipboard(1h).copy(u"viz1:secret"_s);
        const QMimeData* data = QGuiApplication::clipboard()->mimeData();
        QCOMPARE(data->text(), u"viz1:secret"_s);
        QCOMPARE(data->data(u"x-kde-passwordManagerHint"_s), QByteArray("secret"));
    }

    void takesTheTextAwayAfterItsTime() {
        SecretClipboard clipboard(20ms);
        clipboard.copy(u"viz1:secret"_s);
        QTRY_VERIFY(QGuiApplication::clipboard()->text().isEmpty());
    }

    void leavesWhatWasCopiedSince() {
        SecretClipboard clipboard(20ms);
        TimerWatch fired(clipboard);
        clipboard.copy(u"viz1:secret"_s);
        QGuiApplication::clipboard()->setText(u"shopping list"_s);
        QTRY_VERIFY(fired.hasFired());
        QCOMPARE(QGuiApplication::clipboard()->text(), u"shopping list"_s);
    }

private:
    /// Sees the clipboard's timer go off without a change to look at.
    struct TimerWatch {
        explicit TimerWatch(const SecretClipboard& clipboard) : timer(clipboard.findChild<QTimer*>()) {}
        [[nodiscard]] bool hasFired() const { return !timer->isActive(); }
        QTimer* timer;
    };
};

} // namespace viz::test

QTEST_MAIN(viz::test::SecretClipboardTest)
#include "secret_clipboard_test.moc"
