// Sessions without sockets: a port that keeps what it was given, one session to be talked to by hand, and two joined
// in memory whose bytes may be cut anywhere.
#pragma once

#include "session/clientsession.h"
#include "session/serversession.h"
#include "wire/lineframer.h"
#include "wire/message.h"

#include <QByteArray>
#include <QByteArrayList>

#include <functional>
#include <memory>
#include <utility>
#include <variant>
#include <vector>

namespace plausch::test {

/// What a session said, as bytes and as events.
class KeepingPort : public session::Port
{
public:
    QByteArray bytes;
    std::vector<session::Event> events;
    bool closed = false;
    bool broken = false; // something was sent or told after close(), or could not be encoded

    void send(const wire::Message &message) override
    {
        const QByteArray line = wire::encode(message);
        broken = broken || closed || line.isEmpty();
        bytes += line;
    }
    void emitEvent(session::Event event) override
    {
        broken = broken || closed;
        events.push_back(std::move(event));
    }
    void close() override
    {
        broken = broken || closed;
        closed = true;
    }

    QByteArrayList takeLines()
    {
        QByteArrayList lines = std::exchange(bytes, {}).split('\n');
        lines.removeLast();
        for (QByteArray &line : lines)
            line.chop(1);
        return lines;
    }
    template <class T> std::vector<T> all() const
    {
        std::vector<T> found;
        for (const session::Event &event : events) {
            if (const T *one = std::get_if<T>(&event))
                found.push_back(*one);
        }
        return found;
    }
    template <class T> T last() const
    {
        const std::vector<T> found = all<T>();
        return found.empty() ? T{} : found.back();
    }
    template <class T> int count() const { return int(all<T>().size()); }
};

inline session::Self person(const QByteArray &nick, const QString &name)
{
    session::Self self;
    self.nick = nick;
    self.name = name;
    return self;
}

inline session::HostInfo hostInfo(const session::Self &host)
{
    return {"anna.plausch", host, 1'700'000'000'000};
}

/// A host session, talked to as a client would with a keyboard.
class TypedHost
{
public:
    KeepingPort port;
    session::Moment now{1'000, 1'750'000'000'000};

    explicit TypedHost(const session::Limits &limits = {},
                       const session::Self &host = person("anna", QStringLiteral("Anna Lena")))
        : m_session(port, hostInfo(host), limits)
    {
        m_session.start(now);
    }
    /// Registered as eva; the burst is taken away.
    static std::unique_ptr<TypedHost> withEva(const QByteArray &caps = {}, const session::Limits &limits = {})
    {
        auto host = std::make_unique<TypedHost>(limits);
        if (!caps.isEmpty())
            host->type("CAP REQ :" + caps);
        host->type("NICK eva");
        host->type("USER eva 0 * :Eva");
        host->type("CAP END");
        host->session().perform(session::Admit{}, host->now);
        host->port.takeLines();
        host->port.events.clear();
        return host;
    }
    /// The answers, without the CR LF.
    QByteArrayList type(const QByteArray &line)
    {
        m_session.onLine(line, now);
        return port.takeLines();
    }
    QByteArrayList perform(const session::Request &request)
    {
        m_session.perform(request, now);
        return port.takeLines();
    }
    QByteArrayList tick(qint64 msecs)
    {
        now.monotonic += msecs;
        now.utc += msecs;
        m_session.onTick(now);
        return port.takeLines();
    }
    session::ServerSession &session() { return m_session; }

private:
    session::ServerSession m_session;
};

/// Two sessions that talk to each other. Bytes are handed over in pieces of `cut()` bytes.
class SessionPair
{
public:
    struct End
    {
        KeepingPort port;
        std::unique_ptr<session::Session> session;
        wire::LineFramer framer{wire::MaxLineBytes};
        QByteArray received; // everything this end was sent
    };
    End dialler;
    End host;
    session::Moment now{1'000, 1'750'000'000'000};
    std::function<qsizetype()> cut = [] { return qsizetype(1'000'000); };
    std::function<void(const session::Knocked &)> onKnock; // default: admitted by the nick that was asked for

    SessionPair(const session::Self &dialling, const session::Self &hosting, const session::Limits &limits = {})
    {
        dialler.session = std::make_unique<session::ClientSession>(dialler.port, dialling, limits);
        host.session = std::make_unique<session::ServerSession>(host.port, hostInfo(hosting), limits);
    }
    void start()
    {
        host.session->start(now);
        dialler.session->start(now);
        pump();
    }
    End &end(bool hosting) { return hosting ? host : dialler; }
    void perform(End &end, const session::Request &request)
    {
        end.session->perform(request, now);
        pump();
    }
    void tick(qint64 msecs, bool connected = true)
    {
        now.monotonic += msecs;
        now.utc += msecs;
        dialler.session->onTick(now);
        host.session->onTick(now);
        if (connected)
            pump();
    }
    /// Until nobody has anything to say.
    void pump()
    {
        while (!dialler.port.bytes.isEmpty() || !host.port.bytes.isEmpty()) {
            carry(dialler, host);
            answerKnocks();
            carry(host, dialler);
        }
    }

private:
    void carry(End &from, End &to)
    {
        const QByteArray bytes = std::exchange(from.port.bytes, {});
        to.received += bytes;
        for (qsizetype at = 0; at < bytes.size();) {
            const qsizetype size = qBound<qsizetype>(1, cut(), bytes.size() - at);
            to.framer.feed(QByteArrayView(bytes).sliced(at, size), [&](QByteArrayView line) {
                to.session->onLine(line, now);
                return true;
            });
            at += size;
        }
    }
    void answerKnocks()
    {
        for (; m_answered < host.port.events.size(); ++m_answered) {
            const auto *knock = std::get_if<session::Knocked>(&host.port.events[m_answered]);
            if (!knock)
                continue;
            const session::Knocked copy = *knock;
            if (onKnock)
                onKnock(copy);
            else
                host.session->perform(session::Admit{copy.nick}, now);
        }
    }

    size_t m_answered = 0;
};

} // namespace plausch::test
