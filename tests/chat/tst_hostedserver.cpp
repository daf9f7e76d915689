// A chat server inside the window's process: started and stopped, found by others, its port taken, its folder refused.
#include "chat/hostedserver.h"
#include "chat/identity.h"
#include "chatserver/visitor.h"
#include "io/tls.h"
#include "support/eventually.h"
#include "support/person.h"
#include "support/testmain.h"

#include <QFile>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QUdpSocket>

using plausch::chat::HostedServer;
using plausch::test::Person;
using plausch::test::Visitor;
using State = HostedServer::State;

namespace {

HostedServer::Wish here(quint16 port = 0)
{
    HostedServer::Wish wish;
    wish.name = QStringLiteral("Übung 3, Raum 7");
    wish.port = port;
    wish.thisMachineOnly = true;
    return wish;
}

quint16 freeUdpPort()
{
    QUdpSocket socket;
    return socket.bind(QHostAddress::LocalHost) ? socket.localPort() : 0;
}

} // namespace

class TestHostedServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void runsUntilItIsStopped()
    {
        HostedServer server(m_dir->filePath(QStringLiteral("server")));
        QSignalSpy changes(&server, &HostedServer::changed);
        QCOMPARE(server.state(), State::Off);
        server.start(here());
        QCOMPARE(server.state(), State::Starting);
        EVENTUALLY(server.state() == State::Running);
        QCOMPARE(changes.size(), 2);
        server.start(here()); // once is enough
        QCOMPARE(server.state(), State::Running);

        Visitor anna(server.port(), "anna");
        QVERIFY(anna.hears("NETWORK=Übung_3,_Raum_7 "));
        anna.send("JOIN #tee");
        QVERIFY(anna.hears("JOIN"));
        int people = -1;
        server.countPeople([&](int count) { people = count; });
        EVENTUALLY(people == 1);

        server.stop();
        QCOMPARE(server.state(), State::Stopping);
        server.stop();
        QVERIFY(anna.hears("ERROR :"));
        EVENTUALLY(server.state() == State::Off);
        QVERIFY(server.complaint().isEmpty());
        QCOMPARE(server.port(), 0);
        server.countPeople([&](int count) { people = count; });
        QCOMPARE(people, 0);
    }

    /// A nick with an account is its owner's next time, too.
    void keepsItsDataInItsFolder()
    {
        const QString folder = m_dir->filePath(QStringLiteral("server"));
        {
            HostedServer server(folder);
            server.start(here());
            EVENTUALLY(server.state() == State::Running);
            Visitor anna(server.port(), "anna");
            QVERIFY(anna.hears(" 001 "));
            anna.send("REGISTER * * geheim123");
            QVERIFY(anna.hears("REGISTER SUCCESS anna "));
        }
        HostedServer server(folder);
        server.start(here());
        EVENTUALLY(server.state() == State::Running);
        Visitor somebody(server.port(), "anna");
        QVERIFY(somebody.hears(" 433 "));
    }

    void aTakenPortIsReplaced()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        HostedServer server(m_dir->filePath(QStringLiteral("server")));
        server.start(here(other.serverPort()));
        EVENTUALLY(server.state() == State::Running);
        QVERIFY(server.port() != 0 && server.port() != other.serverPort());
        QVERIFY(Visitor(server.port()).isConnected());
    }

    void aFolderThatCannotBeMadeIsNamed()
    {
        QFile file(m_dir->filePath(QStringLiteral("file")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        HostedServer server(file.fileName() + QStringLiteral("/server"));
        server.start(here());
        QCOMPARE(server.state(), State::Off);
        QVERIFY2(server.complaint().contains(QStringLiteral("/file/server")), qPrintable(server.complaint()));
    }

    void othersFindIt()
    {
        const quint16 udp = freeUdpPort();
        Person anna(QStringLiteral("Anna"), udp);
        Person ben(QStringLiteral("Ben"), udp);
        QVERIFY(anna.start() && ben.start());
        QSignalSpy changes(&ben.board(), &plausch::chat::Switchboard::nearbyServersChanged);
        HostedServer &server = anna.board().hostedServer();
        server.start(here());
        EVENTUALLY(server.state() == State::Running);
        server.stop();
        EVENTUALLY(server.state() == State::Off);
        QVERIFY(ben.board().nearbyServers().isEmpty()); // for this machine only
        HostedServer::Wish wish = here();
        wish.thisMachineOnly = false;
        server.start(wish);
        EVENTUALLY(ben.board().nearbyServers().size() == 1);
        const plausch::chat::NearbyServer found = ben.board().nearbyServers().constFirst();
        QCOMPARE(found.name, QStringLiteral("Anna"));
        QCOMPARE(found.port, server.tlsPort());
        QVERIFY(found.tls && found.port != server.port());
        QVERIFY(found.key.isEmpty()); // Ben does not know Anna
        QVERIFY(QHostAddress(found.host).isLoopback());
        QVERIFY(anna.board().nearbyServers().isEmpty()); // its own
        server.stop();
        EVENTUALLY(ben.board().nearbyServers().isEmpty());
        QCOMPARE(changes.size(), 2);
    }

    /// Over the network only through TLS, with the key that the user is known by.
    void othersComeEncrypted()
    {
        const auto identity = plausch::chat::loadOrCreateIdentity(m_dir->path());
        QVERIFY(identity.error.isEmpty());
        HostedServer server(m_dir->filePath(QStringLiteral("server")),
                            m_dir->filePath(QLatin1String(plausch::chat::IdentityFile)));
        HostedServer::Wish wish = here();
        server.start(wish);
        EVENTUALLY(server.state() == State::Running);
        QCOMPARE(server.tlsPort(), 0);
        server.stop();
        EVENTUALLY(server.state() == State::Off);
        wish.thisMachineOnly = false;
        server.start(wish);
        EVENTUALLY(server.state() == State::Running);
        QVERIFY(server.tlsPort() != 0);
        Visitor ben(server.tlsPort(), QSslCertificate(), QSslKey());
        QCOMPARE(plausch::io::publicKeyFingerprint(ben.serverCertificate()), identity.identity.fingerprint);
        ben.send("NICK ben");
        ben.send("USER u 0 * :U");
        QVERIFY(ben.hears(" 001 ben "));
        Visitor anna(server.port(), "anna"); // who hosts it
        QVERIFY(anna.hears(" 001 anna "));
        Visitor plain(server.tlsPort(), "plain");
        QVERIFY(plain.hears("ERROR :Closing link: this port is for TLS"));
    }

    /// A program that was started for this machine only takes nobody in from elsewhere, whatever is wished of the
    /// server.
    void noDoorButTheOneItMayOpen()
    {
        HostedServer server(m_dir->filePath(QStringLiteral("server")), {}, QHostAddress::LocalHost);
        HostedServer::Wish wish = here();
        wish.thisMachineOnly = false;
        server.start(wish);
        EVENTUALLY(server.state() == State::Running);
        QTcpSocket inside;
        inside.connectToHost(QHostAddress::LocalHost, server.tlsPort());
        EVENTUALLY(inside.state() == QTcpSocket::ConnectedState);
        QTcpSocket outside;
        QSignalSpy refused(&outside, &QTcpSocket::errorOccurred);
        outside.connectToHost(QStringLiteral("127.0.0.2"), server.tlsPort()); // any address but the one
        EVENTUALLY(!refused.isEmpty());
        QCOMPARE(outside.error(), QTcpSocket::ConnectionRefusedError);
    }

    /// The end of the program says goodbye to those who are in it.
    void itEndsWithTheProgram()
    {
        Person anna(QStringLiteral("Anna"));
        QVERIFY(anna.start());
        HostedServer &server = anna.board().hostedServer();
        server.start(here());
        EVENTUALLY(server.state() == State::Running);
        Visitor ben(server.port(), "ben");
        QVERIFY(ben.hears(" 001 "));
        QVERIFY(anna.stop());
        QVERIFY(ben.hears("ERROR :"));
    }

    void itMayGoWhileItStarts()
    {
        HostedServer server(m_dir->filePath(QStringLiteral("server")));
        server.start(here());
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
};

PLAUSCH_TEST_MAIN(TestHostedServer)
#include "tst_hostedserver.moc"
