// The client of chat servers against servers written by hand: whole ones, bare ones and wrong ones. Each row cites the
// text it comes from (https://modern.ircdocs.horse as "modern").
#include "session/scramclient.h"
#include "support/networkscript.h"
#include "support/testmain.h"

using namespace plausch;
using namespace plausch::session;
using namespace plausch::test;

namespace {

const QByteArray Mask = ":eva!~eva@host ";
/// Of RFC 7677 section 3.
const QByteArray Nonce = "rOprNGfwEbeRWgbNEkqO";
const QByteArray Challenge = "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";

/// A row: what the server can do, what it says of itself, and the script.
void row(const char *name, const char *caps, const char *support, const QByteArray &script)
{
    QTest::newRow(name) << QByteArray(caps) << QByteArray(support) << script;
}

NetworkSelf withAccount()
{
    NetworkSelf self = Script::eva();
    self.account = "eva";
    self.secret = "geheim";
    return self;
}

} // namespace

class TestNetworkSession : public QObject
{
    Q_OBJECT

    static void addColumns()
    {
        QTest::addColumn<QByteArray>("caps");
        QTest::addColumn<QByteArray>("support");
        QTest::addColumn<QByteArray>("script");
    }
    static void playRow()
    {
        QFETCH(QByteArray, caps);
        QFETCH(QByteArray, support);
        QFETCH(QByteArray, script);
        Script server;
        server.enter(caps, support);
        const QByteArray wrong = server.play(script);
        QVERIFY2(wrong.isEmpty(), wrong.constData());
    }
    static void playGreeting(const NetworkSelf &self, const QByteArray &script, bool isPrivate = true)
    {
        Script server(self, Script::unpaced(), isPrivate);
        const QByteArray wrong = server.play(script);
        QVERIFY2(wrong.isEmpty(), wrong.constData());
    }

private Q_SLOTS:
    void greets_data();
    void greets();
    void whoWeAre();
    void whatAServerIs();
    void signsIn_data();
    void signsIn();
    void provesByScram();
    void scramOfTheRfc();
    void badChallenges_data();
    void badChallenges();
    void longResponsesAreCut();
    void makesAnAccount_data();
    void makesAnAccount();
    void rooms_data();
    void rooms() { playRow(); }
    void talk_data();
    void talk() { playRow(); }
    void longTextsAreCut_data();
    void longTextsAreCut();
    void history_data();
    void history() { playRow(); }
    void asks_data();
    void asks() { playRow(); }
    void watches_data();
    void watches() { playRow(); }
    void ends_data();
    void ends();
    void beforeItIsReady();
    void pace();
    void fullQueue();
    void wireIsShownWithoutSecrets();
    void rosterHasACeiling();
    void caseMappings_data();
    void caseMappings();
    void peersRequestsMeanNothing();
};

void TestNetworkSession::greets_data()
{
    QTest::addColumn<QByteArray>("script");
    const auto add = [](const char *name, const char *script) {
        QTest::newRow(name) << QByteArray("> CAP LS 302\n> NICK eva\n> USER eva 0 * :Eva M\n") + script;
    };
    // modern, "Connection Registration"
    add("no capabilities at all", R"(
        < :irc.test 421 eva CAP :Unknown command
        = ServerSaid 421 CAP Unknown command
        < :irc.test 001 eva :Welcome
        = ServerSaid 001 Welcome
        < :irc.test 375 eva :- Message
        < :irc.test 372 eva :- Hello
        = ServerSaid 372 - Hello
        < :irc.test 376 eva :End
        = Registered eva irc.test irc.test)");
    add("not registered yet", R"(
        < :irc.test 451 * CAP :You have not registered
        = ServerSaid 451 CAP You have not registered
        < :irc.test 001 eva :Welcome
        = ServerSaid 001 Welcome
        < :irc.test 422 eva :none
        = Registered eva irc.test irc.test)");
    // ircv3.net/specs/extensions/capability-negotiation
    add("nothing we know", R"(
        < CAP * LS :userhost-in-names draft/unheard-of
        > CAP END)");
    add("lists on several lines", R"(
        < CAP * LS * :message-tags sasl=PLAIN
        < CAP * LS :server-time sts=port=6697
        = SecureWanted 6697
        > CAP REQ :message-tags server-time sasl
        < CAP * ACK :message-tags server-time sasl
        > CAP END)");
    add("refused", R"(
        < CAP * LS :away-notify
        > CAP REQ away-notify
        < CAP * NAK :away-notify
        > CAP END)");
    add("CAP NEW and DEL", R"(
        < CAP * LS :cap-notify
        > CAP REQ cap-notify
        < CAP * ACK :cap-notify
        > CAP END
        < CAP * NEW :away-notify unheard-of
        > CAP REQ away-notify
        < CAP * DEL :away-notify
        < CAP * NEW :away-notify
        > CAP REQ away-notify)");
    add("a notice before we are anybody", R"(
        < :localhost NOTICE * :*** Looking up your hostname
        = ServerSaid NOTICE *** Looking up your hostname
        < PING :12345
        > PONG 12345)");
    // modern, ERR_NICKNAMEINUSE (433), ERR_NICKCOLLISION (436)
    add("the nick is taken", R"(
        < :irc.test 433 * eva :Nickname is already in use
        > NICK eva_
        < :irc.test 436 * eva_ :Collision
        > NICK eva__
        < :irc.test 001 eva__ :Welcome
        = ServerSaid 001 Welcome
        < :irc.test 376 eva__ :End
        = Registered eva__ irc.test irc.test)");
    add("no nick is free", R"(
        < 433 * eva :in use
        > NICK eva_
        < 433 * eva_ :in use
        > NICK eva__
        < 433 * eva :in use
        > NICK eva___
        < 433 * eva :in use
        > NICK eva____
        < 433 * eva :in use
        > NICK eva_____
        < 433 * eva :in use
        > NICK eva______
        < 433 * eva :in use
        > NICK ev_______
        < 433 * eva :in use
        > NICK e________
        < 433 * eva :in use
        > QUIT :no nick is free
        = Ended protocol text=no nick is free
        = closed)");
    // modern, ERR_PASSWDMISMATCH (464), ERR_YOUREBANNEDCREEP (465)
    add("the server's password is wrong", R"(
        < :irc.test 464 * :Password incorrect
        > QUIT
        = Ended refused text=Password incorrect by peer
        = closed)");
    add("banned", R"(
        < :irc.test 465 eva :You are banned from this server
        = ServerSaid 465 You are banned from this server
        < ERROR :Closing Link: K-lined
        = Ended blocked text=Closing Link: K-lined by peer
        = closed)");
    add("silent after the greeting", R"(
        ~ 29999
        ~ 1
        > QUIT :registration took too long
        = Ended timeout text=registration took too long
        = closed)");
    add("a message of the day without end", R"(
        < :irc.test 001 eva :Welcome
        = ServerSaid 001 Welcome
        < :irc.test 254 eva 7 :channels formed
        = ServerSaid 254 7 channels formed
        < :irc.test 265 eva 3 5 :Current local users 3, max 5
        = ServerSaid 265 Current local users 3, max 5
        < :irc.test 266 eva :Current global users: 3  Max: 5
        = ServerSaid 266 Current global users: 3  Max: 5
        ~ 10000
        = Registered eva irc.test irc.test)");
    add("a web server", R"(
        < HTTP/1.1 400 Bad Request
        < Server: nginx
        < Date: now
        < Content-Type: text/html
        < Content-Length: 150
        < Connection: close
        < <html>
        < <body>
        < </html>
        > QUIT :this is not IRC
        = Ended protocol text=this is not IRC
        = closed)");
    add("put into a room before the message of the day", R"(
        < :irc.test 001 eva :Welcome
        = ServerSaid 001 Welcome
        < :eva!e@h JOIN #all
        = Registered eva irc.test irc.test
        = RoomEntered #all
        > MODE #all
        < :irc.test 422 eva :none)");
}

