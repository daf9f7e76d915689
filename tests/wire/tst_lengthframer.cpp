// Every way to cut a length-framed stream gives the same bodies; a declared length is judged before its body comes.
#include "support/testmain.h"
#include "wire/lengthframer.h"

#include <QRandomGenerator>

using namespace plausch::wire;

namespace {

struct Outcome
{
    QByteArrayList bodies;
    FrameStatus status = FrameStatus::Ok;
    qsizetype pending = 0;
    bool operator==(const Outcome &) const = default;
};

/// Feeds the stream in the pieces that `nextSize` names.
template <class NextSize> Outcome feedIn(QByteArrayView stream, qsizetype maxBody, NextSize &&nextSize)
{
    LengthFramer framer(maxBody);
    Outcome outcome;
    while (!stream.isEmpty() && outcome.status == FrameStatus::Ok) {
        const qsizetype size = qMin(stream.size(), qsizetype(nextSize()));
        outcome.status = framer.feed(stream.first(size), [&](QByteArrayView body) {
            outcome.bodies.append(body.toByteArray());
            return true;
        });
        stream = stream.sliced(size);
    }
    outcome.pending = outcome.status == FrameStatus::Ok ? framer.pending() : 0;
    return outcome;
}

Outcome feedWhole(QByteArrayView stream, qsizetype maxBody)
{
    return feedIn(stream, maxBody, [&] { return stream.size(); });
}

/// Bit i of `cuts` set: a cut behind byte i.
Outcome feedCut(QByteArrayView stream, quint32 cuts, qsizetype maxBody)
{
    return feedIn(stream, maxBody, [cuts, at = 0]() mutable {
        int size = 1;
        while (at < 31 && !((cuts >> at++) & 1))
            ++size;
        return size;
    });
}

} // namespace

class LengthFramerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reference();
    void frameCountsBytes();
    void everyCut_data();
    void everyCut();
    void randomCuts();
    void lengthIsJudgedAtItsFourthByte();
    void ceilingIsInclusive();
    void brokenStaysBroken();
    void stops();
    void anyByteIsABody();
};

// reference-behaviours, section 9
void LengthFramerTest::reference()
{
    const QByteArray stream = QByteArray::fromHex("0000000548616c6c6f000000074772c3bcc39f6500000000");
    QCOMPARE(LengthFramer::frame("Hallo") + LengthFramer::frame("Grüße") + LengthFramer::frame(""), stream);
    QCOMPARE(feedWhole(stream, 7), (Outcome{{"Hallo", "Grüße", ""}, FrameStatus::Ok, 0}));
}

void LengthFramerTest::frameCountsBytes()
{
    QCOMPARE(LengthFramer::frame("ü"), QByteArray::fromHex("00000002c3bc"));
    QCOMPARE(LengthFramer::frame(QByteArray(0x010203, 'a')).first(5), QByteArray::fromHex("0001020361"));
}

void LengthFramerTest::everyCut_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<qsizetype>("ceiling");
    QTest::newRow("reference, 4096 cuts") << QByteArray::fromHex("0000000548616c6c6f00000000") << qsizetype(5);
    QTest::newRow("three and a half") << QByteArray::fromHex("00000001610000000000000001620000") << qsizetype(5);
    QTest::newRow("too long after one") << QByteArray::fromHex("000000016100000004616263640000") << qsizetype(3);
}

void LengthFramerTest::everyCut()
{
    QFETCH(const QByteArray, stream);
    QFETCH(const qsizetype, ceiling);
    const Outcome whole = feedWhole(stream, ceiling);
    QVERIFY(!whole.bodies.isEmpty());
    for (quint32 cuts = 0; cuts < (1u << (stream.size() - 1)); ++cuts) {
        if (feedCut(stream, cuts, ceiling) != whole)
            QFAIL(qPrintable(QString::number(cuts, 2)));
    }
}

void LengthFramerTest::randomCuts()
{
    QRandomGenerator random(24);
    QByteArray stream;
    QByteArrayList expected;
    for (int i = 0; i < 3000; ++i) {
        expected += QByteArray(random.bounded(400), char(random.bounded(256)));
        stream += LengthFramer::frame(expected.last());
    }
    for (const int largest : {2, 5, 100, 5000, 100'000}) {
        const Outcome outcome = feedIn(stream, 400, [&] { return 1 + random.bounded(largest); });
        QCOMPARE(outcome, (Outcome{expected, FrameStatus::Ok, 0}));
    }
}

void LengthFramerTest::lengthIsJudgedAtItsFourthByte()
{
    const auto unexpected = [](QByteArrayView) { return false; };
    LengthFramer framer(64 * 1024);
    QCOMPARE(framer.feed(QByteArray::fromHex("7fffff"), unexpected), FrameStatus::Ok);
    QCOMPARE(framer.feed(QByteArray::fromHex("ff"), unexpected), FrameStatus::TooLong);
    QCOMPARE(framer.pending(), 4);
    QCOMPARE(feedWhole(QByteArray::fromHex("ffffffff"), 64 * 1024).status, FrameStatus::TooLong);
    QCOMPARE(feedWhole(QByteArray::fromHex("80000000"), 64 * 1024).status, FrameStatus::TooLong);
    QCOMPARE(feedWhole("GET / HTTP/1.1\r\n", 64 * 1024).status, FrameStatus::TooLong);
}

void LengthFramerTest::ceilingIsInclusive()
{
    QCOMPARE(feedWhole(LengthFramer::frame("abc"), 3), (Outcome{{"abc"}, FrameStatus::Ok, 0}));
    QCOMPARE(feedWhole(LengthFramer::frame("abcd"), 3), (Outcome{{}, FrameStatus::TooLong, 0}));
    QCOMPARE(feedWhole(LengthFramer::frame(""), 0), (Outcome{{""}, FrameStatus::Ok, 0}));
}

void LengthFramerTest::brokenStaysBroken()
{
    int bodies = 0;
    const auto sink = [&](QByteArrayView) { return ++bodies > 0; };
    LengthFramer framer(3);
    QCOMPARE(framer.feed(LengthFramer::frame("abcd"), sink), FrameStatus::TooLong);
    QCOMPARE(framer.feed(LengthFramer::frame("abc"), sink), FrameStatus::TooLong);
    QCOMPARE(bodies, 0);
}

void LengthFramerTest::stops()
{
    int bodies = 0;
    LengthFramer framer(3);
    QCOMPARE(
        framer.feed(LengthFramer::frame("a") + LengthFramer::frame("b"), [&](QByteArrayView) { return ++bodies == 0; }),
        FrameStatus::Stopped);
    QCOMPARE(bodies, 1);
    QCOMPARE(framer.pending(), 0);
}

void LengthFramerTest::anyByteIsABody()
{
    QByteArray all;
    for (int c = 0; c < 256; ++c)
        all.append(char(c));
    QCOMPARE(feedWhole(LengthFramer::frame(all), 256).bodies, QByteArrayList{all});
}

PLAUSCH_TEST_MAIN(LengthFramerTest)
#include "tst_lengthframer.moc"
