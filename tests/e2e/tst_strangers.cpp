// Who knocks: strangers with a key, visitors without one, and those who flood.
#include "support/netcat.h"
#include "support/person.h"
#include "support/rawsocket.h"
#include "support/testmain.h"

#include <QFile>

using namespace plausch;
using chat::ChatKind;
using chat::Presence;
using test::Netcat;
using test::Person;
using test::RawSocket;

namespace {

constexpr int Patience = 20'000;

/// Connections the kernel has made and nobody has accepted: of a listening socket that is the receive queue (proc(5)).
int waitingInBacklog(quint16 port)
{
    constexpr int Local = 1, State = 3, Queues = 4;
    const QByteArray here = ':' + QByteArray::number(port, 16).toUpper().rightJustified(4, '0');
    QFile table(QStringLiteral("/proc/net/tcp"));
    if (!table.open(QIODevice::ReadOnly))
        return -1;
    for (const QByteArray &line : table.readAll().split('\n')) {
        const QByteArrayList fields = line.simplified().split(' ');
        if (fields.size() > Queues && fields[Local].endsWith(here) && fields[State] == "0A")
            return fields[Queues].split(':').value(1).toInt(nullptr, 16);
    }
    return -1;
}

const chat::ChatInfo *onlyChat(Person &person)
{
    const auto chats = person.people();
    return chats.size() == 1 ? person.board().chat(chats.constFirst().id) : nullptr;
}

} // namespace

class TestStrangers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void netcatIsShownAndAnswered();
    void messagesForAVisitorWhoLeftHaveFailed();
    void twoNetcatsOfOneName();
    void netcatOfTheNameOfABuddyIsSomebodyElse();
    void requestWaitsAndIsAccepted();
    void requestIsIgnored();
    void requestIsBlocked();
    void floodOfAStrangerEnds();
    void floodOverManyLinksEnds();
    void unconfirmedIsRepeatedWithoutCost();
    void requestsHaveACeiling();
    void strangersAreRefusedWhenOnlyBuddiesMayCall();
    void garbageIsAnswered_data();
    void garbageIsAnswered();
    void manySilentConnectionsDoNotHarm();
    void moreSilentConnectionsWaitOutside();
};

void TestStrangers::netcatIsShownAndAnswered()
{
    Person anna(QStringLiteral("Anna"));
    QVERIFY(anna.start());
    Netcat eva(anna.board().listenPort());
    eva.type("NICK eva\r\nUSER eva 0 * :Eva\r\nPRIVMSG anna :Hallo\r\n");
    QTRY_COMPARE_WITH_TIMEOUT(anna.shown.size(), 1, Patience);
    QCOMPARE(anna.shown.constFirst().row.text, QStringLiteral("Hallo"));
    const chat::ChatInfo *info = onlyChat(anna);
    QVERIFY(info);
    QCOMPARE(info->name, QStringLiteral("Eva"));
    QCOMPARE(info->kind, ChatKind::Request);
    QVERIFY(info->fingerprint.isEmpty()); // unproven
    QVERIFY(!info->encrypted);
    const chat::ChatId chat = info->id;
    anna.board().say(chat, QStringLiteral("Hallo Eva"));
    QTRY_VERIFY_WITH_TIMEOUT(eva.seen().contains("PRIVMSG eva :Hallo Eva\r\n"), Patience);
    QCOMPARE(anna.board().chat(chat)->kind, ChatKind::Visitor);
    QTRY_COMPARE_WITH_TIMEOUT(anna.stateCount(store::MessageState::Sent), 1, Patience);
    QCOMPARE(anna.board().chat(chat)->queued, 0);
}

