// Byte 0 chooses the service, byte 1 the pattern of cuts, the rest is what a client sends. Framed services answer the
// same for every cut; the slide's and the textbook's reads depend on the cut, that is their lesson.
#include "invariant.h"
#include "session/converterdatagrams.h"

#include <QByteArray>

using namespace plausch;

namespace {

struct Answers
{
    QByteArray out;
    session::ConverterStep::Then then = session::ConverterStep::Then::GoOn;
    bool operator==(const Answers &) const = default;
};

std::unique_ptr<session::ConverterSession> makeService(int kind)
{
    using session::ConverterDialect, session::ConverterFraming;
    switch (kind) {
    case 0:
        return session::makeConverterSession(ConverterDialect::Repaired, ConverterFraming::Line);
    case 1:
        return session::makeConverterSession(ConverterDialect::Repaired, ConverterFraming::Length);
    case 2:
        return session::makeConverterSession(ConverterDialect::Slide, ConverterFraming::Line);
    default:
        return session::makeTextbookSession();
    }
}

Answers converse(int kind, QByteArrayView bytes, std::uint8_t pattern)
{
    const auto service = makeService(kind);
    Answers answers{service->greeting(), {}};
    while (!bytes.isEmpty() && answers.then == session::ConverterStep::Then::GoOn) {
        const qsizetype size = pattern == 0 ? bytes.size() : qMin(bytes.size(), qsizetype(1 + (pattern & 7)));
        pattern = std::uint8_t((pattern >> 3) | (pattern << 5));
        const session::ConverterStep step = service->onBytes(bytes.first(size));
        fuzz::require(step.out.size() <= (size + session::ConverterMaxMessage) * 16, "an answer is in proportion");
        answers.out += step.out;
        answers.then = step.then;
        bytes = bytes.sliced(size);
    }
    return answers;
}

void send(session::ConverterDatagrams &service, QByteArrayView bytes)
{
    for (int turn = 0; turn < 3; ++turn) { // the lecture's three reads
        const session::ConverterExchange exchange = service.onDatagram("peer", bytes, turn);
        fuzz::require(!exchange.reply || exchange.reply->size() <= session::MaxDatagramBytes, "a reply is a datagram");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const int kind = data[0] % 4;
    const QByteArrayView bytes = fuzz::view(data + 2, size - 2);
    const Answers whole = converse(kind, bytes, 0);
    const Answers cut = converse(kind, bytes, data[1]);
    fuzz::require(kind > 1 || cut == whole, "a cut changes no framed answer");
    send(*session::makeSlideDatagrams(), bytes);
    send(*session::makeRepairedDatagrams(), bytes);
    send(*session::makeTextbookDatagrams(), bytes);
    return 0;
}
