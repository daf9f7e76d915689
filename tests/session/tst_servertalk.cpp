// What is said through the accepting side: tags, labels, echoes, batches, presence.
#include "support/sessionpair.h"
#include "support/testmain.h"

using namespace plausch;
using namespace plausch::session;
using namespace plausch::test;

namespace {

constexpr char AllCaps[] = "message-tags batch labeled-response echo-message draft/multiline setname away-notify "
                           "plausch.chat/receipts";

} // namespace

class TestServerTalk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void targetsAreCasemapped();
    void severalTargetsGetOneEach();
    void textWithTagsOfOurs();
    void tagsWithoutTheCapabilityAreNotHeard();
    void receiptsComeAndGo();
    void messagesAreTakenBack();
    void echoHasTheLabelAndClientTagsOnly();
    void echoOfTagMsg();
    void messageToOneselfComesTwice();
    void severalAnswersAreOneBatch();
    void longLabelsAreIgnored();
    void serverTimeIsOnEverything();
    void actionsAndNotices();
    void multilineArrivesWhole();
    void multilineEcho();
    void multilineFaults_data();
    void multilineFaults();
    void secondBatchIsRefusedAndTheFirstGoesOn();
    void multilineCeilings();
    void batchMayBeMixedWithOtherLines();
    void awayIsTold();
    void changesOfTheHostAreTold();
    void changesOfTheGuestAreTold();
    void hostSpeaksInBatchesToThoseWhoCan();
    void unspeakableNamesAreMadeFit();
};

void TestServerTalk::targetsAreCasemapped()
{
    const auto host = TypedHost::withEva();
    host->type("PRIVMSG ANNA :eins");
    host->type("privmsg aNNa :zwei");
    QCOMPARE(host->port.count<Said>(), 2);
    // CASEMAPPING=ascii: [ and { are two letters
    TypedHost odd({}, person("an[na", QStringLiteral("x")));
    odd.type("NICK eva");
    odd.type("USER eva 0 * :Eva");
    odd.perform(Admit{});
    QCOMPARE(odd.type("PRIVMSG an{na :x").size(), 1);
    QCOMPARE(odd.port.count<Said>(), 0);
}

void TestServerTalk::severalTargetsGetOneEach()
{
    const auto host = TypedHost::withEva();
    QCOMPARE(host->type("PRIVMSG anna,bert :x"), QByteArrayList{":anna.plausch 401 eva bert :No such nick"});
    QCOMPARE(host->port.count<Said>(), 1);
}

void TestServerTalk::textWithTagsOfOurs()
{
    const auto host = TypedHost::withEva(AllCaps);
    host->type("@+plausch.chat/id=m-1;+plausch.chat/time=2025-06-15T15:06:40.123Z PRIVMSG anna :Hallo");
    const Said said = host->port.last<Said>();
    QCOMPARE(said.id, "m-1");
    QCOMPARE(said.sentAt, 1'750'000'000'123);
    QCOMPARE(said.text, QStringLiteral("Hallo"));
}

void TestServerTalk::tagsWithoutTheCapabilityAreNotHeard()
{
    const auto host = TypedHost::withEva();
    host->type("@+plausch.chat/id=m-1;+plausch.chat/time=2025-06-15T15:06:40.123Z PRIVMSG anna :Hallo");
    QCOMPARE(host->port.last<Said>().id, QByteArray()); // a receipt could not be sent
    QCOMPARE(host->perform(Receipt{"m-1", ReceiptKind::Delivered}), QByteArrayList());
}

void TestServerTalk::receiptsComeAndGo()
{
    const auto host = TypedHost::withEva("message-tags plausch.chat/receipts");
    host->type("@+plausch.chat/delivered=h1 TAGMSG anna");
    host->type("@+plausch.chat/read=h2 TAGMSG Anna");
    host->type("@+typing=active TAGMSG anna"); // means nothing here, disturbs nothing
    QCOMPARE(host->port.count<Receipted>(), 2);
    QCOMPARE(host->port.all<Receipted>()[0].id, "h1");
    QCOMPARE(host->port.all<Receipted>()[0].kind, ReceiptKind::Delivered);
    QCOMPARE(host->port.all<Receipted>()[1].kind, ReceiptKind::Read);
    QCOMPARE(host->type("@+plausch.chat/read=h2 TAGMSG bert"),
             QByteArrayList{":anna.plausch 401 eva bert :No such nick"});
    QCOMPARE(host->perform(Receipt{"m-1", ReceiptKind::Delivered}),
             QByteArrayList{"@+plausch.chat/delivered=m-1 :anna!anna@anna.plausch TAGMSG eva"});
    QCOMPARE(host->perform(Receipt{"m-1", ReceiptKind::Read}),
             QByteArrayList{"@+plausch.chat/read=m-1 :anna!anna@anna.plausch TAGMSG eva"});
}

