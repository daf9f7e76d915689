// Two pools talk over real sockets on the loopback interface.
#include "connection/connection.h"
#include "connection/connectionpool.h"
#include "io/listener.h"
#include "io/looppool.h"
#include "support/certificates.h"
#include "support/sessionpair.h"
#include "support/testmain.h"

#include <QDir>
#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>

#include <algorithm>
#include <map>
#include <memory>
#include <poll.h>
#include <sys/socket.h>

using namespace plausch;
using namespace plausch::connection;
using namespace plausch::test;
using Policy = io::LoopPool::Policy;

namespace {

/// What main keeps of one connection.
struct Seen
{
    std::vector<session::Event> events;
    std::optional<io::LinkInfo> opened;
    std::optional<Closed> closed;
    int afterClosed = 0;

    template <class T> int count() const
    {
        return int(std::count_if(events.begin(), events.end(),
                                 [](const session::Event &event) { return std::holds_alternative<T>(event); }));
    }
    QStringList said() const
    {
        QStringList texts;
        for (const session::Event &event : events) {
            if (const auto *one = std::get_if<session::Said>(&event))
                texts += one->text;
        }
        return texts;
    }
    bool ready() const { return count<session::Ready>() == 1; }
};

/// One program: a pool, a listener, and a drain that admits everybody.
class Program
{
public:
    std::map<ConnectionId, Seen> seen;
    io::LinkOptions options;
    session::Limits limits;
    session::Self self;
    bool answerKnocks = true;

    explicit Program(const QByteArray &nick, Policy policy = Policy::LoopPerLink, int maxOwn = 256)
        : self(person(nick, QString::fromUtf8(nick)))
        , loops(std::make_unique<io::LoopPool>(policy, 2, maxOwn))
        , listener([this](qintptr descriptor) { onAccepted(descriptor); })
    {
        pool = std::make_unique<ConnectionPool>(*loops, &context,
                                                [this](std::vector<ConnectionEvent> pile) { onPile(std::move(pile)); });
        const io::BindError error = listener.listen(QHostAddress(QHostAddress::LocalHost), 0);
        if (error)
            qFatal("%s", qPrintable(error.text));
    }
    ConnectionId dial(const Program &other, const QString &threadName = QStringLiteral("dialled"))
    {
        return dial(other.listener.port(), threadName);
    }
    ConnectionId dial(quint16 port, const QString &threadName = QStringLiteral("dialled"))
    {
        const ConnectionId id = pool->dial({QStringLiteral("127.0.0.1"), port, self}, options, limits, threadName);
        seen[id];
        return id;
    }
    void say(ConnectionId id, const QString &text)
    {
        pool->perform(id, session::Say{QByteArray::number(++lastMessage), 1, text, session::TextKind::Text});
    }
    ConnectionId newest() const { return seen.empty() ? 0 : seen.rbegin()->first; }

    io::Listener &door() { return listener; }
    void closePool() { pool.reset(); }
    QObject context;
    std::unique_ptr<io::LoopPool> loops;
    std::unique_ptr<ConnectionPool> pool;

private:
    void onAccepted(qintptr descriptor)
    {
        const ConnectionId id = pool->accept({descriptor, QStringLiteral("host.plausch"), self}, options, limits,
                                             QStringLiteral("accepted"));
        seen[id];
    }
    void onPile(std::vector<ConnectionEvent> pile)
    {
        for (ConnectionEvent &event : pile) {
            Seen &one = seen[event.id];
            one.afterClosed += one.closed ? 1 : 0;
            if (const auto *opened = std::get_if<Opened>(&event.what))
                one.opened = opened->info;
            else if (const auto *closed = std::get_if<Closed>(&event.what))
                one.closed = *closed;
            else
                onEvent(event.id, one, std::get<session::Event>(event.what));
        }
    }
    void onEvent(ConnectionId id, Seen &one, const session::Event &event)
    {
        one.events.push_back(event);
        if (const auto *knock = std::get_if<session::Knocked>(&event); knock && answerKnocks)
            pool->perform(id, session::Admit{knock->nick});
    }

