// The chat server through TLS: certificate, limits, and what the realm knows of it.
#include "chatserver/chatserver.h"
#include "chatserver/visitor.h"
#include "io/selfsigned.h"
#include "io/tls.h"
#include "store/scram.h"
#include "support/certificates.h"
#include "support/eventually.h"
#include "support/testmain.h"

#include <QFileInfo>
#include <QTemporaryDir>

#include <optional>

using namespace plausch;
using namespace plausch::test;
using chatserver::ChatServer;
using chatserver::Plan;

class TestTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void init();
    void cleanup() { m_server.reset(); }
    void talksWithThoseOnPlainText();
    void makesACertificateAndKeepsIt();
    void whatCannotBeUsedIsNamed();
    void newLinksSeeTheRenewedCertificate();
    void theCertificateSignsIn();
    void stsShowsTheWay();
    void plainTextIsAnswered();
    void handshakesCountForTheirAddress();
    void whoCameTooOftenShakesNoHands();

private:
    void open()
    {
        m_started.reset();
        m_server.emplace(m_plan, this);
        m_server->start([this](const ChatServer::Started &started) { m_started = started; });
        [this] { EVENTUALLY(m_started); }();
    }
    quint16 plainPort() const { return m_started->opened.value(0).port; }
    quint16 tlsPort() const { return m_started->tls.value(0).port; }
    Visitor visitor(const TestIdentity &identity) const
    {
        return Visitor(tlsPort(), identity.certificate, identity.key);
    }
    Visitor visitor() const { return Visitor(tlsPort(), QSslCertificate(), QSslKey()); }
    static void greet(Visitor &visitor, const QByteArray &nick) { visitor.send("NICK " + nick + "\r\nUSER u 0 * :U"); }
    QByteArray shown() const { return visitor().serverCertificate().digest(QCryptographicHash::Sha256); }
    QString path(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    void write(const char *name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

    std::optional<QTemporaryDir> m_folder;
    Plan m_plan;
    std::optional<ChatServer::Started> m_started;
    std::optional<ChatServer> m_server;
};

void TestTls::initTestCase_data()
{
    QTest::addColumn<int>("loops");
    QTest::newRow("one loop") << 1;
    QTest::newRow("three loops") << 3;
}

void TestTls::init()
{
    QFETCH_GLOBAL(int, loops);
    m_folder.emplace();
    m_plan = Plan();
    m_plan.loops = loops;
    m_plan.settings.name = "irc.test";
    m_plan.irc = m_plan.tls = {{QHostAddress(QHostAddress::LocalHost), 0}};
    m_plan.dataFolder = m_folder->filePath(QStringLiteral("data"));
}

void TestTls::talksWithThoseOnPlainText()
{
    open();
    Visitor anna(plainPort(), "anna");
    const TestIdentity identity = makeIdentity("ben");
    Visitor ben = visitor(identity);
    greet(ben, "ben");
    QVERIFY(anna.hears(" 001 "));
    QVERIFY(ben.hears(" 001 "));
    for (Visitor *one : {&anna, &ben}) {
        one->send("JOIN #a");
        QVERIFY(one->hears(" 366 "));
    }
    ben.send("PRIVMSG #a :" + QByteArray(300, 'x'));
    QVERIFY(anna.hears(":ben!~u@127.0.0.1 PRIVMSG #a " + QByteArray(300, 'x')));
    anna.send("PRIVMSG #a :Hallo");
    QVERIFY(ben.hears("PRIVMSG #a Hallo") || ben.hears("PRIVMSG #a :Hallo"));
    anna.send("WHOIS ben");
    QVERIFY(anna.hears(" 671 anna ben :is using a secure connection"));
    ben.send("WHOIS ben");
    QVERIFY(ben.hears("certificate fingerprint " + io::publicKeyFingerprint(identity.certificate).toHex()));
    ben.send("WHOIS anna");
    QVERIFY(ben.hears(" 318 "));
    ben.socket().disconnectFromHost();
    QVERIFY(anna.hears(":ben!~u@127.0.0.1 QUIT :Connection closed"));
}

void TestTls::makesACertificateAndKeepsIt()
{
    open();
    QCOMPARE(m_started->complaint, QString());
    const QString file = path("data/tls.pem");
    QCOMPARE(QFileInfo(file).permissions() & ~(QFile::ReadUser | QFile::WriteUser),
             QFile::ReadOwner | QFile::WriteOwner);
    QCOMPARE(m_started->certificate.size(), 32);
    QCOMPARE(shown(), m_started->certificate);
    const QByteArray before = m_started->certificate;
    open();
    QCOMPARE(m_started->certificate, before);
}

void TestTls::whatCannotBeUsedIsNamed()
{
    m_plan.certificate = path("c.pem");
    m_plan.key = path("k.pem");
    open();
    QVERIFY2(m_started->complaint.contains(m_plan.certificate), qPrintable(m_started->complaint));
    write("c.pem", io::newSelfSigned());
    open();
    QVERIFY2(m_started->complaint.contains(m_plan.key), qPrintable(m_started->complaint));
    write("k.pem", io::newSelfSigned());
    open();
    QVERIFY2(m_started->complaint.contains(u"does not belong"), qPrintable(m_started->complaint));
    QVERIFY(m_started->opened.isEmpty() && m_started->tls.isEmpty());
    m_plan.certificate = m_plan.key = QString();
    m_plan.dataFolder = QStringLiteral("/dev/null"); // nothing can be made there
    open();
    QVERIFY2(m_started->complaint.contains(u"cannot be made"), qPrintable(m_started->complaint));
}

void TestTls::newLinksSeeTheRenewedCertificate()
{
    const QByteArray first = io::newSelfSigned();
    const QByteArray second = io::newSelfSigned();
    write("c.pem", first);
    m_plan.certificate = m_plan.key = path("c.pem");
    open();
    Visitor anna = visitor();
    greet(anna, "anna");
    QVERIFY(anna.hears(" 001 "));
    write("c.pem", second);
    QCOMPARE(m_server->renewCertificate(m_plan), QString());
    const QByteArray renewed = QSslCertificate(second).digest(QCryptographicHash::Sha256);
    EVENTUALLY(shown() == renewed);
    anna.send("PING there");
    QVERIFY(anna.hears("PONG irc.test :there"));
    write("c.pem", "broken");
    const QString complaint = m_server->renewCertificate(m_plan);
    QVERIFY2(complaint.contains(path("c.pem")), qPrintable(complaint));
    QCOMPARE(shown(), renewed);
    QFile::remove(path("c.pem"));
    QVERIFY(!m_server->renewCertificate(m_plan).isEmpty());
    QCOMPARE(shown(), renewed);
}

void TestTls::theCertificateSignsIn()
{
    m_plan.accountsFile = path("accounts.sqlite");
    m_plan.settings.hasAccounts = true;
    m_plan.settings.accounts.iterations = store::MinScramIterations;
    open();
    const TestIdentity identity = makeIdentity("anna");
    {
        Visitor anna = visitor(identity);
        anna.send("CAP REQ :draft/account-registration");
        QVERIFY(anna.hears(" ACK "));
        greet(anna, "anna");
        anna.send("REGISTER anna * geheim123\r\nCAP END");
        QVERIFY(anna.hears("REGISTER SUCCESS anna"));
        QVERIFY(anna.hears(" 001 "));
        anna.send("CERTFP ADD");
        QVERIFY(anna.hears(io::publicKeyFingerprint(identity.certificate).toHex()));
    }
    const auto external = [](Visitor &one) {
        one.send("CAP REQ :sasl");
        QVERIFY(one.hears(" ACK "));
        one.send("AUTHENTICATE EXTERNAL");
        QVERIFY(one.hears("AUTHENTICATE +"));
        one.send("AUTHENTICATE +");
    };
    Visitor again = visitor(identity);
    external(again);
    QVERIFY(again.hears(" 903 "));
    Visitor other = visitor(makeIdentity("anna"));
    external(other);
    QVERIFY(other.hears(" 904 "));
}

void TestTls::stsShowsTheWay()
{
    m_plan.settings.stsSecs = 3'600;
    open();
    Visitor anna(plainPort());
    anna.send("CAP LS 302");
    QVERIFY(anna.hears("sts=port=" + QByteArray::number(tlsPort())));
    Visitor ben = visitor();
    ben.send("CAP LS 302");
    QVERIFY(ben.hears("sts=duration=3600"));
    ben.send("CAP REQ :cap-notify\r\nCAP END");
    QVERIFY(ben.hears(" ACK "));
    server::Settings shorter = m_plan.settings;
    shorter.stsSecs = 0;
    m_server->reload(shorter);
    QVERIFY(ben.hears("NEW :sts=duration=0"));
    anna.send("CAP LS 302\r\nPING x");
    QVERIFY(anna.hears(" LS "));
    Visitor carl(plainPort());
    carl.send("CAP LS 302\r\nCAP END\r\nPING x");
    QVERIFY(carl.hears("PONG"));
}

void TestTls::plainTextIsAnswered()
{
    open();
    Visitor anna(tlsPort(), "anna");
    QVERIFY(anna.hears("ERROR :Closing link: this port is for TLS"));
    EVENTUALLY(anna.hasEnded());
}

/// The realm does not know of them yet.
void TestTls::handshakesCountForTheirAddress()
{
    m_plan.settings.limits.perAddress = 3;
    open();
    Visitor inside = visitor();
    greet(inside, "anna");
    QVERIFY(inside.hears(" 001 "));
    auto silent = std::make_unique<Visitor>(tlsPort());
    auto another = std::make_unique<Visitor>(tlsPort());
    Visitor tooMany(tlsPort());
    EVENTUALLY(tooMany.hasEnded());
    QVERIFY(silent->isConnected() && another->isConnected());
    silent.reset();
    EVENTUALLY(!shown().isEmpty());
}

void TestTls::whoCameTooOftenShakesNoHands()
{
    m_plan.settings.limits.arrivalsPerMinute = 1;
    open();
    Visitor anna = visitor();
    greet(anna, "anna");
    QVERIFY(anna.hears(" 001 "));
    Visitor late(tlsPort());
    late.send("NICK late"); // which would be answered if anybody listened
    EVENTUALLY(late.hasEnded());
    QVERIFY(late.lines().isEmpty());
}

PLAUSCH_TEST_MAIN(TestTls)
#include "tst_tls.moc"
