// The dialling side against servers written by hand: ours, foreign ones, bare ones and none at all.
#include "support/sessionpair.h"
#include "support/testmain.h"

using namespace plausch;
using namespace plausch::session;
using namespace plausch::test;

namespace {

/// A client session, and the test is its server.
class TypedClient
{
public:
    KeepingPort port;
    Moment now{1'000, 1'750'000'000'000};

    explicit TypedClient(const Self &self = person("eva", QStringLiteral("Eva M")), const Limits &limits = {})
        : m_session(port, self, limits)
    {
        m_session.start(now);
    }
    QByteArrayList serve(const QByteArray &line)
    {
        m_session.onLine(line, now);
        return port.takeLines();
    }
    QByteArrayList perform(const Request &request)
    {
        m_session.perform(request, now);
        return port.takeLines();
    }
    QByteArrayList tick(qint64 msecs)
    {
        now.monotonic += msecs;
        m_session.onTick(now);
        return port.takeLines();
    }
    /// Ready with a host called anna; caps as ACKed.
    void befriend(const QByteArray &caps = {})
    {
        if (!caps.isEmpty()) {
            serve(":s CAP * LS :" + caps);
            serve(":s CAP * ACK :" + caps);
        }
        serve(":anna.plausch 001 eva :Welcome");
        serve(":anna.plausch 005 eva HOSTNICK=anna PLAUSCH=1 :are supported");
        serve(":anna.plausch 422 eva :none");
        serve(":anna.plausch 318 eva anna :End");
        port.events.clear();
    }
    ClientSession &session() { return m_session; }

private:
    ClientSession m_session;
};

constexpr char From[] = ":anna!anna@anna.plausch ";

} // namespace

class TestClientSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void speaksFirstAndAllAtOnce();
    void capabilitiesOnOneLine();
    void capabilitiesOnSeveralLines();
    void nothingWantedEndsNegotiation();
    void refusedCapabilitiesEndNegotiation();
    void serversWithoutCapabilities_data();
    void serversWithoutCapabilities();
    void foreignServersAreAskedForEchoes();
    void capNewAndDel();
    void nickIsTakenFromTheWelcome();
    void takenNickGetsASuffix();
    void nickTriesEnd();
    void serverWithoutHostIsLeft();
    void hostNickMayBeEscaped();
    void whoisTellsNameAndAway();
    void hostThatTalksAtOnceIsHeard();
    void receiptsNeedBothEnds_data();
    void receiptsNeedBothEnds();
    void othersAreNotHeard();
    void echoesAreNotHeard();
    void pingIsAnswered();
    void ctcpIsAnsweredModestly();
    void selfIsAnnouncedOnceReady();
    void errorMapsToAReason_data();
    void errorMapsToAReason();
    void leavingSaysWhy();
    void registrationTakesItsTimeOnly();
    void silentHostsArePingedAndLeft();
    void webServersAreLeft();
    void badLinesAreIgnored();
    void nobodyIsNoPartner();
    void nickThatCannotBeWrittenIsIgnored();
    void oversizedLineCloses();
    void hugeBatchIsAFlood();
    void batchesThatMeanNothingStandForThemselves();
    void requestsBeforeReadyDoNothing();
};

void TestClientSession::speaksFirstAndAllAtOnce()
{
    TypedClient client;
    QCOMPARE(client.port.takeLines(), (QByteArrayList{"CAP LS 302", "NICK eva", "USER eva 0 * :Eva M"}));
    TypedClient nameless(person("eva", {}));
    QCOMPARE(nameless.port.takeLines()[2], "USER eva 0 * eva");
}

void TestClientSession::capabilitiesOnOneLine()
{
    TypedClient client;
    client.port.takeLines();
    QCOMPARE(
        client.serve(":s CAP * LS :sasl batch message-tags draft/multiline=max-bytes=4096,max-lines=10 invite-notify"),
        QByteArrayList{"CAP REQ :message-tags batch draft/multiline"});
    QCOMPARE(client.serve(":s CAP * ACK :message-tags batch draft/multiline"), QByteArrayList{"CAP END"});
}

