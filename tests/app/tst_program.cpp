// plausch as a program: what it says on a terminal, and its exit status.
#include "support/testmain.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <csignal>

namespace {

constexpr int Patience = 60'000;

/// Ends with the test that made it.
class Plausch
{
public:
    Plausch(const QStringList &arguments, const QString &platform)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char *display : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "DBUS_SESSION_BUS_ADDRESS"})
            environment.remove(QString::fromLatin1(display));
        if (!platform.isEmpty())
            environment.insert(QStringLiteral("QT_QPA_PLATFORM"), platform);
        m_process.setProcessEnvironment(environment);
        m_process.start(qEnvironmentVariable("PLAUSCH_BINARY_DIR") + QStringLiteral("/app/plausch"), arguments);
    }
    ~Plausch()
    {
        m_process.kill();
        m_process.waitForFinished(Patience);
    }

    bool isOver() const { return m_process.state() == QProcess::NotRunning; }
    int exitCode() const { return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1; }
    QByteArray output() { return m_output += m_process.readAllStandardOutput(); }
    QByteArray error() { return m_error += m_process.readAllStandardError(); }
    void end() const { ::kill(pid_t(m_process.processId()), SIGTERM); }

private:
    QProcess m_process;
    QByteArray m_output;
    QByteArray m_error;
};

} // namespace

class ProgramTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersWithoutADisplay_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("output");
        QTest::addColumn<QByteArray>("error");
        const auto row = [](const char *name, const QStringList &arguments, int status, const QByteArray &output,
                            const QByteArray &error) { QTest::newRow(name) << arguments << status << output << error; };
        row("version", {QStringLiteral("--version")}, 0, "plausch " PLAUSCH_VERSION "\n", "");
        row("help", {QStringLiteral("--help")}, 0, "--connect host[:port]", "");
        row("unknown option", {QStringLiteral("--nonsense")}, 2, "", "nonsense");
        row("port", {QStringLiteral("--port"), QStringLiteral("65536")}, 2, "", "--port: \"65536\"");
        row("address", {QStringLiteral("--connect"), QStringLiteral("a:b:c")}, 2, "", "--connect: \"a:b:c\"");
        row("stray argument", {QStringLiteral("anna")}, 2, "", "\"anna\"");
        row("a window is wanted", {QStringLiteral("--profile"), m_profile.path()}, 1, "", "no display");
    }
    void answersWithoutADisplay()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const int, status);
        QFETCH(const QByteArray, output);
        QFETCH(const QByteArray, error);
        Plausch program(arguments, {});
        QTRY_VERIFY_WITH_TIMEOUT(program.isOver(), Patience);
        QCOMPARE(program.exitCode(), status);
        QVERIFY2(program.output().contains(output), program.output().constData());
        QVERIFY2(program.error().contains(error), program.error().constData());
        QCOMPARE(program.output().isEmpty(), output.isEmpty());
        QCOMPARE(program.error().isEmpty(), error.isEmpty());
        QVERIFY(QDir(m_profile.path()).isEmpty()); // and nothing was begun
    }

    void aWrongSettingIsNamedAndTheStartGoesOn()
    {
        QFile settings(m_profile.filePath(QStringLiteral("plausch.ini")));
        QVERIFY(settings.open(QIODevice::WriteOnly));
        settings.write("[General]\nname=Anna\nport=0\nvisibility=nobudy\n");
        settings.close();
        Plausch program({QStringLiteral("--profile"), m_profile.path(), QStringLiteral("--this-machine"),
                         QStringLiteral("--minimized")},
                        QStringLiteral("offscreen"));
        QTRY_VERIFY2_WITH_TIMEOUT(program.error().contains("\"nobudy\" makes no sense for visibility"),
                                  program.error().constData(), Patience);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(m_profile.filePath(QStringLiteral("history.sqlite"))), Patience);
        QVERIFY(!program.isOver());
        program.end();
        QTRY_VERIFY_WITH_TIMEOUT(program.isOver(), Patience);
        QCOMPARE(program.exitCode(), 0);
    }

private:
    QTemporaryDir m_profile;
};

PLAUSCH_TEST_MAIN(ProgramTest)
#include "tst_program.moc"
