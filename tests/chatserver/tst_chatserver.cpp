// The chat server on real sockets: what the links do for the realm.
#include "chatserver/chatserver.h"
#include "chatserver/visitor.h"
#include "store/scram.h"
#include "support/testmain.h"
#include "wire/message.h"

#include <QTcpServer>
#include <QTemporaryDir>

#include <optional>

using namespace plausch;
using namespace plausch::test;
using chatserver::ChatServer;
using chatserver::Plan;

namespace {

Plan planOnAnyPort()
{
    Plan plan;
    plan.settings.name = "irc.test";
    plan.irc = {{QHostAddress(QHostAddress::LocalHost), 0}};
    QFETCH_GLOBAL(int, loops);
    plan.loops = loops;
    return plan;
}

} // namespace

class TestChatServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void talks();
    void saysWhyItCannotOpen();
    void aLineTooLongEndsTheLinkWithAReason();
    void linesInAnyCut();
    void aFloodIsSlowedAndNothingOfItLost();
    void whoNeverReadsIsClosed();
    void aBrokenLinkIsAQuit();
    void stopSaysGoodbye();
    void accountsOutliveTheServer();
    void whatCannotBeOpenedIsNamed();
    void operatorsSignIn();

private:
    quint16 open(Plan plan = planOnAnyPort())
    {
        m_started.reset();
        m_server.emplace(std::move(plan), this);
        m_server->start([this](const ChatServer::Started &started) { m_started = started; });
        [this] { QTRY_VERIFY(m_started); }();
        return m_started && !m_started->opened.isEmpty() ? m_started->opened.first().port : quint16(0);
    }

    std::optional<ChatServer> m_server;
    std::optional<ChatServer::Started> m_started;
};

void TestChatServer::initTestCase_data()
{
    QTest::addColumn<int>("loops");
    QTest::newRow("one loop") << 1;
    QTest::newRow("four loops") << 4;
}

void TestChatServer::talks()
{
    const quint16 port = open();
    Visitor anna(port, "anna");
    Visitor ben(port, "ben");
    QVERIFY(anna.hears(" 001 anna "));
    QVERIFY(ben.hears(" 001 ben "));
    anna.send("JOIN #tisch");
    QVERIFY(anna.hears(" 366 "));
    ben.send("JOIN #tisch");
    QVERIFY(anna.hears(":ben!~u@127.0.0.1 JOIN #tisch"));
    anna.send("PRIVMSG #tisch :Hallo zusammen");
    QVERIFY(ben.hears(":anna!~u@127.0.0.1 PRIVMSG #tisch :Hallo zusammen"));
}

void TestChatServer::saysWhyItCannotOpen()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    Plan plan = planOnAnyPort();
    plan.irc = {{QHostAddress(QHostAddress::LocalHost), other.serverPort()}};
    open(plan);
    QCOMPARE(m_started->complaint, QStringLiteral("127.0.0.1:%1 is in use by another program").arg(other.serverPort()));
}

void TestChatServer::aLineTooLongEndsTheLinkWithAReason()
{
    Visitor anna(open(), "anna");
    QVERIFY(anna.hears(" 001 "));
    anna.sendRaw(QByteArray(wire::MaxLineBytes + 1, 'x'));
    QVERIFY(anna.hears("ERROR :Closing link: (127.0.0.1) [A line was too long]"));
    QTRY_VERIFY(anna.hasEnded());
}

void TestChatServer::linesInAnyCut()
{
    Visitor anna(open());
    for (const char byte : QByteArrayLiteral("NICK anna\r\nUSER u 0 * :U\nPING a\r\nPING b\r\n")) {
        anna.sendRaw(QByteArray(1, byte));
        anna.socket().flush();
    }
    QVERIFY(anna.hears(" 001 anna "));
    QVERIFY(anna.hears("PONG irc.test :a"));
    QVERIFY(anna.hears("PONG irc.test :b"));
}

void TestChatServer::aFloodIsSlowedAndNothingOfItLost()
{
    Plan plan = planOnAnyPort();
    plan.settings.limits.floodBurst = 5;
    plan.settings.limits.floodPerSecond = 100;
    Visitor anna(open(plan), "anna");
    constexpr int Lines = 60;
    QByteArray flood;
    for (int i = 0; i < Lines; ++i)
        flood += "PING " + QByteArray::number(i) + "\r\n";
    anna.sendRaw(flood);
    QVERIFY(anna.hears(" 001 "));
    for (int i = 0; i < Lines; ++i)
        QVERIFY2(anna.hears("PONG irc.test :" + QByteArray::number(i)), qPrintable(QString::number(i)));
}