void TestClientSession::capabilitiesOnSeveralLines()
{
    TypedClient client;
    client.port.takeLines();
    QCOMPARE(client.serve(":s CAP * LS * :batch sasl"), QByteArrayList());
    QCOMPARE(client.serve(":s CAP * LS * :server-time"), QByteArrayList());
    QCOMPARE(client.serve(":s CAP * LS :setname"), QByteArrayList{"CAP REQ :server-time batch setname"});
}

void TestClientSession::nothingWantedEndsNegotiation()
{
    TypedClient client;
    client.port.takeLines();
    QCOMPARE(client.serve(":s CAP * LS :sasl"), QByteArrayList{"CAP END"});
    TypedClient empty;
    empty.port.takeLines();
    QCOMPARE(empty.serve(":s CAP * LS :"), QByteArrayList{"CAP END"});
}

void TestClientSession::refusedCapabilitiesEndNegotiation()
{
    TypedClient client;
    client.serve(":s CAP * LS :batch");
    QCOMPARE(client.serve(":s CAP * NAK :batch"), QByteArrayList{"CAP END"});
}

void TestClientSession::serversWithoutCapabilities_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("421") << QByteArray(":s 421 * CAP :Unknown command");
    QTest::newRow("451") << QByteArray(":s 451 * :You have not registered");
    QTest::newRow("410") << QByteArray(":s 410 * LS :Invalid CAP command");
    QTest::newRow("nothing") << QByteArray();
}

void TestClientSession::serversWithoutCapabilities()
{
    QFETCH(QByteArray, answer);
    TypedClient client;
    client.port.takeLines();
    if (!answer.isEmpty())
        QCOMPARE(client.serve(answer), QByteArrayList());
    client.befriend();
    QCOMPARE(client.session().phase(), Session::Phase::Ready);
    QCOMPARE(client.perform(Say{"m1", 1, QStringLiteral("Hallo Anna"), TextKind::Text}),
             QByteArrayList{"PRIVMSG anna :Hallo Anna"});
    QCOMPARE(client.perform(Say{"m2", 1, QStringLiteral("a\nb"), TextKind::Text}),
             (QByteArrayList{"PRIVMSG anna a", "PRIVMSG anna b"}));
    QCOMPARE(client.perform(Receipt{"x", ReceiptKind::Read}), QByteArrayList());
}

void TestClientSession::foreignServersAreAskedForEchoes()
{
    TypedClient client;
    client.port.takeLines();
    QCOMPARE(client.serve(":s CAP * LS :echo-message labeled-response batch"),
             QByteArrayList{"CAP REQ :echo-message labeled-response batch"});
    TypedClient ours;
    ours.port.takeLines();
    QCOMPARE(ours.serve(":s CAP * LS :echo-message labeled-response batch plausch.chat/receipts"),
             QByteArrayList{"CAP REQ :batch plausch.chat/receipts"});
}

void TestClientSession::capNewAndDel()
{
    TypedClient client;
    client.befriend("message-tags");
    QCOMPARE(client.serve(":s CAP eva NEW :setname sasl"), QByteArrayList{"CAP REQ setname"});
    QCOMPARE(client.serve(":s CAP eva ACK :setname"), QByteArrayList()); // no second CAP END
    QCOMPARE(client.perform(SelfChanged{person("eva", QStringLiteral("Eva N"))}), QByteArrayList{"SETNAME :Eva N"});
    client.serve(":s CAP eva DEL :setname");
    QCOMPARE(client.perform(SelfChanged{person("eva", QStringLiteral("Eva O"))}), QByteArrayList());
}

void TestClientSession::nickIsTakenFromTheWelcome()
{
    TypedClient client;
    client.serve(":anna.plausch 001 eva~2 :Welcome");
    client.serve(":anna.plausch 005 eva~2 HOSTNICK=anna :are supported");
    client.serve(":anna.plausch 318 eva~2 anna :End");
    client.serve(QByteArray(From) + "PRIVMSG eva~2 :fuer dich");
    QCOMPARE(client.port.last<Said>().text, QStringLiteral("fuer dich"));
    client.serve(QByteArray(From) + "PRIVMSG eva :fuer die andere");
    QCOMPARE(client.port.count<Said>(), 1);
}