void TestNetworkSession::greets()
{
    QFETCH(QByteArray, script);
    playGreeting(Script::eva(), script);
}

void TestNetworkSession::whoWeAre()
{
    NetworkSelf self = Script::eva();
    self.user = "emma";
    self.realName.clear();
    self.serverPassword = "open sesame";
    self.away = true;
    playGreeting(self, R"(
        > PASS :open sesame
        > CAP LS 302
        > NICK eva
        > USER emma 0 * eva
        < :irc.test 001 eva :Welcome
        = ServerSaid 001 Welcome
        < :irc.test 422 eva :none
        = Registered eva irc.test irc.test
        > AWAY Away)");
    // modern, ERR_ERRONEUSNICKNAME (432): what is left of it in ASCII, nine bytes long
    self = Script::eva();
    self.nick = "anna-l\xc3\xa4na-maria";
    playGreeting(self,
                 "> CAP LS 302\n> NICK anna-l\xc3\xa4na-maria\n> USER anna-l\xc3\xa4na-maria 0 * :Eva M\n"
                 "< 432 * x :Erroneous nickname\n> NICK anna-lna-\n< 433 * x :in use\n> NICK anna-lna-__\n"
                 "< 432 * x :Erroneous nickname\n> NICK plausch");
}

/// modern, "RPL_ISUPPORT Parameters"
void TestNetworkSession::whatAServerIs()
{
    struct Keeping : Port
    {
        std::optional<Registered> registered;
        void send(const wire::Message &) override { }
        void emitEvent(Event event) override
        {
            const auto *network = std::get_if<NetworkEvent>(&event);
            if (const auto *told = network ? std::get_if<Registered>(network) : nullptr)
                registered = *told;
        }
        void close() override { }
    };
    Keeping port;
    NetworkSession session(port, Script::eva(), {});
    session.start(ScriptStart);
    const char *const lines[] = {
        "CAP * LS :batch draft/chathistory draft/read-marker echo-message sasl "
        "draft/account-registration=email-required draft/multiline=max-bytes=4096",
        "CAP * ACK :batch draft/chathistory draft/read-marker echo-message sasl draft/account-registration "
        "draft/multiline",
        ":irc.test 001 eva :Welcome",
        ":irc.test 005 eva CASEMAPPING=rfc1459-strict CHANMODES=beI,k,lH,mnt CHANTYPES=#! CHATHISTORY=40 :are",
        ":irc.test 005 eva PREFIX=(qov)~@+ STATUSMSG=@+ NETWORK=Test\\x20Net MONITOR=100 WHOX UTF8ONLY :are",
        ":irc.test 005 eva NICKLEN=31 TOPICLEN=307 KICKLEN=200 CHANNELLEN=64 LINELEN=2048 :are",
        ":irc.test 005 eva NICKLEN=none TOPICLEN=-5 PREFIX=(ab)! LINELEN=20 -WHOX KEYLEN :are",
        ":irc.test 376 eva :End",
    };
    for (const char *line : lines)
        session.onLine(line, ScriptStart);
    QVERIFY(port.registered);
    QCOMPARE(port.registered->network, QStringLiteral("Test Net"));
    const Features &features = port.registered->features;
    QVERIFY(features.caseMapping == wire::CaseMapping::StrictRfc1459);
    QCOMPARE(features.listModes + '/' + features.alwaysModes + '/' + features.setModes, "beI/k/lH");
    QCOMPARE(features.rankModes + features.rankSigns + features.statusSigns, "qov~@+@+");
    QVERIFY(features.isRoom("!a") && features.isRoom("#a") && !features.isRoom("&a") && !features.isRoom({}));
    QCOMPARE(features.historyMax, 40);
    QCOMPARE(features.monitorMax, 100);
    QCOMPARE((QList<int>{features.nickBytes, features.topicBytes, features.kickBytes, features.roomBytes,
                         features.lineBytes}),
             (QList<int>{31, 307, 200, 64, 2048}));
    QVERIFY(features.monitor && !features.whox && features.utf8Only && features.history && features.readMarks
            && features.echo && features.multiline && features.signIn && features.createsAccounts
            && features.wantsEmail);
}

void TestNetworkSession::signsIn_data()
{
    QTest::addColumn<bool>("isPrivate");
    QTest::addColumn<QByteArray>("caps");
    QTest::addColumn<QByteArray>("script");
    const auto add = [](const char *name, bool isPrivate, const char *caps, const char *script) {
        QTest::newRow(name) << isPrivate << QByteArray(caps) << QByteArray(script);
    };
    // ircv3.net/specs/extensions/sasl-3.1, rfc4616 section 2: NUL eva NUL geheim
    add("PLAIN where nobody can read it", true, "sasl=PLAIN,EXTERNAL", R"(
        > AUTHENTICATE PLAIN
        < AUTHENTICATE +
        > AUTHENTICATE AGV2YQBnZWhlaW0=
        < :irc.test 900 eva eva!e@h eva :You are now logged in
        = SignedIn eva
        < :irc.test 903 eva :Success
        > CAP END)");
    add("never PLAIN where somebody could", false, "sasl=PLAIN,EXTERNAL", R"(
        = SignInFailed NOT_PRIVATE
        > CAP END)");
    add("no mechanism of ours", true, "sasl=GSSAPI", R"(
        = SignInFailed NO_MECHANISM
        > CAP END)");
    add("a wrong password", true, "sasl=PLAIN", R"(
        > AUTHENTICATE PLAIN
        < AUTHENTICATE +
        > AUTHENTICATE AGV2YQBnZWhlaW0=
        < :irc.test 904 eva :SASL authentication failed
        = SignInFailed 904 text=SASL authentication failed
        > QUIT
        = Ended refused
        = closed)");
    add("mechanisms that are not told are tried", true, "sasl", R"(
        > AUTHENTICATE SCRAM-SHA-256
        < :irc.test 908 eva PLAIN,EXTERNAL :are available
        < :irc.test 904 eva :failed
        > AUTHENTICATE PLAIN)");
    add("until there are none", true, "sasl", R"(
        > AUTHENTICATE SCRAM-SHA-256
        < :irc.test 908 eva EXTERNAL :are available
        < :irc.test 904 eva :failed
        = SignInFailed NO_MECHANISM
        > CAP END)");
    add("a server that believes without a proof of its own", true, "sasl=SCRAM-SHA-256", R"(
        > AUTHENTICATE SCRAM-SHA-256
        < :irc.test 903 eva :Success
        = SignInFailed SERVER_UNPROVEN
        > QUIT
        = Ended refused
        = closed)");
    add("answers nobody asked for", true, "away-notify", R"(
        > CAP END
        < AUTHENTICATE +
        < :irc.test 903 eva :Success
        < :irc.test 904 eva :failed
        < :irc.test 908 eva PLAIN :are
        < :irc.test 001 eva :Welcome
        = ServerSaid 001 Welcome
        < :irc.test 422 eva :none
        = Registered eva irc.test irc.test
        = SignInFailed NO_SASL)");
    add("signed in later, and out", true, "away-notify", R"(
        > CAP END
        < :irc.test 001 eva :Welcome
        = ServerSaid 001 Welcome
        < :irc.test 422 eva :none
        = Registered eva irc.test irc.test
        = SignInFailed NO_SASL
        ! SIGNIN eva geheim
        = SignInFailed NO_SASL
        < CAP * NEW :sasl=PLAIN
        > CAP REQ sasl
        < CAP * ACK :sasl
        ! SIGNIN eva geheim
        > AUTHENTICATE PLAIN
        < AUTHENTICATE +
        > AUTHENTICATE AGV2YQBnZWhlaW0=
        < :irc.test 904 eva :failed
        = SignInFailed 904 text=failed
        < :irc.test 901 eva eva!e@h :You are now logged out
        = SignedIn -)");
}

