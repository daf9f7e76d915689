#include "session/networksession.h"

#include <utility>

namespace plausch::session {

NetworkSession::NetworkSession(Port &port, NetworkSelf self, const Limits &limits)
    : m_port(port), m_limits(limits), m_self(std::move(self))
{
}

void NetworkSession::start(Moment) { }

void NetworkSession::onLine(QByteArrayView, Moment) { }

void NetworkSession::onTick(Moment) { }

void NetworkSession::perform(const Request &request, Moment)
{
    if (std::holds_alternative<Leave>(request)) {
        m_phase = Phase::Closed;
        m_port.emitEvent(Ended{});
        m_port.close();
    }
}

void NetworkSession::onOversizedLine(Moment) { }

bool Features::isRoom(QByteArrayView target) const
{
    return !target.isEmpty() && roomTypes.contains(target.front());
}

} // namespace plausch::session
