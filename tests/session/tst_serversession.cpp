// The accepting side, line by line: registration, capabilities, commands, numerics, ceilings.
#include "support/sessionpair.h"
#include "support/testmain.h"

using namespace plausch;
using namespace plausch::session;
using namespace plausch::test;

namespace {

QByteArray numberOf(const QByteArrayList &lines)
{
    QByteArrayList codes;
    for (const QByteArray &line : lines)
        codes += line.split(' ').value(1);
    return codes.join(' ');
}

QByteArray colons(QByteArray line)
{
    return line.replace('~', '\x01');
}

} // namespace

class TestServerSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void registersInAnyOrder_data();
    void registersInAnyOrder();
    void welcomesWithTheHostsName();
    void holdsLinesUntilAdmitted();
    void netcatNeedsThreeLines();
    void refusalSaysWhy();
    void tooManyHeldLinesAreAFlood();
    void tooManyHeldBytesAreAFlood();
    void admitHandsOutAnotherNick();
    void quitWhileHeldIsLast();
    void beforeRegistration_data();
    void beforeRegistration();
    void capabilityNegotiation_data();
    void capabilityNegotiation();
    void command_data();
    void command();
    void everyCommandOfTheTableAnswers();
    void webPagesCannotTalk();
    void garbageBeforeRegistrationEnds();
    void registrationTakesItsTimeOnly();
    void pingsAndGivesUp();
    void guestWhoFinishedSendingStaysForAnswers();
    void tagsOverTheLimitAre417();
    void invalidUtf8IsIgnored();
    void nulIsIgnored();
    void oversizedLineCloses();
    void monitorFollowsTheHost();
    void nothingIsSaidAfterTheEnd();
};

void TestServerSession::registersInAnyOrder_data()
{
    QTest::addColumn<QByteArrayList>("lines");
    QTest::newRow("nick, user") << QByteArrayList{"NICK eva", "USER eva 0 * :Eva"};
    QTest::newRow("user, nick") << QByteArrayList{"USER eva 0 * :Eva", "NICK eva"};
    QTest::newRow("lower case, pass") << QByteArrayList{"pass secret", "nick eva", "user eva 0 * Eva"};
    QTest::newRow("two nicks") << QByteArrayList{"NICK egon", "NICK eva", "USER eva 0 * :Eva"};
    QTest::newRow("with source") << QByteArrayList{":x NICK eva", ":x USER eva 0 * :Eva"};
    QTest::newRow("capabilities") << QByteArrayList{"CAP LS 302", "NICK eva", "USER eva 0 * :Eva",
                                                    "CAP REQ :message-tags", "CAP END"};
    QTest::newRow("capabilities late") << QByteArrayList{"NICK eva", "CAP REQ :batch", "USER eva 0 * :Eva", "CAP END"};
    QTest::newRow("ping between") << QByteArrayList{"NICK eva", "PING x", "USER eva 0 * :Eva"};
}

void TestServerSession::registersInAnyOrder()
{
    QFETCH(QByteArrayList, lines);
    TypedHost host;
    const QByteArray last = lines.takeLast();
    for (const QByteArray &line : lines)
        host.type(line);
    QCOMPARE(host.port.count<Knocked>(), 0);
    host.type(last);
    QCOMPARE(host.port.count<Knocked>(), 1);
    const Knocked knock = host.port.last<Knocked>();
    QCOMPARE(knock.nick, "eva");
    QCOMPARE(knock.user, "eva");
    QCOMPARE(knock.name, QStringLiteral("Eva"));
    QCOMPARE(host.session().phase(), Session::Phase::Greeting);
    host.perform(Admit{"eva"});
    QCOMPARE(host.session().phase(), Session::Phase::Ready);
    QCOMPARE(host.port.count<Ready>(), 1);
    QCOMPARE(host.port.last<Ready>().peer.nick, "eva");
    QVERIFY(!host.port.last<Ready>().receipts);
}

