#include "ui/history_graph.h"

#include "ui/call_history.h"
#include "ui/formatting.h"
#include "ui/meter_ballistics.h"
#include "ui/status_text.h"
#include "ui/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace viz {
namespace {

constexpr double kScaleStepMs = 200;
constexpr qreal kDelayShare = 0.64; // of the height
constexpr qreal kGap = 8;
constexpr qreal kRounding = 4;

QRectF delayRoom(const QRectF& all) { return {all.left(), all.top(), all.width(), all.height() * kDelayShare - kGap}; }

QRectF levelRoom(const QRectF& all) { return all.adjusted(0, all.height() * kDelayShare, 0, 0); }

qreal levelHeight(float dbfs, qreal room) {
    const auto floor = static_cast<qreal>(MeterBallistics::kFloorDbfs);
    return room * std::clamp(1.0 - static_cast<qreal>(dbfs) / floor, 0.0, 1.0);
}

} // namespace

HistoryGraph::HistoryGraph(const CallHistory& history, QWidget* parent) : QWidget(parent), m_history(history) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

double HistoryGraph::scaleMs() const {
    const auto range = m_history.delayRange();
    const double most = range ? range->mostMs : 0;
    return std::max(kScaleStepMs * std::ceil(most / kScaleStepMs), kFairDelayMs + kScaleStepMs / 2);
}

void HistoryGraph::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF all = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    for (const QRectF& room : {delayRoom(all), levelRoom(all)}) {
        painter.setPen(currentColors().line);
        painter.setBrush(currentColors().surface);
        painter.drawRoundedRect(room, kRounding, kRounding);
    }
    paintGrades(painter, delayRoom(all));
    paintDelay(painter, delayRoom(all));
    paintLevels(painter, levelRoom(all));
}

void HistoryGraph::paintGrades(QPainter& painter, const QRectF& room) const {
    for (const double ms : {kGoodDelayMs, kFairDelayMs}) {
        const qreal y = room.bottom() - room.height() * ms / scaleMs();
        painter.setPen(QPen(currentColors().line, 1, Qt::DashLine));
        painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y));
        painter.setPen(currentColors().secondary);
        painter.drawText(QPointF(room.left() + kGap, y - 2), millisecondsText(ms));
    }
}

// Where nothing came through there is a gap.
void HistoryGraph::paintDelay(QPainter& painter, const QRectF& room) const {
    QPainterPath path;
    bool isOpen = false;
    std::size_t index = 0;
    for (const auto& point : m_history.points()) {
        const qreal x = xOf(index++, m_history.points().size(), room);
        if (point.delayMs) {
            const QPointF place(x, room.bottom() - room.height() * *point.delayMs / scaleMs());
            isOpen ? path.lineTo(place) : path.moveTo(place);
        }
        isOpen = point.delayMs.has_value();
    }
    painter.setPen(QPen(currentColors().accent, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
}

void HistoryGraph::paintLevels(QPainter& painter, const QRectF& room) const {
    const qreal middle = room.center().y();
    const qreal width = room.width() / static_cast<qreal>(CallHistory::kMaxPoints);
    std::size_t index = 0;
    for (const auto& point : m_history.points()) {
        const qreal x = xOf(index++, m_history.points().size(), room) - width;
        const qreal own = levelHeight(point.ownDbfs, room.height() / 2 - 1);
        const qreal peer = levelHeight(point.peerDbfs, room.height() / 2 - 1);
        painter.fillRect(QRectF(x, middle - own, width, own), currentColors().accent);
        painter.fillRect(QRectF(x, middle, width, peer), currentColors().secondary);
    }
    painter.setPen(currentColors().border);
    painter.drawLine(QPointF(room.left(), middle), QPointF(room.right(), middle));
}

qreal HistoryGraph::xOf(std::size_t index, std::size_t count, const QRectF& room) {
    return room.right() - room.width() * static_cast<qreal>(count - 1 - index) / CallHistory::kMaxPoints;
}

} // namespace viz
