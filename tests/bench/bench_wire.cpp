// Framer, parser and encoder of the wire, each beside the limit of the machine: a memcpy and a scan of the same bytes.
// Again: ./dev bench wire
#include "wire/lineframer.h"
#include "wire/message.h"

#include <QElapsedTimer>
#include <QList>

#include <cstdio>
#include <cstring>
#include <limits>

using namespace plausch::wire;

namespace {

constexpr qsizetype StreamBytes = 16 * 1024 * 1024;
constexpr qsizetype ReadBytes = 64 * 1024; // the read budget of one turn
constexpr int Rounds = 9;

struct Sample
{
    double mbPerSecond = 0;
    double nsPerLine = 0;
};

/// The best of several rounds: what the code can do when nobody else uses the machine.
template <class Work> Sample measure(qsizetype bytes, qsizetype lines, Work &&work)
{
    qint64 best = std::numeric_limits<qint64>::max();
    for (int round = 0; round < Rounds; ++round) {
        QElapsedTimer timer;
        timer.start();
        work();
        best = qMin(best, timer.nsecsElapsed());
    }
    return {double(bytes) * 1e3 / double(best), double(best) / double(lines)};
}

/// Keeps the optimiser from dropping a result.
void keep(qsizetype value)
{
    __asm__ volatile("" : : "r"(value));
}

struct Stream
{
    const char *name;
    QByteArray bytes;
    QList<QByteArrayView> lines; // without CR LF
};

Stream makeStream(const char *name, QByteArrayView line)
{
    Stream stream{name, {}, {}};
    const QByteArray withEnd = line.toByteArray() + "\r\n";
    stream.bytes = withEnd.repeated(StreamBytes / withEnd.size());
    for (qsizetype at = 0; at < stream.bytes.size(); at += withEnd.size())
        stream.lines.append(QByteArrayView(stream.bytes).sliced(at, line.size()));
    return stream;
}

void print(const char *what, Sample sample, Sample limit)
{
    std::printf("  %-34s %9.0f MB/s %9.1f ns/line %7.2f of the limit\n", what, sample.mbPerSecond, sample.nsPerLine,
                sample.mbPerSecond / limit.mbPerSecond);
}

Sample copyAll(const Stream &stream)
{
    QByteArray target(stream.bytes.size(), Qt::Uninitialized);
    return measure(stream.bytes.size(), stream.lines.size(), [&] {
        std::memcpy(target.data(), stream.bytes.constData(), size_t(stream.bytes.size()));
        keep(target[target.size() / 2]);
    });
}

Sample scanForNewlines(const Stream &stream)
{
    return measure(stream.bytes.size(), stream.lines.size(), [&] {
        qsizetype lines = 0;
        const char *at = stream.bytes.constData();
        const char *const end = at + stream.bytes.size();
        while (const void *newline = std::memchr(at, '\n', size_t(end - at))) {
            at = static_cast<const char *>(newline) + 1;
            ++lines;
        }
        keep(lines);
    });
}

Sample frame(const Stream &stream, qsizetype piece)
{
    return measure(stream.bytes.size(), stream.lines.size(), [&] {
        LineFramer framer(MaxLineBytes);
        qsizetype lines = 0;
        for (qsizetype at = 0; at < stream.bytes.size(); at += piece) {
            const qsizetype size = qMin(piece, stream.bytes.size() - at);
            framer.feed(QByteArrayView(stream.bytes).sliced(at, size), [&](QByteArrayView) { return ++lines > 0; });
        }
        keep(lines);
    });
}

Sample parseViews(const Stream &stream)
{
    return measure(stream.bytes.size(), stream.lines.size(), [&] {
        MessageView view;
        qsizetype params = 0;
        for (const QByteArrayView line : stream.lines) {
            if (parse(line, view) == ParseError::None)
                params += view.paramCount;
        }
        keep(params);
    });
}

Sample parseMessages(const Stream &stream)
{
    return measure(stream.bytes.size(), stream.lines.size(), [&] {
        qsizetype params = 0;
        for (const QByteArrayView line : stream.lines)
            params += Message::fromLine(line)->params.size();
        keep(params);
    });
}

Sample encodeMessages(const Stream &stream)
{
    const Message message = *Message::fromLine(stream.lines.first());
    return measure(stream.bytes.size(), stream.lines.size(), [&] {
        qsizetype bytes = 0;
        for (qsizetype i = 0; i < stream.lines.size(); ++i)
            bytes += encode(message).size();
        keep(bytes);
    });
}

void run(const Stream &stream)
{
    std::printf("%s, %lld bytes a line\n", stream.name, static_cast<long long>(stream.lines.first().size() + 2));
    const Sample copy = copyAll(stream);
    const Sample scan = scanForNewlines(stream);
    print("limit: memcpy", copy, copy);
    print("limit: memchr for LF", scan, scan);
    print("LineFramer, reads of 64 KiB", frame(stream, ReadBytes), scan);
    print("LineFramer, reads of 50 bytes", frame(stream, 50), scan);
    print("parse into views", parseViews(stream), scan);
    print("parse into a message that owns", parseMessages(stream), copy);
    print("encode", encodeMessages(stream), copy);
}

} // namespace

int main()
{
    run(makeStream("plain message", ":anna!anna@anna.local PRIVMSG eva :Kommst du heute in die Vorlesung?"));
    run(makeStream(
        "message with tags",
        "@time=2026-11-23T07:18:19.000Z;+plausch.chat/id=6f1c2a90b7d34e55;msgid=x\\s1 "
        ":anna!anna@anna.local PRIVMSG eva :Kommst du heute in die Vorlesung? Ich halte dir einen Platz frei."));
    run(makeStream("long message", "PRIVMSG eva :" + QByteArray("Rechnernetze und so weiter. ").repeated(17)));
    return 0;
}
