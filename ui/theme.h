#pragma once

#include <QColor>
#include <QPalette>
#include <QString>

#include <cstdint>

namespace viz {

enum class ThemeVariant : std::uint8_t { Light, Dark, HighContrast };

/// Every colour of the window. Text reaches a contrast of kMinTextContrast on each background it is used on (high
/// contrast: kHighTextContrast), lines that show where a control is kMinShapeContrast; tests/ui/theme_test computes
/// both.
struct Colors {
    QColor window;    ///< behind everything
    QColor surface;   ///< fields, buttons
    QColor hover;     ///< a button under the pointer
    QColor pressed;   ///< a button held down, or chosen among several
    QColor text;      ///< on window, surface, hover, pressed
    QColor secondary; ///< hints, on window and surface
    QColor disabled;  ///< of what cannot be used now
    QColor border;    ///< around controls
    QColor line;      ///< between parts, decoration only
    QColor accent;    ///< the one thing to do; links; focus
    QColor accentHover;
    QColor onAccent; ///< text on accent, accentHover
    QColor danger;   ///< what ends something
    QColor dangerHover;
    QColor onDanger; ///< text on danger, dangerHover
    QColor good;     ///< text and marks on window and surface
    QColor warning;
    QColor bad;
    QColor notice;   ///< behind what has to be read now
    QColor onNotice; ///< text on notice
    QColor track;    ///< the empty part of a meter
};

inline constexpr double kMinTextContrast = 4.5;  ///< WCAG 2.1, 1.4.3
inline constexpr double kHighTextContrast = 7.0; ///< WCAG 2.1, 1.4.6
inline constexpr double kMinShapeContrast = 3.0; ///< WCAG 2.1, 1.4.11

[[nodiscard]] const Colors& colorsOf(ThemeVariant variant);
/// The variant that a palette belongs to: dark if its windows are, high contrast if they are black and their text
/// white.
[[nodiscard]] ThemeVariant variantOf(const QPalette& palette);
/// Those of the palette that the application has now.
[[nodiscard]] const Colors& currentColors();

[[nodiscard]] QPalette paletteOf(const Colors& colors);
/// resources/styles/viz.qss with its `@names` replaced.
[[nodiscard]] QString styleSheetOf(ThemeVariant variant);

/// Contrast ratio of two opaque colours as WCAG 2.1 defines it: 1 to 21.
[[nodiscard]] double contrastRatio(const QColor& a, const QColor& b);

} // namespace viz
