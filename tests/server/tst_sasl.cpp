// https://ircv3.net/specs/extensions/sasl-3.1, https://ircv3.net/specs/extensions/sasl-3.2
#include "server/accountstage.h"
#include "support/testmain.h"
#include "wire/secrets.h"

using namespace plausch;
using namespace plausch::test;

namespace {

const QByteArray Failed = ":irc.test 904 * :SASL authentication failed";
const QByteArray Fingerprint(64, 'b');

/// Somebody in the middle of negotiating.
void begin(Party &party)
{
    party.send("CAP REQ sasl");
    party.lines.clear();
}

QByteArrayList authenticate(Party &party, const QByteArray &mechanism, const QByteArray &response)
{
    party.send("AUTHENTICATE " + mechanism);
    return party.ask("AUTHENTICATE " + response.toBase64());
}

/// What a client answers a challenge with (https://www.rfc-editor.org/rfc/rfc5802#section-3).
QByteArray finalOf(const QByteArray &bare, const QByteArray &challenge, const QByteArray &password)
{
    const QByteArrayList parts = challenge.split(',');
    const auto credential =
        store::deriveCredential(password, QByteArray::fromBase64(parts[1].mid(2)), parts[2].mid(2).toInt());
    const QByteArray withoutProof = "c=biws," + parts[0];
    // The client's key is what its stored key is the hash of: made again from the salted password.
    QByteArray salted;
    {
        QByteArray block =
            wire::hmacSha256(password, QByteArray::fromBase64(parts[1].mid(2)) + QByteArray("\0\0\0\1", 4));
        salted = block;
        for (int i = 1; i < parts[2].mid(2).toInt(); ++i) {
            block = wire::hmacSha256(password, block);
            for (qsizetype at = 0; at < salted.size(); ++at)
                salted[at] = char(salted[at] ^ block[at]);
        }
    }
    QByteArray proof = wire::hmacSha256(salted, "Client Key");
    const QByteArray signature = wire::hmacSha256(credential.storedKey, bare + ',' + challenge + ',' + withoutProof);
    for (qsizetype at = 0; at < proof.size(); ++at)
        proof[at] = char(proof[at] ^ signature[at]);
    return withoutProof + ",p=" + proof.toBase64();
}

} // namespace

class TestSasl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_file = std::make_unique<AccountFile>();
        m_file->add("Anna");
        m_file->add("ben");
        m_file->accounts.addFingerprint("Anna", QByteArray::fromHex(Fingerprint), 0);
        m_stage = std::make_unique<AccountStage>(*m_file);
    }
    void cleanup() { m_stage.reset(); }

    void plainSignsIn();
    void plainFails_data();
    void plainFails();
    void scramSignsIn();
    void scramFailsAtTheEnd_data();
    void scramFailsAtTheEnd();
    void externalSignsIn();
    void externalOfAStrangerFails();
    void unknownMechanism();
    void withoutTheCapability();
    void abort();
    void longResponsesComeInChunks();
    void tooLong();
    void notBase64();
    void endAborts();
    void registrationWaitsForTheAnswer();
    void answerForOneWhoAbortedOrLeft();
    void tooManyFailuresEndTheConnection();
    void addressIsThrottled();
    void afterRegistration();
    void reauthentication();
    void accountTag();
    void logout();
    void lastSeenIsKept();

private:
    std::unique_ptr<AccountFile> m_file;
    std::unique_ptr<AccountStage> m_stage;
};

void TestSasl::plainSignsIn()
{
    Party anna(*m_stage);
    begin(anna);
    anna.send("NICK anna");
    QCOMPARE(anna.ask("AUTHENTICATE plain"), QByteArrayList{":irc.test AUTHENTICATE +"});
    QCOMPARE(anna.ask(plain("anna")),
             (QByteArrayList{":irc.test 900 anna anna!*@192.0.2.1 Anna :You are now logged in as Anna",
                             ":irc.test 903 anna :SASL authentication successful"}));
    anna.send("USER anna 0 * :Anna");
    QVERIFY(!having(anna.ask("CAP END"), "001").isEmpty());
    QCOMPARE(m_stage->realm.world().userNamed("anna")->account, "Anna");
    QCOMPARE(anna.client()->account, "Anna");
}

void TestSasl::plainFails_data()
{
    QTest::addColumn<QByteArray>("response");
    const QByteArray nul(1, '\0');
    QTest::newRow("wrong password") << nul + "anna" + nul + "falsches pferd";
    QTest::newRow("no such account") << nul + "niemand" + nul + Password;
    QTest::newRow("no password") << nul + "anna" + nul;
    QTest::newRow("nobody") << nul + nul + Password;
    QTest::newRow("two parts") << "anna" + nul + Password;
    QTest::newRow("four parts") << nul + "anna" + nul + Password + nul;
    QTest::newRow("for another") << "ben" + nul + "anna" + nul + Password;
    QTest::newRow("empty") << QByteArray("");
}

