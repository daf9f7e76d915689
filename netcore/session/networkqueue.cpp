// What goes out: at once, in its turn, or when nothing else waits.
#include "session/networksession.h"
#include "session/redact.h"

#include <algorithm>
#include <utility>

namespace plausch::session {
namespace {

constexpr qint64 RefusalMsecs = 30'000; // a refusal that names only a target is of a request not older than this

} // namespace

/// What a program or a server put into it may make a line that cannot be written: then there is none.
void NetworkSession::send(const QByteArray &command, const QByteArrayList &params)
{
    const wire::Message message{{}, {}, command, params};
    if (wire::isEncodable(message))
        transmit(message);
}

/// A server would cut a line that is too long, and nobody would know.
bool NetworkSession::fits(const wire::Message &message) const
{
    const QByteArray line = wire::encode(message);
    return !line.isEmpty() && line.size() <= m_features.lineBytes;
}

void NetworkSession::transmit(const wire::Message &message)
{
    if (m_showWire) {
        const QByteArray line = wire::encode(message).chopped(2);
        tell(WireLine{true, textOf(printable(redacted(line)))});
    }
    m_port.send(message);
}

void NetworkSession::ask(const QByteArray &command, const QByteArrayList &params, QByteArray target)
{
    if (target.isEmpty())
        target = params.value(0);
    wire::Message message{{}, {}, command, params};
    const Asked asked{command, target, {}, {}, m_now.monotonic};
    if (!fits(message))
        return fail(asked, "BAD_LINE");
    if (!hasRoomFor(1))
        return fail(asked, "QUEUE_FULL");
    label(message, asked);
    m_queue.push_back({std::move(message), {}, false});
    pump();
}

void NetworkSession::askAside(const QByteArray &command, const QByteArrayList &params)
{
    askAside({{}, {}, command, params});
}

void NetworkSession::askAside(wire::Message message)
{
    const wire::Message bare{{}, {}, message.command, message.params};
    if (int(m_aside.size()) >= m_limits.paceWaiting || !fits(bare))
        return;
    m_aside.push_back({std::move(message), {}, false});
    pump();
}

/// https://ircv3.net/specs/extensions/labeled-response
void NetworkSession::label(wire::Message &message, Asked asked)
{
    if (has(Cap::LabeledResponse) && has(Cap::Batch)) {
        asked.label = QByteArray::number(++m_labels);
        message.tags.prepend(makeTag("label", asked.label));
    }
    if (m_asked.size() >= MaxAsked)
        m_asked.pop_front();
    m_asked.push_back(std::move(asked));
}

void NetworkSession::pump()
{
    while (m_phase != Phase::Closed && !(m_queue.empty() && m_aside.empty()) && m_pace.take(m_now.monotonic)) {
        std::deque<Outgoing> &queue = m_queue.empty() ? m_aside : m_queue;
        const Outgoing next = std::move(queue.front());
        queue.pop_front();
        transmit(next.message);
        if (next.isSign && !has(Cap::EchoMessage))
            tell(Signed{next.handedId});
        else if (!next.isSign && !next.handedId.isEmpty())
            onHanded(next.handedId);
    }
}

/// Without a label the newest that fits is meant: those before it have had their answer.
std::optional<Asked> NetworkSession::takeAsked(QByteArrayView command, QByteArrayView target)
{
    const auto fits = [&](const Asked &asked) {
        if (!m_context.label.isEmpty())
            return asked.label == m_context.label;
        return m_now.monotonic - asked.at <= RefusalMsecs && m_roster.same(asked.target, target)
            && (command.isEmpty() || asked.command == command);
    };
    const auto found = std::find_if(m_asked.rbegin(), m_asked.rend(), fits);
    if (found == m_asked.rend())
        return std::nullopt;
    Asked asked = std::move(*found);
    m_asked.erase(std::next(found).base());
    return asked;
}

} // namespace plausch::session
