#include "connection/connection.h"

#include "wire/message.h"

#include <QDateTime>

#include <utility>

namespace plausch::connection {
namespace {

constexpr int TickMsecs = 1000;

bool endsConversation(const session::Request &request)
{
    return std::holds_alternative<session::Leave>(request) || std::holds_alternative<session::Refuse>(request);
}

/// What a request weighs while it waits.
qsizetype weight(const session::Request &request)
{
    constexpr qsizetype Base = 64;
    if (const auto *say = std::get_if<session::Say>(&request))
        return Base + say->id.size() + say->text.size() * 2;
    const auto *network = std::get_if<session::NetworkRequest>(&request);
    const auto *words = network ? std::get_if<session::SayTo>(network) : nullptr;
    return Base + (words ? words->id.size() + words->text.size() * 2 : 0);
}

} // namespace

Connection::Connection(ConnectionId id, io::LinkPtr link, qint64 writeMark, const MakeSession &makeSession,
                       Report report)
    : m_id(id)
    , m_link(std::move(link))
    , m_writeMark(writeMark)
    , m_report(std::move(report))
    , m_session(makeSession(*this))
    , m_framer(wire::MaxLineBytes)
{
    m_clock.start();
    m_tick.setTimerType(Qt::VeryCoarseTimer); // all connections of a thread wake it once
    m_tick.setInterval(TickMsecs);
    connect(&m_tick, &QTimer::timeout, this, &Connection::onTick);
}

Connection::~Connection() = default;

void Connection::start()
{
    m_link->start(*this);
}

session::Moment Connection::now() const
{
    return {m_clock.elapsed(), QDateTime::currentMSecsSinceEpoch()};
}

void Connection::onOpened()
{
    const io::LinkInfo info = m_link->info();
    m_report({m_id, Opened{info}});
    m_session->setPrivate(info.encrypted || info.peerAddress.isLoopback());
    m_tick.start();
    m_session->start(now());
    flush();
}

void Connection::onTick()
{
    m_session->onTick(now());
    flush();
}

void Connection::onBytes(QByteArrayView bytes)
{
    if (m_closing)
        return;
    if (!m_in.isEmpty() || isHeldUp())
        m_in.append(bytes);
    else
        takeLines(bytes);
    flush();
}

/// Keeps what is over the budget of this turn.
void Connection::takeLines(QByteArrayView bytes)
{
    int budget = LinesPerTurn;
    qsizetype taken = 0;
    const session::Moment moment = now();
    const wire::FrameStatus status = m_framer.feed(
        bytes,
        [&](QByteArrayView line) {
            m_session->onLine(line, moment);
            return --budget > 0 && !m_closing && !isHeldUp();
        },
        &taken);
    if (m_closing) {
        m_in.clear();
        return;
    }
    if (status == wire::FrameStatus::TooLong) {
        m_session->onOversizedLine(moment);
        m_in.clear();
        return;
    }
    m_in = bytes.sliced(taken).toByteArray();
    updateReading();
    postRest();
}

void Connection::takeRest()
{
    m_restPosted = false;
    if (m_in.isEmpty() || isHeldUp() || m_closing)
        return;
    const QByteArray rest = std::exchange(m_in, {});
    takeLines(rest);
    flush();
    reportClosedIfDone();
}

void Connection::postRest()
{
    if (m_in.isEmpty() || isHeldUp() || m_restPosted)
        return;
    m_restPosted = true;
    QMetaObject::invokeMethod(this, &Connection::takeRest, Qt::QueuedConnection);
}

void Connection::updateReading()
{
    if (!m_closed && !m_closing)
        m_link->setReading(m_in.isEmpty() && !isHeldUp());
}

void Connection::onDrained(int events)
{
    const bool wasHeldUp = isHeldUp();
    m_undrained -= events;
    if (!wasHeldUp || isHeldUp())
        return;
    updateReading();
    postRest();
}

void Connection::perform(const session::Request &request)
{
    if (endsConversation(request)) {
        m_waiting.clear();
        performNow(request);
        flush();
    } else if (m_blocked || !m_waiting.empty()) {
        m_waitingBytes += weight(request);
        m_waiting.push_back(request);
        if (m_waitingBytes > MaxWaitingBytes)
            m_link->reset(io::CloseReason::WriteLimit);
    } else {
        performNow(request);
        queueFlush();
    }
}

void Connection::performNow(const session::Request &request)
{
    const bool answer =
        std::holds_alternative<session::Admit>(request) || std::holds_alternative<session::Refuse>(request);
    m_session->perform(request, now());
    if (m_out.size() >= m_writeMark)
        flush();
    if (!answer)
        return;
    m_knocking = false;
    reportClosedIfDone();
}

/// Every line before it was handled: while some wait, nothing is read.
void Connection::onPeerFinished()
{
    m_session->onPeerFinished(now());
    flush();
}

void Connection::onWritable()
{
    m_blocked = false;
    performWaiting();
    flush();
}

void Connection::performWaiting()
{
    while (!m_waiting.empty() && !m_blocked) {
        const session::Request request = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_waitingBytes -= weight(request);
        performNow(request);
    }
}

void Connection::drop()
{
    m_closing = true;
    m_in.clear();
    m_waiting.clear();
    m_link->reset(io::CloseReason::LocalClose);
    reportClosedIfDone();
}

void Connection::send(const wire::Message &message)
{
    const QByteArray line = wire::encode(message);
    if (line.isEmpty())
        qWarning("a line could not be encoded: %s", message.command.constData());
    m_out += line;
}

void Connection::emitEvent(session::Event event)
{
    if (std::holds_alternative<session::Knocked>(event))
        m_knocking = true;
    ++m_undrained;
    m_report({m_id, std::move(event)});
}

void Connection::close()
{
    m_closing = true;
    m_knocking = false;
    m_waiting.clear();
    flush();
    m_link->close(io::CloseReason::LocalClose);
    reportClosedIfDone();
}

/// Behind what else is queued for this turn, so that a pile of requests is one write.
void Connection::queueFlush()
{
    if (m_out.isEmpty() || m_flushPosted)
        return;
    m_flushPosted = true;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_flushPosted = false;
            flush();
        },
        Qt::QueuedConnection);
}

void Connection::flush()
{
    if (m_out.isEmpty())
        return;
    m_link->write(std::exchange(m_out, {}));
    m_blocked = m_link->queuedBytes() > m_writeMark;
}

void Connection::onClosed(io::CloseReason reason, const QString &detail)
{
    m_closed = Closed{reason, detail};
    reportClosedIfDone();
}

/// A peer may send its lines and go: they count, and so does a knock whose answer is still to come.
void Connection::reportClosedIfDone()
{
    if (!m_closed || (!m_closing && (!m_in.isEmpty() || m_knocking)))
        return;
    m_closing = true;
    m_tick.stop();
    m_report({m_id, *std::exchange(m_closed, std::nullopt)});
}

} // namespace plausch::connection
