// The window's chat servers against the real server on loopback, and against servers that can less or behave badly.
#include "chat/networkhome.h"
#include "chat/networkwords.h"
#include "chatserver/visitor.h"
#include "io/tls.h"
#include "support/certificates.h"
#include "support/testmain.h"

#include <QSignalSpy>
#include <QSslServer>
#include <QTcpServer>

using namespace plausch;
using namespace plausch::test;
using chat::NetworkCredentials;
using chat::NetworkState;
using store::ChatId;
using store::MessageKind;
using store::MessageState;

namespace {

const QString Tisch = QStringLiteral("#tisch");

/// A server that says what a script says: each line that starts with a key is answered. With an identity: over TLS.
class ScriptedServer : public QObject
{
public:
    explicit ScriptedServer(QHash<QByteArray, QByteArray> script, const TestIdentity *identity = nullptr,
                            quint16 port = 0)
        : m_script(std::move(script))
    {
        if (identity) {
            auto secured = std::make_unique<QSslServer>();
            QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
            configuration.setLocalCertificate(identity->certificate);
            configuration.setPrivateKey(identity->key);
            configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
            secured->setSslConfiguration(configuration);
            m_server = std::move(secured);
        } else {
            m_server = std::make_unique<QTcpServer>();
        }
        connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, [this] {
            QTcpSocket *socket = m_server->nextPendingConnection();
            current = socket;
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(*socket); });
            read(*socket);
        });
        if (!m_server->listen(QHostAddress::LocalHost, port))
            qFatal("%s", qPrintable(m_server->errorString()));
    }
    quint16 port() const { return m_server->serverPort(); }
    /// Gone at once, with the link.
    void vanish()
    {
        m_server->close();
        if (current)
            current->abort();
    }
    int count(QByteArrayView start) const
    {
        return int(
            std::count_if(heard.cbegin(), heard.cend(), [&](const auto &line) { return line.startsWith(start); }));
    }

    QByteArrayList heard;
    QPointer<QTcpSocket> current;

private:
    void read(QTcpSocket &socket)
    {
        while (socket.canReadLine()) {
            const QByteArray line = socket.readLine().trimmed();
            heard.append(line);
            for (auto it = m_script.cbegin(); it != m_script.cend(); ++it) {
                if (line.startsWith(it.key()))
                    socket.write(it.value());
            }
        }
    }

    QHash<QByteArray, QByteArray> m_script;
    std::unique_ptr<QTcpServer> m_server;
};

/// Knows no IRCv3, and nicks, rooms and modes only.
QHash<QByteArray, QByteArray> oldServer()
{
    return {{"CAP LS", ":old 421 * CAP :Unknown command\r\n"},
            {"USER ",
             ":old 001 mia :Welcome\r\n:old 005 mia NETWORK=OldNet CASEMAPPING=rfc1459 CHANTYPES=# PREFIX=(ov)@+ :are "
             "supported\r\n:old 422 mia :No MOTD\r\n"},
            {"JOIN #a", ":mia!u@h JOIN #a\r\n:old 353 mia = #a :@mia +bo\r\n:old 366 mia #a :End\r\n"},
            {"PING ", ":old PONG old :x\r\n"}};
}

/// The same with capabilities.
QHash<QByteArray, QByteArray> serverWith(const QByteArray &caps)
{
    QHash<QByteArray, QByteArray> script = oldServer();
    script["CAP LS"] = ":old CAP * LS :" + caps + "\r\n";
    script["CAP END"] = script.take("USER "); // nobody is welcomed before that
    script["CAP REQ"] = ":old CAP * ACK :" + caps + "\r\n";
    return script;
}

} // namespace

class TestNetworks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void talksInARoom();
    void whoComesAndGoes();
    void rankTopicAndKick();
    void mentionsAreCounted();
    void privateTalk();
    void whatIsWrittenOfflineIsSentOnce();
    void missedWordsComeWithoutDoubles();
    void manyMissedWordsComeInPages();
    void firstEntryIsNotUnread();
    void whatIsSaidSinceTheFirstEntryIsUnread();
    void olderPagesFromTheServer();
    void echoLostWithTheLinkIsNotSaidTwice();
    void aLinkLostWhileReadingLeavesNoGap();
    void aServerThatNeverTellsItsHistory();
    void aTakenNickGetsATail();
    void accountsAreMadeAndSignedInto();
    void aRefusedPasswordIsAskedForAgain();
    void twoProgramsOfOneAccount();
    void aServerWithAPassword();
    void aBanIsNotTriedAgain();
    void aKeyringThatDoesNotOpen();
    void aServerThatKnowsNoIrcv3();
    void aServerThatIsNotThereIsTriedAgain();
    void anUnknownCertificateIsAskedAbout();
    void aChangedKeyIsRefused();
    void refusedRooms();
    void slashes_data();
    void slashes();
    void everyCommandIsExplained();
    void anEditedServerIsDialledAnew();
    void aServerIsRemoved();
    void roomsAreListedAndMasksToo();
    void wireShowsNoPassword();
    void words_data();
    void words();
    void nickInText_data();
    void nickInText();
};

void TestNetworks::talksInARoom()
{
    TestServer server;
    NetworkHome mia(QStringLiteral("mia"));
    QVERIFY(server.start() && mia.start());
    Visitor anna(server.port, "anna");
    anna.send("JOIN #tisch");
    QVERIFY(anna.hears(" 366 "));

    const QString id = mia.add(server.port);
    const ChatId room = mia.networks().join(id, QStringLiteral("#Tisch")); // at once: it waits for the server
    QCOMPARE(room, QStringLiteral("net:%1:#tisch").arg(id));
    EVENTUALLY(mia.info(room).joined);
    QCOMPARE(mia.info(room).kind, chat::ChatKind::Room);
    QCOMPARE(mia.networks().network(id)->title, QStringLiteral("TestNet"));
    EVENTUALLY(mia.networks().members(room).size() == 2);
    QVERIFY(anna.hears(" JOIN #tisch"));

    mia.networks().say(room, QStringLiteral("Hallo Anna"), MessageKind::Text);
    QVERIFY(anna.hears("PRIVMSG #tisch :Hallo Anna"));
    EVENTUALLY(mia.rowsOf(room, MessageKind::Text).value(0).state == MessageState::Delivered);
    const store::MessageRow mine = mia.rowsOf(room, MessageKind::Text).value(0);
    QVERIFY(mine.mine && !mine.msgid.isEmpty());
    QCOMPARE(mine.speaker, QStringLiteral("mia"));
    QCOMPARE(mia.info(room).queued, 0);

    anna.send("PRIVMSG #tisch :\x01"
              "ACTION winkt\x01");
    EVENTUALLY(mia.texts(room).contains(QStringLiteral("winkt")));
    const store::MessageRow wave = mia.rowsOf(room, MessageKind::Action).value(0);
    QCOMPARE(wave.speaker, QStringLiteral("anna"));
    QCOMPARE(mia.info(room).unread, 1);
    QCOMPARE(mia.info(room).last, wave);
    mia.networks().markRead(room, wave.row);
    QCOMPARE(mia.info(room).unread, 0);

    QCOMPARE(mia.rowsOf(mia.networks().serverChat(id), MessageKind::Server).value(0).text.left(7),
             QStringLiteral("Welcome"));
    mia.networks().leave(room, QStringLiteral("bis bald"));
    QVERIFY(anna.hears("PART #tisch :bis bald"));
    EVENTUALLY(!mia.info(room).joined);
    QVERIFY(mia.stop());
    QVERIFY(mia.start()); // left for good: it is not entered again
    EVENTUALLY(mia.isOnline(id));
    QVERIFY(!mia.info(room).joined);
    QCOMPARE(mia.texts(room).size(), 2);
}