void TestClientSession::takenNickGetsASuffix()
{
    TypedClient client;
    client.port.takeLines();
    QCOMPARE(client.serve(":s 433 * eva :Nickname is already in use"), QByteArrayList{"NICK eva_"});
    QCOMPARE(client.serve(":s 433 * eva_ :Nickname is already in use"), QByteArrayList{"NICK eva__"});
    client.befriend();
    QCOMPARE(client.serve(":s 433 eva x :Nickname is already in use"), QByteArrayList()); // later: stays as it is
    TypedClient longest(person(QByteArray(64, 'e'), {}));
    longest.port.takeLines();
    QCOMPARE(longest.serve(":s 433 * e :x"), QByteArrayList{"NICK " + QByteArray(59, 'e') + '_'});
}

void TestClientSession::nickTriesEnd()
{
    TypedClient client;
    for (int i = 0; i < 5; ++i)
        client.serve(":s 433 * eva :Nickname is already in use");
    QVERIFY(!client.port.closed);
    client.serve(":s 433 * eva :Nickname is already in use");
    QCOMPARE(client.port.last<Ended>().why, EndKind::Protocol);
    QVERIFY(client.port.closed);
}

void TestClientSession::serverWithoutHostIsLeft()
{
    for (const char *end : {"376", "422"}) {
        TypedClient client;
        client.serve(":irc.example.org 001 eva :Welcome");
        client.serve(":irc.example.org 005 eva CASEMAPPING=rfc1459 CHANTYPES=# :are supported");
        QVERIFY(!client.port.closed);
        client.port.takeLines();
        const QByteArrayList last = client.serve(":irc.example.org " + QByteArray(end) + " eva :End of MOTD");
        QVERIFY(last.value(0).startsWith("QUIT :"));
        QCOMPARE(client.port.last<Ended>().why, EndKind::Protocol);
        QVERIFY(client.port.last<Ended>().text.contains(QLatin1String("not a buddy")));
        QVERIFY(!client.port.last<Ended>().byPeer);
        QCOMPARE(client.port.count<Ready>(), 0);
    }
}

void TestClientSession::hostNickMayBeEscaped()
{
    TypedClient client;
    client.serve(":s 001 eva :Welcome");
    client.port.takeLines();
    QCOMPARE(client.serve(":s 005 eva HOSTNICK=an\\x5Cna :are supported"), QByteArrayList{"WHOIS an\\na"});
    TypedClient bad;
    bad.serve(":s 001 eva :Welcome");
    bad.port.takeLines();
    QCOMPARE(bad.serve(":s 005 eva HOSTNICK=a\\x20b HOSTNICK= HOSTNICK :are supported"), QByteArrayList());
    bad.serve(":s 422 eva :none");
    QVERIFY(bad.port.closed);
}

void TestClientSession::whoisTellsNameAndAway()
{
    TypedClient client;
    client.serve(":s 001 eva :Welcome");
    client.serve(":s 005 eva HOSTNICK=anna :are supported");
    client.serve(":s 422 eva :none");
    QCOMPARE(client.port.count<Ready>(), 0);
    client.serve(":s 311 eva Anna anna host * :Anna Lena");
    client.serve(":s 301 eva Anna :beim Essen");
    client.serve(":s 276 eva Anna :has client certificate fingerprint x");
    client.serve(":s 671 eva Anna :is using a secure connection");
    client.serve(":s 318 eva Anna :End");
    const Ready ready = client.port.last<Ready>();
    QCOMPARE(ready.peer.nick, "anna");
    QCOMPARE(ready.peer.name, QStringLiteral("Anna Lena"));
    QVERIFY(ready.peer.away);
    QCOMPARE(ready.peer.awayText, QStringLiteral("beim Essen"));
    QVERIFY(!ready.receipts);
    QCOMPARE(client.port.count<PeerChanged>(), 0);
    client.serve(":s 318 eva Anna :End");
    QCOMPARE(client.port.count<Ready>(), 1);

    TypedClient unable; // a host that knows no WHOIS
    unable.serve(":s 001 eva :Welcome");
    unable.serve(":s 005 eva HOSTNICK=anna :are supported");
    unable.serve(":s 421 eva WHOIS :Unknown command");
    QCOMPARE(unable.port.last<Ready>().peer.name, QStringLiteral("anna"));
}

