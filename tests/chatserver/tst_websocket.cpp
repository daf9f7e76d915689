// The chat server over WebSockets: https://ircv3.net/specs/extensions/websocket
#include "chatserver/chatserver.h"
#include "chatserver/visitor.h"
#include "chatserver/websocketdoor.h"
#include "support/eventually.h"
#include "support/testmain.h"

#include <QTcpServer>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

#include <optional>
#include <unistd.h>

using namespace plausch;
using namespace plausch::test;
using chatserver::ChatServer;
using chatserver::Plan;

namespace {

/// As a browser: Qt's client on the test's thread.
class Browser
{
public:
    explicit Browser(quint16 port, const QStringList &subprotocols = {QStringLiteral("text.ircv3.net")})
    {
        QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket, [this](const QString &text) {
            lines.append(text.toUtf8());
            ++texts;
        });
        QObject::connect(&socket, &QWebSocket::binaryMessageReceived, &socket,
                         [this](const QByteArray &bytes) { lines.append(bytes); });
        QObject::connect(&socket, &QWebSocket::disconnected, &socket, [this] { hasEnded = true; });
        QWebSocketHandshakeOptions options;
        options.setSubprotocols(subprotocols);
        socket.open(QUrl(QStringLiteral("ws://127.0.0.1:%1/").arg(port)), options);
    }
    bool isOpen() const { return socket.state() == QAbstractSocket::ConnectedState; }
    void send(const QByteArray &line) { socket.sendTextMessage(QString::fromUtf8(line)); }
    void greet(const QByteArray &nick)
    {
        send("NICK " + nick);
        send("USER u 0 * :U");
    }
    /// Waits for a line with this in it, and forgets the lines up to it.
    bool hears(const QByteArray &part)
    {
        return QTest::qWaitFor(
            [&] {
                while (!lines.isEmpty()) {
                    if (lines.takeFirst().contains(part))
                        return true;
                }
                return false;
            },
            30'000);
    }

    QWebSocket socket;
    QByteArrayList lines;
    int texts = 0;
    bool hasEnded = false;
};

/// A message of less than 126 bytes (RFC 6455 section 5.2), masked with nothing.
QByteArray frame(const QByteArray &line)
{
    return QByteArray("\x81") + char(0x80 | line.size()) + QByteArray(4, '\0') + line;
}

} // namespace

class TestWebSocket : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_server.reset(); }
    void subprotocols_data();
    void subprotocols();
    void talksWithThoseOnPlainText();
    void everyMessageIsOneLine();
    void bytesThatAreNoTextAreReplaced();
    void aMessageTooLong();
    void aFloodIsSlowedAndNothingOfItLost();
    void whoNeverReadsIsClosed();
    void goodbyes();
    void countsForItsAddress();
    void noHandshake_data();
    void noHandshake();
    void aHandshakeHasItsTime();
    void origins_data();
    void origins();
    void soManyOfOneAddressShakeHands();

private:
    void open()
    {
        std::optional<ChatServer::Started> started;
        m_server.emplace(m_plan, this);
        m_server->start([&started](const ChatServer::Started &one) { started = one; });
        EVENTUALLY(started);
        QCOMPARE(started->complaint, QString());
        m_plainPort = started->opened.value(0).port;
        m_port = started->websocket.value(0).port;
    }

    Plan m_plan;
    quint16 m_plainPort = 0;
    quint16 m_port = 0;
    std::optional<ChatServer> m_server;
};

void TestWebSocket::init()
{
    m_plan = Plan();
    m_plan.settings.name = "irc.test";
    m_plan.irc = m_plan.websocket = {{QHostAddress(QHostAddress::LocalHost), 0}};
}

void TestWebSocket::subprotocols_data()
{
    QTest::addColumn<QStringList>("wanted");
    QTest::addColumn<QString>("got");
    const QString text = QStringLiteral("text.ircv3.net");
    const QString binary = QStringLiteral("binary.ircv3.net");
    QTest::newRow("text") << QStringList{text} << text;
    QTest::newRow("binary") << QStringList{binary} << binary;
    QTest::newRow("none") << QStringList() << QString();
}

void TestWebSocket::subprotocols()
{
    QFETCH(QStringList, wanted);
    QFETCH(QString, got);
    open();
    Browser anna(m_port, wanted);
    EVENTUALLY(anna.isOpen());
    QCOMPARE(anna.socket.subprotocol(), got);
    anna.greet("anna");
    QVERIFY(anna.hears(" 001 anna "));
    QCOMPARE(anna.texts > 0, got != QStringLiteral("binary.ircv3.net"));
    anna.socket.sendBinaryMessage("PING :either is understood");
    QVERIFY(anna.hears("PONG irc.test :either is understood"));
}

