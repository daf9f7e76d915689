// Layer: session. Pure, caller's thread. Owner: Connection.
#pragma once

#include "session/session.h"

namespace plausch::session {

/// A user's side of a link to a chat server: an IRC client (https://modern.ircdocs.horse) that takes what IRCv3 offers
/// and does without where a server has none of it.
class NetworkSession final : public Session
{
public:
    NetworkSession(Port &port, NetworkSelf self, const Limits &limits);

    void setPrivate(bool on) override { m_private = on; }
    void start(Moment now) override;
    void onLine(QByteArrayView line, Moment now) override;
    void onTick(Moment now) override;
    void perform(const Request &request, Moment now) override;
    void onOversizedLine(Moment now) override;
    Phase phase() const override { return m_phase; }

private:
    Port &m_port;
    Limits m_limits;
    NetworkSelf m_self;
    Phase m_phase = Phase::Greeting;
    bool m_private = false;
};

} // namespace plausch::session
