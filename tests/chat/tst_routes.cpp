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
    bool signOn(const TestServer &server)
    {
        store::NetworkRow row;
        row.host = QStringLiteral("127.0.0.1");
        row.port = server.port;
        row.tls = false;
        row.nick = person.name();
        network = networks().add(row);
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
bool meet(TestServer &server, Guest &anna, Guest &ben)
{
    if (!server.start() || !anna.start() || !ben.start() || !anna.signOn(server) || !ben.signOn(server))
        return false;
    if (!anna.board().addFromServer(anna.talkWith(QStringLiteral("Ben"))).isEmpty())
        return false;
    if (!QTest::qWaitFor([&] { return ben.info(anna).kind == ChatKind::Request; }, 60'000))
        return false;
    ben.board().accept(ben.with(anna));
    return QTest::qWaitFor([&] { return anna.routeTo(ben) != u"none" && ben.routeTo(anna) != u"none"; }, 60'000);
}

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

PLAUSCH_TEST_MAIN(TestRoutes)
#include "tst_routes.moc"
