// Our client against our own services and against partners that misbehave.
#include "chat/converterbuddy.h"
#include "support/testmain.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QUdpSocket>

using namespace plausch;
using chat::ConverterBuddy;
using chat::ConverterEvent;
using chat::ConverterHost;
using chat::ConverterTalk;
using chat::ConverterTarget;
using chat::ServiceKind;
using Kind = ConverterEvent::Kind;
using Phase = chat::ServiceState::Phase;
using session::ConverterDialect;
using session::ConverterFraming;

namespace {

/// What happened in a conversation, by kind.
struct Record
{
    template <class Talk> explicit Record(Talk &talk)
    {
        QObject::connect(&talk, &Talk::happened, &talk, [this](const QList<ConverterEvent> &events) { all += events; });
    }
    QStringList texts(Kind kind) const
    {
        QStringList result;
        for (const ConverterEvent &event : all)
            if (event.kind == kind)
                result += event.text;
        return result;
    }
    QByteArray bytes(Kind kind) const
    {
        QByteArray result;
        for (const ConverterEvent &event : all)
            if (event.kind == kind)
                result += event.bytes;
        return result;
    }
    QStringList answers() const { return texts(Kind::Answer); }
    QStringList errors() const { return texts(Kind::Error); }

    QList<ConverterEvent> all;
};

ConverterTarget targetAt(quint16 port, ServiceKind kind = ServiceKind::ConverterTcp)
{
    ConverterTarget target;
    target.kind = kind;
    target.host = QStringLiteral("127.0.0.1");
    target.port = port;
    return target;
}

} // namespace

class ConverterClientTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void composes_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QByteArrayList>("messages");
        QTest::addColumn<bool>("added");
        QTest::newRow("bare") << QStringLiteral("hallo") << QByteArrayList{"U:hallo"} << true;
        QTest::newRow("upper") << QStringLiteral("U:hallo") << QByteArrayList{"U:hallo"} << false;
        QTest::newRow("lower") << QStringLiteral("L:HALLO") << QByteArrayList{"L:HALLO"} << false;
        QTest::newRow("close") << QStringLiteral("C:") << QByteArrayList{"C:"} << false;
        QTest::newRow("small u") << QStringLiteral("u:a") << QByteArrayList{"U:u:a"} << true;
        QTest::newRow("two lines") << QStringLiteral("L:A\nb") << QByteArrayList{"L:A", "U:b"} << true;
        QTest::newRow("empty") << QString() << QByteArrayList{"U:"} << true;
    }
    void composes()
    {
        QFETCH(QString, typed);
        const auto composed = chat::composeMessages(targetAt(1), typed);
        QTEST(composed.messages, "messages");
        QTEST(composed.headerAdded, "added");
        QCOMPARE(chat::composeMessages(targetAt(1, ServiceKind::TextbookUdp), typed).messages,
                 QByteArrayList{typed.toUtf8()});
    }

    void talksToEveryService_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("slide");
        QTest::addColumn<bool>("lengths");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QByteArray>("out");
        QTest::addColumn<QString>("answer");
        const auto row = [](const char *name, ServiceKind kind, bool slide, bool lengths, const QString &typed,
                            const QByteArray &out, const char *answer) {
            QTest::newRow(name) << int(kind) << slide << lengths << typed << out << QString::fromUtf8(answer);
        };
        const QString text = QStringLiteral("L:Gr\u00dc\u00dfe");
        const QByteArray bytes = text.toUtf8();
        row("repaired line", ServiceKind::ConverterTcp, false, false, text, bytes + '\n',
            "gr\xc3\xbc\xc3\x9f"
            "e");
        row("repaired length", ServiceKind::ConverterTcp, false, true, text, QByteArray("\0\0\0\x09", 4) + bytes,
            "gr\xc3\xbc\xc3\x9f"
            "e");
        row("repaired udp", ServiceKind::ConverterUdp, false, false, text, bytes,
            "gr\xc3\xbc\xc3\x9f"
            "e");
        row("slide tcp", ServiceKind::ConverterTcp, true, false, text, bytes, "GR\xc3\x9cSSE");
        row("slide udp", ServiceKind::ConverterUdp, true, false, text, bytes, "L:GR\xc3\x9cSSE");
        row("textbook tcp", ServiceKind::TextbookTcp, false, false, text, bytes,
            "L:GR\xc3\x9c\xc3\x9f"
            "E");
        row("textbook udp", ServiceKind::TextbookUdp, false, false, text, bytes,
            "L:GR\xc3\x9c\xc3\x9f"
            "E");
    }
    void talksToEveryService()
    {
        QFETCH(int, kind);
        QFETCH(bool, slide);
        QFETCH(bool, lengths);
        QFETCH(QString, typed);
        QFETCH(QByteArray, out);
        QFETCH(QString, answer);
        chat::ServiceSpec spec;
        spec.kind = ServiceKind(kind);
        spec.address = QHostAddress(QHostAddress::LocalHost);
        spec.port = 0;
        spec.dialect = slide ? ConverterDialect::Slide : ConverterDialect::Repaired;
        spec.framing = lengths ? ConverterFraming::Length : ConverterFraming::Line;
        ConverterHost host;
        host.start(spec);
        QTRY_COMPARE(host.state(spec.kind).phase, Phase::Running);

        ConverterTarget target = targetAt(host.state(spec.kind).port, spec.kind);
        target.dialect = spec.dialect;
        target.framing = spec.framing;
        ConverterTalk talk(m_pool, target);
        Record record(talk);
        talk.say(typed);
        QTRY_COMPARE(record.answers(), QStringList{answer});
        QCOMPARE(record.texts(Kind::Typed), QStringList{typed});
        QCOMPARE(record.bytes(Kind::WireOut), out);
        QVERIFY(record.bytes(Kind::WireIn)
                    .endsWith(lengths || slide || spec.kind != ServiceKind::ConverterTcp ? answer.toUtf8()
                                                                                         : answer.toUtf8() + '\n'));
        QCOMPARE(record.errors(), QStringList());
    }

    void saysThatItAddedTheHeader()
    {
        ConverterBuddy buddy(m_pool);
        Record record(buddy);
        buddy.say(QStringLiteral("hallo"));
        QTRY_COMPARE(record.answers(), QStringList{QStringLiteral("HALLO")});
        QVERIFY(record.texts(Kind::Info).join(u' ').contains(u"U:"));
        QCOMPARE(record.bytes(Kind::WireOut), QByteArray("U:hallo\n"));
    }

    void buddyAnswersInOrderAndAfterC()
    {
        ConverterBuddy buddy(m_pool);
        Record record(buddy);
        for (const char *text : {"eins", "L:ZWEI", "C:", "drei"})
            buddy.say(QString::fromLatin1(text));
        QTRY_COMPARE(record.answers(),
                     (QStringList{QStringLiteral("EINS"), QStringLiteral("zwei"), QStringLiteral("DREI")}));
        QVERIFY(buddy.port() != 0);
        QCOMPARE(record.errors(), QStringList());
    }

    void refusedConnection_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("converter") << int(ServiceKind::ConverterTcp);
        QTest::newRow("textbook") << int(ServiceKind::TextbookTcp);
    }
    void refusedConnection()
    {
        QFETCH(int, kind);
        ConverterTalk talk(m_pool, targetAt(freePort(), ServiceKind(kind)));
        Record record(talk);
        talk.say(QStringLiteral("a"));
        QTRY_COMPARE(record.errors().size(), 1);
        QVERIFY(record.errors().constFirst().contains(u"refused"));
        talk.say(QStringLiteral("b")); // tries again
        QTRY_COMPARE(record.errors().size(), 2);
    }

    void resetByTheService()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        connect(&server, &QTcpServer::newConnection, &server, [&server] {
            QTcpSocket *peer = server.nextPendingConnection();
            peer->write(session::converterGreeting() + '\n');
            connect(peer, &QTcpSocket::readyRead, peer, [peer] {
                peer->setSocketOption(QAbstractSocket::LowDelayOption, 1);
                peer->setReadBufferSize(1);
                peer->abort(); // unread bytes in the kernel or not, the client must name the end
            });
        });
        ConverterTalk talk(m_pool, targetAt(server.serverPort()));
        Record record(talk);
        talk.say(QStringLiteral("a"));
        QTRY_VERIFY(!record.errors().isEmpty() || record.texts(Kind::Info).join(u' ').contains(u"has closed"));
    }

    void greetingInPiecesAndWithAnAnswerBehindIt()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        ConverterTarget target = targetAt(server.serverPort());
        target.dialect = ConverterDialect::Slide;
        ConverterTalk talk(m_pool, target);
        Record record(talk);
        talk.say(QStringLiteral("U:a"));
        QTRY_VERIFY(server.hasPendingConnections());
        QTcpSocket *peer = server.nextPendingConnection();
        peer->write(session::converterGreeting().first(30));
        peer->flush();
        QTRY_COMPARE(record.bytes(Kind::WireIn).size(), 30);
        QCOMPARE(record.bytes(Kind::WireOut), QByteArray());
        peer->write(session::converterGreeting().sliced(30) + "\xc3");
        QTRY_COMPARE(record.bytes(Kind::WireOut), QByteArray("U:a"));
        QCOMPARE(record.answers(), QStringList());
        peer->write("\x84"); // the second half of the character
        QTRY_COMPARE(record.answers(), QStringList{QStringLiteral("\u00c4")});
    }

    void serviceThatDoesNotGreet()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        ConverterTarget target = targetAt(server.serverPort());
        target.answerMsecs = 1;
        ConverterTalk talk(m_pool, target);
        Record record(talk);
        talk.say(QStringLiteral("U:a"));
        QTRY_COMPARE(record.bytes(Kind::WireOut), QByteArray("U:a\n"));
        QTRY_VERIFY(server.hasPendingConnections());
        server.nextPendingConnection()->write("A\n");
        QTRY_COMPARE(record.answers(), QStringList{QStringLiteral("A")});
    }

    void answerWithoutEnd()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        connect(&server, &QTcpServer::newConnection, &server,
                [&server] { server.nextPendingConnection()->write(QByteArray(1024 * 1024, 'x')); });
        ConverterTalk talk(m_pool, targetAt(server.serverPort()));
        Record record(talk);
        talk.say(QStringLiteral("a"));
        QTRY_COMPARE(record.errors().size(), 1);
        QVERIFY(record.errors().constFirst().contains(u"without end"));
        QTRY_VERIFY(record.texts(Kind::Info).contains(QStringLiteral("The connection is closed.")));
        QCOMPARE(record.errors().size(), 1);
    }

    /// Far more events than may be on their way at once: all arrive, because reading waits for the window.
    void flood()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        QByteArray lines = "hi\n";
        for (int i = 0; i < 20'000; ++i)
            lines += QByteArray::number(i) + '\n';
        connect(&server, &QTcpServer::newConnection, &server,
                [&server, lines] { server.nextPendingConnection()->write(lines); });
        ConverterTalk talk(m_pool, targetAt(server.serverPort()));
        Record record(talk);
        talk.say(QStringLiteral("a"));
        QTRY_COMPARE_WITH_TIMEOUT(record.answers().size(), 20'000, 30'000);
        QCOMPARE(record.answers().constLast(), QStringLiteral("19999"));
    }

    void udpWithoutAnswer()
    {
        QUdpSocket silent;
        QVERIFY(silent.bind(QHostAddress::LocalHost));
        ConverterTarget target = targetAt(silent.localPort(), ServiceKind::ConverterUdp);
        target.answerMsecs = 10;
        ConverterTalk talk(m_pool, target);
        Record record(talk);
        talk.say(QStringLiteral("a"));
        QTRY_COMPARE(record.errors().size(), 1);
        QVERIFY(record.errors().constFirst().contains(u"No answer"));
        QCOMPARE(record.bytes(Kind::WireOut), QByteArray("U:a"));
    }

    void udpAnswersOfOthersDoNotCount()
    {
        QUdpSocket service;
        QVERIFY(service.bind(QHostAddress::LocalHost));
        QUdpSocket stranger;
        QVERIFY(stranger.bind(QHostAddress::LocalHost));
        ConverterTalk talk(m_pool, targetAt(service.localPort(), ServiceKind::ConverterUdp));
        Record record(talk);
        talk.say(QStringLiteral("a"));
        QTRY_VERIFY(service.hasPendingDatagrams());
        QHostAddress from;
        quint16 port = 0;
        char request[16];
        QCOMPARE(service.readDatagram(request, sizeof request, &from, &port), 3);
        stranger.writeDatagram("FALSE", from, port);
        service.writeDatagram("A", from, port);
        QTRY_COMPARE(record.answers(), QStringList{QStringLiteral("A")});
    }

    void tooLargeForTheWire()
    {
        ConverterTalk udp(m_pool, targetAt(freePort(), ServiceKind::ConverterUdp));
        Record record(udp);
        udp.say(QString(65'530, u'a')); // fits 64 KiB, not a datagram
        QTRY_COMPARE(record.errors().size(), 1);
        udp.say(QString(70'000, u'a'));
        QTRY_COMPARE(record.errors().size(), 2);
        QVERIFY(record.errors().constLast().contains(u"64 KiB"));
    }

    void emptyTextOnTextbookTcp()
    {
        ConverterTalk talk(m_pool, targetAt(freePort(), ServiceKind::TextbookTcp));
        Record record(talk);
        talk.say(QString());
        QTRY_COMPARE(record.errors().size(), 1);
        QCOMPARE(record.bytes(Kind::WireOut), QByteArray());
    }

    void unknownHost()
    {
        for (const auto kind : {ServiceKind::ConverterTcp, ServiceKind::ConverterUdp}) {
            ConverterTarget target = targetAt(50000, kind);
            target.host = QString(70, u'x') + QStringLiteral(".invalid"); // no label is that long: no server is asked
            ConverterTalk talk(m_pool, target);
            Record record(talk);
            talk.say(QStringLiteral("a"));
            QTRY_COMPARE_WITH_TIMEOUT(record.errors().size(), 1, 30'000);
        }
    }

    void tooManyWait()
    {
        QTcpServer silent; // accepts in the kernel, never greets
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        ConverterTarget target = targetAt(silent.serverPort());
        target.answerMsecs = 600'000;
        ConverterTalk talk(m_pool, target);
        Record record(talk);
        for (int i = 0; i < 66; ++i)
            talk.say(QStringLiteral("U:a"));
        QTRY_COMPARE(record.errors().size(), 2);
        QVERIFY(record.errors().constFirst().contains(u"64"));
    }

    void goesInTheMiddleOfEverything()
    {
        for (const auto kind : {ServiceKind::ConverterTcp, ServiceKind::ConverterUdp, ServiceKind::TextbookTcp}) {
            ConverterTalk talk(m_pool, targetAt(freePort(), kind));
            talk.say(QStringLiteral("a"));
        }
        ConverterBuddy buddy(m_pool);
        buddy.say(QStringLiteral("a"));
    }

private:
    static quint16 freePort()
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        return server.serverPort();
    }

    io::LoopPool m_pool{io::LoopPool::Policy::LoopPerLink, 1};
};

PLAUSCH_TEST_MAIN(ConverterClientTest)
#include "tst_converterclient.moc"