void TestServerSession::welcomesWithTheHostsName()
{
    TypedHost host;
    host.type("NICK eva");
    host.type("USER eva 0 * :Eva");
    const QByteArrayList burst = host.perform(Admit{"eva"});
    QCOMPARE(numberOf(burst), "001 002 003 004 005 422");
    QVERIFY(burst[0].startsWith(":anna.plausch 001 eva :"));
    QVERIFY(burst[2].contains("2023-11-14T22:13:20.000Z"));
    for (const char *token : {" HOSTNICK=anna ", " CASEMAPPING=ascii ", " LINELEN=512 ", " NETWORK=Plausch ",
                              " MONITOR=16 ", " UTF8ONLY ", " PLAUSCH=1 ", " NICKLEN=64 "})
        QVERIFY2(burst[4].contains(token), token);
    QVERIFY(burst[4].endsWith(":are supported by this server"));
    for (const QByteArray &line : burst)
        QVERIFY(line.size() + 2 <= wire::MaxBodyBytes);
}

void TestServerSession::holdsLinesUntilAdmitted()
{
    TypedHost host;
    host.type("NICK eva");
    host.type("USER eva 0 * :Eva");
    QCOMPARE(host.type("PRIVMSG anna :eins"), QByteArrayList());
    QCOMPARE(host.type("WHOIS anna"), QByteArrayList());
    QCOMPARE(host.type("PRIVMSG anna :zwei"), QByteArrayList());
    QCOMPARE(host.port.count<Said>(), 0);
    const QByteArrayList answers = host.perform(Admit{});
    QCOMPARE(host.port.count<Said>(), 2);
    QCOMPARE(host.port.all<Said>()[0].text, QStringLiteral("eins"));
    QCOMPARE(host.port.all<Said>()[1].text, QStringLiteral("zwei"));
    QVERIFY(std::holds_alternative<Ready>(host.port.events[1])); // before what was said
    QCOMPARE(numberOf(answers), "001 002 003 004 005 422 311 312 318");
}

/// printf 'NICK eva\r\nUSER eva 0 * :Eva\r\nPRIVMSG anna :Hallo\r\n' | nc
void TestServerSession::netcatNeedsThreeLines()
{
    TypedHost host;
    wire::LineFramer framer(wire::MaxLineBytes);
    framer.feed(QByteArrayView("NICK eva\r\nUSER eva 0 * :Eva\r\nPRIVMSG anna :Hallo\r\n"), [&](QByteArrayView line) {
        host.session().onLine(line, host.now);
        return true;
    });
    host.perform(Admit{"eva"});
    QCOMPARE(host.port.last<Said>().text, QStringLiteral("Hallo"));
    QCOMPARE(host.port.last<Said>().id, QByteArray());
    QCOMPARE(host.port.last<Said>().sentAt, 0);
    QCOMPARE(host.perform(Say{"id1", 1, QStringLiteral("Hallo Eva"), TextKind::Text}),
             QByteArrayList{":anna!anna@anna.plausch PRIVMSG eva :Hallo Eva"});
    QCOMPARE(host.port.last<Handed>().id, "id1");
}

void TestServerSession::refusalSaysWhy()
{
    TypedHost host;
    host.type("CAP REQ :message-tags");
    host.type("NICK eva");
    host.type("USER eva 0 * :Eva");
    host.type("CAP END");
    host.type("PRIVMSG anna :eins");
    QCOMPARE(host.perform(Refuse{EndKind::Blocked, {}}),
             QByteArrayList{"@+plausch.chat/why=blocked ERROR :You are not wanted here"});
    QVERIFY(host.port.closed);
    QCOMPARE(host.port.count<Said>(), 0);
    QCOMPARE(host.port.last<Ended>().why, EndKind::Blocked);
    QVERIFY(!host.port.last<Ended>().byPeer);

    TypedHost plain; // without tags the words have to do
    plain.type("NICK eva");
    plain.type("USER eva 0 * :Eva");
    QCOMPARE(plain.perform(Refuse{EndKind::NotAdmitted, QStringLiteral("unencrypted")}),
             QByteArrayList{"ERROR :You are not admitted here: unencrypted"});
}

void TestServerSession::tooManyHeldLinesAreAFlood()
{
    Limits limits;
    limits.pendingLines = 4;
    TypedHost host(limits);
    host.type("NICK eva");
    host.type("USER eva 0 * :Eva");
    for (int i = 0; i < 4; ++i)
        QCOMPARE(host.type("PRIVMSG anna :x"), QByteArrayList());
    QCOMPARE(host.type("PRIVMSG anna :x"), QByteArrayList{"ERROR :You sent too much"});
    QCOMPARE(host.port.last<Ended>().why, EndKind::Flood);
    QVERIFY(host.port.closed);
    QCOMPARE(host.perform(Admit{}), QByteArrayList()); // too late
    QCOMPARE(host.port.count<Said>(), 0);
}

