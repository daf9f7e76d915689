#include "io/dialer.h"
#include "support/testmain.h"

using namespace plausch::io;
using State = Dialer::State;

namespace {

/// Gives what the script says, and writes down between which bounds it was asked to choose.
struct Dice
{
    std::vector<qint64> asked;
    qint64 answer = 0;
    Dialer::Random random()
    {
        return [this](qint64 bound) {
            asked.push_back(bound);
            return std::min(answer, bound - 1);
        };
    }
};

constexpr Dialer::Policy Second{1'000, 8'000, 250};

} // namespace

class TestDialer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void dialsWhenWantedAndOnlyOnce()
    {
        Dice dice;
        Dialer dialer(Second, dice.random());
        QCOMPARE(dialer.state(), State::Idle);
        QVERIFY(!dialer.onTick(1'000'000));
        QVERIFY(!dialer.tryNow());
        QVERIFY(dialer.want());
        QCOMPARE(dialer.state(), State::Dialling);
        QVERIFY(!dialer.want());
        QVERIFY(!dialer.tryNow());
        QVERIFY(!dialer.onTick(1'000'000));
    }

    void theRangeDoublesUpToTheCap()
    {
        Dice dice;
        dice.answer = 100'000;
        Dialer dialer(Second, dice.random());
        dialer.want();
        const std::vector<qint64> waits{1'000, 2'000, 4'000, 8'000, 8'000, 8'000};
        qint64 now = 5'000;
        int failures = 0;
        for (const qint64 wait : waits) {
            dialer.onFailed(CloseReason::Refused, false, now);
            QCOMPARE(dialer.state(), State::Waiting);
            QCOMPARE(dialer.failures(), ++failures);
            QCOMPARE(dice.asked.back(), wait + 1);
            QCOMPARE(dialer.nextTry(), now + wait);
            QVERIFY(!dialer.onTick(now + wait - 1));
            QVERIFY(dialer.onTick(now + wait));
            QCOMPARE(dialer.state(), State::Dialling);
            now += wait;
        }
    }

    void theWholeRangeIsUsedAboveTheFloor()
    {
        Dice dice;
        Dialer dialer(Second, dice.random());
        dialer.want();
        dialer.onFailed(CloseReason::Timeout, false, 0);
        QCOMPARE(dialer.nextTry(), 250); // drawn 0
        dialer.onTick(250);
        dice.answer = 700;
        dialer.onFailed(CloseReason::Timeout, false, 0);
        QCOMPARE(dialer.nextTry(), 700);
    }

    void neverOverflows()
    {
        Dice dice;
        dice.answer = std::numeric_limits<qint64>::max();
        Dialer dialer({}, dice.random());
        dialer.want();
        for (int i = 0; i < 10'000; ++i) {
            dialer.onFailed(CloseReason::NetworkError, false, 0);
            QVERIFY(dialer.nextTry() <= 300'000);
            QVERIFY(dialer.onTick(dialer.nextTry()));
        }
        QCOMPARE(dialer.nextTry(), 300'000);
    }

    void everyReason_data()
    {
        QTest::addColumn<int>("reason");
        QTest::addColumn<bool>("final");
        QTest::addColumn<bool>("stops");
        for (int reason = 0; reason <= static_cast<int>(CloseReason::ProtocolError); ++reason) {
            const auto value = static_cast<CloseReason>(reason);
            const bool stops = value == CloseReason::IdentityMismatch || value == CloseReason::UntrustedPeer
                || value == CloseReason::OwnIdentity;
            const QByteArray name = nameOf(value).toLatin1();
            QTest::addRow("%s", name.constData()) << reason << false << stops;
            QTest::addRow("%s, final", name.constData()) << reason << true << true;
        }
    }
    void everyReason()
    {
        QFETCH(int, reason);
        QFETCH(bool, final);
        QFETCH(bool, stops);
        Dice dice;
        Dialer dialer(Second, dice.random());
        dialer.want();
        dialer.onFailed(static_cast<CloseReason>(reason), final, 0);
        QCOMPARE(dialer.state(), stops ? State::Stopped : State::Waiting);
        QCOMPARE(static_cast<int>(dialer.lastReason()), reason);
        QCOMPARE(dialer.onTick(1'000'000), !stops);
    }

    void aStoppedOneGoesOnlyWhenTold()
    {
        Dice dice;
        Dialer dialer(Second, dice.random());
        dialer.want();
        dialer.onFailed(CloseReason::IdentityMismatch, false, 0);
        QVERIFY(!dialer.want());
        QVERIFY(!dialer.onTick(1'000'000));
        QVERIFY(dialer.tryNow());
        QCOMPARE(dialer.state(), State::Dialling);
    }

    void tryNowCutsTheWait()
    {
        Dice dice;
        dice.answer = 900;
        Dialer dialer(Second, dice.random());
        dialer.want();
        dialer.onFailed(CloseReason::Refused, false, 0);
        QVERIFY(dialer.tryNow());
        QVERIFY(!dialer.onTick(1'000));
    }

    void successForgetsTheFailures()
    {
        Dice dice;
        dice.answer = 100'000;
        Dialer dialer(Second, dice.random());
        dialer.want();
        dialer.onFailed(CloseReason::Refused, false, 0);
        dialer.tryNow();
        dialer.onFailed(CloseReason::Refused, false, 0);
        dialer.tryNow();
        dialer.onConnected();
        QCOMPARE(dialer.state(), State::Connected);
        QCOMPARE(dialer.failures(), 0);
        QVERIFY(!dialer.tryNow());
        dialer.onFailed(CloseReason::PeerClosed, false, 10);
        QCOMPARE(dialer.nextTry(), 1'010);
    }

    void forgottenStaysForgotten()
    {
        Dice dice;
        Dialer dialer(Second, dice.random());
        dialer.want();
        dialer.forget();
        dialer.onFailed(CloseReason::LocalClose, false, 0); // the dial that was under way
        QCOMPARE(dialer.state(), State::Idle);
        dialer.onConnected();
        QCOMPARE(dialer.state(), State::Idle);
        QVERIFY(dialer.want());
    }
};

PLAUSCH_TEST_MAIN(TestDialer)
#include "tst_dialer.moc"
