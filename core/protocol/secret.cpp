#include "core/protocol/secret.h"

#include "core/protocol/sodium_bytes.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <new>
#include <utility>

namespace viz {

bool initializeCrypto() { return sodium_init() >= 0; }

namespace {

/// What the C library copies in one go with the widest registers of today's processors, all of them: 8 x 64 bytes.
constexpr std::size_t kLongestCopyBytes = 512;
/// The frames of libsodium, of the C library and of the dynamic linker are a few KB.
constexpr std::size_t kStackBytes = 16 * 1024;

} // namespace

void wipe(std::span<char> text) {
    sodium_memzero(text.data(), text.size());
    wipeTraces();
}

void wipeTraces() {
    static void* (*const volatile copy)(void*, const void*, std::size_t) = &std::memmove; // never inlined
    const std::array<std::byte, kLongestCopyBytes> nothing{};
    std::array<std::byte, kLongestCopyBytes> target;
    copy(target.data(), nothing.data(), kLongestCopyBytes - 1); // through registers in any case
    sodium_stackzero(kStackBytes);
}

SecretBytes::SecretBytes(std::size_t size) : m_size(size) {
    if (size == 0)
        return;
    m_data = static_cast<std::byte*>(sodium_malloc(size));
    if (m_data == nullptr)
        throw std::bad_alloc(); // as from any other allocation
    std::fill_n(m_data, size, std::byte{});
}

SecretBytes::SecretBytes(ByteView bytes) : SecretBytes(bytes.size()) {
    std::copy(bytes.begin(), bytes.end(), m_data);
    wipeTraces();
}

SecretBytes::SecretBytes(SecretBytes&& other) noexcept
    : m_data(std::exchange(other.m_data, nullptr)), m_size(std::exchange(other.m_size, 0)) {}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept {
    SecretBytes taken(std::move(other));
    std::swap(m_data, taken.m_data);
    std::swap(m_size, taken.m_size);
    return *this;
}

SecretBytes::~SecretBytes() { sodium_free(m_data); } // wipes first

SecretBytes SecretBytes::random(std::size_t size) {
    SecretBytes secret(size);
    randombytes_buf(rawMutable(secret.mutableView()), size);
    return secret;
}

} // namespace viz