void TestSasl::plainFails()
{
    QFETCH(const QByteArray, response);
    Party anna(*m_stage);
    begin(anna);
    anna.send("AUTHENTICATE PLAIN");
    QCOMPARE(anna.ask(response.isEmpty() ? "AUTHENTICATE +" : "AUTHENTICATE " + response.toBase64()),
             QByteArrayList{Failed});
    QVERIFY(anna.client()->account.isEmpty());
    // "the client MAY retry"
    QCOMPARE(authenticate(anna, "PLAIN", "ANNA" + QByteArray(1, '\0') + "anna" + QByteArray(1, '\0') + Password).size(),
             2);
}

void TestSasl::scramSignsIn()
{
    Party anna(*m_stage);
    begin(anna);
    QCOMPARE(anna.ask("AUTHENTICATE SCRAM-SHA-256"), QByteArrayList{":irc.test AUTHENTICATE +"});
    const QByteArray bare = "n=anna,r=rOprNGfwEbeRWgbNEkqO";
    const QByteArrayList first = anna.ask("AUTHENTICATE " + ("n,," + bare).toBase64());
    QCOMPARE(first.size(), 1);
    const QByteArray challenge = QByteArray::fromBase64(first[0].mid(first[0].lastIndexOf(' ') + 1));
    QVERIFY(challenge.startsWith("r=rOprNGfwEbeRWgbNEkqO"));
    const QByteArrayList second = anna.ask("AUTHENTICATE " + finalOf(bare, challenge, Password).toBase64());
    QCOMPARE(second.size(), 1);
    QVERIFY(QByteArray::fromBase64(second[0].mid(second[0].lastIndexOf(' ') + 1)).startsWith("v="));
    QVERIFY(anna.client()->account.isEmpty()); // until the client has seen the server's proof
    QCOMPARE(anna.ask("AUTHENTICATE +"),
             (QByteArrayList{":irc.test 900 * *!*@192.0.2.1 Anna :You are now logged in as Anna",
                             ":irc.test 903 * :SASL authentication successful"}));
}

void TestSasl::scramFailsAtTheEnd_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("password");
    QTest::newRow("wrong password") << QByteArray("anna") << QByteArray("falsches pferd");
    QTest::newRow("no such account") << QByteArray("niemand") << Password;
}

void TestSasl::scramFailsAtTheEnd()
{
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, password);
    Party anna(*m_stage);
    begin(anna);
    anna.send("AUTHENTICATE SCRAM-SHA-256");
    const QByteArray bare = "n=" + name + ",r=abc";
    const QByteArrayList first = anna.ask("AUTHENTICATE " + ("n,," + bare).toBase64());
    const QByteArray challenge = QByteArray::fromBase64(first.value(0).mid(first.value(0).lastIndexOf(' ') + 1));
    QVERIFY(challenge.startsWith("r=abc"));
    QCOMPARE(anna.ask("AUTHENTICATE " + finalOf(bare, challenge, password).toBase64()), QByteArrayList{Failed});
}

void TestSasl::externalSignsIn()
{
    server::Arrival arrival = Party::from("192.0.2.9");
    arrival.secure = true;
    arrival.fingerprint = Fingerprint;
    Party anna(*m_stage, arrival);
    begin(anna);
    anna.send("AUTHENTICATE EXTERNAL");
    QCOMPARE(having(anna.ask("AUTHENTICATE +"), "903").size(), 1);
    QCOMPARE(anna.client()->account, "Anna");
    Party other(*m_stage, arrival);
    begin(other);
    QCOMPARE(authenticate(other, "EXTERNAL", "ben"), QByteArrayList{Failed});
    QCOMPARE(having(authenticate(other, "EXTERNAL", "anna"), "903").size(), 1);
}

void TestSasl::externalOfAStrangerFails()
{
    server::Arrival arrival = Party::from("192.0.2.9");
    arrival.fingerprint = QByteArray(64, 'c');
    Party anna(*m_stage, arrival);
    begin(anna);
    anna.send("AUTHENTICATE EXTERNAL");
    QCOMPARE(anna.ask("AUTHENTICATE +"), QByteArrayList{Failed});
    Party bare(*m_stage);
    begin(bare);
    QCOMPARE(bare.ask("AUTHENTICATE EXTERNAL"),
             (QByteArrayList{":irc.test 908 * PLAIN,SCRAM-SHA-256 :are available SASL mechanisms", Failed}));
}

