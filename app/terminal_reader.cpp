#include "app/terminal_reader.h"

#include <QSocketNotifier>

#include <unistd.h>

#include <array>

namespace viz {

struct TerminalReader::State {
    explicit State(int theDescriptor) : descriptor(theDescriptor), notifier(theDescriptor, QSocketNotifier::Read) {
        notifier.setEnabled(false);
    }

    [[nodiscard]] QByteArray read() const {
        std::array<char, kMaxBytes> bytes{};
        const ssize_t count = ::read(descriptor, bytes.data(), bytes.size());
        return count <= 0 ? QByteArray() : QByteArray(bytes.data(), count);
    }

    const int descriptor;
    QSocketNotifier notifier;
};

TerminalReader::TerminalReader(int descriptor) : m_state(std::make_unique<State>(descriptor)) {
    connect(&m_state->notifier, &QSocketNotifier::activated, this, [this] {
        const QByteArray bytes = m_state->read();
        m_state->notifier.setEnabled(!bytes.isEmpty());
        Q_EMIT arrived(bytes);
    });
}

TerminalReader::~TerminalReader() = default;

void TerminalReader::start() { m_state->notifier.setEnabled(true); }

} // namespace viz