void TestClientSession::hostThatTalksAtOnceIsHeard()
{
    TypedClient client;
    client.serve(":s 001 eva :Welcome");
    client.serve(":s 005 eva HOSTNICK=anna :are supported");
    client.serve(QByteArray(From) + "PRIVMSG eva :schon da");
    QVERIFY(std::holds_alternative<Ready>(client.port.events.at(0)));
    QVERIFY(std::holds_alternative<Said>(client.port.events.at(1)));
    client.serve(":s 311 eva anna anna host * :Anna Lena");
    QCOMPARE(client.port.last<PeerChanged>().peer.name, QStringLiteral("Anna Lena"));
    client.serve(":s 318 eva anna :End");
    QCOMPARE(client.port.count<Ready>(), 1);
}

void TestClientSession::receiptsNeedBothEnds_data()
{
    QTest::addColumn<QByteArray>("caps");
    QTest::addColumn<QByteArray>("support");
    QTest::addColumn<bool>("receipts");
    QTest::newRow("both") << QByteArray("message-tags plausch.chat/receipts") << QByteArray("PLAUSCH=1") << true;
    QTest::newRow("no token") << QByteArray("message-tags plausch.chat/receipts") << QByteArray("X=1") << false;
    QTest::newRow("no capability") << QByteArray("message-tags") << QByteArray("PLAUSCH=1") << false;
    QTest::newRow("no tags") << QByteArray("plausch.chat/receipts") << QByteArray("PLAUSCH=1") << false;
}

void TestClientSession::receiptsNeedBothEnds()
{
    QFETCH(QByteArray, caps);
    QFETCH(QByteArray, support);
    QFETCH(bool, receipts);
    TypedClient client;
    client.serve(":s CAP * LS :" + caps);
    client.serve(":s CAP * ACK :" + caps);
    client.serve(":s 001 eva :Welcome");
    client.serve(":s 005 eva HOSTNICK=anna " + support + " :are supported");
    client.serve(":s 318 eva anna :End");
    QCOMPARE(client.port.last<Ready>().receipts, receipts);
}

void TestClientSession::othersAreNotHeard()
{
    TypedClient client;
    client.befriend("message-tags");
    for (const char *line : {":bert!b@h PRIVMSG eva :x", ":s NOTICE eva :x", "PRIVMSG eva :x", ":s PRIVMSG #c :x",
                             ":anna!a@h PRIVMSG #c :x", "@+plausch.chat/read=m1 :bert!b@h TAGMSG eva",
                             ":bert!b@h QUIT :x", ":bert!b@h AWAY :x", ":bert!b@h SETNAME :x", ":bert!b@h NICK x"})
        client.serve(line);
    QVERIFY(client.port.events.empty());
    client.serve(":ANNA!x@y PRIVMSG EVA :x"); // casemapped
    QCOMPARE(client.port.count<Said>(), 1);
}

void TestClientSession::echoesAreNotHeard()
{
    TypedClient client;
    client.befriend("echo-message");
    client.serve(":eva!eva@h PRIVMSG anna :was ich sagte");
    QVERIFY(client.port.events.empty());
}

void TestClientSession::pingIsAnswered()
{
    TypedClient client;
    client.port.takeLines();
    QCOMPARE(client.serve("PING :cookie 1"), QByteArrayList{"PONG :cookie 1"}); // before the welcome too
    QCOMPARE(client.serve("PING"), QByteArrayList());
}

void TestClientSession::ctcpIsAnsweredModestly()
{
    TypedClient client;
    client.befriend();
    QVERIFY(client.serve(QByteArray(From) + "PRIVMSG eva :\x01VERSION\x01")
                .value(0)
                .startsWith("NOTICE anna :\x01VERSION Plausch"));
    QCOMPARE(client.serve(QByteArray(From) + "NOTICE eva :\x01VERSION\x01"), QByteArrayList());
    QVERIFY(client.port.events.empty());
}

void TestClientSession::selfIsAnnouncedOnceReady()
{
    Self self = person("eva", QStringLiteral("Eva"));
    self.away = true;
    self.listenPort = 50001;
    TypedClient client(self);
    client.port.takeLines();
    const QByteArray caps = "message-tags setname plausch.chat/receipts";
    client.serve(":s CAP * LS :" + caps);
    client.serve(":s CAP * ACK :" + caps);
    client.serve(":s 001 eva :Welcome");
    client.serve(":s 005 eva HOSTNICK=anna PLAUSCH=1 :are supported");
    QCOMPARE(client.perform(SelfChanged{self}), QByteArrayList());
    QCOMPARE(client.serve(":s 318 eva anna :End"),
             (QByteArrayList{"AWAY Away", "@+plausch.chat/port=50001 TAGMSG anna"}));
    self.away = false;
    self.nick = "evi";
    self.name = QStringLiteral("Evi");
    QCOMPARE(client.perform(SelfChanged{self}), (QByteArrayList{"NICK evi", "SETNAME Evi", "AWAY"}));
    client.serve(":eva!e@h NICK evi");
    client.serve(QByteArray(From) + "PRIVMSG evi :x");
    QCOMPARE(client.port.count<Said>(), 1);
}

