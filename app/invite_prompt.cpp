#include "app/invite_prompt.h"

#include "app/messages.h"
#include "app/silent_terminal.h"
#include "core/call/address_preview.h"

#include <unistd.h>

#include <optional>

namespace viz {
namespace {

/// One more than what is understood, so that an address that is too long is refused and not cut.
constexpr std::size_t kMaxLineBytes = kMaxInviteChars + 1;

/// Byte by byte: what comes after the line is for somebody else.
std::size_t readLine(int descriptor, std::span<std::byte> line) {
    std::size_t size = 0;
    while (size < line.size() && ::read(descriptor, &line[size], 1) == 1 && line[size] != std::byte{'\n'})
        ++size;
    return size;
}

/// Without its line end; white space is the parser's matter.
tl::expected<Invite, AddressError> readAddress(int descriptor) {
    SecretBytes line(kMaxLineBytes);
    const std::size_t size = readLine(descriptor, line.mutableView());
    return understandAddress(std::string_view(reinterpret_cast<const char*>(line.view().data()), size));
}

tl::expected<Invite, AddressError> askOnTerminal(int descriptor, StandardStreams& streams) {
    const SilentTerminal silence(descriptor);
    streams.err().write("Invite (it is not shown): ");
    auto invite = readAddress(descriptor);
    streams.err().write("\n");
    return invite;
}

} // namespace

tl::expected<Invite, Failure> askForInvite(int descriptor, StandardStreams& streams) {
    auto invite = ::isatty(descriptor) != 0 ? askOnTerminal(descriptor, streams) : readAddress(descriptor);
    if (invite)
        return *std::move(invite);
    return tl::make_unexpected(Failure{.status = ExitStatus::Usage, .sentence = sentenceFor(invite.error())});
}

} // namespace viz