/// https://ircv3.net/specs/extensions/message-redaction#errors
void TestServerTalk::messagesAreTakenBack()
{
    const auto host = TypedHost::withEva("message-tags draft/message-redaction echo-message");
    QCOMPARE(host->type("@+plausch.chat/id=s1;no=1 REDACT anna m1 :aus Versehen"),
             QByteArrayList{"@+plausch.chat/id=s1 :eva!eva@anna.plausch REDACT anna m1 :aus Versehen"});
    QCOMPARE(host->port.count<SignEvent>(), 1);
    const auto redacted = std::get<Redacted>(host->port.last<SignEvent>());
    QCOMPARE(redacted.message.id, QByteArray("m1"));
    QCOMPARE(redacted.id, QByteArray("s1"));
    QCOMPARE(host->type("REDACT bert m1"),
             QByteArrayList{":anna.plausch FAIL REDACT INVALID_TARGET bert :You cannot delete messages there"});
    QCOMPARE(host->type("REDACT anna " + QByteArray(65, 'm')).size(), 1);
    QCOMPARE(host->type("REDACT anna"), QByteArrayList{":anna.plausch 461 eva REDACT :Not enough parameters"});
    QCOMPARE(host->port.count<SignEvent>(), 1);
    QCOMPARE(host->perform(SignRequest(Redact{{}, "s2", {{}, "h1"}, {}})),
             QByteArrayList{"@+plausch.chat/id=s2 :anna!anna@anna.plausch REDACT eva h1"});

    const auto other = TypedHost::withEva("message-tags"); // who has not asked for it does not know it
    QCOMPARE(other->type("REDACT anna m1"), QByteArrayList{":anna.plausch 421 eva REDACT :Unknown command"});
    QVERIFY(other->perform(SignRequest(Redact{{}, "s2", {{}, "h1"}, {}})).isEmpty());
    const auto bare = TypedHost::withEva(); // no tags, no signs
    QVERIFY(bare->perform(SignRequest(React{{}, "s3", {{}, "h1"}, QStringLiteral("x"), true})).isEmpty());
}

/// https://ircv3.net/specs/extensions/echo-message with labeled-response; tags without '+' are not relayed.
void TestServerTalk::echoHasTheLabelAndClientTagsOnly()
{
    const auto host = TypedHost::withEva(AllCaps);
    QCOMPARE(host->type("@label=L1;unknown=1;+x=y PRIVMSG anna :Hallo Anna"),
             QByteArrayList{"@label=L1;+x=y :eva!eva@anna.plausch PRIVMSG anna :Hallo Anna"});
    QCOMPARE(host->type("@+x=y NOTICE anna :a"), QByteArrayList{"@+x=y :eva!eva@anna.plausch NOTICE anna a"});
    QCOMPARE(host->type("@label=L2 PRIVMSG bert :x"),
             QByteArrayList{"@label=L2 :anna.plausch 401 eva bert :No such nick"});

    const auto untagged = TypedHost::withEva("echo-message");
    QCOMPARE(untagged->type("@label=L1;+x=y PRIVMSG anna :Hallo"),
             QByteArrayList{":eva!eva@anna.plausch PRIVMSG anna Hallo"});
    const auto silent = TypedHost::withEva("message-tags batch labeled-response");
    QCOMPARE(silent->type("@label=L1 PRIVMSG anna :x"), QByteArrayList{"@label=L1 :anna.plausch ACK"});
}

void TestServerTalk::echoOfTagMsg()
{
    const auto host = TypedHost::withEva(AllCaps);
    QCOMPARE(host->type("@label=L1;+plausch.chat/read=h1;no=1 TAGMSG anna"),
             QByteArrayList{"@label=L1;+plausch.chat/read=h1 :eva!eva@anna.plausch TAGMSG anna"});
    QCOMPARE(host->port.last<Receipted>().id, "h1");
}