void TestClientSession::errorMapsToAReason_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<EndKind>("why");
    QTest::newRow("duplicate") << QByteArray("@+plausch.chat/why=duplicate ERROR :x") << EndKind::Duplicate;
    QTest::newRow("blocked") << QByteArray("@+plausch.chat/why=blocked ERROR :x") << EndKind::Blocked;
    QTest::newRow("refused") << QByteArray("@+plausch.chat/why=refused ERROR :x") << EndKind::NotAdmitted;
    QTest::newRow("flood") << QByteArray("@+plausch.chat/why=flood ERROR :x") << EndKind::Flood;
    QTest::newRow("timeout") << QByteArray("@+plausch.chat/why=timeout ERROR :x") << EndKind::Timeout;
    QTest::newRow("protocol") << QByteArray("@+plausch.chat/why=protocol ERROR :x") << EndKind::Protocol;
    QTest::newRow("shutdown") << QByteArray("@+plausch.chat/why=shutdown ERROR :x") << EndKind::ShuttingDown;
    QTest::newRow("none") << QByteArray("ERROR :x") << EndKind::Quit;
    QTest::newRow("unknown") << QByteArray("@+plausch.chat/why=weather ERROR :x") << EndKind::Quit;
}

void TestClientSession::errorMapsToAReason()
{
    QFETCH(QByteArray, line);
    QFETCH(EndKind, why);
    TypedClient client; // also before the welcome: a refusal comes there
    client.serve(line);
    QCOMPARE(client.port.last<Ended>().why, why);
    QCOMPARE(client.port.last<Ended>().text, QStringLiteral("x"));
    QVERIFY(client.port.last<Ended>().byPeer);
    QVERIFY(client.port.closed);
    QCOMPARE(client.serve("PING 1"), QByteArrayList());
    QVERIFY(!client.port.broken);
}

void TestClientSession::leavingSaysWhy()
{
    TypedClient tagged;
    tagged.befriend("message-tags");
    QCOMPARE(tagged.perform(Leave{EndKind::Duplicate, {}}),
             QByteArrayList{"@+plausch.chat/why=duplicate QUIT :There is already another link to you"});
    TypedClient plain;
    plain.befriend();
    QCOMPARE(plain.perform(Leave{EndKind::Quit, QStringLiteral("bis morgen")}),
             QByteArrayList{"QUIT :Goodbye: bis morgen"});
    QCOMPARE(plain.port.last<Ended>().text, QStringLiteral("bis morgen"));
    QVERIFY(!plain.port.last<Ended>().byPeer);
    QVERIFY(plain.port.closed);
}