void TestNetworks::whoComesAndGoes()
{
    TestServer server;
    NetworkHome mia(QStringLiteral("mia"));
    QVERIFY(server.start() && mia.start());
    const ChatId room = mia.networks().join(mia.add(server.port), Tisch);
    EVENTUALLY(mia.info(room).joined);
    QCOMPARE(mia.rowsOf(room, MessageKind::Entered).size(), 1);
    {
        Visitor anna(server.port, "anna");
        anna.send("JOIN #tisch");
        QVERIFY(anna.hears(" 366 "));
        EVENTUALLY(mia.info(room).members == 2);
        anna.send("NICK anne");
        EVENTUALLY(mia.rowsOf(room, MessageKind::Renamed).size() == 1);
        QCOMPARE(mia.networks().members(room).at(1).nick, QStringLiteral("anne")); // mia is the founder
        anna.send("PART #tisch :zu Tisch");
        EVENTUALLY(mia.rowsOf(room, MessageKind::Parted).size() == 1);
        anna.send("JOIN #tisch");
        EVENTUALLY(mia.rowsOf(room, MessageKind::Joined).size() == 2);
        anna.send("QUIT :Gute Nacht");
        EVENTUALLY(mia.rowsOf(room, MessageKind::Quit).size() == 1);
    }
    QCOMPARE(mia.info(room).members, 1);
    QCOMPARE(mia.info(room).unread, 0);
    QCOMPARE(mia.rowsOf(room, MessageKind::Parted).at(0).text, QStringLiteral("zu Tisch"));
    QCOMPARE(mia.rowsOf(room, MessageKind::Renamed).at(0).speaker, QStringLiteral("anna"));
}

void TestNetworks::rankTopicAndKick()
{
    TestServer server;
    NetworkHome mia(QStringLiteral("mia"));
    QVERIFY(server.start() && mia.start());
    Visitor anna(server.port, "anna");
    anna.send("JOIN #tisch");
    QVERIFY(anna.hears(" 366 "));
    anna.send("TOPIC #tisch :Suppe");
    const ChatId room = mia.networks().join(mia.add(server.port), Tisch);
    EVENTUALLY(mia.info(room).topic == QStringLiteral("Suppe"));
    QVERIFY(mia.rowsOf(room, MessageKind::Topic).isEmpty()); // told, not news
    anna.send("MODE #tisch +o mia");
    EVENTUALLY(mia.info(room).ownRanks.startsWith(u'@'));
    EVENTUALLY(mia.rowsOf(room, MessageKind::Modes).size() == 1);
    QCOMPARE(mia.rowsOf(room, MessageKind::Modes).at(0).text, QStringLiteral("+o mia"));
    mia.networks().setTopic(room, QStringLiteral("Salat"));
    QVERIFY(anna.hears("TOPIC #tisch Salat"));
    EVENTUALLY(mia.info(room).topic == QStringLiteral("Salat"));
    EVENTUALLY(mia.rowsOf(room, MessageKind::Topic).size() == 1);
    mia.networks().setModes(room, QStringLiteral("+v"), {QStringLiteral("anna")});
    QVERIFY(anna.hears("MODE #tisch +v anna"));

    anna.send("KICK #tisch mia :Ruhe jetzt");
    EVENTUALLY(!mia.info(room).joined);
    EVENTUALLY(mia.rowsOf(room, MessageKind::Kicked).size() == 1);
    QCOMPARE(mia.rowsOf(room, MessageKind::Kicked).at(0).text, QStringLiteral("mia Ruhe jetzt"));
    QVERIFY(mia.info(room).detail.contains(QStringLiteral("Ruhe jetzt")));
    QVERIFY(mia.networks().members(room).isEmpty());
    mia.networks().say(room, QStringLiteral("gemein"), MessageKind::Text); // waits until we are in again
    EVENTUALLY(mia.info(room).queued == 1 && mia.texts(room).contains(QStringLiteral("gemein")));
    mia.networks().rejoin(room);
    QVERIFY(anna.hears(" gemein"));
    EVENTUALLY(mia.info(room).queued == 0);
}

void TestNetworks::mentionsAreCounted()
{
    TestServer server;
    NetworkHome mia(QStringLiteral("mia"));
    QVERIFY(server.start() && mia.start());
    const QString id = mia.add(server.port);
    const ChatId room = mia.networks().join(id, Tisch);
    EVENTUALLY(mia.info(room).joined);
    Visitor anna(server.port, "anna");
    anna.send("JOIN #tisch");
    anna.send("PRIVMSG #tisch :hat wer Salz?");
    anna.send("PRIVMSG #tisch :Mia, du?");
    anna.send("PRIVMSG #tisch :miau");
    EVENTUALLY(mia.info(room).unread == 3);
    QCOMPARE(mia.info(room).mentions, 1);
    QVERIFY(mia.stop() && mia.start());
    QCOMPARE(mia.info(room).mentions, 1); // counted by the store
    EVENTUALLY(mia.info(room).joined);
    mia.networks().markRead(room, mia.info(room).last.row);
    QCOMPARE(mia.info(room).mentions, 0);
    mia.networks().setNotify(room, store::NotifyLevel::Mentions);
    mia.networks().setMutedUntil(room, 4'000'000'000'000);
    QVERIFY(mia.stop() && mia.start());
    QCOMPARE(mia.info(room).unread, 0);
    QCOMPARE(mia.info(room).notify, store::NotifyLevel::Mentions);
    QCOMPARE(mia.info(room).mutedUntil, 4'000'000'000'000);
}

