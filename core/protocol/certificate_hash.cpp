#include "core/protocol/certificate_hash.h"

#include "core/protocol/sodium_bytes.h"

#include <sodium.h>

namespace viz {

namespace {

constexpr int kAlphabet = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

} // namespace

std::optional<HostAddress::CertificateHash> parseCertificateHash(std::string_view characters) {
    HostAddress::CertificateHash hash{};
    std::size_t size = 0;
    const char* end = nullptr;
    const int refused = sodium_base642bin(rawMutable(hash), hash.size(), characters.data(), characters.size(), nullptr,
                                          &size, &end, kAlphabet);
    if (refused != 0 || size != hash.size() || end != characters.data() + characters.size())
        return std::nullopt;
    return hash;
}

std::string formatCertificateHash(const HostAddress::CertificateHash& hash) {
    std::string text(kCertificateHashChars + 1, '\0'); // libsodium ends it with a zero
    sodium_bin2base64(text.data(), text.size(), raw(hash), hash.size(), kAlphabet);
    text.pop_back();
    return text;
}

} // namespace viz
