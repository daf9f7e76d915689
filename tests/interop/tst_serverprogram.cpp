// plausch-server as a program: what it prints, its exit status, its end by a signal.
#include "chatserver/visitor.h"
#include "interop/program.h"
#include "io/selfsigned.h"
#include "io/tls.h"
#include "store/scram.h"
#include "support/testmain.h"

#include <QNetworkDatagram>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QUdpSocket>

#include <csignal>
#include <cstddef>
#include <cstring>
#include <memory>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <vector>

using plausch::test::Program;
using plausch::test::Visitor;

class ServerProgramTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { qputenv("XDG_DATA_HOME", QFile::encodeName(m_folder.path())); } // a certificate is made there
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

    /// [threads] loops: so many threads for clients beside the one of the rooms.
    void clientsOnThreadsOfTheirOwn()
    {
        Program server(plausch::test::serverProgram(), {option("config"), config(chat("[threads]\nloops=3\n"))});
        const quint16 port = portIn(server.line());
        QVERIFY(port != 0);
        Visitor anna(port, "anna");
        Visitor ben(port, "ben");
        for (Visitor *one : {&anna, &ben}) {
            QVERIFY(one->hears(" 001 "));
            one->send("JOIN #a");
            QVERIFY(one->hears(" 366 "));
        }
        anna.send("PRIVMSG #a :hallo");
        QVERIFY(ben.hears("PRIVMSG #a hallo"));
        QStringList threads;
        QDir tasks(QStringLiteral("/proc/%1/task").arg(server.process().processId()));
        for (const QString &task : tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            QFile name(tasks.filePath(task + QStringLiteral("/comm")));
            if (name.open(QIODevice::ReadOnly))
                threads.append(QString::fromUtf8(name.readAll()).trimmed());
        }
        for (const char *wanted : {"realm", "clients-1", "clients-2", "clients-3"})
            QVERIFY2(threads.contains(QLatin1String(wanted)), qPrintable(threads.join(u' ')));
        ::kill(pid_t(server.process().processId()), SIGTERM);
        QVERIFY(ben.hears("ERROR :"));
        QVERIFY(server.process().waitForFinished(5'000));
        QCOMPARE(server.process().exitCode(), 0);
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
        const QByteArray port = QByteArray::number(portFreeEverywhere());
        Program first(plausch::test::serverProgram(), {option("config"), config("[converter]\nudp=127.0.0.1:" + port)});
        QVERIFY(first.line().startsWith("converter udp 127.0.0.1:" + port));
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
        QTest::newRow("checks nothing") << QStringList{option("check-config")} << QByteArray("--config FILE");
        QTest::newRow("hash of a file") << QStringList{QStringLiteral("hash-password"), option("config"),
                                                       QStringLiteral("a")}
                                        << QByteArray("no file");
        QTest::newRow("hash of an argument") << QStringList{QStringLiteral("hash-password"), QStringLiteral("geheim")}
                                             << QByteArray("unexpected argument");
        QTest::newRow("hash of nothing") << QStringList{QStringLiteral("hash-password")} << QByteArray("no password");
        QTest::newRow("unknown option") << QStringList{option("colour")} << QByteArray("colour");
        QTest::newRow("file missing") << QStringList{option("config"), QStringLiteral("/nonexistent/a.conf")}
                                      << QByteArray("/nonexistent/a.conf");
        QTest::newRow("a folder") << QStringList{option("config"), m_folder.path()} << m_folder.path().toUtf8();
        QTest::newRow("no value") << QStringList{option("config")} << QByteArray("config");
        QTest::newRow("two files") << QStringList{option("config"), QStringLiteral("a"), option("config"),
                                                  QStringLiteral("b")}
                                   << QByteArray("one --config FILE");
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

    void hashesAPassword()
    {
        QProcess server;
        server.start(plausch::test::serverProgram(), {QStringLiteral("hash-password")});
        server.write("geheim\nmore\n");
        server.closeWriteChannel();
        QVERIFY(server.waitForFinished(plausch::test::ProgramMsecs));
        QCOMPARE(server.exitCode(), 0);
        const QByteArray hash = server.readAllStandardOutput().trimmed();
        const auto credential = plausch::store::credentialFromText(hash);
        QVERIFY2(credential && plausch::store::verifies(*credential, "geheim"), hash);
        QCOMPARE(server.readAllStandardError(), QByteArray());
    }

    /// Clients are told, and what the realm had to say to them arrives.
    void endsWithClientsInIt()
    {
        Program server(plausch::test::serverProgram(), {option("config"), config(chat())});
        const quint16 port = portIn(server.line());
        Visitor anna(port, "anna");
        Visitor ben(port, "ben");
        Visitor nobody(port);
        for (Visitor *one : {&anna, &ben}) {
            QVERIFY(one->hears(" 001 "));
            one->send("JOIN #a");
            QVERIFY(one->hears(" 366 "));
        }
        for (int i = 0; i < 10; ++i)
            ben.send("PRIVMSG #a :" + QByteArray::number(i));
        QVERIFY(anna.hears("PRIVMSG #a 9"));
        ::kill(pid_t(server.process().processId()), SIGTERM);
        for (Visitor *one : {&anna, &ben, &nobody}) {
            QVERIFY(one->hears("ERROR :"));
            QTRY_VERIFY(one->hasEnded());
        }
        QVERIFY(server.process().waitForFinished(5'000)); // the limit is part of the promise
        QCOMPARE(server.process().exitStatus(), QProcess::NormalExit);
        QCOMPARE(server.process().exitCode(), 0);
    }

    void readsItsFileAgain()
    {
        m_errors.clear();
        const QString file = config(chat("[server]\nmotd=before\n"));
        Program server(plausch::test::serverProgram(), {option("config"), file});
        const quint16 port = portIn(server.line());
        Visitor anna(port, "anna");
        QVERIFY(anna.hears("before"));
        write(file, chat("[server]\nmotd=after\nname=other\n"));
        ::kill(pid_t(server.process().processId()), SIGHUP);
        QTRY_VERIFY_WITH_TIMEOUT(errorOf(server).contains("was read again"), plausch::test::ProgramMsecs);
        QVERIFY2(m_errors.contains("[server] name: what changed there needs a restart"), m_errors);
        anna.send("MOTD");
        QVERIFY(anna.hears("after"));
        write(file, chat("[server]\nmotd=wrong\ncolour=red\n"));
        ::kill(pid_t(server.process().processId()), SIGHUP);
        QTRY_VERIFY_WITH_TIMEOUT(errorOf(server).contains("what was read before stays"), plausch::test::ProgramMsecs);
        QVERIFY2(m_errors.contains(": unknown key \"colour\""), m_errors);
        anna.send("MOTD");
        QVERIFY(anna.hears("after"));
    }

    void itsLogChangesOnSighup()
    {
        m_errors.clear();
        const QString file = config(chat());
        Program server(plausch::test::serverProgram(), {option("config"), file});
        const quint16 port = portIn(server.line());
        Visitor before(port, "before");
        QVERIFY(before.hears(" 001 "));
        const auto reload = [&](const QByteArray &log) {
            write(file, chat("[log]\n" + log));
            ::kill(pid_t(server.process().processId()), SIGHUP);
        };
        reload("wire=on\n");
        QTRY_VERIFY_WITH_TIMEOUT(errorOf(server).contains("was read again"), plausch::test::ProgramMsecs);
        Visitor during(port, "during");
        QTRY_VERIFY_WITH_TIMEOUT(errorOf(server).contains(" < NICK during\n"), plausch::test::ProgramMsecs);
        QVERIFY2(!m_errors.contains("before"), m_errors);
        m_errors.clear();
        reload("wire=off\n");
        QTRY_VERIFY_WITH_TIMEOUT(errorOf(server).contains("was read again"), plausch::test::ProgramMsecs);
        m_errors.clear();
        during.send("PING silent");
        QVERIFY(during.hears("PONG"));
        reload("level=error\ncolour=red\n"); // an error is written at any level, and comes after all that was before
        QTRY_VERIFY_WITH_TIMEOUT(errorOf(server).contains("colour"), plausch::test::ProgramMsecs);
        QVERIFY2(!m_errors.contains("silent"), m_errors);
    }

    /// https://www.freedesktop.org/software/systemd/man/latest/sd_notify.html
    void tellsTheServiceManager_data()
    {
        QTest::addColumn<QByteArray>("prefix");
        QTest::newRow("a file") << QFile::encodeName(m_folder.filePath(QStringLiteral("notify-")));
        QTest::newRow("an abstract name") << QByteArray("@plausch-test-");
    }
    void tellsTheServiceManager()
    {
        QFETCH(QByteArray, prefix);
        const QByteArray name = prefix + QByteArray::number(QCoreApplication::applicationPid());
        const NotifySocket manager(name);
        QVERIFY(manager.isOpen());
        const QString file = config(chat());
        qputenv("NOTIFY_SOCKET", name);
        Program server(plausch::test::serverProgram(), {option("config"), file});
        qunsetenv("NOTIFY_SOCKET");
        QVERIFY(!server.line().isEmpty());
        const auto next = [&manager] {
            QByteArray message;
            const bool came = QTest::qWaitFor(
                [&] {
                    message = manager.next();
                    return !message.isEmpty();
                },
                plausch::test::ProgramMsecs);
            return came ? message : QByteArray();
        };
        QCOMPARE(next(), QByteArray("READY=1"));
        ::kill(pid_t(server.process().processId()), SIGHUP);
        const QByteArray reloading = next();
        QVERIFY2(reloading.startsWith("RELOADING=1\nMONOTONIC_USEC="), reloading);
        QCOMPARE(next(), QByteArray("READY=1"));
        ::kill(pid_t(server.process().processId()), SIGTERM);
        QCOMPARE(next(), QByteArray("STOPPING=1"));
        QVERIFY(server.finish());
        QCOMPARE(server.process().exitCode(), 0);
    }

    /// What knows nothing of our code shakes hands, and what is too old does not.
    void speaksTlsWithOthers_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::addColumn<QByteArray>("hears");
        const auto row = [](const char *name, const char *command, const char *hears) {
            QTest::newRow(name) << QString::fromLatin1(command).split(u' ') << QByteArray(hears);
        };
        row("openssl, 1.3", "openssl s_client -quiet -tls1_3 -connect 127.0.0.1:PORT", " 001 anna ");
        row("openssl, 1.2", "openssl s_client -quiet -tls1_2 -connect 127.0.0.1:PORT", " 001 anna ");
        row("openssl, 1.1", "openssl s_client -tls1_1 -cipher ALL:@SECLEVEL=0 -connect 127.0.0.1:PORT",
            "alert protocol version");
        row("openssl, a weak cipher", "openssl s_client -tls1_2 -cipher AES128-SHA -connect 127.0.0.1:PORT",
            "alert handshake failure");
        row("python", "python3 -B tests/interop/tls_visitor.py PORT", " 001 anna ");
    }
    void speaksTlsWithOthers()
    {
        QFETCH(QStringList, command);
        QFETCH(QByteArray, hears);
        const TlsProgram server(config(chat({}, "tls=127.0.0.1:0\n")));
        QVERIFY(server.port != 0);
        command.replaceInStrings(QStringLiteral("PORT"), QString::number(server.port));
        QProcess other;
        other.setWorkingDirectory(plausch::test::sourcePath({}));
        other.setProcessChannelMode(QProcess::MergedChannels);
        other.start(command.first(), command.mid(1));
        other.write("NICK anna\r\nUSER u 0 * :U\r\n");
        QByteArray heard;
        QTRY_VERIFY2_WITH_TIMEOUT((heard += other.readAll()).contains(hears), heard, plausch::test::ProgramMsecs);
        other.kill();
        other.waitForFinished(plausch::test::ProgramMsecs);
    }

    void renewsItsCertificateOnSighup()
    {
        const QString pem = m_folder.filePath(QStringLiteral("renewed.pem"));
        write(pem, plausch::io::newSelfSigned());
        const QByteArray keys = "[tls]\ncertificate=" + pem.toUtf8() + "\nkey=" + pem.toUtf8() + '\n';
        TlsProgram server(config(chat(keys, "tls=127.0.0.1:0\n")));
        const auto shown = [&server] {
            return Visitor(server.port, QSslCertificate(), QSslKey())
                .serverCertificate()
                .digest(QCryptographicHash::Sha256)
                .toHex();
        };
        QCOMPARE(shown(), server.certificate);
        const Visitor guest(server.port, QSslCertificate(), QSslKey());
        QCOMPARE(plausch::io::publicKeyFingerprint(guest.serverCertificate()).toHex(), server.key);
        write(pem, plausch::io::newSelfSigned());
        m_errors.clear();
        ::kill(pid_t(server.program.process().processId()), SIGHUP);
        QTRY_VERIFY_WITH_TIMEOUT(errorOf(server.program).contains("was read again"), plausch::test::ProgramMsecs);
        QTRY_VERIFY(shown() != server.certificate);
        const QByteArray second = shown();
        write(pem, "broken");
        ::kill(pid_t(server.program.process().processId()), SIGHUP);
        QTRY_VERIFY_WITH_TIMEOUT(errorOf(server.program).contains("(the one before stays)"),
                                 plausch::test::ProgramMsecs);
        QVERIFY2(m_errors.contains(pem.toUtf8()), m_errors);
        QCOMPARE(shown(), second);
    }

    void logsLinesWithoutSecrets()
    {
        m_errors.clear();
        Program server(plausch::test::serverProgram(), {option("config"), config(chat("[log]\nwire=on\n"))});
        Visitor anna(portIn(server.line()));
        anna.send("PASS geheim\r\nNICK anna\r\nUSER u 0 * :U");
        QVERIFY(anna.hears(" 001 "));
        QTRY_VERIFY_WITH_TIMEOUT(errorOf(server).contains(" > :"), plausch::test::ProgramMsecs);
        QVERIFY2(m_errors.contains(" < PASS ***\n") && m_errors.contains(" < NICK anna\n"), m_errors);
        QVERIFY2(!m_errors.contains("geheim"), m_errors);
    }

private:
    /// Below those that the system gives to clients (ip(7), ip_local_port_range), which other tests have many of.
    static quint16 portFreeEverywhere()
    {
        for (quint16 port = quint16(20'000 + ::getpid() % 5'000); port < 32'000; ++port) {
            QTcpServer tcp[2];
            QUdpSocket udp[2];
            bool free = true;
            for (quint32 i : {0U, 1U}) {
                const QHostAddress address(0x7f000001 + i);
                free = free && tcp[i].listen(address, port) && udp[i].bind(address, port);
            }
            if (free)
                return port;
        }
        return 0;
    }

    /// What a service manager listens on.
    class NotifySocket
    {
    public:
        explicit NotifySocket(QByteArray name) : m_descriptor(::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0))
        {
            sockaddr_un address{};
            address.sun_family = AF_UNIX;
            if (name.startsWith('@'))
                name[0] = '\0';
            std::memcpy(address.sun_path, name.constData(), std::size_t(name.size()));
            const auto size = socklen_t(offsetof(sockaddr_un, sun_path) + std::size_t(name.size()));
            m_isOpen = ::bind(m_descriptor, reinterpret_cast<const sockaddr *>(&address), size) == 0;
        }
        ~NotifySocket() { ::close(m_descriptor); }
        NotifySocket(const NotifySocket &) = delete;
        NotifySocket &operator=(const NotifySocket &) = delete;

        bool isOpen() const { return m_isOpen; }
        /// Empty: nothing came yet.
        QByteArray next() const
        {
            char bytes[256];
            const ssize_t size = ::recv(m_descriptor, bytes, sizeof bytes, 0);
            return size > 0 ? QByteArray(bytes, size) : QByteArray();
        }

    private:
        int m_descriptor;
        bool m_isOpen = false;
    };

    /// The second line it prints: "chat tls 127.0.0.1:PORT certificate=SHA-256 key=SHA-256".
    struct TlsProgram
    {
        explicit TlsProgram(const QString &file) : program(plausch::test::serverProgram(), {option("config"), file})
        {
            program.line();
            const QByteArrayList words = program.line().split(' ');
            port = portIn(words.value(2));
            certificate = words.value(3).mid(qstrlen("certificate="));
            key = words.value(4).trimmed().mid(qstrlen("key="));
        }
        Program program;
        quint16 port = 0;
        QByteArray certificate;
        QByteArray key;
    };

    /// A chat server that keeps nothing.
    static QByteArray chat(const QByteArray &more = {}, const QByteArray &listen = {})
    {
        return "[listen]\nirc=127.0.0.1:0\n" + listen + "[accounts]\ndatabase=\n[history]\ndatabase=\n" + more;
    }
    /// Of "chat 127.0.0.1:PORT".
    static quint16 portIn(const QByteArray &line) { return line.mid(line.lastIndexOf(':') + 1).toUShort(); }
    static void write(const QString &path, const QByteArray &text)
    {
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write(text);
    }
    /// All it said on standard error.
    const QByteArray &errorOf(Program &server)
    {
        m_errors += server.process().readAllStandardError();
        return m_errors;
    }

    QByteArray m_errors;
    static QString option(const char *name) { return QStringLiteral("--") + QLatin1String(name); }

    QString config(const QByteArray &text)
    {
        const QString path = m_folder.filePath(QStringLiteral("%1.conf").arg(++m_files));
        write(path, text);
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
