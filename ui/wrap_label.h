#pragma once

#include <QColor>
#include <QLabel>

#include <cstdint>

namespace viz {

/// What a text or a mark means, by colour; never by colour alone.
enum class Tone : std::uint8_t { Normal, Secondary, Good, Warning, Bad, Notice, Accent };

[[nodiscard]] QColor toneColor(Tone tone);

enum class TextSize : std::uint8_t { Body, Heading, Title, Display };

/// A label whose text is never cut and never read as HTML: it wraps between words, and inside a word that is longer
/// than a line (names and host names come from strangers).
class WrapLabel : public QLabel {
    Q_OBJECT

public:
    explicit WrapLabel(const QString& text = {}, TextSize size = TextSize::Body, Tone tone = Tone::Normal,
                       QWidget* parent = nullptr);

    [[nodiscard]] Tone tone() const { return m_tone; }
    void setTone(Tone tone);

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Tone m_tone;
};

} // namespace viz
