#pragma once

#include "ui/theme.h"

#include <QLocale>
#include <QObject>

class QApplication;

namespace viz {

enum class ThemeChoice : std::uint8_t { System, Light, Dark };

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

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void installTranslation(const QString& name, const QString& folder, const QLocale& locale);
    void apply(ThemeVariant variant);
    [[nodiscard]] ThemeVariant systemVariant() const;

    QApplication& m_application;
    ThemeChoice m_theme;
    ThemeVariant m_variant = ThemeVariant::Light;
};

} // namespace viz
