// What is said about messages on chat servers, against servers written by hand. Each row cites the text it comes from.
#include "session/signtags.h"
#include "session/typingpace.h"
#include "support/networkscript.h"
#include "support/testmain.h"

using namespace plausch;
using namespace plausch::session;
using namespace plausch::test;

namespace {

constexpr char Tags[] = "message-tags server-time echo-message";
constexpr char Labels[] = "message-tags server-time echo-message labeled-response batch";
constexpr char Mute[] = "message-tags server-time";
constexpr char History[] = "message-tags server-time batch draft/chathistory draft/event-playback "
                           "draft/message-redaction";

void row(const char *name, const char *caps, const char *support, const QByteArray &script)
{
    QTest::newRow(name) << QByteArray(caps) << QByteArray(support) << script;
}

void addColumns()
{
    QTest::addColumn<QByteArray>("caps");
    QTest::addColumn<QByteArray>("support");
    QTest::addColumn<QByteArray>("script");
}

void playRow()
{
    QFETCH(QByteArray, caps);
    QFETCH(QByteArray, support);
    QFETCH(QByteArray, script);
    Script server;
    server.enter(caps, support);
    const QByteArray wrong = server.play(script);
    QVERIFY2(wrong.isEmpty(), wrong.constData());
}

} // namespace

class TestNetworkSigns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reactions_data();
    void reactions() { playRow(); }
    void replies_data();
    void replies() { playRow(); }
    void typing_data();
    void typing() { playRow(); }
    void redactions_data();
    void redactions() { playRow(); }
    void receipts_data();
    void receipts() { playRow(); }
    void otherTags_data();
    void otherTags() { playRow(); }
    void past_data();
    void past() { playRow(); }
    void pagesTellTheirEnds();
    void ownAccountIsOneself();
    void beforeItIsReady();
    void aStrangeCertificateIsNoWrongPassword();
    void whatAReactionIs_data();
    void whatAReactionIs();
    void manyTargetsOfTyping();
};