void TestServerSession::tooManyHeldBytesAreAFlood()
{
    Limits limits;
    limits.pendingBytes = 40;
    TypedHost host(limits);
    host.type("NICK eva");
    host.type("USER eva 0 * :Eva");
    host.type("PRIVMSG anna :12345678901234567890123"); // 37 bytes
    QCOMPARE(host.port.count<Ended>(), 0);
    host.type("XXXX");
    QCOMPARE(host.port.last<Ended>().why, EndKind::Flood);
}

void TestServerSession::admitHandsOutAnotherNick()
{
    TypedHost host;
    host.type("NICK max");
    host.type("USER max 0 * :Max");
    const QByteArrayList burst = host.perform(Admit{"max~2"});
    QVERIFY(burst[0].startsWith(":anna.plausch 001 max~2 :"));
    QCOMPARE(host.port.last<Ready>().peer.nick, "max~2");
    QCOMPARE(host.type("MODE max~2"), QByteArrayList{":anna.plausch 221 max~2 +"});
}

void TestServerSession::quitWhileHeldIsLast()
{
    TypedHost host;
    host.type("NICK eva");
    host.type("USER eva 0 * :Eva");
    host.type("PRIVMSG anna :eins");
    host.type("QUIT :weg");
    host.type("PRIVMSG anna :zwei");
    host.perform(Admit{});
    QCOMPARE(host.port.count<Said>(), 1);
    QCOMPARE(host.port.last<Ended>().text, QStringLiteral("weg"));
    QVERIFY(host.port.last<Ended>().byPeer);
    QVERIFY(!host.port.broken);
}

void TestServerSession::beforeRegistration_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("privmsg") << QByteArray("PRIVMSG anna :x")
                             << QByteArray(":anna.plausch 451 * :You have not registered");
    QTest::newRow("unknown") << QByteArray("XYZZY") << QByteArray(":anna.plausch 451 * :You have not registered");
    QTest::newRow("ping") << QByteArray("PING 42") << QByteArray(":anna.plausch PONG anna.plausch 42");
    QTest::newRow("ping alone") << QByteArray("PING") << QByteArray(":anna.plausch 461 * PING :Not enough parameters");
    QTest::newRow("pong") << QByteArray("PONG 42") << QByteArray();
    QTest::newRow("nick missing") << QByteArray("NICK") << QByteArray(":anna.plausch 431 * :No nickname given");
    QTest::newRow("nick empty") << QByteArray("NICK :") << QByteArray(":anna.plausch 431 * :No nickname given");
    QTest::newRow("nick bad") << QByteArray("NICK #x") << QByteArray(":anna.plausch 432 * #x :Erroneous nickname");
    QTest::newRow("nick with blank") << QByteArray("NICK :a b")
                                     << QByteArray(":anna.plausch 432 * * :Erroneous nickname");
    QTest::newRow("user short") << QByteArray("USER eva")
                                << QByteArray(":anna.plausch 461 * USER :Not enough parameters");
    QTest::newRow("pass") << QByteArray("PASS x") << QByteArray();
    QTest::newRow("quit") << QByteArray("QUIT :x") << QByteArray("ERROR Goodbye");
    QTest::newRow("empty tags") << QByteArray("@ PING 1") << QByteArray(":anna.plausch PONG anna.plausch 1");
}

void TestServerSession::beforeRegistration()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, answer);
    TypedHost host;
    QCOMPARE(host.type(line), answer.isEmpty() ? QByteArrayList() : QByteArrayList{answer});
}

