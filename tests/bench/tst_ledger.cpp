// The bookkeeping of the load generator: each way in which a delivery can go wrong has a name, and is found.
#include "serverload/ledger.h"
#include "support/testmain.h"

using namespace plausch::bench;

Q_DECLARE_METATYPE(Faults)

namespace {

constexpr Cast Trio{3, 2, true}; // clients 0 and 1 send, all three hear
constexpr Cast Couples{4, 4, false};

std::string lineWith(Mark mark)
{
    const auto text = payload(mark);
    return ":c0!load@host PRIVMSG #load :" + std::string(text.data(), text.size());
}

} // namespace

class LedgerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void payloadTellsItsMark();
    void everyByteOfAPayloadCounts();
    void otherLinesHaveNoMark_data();
    void otherLinesHaveNoMark();
    void whatArrivesOnceInOrderIsGood();
    void faultsAreNamed_data();
    void faultsAreNamed();
    void partnersHearEachOther();
    void windowOpensWithTheLastListener();
    void doubleOpensNoWindow();
    void withoutWindowAllMaySend();
};

void LedgerTest::payloadTellsItsMark()
{
    for (const Mark mark : {Mark{0, 0}, Mark{7, 123'456}, Mark{UINT32_MAX, UINT32_MAX}}) {
        QCOMPARE(payload(mark).size(), std::size_t(100));
        QVERIFY(markOf(lineWith(mark)) == mark);
    }
}

void LedgerTest::everyByteOfAPayloadCounts()
{
    const std::string good = lineWith({3, 4});
    for (std::size_t at = good.size() - PayloadBytes - 1; at < good.size(); ++at) {
        std::string bad = good;
        bad[at] = '#';
        QVERIFY2(!markOf(bad), bad.c_str());
        QVERIFY(!markOf(std::string(good).erase(at, 1)));
    }
}

void LedgerTest::otherLinesHaveNoMark_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("ping") << QByteArray("PING :irc.test");
    QTest::newRow("long") << QByteArray(":irc.test 372 c0 :") + QByteArray(200, '-');
    QTest::newRow("number too large")
        << QByteArray::fromStdString(lineWith({0, 0})).replace(" 0000000000", " 9999999999");
}

void LedgerTest::otherLinesHaveNoMark()
{
    QFETCH(const QByteArray, line);
    QVERIFY(!markOf({line.constData(), std::size_t(line.size())}));
}

void LedgerTest::whatArrivesOnceInOrderIsGood()
{
    Ledger ledger(Trio, 4);
    for (std::uint32_t i = 0; i < 3; ++i) {
        QVERIFY(ledger.send(0) == (Mark{0, i}));
        QVERIFY(ledger.send(1) == (Mark{1, i}));
    }
    QCOMPARE(ledger.owed(), std::uint64_t(12));
    for (std::uint32_t i = 0; i < 3; ++i) {
        for (const auto &[client, sender] : {std::pair(1u, 0u), {2u, 0u}, {0u, 1u}, {2u, 1u}})
            QVERIFY(ledger.receive(client, {sender, i}));
    }
    QCOMPARE(ledger.owed(), std::uint64_t(0));
    QCOMPARE(ledger.deliveries(), std::uint64_t(12));
    QVERIFY(ledger.faults() == Faults{});
}

/// Of three messages of sender 0, what client 2 hears; client 1 hears all of them.
void LedgerTest::faultsAreNamed_data()
{
    QTest::addColumn<QList<quint32>>("heard");
    QTest::addColumn<Faults>("faults");
    const auto row = [](const char *name, const QList<quint32> &heard, const Faults &faults) {
        QTest::newRow(name) << heard << faults;
    };
    row("all", {0, 1, 2}, {});
    row("first lost", {1, 2}, {.lost = 1});
    row("middle lost", {0, 2}, {.lost = 1});
    row("last lost", {0, 1}, {.lost = 1});
    row("all lost", {}, {.lost = 3});
    row("doubled at once", {0, 0, 1, 2}, {.doubled = 1});
    row("doubled later", {0, 1, 2, 0}, {.doubled = 1});
    row("doubled twice", {0, 1, 2, 2, 2}, {.doubled = 2});
    row("swapped", {1, 0, 2}, {.disordered = 1});
    row("first comes last", {1, 2, 0}, {.disordered = 1});
    row("backwards", {2, 1, 0}, {.disordered = 2});
    row("late and doubled", {1, 0, 0, 2}, {.doubled = 1, .disordered = 1});
    row("one lost, another doubled", {0, 2, 2}, {.lost = 1, .doubled = 1});
    row("never sent", {0, 1, 2, 3}, {.strayed = 1});
}

void LedgerTest::faultsAreNamed()
{
    QFETCH(const QList<quint32>, heard);
    QFETCH(const Faults, faults);
    Ledger ledger(Trio, 8);
    for (std::uint32_t i = 0; i < 3; ++i)
        ledger.receive(1, ledger.send(0));
    for (const quint32 sequence : heard)
        ledger.receive(2, {0, sequence});
    QVERIFY(ledger.faults() == faults);
}

void LedgerTest::partnersHearEachOther()
{
    Ledger ledger(Couples, 1);
    for (std::uint32_t sender = 0; sender < 4; ++sender)
        ledger.send(sender);
    QCOMPARE(ledger.owed(), std::uint64_t(4));
    QVERIFY(ledger.receive(1, {0, 0}));
    QVERIFY(ledger.receive(0, {1, 0}));
    QVERIFY(!ledger.receive(0, {2, 0})); // of the other couple
    QVERIFY(!ledger.receive(2, {2, 0})); // his own
    QVERIFY(!ledger.receive(9, {2, 0})); // somebody outside the cast
    QVERIFY(!ledger.receive(1, {9, 0})); // by somebody outside the cast
    QVERIFY(ledger.faults() == (Faults{.lost = 2, .strayed = 4}));
}

void LedgerTest::windowOpensWithTheLastListener()
{
    Ledger ledger(Trio, 2);
    ledger.send(0);
    QVERIFY(ledger.maySend(0));
    ledger.send(0);
    QVERIFY(!ledger.maySend(0));
    QVERIFY(ledger.maySend(1));
    ledger.receive(1, {0, 0});
    QVERIFY(!ledger.maySend(0));
    ledger.receive(1, {0, 1});
    QVERIFY(!ledger.maySend(0));
    ledger.receive(2, {0, 0});
    QVERIFY(ledger.maySend(0));
    ledger.send(0);
    QVERIFY(!ledger.maySend(0));
}

void LedgerTest::doubleOpensNoWindow()
{
    Ledger ledger(Trio, 1);
    ledger.send(0);
    ledger.receive(1, {0, 0});
    ledger.receive(1, {0, 0});
    QVERIFY(!ledger.maySend(0));
}

void LedgerTest::withoutWindowAllMaySend()
{
    Ledger ledger(Trio, 0);
    for (int i = 0; i < 100; ++i) {
        QVERIFY(ledger.maySend(0));
        ledger.send(0);
    }
    QCOMPARE(ledger.owed(), std::uint64_t(200));
}

PLAUSCH_TEST_MAIN(LedgerTest)
#include "tst_ledger.moc"
