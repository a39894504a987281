#pragma once

#include "core/settings/settings.h"
#include "ui/theme.h"

#include <QList>
#include <QLocale>
#include <QObject>

class QApplication;
class QTranslator;

namespace viz {

/// How the program looks and which language it speaks. Create one before the first window and keep it as long as the
/// windows: it follows the system between light and dark. Main thread.
class Appearance : public QObject {
    Q_OBJECT

public:
    /// Sets style, palette and icon, and installs the translation for `locale`; English where there is none.
    Appearance(QApplication& application, ThemeChoice theme, const QLocale& locale = QLocale::system());
    ~Appearance() override;

    [[nodiscard]] ThemeVariant variant() const { return m_variant; }
    void setTheme(ThemeChoice theme);
    /// Windows that exist hear of it by QEvent::LanguageChange.
    void setLocale(const QLocale& locale);
    /// What a person chose; only what differs from before is changed.
    void apply(const LookChoices& look);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void installTranslation(const QString& name, const QString& folder, const QLocale& locale);
    void applyVariant(ThemeVariant variant);
    [[nodiscard]] ThemeVariant systemVariant() const;

    QApplication& m_application;
    ThemeChoice m_theme;
    QLocale m_locale;
    QList<QTranslator*> m_translators;
    ThemeVariant m_variant = ThemeVariant::Light;
};

[[nodiscard]] QLocale localeOf(LanguageChoice language);

} // namespace viz