void TestServerSession::capabilityNegotiation_data()
{
    QTest::addColumn<QByteArrayList>("before");
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("answer");
    const QByteArray names = "message-tags server-time echo-message labeled-response batch away-notify setname "
                             "draft/multiline cap-notify plausch.chat/receipts draft/message-redaction";
    QByteArray values = names;
    values.replace("draft/multiline", "draft/multiline=max-bytes=65536,max-lines=512");
    const QByteArrayList none;
    const auto row = [](const char *name, const QByteArrayList &before, const QByteArray &line,
                        const QByteArray &answer) { QTest::newRow(name) << before << line << answer; };
    row("LS", none, "CAP LS", ":anna.plausch CAP * LS :" + names);
    row("LS 302", none, "CAP LS 302", ":anna.plausch CAP * LS :" + values);
    row("LS 302 with nick", {"NICK eva"}, "cap ls 302", ":anna.plausch CAP eva LS :" + values);
    row("LIST empty", none, "CAP LIST", ":anna.plausch CAP * LIST :");
    row("LIST", {"CAP REQ :batch server-time"}, "CAP LIST", QByteArray());
    row("REQ", none, "CAP REQ :batch setname", ":anna.plausch CAP * ACK :batch setname");
    row("REQ one unknown", none, "CAP REQ :batch sasl", ":anna.plausch CAP * NAK :batch sasl");
    row("REQ off", {"CAP REQ batch"}, "CAP REQ -batch", ":anna.plausch CAP * ACK -batch");
    row("REQ cap-notify off after 302", {"CAP LS 302"}, "CAP REQ -cap-notify", ":anna.plausch CAP * NAK -cap-notify");
    row("unknown", none, "CAP XYZ", ":anna.plausch 410 * XYZ :Invalid CAP command");
    row("alone", none, "CAP", ":anna.plausch 461 * CAP :Not enough parameters");
}

void TestServerSession::capabilityNegotiation()
{
    QFETCH(QByteArrayList, before);
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, answer);
    TypedHost host;
    for (const QByteArray &earlier : before)
        host.type(earlier);
    const QByteArrayList answers = host.type(line);
    QCOMPARE(answers.size(), 1);
    if (answer.isEmpty()) { // server-time is on: its tag in front, order of the table
        QVERIFY(answers[0].startsWith("@time=2025-06-15T15:06:40.000Z :anna.plausch CAP * LIST :"));
        QVERIFY(answers[0].endsWith(":server-time batch"));
    } else {
        QCOMPARE(answers[0], answer);
    }
}