/// "the server MUST NOT include the label tag, except for any acknowledgment sent with echo-message"
void TestServerTalk::messageToOneselfComesTwice()
{
    const auto host = TypedHost::withEva(AllCaps);
    QCOMPARE(
        host->type("@label=L1 PRIVMSG eva :memo"),
        (QByteArrayList{":eva!eva@anna.plausch PRIVMSG eva memo", "@label=L1 :eva!eva@anna.plausch PRIVMSG eva memo"}));
    QCOMPARE(host->port.count<Said>(), 0);
}

void TestServerTalk::severalAnswersAreOneBatch()
{
    const auto host = TypedHost::withEva("batch labeled-response");
    QCOMPARE(
        host->type("@label=L1 LUSERS"),
        (QByteArrayList{"@label=L1 :anna.plausch BATCH +l1 labeled-response",
                        "@batch=l1 :anna.plausch 251 eva :There are 2 users and 0 invisible on 1 servers",
                        "@batch=l1 :anna.plausch 255 eva :I have 2 clients and 0 servers", ":anna.plausch BATCH -l1"}));
    QCOMPARE(host->type("@label=L2 PONG x"), QByteArrayList{"@label=L2 :anna.plausch ACK"});
    const auto noBatch = TypedHost::withEva("labeled-response"); // depends on batch
    QCOMPARE(noBatch->type("@label=L2 PONG x"), QByteArrayList());
}

void TestServerTalk::longLabelsAreIgnored()
{
    const auto host = TypedHost::withEva("batch labeled-response");
    const QByteArray label(64, 'l');
    QCOMPARE(host->type("@label=" + label + " PONG x").size(), 1);
    QCOMPARE(host->type("@label=" + label + "l PONG x").size(), 0);
    QCOMPARE(host->type("@label= PONG x").size(), 0);
}

void TestServerTalk::serverTimeIsOnEverything()
{
    const auto host = TypedHost::withEva("server-time");
    const QByteArray time = "@time=2025-06-15T15:06:40.000Z ";
    QCOMPARE(host->type("PING 1"), QByteArrayList{time + ":anna.plausch PONG anna.plausch 1"});
    QCOMPARE(host->perform(Say{"h1", 5, QStringLiteral("x"), TextKind::Text}),
             QByteArrayList{time + ":anna!anna@anna.plausch PRIVMSG eva x"});
    const auto tagged = TypedHost::withEva("server-time message-tags");
    QCOMPARE(
        tagged->perform(Say{"h1", 0, QStringLiteral("x"), TextKind::Text}),
        QByteArrayList{"@time=2025-06-15T15:06:40.000Z;+plausch.chat/id=h1 :anna!anna@anna.plausch PRIVMSG eva x"});
}

void TestServerTalk::actionsAndNotices()
{
    const auto host = TypedHost::withEva();
    host->type("PRIVMSG anna :\x01"
               "ACTION winkt\x01");
    QCOMPARE(host->port.last<Said>().kind, TextKind::Action);
    QCOMPARE(host->port.last<Said>().text, QStringLiteral("winkt"));
    host->type("NOTICE anna :hm");
    QCOMPARE(host->port.last<Said>().kind, TextKind::Notice);
    QCOMPARE(host->perform(Say{{}, 0, QStringLiteral("nickt"), TextKind::Action}),
             QByteArrayList{":anna!anna@anna.plausch PRIVMSG eva :\x01"
                            "ACTION nickt\x01"});
    QCOMPARE(host->perform(Say{{}, 0, QStringLiteral("hm"), TextKind::Notice}),
             QByteArrayList{":anna!anna@anna.plausch NOTICE eva hm"});
}

