#include "realm/peerrealm.h"
#include "support/testmain.h"
#include "wire/casemap.h"

using namespace plausch;
using namespace plausch::realm;
using plausch::session::EndKind;

Q_DECLARE_METATYPE(plausch::realm::Answer::Verdict)

namespace {

using Verdict = Answer::Verdict;

Caller caller(ConnectionId id, const QByteArray &nick, const QByteArray &fingerprint = "f", bool encrypted = true,
              bool loopback = false)
{
    return {id, fingerprint, encrypted, loopback, nick, QString::fromUtf8(nick)};
}

} // namespace

class TestPeerRealm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoGetsIn_data();
    void whoGetsIn();
    void clashesGetASuffix();
    void sameGuestTwice();
    void suffixKeepsTheNickValid();
    void strangersHaveACeiling();
    void guestsHaveACeiling();
    void strangerMessagesHaveCeilings();
    void newLinkIsNoNewCeiling();
    void promotedStrangersHaveNoCeiling();
    void policyMayChange();
};

void TestPeerRealm::whoGetsIn_data()
{
    QTest::addColumn<Standing>("standing");
    QTest::addColumn<Visibility>("visibility");
    QTest::addColumn<bool>("encrypted");
    QTest::addColumn<bool>("loopback");
    QTest::addColumn<bool>("visitors");
    QTest::addColumn<Verdict>("verdict");
    QTest::addColumn<EndKind>("why");
    const auto row = [](const char *name, Standing standing, Visibility visibility, const char *link, bool visitors,
                        Verdict verdict, EndKind why = EndKind::NotAdmitted) {
        const QByteArrayView kind(link);
        QTest::newRow(name) << standing << visibility << (kind == QByteArrayView("tls"))
                            << (kind == QByteArrayView("loopback")) << visitors << verdict << why;
    };
    using S = Standing;
    using V = Visibility;
    row("known", S::Known, V::Everybody, "tls", false, Verdict::Admit);
    row("unknown", S::Unknown, V::Everybody, "tls", false, Verdict::AdmitStranger);
    row("ignored asks again", S::Ignored, V::Everybody, "tls", false, Verdict::AdmitStranger);
    row("blocked", S::Blocked, V::Everybody, "tls", true, Verdict::Refuse, EndKind::Blocked);
    row("blocked before all else", S::Blocked, V::Nobody, "plain", false, Verdict::Refuse, EndKind::Blocked);
    row("known only: known", S::Known, V::Known, "tls", false, Verdict::Admit);
    row("known only: unknown", S::Unknown, V::Known, "tls", false, Verdict::Refuse);
    row("known only: ignored", S::Ignored, V::Known, "tls", false, Verdict::Refuse);
    row("known only: loopback", S::Unknown, V::Known, "loopback", false, Verdict::Refuse);
    row("nobody: known", S::Known, V::Nobody, "tls", false, Verdict::Refuse);
    row("nobody: unknown", S::Unknown, V::Nobody, "tls", true, Verdict::Refuse);
    row("plain from elsewhere", S::Unknown, V::Everybody, "plain", false, Verdict::Refuse);
    row("plain visitor", S::Unknown, V::Everybody, "plain", true, Verdict::AdmitStranger);
    row("plain loopback", S::Unknown, V::Everybody, "loopback", false, Verdict::AdmitStranger);
}

void TestPeerRealm::whoGetsIn()
{
    QFETCH(Standing, standing);
    QFETCH(Visibility, visibility);
    QFETCH(bool, encrypted);
    QFETCH(bool, loopback);
    QFETCH(bool, visitors);
    PeerRealm realm("anna", {visibility, visitors});
    const Answer answer = realm.onKnock(caller(1, "max", encrypted ? "f" : "", encrypted, loopback), standing);
    QTEST(answer.verdict, "verdict");
    const bool admitted = answer.verdict != Verdict::Refuse;
    QCOMPARE(realm.guestCount(), admitted ? 1 : 0);
    QCOMPARE(answer.nick, admitted ? QByteArray("max") : QByteArray());
    if (!admitted)
        QTEST(answer.why, "why");
}

void TestPeerRealm::clashesGetASuffix()
{
    PeerRealm realm("anna");
    QCOMPARE(realm.onKnock(caller(1, "max", "a"), Standing::Known).nick, "max");
    QCOMPARE(realm.onKnock(caller(2, "Max", "b"), Standing::Known).nick, "Max~2"); // one name, two identities
    QCOMPARE(realm.onKnock(caller(3, "MAX", "c"), Standing::Unknown).nick, "MAX~3");
    QCOMPARE(realm.onKnock(caller(4, "Anna", "d"), Standing::Known).nick, "Anna~2"); // the host's own
    realm.onClosed(2);
    QCOMPARE(realm.onKnock(caller(5, "max", "e"), Standing::Known).nick, "max~2");
    realm.setHostNick("max~3");
    QCOMPARE(realm.onKnock(caller(6, "anna", "f"), Standing::Known).nick, "anna"); // is free now
}

void TestPeerRealm::sameGuestTwice()
{
    PeerRealm realm("anna"); // which link stays is the Switchboard's to say
    QCOMPARE(realm.onKnock(caller(1, "max", "same"), Standing::Known).verdict, Verdict::Admit);
    const Answer second = realm.onKnock(caller(2, "max", "same"), Standing::Known);
    QCOMPARE(second.verdict, Verdict::Admit);
    QCOMPARE(second.nick, "max~2");
    QCOMPARE(realm.guestCount(), 2);
    realm.onClosed(1);
    realm.onClosed(1);
    QCOMPARE(realm.guestCount(), 1);
}

