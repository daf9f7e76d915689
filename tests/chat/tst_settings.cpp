// Settings come back as they were, and nonsense in the file is named.
#include "chat/settings.h"
#include "support/testmain.h"

#include <QTemporaryDir>

using namespace plausch::chat;
using plausch::realm::Visibility;

class TestSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void withoutAFileAllIsDefault()
    {
        QStringList complaints{QStringLiteral("old")};
        QCOMPARE(loadSettings(m_dir->path(), &complaints), Settings());
        QVERIFY(complaints.isEmpty());
        QVERIFY(!QFile::exists(file())); // reading writes nothing
    }

    void everyValueComesBack()
    {
        Settings changed;
        changed.name = QStringLiteral("Änna; \"=\\ 🙂");
        changed.port = 0;
        changed.policy.visibility = Visibility::Nobody;
        changed.policy.unencryptedVisitors = true;
        changed.away = true;
        changed.awayText = QStringLiteral("Mittag, bis 13 Uhr");
        changed.readReceipts = false;
        changed.notifications = false;
        changed.notificationText = false;
        changed.enterSends = false;
        changed.closeToTray = false;
        changed.trayExplained = true;
        changed.theme = Theme::Dark;
        changed.language = Language::German;
        QCOMPARE(saveSettings(m_dir->path() + QStringLiteral("/new"), changed), QString()); // the folder is made
        QStringList complaints;
        QCOMPARE(loadSettings(m_dir->path() + QStringLiteral("/new"), &complaints), changed);
        QCOMPARE(complaints, QStringList());
        QCOMPARE(saveSettings(m_dir->path(), Settings()), QString());
        QCOMPARE(loadSettings(m_dir->path()), Settings());
    }

    void nonsenseIsNamedAndReplaced_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("key");
        QTest::newRow("port word") << QByteArray("port=many") << QStringLiteral("port");
        QTest::newRow("port large") << QByteArray("port=65536") << QStringLiteral("port");
        QTest::newRow("port negative") << QByteArray("port=-1") << QStringLiteral("port");
        QTest::newRow("port list") << QByteArray("port=1,2") << QStringLiteral("port");
        QTest::newRow("theme") << QByteArray("theme=pink") << QStringLiteral("theme");
        QTest::newRow("language") << QByteArray("language=") << QStringLiteral("language");
        QTest::newRow("visibility") << QByteArray("visibility=2") << QStringLiteral("visibility");
        QTest::newRow("flag") << QByteArray("away=perhaps") << QStringLiteral("away");
        QTest::newRow("name long") << QByteArray("name=") + QByteArray(10'000, 'a') << QStringLiteral("name");
        QTest::newRow("name control") << QByteArray("name=\"a\\nb\"") << QStringLiteral("name");
    }
    void nonsenseIsNamedAndReplaced()
    {
        QFETCH(QByteArray, line);
        QFETCH(QString, key);
        write("[General]\n" + line + "\ncloseToTray=false\n");
        QStringList complaints;
        Settings expected;
        expected.closeToTray = false; // the rest of the file counts
        QCOMPARE(loadSettings(m_dir->path(), &complaints), expected);
        QCOMPARE(complaints.size(), 1);
        QVERIFY2(complaints.first().contains(file()) && complaints.first().contains(key),
                 qPrintable(complaints.first()));
        QVERIFY(complaints.first().size() < 1'000);
    }

    void aCommaTypedByHandIsText()
    {
        write("[General]\nawayText=Mittag, bis 13 Uhr\n");
        QCOMPARE(loadSettings(m_dir->path()).awayText, QStringLiteral("Mittag, bis 13 Uhr"));
    }

    void aFileOfNoiseIsNoCrash()
    {
        QByteArray noise;
        quint32 state = 1; // the same noise every time
        for (int i = 0; i < 100'000; ++i)
            noise.append(char((state = state * 1'664'525 + 1'013'904'223) >> 24));
        write(noise);
        QCOMPARE(loadSettings(m_dir->path()), Settings());
    }

    void whatCannotBeWrittenIsSaid()
    {
        QVERIFY(QDir().mkpath(file())); // a folder where the file should be
        const QString error = saveSettings(m_dir->path(), Settings());
        QVERIFY2(error.contains(file()), qPrintable(error));
    }

private:
    QString file() const { return m_dir->filePath(QStringLiteral("plausch.ini")); }
    void write(const QByteArray &bytes)
    {
        QFile ini(file());
        QVERIFY(ini.open(QIODevice::WriteOnly));
        ini.write(bytes);
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

PLAUSCH_TEST_MAIN(TestSettings)
#include "tst_settings.moc"
