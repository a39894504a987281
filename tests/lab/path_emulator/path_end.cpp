#include "tests/lab/path_emulator/path_end.h"

#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <system_error>

namespace viz::lab {
namespace {

using Done = tl::expected<void, std::string>;

constexpr char kDevice[] = "path";

tl::unexpected<std::string> failure(const std::string& what) {
    return tl::unexpected(what + ": " + std::generic_category().message(errno));
}

/// The algorithm goes to the route, because a namespace may not choose one that the machine itself has not allowed to
/// everyone. `ip` is on every Linux and says itself what it does not like.
Done configureDevices(const PathEnd::Addresses& addresses, const std::string& congestion) {
    std::ostringstream command;
    command << "ip link set lo up && ip address add " << addresses.own << " peer " << addresses.peer << " dev "
            << kDevice << " && ip link set " << kDevice << " up && ip route replace " << addresses.peer << " dev "
            << kDevice << " src " << addresses.own << " congctl " << congestion;
    if (std::system(command.str().c_str()) != 0) // NOLINT(concurrency-mt-unsafe): there is one thread
        return tl::unexpected(std::string("the command ip does not configure a TUN device"));
    return {};
}

/// /proc/sys/net shows the namespace of whoever looks.
Done setTcp(const std::vector<std::pair<std::string, std::string>>& settings) {
    for (const auto& [name, value] : settings) {
        std::ofstream file("/proc/sys/net/ipv4/tcp_" + name);
        if (!(file << value << std::flush))
            return failure("net.ipv4.tcp_" + name);
    }
    return {};
}

tl::expected<Descriptor, std::string> openTun() {
    Descriptor tun{open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC)};
    if (!tun.isOpen())
        return failure("/dev/net/tun");
    ifreq request{};
    std::strncpy(request.ifr_name, kDevice, IFNAMSIZ - 1);
    request.ifr_flags = IFF_TUN | IFF_NO_PI;
    if (ioctl(tun.number(), TUNSETIFF, &request) != 0)
        return failure("a TUN device");
    return tun;
}

} // namespace

Descriptor::~Descriptor() {
    if (isOpen())
        close(m_number);
}

tl::expected<PathEnd, std::string> PathEnd::create(const Addresses& addresses, const Tcp& tcp) {
    if (unshare(CLONE_NEWNET) != 0)
        return failure("a network namespace");
    Descriptor space{open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC)};
    if (!space.isOpen())
        return failure("/proc/thread-self/ns/net");
    auto tun = openTun();
    if (!tun)
        return tl::unexpected(tun.error());
    const Done done = configureDevices(addresses, tcp.congestion).and_then([&] { return setTcp(tcp.settings); });
    if (!done)
        return tl::unexpected(done.error());
    return PathEnd(addresses.own, std::move(space), *std::move(tun));
}

std::string PathEnd::namespacePath() const {
    return "/proc/" + std::to_string(getpid()) + "/fd/" + std::to_string(m_space.number());
}

} // namespace viz::lab
