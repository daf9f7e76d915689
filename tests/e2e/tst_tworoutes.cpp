// Two programs and a chat server between them: a thousand messages both ways, and all the while the direct link is cut
// and mended, other ways are chosen and the server is killed. Each message is there once, in the order it was said.
#include "chat/archive.h"
#include "interop/program.h"
#include "support/cuttingproxy.h"
#include "support/eventually.h"
#include "support/testmain.h"

#include <QRandomGenerator>
#include <QTemporaryDir>

using namespace plausch;
using test::CuttingProxy;

namespace {

constexpr int Messages = 1'000;
constexpr int Switches = 50;
constexpr int PerSwitch = Messages / Switches;

/// A plausch-server that can be killed and comes back on the same port with the same history.
class Server
{
public:
    bool start()
    {
        QFile config(m_dir.filePath(QStringLiteral("server.conf")));
        if (!config.open(QIODevice::WriteOnly))
            return false;
        const QByteArray folder = m_dir.path().toUtf8();
        config.write("[listen]\nirc=127.0.0.1:" + QByteArray::number(m_port)
                     + "\n[server]\nname=irc.test\n"
                       "network=TestNet\n[accounts]\ndatabase="
                     + folder + "/accounts.sqlite\n[history]\ndatabase=" + folder
                     + "/history.sqlite\n[limits]\nflood=off\n");
        config.close();
        m_program = std::make_unique<test::Program>(test::serverProgram(),
                                                    QStringList{QStringLiteral("--config"), config.fileName()});
        const QByteArray address = m_program->line().split(',').constFirst(); // "chat 127.0.0.1:40001, data in ..."
        m_port = address.mid(address.lastIndexOf(':') + 1).toUShort();
        return address.startsWith("chat ") && m_port != 0;
    }
    void kill() { m_program.reset(); }
    quint16 port() const { return m_port; }

private:
    QTemporaryDir m_dir;
    quint16 m_port = 0;
    std::unique_ptr<test::Program> m_program;
};

/// One of the two, led line by line. Whoever calls it comes through a cable that can be cut.
class Side
{
public:
    explicit Side(const QString &name) : m_name(name), m_cable(0, [this] { return m_cut ? qint64(0) : qint64(-1); }) { }
    ~Side() { stop(); }

