// The load generator as a program, against a server that breaks one promise: each is noticed and named.
#include "support/testmain.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

namespace {

constexpr int ProgramMsecs = 60'000; // a broken program ends the test, a loaded machine does not

QString source(const QString &file)
{
    return qEnvironmentVariable("PLAUSCH_SOURCE_DIR") + QStringLiteral("/tests/bench/") + file;
}

/// Ends with the test that made it.
class FakeServer
{
public:
    /// `way`: "plain", or "tls" for a server through TLS.
    explicit FakeServer(const QString &fault, const QString &way = QStringLiteral("plain"))
    {
        m_process.start(QStringLiteral("python3"),
                        {QStringLiteral("-B"), source(QStringLiteral("fakeserver.py")), fault, way});
        while (!m_process.canReadLine() && m_process.waitForReadyRead(ProgramMsecs)) { }
        m_port = QString::fromLatin1(m_process.readLine().trimmed());
    }
    ~FakeServer()
    {
        m_process.kill();
        m_process.waitForFinished(ProgramMsecs);
    }

    QString address() const { return QStringLiteral("127.0.0.1:") + m_port; }
    QString pid() const { return QString::number(m_process.processId()); }

private:
    QProcess m_process;
    QString m_port;
};

struct Answer
{
    int status = -1;
    QJsonObject said;

    QJsonObject figures() const { return said[QStringLiteral("figures")].toObject(); }
    int faults(const QString &kind) const { return said[QStringLiteral("faults")][kind].toInt(-1); }
};

Answer serverload(const QStringList &arguments)
{
    QProcess process;
    process.start(qEnvironmentVariable("PLAUSCH_BINARY_DIR") + QStringLiteral("/tests/bench/serverload/serverload"),
                  arguments);
    if (!process.waitForFinished(ProgramMsecs))
        return {};
    return {process.exitCode(), QJsonDocument::fromJson(process.readAllStandardOutput()).object()};
}

Answer measure(const FakeServer &server, const QString &cell, const QStringList &more = {})
{
    return serverload(QStringList{QStringLiteral("--cell"), cell, QStringLiteral("--server"), server.address(),
                                  QStringLiteral("--pid"), server.pid(), QStringLiteral("--length"),
                                  QStringLiteral("80"), QStringLiteral("--idle"), QStringLiteral("40"),
                                  QStringLiteral("--singles"), QStringLiteral("20")}
                      + more);
}

const QStringList Kinds{QStringLiteral("lost"), QStringLiteral("doubled"), QStringLiteral("disordered"),
                        QStringLiteral("strayed"), QStringLiteral("garbled")};

} // namespace

class ServerLoadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goodServerHasFigures_data();
    void goodServerHasFigures();
    void faultIsNoticed_data();
    void faultIsNoticed();
    void faultIsNoticedThroughTls();
    void brokenServerEndsTheCell_data();
    void brokenServerEndsTheCell();
    void wrongOrderIsRefused_data();
    void wrongOrderIsRefused();
};

void ServerLoadTest::goodServerHasFigures_data()
{
    QTest::addColumn<QString>("cell");
    QTest::addColumn<QStringList>("figures");
    QTest::addColumn<QString>("way");
    const auto row = [](const char *cell, const QStringList &figures, const char *way = "plain") {
        QTest::addRow("%s %s", cell, way) << QString::fromLatin1(cell) << figures << QString::fromLatin1(way);
    };
    const QString deliveries = QStringLiteral("deliveries");
    row("room100-w4", {deliveries});
    row("private-w4", {deliveries});
    row("pace", {deliveries, QStringLiteral("p50"), QStringLiteral("p99")});
    row("idle", {QStringLiteral("connects"), QStringLiteral("alone"), QStringLiteral("among")});
    row("room100-w4", {deliveries}, "tls");
    row("private-w32", {deliveries}, "tls");
    row("idle", {QStringLiteral("connects"), QStringLiteral("alone"), QStringLiteral("among")}, "tls");
}