    io::Listener listener;
    int lastMessage = 0;
};

void useTls(Program &program)
{
    const TestIdentity identity = makeIdentity("test");
    program.options.tls.certificate = identity.certificate;
    program.options.tls.key = identity.key;
    program.options.encryption = io::Encryption::Tls;
}

QStringList threadNames()
{
    QStringList names;
    for (const QString &task : QDir(QStringLiteral("/proc/self/task")).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile file(QStringLiteral("/proc/self/task/%1/comm").arg(task));
        if (file.open(QIODevice::ReadOnly))
            names += QString::fromUtf8(file.readAll()).trimmed();
    }
    return names;
}

} // namespace

class TestConnectionPool : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twoTalk_data();
    void twoTalk();
    void manyMessagesKeepTheirOrder_data();
    void manyMessagesKeepTheirOrder();
    void linesThenEndOfStreamAreAllHeard();
    void knockOfAPeerThatHasGoneIsAnswered();
    void linkDiesAtAnyByte_data();
    void linkDiesAtAnyByte();
    void oversizedLineCloses();
    void peerThatNeverReads();
    void mainThatDoesNotDrainStopsThePeer();
    void ownerThatDoesNotTakeStopsThePeer();
    void dropIsAtOnce();
    void leaveSaysWhyOnBothEnds();
    void refusedDial();
    void closeWhileBusy();
    void poolGoesWhileEverythingTalks();
    void twoHundredConnections_data();
    void twoHundredConnections();
    void threadsAreNamed();
    void unknownIdsAreIgnored();
    void chatServerIsDialled();
    void untrustedChatServerHearsNothing();
};

void TestConnectionPool::twoTalk_data()
{
    QTest::addColumn<bool>("tls");
    QTest::addColumn<Policy>("policy");
    QTest::newRow("plain, own loops") << false << Policy::LoopPerLink;
    QTest::newRow("plain, shared") << false << Policy::Shared;
    QTest::newRow("tls, own loops") << true << Policy::LoopPerLink;
    QTest::newRow("tls, shared") << true << Policy::Shared;
}

void TestConnectionPool::twoTalk()
{
    QFETCH(bool, tls);
    QFETCH(Policy, policy);
    Program anna("anna", policy);
    Program eva("eva", policy);
    if (tls) {
        useTls(anna);
        useTls(eva);
    }
    anna.options.encryption = io::Encryption::Detect;
    const ConnectionId out = eva.dial(anna);
    QTRY_VERIFY(eva.seen[out].ready());
    const ConnectionId in = anna.newest();
    QTRY_VERIFY(anna.seen[in].ready());
    QCOMPARE(eva.seen[out].opened->encrypted, tls);
    QCOMPARE(anna.seen[in].opened->encrypted, tls);
    QVERIFY(eva.seen[out].opened->outbound);
    QVERIFY(!anna.seen[in].opened->outbound);
    QVERIFY(std::get<session::Ready>(eva.seen[out].events.back()).receipts);

    eva.say(out, QStringLiteral("Hallo Anna"));
    anna.say(in, QStringLiteral("Hallo\nEva"));
    QTRY_COMPARE(anna.seen[in].said(), QStringList{QStringLiteral("Hallo Anna")});
    QTRY_COMPARE(eva.seen[out].said(), QStringList{QStringLiteral("Hallo\nEva")});
    anna.pool->perform(in, session::Receipt{"1", session::ReceiptKind::Read});
    QTRY_COMPARE(eva.seen[out].count<session::Receipted>(), 1);
}

void TestConnectionPool::manyMessagesKeepTheirOrder_data()
{
    QTest::addColumn<bool>("tls");
    QTest::newRow("plain") << false;
    QTest::newRow("tls") << true;
}