void TestNetworks::privateTalk()
{
    TestServer server;
    NetworkHome mia(QStringLiteral("mia"));
    QVERIFY(server.start() && mia.start());
    const QString id = mia.add(server.port);
    EVENTUALLY(mia.isOnline(id));
    const ChatId chat = QStringLiteral("net:%1:anna").arg(id);
    {
        Visitor anna(server.port, "Anna");
        QVERIFY(anna.hears(" 001 "));
        anna.send("PRIVMSG mia :unter uns");
        EVENTUALLY(mia.info(chat).unread == 1);
        QCOMPARE(mia.info(chat).kind, chat::ChatKind::Person);
        QCOMPARE(mia.info(chat).name, QStringLiteral("Anna"));
        EVENTUALLY(mia.info(chat).presence == chat::Presence::Online);
        mia.networks().say(chat, QStringLiteral("gern"), MessageKind::Text);
        QVERIFY(anna.hears(" gern"));
        anna.send("QUIT");
    }
    EVENTUALLY(mia.info(chat).presence == chat::Presence::Offline);
    mia.networks().say(chat, QStringLiteral("noch da?"), MessageKind::Text); // 401 and history-less: refused
    EVENTUALLY(!mia.failures.isEmpty());
    EVENTUALLY(mia.rowsOf(chat, MessageKind::Text).size() == 3);
    EVENTUALLY(mia.rowsOf(chat, MessageKind::Text).at(2).state == MessageState::Failed);
    QCOMPARE(mia.info(chat).queued, 0);
}

void TestNetworks::whatIsWrittenOfflineIsSentOnce()
{
    TestServer server;
    NetworkHome mia(QStringLiteral("mia"));
    QVERIFY(server.start() && mia.start());
    const QString id = mia.add(server.port);
    const ChatId room = mia.networks().join(id, Tisch);
    EVENTUALLY(mia.info(room).joined);
    server.stop();
    EVENTUALLY(mia.state(id) == NetworkState::Waiting);
    QVERIFY(mia.networks().network(id)->nextTryAt > 0);
    QVERIFY(!mia.networks().network(id)->detail.isEmpty());
    for (int i = 0; i < 5; ++i)
        mia.networks().say(room, QString::number(i), MessageKind::Text);
    EVENTUALLY(mia.texts(room).size() == 5);
    QCOMPARE(mia.info(room).queued, 5);
    mia.networks().withdraw(room, mia.rowsOf(room, MessageKind::Text).at(3).id);
    QVERIFY(mia.stop() && mia.start()); // not even the end of the program loses them
    mia.networks().disconnectFrom(id);
    QVERIFY(server.start());
    Visitor anna(server.port, "anna");
    anna.send("JOIN #tisch");
    QVERIFY(anna.hears(" 366 "));
    mia.networks().connectTo(id);
    for (const char *text : {"0", "1", "2", "4"})
        QVERIFY2(anna.hears(QByteArray("PRIVMSG #tisch ") + text), text);
    EVENTUALLY(mia.info(room).queued == 0);
    for (const store::MessageRow &row : mia.rowsOf(room, MessageKind::Text))
        QCOMPARE(row.state, row.text == u'3' ? MessageState::Withdrawn : MessageState::Delivered);
    anna.send("PING end");
    QVERIFY(anna.hears("PONG"));
    QCOMPARE(mia.texts(room).size(), 5);
}

void TestNetworks::missedWordsComeWithoutDoubles()
{
    TestServer server;
    NetworkHome mia(QStringLiteral("mia"));
    QVERIFY(server.start() && mia.start());
    const ChatId room = mia.networks().join(mia.add(server.port), Tisch);
    EVENTUALLY(mia.info(room).joined);
    Visitor anna(server.port, "anna");
    anna.send("JOIN #tisch");
    anna.send("PRIVMSG #tisch :eins");
    EVENTUALLY(mia.texts(room).size() == 1);
    mia.networks().say(room, QStringLiteral("zwei"), MessageKind::Text);
    EVENTUALLY(mia.rowsOf(room, MessageKind::Text).value(1).state == MessageState::Delivered);
    QVERIFY(mia.stop());
    QVERIFY(anna.hears("QUIT"));
    anna.send("PRIVMSG #tisch :drei");
    anna.send("PRIVMSG #tisch :mia: vier");
    anna.send("PING x");
    QVERIFY(anna.hears("PONG"));
    mia.shown.clear();
    QVERIFY(mia.start());
    EVENTUALLY(mia.texts(room).size() == 4);
    EVENTUALLY(mia.info(room).unread == 3 && mia.info(room).mentions == 1);
    anna.send("PRIVMSG #tisch :fünf");
    EVENTUALLY(mia.texts(room).size() == 5);
    QCOMPARE(mia.texts(room).join(u' '), QStringLiteral("eins zwei drei mia: vier fünf"));
    QVERIFY(mia.stop() && mia.start());
    EVENTUALLY(mia.info(room).joined);
    mia.networks().say(room, QStringLiteral("sechs"), MessageKind::Text);
    EVENTUALLY(mia.rowsOf(room, MessageKind::Text).value(5).state == MessageState::Delivered);
    QCOMPARE(mia.texts(room).size(), 6);
    const QList<store::MessageRow> rows = mia.rows(room);
    QVERIFY(std::is_sorted(rows.cbegin(), rows.cend(), [](const auto &a, const auto &b) { return a.time < b.time; }));
}

void TestNetworks::manyMissedWordsComeInPages()
{
    constexpr int Missed = 350; // four pages of 100
    TestServer server;
    NetworkHome mia(QStringLiteral("mia"));
    QVERIFY(server.start() && mia.start());
    const ChatId room = mia.networks().join(mia.add(server.port), Tisch);
    EVENTUALLY(mia.info(room).joined);
    Visitor anna(server.port, "anna");
    anna.send("JOIN #tisch");
    anna.send("PRIVMSG #tisch :0");
    EVENTUALLY(mia.texts(room).size() == 1);
    QVERIFY(mia.stop());
    for (int i = 1; i <= Missed; ++i)
        anna.send("PRIVMSG #tisch :" + QByteArray::number(i));
    anna.send("PING x");
    QVERIFY(anna.hears("PONG"));
    QVERIFY(mia.start());
    EVENTUALLY(mia.info(room).unread == Missed + 1);
    const QStringList texts = mia.texts(room);
    QCOMPARE(texts.size(), Missed + 1);
    for (int i = 0; i <= Missed; ++i)
        QCOMPARE(texts.at(i), QString::number(i));
}

void TestNetworks::firstEntryIsNotUnread()
{
    TestServer server;
    NetworkHome mia(QStringLiteral("mia"));
    QVERIFY(server.start() && mia.start());
    Visitor anna(server.port, "anna");
    anna.send("JOIN #tisch");
    anna.send("PRIVMSG #tisch :mia kennt das nicht");
    anna.send("PING x");
    QVERIFY(anna.hears("PONG"));
    const QString id = mia.add(server.port);
    const ChatId room = mia.networks().join(id, Tisch);
    EVENTUALLY(mia.texts(room).size() == 1);
    EVENTUALLY(mia.info(room).last.text == QStringLiteral("mia kennt das nicht"));
    QCOMPARE(mia.info(room).unread, 0);
    QCOMPARE(mia.info(room).mentions, 0);
    QVERIFY(mia.stop() && mia.start());
    QCOMPARE(mia.info(room).unread, 0);
}

