// The script `dev` where it needs no build: its words, its exit statuses, and that .ci/run leads to it.
#include "support/testmain.h"

#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>

class DevTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsEveryVerb_data();
    void listsEveryVerb();
    void aloneIsHelp();
    void unknownVerbIsNamed_data();
    void unknownVerbIsNamed();
    void namesPackages();
    void displayDecidesAboutPackages();
    void ciCallsTest();

private:
    struct Answer
    {
        int status = -1;
        QString out;
        QString err;
    };
    Answer dev(const QStringList &arguments, const QStringList &unset = {});

    const QString m_source = qEnvironmentVariable("PLAUSCH_SOURCE_DIR");
};

DevTest::Answer DevTest::dev(const QStringList &arguments, const QStringList &unset)
{
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : unset)
        environment.remove(name);
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(QStringLiteral("/"));
    process.start(m_source + QStringLiteral("/dev"), arguments, QIODevice::ReadOnly);
    if (!QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, 30'000))
        return {};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

void DevTest::listsEveryVerb_data()
{
    QTest::addColumn<QString>("verb");
    for (const char *verb : {"run", "test", "build", "bench", "fuzz", "asan", "tsan", "format", "lint", "demo",
                             "screenshots", "packages", "help"})
        QTest::newRow(verb) << QString::fromLatin1(verb);
}

void DevTest::listsEveryVerb()
{
    QFETCH(const QString, verb);
    const Answer answer = dev({QStringLiteral("help")});
    QCOMPARE(answer.status, 0);
    const QRegularExpression line(QStringLiteral("^  %1 +\\S").arg(verb), QRegularExpression::MultilineOption);
    QVERIFY2(line.match(answer.out).hasMatch(), qPrintable(answer.out));
}

void DevTest::aloneIsHelp()
{
    const Answer alone = dev({});
    QCOMPARE(alone.status, 0);
    QCOMPARE(alone.out, dev({QStringLiteral("help")}).out);
}

void DevTest::unknownVerbIsNamed_data()
{
    QTest::addColumn<QString>("verb");
    for (const char *verb : {"frobnicate", "Run", "verb_run", "--run", "run;true", "../run"})
        QTest::newRow(verb) << QString::fromLatin1(verb);
}

void DevTest::unknownVerbIsNamed()
{
    QFETCH(const QString, verb);
    const Answer answer = dev({verb});
    QCOMPARE(answer.status, 2);
    QVERIFY2(answer.err.contains(verb), qPrintable(answer.err));
    QVERIFY(answer.err.contains(QStringLiteral("usage: ./dev VERB")));
    QVERIFY(answer.out.isEmpty());
}

void DevTest::namesPackages()
{
    for (const char *verb : {"run", "test", "bench-server", "fuzz", "lint"}) {
        const Answer answer = dev({QStringLiteral("packages"), QString::fromLatin1(verb)});
        QCOMPARE(answer.status, 0);
        const QStringList names = answer.out.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        QVERIFY(names.contains(QStringLiteral("qt6-base-dev")));
        static const QRegularExpression debianName(QStringLiteral("^[a-z0-9][a-z0-9+.-]+$"));
        for (const QString &name : names)
            QVERIFY2(debianName.match(name).hasMatch(), qPrintable(name));
    }
}

void DevTest::displayDecidesAboutPackages()
{
    const QStringList displays{QStringLiteral("DISPLAY"), QStringLiteral("WAYLAND_DISPLAY")};
    const Answer without = dev({QStringLiteral("packages"), QStringLiteral("run")}, displays);
    QVERIFY(without.out.contains(QStringLiteral("xvfb\n")));
    qputenv("DISPLAY", ":0");
    const Answer with = dev({QStringLiteral("packages"), QStringLiteral("run")});
    qunsetenv("DISPLAY");
    QVERIFY(!with.out.contains(QStringLiteral("xvfb\n")));
}

void DevTest::ciCallsTest()
{
    const QFileInfo script(m_source + QStringLiteral("/.ci/run"));
    QVERIFY(script.isExecutable());
    QFile file(script.filePath());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("./dev test"));
}

PLAUSCH_TEST_MAIN(DevTest)
#include "tst_dev.moc"
