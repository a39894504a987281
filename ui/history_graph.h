#pragma once

#include <QWidget>

namespace viz {

class CallHistory;

/// The last minute of a call as a small picture: the delay as a line, below it the own voice upwards and the other
/// side's downwards from a line in the middle. What it shows is its accessible description, too. Painted when update()
/// is called, never by itself.
class HistoryGraph : public QWidget {
    Q_OBJECT

public:
    /// `history` outlives it.
    explicit HistoryGraph(const CallHistory& history, QWidget* parent = nullptr);

    /// The top of the delay's scale: enough for all of it, and for the two grades' borders.
    [[nodiscard]] double scaleMs() const;
    [[nodiscard]] QSize sizeHint() const override { return {200, 144}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {120, 144}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintGrades(QPainter& painter, const QRectF& room) const;
    void paintDelay(QPainter& painter, const QRectF& room) const;
    void paintLevels(QPainter& painter, const QRectF& room) const;
    /// The newest point is at the right end.
    [[nodiscard]] static qreal xOf(std::size_t index, std::size_t count, const QRectF& room);

    const CallHistory& m_history;
};

} // namespace viz