void TestServerSession::command_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("answers"); // joined by '|', without ":anna.plausch "
    const auto row = [](const QByteArray &line, const QByteArray &answers) {
        QTest::newRow(line.constData()) << colons(line) << colons(answers);
    };
    row("PRIVMSG", "411 eva :No recipient given (PRIVMSG)");
    row("PRIVMSG :", "411 eva :No recipient given (PRIVMSG)");
    row("PRIVMSG anna", "412 eva :No text to send");
    row("PRIVMSG anna :", "412 eva :No text to send");
    row("PRIVMSG bert :x", "401 eva bert :No such nick");
    row("PRIVMSG #x :x", "401 eva #x :No such nick");
    row("PRIVMSG bert,carl :x", "401 eva bert :No such nick|401 eva carl :No such nick");
    row("PRIVMSG a,b,c,d,e :x", "407 eva a :Too many targets");
    row("PRIVMSG eva :x", "!:eva!eva@anna.plausch PRIVMSG eva x");
    row("NOTICE bert :x", "");
    row("NOTICE", "");
    row("TAGMSG anna", "421 eva TAGMSG :Unknown command");
    row("TAGMSG", "411 eva :No recipient given (TAGMSG)");
    row("BATCH +1 draft/multiline anna", "FAIL BATCH MULTILINE_INVALID :Invalid multiline batch");
    row("PRIVMSG anna :~VERSION~", "!:anna!anna@anna.plausch NOTICE eva :~VERSION Plausch " PLAUSCH_VERSION "~");
    row("PRIVMSG anna :~PING 12~", "!:anna!anna@anna.plausch NOTICE eva :~PING 12~");
    row("PRIVMSG anna :~FINGER~", "");
    row("AWAY :Essen", "306 eva :You have been marked as being away");
    row("AWAY", "305 eva :You are no longer marked as being away");
    row("SETNAME :Eva Maria", ""); // without the capability: silently
    row("SETNAME", "461 eva SETNAME :Not enough parameters");
    row("SETNAME :", "FAIL SETNAME INVALID_REALNAME :Realname is not valid");
    row("NICK emil", "!:eva!eva@anna.plausch NICK emil");
    row("NICK eva", "");
    row("NICK ANNA", "433 eva ANNA :Nickname is already in use");
    row("NICK 1x", "432 eva 1x :Erroneous nickname");
    row("NICK", "431 eva :No nickname given");
    row("USER a b c d", "462 eva :You may not reregister");
    row("PASS x", "462 eva :You may not reregister");
    row("CAP END", "");
    row("PING :a b", "!:anna.plausch PONG anna.plausch :a b");
    row("PONG x", "");
    row("WHOIS anna",
        "311 eva anna anna anna.plausch * :Anna Lena|312 eva anna anna.plausch Plausch|"
        "318 eva anna :End of /WHOIS list");
    row("WHOIS EVA",
        "311 eva eva eva anna.plausch * Eva|312 eva eva anna.plausch Plausch|"
        "318 eva EVA :End of /WHOIS list");
    row("WHOIS anna.plausch anna",
        "311 eva anna anna anna.plausch * :Anna Lena|312 eva anna anna.plausch Plausch|"
        "318 eva anna :End of /WHOIS list");
    row("WHOIS bert", "401 eva bert :No such nick|318 eva bert :End of /WHOIS list");
    row("WHOIS :a b", "401 eva * :No such nick|318 eva * :End of /WHOIS list");
    row("WHOIS", "431 eva :No nickname given");
    row("WHO anna", "352 eva * anna anna.plausch anna.plausch anna H :0 Anna Lena|315 eva anna :End of WHO list");
    row("WHO",
        "352 eva * anna anna.plausch anna.plausch anna H :0 Anna Lena|"
        "352 eva * eva anna.plausch anna.plausch eva H :0 Eva|315 eva * :End of WHO list");
    row("WHO #x", "315 eva #x :End of WHO list");
    row("USERHOST anna bert eva", "302 eva :anna=+anna@anna.plausch eva=+eva@anna.plausch");
    row("USERHOST bert", "302 eva :");
    row("USERHOST", "461 eva USERHOST :Not enough parameters");
    row("ISON bert Anna", "303 eva anna");
    row("ISON :anna eva", "303 eva :anna eva");
    row("ISON bert", "303 eva :");
    row("JOIN #x", "403 eva #x :No such channel: this line has no rooms");
    row("JOIN", "461 eva JOIN :Not enough parameters");
    row("JOIN 0", "403 eva 0 :No such channel: this line has no rooms");
    row("PART #x :weg", "403 eva #x :No such channel: this line has no rooms");
    row("TOPIC #x", "403 eva #x :No such channel: this line has no rooms");
    row("KICK #x anna", "403 eva #x :No such channel: this line has no rooms");
    row("INVITE anna #x", "403 eva #x :No such channel: this line has no rooms");
    row("NAMES #x", "366 eva #x :End of /NAMES list");
    row("LIST", "323 eva :End of /LIST");
    row("MODE eva", "221 eva +");
    row("MODE eva +i", "221 eva +");
    row("MODE anna", "502 eva :Cant change mode for other users");
    row("MODE #x", "403 eva #x :No such channel: this line has no rooms");
    row("LUSERS", "251 eva :There are 2 users and 0 invisible on 1 servers|255 eva :I have 2 clients and 0 servers");
    row("MOTD", "422 eva :MOTD File is missing");
    row("TIME", "391 eva anna.plausch 2025-06-15T15:06:40.000Z");
    row("MONITOR + anna,bert", "730 eva anna!anna@anna.plausch|731 eva bert");
    row("MONITOR", "461 eva MONITOR :Not enough parameters");
    row("MONITOR X", "461 eva MONITOR :Not enough parameters");
    row("MONITOR L", "733 eva :End of MONITOR list");
    row("OPER a b", "421 eva OPER :Unknown command");
    row("privmsg", "411 eva :No recipient given (PRIVMSG)");
    row("123 x", "421 eva 123 :Unknown command");
    row("GET / HTTP/1.1", "421 eva GET :Unknown command");
    row("H$llo", "421 eva * :Unknown command");
    row("QUIT :bye", "!ERROR Goodbye");
}

void TestServerSession::command()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, answers);
    const auto host = TypedHost::withEva();
    QByteArrayList expected;
    if (!answers.isEmpty()) {
        for (const QByteArray &answer : answers.split('|'))
            expected += answer.startsWith('!') ? answer.mid(1) : ":anna.plausch " + answer;
    }
    QCOMPARE(host->type(line), expected);
    QVERIFY(!host->port.broken);
}

