// Every way to cut a stream gives the same lines; a line over the ceiling is never stored, let alone given.
#include "support/testmain.h"
#include "wire/lineframer.h"

#include <QRandomGenerator>

using namespace plausch::wire;

namespace {

struct Outcome
{
    QByteArrayList lines;
    FrameStatus status = FrameStatus::Ok;
    qsizetype pending = 0;
    bool operator==(const Outcome &) const = default;
};

class Collector
{
public:
    explicit Collector(qsizetype maxLine, bool keepEmpty = false) : m_framer(maxLine, keepEmpty) { }

    void feed(QByteArrayView bytes)
    {
        if (m_outcome.status != FrameStatus::Ok)
            return;
        m_outcome.status = m_framer.feed(bytes, [this](QByteArrayView line) {
            m_outcome.lines.append(line.toByteArray());
            return true;
        });
    }
    Outcome outcome()
    {
        m_outcome.pending = m_outcome.status == FrameStatus::Ok ? m_framer.pending() : 0;
        return m_outcome;
    }

private:
    LineFramer m_framer;
    Outcome m_outcome;
};

/// Bit i of `cuts` set: a cut behind byte i.
Outcome feedCut(const QByteArray &stream, quint32 cuts, Collector collector)
{
    qsizetype begin = 0;
    for (qsizetype i = 0; i < stream.size(); ++i) {
        if (i + 1 == stream.size() || (cuts >> i) & 1) {
            collector.feed(QByteArrayView(stream).sliced(begin, i + 1 - begin));
            begin = i + 1;
        }
    }
    return collector.outcome();
}

} // namespace

class LineFramerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lines_data();
    void lines();
    void everyCut_data();
    void everyCut();
    void everyCutOverTheCeiling();
    void randomCuts();
    void ceilingCountsWithoutNewline();
    void ceilingIsCheckedBeforeStoring();
    void brokenStaysBroken();
    void wholeLineIsNotCopied();
    void stopLeavesTheRest();
    void byteByByte();
    void clearForgets();
};

void LineFramerTest::lines_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QByteArrayList>("skipping");
    QTest::addColumn<QByteArrayList>("keeping");
    QTest::newRow("nothing") << QByteArray() << QByteArrayList{} << QByteArrayList{};
    QTest::newRow("CRLF") << QByteArray("a\r\nb\r\n") << QByteArrayList{"a", "b"} << QByteArrayList{"a", "b"};
    QTest::newRow("LF") << QByteArray("a\nb\n") << QByteArrayList{"a", "b"} << QByteArrayList{"a", "b"};
    QTest::newRow("empty lines") << QByteArray("\n\r\na\n\n") << QByteArrayList{"a"} << QByteArrayList{"", "", "a", ""};
    QTest::newRow("one CR goes") << QByteArray("a\r\r\n") << QByteArrayList{"a\r"} << QByteArrayList{"a\r"};
    QTest::newRow("CR inside") << QByteArray("a\rb\n") << QByteArrayList{"a\rb"} << QByteArrayList{"a\rb"};
    QTest::newRow("no end") << QByteArray("a\nb") << QByteArrayList{"a"} << QByteArrayList{"a"};
    QTest::newRow("NUL and no UTF-8") << QByteArray("\0\xff\n", 3) << QByteArrayList{QByteArray("\0\xff", 2)}
                                      << QByteArrayList{QByteArray("\0\xff", 2)};
    // reference-behaviours, section 9
    QTest::newRow("reference") << QByteArray::fromHex("48616c6c6f0a4772c3bcc39f650a0a")
                               << QByteArrayList{"Hallo", "Grüße"} << QByteArrayList{"Hallo", "Grüße", ""};
}

void LineFramerTest::lines()
{
    QFETCH(const QByteArray, stream);
    QFETCH(const QByteArrayList, skipping);
    QFETCH(const QByteArrayList, keeping);
    QCOMPARE(feedCut(stream, 0, Collector(100)).lines, skipping);
    QCOMPARE(feedCut(stream, 0, Collector(100, true)).lines, keeping);
}

void LineFramerTest::everyCut_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::newRow("reference, 16384 cuts") << QByteArray::fromHex("48616c6c6f0a4772c3bcc39f650a0a");
    QTest::newRow("CR and LF apart") << QByteArray("a\r\n\r\nb\r\r\n\rc\nd");
    QTest::newRow("converter of the slide") << QByteArray("L:UPPER\nL:CONT\n");
}

void LineFramerTest::everyCut()
{
    QFETCH(const QByteArray, stream);
    for (const bool keepEmpty : {false, true}) {
        const Outcome whole = feedCut(stream, 0, Collector(100, keepEmpty));
        for (quint32 cuts = 0; cuts < (1u << (stream.size() - 1)); ++cuts) {
            if (feedCut(stream, cuts, Collector(100, keepEmpty)) != whole)
                QFAIL(qPrintable(QString::number(cuts, 2)));
        }
    }
}

void LineFramerTest::everyCutOverTheCeiling()
{
    const QByteArray stream = "abc\nab\r\nabcd\nab\n";
    const Outcome expected{{"abc", "ab"}, FrameStatus::TooLong, 0};
    for (quint32 cuts = 0; cuts < (1u << (stream.size() - 1)); ++cuts) {
        if (feedCut(stream, cuts, Collector(3)) != expected)
            QFAIL(qPrintable(QString::number(cuts, 2)));
    }
}

