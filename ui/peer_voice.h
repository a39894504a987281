#pragma once

#include "core/call/call_control.h"

#include <QWidget>

namespace viz {

class LevelBar;
class StateBand;
class VolumeSlider;
class WrapLabel;

/// The part of the call page about the other side's voice: level, volume, and why nothing is heard if that is so.
class PeerVoice : public QWidget {
    Q_OBJECT

public:
    explicit PeerVoice(QWidget* parent = nullptr);

    /// `name` as the person reads it, never empty.
    void setPeer(const QString& name, bool muted);
    /// This side plays nothing.
    void setDeafened(bool deafened);
    void setConnected(bool connected);
    void setVolumePercent(int percent);
    void showLevel(const PlayoutReport& playout);

Q_SIGNALS:
    /// The person moved the slider.
    void volumeChanged(int percent);

private:
    void showState();

    QString m_name;
    bool m_muted = false;
    bool m_deafened = false;
    WrapLabel* m_caption;
    LevelBar* m_level;
    VolumeSlider* m_volume;
    StateBand* m_state;
};

} // namespace viz
