// Services on real sockets: start, stop, who is there, what was asked and answered, and what a flood costs.
#include "chat/converterhost.h"
#include "chat/servicelog.h"
#include "support/testmain.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QUdpSocket>

using namespace plausch;
using chat::ConverterHost;
using chat::ServiceExchange;
using chat::ServiceKind;
using Phase = chat::ServiceState::Phase;

namespace {

chat::ServiceSpec spec(ServiceKind kind, quint16 port = 0)
{
    chat::ServiceSpec spec;
    spec.kind = kind;
    spec.address = QHostAddress(QHostAddress::LocalHost);
    spec.port = port;
    return spec;
}

struct Client : QTcpSocket
{
    explicit Client(const ConverterHost &host, ServiceKind kind = ServiceKind::ConverterTcp)
    {
        connectToHost(QHostAddress::LocalHost, host.state(kind).port);
    }
    QByteArray all()
    {
        m_all += readAll();
        return m_all;
    }

private:
    QByteArray m_all;
};

const QByteArray Greeting = session::converterGreeting() + '\n';

} // namespace

class ConverterHostTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void runsAllFour()
    {
        ConverterHost host;
        for (const auto kind : {ServiceKind::ConverterTcp, ServiceKind::ConverterUdp, ServiceKind::TextbookTcp,
                                ServiceKind::TextbookUdp}) {
            QCOMPARE(host.state(kind).phase, Phase::Stopped);
            host.start(spec(kind));
            QCOMPARE(host.state(kind).phase, Phase::Starting);
            QTRY_COMPARE(host.state(kind).phase, Phase::Running);
            QVERIFY(host.state(kind).port != 0);
        }
        QUdpSocket udp;
        QVERIFY(udp.bind(QHostAddress::LocalHost));
        udp.writeDatagram("U:abc", QHostAddress::LocalHost, host.state(ServiceKind::ConverterUdp).port);
        QTRY_VERIFY(udp.hasPendingDatagrams());
        QByteArray reply(10, 0);
        reply.resize(udp.readDatagram(reply.data(), reply.size()));
        QCOMPARE(reply, QByteArray("ABC"));
        QTRY_COMPARE(host.log(ServiceKind::ConverterUdp).size(), std::size_t(1));
    }

    void showsClientsAndExchanges()
    {
        ConverterHost host;
        QSignalSpy clients(&host, &ConverterHost::clientsChanged);
        started(host, spec(ServiceKind::ConverterTcp));
        Client anna(host);
        Client bert(host);
        QTRY_COMPARE(host.clients(ServiceKind::ConverterTcp).size(), 2);
        QVERIFY(clients.count() > 0);
        QTRY_COMPARE(anna.all(), Greeting);
        anna.write("U:hallo\nx\n");
        QTRY_COMPARE(anna.all(), Greeting + "HALLO\nE:unknown command\n");
        QTRY_COMPARE(host.log(ServiceKind::ConverterTcp).size(), std::size_t(2));
        const ServiceExchange &first = host.log(ServiceKind::ConverterTcp).front();
        QCOMPARE(first.request, QByteArray("U:hallo\n"));
        QCOMPARE(first.reply.value_or(QByteArray()), QByteArray("HALLO\n"));
        QCOMPARE(first.port, anna.localPort());
        QCOMPARE(first.address, QHostAddress(QHostAddress::LocalHost));
        QCOMPARE(host.log(ServiceKind::ConverterTcp).back().note, session::ConverterNote::UnknownCommand);
        anna.write("C:\n");
        QTRY_COMPARE(anna.state(), QAbstractSocket::UnconnectedState);
        QTRY_COMPARE(host.clients(ServiceKind::ConverterTcp).size(), 1);
        QCOMPARE(host.clients(ServiceKind::ConverterTcp).constFirst().port, bert.localPort());
    }

    void stopClosesClientsAndPort()
    {
        ConverterHost host;
        started(host, spec(ServiceKind::ConverterTcp));
        const quint16 port = host.state(ServiceKind::ConverterTcp).port;
        Client client(host);
        QTRY_COMPARE(client.all(), Greeting);
        QTRY_COMPARE(host.clients(ServiceKind::ConverterTcp).size(), 1);
        host.stop(ServiceKind::ConverterTcp);
        QCOMPARE(host.state(ServiceKind::ConverterTcp).phase, Phase::Stopped);
        QCOMPARE(host.clients(ServiceKind::ConverterTcp).size(), 0);
        QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
        started(host, spec(ServiceKind::ConverterTcp, port)); // at once again, in spite of TIME_WAIT
        QCOMPARE(host.state(ServiceKind::ConverterTcp).port, port);
    }

    void startReplaces()
    {
        ConverterHost host;
        started(host, spec(ServiceKind::ConverterTcp));
        Client old(host);
        QTRY_COMPARE(old.all(), Greeting);
        auto slide = spec(ServiceKind::ConverterTcp);
        slide.dialect = session::ConverterDialect::Slide;
        started(host, slide);
        QTRY_COMPARE(old.state(), QAbstractSocket::UnconnectedState);
        Client fresh(host);
        QTRY_COMPARE(fresh.all(), session::converterGreeting());
    }

    void stopBeforeItHasStarted()
    {
        ConverterHost host;
        host.start(spec(ServiceKind::ConverterTcp));
        host.stop(ServiceKind::ConverterTcp);
        host.start(spec(ServiceKind::TextbookTcp));
        QTRY_COMPARE(host.state(ServiceKind::TextbookTcp).phase, Phase::Running); // the loop is past both
        QCOMPARE(host.state(ServiceKind::ConverterTcp).phase, Phase::Stopped);
        QCOMPARE(host.state(ServiceKind::ConverterTcp).port, quint16(0));
    }

    void saysWhyAPortIsNotOpened()
    {
        ConverterHost host;
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        host.start(spec(ServiceKind::ConverterTcp, other.serverPort()));
        QTRY_COMPARE(host.state(ServiceKind::ConverterTcp).phase, Phase::Failed);
        const QString error = host.state(ServiceKind::ConverterTcp).error;
        QVERIFY2(error.contains(QString::number(other.serverPort())), qPrintable(error));
        QVERIFY2(error.contains(u"127.0.0.1") && error.contains(u"in use"), qPrintable(error));
        other.close();
        host.start(host.state(ServiceKind::ConverterTcp).spec);
        QTRY_COMPARE(host.state(ServiceKind::ConverterTcp).phase, Phase::Running);
        QVERIFY(host.state(ServiceKind::ConverterTcp).error.isEmpty());
    }

    void sentences_data()
    {
        QTest::addColumn<int>("kind");
        for (const auto kind : {io::BindError::Kind::InUse, io::BindError::Kind::NotPermitted,
                                io::BindError::Kind::NoSuchAddress, io::BindError::Kind::Other})
            QTest::newRow(QByteArray::number(int(kind)).constData()) << int(kind);
    }
    void sentences()
    {
        QFETCH(int, kind);
        const QString text = chat::bindSentence({io::BindError::Kind(kind), QStringLiteral("%1")},
                                                QHostAddress(QStringLiteral("10.1.2.3")), 50000);
        QVERIFY2(text.contains(u"10.1.2.3") && text.contains(u"50000"), qPrintable(text));
    }

    /// 3,000 exchanges: the last 1,000 stay, in order, and every one is shown or counted as dropped.
    void logIsBounded()
    {
        ConverterHost host;
        qint64 counted = 0;
        connect(&host, &ConverterHost::exchanged, this,
                [&counted](ServiceKind, const QList<ServiceExchange> &pile, qint64 dropped) {
                    QVERIFY(pile.size() <= chat::ServiceLog::MaxPending);
                    counted += pile.size() + dropped;
                });
        started(host, spec(ServiceKind::ConverterTcp));
        Client client(host);
        QByteArray sent;
        for (int i = 0; i < 3000; ++i)
            sent += "U:" + QByteArray::number(i) + '\n';
        client.write(sent);
        QTRY_COMPARE(counted, 3000);
        const auto &log = host.log(ServiceKind::ConverterTcp);
        QVERIFY(log.size() <= ConverterHost::LogLength);
        QCOMPARE(log.back().request, QByteArray("U:2999\n"));
        for (std::size_t i = 1; i < log.size(); ++i)
            QVERIFY(log[i - 1].request.mid(2).toInt() < log[i].request.mid(2).toInt());
    }

    void longRequestsAreCutInTheLog()
    {
        ConverterHost host;
        started(host, spec(ServiceKind::ConverterTcp));
        Client client(host);
        client.write("U:" + QByteArray(60'000, 'a') + '\n');
        QTRY_COMPARE(host.log(ServiceKind::ConverterTcp).size(), std::size_t(1));
        const ServiceExchange &exchange = host.log(ServiceKind::ConverterTcp).front();
        QCOMPARE(exchange.request.size(), ServiceExchange::KeptBytes);
        QCOMPARE(exchange.requestSize, 60'003);
        QCOMPARE(exchange.replySize, 60'001);
    }

    /// He is not read any more, keeps his connection, and the others are served; once he reads, nothing is missing.
    void clientThatNeverReads()
    {
        ConverterHost host;
        started(host, spec(ServiceKind::ConverterTcp));
        Client deaf(host);
        QTRY_COMPARE(deaf.all(), Greeting);
        deaf.setReadBufferSize(1);
        const QByteArray line = "U:" + QByteArray(60'000, 'a') + '\n';
        constexpr int Lines = 500; // 30 MB, more than all buffers on the way
        for (int i = 0; i < Lines; ++i)
            deaf.write(line);
        Client other(host);
        other.write("U:me\n");
        QTRY_COMPARE(other.all(), Greeting + "ME\n");
        QCOMPARE(deaf.state(), QAbstractSocket::ConnectedState);
        QVERIFY(deaf.bytesToWrite() > 0);
        deaf.setReadBufferSize(0);
        qint64 got = 0;
        connect(&deaf, &QIODevice::readyRead, &deaf, [&] { got += deaf.readAll().size(); });
        got += deaf.readAll().size();
        QTRY_COMPARE_WITH_TIMEOUT(got, qint64(Lines) * 60'001, 60'000);
    }

    void textbookServesOneAtATime()
    {
        ConverterHost host;
        started(host, spec(ServiceKind::TextbookTcp));
        Client silent(host, ServiceKind::TextbookTcp);
        QTRY_COMPARE(host.clients(ServiceKind::TextbookTcp).size(), 1);
        Client next(host, ServiceKind::TextbookTcp);
        next.write("next");
        QTRY_COMPARE(next.bytesToWrite(), 0);
        host.start(spec(ServiceKind::TextbookUdp));
        QTRY_COMPARE(host.state(ServiceKind::TextbookUdp).phase, Phase::Running);
        QCOMPARE(next.all(), QByteArray());
        silent.write("first");
        QTRY_COMPARE(silent.all(), QByteArray("FIRST"));
        QTRY_COMPARE(next.all(), QByteArray("NEXT"));
    }

    void goesWithClientsInTheMiddle()
    {
        auto host = std::make_unique<ConverterHost>();
        started(*host, spec(ServiceKind::ConverterTcp));
        Client client(*host);
        QTRY_COMPARE(client.all(), Greeting);
        client.write("U:half");
        host.reset();
        QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
    }

private:
    static void started(ConverterHost &host, const chat::ServiceSpec &what)
    {
        host.start(what);
        QTRY_COMPARE(host.state(what.kind).phase, Phase::Running);
    }
};

PLAUSCH_TEST_MAIN(ConverterHostTest)
#include "tst_converterhost.moc"
