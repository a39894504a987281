#pragma once

#include "ui/meter_ballistics.h"

#include <QBasicTimer>
#include <QElapsedTimer>
#include <QWidget>

namespace viz {

/// A level meter: -60 to 0 dBFS, with a mark that holds the peak, and at its end one that lights when sound was cut
/// off. Repaints at most 30 times a second, 4 times where the person wants no animations, and not at all while nothing
/// moves. Its accessible description says in words what the bar shows, and changes only when the words do.
class LevelBar : public QWidget {
    Q_OBJECT

public:
    static constexpr int kFrameMs = 34;
    static constexpr int kCalmFrameMs = 250;

    /// `name`: whose level, for screen readers.
    explicit LevelBar(const QString& name, QWidget* parent = nullptr);

    void setLevelDbfs(float dbfs) { setLevels(dbfs, MeterBallistics::kFloorDbfs); }
    /// With the highest sample, which finds clipping that an average does not.
    void setLevels(float levelDbfs, float peakDbfs);
    /// No voice goes out (or comes in): the bar turns grey and says so.
    void setMuted(bool muted);
    /// Steps instead of gliding; without a call as the desktop wants it.
    void setCalm(bool calm) { m_frameMs = calm ? kCalmFrameMs : kFrameMs; }

    [[nodiscard]] QString levelText() const;
    /// What the bar shows now, on its way to the newest level.
    [[nodiscard]] float levelDbfs() const { return m_meter.levelDbfs(); }
    [[nodiscard]] bool isMoving() const { return m_timer.isActive(); }
    [[nodiscard]] QSize sizeHint() const override { return {160, 16}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {64, 16}; }

protected:
    /// Disabled, the bar fades: what it shows reaches nobody.
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void timerEvent(QTimerEvent* event) override;

private:
    void step();
    void updateWords();
    void paintBar(QPainter& painter, const QRectF& bar) const;
    void paintClipMark(QPainter& painter, const QRectF& mark) const;
    [[nodiscard]] QColor barColor() const;
    [[nodiscard]] bool showsClipping() const;

    MeterBallistics m_meter;
    QBasicTimer m_timer;
    QElapsedTimer m_sinceStep;
    int m_frameMs = kFrameMs;
    bool m_muted = false;
};

} // namespace viz