void TestPeerRealm::suffixKeepsTheNickValid()
{
    for (const QByteArray &nick : {QByteArray(64, 'm'), QByteArray("ä").repeated(32), QByteArray("語").repeated(21)}) {
        PeerRealm realm("anna");
        for (ConnectionId id = 1; id < 15; ++id) {
            const QByteArray given = realm.onKnock(caller(id, nick, QByteArray::number(id)), Standing::Known).nick;
            QVERIFY(given.size() <= wire::MaxNickBytes);
            QVERIFY2(wire::isValidNick(given.split('~').first()), given); // '~' is nobody's own
        }
        QCOMPARE(realm.guestCount(), 14);
    }
}

void TestPeerRealm::strangersHaveACeiling()
{
    PeerRealm realm("anna");
    for (int i = 1; i <= PeerRealm::MaxStrangers; ++i)
        QCOMPARE(realm.onKnock(caller(ConnectionId(i), "max", QByteArray::number(i)), Standing::Unknown).verdict,
                 Verdict::AdmitStranger);
    QCOMPARE(realm.onKnock(caller(900, "max", "x"), Standing::Unknown).verdict, Verdict::Refuse);
    QCOMPARE(realm.onKnock(caller(901, "eva", "y"), Standing::Known).verdict, Verdict::Admit); // friends still come in
    realm.promote(1);
    QCOMPARE(realm.onKnock(caller(902, "max", "x"), Standing::Unknown).verdict, Verdict::AdmitStranger);
    QCOMPARE(realm.onKnock(caller(903, "max", "z"), Standing::Unknown).verdict, Verdict::Refuse);
    realm.onClosed(2);
    QCOMPARE(realm.onKnock(caller(903, "max", "z"), Standing::Unknown).verdict, Verdict::AdmitStranger);
}

void TestPeerRealm::guestsHaveACeiling()
{
    PeerRealm realm("anna");
    for (int i = 1; i <= PeerRealm::MaxGuests; ++i)
        QCOMPARE(realm.onKnock(caller(ConnectionId(i), "n" + QByteArray::number(i)), Standing::Known).verdict,
                 Verdict::Admit);
    const Answer answer = realm.onKnock(caller(5000, "eva"), Standing::Known);
    QCOMPARE(answer.verdict, Verdict::Refuse);
    QCOMPARE(answer.why, EndKind::NotAdmitted);
    QVERIFY(!answer.text.isEmpty());
    QCOMPARE(realm.guestCount(), PeerRealm::MaxGuests);
}

void TestPeerRealm::strangerMessagesHaveCeilings()
{
    PeerRealm realm("anna");
    realm.onKnock(caller(1, "max", "a"), Standing::Unknown);
    realm.onKnock(caller(2, "eva", "b"), Standing::Unknown);
    Waiting ofMax, ofEva;
    for (int i = 0; i < PeerRealm::MaxStrangerMessages; ++i)
        QVERIFY(realm.onSaid(1, ofMax, QByteArray::number(i), 10));
    QVERIFY(!realm.onSaid(1, ofMax, "more", 10));
    QVERIFY(!realm.onSaid(1, ofMax, "empty", 0));
    QVERIFY(realm.onSaid(2, ofEva, "long", PeerRealm::MaxStrangerBytes)); // each has a ceiling of his own
    QVERIFY(!realm.onSaid(2, ofEva, "one byte more", 1));
    QCOMPARE(ofMax.ids.size(), PeerRealm::MaxStrangerMessages);
    QCOMPARE(ofMax.bytes, 10 * PeerRealm::MaxStrangerMessages);
}

void TestPeerRealm::newLinkIsNoNewCeiling()
{
    PeerRealm realm("anna");
    Waiting ofMax;
    for (ConnectionId id = 1; id <= 2 * PeerRealm::MaxStrangerMessages; ++id) {
        realm.onKnock(caller(id, "max", "a"), Standing::Unknown);
        QCOMPARE(realm.onSaid(id, ofMax, QByteArray::number(id), 10), id <= PeerRealm::MaxStrangerMessages);
        QVERIFY(realm.onSaid(id, ofMax, "1", 10)); // said before, and not confirmed
        realm.onClosed(id);
    }
    QCOMPARE(ofMax.ids.size(), PeerRealm::MaxStrangerMessages);
}

void TestPeerRealm::promotedStrangersHaveNoCeiling()
{
    PeerRealm realm("anna");
    realm.onKnock(caller(1, "max", "a"), Standing::Unknown);
    realm.onKnock(caller(2, "eva", "b"), Standing::Known);
    realm.promote(1);
    realm.promote(77); // gone already: nothing happens
    Waiting ofMax, ofEva;
    for (int i = 0; i < 1000; ++i) {
        QVERIFY(realm.onSaid(1, ofMax, QByteArray::number(i), 100'000));
        QVERIFY(realm.onSaid(2, ofEva, QByteArray::number(i), 100'000));
    }
    QVERIFY(ofMax.ids.isEmpty() && ofEva.ids.isEmpty());
}

void TestPeerRealm::policyMayChange()
{
    PeerRealm realm("anna", {Visibility::Everybody, false});
    QCOMPARE(realm.onKnock(caller(1, "max", "", false, false), Standing::Unknown).verdict, Verdict::Refuse);
    realm.setPolicy({Visibility::Everybody, true});
    QCOMPARE(realm.onKnock(caller(1, "max", "", false, false), Standing::Unknown).verdict, Verdict::AdmitStranger);
    realm.setPolicy({Visibility::Nobody, true});
    QCOMPARE(realm.onKnock(caller(2, "eva"), Standing::Known).verdict, Verdict::Refuse);
    QCOMPARE(realm.guestCount(), 1); // who is here may stay
}

PLAUSCH_TEST_MAIN(TestPeerRealm)
#include "tst_peerrealm.moc"
