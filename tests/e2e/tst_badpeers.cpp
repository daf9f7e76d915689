// Peers that do what no peer should: each gets a stated answer, and the chat goes on.
#include "connection/connection.h"
#include "support/netcat.h"
#include "support/person.h"
#include "support/rawsocket.h"
#include "support/testmain.h"

#include <QFile>
#include <QSslSocket>

using namespace plausch;
using chat::ChatKind;
using chat::Presence;
using test::Netcat;
using test::Person;
using test::RawSocket;

namespace {

constexpr int Patience = 60'000;
const QByteArray Hello = "NICK max\r\nUSER max 0 * :Max\r\n";

qint64 residentKiB()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).trimmed().split(' ').constFirst().toLongLong();
    }
    return 0;
}

QStringList numbers(int count)
{
    QStringList all;
    for (int number = 0; number < count; ++number)
        all.append(QString::number(number));
    return all;
}

/// The next one is served as if nothing had been.
bool servesTheNext(Person &anna)
{
    const auto before = anna.shown.size();
    Netcat eva(anna.board().listenPort());
    eva.type("NICK eva\r\nUSER eva 0 * :Eva\r\nPRIVMSG anna :Hallo\r\n");
    if (!QTest::qWaitFor([&] { return anna.shown.size() == before + 1; }, Patience))
        return false;
    const Person::Received hallo = anna.shown.constLast();
    anna.board().say(hallo.chat, QStringLiteral("Willkommen, Eva"));
    return hallo.row.text == QStringLiteral("Hallo")
        && QTest::qWaitFor([&] { return eva.seen().contains("PRIVMSG eva :Willkommen, Eva\r\n"); }, Patience);
}

} // namespace

class TestBadPeers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isRefused_data();
    void isRefused();
    void isAnsweredAndStays_data();
    void isAnsweredAndStays();
    void neverReads();
    void neverWrites();
    void writesForeverAndSaysNothing();
    void registersAndFallsSilent();
    void oneByteAtATime();
    void halfClosesAfterRegistration();
    void halfClosesBeforeRegistration();
    void goesWhileItIsStillHeard();
    void resetsInTheMiddleOfALine();
    void clientHelloThenSilence();
    void claimsToBeUs();
    void strangerFloods();
    void visitorFloods();
    void floodWaitsForTheDisk();
    void buddyFloods();
};