void TestServerTalk::multilineArrivesWhole()
{
    const auto host = TypedHost::withEva(AllCaps);
    QCOMPARE(host->type("@label=L1;+plausch.chat/id=m-1 BATCH +123 draft/multiline anna"), QByteArrayList());
    QCOMPARE(host->type("@batch=123 PRIVMSG anna hello"), QByteArrayList());
    host->type("@batch=123 privmsg anna :");
    host->type("@batch=123 privmsg anna :how is ");
    host->type("@batch=123;draft/multiline-concat PRIVMSG anna :everyone?");
    QCOMPARE(host->port.count<Said>(), 0);
    QVERIFY(host->type("BATCH -123").value(0).startsWith("@label=L1;+plausch.chat/id=m-1 "));
    QCOMPARE(host->port.count<Said>(), 1);
    QCOMPARE(host->port.last<Said>().text, QStringLiteral("hello\n\nhow is everyone?"));
    QCOMPARE(host->port.last<Said>().id, "m-1");
}

void TestServerTalk::multilineEcho()
{
    const auto host = TypedHost::withEva(AllCaps);
    host->type("@label=L1;+a=b BATCH +9 draft/multiline anna");
    host->type("@batch=9 PRIVMSG anna :a ");
    host->type("@batch=9;draft/multiline-concat PRIVMSG anna :b");
    QCOMPARE(host->type("BATCH -9"),
             (QByteArrayList{"@label=L1;+a=b :eva!eva@anna.plausch BATCH +m1 draft/multiline anna",
                             "@batch=m1 :eva!eva@anna.plausch PRIVMSG anna :a ",
                             "@batch=m1;draft/multiline-concat :eva!eva@anna.plausch PRIVMSG anna b",
                             ":eva!eva@anna.plausch BATCH -m1"}));
}

void TestServerTalk::multilineFaults_data()
{
    QTest::addColumn<QByteArrayList>("lines");
    QTest::addColumn<QByteArray>("answer"); // of all lines together
    const QByteArray invalid = ":anna.plausch FAIL BATCH MULTILINE_INVALID :Invalid multiline batch";
    const auto row = [](const char *name, const QByteArrayList &lines, const QByteArray &answer) {
        QTest::newRow(name) << lines << answer;
    };
    row("other type", {"BATCH +1 netsplit a b"}, invalid);
    row("no target", {"BATCH +1 draft/multiline"}, invalid);
    row("no reference", {"BATCH + draft/multiline anna"}, invalid);
    row("no sign", {"BATCH 1 draft/multiline anna"}, invalid);
    row("never opened", {"BATCH -1"}, invalid);
    row("line of no batch", {"@batch=1 PRIVMSG anna x"}, invalid);
    row("empty", {"BATCH +1 draft/multiline anna", "BATCH -1"}, invalid);
    row("foreign target",
        {"@label=L BATCH +1 draft/multiline anna", "@batch=1 PRIVMSG bert x", "@batch=1 PRIVMSG anna x", "BATCH -1"},
        "@label=L :anna.plausch FAIL BATCH MULTILINE_INVALID_TARGET anna bert :Another target than the batch has");
    row("foreign command", {"BATCH +1 draft/multiline anna", "@batch=1 JOIN x", "@batch=1 PRIVMSG anna x", "BATCH -1"},
        invalid);
    row("unknown target", {"BATCH +1 draft/multiline bert", "@batch=1 PRIVMSG bert x", "BATCH -1"},
        ":anna.plausch 401 eva bert :No such nick");
}

void TestServerTalk::multilineFaults()
{
    QFETCH(QByteArrayList, lines);
    QFETCH(QByteArray, answer);
    const auto host = TypedHost::withEva(AllCaps);
    QByteArrayList answers;
    for (const QByteArray &line : lines)
        answers += host->type(line);
    QCOMPARE(answers, QByteArrayList{answer}); // one is enough
    QCOMPARE(host->port.count<Said>(), 0);
    host->type("BATCH +ok draft/multiline anna"); // and the next one is welcome
    host->type("@batch=ok PRIVMSG anna x");
    host->type("BATCH -ok");
    QCOMPARE(host->port.count<Said>(), 1);
}

void TestServerTalk::secondBatchIsRefusedAndTheFirstGoesOn()
{
    const auto host = TypedHost::withEva(AllCaps);
    host->type("BATCH +1 draft/multiline anna");
    QCOMPARE(host->type("BATCH +2 draft/multiline anna"),
             QByteArrayList{":anna.plausch FAIL BATCH MULTILINE_INVALID :Invalid multiline batch"});
    QCOMPARE(host->type("@batch=2 PRIVMSG anna no"), QByteArrayList());
    host->type("@batch=1 PRIVMSG anna yes");
    QCOMPARE(host->type("BATCH -2"), QByteArrayList());
    host->type("BATCH -1");
    QCOMPARE(host->port.count<Said>(), 1);
    QCOMPARE(host->port.last<Said>().text, QStringLiteral("yes"));
}