/// Between the entry and the question for the history somebody spoke: the first page has words from before and since.
void TestNetworks::whatIsSaidSinceTheFirstEntryIsUnread()
{
    QHash<QByteArray, QByteArray> script = serverWith("batch server-time message-tags draft/chathistory");
    script["JOIN #a"].prepend("@time=2026-01-02T12:00:05.000Z ");
    script["CHATHISTORY LATEST"] =
        ":old BATCH +1 chathistory #a\r\n"
        "@batch=1;msgid=m1;time=2026-01-02T12:00:04.999Z :bo!u@h PRIVMSG #a :mia kennt das nicht\r\n"
        "@batch=1;msgid=m2;time=2026-01-02T12:00:06.000Z :bo!u@h PRIVMSG #a :hallo mia\r\n:old BATCH -1\r\n";
    ScriptedServer server(script);
    NetworkHome mia(QStringLiteral("mia"));
    QVERIFY(mia.start());
    const ChatId room = mia.networks().join(mia.add(server.port()), QStringLiteral("#a"));
    EVENTUALLY(mia.texts(room).size() == 2);
    EVENTUALLY(mia.info(room).unread == 1);
    QCOMPARE(mia.info(room).mentions, 1);
    QVERIFY(mia.stop() && mia.start());
    QCOMPARE(mia.info(room).unread, 1);
}

void TestNetworks::olderPagesFromTheServer()
{
    TestServer server;
    NetworkHome mia(QStringLiteral("mia"));
    QVERIFY(server.start() && mia.start());
    Visitor anna(server.port, "anna");
    anna.send("JOIN #tisch");
    for (int i = 0; i < 150; ++i)
        anna.send("PRIVMSG #tisch :" + QByteArray::number(i));
    anna.send("PING x");
    QVERIFY(anna.hears("PONG"));
    const QString id = mia.add(server.port);
    const ChatId room = mia.networks().join(id, Tisch);
    EVENTUALLY(mia.texts(room).size() == 99); // the newest page, in which she came in
    QSignalSpy answered(&mia.networks(), &chat::Networks::historyShown);
    mia.networks().askOlder(room);
    EVENTUALLY(answered.size() == 1);
    QCOMPARE(answered.at(0).at(1).toInt(), 51);
    QVERIFY(mia.past.contains(room));
    QCOMPARE(mia.texts(room).size(), 150);
    QCOMPARE(mia.texts(room).first(), QStringLiteral("0"));
    QCOMPARE(mia.info(room).unread, 0);
    mia.networks().askOlder(room);
    EVENTUALLY(answered.size() == 2);
    QCOMPARE(answered.at(1).at(1).toInt(), 0);
    QVERIFY(!answered.at(1).at(2).toBool());
    mia.networks().askOlder(mia.networks().serverChat(id)); // has none: answered all the same
    QCOMPARE(answered.size(), 3);
}

/// The server took the words and its link broke before the echo: its history has them.
void TestNetworks::echoLostWithTheLinkIsNotSaidTwice()
{
    QHash<QByteArray, QByteArray> script = serverWith("batch server-time message-tags echo-message draft/chathistory");
    script["CHATHISTORY LATEST"] = ":old BATCH +1 chathistory #a\r\n:old BATCH -1\r\n";
    ScriptedServer server(script);
    NetworkHome mia(QStringLiteral("mia"));
    QVERIFY(mia.start());
    const QString id = mia.add(server.port());
    const ChatId room = mia.networks().join(id, QStringLiteral("#a"));
    EVENTUALLY(mia.info(room).joined && server.count("CHATHISTORY") == 1);
    mia.networks().say(room, QStringLiteral("einmal"), MessageKind::Text);
    const auto said = [&] {
        return std::count_if(server.heard.cbegin(), server.heard.cend(),
                             [](const QByteArray &line) { return line.contains("PRIVMSG #a"); });
    };
    EVENTUALLY(said() == 1);
    script["CHATHISTORY LATEST"] = ":old BATCH +1 chathistory #a\r\n@batch=1;msgid=m1;time="
        + QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1()
        + " :mia!u@h PRIVMSG #a :einmal\r\n:old BATCH -1\r\n";
    ScriptedServer again(script);
    server.vanish();
    EVENTUALLY(mia.state(id) == NetworkState::Waiting);
    store::NetworkRow row = mia.networks().network(id)->row;
    row.port = again.port();
    mia.networks().edit(row);
    EVENTUALLY(mia.rowsOf(room, MessageKind::Text).value(0).state == MessageState::Delivered);
    QCOMPARE(mia.rowsOf(room, MessageKind::Text).at(0).msgid, QByteArray("m1"));
    mia.networks().say(room, QStringLiteral("danach"), MessageKind::Text);
    EVENTUALLY(again.heard.join('\n').contains("danach"));
    QVERIFY(!again.heard.join('\n').contains("einmal"));
    QCOMPARE(mia.texts(room).size(), 2);
}

/// Words that came while the history was being read must not hide what lies before them when the link breaks meanwhile.
void TestNetworks::aLinkLostWhileReadingLeavesNoGap()
{
    const auto page = [](const QByteArray &lines) {
        return ":old BATCH +1 chathistory #a\r\n" + lines + ":old BATCH -1\r\n";
    };
    const QByteArray one = "@batch=1;msgid=m1;time=2026-01-01T12:00:01.000Z :bo!u@h PRIVMSG #a :one\r\n";
    const QByteArray two = "@batch=1;msgid=m2;time=2026-01-01T12:00:02.000Z :bo!u@h PRIVMSG #a :two\r\n";
    const QByteArray three = "msgid=m3;time=2026-01-01T12:00:03.000Z :bo!u@h PRIVMSG #a :three\r\n";
    QHash<QByteArray, QByteArray> script = serverWith("batch server-time message-tags draft/chathistory");
    script["CHATHISTORY LATEST"] = page(one);
    QHash<QByteArray, QByteArray> silent = script;
    silent["JOIN #a"] += "@" + three;
    QHash<QByteArray, QByteArray> whole = script;
    whole["CHATHISTORY AFTER"] = page(two + "@batch=1;" + three);
    ScriptedServer server(script);
    ScriptedServer breaks(silent);
    ScriptedServer tells(whole);
    NetworkHome mia(QStringLiteral("mia"));
    QVERIFY(mia.start());
    const QString id = mia.add(server.port());
    const ChatId room = mia.networks().join(id, QStringLiteral("#a"));
    const auto moveTo = [&](const ScriptedServer &next) {
        store::NetworkRow row = mia.networks().network(id)->row;
        row.port = next.port();
        mia.networks().edit(row);
    };
    EVENTUALLY(mia.texts(room) == QStringList{QStringLiteral("one")});
    server.vanish();
    EVENTUALLY(mia.state(id) == NetworkState::Waiting);
    moveTo(breaks);
    EVENTUALLY(breaks.count("CHATHISTORY AFTER #a msgid=m1") == 1);
    breaks.vanish();
    EVENTUALLY(mia.state(id) == NetworkState::Waiting);
    moveTo(tells);
    EVENTUALLY(mia.texts(room) == QStringList({QStringLiteral("one"), QStringLiteral("two"), QStringLiteral("three")}));
}