    bool start()
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        QObject::connect(&m_process, &QProcess::readyReadStandardOutput, &m_process, [this] { read(); });
        m_process.start(QStringLiteral(CHATPEER),
                        {QStringLiteral("--profile"), m_dir.path(), QStringLiteral("--name"), m_name,
                         QStringLiteral("--led"), QStringLiteral("--unpaced"), QStringLiteral("--announce"),
                         QString::number(m_cable.port())});
        return QTest::qWaitFor([this] { return m_port != 0; }, 60'000);
    }
    void stop()
    {
        m_process.closeWriteChannel(); // its standard input ends, and so does it
        if (!m_process.waitForFinished(60'000))
            m_process.kill();
    }
    void tell(const QString &order) { m_process.write(order.toUtf8() + '\n'); }
    bool signOn(const Server &server)
    {
        tell(QStringLiteral("network 127.0.0.1 %1 %2").arg(server.port()).arg(m_name));
        return QTest::qWaitFor([this] { return m_online; }, 60'000);
    }
    void cut()
    {
        m_cut = true;
        m_cable.cutNow();
    }
    void mend()
    {
        m_cut = false;
        tell(QStringLiteral("try ") + m_chat);
    }
    void choose(const QString &way) { tell(QStringLiteral("route %1 %2").arg(m_chat, way)); }
    void chooseServer() { choose(m_network); }
    void say(const QString &text) { tell(QStringLiteral("say %1 %2").arg(m_chat, text)); }

    bool isDirect() const { return m_way == "direct"; }
    bool isByServer() const { return m_way == m_network.toUtf8(); }
    bool isCutOff() const { return m_way == "none"; }
    QString name() const { return m_name; }
    QString network() const { return m_network; }
    QString request() const { return m_request; }
    QString chat() const { return m_chat; }
    int shown() const { return int(m_shown.size()); }
    const QStringList &texts() const { return m_shown; }
    int elsewhere() const { return m_elsewhere; }
    int queued() const { return m_queued; }
    int changes() const { return m_changes; }
    QString database() const { return m_dir.filePath(QStringLiteral("history.sqlite")); }

private:
    void read()
    {
        while (m_process.canReadLine()) {
            const QByteArray line = m_process.readLine().trimmed();
            const QByteArrayList words = line.split(' ');
            const QByteArray verb = words.value(0);
            if (verb == "listening") {
                m_port = words.value(1).toUShort();
                m_cable.setTarget(m_port);
            } else if (verb == "network") {
                m_network = QString::fromLatin1(words.value(1));
            } else if (verb == "chat") {
                onChat(words);
            } else if (verb == "route") {
                m_changes += m_way != words.value(2);
                m_way = words.value(2);
                m_queued = words.value(3).toInt();
            } else if (verb == "shown" && QString::fromLatin1(words.value(1)) == m_chat) {
                m_shown.append(QString::fromUtf8(words.value(2)));
            } else if (verb == "shown" && words.value(1).count(':') == 2) {
                ++m_elsewhere; // in the conversation with a nick
            }
        }
    }
    void onChat(const QByteArrayList &words)
    {
        const QString chat = QString::fromLatin1(words.value(1));
        if (words.value(2) == "server")
            m_online = words.value(5) == "online";
        else if (words.value(2) == "request")
            m_request = chat;
        else if (words.value(2) == "buddy")
            m_chat = chat;
    }

    QString m_name;
    QTemporaryDir m_dir;
    bool m_cut = false;
    CuttingProxy m_cable;
    QProcess m_process;
    quint16 m_port = 0;
    bool m_online = false;
    QString m_network, m_request, m_chat;
    QByteArray m_way;
    int m_queued = 0;
    int m_changes = 0;
    int m_elsewhere = 0;
    QStringList m_shown;
};

QStringList expected(const QString &prefix)
{
    QStringList texts;
    for (int number = 0; number < Messages; ++number)
        texts.append(prefix + QString::number(number));
    return texts;
}

struct Kept
{
    QStringList received;
    int notDelivered = 0; // own ones
    int overServer = 0;
    int elsewhere = 0; // words in other conversations
};

/// What is in somebody's history once he has gone.
Kept keptBy(const Side &side)
{
    chat::Archive archive(side.database());
    Kept kept;
    int open = 1;
    const auto count = [&](const chat::Archive::Page &page) {
        for (const store::MessageRow &row : page.rows) {
            if (row.chat != side.chat())
                kept.elsewhere += row.kind <= store::MessageKind::Notice;
            else if (!row.mine)
                kept.received.append(row.text);
            else
                kept.notDelivered += row.state != store::MessageState::Delivered;
            kept.overServer += !row.via.isEmpty();
        }
        --open;
    };
    archive.open([&](const chat::Archive::Contents &contents) {
        open += int(contents.chats.size()) - 1;
        for (const store::ChatSummary &summary : contents.chats)
            archive.pageBefore(summary.chat, std::nullopt, 10 * Messages, count);
    });
    return QTest::qWaitFor([&] { return open == 0; }, 60'000) ? kept : Kept{};
}

} // namespace

class TestTwoRoutes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everyMessageOnce();

private:
    void turn(int step);

    std::unique_ptr<Server> m_server;
    std::unique_ptr<Side> m_anna;
    std::unique_ptr<Side> m_ben;
};

void TestTwoRoutes::init()
{
    m_server = std::make_unique<Server>();
    m_anna = std::make_unique<Side>(QStringLiteral("Anna"));
    m_ben = std::make_unique<Side>(QStringLiteral("Ben"));
    QVERIFY(m_server->start() && m_anna->start() && m_ben->start());
    QVERIFY(m_anna->signOn(*m_server) && m_ben->signOn(*m_server));
    m_anna->tell(QStringLiteral("add %1 Ben").arg(m_anna->network()));
    EVENTUALLY(!m_ben->request().isEmpty());
    m_ben->tell(QStringLiteral("accept ") + m_ben->request());
    EVENTUALLY(m_anna->isDirect() && m_ben->isDirect());
}

/// Each turn takes both to another way than before it, for as long as it takes.
void TestTwoRoutes::turn(int step)
{
    Side &anna = *m_anna;
    Side &ben = *m_ben;
    switch (step % 10) {
    case 0: // the cable breaks, and the server takes over
        anna.cut();
        ben.cut();
        EVENTUALLY(anna.isByServer() && ben.isByServer());
        break;
    case 1: // it is mended
        anna.mend();
        ben.mend();
        EVENTUALLY(anna.isDirect() && ben.isDirect());
        break;
    case 2: // one chooses the server, the other does not
        anna.chooseServer();
        EVENTUALLY(anna.isByServer());
        break;
    case 3:
        ben.chooseServer();
        anna.choose({});
        EVENTUALLY(anna.isDirect() && ben.isByServer());
        break;
    case 4:
        ben.choose(QStringLiteral("direct"));
        anna.choose(QStringLiteral("direct"));
        EVENTUALLY(anna.isDirect() && ben.isDirect());
        break;
    case 5: // without the chosen way messages wait
        anna.cut();
        ben.cut();
        EVENTUALLY(anna.isCutOff() && ben.isCutOff());
        break;
    case 6:
        anna.choose({});
        ben.choose({});
        EVENTUALLY(anna.isByServer() && ben.isByServer());
        break;
    case 7: // neither cable nor server
        m_server->kill();
        EVENTUALLY(anna.isCutOff() && ben.isCutOff());
        break;
    case 8: // only the cable
        anna.mend();
        ben.mend();
        EVENTUALLY(anna.isDirect() && ben.isDirect());
        break;
    case 9: // the server comes back
        QVERIFY(m_server->start());
        anna.tell(QStringLiteral("hurry ") + anna.network());
        ben.tell(QStringLiteral("hurry ") + ben.network());
        anna.chooseServer();
        ben.chooseServer();
        EVENTUALLY(anna.isByServer() && ben.isByServer());
        anna.choose({});
        ben.choose({});
        break;
    }
}

void TestTwoRoutes::everyMessageOnce()
{
    Side &anna = *m_anna;
    Side &ben = *m_ben;
    QRandomGenerator random(20'261);
    int said = 0;
    for (int step = 0; step < Switches; ++step) {
        // Some are on their way when the way changes, and some are said meanwhile.
        const int before = random.bounded(PerSwitch + 1);
        for (int i = 0; i < PerSwitch; ++i, ++said) {
            anna.say(QStringLiteral("a%1").arg(said));
            ben.say(QStringLiteral("b%1").arg(said));
            if (i == before) {
                const int arrived = ben.shown() + random.bounded(5);
                std::ignore = QTest::qWaitFor([&] { return ben.shown() >= arrived; }, 200);
            }
        }
        turn(step);
        if (QTest::currentTestFailed())
            return;
    }
    EVENTUALLY(ben.shown() >= Messages && anna.shown() >= Messages);
    EVENTUALLY(anna.queued() == 0 && ben.queued() == 0);
    qInfo("the way changed %d and %d times", anna.changes(), ben.changes());
    QVERIFY(anna.changes() + ben.changes() >= Switches);
    QCOMPARE(ben.texts(), expected(QStringLiteral("a")));
    QCOMPARE(anna.texts(), expected(QStringLiteral("b")));
    QCOMPARE(anna.elsewhere() + ben.elsewhere(), 0);
    anna.stop();
    ben.stop();
    for (const auto &[side, prefix] : {std::pair{&ben, QStringLiteral("a")}, std::pair{&anna, QStringLiteral("b")}}) {
        const Kept kept = keptBy(*side);
        QCOMPARE(kept.received, expected(prefix));
        QCOMPARE(kept.notDelivered, 0);
        QCOMPARE(kept.elsewhere, 0);
        QVERIFY(kept.overServer > 0);
        qInfo("%s: %d of %d messages came or went over the server", qPrintable(side->name()), kept.overServer,
              2 * Messages);
    }
}

PLAUSCH_TEST_MAIN(TestTwoRoutes)
#include "tst_tworoutes.moc"