void TestWebSocket::talksWithThoseOnPlainText()
{
    open();
    Browser anna(m_port);
    EVENTUALLY(anna.isOpen());
    anna.greet("anna");
    Visitor ben(m_plainPort, "ben");
    QVERIFY(anna.hears(" 001 "));
    QVERIFY(ben.hears(" 001 "));
    anna.send("JOIN #a");
    QVERIFY(anna.hears(" 366 "));
    ben.send("JOIN #a");
    QVERIFY(anna.hears(":ben!~u@127.0.0.1 JOIN #a"));
    anna.send("PRIVMSG #a :Grüße");
    QVERIFY(ben.hears(":anna!~u@127.0.0.1 PRIVMSG #a Grüße"));
    ben.send("PRIVMSG #a :zurück");
    QVERIFY(anna.hears(":ben!~u@127.0.0.1 PRIVMSG #a zurück"));
}

void TestWebSocket::everyMessageIsOneLine()
{
    open();
    Browser anna(m_port);
    EVENTUALLY(anna.isOpen());
    anna.greet("anna");
    anna.send("PING a\r\n");
    QVERIFY(QTest::qWaitFor([&] { return !anna.lines.isEmpty() && anna.lines.last().contains("PONG"); }, 30'000));
    QVERIFY(anna.lines.size() > 5);
    for (const QByteArray &line : anna.lines)
        QVERIFY2(!line.contains('\n') && !line.contains('\r') && line.startsWith(':'), line);
}

void TestWebSocket::bytesThatAreNoTextAreReplaced()
{
    open();
    Browser anna(m_port);
    EVENTUALLY(anna.isOpen());
    anna.greet("anna");
    QVERIFY(anna.hears(" 001 "));
    anna.socket.sendBinaryMessage("PRIVMSG anna :\xff\xfe");
    QVERIFY(anna.hears("INVALID_UTF8"));
    anna.send("PING still");
    QVERIFY(anna.hears("PONG irc.test :still"));
}

void TestWebSocket::aMessageTooLong()
{
    open();
    Browser anna(m_port);
    EVENTUALLY(anna.isOpen());
    anna.greet("anna");
    QVERIFY(anna.hears(" 001 "));
    anna.send("PING " + QByteArray(20'000, 'x'));
    EVENTUALLY(anna.hasEnded);
    QCOMPARE(anna.socket.closeCode(), QWebSocketProtocol::CloseCodeTooMuchData);
}

void TestWebSocket::aFloodIsSlowedAndNothingOfItLost()
{
    m_plan.settings.limits.floodBurst = 5;
    m_plan.settings.limits.floodPerSecond = 100;
    open();
    Browser anna(m_port);
    EVENTUALLY(anna.isOpen());
    anna.greet("anna");
    for (int i = 0; i < 60; ++i)
        anna.send("PING " + QByteArray::number(i));
    for (int i = 0; i < 60; ++i)
        QVERIFY2(anna.hears("PONG irc.test :" + QByteArray::number(i)), qPrintable(QString::number(i)));
    m_plan.settings.limits.recvq = 16'384;
    m_plan.settings.limits.floodPerSecond = 1;
    open();
    Browser ben(m_port);
    EVENTUALLY(ben.isOpen());
    for (int i = 0; i < 400; ++i)
        ben.send("PING " + QByteArray(100, 'x'));
    QTRY_VERIFY_WITH_TIMEOUT(ben.hasEnded, 30'000);
}

void TestWebSocket::whoNeverReadsIsClosed()
{
    m_plan.settings.limits.sendq = 64 * 1024;
    m_plan.settings.limits.flood = false;
    open();
    Visitor deaf(m_port);
    deaf.sendRaw("GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                 "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
    QVERIFY(deaf.hears("101 "));
    for (const QByteArray &line : {QByteArray("NICK deaf"), QByteArray("USER u 0 * :U"), QByteArray("JOIN #a")})
        deaf.sendRaw(frame(line));
    QByteArray heard;
    QTRY_VERIFY_WITH_TIMEOUT((heard += deaf.socket().readAll()).contains(" 366 "), 30'000);
    Visitor loud(m_plainPort, "loud");
    QVERIFY(loud.hears(" 001 "));
    loud.send("JOIN #a");
    QVERIFY(loud.hears(" 366 "));
    deaf.socket().setReadBufferSize(1); // Qt stops reading, the kernel's buffers fill
    const QByteArray line = "PRIVMSG #a :" + QByteArray(400, 'x');
    for (int i = 0; i < 40'000; ++i)
        loud.send(line);
    QVERIFY(loud.hears("QUIT :SendQ exceeded", 60'000));
}

void TestWebSocket::goodbyes()
{
    open();
    Browser anna(m_port);
    Browser ben(m_port);
    EVENTUALLY(anna.isOpen() && ben.isOpen());
    for (Browser *one : {&anna, &ben}) {
        one->greet(one == &anna ? "anna" : "ben");
        QVERIFY(one->hears(" 001 "));
        one->send("JOIN #a");
        QVERIFY(one->hears(" 366 "));
    }
    ben.socket.close();
    QVERIFY(anna.hears(":ben!~u@127.0.0.1 QUIT :Connection closed"));
    bool stopped = false;
    m_server->stop([&stopped] { stopped = true; });
    QVERIFY(anna.hears("ERROR :The server is shutting down"));
    EVENTUALLY(anna.hasEnded && stopped);
    QCOMPARE(anna.socket.closeCode(), QWebSocketProtocol::CloseCodeNormal);
}

void TestWebSocket::countsForItsAddress()
{
    m_plan.settings.limits.perAddress = 1;
    open();
    Browser anna(m_port);
    EVENTUALLY(anna.isOpen());
    anna.greet("anna");
    QVERIFY(anna.hears(" 001 "));
    Browser ben(m_port);
    QVERIFY(ben.hears("Too many connections from your address"));
    EVENTUALLY(ben.hasEnded);
}

void TestWebSocket::noHandshake_data()
{
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("IRC") << QByteArray("NICK anna\r\nUSER u 0 * :U\r\n\r\n");
    QTest::newRow("HTTP") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    QTest::newRow("nothing") << QByteArray("\r\n\r\n");
    QTest::newRow("TLS") << QByteArray::fromHex("16030100050100000100") + "\r\n\r\n";
}

void TestWebSocket::noHandshake()
{
    QFETCH(QByteArray, said);
    open();
    Visitor anna(m_port);
    anna.sendRaw(said);
    EVENTUALLY(anna.hasEnded());
    Browser ben(m_port);
    EVENTUALLY(ben.isOpen());
}

void TestWebSocket::aHandshakeHasItsTime()
{
    int entered = 0;
    chatserver::WebSocketDoor door([&entered](std::unique_ptr<QWebSocket>) { ++entered; }, {}, 200);
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QTcpSocket silent;
    silent.connectToHost(QHostAddress::LocalHost, server.serverPort());
    QVERIFY(silent.waitForConnected());
    QVERIFY(server.waitForNewConnection(30'000));
    QTcpSocket *accepted = server.nextPendingConnection();
    door.take(::dup(static_cast<int>(accepted->socketDescriptor())));
    accepted->abort();
    silent.write("GET / HTTP/1.1\r\n");
    EVENTUALLY(silent.state() == QAbstractSocket::UnconnectedState);
    QCOMPARE(entered, 0);
}

void TestWebSocket::origins_data()
{
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("none: a program") << QByteArray() << QByteArray("101");
    QTest::newRow("a page that may") << QByteArray("Origin: https://Chat.example.org\r\n") << QByteArray("101");
    QTest::newRow("another port") << QByteArray("Origin: https://chat.example.org:444\r\n") << QByteArray("403");
    QTest::newRow("in plain text") << QByteArray("Origin: http://chat.example.org\r\n") << QByteArray("403");
    QTest::newRow("of a file") << QByteArray("Origin: null\r\n") << QByteArray("403");
}

/// RFC 6455 section 10.2
void TestWebSocket::origins()
{
    QFETCH(const QByteArray, origin);
    QFETCH(const QByteArray, answer);
    m_plan.origins = {"https://chat.example.org"};
    open();
    Visitor page(m_port);
    page.sendRaw("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" + origin
                 + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
    QVERIFY(page.hears("HTTP/1.1 " + answer));
}

void TestWebSocket::soManyOfOneAddressShakeHands()
{
    open();
    std::vector<std::unique_ptr<Visitor>> idle;
    for (int i = 0; i < chatserver::WebSocketDoor::MaxShakingOfOne; ++i)
        idle.push_back(std::make_unique<Visitor>(m_port));
    Visitor late(m_port);
    EVENTUALLY(late.hasEnded());
    idle.pop_back();
    const auto comesIn = [this] {
        Browser next(m_port);
        const auto isSettled = [&next] {
            return next.isOpen() || next.socket.state() == QAbstractSocket::UnconnectedState;
        };
        return QTest::qWaitFor(isSettled, 30'000) && next.isOpen();
    };
    EVENTUALLY(comesIn()); // once the server has seen one go
}

PLAUSCH_TEST_MAIN(TestWebSocket)
#include "tst_websocket.moc"
