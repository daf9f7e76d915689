// Programs that know nothing of Plausch talk to a chat: nc, irssi and WeeChat, on loopback only.
#include "interop/foreigner.h"
#include "support/person.h"
#include "support/testmain.h"

#include <memory>

using namespace plausch;
using chat::ChatKind;
using chat::Presence;
using test::Foreigner;
using test::isInstalled;
using test::Person;

namespace {

constexpr int Patience = 60'000;

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
    test::startIrssi(eva, {.port = m_anna->board().listenPort(), .tls = tls});
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
    test::startWeechat(eva, {.port = m_anna->board().listenPort(), .tls = tls}, QStringLiteral("/msg anna Hallo"));
    QTRY_COMPARE_WITH_TIMEOUT(m_anna->shown.size(), 1, Patience);
    QVERIFY(evaIsShown(tls));
    const chat::ChatId chat = m_anna->shown.constFirst().chat;
    m_anna->board().say(chat, QStringLiteral("Grüß dich"));
    QTRY_VERIFY_WITH_TIMEOUT(eva.hasLogged("Grüß dich"), Patience);
}

PLAUSCH_TEST_MAIN(TestForeign)
#include "tst_foreign.moc"