void TestNetworks::aServerThatNeverTellsItsHistory()
{
    QHash<QByteArray, QByteArray> script = serverWith("batch server-time message-tags draft/chathistory");
    script["JOIN #a"] += ":bo!u@h PRIVMSG #a :hallo\r\n";
    ScriptedServer server(script);
    NetworkHome mia(QStringLiteral("mia"));
    mia.historyMsecs = 100;
    QVERIFY(mia.start());
    const ChatId room = mia.networks().join(mia.add(server.port()), QStringLiteral("#a"));
    EVENTUALLY(mia.info(room).joined);
    mia.networks().say(room, QStringLiteral("selber hallo"), MessageKind::Text);
    EVENTUALLY(mia.texts(room).size() == 2);
    EVENTUALLY(server.count("PRIVMSG #a") + server.count("@") >= 1);
    EVENTUALLY(mia.info(room).queued == 0);
}

void TestNetworks::aTakenNickGetsATail()
{
    TestServer server;
    NetworkHome mia(QStringLiteral("mia"));
    QVERIFY(server.start() && mia.start());
    Visitor other(server.port, "mia");
    QVERIFY(other.hears(" 001 "));
    const QString id = mia.add(server.port);
    EVENTUALLY(mia.isOnline(id));
    QCOMPARE(mia.networks().network(id)->nick, QStringLiteral("mia_"));
    mia.networks().setNick(id, QStringLiteral("mimi"));
    EVENTUALLY(mia.networks().network(id)->nick == QStringLiteral("mimi"));
    mia.networks().setNick(id, QStringLiteral("mia"));
    EVENTUALLY(!mia.failures.isEmpty());
    QVERIFY2(mia.failures.first().contains(QStringLiteral("mia")), qPrintable(mia.failures.first()));
    QCOMPARE(mia.networks().network(id)->nick, QStringLiteral("mimi"));
}

void TestNetworks::accountsAreMadeAndSignedInto()
{
    TestServer server;
    NetworkHome mia(QStringLiteral("mia"));
    mia.keyring = std::make_shared<Keyring>();
    QVERIFY(server.start() && mia.start());
    const QString id = mia.add(server.port, {QStringLiteral("geheim123"), true, true, {}}, QStringLiteral("mia"));
    EVENTUALLY(mia.isOnline(id) && mia.networks().network(id)->account == QStringLiteral("mia"));
    EVENTUALLY(mia.keyring->secrets.values().contains(QStringLiteral("geheim123")));
    QVERIFY(mia.stop() && mia.start()); // by the keyring
    EVENTUALLY(mia.isOnline(id) && mia.networks().network(id)->account == QStringLiteral("mia"));
    mia.networks().remove(id, true);
    QVERIFY(mia.keyring->secrets.isEmpty());
}

void TestNetworks::aRefusedPasswordIsAskedForAgain()
{
    TestServer server;
    NetworkHome mia(QStringLiteral("mia"));
    QVERIFY(server.start() && mia.start());
    const QString id = mia.add(server.port, {QStringLiteral("geheim123"), false, true, {}}, QStringLiteral("mia"));
    EVENTUALLY(mia.isOnline(id) && !mia.networks().network(id)->account.isEmpty());
    QVERIFY(mia.stop() && mia.start());
    EVENTUALLY(mia.state(id) == NetworkState::AskingSecret); // no keyring: asked each time
    mia.networks().giveSecret(id, QStringLiteral("falsch"), false);
    EVENTUALLY(mia.state(id) == NetworkState::AskingSecret && !mia.networks().network(id)->detail.isEmpty());
    mia.networks().giveSecret(id, QStringLiteral("geheim123"), false);
    EVENTUALLY(mia.isOnline(id));
    QCOMPARE(mia.networks().network(id)->account, QStringLiteral("mia"));
}

void TestNetworks::twoProgramsOfOneAccount()
{
    TestServer server;
    NetworkHome mia(QStringLiteral("mia"));
    NetworkHome alsoMia(QStringLiteral("mia"));
    QVERIFY(server.start() && mia.start() && alsoMia.start());
    const QString account = QStringLiteral("mia");
    const QString id = mia.add(server.port, {QStringLiteral("geheim123"), false, true, {}}, account);
    EVENTUALLY(mia.isOnline(id) && mia.networks().network(id)->account == account);
    const QString alsoId = alsoMia.add(server.port, {QStringLiteral("geheim123"), false, false, {}}, account);
    EVENTUALLY(alsoMia.isOnline(alsoId));
    QCOMPARE(alsoMia.networks().network(alsoId)->nick, account); // they share it
    const ChatId room = mia.networks().join(id, Tisch);
    const ChatId alsoRoom = alsoMia.networks().join(alsoId, Tisch);
    EVENTUALLY(mia.info(room).joined && alsoMia.info(alsoRoom).joined);

    Visitor anna(server.port, "anna");
    anna.send("JOIN #tisch");
    anna.send("PRIVMSG #tisch :hallo");
    EVENTUALLY(mia.info(room).unread == 1 && alsoMia.info(alsoRoom).unread == 1);
    mia.networks().markRead(room, mia.info(room).last.row);
    EVENTUALLY(alsoMia.info(alsoRoom).unread == 0); // read there

    mia.networks().say(room, QStringLiteral("von hier"), MessageKind::Text);
    EVENTUALLY(alsoMia.texts(alsoRoom).size() == 2);
    const store::MessageRow there = alsoMia.rowsOf(alsoRoom, MessageKind::Text).at(1);
    QVERIFY(there.mine);
    QCOMPARE(there.state, MessageState::Delivered);
    QCOMPARE(alsoMia.info(alsoRoom).unread, 0);
    QVERIFY(alsoMia.stop() && alsoMia.start()); // the history tells it again
    alsoMia.networks().giveSecret(alsoId, QStringLiteral("geheim123"), false);
    EVENTUALLY(alsoMia.info(alsoRoom).joined);
    anna.send("PRIVMSG #tisch :ende");
    EVENTUALLY(alsoMia.texts(alsoRoom).size() == 3);
}

