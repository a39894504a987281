#pragma once

#include <QCoreApplication>
#include <QList>
#include <QString>

namespace viz {

/// A tunnel that a person can open by hand: what to type, and what to expect.
struct TunnelGuide {
    Q_DECLARE_TR_FUNCTIONS(viz::TunnelGuide)

public:
    QString name;    ///< as the service calls itself
    QString command; ///< for a terminal, with the real port
    QString hint;    ///< what it needs and what its address looks like

    /// The best first. Commands name 127.0.0.1, because localhost may be ::1, where nobody listens.
    [[nodiscard]] static QList<TunnelGuide> all(quint16 port);
};

} // namespace viz
