// Programs that know nothing of Plausch meet in a room of plausch-server: nc, irssi, WeeChat and HexChat, on loopback
// only.
#include "chatserver/visitor.h"
#include "interop/foreigner.h"
#include "interop/program.h"
#include "support/testmain.h"

#include <memory>
#include <optional>

using namespace plausch;
using test::Foreigner;
using test::isInstalled;
using test::ProgramMsecs;

/// Anna, a plain socket, is in the room before Eva's program comes.
class TestForeignRooms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void netcat();
    void irssi();
    void weechat();
    void hexchat();

private:
    bool annaHears(const QByteArray &line) { return m_anna->hears(line, ProgramMsecs); }

    QTemporaryDir m_folder;
    std::unique_ptr<test::Program> m_server;
    quint16 m_port = 0;
    std::optional<test::Visitor> m_anna;
};

void TestForeignRooms::init()
{
    QFile config(m_folder.filePath(QStringLiteral("server.conf")));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write("[listen]\nirc=127.0.0.1:0\n[accounts]\ndatabase=\n[history]\ndatabase=\n");
    config.close();
    m_server = std::make_unique<test::Program>(test::serverProgram(),
                                               QStringList{QStringLiteral("--config"), config.fileName()});
    const QByteArray line = m_server->line();
    QVERIFY2(line.startsWith("chat 127.0.0.1:"), line);
    m_port = line.mid(line.lastIndexOf(':') + 1).toUShort();
    m_anna.emplace(m_port, "anna");
    QVERIFY(annaHears(" 001 anna "));
    m_anna->send("JOIN #tea");
    QVERIFY(annaHears(" 366 anna #tea "));
}

void TestForeignRooms::cleanup()
{
    m_anna.reset();
    m_server.reset();
}

void TestForeignRooms::netcat()
{
    if (!isInstalled(QStringLiteral("nc")))
        QSKIP("nc is not installed");
    Foreigner eva;
    eva.start(QStringLiteral("nc"), {QStringLiteral("127.0.0.1"), QString::number(m_port)});
    eva.type("NICK eva\nUSER eva 0 * :Eva\nJOIN #tea\n"); // a terminal ends a line with LF alone
    QVERIFY(annaHears(":eva!"));
    QTRY_VERIFY_WITH_TIMEOUT(eva.output().contains(" 366 eva #tea "), ProgramMsecs);
    m_anna->send("PRIVMSG #tea :Grüß dich");
    QTRY_VERIFY_WITH_TIMEOUT(eva.output().contains(" PRIVMSG #tea :Grüß dich\r\n"), ProgramMsecs);
    eva.type("PRIVMSG #tea :Hallo, schön hier\n");
    QVERIFY(annaHears(" PRIVMSG #tea :Hallo, schön hier"));
    eva.type("QUIT :bis bald\n");
    QVERIFY(annaHears(" QUIT "));
    eva.endInput(); // nc reads on at the terminal after the server has closed
    QTRY_VERIFY_WITH_TIMEOUT(eva.isOver(), ProgramMsecs);
    QCOMPARE(eva.exitCode(), 0);
}

/// What a program counts in the room shows that it understood NAMES.
void TestForeignRooms::irssi()
{
    if (!isInstalled(QStringLiteral("irssi")))
        QSKIP("irssi is not installed");
    if (!isInstalled(QStringLiteral("script")))
        QSKIP("script, which gives irssi a terminal, is not installed");
    Foreigner eva;
    test::startIrssi(eva, {.port = m_port},
                     QStringLiteral("{ name = \"#tea\"; chatnet = \"plausch\"; autojoin = \"yes\"; }"));
    QVERIFY(annaHears(":eva!"));
    QTRY_VERIFY_WITH_TIMEOUT(eva.hasLogged("Total of 2 nicks [1 ops,"), ProgramMsecs);
    m_anna->send("PRIVMSG #tea :Grüß dich");
    QTRY_VERIFY_WITH_TIMEOUT(eva.hasLogged("Grüß dich"), ProgramMsecs);
    eva.type("/msg #tea Hallo, schön hier\r");
    QVERIFY(annaHears(" PRIVMSG #tea :Hallo, schön hier"));
    eva.type("/quit bis bald\r");
    QVERIFY(annaHears(" QUIT "));
    QTRY_VERIFY_WITH_TIMEOUT(eva.isOver(), ProgramMsecs);
}

void TestForeignRooms::weechat()
{
    if (!isInstalled(QStringLiteral("weechat-headless")))
        QSKIP("weechat-headless is not installed");
    Foreigner eva;
    test::startWeechat(eva, {.port = m_port}, QStringLiteral("/join #tea;/msg #tea Hallo, schön hier"));
    QVERIFY(annaHears(":eva!"));
    QVERIFY(annaHears(" PRIVMSG #tea :Hallo, schön hier"));
    QTRY_VERIFY_WITH_TIMEOUT(eva.hasLogged("2 nicks (1 op,"), ProgramMsecs);
    m_anna->send("PRIVMSG #tea :Grüß dich");
    QTRY_VERIFY_WITH_TIMEOUT(eva.hasLogged("Grüß dich"), ProgramMsecs);
    eva.dismiss();
    QVERIFY(annaHears(" QUIT "));
    QTRY_VERIFY_WITH_TIMEOUT(eva.isOver(), ProgramMsecs);
}

void TestForeignRooms::hexchat()
{
    if (!isInstalled(QStringLiteral("hexchat")))
        QSKIP("hexchat is not installed");
    if (!isInstalled(QStringLiteral("xvfb-run")))
        QSKIP("xvfb-run, which gives HexChat a display, is not installed");
    Foreigner eva;
    test::startHexchat(eva, {.port = m_port}, QStringLiteral("JOIN #tea;MSG #tea Hallo, schön hier"));
    QVERIFY(annaHears(":eva!"));
    QVERIFY(annaHears(" PRIVMSG #tea :Hallo, schön hier"));
    m_anna->send("PRIVMSG #tea :Grüß dich");
    QTRY_VERIFY_WITH_TIMEOUT(eva.hasLogged("Grüß dich"), ProgramMsecs);
    m_anna->send("KICK #tea eva :genug");
    QTRY_VERIFY_WITH_TIMEOUT(eva.hasLogged("genug"), ProgramMsecs);
}

PLAUSCH_TEST_MAIN(TestForeignRooms)
#include "tst_foreignrooms.moc"