void TestClientSession::registrationTakesItsTimeOnly()
{
    Limits limits;
    limits.registrationMsecs = 10'000;
    TypedClient client(person("eva", {}), limits);
    client.tick(9'999);
    QVERIFY(!client.port.closed);
    client.serve("PING 1");
    client.tick(1);
    QCOMPARE(client.port.last<Ended>().why, EndKind::Timeout);
    QVERIFY(client.port.closed);
}

void TestClientSession::silentHostsArePingedAndLeft()
{
    TypedClient client;
    client.befriend();
    QCOMPARE(client.tick(29'999), QByteArrayList());
    QCOMPARE(client.tick(1), QByteArrayList{"PING plausch"});
    QCOMPARE(client.tick(30'000), QByteArrayList{"PING plausch"});
    QCOMPARE(client.tick(30'000).size(), 1);
    QCOMPARE(client.port.last<Ended>().why, EndKind::Timeout);
}

void TestClientSession::webServersAreLeft()
{
    TypedClient client;
    for (const char *line : {"HTTP/1.1 400 Bad Request", "Content-Type: text/html", "Connection: close", "<html>",
                             "<head><title>400</title></head>", "<body>", "</body>", "</html>", "<!-- -->"})
        client.serve(line);
    QCOMPARE(client.port.last<Ended>().why, EndKind::Protocol);
    QVERIFY(client.port.closed);
}

void TestClientSession::badLinesAreIgnored()
{
    TypedClient client;
    client.befriend();
    const QByteArray from = From;
    for (int i = 0; i < 50; ++i) {
        client.serve(from + "PRIVMSG eva :\xff\xfe");
        client.serve(from + "PRIVMSG eva :a" + QByteArray(1, '\0') + "b");
        client.serve(from + "PRIVMSG eva");
        client.serve(from + "NICK");
        client.serve("BATCH");
        client.serve("BATCH +");
        client.serve("CAP");
        client.serve("005");
        client.serve("$$$");
        client.serve("");
    }
    QVERIFY(client.port.events.empty());
    QVERIFY(!client.port.closed);
}

void TestClientSession::nobodyIsNoPartner()
{
    TypedClient client;
    client.serve(":s 001 eva :Hi");
    client.serve(":s 318 eva :");
    QCOMPARE(client.port.count<Ready>(), 0);
    QCOMPARE(client.session().phase(), Session::Phase::Greeting);
}

void TestClientSession::nickThatCannotBeWrittenIsIgnored()
{
    TypedClient client;
    client.befriend();
    for (const char *nick : {":a b", ":", "#raum", "a,b"})
        client.serve(QByteArray(From) + "NICK " + nick);
    QCOMPARE(client.port.count<PeerChanged>(), 0);
    const QByteArrayList lines = client.perform(Say{"m1", 1, QStringLiteral("Hallo"), TextKind::Text});
    QCOMPARE(lines.size(), 1);
    QVERIFY(lines.constFirst().contains("PRIVMSG anna :Hallo") || lines.constFirst().contains("PRIVMSG anna Hallo"));
}

void TestClientSession::oversizedLineCloses()
{
    TypedClient client;
    client.befriend();
    client.session().onOversizedLine(client.now);
    QCOMPARE(client.port.last<Ended>().why, EndKind::Protocol);
    QVERIFY(client.port.closed);
}

void TestClientSession::hugeBatchIsAFlood()
{
    Limits limits;
    limits.multilineLines = 3;
    TypedClient client(person("eva", {}), limits);
    client.befriend("message-tags batch draft/multiline");
    client.serve(QByteArray(From) + "BATCH +1 draft/multiline eva");
    for (int i = 0; i < 3; ++i)
        client.serve("@batch=1 " + QByteArray(From) + "PRIVMSG eva :x");
    QVERIFY(!client.port.closed);
    client.serve("@batch=1 " + QByteArray(From) + "PRIVMSG eva :x");
    QCOMPARE(client.port.last<Ended>().why, EndKind::Flood);
}

void TestClientSession::batchesThatMeanNothingStandForThemselves()
{
    TypedClient client;
    client.befriend("message-tags batch draft/multiline");
    client.serve(":s BATCH +n netsplit a b");
    client.serve("@batch=n " + QByteArray(From) + "PRIVMSG eva :einzeln");
    client.serve(":s BATCH -n");
    QCOMPARE(client.port.count<Said>(), 1);
    client.serve(QByteArray(From) + "BATCH +1 draft/multiline eva"); // empty: nothing was said
    client.serve(QByteArray(From) + "BATCH -1");
    QCOMPARE(client.port.count<Said>(), 1);
}

void TestClientSession::requestsBeforeReadyDoNothing()
{
    TypedClient client;
    client.port.takeLines();
    QCOMPARE(client.perform(Say{"m1", 1, QStringLiteral("x"), TextKind::Text}), QByteArrayList());
    QCOMPARE(client.perform(Receipt{"m1", ReceiptKind::Read}), QByteArrayList());
    QCOMPARE(client.perform(Admit{"x"}), QByteArrayList());
    QCOMPARE(client.perform(Refuse{}), QByteArrayList());
    QCOMPARE(client.port.count<Handed>(), 0); // it was not handed to the link
    QVERIFY(client.port.events.empty());
}

PLAUSCH_TEST_MAIN(TestClientSession)
#include "tst_clientsession.moc"
