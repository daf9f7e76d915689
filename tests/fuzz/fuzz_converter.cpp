// The converter from both ends: the sessions of a service and our client's reader. However the stream is cut, the
// framed dialects answer the same.
#include "chat/converterreader.h"
#include "session/converterdatagrams.h"
#include "session/convertersession.h"

#include <cstdint>
#include <cstdlib>

using namespace plausch;
using session::ConverterDialect;
using session::ConverterFraming;
using Then = session::ConverterStep::Then;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

struct Outcome
{
    QByteArray out;
    Then then = Then::GoOn;
    bool operator==(const Outcome &) const = default;
};

Outcome feed(session::ConverterSession &session, QByteArrayView bytes, qsizetype piece)
{
    Outcome outcome;
    while (!bytes.isEmpty() && outcome.then == Then::GoOn) {
        const QByteArrayView part = bytes.first(qMin(piece, bytes.size()));
        bytes = bytes.sliced(part.size());
        const auto step = session.onBytes(part);
        outcome.out += step.out;
        outcome.then = step.then;
    }
    return outcome;
}

void feedReader(ConverterDialect dialect, ConverterFraming framing, QByteArrayView bytes)
{
    chat::ConverterTarget target;
    target.dialect = dialect;
    target.framing = framing;
    chat::ConverterReader reader(target);
    reader.feed(
        bytes, [](const QString &) {}, [](const QString &) {});
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const qsizetype piece = data[0] + 1;
    const QByteArrayView bytes(data + 1, qsizetype(size) - 1);
    for (const auto framing : {ConverterFraming::Line, ConverterFraming::Length}) {
        const auto whole = session::makeConverterSession(ConverterDialect::Repaired, framing);
        const auto cut = session::makeConverterSession(ConverterDialect::Repaired, framing);
        require(feed(*whole, bytes, bytes.size() + 1) == feed(*cut, bytes, piece));
        feedReader(ConverterDialect::Repaired, framing, bytes);
    }
    const auto slide = session::makeConverterSession(ConverterDialect::Slide, ConverterFraming::Line);
    require(feed(*slide, bytes, piece).out.size() <= bytes.size() * session::ConverterMaxGrowth);
    feedReader(ConverterDialect::Slide, ConverterFraming::Line, bytes);
    session::makeTextbookSession()->onBytes(bytes);

    const auto talks = {session::makeSlideDatagrams(), session::makeRepairedDatagrams(),
                        session::makeTextbookDatagrams()};
    for (const auto &talk : talks) {
        const auto exchange = talk->onDatagram("peer", bytes.first(qMin(bytes.size(), session::MaxDatagramBytes)), 0);
        require(exchange.reply.value_or(QByteArray()).size() <= session::MaxDatagramBytes);
    }
    return 0;
}
