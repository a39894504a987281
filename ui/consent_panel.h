#pragma once

#include "core/tunnel/tunnel_provider.h"

#include <QFrame>

namespace viz {

class IconButton;
class WrapLabel;

/// Asks, before a tunnel is started for the first time, whether its service may learn what it will learn.
class ConsentPanel : public QFrame {
    Q_OBJECT

public:
    explicit ConsentPanel(QWidget* parent = nullptr);

    void setProvider(const TunnelProvider& provider);
    /// The harmless answer.
    [[nodiscard]] QWidget* firstFocus() const;

Q_SIGNALS:
    void agreed();
    void refused();

private:
    WrapLabel* m_title;
    WrapLabel* m_question;
    WrapLabel* m_privacy;
    WrapLabel* m_limits;
    IconButton* m_agree;
    IconButton* m_refuse;
};

} // namespace viz
