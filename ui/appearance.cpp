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
    setLocale(locale);
    setTheme(theme);
    m_application.installEventFilter(this);
}

Appearance::~Appearance() = default;

void Appearance::setTheme(ThemeChoice theme) {
    m_theme = theme;
    switch (theme) {
    case ThemeChoice::System:
        applyVariant(systemVariant());
        break;
    case ThemeChoice::Light:
        applyVariant(ThemeVariant::Light);
        break;
    case ThemeChoice::Dark:
        applyVariant(ThemeVariant::Dark);
        break;
    case ThemeChoice::HighContrast:
        applyVariant(ThemeVariant::HighContrast);
        break;
    }
}

void Appearance::setLocale(const QLocale& locale) {
    m_locale = locale;
    QLocale::setDefault(locale);
    qDeleteAll(m_translators); // each removes itself
    m_translators.clear();
    installTranslation(QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath), locale);
    installTranslation(QStringLiteral("viz"), QStringLiteral(":/viz/translations"), locale);
}

void Appearance::apply(const LookChoices& look) {
    if (look.theme != m_theme)
        setTheme(look.theme);
    if (const QLocale locale = localeOf(look.language); locale != m_locale)
        setLocale(locale);
}

// The platform tells every window when the desktop's theme changes.
bool Appearance::eventFilter(QObject* watched, QEvent* event) {
    const bool themeChanged = event->type() == QEvent::ThemeChange && qobject_cast<QWindow*>(watched) != nullptr;
    if (themeChanged && m_theme == ThemeChoice::System)
        applyVariant(systemVariant());
    return QObject::eventFilter(watched, event);
}

void Appearance::installTranslation(const QString& name, const QString& folder, const QLocale& locale) {
    auto* translator = new QTranslator(this);
    m_translators += translator;
    if (translator->load(locale, name, QStringLiteral("_"), folder))
        QApplication::installTranslator(translator);
}

void Appearance::applyVariant(ThemeVariant variant) {
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

QLocale localeOf(LanguageChoice language) {
    switch (language) {
    case LanguageChoice::System:
        break;
    case LanguageChoice::English:
        return QLocale(QLocale::English);
    case LanguageChoice::Russian:
        return QLocale(QLocale::Russian);
    }
    return QLocale::system();
}

} // namespace viz
