#include "core/transport/http_head.h"

#include <QList>

namespace viz {

QByteArray httpField(const QByteArray& head, QByteArrayView name) {
    for (const QByteArray& line : head.split('\n')) {
        if (line.isEmpty() || line == "\r")
            break;
        if (line.first(qMin(line.size(), name.size())).compare(name, Qt::CaseInsensitive) == 0)
            return line.sliced(name.size()).trimmed();
    }
    return {};
}

} // namespace viz
