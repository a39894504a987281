#include "core/protocol/control_message.h"
#include "core/protocol/display_text.h"
#include "core/protocol/wire_format.h"
#include "fuzz_input.h"

#include <algorithm>

namespace {

using namespace viz;

void checkMessage(ByteView plaintext) {
    const std::optional<ControlMessage> message = unpackControl(plaintext);
    if (!message)
        return;
    fuzz::require(recordType(plaintext) == RecordType::Control, "a CTRL begins with its type");
    fuzz::require(message->data.size() <= wire::control::kMaxDataBytes, "data is bounded");
    Bytes again;
    packControl(*message, plaintext.size(), again);
    fuzz::require(std::ranges::equal(again, plaintext), "one form of a CTRL");
}

/// Any data of any type can be said, and is understood as what it was.
void checkRoundTrip(ByteView input) {
    const ByteView data = input.subspan(1, std::min(input.size() - 1, wire::control::kMaxDataBytes));
    const ControlMessage message{.type = static_cast<ControlType>(input.front()),
                                 .data = Bytes(data.begin(), data.end())};
    Bytes plaintext;
    packControl(message, 282, plaintext);
    const std::optional<ControlMessage> understood = unpackControl(plaintext);
    fuzz::require(understood && understood->type == message.type && understood->data == message.data, "said is heard");
}

void checkCodec(ByteView data) {
    const std::optional<CodecParameters> codec = unpackCodec(data);
    if (!codec)
        return;
    fuzz::require(codec->bitrateBps >= wire::codec::kMinBitrateBps && codec->bitrateBps <= wire::codec::kMaxBitrateBps,
                  "a codec is in range");
    fuzz::require(std::ranges::equal(packCodec(*codec), data), "one form of a codec");
}

/// NAME: what is shown of it.
void checkName(std::string_view name) {
    const std::string shown = displayText(name, wire::kMaxNameBytes);
    fuzz::require(shown.size() <= wire::kMaxNameBytes, "a name is short");
    fuzz::require(displayText(shown, wire::kMaxNameBytes) == shown, "a clean name stays clean");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView input = fuzz::asBytes(data, size);
    checkMessage(input);
    checkCodec(input);
    checkName(fuzz::asText(data, size));
    if (size > 0)
        checkRoundTrip(input);
    return 0;
}
