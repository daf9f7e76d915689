// Programs that know nothing of Plausch talk to a chat: nc, irssi and WeeChat, on loopback only.
#include "support/person.h"
#include "support/testmain.h"

#include <QDirIterator>
#include <QProcess>
#include <QStandardPaths>

#include <memory>

using namespace plausch;
using chat::ChatKind;
using chat::Presence;
using test::Person;

namespace {

constexpr int Patience = 60'000;

/// A foreign program, its folder and what it has printed; it goes with the test.
class Foreigner : public QObject
{
public:
    ~Foreigner() override
    {
        m_process.closeWriteChannel();
        m_process.kill();
        m_process.waitForFinished();
    }

    void start(const QString &program, const QStringList &arguments)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("TERM"), QStringLiteral("xterm"));
        environment.insert(QStringLiteral("HOME"), m_home.path());
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        connect(&m_process, &QProcess::readyRead, this, [this] { m_output += m_process.readAll(); });
        m_process.start(program, arguments);
    }
    void type(const QByteArray &line) { m_process.write(line); }

    QString home() const { return m_home.path(); }
    QString file(const QString &name, const QByteArray &content) const
    {
        QFile file(m_home.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            return {};
        return file.fileName();
    }
    QByteArray output() const { return m_output; }
    bool isOver() const { return m_process.state() == QProcess::NotRunning; }
    int exitCode() const { return m_process.exitCode(); }

    /// The words stand in a log the program keeps. On its screen the cursor jumps, and they may be in pieces.
    bool hasLogged(const QByteArray &words) const
    {
        QDirIterator files(m_home.path(), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.fileName().contains(u"log") && file.open(QIODevice::ReadOnly) && file.readAll().contains(words))
                return true;
        }
        return false;
    }

private:
    QTemporaryDir m_home;
    QProcess m_process;
    QByteArray m_output;
};

bool isInstalled(const QString &program)
{
    return !QStandardPaths::findExecutable(program).isEmpty();
}

QByteArray irssiConfig(quint16 port, bool tls, const QString &home)
{
    return QStringLiteral("servers = ( { address = \"127.0.0.1\"; chatnet = \"plausch\"; port = \"%1\"; "
                          "use_tls = \"%2\"; tls_verify = \"no\"; autoconnect = \"yes\"; } );\n"
                          "chatnets = { plausch = { type = \"IRC\"; nick = \"eva\"; }; };\n"
                          "settings = {\n"
                          "  core = { real_name = \"Eva\"; user_name = \"eva\"; nick = \"eva\"; };\n"
                          "  \"fe-common/core\" = { autolog = \"yes\"; autolog_path = \"%3/talk.log\"; };\n"
                          "};\n")
        .arg(port)
        .arg(tls ? u"yes" : u"no", home)
        .toUtf8();
}

/// irssi wants a terminal: script(1) gives it one and passes on what is typed.
void startIrssi(Foreigner &eva, quint16 port, bool tls)
{
    const QString config = eva.file(QStringLiteral("config"), irssiConfig(port, tls, eva.home()));
    eva.start(QStringLiteral("script"),
              {QStringLiteral("-qec"), QStringLiteral("irssi --home='%1' --config='%2'").arg(eva.home(), config),
               QStringLiteral("/dev/null")});
}

/// WeeChat 4 renamed ssl to tls; the name it does not know is an error message in its core buffer.
void startWeechat(Foreigner &eva, quint16 port, bool tls)
{
    const QString use = tls ? QStringLiteral("on") : QStringLiteral("off");
    const QStringList commands{
        QStringLiteral("/server add plausch 127.0.0.1/%1").arg(port),
        QStringLiteral("/set irc.server.plausch.nicks eva"),
        QStringLiteral("/set irc.server.plausch.realname Eva"),
        QStringLiteral("/set irc.server.plausch.ssl ") + use,
        QStringLiteral("/set irc.server.plausch.ssl_verify off"),
        QStringLiteral("/set irc.server.plausch.tls ") + use,
        QStringLiteral("/set irc.server.plausch.tls_verify off"),
        QStringLiteral("/set irc.server.plausch.command /msg anna Hallo"),
        QStringLiteral("/set logger.file.flush_delay 0"),
        QStringLiteral("/connect plausch"),
    };
    QStringList arguments{QStringLiteral("--stdout"), QStringLiteral("-d"), eva.home()};
    for (const QString &command : commands)
        arguments << QStringLiteral("-r") << command;
    eva.start(QStringLiteral("weechat-headless"), arguments);
}

} // namespace