void TestSasl::unknownMechanism()
{
    Party anna(*m_stage);
    begin(anna);
    QCOMPARE(anna.ask("AUTHENTICATE GSSAPI"),
             (QByteArrayList{":irc.test 908 * PLAIN,SCRAM-SHA-256 :are available SASL mechanisms", Failed}));
    QCOMPARE(anna.ask("AUTHENTICATE PLAIN"), QByteArrayList{":irc.test AUTHENTICATE +"});
    QVERIFY(!anna.closed);
}

void TestSasl::withoutTheCapability()
{
    Party anna(*m_stage);
    QVERIFY(anna.ask("AUTHENTICATE PLAIN").value(0).startsWith(":irc.test 904 * :"));
    QVERIFY(anna.ask(plain("anna")).value(0).startsWith(":irc.test 904 * :"));
    QVERIFY(anna.client()->account.isEmpty());
}

void TestSasl::abort()
{
    Party anna(*m_stage);
    begin(anna);
    anna.send("AUTHENTICATE PLAIN");
    QCOMPARE(anna.ask("AUTHENTICATE *"), QByteArrayList{":irc.test 906 * :SASL authentication aborted"});
    QCOMPARE(anna.ask("AUTHENTICATE PLAIN"), QByteArrayList{":irc.test AUTHENTICATE +"});
}

void TestSasl::longResponsesComeInChunks()
{
    // 300 bytes make exactly 400 of Base64: an empty chunk says that this was all
    const QByteArray password(300 - 6, 'p');
    store::AccountRow row;
    row.name = "lang";
    row.credential = *store::makeCredential(password, store::MinScramIterations);
    QVERIFY(m_file->accounts.add(row));
    const QByteArray text = ('\0' + QByteArray("lang") + '\0' + password).toBase64();
    QCOMPARE(text.size(), 400);
    Party anna(*m_stage);
    begin(anna);
    anna.send("AUTHENTICATE PLAIN");
    QVERIFY(anna.ask("AUTHENTICATE " + text).isEmpty());
    QCOMPARE(having(anna.ask("AUTHENTICATE +"), "903").size(), 1);
}

void TestSasl::tooLong()
{
    Party anna(*m_stage);
    begin(anna);
    anna.send("AUTHENTICATE PLAIN");
    QCOMPARE(anna.ask("AUTHENTICATE " + QByteArray(401, 'A')),
             QByteArrayList{":irc.test 905 * :SASL message too long"});
    anna.send("AUTHENTICATE PLAIN");
    QByteArrayList answer;
    for (int i = 0; i < 100 && answer.isEmpty(); ++i)
        answer = anna.ask("AUTHENTICATE " + QByteArray(400, 'A'));
    QCOMPARE(answer, QByteArrayList{":irc.test 905 * :SASL message too long"});
}

void TestSasl::notBase64()
{
    Party anna(*m_stage);
    begin(anna);
    anna.send("AUTHENTICATE PLAIN");
    QCOMPARE(anna.ask("AUTHENTICATE ~~~~"), QByteArrayList{Failed});
}

/// "If the client completes registration while the SASL authentication is still in progress, the server SHOULD abort
/// it"
void TestSasl::endAborts()
{
    Party anna(*m_stage);
    begin(anna);
    anna.send("AUTHENTICATE PLAIN");
    anna.send("NICK guest");
    anna.send("USER guest 0 * :Guest");
    const QByteArrayList lines = anna.ask("CAP END");
    QCOMPARE(lines.value(0), ":irc.test 906 guest :SASL authentication aborted");
    QVERIFY(!having(lines, "001").isEmpty());
}

void TestSasl::registrationWaitsForTheAnswer()
{
    Party anna(*m_stage);
    begin(anna);
    anna.send("NICK anna");
    anna.send("USER anna 0 * :Anna");
    m_stage->holding = true;
    anna.send("AUTHENTICATE PLAIN");
    QVERIFY(anna.ask(plain("anna")).isEmpty());
    QVERIFY(anna.ask("CAP END").isEmpty());
    m_stage->holding = false;
    m_stage->settle();
    QCOMPARE(having(anna.lines, "903").size(), 1);
    QCOMPARE(having(anna.lines, "001").size(), 1);
    QCOMPARE(m_stage->realm.world().userNamed("anna")->account, "Anna");
}

void TestSasl::answerForOneWhoAbortedOrLeft()
{
    Party anna(*m_stage);
    begin(anna);
    anna.send("NICK guest");
    anna.send("USER guest 0 * :Guest");
    m_stage->holding = true;
    anna.send("AUTHENTICATE PLAIN");
    anna.send(plain("anna"));
    QCOMPARE(anna.ask("AUTHENTICATE *"), QByteArrayList{":irc.test 906 guest :SASL authentication aborted"});
    Party ben(*m_stage);
    begin(ben);
    ben.send("AUTHENTICATE PLAIN");
    ben.send(plain("ben"));
    ben.vanish();
    m_stage->holding = false;
    m_stage->settle();
    QVERIFY(anna.client()->account.isEmpty());
    QCOMPARE(having(anna.ask("CAP END"), "001").size(), 1);
}

