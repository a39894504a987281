#include "ui/state_band.h"

#include "ui/page.h"
#include "ui/screen_reader.h"

#include <QStyle>
#include <QVBoxLayout>

namespace viz {

StateBand::StateBand(QWidget* parent) : QFrame(parent), m_line(new StatusLine) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_line);
}

void StateBand::show(IconName icon, Tone tone, const QString& sentence, Urgency urgency) {
    const Tone shown = urgency == Urgency::Urgent ? Tone::Notice : tone;
    if (m_line->text() == sentence && m_line->tone() == shown)
        return;
    m_line->show(icon, shown, sentence);
    setUrgency(urgency);
    setAccessibleName(sentence);
    if (urgency == Urgency::Urgent)
        tellScreenReader(this);
}

void StateBand::setUrgency(Urgency urgency) {
    if (urgency == m_urgency)
        return;
    m_urgency = urgency;
    const int margin = urgency == Urgency::Urgent ? kGrid : 0;
    layout()->setContentsMargins(margin, margin, margin, margin);
    setProperty("panel", urgency == Urgency::Urgent ? QStringLiteral("notice") : QString());
    style()->unpolish(this); // a style sheet looks at properties only when it polishes
    style()->polish(this);
}

} // namespace viz
