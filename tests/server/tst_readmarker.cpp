// https://ircv3.net/specs/extensions/read-marker
#include "server/accountstage.h"
#include "store/readmarkers.h"
#include "support/testmain.h"

using namespace plausch;
using namespace plausch::test;

namespace {
const QByteArray Early = "timestamp=2025-12-31T10:00:00.000Z";
const QByteArray Later = "timestamp=2025-12-31T11:00:00.250Z";
} // namespace

class TestReadMarker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_file = std::make_unique<AccountFile>();
        m_file->add("anna");
        m_stage = std::make_unique<AccountStage>(*m_file);
    }
    void cleanup() { m_stage.reset(); }

    void setAndGet();
    void neverBackwards();
    void neverAheadOfTheClock();
    void comesWithJoin();
    void errors_data();
    void errors();
    void reachesAllOfTheAccountAndNobodyElse();
    void accountsKeepThem();
    void othersForgetThem();

private:
    std::unique_ptr<AccountFile> m_file;
    std::unique_ptr<AccountStage> m_stage;
};

void TestReadMarker::setAndGet()
{
    Party gast(*m_stage, "gast", "draft/read-marker");
    gast.send("JOIN #a");
    QCOMPARE(gast.ask("MARKREAD #A"), QByteArrayList{":irc.test MARKREAD #A *"});
    QCOMPARE(gast.ask("MARKREAD #a " + Early), QByteArrayList{":irc.test MARKREAD #a " + Early});
    QCOMPARE(gast.ask("MARKREAD #A"), QByteArrayList{":irc.test MARKREAD #A " + Early});
    QCOMPARE(gast.ask("MARKREAD niemand"), QByteArrayList{":irc.test MARKREAD niemand *"});
    QCOMPARE(gast.ask("MARKREAD niemand " + Later), QByteArrayList{":irc.test MARKREAD niemand " + Later});
    // Without the capability there is an answer all the same.
    Party bare(*m_stage, "bare");
    QCOMPARE(bare.ask("MARKREAD gast " + Early), QByteArrayList{":irc.test MARKREAD gast " + Early});
}

void TestReadMarker::neverBackwards()
{
    Party gast(*m_stage, "gast", "draft/read-marker");
    gast.send("MARKREAD ben " + Later);
    QCOMPARE(gast.ask("MARKREAD ben " + Early), QByteArrayList{":irc.test MARKREAD ben " + Later});
    QCOMPARE(gast.ask("MARKREAD ben " + Later), QByteArrayList{":irc.test MARKREAD ben " + Later});
}

void TestReadMarker::neverAheadOfTheClock()
{
    Party gast(*m_stage, "gast", "draft/read-marker");
    QCOMPARE(gast.ask("MARKREAD ben timestamp=2030-01-01T00:00:00.000Z"),
             QByteArrayList{":irc.test MARKREAD ben timestamp=2026-01-01T12:00:00.000Z"});
}

/// "The command MUST be sent before the RPL_ENDOFNAMES reply for that channel following the JOIN."
void TestReadMarker::comesWithJoin()
{
    Party gast(*m_stage, "gast", "draft/read-marker");
    const QByteArrayList lines = gast.ask("JOIN #a");
    const qsizetype marker = lines.indexOf(":irc.test MARKREAD #a *");
    QVERIFY(marker > 0 && marker < lines.indexOf(having(lines, "366").value(0)));
    gast.send("MARKREAD #a " + Early);
    gast.send("PART #a");
    QVERIFY(gast.ask("JOIN #a").contains(":irc.test MARKREAD #a " + Early));
    Party bare(*m_stage, "bare");
    QVERIFY(having(bare.ask("JOIN #a"), "MARKREAD").isEmpty());
}

void TestReadMarker::errors_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("nothing") << QByteArray("MARKREAD")
                             << QByteArray("FAIL MARKREAD NEED_MORE_PARAMS :Missing parameters");
    QTest::newRow("no such channel") << QByteArray("MARKREAD #nix")
                                     << QByteArray("FAIL MARKREAD INVALID_PARAMS #nix :");
    QTest::newRow("no target") << QByteArray("MARKREAD a!b") << QByteArray("FAIL MARKREAD INVALID_PARAMS a!b :");
    QTest::newRow("star") << QByteArray("MARKREAD ben *") << QByteArray("FAIL MARKREAD INVALID_PARAMS * :");
    QTest::newRow("no key") << QByteArray("MARKREAD ben 2025-12-31T10:00:00.000Z")
                            << QByteArray("FAIL MARKREAD INVALID_PARAMS 2025-12-31T10:00:00.000Z :");
    QTest::newRow("no time") << QByteArray("MARKREAD ben timestamp=gestern")
                             << QByteArray("FAIL MARKREAD INVALID_PARAMS timestamp=gestern :");
}

void TestReadMarker::errors()
{
    QFETCH(const QByteArray, line);
    QFETCH(const QByteArray, answer);
    Party gast(*m_stage, "gast", "draft/read-marker");
    const QByteArrayList lines = gast.ask(line);
    QCOMPARE(lines.size(), 1);
    QVERIFY2(lines[0].startsWith(":irc.test " + answer), lines[0]);
}

void TestReadMarker::reachesAllOfTheAccountAndNobodyElse()
{
    Party one(*m_stage);
    signIn(one, "anna", "anna", "draft/read-marker");
    Party two(*m_stage);
    signIn(two, "anna", "anna", "draft/read-marker");
    Party other(*m_stage);
    signIn(other, "anna", "unterwegs", "draft/read-marker");
    Party ben(*m_stage, "ben", "draft/read-marker");
    for (Party *party : {&one, &ben})
        party->send("JOIN #a");
    for (Party *party : {&two, &other, &ben})
        party->take();
    const QByteArrayList told{":irc.test MARKREAD #a " + Early};
    QCOMPARE(one.ask("MARKREAD #a " + Early), told);
    QCOMPARE(two.take(), told);
    QCOMPARE(other.take(), told);
    QVERIFY(ben.take().isEmpty());
    // A time that is known already is nobody's news.
    one.send("MARKREAD #a " + Early);
    QVERIFY(two.take().isEmpty());
}

void TestReadMarker::accountsKeepThem()
{
    {
        Party anna(*m_stage);
        signIn(anna, "anna", "anna", "draft/read-marker");
        anna.send("MARKREAD Ben " + Later);
    }
    QCOMPARE(store::ReadMarkers(m_file->database).all("anna").size(), 1);
    m_stage = std::make_unique<AccountStage>(*m_file);
    Party anna(*m_stage);
    signIn(anna, "anna", "anders", "draft/read-marker");
    QCOMPARE(anna.ask("MARKREAD ben"), QByteArrayList{":irc.test MARKREAD ben " + Later});
}

void TestReadMarker::othersForgetThem()
{
    {
        Party gast(*m_stage, "gast");
        gast.send("MARKREAD ben " + Later);
    }
    Party gast(*m_stage, "gast");
    QCOMPARE(gast.ask("MARKREAD ben"), QByteArrayList{":irc.test MARKREAD ben *"});
    QVERIFY(store::ReadMarkers(m_file->database).all("gast").isEmpty());
}

PLAUSCH_TEST_MAIN(TestReadMarker)
#include "tst_readmarker.moc"
