#include "app/terminal_reader.h"

#include <io.h>

#include <array>
#include <mutex>
#include <thread>
#include <utility>

namespace viz {
namespace {

QByteArray readSome(int descriptor) {
    std::array<char, TerminalReader::kMaxBytes> bytes{};
    const int count = ::_read(descriptor, bytes.data(), static_cast<unsigned>(bytes.size()));
    return count <= 0 ? QByteArray() : QByteArray(bytes.data(), count);
}

/// To whom the reading thread tells what it has, for as long as there is somebody.
class Addressee {
public:
    explicit Addressee(TerminalReader& reader) : m_reader(&reader) {}

    /// False: nobody wants more.
    bool tell(const QByteArray& bytes) {
        const std::lock_guard lock(m_mutex);
        if (!m_reader)
            return false;
        QMetaObject::invokeMethod(
            m_reader, [reader = m_reader, bytes] { Q_EMIT reader->arrived(bytes); }, Qt::QueuedConnection);
        return !bytes.isEmpty();
    }

    void leave() {
        const std::lock_guard lock(m_mutex);
        m_reader = nullptr;
    }

private:
    std::mutex m_mutex;
    TerminalReader* m_reader;
};

} // namespace

struct TerminalReader::State {
    const int descriptor;
    const std::shared_ptr<Addressee> addressee;
    bool isStarted = false;
};

TerminalReader::TerminalReader(int descriptor)
    : m_state(new State{.descriptor = descriptor, .addressee = std::make_shared<Addressee>(*this)}) {}

TerminalReader::~TerminalReader() { m_state->addressee->leave(); }

/// Windows tells no event loop of what a console or a pipe has, so a thread waits for it. Nothing ends that wait on
/// every kind of input: the thread is left behind, and goes with the process.
void TerminalReader::start() {
    if (std::exchange(m_state->isStarted, true))
        return;
    std::thread([descriptor = m_state->descriptor, addressee = m_state->addressee] {
        while (addressee->tell(readSome(descriptor))) {
        }
    }).detach();
}

} // namespace viz
