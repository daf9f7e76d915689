#include "chat/doublelink.h"
#include "support/testmain.h"

using namespace plausch::chat;

class TestDoubleLink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameDirectionNewerWins();
    void settledLinkGivesWay();
    void bothEndsAgree_data();
    void bothEndsAgree();
};

void TestDoubleLink::sameDirectionNewerWins()
{
    for (const bool smaller : {false, true}) {
        QCOMPARE(chooseLink({true, 0}, {true, 5}, smaller), Keep::Newer);
        QCOMPARE(chooseLink({false, 0}, {false, 5}, smaller), Keep::Newer);
    }
}

void TestDoubleLink::settledLinkGivesWay()
{
    for (const bool smaller : {false, true}) {
        for (const bool newerOutbound : {false, true})
            QCOMPARE(chooseLink({!newerOutbound, 0}, {newerOutbound, SettledMsecs + 1}, smaller), Keep::Newer);
    }
    // Exactly at the limit the identities still decide.
    QCOMPARE(chooseLink({true, 0}, {false, SettledMsecs}, true), Keep::Older);
}

void TestDoubleLink::bothEndsAgree_data()
{
    QTest::addColumn<bool>("aSeesItsOwnFirst");
    QTest::addColumn<bool>("bSeesItsOwnFirst");
    for (const bool a : {false, true}) {
        for (const bool b : {false, true})
            QTest::addRow("a %d, b %d", a, b) << a << b;
    }
}

/// A (smaller) and B dialled each other at the same moment; each end sees the two links in any order.
void TestDoubleLink::bothEndsAgree()
{
    QFETCH(const bool, aSeesItsOwnFirst);
    QFETCH(const bool, bSeesItsOwnFirst);
    const auto survivorIsOutbound = [](bool ownFirst, bool smaller) {
        const Keep keep = chooseLink({ownFirst, 0}, {!ownFirst, 1}, smaller);
        return keep == Keep::Older ? ownFirst : !ownFirst;
    };
    const bool aKeepsOwn = survivorIsOutbound(aSeesItsOwnFirst, true);
    const bool bKeepsOwn = survivorIsOutbound(bSeesItsOwnFirst, false);
    QVERIFY(aKeepsOwn); // the link dialled by the smaller identity
    QVERIFY(!bKeepsOwn);
}

PLAUSCH_TEST_MAIN(TestDoubleLink)
#include "tst_doublelink.moc"