void TestNetworks::aServerWithAPassword()
{
    QHash<QByteArray, QByteArray> script = oldServer();
    const QByteArray welcome = script.take("USER ");
    script["PASS falsch"] = script["PASS :falsch"] = ":old 464 mia :Password incorrect\r\n";
    script["PASS richtig"] = script["PASS :richtig"] = welcome;
    ScriptedServer server(script);
    NetworkHome mia(QStringLiteral("mia"));
    mia.keyring = std::make_shared<Keyring>();
    QVERIFY(mia.start());
    store::NetworkRow row = mia.rowFor(server.port());
    row.serverPassword = true;
    const QString id = mia.networks().add(row);
    EVENTUALLY(mia.state(id) == NetworkState::AskingSecret);
    QVERIFY(server.heard.isEmpty());
    mia.networks().giveSecret(id, QStringLiteral("falsch"), true);
    EVENTUALLY(mia.state(id) == NetworkState::AskingSecret
               && mia.networks().network(id)->detail.contains(QStringLiteral("incorrect")));
    QVERIFY(mia.keyring->secrets.isEmpty());
    mia.networks().giveSecret(id, QStringLiteral("richtig"), true);
    EVENTUALLY(mia.isOnline(id));
    QCOMPARE(mia.keyring->secrets.value(QStringLiteral("network:") + id), QStringLiteral("richtig"));
}

void TestNetworks::aBanIsNotTriedAgain()
{
    QHash<QByteArray, QByteArray> script = oldServer();
    script["USER "] = ":old 465 mia :You are banned\r\nERROR :Closing link (banned)\r\n";
    ScriptedServer server(script);
    NetworkHome mia(QStringLiteral("mia"));
    QVERIFY(mia.start());
    const QString id = mia.add(server.port());
    EVENTUALLY(mia.state(id) == NetworkState::Refused);
    QVERIFY2(mia.networks().network(id)->detail.contains(QStringLiteral("banned")),
             qPrintable(mia.networks().network(id)->detail));
    QCOMPARE(mia.networks().network(id)->nextTryAt, 0);
    mia.networks().connectTo(id); // unless the user says so
    EVENTUALLY(server.count("USER ") == 2);
}

void TestNetworks::aKeyringThatDoesNotOpen()
{
    TestServer server;
    NetworkHome mia(QStringLiteral("mia"));
    mia.keyring = std::make_shared<Keyring>();
    mia.keyring->why = QStringLiteral("locked");
    QVERIFY(server.start() && mia.start());
    const QString id = mia.add(server.port, {QStringLiteral("geheim123"), true, true, {}}, QStringLiteral("mia"));
    EVENTUALLY(mia.isOnline(id));
    EVENTUALLY(mia.failures.join(u' ').contains(QStringLiteral("locked")));
    QVERIFY(mia.stop() && mia.start());
    EVENTUALLY(mia.state(id) == NetworkState::AskingSecret);
    QCOMPARE(mia.networks().network(id)->detail, QStringLiteral("locked"));
}

void TestNetworks::aServerThatKnowsNoIrcv3()
{
    ScriptedServer server(oldServer());
    NetworkHome mia(QStringLiteral("mia"));
    QVERIFY(mia.start());
    const QString id = mia.add(server.port());
    const ChatId room = mia.networks().join(id, QStringLiteral("#a"));
    EVENTUALLY(mia.info(room).joined);
    QCOMPARE(mia.networks().members(room).size(), 2);
    mia.networks().say(room, QStringLiteral("hallo"), MessageKind::Text);
    EVENTUALLY(server.count("PRIVMSG #a") == 1);
    EVENTUALLY(mia.rowsOf(room, MessageKind::Text).value(0).state == MessageState::Delivered);
    server.current->write(":bo!u@h PRIVMSG #A :na\r\n:bo!u@h PRIVMSG mia :psst\r\n");
    EVENTUALLY(mia.texts(room).contains(QStringLiteral("na")));
    EVENTUALLY(mia.texts(QStringLiteral("net:%1:bo").arg(id)).size() == 1);
    server.current->write(":Serv!s@h NOTICE mia :Wer bist du?\r\n"); // of nobody we talk with
    EVENTUALLY(mia.texts(mia.networks().serverChat(id)).contains(QStringLiteral("Wer bist du?")));
    QVERIFY(!mia.networks().chat(QStringLiteral("net:%1:serv").arg(id)));
}

void TestNetworks::aServerThatIsNotThereIsTriedAgain()
{
    QTcpServer nobody;
    QVERIFY(nobody.listen(QHostAddress::LocalHost));
    const quint16 port = nobody.serverPort();
    nobody.close();
    NetworkHome mia(QStringLiteral("mia"));
    QVERIFY(mia.start());
    const QString id = mia.add(port);
    EVENTUALLY(mia.state(id) == NetworkState::Waiting);
    QVERIFY(mia.networks().network(id)->detail.contains(QStringLiteral("127.0.0.1")));
    mia.networks().disconnectFrom(id);
    QCOMPARE(mia.state(id), NetworkState::Off);
    QCOMPARE(mia.networks().network(id)->nextTryAt, 0);
    QVERIFY(nobody.listen(QHostAddress::LocalHost, port));
    mia.networks().connectTo(id);
    EVENTUALLY(mia.state(id) == NetworkState::Registering);
    mia.networks().disconnectFrom(id);
    EVENTUALLY(mia.state(id) == NetworkState::Off);
}

void TestNetworks::anUnknownCertificateIsAskedAbout()
{
    const TestIdentity identity = makeIdentity("irc.test");
    ScriptedServer server(oldServer(), &identity);
    NetworkHome mia(QStringLiteral("mia"));
    QVERIFY(mia.start());
    store::NetworkRow row = mia.rowFor(server.port());
    row.tls = true;
    const QString id = mia.networks().add(row);
    EVENTUALLY(mia.state(id) == NetworkState::AskingTrust);
    const auto question = mia.networks().trustQuestion(id);
    QVERIFY(question);
    QCOMPARE(question->fingerprint, io::publicKeyFingerprint(identity.certificate));
    QVERIFY(question->pinned.isEmpty() && !question->why.isEmpty());
    QVERIFY(server.heard.isEmpty()); // nothing was said to it
    mia.networks().trust(id);
    EVENTUALLY(mia.isOnline(id));
    QVERIFY(mia.networks().network(id)->encrypted);
    QCOMPARE(mia.networks().network(id)->fingerprint, question->fingerprint);
    QVERIFY(!mia.networks().trustQuestion(id));
    QVERIFY(mia.stop() && mia.start()); // and it is remembered
    EVENTUALLY(mia.isOnline(id));
}

