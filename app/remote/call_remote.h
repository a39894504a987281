#pragma once

#include "app/remote/remote_message.h"
#include "core/call/call_control.h"

namespace viz {

/// Does with a call what another process of this user asks for. Main thread; the call outlives it.
class CallRemote {
public:
    explicit CallRemote(CallControl& call);

    /// Show is not its business: not done.
    [[nodiscard]] RemoteReply handle(const RemoteRequest& request);

    /// What `viz ctl status` tells: no secret, no address. Unknown things are null.
    [[nodiscard]] QJsonObject status() const;

private:
    [[nodiscard]] bool perform(RemoteVerb verb);
    /// Nothing is done and false returned without push-to-talk, or outside a call.
    bool talk(bool talking);
    bool answer(bool accepted);
    bool hangUp();

    CallControl& m_call;
    bool m_isTalking = false; ///< asked for in this call
    QObject m_context;        ///< of the connection to the call
};

} // namespace viz
