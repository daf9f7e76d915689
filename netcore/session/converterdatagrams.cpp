#include "session/converterdatagrams.h"

#include "wire/textcase.h"

#include <QHash>

#include <algorithm>

namespace plausch::session {
namespace {

/// What recvfrom(limit) gives: the front of the datagram, and the rest is lost.
QByteArrayView receiveFrom(QByteArrayView datagram, qsizetype limit)
{
    return datagram.first(qMin(limit, datagram.size()));
}

class SlideDatagrams final : public ConverterDatagrams
{
public:
    ConverterExchange onDatagram(const QByteArray &peer, QByteArrayView bytes, qint64 now) override
    {
        Talk &talk = talkOf(peer, now);
        ++talk.reads;
        if (talk.reads == 2)
            return {receiveFrom(bytes, 2).toByteArray(), std::nullopt,
                    bytes.size() > 2 ? ConverterNote::RestLost : ConverterNote::None};
        const QByteArrayView request = receiveFrom(bytes, 1500);
        auto upper = wire::toUpper(request);
        const ConverterNote note = upper ? ConverterNote::None : ConverterNote::BadUtf8;
        return {request.toByteArray(), std::move(upper), note};
    }

    qsizetype rememberedPeers() const override { return m_talks.size(); }

private:
    struct Talk
    {
        qint64 reads = 0;
        qint64 heardAt = 0;
    };
    static constexpr qint64 ForgetMsecs = 60'000;
    static constexpr qsizetype MaxPeers = 1024;

    Talk &talkOf(const QByteArray &peer, qint64 now)
    {
        if (!m_talks.contains(peer) && m_talks.size() >= MaxPeers)
            forgetMostSilent();
        Talk &talk = m_talks[peer];
        if (now - talk.heardAt >= ForgetMsecs)
            talk.reads = 0;
        talk.heardAt = now;
        return talk;
    }

    void forgetMostSilent()
    {
        m_talks.erase(std::min_element(m_talks.cbegin(), m_talks.cend(),
                                       [](const Talk &a, const Talk &b) { return a.heardAt < b.heardAt; }));
    }

    QHash<QByteArray, Talk> m_talks;
};

class RepairedDatagrams final : public ConverterDatagrams
{
public:
    ConverterExchange onDatagram(const QByteArray &, QByteArrayView bytes, qint64) override
    {
        const QByteArrayView end = bytes.last(endLength(bytes));
        auto [reply, note] = answerRepaired(bytes.chopped(end.size()));
        if (reply && reply->size() + end.size() > MaxDatagramBytes) {
            note = ConverterNote::ReplyTooLong;
            reply = errorReply(note);
        }
        if (reply)
            reply->append(end);
        return {bytes.toByteArray(), std::move(reply), note};
    }

private:
    static qsizetype endLength(QByteArrayView bytes)
    {
        if (bytes.endsWith("\r\n"))
            return 2;
        return bytes.endsWith('\n') ? 1 : 0;
    }
};

class TextbookDatagrams final : public ConverterDatagrams
{
public:
    ConverterExchange onDatagram(const QByteArray &, QByteArrayView bytes, qint64) override
    {
        const QByteArrayView request = receiveFrom(bytes, 2048);
        return {request.toByteArray(), wire::toUpperAscii(request), ConverterNote::None};
    }
};

} // namespace

std::unique_ptr<ConverterDatagrams> makeSlideDatagrams()
{
    return std::make_unique<SlideDatagrams>();
}

std::unique_ptr<ConverterDatagrams> makeRepairedDatagrams()
{
    return std::make_unique<RepairedDatagrams>();
}

std::unique_ptr<ConverterDatagrams> makeTextbookDatagrams()
{
    return std::make_unique<TextbookDatagrams>();
}

} // namespace plausch::session
