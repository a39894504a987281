#include "ui/level_bar.h"

#include "ui/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QTimerEvent>

namespace viz {
namespace {

constexpr float kAudibleDbfs = -50.0F; // below: room noise
constexpr qreal kFaded = 0.35;

} // namespace

LevelBar::LevelBar(const QString& name, QWidget* parent) : QWidget(parent) {
    setAccessibleName(name);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    updateWords();
}

void LevelBar::setLevelDbfs(float dbfs) {
    m_meter.setTarget(dbfs);
    if (m_meter.isAtRest() || m_timer.isActive())
        return;
    m_sinceStep.start();
    m_timer.start(kFrameMs, this);
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
    const Colors& colors = currentColors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF bar = QRectF(rect()).adjusted(0, 4, 0, -4);
    QPainterPath outline;
    outline.addRoundedRect(bar, 4, 4);
    painter.setClipPath(outline);
    painter.fillRect(bar, colors.track);
    painter.setOpacity(isEnabled() ? 1 : kFaded);
    painter.fillRect(QRectF(bar.left(), bar.top(), xOf(m_meter.levelDbfs()), bar.height()), barColor());
    if (isEnabled() && m_meter.peakDbfs() > MeterBallistics::kFloorDbfs)
        painter.fillRect(QRectF(xOf(m_meter.peakDbfs()) - 2, bar.top(), 2, bar.height()), barColor());
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

QColor LevelBar::barColor() const {
    const Colors& colors = currentColors();
    if (m_muted)
        return colors.disabled;
    return m_meter.isClipping() ? colors.bad : colors.accent;
}

qreal LevelBar::xOf(float dbfs) const {
    return width() * (1.0 - static_cast<qreal>(dbfs) / static_cast<qreal>(MeterBallistics::kFloorDbfs));
}

} // namespace viz