void TestNetworkSession::signsIn()
{
    QFETCH(bool, isPrivate);
    QFETCH(QByteArray, caps);
    QFETCH(QByteArray, script);
    const QByteArray name = caps.split('=').constFirst();
    playGreeting(withAccount(),
                 "> CAP LS 302\n> NICK eva\n> USER eva 0 * :Eva M\n< CAP * LS :" + caps + "\n> CAP REQ " + name
                     + "\n< CAP * ACK :" + name + '\n' + script,
                 isPrivate);
    // rfc4422 appendix A: the certificate says it all
    NetworkSelf self = Script::eva();
    self.external = true;
    playGreeting(self, R"(
        > CAP LS 302
        > NICK eva
        > USER eva 0 * :Eva M
        < CAP * LS :sasl=PLAIN,EXTERNAL
        > CAP REQ sasl
        < CAP * ACK :sasl
        > AUTHENTICATE EXTERNAL
        < AUTHENTICATE +
        > AUTHENTICATE +
        < :irc.test 903 eva :Success
        > CAP END)");
}

/// A server that plays its part by the text of RFC 5802 section 3, and one that only says so.
void TestNetworkSession::provesByScram()
{
    for (const bool honest : {true, false}) {
        Script server(withAccount());
        server.port.notes.clear();
        server.serve("CAP * LS :sasl=SCRAM-SHA-256");
        server.serve("CAP * ACK :sasl");
        server.serve("AUTHENTICATE +");
        const QByteArray prefix = "> AUTHENTICATE ";
        const QByteArray first = QByteArray::fromBase64(server.port.notes.takeLast().mid(prefix.size()));
        QVERIFY2(first.startsWith("n,,n=eva,r="), first.constData());
        const QByteArray challenge = "r=" + first.mid(11) + "server,s=c2FsdHNhbHQ=,i=4096";
        server.serve("AUTHENTICATE " + challenge.toBase64());
        const QByteArray final = QByteArray::fromBase64(server.port.notes.takeLast().mid(prefix.size()));
        const QByteArray withoutProof = final.left(final.indexOf(",p="));
        const QByteArray salted = wire::saltedPassword("geheim", "saltsalt", 4096);
        const QByteArray agreed = first.mid(3) + ',' + challenge + ',' + withoutProof;
        const QByteArray stored = wire::sha256(wire::hmacSha256(salted, "Client Key"));
        const QByteArray proof = QByteArray::fromBase64(final.mid(final.indexOf(",p=") + 3));
        QCOMPARE(wire::sha256(wire::exclusiveOr(proof, wire::hmacSha256(stored, agreed))), stored);
        const QByteArray serverKey = honest ? wire::hmacSha256(salted, "Server Key") : QByteArray(32, 'x');
        server.port.notes.clear();
        server.serve("AUTHENTICATE " + ("v=" + wire::hmacSha256(serverKey, agreed).toBase64()).toBase64());
        if (honest) {
            server.serve(":irc.test 903 eva :Success");
            QCOMPARE(server.port.notes, (QByteArrayList{"> AUTHENTICATE +", "> CAP END"}));
        } else {
            QCOMPARE(server.port.notes,
                     (QByteArrayList{"> AUTHENTICATE *", "= SignInFailed SERVER_UNPROVEN", "> QUIT", "= Ended refused",
                                     "= closed"}));
        }
    }
}