void LineFramerTest::randomCuts()
{
    QRandomGenerator random(51);
    QByteArray stream;
    QByteArrayList expected;
    for (int i = 0; i < 5000; ++i) {
        QByteArray line(1 + random.bounded(300), Qt::Uninitialized);
        for (char &c : line)
            c = char(' ' + random.bounded(224));
        line.replace('\n', ' ');
        expected += line;
        stream += line + (random.bounded(2) ? "\r\n" : "\n");
    }
    for (int round = 0; round < 20; ++round) {
        Collector collector(300 + 1);
        qsizetype begin = 0;
        while (begin < stream.size()) {
            const qsizetype size = qMin(stream.size() - begin, qsizetype(1 + random.bounded(round < 10 ? 20 : 5000)));
            collector.feed(QByteArrayView(stream).sliced(begin, size));
            begin += size;
        }
        QCOMPARE(collector.outcome(), (Outcome{expected, FrameStatus::Ok, 0}));
    }
}

void LineFramerTest::ceilingCountsWithoutNewline()
{
    QCOMPARE(feedCut("12345\n", 0, Collector(5)).lines, QByteArrayList{"12345"});
    QCOMPARE(feedCut("123456\n", 0, Collector(5)).status, FrameStatus::TooLong);
    QCOMPARE(feedCut("1234\r\n", 0, Collector(5)).lines, QByteArrayList{"1234"});
    QCOMPARE(feedCut("12345\r\n", 0, Collector(5)).status, FrameStatus::TooLong); // the CR counts
    QCOMPARE(feedCut("\n", 0, Collector(0, true)).lines, QByteArrayList{""});
}

void LineFramerTest::ceilingIsCheckedBeforeStoring()
{
    LineFramer framer(100);
    const auto unexpected = [](QByteArrayView) { return false; };
    qsizetype consumed = -1;
    QCOMPARE(framer.feed(QByteArray(60, 'a'), unexpected, &consumed), FrameStatus::Ok);
    QCOMPARE(consumed, 60);
    QCOMPARE(framer.feed(QByteArray(100'000'000, 'a'), unexpected, &consumed), FrameStatus::TooLong);
    QCOMPARE(consumed, 0);
    QCOMPARE(framer.pending(), 60);
}

void LineFramerTest::brokenStaysBroken()
{
    LineFramer framer(4);
    int lines = 0;
    const auto sink = [&](QByteArrayView) { return ++lines > 0; };
    QCOMPARE(framer.feed("abcd", sink), FrameStatus::Ok);
    QCOMPARE(framer.feed("e", sink), FrameStatus::TooLong);
    QCOMPARE(framer.feed("\nab\n", sink), FrameStatus::TooLong); // "abcd" would be half of what was sent
    QCOMPARE(lines, 0);
    framer.clear();
    QCOMPARE(framer.feed("ab\n", sink), FrameStatus::Ok);
    QCOMPARE(lines, 1);
}

void LineFramerTest::wholeLineIsNotCopied()
{
    const QByteArray stream = "one\r\ntwo\n";
    LineFramer framer(10);
    QList<qsizetype> offsets;
    framer.feed(stream, [&](QByteArrayView line) {
        offsets.append(line.data() - stream.constData());
        return true;
    });
    QCOMPARE(offsets, (QList<qsizetype>{0, 5}));
}

void LineFramerTest::stopLeavesTheRest()
{
    const QByteArray stream = "one\ntwo\nthree\n";
    LineFramer framer(10);
    QByteArrayList lines;
    const auto sink = [&](QByteArrayView line) {
        lines.append(line.toByteArray());
        return lines.size() != 2;
    };
    qsizetype consumed = 0;
    QCOMPARE(framer.feed(stream, sink, &consumed), FrameStatus::Stopped);
    QCOMPARE(consumed, 8);
    QCOMPARE(framer.pending(), 0);
    QCOMPARE(framer.feed(QByteArrayView(stream).sliced(consumed), sink, &consumed), FrameStatus::Ok);
    QCOMPARE(lines, (QByteArrayList{"one", "two", "three"}));
    QCOMPARE(framer.feed("x\n", [](QByteArrayView) { return false; }), FrameStatus::Stopped);
    QCOMPARE(framer.feed("\r\n", [](QByteArrayView) { return false; }), FrameStatus::Ok); // not even asked
}

void LineFramerTest::byteByByte()
{
    Collector collector(9000);
    const QByteArray line(8700, 'x');
    for (const char &c : line)
        collector.feed(QByteArrayView(&c, 1));
    QCOMPARE(collector.outcome().pending, 8700);
    collector.feed("\r");
    collector.feed("");
    collector.feed("\n");
    QCOMPARE(collector.outcome(), (Outcome{{line}, FrameStatus::Ok, 0}));
}

void LineFramerTest::clearForgets()
{
    LineFramer framer(10);
    QByteArrayList lines;
    const auto sink = [&](QByteArrayView line) {
        lines.append(line.toByteArray());
        return true;
    };
    framer.feed("half", sink);
    QCOMPARE(framer.pending(), 4);
    framer.clear();
    QCOMPARE(framer.pending(), 0);
    framer.feed("whole\n", sink);
    QCOMPARE(lines, QByteArrayList{"whole"});
}

PLAUSCH_TEST_MAIN(LineFramerTest)
#include "tst_lineframer.moc"
