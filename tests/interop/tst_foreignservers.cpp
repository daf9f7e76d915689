// Our client on a chat server that knows nothing of Plausch and hardly anything of IRCv3: Debian's ngircd and
// InspIRCd, where they are installed.
#include "connection/connectionpool.h"
#include "interop/foreigner.h"
#include "io/looppool.h"
#include "support/eventually.h"
#include "support/networkscript.h"
#include "support/testmain.h"

#include <QTcpServer>
#include <QTcpSocket>

using namespace plausch;
using namespace plausch::session;
using namespace plausch::test;

namespace {

constexpr char Ngircd[] =
    "[Global]\nName = irc.test\nInfo = Test\nListen = 127.0.0.1\nPorts = %1\nMotdPhrase = Hello\n"
    "[Limits]\nMaxConnectionsIP = 0\nMaxPenaltyTime = 0\n[Options]\nDNS = no\nIdent = no\nPAM = no\n";
// https://docs.inspircd.org/3/configuration/, without a module that has to be asked for
constexpr char Inspircd[] =
    "<server name=\"irc.test\" description=\"Test\" network=\"irc.test\">\n"
    "<admin name=\"test\" nick=\"test\" email=\"test@irc.test\">\n"
    "<bind address=\"127.0.0.1\" port=\"%1\" type=\"clients\">\n"
    "<connect allow=\"*\" resolvehostnames=\"no\" useident=\"no\" fakelag=\"no\" threshold=\"1000000\"\n"
    "         commandrate=\"1000000000\">\n";

quint16 freePort()
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : quint16(0);
}

/// One of us on a server: what was told, as words.
class Guest
{
public:
    Guest(const QByteArray &nick, quint16 port)
        : m_pool(m_loops, &m_context, [this](const std::vector<connection::ConnectionEvent> &pile) { onPile(pile); })
    {
        connection::NetworkSpec spec{QStringLiteral("127.0.0.1"), port, {}};
        spec.self.nick = nick;
        m_id = m_pool.dial(spec, {}, Script::unpaced(), QString::fromUtf8(nick));
    }
    void wish(const QByteArray &line) { m_pool.perform(m_id, wishOf(line)); }
    bool heard(const QByteArray &beginning) const
    {
        return std::any_of(notes.begin(), notes.end(),
                           [&](const QByteArray &note) { return note.startsWith(beginning); });
    }
    QByteArrayList notes;
    bool closed = false;

private:
    void onPile(const std::vector<connection::ConnectionEvent> &pile)
    {
        for (const connection::ConnectionEvent &event : pile) {
            closed = closed || std::holds_alternative<connection::Closed>(event.what);
            const auto *what = std::get_if<Event>(&event.what);
            if (const auto *network = what ? std::get_if<NetworkEvent>(what) : nullptr)
                notes.append(described(*network));
        }
    }

    QObject m_context;
    io::LoopPool m_loops{io::LoopPool::Policy::LoopPerLink, 1, 8};
    connection::ConnectionPool m_pool;
    connection::ConnectionId m_id = 0;
};

/// Until it takes connections.
bool answers(quint16 port)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port);
    return socket.waitForConnected(1000);
}

} // namespace

class TestForeignServers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void talk_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<QByteArray>("config");
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("ngircd") << QStringLiteral("ngircd") << QByteArray(Ngircd)
                                << QStringList{QStringLiteral("-n"), QStringLiteral("-f")};
        QStringList arguments{QStringLiteral("--nofork"), QStringLiteral("--nopid"), QStringLiteral("--nolog")};
        if (::geteuid() == 0)
            arguments << QStringLiteral("--runasroot");
        QTest::newRow("InspIRCd") << QStringLiteral("inspircd") << QByteArray(Inspircd)
                                  << arguments + QStringList{QStringLiteral("--config")};
    }

    void talk()
    {
        QFETCH(QString, program);
        QFETCH(QByteArray, config);
        QFETCH(QStringList, arguments);
        const QString path = QStandardPaths::findExecutable(program, {QStringLiteral("/usr/sbin")});
        if (path.isEmpty())
            QSKIP("this server is not installed");
        const quint16 port = freePort();
        Foreigner server;
        arguments.append(server.file(QStringLiteral("conf"), config.replace("%1", QByteArray::number(port))));
        server.start(path, arguments);
        QTRY_VERIFY2_WITH_TIMEOUT(answers(port), server.output().constData(), 20'000);

        Guest anna("anna", port);
        Guest ben("ben", port);
        EVENTUALLY(anna.heard("Registered anna irc.test") && ben.heard("Registered ben irc.test"));
        anna.wish("JOIN #a");
        QTRY_VERIFY2_WITH_TIMEOUT(anna.heard("MembersListed #a @anna"), anna.notes.join('\n').constData(), 60'000);
        ben.wish("WATCH anna cleo");
        ben.wish("JOIN #a");
        EVENTUALLY(ben.heard("MembersListed #a @anna ben") && anna.heard("MemberJoined #a ben"));
        EVENTUALLY(ben.heard("PersonOnline anna") && ben.heard("PersonOffline cleo"));

        anna.wish("SAY #a m1 :two|lines");
        QTRY_VERIFY2_WITH_TIMEOUT(anna.heard("Heard #a anna two|lines"), anna.notes.join('\n').constData(), 60'000);
        QVERIFY(anna.notes.constLast().contains("own=m1"));
        EVENTUALLY(ben.heard("Heard #a anna two") && ben.heard("Heard #a anna lines"));
        ben.wish("ACT anna m2 :gr\xc3\xbc\xc3\x9ft");
        EVENTUALLY(anna.heard("Heard ben ben gr\xc3\xbc\xc3\x9ft action"));
        ben.wish("SAY nobody m3 :hello");
        QTRY_VERIFY2_WITH_TIMEOUT(ben.heard("Failed PRIVMSG nobody 401 own=m3"), ben.notes.join('\n').constData(),
                                  60'000);

        anna.wish("TOPIC #a :Lunch");
        EVENTUALLY(ben.heard("TopicChanged #a Lunch by=anna"));
        anna.wish("MODE #a +v ben");
        EVENTUALLY(ben.heard("MemberChanged #a +ben"));
        anna.wish("MODE #a +b *!*@bad");
        anna.wish("MASKS #a");
        QTRY_VERIFY2_WITH_TIMEOUT(anna.heard("MasksListed #a b"), anna.notes.join('\n').constData(), 60'000);
        QVERIFY(anna.heard("MaskListed #a b *!*@bad by=anna"));
        ben.wish("PERSON anna");
        EVENTUALLY(ben.heard("PersonDescribed anna"));
        ben.wish("LATEST #a * 50");
        EVENTUALLY(ben.heard("HistoryShown #a 0"));
        ben.wish("NICK bernd");
        EVENTUALLY(anna.heard("NickChanged ben bernd rooms=#a"));
        anna.wish("KICK #a bernd :out");
        QTRY_VERIFY2_WITH_TIMEOUT(ben.heard("RoomLeft #a kick by=anna text=out"), anna.notes.join('\n').constData(),
                                  60'000);
        ben.wish("ROOMS");
        QTRY_VERIFY2_WITH_TIMEOUT(ben.heard("RoomsListed"), ben.notes.join('\n').constData(), 20'000);
        QVERIFY(!anna.closed && !ben.closed);
    }
};

PLAUSCH_TEST_MAIN(TestForeignServers)
#include "tst_foreignservers.moc"
