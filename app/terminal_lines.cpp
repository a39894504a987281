#include "app/terminal_lines.h"

#include <unistd.h>

#include <array>

namespace viz {

TerminalLines::TerminalLines(int descriptor) : m_descriptor(descriptor), m_notifier(descriptor, QSocketNotifier::Read) {
    m_notifier.setEnabled(false);
    connect(&m_notifier, &QSocketNotifier::activated, this, &TerminalLines::read);
}

void TerminalLines::startReading() { m_notifier.setEnabled(true); }

void TerminalLines::read() {
    std::array<char, kMaxLineBytes> bytes{};
    const ssize_t count = ::read(m_descriptor, bytes.data(), bytes.size());
    if (count <= 0) {
        m_notifier.setEnabled(false);
        Q_EMIT closed();
        return;
    }
    m_pending.append(bytes.data(), count);
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