void TestChatServer::whoNeverReadsIsClosed()
{
    Plan plan = planOnAnyPort();
    plan.settings.limits.sendq = 64 * 1024;
    plan.settings.limits.flood = false;
    const quint16 port = open(plan);
    Visitor deaf(port, "deaf");
    Visitor loud(port, "loud");
    QVERIFY(deaf.hears(" 001 "));
    QVERIFY(loud.hears(" 001 "));
    deaf.send("JOIN #a");
    QVERIFY(deaf.hears(" 366 "));
    loud.send("JOIN #a");
    QVERIFY(loud.hears(" 366 "));
    deaf.socket().setReadBufferSize(1); // Qt stops reading, the kernel's buffers fill
    const QByteArray line = "PRIVMSG #a :" + QByteArray(400, 'x');
    for (int i = 0; i < 40'000; ++i)
        loud.send(line);
    QVERIFY(loud.hears("QUIT :SendQ exceeded", 60'000));
    loud.send("PING still");
    QVERIFY(loud.hears("PONG irc.test :still"));
}

void TestChatServer::aBrokenLinkIsAQuit()
{
    const quint16 port = open();
    Visitor anna(port, "anna");
    Visitor ben(port, "ben");
    for (Visitor *one : {&anna, &ben}) {
        QVERIFY(one->hears(" 001 "));
        one->send("JOIN #a");
        QVERIFY(one->hears(" 366 "));
    }
    ben.socket().disconnectFromHost();
    QVERIFY(anna.hears(":ben!~u@127.0.0.1 QUIT :Connection closed"));
}

void TestChatServer::stopSaysGoodbye()
{
    Visitor anna(open(), "anna");
    QVERIFY(anna.hears(" 001 "));
    bool stopped = false;
    m_server->stop([&stopped] { stopped = true; });
    QVERIFY(anna.hears("ERROR :The server is shutting down"));
    QTRY_VERIFY(anna.hasEnded());
    QTRY_VERIFY(stopped);
    m_server.reset();
}

void TestChatServer::accountsOutliveTheServer()
{
    QTemporaryDir folder;
    Plan plan = planOnAnyPort();
    plan.accountsFile = folder.filePath(QStringLiteral("new/accounts.sqlite")); // the folder is made
    plan.settings.hasAccounts = true;
    plan.settings.accounts.iterations = store::MinScramIterations;
    {
        Visitor anna(open(plan));
        anna.send("CAP REQ :draft/account-registration");
        QVERIFY(anna.hears(" ACK "));
        anna.send("NICK anna");
        anna.send("USER u 0 * :U");
        anna.send("REGISTER anna * geheim123");
        QVERIFY(anna.hears("REGISTER SUCCESS anna"));
    }
    Visitor again(open(plan));
    again.send("CAP REQ :sasl");
    QVERIFY(again.hears(" ACK "));
    again.send("AUTHENTICATE PLAIN");
    QVERIFY(again.hears("AUTHENTICATE +"));
    again.send("AUTHENTICATE " + QByteArray("\0anna\0geheim124", 15).toBase64());
    QVERIFY(again.hears(" 904 "));
    again.send("AUTHENTICATE PLAIN");
    QVERIFY(again.hears("AUTHENTICATE +"));
    again.send("AUTHENTICATE " + QByteArray("\0anna\0geheim123", 15).toBase64());
    QVERIFY(again.hears(" 903 "));
}

void TestChatServer::whatCannotBeOpenedIsNamed()
{
    QTemporaryDir folder;
    Plan plan = planOnAnyPort();
    plan.historyFile = folder.path(); // a folder is no file
    plan.settings.hasHistory = true;
    open(plan);
    QVERIFY2(m_started->complaint.contains(folder.path()), qPrintable(m_started->complaint));
    QVERIFY(m_started->opened.isEmpty());
}

void TestChatServer::operatorsSignIn()
{
    Plan plan = planOnAnyPort();
    plan.settings.operators["root"] = store::toText(*store::makeCredential("sesam", store::MinScramIterations));
    Visitor anna(open(plan), "anna");
    QVERIFY(anna.hears(" 001 "));
    anna.send("OPER root falsch");
    QVERIFY(anna.hears(" 464 "));
    anna.send("OPER root sesam");
    QVERIFY(anna.hears(" 381 "));
}

PLAUSCH_TEST_MAIN(TestChatServer)
#include "tst_chatserver.moc"