void TestSasl::tooManyFailuresEndTheConnection()
{
    Party anna(*m_stage);
    begin(anna);
    QByteArrayList last;
    for (int i = 0; i < 5; ++i)
        last = authenticate(anna, "PLAIN", "nonsense");
    QVERIFY(anna.closed);
    // "MUST provide the reason for the authentication failure prior to disconnection"
    QCOMPARE(last.value(0), Failed);
    QVERIFY(last.value(1).startsWith("ERROR :"));
}

void TestSasl::addressIsThrottled()
{
    for (int i = 0; i < server::Attempts::Most; ++i) {
        Party anna(*m_stage);
        begin(anna);
        QCOMPARE(authenticate(anna, "PLAIN", '\0' + QByteArray("anna") + '\0' + "falsches pferd"),
                 QByteArrayList{Failed});
    }
    Party late(*m_stage);
    begin(late);
    late.send("AUTHENTICATE PLAIN");
    QVERIFY(late.ask(plain("anna")).value(0).contains(" 904 * :SASL authentication failed: too many attempts"));
    Party elsewhere(*m_stage, Party::from("192.0.2.200"));
    begin(elsewhere);
    elsewhere.send("AUTHENTICATE PLAIN");
    QCOMPARE(having(elsewhere.ask(plain("anna")), "903").size(), 1);
    m_stage->advance(server::Attempts::WindowMsecs);
    Party again(*m_stage);
    begin(again);
    again.send("AUTHENTICATE PLAIN");
    QCOMPARE(having(again.ask(plain("anna")), "903").size(), 1);
}

/// https://ircv3.net/specs/extensions/account-notify
void TestSasl::afterRegistration()
{
    Party anna(*m_stage, "nina", "sasl");
    Party ben(*m_stage, "benno", "account-notify");
    Party carl(*m_stage, "carl");
    for (Party *one : {&anna, &ben, &carl})
        one->send("JOIN #a");
    anna.send("AUTHENTICATE PLAIN");
    ben.take();
    carl.take();
    QCOMPARE(anna.ask(plain("anna")).value(0),
             ":irc.test 900 nina nina!~nina@192.0.2.1 Anna :You are now logged in as Anna");
    QCOMPARE(ben.take(), QByteArrayList{":nina!~nina@192.0.2.1 ACCOUNT Anna"});
    QVERIFY(carl.take().isEmpty());
}

/// https://ircv3.net/specs/extensions/sasl-3.2#sasl-reauthentication
void TestSasl::reauthentication()
{
    Party anna(*m_stage);
    signIn(anna, "anna", "gast");
    anna.send("AUTHENTICATE PLAIN");
    QCOMPARE(having(anna.ask(plain("ben")), "903").size(), 1);
    QCOMPARE(m_stage->realm.world().userNamed("gast")->account, "ben");
    // Under the nick of one's account one stays with it.
    anna.send("NICK ben");
    anna.send("AUTHENTICATE PLAIN");
    QCOMPARE(having(anna.ask(plain("anna")), "902").size(), 1);
    QCOMPARE(m_stage->realm.world().userNamed("ben")->account, "ben");
}

/// https://ircv3.net/specs/extensions/account-tag
void TestSasl::accountTag()
{
    Party anna(*m_stage);
    signIn(anna, "anna", "anna");
    Party ben(*m_stage, "benno", "account-tag");
    anna.send("PRIVMSG benno :hallo");
    QCOMPARE(ben.take(), QByteArrayList{"@account=Anna :anna!~anna@192.0.2.1 PRIVMSG benno hallo"});
}

void TestSasl::logout()
{
    Party anna(*m_stage);
    signIn(anna, "anna", "anna", "account-notify");
    QVERIFY(anna.ask("LOGOUT").value(0).startsWith(":irc.test FAIL LOGOUT NICK_IS_RESERVED anna :"));
    anna.send("NICK gast");
    QCOMPARE(anna.ask("LOGOUT"),
             (QByteArrayList{":irc.test 901 gast gast!~anna@192.0.2.1 :You are now logged out",
                             ":gast!~anna@192.0.2.1 ACCOUNT *"}));
    QVERIFY(anna.client()->account.isEmpty());
    QVERIFY(anna.ask("LOGOUT").value(0).startsWith(":irc.test FAIL LOGOUT ACCOUNT_REQUIRED :"));
}

void TestSasl::lastSeenIsKept()
{
    Party anna(*m_stage);
    signIn(anna, "anna", "anna");
    QCOMPARE(m_file->accounts.find("anna")->lastSeen, Stage::Noon);
}

PLAUSCH_TEST_MAIN(TestSasl)
#include "tst_sasl.moc"