void TestStrangers::messagesForAVisitorWhoLeftHaveFailed()
{
    Person anna(QStringLiteral("Anna"));
    QVERIFY(anna.start());
    const QByteArray hello = "NICK eva\nUSER eva 0 * :Eva\nPRIVMSG anna :da\n";
    chat::ChatId chat;
    {
        Netcat eva(anna.board().listenPort());
        eva.type(hello);
        QTRY_COMPARE_WITH_TIMEOUT(anna.shown.size(), 1, Patience);
        chat = anna.shown.constFirst().chat;
        anna.board().accept(chat);
    }
    QTRY_COMPARE_WITH_TIMEOUT(anna.board().chat(chat)->presence, Presence::Offline, Patience);
    anna.board().say(chat, QStringLiteral("nur für Eva"));
    QTRY_COMPARE_WITH_TIMEOUT(anna.shown.size(), 2, Patience);
    QCOMPARE(anna.shown.constLast().row.state, store::MessageState::Failed);
    QCOMPARE(anna.board().chat(chat)->queued, 0);
    Netcat impostor(anna.board().listenPort());
    impostor.type(hello);
    QTRY_COMPARE_WITH_TIMEOUT(anna.shown.size(), 3, Patience);
    QCOMPARE(anna.shown.constLast().chat, chat);
    anna.board().say(chat, QStringLiteral("wer da?")); // accepted before: no second request
    QTRY_VERIFY_WITH_TIMEOUT(impostor.seen().contains("wer da?"), Patience);
    QVERIFY(!impostor.seen().contains("nur"));
}

void TestStrangers::twoNetcatsOfOneName()
{
    Person anna(QStringLiteral("Anna"));
    QVERIFY(anna.start());
    Netcat first(anna.board().listenPort());
    first.type("NICK max\nUSER max 0 * :Max\nPRIVMSG anna :eins\n");
    QTRY_COMPARE_WITH_TIMEOUT(anna.shown.size(), 1, Patience);
    Netcat second(anna.board().listenPort());
    second.type("NICK max\nUSER max 0 * :Max\nPRIVMSG anna :zwei\n");
    QTRY_COMPARE_WITH_TIMEOUT(anna.shown.size(), 2, Patience);
    QVERIFY(second.seen().contains(" 001 max~2 "));
    QVERIFY(anna.shown.at(0).chat != anna.shown.at(1).chat);
    QVERIFY(!first.isClosed());
}

void TestStrangers::netcatOfTheNameOfABuddyIsSomebodyElse()
{
    Person anna(QStringLiteral("Anna")), ben(QStringLiteral("Ben"));
    QVERIFY(anna.start() && ben.start() && befriend(anna, ben));
    Netcat impostor(anna.board().listenPort());
    impostor.type("NICK Ben\nUSER ben 0 * :Ben\nPRIVMSG anna :ich bin's\n");
    QTRY_COMPARE_WITH_TIMEOUT(anna.shown.size(), 1, Patience);
    QVERIFY(anna.shown.constFirst().chat != anna.chatWith(ben));
}

