#include "core/protocol/invite_secret.h"

#include "core/protocol/blake2b.h"
#include "core/protocol/sodium_bytes.h"
#include "core/protocol/wiped_array.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace viz {

namespace {

constexpr int kAlphabet = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

using SecretAndChecksum = WipedArray<wire::kInviteSecretBytes + wire::kInviteChecksumBytes>;
using Checksum = std::array<std::byte, wire::kInviteChecksumBytes>;

bool isSecretCharacter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

Checksum checksumOf(ByteView secret) {
    std::array<std::byte, crypto_generichash_BYTES_MIN> hash{};
    blake2b(hash, {}, {bytesOf(wire::label::kInviteChecksum), secret});
    Checksum checksum{};
    std::copy_n(hash.begin(), checksum.size(), checksum.begin());
    return checksum;
}

bool decode(std::string_view characters, SecretAndChecksum& bytes) {
    return sodium_base642bin(rawMutable(bytes.span()), bytes.span().size(), characters.data(), characters.size(),
                             nullptr, nullptr, nullptr, kAlphabet) == 0;
}

tl::expected<SecretBytes, AddressError> verifyChecksum(ByteView bytes) {
    const ByteView secret = bytes.first(wire::kInviteSecretBytes);
    const Checksum expected = checksumOf(secret);
    if (sodium_memcmp(expected.data(), bytes.data() + secret.size(), expected.size()) != 0)
        return tl::unexpected(AddressError::SecretBadChecksum);
    return SecretBytes(secret);
}

} // namespace

tl::expected<SecretBytes, AddressError> parseInviteSecret(std::string_view characters) {
    const std::string_view own = characters.substr(0, wire::kInviteSecretChars);
    if (!std::all_of(own.begin(), own.end(), isSecretCharacter))
        return tl::unexpected(AddressError::SecretBadCharacter);
    if (characters.size() < wire::kInviteSecretChars)
        return tl::unexpected(AddressError::SecretTooShort);
    if (characters.size() > wire::kInviteSecretChars)
        return tl::unexpected(AddressError::SecretTooLong);
    SecretAndChecksum bytes;
    if (!decode(characters, bytes))
        return tl::unexpected(AddressError::SecretBadCharacter);
    return verifyChecksum(bytes.view());
}

void appendInviteSecret(const SecretBytes& secret, std::string& text) {
    assert(secret.size() == wire::kInviteSecretBytes);
    assert(text.capacity() >= text.size() + wire::kInviteSecretChars);
    const Checksum checksum = checksumOf(secret.view());
    SecretAndChecksum bytes;
    std::copy(secret.view().begin(), secret.view().end(), bytes.span().begin());
    std::copy(checksum.begin(), checksum.end(), bytes.span().begin() + wire::kInviteSecretBytes);

    std::array<char, wire::kInviteSecretChars + 1> characters{};
    sodium_bin2base64(characters.data(), characters.size(), raw(bytes.view()), bytes.view().size(), kAlphabet);
    text.append(characters.data(), wire::kInviteSecretChars);
    sodium_memzero(characters.data(), characters.size());
}

} // namespace viz
