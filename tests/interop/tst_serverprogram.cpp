// plausch-server as a program: what it prints, its exit status, its end by a signal.
#include "interop/program.h"
#include "support/testmain.h"

#include <QNetworkDatagram>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QUdpSocket>

#include <csignal>
#include <memory>
#include <sys/resource.h>
#include <vector>

using plausch::test::Program;

class ServerProgramTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void opensWhatIsNamedAndPrintsIt()
    {
        Program server(plausch::test::serverProgram(),
                       {option("config"),
                        config("[converter]\ntcp=127.0.0.1:0\nudp=127.0.0.1:0\ndialect=slide\n[textbook]\n"
                               "tcp=127.0.0.1:0\nudp=[::1]:0\n")});
        const QRegularExpression lines[] = {
            QRegularExpression(QStringLiteral("^converter tcp 127\\.0\\.0\\.1:[1-9]\\d* dialect=slide$")),
            QRegularExpression(QStringLiteral("^converter udp 127\\.0\\.0\\.1:[1-9]\\d* dialect=slide$")),
            QRegularExpression(QStringLiteral("^textbook tcp 127\\.0\\.0\\.1:[1-9]\\d*$")),
            QRegularExpression(QStringLiteral("^textbook udp \\[::1\\]:[1-9]\\d*$")),
        };
        for (const QRegularExpression &expected : lines) {
            const QString line = QString::fromUtf8(server.line());
            QVERIFY2(expected.match(line).hasMatch(), qPrintable(line));
        }
    }

    void endsCleanly_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
    }
    void endsCleanly()
    {
        QFETCH(int, signal);
        Program server(plausch::test::serverProgram(),
                       {option("config"), config("[converter]\ntcp=127.0.0.1:0\n[textbook]\nudp=127.0.0.1:0\n")});
        const auto port = server.line().split(' ').value(2).split(':').value(1).toUShort();
        QVERIFY(!server.line().isEmpty());
        QTcpSocket client; // somebody is in the middle of a message
        client.connectToHost(QHostAddress::LocalHost, port);
        QTRY_VERIFY(client.bytesAvailable() >= 68);
        client.write("U:half");
        ::kill(pid_t(server.process().processId()), signal);
        QVERIFY(server.process().waitForFinished(5'000)); // the limit is part of the promise
        QCOMPARE(server.process().exitStatus(), QProcess::NormalExit);
        QCOMPARE(server.process().exitCode(), 0);
        QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
    }

    void moreClientsThanTheLimitItBeginsWith()
    {
        constexpr rlim_t Begin = 64;
        QProcess server;
        server.setChildProcessModifier([] {
            rlimit limit{};
            ::getrlimit(RLIMIT_NOFILE, &limit);
            limit.rlim_cur = Begin;
            ::setrlimit(RLIMIT_NOFILE, &limit);
        });
        server.start(plausch::test::serverProgram(), {option("config"), config("[converter]\ntcp=127.0.0.1:0\n")});
        QTRY_VERIFY_WITH_TIMEOUT(server.canReadLine(), plausch::test::ProgramMsecs);
        const quint16 port = server.readLine().split(' ').value(2).split(':').value(1).toUShort();
        std::vector<std::unique_ptr<QTcpSocket>> clients;
        for (rlim_t number = 0; number < 2 * Begin; ++number) {
            clients.push_back(std::make_unique<QTcpSocket>());
            clients.back()->connectToHost(QHostAddress::LocalHost, port);
        }
        for (const auto &client : clients)
            QTRY_COMPARE_WITH_TIMEOUT(client->bytesAvailable(), 68, plausch::test::ProgramMsecs); // greeted
        ::kill(pid_t(server.processId()), SIGTERM);
        QTRY_COMPARE_WITH_TIMEOUT(server.state(), QProcess::NotRunning, plausch::test::ProgramMsecs);
        QCOMPARE(server.exitCode(), 0);
    }

    /// Rows U12 and U13: TCP and UDP have ports of their own, and so has every address; all addresses at once have not.
    void onePortNumberSeveralTimes()
    {
        Program first(plausch::test::serverProgram(), {option("config"), config("[converter]\nudp=127.0.0.1:0\n")});
        const QByteArray port = first.line().split(' ').value(2).split(':').value(1);
        QVERIFY(port.toUShort() != 0);
        Program second(plausch::test::serverProgram(),
                       {option("config"),
                        config("[converter]\ntcp=127.0.0.1:" + port + "\nudp=127.0.0.2:" + port
                               + "\n[textbook]\ntcp=127.0.0.2:" + port + '\n')});
        QVERIFY(second.line().startsWith("converter tcp 127.0.0.1:" + port));
        QVERIFY(second.line().startsWith("converter udp 127.0.0.2:" + port));
        QCOMPARE(second.line(), "textbook tcp 127.0.0.2:" + port);
        QUdpSocket client;
        QVERIFY(client.bind(QHostAddress::LocalHost));
        for (const QString &host : {QStringLiteral("127.0.0.1"), QStringLiteral("127.0.0.2")}) {
            client.writeDatagram("U:" + host.toLatin1(), QHostAddress(host), port.toUShort());
            QTRY_VERIFY(client.hasPendingDatagrams());
            const QNetworkDatagram reply = client.receiveDatagram();
            QCOMPARE(reply.data(), host.toLatin1());
            QCOMPARE(reply.senderAddress(), QHostAddress(host));
        }
        expectFailure("[converter]\nudp=0.0.0.0:" + port, "0.0.0.0", port);
    }

    void namesThePortThatIsTaken()
    {
        QTcpServer tcp;
        QVERIFY(tcp.listen(QHostAddress::LocalHost));
        expectFailure("[converter]\ntcp=127.0.0.1:" + QByteArray::number(tcp.serverPort()), "127.0.0.1",
                      QByteArray::number(tcp.serverPort()));
        QUdpSocket udp;
        QVERIFY(udp.bind(QHostAddress::LocalHost, 0, QUdpSocket::DontShareAddress));
        expectFailure("[textbook]\nudp=127.0.0.1:" + QByteArray::number(udp.localPort()), "127.0.0.1",
                      QByteArray::number(udp.localPort()));
        expectFailure("[converter]\ntcp=192.0.2.1:50000", "192.0.2.1", "50000"); // RFC 5737: nobody's
    }

    void refuses_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("names");
        QTest::newRow("nothing") << QStringList() << QByteArray("--config FILE");
        QTest::newRow("unknown option") << QStringList{option("colour")} << QByteArray("colour");
        QTest::newRow("file missing") << QStringList{option("config"), QStringLiteral("/nonexistent/a.conf")}
                                      << QByteArray("/nonexistent/a.conf");
        QTest::newRow("a folder") << QStringList{option("config"), m_folder.path()} << m_folder.path().toUtf8();
        QTest::newRow("no value") << QStringList{option("config")} << QByteArray("config");
        QTest::newRow("two files") << QStringList{option("config"), QStringLiteral("a"), option("config"),
                                                  QStringLiteral("b")}
                                   << QByteArray("exactly one");
        QTest::newRow("stray argument") << QStringList{QStringLiteral("stray")} << QByteArray("stray");
        QTest::newRow("wrong key") << QStringList{option("config"), config("[converter]\ntpc=127.0.0.1:0\n")}
                                   << QByteArray(".conf:2: unknown key \"tpc\"");
        QTest::newRow("only checked") << QStringList{option("check-config"), option("config"), config("[convert]\n")}
                                      << QByteArray(".conf:1: unknown section");
    }
    void refuses()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, names);
        Program server(plausch::test::serverProgram(), arguments);
        QVERIFY(server.finish());
        QCOMPARE(server.process().exitCode(), 2);
        const QByteArray error = server.process().readAllStandardError();
        QVERIFY2(error.contains(names), error);
        QCOMPARE(error.count('\n'), 1);
        QCOMPARE(server.process().readAllStandardOutput(), QByteArray());
    }

    void answersAndLeaves_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("version") << QStringList{option("version")} << QByteArray("plausch-server " PLAUSCH_VERSION);
        QTest::newRow("help") << QStringList{option("help")} << QByteArray("--check-config");
        QTest::newRow("check") << QStringList{option("check-config"), option("config"),
                                              config("[textbook]\ntcp=192.0.2.1:1\n")}
                               << QByteArray(".conf: good");
        const QString example = plausch::test::sourcePath(QStringLiteral("resources/plausch-server.conf.example"));
        QTest::newRow("the example") << QStringList{option("check-config"), option("config"), example}
                                     << QByteArray("good");
    }
    void answersAndLeaves()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, says);
        Program server(plausch::test::serverProgram(), arguments);
        QVERIFY(server.finish());
        QCOMPARE(server.process().exitCode(), 0);
        const QByteArray output = server.process().readAllStandardOutput();
        QVERIFY2(output.contains(says), output);
    }

private:
    static QString option(const char *name) { return QStringLiteral("--") + QLatin1String(name); }

    QString config(const QByteArray &text)
    {
        const QString path = m_folder.filePath(QStringLiteral("%1.conf").arg(++m_files));
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write(text);
        return path;
    }

    void expectFailure(const QByteArray &text, const QByteArray &address, const QByteArray &port)
    {
        Program server(plausch::test::serverProgram(), {option("config"), config(text + '\n')});
        QVERIFY(server.finish());
        QCOMPARE(server.process().exitCode(), 1);
        const QByteArray error = server.process().readAllStandardError();
        QVERIFY2(error.contains(address) && error.contains(port), error);
    }

    QTemporaryDir m_folder;
    int m_files = 0;
};

PLAUSCH_TEST_MAIN(ServerProgramTest)
#include "tst_serverprogram.moc"
