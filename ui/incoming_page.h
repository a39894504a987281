#pragma once

#include "core/call/call_control.h"
#include "ui/page.h"

class QTimer;

namespace viz {

class IconButton;
class StatusLine;
class WrapLabel;

/// Somebody calls: who, how far they are verified, and the choice. For the first moment nothing answers, so that a key
/// or a click meant for something else does not take the call.
class IncomingPage : public Page {
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds kGuardTime{500};

    explicit IncomingPage(QWidget* parent = nullptr);

    /// A new caller: starts the guard time.
    void start(const PeerInfo& peer);
    void setPeer(const PeerInfo& peer);

    /// The page itself: no button, until the guard time is over.
    [[nodiscard]] QWidget* firstFocus() override { return this; }

Q_SIGNALS:
    void answerRequested();
    void declineRequested();

private:
    void addButtons();
    void allowAnswer();

    WrapLabel* m_title;
    StatusLine* m_verification;
    IconButton* m_decline;
    IconButton* m_answer;
    QTimer* m_guard;
};

} // namespace viz