void TestNetworks::aChangedKeyIsRefused()
{
    const TestIdentity identity = makeIdentity("irc.test");
    const TestIdentity other = makeIdentity("irc.test");
    std::optional<ScriptedServer> server(std::in_place, oldServer(), &identity);
    const quint16 port = server->port();
    NetworkHome mia(QStringLiteral("mia"));
    QVERIFY(mia.start());
    store::NetworkRow row = mia.rowFor(port);
    row.tls = true;
    const QString id = mia.networks().add(row);
    EVENTUALLY(mia.state(id) == NetworkState::AskingTrust);
    mia.networks().trust(id);
    EVENTUALLY(mia.isOnline(id));
    const QByteArray known = mia.networks().network(id)->row.pinnedKey;
    server->vanish();
    server.reset();
    ScriptedServer impostor(oldServer(), &other, port);
    mia.networks().tryNow(id);
    EVENTUALLY(mia.state(id) == NetworkState::KeyChanged);
    QVERIFY(impostor.heard.isEmpty());
    QCOMPARE(mia.networks().trustQuestion(id)->pinned, known);
    QCOMPARE(mia.networks().trustQuestion(id)->fingerprint, io::publicKeyFingerprint(other.certificate));
    QCOMPARE(mia.networks().network(id)->row.pinnedKey, known);
    mia.networks().trust(id); // the words were compared
    EVENTUALLY(mia.isOnline(id));
}

void TestNetworks::refusedRooms()
{
    TestServer server;
    NetworkHome mia(QStringLiteral("mia"));
    QVERIFY(server.start() && mia.start());
    Visitor anna(server.port, "anna");
    anna.send("JOIN #zu");
    anna.send("MODE #zu +k sesam");
    QVERIFY(anna.hears("MODE #zu +k"));
    const QString id = mia.add(server.port);
    const ChatId room = mia.networks().join(id, QStringLiteral("#zu"));
    EVENTUALLY(!mia.failures.isEmpty());
    QCOMPARE(mia.info(room).detail, mia.failures.first());
    QVERIFY(!mia.info(room).joined);
    mia.networks().join(id, QStringLiteral("#zu"), QStringLiteral("sesam"));
    EVENTUALLY(mia.info(room).joined);
    QVERIFY(mia.info(room).detail.isEmpty());
    QVERIFY(mia.stop() && mia.start()); // the password is known by now
    EVENTUALLY(mia.info(room).joined);
}

void TestNetworks::slashes_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QByteArray>("line"); // what anna or the wire sees; empty: an objection
    const auto row = [](const char *typed, const char *line) {
        QTest::newRow(typed) << QString::fromUtf8(typed) << QByteArray(line);
    };
    row("hallo", "PRIVMSG #tisch hallo");
    row("//hallo", "PRIVMSG #tisch /hallo");
    row("/me winkt", "ACTION winkt");
    row("/ME winkt", "ACTION winkt");
    row("/msg anna ganz leise", "PRIVMSG anna :ganz leise");
    row("/notice Achtung", "NOTICE #tisch Achtung");
    row("/topic Suppe heute", "TOPIC #tisch :Suppe heute");
    row("/nick mimi", "NICK mimi");
    row("/away kurz weg", "AWAY :kurz weg");
    row("/kick anna raus hier", "KICK #tisch anna :raus hier");
    row("/ban anna", "MODE #tisch +b anna!*@*");
    row("/ban *!*@evil", "MODE #tisch +b *!*@evil");
    row("/unban anna", "MODE #tisch -b anna!*@*");
    row("/op anna", "MODE #tisch +o anna");
    row("/deop anna ben", "MODE #tisch -oo anna ben");
    row("/voice anna", "MODE #tisch +v anna");
    row("/invite ben", "INVITE ben #tisch");
    row("/mode +t", "MODE #tisch +t");
    row("/whois anna", "WHOIS anna");
    row("/list", "LIST");
    row("/join fenster", "JOIN #fenster");
    row("/join #tor schluessel", "JOIN #tor schluessel");
    row("/part bis dann", "PART #tisch :bis dann");
    row("/quit gute nacht", "QUIT :gute nacht");
    row("/raw PING 77", "PING 77");
    row("/nix", "");
    row("/kick", "");
    row("/msg anna", "");
}

