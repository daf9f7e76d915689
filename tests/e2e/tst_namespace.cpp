// Two machines: two network namespaces with a cable between them, made here and gone afterwards. Nothing leaves them.
#include "chat/discovery.h"
#include "support/testmain.h"

#include <QDir>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <memory>
#include <unistd.h>

namespace {

constexpr int Patience = 60'000;
const QString AnnasAddress = QStringLiteral("10.99.0.1");
const QString BensAddress = QStringLiteral("10.99.0.2");

/// Empty, or what went wrong.
QString run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    if (!process.waitForFinished(Patience))
        return process.errorString();
    const QString said = QString::fromUtf8(process.readAll()).simplified();
    if (process.exitCode() != 0)
        return said.isEmpty() ? program + QStringLiteral(" failed") : said;
    return {};
}

QString ip(const QString &words)
{
    return run(QStringLiteral("ip"), words.split(u' '));
}

/// What a run that was killed could not take down.
void removeLeftOvers()
{
    const QStringList names =
        QDir(QStringLiteral("/run/netns")).entryList({QStringLiteral("plausch-[ab]*")}, QDir::Files);
    for (const QString &name : names) {
        if (!QFile::exists(QStringLiteral("/proc/") + name.mid(9)))
            ip(QStringLiteral("netns del ") + name);
    }
}

/// Names are of this process, so that tests run side by side.
class TwoMachines
{
public:
    TwoMachines()
    {
        const QStringList steps{
            QStringLiteral("netns add %1").arg(anna),
            QStringLiteral("netns add %1").arg(ben),
            QStringLiteral("link add %1a netns %2 type veth peer name %1b netns %3").arg(cable, anna, ben),
            QStringLiteral("-n %1 addr add %2/24 dev %3a").arg(anna, AnnasAddress, cable),
            QStringLiteral("-n %1 addr add %2/24 dev %3b").arg(ben, BensAddress, cable),
            QStringLiteral("-n %1 link set lo up").arg(anna),
            QStringLiteral("-n %1 link set lo up").arg(ben),
            QStringLiteral("-n %1 link set %2a up").arg(anna, cable),
            QStringLiteral("-n %1 link set %2b up").arg(ben, cable),
            QStringLiteral("netns exec %1 true").arg(anna),
        };
        for (const QString &step : steps) {
            if (error.isEmpty())
                error = ip(step);
        }
    }
    ~TwoMachines()
    {
        ip(QStringLiteral("netns del ") + anna); // the cable goes with its end
        ip(QStringLiteral("netns del ") + ben);
    }

    QString dropIPv4() const
    {
        return ip(QStringLiteral("-n %1 addr del %2/24 dev %3a").arg(anna, AnnasAddress, cable))
            + ip(QStringLiteral("-n %1 addr del %2/24 dev %3b").arg(ben, BensAddress, cable));
    }

    const QString cable = QStringLiteral("plx%1").arg(getpid());
    const QString anna = QStringLiteral("plausch-a%1").arg(getpid());
    const QString ben = QStringLiteral("plausch-b%1").arg(getpid());
    QString error;
};

/// A program on one of the machines: lines in, lines out.
class Program : public QObject
{
public:
    Program(const QString &machine, const QStringList &command)
    {
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        connect(&m_process, &QProcess::readyRead, this, [this] { m_output += m_process.readAll(); });
        m_process.start(QStringLiteral("ip"),
                        QStringList{QStringLiteral("netns"), QStringLiteral("exec"), machine} + command);
    }
    ~Program() override
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    void type(const QString &line) { m_process.write(line.toUtf8() + '\n'); }
    QString output() const { return QString::fromUtf8(m_output); }
    bool isOver() const { return m_process.state() == QProcess::NotRunning; }
    /// The first group of the first line that fits.
    QString find(const QString &pattern) const
    {
        const QRegularExpression expression(QLatin1Char('^') + pattern + QStringLiteral("\r?$"),
                                            QRegularExpression::MultilineOption);
        return expression.match(output()).captured(1);
    }

private:
    QProcess m_process;
    QByteArray m_output;
};

/// A chat without a window on one of the machines.
class Chat : public Program
{
public:
    Chat(const QString &machine, const QString &name, const QStringList &more = {})
        : Chat(machine, name, more, std::make_unique<QTemporaryDir>())
    {
    }
    QString port() const { return find(QStringLiteral("listening (\\d+)")); }
    QString chatOf(const QString &kindAndSo) const { return find(QStringLiteral("chat (\\S+) %1").arg(kindAndSo)); }

private:
    Chat(const QString &machine, const QString &name, const QStringList &more, std::unique_ptr<QTemporaryDir> dir)
        : Program(machine,
                  QStringList{QStringLiteral(CHATPEER), QStringLiteral("--led"), QStringLiteral("--anywhere"),
                              QStringLiteral("--profile"), dir->path(), QStringLiteral("--name"), name}
                      + more)
        , m_dir(std::move(dir))
    {
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

QStringList netcat(const QString &port)
{
    return {QStringLiteral("sh"), QStringLiteral("-c"),
            QStringLiteral("printf 'NICK eva\\r\\nUSER eva 0 * :Eva\\r\\nPRIVMSG anna :Hallo\\r\\n' | nc -q 5 %1 %2")
                .arg(AnnasAddress, port)};
}

} // namespace

class TestNamespace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_machines.reset(); }
    void plainLinkFromElsewhereIsRefused();
    void unencryptedVisitorsAreLetInIfWanted();
    void encryptedLinkFromElsewhereWorks();
    void findEachOther();
    void findEachOtherWithoutIPv4();

