// plausch-server driven by Python clients that were written from the lecture's tables only; a row of theirs is a row
// here.
#include "interop/program.h"
#include "support/testmain.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using plausch::test::Program;

class ServerInteropTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void slideTcp_data() { run("slide_tcp.py", "[converter]\ntcp=127.0.0.1:0\ndialect=slide\n", 31); }
    void slideTcp() { judge(); }
    void slideUdp_data() { run("slide_udp.py", "[converter]\nudp=127.0.0.1:0\ndialect=slide\n", 11); }
    void slideUdp() { judge(); }
    void repairedLine_data() { run("repaired_line.py", "[converter]\ntcp=127.0.0.1:0\n", 19); }
    void repairedLine() { judge(); }
    void repairedLength_data() { run("repaired_length.py", "[converter]\ntcp=127.0.0.1:0\nframing=length\n", 5); }
    void repairedLength() { judge(); }
    void repairedUdp_data() { run("repaired_udp.py", "[converter]\nudp=127.0.0.1:0\n", 13); }
    void repairedUdp() { judge(); }
    void repairedUdpOverIpv6_data() { run("repaired_udp.py", "[converter]\nudp=[::1]:0\n", 13); }
    void repairedUdpOverIpv6() { judge(); }
    void textbookTcp_data() { run("textbook_tcp.py", "[textbook]\ntcp=127.0.0.1:0\n", 6); }
    void textbookTcp() { judge(); }
    void textbookUdp_data() { run("textbook_udp.py", "[textbook]\nudp=127.0.0.1:0\n", 4); }
    void textbookUdp() { judge(); }

private:
    /// Runs a script against a server of its own; its rows become the rows of the test, and one more counts them.
    void run(const char *script, const QByteArray &config, int rows)
    {
        QTest::addColumn<bool>("ok");
        QTest::addColumn<QString>("detail");
        const QString path = m_folder.filePath(QStringLiteral("server.conf"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(config);
        file.close();
        Program server(plausch::test::serverProgram(), {QStringLiteral("--config"), path});
        const QString endpoint = QString::fromLatin1(server.line()).section(u' ', 2, 2);
        const qsizetype colon = endpoint.lastIndexOf(u':');
        const QString host = endpoint.left(colon).remove(u'[').remove(u']');
        Program client(QStringLiteral("python3"),
                       Program::python(QString::fromLatin1(script),
                                       {host, endpoint.mid(colon + 1), QString::number(server.process().processId())}));
        int seen = 0;
        for (QByteArray line = client.line(); !line.isEmpty(); line = client.line()) {
            const QJsonObject row = QJsonDocument::fromJson(line).object();
            QTest::newRow(row[QLatin1String("row")].toString().toUtf8().constData())
                << row[QLatin1String("ok")].toBool() << row[QLatin1String("detail")].toString();
            ++seen;
        }
        client.finish();
        const bool alive = server.process().state() == QProcess::Running;
        QTest::newRow("all rows, and the server still runs")
            << (seen == rows && alive)
            << QStringLiteral("%1 of %2 rows, server %3; %4")
                   .arg(seen)
                   .arg(rows)
                   .arg(alive ? QStringLiteral("runs") : QStringLiteral("has ended"),
                        QString::fromUtf8(client.process().readAllStandardError()));
    }

    static void judge()
    {
        QFETCH(bool, ok);
        QFETCH(QString, detail);
        QVERIFY2(ok, detail.toUtf8().constData());
    }

    QTemporaryDir m_folder;
};

PLAUSCH_TEST_MAIN(ServerInteropTest)
#include "tst_serverinterop.moc"
