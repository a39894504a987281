#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace viz {

/// The value of a field in the head of an HTTP message, without blanks around it. `name` with its colon, in any case;
/// empty if there is no such field. The head may be cut anywhere.
[[nodiscard]] QByteArray httpField(const QByteArray& head, QByteArrayView name);

} // namespace viz
