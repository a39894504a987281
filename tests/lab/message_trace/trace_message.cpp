#include "tests/lab/message_trace/trace_message.h"

#include <algorithm>
#include <cstring>
#include <type_traits>

namespace viz::lab {

static_assert(std::is_trivially_copyable_v<TraceMessage>); // both ends are this program on this machine

QByteArray packed(const TraceMessage& message) {
    const bool isSound = message.kind == TraceMessage::Kind::Sound;
    QByteArray bytes(isSound ? std::max(message.spec.bytes, kHeaderBytes) : kHeaderBytes, '\0');
    std::memcpy(bytes.data(), &message, sizeof message);
    return bytes;
}

std::optional<TraceMessage> unpacked(const QByteArray& bytes) {
    if (bytes.size() < kHeaderBytes)
        return std::nullopt;
    TraceMessage message;
    std::memcpy(&message, bytes.constData(), sizeof message);
    return message;
}

} // namespace viz::lab
