#pragma once

#include "ui/icon_widgets.h"

#include <QFrame>

namespace viz {

/// A sentence about one of the two voices. Urgent, it stands on amber: it cannot be overlooked.
class StateBand : public QFrame {
    Q_OBJECT

public:
    enum class Urgency : std::uint8_t { Calm, Urgent };

    explicit StateBand(QWidget* parent = nullptr);

    /// Cheap if nothing changed. Urgent sentences have a colour of their own.
    void show(IconName icon, Tone tone, const QString& sentence, Urgency urgency = Urgency::Calm);

private:
    void setUrgency(Urgency urgency);

    StatusLine* m_line;
    Urgency m_urgency = Urgency::Calm;
};

} // namespace viz
