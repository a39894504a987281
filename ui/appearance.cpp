#include "ui/appearance.h"

#include "ui/icons.h"

#include <QApplication>
#include <QEvent>
#include <QLibraryInfo>
#include <QStyleFactory>
#include <QTranslator>
#include <QWindow>

namespace viz {

Appearance::Appearance(QApplication& application, ThemeChoice theme, const QLocale& locale)
    : m_application(application), m_theme(theme) {
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setWindowIcon(applicationIcon());
    QLocale::setDefault(locale);
    installTranslation(QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath), locale);
    installTranslation(QStringLiteral("viz"), QStringLiteral(":/viz/translations"), locale);
    setTheme(theme);
    m_application.installEventFilter(this);
}

Appearance::~Appearance() = default;

void Appearance::setTheme(ThemeChoice theme) {
    m_theme = theme;
    switch (theme) {
    case ThemeChoice::System:
        apply(systemVariant());
        break;
    case ThemeChoice::Light:
        apply(ThemeVariant::Light);
        break;
    case ThemeChoice::Dark:
        apply(ThemeVariant::Dark);
        break;
    }
}

// The platform tells every window when the desktop's theme changes.
bool Appearance::eventFilter(QObject* watched, QEvent* event) {
    const bool themeChanged = event->type() == QEvent::ThemeChange && qobject_cast<QWindow*>(watched) != nullptr;
    if (themeChanged && m_theme == ThemeChoice::System)
        apply(systemVariant());
    return QObject::eventFilter(watched, event);
}

void Appearance::installTranslation(const QString& name, const QString& folder, const QLocale& locale) {
    auto* translator = new QTranslator(this);
    if (translator->load(locale, name, QStringLiteral("_"), folder))
        QApplication::installTranslator(translator);
}

void Appearance::apply(ThemeVariant variant) {
    m_variant = variant;
    QApplication::setPalette(paletteOf(colorsOf(variant)));
    m_application.setStyleSheet(styleSheetOf(variant));
}

// Qt 6.4 has no question for this (QStyleHints::colorScheme came with 6.5): without a palette of ours the application
// falls back to the platform's, whose windows are dark or not.
ThemeVariant Appearance::systemVariant() const {
    QApplication::setPalette(QPalette());
    return variantOf(QApplication::palette());
}

} // namespace viz