void TestBadPeers::isRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("answer"); // part of the last line; nothing: closed without a word
    QTest::addColumn<int>("shownAtMost");
    QTest::addRow("line without end") << QByteArray(100'000, 'x') << QByteArray("a line was too long") << 0;
    QTest::addRow("long line after registration") << Hello + "PRIVMSG anna :" + QByteArray(100'000, 'x') + "\r\n"
                                                  << QByteArray("a line was too long") << 0;
    QTest::addRow("a million tags") << "@" + QByteArray("a;").repeated(1'000'000) + " PING x\r\n"
                                    << QByteArray("a line was too long") << 0;
    QTest::addRow("HTTP") << QByteArray("GET / HTTP/1.1\r\nHost: anna\r\nAccept: */*\r\n\r\n")
                          << QByteArray("this is not a web server") << 0;
    QTest::addRow("HTTP with IRC inside")
        << "POST / HTTP/1.1\r\nHost: anna\r\n\r\n" + Hello + "PRIVMSG anna :geschmuggelt\r\n"
        << QByteArray("this is not a web server") << 0;
    QTest::addRow("senseless lines") << QByteArray("FOO bar\r\n").repeated(100)
                                     << QByteArray("That is not the protocol spoken here") << 0;
    QTest::addRow("binary") << QByteArray::fromHex("ff00fe01fd02fc030d0a").repeated(100)
                            << QByteArray("That is not the protocol spoken here") << 0;
    // More than one read takes: it may be let in meanwhile, and is a stranger then.
    QTest::addRow("floods before it is let in")
        << Hello + QByteArray("PRIVMSG anna :kauf!\r\n").repeated(10'000) << QByteArray("You sent too much")
        << realm::PeerRealm::MaxStrangerMessages;
    QTest::addRow("TLS garbage") << QByteArray("\x16\x03\x01\x02\x00 this is no handshake, not at all", 38)
                                 << QByteArray() << 0;
    QTest::addRow("TLS record over its limit")
        << QByteArray::fromHex("160301ffff") + QByteArray(70'000, 'x') << QByteArray() << 0;
}

void TestBadPeers::isRefused()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, answer);
    QFETCH(const int, shownAtMost);
    Person anna(QStringLiteral("Anna"));
    QVERIFY(anna.start());
    Netcat other(anna.board().listenPort());
    other.type(bytes);
    QTRY_VERIFY_WITH_TIMEOUT(other.isClosed(), Patience);
    if (!answer.isEmpty()) {
        const QByteArray last = other.seen().trimmed().split('\n').constLast();
        QVERIFY2(last.contains("ERROR :") && last.contains(answer), last.constData());
    }
    QVERIFY(anna.shown.size() <= shownAtMost);
    QVERIFY(servesTheNext(anna));
}

void TestBadPeers::isAnsweredAndStays_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("answer");
    QTest::addRow("unknown command") << QByteArray("FROBNICATE now\r\n") << QByteArray(" 421 max FROBNICATE ");
    QTest::addRow("NUL") << QByteArray("PRIVMSG anna :a\0b\r\n", 19) << QByteArray("FAIL * INVALID_MESSAGE ");
    QTest::addRow("invalid UTF-8") << QByteArray("PRIVMSG anna :\xff\xfe\r\n")
                                   << QByteArray("FAIL PRIVMSG INVALID_UTF8 ");
    QTest::addRow("body over 512 bytes") << "PRIVMSG anna :" + QByteArray(600, 'x') + "\r\n" << QByteArray(" 417 max ");
    QTest::addRow("tags over 4096 bytes") << "@" + QByteArray("a;").repeated(2'100) + " PRIVMSG anna :x\r\n"
                                          << QByteArray(" 417 max ");
    QTest::addRow("nobody of that name") << QByteArray("PRIVMSG zoe :x\r\n") << QByteArray(" 401 max zoe ");
}

void TestBadPeers::isAnsweredAndStays()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, answer);
    Person anna(QStringLiteral("Anna"));
    QVERIFY(anna.start());
    Netcat max(anna.board().listenPort());
    max.type(Hello + bytes + "PRIVMSG anna :danach\r\n");
    QTRY_VERIFY2_WITH_TIMEOUT(max.seen().contains(answer), max.seen().constData(), Patience);
    QTRY_COMPARE_WITH_TIMEOUT(anna.shown.size(), 1, Patience);
    QCOMPARE(anna.shown.constFirst().row.text, QStringLiteral("danach"));
    QVERIFY(!max.isClosed());
    QVERIFY(servesTheNext(anna));
}

