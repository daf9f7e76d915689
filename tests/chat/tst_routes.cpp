// One buddy, two routes: two people, a real chat server between them, and a direct link that can be cut.
#include "chat/introduction.h"
#include "chat/networkhome.h"
#include "chat/networks.h"
#include "session/vocabulary.h"
#include "support/cuttingproxy.h"
#include "support/eventually.h"
#include "support/person.h"
#include "support/testmain.h"

using namespace plausch;
using chat::ChatInfo;
using chat::ChatKind;
using chat::Presence;
using store::MessageState;
using test::CuttingProxy;
using test::NetworkHome;
using test::Person;
using test::TestServer;

namespace {

const QString Password = QStringLiteral("geheim123");

/// Somebody on the server whose direct links lead through a cable that can be cut.
class Guest
{
public:
    explicit Guest(const QString &name, bool cableIsThere = true)
        : person(name), cable(0, [this] { return isCut ? qint64(0) : qint64(-1); })
    {
        isCut = !cableIsThere;
        person.limits.paceBurst = 0;
        person.announcedPort = cable.port();
    }

    bool start()
    {
        if (!person.start())
            return false;
        cable.setTarget(person.port());
        return true;
    }
    /// With an account, which is made at the first time.
    bool signOn(const TestServer &server, const QString &account = {})
    {
        store::NetworkRow row;
        row.host = QStringLiteral("127.0.0.1");
        row.port = server.port;
        row.tls = false;
        row.nick = person.name();
        row.account = account;
        network = account.isEmpty() ? networks().add(row) : networks().add(row, {Password, false, true, {}});
        return QTest::qWaitFor([this] { return isSignedOn(); }, 60'000);
    }
    bool isSignedOn()
    {
        const chat::NetworkInfo *info = networks().network(network);
        return info && info->state == chat::NetworkState::Online;
    }
    void cut()
    {
        isCut = true;
        cable.cutNow();
    }
    void mend(const Guest &other)
    {
        isCut = false;
        board().tryNow(with(other));
    }

    chat::Switchboard &board() { return person.board(); }
    chat::Networks &networks() { return board().networks(); }
    chat::ChatId with(const Guest &other) { return person.chatWith(other.person); }
    /// The conversation with the nick, which is not that with the buddy.
    chat::ChatId talkWith(const QString &nick) { return networks().openPerson(network, nick); }
    ChatInfo info(const Guest &other)
    {
        const ChatInfo *found = person.info(other.person);
        return found ? *found : ChatInfo{};
    }
    ChatInfo talk(const QString &nick) { return *board().chat(talkWith(nick)); }
    QString routeTo(const Guest &other)
    {
        const ChatInfo now = info(other);
        if (now.routeInUse < 0)
            return QStringLiteral("none");
        const QString by = now.routes[now.routeInUse].network;
        return by.isEmpty() ? QStringLiteral("direct") : by == network ? QStringLiteral("server") : by;
    }
    void say(const Guest &other, const QString &text) { board().say(with(other), text); }
    /// Received in a conversation, as it is stored.
    QList<store::MessageRow> received(const chat::ChatId &chat)
    {
        std::optional<QList<store::MessageRow>> rows;
        board().archive().pageBefore(chat, std::nullopt, 100'000,
                                     [&](const chat::Archive::Page &page) { rows = page.rows; });
        if (!QTest::qWaitFor([&] { return rows.has_value(); }, 60'000))
            qWarning("the store does not answer");
        QList<store::MessageRow> list = rows.value_or(QList<store::MessageRow>{});
        list.removeIf([](const store::MessageRow &row) { return row.mine || row.kind > store::MessageKind::Notice; });
        return list;
    }
    /// The newest of the conversation with somebody, as it is stored.
    store::MessageRow last(const Guest &other)
    {
        std::optional<QList<store::MessageRow>> rows;
        board().archive().pageBefore(with(other), std::nullopt, 1,
                                     [&](const chat::Archive::Page &page) { rows = page.rows; });
        const bool answered = QTest::qWaitFor([&] { return rows.has_value(); }, 60'000);
        return answered && !rows->isEmpty() ? rows->constLast() : store::MessageRow{};
    }
    int waitingSigns(const Guest &other)
    {
        std::optional<qsizetype> count;
        board().archive().signsOf(with(other), [&](const QList<store::SignRow> &rows) { count = rows.size(); });
        return QTest::qWaitFor([&] { return count.has_value(); }, 60'000) ? int(*count) : -1;
    }
    void setAway(bool away, const QString &text = {})
    {
        chat::Settings settings = board().settings();
        settings.away = away;
        settings.awayText = text;
        board().setSettings(settings);
    }
    /// Comes to the server anew, under another name.
    bool comeAs(const QString &nick)
    {
        store::NetworkRow row = networks().network(network)->row;
        row.nick = nick;
        networks().edit(row);
        networks().connectTo(network);
        return QTest::qWaitFor([&] { return isSignedOn() && networks().network(network)->nick == nick; }, 60'000);
    }
    QStringList texts(const Guest &other)
    {
        QStringList list;
        for (const store::MessageRow &row : received(with(other)))
            list.append(row.text);
        return list;
    }

    Person person;
    bool isCut = false;
    CuttingProxy cable;
    QString network;
};

/// Both are on the server, and one has added the other there, who has accepted.
bool meet(TestServer &server, Guest &anna, Guest &ben, bool withAccounts = false)
{
    const auto account = [&](const Guest &guest) { return withAccounts ? guest.person.name() : QString(); };
    if (!server.start() || !anna.start() || !ben.start() || !anna.signOn(server, account(anna))
        || !ben.signOn(server, account(ben)))
        return false;
    if (!anna.board().addFromServer(anna.talkWith(QStringLiteral("Ben"))).isEmpty())
        return false;
    if (!QTest::qWaitFor([&] { return ben.info(anna).kind == ChatKind::Request; }, 60'000))
        return false;
    ben.board().accept(ben.with(anna));
    return QTest::qWaitFor([&] { return anna.routeTo(ben) != u"none" && ben.routeTo(anna) != u"none"; }, 60'000);
}

const QString Thumb = QStringLiteral("\U0001F44D");
const QList<store::ReactionSum> OneThumb{{Thumb, 1, false, {}}};

QStringList numbered(int from, int to)
{
    QStringList texts;
    for (int number = from; number <= to; ++number)
        texts.append(QString::number(number));
    return texts;
}

} // namespace

class TestRoutes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addedOnTheServerGoesDirect();
    void nothingIsToldBeforeAccepting();
    void theServerCarriesWhatCannotGoDirect();
    void longTextsComeWholeOverTheServer();
    void aChosenRouteIsKept();
    void cutAndMendedInTheMiddleOfTalking();
    void withoutServerAndLinkMessagesWait();
    void introducedAgainAfterARestart();
    void oldBuddiesLearnWhereTheyMeet();
    void bothAddEachOther();
    void anotherNickIsFollowed();
    void anImpostorIsNotBelieved();
    void blockedStaysOut();
    void removedBuddyIsToldNothing();
    void nobodyOnTheServer();
    void signsGoOverTheServer();
    void signsSurviveEveryChangeOfTheWay();
    void aLateReactionDoesNotComeBack();
    void awayIsToldOverTheServer();
    void whatIsTooLongForTheServerWaits_data();
    void whatIsTooLongForTheServerWaits();
    void aRemovedTalkIsStillWatched();
    void noEmptyTalkFromTheServersHistory();
    void foundAgainByAccount();
};

void TestRoutes::addedOnTheServerGoesDirect()
{
    TestServer server;
    Guest anna(QStringLiteral("Anna")), ben(QStringLiteral("Ben"));
    QVERIFY(meet(server, anna, ben));
    EVENTUALLY(anna.routeTo(ben) == u"direct" && ben.routeTo(anna) == u"direct");
    const ChatInfo info = anna.info(ben);
    QCOMPARE(info.kind, ChatKind::Buddy);
    QCOMPARE(info.name, QStringLiteral("Ben"));
    QVERIFY(info.encrypted && info.direct);
    QCOMPARE(info.routes.size(), 2);
    QCOMPARE(info.routes[1], (chat::Route{anna.network, QStringLiteral("TestNet"), QStringLiteral("Ben"), true}));
    EVENTUALLY(anna.talk(QStringLiteral("Ben")).buddy == anna.with(ben));
    QVERIFY(!anna.talk(QStringLiteral("Ben")).introducing);
    anna.say(ben, QStringLiteral("Hallo Ben"));
    ben.say(anna, QStringLiteral("Hallo Anna"));
    EVENTUALLY(ben.texts(anna) == QStringList(QStringLiteral("Hallo Ben")));
    EVENTUALLY(anna.texts(ben) == QStringList(QStringLiteral("Hallo Anna")));
    QVERIFY(ben.received(ben.with(anna)).constFirst().via.isEmpty());
}

void TestRoutes::nothingIsToldBeforeAccepting()
{
    TestServer server;
    Guest anna(QStringLiteral("Anna")), ben(QStringLiteral("Ben"));
    QVERIFY(server.start() && anna.start() && ben.start() && anna.signOn(server) && ben.signOn(server));
    anna.networks().setWire(anna.network, true);
    QStringList heard;
    connect(&anna.networks(), &chat::Networks::wireLine, &anna.person,
            [&](const auto &, bool out, const QString &line) {
                if (!out)
                    heard.append(line);
            });
    QCOMPARE(anna.board().addFromServer(anna.talkWith(QStringLiteral("Ben"))), QString());
    QVERIFY(anna.talk(QStringLiteral("Ben")).introducing);
    EVENTUALLY(ben.info(anna).kind == ChatKind::Request);
    QCOMPARE(ben.info(anna).name, QStringLiteral("Anna"));
    QCOMPARE(ben.info(anna).routes.value(1).nick, QStringLiteral("Anna"));
    QCOMPARE(ben.routeTo(anna), QStringLiteral("none"));
    // What he would have told would stand before this.
    ben.networks().say(ben.talkWith(QStringLiteral("Anna")), QStringLiteral("Wer bist du?"), store::MessageKind::Text);
    EVENTUALLY(anna.received(anna.talkWith(QStringLiteral("Ben"))).size() == 1);
    QVERIFY(heard.filter(QStringLiteral("Wer bist du")).size() == 1);
    QCOMPARE(heard.filter(QStringLiteral("introduction=answer")).size(), 0); // her own comes back as an echo
    QVERIFY(anna.with(ben).isEmpty());
    ben.board().ignore(ben.with(anna));
    QVERIFY(ben.with(anna).isEmpty());
}

void TestRoutes::theServerCarriesWhatCannotGoDirect()
{
    TestServer server;
    Guest anna(QStringLiteral("Anna"), false), ben(QStringLiteral("Ben"), false);
    QVERIFY(meet(server, anna, ben));
    EVENTUALLY(anna.routeTo(ben) == u"server" && ben.routeTo(anna) == u"server");
    QCOMPARE(anna.info(ben).presence, Presence::Online);
    QVERIFY(!anna.info(ben).direct);
    QVERIFY(!anna.info(ben).encrypted); // the server reads along
    for (const QString &text : numbered(1, 20))
        anna.say(ben, text);
    EVENTUALLY(ben.texts(anna) == numbered(1, 20));
    EVENTUALLY(anna.person.stateCount(MessageState::Delivered) == 20);
    QCOMPARE(anna.info(ben).queued, 0);
    for (const store::MessageRow &row : ben.received(ben.with(anna))) {
        QCOMPARE(row.via, ben.network);
        QCOMPARE(row.sender, anna.person.fingerprint());
    }
    ben.board().markRead(ben.with(anna), ben.person.shown.constLast().row.row);
    EVENTUALLY(anna.person.stateCount(MessageState::Read) == 20);
    QVERIFY(ben.received(ben.talkWith(QStringLiteral("Anna"))).isEmpty());
    // What is said to the nick is another conversation, and stays so.
    anna.networks().say(anna.talkWith(QStringLiteral("Ben")), QStringLiteral("an den Namen"), store::MessageKind::Text);
    EVENTUALLY(ben.received(ben.talkWith(QStringLiteral("Anna"))).size() == 1);
    QCOMPARE(ben.texts(anna), numbered(1, 20));
}

void TestRoutes::longTextsComeWholeOverTheServer()
{
    TestServer server;
    Guest anna(QStringLiteral("Anna"), false), ben(QStringLiteral("Ben"), false);
    QVERIFY(meet(server, anna, ben));
    const QStringList texts = {QStringLiteral("erste Zeile\nzweite Zeile\n\nvierte"),
                               QString(5'000, QChar(0xe4)),
                               QStringLiteral("   eingerückt  "),
                               QStringLiteral(":Doppelpunkt zuerst"),
                               QStringLiteral("/kein Befehl"),
                               QStringLiteral("🙂").repeated(200)};
    for (const QString &text : texts)
        anna.say(ben, text);
    anna.board().say(anna.with(ben), QStringLiteral("winkt\nzweimal"), store::MessageKind::Action);
    EVENTUALLY(ben.texts(anna) == texts + QStringList(QStringLiteral("winkt\nzweimal")));
    QCOMPARE(ben.received(ben.with(anna)).constLast().kind, store::MessageKind::Action);
}

void TestRoutes::aChosenRouteIsKept()
{
    TestServer server;
    Guest anna(QStringLiteral("Anna")), ben(QStringLiteral("Ben"));
    QVERIFY(meet(server, anna, ben));
    EVENTUALLY(anna.routeTo(ben) == u"direct");
    anna.board().setRoute(anna.with(ben), anna.network);
    QCOMPARE(anna.routeTo(ben), QStringLiteral("server"));
    QCOMPARE(anna.info(ben).routeChoice, anna.network);
    QVERIFY(!anna.info(ben).encrypted);
    anna.say(ben, QStringLiteral("über den Server"));
    EVENTUALLY(ben.received(ben.with(anna)).size() == 1);
    QCOMPARE(ben.received(ben.with(anna)).constLast().via, ben.network);

    anna.board().setRoute(anna.with(ben), store::RouteDirect.toString());
    QCOMPARE(anna.routeTo(ben), QStringLiteral("direct"));
    anna.cut();
    ben.cut();
    EVENTUALLY(anna.routeTo(ben) == u"none");
    anna.say(ben, QStringLiteral("wartet"));
    EVENTUALLY(anna.info(ben).queued == 1);
    QVERIFY(anna.person.stop() && anna.start()); // the choice is kept, and the server is no way
    EVENTUALLY(anna.isSignedOn());
    EVENTUALLY(anna.info(ben).routes.value(1).up);
    QCOMPARE(anna.routeTo(ben), QStringLiteral("none"));
    anna.board().setRoute(anna.with(ben), {});
    EVENTUALLY(ben.texts(anna) == QStringList({QStringLiteral("über den Server"), QStringLiteral("wartet")}));
    anna.board().setRoute(anna.with(ben), QStringLiteral("no such network"));
    QCOMPARE(anna.info(ben).routeChoice, QString());
}

void TestRoutes::cutAndMendedInTheMiddleOfTalking()
{
    constexpr int Rounds = 10;
    constexpr int PerRound = 20;
    TestServer server;
    Guest anna(QStringLiteral("Anna")), ben(QStringLiteral("Ben"));
    QVERIFY(meet(server, anna, ben));
    EVENTUALLY(anna.routeTo(ben) == u"direct");
    for (int round = 0; round < Rounds; ++round) {
        for (int i = 1; i <= PerRound; ++i) {
            anna.say(ben, QString::number(round * PerRound + i));
            ben.say(anna, QString::number(round * PerRound + i));
        }
        EVENTUALLY(ben.person.textsFrom(ben.with(anna)).size() > round * PerRound);
        if (round % 2 == 0) {
            anna.cut();
            ben.cut();
            EVENTUALLY(anna.routeTo(ben) == u"server" && ben.routeTo(anna) == u"server");
        } else {
            anna.mend(ben);
            ben.mend(anna);
            EVENTUALLY(anna.routeTo(ben) == u"direct" && ben.routeTo(anna) == u"direct");
        }
    }
    EVENTUALLY(anna.info(ben).queued == 0 && ben.info(anna).queued == 0);
    QCOMPARE(ben.texts(anna), numbered(1, Rounds * PerRound));
    QCOMPARE(anna.texts(ben), numbered(1, Rounds * PerRound));
    QCOMPARE(ben.person.textsFrom(ben.with(anna)), numbered(1, Rounds * PerRound)); // each shown once
}

void TestRoutes::withoutServerAndLinkMessagesWait()
{
    TestServer server;
    Guest anna(QStringLiteral("Anna")), ben(QStringLiteral("Ben"));
    QVERIFY(meet(server, anna, ben));
    EVENTUALLY(anna.routeTo(ben) == u"direct" && ben.routeTo(anna) == u"direct");
    server.stop();
    EVENTUALLY(!anna.info(ben).routes[1].up);
    anna.say(ben, QStringLiteral("nur direkt"));
    EVENTUALLY(ben.texts(anna).size() == 1);
    anna.cut();
    ben.cut();
    EVENTUALLY(anna.routeTo(ben) == u"none");
    anna.say(ben, QStringLiteral("wartet"));
    EVENTUALLY(anna.info(ben).queued == 1);
    QVERIFY(server.start());
    anna.networks().tryNow(anna.network);
    ben.networks().tryNow(ben.network);
    EVENTUALLY(ben.texts(anna) == QStringList({QStringLiteral("nur direkt"), QStringLiteral("wartet")}));
    EVENTUALLY(anna.routeTo(ben) == u"server");
}

void TestRoutes::introducedAgainAfterARestart()
{
    TestServer server;
    Guest anna(QStringLiteral("Anna"), false), ben(QStringLiteral("Ben"), false);
    QVERIFY(meet(server, anna, ben));
    QVERIFY(anna.person.stop());
    EVENTUALLY(ben.routeTo(anna) == u"none");
    ben.say(anna, QStringLiteral("bis gleich"));
    QVERIFY(anna.start());
    EVENTUALLY(anna.routeTo(ben) == u"server" && ben.routeTo(anna) == u"server");
    EVENTUALLY(anna.texts(ben) == QStringList(QStringLiteral("bis gleich")));
    QCOMPARE(ben.person.people().size(), 2); // Anna and the server's page
}

void TestRoutes::oldBuddiesLearnWhereTheyMeet()
{
    TestServer server;
    Guest anna(QStringLiteral("Anna")), ben(QStringLiteral("Ben"));
    QVERIFY(server.start() && anna.start() && ben.start() && befriend(anna.person, ben.person));
    QVERIFY(anna.signOn(server) && ben.signOn(server));
    QCOMPARE(anna.info(ben).routes.size(), 1);
    QCOMPARE(anna.board().addFromServer(anna.talkWith(QStringLiteral("Ben"))), QString());
    EVENTUALLY(anna.info(ben).routes.value(1).up && ben.info(anna).routes.value(1).up);
    QCOMPARE(anna.routeTo(ben), QStringLiteral("direct"));
    anna.board().setRoute(anna.with(ben), anna.network);
    anna.say(ben, QStringLiteral("auf dem anderen Weg"));
    EVENTUALLY(ben.texts(anna).size() == 1);
}

void TestRoutes::bothAddEachOther()
{
    TestServer server;
    Guest anna(QStringLiteral("Anna")), ben(QStringLiteral("Ben"));
    QVERIFY(server.start() && anna.start() && ben.start() && anna.signOn(server) && ben.signOn(server));
    QCOMPARE(anna.board().addFromServer(anna.talkWith(QStringLiteral("Ben"))), QString());
    QCOMPARE(ben.board().addFromServer(ben.talkWith(QStringLiteral("Anna"))), QString());
    EVENTUALLY(anna.routeTo(ben) == u"direct" && ben.routeTo(anna) == u"direct");
    QCOMPARE(anna.info(ben).kind, ChatKind::Buddy);
    QCOMPARE(ben.info(anna).kind, ChatKind::Buddy);
}

void TestRoutes::anotherNickIsFollowed()
{
    TestServer server;
    Guest anna(QStringLiteral("Anna"), false), ben(QStringLiteral("Ben"), false);
    QVERIFY(meet(server, anna, ben));
    anna.say(ben, QStringLiteral("eins"));
    EVENTUALLY(ben.texts(anna).size() == 1);
    ben.networks().setNick(ben.network, QStringLiteral("Benno"));
    EVENTUALLY(anna.info(ben).routes[1].nick == u"Benno" && anna.routeTo(ben) == u"server");
    anna.say(ben, QStringLiteral("zwei"));
    ben.say(anna, QStringLiteral("drei"));
    EVENTUALLY(ben.texts(anna) == QStringList({QStringLiteral("eins"), QStringLiteral("zwei")}));
    EVENTUALLY(anna.texts(ben) == QStringList(QStringLiteral("drei")));
}

/// Ben has gone, and somebody else has his nick: he shows Ben's key, which is no secret, and cannot sign with it.
void TestRoutes::anImpostorIsNotBelieved()
{
    TestServer server;
    Guest anna(QStringLiteral("Anna"), false), ben(QStringLiteral("Ben"), false);
    QVERIFY(meet(server, anna, ben));
    const auto bens = chat::loadOrCreateIdentity(ben.person.dir()).identity;
    QVERIFY(ben.person.stop());
    EVENTUALLY(anna.routeTo(ben) == u"none");

    NetworkHome mallory(QStringLiteral("Ben"));
    QVERIFY(mallory.start());
    const QString id = mallory.add(server.port);
    EVENTUALLY(mallory.isOnline(id));
    const QTemporaryDir dir;
    const auto own = chat::loadOrCreateIdentity(dir.path()).identity;
    chat::Introduction of;
    of.key = bens.certificate.publicKey().toDer();
    of.name = QStringLiteral("Ben");
    of.addresses = {{QStringLiteral("127.0.0.1"), 9}};
    of.network = QStringLiteral("TestNet");
    of.from = "Ben";
    of.to = "Anna";
    of.token = "token";
    of.time = QDateTime::currentMSecsSinceEpoch();
    of.asks = true;
    const QList<wire::Tag> forged = chat::introductionTags(of, own.key);
    QVERIFY(mallory.networks().signal(id, QStringLiteral("Anna"), forged));
    mallory.networks().signal(
        id, QStringLiteral("Anna"),
        {session::makeTag(chat::BuddyTag, "token"), session::makeTag("+plausch.chat/buddy-delivered", "x")});
    anna.say(ben, QStringLiteral("nur für Ben"));
    const chat::ChatId talk = anna.talkWith(QStringLiteral("Ben"));
    mallory.networks().say(mallory.networks().openPerson(id, QStringLiteral("Anna")), QStringLiteral("Ich bin Ben"),
                           store::MessageKind::Text);
    EVENTUALLY(anna.received(talk).size() == 1); // in the conversation with the nick, and nowhere else
    QVERIFY(anna.texts(ben).isEmpty());
    QCOMPARE(anna.routeTo(ben), QStringLiteral("none"));
    QCOMPARE(anna.info(ben).queued, 1);
    QVERIFY(anna.talk(QStringLiteral("Ben")).buddy.isEmpty());
    const auto isWarning = [](const Person::Received &one) { return one.row.text.contains(u"a key that is not his"); };
    EVENTUALLY(std::count_if(anna.person.shown.cbegin(), anna.person.shown.cend(), isWarning) == 1);

    QVERIFY(mallory.stop());
    QVERIFY(ben.start());
    EVENTUALLY(ben.texts(anna) == QStringList(QStringLiteral("nur für Ben")));
    QVERIFY(ben.received(ben.talkWith(QStringLiteral("Anna"))).isEmpty());
}

void TestRoutes::blockedStaysOut()
{
    TestServer server;
    Guest anna(QStringLiteral("Anna"), false), ben(QStringLiteral("Ben"), false);
    QVERIFY(meet(server, anna, ben));
    ben.board().block(ben.with(anna));
    QCOMPARE(ben.routeTo(anna), QStringLiteral("none"));
    anna.say(ben, QStringLiteral("hörst du mich?"));
    ben.networks().say(ben.talkWith(QStringLiteral("Anna")), QStringLiteral("Nein."), store::MessageKind::Text);
    EVENTUALLY(anna.received(anna.talkWith(QStringLiteral("Ben"))).size() == 1);
    QVERIFY(ben.texts(anna).isEmpty());
    ben.board().unblock(ben.with(anna));
    EVENTUALLY(ben.texts(anna).size() == 1);
}

void TestRoutes::removedBuddyIsToldNothing()
{
    TestServer server;
    Guest anna(QStringLiteral("Anna"), false), ben(QStringLiteral("Ben"), false);
    QVERIFY(meet(server, anna, ben));
    ben.board().remove(ben.with(anna), true);
    QVERIFY(ben.person.stop() && ben.start());
    EVENTUALLY(ben.isSignedOn());
    EVENTUALLY(ben.info(anna).kind == ChatKind::Request); // Anna knows him and tells him again who she is
    QCOMPARE(ben.routeTo(anna), QStringLiteral("none"));
    QCOMPARE(anna.routeTo(ben), QStringLiteral("none"));
}

void TestRoutes::nobodyOnTheServer()
{
    TestServer server;
    Guest anna(QStringLiteral("Anna"));
    QVERIFY(server.start() && anna.start() && anna.signOn(server));
    QVERIFY(!anna.board().addFromServer(QStringLiteral("no such chat")).isEmpty());
    QVERIFY(!anna.board().addFromServer(anna.networks().serverChat(anna.network)).isEmpty());
    const chat::ChatId nobody = anna.talkWith(QStringLiteral("Nobody"));
    QCOMPARE(anna.board().addFromServer(nobody), QString()); // asked as soon as he is there
    QVERIFY(anna.talk(QStringLiteral("Nobody")).introducing);
    Guest ben(QStringLiteral("Nobody"));
    QVERIFY(ben.start() && ben.signOn(server));
    EVENTUALLY(ben.info(anna).kind == ChatKind::Request);
    anna.networks().disconnectFrom(anna.network);
    EVENTUALLY(!anna.talk(QStringLiteral("Nobody")).joined);
    QVERIFY(!anna.board().addFromServer(nobody).isEmpty());
}

void TestRoutes::signsGoOverTheServer()
{
    TestServer server;
    Guest anna(QStringLiteral("Anna"), false), ben(QStringLiteral("Ben"), false);
    QVERIFY(meet(server, anna, ben));
    const chat::ChatId bens = anna.with(ben);
    const chat::ChatId annas = ben.with(anna);
    QVERIFY(ben.info(anna).reacts && ben.info(anna).typing && ben.info(anna).replies);
    anna.say(ben, QStringLiteral("Kuchen?"));
    EVENTUALLY(ben.texts(anna).size() == 1);
    QCOMPARE(ben.board().react(annas, ben.last(anna), Thumb), QString());
    EVENTUALLY(anna.last(ben).reactions == OneThumb);
    EVENTUALLY(ben.waitingSigns(anna) == 0); // confirmed over the server, too
    QCOMPARE(ben.board().react(annas, ben.last(anna), Thumb, false), QString());
    EVENTUALLY(anna.last(ben).reactions.isEmpty());

    ben.board().setTyping(annas, session::TypingState::Active);
    EVENTUALLY(anna.board().typing(bens) == QStringList(QStringLiteral("Ben")));
    ben.board().reply(annas, ben.last(anna), QStringLiteral("Ja"));
    EVENTUALLY(anna.texts(ben).size() == 1);
    QVERIFY(anna.board().typing(bens).isEmpty());
    QCOMPARE(anna.last(ben).quote.text, QStringLiteral("Kuchen?"));

    EVENTUALLY(ben.last(anna).state == MessageState::Delivered);
    QCOMPARE(ben.board().withdraw(annas, ben.last(anna), QStringLiteral("doch nicht")), QString());
    EVENTUALLY(anna.last(ben).withdrawnAt > 0);
    QVERIFY(anna.last(ben).text.isEmpty());
    EVENTUALLY(ben.waitingSigns(anna) == 0);
    // Nothing of it is in the conversation with the nick, and nobody types there.
    QVERIFY(anna.received(anna.talkWith(QStringLiteral("Ben"))).isEmpty());
    ben.board().setTyping(annas, session::TypingState::Active);
    ben.say(anna, QStringLiteral("Ende"));
    EVENTUALLY(anna.texts(ben).contains(QStringLiteral("Ende")));
    QVERIFY(anna.board().typing(anna.talkWith(QStringLiteral("Ben"))).isEmpty());
    // What somebody else would have one take back stays.
    store::MessageRow hers = ben.received(annas).constFirst();
    hers.mine = true;
    hers.state = MessageState::Delivered;
    QCOMPARE(ben.board().withdraw(annas, hers), QString());
    EVENTUALLY(ben.waitingSigns(anna) == 0);
    anna.say(ben, QStringLiteral("noch da"));
    EVENTUALLY(ben.texts(anna).size() == 2);
    QCOMPARE(ben.texts(anna), QStringList({QString(), QStringLiteral("noch da")})); // he sees what he asked for
    std::optional<QList<store::MessageRow>> rows;
    anna.board().archive().pageBefore(bens, std::nullopt, 9,
                                      [&](const chat::Archive::Page &page) { rows = page.rows; });
    EVENTUALLY(rows.has_value());
    QCOMPARE(rows->constFirst().text, QStringLiteral("Kuchen?"));
}

void TestRoutes::signsSurviveEveryChangeOfTheWay()
{
    constexpr int Rounds = 8;
    TestServer server;
    Guest anna(QStringLiteral("Anna")), ben(QStringLiteral("Ben"));
    QVERIFY(meet(server, anna, ben));
    EVENTUALLY(anna.routeTo(ben) == u"direct" && ben.routeTo(anna) == u"direct");
    anna.say(ben, QStringLiteral("Kuchen?"));
    EVENTUALLY(ben.texts(anna).size() == 1);
    const store::MessageRow cake = ben.last(anna);
    for (int round = 0; round < Rounds; ++round) {
        // One is on its way when the way changes, and one is given meanwhile.
        QCOMPARE(ben.board().react(ben.with(anna), cake, Thumb), QString());
        QCOMPARE(ben.board().react(ben.with(anna), cake, QString::number(round)), QString());
        if (round % 2 == 0) {
            anna.cut();
            ben.cut();
            QCOMPARE(ben.board().react(ben.with(anna), cake, Thumb, false), QString());
            EVENTUALLY(anna.routeTo(ben) == u"server" && ben.routeTo(anna) == u"server");
        } else {
            anna.mend(ben);
            ben.mend(anna);
            QCOMPARE(ben.board().react(ben.with(anna), cake, Thumb, false), QString());
            EVENTUALLY(anna.routeTo(ben) == u"direct" && ben.routeTo(anna) == u"direct");
        }
        EVENTUALLY(ben.waitingSigns(anna) == 0);
    }
    const QList<store::ReactionSum> given = anna.last(ben).reactions;
    QCOMPARE(given.size(), Rounds); // the numbers, each once, and no thumb
    for (const store::ReactionSum &sum : given)
        QVERIFY(sum.count == 1 && sum.reaction != Thumb);
}

/// It came by another way meanwhile, and was taken back.
void TestRoutes::aLateReactionDoesNotComeBack()
{
    TestServer server;
    Guest anna(QStringLiteral("Anna"), false), ben(QStringLiteral("Ben"), false);
    QVERIFY(meet(server, anna, ben));
    anna.say(ben, QStringLiteral("Kuchen?"));
    EVENTUALLY(ben.texts(anna).size() == 1);
    QStringList sent;
    connect(&ben.networks(), &chat::Networks::wireLine, &ben.person, [&](const auto &, bool out, const QString &line) {
        if (out && line.contains(u"+draft/react="))
            sent.append(line);
    });
    ben.networks().setWire(ben.network, true);
    QCOMPARE(ben.board().react(ben.with(anna), ben.last(anna), Thumb), QString());
    EVENTUALLY(anna.last(ben).reactions == OneThumb);
    QCOMPARE(ben.board().react(ben.with(anna), ben.last(anna), Thumb, false), QString());
    EVENTUALLY(anna.last(ben).reactions.isEmpty());
    QCOMPARE(sent.size(), 1);
    auto again = wire::Message::fromLine(sent.constFirst().toUtf8());
    QVERIFY(again);
    again->tags.removeIf([](const wire::Tag &tag) { return !tag.key.startsWith('+'); });
    QVERIFY(ben.networks().signal(ben.network, QStringLiteral("Anna"), again->tags));
    ben.say(anna, QStringLiteral("Ende"));
    EVENTUALLY(anna.texts(ben).size() == 1);
    std::optional<QList<store::MessageRow>> rows;
    anna.board().archive().pageBefore(anna.with(ben), std::nullopt, 9,
                                      [&](const chat::Archive::Page &page) { rows = page.rows; });
    EVENTUALLY(rows.has_value());
    QCOMPARE(rows->size(), 2);
    QVERIFY(rows->constFirst().reactions.isEmpty());
}

void TestRoutes::awayIsToldOverTheServer()
{
    TestServer server;
    Guest anna(QStringLiteral("Anna"), false), ben(QStringLiteral("Ben"), false);
    QVERIFY(meet(server, anna, ben));
    EVENTUALLY(anna.info(ben).presence == Presence::Online);
    ben.setAway(true, QStringLiteral("Mittag"));
    EVENTUALLY(anna.info(ben).presence == Presence::Away);
    QCOMPARE(anna.info(ben).awayText, QStringLiteral("Mittag"));
    ben.setAway(false);
    EVENTUALLY(anna.info(ben).presence == Presence::Online);
    QCOMPARE(anna.info(ben).awayText, QString());
    ben.setAway(true); // without words
    EVENTUALLY(anna.info(ben).presence == Presence::Away);
    QCOMPARE(anna.info(ben).awayText, QString());
    // Who comes later is told, too.
    anna.networks().disconnectFrom(anna.network);
    EVENTUALLY(anna.info(ben).presence == Presence::Offline);
    QVERIFY(anna.info(ben).offlineSince > 0);
    anna.networks().connectTo(anna.network);
    EVENTUALLY(anna.info(ben).presence == Presence::Away);
    QCOMPARE(ben.info(anna).presence, Presence::Online);
}

void TestRoutes::whatIsTooLongForTheServerWaits_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("bytes") << QString(300 * 1024, u'x');
    QTest::newRow("lines") << QStringLiteral("x\n").repeated(600).chopped(1);
}

void TestRoutes::whatIsTooLongForTheServerWaits()
{
    QFETCH(QString, text);
    TestServer server;
    Guest anna(QStringLiteral("Anna"), false), ben(QStringLiteral("Ben"), false);
    QVERIFY(meet(server, anna, ben));
    EVENTUALLY(anna.routeTo(ben) == u"server");
    for (const QString &said : {QStringLiteral("vorher"), text, QStringLiteral("danach")})
        anna.say(ben, said);
    EVENTUALLY(anna.info(ben).tooLong);
    EVENTUALLY(ben.texts(anna) == QStringList(QStringLiteral("vorher")));
    EVENTUALLY(anna.info(ben).queued == 2); // nothing overtakes it
    anna.mend(ben);
    ben.mend(anna);
    EVENTUALLY(anna.routeTo(ben) == u"direct" && ben.routeTo(anna) == u"direct");
    EVENTUALLY(anna.info(ben).queued == 0 && !anna.info(ben).tooLong);
    QStringList texts = ben.texts(anna);
    QCOMPARE(texts.takeFirst(), QStringLiteral("vorher"));
    QCOMPARE(texts.takeLast(), QStringLiteral("danach"));
    QVERIFY(texts.size() > 1); // so it goes on a direct link
    QCOMPARE(texts.join(text.contains(u'\n') ? QStringLiteral("\n") : QString()), text);
}

void TestRoutes::aRemovedTalkIsStillWatched()
{
    TestServer server;
    Guest anna(QStringLiteral("Anna"), false), ben(QStringLiteral("Ben"), false);
    QVERIFY(meet(server, anna, ben));
    EVENTUALLY(anna.talk(QStringLiteral("Ben")).presence == Presence::Online);
    anna.board().remove(anna.talkWith(QStringLiteral("Ben")), true);
    ben.networks().disconnectFrom(ben.network);
    EVENTUALLY(anna.routeTo(ben) == u"none");
    ben.networks().connectTo(ben.network);
    EVENTUALLY(anna.routeTo(ben) == u"server");
    QCOMPARE(anna.talk(QStringLiteral("Ben")).presence, Presence::Online); // known without asking again
    anna.board().remove(anna.talkWith(QStringLiteral("Ben")), true);
    anna.board().remove(anna.with(ben), true);
    QCOMPARE(anna.talk(QStringLiteral("Ben")).presence, Presence::Offline); // nobody watched, it is asked
    EVENTUALLY(anna.talk(QStringLiteral("Ben")).presence == Presence::Online);
}

/// The server keeps words of a buddy's conversation as said by a nick. Somebody else's, from the same time, are found.
void TestRoutes::noEmptyTalkFromTheServersHistory()
{
    TestServer server;
    Guest anna(QStringLiteral("Anna"), false), ben(QStringLiteral("Ben"), false);
    NetworkHome carl(QStringLiteral("Carl"));
    QVERIFY(meet(server, anna, ben, true));
    QVERIFY(carl.start());
    const QString carls = carl.add(server.port);
    const chat::ChatId room = anna.networks().join(anna.network, QStringLiteral("#treff"));
    EVENTUALLY(carl.isOnline(carls) && anna.board().chat(room)->joined);
    anna.networks().say(room, QStringLiteral("hallo"), store::MessageKind::Text); // from here on is asked
    EVENTUALLY(anna.board().chat(room)->last.text == u"hallo");
    ben.say(anna, QStringLiteral("für Anna"));
    EVENTUALLY(anna.texts(ben).size() == 1);
    const chat::ChatId toAnna = carl.networks().openPerson(carls, QStringLiteral("Anna"));
    carl.networks().say(toAnna, QStringLiteral("an den Namen"), store::MessageKind::Text);
    const chat::ChatId talk = anna.talkWith(QStringLiteral("Carl"));
    EVENTUALLY(anna.received(talk).size() == 1);
    anna.board().remove(talk, true);
    anna.board().remove(anna.talkWith(QStringLiteral("Ben")), true);
    QVERIFY(anna.person.stop() && anna.start());
    EVENTUALLY(anna.networks().network(anna.network)->state == chat::NetworkState::AskingSecret);
    anna.networks().giveSecret(anna.network, Password, false);
    EVENTUALLY(anna.isSignedOn() && anna.board().chat(talk));
    EVENTUALLY(anna.received(talk).size() == 1);
    EVENTUALLY(anna.routeTo(ben) == u"server");
    for (const ChatInfo &info : anna.board().chats())
        QVERIFY(info.kind != ChatKind::Person || info.name == u"Carl");
    QCOMPARE(anna.texts(ben).size(), 1);
}

void TestRoutes::foundAgainByAccount()
{
    TestServer server;
    Guest anna(QStringLiteral("Anna"), false), ben(QStringLiteral("Ben"), false);
    QVERIFY(meet(server, anna, ben, true));
    for (Guest *guest : {&anna, &ben}) {
        const chat::ChatId room = guest->networks().join(guest->network, QStringLiteral("#treff"));
        EVENTUALLY(guest->board().chat(room)->joined);
    }
    for (Guest *guest : {&anna, &ben})
        guest->networks().disconnectFrom(guest->network);
    EVENTUALLY(anna.routeTo(ben) == u"none" && ben.routeTo(anna) == u"none");
    // Neither is where the other looks for him.
    QVERIFY(anna.comeAs(QStringLiteral("Annika")) && ben.comeAs(QStringLiteral("Benno")));
    EVENTUALLY(anna.routeTo(ben) == u"server" && ben.routeTo(anna) == u"server");
    QCOMPARE(anna.info(ben).routes[1].nick, QStringLiteral("Benno"));
    QCOMPARE(ben.info(anna).routes[1].nick, QStringLiteral("Annika"));
    anna.say(ben, QStringLiteral("da bist du ja"));
    EVENTUALLY(ben.texts(anna).size() == 1);
}

PLAUSCH_TEST_MAIN(TestRoutes)
#include "tst_routes.moc"