void TestStrangers::requestWaitsAndIsAccepted()
{
    Person anna(QStringLiteral("Anna")), ben(QStringLiteral("Ben"));
    anna.settings().away = true;
    anna.settings().awayText = QStringLiteral("im Urlaub auf Rügen");
    QVERIFY(anna.start() && ben.start());
    QVERIFY(ben.board().addByAddress(anna.address()).isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(ben.answers.size(), 1, Patience);
    ben.board().say(ben.chatWith(anna), QStringLiteral("darf ich?"));
    QTRY_COMPARE_WITH_TIMEOUT(anna.textsFrom(anna.chatWith(ben)).size(), 1, Patience);
    QCOMPARE(anna.info(ben)->kind, ChatKind::Request);
    QCOMPARE(ben.info(anna)->queued, 1); // no receipt
    QCOMPARE(ben.presence(anna), Presence::Online); // and not that she is away
    QVERIFY(ben.info(anna)->awayText.isEmpty());
    anna.board().accept(anna.chatWith(ben));
    QTRY_COMPARE_WITH_TIMEOUT(ben.info(anna)->queued, 0, Patience);
    QTRY_COMPARE_WITH_TIMEOUT(ben.presence(anna), Presence::Away, Patience);
}

void TestStrangers::requestIsIgnored()
{
    Person anna(QStringLiteral("Anna")), ben(QStringLiteral("Ben"));
    QVERIFY(anna.start() && ben.start());
    ben.board().addByAddress(anna.address());
    QTRY_VERIFY_WITH_TIMEOUT(onlyChat(anna), Patience);
    anna.board().ignore(anna.chatWith(ben));
    QVERIFY(anna.people().isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(ben.presence(anna) != Presence::Online, Patience);
}

void TestStrangers::requestIsBlocked()
{
    Person anna(QStringLiteral("Anna")), ben(QStringLiteral("Ben"));
    QVERIFY(anna.start() && ben.start());
    ben.board().addByAddress(anna.address());
    QTRY_VERIFY_WITH_TIMEOUT(onlyChat(anna), Patience);
    anna.board().block(anna.chatWith(ben));
    QTRY_VERIFY_WITH_TIMEOUT(ben.presence(anna) != Presence::Online, Patience);
    ben.answers.clear();
    ben.board().addByAddress(anna.address());
    QTRY_COMPARE_WITH_TIMEOUT(ben.answers.size(), 1, Patience);
    QVERIFY(!ben.answers.constFirst().second.isEmpty());
    QVERIFY(anna.stop() && anna.start()); // it is remembered
    QCOMPARE(anna.presence(ben), Presence::Blocked);
}

void TestStrangers::floodOfAStrangerEnds()
{
    Person anna(QStringLiteral("Anna")), ben(QStringLiteral("Ben"));
    QVERIFY(anna.start() && ben.start());
    ben.board().addByAddress(anna.address());
    QTRY_COMPARE_WITH_TIMEOUT(ben.answers.size(), 1, Patience);
    for (int number = 0; number < 3 * realm::PeerRealm::MaxStrangerMessages; ++number)
        ben.board().say(ben.chatWith(anna), QString::number(number));
    QTRY_VERIFY_WITH_TIMEOUT(ben.presence(anna) != Presence::Online, Patience);
    QTRY_COMPARE_WITH_TIMEOUT(anna.textsFrom(anna.chatWith(ben)).size(), realm::PeerRealm::MaxStrangerMessages,
                              Patience); // the store answers later than the link
    QVERIFY(!ben.info(anna)->detail.isEmpty());
    // Accepted: nothing of it is lost.
    anna.board().accept(anna.chatWith(ben));
    ben.board().tryNow(ben.chatWith(anna));
    QTRY_COMPARE_WITH_TIMEOUT(anna.textsFrom(anna.chatWith(ben)).size(), 3 * realm::PeerRealm::MaxStrangerMessages,
                              Patience);
}

/// The ceiling is the stranger's, not his link's, and a restart of ours gives him no second one.
void TestStrangers::floodOverManyLinksEnds()
{
    constexpr int Ceiling = realm::PeerRealm::MaxStrangerMessages;
    const QByteArray flood =
        "NICK eva\nUSER eva 0 * :Eva\n" + QByteArray("PRIVMSG anna :kauf!\n").repeated(Ceiling / 2);
    Person anna(QStringLiteral("Anna"));
    QVERIFY(anna.start());
    const auto isGone = [&] { return anna.people().constFirst().presence == Presence::Offline; };
    for (int link = 1; link <= 2; ++link) {
        {
            Netcat eva(anna.board().listenPort());
            eva.type(flood);
            QTRY_COMPARE_WITH_TIMEOUT(anna.shown.size(), link * Ceiling / 2, Patience);
        }
        QTRY_VERIFY_WITH_TIMEOUT(isGone(), Patience);
    }
    for (const bool restart : {false, true}) {
        if (restart)
            QVERIFY(anna.stop() && anna.start());
        Netcat eva(anna.board().listenPort());
        eva.type(flood);
        QTRY_VERIFY_WITH_TIMEOUT(eva.isClosed(), Patience);
        QVERIFY2(eva.seen().contains("ERROR :You sent too much"), eva.seen().constData());
        QTRY_VERIFY_WITH_TIMEOUT(isGone(), Patience);
    }
    QCOMPARE(anna.shown.size(), Ceiling);
    // Accepted, she may say as much as she likes.
    anna.board().accept(anna.shown.constFirst().chat);
    Netcat eva(anna.board().listenPort());
    eva.type(flood);
    QTRY_COMPARE_WITH_TIMEOUT(anna.shown.size(), Ceiling + Ceiling / 2, Patience);
}

/// Nothing is confirmed to a stranger, so a Plausch says it again on every link.
void TestStrangers::unconfirmedIsRepeatedWithoutCost()
{
    constexpr int Ceiling = realm::PeerRealm::MaxStrangerMessages;
    Person anna(QStringLiteral("Anna")), ben(QStringLiteral("Ben"));
    QVERIFY(anna.start() && ben.start());
    ben.board().addByAddress(anna.address());
    QTRY_COMPARE_WITH_TIMEOUT(ben.answers.size(), 1, Patience);
    for (int number = 0; number < Ceiling; ++number)
        ben.board().say(ben.chatWith(anna), QString::number(number));
    QTRY_COMPARE_WITH_TIMEOUT(anna.textsFrom(anna.chatWith(ben)).size(), Ceiling, Patience);
    for (Person *who : {&ben, &anna, &ben}) {
        ben.states.clear();
        QVERIFY(who->stop() && who->start());
        ben.board().tryNow(ben.chatWith(anna));
        QTRY_COMPARE_WITH_TIMEOUT(ben.presence(anna), Presence::Online, Patience);
        QTRY_COMPARE_WITH_TIMEOUT(ben.stateCount(store::MessageState::Sent), Ceiling, Patience);
    }
    QCOMPARE(anna.textsFrom(anna.chatWith(ben)).size(), Ceiling);
    anna.board().accept(anna.chatWith(ben));
    QTRY_COMPARE_WITH_TIMEOUT(ben.info(anna)->queued, 0, Patience);
    QCOMPARE(anna.textsFrom(anna.chatWith(ben)).size(), Ceiling);
}

void TestStrangers::requestsHaveACeiling()
{
    constexpr int Ceiling = 100;
    Person anna(QStringLiteral("Anna"));
    QVERIFY(anna.start());
    for (int number = 1; number <= Ceiling; ++number) {
        Netcat visitor(anna.board().listenPort());
        visitor.type(QStringLiteral("NICK v%1\nUSER v 0 * :V\n").arg(number).toUtf8());
        QTRY_COMPARE_WITH_TIMEOUT(anna.people().size(), number, Patience);
    }
    const QByteArray another = "NICK another\nUSER v 0 * :V\nPRIVMSG anna :ich auch\n";
    {
        Netcat tooMany(anna.board().listenPort());
        tooMany.type(another);
        QTRY_VERIFY_WITH_TIMEOUT(tooMany.isClosed(), Patience);
        QVERIFY2(tooMany.seen().contains("Too many requests wait here"), tooMany.seen().constData());
    }
    Netcat first(anna.board().listenPort()); // who waits already may come again
    first.type("NICK v1\nUSER v 0 * :V\nPRIVMSG anna :noch da?\n");
    QTRY_COMPARE_WITH_TIMEOUT(anna.shown.size(), 1, Patience);
    anna.board().ignore(anna.people().constLast().id);
    Netcat next(anna.board().listenPort());
    next.type(another);
    QTRY_COMPARE_WITH_TIMEOUT(anna.shown.size(), 2, Patience);
}

void TestStrangers::strangersAreRefusedWhenOnlyBuddiesMayCall()
{
    Person anna(QStringLiteral("Anna")), ben(QStringLiteral("Ben")), cem(QStringLiteral("Cem"));
    QVERIFY(anna.start() && ben.start() && cem.start() && befriend(anna, ben));
    chat::Settings settings = anna.board().settings();
    settings.policy.visibility = realm::Visibility::Known;
    anna.board().setSettings(settings);
    cem.board().addByAddress(anna.address());
    QTRY_COMPARE_WITH_TIMEOUT(cem.answers.size(), 1, Patience);
    QVERIFY(!cem.answers.constFirst().second.isEmpty());
    QVERIFY(!anna.info(cem));
    QVERIFY(ben.stop() && ben.start()); // a buddy still comes in
    QTRY_COMPARE_WITH_TIMEOUT(anna.presence(ben), Presence::Online, Patience);
}

void TestStrangers::garbageIsAnswered_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addRow("http") << QByteArray("GET / HTTP/1.1\r\nHost: anna\r\nAccept: */*\r\n\r\n");
    QTest::addRow("tls garbage") << QByteArray("\x16\x03\x01\x02\x00 this is no handshake, not at all", 38);
    QTest::addRow("line without end") << QByteArray(100'000, 'x');
    QTest::addRow("NUL") << QByteArray("NICK a\0b\r\nUSER \0 0 * :x\r\n", 25);
    QTest::addRow("a million tags") << "@" + QByteArray("a;").repeated(1'000'000) + " PING x\r\n";
    QTest::addRow("binary") << QByteArray::fromHex("ff00fe01fd02fc03").repeated(2'000) + "\r\n";
}

void TestStrangers::garbageIsAnswered()
{
    QFETCH(const QByteArray, bytes);
    Person anna(QStringLiteral("Anna"));
    QVERIFY(anna.start());
    Netcat other(anna.board().listenPort());
    other.type(bytes);
    QTRY_VERIFY_WITH_TIMEOUT(other.isClosed() || !other.seen().isEmpty(), 60'000);
    Netcat eva(anna.board().listenPort());
    eva.type("NICK eva\r\nUSER eva 0 * :Eva\r\nPRIVMSG anna :Hallo\r\n");
    QTRY_COMPARE_WITH_TIMEOUT(anna.shown.size(), 1, Patience);
    QCOMPARE(anna.people().size(), 1);
}

void TestStrangers::manySilentConnectionsDoNotHarm()
{
    Person anna(QStringLiteral("Anna")), ben(QStringLiteral("Ben"));
    QVERIFY(anna.start() && ben.start());
    std::vector<std::unique_ptr<Netcat>> silent;
    for (int i = 0; i < 100; ++i)
        silent.push_back(std::make_unique<Netcat>(anna.board().listenPort()));
    QVERIFY(befriend(ben, anna));
}

/// Each costs a thread, so they have a ceiling; and a place is free again after some seconds of silence.
void TestStrangers::moreSilentConnectionsWaitOutside()
{
    constexpr int Ceiling = 256, More = 40;
    Person anna(QStringLiteral("Anna")), ben(QStringLiteral("Ben"));
    anna.maxOwnLoops = 4; // descriptors are scarce
    anna.openMsecs = 1'000;
    QVERIFY(anna.start() && ben.start());
    std::vector<RawSocket> silent;
    for (int number = 0; number < Ceiling + More; ++number)
        silent.push_back(RawSocket::connectedTo(anna.board().listenPort()));
    QTRY_COMPARE_WITH_TIMEOUT(waitingInBacklog(anna.board().listenPort()), More, Patience);
    QVERIFY(befriend(ben, anna));
    QTRY_COMPARE_WITH_TIMEOUT(waitingInBacklog(anna.board().listenPort()), 0, Patience);
    QCOMPARE(anna.people().size(), 1);
}

PLAUSCH_TEST_MAIN(TestStrangers)
#include "tst_strangers.moc"