/// With a label every command is answered by exactly one logical message, whatever its parameters are.
void TestServerSession::everyCommandOfTheTableAnswers()
{
    const QByteArrayList verbs{"AWAY",   "BATCH", "CAP",      "INVITE",  "ISON",    "JOIN",    "KICK",    "LIST",
                               "LUSERS", "MODE",  "MONITOR",  "MOTD",    "NAMES",   "NICK",    "NOTICE",  "PART",
                               "REDACT", "PASS",  "PING",     "PONG",    "PRIVMSG", "SETNAME", "TAGMSG",  "TIME",
                               "TOPIC",  "USER",  "USERHOST", "VERSION", "WHO",     "WHOIS",   "CONNECT", "DELETE",
                               "GET",    "HEAD",  "OPTIONS",  "PATCH",   "POST",    "PUT",     "NONSENSE"};
    const auto host = TypedHost::withEva("message-tags batch labeled-response");
    const QByteArrayList tails{"",     " :",     " 1a", " anna", " anna :x",
                               " + x", " + a,b", " L",  " :a b", " 1a b c d e f g"};
    int number = 0;
    for (const QByteArray &verb : verbs) {
        for (const QByteArray &tail : tails) {
            const QByteArray label = "label=" + QByteArray::number(++number);
            const QByteArrayList answers = host->type('@' + label + ' ' + verb + tail);
            int labelled = 0;
            for (const QByteArray &answer : answers)
                labelled += answer.startsWith('@' + label + ' ') ? 1 : 0;
            const QByteArray told = verb + tail + " -> " + answers.join('|');
            QVERIFY2(labelled == 1, told);
            QVERIFY2(answers.size() == 1 || answers[0].contains(" BATCH +"), told);
        }
    }
    QVERIFY(!host->port.broken);
}

void TestServerSession::webPagesCannotTalk()
{
    for (const char *line : {"GET / HTTP/1.1", "POST /x HTTP/1.1", "OPTIONS * HTTP/1.1", "CONNECT a:1 HTTP/1.1"}) {
        TypedHost host;
        const QByteArrayList answers = host.type(line);
        QVERIFY(answers.value(0).startsWith("ERROR :That is not the protocol spoken here"));
        QVERIFY(host.port.closed);
        QCOMPARE(host.port.last<Ended>().why, EndKind::Protocol);
        QCOMPARE(host.type("NICK eva"), QByteArrayList());
    }
}

void TestServerSession::garbageBeforeRegistrationEnds()
{
    TypedHost host;
    for (int i = 0; i < 16; ++i)
        host.type("Host: 127.0.0.1");
    QVERIFY(!host.port.closed);
    host.type("XYZZY");
    QVERIFY(host.port.closed);
    QCOMPARE(host.port.last<Ended>().why, EndKind::Protocol);
}

