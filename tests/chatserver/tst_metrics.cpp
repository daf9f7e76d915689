// The figures of the server over HTTP, on real sockets.
#include "chatserver/chatserver.h"
#include "chatserver/metrics.h"
#include "chatserver/visitor.h"
#include "support/testmain.h"

#include <QRegularExpression>

#include <optional>

using namespace plausch;
using namespace plausch::test;
using chatserver::ChatServer;
using chatserver::MetricsPort;

class TestMetrics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        chatserver::Plan plan;
        plan.settings.name = "irc.test";
        plan.irc = {{QHostAddress(QHostAddress::LocalHost), 0}};
        plan.metrics = plan.irc;
        m_started.reset();
        m_server.emplace(std::move(plan), this);
        m_server->start([this](const ChatServer::Started &started) { m_started = started; });
        QTRY_VERIFY(m_started);
        QCOMPARE(m_started->complaint, QString());
        QCOMPARE(m_started->metrics.size(), 1);
    }
    void cleanup() { m_server.reset(); }

    void counts()
    {
        Visitor anna(m_started->opened.first().port, "anna");
        QVERIFY(anna.hears(" 001 "));
        anna.send("JOIN #a");
        QVERIFY(anna.hears(" 366 "));
        Visitor nobody(m_started->opened.first().port);
        nobody.send("PING x");
        QVERIFY(nobody.hears("PONG"));
        const QByteArray text = ask("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n");
        QVERIFY2(text.startsWith("HTTP/1.1 200 OK\r\n"), text);
        QVERIFY(text.contains("\r\nContent-Type: text/plain; version=0.0.4"));
        for (const char *line :
             {"plausch_users 1", "plausch_connections 2", "plausch_channels 1", "plausch_lines_received_total 4",
              "plausch_commands_total{command=\"JOIN\"} 1", "plausch_commands_total{command=\"NICK\"} 1",
              "# TYPE plausch_users gauge", "# TYPE plausch_commands_total counter"})
            QVERIFY2(text.contains(QByteArray("\n") + line + '\n'), line);
        QCOMPARE(figure(text, "plausch_bytes_received_total"), // NICK, USER, JOIN, PING with their ends
                 qint64(qstrlen("NICK anna\r\nUSER u 0 * :U\r\nJOIN #a\r\nPING x\r\n")));
        QVERIFY(figure(text, "plausch_bytes_sent_total") > 500);
        QVERIFY(figure(text, "plausch_writes_total") >= 3);
    }

    void theLengthIsTrue()
    {
        const QByteArray text = ask("GET /metrics HTTP/1.0\r\n\r\n");
        const qsizetype body = text.indexOf("\r\n\r\n") + 4;
        QVERIFY(text.contains("\r\nContent-Length: " + QByteArray::number(text.size() - body) + "\r\n"));
        QVERIFY(text.contains("\r\nConnection: close\r\n"));
    }

    void anythingElseIsNotFound_data()
    {
        QTest::addColumn<QByteArray>("request");
        for (const char *one : {"GET / HTTP/1.1", "GET /metrics/ HTTP/1.1", "POST /metrics HTTP/1.1",
                                "HEAD /metrics HTTP/1.1", "get /metrics HTTP/1.1", "GET /metrics", "NICK anna", ""})
            QTest::newRow(one) << QByteArray(one) + "\r\n\r\n";
    }
    void anythingElseIsNotFound()
    {
        QFETCH(QByteArray, request);
        QVERIFY(ask(request).startsWith("HTTP/1.1 404 Not Found\r\n"));
    }

    void oneRequestOnAConnection()
    {
        const QByteArray text = ask("GET / HTTP/1.1\r\n\r\nGET /metrics HTTP/1.1\r\n\r\n");
        QCOMPARE(text.count("HTTP/1.1 "), 1);
    }

    void inAnyCut()
    {
        QTcpSocket client;
        client.connectToHost(QHostAddress::LocalHost, port());
        client.waitForConnected();
        for (const char byte : QByteArrayLiteral("GET /metrics HTTP/1.1\r\n\r\n")) {
            client.write(&byte, 1);
            client.flush();
        }
        QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
        QVERIFY(client.readAll().startsWith("HTTP/1.1 200 "));
    }

    void moreThanFourKibibytesAreNotAnswered()
    {
        const QByteArray line = "GET /metrics HTTP/1.1\r\nX: ";
        const QByteArray most = line + QByteArray(MetricsPort::MaxRequest - line.size() - 4, 'x') + "\r\n\r\n";
        QVERIFY(ask(most).startsWith("HTTP/1.1 200 "));
        QCOMPARE(ask(line + QByteArray(MetricsPort::MaxRequest, 'x') + "\r\n\r\n"), QByteArray());
    }

    void whoIsOneTooManyIsClosed()
    {
        std::vector<std::unique_ptr<QTcpSocket>> silent;
        for (std::size_t i = 0; i < MetricsPort::MaxVisits; ++i) {
            silent.push_back(std::make_unique<QTcpSocket>());
            silent.back()->connectToHost(QHostAddress::LocalHost, port());
            QTRY_COMPARE(silent.back()->state(), QAbstractSocket::ConnectedState);
        }
        QCOMPARE(ask("GET /metrics HTTP/1.1\r\n\r\n"), QByteArray());
        // The silent ones are closed when their time is up, and there is room again.
        for (const auto &one : silent)
            QTRY_COMPARE_WITH_TIMEOUT(one->state(), QAbstractSocket::UnconnectedState, 60'000);
        QVERIFY(ask("GET /metrics HTTP/1.1\r\n\r\n").startsWith("HTTP/1.1 200 "));
    }

private:
    quint16 port() const { return m_started->metrics.first().port; }

    /// All that comes until the end of the connection.
    QByteArray ask(const QByteArray &request) const
    {
        QTcpSocket client;
        client.connectToHost(QHostAddress::LocalHost, port());
        client.waitForConnected(); // the server has a thread of its own
        client.write(request);
        [&client] { QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState); }();
        return client.readAll();
    }
    static qint64 figure(const QByteArray &text, const char *name)
    {
        const QRegularExpression line(QStringLiteral("^%1 (\\d+)$").arg(QLatin1String(name)),
                                      QRegularExpression::MultilineOption);
        return line.match(QString::fromUtf8(text)).captured(1).toLongLong();
    }

    std::optional<ChatServer> m_server;
    std::optional<ChatServer::Started> m_started;
};

PLAUSCH_TEST_MAIN(TestMetrics)
#include "tst_metrics.moc"
