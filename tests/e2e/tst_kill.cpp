// kill -9 of either side at any moment: nothing lost, nothing doubled, order kept.
#include "chat/archive.h"
#include "support/testmain.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <tuple>

using namespace plausch;

namespace {

constexpr int Messages = 1'000;
constexpr int Kills = 100;

class Side
{
public:
    Side(const QString &name, const QString &prefix) : m_name(name), m_prefix(prefix) { }

    void setPeer(const QString &address) { m_peer = address; }
    quint16 port() const { return m_port; }
    int delivered() const { return m_delivered; }
    int received() const { return m_received; }
    QString database() const { return m_dir.filePath(QStringLiteral("history.sqlite")); }

    bool start()
    {
        m_process = std::make_unique<QProcess>();
        m_process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        QObject::connect(m_process.get(), &QProcess::readyReadStandardOutput, m_process.get(), [this] { read(); });
        QStringList arguments{QStringLiteral("--profile"), m_dir.path(),
                              QStringLiteral("--name"),    m_name,
                              QStringLiteral("--prefix"),  m_prefix,
                              QStringLiteral("--port"),    QString::number(m_port),
                              QStringLiteral("--count"),   QString::number(Messages)};
        if (!m_peer.isEmpty())
            arguments << QStringLiteral("--peer") << m_peer;
        m_listening = false;
        m_process->start(QStringLiteral(CHATPEER), arguments);
        return QTest::qWaitFor([this] { return m_listening; }, 20'000);
    }

    void kill()
    {
        m_process->kill();
        m_process->waitForFinished();
    }

private:
    void read()
    {
        while (m_process->canReadLine()) {
            const QList<QByteArray> words = m_process->readLine().trimmed().split(' ');
            if (words.value(0) == "listening") {
                m_port = words.value(1).toUShort();
                m_listening = true;
            } else if (words.value(0) == "progress") {
                m_delivered = words.value(2).toInt();
                m_received = words.value(3).toInt();
            }
        }
    }

    QTemporaryDir m_dir;
    QString m_name, m_prefix, m_peer;
    quint16 m_port = 0;
    bool m_listening = false;
    int m_delivered = 0;
    int m_received = 0;
    std::unique_ptr<QProcess> m_process;
};

QStringList receivedTexts(const QString &database)
{
    chat::Archive archive(database);
    QStringList texts;
    bool done = false;
    archive.open([&](const chat::Archive::Contents &contents) {
        for (const store::ChatSummary &summary : contents.chats) {
            archive.pageBefore(summary.chat, std::nullopt, 10 * Messages, [&](const chat::Archive::Page &page) {
                for (const store::MessageRow &row : page.rows) {
                    if (!row.mine)
                        texts.append(row.text);
                }
                done = true;
            });
        }
    });
    return QTest::qWaitFor([&] { return done; }, 10'000) ? texts : QStringList();
}

QStringList expectedTexts(const QString &prefix)
{
    QStringList texts;
    for (int number = 0; number < Messages; ++number)
        texts.append(prefix + QString::number(number));
    return texts;
}

} // namespace

class TestKill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsLostOrDoubled();
};

void TestKill::nothingIsLostOrDoubled()
{
    Side anna(QStringLiteral("Anna"), QStringLiteral("a")), ben(QStringLiteral("Ben"), QStringLiteral("b"));
    QVERIFY(anna.start());
    ben.setPeer(QStringLiteral("127.0.0.1:%1").arg(anna.port()));
    QVERIFY(ben.start());
    QRandomGenerator random(20'260);
    int killsInTalk = 0;
    for (int kill = 0; kill < Kills; ++kill) {
        Side &victim = random.bounded(2) ? anna : ben;
        const int before = anna.received() + ben.received();
        const int progress = int(random.bounded(25));
        // Time may run out before that: then the kill hits the handshake.
        std::ignore = QTest::qWaitFor([&] { return anna.received() + ben.received() >= before + progress; },
                                      int(random.bounded(50, 1'500)));
        killsInTalk += anna.received() < Messages && ben.received() < Messages ? 1 : 0;
        victim.kill();
        QVERIFY(victim.start());
    }
    qInfo("%d of %d kills fell into the talk", killsInTalk, Kills);
    QVERIFY(killsInTalk >= Kills / 2);
    QTRY_COMPARE_WITH_TIMEOUT(anna.received(), Messages, 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(ben.received(), Messages, 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(anna.delivered(), Messages, 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(ben.delivered(), Messages, 60'000);
    anna.kill();
    ben.kill();
    QCOMPARE(receivedTexts(ben.database()), expectedTexts(QStringLiteral("a")));
    QCOMPARE(receivedTexts(anna.database()), expectedTexts(QStringLiteral("b")));
}

PLAUSCH_TEST_MAIN(TestKill)
#include "tst_kill.moc"
