#pragma once

#include "core/tunnel/tunnel_choice.h"
#include "core/tunnel/tunnel_life.h"

#include <QWidget>

namespace viz {

class ConsentPanel;
class CopyField;
class IconButton;
class StatusLine;
class TunnelPicker;
class TunnelProgress;
class WrapLabel;

/// The first step of hosting: choose a tunnel and let Viz start it, or run its command by hand. Shows and asks only;
/// HostingTunnel acts.
class TunnelStep : public QWidget {
    Q_OBJECT

public:
    explicit TunnelStep(QWidget* parent = nullptr);

    /// In the order to offer them. `isReady`: their commands have the real port.
    void setChoices(const QList<TunnelChoice>& choices, bool isReady);
    /// What cannot be used of the user's own tunnels; empty: nothing.
    void setComplaint(const QString& sentence);

    void showChoices();
    void askConsent();
    void showState(TunnelLife::State state, const QString& name);
    void showFault(const QString& sentence);
    void setLines(const QStringList& lines);

    [[nodiscard]] QWidget* firstFocus() const;

Q_SIGNALS:
    void startRequested(const QString& providerId);
    void consentGiven(const QString& providerId);
    void stopRequested();
    void linesWanted();
    /// The person is about to run it by hand.
    void commandCopied();

private:
    enum class Phase { Choosing, Asking, Running, Failed };

    void addParts();
    void connectParts();
    void enter(Phase phase);
    void showChosen();
    void showCommand();
    void requestStart();
    void copyCommand(const QString& command);
    [[nodiscard]] QString obstacle(const TunnelChoice& choice) const;

    Phase m_phase = Phase::Choosing;
    bool m_isReady = false;
    StatusLine* m_complaint;
    TunnelPicker* m_picker;
    WrapLabel* m_limits;
    StatusLine* m_obstacle;
    IconButton* m_start;
    ConsentPanel* m_consent;
    TunnelProgress* m_progress;
    IconButton* m_byHand;
    WrapLabel* m_runThis;
    CopyField* m_command;
};

} // namespace viz
