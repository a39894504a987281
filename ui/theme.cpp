#include "ui/theme.h"

#include <QFile>
#include <QGuiApplication>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace viz {
namespace {

const Colors kLight{
    .window = QColor(0xF6F7F9),
    .surface = QColor(0xFFFFFF),
    .hover = QColor(0xEEF1F4),
    .pressed = QColor(0xDDE8EA),
    .text = QColor(0x1B1F24),
    .secondary = QColor(0x57606A),
    .disabled = QColor(0x8C959F),
    .border = QColor(0x828A94),
    .line = QColor(0xDADFE4),
    .accent = QColor(0x0A6C74),
    .accentHover = QColor(0x085A61),
    .onAccent = QColor(0xFFFFFF),
    .danger = QColor(0xB3261E),
    .dangerHover = QColor(0x981F18),
    .onDanger = QColor(0xFFFFFF),
    .good = QColor(0x1A7435),
    .warning = QColor(0x8A5A00),
    .bad = QColor(0xB3261E),
    .notice = QColor(0xFFF1D0),
    .onNotice = QColor(0x563900),
    .track = QColor(0xDFE3E8),
};

const Colors kDark{
    .window = QColor(0x16191D),
    .surface = QColor(0x1F2429),
    .hover = QColor(0x2A3036),
    .pressed = QColor(0x24393C),
    .text = QColor(0xE8EAED),
    .secondary = QColor(0xA6AEB8),
    .disabled = QColor(0x6E7781),
    .border = QColor(0x77818C),
    .line = QColor(0x30363D),
    .accent = QColor(0x56C4CA),
    .accentHover = QColor(0x7AD4D9),
    .onAccent = QColor(0x06282B),
    .danger = QColor(0xF2867C),
    .dangerHover = QColor(0xF7A39B),
    .onDanger = QColor(0x3B0905),
    .good = QColor(0x57D38C),
    .warning = QColor(0xF0B54A),
    .bad = QColor(0xFF8A80),
    .notice = QColor(0x3A2E12),
    .onNotice = QColor(0xF6D48F),
    .track = QColor(0x30363D),
};

const Colors kHighContrast{
    .window = QColor(Qt::black),
    .surface = QColor(Qt::black),
    .hover = QColor(0x262626),
    .pressed = QColor(0x003B40),
    .text = QColor(0xFFFFFF),
    .secondary = QColor(0xE6E6E6),
    .disabled = QColor(0xA6A6A6),
    .border = QColor(0xFFFFFF),
    .line = QColor(0x8C8C8C),
    .accent = QColor(0x5CE6F0),
    .accentHover = QColor(0x9FF1F7),
    .onAccent = QColor(Qt::black),
    .danger = QColor(0xFFA099),
    .dangerHover = QColor(0xFFC4BF),
    .onDanger = QColor(Qt::black),
    .good = QColor(0x6EF5A0),
    .warning = QColor(0xFFD24D),
    .bad = QColor(0xFFA099),
    .notice = QColor(0x332800),
    .onNotice = QColor(0xFFE680),
    .track = QColor(0x404040),
};

double linearChannel(double value) { return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4); }

double relativeLuminance(const QColor& color) {
    return 0.2126 * linearChannel(color.redF()) + 0.7152 * linearChannel(color.greenF()) +
           0.0722 * linearChannel(color.blueF());
}

/// As in the names of its images.
QString nameOf(ThemeVariant variant) {
    switch (variant) {
    case ThemeVariant::Light:
        break;
    case ThemeVariant::Dark:
        return QStringLiteral("dark");
    case ThemeVariant::HighContrast:
        return QStringLiteral("contrast");
    }
    return QStringLiteral("light");
}

void setDisabledColors(QPalette& palette, const Colors& colors) {
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, colors.disabled);
}

} // namespace

const Colors& colorsOf(ThemeVariant variant) {
    switch (variant) {
    case ThemeVariant::Light:
        break;
    case ThemeVariant::Dark:
        return kDark;
    case ThemeVariant::HighContrast:
        return kHighContrast;
    }
    return kLight;
}

ThemeVariant variantOf(const QPalette& palette) {
    const QColor window = palette.color(QPalette::Window);
    const QColor text = palette.color(QPalette::WindowText);
    if (window == QColor(Qt::black) && text == QColor(Qt::white))
        return ThemeVariant::HighContrast;
    const bool dark = window.lightness() < text.lightness();
    return dark ? ThemeVariant::Dark : ThemeVariant::Light;
}

const Colors& currentColors() { return colorsOf(variantOf(QGuiApplication::palette())); }

QPalette paletteOf(const Colors& colors) {
    QPalette palette(colors.text, colors.surface, colors.line, colors.border, colors.line, colors.text, colors.onAccent,
                     colors.surface, colors.window);
    palette.setColor(QPalette::AlternateBase, colors.hover);
    palette.setColor(QPalette::Highlight, colors.accent);
    palette.setColor(QPalette::HighlightedText, colors.onAccent);
    palette.setColor(QPalette::Link, colors.accent);
    palette.setColor(QPalette::LinkVisited, colors.accent);
    palette.setColor(QPalette::PlaceholderText, colors.secondary);
    palette.setColor(QPalette::ToolTipBase, colors.surface);
    palette.setColor(QPalette::ToolTipText, colors.text);
    setDisabledColors(palette, colors);
    return palette;
}

QString styleSheetOf(ThemeVariant variant) {
    const Colors& colors = colorsOf(variant);
    // Longer names first: "@accentHover" must not be read as "@accent".
    const std::array<std::pair<QLatin1StringView, QString>, 18> values{{
        {QLatin1StringView("@accentHover"), colors.accentHover.name()},
        {QLatin1StringView("@accent"), colors.accent.name()},
        {QLatin1StringView("@onAccent"), colors.onAccent.name()},
        {QLatin1StringView("@dangerHover"), colors.dangerHover.name()},
        {QLatin1StringView("@danger"), colors.danger.name()},
        {QLatin1StringView("@onDanger"), colors.onDanger.name()},
        {QLatin1StringView("@window"), colors.window.name()},
        {QLatin1StringView("@surface"), colors.surface.name()},
        {QLatin1StringView("@hover"), colors.hover.name()},
        {QLatin1StringView("@pressed"), colors.pressed.name()},
        {QLatin1StringView("@text"), colors.text.name()},
        {QLatin1StringView("@secondary"), colors.secondary.name()},
        {QLatin1StringView("@disabled"), colors.disabled.name()},
        {QLatin1StringView("@border"), colors.border.name()},
        {QLatin1StringView("@line"), colors.line.name()},
        {QLatin1StringView("@notice"), colors.notice.name()},
        {QLatin1StringView("@onNotice"), colors.onNotice.name()},
        {QLatin1StringView("@variant"), nameOf(variant)},
    }};
    QFile file(QStringLiteral(":/viz/styles/viz.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    for (const auto& [name, value] : values)
        sheet.replace(name, value);
    return sheet;
}

double contrastRatio(const QColor& a, const QColor& b) {
    const auto [darker, lighter] = std::minmax(relativeLuminance(a), relativeLuminance(b));
    return (lighter + 0.05) / (darker + 0.05);
}

} // namespace viz