/// rfc7677 section 3
void TestNetworkSession::scramOfTheRfc()
{
    ScramClient client("user", "pencil", Nonce);
    QCOMPARE(client.first(), "n,,n=user,r=rOprNGfwEbeRWgbNEkqO");
    QVERIFY(!client.accepts("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=")); // before anything was agreed
    QCOMPARE(client.final(Challenge),
             "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
             "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
    QVERIFY(client.accepts("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="));
    QVERIFY(!client.accepts("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G5="));
    QVERIFY(!client.accepts("e=invalid-proof"));
    QVERIFY(!client.accepts({}));
    QCOMPARE(ScramClient("a=b,c", "x", "n").first(), "n,,n=a=3Db=2Cc,r=n");
    QVERIFY(!ScramClient("eva", "a\x07", "n").isValid());
}

void TestNetworkSession::badChallenges_data()
{
    QTest::addColumn<QByteArray>("challenge");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("of another exchange") << QByteArray(Challenge).replace("rOpr", "xxxx");
    QTest::newRow("with our nonce alone") << "r=" + Nonce + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";
    QTest::newRow("too few iterations") << QByteArray(Challenge).replace("4096", "4095");
    QTest::newRow("far too many") << QByteArray(Challenge).replace("4096", "1000001");
    QTest::newRow("no number") << QByteArray(Challenge).replace("4096", "many");
    QTest::newRow("no salt") << QByteArray(Challenge).replace("s=W22ZaJ0SNY7soEsUEjb6gQ==", "s=");
    QTest::newRow("a salt that is no Base64") << QByteArray(Challenge).replace("W22Z", "W2?Z");
    QTest::newRow("an extension we do not know") << "m=x," + Challenge;
    QTest::newRow("endless") << Challenge + ',' + QByteArray(5'000, 'x');
}

void TestNetworkSession::badChallenges()
{
    QFETCH(QByteArray, challenge);
    ScramClient client("user", "pencil", Nonce);
    QVERIFY(!client.final(challenge));
}

/// ircv3.net/specs/extensions/sasl-3.1: pieces of 400 bytes, and "+" after a last one that is full
void TestNetworkSession::longResponsesAreCut()
{
    for (const auto &[bytes, pieces] : {std::pair(292, 1), {293, 2}, {296, 2}, {595, 3}}) {
        NetworkSelf self = withAccount();
        self.secret = QByteArray(bytes, 'x');
        Script server(self);
        server.serve("CAP * LS :sasl=PLAIN");
        server.serve("CAP * ACK :sasl");
        server.port.notes.clear();
        server.serve("AUTHENTICATE +");
        QByteArray whole;
        QCOMPARE(server.port.notes.size(), pieces);
        for (const QByteArray &note : server.port.notes) {
            const QByteArray piece = note.mid(15);
            QVERIFY(piece.size() <= 400);
            whole += piece == "+" ? QByteArray() : piece;
        }
        QVERIFY(server.port.notes.constLast().size() < 15 + 400);
        QCOMPARE(QByteArray::fromBase64(whole).size(), bytes + 5);
    }
}

/// ircv3.net/specs/extensions/account-registration
void TestNetworkSession::makesAnAccount_data()
{
    QTest::addColumn<QByteArray>("script");
    const auto add = [](const char *name, const char *script) {
        QTest::newRow(name) << QByteArray("> CAP LS 302\n> NICK eva\n> USER eva 0 * :Eva M\n") + script;
    };
    add("before connecting", R"(
        < CAP * LS :draft/account-registration=before-connect,custom-account-name
        > CAP REQ draft/account-registration
        < CAP * ACK :draft/account-registration
        > REGISTER eva eva@example.org geheim
        < REGISTER SUCCESS eva :Account registered
        = AccountRegistered eva text=Account registered
        > CAP END
        < :irc.test 900 eva eva!e@h eva :You are now logged in
        = SignedIn eva
        < :irc.test 001 eva :Welcome
        = ServerSaid 001 Welcome
        < :irc.test 422 eva :none
        = Registered eva irc.test irc.test)");
    add("after connecting", R"(
        < CAP * LS :draft/account-registration
        > CAP REQ draft/account-registration
        < CAP * ACK :draft/account-registration
        > CAP END
        < :irc.test 001 eva :Welcome
        = ServerSaid 001 Welcome
        < :irc.test 422 eva :none
        = Registered eva irc.test irc.test
        > REGISTER eva eva@example.org geheim
        < REGISTER VERIFICATION_REQUIRED eva :Check your mail
        = AccountRegistered eva unverified text=Check your mail)");
    add("refused", R"(
        < CAP * LS :draft/account-registration=before-connect
        > CAP REQ draft/account-registration
        < CAP * ACK :draft/account-registration
        > REGISTER eva eva@example.org geheim
        < FAIL REGISTER ACCOUNT_EXISTS eva :There is an account of that name
        = SignInFailed ACCOUNT_EXISTS text=There is an account of that name
        > QUIT
        = Ended refused
        = closed)");
    add("where there are none", R"(
        < :irc.test 001 eva :Welcome
        = ServerSaid 001 Welcome
        < :irc.test 422 eva :none
        = Registered eva irc.test irc.test
        = SignInFailed NO_MECHANISM)");
}

void TestNetworkSession::makesAnAccount()
{
    QFETCH(QByteArray, script);
    NetworkSelf self = withAccount();
    self.createAccount = true;
    self.email = "eva@example.org";
    playGreeting(self, script);
    Script readable(self, Script::unpaced(), false);
    readable.serve("CAP * LS :draft/account-registration=before-connect");
    readable.port.notes.clear();
    readable.serve("CAP * ACK :draft/account-registration");
    QCOMPARE(readable.port.notes, (QByteArrayList{"= SignInFailed NOT_PRIVATE", "> CAP END"}));
}

void TestNetworkSession::rooms_data()
{
    addColumns();
    // modern, JOIN, RPL_TOPIC (332), RPL_TOPICWHOTIME (333), RPL_NAMREPLY (353), RPL_ENDOFNAMES (366), 324
    row("entering", "multi-prefix", "PREFIX=(qov)~@+", R"(
        ! JOIN #a geheim
        > JOIN #a geheim
        < :eva!~eva@host JOIN #A
        = RoomEntered #A
        > MODE #A
        < :irc.test 332 eva #A :Lunch
        = TopicChanged #A Lunch
        < :irc.test 333 eva #A ben!b@h 1767225600
        = TopicChanged #A Lunch by=ben at=2026-01-01T00:00:00.000Z
        < :irc.test 353 eva = #A :+@ben eva
        < :irc.test 353 eva = #A :~cleo!c@h +dora
        < :irc.test 366 eva #A :End
        = MembersListed #A +dora @+ben eva ~cleo
        < :irc.test 324 eva #A +ntk geheim
        = ModesChanged #A +ntk with=geheim
        < :irc.test 329 eva #A 1767225600
        < :irc.test 331 eva #A :No topic is set
        = TopicChanged #A -)");
    // ircv3.net/specs/extensions/whox, away-notify, account-notify, extended-join
    row("what is known of members", "away-notify account-notify extended-join", "WHOX", R"(
        < :eva!~eva@host JOIN #a * :Eva M
        = RoomEntered #a
        > MODE #a
        < :irc.test 353 eva = #a :@ben cleo eva
        < :irc.test 366 eva #a :End
        = MembersListed #a @ben cleo eva
        > WHO #a %tcnfa,742
        < :irc.test 354 eva 742 #a ben G@ 0
        < :irc.test 354 eva 742 #a cleo H cleopatra
        < :irc.test 354 eva 742 #a nobody H 0
        < :irc.test 354 eva 742 #elsewhere ben H 0
        = ServerSaid 354 742 #elsewhere ben H 0
        < :irc.test 315 eva #a :End
        = MembersListed #a @ben* cleo(cleopatra) eva
        < :irc.test 315 eva #a :End
        < :ben!b@h AWAY
        = MemberChanged #a @ben
        = PersonAway ben
        < :ben!b@h AWAY :lunch
        = MemberChanged #a @ben*
        = PersonAway ben away text=lunch
        < :cleo!c@h ACCOUNT *
        = MemberChanged #a cleo
        < :ben!b@h ACCOUNT benny
        = MemberChanged #a @ben(benny)*
        < :ben!b@h ACCOUNT benny
        < :dora!d@h JOIN #a dora :Dora
        = MemberJoined #a dora(dora)
        < :emil!e@h JOIN #a * :Emil
        = MemberJoined #a emil
        < :irc.test 366 eva #a :End
        = MembersListed #a @ben(benny)* cleo dora(dora) emil eva)");
    row("WHO without WHOX", "away-notify", "", R"(
        < :eva!~eva@host JOIN #a
        = RoomEntered #a
        > MODE #a
        < :irc.test 353 eva = #a :ben eva
        < :irc.test 366 eva #a :End
        = MembersListed #a ben eva
        > WHO #a
        < :irc.test 352 eva #a b h irc.test ben G :0 Ben
        < :irc.test 315 eva #a :End
        = MembersListed #a ben* eva
        < :irc.test 352 eva #a b h irc.test ben G :0 Ben
        = ServerSaid 352 #a b h irc.test ben G 0 Ben)");
    // modern, PART, QUIT, KICK, NICK
    row("coming and going", "", "", R"(
        < :eva!~eva@host JOIN #a
        = RoomEntered #a
        > MODE #a
        < :eva!~eva@host JOIN #b
        = RoomEntered #b
        > MODE #b
        < :ben!b@h JOIN :#a
        = MemberJoined #a ben
        < :ben!b@h JOIN #B
        = MemberJoined #b ben
        < :ben!b@h NICK :Bernd
        = NickChanged ben Bernd rooms=#a,#b
        < :BERND!b@h PART #a :bye
        = MemberLeft #a BERND part text=bye
        < :Bernd!b@h QUIT :gone
        = MemberLeft #b Bernd quit text=gone
        < :cleo!c@h JOIN #a
        = MemberJoined #a cleo
        < :cleo!c@h KICK #a cleo :enough
        = MemberLeft #a cleo kick by=cleo text=enough
        < :ben!b@h KICK #a eva :out
        = RoomLeft #a kick by=ben text=out
        < :ben!b@h JOIN #a
        < :ben!b@h PART #a
        < :ben!b@h KICK #a cleo
        < :ben!b@h TOPIC #a :unseen
        ! PART #b :see you
        > PART #b :see you
        < :eva!~eva@host PART #b :see you
        = RoomLeft #b part text=see you
        ! NICK Ewa
        > NICK Ewa
        < :eva!~eva@host NICK Ewa
        = OwnNick Ewa
        = NickChanged eva Ewa
        < :Ewa!~eva@host JOIN #a
        = RoomEntered #a
        > MODE #a
        < :Ewa!~eva@host QUIT :Quit)");
    // modern, MODE, "PREFIX", "CHANMODES"
    row("ranks", "", "PREFIX=(qov)~@+ CHANMODES=beI,k,lj,mnt", R"(
        < :eva!~eva@host JOIN #a
        = RoomEntered #a
        > MODE #a
        < :irc.test 353 eva = #a :ben eva
        < :irc.test 366 eva #a :End
        = MembersListed #a ben eva
        < :ben!b@h MODE #a +bvlok *!*@x eva 5 eva key
        = ModesChanged #a +bvlok with=*!*@x,eva,5,eva,key by=ben
        = MemberChanged #a +eva
        = MemberChanged #a @+eva
        < :irc.test MODE #a -lo+q eva ben
        = ModesChanged #a -lo+q with=eva,ben by=irc.test
        = MemberChanged #a +eva
        = MemberChanged #a ~ben
        < :ben!b@h MODE #a +o
        = ModesChanged #a +o by=ben
        < :ben!b@h MODE #a +o nobody
        = ModesChanged #a +o with=nobody by=ben
        < :eva!~eva@host MODE eva +i
        = ModesChanged eva +i by=eva
        < :irc.test 221 eva +iw
        = ModesChanged eva +iw
        ! MODE #a +ov ben cleo
        > MODE #a +ov ben cleo)");
    // modern, TOPIC, INVITE; ircv3.net/specs/extensions/invite-notify, channel-rename
    row("topics, invitations and another name", "draft/channel-rename invite-notify", "TOPICLEN=10", R"(
        < :eva!~eva@host JOIN #a
        = RoomEntered #a
        > MODE #a
        ! TOPIC #a :twelve bytes
        > TOPIC #a :twelve byt
        < @time=2026-01-01T11:00:00.000Z :eva!~eva@host TOPIC #a :twelve byt
        = TopicChanged #a twelve byt by=eva at=2026-01-01T11:00:00.000Z news
        < :ben!b@h TOPIC #a :
        = TopicChanged #a - by=ben at=2026-01-01T12:00:00.000Z news
        ! TOPIC #a :
        > TOPIC #a :
        ! INVITE #a ben
        > INVITE ben #a
        < :irc.test 341 eva ben #a
        = Invited #a eva ben
        < :irc.test 341 eva #a ben
        = Invited #a eva ben
        < :ben!b@h INVITE eva #c
        = Invited #c ben eva
        < :ben!b@h RENAME #a #b :better
        = RoomRenamed #a #b text=better
        < :ben!b@h JOIN #b
        = MemberJoined #b ben
        < :ben!b@h JOIN #a
        ! KICK #b ben :why not
        > KICK #b ben :why not
        ! KICK #b ben
        > KICK #b ben)");
    row("names without sense", "", "", R"(
        < :ben!b@h JOIN
        < JOIN #a
        < :irc.test 353 eva = #nowhere :ben
        < :irc.test 366 eva #nowhere :End
        < :irc.test 332 eva #nowhere :Topic
        < :irc.test 333 eva #nowhere ben 1
        < :irc.test 331 eva #nowhere :none
        < :ben!b@h MODE #nowhere +o eva
        < NICK eva
        < :eva!~eva@host JOIN #a
        = RoomEntered #a
        > MODE #a
        < :irc.test 353 eva = #a :@ @@ben   +
        < :irc.test 366 eva #a :End
        = MembersListed #a @ben)");
}

void TestNetworkSession::talk_data()
{
    addColumns();
    // modern, PRIVMSG, NOTICE, "Client-to-Client Protocol"; ircv3.net/specs/extensions/message-tags, msgid, server-time
    row("hearing", "message-tags server-time account-tag", "STATUSMSG=@+",
        R"(
        < @msgid=x1;time=2026-01-01T11:59:00.000Z;account=ben;+plausch.chat/id=m7 :ben!b@h PRIVMSG #a :hi
        = Heard #a ben hi msgid=x1 id=m7 account=ben at=2026-01-01T11:59:00.000Z
        < @time=yesterday :ben!b@h PRIVMSG eva :hello
        = Heard ben ben hello
        < :ben!b@h NOTICE eva :psst
        = Heard ben ben psst notice
        < :ben!b@h PRIVMSG @#a :for some
        = Heard #a ben for some only=@
        < :ben!b@h PRIVMSG #a :)"
        "\x01"
        R"(ACTION laughs)"
        "\x01"
        R"(
        = Heard #a ben laughs action
        < :irc.test NOTICE #a :to the room
        = Heard #a irc.test to the room notice
        < :irc.test NOTICE eva :to you
        = ServerSaid NOTICE to you
        < :oper!o@h NOTICE $$* :down at ten
        = ServerSaid NOTICE oper: down at ten)");
    // modern, "Character Encodings": what is not UTF-8 is read as Latin-1. modern.ircdocs.horse/formatting
    row("old ways of writing", "", "",
        "< :ben!b@h PRIVMSG #a :gr\xfc\xdf dich\n"
        "= Heard #a ben gr\xc3\xbc\xc3\x9f dich\n"
        "< :ben!b@h PRIVMSG #a :\x02"
        "bold\x0f \x03"
        "4,12red\x03 \x03"
        "04and \x04"
        "ff0000hex \x1d\x1f\x16plain,1\n"
        "= Heard #a ben bold red and hex plain,1\n");
    // modern.ircdocs.horse/ctcp
    row("CTCP", "", "",
        "< :ben!b@h PRIVMSG eva :\x01VERSION\x01\n> NOTICE ben :\x01VERSION Plausch " PLAUSCH_VERSION "\x01\n"
        "< :ben!b@h PRIVMSG eva :\x01PING 12 34\x01\n> NOTICE ben :\x01PING 12 34\x01\n"
        "< :ben!b@h PRIVMSG eva :\x01"
        "DCC SEND virus.exe 1 2 3\x01\n"
        "< :ben!b@h NOTICE eva :\x01VERSION other\x01\n"
        "< :ben!b@h PRIVMSG eva :\x01VERSION\x01\n> NOTICE ben :\x01VERSION Plausch " PLAUSCH_VERSION "\x01\n"
        "< :ben!b@h PRIVMSG eva :\x01VERSION\x01\n" // too often
        "~ 1000\n"
        "< :ben!b@h PRIVMSG eva :\x01PING 1\x01\n> NOTICE ben :\x01PING 1\x01\n");
    row("saying where nothing comes back", "", "STATUSMSG=@",
        R"(
        ! SAY #a m1 :hi
        > PRIVMSG #a hi
        = Handed m1
        = Heard #a eva hi id=m1 mine own=m1
        ! ACT ben m2 :waves
        > PRIVMSG ben :)"
        "\x01"
        R"(ACTION waves)"
        "\x01"
        R"(
        = Handed m2
        = Heard ben eva waves action id=m2 mine own=m2
        ! NOTE @#a m3 :two|lines
        > NOTICE @#a two
        > NOTICE @#a lines
        = Handed m3
        = Heard #a eva two|lines notice id=m3 mine own=m3 only=@
        ! SAY #a,#b m4 :hi
        = Failed PRIVMSG #a,#b BAD_TARGET own=m4
        < :irc.test 404 eva #a :Cannot send to channel
        = Failed PRIVMSG #a 404 own=m1 text=Cannot send to channel)");
    // ircv3.net/specs/extensions/echo-message
    row("an echo confirms", "echo-message message-tags", "", R"(
        ! SAY #a m1 :hi
        > @+plausch.chat/id=m1 PRIVMSG #a hi
        = Handed m1
        < @msgid=x1;+plausch.chat/id=m1 :eva!~eva@host PRIVMSG #a :hi
        = Heard #a eva hi msgid=x1 id=m1 mine own=m1
        < @msgid=x1 :eva!~eva@host PRIVMSG #a :hi
        = Heard #a eva hi msgid=x1 mine
        ! SAY #a m2 :one|two
        > @+plausch.chat/id=m2 PRIVMSG #a one
        > PRIVMSG #a two
        = Handed m2
        < @msgid=x2;+plausch.chat/id=m2 :eva!~eva@host PRIVMSG #a :one
        < @msgid=x3 :eva!~eva@host PRIVMSG #a :two
        = Heard #a eva one|two msgid=x3 id=m2 mine own=m2
        < @msgid=x4;+plausch.chat/id=m9 :eva!~eva@host PRIVMSG ben :from another device
        = Heard ben eva from another device msgid=x4 id=m9 mine)");
    row("an echo without tags", "echo-message", "", R"(
        ! SAY #a m1 :one
        > PRIVMSG #a one
        = Handed m1
        ! SAY #a m2 :two
        > PRIVMSG #a two
        = Handed m2
        < :ben!b@h PRIVMSG #a :two
        = Heard #a ben two
        < :irc.test 404 eva #a :Cannot send to channel
        = Failed PRIVMSG #a 404 own=m2 text=Cannot send to channel
        < :eva!~eva@host PRIVMSG #a :one
        = Heard #a eva one id=m1 mine own=m1)");
    // ircv3.net/specs/extensions/labeled-response
    row("labels tell which", "echo-message labeled-response batch", "", R"(
        ! SAY #a m1 :same
        > @label=1 PRIVMSG #a same
        = Handed m1
        ! SAY #a m2 :same
        > @label=2 PRIVMSG #a same
        = Handed m2
        < @label=1 :irc.test 404 eva #a :Cannot send to channel
        = Failed PRIVMSG #a 404 own=m1 text=Cannot send to channel
        < @label=2 :irc.test BATCH +l labeled-response
        < @batch=l :irc.test 301 eva ben :lunch
        = PersonAway ben away text=lunch
        < @batch=l :eva!~eva@host PRIVMSG #a :same
        = Heard #a eva same id=m2 mine own=m2
        < BATCH -l
        ! JOIN #b
        > @label=3 JOIN #b
        < @label=3 :irc.test 473 eva #b :Cannot join channel (+i)
        = Failed JOIN #b 473 text=Cannot join channel (+i)
        ! NICK ben
        > @label=4 NICK ben
        < @label=4 :irc.test 433 eva ben :in use
        = Failed NICK ben 433 text=in use
        < @label=99 ACK)");
    // ircv3.net/specs/extensions/multiline
    row("several lines in one", "echo-message message-tags batch draft/multiline=max-bytes=4096,max-lines=9", "", R"(
        ! SAY #a m1 :one||three
        > @+plausch.chat/id=m1 BATCH +m1 draft/multiline #a
        > @batch=m1 PRIVMSG #a one
        > @batch=m1 PRIVMSG #a :
        > @batch=m1 PRIVMSG #a three
        > BATCH -m1
        = Handed m1
        < @msgid=x1;+plausch.chat/id=m1 :eva!~eva@host BATCH +z draft/multiline #a
        < @batch=z :eva!~eva@host PRIVMSG #a :one
        < @batch=z :eva!~eva@host PRIVMSG #a :
        < @batch=z :eva!~eva@host PRIVMSG #a :three
        < BATCH -z
        = Heard #a eva one||three msgid=x1 id=m1 mine own=m1
        < @msgid=x2;time=2026-01-01T11:59:00.000Z;account=ben :ben!b@h BATCH +y draft/multiline #a
        < @batch=y :ben!b@h PRIVMSG #a :long
        < @batch=y;draft/multiline-concat :ben!b@h PRIVMSG #a : line
        < :cleo!c@h PRIVMSG #a :between
        = Heard #a cleo between
        < @batch=y :ben!b@h PRIVMSG #elsewhere :not part of it
        < @batch=y :ben!b@h PRIVMSG #a :end
        < BATCH -y
        = Heard #a ben long line|end msgid=x2 account=ben at=2026-01-01T11:59:00.000Z
        < BATCH +w draft/multiline #a
        < BATCH -w
        < BATCH -never
        < BATCH +)");
    // modern, ERR_NOSUCHNICK (401)
    row("refused with more than the target", "", "", R"(
        ! SAY ben m1 :hi
        > PRIVMSG ben hi
        = Handed m1
        = Heard ben eva hi id=m1 mine own=m1
        < :irc.test 401 eva BEN :No such nick
        = Failed PRIVMSG ben 401 own=m1 text=No such nick
        < :irc.test 401 eva ben :No such nick
        = Failed - ben 401 text=No such nick
        ! SAY ben m2 :hi
        > PRIVMSG ben hi
        = Handed m2
        = Heard ben eva hi id=m2 mine own=m2
        ~ 30001
        > PING plausch
        < :irc.test 401 eva ben :No such nick
        = Failed - ben 401 text=No such nick)");
}

void TestNetworkSession::longTextsAreCut_data()
{
    QTest::addColumn<QByteArray>("support");
    QTest::addColumn<int>("lineBytes");
    QTest::newRow("512 bytes, modern \"Message Format\"") << QByteArray() << 512;
    QTest::newRow("LINELEN") << QByteArray("LINELEN=2048") << 2048;
}

/// What others are sent, mask and all, fits a line; no character is cut in two, and nothing is lost.
void TestNetworkSession::longTextsAreCut()
{
    QFETCH(QByteArray, support);
    QFETCH(int, lineBytes);
    Script server;
    server.enter({}, support);
    server.serve(Mask + "JOIN #a");
    server.port.notes.clear();
    const QByteArray text = QByteArray("\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80 word ").repeated(400).trimmed();
    server.wish("SAY #a m1 :" + text);
    QByteArray whole;
    int lines = 0;
    for (const QByteArray &note : std::as_const(server.port.notes)) {
        if (!note.startsWith("> "))
            continue;
        QVERIFY(Mask.size() + note.size() - 2 + 2 <= lineBytes);
        const QByteArray piece = note.mid(note.indexOf(':') + 1);
        QVERIFY(piece.isValidUtf8());
        whole += piece;
        ++lines;
    }
    QCOMPARE(whole, text);
    QCOMPARE(lines, int(text.size() / (lineBytes - 40)) + 1);
}

void TestNetworkSession::history_data()
{
    addColumns();
    const char *const caps = "batch draft/chathistory draft/read-marker message-tags";
    // ircv3.net/specs/extensions/chathistory
    row("pages", caps, "CHATHISTORY=3",
        R"(
        ! LATEST #a * 50
        > CHATHISTORY LATEST #a * 3
        < BATCH +h chathistory #a
        < @batch=h;msgid=x1;time=2026-01-01T10:00:00.000Z :ben!b@h PRIVMSG #a :old
        = Heard #a ben old msgid=x1 at=2026-01-01T10:00:00.000Z history
        < :ben!b@h PRIVMSG #a :new
        = Heard #a ben new
        < @batch=h;msgid=x2 :eva!e@h PRIVMSG #a :mine
        = Heard #a eva mine msgid=x2 mine history
        < @batch=h :ben!b@h JOIN #a
        < @batch=h :ben!b@h TOPIC #a :of old
        < BATCH -h
        = HistoryShown #a 4 more
        ! BEFORE #a x1 3
        > CHATHISTORY BEFORE #a msgid=x1 3
        < BATCH +i chathistory #A
        < @batch=i :ben!b@h PRIVMSG #a :1
        = Heard #a ben 1 history
        < @batch=i;msgid=m :ben!b@h BATCH +j draft/multiline #a
        < @batch=j :ben!b@h PRIVMSG #a :2
        < @batch=j :ben!b@h PRIVMSG #a :lines
        < @batch=i BATCH -j
        = Heard #a ben 2|lines msgid=m history
        < @batch=i :ben!b@h NOTICE #a :3
        = Heard #a ben 3 notice history
        < BATCH -i
        = HistoryShown #a 3 more
        ! AFTER ben timestamp=2026-01-01T11:00:00.000Z 2
        > CHATHISTORY AFTER ben timestamp=2026-01-01T11:00:00.000Z 2
        < BATCH +k chathistory ben
        < @batch=k :eva!e@h PRIVMSG ben :to him
        = Heard ben eva to him mine history
        < @batch=k :ben!b@h PRIVMSG eva :to me
        = Heard ben ben to me history
        < @batch=k :ben!b@h PRIVMSG eva :)"
        "\x01"
        R"(VERSION)"
        "\x01"
        R"(
        < BATCH -k
        = HistoryShown ben 3 more
        ! BEFORE #a * 10
        = HistoryShown #a 0
        < BATCH +l chathistory #a
        < BATCH -l)");
    row("refused pages", caps, "CHATHISTORY=0", R"(
        ! LATEST #a * 5000
        > CHATHISTORY LATEST #a * 5000
        < FAIL CHATHISTORY INVALID_TARGET LATEST #a :No such channel
        = Failed CHATHISTORY #a INVALID_TARGET text=No such channel
        ! LATEST #a * 2
        > CHATHISTORY LATEST #a * 2
        < BATCH +k chathistory #a
        < BATCH -k
        = HistoryShown #a 0)");
    row("who has something for us", caps, "", R"(
        ! TALKS 2026-01-01T11:00:00.000Z
        > CHATHISTORY TARGETS timestamp=2026-01-01T11:00:00.000Z timestamp=2026-01-01T12:00:00.001Z 200
        < BATCH +t draft/chathistory-targets
        < @batch=t CHATHISTORY TARGETS ben 2026-01-01T11:30:00.000Z
        = TalkFound ben at=2026-01-01T11:30:00.000Z
        < @batch=t CHATHISTORY ELSE ben 2026-01-01T11:30:00.000Z
        < BATCH -t
        = TalksListed)");
    // ircv3.net/specs/extensions/read-marker
    row("read marks", caps, "", R"(
        ! READ #a 2026-01-01T11:00:00.000Z
        > MARKREAD #a timestamp=2026-01-01T11:00:00.000Z
        < :irc.test MARKREAD #a timestamp=2026-01-01T11:00:00.000Z
        = ReadUpTo #a at=2026-01-01T11:00:00.000Z
        ! READ ben
        > MARKREAD ben
        < :irc.test MARKREAD ben *
        = ReadUpTo ben)");
    row("a server without a past", "", "", R"(
        ! LATEST #a * 50
        = HistoryShown #a 0
        ! TALKS 2026-01-01T11:00:00.000Z
        = TalksListed
        ! READ #a 2026-01-01T11:00:00.000Z)");
    row("batches that are never closed", "batch message-tags", "", [] {
        QByteArray script;
        for (int i = 0; i < 33; ++i)
            script += "< BATCH +b" + QByteArray::number(i) + " chathistory #a\n";
        return script
            + "< @batch=b0 :ben!b@h PRIVMSG #a :forgotten\n= Heard #a ben forgotten\n"
              "< @batch=b32 :ben!b@h PRIVMSG #a :known\n= Heard #a ben known history\n";
    }());
}

void TestNetworkSession::asks_data()
{
    addColumns();
    // modern, LIST
    row("rooms", "", "", R"(
        ! ROOMS *plausch*
        > LIST *plausch*
        < :irc.test 321 eva Channel :Users Name
        < :irc.test 322 eva #plausch 12 :All about it
        = RoomFound #plausch 12 All about it
        < :irc.test 322 eva #quiet 0
        = RoomFound #quiet 0 -
        < :irc.test 323 eva :End
        = RoomsListed
        ! ROOMS
        > LIST)");
    // modern, RPL_BANLIST (367), RPL_INVEXLIST (346), RPL_EXCEPTLIST (348); 728 is of Libera's servers
    row("masks", "", "", R"(
        ! MASKS #a
        > MODE #a +b
        < :irc.test 367 eva #a *!*@bad ben!b@h 1767225600
        = MaskListed #a b *!*@bad by=ben at=2026-01-01T00:00:00.000Z
        < :irc.test 367 eva #a *!*@worse
        = MaskListed #a b *!*@worse
        < :irc.test 368 eva #a :End
        = MasksListed #a b
        ! MASKS #a I
        > MODE #a +I
        < :irc.test 346 eva #a *!*@good
        = MaskListed #a I *!*@good
        < :irc.test 347 eva #a :End
        = MasksListed #a I
        < :irc.test 348 eva #a *!*@fine ben 1767225600
        = MaskListed #a e *!*@fine by=ben at=2026-01-01T00:00:00.000Z
        < :irc.test 349 eva #a :End
        = MasksListed #a e
        < :irc.test 728 eva #a q *!*@loud ben 1767225600
        = MaskListed #a q *!*@loud by=ben at=2026-01-01T00:00:00.000Z
        < :irc.test 729 eva #a q :End
        = MasksListed #a q)");
    // modern, WHOIS
    row("a person", "", "", R"(
        ! PERSON ben
        > WHOIS ben
        < :irc.test 311 eva Ben ~b host * :Ben B
        < :irc.test 319 eva Ben :@#a +#b
        < :irc.test 312 eva Ben irc.test :Server
        < :irc.test 301 eva Ben :lunch
        = PersonAway Ben away text=lunch
        < :irc.test 313 eva Ben :is an operator
        < :irc.test 317 eva Ben 42 1767225600 :seconds idle, signon time
        < :irc.test 330 eva Ben benny :is logged in as
        < :irc.test 671 eva Ben :is using a secure connection
        < :irc.test 330 eva other x :is logged in as
        < :irc.test 318 eva ben :End
        = PersonDescribed Ben ~b@host Ben B account=benny rooms=@#a,+#b away text=lunch idle=42 secure operator
        ! PERSON nobody
        > WHOIS nobody
        < :irc.test 401 eva nobody :No such nick
        = Failed WHOIS nobody 401 text=No such nick
        < :irc.test 318 eva nobody :End)");
    row("refusals", "standard-replies", "", R"(
        ! JOIN #a
        > JOIN #a
        < :irc.test 474 eva #A :Cannot join channel (+b)
        = Failed JOIN #a 474 text=Cannot join channel (+b)
        ! KICK #a ben
        > KICK #a ben
        < :irc.test 441 eva ben #a :They aren't on that channel
        = Failed KICK #a 441 text=They aren't on that channel
        ! INVITE #a ben
        > INVITE ben #a
        < :irc.test 443 eva ben #a :is already on channel
        = Failed INVITE #a 443 text=is already on channel
        < FAIL RENAME CHANNEL_NAME_IN_USE #a #b :There is one
        = Failed RENAME #a CHANNEL_NAME_IN_USE text=There is one
        < FAIL * NEED_REGISTRATION :Register first
        = Failed * - NEED_REGISTRATION text=Register first
        < WARN * SLOW :Slow today
        = ServerSaid WARN Slow today
        < NOTE OPER :never
        < NOTE * INFO :Something
        = ServerSaid NOTE Something
        ! RAW :OPER eva geheim
        > OPER eva geheim
        < :irc.test 464 eva :Password incorrect
        = Failed - - 464 text=Password incorrect
        ! RAW :@no=command
        = Failed RAW - BAD_LINE
        ! RAW :whowas ben
        > whowas ben
        < :irc.test 314 eva ben b h * :Ben
        = ServerSaid 314 ben b h * Ben
        < UNHEARD of
        < :irc.test 421 eva FROB :Unknown command
        = Failed - FROB 421 text=Unknown command)");
    row("away and back", "", "", R"(
        ! AWAY :at lunch
        > AWAY :at lunch
        < :irc.test 306 eva :You have been marked as being away
        = PersonAway eva away text=at lunch
        = ServerSaid 306 You have been marked as being away
        ! BACK
        > AWAY
        < :irc.test 305 eva :You are no longer marked as being away
        = PersonAway eva
        = ServerSaid 305 You are no longer marked as being away
        ! TOPIC :#a b
        = Failed TOPIC #a b BAD_LINE)");
}

void TestNetworkSession::watches_data()
{
    addColumns();
    // ircv3.net/specs/extensions/monitor
    row("MONITOR", "", "MONITOR=100", R"(
        ! WATCH ben cleo ben
        > MONITOR + ben,cleo
        < :irc.test 730 eva :Ben!b@h
        = PersonOnline Ben
        < :irc.test 731 eva :cleo,stranger
        = PersonOffline cleo
        < :irc.test 730 eva :ben!b@h,cleo!c@h
        = PersonOnline cleo
        ! UNWATCH CLEO nobody
        > MONITOR - CLEO
        < :irc.test 731 eva cleo
        ! WATCH dora
        > MONITOR + dora
        < :irc.test 734 eva 1 dora :Monitor list is full
        = Failed MONITOR dora 734 text=Monitor list is full
        < :irc.test 730 eva dora)");
    // modern, ISON
    row("ISON now and then", "", "", R"(
        ! WATCH ben cleo
        > ISON :ben cleo
        < :irc.test 303 eva :BEN
        = PersonOnline ben
        = PersonOffline cleo
        < :irc.test 303 eva :nobody asked
        ~ 10000
        ~ 10000
        < PING x
        > PONG x
        ~ 29999
        < PING x
        > PONG x
        ~ 10001
        > ISON :ben cleo
        < :irc.test 303 eva :cleo
        = PersonOffline ben
        = PersonOnline cleo
        ! UNWATCH ben cleo)");
    row("lines of a length", "", "MONITOR", [] {
        const QByteArray nick(150, 'n');
        return "! WATCH " + nick + "a " + nick + "b " + nick + "c\n> MONITOR + " + nick + "a," + nick
            + "b\n> MONITOR + " + nick + "c\n! WATCH a,b\n";
    }());
}

void TestNetworkSession::ends_data()
{
    addColumns();
    row("an error", "", "", R"(
        < ERROR :Closing Link: shutdown
        = Ended - text=Closing Link: shutdown by peer
        = closed
        < PING x
        ! JOIN #a
        ~ 100000)");
    // modern, PING: silence is asked about twice
    row("silence", "", "", R"(
        ~ 30000
        > PING plausch
        ~ 30000
        > PING plausch
        < :irc.test PONG irc.test plausch
        ~ 30000
        > PING plausch
        ~ 30000
        > PING plausch
        ~ 30000
        > QUIT
        = Ended timeout
        = closed)");
}

void TestNetworkSession::ends()
{
    playRow();
    Script leaving;
    leaving.enter({});
    leaving.session.perform(Leave{EndKind::Quit, QStringLiteral("bye\nbye")}, ScriptStart);
    QCOMPARE(leaving.port.notes, (QByteArrayList{"> QUIT :bye bye", "= Ended - text=bye\nbye", "= closed"}));
    QVERIFY(leaving.session.phase() == Session::Phase::Closed);
    Script flooded;
    flooded.port.notes.clear();
    flooded.session.onOversizedLine(ScriptStart);
    QCOMPARE(flooded.port.notes,
             (QByteArrayList{"> QUIT :a line was too long", "= Ended protocol text=a line was too long", "= closed"}));
}

void TestNetworkSession::beforeItIsReady()
{
    Script server;
    server.port.notes.clear();
    const QByteArray wrong = server.play(R"(
        ! JOIN #a
        ! SAY #a m1 :hi
        = Failed PRIVMSG #a NOT_READY own=m1
        ! WATCH ben
        < :irc.test 001 eva :Welcome
        = ServerSaid 001 Welcome
        < :irc.test 422 eva :none
        = Registered eva irc.test irc.test
        > JOIN #a
        > ISON ben)");
    QVERIFY2(wrong.isEmpty(), wrong.constData());
    Script full;
    full.port.notes.clear();
    for (size_t i = 0; i < NetworkSession::MaxEarly; ++i)
        full.wish("JOIN #a");
    QVERIFY(full.port.notes.isEmpty());
    full.wish("JOIN #a");
    QCOMPARE(full.port.notes, QByteArrayList{"= Failed - - QUEUE_FULL"});
}

/// Servers take two lines a second and some at once; what the link needs itself waits for nothing.
void TestNetworkSession::pace()
{
    Limits limits;
    limits.paceBurst = 3;
    limits.pacePerSecond = 2;
    Script server(Script::eva(), limits);
    server.enter({});
    const QByteArray wrong = server.play(R"(
        ! SAY #a m1 :1|2
        > PRIVMSG #a 1
        > PRIVMSG #a 2
        = Handed m1
        = Heard #a eva 1|2 id=m1 mine own=m1
        < :eva!~eva@host JOIN #a
        = RoomEntered #a
        > MODE #a
        < :eva!~eva@host JOIN #b
        = RoomEntered #b
        ! SAY #a m2 :3|4|5
        < PING x
        > PONG x
        ~ 499
        ~ 501
        > PRIVMSG #a 3
        > PRIVMSG #a 4
        ~ 1000
        > PRIVMSG #a 5
        = Handed m2
        = Heard #a eva 3|4|5 id=m2 mine own=m2
        > MODE #b
        ~ 20000
        ! SAY #a m3 :6|7|8|9
        > PRIVMSG #a 6
        > PRIVMSG #a 7
        > PRIVMSG #a 8
        ~ 500
        > PRIVMSG #a 9
        = Handed m3
        = Heard #a eva 6|7|8|9 id=m3 mine own=m3)");
    QVERIFY2(wrong.isEmpty(), wrong.constData());
}

void TestNetworkSession::fullQueue()
{
    Limits limits;
    limits.paceBurst = 1;
    limits.paceWaiting = 2;
    Script server(Script::eva(), limits);
    server.enter("echo-message");
    const QByteArray wrong = server.play(R"(
        ! SAY #a m1 :1
        > PRIVMSG #a 1
        = Handed m1
        ! SAY #a m2 :2|3|4
        = Failed PRIVMSG #a QUEUE_FULL own=m2
        ! SAY #a m3 :5|6
        ! JOIN #b
        = Failed JOIN #b QUEUE_FULL)");
    QVERIFY2(wrong.isEmpty(), wrong.constData());
}

void TestNetworkSession::wireIsShownWithoutSecrets()
{
    Script server;
    server.enter({});
    const QByteArray wrong = server.play(R"(
        ! SHOW on
        < PING x
        = WireIn PING x
        = WireOut PONG x
        > PONG x
        ! RAW :OPER eva geheim
        = WireOut OPER ***
        > OPER eva geheim
        ! SAY NickServ m1 :IDENTIFY geheim
        = WireOut PRIVMSG NickServ ***
        > PRIVMSG NickServ :IDENTIFY geheim
        = Handed m1
        = Heard NickServ eva IDENTIFY geheim id=m1 mine own=m1
        ! SHOW off
        < PING x
        > PONG x)");
    QVERIFY2(wrong.isEmpty(), wrong.constData());
}

void TestNetworkSession::rosterHasACeiling()
{
    Limits limits = Script::unpaced();
    limits.rosterMembers = 2;
    Script server(Script::eva(), limits);
    server.enter({});
    const QByteArray wrong = server.play(R"(
        < :eva!~eva@host JOIN #a
        = RoomEntered #a
        > MODE #a
        < :irc.test 353 eva = #a :eva ben cleo
        < :irc.test 366 eva #a :End
        = MembersListed #a ben eva
        < :cleo!c@h PRIVMSG #a :here
        = Heard #a cleo here
        < :ben!b@h PART #a
        = MemberLeft #a ben part
        < :dora!d@h JOIN #a
        = MemberJoined #a dora
        < :irc.test 366 eva #a :End
        = MembersListed #a dora eva)");
    QVERIFY2(wrong.isEmpty(), wrong.constData());
}

/// modern, "CASEMAPPING"
void TestNetworkSession::caseMappings_data()
{
    QTest::addColumn<QByteArray>("mapping");
    QTest::addColumn<QByteArray>("folded");
    QTest::newRow("ascii") << QByteArray("ascii") << QByteArray("a[]\\^{|}~");
    QTest::newRow("rfc1459") << QByteArray("rfc1459") << QByteArray("a{}|~{|}~");
    QTest::newRow("rfc1459-strict") << QByteArray("rfc1459-strict") << QByteArray("a{}|^{|}~");
    QTest::newRow("one that is not known") << QByteArray("rfc7613") << QByteArray("a[]\\^{|}~");
}

void TestNetworkSession::caseMappings()
{
    QFETCH(QByteArray, mapping);
    QFETCH(QByteArray, folded);
    QCOMPARE(wire::folded("A[]\\^{|}~", wire::caseMapping(mapping)), folded);
    const bool same = folded.contains("{}|");
    Script server;
    server.enter({}, "CASEMAPPING=" + mapping);
    server.serve(Mask + "JOIN #a[");
    server.port.notes.clear();
    server.serve(":ben!b@h JOIN #A{");
    QCOMPARE(server.port.notes.size(), same ? 1 : 0);
}

void TestNetworkSession::peersRequestsMeanNothing()
{
    Script server;
    server.enter({});
    server.session.perform(Say{"m1", 0, QStringLiteral("hi"), TextKind::Text}, ScriptStart);
    server.session.perform(SelfChanged{}, ScriptStart);
    server.session.perform(Admit{"eva"}, ScriptStart);
    QCOMPARE(server.port.notes, QByteArrayList());
}

PLAUSCH_TEST_MAIN(TestNetworkSession)
#include "tst_networksession.moc"
