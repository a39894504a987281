#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <array>
#include <cstdint>
#include <optional>

namespace viz {

/// What one Viz can ask of another one of the same user.
enum class RemoteVerb : std::uint8_t {
    Mute,
    Unmute,
    ToggleMute,
    Deafen,
    Undeafen,
    Talk, ///< push-to-talk: the key is down
    Hush, ///< and up again
    ToggleTalk,
    Accept,
    Decline,
    HangUp,
    Status,
    Show, ///< the window: come to the front, with an address if there is one
};

struct RemoteVerbRow {
    RemoteVerb verb;
    QLatin1StringView word;
    bool isForPeople; ///< may be typed after `viz ctl`
};

/// The words of the verbs, in the order in which help lists them.
inline constexpr std::array kRemoteVerbs{
    RemoteVerbRow{RemoteVerb::Mute, QLatin1StringView("mute"), true},
    RemoteVerbRow{RemoteVerb::Unmute, QLatin1StringView("unmute"), true},
    RemoteVerbRow{RemoteVerb::ToggleMute, QLatin1StringView("toggle-mute"), true},
    RemoteVerbRow{RemoteVerb::Deafen, QLatin1StringView("deafen"), true},
    RemoteVerbRow{RemoteVerb::Undeafen, QLatin1StringView("undeafen"), true},
    RemoteVerbRow{RemoteVerb::Talk, QLatin1StringView("talk"), true},
    RemoteVerbRow{RemoteVerb::Hush, QLatin1StringView("hush"), true},
    RemoteVerbRow{RemoteVerb::ToggleTalk, QLatin1StringView("toggle-talk"), true},
    RemoteVerbRow{RemoteVerb::Accept, QLatin1StringView("accept"), true},
    RemoteVerbRow{RemoteVerb::Decline, QLatin1StringView("decline"), true},
    RemoteVerbRow{RemoteVerb::HangUp, QLatin1StringView("hangup"), true},
    RemoteVerbRow{RemoteVerb::Status, QLatin1StringView("status"), true},
    RemoteVerbRow{RemoteVerb::Show, QLatin1StringView("show"), false},
};

[[nodiscard]] std::optional<RemoteVerb> remoteVerb(const QString& word);
[[nodiscard]] QString wordFor(RemoteVerb verb);
/// The verbs that may be typed, for help and error sentences.
[[nodiscard]] QStringList typedRemoteVerbs();

struct RemoteRequest {
    RemoteVerb verb = RemoteVerb::Status;
    QString address; ///< Show only; may hold a secret
};

/// `done` is false when the verb makes no sense now, such as `accept` while nobody calls. `status` is there in any
/// case.
struct RemoteReply {
    bool done = false;
    QJsonObject status;
};

/// A request or a reply is one line of JSON, at most so long.
inline constexpr qsizetype kMaxRemoteLine = 8192;

[[nodiscard]] QByteArray packRequest(const RemoteRequest& request);
/// nullopt: not JSON, no such verb, or too long.
[[nodiscard]] std::optional<RemoteRequest> unpackRequest(const QByteArray& line);
[[nodiscard]] QByteArray packReply(const RemoteReply& reply);
[[nodiscard]] std::optional<RemoteReply> unpackReply(const QByteArray& line);

} // namespace viz
