#pragma once

#include "core/call/call_state.h"
#include "ui/page.h"

#include <QElapsedTimer>

class QTimer;

namespace viz {

class IconButton;
class StatusLine;
class WrapLabel;

/// Calling: what is done, what happens now, and a way out.
class ConnectingPage : public Page {
    Q_OBJECT

public:
    explicit ConnectingPage(QWidget* parent = nullptr);

    /// A new attempt: `host` as it is safe to show.
    void start(const QString& host);
    /// Connecting or Ringing.
    void setState(CallState state, const QString& peerName);

    [[nodiscard]] QWidget* firstFocus() override;

Q_SIGNALS:
    void cancelRequested();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void showElapsed();

    QString m_host;
    StatusLine* m_connecting;
    StatusLine* m_ringing;
    WrapLabel* m_elapsed;
    IconButton* m_cancel;
    QTimer* m_tick;
    QElapsedTimer m_sinceStart;
};

} // namespace viz