void TestServerTalk::multilineCeilings()
{
    Limits limits;
    limits.multilineBytes = 100;
    limits.multilineLines = 5;
    const auto host = TypedHost::withEva(AllCaps, limits);
    host->type("BATCH +1 draft/multiline anna");
    QCOMPARE(host->type("@batch=1 PRIVMSG anna :" + QByteArray(100, 'x')), QByteArrayList());
    QCOMPARE(host->type("@batch=1 PRIVMSG anna :"),
             QByteArrayList{":anna.plausch FAIL BATCH MULTILINE_MAX_BYTES 100 :Too many bytes"});
    QCOMPARE(host->type("@batch=1 PRIVMSG anna :x"), QByteArrayList());
    QCOMPARE(host->type("BATCH -1"), QByteArrayList());
    host->type("BATCH +2 draft/multiline anna");
    for (int i = 0; i < 5; ++i)
        QCOMPARE(host->type("@batch=2 PRIVMSG anna :x"), QByteArrayList());
    QCOMPARE(host->type("@batch=2 PRIVMSG anna :x"),
             QByteArrayList{":anna.plausch FAIL BATCH MULTILINE_MAX_LINES 5 :Too many lines"});
    QCOMPARE(host->port.count<Said>(), 0);
}

void TestServerTalk::batchMayBeMixedWithOtherLines()
{
    const auto host = TypedHost::withEva(AllCaps);
    host->type("BATCH +1 draft/multiline anna");
    host->type("@batch=1 PRIVMSG anna a");
    QCOMPARE(host->type("@label=P PING x"), QByteArrayList{"@label=P :anna.plausch PONG anna.plausch x"});
    host->type("@batch=1 PRIVMSG anna b");
    host->type("BATCH -1");
    QCOMPARE(host->port.last<Said>().text, QStringLiteral("a\nb"));
}

void TestServerTalk::awayIsTold()
{
    const auto host = TypedHost::withEva();
    Self away = person("anna", QStringLiteral("Anna Lena"));
    away.away = true;
    away.awayText = QStringLiteral("beim Essen");
    QCOMPARE(host->perform(SelfChanged{away}), QByteArrayList()); // no away-notify
    QCOMPARE(host->type("PRIVMSG anna :x"), QByteArrayList{":anna.plausch 301 eva anna :beim Essen"});
    QVERIFY(host->type("WHOIS anna").contains(":anna.plausch 301 eva anna :beim Essen"));
    QVERIFY(host->type("USERHOST anna")[0].endsWith("anna=-anna@anna.plausch"));
    QVERIFY(host->type("WHO anna")[0].contains(" anna G :0 "));

    const auto notified = TypedHost::withEva("away-notify");
    QCOMPARE(notified->perform(SelfChanged{away}), QByteArrayList{":anna!anna@anna.plausch AWAY :beim Essen"});
    QCOMPARE(notified->type("PRIVMSG anna :x"), QByteArrayList()); // it knows
    away.awayText.clear();
    QCOMPARE(notified->perform(SelfChanged{away}), QByteArrayList{":anna!anna@anna.plausch AWAY Away"});
    away.away = false;
    QCOMPARE(notified->perform(SelfChanged{away}), QByteArrayList{":anna!anna@anna.plausch AWAY"});
}

void TestServerTalk::changesOfTheHostAreTold()
{
    const auto host = TypedHost::withEva(AllCaps);
    Self self = person("lena", QStringLiteral("Lena"));
    self.listenPort = 50001;
    QCOMPARE(host->perform(SelfChanged{self}),
             (QByteArrayList{":anna!anna@anna.plausch NICK lena", ":lena!lena@anna.plausch SETNAME Lena",
                             "@+plausch.chat/port=50001 :lena!lena@anna.plausch TAGMSG eva"}));
    QCOMPARE(host->perform(SelfChanged{self}), QByteArrayList()); // nothing new
    host->type("PRIVMSG lena :x");
    QCOMPARE(host->port.count<Said>(), 1);
    QCOMPARE(host->type("PRIVMSG anna :x").value(0), ":anna.plausch 401 eva anna :No such nick");

    const auto plain = TypedHost::withEva(); // learns what it can understand
    QCOMPARE(plain->perform(SelfChanged{self}), QByteArrayList{":anna!anna@anna.plausch NICK lena"});
    Self nonsense = self;
    nonsense.nick = "no good";
    QCOMPARE(plain->perform(SelfChanged{nonsense}), QByteArrayList());
    QCOMPARE(plain->type("ISON lena"), QByteArrayList{":anna.plausch 303 eva lena"});
}