void TestConnectionPool::manyMessagesKeepTheirOrder()
{
    QFETCH(bool, tls);
    constexpr int Count = 10'000;
    Program anna("anna");
    Program eva("eva");
    if (tls) {
        useTls(anna);
        useTls(eva);
    }
    const ConnectionId out = eva.dial(anna);
    QTRY_VERIFY(eva.seen[out].ready());
    const ConnectionId in = anna.newest();
    QTRY_VERIFY(anna.seen[in].ready());
    QStringList expected;
    for (int i = 0; i < Count; ++i) {
        expected += QStringLiteral("Nachricht Nummer %1").arg(i);
        eva.say(out, expected.back());
        anna.say(in, expected.back());
    }
    QTRY_COMPARE_WITH_TIMEOUT(anna.seen[in].count<session::Said>(), Count, 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(eva.seen[out].count<session::Said>(), Count, 60'000);
    QCOMPARE(anna.seen[in].said(), expected);
    QCOMPARE(eva.seen[out].said(), expected);
    QCOMPARE(eva.seen[out].count<session::Handed>(), Count);
}

/// More than one turn's worth of lines, then the end: what was sent counts.
void TestConnectionPool::linesThenEndOfStreamAreAllHeard()
{
    Program anna("anna");
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, anna.door().port());
    socket.write("NICK eva\r\nUSER eva 0 * :Eva\r\n");
    QTRY_COMPARE(anna.seen.size(), size_t(1));
    QTRY_VERIFY(anna.seen[anna.newest()].ready());
    QTRY_VERIFY(socket.bytesAvailable() > 0);
    socket.readAll(); // or the end would be a reset
    for (int i = 0; i < 3000; ++i)
        socket.write("PRIVMSG anna :" + QByteArray::number(i) + "\r\n");
    socket.disconnectFromHost();
    Seen &seen = anna.seen[anna.newest()];
    QTRY_VERIFY(seen.closed);
    QCOMPARE(seen.count<session::Said>(), 3000);
    QCOMPARE(seen.said().back(), QStringLiteral("2999"));
    QCOMPARE(seen.afterClosed, 0);
}

/// printf ... | nc -N: everything is sent and the end of stream is here before main has answered the knock.
void TestConnectionPool::knockOfAPeerThatHasGoneIsAnswered()
{
    Program anna("anna");
    anna.answerKnocks = false;
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, anna.door().port());
    socket.write("NICK eva\r\nUSER eva 0 * :Eva\r\nPRIVMSG anna :Hallo\r\n");
    socket.disconnectFromHost();
    QTRY_COMPARE(anna.seen.size(), size_t(1));
    const ConnectionId id = anna.newest();
    Seen &seen = anna.seen[id];
    QTRY_COMPARE(seen.count<session::Knocked>(), 1);
    QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
    anna.pool->perform(id, session::Admit{"eva"});
    QTRY_VERIFY(seen.closed);
    QCOMPARE(seen.said(), QStringList{QStringLiteral("Hallo")});
}

void TestConnectionPool::linkDiesAtAnyByte_data()
{
    QTest::addColumn<int>("bytes");
    const QByteArray all = "CAP LS 302\r\nNICK eva\r\nUSER eva 0 * :Eva\r\nCAP END\r\nPRIVMSG anna :Hallo\r\n";
    for (int bytes = 0; bytes <= all.size(); bytes += 3)
        QTest::addRow("%d", bytes) << bytes;
}

void TestConnectionPool::linkDiesAtAnyByte()
{
    QFETCH(int, bytes);
    const QByteArray all = "CAP LS 302\r\nNICK eva\r\nUSER eva 0 * :Eva\r\nCAP END\r\nPRIVMSG anna :Hallo\r\n";
    Program anna("anna");
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, anna.door().port());
    QTRY_COMPARE(anna.seen.size(), size_t(1));
    socket.write(all.first(bytes));
    socket.flush();
    const ConnectionId id = anna.newest();
    if (bytes % 2)
        socket.disconnectFromHost();
    else
        socket.abort();
    QTRY_VERIFY(anna.seen[id].closed);
    QTRY_COMPARE(anna.pool->count(), 0);
    QCOMPARE(anna.seen[id].afterClosed, 0);
    QVERIFY(anna.seen[id].count<session::Said>() <= 1);
}

