#include "app/terminal_lines.h"

namespace viz {

TerminalLines::TerminalLines(int descriptor) : m_reader(descriptor) {
    connect(&m_reader, &TerminalReader::arrived, this, &TerminalLines::take);
}

void TerminalLines::startReading() { m_reader.start(); }

void TerminalLines::take(const QByteArray& bytes) {
    if (bytes.isEmpty()) {
        Q_EMIT closed();
        return;
    }
    m_pending += bytes;
    emitLines();
}

void TerminalLines::emitLines() {
    for (qsizetype end = m_pending.indexOf('\n'); end >= 0; end = m_pending.indexOf('\n')) {
        const QString line = QString::fromUtf8(m_pending.left(end)).trimmed();
        m_pending.remove(0, end + 1);
        Q_EMIT lineTyped(line);
    }
    m_pending.truncate(kMaxLineBytes);
}

} // namespace viz