void TestNetworkSigns::reactions_data()
{
    addColumns();
    // client-tags/react "Format"; client-tags/reply "Format"
    row("given, and the echo says it is there", Tags, "", R"(
        ! REACT #a m1 lol s1
        > @+draft/reply=m1;+draft/react=lol;+plausch.chat/id=s1 TAGMSG #a
        < @msgid=m2;+draft/reply=m1;+draft/react=lol;+plausch.chat/id=s1 :eva!e@h TAGMSG #a
        = Reacted #a eva lol to=m1 id=s1 mine
        = Signed s1)");
    row("taken back", Tags, "", R"(
        ! UNREACT #a m1 lol s1
        > @+draft/reply=m1;+draft/unreact=lol;+plausch.chat/id=s1 TAGMSG #a
        < @+draft/reply=m1;+draft/unreact=lol;+plausch.chat/id=s1 :eva!e@h TAGMSG #a
        = Reacted #a eva lol off to=m1 id=s1 mine
        = Signed s1)");
    row("a label says whose echo it is", Labels, "", R"(
        ! REACT #a m1 lol s1
        > @label=1;+draft/reply=m1;+draft/react=lol;+plausch.chat/id=s1 TAGMSG #a
        < @label=1;+draft/reply=m1;+draft/react=lol :eva!e@h TAGMSG #a
        = Reacted #a eva lol to=m1 mine
        = Signed s1)");
    row("without echoes its having left is all there is", Mute, "", R"(
        ! REACT #a m1 lol s1
        > @+draft/reply=m1;+draft/react=lol;+plausch.chat/id=s1 TAGMSG #a
        = Signed s1)");
    row("of others", Tags, "", R"(
        < @time=2026-01-01T12:00:01.000Z;+draft/reply=m1;+draft/react=:) :ben!b@h TAGMSG #a
        = Reacted #a ben :) to=m1 at=2026-01-01T12:00:01.000Z
        < @+reply=m1;+react=:) :ben!b@h TAGMSG eva
        = Reacted ben ben :) to=m1
        < @+draft/reply=m1;+plausch.chat/reply=p1;+draft/unreact=:) :ben!b@h TAGMSG eva
        = Reacted ben ben :) off to=m1 toid=p1)");
    row("of another session of ours", Tags, "", R"(
        < @+draft/reply=m1;+draft/react=x :eva!e@h TAGMSG ben
        = Reacted ben eva x to=m1 mine)");
    row("without a message it is about nothing", Tags, "", R"(
        < @+draft/react=x :ben!b@h TAGMSG #a
        < @+draft/reply=;+draft/react=x :ben!b@h TAGMSG #a
        < @+draft/reply=m1;+draft/react= :ben!b@h TAGMSG #a
        < @+draft/reply=m1;+draft/react=123456789 :ben!b@h TAGMSG #a
        < @+draft/reply=m1;+draft/react=a\nb :ben!b@h TAGMSG #a
        ! REACT #a m1 123456789 s1
        = Failed TAGMSG #a BAD_TARGET own=s1
        ! REACT a,b m1 x s1
        = Failed TAGMSG a,b NO_TAGS own=s1)");
    row("refused", Labels, "", R"(
        ! REACT #a m1 x s1
        > @label=1;+draft/reply=m1;+draft/react=x;+plausch.chat/id=s1 TAGMSG #a
        < @label=1 :irc.test 404 eva #a :Cannot send to channel
        = Failed TAGMSG #a 404 own=s1 text=Cannot send to channel)");
    row("refused without a label", Tags, "", R"(
        ! REACT #a m1 x s1
        > @+draft/reply=m1;+draft/react=x;+plausch.chat/id=s1 TAGMSG #a
        < :irc.test 404 eva #a :Cannot send to channel
        = Failed TAGMSG #a 404 own=s1 text=Cannot send to channel)");
    row("a server without tags", "server-time", "", R"(
        ! REACT #a m1 x s1
        = Failed TAGMSG #a NO_TAGS own=s1)");
    // extensions/message-tags "RPL_ISUPPORT tokens"
    row("a server that passes no reactions on", Tags, "CLIENTTAGDENY=draft/react", R"(
        ! REACT #a m1 x s1
        = Failed TAGMSG #a NO_TAGS own=s1
        ! TYPE #a active
        > @+typing=active TAGMSG #a)");
    row("a server that passes on what it knows", Tags, "CLIENTTAGDENY=*,-draft/reply,-draft/react", R"(
        ! TYPE #a active
        ! REACT #a m1 x s1
        > @+draft/reply=m1;+draft/react=x;+plausch.chat/id=s1 TAGMSG #a)");
    row("a server that changes its mind", Tags, "CLIENTTAGDENY=*", R"(
        ! TYPE #a active
        < :irc.test 005 eva -CLIENTTAGDENY :are
        ! TYPE #a active
        > @+typing=active TAGMSG #a)");
}

void TestNetworkSigns::replies_data()
{
    addColumns();
    // client-tags/reply "Format"
    row("by the server's name, and by the sender's", Tags, "", R"(
        ! REPLY #a x1 m1 p1 :ja
        > @+plausch.chat/id=x1;+draft/reply=m1;+plausch.chat/reply=p1 PRIVMSG #a ja
        = Handed x1
        < @msgid=m2;+plausch.chat/id=x1;+draft/reply=m1;+plausch.chat/reply=p1 :eva!e@h PRIVMSG #a :ja
        = Heard #a eva ja msgid=m2 id=x1 mine own=x1 reply=m1 replyid=p1)");
    row("only the first of several lines answers", Tags, "", R"(
        ! REPLY #a x1 m1 - :eins|zwei
        > @+plausch.chat/id=x1;+draft/reply=m1 PRIVMSG #a eins
        > PRIVMSG #a zwei
        = Handed x1)");
    row("without tags it is a message", "", "", R"(
        ! REPLY #a x1 m1 p1 :ja
        > PRIVMSG #a ja
        = Handed x1
        = Heard #a eva ja id=x1 mine own=x1)");
    row("of others", Tags, "", R"(
        < @msgid=m3;+draft/reply=m1 :ben!b@h PRIVMSG #a :nein
        = Heard #a ben nein msgid=m3 reply=m1
        < @msgid=m4;+reply=m1;+x=y :ben!b@h PRIVMSG #a :nein
        = Heard #a ben nein msgid=m4 reply=m1 tags=+x=y)");
}

void TestNetworkSigns::typing_data()
{
    addColumns();
    // client-tags/typing "Format"
    row("at most every three seconds", Tags, "", R"(
        ! TYPE #a active
        > @+typing=active TAGMSG #a
        ! TYPE #a active
        ~ 2999
        ! TYPE #a active
        ~ 1
        ! TYPE #a active
        > @+typing=active TAGMSG #a
        ! TYPE ben active
        > @+typing=active TAGMSG ben)");
    row("its end waits for its turn", Tags, "", R"(
        ! TYPE #a active
        > @+typing=active TAGMSG #a
        ! TYPE #a done
        ~ 2000
        ~ 1000
        > @+typing=done TAGMSG #a
        ~ 9000
        ! TYPE #a done)");
    row("a pause is told once, and its end", Tags, "", R"(
        ! TYPE #a active
        > @+typing=active TAGMSG #a
        ~ 4000
        ! TYPE #a paused
        > @+typing=paused TAGMSG #a
        ~ 4000
        ! TYPE #a paused
        ! TYPE #a done
        > @+typing=done TAGMSG #a)");
    row("a message ends it without a word", Tags, "", R"(
        ! TYPE #a active
        > @+typing=active TAGMSG #a
        ! SAY #a x1 :ja
        > @+plausch.chat/id=x1 PRIVMSG #a ja
        = Handed x1
        ~ 4000
        ! TYPE #a done)");
    row("who did not begin does not end", Tags, "", R"(
        ! TYPE #a done
        ! TYPE #a paused)");
    row("of others, and never of ourselves", Tags, "", R"(
        < @+typing=active :ben!b@h TAGMSG #a
        = Typing #a ben active
        < @+typing=paused :ben!b@h TAGMSG eva
        = Typing ben ben paused
        < @+typing=done :ben!b@h TAGMSG eva
        = Typing ben ben done
        < @+typing=dancing :ben!b@h TAGMSG eva
        < @+typing=active :eva!e@h TAGMSG ben
        < @+typing=active :irc.test TAGMSG eva)");
    row("a server without tags is not told", "", "", R"(
        ! TYPE #a active)");
}

void TestNetworkSigns::redactions_data()
{
    addColumns();
    constexpr char Caps[] = "message-tags server-time echo-message draft/message-redaction";
    constexpr char CapsMute[] = "message-tags server-time draft/message-redaction";
    // extensions/message-redaction "Command"
    row("asked for, and done", Caps, "", R"(
        ! REDACT #a m1 s1
        > REDACT #a m1
        < @msgid=m9 :eva!e@h REDACT #a m1
        = Redacted #a eva m1 mine
        = Signed s1)");
    row("with a reason", CapsMute, "", R"(
        ! REDACT #a m1 s1 :falscher Raum
        > REDACT #a m1 :falscher Raum
        = Signed s1)");
    row("of others", Caps, "", R"(
        < @time=2026-01-01T12:00:01.000Z;account=ben :ben!b@h REDACT #a m1 :spam
        = Redacted #a ben m1 text=spam account=ben at=2026-01-01T12:00:01.000Z
        < :ben!b@h REDACT eva m2
        = Redacted ben ben m2)");
    // "Errors"
    row("refused", Caps, "", R"(
        ! REDACT #a m1 s1
        > REDACT #a m1
        < FAIL REDACT REDACT_FORBIDDEN #a m1 :You are not authorised to delete this message
        = Failed REDACT #a REDACT_FORBIDDEN own=s1 text=You are not authorised to delete this message)");
    row("a server that cannot", Tags, "", R"(
        ! REDACT #a m1 s1
        = Failed REDACT #a NO_REDACTION own=s1)");
    row("a message without a name", Caps, "", R"(
        ! REDACT #a - s1
        = Failed REDACT #a BAD_TARGET own=s1)");
}

void TestNetworkSigns::receipts_data()
{
    addColumns();
    row("to and from another Plausch", Tags, "", R"(
        ! CONFIRM ben p1
        > @+plausch.chat/delivered=p1 TAGMSG ben
        ! CONFIRM ben p1 read
        > @+plausch.chat/read=p1 TAGMSG ben
        < @+plausch.chat/delivered=x1 :ben!b@h TAGMSG eva
        = Confirmed ben x1
        < @+plausch.chat/read=x1 :ben!b@h TAGMSG eva
        = Confirmed ben x1 read)");
    row("not from oneself, and not to a room", Tags, "", R"(
        < @+plausch.chat/delivered=x1 :eva!e@h TAGMSG ben
        < @+plausch.chat/delivered=x1 :ben!b@h TAGMSG #a)");
    row("not where there are no tags", "", "", R"(
        ! CONFIRM ben p1)");
}

void TestNetworkSigns::otherTags_data()
{
    addColumns();
    row("tags that nobody else takes", Tags, "", R"(
        ! SIGNAL ben +plausch.chat/introduction abc
        > @+plausch.chat/introduction=abc TAGMSG ben
        < @account=ben;+plausch.chat/introduction=xyz;+typing=active :ben!b@h TAGMSG eva
        = Typing ben ben active tags=+plausch.chat/introduction=xyz
        = Signalled ben ben +plausch.chat/introduction=xyz
        < @+plausch.chat/introduction=abc :eva!e@h TAGMSG ben
        = Signalled ben eva +plausch.chat/introduction=abc mine)");
    row("only client-only ones", Tags, "", R"(
        ! SIGNAL ben time abc
        = Failed TAGMSG ben BAD_LINE)");
    row("not where they would not arrive", Tags, "CLIENTTAGDENY=*", R"(
        ! SIGNAL ben +x abc
        = Failed TAGMSG ben NO_TAGS)");
    row("signs take tags along", Tags, "", R"(
        ! @+x=y REACT ben m1 lol s1
        > @+x=y;+draft/reply=m1;+draft/react=lol;+plausch.chat/id=s1 TAGMSG ben
        < @+x=y;+draft/reply=m1;+draft/react=lol;+plausch.chat/id=s1 :eva!e@h TAGMSG ben
        = Reacted ben eva lol to=m1 id=s1 mine tags=+x=y
        = Signed s1
        ! @+x=y TYPE ben active
        > @+x=y;+typing=active TAGMSG ben
        ! @+x=z TYPE ben done
        ~ 3000
        > @+x=z;+typing=done TAGMSG ben)");
    row("with tags a message is taken back by one, too", Tags, "", R"(
        ! @+x=y REDACT ben p1 s1
        > @+x=y;+plausch.chat/redact=p1;+plausch.chat/id=s1 TAGMSG ben
        < @+x=y;+plausch.chat/redact=p1;+plausch.chat/id=s1 :eva!e@h TAGMSG ben
        = Redacted ben eva - own=p1 id=s1 mine tags=+x=y
        = Signed s1
        < @+x=y;+plausch.chat/redact=p2;+plausch.chat/id=s2 :ben!b@h TAGMSG eva
        = Redacted ben ben - own=p2 id=s2 tags=+x=y
        < @+plausch.chat/redact=p2 :ben!b@h TAGMSG #a
        ! @+x=y REDACT ben - s3
        = Failed TAGMSG ben BAD_TARGET own=s3)");
    row("not where that tag is not passed on", Tags, "CLIENTTAGDENY=plausch.chat/redact", R"(
        ! @+x=y REDACT ben p1 s1
        = Failed TAGMSG ben NO_TAGS own=s1)");
    QTest::newRow("over the ceiling of what a client may send")
        << QByteArray(Tags) << QByteArray()
        << QByteArray("! SIGNAL ben +x " + QByteArray(4'095, 'x') + "\n= Failed TAGMSG ben BAD_LINE");
}

void TestNetworkSigns::past_data()
{
    addColumns();
    // extensions/chathistory "draft/event-playback": only what is about messages is told, the rest is counted
    row("what was said about messages", History, "CHATHISTORY=100", R"(
        ! LATEST #a * 4
        > CHATHISTORY LATEST #a * 4
        < BATCH +h chathistory #a
        < @batch=h;msgid=m1;time=2026-01-01T11:00:00.000Z :ben!b@h PRIVMSG #a :alt
        = Heard #a ben alt msgid=m1 at=2026-01-01T11:00:00.000Z history
        < @batch=h;msgid=m2;time=2026-01-01T11:00:01.000Z :cleo!c@h JOIN #a
        < @batch=h;msgid=m3;time=2026-01-01T11:00:02.000Z;+draft/reply=m1;+draft/react=x :cleo!c@h TAGMSG #a
        = Reacted #a cleo x to=m1 at=2026-01-01T11:00:02.000Z history
        < @batch=h;time=2026-01-01T11:00:03.000Z :ben!b@h REDACT #a m1
        = Redacted #a ben m1 at=2026-01-01T11:00:03.000Z history
        < BATCH -h
        = HistoryShown #a 4 more)");
    row("nobody types there, and nothing is confirmed", History, "CHATHISTORY=100", R"(
        ! LATEST ben * 9
        > CHATHISTORY LATEST ben * 9
        < BATCH +h chathistory ben
        < @batch=h;+typing=active :ben!b@h TAGMSG eva
        < @batch=h;+plausch.chat/read=x1 :ben!b@h TAGMSG eva
        < @batch=h;+x=y :ben!b@h TAGMSG eva
        < BATCH -h
        = HistoryShown ben 3)");
}

void TestNetworkSigns::pagesTellTheirEnds()
{
    class Port final : public session::Port
    {
    public:
        void send(const wire::Message &) override { }
        void emitEvent(Event event) override
        {
            const auto *network = std::get_if<NetworkEvent>(&event);
            if (const auto *told = network ? std::get_if<HistoryShown>(network) : nullptr)
                shown = *told;
        }
        void close() override { }
        HistoryShown shown;
    } port;
    NetworkSession session(port, Script::eva(), Script::unpaced());
    const auto serve = [&](const QByteArray &line) { session.onLine(line, ScriptStart); };
    session.start(ScriptStart);
    for (const char *line : {"CAP * LS :batch message-tags draft/chathistory",
                             "CAP * ACK :batch message-tags draft/chathistory", ":s 001 eva :Hi", ":s 422 eva :none"})
        serve(line);
    session.perform(NetworkRequest(AskHistory{"#a", HistoryFrom::Latest, {}, 0, 9}), ScriptStart);
    for (const char *line : {"BATCH +h chathistory #a", "@batch=h;msgid=m1 :b!b@h JOIN #a",
                             "@batch=h BATCH +m draft/multiline #a", "@batch=m :b!b@h PRIVMSG #a :x", "BATCH -m",
                             "@batch=h;msgid=m3 :b!b@h QUIT", "@batch=h;msgid=r4 :b!b@h REDACT #a m4", "BATCH -h"})
        serve(line);
    QCOMPARE(port.shown.count, 4);
    QCOMPARE(port.shown.oldest, QByteArray("m1"));
    QCOMPARE(port.shown.newest, QByteArray("m3"));
}

void TestNetworkSigns::ownAccountIsOneself()
{
    Script server;
    server.enter("message-tags account-tag sasl");
    const QByteArray wrong = server.play(R"(
        < :irc.test 900 eva eva!e@h eva :You are now logged in
        = SignedIn eva
        < @account=eva;+draft/reply=m1;+draft/react=x :eva2!e@h TAGMSG #a
        = Reacted #a eva2 x to=m1 account=eva mine
        < @account=eva;+typing=active :eva2!e@h TAGMSG #a)");
    QVERIFY2(wrong.isEmpty(), wrong.constData());
}

void TestNetworkSigns::beforeItIsReady()
{
    Script server;
    server.port.notes.clear();
    const QByteArray wrong = server.play(R"(
        ! REACT #a m1 x s1
        = Failed TAGMSG #a NOT_READY own=s1
        ! REDACT #a m1 s1
        = Failed REDACT #a NOT_READY own=s1
        ! SIGNAL ben +x y
        = Failed TAGMSG ben NOT_READY
        ! TYPE #a active)");
    QVERIFY2(wrong.isEmpty(), wrong.constData());
}

/// https://ircv3.net/specs/extensions/sasl-3.1: after the certificate the password has its turn.
void TestNetworkSigns::aStrangeCertificateIsNoWrongPassword()
{
    NetworkSelf self = Script::eva();
    self.external = true;
    self.account = "eva";
    self.secret = "geheim";
    Script server(self);
    const QByteArray wrong = server.play(R"(
        > CAP LS 302
        > NICK eva
        > USER eva 0 * :Eva M
        < CAP * LS :sasl=EXTERNAL,PLAIN
        > CAP REQ sasl
        < CAP * ACK :sasl
        > AUTHENTICATE EXTERNAL
        < AUTHENTICATE +
        > AUTHENTICATE +
        < :irc.test 904 eva :failed
        > AUTHENTICATE PLAIN
        < AUTHENTICATE +
        > AUTHENTICATE AGV2YQBnZWhlaW0=
        < :irc.test 904 eva :failed
        = SignInFailed 904 text=failed
        > QUIT
        = Ended refused
        = closed)");
    QVERIFY2(wrong.isEmpty(), wrong.constData());
}

void TestNetworkSigns::whatAReactionIs_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("is");
    const QString family =
        QString::fromUtf8("\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7");
    QTest::newRow("an emoji") << QString::fromUtf8("\xF0\x9F\x91\x8D") << true;
    QTest::newRow("a family is one") << family << true;
    QTest::newRow("a word") << QStringLiteral("lol") << true;
    QTest::newRow("eight") << QStringLiteral("12345678") << true;
    QTest::newRow("nine") << QStringLiteral("123456789") << false;
    QTest::newRow("few, but too long") << family.repeated(4) << false;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("blank") << QStringLiteral("  ") << false;
    QTest::newRow("two lines") << QStringLiteral("a\nb") << false;
    QTest::newRow("a control character") << QStringLiteral("a\x02") << false;
}

void TestNetworkSigns::whatAReactionIs()
{
    QFETCH(QString, text);
    QFETCH(bool, is);
    QCOMPARE(isReaction(text), is);
}

/// The places are bounded, and freed.
void TestNetworkSigns::manyTargetsOfTyping()
{
    TypingPace pace;
    for (int i = 0; i < TypingPace::MaxTargets; ++i)
        QVERIFY(pace.take("n" + QByteArray::number(i), TypingState::Active, 0));
    QVERIFY(!pace.take("one more", TypingState::Active, 0));
    QVERIFY(pace.due(29'999).isEmpty());
    QVERIFY(!pace.take("one more", TypingState::Active, 29'999));
    QVERIFY(pace.due(30'000).isEmpty());
    QVERIFY(pace.take("one more", TypingState::Active, 30'000));
}

PLAUSCH_TEST_MAIN(TestNetworkSigns)
#include "tst_networksigns.moc"
