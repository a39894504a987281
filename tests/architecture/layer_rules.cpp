#include "tests/architecture/layer_rules.h"

#include <algorithm>

namespace viz {

const std::vector<LayerRule>& layerRules() {
    static const std::vector<LayerRule> rules{
        {.folder = "core/base/", .libraries = {"boost/lockfree/", "tl/"}},
        // The last four are of libwebrtc-audio-processing: 0.3, and 1 or 2.
        {.folder = "core/media/",
         .project = {"core/base/"},
         .libraries = {"opus/", "speex/", "tl/", "webrtc/common.h", "webrtc/modules/", "api/", "modules/"}},
        // Never core/media: a frame is opaque bytes to the protocol.
        {.folder = "core/protocol/", .project = {"core/base/"}, .libraries = {"sodium.h", "zstd.h", "tl/"}},
        {.folder = "core/pipeline/", .project = {"core/base/", "core/media/", "core/protocol/"}, .libraries = {"tl/"}},
        {.folder = "core/device/",
         .project = {"core/base/"},
         .libraries = {"speex/", "tl/", "unistd.h"}, // whose the sound server's socket is
         .qtModules = {"QtCore", "QtMultimedia"}},
        // Never core/protocol: a message is opaque bytes to the transport.
        {.folder = "core/transport/",
         .project = {"core/base/"},
         .libraries = {"openssl/", "sodium.h",     // certificates and their hashes
                       "wslay/",                   // frames, where Qt has no WebSockets
                       "netinet/", "sys/socket.h", // how TCP retries
                       "sys/resource.h",           // how many connections fit
                       "tl/"},
         .qtModules = {"QtCore", "QtNetwork", "QtWebSockets"}},
        // The system headers keep a tunnel program from outliving Viz.
        {.folder = "core/tunnel/",
         .project = {"core/base/"},
         .libraries = {"tl/", "sys/", "signal.h", "unistd.h"},
         .qtModules = {"QtCore", "QtNetwork"}},
        {.folder = "core/settings/", .project = {"core/base/"}, .libraries = {"tl/"}, .qtModules = {"QtCore"}},
        {.folder = "core/call/",
         .project = {"core/base/", "core/media/", "core/protocol/", "core/pipeline/", "core/device/", "core/transport/",
                     "core/tunnel/", "core/settings/"},
         .libraries = {"tl/"},
         .qtModules = {"QtCore", "QtNetwork"}},
        {.folder = "ui/",
         .project = {"core/call/", "core/settings/", "core/tunnel/", "core/device/device_catalog.h"},
         .libraries = {"qrcodegen/", "tl/",
                       "xcb/",                 // a key that is heard in other windows
                       "fcntl.h", "unistd.h"}, // Linux's account of a thread's time
         .qtModules = {"QtCore", "QtGui", "QtWidgets"}},
        {.folder = "app/",
         .project = {"core/", "ui/"},
         .libraries = {"tl/", "sys/", "fcntl.h", "signal.h", "termios.h", "unistd.h", "io.h", "windows.h", "psapi.h"},
         .qtModules = {"QtCore", "QtGui", "QtNetwork", "QtWidgets"}},
    };
    return rules;
}

const LayerRule* ruleFor(std::string_view file, const std::vector<LayerRule>& rules) {
    const auto rule =
        std::ranges::find_if(rules, [file](const LayerRule& row) { return file.starts_with(row.folder); });
    return rule == rules.end() ? nullptr : &*rule;
}

} // namespace viz
