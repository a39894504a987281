#pragma once

#include <tl/expected.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace viz::lab {

/// An open file descriptor.
class Descriptor {
public:
    explicit Descriptor(int number) : m_number(number) {}
    ~Descriptor();
    Descriptor(Descriptor&& other) noexcept : m_number(std::exchange(other.m_number, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(m_number, other.m_number);
        return *this;
    }
    [[nodiscard]] int number() const { return m_number; }
    [[nodiscard]] bool isOpen() const { return m_number >= 0; }

private:
    int m_number;
};

/// One end of the path: a network namespace that nothing but this process holds, and in it the loopback device and a
/// TUN device whose packets this process reads and writes. All is gone when the process is.
class PathEnd {
public:
    struct Addresses {
        std::string own;
        std::string peer;
    };
    struct Tcp {
        std::string congestion = "cubic"; ///< Debian's, whatever this machine uses; letters and digits
        /// Written to /proc/sys/net/ipv4/tcp_NAME.
        std::vector<std::pair<std::string, std::string>> settings;
    };

    /// Moves the calling thread into the new namespace. The error is a sentence.
    [[nodiscard]] static tl::expected<PathEnd, std::string> create(const Addresses& addresses, const Tcp& tcp);

    [[nodiscard]] int tun() const { return m_tun.number(); }
    /// For nsenter --net=; good as long as this process lives.
    [[nodiscard]] std::string namespacePath() const;
    [[nodiscard]] const std::string& address() const { return m_address; }

private:
    PathEnd(std::string address, Descriptor space, Descriptor tun)
        : m_address(std::move(address)), m_space(std::move(space)), m_tun(std::move(tun)) {}

    std::string m_address;
    Descriptor m_space;
    Descriptor m_tun;
};

} // namespace viz::lab
