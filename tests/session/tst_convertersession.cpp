// The converter's TCP and UDP sides without a socket, after the tables of the lecture.
#include "session/converterdatagrams.h"
#include "session/convertersession.h"
#include "support/testmain.h"
#include "wire/lengthframer.h"

#include <QRandomGenerator>

using namespace plausch;
using session::ConverterDialect;
using session::ConverterFraming;
using session::ConverterNote;
using Then = session::ConverterStep::Then;

namespace {

std::unique_ptr<session::ConverterSession> slide()
{
    return session::makeConverterSession(ConverterDialect::Slide, ConverterFraming::Line);
}
std::unique_ptr<session::ConverterSession> repaired(ConverterFraming framing = ConverterFraming::Line)
{
    return session::makeConverterSession(ConverterDialect::Repaired, framing);
}

QByteArray hex(const char *digits)
{
    return QByteArray::fromHex(digits);
}

struct Outcome
{
    QByteArray out;
    Then then = Then::GoOn;
    bool operator==(const Outcome &) const = default;
};

/// The bytes cut at each position whose bit is set.
Outcome feedCut(session::ConverterSession &session, const QByteArray &bytes, quint64 cuts)
{
    Outcome outcome;
    qsizetype from = 0;
    for (qsizetype to = 1; to <= bytes.size() && outcome.then == Then::GoOn; ++to) {
        if (to < bytes.size() && !((cuts >> (to - 1)) & 1))
            continue;
        const auto step = session.onBytes(QByteArrayView(bytes).sliced(from, to - from));
        outcome.out += step.out;
        outcome.then = step.then;
        from = to;
    }
    return outcome;
}

} // namespace

class ConverterSessionTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void greets()
    {
        QCOMPARE(session::converterGreeting().size(), 67);
        QCOMPARE(session::converterGreeting(),
                 hex("48692049276d20796f75722075707065722f6c6f7765726361736520636f6e7665727465722e204d6573736167652066"
                     "6f726d617420557c4c3a3c6d6573736167653e"));
        QCOMPARE(slide()->greeting(), session::converterGreeting());
        QCOMPARE(repaired()->greeting(), session::converterGreeting() + '\n');
        QCOMPARE(repaired(ConverterFraming::Length)->greeting(),
                 QByteArray("\0\0\0\x43", 4) + session::converterGreeting());
        QCOMPARE(session::makeTextbookSession()->greeting(), QByteArray());
    }

    void slideLiveSession()
    {
        const auto session = slide();
        QCOMPARE(session->onBytes("U:lower").out, QByteArray("LOWER"));
        QCOMPARE(session->onBytes("L:UPPER\nL:CONT\n").out, QByteArray("UPPER\nL:CONT\n"));
        const auto step = session->onBytes("C:");
        QCOMPARE(step.out, QByteArray());
        QCOMPARE(step.then, Then::GoOn); // it waits in recv(1500); the client closes
    }

    void slideRows_data()
    {
        QTest::addColumn<QByteArray>("sent");
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<int>("then");
        const auto row = [](const char *name, const QByteArray &sent, const QByteArray &reply, Then then = Then::GoOn) {
            QTest::newRow(name) << sent << reply << int(then);
        };
        row("T1", "U:" + hex("c39f"), "SS");
        row("T2", "U:" + hex("c3a9"), hex("c389"));
        row("T3", "U:" + hex("efac81"), "FI");
        row("T4", "U:" + hex("c589ce90"), hex("cabc4ece99cc88cc81"));
        row("T5", "U:" + hex("69c4b1"), "II");
        row("T6 upper", "U:" + hex("c4b0"), hex("c4b0"));
        row("T6 lower", "L:" + hex("c4b0"), hex("c4b0"));
        row("T7", "U:" + hex("65cc81"), hex("45cc81"));
        row("T8", "hello", "LLO");
        row("T9", "u:abc", "ABC");
        row("T10", hex("c39f") + ":abc", ":ABC");
        row("T11", hex("e282ac") + ":abc", "", Then::Close);
        row("T12", "", "");
        row("T13", "U:", "");
        row("T14", "x", "");
        row("T15", "U:" + QByteArray(1498, 'a') + hex("c3a9"), QByteArray(1498, 'A') + hex("c389"));
        row("T16", "U:" + QByteArray(1499, 'a') + hex("c3a9"), "", Then::Reset);
        row("T17", "U:" + QByteArray(4000, 'a'), QByteArray(3996, 'A'));
        row("T18", "U:" + QByteArray(69998, 'a'), QByteArray(69998 - 46 * 2, 'A'));
        row("T19", "U:" + hex("ff"), "", Then::Close);
        row("T20", "U:" + QByteArray("a\0b", 3), QByteArray("A\0B", 3));
        row("T21", "U:abc\r\n", "ABC\r\n");
        row("T26", "U:abcL:xyz", "ABCL:XYZ");
        row("byte order mark", "U:" + hex("efbbbf61"), hex("efbbbf41"));
    }
    void slideRows()
    {
        QFETCH(QByteArray, sent);
        QFETCH(int, then);
        const auto step = slide()->onBytes(sent);
        QTEST(step.out, "reply");
        QCOMPARE(int(step.then), then);
    }

    void slideShortReads()
    {
        const auto session = slide();
        QCOMPARE(session->onBytes("x").out, QByteArray()); // T14: recv(2) gave one byte
        QCOMPARE(session->onBytes("yz").out, QByteArray("YZ"));
        QCOMPARE(session->onBytes("U:").out, QByteArray());
        const auto step = session->onBytes("abc");
        QCOMPARE(step.out, QByteArray("ABC"));
        QCOMPARE(step.exchanges.size(), std::size_t(1));
        QCOMPARE(step.exchanges.front().request, QByteArray("U:abc"));
    }

    /// Section 1a: however the stream is cut, the reads joined are the stream.
    void slideReadsJoinedAreTheStream()
    {
        const QByteArray stream = "L:UPPER\nL:CONT\nC:";
        for (quint64 cuts = 0; cuts < (1U << (stream.size() - 1)); ++cuts) {
            const auto session = slide();
            QByteArray read;
            qsizetype from = 0;
            for (qsizetype to = 1; to <= stream.size(); ++to) {
                if (to < stream.size() && !((cuts >> (to - 1)) & 1))
                    continue;
                for (const auto &exchange : session->onBytes(QByteArrayView(stream).sliced(from, to - from)).exchanges)
                    read += exchange.request;
                from = to;
            }
            QVERIFY(stream.startsWith(read));
            QVERIFY(read.size() >= stream.size() - 2); // a header may still wait for its body
        }
    }

    void repairedLines_data()
    {
        QTest::addColumn<QByteArray>("sent");
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<int>("then");
        const auto row = [](const char *name, const QByteArray &sent, const QByteArray &reply, Then then = Then::GoOn) {
            QTest::newRow(name) << sent << reply << int(then);
        };
        row("upper", "U:lower\n", "LOWER\n");
        row("lower", "L:UPPER\n", "upper\n");
        row("two", "L:UPPER\nL:CONT\n", "upper\ncont\n");
        row("slide's bytes", "U:lowerL:UPPER\nL:CONT\nC:", "LOWERL:UPPER\ncont\n");
        row("unfinished", "U:abc", "");
        row("CRLF comes back", "U:abc\r\n", "ABC\r\n");
        row("one CR only", "U:abc\r\r\n", "ABC\r\r\n");
        row("CR inside", "U:a\rb\n", "A\rB\n");
        row("empty text", "U:\n", "\n");
        row("empty line", "\n", "E:unknown command\n");
        row("empty line CRLF", "\r\n", "E:unknown command\r\n");
        row("small u", "u:abc\n", "E:unknown command\n");
        row("no header", "hello\n", "E:unknown command\n");
        row("one byte", "U\n", "E:unknown command\n");
        row("blank in front", " U:abc\n", "E:unknown command\n");
        row("bad UTF-8, then on", "U:" + hex("ff") + "\nU:ok\n", "E:invalid UTF-8\nOK\n");
        row("half a character", "U:" + hex("c3") + "\n", "E:invalid UTF-8\n");
        row("NUL", "U:" + QByteArray("a\0b", 3) + "\n", QByteArray("A\0B\n", 4));
        row("byte order mark", "U:" + hex("efbbbf61") + "\n", hex("efbbbf41") + "\n");
        row("sharp s", "U:" + hex("c39f") + "\n", "SS\n");
        row("dotted I lower", "L:" + hex("c4b0") + "\n", hex("69cc87") + "\n");
        row("final sigma", "L:" + hex("cea3ce91cea3") + "\n", hex("cf83ceb1cf83") + "\n");
        row("close", "C:\nU:late\n", "", Then::Close);
        row("close after an answer", "U:a\nC:\n", "A\n", Then::Close);
        row("close with words", "C:bye\n", "", Then::Close);
        row("longest", "U:" + QByteArray(65534, 'a') + "\r\n", QByteArray(65534, 'A') + "\r\n");
        row("one too long", "U:" + QByteArray(65535, 'a') + "\n", "E:line too long\n", Then::Close);
        row("no end in sight", QByteArray(70000, 'a'), "E:line too long\n", Then::Close);
        row("after an answer, too long", "U:a\n" + QByteArray(70000, 'a'), "A\nE:line too long\n", Then::Close);
    }
    void repairedLines()
    {
        QFETCH(QByteArray, sent);
        QFETCH(QByteArray, reply);
        QFETCH(int, then);
        const auto step = repaired()->onBytes(sent);
        QCOMPARE(step.out, reply);
        QCOMPARE(int(step.then), then);
        const auto byByte = repaired();
        const Outcome outcome = feedCut(*byByte, sent.left(60), ~quint64(0));
        QCOMPARE(outcome.out, repaired()->onBytes(sent.left(60)).out);
        const auto session = repaired(); // and in two halves
        const auto first = session->onBytes(QByteArrayView(sent).first(sent.size() / 2));
        QByteArray out = first.out;
        if (first.then == Then::GoOn)
            out += session->onBytes(QByteArrayView(sent).sliced(sent.size() / 2)).out;
        QCOMPARE(out, reply);
    }

    void everyCutOfLinesGivesTheSame()
    {
        const QByteArray stream = "U:a\r\n" + hex("c39f") + "\nL:B\nC:\n";
        const Outcome whole = feedCut(*repaired(), stream, 0);
        QCOMPARE(whole.out, QByteArray("A\r\nE:unknown command\nb\n"));
        QCOMPARE(whole.then, Then::Close);
        for (quint64 cuts = 0; cuts < (1U << (stream.size() - 1)); ++cuts)
            QVERIFY2(feedCut(*repaired(), stream, cuts) == whole, QByteArray::number(cuts));
    }

    void everyCutOfLengthsGivesTheSame()
    {
        const QByteArray stream = wire::LengthFramer::frame("U:" + hex("c39f")) + wire::LengthFramer::frame("")
            + wire::LengthFramer::frame("C:");
        const Outcome whole = feedCut(*repaired(ConverterFraming::Length), stream, 0);
        QCOMPARE(whole.out, wire::LengthFramer::frame("SS") + wire::LengthFramer::frame("E:unknown command"));
        QCOMPARE(whole.then, Then::Close);
        for (quint64 cuts = 0; cuts < (1U << (stream.size() - 1)); ++cuts)
            QVERIFY2(feedCut(*repaired(ConverterFraming::Length), stream, cuts) == whole, QByteArray::number(cuts));
    }

    void randomCutsOfALongStream()
    {
        QRandomGenerator random(7);
        QByteArray stream;
        QByteArray expected;
        for (int i = 0; i < 500; ++i) {
            const QByteArray text(random.bounded(300), 'q');
            stream += "U:" + text + (i % 3 ? "\n" : "\r\n");
            expected += text.toUpper() + (i % 3 ? "\n" : "\r\n");
        }
        const auto session = repaired();
        QByteArray out;
        for (QByteArrayView rest = stream; !rest.isEmpty();) {
            const qsizetype part = qMin(rest.size(), qsizetype(random.bounded(1, 400)));
            out += session->onBytes(rest.first(part)).out;
            rest = rest.sliced(part);
        }
        QCOMPARE(out, expected);
    }

    void framesOfSection9()
    {
        QByteArray stream;
        for (const QByteArray &text : {QByteArray("U:Hallo"),
                                       QByteArray("U:Gr\xc3\xbc\xc3\x9f"
                                                  "e"),
                                       QByteArray("U:")})
            stream += wire::LengthFramer::frame(text);
        const auto step = repaired(ConverterFraming::Length)->onBytes(stream);
        QCOMPARE(step.out,
                 hex("0000000548414c4c4f"
                     "000000074752c39c535345"
                     "00000000"));
        QCOMPARE(repaired()
                     ->onBytes("U:Hallo\nU:Gr\xc3\xbc\xc3\x9f"
                               "e\nU:\n")
                     .out,
                 QByteArray("HALLO\nGR\xc3\x9cSSE\n\n"));
    }

    void lengthCeilings()
    {
        const auto session = repaired(ConverterFraming::Length);
        const QByteArray longest = "U:" + QByteArray(65534, 'a');
        QCOMPARE(session->onBytes(wire::LengthFramer::frame(longest)).out,
                 wire::LengthFramer::frame(QByteArray(65534, 'A')));
        QByteArray growing = "U:";
        for (int i = 0; i < 32000; ++i)
            growing += hex("ce90");
        QCOMPARE(session->onBytes(wire::LengthFramer::frame(growing)).out,
                 wire::LengthFramer::frame("E:reply too long"));
        QCOMPARE(session->onBytes(wire::LengthFramer::frame("U:on")).out, wire::LengthFramer::frame("ON"));
        const auto step = session->onBytes(hex("00010001"));
        QCOMPARE(step.out, wire::LengthFramer::frame("E:line too long"));
        QCOMPARE(step.then, Then::Close);
    }

    void textbook_data()
    {
        QTest::addColumn<QByteArray>("sent");
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<int>("then");
        QTest::newRow("A1") << QByteArray("hello world") << QByteArray("HELLO WORLD") << int(Then::Close);
        QTest::newRow("A2") << hex("c39f20c3a9206869") << hex("c39f20c3a9204849") << int(Then::Close);
        QTest::newRow("A3") << QByteArray(2000, 'x') << QByteArray(1024, 'X') << int(Then::Reset);
        QTest::newRow("bad UTF-8") << hex("ff61") << hex("ff41") << int(Then::Close);
    }
    void textbook()
    {
        QFETCH(QByteArray, sent);
        QFETCH(int, then);
        const auto step = session::makeTextbookSession()->onBytes(sent);
        QTEST(step.out, "reply");
        QCOMPARE(int(step.then), then);
    }

    void slideDatagrams()
    {
        const auto talks = session::makeSlideDatagrams();
        QCOMPARE(talks->onDatagram("a", "U:lower", 0).reply, std::optional(QByteArray("U:LOWER")));
        const auto second = talks->onDatagram("a", "L:UPPER\n", 0);
        QCOMPARE(second.request, QByteArray("L:"));
        QVERIFY(!second.reply);
        QCOMPARE(second.note, ConverterNote::RestLost);
        QCOMPARE(talks->onDatagram("b", "U:other", 0).reply, std::optional(QByteArray("U:OTHER")));
        QCOMPARE(talks->onDatagram("a", "L:CONT\n", 0).reply, std::optional(QByteArray("L:CONT\n")));
        QCOMPARE(talks->onDatagram("a", "Bye", 59'999).reply, std::optional(QByteArray("BYE")));
        QCOMPARE(talks->onDatagram("a", "", 60'000).reply, std::optional(QByteArray("")));
        QCOMPARE(talks->rememberedPeers(), 2);
    }

    void slideDatagramsCutAt1500()
    {
        const auto talks = session::makeSlideDatagrams();
        QCOMPARE(talks->onDatagram("a", QByteArray(3000, 'a'), 0).reply, std::optional(QByteArray(1500, 'A')));
        const auto bad = talks->onDatagram("b", QByteArray(1499, 'a') + hex("c3a9"), 0);
        QVERIFY(!bad.reply);
        QCOMPARE(bad.note, ConverterNote::BadUtf8);
    }

    void slideDatagramsForget()
    {
        const auto talks = session::makeSlideDatagrams();
        QVERIFY(talks->onDatagram("a", "one", 1'000).reply);
        QVERIFY(talks->onDatagram("a", "one", 61'000).reply); // 60 s of silence: the first again
        QVERIFY(!talks->onDatagram("a", "two", 61'001).reply);
        for (int i = 0; i < 1024; ++i)
            talks->onDatagram(QByteArray::number(i), "x", 62'000 + i);
        QCOMPARE(talks->rememberedPeers(), 1024);
        QVERIFY(talks->onDatagram("a", "first again, it was the most silent", 64'000).reply);
        QCOMPARE(talks->rememberedPeers(), 1024);
    }

    void repairedDatagrams_data()
    {
        QTest::addColumn<QByteArray>("sent");
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<bool>("answered");
        const auto row = [](const char *name, const QByteArray &sent, const QByteArray &reply, bool answered = true) {
            QTest::newRow(name) << sent << reply << answered;
        };
        row("upper", "U:lower", "LOWER");
        row("lower", "L:UPPER", "upper");
        row("LF", "L:UPPER\n", "upper\n");
        row("CRLF", "L:UPPER\r\n", "upper\r\n");
        row("one LF only", "U:a\n\n", "A\n\n");
        row("two lines", "U:a\nL:B", "A\nL:B");
        row("empty", "", "E:unknown command");
        row("no header", "hello\n", "E:unknown command\n");
        row("bad UTF-8", "U:" + hex("ff"), "E:invalid UTF-8");
        row("close", "C:", "", false);
        row("close LF", "C:\n", "", false);
        row("largest", "U:" + QByteArray(65505, 'a'), QByteArray(65505, 'A'));
        row("reply fits by a byte", "U:" + hex("ce90").repeated(10917) + "aaaa\n",
            hex("ce99cc88cc81").repeated(10917) + "AAAA\n");
        row("reply a byte too long", "U:" + hex("ce90").repeated(10917) + "aaaaa\n", "E:reply too long\n");
    }
    void repairedDatagrams()
    {
        QFETCH(QByteArray, sent);
        QFETCH(QByteArray, reply);
        QFETCH(bool, answered);
        const auto exchange = session::makeRepairedDatagrams()->onDatagram("a", sent, 0);
        QCOMPARE(exchange.reply.has_value(), answered);
        QCOMPARE(exchange.reply.value_or(QByteArray()), reply);
    }

    void textbookDatagrams()
    {
        const auto talks = session::makeTextbookDatagrams();
        QCOMPARE(talks->onDatagram("a", "hello world", 0).reply, std::optional(QByteArray("HELLO WORLD")));
        QCOMPARE(talks->onDatagram("a", "", 0).reply, std::optional(QByteArray("")));
        QCOMPARE(talks->onDatagram("a", hex("c39f20c3a9206869"), 0).reply, std::optional(hex("c39f20c3a9204849")));
        QCOMPARE(talks->onDatagram("a", QByteArray(3000, 'y'), 0).reply, std::optional(QByteArray(2048, 'Y')));
    }
};

PLAUSCH_TEST_MAIN(ConverterSessionTest)
#include "tst_convertersession.moc"
