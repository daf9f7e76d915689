#include "session/convertersession.h"

#include "wire/lengthframer.h"
#include "wire/lineframer.h"
#include "wire/textcase.h"

namespace plausch::session {
namespace {

using Then = ConverterStep::Then;

/// What recv(limit) gives when `pending` has arrived: at least one byte, at most the limit.
QByteArrayView receive(QByteArrayView &pending, qsizetype limit)
{
    const QByteArrayView part = pending.first(qMin(limit, pending.size()));
    pending = pending.sliced(part.size());
    return part;
}

Then closeWith(QByteArrayView unread)
{
    return unread.isEmpty() ? Then::Close : Then::Reset;
}

/// recv(2), recv(1500), recv(2) ... over whatever has arrived; a short read is as good as a full one.
class SlideSession final : public ConverterSession
{
public:
    QByteArray greeting() const override { return converterGreeting(); }

    ConverterStep onBytes(QByteArrayView bytes) override
    {
        ConverterStep step;
        while (!bytes.isEmpty()) {
            if (!m_header) {
                m_header = receive(bytes, HeaderRead).toByteArray();
                continue;
            }
            const QByteArrayView body = receive(bytes, BodyRead);
            const QByteArray request = QByteArray(*m_header).append(body);
            m_header.reset();
            auto upper = wire::toUpper(body);
            if (!upper) {
                step.exchanges.push_back({request, std::nullopt, ConverterNote::BadUtf8});
                step.then = closeWith(bytes);
                return step;
            }
            step.out += *upper;
            step.exchanges.push_back({request, std::move(upper), ConverterNote::None});
        }
        return step;
    }

private:
    static constexpr qsizetype HeaderRead = 2;
    static constexpr qsizetype BodyRead = 1500;
    std::optional<QByteArray> m_header; // read, and its body not yet
};

class LineSession final : public ConverterSession
{
public:
    QByteArray greeting() const override { return converterGreeting() + '\n'; }

    ConverterStep onBytes(QByteArrayView bytes) override
    {
        ConverterStep step;
        while (!bytes.isEmpty() && step.then == Then::GoOn) {
            QByteArray line;
            qsizetype taken = 0;
            const auto status = m_framer.feed(
                bytes,
                [&line](QByteArrayView found) {
                    line = found.toByteArray();
                    return false;
                },
                &taken);
            if (status == wire::FrameStatus::TooLong)
                refuseLine(step);
            else if (status == wire::FrameStatus::Stopped)
                answer(step, line, endsWithCr(bytes.first(taken - 1)) ? "\r\n" : "\n");
            if (taken > 0)
                m_lastByte = bytes[taken - 1];
            bytes = bytes.sliced(taken);
        }
        return step;
    }

private:
    bool endsWithCr(QByteArrayView beforeLf) const
    {
        return beforeLf.isEmpty() ? m_lastByte == '\r' : beforeLf.back() == '\r';
    }

    static void answer(ConverterStep &step, const QByteArray &line, const char *end)
    {
        if (line.size() > ConverterMaxMessage) {
            refuseLine(step);
            return;
        }
        auto [reply, note] = answerRepaired(line);
        if (reply)
            step.out += *reply += end;
        else
            step.then = Then::Close;
        step.exchanges.push_back({line + end, std::move(reply), note});
    }

    static void refuseLine(ConverterStep &step)
    {
        const QByteArray reply = errorReply(ConverterNote::TooLong) + '\n';
        step.out += reply;
        step.exchanges.push_back({{}, reply, ConverterNote::TooLong});
        step.then = Then::Close;
    }

    wire::LineFramer m_framer{ConverterMaxMessage + 1, true}; // one more for a CR, which is not text
    char m_lastByte = 0; // of the bytes fed before: the CR of a CRLF that was cut in two
};

class LengthSession final : public ConverterSession
{
public:
    QByteArray greeting() const override { return wire::LengthFramer::frame(converterGreeting()); }

    ConverterStep onBytes(QByteArrayView bytes) override
    {
        ConverterStep step;
        const auto status = m_framer.feed(bytes, [&step](QByteArrayView body) { return answer(step, body); });
        if (status == wire::FrameStatus::TooLong) {
            push(step, {}, errorReply(ConverterNote::TooLong), ConverterNote::TooLong);
            step.then = Then::Close;
        }
        return step;
    }

private:
    static bool answer(ConverterStep &step, QByteArrayView body)
    {
        auto [reply, note] = answerRepaired(body);
        if (!reply) {
            step.exchanges.push_back({body.toByteArray(), std::nullopt, note});
            step.then = Then::Close;
            return false;
        }
        if (reply->size() > ConverterMaxMessage) {
            note = ConverterNote::ReplyTooLong;
            reply = errorReply(note);
        }
        push(step, body.toByteArray(), *reply, note);
        return true;
    }

    static void push(ConverterStep &step, const QByteArray &request, const QByteArray &reply, ConverterNote note)
    {
        step.out += wire::LengthFramer::frame(reply);
        step.exchanges.push_back({request, reply, note});
    }

    wire::LengthFramer m_framer{ConverterMaxMessage};
};

class TextbookSession final : public ConverterSession
{
public:
    QByteArray greeting() const override { return {}; }

    ConverterStep onBytes(QByteArrayView bytes) override
    {
        ConverterStep step;
        const QByteArrayView request = receive(bytes, Read);
        step.out = wire::toUpperAscii(request);
        step.exchanges.push_back({request.toByteArray(), step.out, ConverterNote::None});
        step.then = closeWith(bytes);
        return step;
    }

private:
    static constexpr qsizetype Read = 1024;
};

} // namespace

std::unique_ptr<ConverterSession> makeConverterSession(ConverterDialect dialect, ConverterFraming framing)
{
    if (dialect == ConverterDialect::Slide)
        return std::make_unique<SlideSession>();
    if (framing == ConverterFraming::Length)
        return std::make_unique<LengthSession>();
    return std::make_unique<LineSession>();
}

std::unique_ptr<ConverterSession> makeTextbookSession()
{
    return std::make_unique<TextbookSession>();
}

QByteArray converterGreeting()
{
    return QByteArrayLiteral("Hi I'm your upper/lowercase converter. Message format U|L:<message>");
}

RepairedAnswer answerRepaired(QByteArrayView message)
{
    const QByteArrayView header = message.first(qMin(qsizetype(2), message.size()));
    if (header == "C:")
        return {std::nullopt, ConverterNote::Goodbye};
    const bool upper = header == "U:";
    if (!upper && header != "L:")
        return {errorReply(ConverterNote::UnknownCommand), ConverterNote::UnknownCommand};
    const QByteArrayView text = message.sliced(2);
    auto reply = upper ? wire::toUpper(text) : wire::toLower(text);
    if (!reply)
        return {errorReply(ConverterNote::BadUtf8), ConverterNote::BadUtf8};
    return {std::move(reply), ConverterNote::None};
}

QByteArray errorReply(ConverterNote note)
{
    switch (note) {
    case ConverterNote::BadUtf8:
        return QByteArrayLiteral("E:invalid UTF-8");
    case ConverterNote::UnknownCommand:
        return QByteArrayLiteral("E:unknown command");
    case ConverterNote::TooLong:
        return QByteArrayLiteral("E:line too long");
    case ConverterNote::ReplyTooLong:
        return QByteArrayLiteral("E:reply too long");
    case ConverterNote::None:
    case ConverterNote::Goodbye:
    case ConverterNote::RestLost:
        break;
    }
    return {};
}

} // namespace plausch::session
