#pragma once

#include "core/call/call_state.h"

#include <QWidget>

class QLineEdit;

namespace viz {

class IconButton;
class StatusLine;
class WrapLabel;

/// Asks for the address that the host's tunnel has now, while a call reconnects: the joiner for what the host sent, the
/// host for their own.
class NewAddressForm : public QWidget {
    Q_OBJECT

public:
    explicit NewAddressForm(QWidget* parent = nullptr);

    void setRole(CallRole role);
    /// Forgets what was typed, which may hold a secret.
    void clear();

Q_SIGNALS:
    /// Can be understood; may hold a secret.
    void addressGiven(const QString& text);

private:
    void showPreview();
    void give();
    [[nodiscard]] QString givenText(const QString& host) const;

    CallRole m_role = CallRole::Joiner;
    WrapLabel* m_caption;
    QLineEdit* m_address;
    IconButton* m_use;
    StatusLine* m_understood;
};

} // namespace viz