/// Asks and asks and takes no answer: the link is reset once its queue is over the mark of a mebibyte.
void TestBadPeers::neverReads()
{
    Person anna(QStringLiteral("Anna"));
    QVERIFY(anna.start());
    RawSocket max = RawSocket::connectedTo(anna.board().listenPort());
    max.setBuffer(SO_RCVBUF, 4096);
    max.send(Hello);
    QTRY_COMPARE_WITH_TIMEOUT(anna.people().size(), 1, Patience);
    const qint64 before = residentKiB();
    auto sent = test::onThread([&] {
        qint64 all = 0;
        const QByteArray asks = ("PING " + QByteArray(400, 'x') + "\r\n").repeated(1'000);
        qint64 went = asks.size();
        for (int round = 0; round < 200 && went == asks.size(); ++round)
            all += went = max.send(asks);
        return all;
    });
    QTRY_VERIFY_WITH_TIMEOUT(test::isDone(sent), Patience);
    QVERIFY(sent.get() < 80'000'000); // it was stopped
    QTRY_VERIFY_WITH_TIMEOUT(!anna.people().isEmpty() && anna.people().constFirst().presence == Presence::Offline,
                             Patience);
    const qint64 growth = residentKiB() - before;
    QVERIFY2(growth < 64 * 1024, qPrintable(QStringLiteral("%1 KiB").arg(growth)));
    QVERIFY(servesTheNext(anna));
}

void TestBadPeers::neverWrites()
{
    Person anna(QStringLiteral("Anna"));
    anna.openMsecs = 100;
    QVERIFY(anna.start());
    Netcat max(anna.board().listenPort());
    QTRY_VERIFY_WITH_TIMEOUT(max.isClosed(), Patience);
    QVERIFY(anna.people().isEmpty());
    anna.openMsecs = 10'000;
    QVERIFY(anna.stop() && anna.start());
    QVERIFY(servesTheNext(anna));
}

/// A byte now and then does not hold a place: registration has one limit for all of it.
void TestBadPeers::writesForeverAndSaysNothing()
{
    Person anna(QStringLiteral("Anna"));
    anna.limits.registrationMsecs = 500;
    QVERIFY(anna.start());
    Netcat max(anna.board().listenPort());
    QTimer drip;
    connect(&drip, &QTimer::timeout, this, [&] { max.type("x"); });
    drip.start(20);
    QTRY_VERIFY_WITH_TIMEOUT(max.isClosed(), Patience);
    QVERIFY(max.seen().contains("ERROR :You were silent for too long: registration took too long"));
    QVERIFY(anna.people().isEmpty());
}

void TestBadPeers::registersAndFallsSilent()
{
    Person anna(QStringLiteral("Anna"));
    anna.limits.silenceMsecs = 500;
    QVERIFY(anna.start());
    Netcat max(anna.board().listenPort());
    max.type(Hello);
    QTRY_VERIFY_WITH_TIMEOUT(max.isClosed(), Patience);
    QVERIFY2(max.seen().count(" PING ") == 2, max.seen().constData());
    QVERIFY(max.seen().contains("ERROR :You were silent for too long"));
    QTRY_COMPARE_WITH_TIMEOUT(anna.people().constFirst().presence, Presence::Offline, Patience);
}

void TestBadPeers::oneByteAtATime()
{
    Person anna(QStringLiteral("Anna"));
    QVERIFY(anna.start());
    Netcat max(anna.board().listenPort());
    QByteArray rest = Hello + "PRIVMSG anna :Stück für Stück\r\n";
    QTimer drip; // once a turn of the event loop
    connect(&drip, &QTimer::timeout, this, [&] {
        max.type(rest.first(1));
        rest.remove(0, 1);
        if (rest.isEmpty())
            drip.stop();
    });
    drip.start(0);
    QTRY_COMPARE_WITH_TIMEOUT(anna.shown.size(), 1, Patience);
    QCOMPARE(anna.shown.constFirst().row.text, QStringLiteral("Stück für Stück"));
}

/// It reads on, so it can be answered; with no answer to PING it is let go.
void TestBadPeers::halfClosesAfterRegistration()
{
    Person anna(QStringLiteral("Anna"));
    anna.limits.silenceMsecs = 6'000;
    QVERIFY(anna.start());
    RawSocket max = RawSocket::connectedTo(anna.board().listenPort());
    const QByteArray all = Hello + "PRIVMSG anna :das war's\r\n";
    QCOMPARE(max.send(all), all.size());
    max.shutdownWriting();
    auto heard = test::onThread([&] { return max.receiveAll(); });
    QTRY_COMPARE_WITH_TIMEOUT(anna.shown.size(), 1, Patience);
    anna.board().say(anna.shown.constFirst().chat, QStringLiteral("alles verstanden"));
    QTRY_VERIFY_WITH_TIMEOUT(test::isDone(heard), Patience);
    const QByteArray answer = heard.get();
    QVERIFY2(answer.contains("PRIVMSG max :alles verstanden\r\n"), answer.constData());
    QVERIFY2(answer.contains("ERROR :You were silent for too long"), answer.constData());
    QCOMPARE(max.error(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(anna.people().constFirst().presence, Presence::Offline, Patience);
    QVERIFY(servesTheNext(anna));
}

void TestBadPeers::halfClosesBeforeRegistration()
{
    Person anna(QStringLiteral("Anna"));
    QVERIFY(anna.start());
    RawSocket max = RawSocket::connectedTo(anna.board().listenPort());
    max.send("NICK max\r\n");
    max.shutdownWriting();
    auto heard = test::onThread([&] { return max.receiveAll(); });
    QTRY_VERIFY_WITH_TIMEOUT(test::isDone(heard), Patience);
    QCOMPARE(heard.get(), QByteArray("ERROR Goodbye\r\n"));
    QVERIFY(anna.people().isEmpty());
}

/// Closes both halves right after its message: shown, and gone, without waiting for an answer to anything.
void TestBadPeers::goesWhileItIsStillHeard()
{
    Person anna(QStringLiteral("Anna"));
    QVERIFY(anna.start());
    {
        RawSocket max = RawSocket::connectedTo(anna.board().listenPort());
        max.send(Hello + "PRIVMSG anna :und weg\r\n");
    }
    QTRY_COMPARE_WITH_TIMEOUT(anna.shown.size(), 1, Patience);
    QTRY_COMPARE_WITH_TIMEOUT(anna.people().constFirst().presence, Presence::Offline, 9'000); // sooner than a PING
    QVERIFY(servesTheNext(anna));
}

void TestBadPeers::resetsInTheMiddleOfALine()
{
    Person anna(QStringLiteral("Anna"));
    QVERIFY(anna.start());
    Netcat first(anna.board().listenPort());
    first.type("NICK ben\r\nUSER ben 0 * :Ben\r\n");
    RawSocket max = RawSocket::connectedTo(anna.board().listenPort());
    max.send(Hello + "PRIVMSG anna :ganz\r\nPRIVMSG anna :hal");
    QTRY_COMPARE_WITH_TIMEOUT(anna.shown.size(), 1, Patience);
    const chat::ChatId chat = anna.shown.constFirst().chat;
    max.reset();
    QTRY_COMPARE_WITH_TIMEOUT(anna.board().chat(chat)->presence, Presence::Offline, Patience);
    QCOMPARE(anna.textsFrom(chat), QStringList{QStringLiteral("ganz")});
    QVERIFY(!first.isClosed());
    QVERIFY(servesTheNext(anna));
}

void TestBadPeers::clientHelloThenSilence()
{
    Person anna(QStringLiteral("Anna"));
    anna.openMsecs = 300;
    QVERIFY(anna.start());
    Netcat max(anna.board().listenPort());
    max.type(QByteArray::fromHex("160301020001"));
    QTRY_VERIFY_WITH_TIMEOUT(max.isClosed(), Patience);
    QVERIFY(anna.people().isEmpty());
}

/// Our own certificate, from outside (a copied profile) and from ourselves.
void TestBadPeers::claimsToBeUs()
{
    Person anna(QStringLiteral("Anna"));
    QVERIFY(anna.start());
    QSslSocket thief;
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    configuration.setLocalCertificate(anna.board().identity().certificate);
    configuration.setPrivateKey(anna.board().identity().key);
    thief.setSslConfiguration(configuration);
    bool encrypted = false;
    connect(&thief, &QSslSocket::encrypted, &thief, [&] {
        encrypted = true;
        thief.write(Hello + "PRIVMSG anna :ich bin du\r\n");
    });
    thief.connectToHostEncrypted(QStringLiteral("127.0.0.1"), anna.board().listenPort());
    QTRY_VERIFY_WITH_TIMEOUT(encrypted && thief.state() == QAbstractSocket::UnconnectedState, Patience);
    QVERIFY(thief.readAll().isEmpty());

    QVERIFY(anna.board().addByAddress(anna.address()).isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(anna.answers.size(), 1, Patience);
    QVERIFY2(anna.answers.constFirst().second.contains(QStringLiteral("you yourself")),
             qPrintable(anna.answers.constFirst().second));
    QVERIFY(anna.people().isEmpty());
    QVERIFY(anna.shown.isEmpty());
    QVERIFY(servesTheNext(anna));
}

void TestBadPeers::strangerFloods()
{
    Person anna(QStringLiteral("Anna"));
    QVERIFY(anna.start());
    Netcat max(anna.board().listenPort());
    max.type(Hello);
    QTRY_COMPARE_WITH_TIMEOUT(anna.people().size(), 1, Patience);
    max.type(QByteArray("PRIVMSG anna :kauf!\r\n").repeated(10'000));
    QTRY_VERIFY_WITH_TIMEOUT(max.isClosed(), Patience);
    QVERIFY(max.seen().contains("ERROR :You sent too much") || max.untyped() > 0);
    QTRY_COMPARE_WITH_TIMEOUT(anna.people().constFirst().presence, Presence::Offline, Patience);
    QTRY_COMPARE_WITH_TIMEOUT(anna.shown.size(), realm::PeerRealm::MaxStrangerMessages, Patience);
    QVERIFY(servesTheNext(anna));
}

/// Accepted, so all of it counts; but it comes in portions, and between them the window has its turn.
void TestBadPeers::visitorFloods()
{
    constexpr int Lines = 10'000;
    Person anna(QStringLiteral("Anna"));
    QVERIFY(anna.start());
    Netcat max(anna.board().listenPort());
    max.type(Hello);
    QTRY_COMPARE_WITH_TIMEOUT(anna.people().size(), 1, Patience);
    const chat::ChatId chat = anna.people().constFirst().id;
    anna.board().accept(chat);
    int turns = 0;
    QTimer turn;
    connect(&turn, &QTimer::timeout, this, [&] { ++turns; });
    turn.start(0);
    QByteArray flood;
    for (const QString &number : numbers(Lines))
        flood += "PRIVMSG anna :" + number.toUtf8() + "\r\n";
    max.type(flood);
    QTRY_COMPARE_WITH_TIMEOUT(anna.shown.size(), Lines, Patience);
    QCOMPARE(anna.textsFrom(chat), numbers(Lines));
    QVERIFY2(turns >= 10, qPrintable(QString::number(turns)));
    QVERIFY(!max.isClosed());
}

/// Lines come faster than the disk takes them: the flood waits on its own side, and nothing of it is lost.
void TestBadPeers::floodWaitsForTheDisk()
{
    constexpr int Lines = 10'000;
    constexpr int AtOnce = connection::Connection::MaxUndrained + connection::Connection::LinesPerTurn;
    Person anna(QStringLiteral("Anna"));
    QVERIFY(anna.start());
    Netcat max(anna.board().listenPort());
    max.type(Hello);
    QTRY_COMPARE_WITH_TIMEOUT(anna.people().size(), 1, Patience);
    const chat::ChatId chat = anna.people().constFirst().id;
    anna.board().accept(chat);
    Q_EMIT anna.board().archive().crowdedChanged(true); // as if the disk were slow
    QByteArray flood;
    for (const QString &number : numbers(Lines))
        flood += "PRIVMSG anna :" + number.toUtf8() + "\r\n";
    max.type(flood);
    QTRY_VERIFY_WITH_TIMEOUT(anna.shown.size() > AtOnce / 2, Patience);
    for (int turn = 0; turn < 2'000; ++turn)
        QCoreApplication::processEvents();
    QVERIFY2(anna.shown.size() <= AtOnce, qPrintable(QString::number(anna.shown.size())));
    Q_EMIT anna.board().archive().crowdedChanged(false);
    QTRY_COMPARE_WITH_TIMEOUT(anna.shown.size(), Lines, Patience);
    QCOMPARE(anna.textsFrom(chat), numbers(Lines));
    QVERIFY(anna.notices.isEmpty());
}

void TestBadPeers::buddyFloods()
{
    constexpr int Messages = 10'000;
    Person anna(QStringLiteral("Anna")), ben(QStringLiteral("Ben"));
    QVERIFY(anna.start() && ben.start() && befriend(ben, anna));
    for (const QString &number : numbers(Messages))
        ben.board().say(ben.chatWith(anna), number);
    QTRY_COMPARE_WITH_TIMEOUT(anna.shown.size(), Messages, 2 * Patience);
    QCOMPARE(anna.textsFrom(anna.chatWith(ben)), numbers(Messages));
    QTRY_COMPARE_WITH_TIMEOUT(ben.info(anna)->queued, 0, Patience);
    QCOMPARE(ben.stateCount(store::MessageState::Delivered), Messages);
    QCOMPARE(anna.presence(ben), Presence::Online);
}

PLAUSCH_TEST_MAIN(TestBadPeers)
#include "tst_badpeers.moc"