private:
    void meet();
    std::unique_ptr<TwoMachines> m_machines;
};

void TestNamespace::initTestCase()
{
    if (geteuid() != 0)
        QSKIP("network namespaces are for root");
    removeLeftOvers();
    m_machines = std::make_unique<TwoMachines>();
    if (!m_machines->error.isEmpty())
        QSKIP(qPrintable(QStringLiteral("no network namespaces here: ") + m_machines->error));
}

void TestNamespace::plainLinkFromElsewhereIsRefused()
{
    Chat anna(m_machines->anna, QStringLiteral("Anna"));
    QTRY_VERIFY_WITH_TIMEOUT(!anna.port().isEmpty(), Patience);
    const Program eva(m_machines->ben, netcat(anna.port()));
    QTRY_VERIFY_WITH_TIMEOUT(eva.isOver(), Patience);
    QVERIFY2(eva.output().endsWith(
                 QStringLiteral("ERROR :You are not admitted here: unencrypted visitors are not admitted\r\n")),
             qPrintable(eva.output()));
    QVERIFY(!eva.output().contains(QStringLiteral(" 001 ")));
    // On her own machine the same is welcome, and still nothing has been seen of the other.
    const Program local(m_machines->anna,
                        QStringList(netcat(anna.port())).replaceInStrings(AnnasAddress, QStringLiteral("127.0.0.1")));
    QTRY_VERIFY_WITH_TIMEOUT(anna.output().contains(QStringLiteral("shown visitor:eva Hallo\n")), Patience);
    QCOMPARE(anna.output().count(QStringLiteral("shown ")), 1);
}

void TestNamespace::unencryptedVisitorsAreLetInIfWanted()
{
    Chat anna(m_machines->anna, QStringLiteral("Anna"), {QStringLiteral("--visitors")});
    QTRY_VERIFY_WITH_TIMEOUT(!anna.port().isEmpty(), Patience);
    const Program eva(m_machines->ben, netcat(anna.port()));
    QTRY_VERIFY_WITH_TIMEOUT(anna.output().contains(QStringLiteral("shown visitor:eva Hallo\n")), Patience);
    QVERIFY(!anna.chatOf(QStringLiteral("request unproven plain online Eva")).isEmpty());
    anna.type(QStringLiteral("say visitor:eva Willkommen, Eva"));
    QTRY_VERIFY_WITH_TIMEOUT(eva.output().contains(QStringLiteral("PRIVMSG eva :Willkommen, Eva\r\n")), Patience);
}

void TestNamespace::encryptedLinkFromElsewhereWorks()
{
    Chat anna(m_machines->anna, QStringLiteral("Anna"));
    Chat ben(m_machines->ben, QStringLiteral("Ben"));
    QTRY_VERIFY_WITH_TIMEOUT(!anna.port().isEmpty() && !ben.port().isEmpty(), Patience);
    ben.type(QStringLiteral("dial %1:%2").arg(AnnasAddress, anna.port()));
    const QString request = QStringLiteral("request proven encrypted online Ben");
    QTRY_VERIFY_WITH_TIMEOUT(!anna.chatOf(request).isEmpty(), Patience);
    anna.type(QStringLiteral("accept ") + anna.chatOf(request));
    QTRY_VERIFY_WITH_TIMEOUT(!anna.chatOf(QStringLiteral("buddy proven encrypted online Ben")).isEmpty(), Patience);
    const QString chat = ben.chatOf(QStringLiteral("buddy proven encrypted online Anna"));
    QVERIFY(!chat.isEmpty());
    ben.type(QStringLiteral("say %1 von drüben").arg(chat));
    QTRY_VERIFY_WITH_TIMEOUT(!anna.find(QStringLiteral("shown (\\S+) von drüben")).isEmpty(), Patience);
    anna.type(QStringLiteral("say %1 angekommen").arg(anna.chatOf(request)));
    QTRY_VERIFY_WITH_TIMEOUT(!ben.find(QStringLiteral("shown (\\S+) angekommen")).isEmpty(), Patience);
}

void TestNamespace::findEachOther()
{
    meet();
}

/// With link-local addresses of IPv6 only, which mean nothing without their interface.
void TestNamespace::findEachOtherWithoutIPv4()
{
    if (!QFile::exists(QStringLiteral("/proc/net/if_inet6")))
        QSKIP("no IPv6 here");
    const QString failed = m_machines->dropIPv4();
    QVERIFY2(failed.isEmpty(), qPrintable(failed));
    meet();
}

void TestNamespace::meet()
{
    const QStringList search{QStringLiteral("--discovery"), QString::number(plausch::chat::Discovery::DefaultPort)};
    Chat anna(m_machines->anna, QStringLiteral("Anna"), search);
    Chat ben(m_machines->ben, QStringLiteral("Ben"), search);
    const QString nearbyBen = QStringLiteral("nearby proven plain offline Ben");
    QTRY_VERIFY_WITH_TIMEOUT(!anna.chatOf(nearbyBen).isEmpty(), Patience);
    QTRY_VERIFY_WITH_TIMEOUT(!ben.chatOf(QStringLiteral("nearby proven plain offline Anna")).isEmpty(), Patience);
    // Writing to who was found dials there.
    anna.type(QStringLiteral("say %1 da bist du").arg(anna.chatOf(nearbyBen)));
    QTRY_VERIFY_WITH_TIMEOUT(!ben.find(QStringLiteral("shown (\\S+) da bist du")).isEmpty(), Patience);
}

PLAUSCH_TEST_MAIN(TestNamespace)
#include "tst_namespace.moc"
