#include "ui/global_key.h"

#include <QGuiApplication>
#include <QSocketNotifier>

#include <xcb/xcb.h>
#define explicit explicitly // a field's name there
#include <xcb/xkb.h>
#undef explicit

#include <cstdlib>
#include <utility>
#include <vector>

namespace viz {
namespace {

struct Free {
    void operator()(void* memory) const { std::free(memory); }
};
template<typename T>
using Reply = std::unique_ptr<T, Free>;

struct Disconnect {
    void operator()(xcb_connection_t* connection) const { xcb_disconnect(connection); }
};
using Connection = std::unique_ptr<xcb_connection_t, Disconnect>;

/// With it a held key is one press and one release, not many of both. X Keyboard Extension, 10.3.
bool stopAutoRepeat(xcb_connection_t* connection) {
    const Reply<xcb_xkb_use_extension_reply_t> use(
        xcb_xkb_use_extension_reply(connection, xcb_xkb_use_extension(connection, 1, 0), nullptr));
    if (!use || use->supported == 0)
        return false;
    constexpr std::uint32_t detectable = XCB_XKB_PER_CLIENT_FLAG_DETECTABLE_AUTO_REPEAT;
    const Reply<xcb_xkb_per_client_flags_reply_t> flags(xcb_xkb_per_client_flags_reply(
        connection, xcb_xkb_per_client_flags(connection, XCB_XKB_ID_USE_CORE_KBD, detectable, detectable, 0, 0, 0),
        nullptr));
    return flags && (flags->value & detectable) != 0;
}

/// All combinations of modifiers with which the key still means talking: Control, Alt (Mod1) and the logo key (Mod4)
/// give it another meaning, and often another owner (Ctrl+Space, Super+Space); Caps Lock, Num Lock and Shift do not.
std::vector<std::uint16_t> grabbedModifiers() {
    constexpr int kOtherMeaning = XCB_MOD_MASK_CONTROL | XCB_MOD_MASK_1 | XCB_MOD_MASK_4;
    constexpr int kAll = 0xFF;
    std::vector<std::uint16_t> modifiers;
    for (int mask = 0; mask <= kAll; ++mask) {
        if ((mask & kOtherMeaning) == 0)
            modifiers.push_back(static_cast<std::uint16_t>(mask));
    }
    return modifiers;
}

/// Over a connection of its own: Qt would take the events of its for those of a window.
class X11GlobalKey final : public GlobalKey {
public:
    X11GlobalKey(Connection connection, xcb_window_t root)
        : m_connection(std::move(connection))
        , m_root(root)
        , m_notifier(xcb_get_file_descriptor(m_connection.get()), QSocketNotifier::Read) {
        connect(&m_notifier, &QSocketNotifier::activated, this, &X11GlobalKey::readEvents);
    }
    ~X11GlobalKey() override { m_notifier.setEnabled(false); }

    bool grab(int scanCode) override {
        release();
        m_key = static_cast<xcb_keycode_t>(scanCode);
        if (!grabWithAll(grabbedModifiers()))
            release();
        readEvents(); // what came with the answers wakes no notifier
        return m_key != 0;
    }

    void release() override {
        if (const xcb_keycode_t key = std::exchange(m_key, 0); key != 0)
            xcb_ungrab_key(m_connection.get(), key, m_root, XCB_MOD_MASK_ANY);
        xcb_flush(m_connection.get());
        setHeld(false);
    }

private:
    /// False if another program has the bare key; a combination that another one has is left to it.
    bool grabWithAll(const std::vector<std::uint16_t>& modifiers) {
        std::vector<xcb_void_cookie_t> requests;
        for (const std::uint16_t mask : modifiers)
            requests.push_back(xcb_grab_key_checked(m_connection.get(), 0, m_root, mask, m_key, XCB_GRAB_MODE_ASYNC,
                                                    XCB_GRAB_MODE_ASYNC));
        bool isBareKeyOurs = false;
        for (std::size_t i = 0; i < requests.size(); ++i) {
            const Reply<xcb_generic_error_t> refusal(xcb_request_check(m_connection.get(), requests[i]));
            isBareKeyOurs = isBareKeyOurs || (modifiers[i] == 0 && !refusal);
        }
        return isBareKeyOurs;
    }

    void readEvents() {
        while (const auto event = Reply<xcb_generic_event_t>(xcb_poll_for_event(m_connection.get())))
            handle(*event);
        if (xcb_connection_has_error(m_connection.get()) != 0)
            m_notifier.setEnabled(false); // the server is gone, and soon this program
    }

    void handle(const xcb_generic_event_t& event) {
        const int type = event.response_type & ~0x80;
        const bool isKey = (type == XCB_KEY_PRESS || type == XCB_KEY_RELEASE) && m_key != 0;
        if (isKey && reinterpret_cast<const xcb_key_press_event_t&>(event).detail == m_key)
            setHeld(type == XCB_KEY_PRESS);
    }

    void setHeld(bool held) {
        if (std::exchange(m_held, held) != held)
            Q_EMIT heldChanged(held);
    }

    Connection m_connection;
    xcb_window_t m_root;
    QSocketNotifier m_notifier;
    xcb_keycode_t m_key = 0;
    bool m_held = false;
};

} // namespace

bool hasGlobalKeys() { return QGuiApplication::platformName() == u"xcb"; }

std::unique_ptr<GlobalKey> makeGlobalKey() {
    if (!hasGlobalKeys())
        return nullptr;
    int screen = 0;
    Connection connection(xcb_connect(nullptr, &screen));
    if (xcb_connection_has_error(connection.get()) != 0 || !stopAutoRepeat(connection.get()))
        return nullptr;
    auto screens = xcb_setup_roots_iterator(xcb_get_setup(connection.get()));
    for (; screen > 0; --screen)
        xcb_screen_next(&screens);
    return std::make_unique<X11GlobalKey>(std::move(connection), screens.data->root);
}

} // namespace viz