void TestNetworks::slashes()
{
    QFETCH(QString, typed);
    QFETCH(QByteArray, line);
    TestServer server;
    NetworkHome mia(QStringLiteral("mia"));
    QVERIFY(server.start() && mia.start());
    const QString id = mia.add(server.port);
    const ChatId room = mia.networks().join(id, Tisch);
    EVENTUALLY(mia.info(room).joined);
    mia.networks().setWire(id, true);
    const QString why = mia.networks().enter(room, typed);
    QCOMPARE(why.isEmpty(), !line.isEmpty());
    if (line.isEmpty())
        return;
    const auto sent = [&] {
        return std::any_of(mia.wire.cbegin(), mia.wire.cend(), [&](const QString &seen) {
            QString plain = seen;
            plain.remove(QStringLiteral(" :")); // where a text starts may be marked or not
            QString wanted = QString::fromUtf8(line);
            wanted.remove(QStringLiteral(" :"));
            plain.remove(u' ');
            wanted.remove(u' ');
            return seen.startsWith(u'>') && plain.contains(wanted);
        });
    };
    QTRY_VERIFY2_WITH_TIMEOUT(sent(), qPrintable(mia.wire.join(u'\n')), 60'000);
}

void TestNetworks::everyCommandIsExplained()
{
    const QList<chat::CommandHelp> commands = chat::Networks::commands();
    QVERIFY(commands.size() > 15);
    for (const chat::CommandHelp &command : commands)
        QVERIFY2(!command.text.isEmpty(), qPrintable(command.name));
    QVERIFY(std::is_sorted(commands.cbegin(), commands.cend(),
                           [](const auto &a, const auto &b) { return a.name < b.name; }));
    NetworkHome mia(QStringLiteral("mia"));
    QVERIFY(mia.start());
    store::NetworkRow row = mia.rowFor(1);
    row.autoConnect = false;
    const QString id = mia.networks().add(row);
    const ChatId page = mia.networks().serverChat(id);
    for (const char *typed : {"hallo", "/me winkt", "/topic x", "/list", "/kick anna"})
        QVERIFY2(!mia.networks().enter(page, QString::fromLatin1(typed)).isEmpty(), typed);
    QVERIFY(mia.networks().enter(page, QStringLiteral("/join #a")).isEmpty()); // once the server is there
    QVERIFY(mia.networks().chat(QStringLiteral("net:%1:#a").arg(id)));
}

void TestNetworks::anEditedServerIsDialledAnew()
{
    TestServer one;
    TestServer two;
    NetworkHome mia(QStringLiteral("mia"));
    QVERIFY(one.start() && two.start() && mia.start());
    const QString id = mia.add(one.port);
    const ChatId room = mia.networks().join(id, Tisch);
    EVENTUALLY(mia.info(room).joined);
    store::NetworkRow row = mia.networks().network(id)->row;
    row.name = QStringLiteral("Zuhause");
    mia.networks().edit(row); // a name is no reason to hang up
    QCOMPARE(mia.networks().network(id)->title, QStringLiteral("Zuhause"));
    QVERIFY(mia.isOnline(id));
    row.port = two.port;
    mia.networks().edit(row);
    Visitor anna(two.port, "anna");
    anna.send("JOIN #tisch");
    QVERIFY(anna.hears(" 366 "));
    EVENTUALLY(mia.info(room).joined && mia.info(room).members == 2);
    row.nick = QStringLiteral("mimi");
    mia.networks().edit(row);
    QVERIFY(anna.hears("NICK mimi"));
}

void TestNetworks::aServerIsRemoved()
{
    TestServer server;
    NetworkHome mia(QStringLiteral("mia"));
    QVERIFY(server.start() && mia.start());
    const QString id = mia.add(server.port);
    const ChatId room = mia.networks().join(id, Tisch);
    EVENTUALLY(mia.info(room).joined);
    mia.networks().removeChat(room, true);
    QVERIFY(!mia.networks().chat(room));
    QSignalSpy removed(&mia.networks(), &chat::Networks::chatRemoved);
    mia.networks().removeChat(mia.networks().serverChat(id), true);
    QCOMPARE(removed.size(), 1);
    QVERIFY(mia.networks().networks().isEmpty() && mia.networks().chats().isEmpty());
    QVERIFY(mia.stop() && mia.start());
    QVERIFY(mia.networks().networks().isEmpty() && mia.networks().chats().isEmpty());
}

void TestNetworks::roomsAreListedAndMasksToo()
{
    TestServer server;
    NetworkHome mia(QStringLiteral("mia"));
    QVERIFY(server.start() && mia.start());
    const QString id = mia.add(server.port);
    const ChatId room = mia.networks().join(id, Tisch);
    EVENTUALLY(mia.info(room).joined);
    mia.networks().setTopic(room, QStringLiteral("Suppe"));
    EVENTUALLY(mia.info(room).topic == QStringLiteral("Suppe"));
    QList<chat::FoundRoom> found;
    connect(&mia.networks(), &chat::Networks::roomFound, this,
            [&](const QString &, const chat::FoundRoom &one) { found.append(one); });
    QSignalSpy listed(&mia.networks(), &chat::Networks::roomsListed);
    mia.networks().askRooms(id);
    EVENTUALLY(listed.size() == 1);
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.at(0).members, 1);
    QVERIFY(found.at(0).topic.endsWith(QStringLiteral("Suppe")));

    mia.networks().ban(room, QStringLiteral("boris"));
    QList<chat::MaskEntry> masks;
    int answers = 0;
    connect(&mia.networks(), &chat::Networks::masksListed, this,
            [&](const ChatId &, QChar mode, const QList<chat::MaskEntry> &list) {
                QCOMPARE(mode, QChar(u'b'));
                masks = list;
                ++answers;
            });
    mia.networks().askMasks(room, u'b');
    EVENTUALLY(answers == 1);
    QCOMPARE(masks.size(), 1);
    QCOMPARE(masks.at(0).mask, QStringLiteral("boris!*@*"));
}

void TestNetworks::wireShowsNoPassword()
{
    TestServer server;
    NetworkHome mia(QStringLiteral("mia"));
    QVERIFY(server.start() && mia.start());
    store::NetworkRow row = mia.rowFor(server.port, QStringLiteral("mia"));
    row.autoConnect = false;
    const QString id = mia.networks().add(row, {QStringLiteral("geheim123"), false, true, {}});
    mia.networks().setWire(id, true); // from the first line on
    mia.networks().connectTo(id);
    EVENTUALLY(mia.isOnline(id) && !mia.networks().network(id)->account.isEmpty());
    const QString all = mia.wire.join(u'\n');
    QVERIFY(all.contains(QStringLiteral("> NICK mia")) && all.contains(QStringLiteral(" 001 mia")));
    QVERIFY2(!all.contains(QStringLiteral("geheim123")), qPrintable(all));
}

void TestNetworks::words_data()
{
    QTest::addColumn<MessageKind>("kind");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *name, MessageKind kind, const char *text, const char *sentence) {
        QTest::newRow(name) << kind << QString::fromUtf8(text) << QString::fromUtf8(sentence);
    };
    row("joined", MessageKind::Joined, "", "anna came in");
    row("parted", MessageKind::Parted, "", "anna left");
    row("parted why", MessageKind::Parted, "zu Tisch", "anna left (zu Tisch)");
    row("quit", MessageKind::Quit, "Gute Nacht", "anna has gone (Gute Nacht)");
    row("kicked", MessageKind::Kicked, "ben", "anna threw ben out");
    row("kicked why", MessageKind::Kicked, "ben zu laut hier", "anna threw ben out (zu laut hier)");
    row("renamed", MessageKind::Renamed, "anne", "anna is called anne now");
    row("topic", MessageKind::Topic, "50 %1 Suppe", "anna set the topic: 50 %1 Suppe");
    row("topic gone", MessageKind::Topic, "", "anna took the topic away");
    row("modes", MessageKind::Modes, "+o ben", "anna changed the rules: +o ben");
    row("invited", MessageKind::Invited, "#a", "anna invites you to #a");
    row("said", MessageKind::Text, "hallo", "hallo");
}

void TestNetworks::words()
{
    QFETCH(MessageKind, kind);
    QFETCH(QString, text);
    QFETCH(QString, sentence);
    store::MessageRow row;
    row.kind = kind;
    row.speaker = QStringLiteral("anna");
    row.text = text;
    QCOMPARE(chat::eventText(row), sentence);
}

void TestNetworks::nickInText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("nick");
    QTest::addColumn<bool>("found");
    const auto row = [](const char *text, const char *nick, bool found) {
        QTest::addRow("%s in %s", nick, text) << QString::fromUtf8(text) << QString::fromUtf8(nick) << found;
    };
    row("mia: hallo", "mia", true);
    row("Hallo MIA!", "mia", true);
    row("miau", "mia", false);
    row("lamia", "mia", false);
    row("miau mia", "mia", true);
    row("mia_ ist da", "mia", false);
    row("@mia", "mia", true);
    row("", "mia", false);
    row("hallo", "", false);
    row("[x]", "[x]", true);
    row("grüß Jürgen.", "jürgen", true);
}

void TestNetworks::nickInText()
{
    QFETCH(QString, text);
    QFETCH(QString, nick);
    QFETCH(bool, found);
    QCOMPARE(chat::mentions(text, nick), found);
}

PLAUSCH_TEST_MAIN(TestNetworks)
#include "tst_networks.moc"
