#pragma once

#include "core/protocol/invite.h"

#include <QString>

#include <string_view>

namespace viz {

/// What the Join field understood of what was typed so far, safe to show: no secret in it.
struct AddressPreview {
    bool valid = false;
    AddressError error = AddressError::Empty; ///< when not valid
    bool encrypted = true;                    ///< TLS to the tunnel; the call itself always is
    bool hasSecret = false;                   ///< an invite: the host proves itself; otherwise compare words
    QString host;                             ///< host[:port], international names as punycode
};

[[nodiscard]] AddressPreview previewAddress(const QString& text);
/// For join(). The text's secret goes straight into locked memory.
[[nodiscard]] tl::expected<Invite, AddressError> understandAddress(const QString& text);
/// The same for UTF-8.
[[nodiscard]] tl::expected<Invite, AddressError> understandAddress(std::string_view text);

} // namespace viz