class TestForeign : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void netcat();
    void irssi_data();
    void irssi();
    void weechat_data();
    void weechat();

private:
    bool evaIsShown(bool encrypted) const;

    std::unique_ptr<Person> m_anna;
};

void TestForeign::init()
{
    m_anna = std::make_unique<Person>(QStringLiteral("Anna"));
    QVERIFY(m_anna->start());
}

void TestForeign::cleanup()
{
    m_anna.reset();
}

/// One chat: Eva, whom nothing proves, and her Hallo.
bool TestForeign::evaIsShown(bool encrypted) const
{
    const auto people = m_anna->people();
    if (people.size() != 1 || m_anna->shown.size() != 1)
        return false;
    const chat::ChatInfo &eva = people.constFirst();
    return eva.name == QStringLiteral("Eva") && eva.kind == ChatKind::Request && eva.fingerprint.isEmpty()
        && eva.encrypted == encrypted && m_anna->shown.constFirst().row.text == QStringLiteral("Hallo");
}

void TestForeign::netcat()
{
    if (!isInstalled(QStringLiteral("nc")))
        QSKIP("nc is not installed");
    Foreigner eva;
    eva.start(QStringLiteral("sh"),
              {QStringLiteral("-c"),
               QStringLiteral("printf 'NICK eva\\r\\nUSER eva 0 * :Eva\\r\\nPRIVMSG anna :Hallo\\r\\n' | nc -q 5 "
                              "127.0.0.1 %1")
                   .arg(m_anna->board().listenPort())});
    QTRY_COMPARE_WITH_TIMEOUT(m_anna->shown.size(), 1, Patience);
    QVERIFY(evaIsShown(false));
    const chat::ChatId chat = m_anna->shown.constFirst().chat;
    m_anna->board().say(chat, QStringLiteral("Grüß dich"));
    QTRY_VERIFY_WITH_TIMEOUT(eva.output().contains("PRIVMSG eva :Grüß dich\r\n"), Patience);
    QTRY_VERIFY_WITH_TIMEOUT(eva.isOver(), Patience);
    QCOMPARE(eva.exitCode(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(m_anna->board().chat(chat)->presence, Presence::Offline, Patience);
}

void TestForeign::irssi_data()
{
    QTest::addColumn<bool>("tls");
    QTest::addRow("plain") << false;
    QTest::addRow("TLS without a certificate of its own") << true;
}

void TestForeign::irssi()
{
    if (!isInstalled(QStringLiteral("irssi")))
        QSKIP("irssi is not installed");
    if (!isInstalled(QStringLiteral("script")))
        QSKIP("script, which gives irssi a terminal, is not installed");
    QFETCH(const bool, tls);
    Foreigner eva;
    startIrssi(eva, m_anna->board().listenPort(), tls);
    QTRY_COMPARE_WITH_TIMEOUT(m_anna->people().size(), 1, Patience);
    eva.type("/msg anna Hallo\r");
    QTRY_COMPARE_WITH_TIMEOUT(m_anna->shown.size(), 1, Patience);
    QVERIFY(evaIsShown(tls));
    const chat::ChatId chat = m_anna->shown.constFirst().chat;
    m_anna->board().say(chat, QStringLiteral("Grüß dich"));
    QTRY_VERIFY_WITH_TIMEOUT(eva.hasLogged("Grüß dich"), Patience);
    eva.type("/msg anna und nochmal\r");
    QTRY_COMPARE_WITH_TIMEOUT(m_anna->textsFrom(chat),
                              QStringList({QStringLiteral("Hallo"), QStringLiteral("und nochmal")}), Patience);
    eva.type("/quit\r");
    QTRY_COMPARE_WITH_TIMEOUT(m_anna->board().chat(chat)->presence, Presence::Offline, Patience);
}

void TestForeign::weechat_data()
{
    irssi_data();
}

void TestForeign::weechat()
{
    if (!isInstalled(QStringLiteral("weechat-headless")))
        QSKIP("weechat-headless is not installed");
    QFETCH(const bool, tls);
    Foreigner eva;
    startWeechat(eva, m_anna->board().listenPort(), tls);
    QTRY_COMPARE_WITH_TIMEOUT(m_anna->shown.size(), 1, Patience);
    QVERIFY(evaIsShown(tls));
    const chat::ChatId chat = m_anna->shown.constFirst().chat;
    m_anna->board().say(chat, QStringLiteral("Grüß dich"));
    QTRY_VERIFY_WITH_TIMEOUT(eva.hasLogged("Grüß dich"), Patience);
}

PLAUSCH_TEST_MAIN(TestForeign)
#include "tst_foreign.moc"