void ServerLoadTest::goodServerHasFigures()
{
    QFETCH(const QString, cell);
    QFETCH(const QStringList, figures);
    QFETCH(const QString, way);
    const FakeServer server(QStringLiteral("none"), way);
    const bool isSealed = way == QStringLiteral("tls");
    const Answer answer = measure(server, cell, isSealed ? QStringList{QStringLiteral("--tls")} : QStringList());
    QCOMPARE(answer.status, 0);
    for (const QString &figure : figures)
        QVERIFY2(answer.figures()[figure].toDouble() > 0, qPrintable(figure));
    for (const QString &kind : Kinds)
        QCOMPARE(answer.faults(kind), 0);
}

void ServerLoadTest::faultIsNoticed_data()
{
    QTest::addColumn<QString>("cell");
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QStringList>("noticed");
    const auto row = [](const char *fault, const QStringList &noticed, const QList<const char *> &inCells) {
        for (const char *cell : inCells)
            QTest::addRow("%s in %s", fault, cell)
                << QString::fromLatin1(cell) << QString::fromLatin1(fault) << noticed;
    };
    // What is lost is waited for, so it takes some seconds each time.
    row("lose", {QStringLiteral("lost")}, {"room100-w4", "pace"});
    row("double", {QStringLiteral("doubled")}, {"private-w32", "pace"});
    row("swap", {QStringLiteral("disordered")}, {"room100-w4"});
    row("stray", {QStringLiteral("strayed")}, {"private-w32"});
    row("invent", {QStringLiteral("strayed")}, {"room100-w4"});
    row("garble", {QStringLiteral("garbled"), QStringLiteral("lost")}, {"room100-w4"});
    row("shorten", {QStringLiteral("garbled"), QStringLiteral("lost")}, {"room100-w4"});
}

void ServerLoadTest::faultIsNoticed()
{
    QFETCH(const QString, cell);
    QFETCH(const QString, fault);
    QFETCH(const QStringList, noticed);
    const FakeServer server(fault);
    const Answer answer = measure(server, cell);
    QCOMPARE(answer.status, 1);
    for (const QString &kind : Kinds)
        QCOMPARE(answer.faults(kind), noticed.contains(kind) ? 1 : 0);
}

void ServerLoadTest::faultIsNoticedThroughTls()
{
    const FakeServer server(QStringLiteral("double"), QStringLiteral("tls"));
    const Answer answer = measure(server, QStringLiteral("private-w32"), {QStringLiteral("--tls")});
    QCOMPARE(answer.status, 1);
    QCOMPARE(answer.faults(QStringLiteral("doubled")), 1);
}

void ServerLoadTest::brokenServerEndsTheCell_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QString>("named");
    QTest::newRow("closed") << QStringLiteral("close") << QStringLiteral("closed the connection");
    QTest::newRow("refused") << QStringLiteral("refuse") << QStringLiteral("404");
}

void ServerLoadTest::brokenServerEndsTheCell()
{
    QFETCH(const QString, fault);
    QFETCH(const QString, named);
    const FakeServer server(fault);
    const Answer answer = measure(server, QStringLiteral("room100-w4"));
    QCOMPARE(answer.status, 1);
    const QString failure = answer.said[QStringLiteral("failure")].toString();
    QVERIFY2(failure.contains(named), qPrintable(failure));
}

void ServerLoadTest::wrongOrderIsRefused_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::newRow("none") << QString();
    QTest::newRow("no pid") << QStringLiteral("--cell idle --server 127.0.0.1:6667");
    QTest::newRow("no server") << QStringLiteral("--cell idle --pid 1");
    QTest::newRow("a name") << QStringLiteral("--cell idle --pid 1 --server localhost:6667");
    QTest::newRow("no port") << QStringLiteral("--cell idle --pid 1 --server 127.0.0.1");
    QTest::newRow("unknown cell") << QStringLiteral("--cell idler --pid 1 --server 127.0.0.1:6667");
    QTest::newRow("no length") << QStringLiteral("--cell idle --pid 1 --server 127.0.0.1:6667 --length 0");
}

void ServerLoadTest::wrongOrderIsRefused()
{
    QFETCH(const QString, arguments);
    QCOMPARE(serverload(arguments.split(u' ', Qt::SkipEmptyParts)).status, 2);
}

PLAUSCH_TEST_MAIN(ServerLoadTest)
#include "tst_serverload.moc"
