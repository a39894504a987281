#pragma once

#include "ui/icons.h"
#include "ui/wrap_label.h"

#include <QPushButton>

namespace viz {

/// A push button with a line icon in the colour of its text.
class IconButton : public QPushButton {
    Q_OBJECT

public:
    enum class Kind : std::uint8_t {
        Plain,
        Primary, ///< the one thing to do on this page
        Danger,  ///< ends something
        Quiet,   ///< without a frame
    };

    IconButton(IconName icon, const QString& text, Kind kind = Kind::Plain, QWidget* parent = nullptr);

    void setIconName(IconName icon);
    /// 56 instead of 40 pixels high: for what a call hangs on.
    void setLarge();
    /// A square of 32 pixels for the icon alone; needs an accessible name.
    void setCompact();

protected:
    void changeEvent(QEvent* event) override;

private:
    void tint();

    IconName m_icon;
    Kind m_kind;
};

/// A line icon that goes with a text beside it, and so has no name of its own.
class IconLabel : public QWidget {
    Q_OBJECT

public:
    explicit IconLabel(IconName icon, Tone tone = Tone::Normal, QWidget* parent = nullptr);

    void setIcon(IconName icon, Tone tone);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QIcon m_image;
    IconName m_icon;
    Tone m_tone;
};

/// An icon and a sentence: what is understood, verified, wrong. Screen readers read the sentence.
class StatusLine : public QWidget {
    Q_OBJECT

public:
    explicit StatusLine(QWidget* parent = nullptr);

    void show(IconName icon, Tone tone, const QString& sentence);
    [[nodiscard]] QString text() const { return m_text->text(); }
    [[nodiscard]] Tone tone() const { return m_text->tone(); }

private:
    IconLabel* m_icon;
    WrapLabel* m_text;
};

} // namespace viz
