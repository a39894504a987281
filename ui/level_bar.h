#pragma once

#include "ui/meter_ballistics.h"

#include <QBasicTimer>
#include <QElapsedTimer>
#include <QWidget>

namespace viz {

/// A level meter: -60 to 0 dBFS, with a peak mark. Repaints at most 30 times a second and not at all while nothing
/// moves. Its accessible description says in words what the bar shows, and changes only when the words do.
class LevelBar : public QWidget {
    Q_OBJECT

public:
    static constexpr int kFrameMs = 34;

    /// `name`: whose level, for screen readers.
    explicit LevelBar(const QString& name, QWidget* parent = nullptr);

    void setLevelDbfs(float dbfs);
    /// No voice goes out (or comes in): the bar turns grey and says so.
    void setMuted(bool muted);

    [[nodiscard]] QString levelText() const;
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
    [[nodiscard]] QColor barColor() const;
    [[nodiscard]] qreal xOf(float dbfs) const;

    MeterBallistics m_meter;
    QBasicTimer m_timer;
    QElapsedTimer m_sinceStep;
    bool m_muted = false;
};

} // namespace viz
