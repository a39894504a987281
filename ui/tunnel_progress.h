#pragma once

#include "core/tunnel/tunnel_life.h"

#include <QWidget>

class QTimer;

namespace viz {

class CopyField;
class IconButton;
class StatusLine;

/// What the tunnel that Viz started is doing, in words, with a button to end it and the program's own lines behind
/// "Details".
class TunnelProgress : public QWidget {
    Q_OBJECT

public:
    static constexpr qsizetype kLines = 8;       ///< of the program, the newest
    static constexpr qsizetype kLineChars = 200; ///< longer ones are cut

    explicit TunnelProgress(QWidget* parent = nullptr);

    void showState(TunnelLife::State state, const QString& name);
    /// It is given up.
    void showFault(const QString& sentence);
    void setLines(const QStringList& lines);
    void collapse();

Q_SIGNALS:
    void stopRequested();
    /// The lines are in sight, and may have changed: setLines() is expected. Once a second at most.
    void linesWanted();

private:
    void setExpanded(bool expanded);

    StatusLine* m_state;
    IconButton* m_stop;
    IconButton* m_details;
    CopyField* m_lines;
    QTimer* m_refresh;
};

} // namespace viz
