#pragma once

#include <QWidget>

class QLabel;
class QSlider;

namespace viz {

/// How loud the other side is played, 0 to SoundSettings::kMaxVolumePercent.
class VolumeSlider : public QWidget {
    Q_OBJECT

public:
    /// `name`: for screen readers.
    explicit VolumeSlider(const QString& name, QWidget* parent = nullptr);

    [[nodiscard]] int percent() const;
    /// Without a signal.
    void setPercent(int percent);

Q_SIGNALS:
    /// The person moved it.
    void percentChanged(int percent);

private:
    void showPercent();

    QSlider* m_slider;
    QLabel* m_value;
};

} // namespace viz
