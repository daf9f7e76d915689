// Drives one session with lines, requests and time made of the fuzzer's bytes, and holds it to the rules of session.h.
#pragma once

#include "invariant.h"
#include "session/session.h"
#include "wire/lineframer.h"

namespace plausch::fuzz {

/// What carries the session: everything it sends must be a line, and after its end it must be silent.
class StrictPort final : public session::Port
{
public:
    void send(const wire::Message &message) override
    {
        require(!m_closed, "nothing is sent after close");
        const QByteArray line = wire::encode(message);
        require(!line.isEmpty(), "what is sent can be written");
        require(line.size() <= wire::MaxLineBytes, "what is sent fits a line");
        m_sentBytes += line.size();
    }
    void emitEvent(session::Event event) override
    {
        require(!m_ended, "nothing happens after the end");
        m_ended = std::holds_alternative<session::Ended>(event);
        if (const auto *knocked = std::get_if<session::Knocked>(&event))
            m_knocking = knocked->nick;
        if (std::holds_alternative<session::Ready>(event))
            require(!std::exchange(m_ready, true), "ready once");
    }
    void close() override { m_closed = true; }

    QByteArray takeKnock() { return std::exchange(m_knocking, {}); }
    bool hasEnded() const { return m_ended; }
    bool isClosed() const { return m_closed; }

private:
    QByteArray m_knocking;
    qsizetype m_sentBytes = 0;
    bool m_ready = false;
    bool m_ended = false;
    bool m_closed = false;
};

/// The bytes are a stream of lines. A line that begins with a control character is not fed but is an order: what the
/// program asks, with the rest of the line as text, or time that passes.
class SessionDriver
{
public:
    SessionDriver(session::Session &session, StrictPort &port) : m_session(session), m_port(port) { }

    void run(QByteArrayView bytes)
    {
        m_session.start(m_now);
        wire::LineFramer framer(wire::MaxLineBytes);
        const auto status = framer.feed(bytes, [this](QByteArrayView line) { return step(line); });
        if (status == wire::FrameStatus::TooLong && !isOver())
            m_session.onOversizedLine(m_now);
        require(m_port.isClosed() == isOver(), "a session that closed its port is closed");
        require(!isOver() || m_port.hasEnded(), "a session does not end without saying so");
    }

private:
    bool isOver() const { return m_session.phase() == session::Session::Phase::Closed; }

    bool step(QByteArrayView line)
    {
        if (static_cast<unsigned char>(line.front()) < 0x20)
            order(line.front(), line.sliced(1));
        else
            m_session.onLine(line, m_now);
        return !isOver();
    }

    void order(char what, QByteArrayView rest)
    {
        using namespace session;
        const QString text = QString::fromUtf8(rest);
        switch (what % 8) {
        case 0:
            return pass(rest.size() * 1000);
        case 1:
            return perform(Say{"id" + QByteArray::number(rest.size()), m_now.utc, text, TextKind::Text});
        case 2:
            return perform(Say{"id", m_now.utc, QString(text).replace(QLatin1Char('|'), QLatin1Char('\n')),
                               rest.size() % 2 ? TextKind::Action : TextKind::Notice});
        case 3:
            return perform(Receipt{idFrom(rest), rest.size() % 2 ? ReceiptKind::Read : ReceiptKind::Delivered});
        case 4:
            return perform(SelfChanged{Self{"anna", text, rest.size() % 2 == 1, text, quint16(rest.size())}});
        case 5:
            return answerKnock(rest);
        case 6:
            return perform(Leave{EndKind::Quit, text});
        default:
            return sign(rest);
        }
    }

    void sign(QByteArrayView rest)
    {
        using namespace session;
        const QString text = QString::fromUtf8(rest);
        const MessageName name{{}, idFrom(rest)};
        switch (rest.size() % 5) {
        case 0:
            return m_session.onTick(m_now);
        case 1:
            return perform(SignRequest(React{{}, name.id, name, text, rest.startsWith('a')}));
        case 2:
            return perform(SignRequest(ShowTyping{{}, TypingState(rest.size() / 5 % 3)}));
        case 3:
            return perform(SignRequest(Redact{{}, name.id, name, text}));
        default:
            return perform(SignRequest(SignalTo{{}, {{'+' + name.id, rest.toByteArray()}}}));
        }
    }

    /// An id that is acknowledged came in a line: it holds no NUL.
    static QByteArray idFrom(QByteArrayView rest)
    {
        return rest.first(qMin(rest.size(), 64)).toByteArray().replace('\0', '0');
    }

    void pass(qint64 msecs)
    {
        m_now.monotonic += msecs;
        m_now.utc += msecs;
        m_session.onTick(m_now);
    }

    void answerKnock(QByteArrayView rest)
    {
        const QByteArray nick = m_port.takeKnock();
        if (nick.isEmpty())
            return;
        if (rest.startsWith('n'))
            perform(session::Refuse{session::EndKind::Blocked, QStringLiteral("no")});
        else
            perform(session::Admit{nick});
    }

    void perform(const session::Request &request) { m_session.perform(request, m_now); }

    session::Session &m_session;
    StrictPort &m_port;
    session::Moment m_now{1000, 1'800'000'000'000};
};

} // namespace plausch::fuzz
