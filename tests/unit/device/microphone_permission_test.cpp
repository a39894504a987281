#include "core/device/microphone_permission.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <map>

namespace viz {
namespace {

TEST(MicrophonePermission, IsWhatTheRegistrySays) {
    struct Row {
        std::map<QString, QString> values; ///< by the end of the key
        bool isDenied;
    };
    const QString computer = QStringLiteral("HKEY_LOCAL_MACHINE");
    const QString person = QStringLiteral("HKEY_CURRENT_USER");
    const QString store = QStringLiteral(
        "\\Software\\Microsoft\\Windows\\CurrentVersion\\CapabilityAccessManager\\ConsentStore\\microphone");
    const QString desktop = QStringLiteral("\\NonPackaged");
    const QString allow = QStringLiteral("Allow");
    const QString deny = QStringLiteral("Deny");
    for (const Row& row : {
             Row{{}, false},
             Row{{{computer + store, allow}, {person + store, allow}, {person + store + desktop, allow}}, false},
             Row{{{computer + store, deny}, {person + store, allow}, {person + store + desktop, allow}}, true},
             Row{{{computer + store + desktop, deny}}, true},
             Row{{{computer + store, allow}, {person + store, deny}}, true},
             Row{{{person + store, allow}, {person + store + desktop, deny}}, true},
             Row{{{person + store, QStringLiteral("Prompt")}}, false},
             Row{{{person, deny}, {person + desktop, deny}}, false},
         }) {
        const auto text = [&](const QString& key) {
            const auto found = row.values.find(key);
            return found == row.values.end() ? QString() : found->second;
        };
        EXPECT_EQ(isDeniedInRegistry(text), row.isDenied);
    }
}

TEST(MicrophonePermission, IsThatOfTheSoundServersSocket) {
    struct Row {
        PulsePlaces places;
        const char* foreign; ///< the one path that is somebody else's
        bool isDenied;
    };
    const QByteArray user("/run/user/7");
    for (const Row& row : {
             Row{{.server = {}, .runtimeFolder = {}, .userFolder = user}, "/run/user/7/pulse/native", true},
             Row{{.server = {}, .runtimeFolder = {}, .userFolder = user}, "/run/user/7", false},
             Row{{.server = {}, .runtimeFolder = "/own", .userFolder = user}, "/own/native", true},
             Row{{.server = {}, .runtimeFolder = "/own", .userFolder = user}, "/run/user/7/pulse/native", false},
             Row{{.server = "unix:/s", .runtimeFolder = "/own", .userFolder = user}, "/s", true},
             Row{{.server = "unix:/s", .runtimeFolder = "/own", .userFolder = user}, "/own/native", false},
             Row{{.server = "/s", .runtimeFolder = {}, .userFolder = {}}, "/s", true},
             Row{{.server = "{0af}unix:/s", .runtimeFolder = {}, .userFolder = {}}, "/s", true},
             Row{{.server = "tcp:host {0af}unix:/s", .runtimeFolder = {}, .userFolder = {}}, "/s", true},
             Row{{.server = "tcp:host", .runtimeFolder = {}, .userFolder = user}, "/run/user/7/pulse/native", false},
             Row{{.server = "{0af", .runtimeFolder = {}, .userFolder = {}}, "", false},
             Row{{.server = "unix:", .runtimeFolder = {}, .userFolder = {}}, "", false},
             Row{{.server = {}, .runtimeFolder = {}, .userFolder = {}}, "", false},
         }) {
        const auto errorOf = [&](const QByteArray& path) { return path == row.foreign ? EACCES : ENOENT; };
        EXPECT_EQ(isDeniedBySocket(row.places, errorOf), row.isDenied)
            << row.places.server.toStdString() << ' ' << row.foreign;
    }
}

TEST(MicrophonePermission, AServerThatIsNotThereOrLetsUsInDeniesNothing) {
    for (const int error : {0, ENOENT, ENOTDIR, ECONNREFUSED})
        EXPECT_FALSE(isDeniedBySocket({.server = "unix:/s", .runtimeFolder = {}, .userFolder = {}},
                                      [error](const QByteArray&) { return error; }))
            << error;
}

} // namespace
} // namespace viz
