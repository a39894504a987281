#pragma once

#include "core/call/call_options.h"
#include "core/tunnel/probe_verdict.h"

#include <QUrl>
#include <QWidget>

#include <optional>

class QLineEdit;

namespace viz {

class StatusLine;

/// The second step of hosting: the address of the tunnel, filled in by the tunnel or by the person, and what a test
/// from outside said about it.
class AddressStep : public QWidget {
    Q_OBJECT

public:
    explicit AddressStep(QWidget* parent = nullptr);

    /// As if the person had typed it.
    void setText(const QString& text);
    /// The tunnel named it: takes the place of an older one of the tunnel's, but not of one that the person typed.
    void setFound(const QUrl& address);
    /// The tunnel is gone, and its address with it.
    void forgetFound();
    /// Whether what is in the field came from the tunnel.
    [[nodiscard]] bool isFound() const;
    /// What the field says, if it can be understood.
    [[nodiscard]] std::optional<HostAddress> address() const;

    /// A tunnel starts that will name an address.
    void setExpecting(bool expecting);
    void showTesting();
    void showReport(const ProbeReport& report);
    void clearReport();

Q_SIGNALS:
    /// After every change of the text.
    void addressChanged(const std::optional<viz::HostAddress>& address);

private:
    void onText();
    void showUnderstood();

    QLineEdit* m_field;
    StatusLine* m_understood;
    StatusLine* m_report;
    QString m_found;
    bool m_isExpecting = false;
};

} // namespace viz