void TestServerTalk::changesOfTheGuestAreTold()
{
    const auto host = TypedHost::withEva(AllCaps);
    QCOMPARE(host->type("SETNAME :Eva Maria"), QByteArrayList{":eva!eva@anna.plausch SETNAME :Eva Maria"});
    QCOMPARE(host->port.last<PeerChanged>().peer.name, QStringLiteral("Eva Maria"));
    QCOMPARE(host->type("SETNAME :" + QByteArray(151, 'x')),
             QByteArrayList{":anna.plausch FAIL SETNAME INVALID_REALNAME :Realname is not valid"});
    host->type("AWAY :gleich da");
    QCOMPARE(host->port.last<PeerChanged>().peer.awayText, QStringLiteral("gleich da"));
    QVERIFY(host->port.last<PeerChanged>().peer.away);
    host->type("AWAY");
    QVERIFY(!host->port.last<PeerChanged>().peer.away);
    host->type("NICK Evi");
    QCOMPARE(host->port.last<PeerChanged>().peer.nick, "Evi");
    host->type("@+plausch.chat/port=50002 TAGMSG anna");
    QCOMPARE(host->port.last<PeerChanged>().peer.listenPort, quint16(50002));
    QCOMPARE(host->port.count<PeerChanged>(), 5);
    host->type("@+plausch.chat/port=50002 TAGMSG anna"); // the same again is no change
    host->type("AWAY");
    host->type("SETNAME :Eva Maria");
    QCOMPARE(host->port.count<PeerChanged>(), 5);
}

void TestServerTalk::hostSpeaksInBatchesToThoseWhoCan()
{
    const auto able = TypedHost::withEva(AllCaps);
    QCOMPARE(able->perform(Say{"h1", 0, QStringLiteral("a\nb"), TextKind::Text}),
             (QByteArrayList{"@+plausch.chat/id=h1 :anna!anna@anna.plausch BATCH +m1 draft/multiline eva",
                             "@batch=m1 :anna!anna@anna.plausch PRIVMSG eva a",
                             "@batch=m1 :anna!anna@anna.plausch PRIVMSG eva b", ":anna!anna@anna.plausch BATCH -m1"}));
    const auto plain = TypedHost::withEva();
    QCOMPARE(plain->perform(Say{"h1", 0, QStringLiteral("a\nb"), TextKind::Text}),
             (QByteArrayList{":anna!anna@anna.plausch PRIVMSG eva a", ":anna!anna@anna.plausch PRIVMSG eva b"}));
    QCOMPARE(plain->port.count<Handed>(), 1);
}

void TestServerTalk::unspeakableNamesAreMadeFit()
{
    Self host = person("anna", QStringLiteral("Anna\r\nQUIT :x\n") + QString(500, QLatin1Char('n')));
    host.away = true;
    host.awayText = QStringLiteral("a\r\nb") + QString(1000, QChar(u'ä'));
    TypedHost typed({}, host);
    typed.type("CAP REQ :away-notify setname");
    typed.type("NICK eva");
    typed.type("USER e!v@a 0 * :" + QByteArray(400, 'x'));
    typed.type("CAP END");
    QCOMPARE(typed.port.last<Knocked>().user, "eva");
    QCOMPARE(typed.port.last<Knocked>().name.size(), MaxNameBytes);
    QByteArrayList lines = typed.perform(Admit{});
    lines += typed.type("WHOIS anna");
    lines += typed.type("WHO");
    for (const QByteArray &line : lines)
        QVERIFY2(line.size() + 2 <= wire::MaxBodyBytes, line);
    QVERIFY(!typed.port.broken);
}

PLAUSCH_TEST_MAIN(TestServerTalk)
#include "tst_servertalk.moc"
