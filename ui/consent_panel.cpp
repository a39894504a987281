#include "ui/consent_panel.h"

#include "core/tunnel/tunnel_words.h"
#include "ui/icon_widgets.h"
#include "ui/page.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace viz {

ConsentPanel::ConsentPanel(QWidget* parent)
    : QFrame(parent)
    , m_title(new WrapLabel({}, TextSize::Heading))
    , m_question(new WrapLabel)
    , m_privacy(new WrapLabel)
    , m_limits(new WrapLabel)
    , m_agree(new IconButton(IconName::Check, tr("Agree and start"), IconButton::Kind::Primary))
    , m_refuse(new IconButton(IconName::Close, tr("Not now"))) {
    setProperty("panel", QStringLiteral("plain"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(2 * kGrid, 2 * kGrid, 2 * kGrid, 2 * kGrid);
    column->setSpacing(kGrid);
    for (WrapLabel* label : {m_title, m_question, m_privacy, m_limits})
        column->addWidget(label);
    column->addWidget(new WrapLabel(tr("Viz asks this once for each tunnel."), TextSize::Body, Tone::Secondary));
    auto* row = new QHBoxLayout;
    row->setSpacing(kGrid);
    row->addWidget(m_agree, 1);
    row->addWidget(m_refuse);
    column->addSpacing(kGrid);
    column->addLayout(row);
    connect(m_agree, &QPushButton::clicked, this, &ConsentPanel::agreed);
    connect(m_refuse, &QPushButton::clicked, this, &ConsentPanel::refused);
}

void ConsentPanel::setProvider(const TunnelProvider& provider) {
    m_title->setText(tr("Start the tunnel through %1?").arg(provider.name));
    m_question->setText(TunnelWords::ofConsent(provider));
    m_privacy->setText(TunnelWords::privacyOf(provider));
    m_privacy->setVisible(!provider.privacy.isEmpty());
    m_limits->setText(TunnelWords::limitsOf(provider));
    m_limits->setVisible(!provider.limits.isEmpty());
}

QWidget* ConsentPanel::firstFocus() const { return m_refuse; }

} // namespace viz