void TestServerSession::registrationTakesItsTimeOnly()
{
    Limits limits;
    limits.registrationMsecs = 10'000;
    TypedHost silent(limits);
    QCOMPARE(silent.tick(9'999), QByteArrayList());
    QCOMPARE(silent.tick(1), QByteArrayList{"ERROR :You were silent for too long: registration took too long"});
    QCOMPARE(silent.port.last<Ended>().why, EndKind::Timeout);

    TypedHost talking(limits); // not by talking either
    for (int i = 0; i < 9; ++i) {
        talking.type("PING 1");
        talking.tick(1'000);
    }
    QVERIFY(!talking.port.closed);
    talking.tick(1'000);
    QVERIFY(talking.port.closed);

    TypedHost knocking(limits); // nor while nobody answers the knock
    knocking.type("NICK eva");
    knocking.type("USER eva 0 * :Eva");
    knocking.tick(10'000);
    QVERIFY(knocking.port.closed);
    knocking.perform(Admit{});
    QCOMPARE(knocking.port.count<Ready>(), 0);
}

void TestServerSession::pingsAndGivesUp()
{
    const auto host = TypedHost::withEva();
    QCOMPARE(host->tick(29'999), QByteArrayList());
    QCOMPARE(host->tick(1), QByteArrayList{":anna.plausch PING anna.plausch"});
    host->type("PONG anna.plausch");
    QCOMPARE(host->tick(29'999), QByteArrayList());
    QCOMPARE(host->tick(1).size(), 1);
    QCOMPARE(host->tick(30'000).size(), 1);
    QCOMPARE(host->tick(30'000), QByteArrayList{"ERROR :You were silent for too long"});
    QCOMPARE(host->port.last<Ended>().why, EndKind::Timeout);
}

/// `nc -q 5`: no more lines come, but what is said is still read.
void TestServerSession::guestWhoFinishedSendingStaysForAnswers()
{
    const QByteArray ping = ":anna.plausch PING anna.plausch";
    const auto host = TypedHost::withEva();
    host->session().onPeerFinished(host->now);
    QCOMPARE(host->port.takeLines(), QByteArrayList{ping}); // who closed both halves answers with RST
    QVERIFY(!host->port.closed);
    QCOMPARE(host->perform(Say{"id", 1, QStringLiteral("hallo")}).size(), 1);
    QCOMPARE(host->tick(9'999), QByteArrayList());
    QCOMPARE(host->tick(1), QByteArrayList{ping});
    QCOMPARE(host->tick(10'000), QByteArrayList{ping});
    QCOMPARE(host->tick(10'000), QByteArrayList{"ERROR :You were silent for too long"});
    QCOMPARE(host->port.last<Ended>().why, EndKind::Timeout);

    TypedHost knocking;
    knocking.type("NICK eva");
    knocking.type("USER eva 0 * :Eva");
    knocking.type("PRIVMSG anna :hallo");
    knocking.session().onPeerFinished(knocking.now);
    QCOMPARE(knocking.port.takeLines(), QByteArrayList());
    QCOMPARE(knocking.perform(Admit{"eva"}).constLast(), ping);
    QCOMPARE(knocking.port.count<Said>(), 1);

    TypedHost greeting;
    greeting.type("NICK eva");
    greeting.session().onPeerFinished(greeting.now);
    QVERIFY(greeting.port.closed);
    QCOMPARE(greeting.port.last<Ended>().why, EndKind::Quit);
}

/// https://ircv3.net/specs/extensions/message-tags#size-limit
void TestServerSession::tagsOverTheLimitAre417()
{
    const auto host = TypedHost::withEva("message-tags");
    const QByteArray tooLong = ":anna.plausch 417 eva :Input line was too long";
    const QByteArray fits = "@" + QByteArray(4094, 'a') + " PING 1";
    QCOMPARE(fits.indexOf(' ') + 1, wire::MaxClientTagBytes);
    QCOMPARE(host->type(fits).value(0), ":anna.plausch PONG anna.plausch 1");
    QCOMPARE(host->type("@" + QByteArray(4095, 'a') + " PING 1"), QByteArrayList{tooLong});
    QCOMPARE(host->type("@" + QByteArray(5000, 'a')), QByteArrayList{tooLong});
    const QByteArray body = "PRIVMSG anna :" + QByteArray(496, 'x'); // 510 and CR LF
    QCOMPARE(host->type(body), QByteArrayList());
    QCOMPARE(host->port.last<Said>().text.size(), 496);
    QCOMPARE(host->type(body + 'x'), QByteArrayList{tooLong});
    QCOMPARE(host->port.count<Said>(), 1);
    QCOMPARE(host->type("@+a=b " + body), QByteArrayList()); // each has its own limit
}

void TestServerSession::invalidUtf8IsIgnored()
{
    const auto host = TypedHost::withEva();
    QCOMPARE(
        host->type("PRIVMSG anna :\xff\xfe"),
        QByteArrayList{":anna.plausch FAIL PRIVMSG INVALID_UTF8 :Message rejected, this server speaks UTF-8 only"});
    QCOMPARE(host->type("\xc3\x28 x"),
             QByteArrayList{":anna.plausch FAIL * INVALID_UTF8 :Message rejected, this server speaks UTF-8 only"});
    QCOMPARE(host->type("PRIVMSG anna :\xed\xa0\x80").size(), 1); // a surrogate
    QCOMPARE(host->port.count<Said>(), 0);
    QCOMPARE(host->type("PRIVMSG anna :ä€😀"), QByteArrayList());
    QCOMPARE(host->port.last<Said>().text, QStringLiteral("ä€😀"));

    TypedHost greeting;
    QCOMPARE(greeting.type("USER a b c :\xff").value(0),
             ":anna.plausch FAIL USER INVALID_UTF8 :Message rejected, this server speaks UTF-8 only");
}

void TestServerSession::nulIsIgnored()
{
    const auto host = TypedHost::withEva();
    QCOMPARE(host->type(QByteArray("PRIVMSG anna :a\0b", 17)),
             QByteArrayList{":anna.plausch FAIL * INVALID_MESSAGE :Not an IRC message"});
    QCOMPARE(host->type("PRIVMSG anna :a\rb").size(), 1);
    QCOMPARE(host->type("X" + QByteArray(" a").repeated(16)).value(0),
             ":anna.plausch FAIL * INVALID_MESSAGE :Not an IRC message");
    QCOMPARE(host->port.count<Said>(), 0);
    QVERIFY(!host->port.closed);
}

void TestServerSession::oversizedLineCloses()
{
    const auto host = TypedHost::withEva();
    host->session().onOversizedLine(host->now);
    QCOMPARE(host->port.takeLines(),
             (QByteArrayList{":anna.plausch 417 eva :Input line was too long",
                             "ERROR :That is not the protocol spoken here: a line was too long"}));
    QCOMPARE(host->port.last<Ended>().why, EndKind::Protocol);
    QVERIFY(host->port.closed);
}

void TestServerSession::monitorFollowsTheHost()
{
    Limits limits;
    limits.monitorTargets = 3;
    const auto host = TypedHost::withEva({}, limits);
    QCOMPARE(host->type("MONITOR + Anna,lena"),
             (QByteArrayList{":anna.plausch 730 eva anna!anna@anna.plausch", ":anna.plausch 731 eva lena"}));
    QCOMPARE(host->type("MONITOR + ANNA"), QByteArrayList()); // is there already
    QCOMPARE(host->type("MONITOR + c,d,e"),
             (QByteArrayList{":anna.plausch 731 eva c", ":anna.plausch 734 eva 3 d,e :Monitor list is full"}));
    QCOMPARE(host->type("MONITOR - c,x"), QByteArrayList());
    QCOMPARE(host->type("MONITOR L"),
             (QByteArrayList{":anna.plausch 732 eva Anna,lena", ":anna.plausch 733 eva :End of MONITOR list"}));
    QCOMPARE(host->perform(SelfChanged{person("lena", QStringLiteral("Anna Lena"))}),
             (QByteArrayList{":anna!anna@anna.plausch NICK lena", ":anna.plausch 730 eva lena!lena@anna.plausch",
                             ":anna.plausch 731 eva anna"}));
    QCOMPARE(numberOf(host->type("MONITOR S")), "730 731");
    QCOMPARE(host->type("MONITOR C"), QByteArrayList());
    QCOMPARE(host->type("MONITOR S"), QByteArrayList());

    Limits many; // long names: several lines, each within 512 bytes
    many.monitorTargets = 100;
    const auto crowded = TypedHost::withEva({}, many);
    for (int i = 0; i < 20; ++i)
        crowded->type("MONITOR + " + QByteArray(400, char('a' + i)));
    const QByteArrayList listed = crowded->type("MONITOR S");
    QCOMPARE(listed.size(), 20);
    for (const QByteArray &line : listed)
        QVERIFY(line.size() + 2 <= wire::MaxBodyBytes);
}

void TestServerSession::nothingIsSaidAfterTheEnd()
{
    const auto host = TypedHost::withEva("message-tags");
    host->perform(Leave{EndKind::ShuttingDown, {}});
    QVERIFY(host->port.closed);
    QCOMPARE(host->type("PING 1"), QByteArrayList());
    QCOMPARE(host->perform(Say{"1", 1, QStringLiteral("x"), TextKind::Text}), QByteArrayList());
    QCOMPARE(host->perform(Leave{}), QByteArrayList());
    QCOMPARE(host->tick(1'000'000), QByteArrayList());
    host->session().onOversizedLine(host->now);
    QCOMPARE(host->session().phase(), Session::Phase::Closed);
    QCOMPARE(host->port.count<Ended>(), 1);
    QVERIFY(!host->port.broken);
}

PLAUSCH_TEST_MAIN(TestServerSession)
#include "tst_serversession.moc"
