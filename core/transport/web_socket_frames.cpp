#include "core/transport/web_socket_frames.h"

#include <QRandomGenerator>

#include <wslay/wslay.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace viz {

namespace {

constexpr int kProtocolError = WSLAY_CODE_PROTOCOL_ERROR;

const std::uint8_t* asBytes(const QByteArray& bytes) { return reinterpret_cast<const std::uint8_t*>(bytes.data()); }

/// RFC 6455 section 5.3: unpredictable, or a page could choose what a proxy reads.
int makeMask(wslay_event_context_ptr, std::uint8_t* mask, std::size_t size, void*) {
    const quint32 random = QRandomGenerator::system()->generate();
    if (size != sizeof random)
        return -1;
    std::memcpy(mask, &random, sizeof random);
    return 0;
}

} // namespace

/// What wslay calls, and what it keeps.
struct WebSocketFrames::Library {
    explicit Library(WebSocketFrames& theFrames, Side side);
    ~Library() { wslay_event_context_free(context); }
    Library(const Library&) = delete;
    Library& operator=(const Library&) = delete;

    static WebSocketFrames& of(void* frames) { return *static_cast<WebSocketFrames*>(frames); }
    static ssize_t giveInput(wslay_event_context_ptr, std::uint8_t* to, std::size_t size, int, void* frames);
    static ssize_t takeOutput(wslay_event_context_ptr, const std::uint8_t* from, std::size_t size, int, void* frames);
    static void tellFrame(wslay_event_context_ptr, const wslay_event_on_frame_recv_start_arg* frame, void* frames);
    static void tellMessage(wslay_event_context_ptr, const wslay_event_on_msg_recv_arg* message, void* frames);

    /// Its send callback takes everything, so nothing stays in the library's queues.
    void send() const { wslay_event_send(context); }

    wslay_event_context_ptr context = nullptr;
    bool isText = false; ///< the message whose fragments are coming in
};

WebSocketFrames::Library::Library(WebSocketFrames& theFrames, Side side) {
    const wslay_event_callbacks callbacks{.recv_callback = giveInput,
                                          .send_callback = takeOutput,
                                          .genmask_callback = makeMask,
                                          .on_frame_recv_start_callback = tellFrame,
                                          .on_frame_recv_chunk_callback = nullptr,
                                          .on_frame_recv_end_callback = nullptr,
                                          .on_msg_recv_callback = tellMessage};
    const auto init = side == Side::Client ? wslay_event_context_client_init : wslay_event_context_server_init;
    if (init(&context, &callbacks, &theFrames) != 0)
        qBadAlloc();
}

ssize_t WebSocketFrames::Library::giveInput(wslay_event_context_ptr context, std::uint8_t* to, std::size_t size, int,
                                            void* frames) {
    QByteArray& input = of(frames).m_input;
    const auto taken = std::min(size, static_cast<std::size_t>(input.size()));
    if (taken == 0) {
        wslay_event_set_error(context, WSLAY_ERR_WOULDBLOCK);
        return -1;
    }
    std::memcpy(to, input.constData(), taken);
    input.remove(0, static_cast<qsizetype>(taken));
    return static_cast<ssize_t>(taken);
}

ssize_t WebSocketFrames::Library::takeOutput(wslay_event_context_ptr, const std::uint8_t* from, std::size_t size, int,
                                             void* frames) {
    of(frames).m_output.append(reinterpret_cast<const char*>(from), static_cast<qsizetype>(size));
    return static_cast<ssize_t>(size);
}

void WebSocketFrames::Library::tellFrame(wslay_event_context_ptr, const wslay_event_on_frame_recv_start_arg* frame,
                                         void* frames) {
    WebSocketFrames& self = of(frames);
    if (self.m_stopped || wslay_is_ctrl_frame(frame->opcode))
        return;
    if (frame->opcode != WSLAY_CONTINUATION_FRAME)
        self.m_library->isText = frame->opcode == WSLAY_TEXT_FRAME;
    if (self.m_library->isText)
        self.m_listener.onText();
    else
        self.m_listener.onFrame(frame->fin != 0);
}

void WebSocketFrames::Library::tellMessage(wslay_event_context_ptr, const wslay_event_on_msg_recv_arg* message,
                                           void* frames) {
    WebSocketFrames& self = of(frames);
    if (self.m_stopped || message->opcode != WSLAY_BINARY_FRAME)
        return;
    self.m_listener.onMessage(
        QByteArray(reinterpret_cast<const char*>(message->msg), static_cast<qsizetype>(message->msg_length)));
}

WebSocketFrames::WebSocketFrames(Side side, Listener listener)
    : m_listener(std::move(listener)), m_library(std::make_unique<Library>(*this, side)) {}

WebSocketFrames::~WebSocketFrames() = default;

void WebSocketFrames::setMaxMessageBytes(int bytes) {
    wslay_event_config_set_max_recv_msg_length(m_library->context, static_cast<std::uint64_t>(bytes));
}

void WebSocketFrames::read(const QByteArray& bytes) {
    if (m_closeCode != 0)
        return;
    m_input += bytes;
    const int result = wslay_event_recv(m_library->context);
    m_library->send();
    noteEnd(result);
}

/// Where wslay says no more than that something failed, it was a frame against the rules: the input never fails.
void WebSocketFrames::noteEnd(int result) {
    if (wslay_event_get_close_received(m_library->context))
        m_closeCode = wslay_event_get_status_code_received(m_library->context);
    else if (result != 0)
        m_closeCode = kProtocolError;
    else if (!wslay_event_get_read_enabled(m_library->context))
        m_closeCode = wslay_event_get_status_code_sent(m_library->context);
}

void WebSocketFrames::stopReading() { m_stopped = true; }

void WebSocketFrames::write(const QByteArray& message) {
    const wslay_event_msg frame{
        .opcode = WSLAY_BINARY_FRAME, .msg = asBytes(message), .msg_length = static_cast<std::size_t>(message.size())};
    wslay_event_queue_msg(m_library->context, &frame);
    m_library->send();
}

void WebSocketFrames::writeClose(int code) {
    wslay_event_queue_close(m_library->context, static_cast<std::uint16_t>(code), nullptr, 0);
    m_library->send();
}

QByteArray WebSocketFrames::takeOutput() { return std::exchange(m_output, {}); }

} // namespace viz
