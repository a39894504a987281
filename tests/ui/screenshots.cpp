// Renders every page in both themes and both languages into the folder named on the command line, as large as
// QT_SCALE_FACTOR says; with a second word, only those whose names begin so.
#include "core/protocol/secret.h"
#include "tests/support/wait_for.h"
#include "tests/ui/scenes.h"
#include "ui/appearance.h"
#include "ui/incoming_page.h"
#include "ui/level_bar.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QMessageBox>
#include <QPainter>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace viz;

namespace {

void drawDialog(QPainter& painter, QWidget& window) {
    auto* dialog = window.findChild<QMessageBox*>();
    if (dialog == nullptr)
        return;
    painter.fillRect(window.rect(), QColor(0, 0, 0, 96));
    painter.translate(window.rect().center() - dialog->rect().center());
    dialog->render(&painter, {}, {}, QWidget::DrawWindowBackground | QWidget::DrawChildren);
}

QPixmap picture(QWidget& window) {
    QPixmap pixmap = window.grab();
    QPainter painter(&pixmap);
    drawDialog(painter, window);
    return pixmap;
}

// Meters move for a moment after they got a value.
bool metersCameUp(QWidget& window) {
    for (const auto* bar : window.findChildren<LevelBar*>()) {
        if (bar->isVisible() && bar->isMoving())
            return false;
    }
    return true;
}

// For half a second nobody can answer by accident.
bool mayBeAnswered(QWidget& window) {
    const auto buttons = window.findChild<IncomingPage*>()->findChildren<QAbstractButton*>();
    return std::none_of(buttons.begin(), buttons.end(),
                        [](const QAbstractButton* button) { return button->isVisible() && !button->isEnabled(); });
}

bool shoot(const test::Scene& scene, const QDir& folder, const QString& suffix) {
    test::Stage stage;
    stage.window().resize(420, 640); // the screen that is not there may be smaller
    scene.enter(stage);
    const auto isReady = [&] {
        return metersCameUp(stage.window()) && mayBeAnswered(stage.window()) && test::settles(stage.window());
    };
    const bool ready = test::waitFor(isReady);
    if (!ready)
        std::fprintf(stderr, "%s-%s: meters still move, or there is no room for '%s'\n", qPrintable(scene.name),
                     qPrintable(suffix), qPrintable(test::firstCutText(stage.window())));
    const qreal scale = stage.window().devicePixelRatio();
    const QString size = scale > 1 ? u"@%1x"_s.arg(scale) : QString();
    return picture(stage.window()).save(folder.filePath(scene.name + u'-' + suffix + size + u".png"_s)) && ready;
}

bool shootAll(QApplication& application, const QDir& folder, const QString& beginning) {
    bool saved = true;
    for (const auto& [locale, language] :
         {std::pair{QLocale(QLocale::English), u"en"_s}, {QLocale(QLocale::Russian), u"ru"_s}}) {
        for (const auto& [theme, look] : {std::pair{ThemeChoice::Light, u"light"_s}, {ThemeChoice::Dark, u"dark"_s}}) {
            const Appearance appearance(application, theme, locale);
            for (const test::Scene& scene : test::allScenes()) {
                if (scene.name.startsWith(beginning))
                    saved = shoot(scene, folder, look + u'-' + language) && saved;
            }
        }
    }
    return saved;
}

} // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    const QString beginning = argc == 3 ? QString::fromLocal8Bit(argv[2]) : QString();
    if (argc < 2 || argc > 3 || !initializeCrypto() || !QDir().mkpath(QString::fromLocal8Bit(argv[1]))) {
        std::fputs("usage: viz_screenshooter FOLDER [BEGINNING]\n", stderr);
        return 2;
    }
    return shootAll(application, QDir(QString::fromLocal8Bit(argv[1])), beginning) ? 0 : 1;
}
