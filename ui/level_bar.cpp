#include "ui/level_bar.h"

#include "ui/level_accessible.h"
#include "ui/motion.h"
#include "ui/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QTimerEvent>

namespace viz {
namespace {

constexpr float kAudibleDbfs = -50.0F; // below: room noise
constexpr qreal kFaded = 0.35;
constexpr qreal kRounding = 4;
constexpr qreal kClipMarkWidth = 8;
constexpr qreal kGap = 4;

QPainterPath rounded(const QRectF& rectangle) {
    QPainterPath path;
    path.addRoundedRect(rectangle, kRounding, kRounding);
    return path;
}

/// How far into a bar that is `width` wide.
qreal xOf(float dbfs, qreal width) {
    return width * (1.0 - static_cast<qreal>(dbfs) / static_cast<qreal>(MeterBallistics::kFloorDbfs));
}

} // namespace

LevelBar::LevelBar(const QString& name, QWidget* parent) : QWidget(parent) {
    makeLevelBarsAccessible();
    setAccessibleName(name);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCalm(isMotionReduced());
    updateWords();
}

void LevelBar::setLevels(float levelDbfs, float peakDbfs) {
    m_meter.setTarget(levelDbfs, peakDbfs);
    if (m_meter.isAtRest() || m_timer.isActive())
        return;
    m_sinceStep.start();
    m_timer.start(m_frameMs, this);
}

void LevelBar::setMuted(bool muted) {
    m_muted = muted;
    updateWords();
    update();
}

QString LevelBar::levelText() const {
    if (!isEnabled())
        return tr("no connection");
    if (m_muted)
        return tr("muted");
    if (m_meter.isClipping())
        return tr("too loud");
    return m_meter.levelDbfs() > kAudibleDbfs ? tr("sound") : tr("quiet");
}

void LevelBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF room = QRectF(rect()).adjusted(0, 4, 0, -4);
    paintBar(painter, room.adjusted(0, 0, -kClipMarkWidth - kGap, 0));
    paintClipMark(painter, {room.right() - kClipMarkWidth, room.top(), kClipMarkWidth, room.height()});
}

void LevelBar::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::EnabledChange)
        updateWords();
}

void LevelBar::timerEvent(QTimerEvent* event) {
    if (event->timerId() == m_timer.timerId())
        step();
}

void LevelBar::step() {
    m_meter.advance(std::chrono::milliseconds(m_sinceStep.restart()));
    if (m_meter.isAtRest())
        m_timer.stop();
    updateWords();
    update();
}

// Setting an equal text would still wake screen readers.
void LevelBar::updateWords() {
    if (accessibleDescription() != levelText())
        setAccessibleDescription(levelText());
}

void LevelBar::paintBar(QPainter& painter, const QRectF& bar) const {
    painter.save();
    painter.setClipPath(rounded(bar));
    painter.fillRect(bar, currentColors().track);
    painter.setOpacity(isEnabled() ? 1 : kFaded);
    painter.fillRect(QRectF(bar.left(), bar.top(), xOf(m_meter.levelDbfs(), bar.width()), bar.height()), barColor());
    if (isEnabled() && m_meter.peakDbfs() > MeterBallistics::kFloorDbfs)
        painter.fillRect(QRectF(xOf(m_meter.peakDbfs(), bar.width()) - 2, bar.top(), 2, bar.height()), barColor());
    painter.restore();
}

// Twice as high when lit: not by colour alone.
void LevelBar::paintClipMark(QPainter& painter, const QRectF& mark) const {
    if (showsClipping())
        painter.fillPath(rounded(mark.adjusted(0, -4, 0, 4)), currentColors().bad);
    else
        painter.fillPath(rounded(mark), currentColors().track);
}

QColor LevelBar::barColor() const { return m_muted ? currentColors().disabled : currentColors().accent; }

bool LevelBar::showsClipping() const { return isEnabled() && !m_muted && m_meter.isClipping(); }

} // namespace viz
