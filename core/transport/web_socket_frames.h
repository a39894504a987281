#pragma once

#include <QByteArray>

#include <cstdint>
#include <functional>
#include <memory>

namespace viz {

/// One connection's WebSocket frames (RFC 6455), by libwslay: bytes in, messages out, and the other way round. Answers
/// pings and goodbyes by itself. Knows no socket. One thread.
class WebSocketFrames {
public:
    enum class Side : std::uint8_t { Client, Server };

    /// Called while read() runs. They may call everything here but read(), and must not destroy the object.
    struct Listener {
        std::function<void(bool isLast)> onFrame; ///< of a binary message, when its header is there
        std::function<void()> onText;             ///< the same of a text message
        std::function<void(const QByteArray&)> onMessage;
    };

    WebSocketFrames(Side side, Listener listener);
    ~WebSocketFrames();

    /// What announces more is a breach of the rules, with code 1009. At least 125, as control frames may have that.
    void setMaxMessageBytes(int bytes);

    void read(const QByteArray& bytes);
    /// From here on what is read is thrown away, and nobody is called.
    void stopReading();
    /// Does nothing after a goodbye.
    void write(const QByteArray& message);
    /// Nothing can be written after it. `code`: 1000, 1001..1011 as far as they may be sent, 3000..4999.
    void writeClose(int code);
    /// Bytes for the other side.
    [[nodiscard]] QByteArray takeOutput();

    /// 0: neither has the other side said goodbye nor broken the rules. Else the code of its goodbye (1005: it gave
    /// none), or the one that says what it did wrong (1002, 1007, 1009).
    [[nodiscard]] int closeCode() const { return m_closeCode; }

private:
    struct Library;

    void noteEnd(int result);

    Listener m_listener;
    std::unique_ptr<Library> m_library;
    QByteArray m_input;
    QByteArray m_output;
    int m_closeCode = 0;
    bool m_stopped = false;
};

} // namespace viz