void TestConnectionPool::oversizedLineCloses()
{
    Program anna("anna");
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, anna.door().port());
    socket.write(QByteArray(20'000, 'x'));
    QTRY_COMPARE(anna.seen.size(), size_t(1));
    Seen &seen = anna.seen[anna.newest()];
    QTRY_VERIFY(seen.closed);
    QCOMPARE(std::get<session::Ended>(seen.events.back()).why, session::EndKind::Protocol);
}

void TestConnectionPool::peerThatNeverReads()
{
    Program anna("anna");
    anna.options.highMark = 256 * 1024;
    QTcpSocket socket;
    socket.setReadBufferSize(1);
    socket.connectToHost(QHostAddress::LocalHost, anna.door().port());
    socket.write("NICK eva\r\nUSER eva 0 * :Eva\r\n");
    QTRY_COMPARE(anna.seen.size(), size_t(1));
    const ConnectionId id = anna.newest();
    QTRY_VERIFY(anna.seen[id].ready());
    const QString text(60'000, QLatin1Char('x'));
    for (int i = 0; i < 400 && !anna.seen[id].closed; ++i) // 24 MB of text: over what waits for the peer
        anna.say(id, text);
    QTRY_VERIFY(anna.seen[id].closed);
    QCOMPARE(anna.seen[id].closed->reason, io::CloseReason::WriteLimit);
    QVERIFY(anna.seen[id].count<session::Handed>() < 400); // what was not handed over stays in the outbox
}

/// The test is main, and it blocks: nothing is drained, so after a while the peer cannot send any more. Then everything
/// that was sent arrives.
void TestConnectionPool::mainThatDoesNotDrainStopsThePeer()
{
    Program anna("anna");
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, anna.door().port());
    socket.write("NICK eva\r\nUSER eva 0 * :Eva\r\n");
    QTRY_COMPARE(anna.seen.size(), size_t(1));
    Seen &seen = anna.seen[anna.newest()];
    QTRY_VERIFY(seen.ready());
    QTRY_COMPARE(socket.bytesToWrite(), 0);

    const QByteArray line = "PRIVMSG anna :" + QByteArray(400, 'x') + "\r\n";
    constexpr qint64 Ceiling = 200 * 1024 * 1024; // far over what the kernel keeps
    pollfd writable{int(socket.socketDescriptor()), POLLOUT, 0};
    qint64 sent = 0;
    while (sent < Ceiling && ::poll(&writable, 1, 2000) == 1) {
        const qint64 at = sent % line.size();
        const ssize_t count = ::send(writable.fd, line.constData() + at, size_t(line.size() - at), MSG_DONTWAIT);
        sent += qMax<ssize_t>(count, 0);
    }
    QVERIFY2(sent < Ceiling, "nothing stopped the peer");
    QCOMPARE(seen.count<session::Said>(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(seen.count<session::Said>(), int(sent / line.size()), 60'000);
    QVERIFY(!seen.closed);
}

/// Everything is drained, but does not count as taken.
void TestConnectionPool::ownerThatDoesNotTakeStopsThePeer()
{
    constexpr int Lines = 200'000;
    Program anna("anna");
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, anna.door().port());
    socket.write("NICK eva\r\nUSER eva 0 * :Eva\r\n");
    QTRY_COMPARE(anna.seen.size(), size_t(1));
    Seen &seen = anna.seen[anna.newest()];
    QTRY_VERIFY(seen.ready());
    anna.pool->setTaking(false);
    socket.write(QByteArray("PRIVMSG anna :" + QByteArray(100, 'x') + "\r\n").repeated(Lines));
    QTRY_VERIFY_WITH_TIMEOUT(seen.count<session::Said>() > Connection::MaxUndrained / 2, 60'000);
    const int atOnce = Connection::MaxUndrained + Connection::LinesPerTurn;
    for (int turn = 0; turn < 1'000; ++turn)
        QCoreApplication::processEvents();
    QVERIFY2(seen.count<session::Said>() <= atOnce, qPrintable(QString::number(seen.count<session::Said>())));
    QVERIFY(socket.bytesToWrite() > 0);
    anna.pool->setTaking(true);
    QTRY_COMPARE_WITH_TIMEOUT(seen.count<session::Said>(), Lines, 60'000);
    QVERIFY(!seen.closed);
}

void TestConnectionPool::dropIsAtOnce()
{
    Program anna("anna");
    Program eva("eva");
    const ConnectionId out = eva.dial(anna);
    QTRY_VERIFY(eva.seen[out].ready());
    eva.pool->drop(out);
    QTRY_VERIFY(eva.seen[out].closed);
    QCOMPARE(eva.seen[out].closed->reason, io::CloseReason::LocalClose);
    QCOMPARE(eva.seen[out].count<session::Ended>(), 0); // without a word
    QTRY_VERIFY(anna.seen[anna.newest()].closed);
    eva.pool->drop(out);
    QTRY_COMPARE(eva.pool->count(), 0);

    const ConnectionId fresh = eva.dial(anna);
    eva.pool->drop(fresh); // before it is open
    QTRY_VERIFY(eva.seen[fresh].closed);
}

void TestConnectionPool::leaveSaysWhyOnBothEnds()
{
    for (const bool dialler : {true, false}) {
        Program anna("anna");
        Program eva("eva");
        const ConnectionId out = eva.dial(anna);
        QTRY_VERIFY(eva.seen[out].ready());
        const ConnectionId in = anna.newest();
        QTRY_VERIFY(anna.seen[in].ready());
        (dialler ? eva : anna).pool->perform(dialler ? out : in, session::Leave{session::EndKind::Duplicate, {}});
        QTRY_VERIFY(eva.seen[out].closed && anna.seen[in].closed);
        const auto at = std::get<session::Ended>(eva.seen[out].events.back());
        const auto host = std::get<session::Ended>(anna.seen[in].events.back());
        QCOMPARE(at.why, session::EndKind::Duplicate);
        QCOMPARE(host.why, session::EndKind::Duplicate);
        QCOMPARE(at.byPeer, !dialler);
        QCOMPARE(host.byPeer, dialler);
    }
}

void TestConnectionPool::refusedDial()
{
    QTcpServer server; // a port that was free a moment ago
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const quint16 port = server.serverPort();
    server.close();
    Program eva("eva");
    const ConnectionId out = eva.dial(port);
    QTRY_VERIFY(eva.seen[out].closed);
    QCOMPARE(eva.seen[out].closed->reason, io::CloseReason::Refused);
    QVERIFY(!eva.seen[out].opened);
    QVERIFY(eva.seen[out].events.empty());
}

void TestConnectionPool::closeWhileBusy()
{
    Program anna("anna");
    Program eva("eva");
    const ConnectionId out = eva.dial(anna);
    QTRY_VERIFY(eva.seen[out].ready());
    const ConnectionId in = anna.newest();
    QTRY_VERIFY(anna.seen[in].ready());
    for (int i = 0; i < 2000; ++i) {
        eva.say(out, QStringLiteral("x"));
        anna.say(in, QStringLiteral("y"));
    }
    eva.pool->perform(out, session::Leave{session::EndKind::Quit, {}});
    for (int i = 0; i < 100; ++i)
        eva.say(out, QStringLiteral("too late"));
    QTRY_VERIFY(eva.seen[out].closed);
    QTRY_VERIFY(anna.seen[in].closed);
    QCOMPARE(anna.seen[in].count<session::Said>(), eva.seen[out].count<session::Handed>());
    QVERIFY(!anna.seen[in].said().contains(QStringLiteral("too late")));
    QCOMPARE(eva.seen[out].afterClosed + anna.seen[in].afterClosed, 0);
}

void TestConnectionPool::poolGoesWhileEverythingTalks()
{
    Program anna("anna", Policy::Shared);
    auto eva = std::make_unique<Program>("eva", Policy::Shared);
    for (int i = 0; i < 20; ++i)
        eva->dial(anna);
    for (const auto &[id, seen] : eva->seen)
        QTRY_VERIFY(eva->seen[id].ready());
    for (int round = 0; round < 100; ++round) {
        for (const auto &[id, seen] : eva->seen)
            eva->say(id, QStringLiteral("x"));
    }
    eva->closePool();
    eva.reset();
    QTRY_COMPARE(anna.pool->count(), 0); // the other end hears of it
    anna.closePool();
}

void TestConnectionPool::twoHundredConnections_data()
{
    QTest::addColumn<Policy>("policy");
    QTest::newRow("own loops") << Policy::LoopPerLink;
    QTest::newRow("shared") << Policy::Shared;
}

void TestConnectionPool::twoHundredConnections()
{
    QFETCH(Policy, policy);
    Program anna("anna", policy);
    Program eva("eva", Policy::Shared);
    for (int i = 0; i < 200; ++i)
        eva.dial(anna);
    for (const auto &[id, seen] : eva.seen)
        QTRY_VERIFY_WITH_TIMEOUT(eva.seen[id].ready(), 30'000);
    QCOMPARE(anna.pool->count(), 200);
    QCOMPARE(anna.loops->loopCount(), policy == Policy::Shared ? 2 : 200);
    for (const auto &[id, seen] : eva.seen)
        eva.say(id, QString::number(id));
    for (const auto &[id, seen] : anna.seen)
        QTRY_COMPARE(anna.seen[id].count<session::Said>(), 1);
    for (const auto &[id, seen] : eva.seen)
        eva.pool->perform(id, session::Leave{});
    QTRY_COMPARE(anna.pool->count(), 0);
    QTRY_COMPARE(eva.pool->count(), 0);
}

void TestConnectionPool::threadsAreNamed()
{
    Program anna("anna");
    Program eva("eva", Policy::LoopPerLink, 0);
    const ConnectionId out = eva.dial(anna, QStringLiteral("to anna"));
    QTRY_VERIFY(eva.seen[out].ready());
    const ConnectionId in = anna.newest();
    QCOMPARE(anna.pool->threadName(in), QStringLiteral("accepted"));
    anna.pool->rename(in, QStringLiteral("buddy eva"));
    QCOMPARE(anna.pool->threadName(in), QStringLiteral("buddy eva"));
    QTRY_VERIFY(threadNames().contains(QStringLiteral("buddy eva")));
    const QString shared = eva.pool->threadName(out);
    eva.pool->rename(out, QStringLiteral("buddy anna")); // a shared loop keeps its name
    QCOMPARE(eva.pool->threadName(out), shared);
    QVERIFY(shared != QStringLiteral("to anna"));
}

void TestConnectionPool::unknownIdsAreIgnored()
{
    Program anna("anna");
    anna.pool->perform(4711, session::Leave{});
    anna.pool->drop(4711);
    anna.pool->rename(4711, QStringLiteral("x"));
    QCOMPARE(anna.pool->threadName(4711), QString());
    QCOMPARE(anna.pool->count(), 0);
}

namespace {

template <class T> std::optional<T> networkEvent(const Seen &seen)
{
    for (const session::Event &event : seen.events) {
        const auto *network = std::get_if<session::NetworkEvent>(&event);
        if (const T *one = network ? std::get_if<T>(network) : nullptr)
            return *one;
    }
    return std::nullopt;
}

ConnectionId dialNetwork(Program &program, quint16 port, const io::LinkOptions &options)
{
    NetworkSpec spec{QStringLiteral("127.0.0.1"), port, {}};
    spec.self.nick = "eva";
    spec.self.account = "eva";
    spec.self.secret = "geheim";
    const ConnectionId id = program.pool->dial(spec, options, program.limits, QStringLiteral("irc"));
    program.seen[id];
    return id;
}

} // namespace

/// On this machine nobody can read what is said, so a password may go over a plain link.
void TestConnectionPool::chatServerIsDialled()
{
    Program eva("eva");
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const ConnectionId id = dialNetwork(eva, server.serverPort(), {});
    QTRY_VERIFY(server.hasPendingConnections());
    QTcpSocket *peer = server.nextPendingConnection();
    QByteArray heard;
    connect(peer, &QTcpSocket::readyRead, &eva.context, [&heard, peer] { heard += peer->readAll(); });
    heard += peer->readAll(); // what came before we listened
    QTRY_COMPARE(heard, "CAP LS 302\r\nNICK eva\r\nUSER eva 0 * eva\r\n");
    peer->write("CAP * LS :sasl=PLAIN\r\nCAP * ACK :sasl\r\n");
    QTRY_VERIFY(heard.endsWith("AUTHENTICATE PLAIN\r\n"));
    peer->write(":s.test 903 eva :in\r\n:s.test 001 eva :Hi\r\n:s.test 422 eva :none\r\n");
    QTRY_VERIFY(networkEvent<session::Registered>(eva.seen[id]));
    QTRY_VERIFY(heard.endsWith("CAP END\r\n"));
    heard.clear();
    eva.pool->perform(id, session::JoinRoom{"#a", {}});
    eva.pool->perform(id, session::SayTo{"#a", "m1", 0, QStringLiteral("hi"), session::TextKind::Text});
    QTRY_COMPARE(heard, "JOIN #a\r\nPRIVMSG #a hi\r\n");
    QTRY_VERIFY(networkEvent<session::Heard>(eva.seen[id]));
    QCOMPARE(eva.seen[id].count<session::Handed>(), 1);
    eva.pool->perform(id, session::Leave{});
    QTRY_VERIFY(eva.seen[id].closed);
    QTRY_VERIFY(heard.endsWith("QUIT\r\n"));
    QCOMPARE(eva.seen[id].count<session::Ended>(), 1);
}

void TestConnectionPool::untrustedChatServerHearsNothing()
{
    Program eva("eva");
    Program server("server");
    useTls(server);
    io::LinkOptions options;
    options.encryption = io::Encryption::Tls;
    options.tls.trust = io::Trust::Authorities;
    const QByteArray key = io::publicKeyFingerprint(server.options.tls.certificate);
    const ConnectionId refused = dialNetwork(eva, server.door().port(), options);
    QTRY_VERIFY(eva.seen[refused].closed);
    QCOMPARE(eva.seen[refused].closed->reason, io::CloseReason::UntrustedPeer);
    QCOMPARE(eva.seen[refused].closed->detail, QString::fromLatin1(key.toHex()));
    QVERIFY(!eva.seen[refused].opened && eva.seen[refused].events.empty());
    QTRY_VERIFY(server.newest() && server.seen[server.newest()].closed);
    QVERIFY(server.seen[server.newest()].events.empty());

    options.tls.expectedPeer = key;
    const ConnectionId trusted = dialNetwork(eva, server.door().port(), options);
    QTRY_VERIFY(eva.seen[trusted].opened);
    QTRY_VERIFY(networkEvent<session::Registered>(eva.seen[trusted])); // a buddy is a chat server with one user
}

PLAUSCH_TEST_MAIN(TestConnectionPool)
#include "tst_connectionpool.moc"
