// What of a line may stand in a log, and the log of the wire with it.
#include "chatserver/redact.h"
#include "chatserver/wirelog.h"
#include "io/link.h"
#include "support/testmain.h"

using namespace plausch;
using namespace plausch::chatserver;

class TestRedact : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void redacts_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("shown");
        const auto row = [](const char *name, const char *line, const char *shown) {
            QTest::newRow(name) << QByteArray(line) << QByteArray(shown);
        };
        row("PASS", "PASS geheim", "PASS ***");
        row("AUTHENTICATE", "AUTHENTICATE AGFubmEAZ2VoZWlt", "AUTHENTICATE ***");
        row("OPER", "OPER anna geheim", "OPER ***");
        row("REGISTER", "REGISTER * a@b.c :geheim wort", "REGISTER ***");
        row("PASSWD", "PASSWD geheim", "PASSWD ***");
        row("any case", "pAsS geheim", "pAsS ***");
        row("tags", "@label=a;+x=y OPER anna geheim", "@label=a;+x=y OPER ***");
        row("source", ":anna OPER anna geheim", ":anna OPER ***");
        row("tags and source", "@a=b  :anna  PASS  geheim", "@a=b  :anna  PASS ***");
        row("blanks in front", "  PASS geheim", "  PASS ***");
        row("a tab", "PASS\tgeheim", "PASS ***");
        row("without parameters", "PASS", "PASS");
        row("no secret", "PRIVMSG #a :PASS geheim", "PRIVMSG #a :PASS geheim");
        row("longer", "PASSWORDS geheim", "PASSWORDS geheim");
        row("shorter", "PAS geheim", "PAS geheim");
        row("an answer", ":irc.test FAIL REGISTER WEAK_PASSWORD :No", ":irc.test FAIL REGISTER WEAK_PASSWORD :No");
        row("empty", "", "");
        row("only tags", "@a=b", "@a=b");
    }
    void redacts()
    {
        QFETCH(QByteArray, line);
        QTEST(redacted(line), "shown");
    }

    void aTerminalObeysNobody()
    {
        QCOMPARE(printable(QByteArray("a\x1b[2J\x7f\0\xc3\xa4", 9)), QByteArray("a\\x1b[2J\\x7f\\x00\xc3\xa4"));
    }

    void logsLines()
    {
        open(true);
        m_trace->onTraceBytes(7, false, "NICK an");
        m_trace->onTraceBytes(7, true, ":irc.test 001 anna :Hi\r\n");
        m_trace->onTraceBytes(7, false, "na\r\nPASS ge");
        m_trace->onTraceBytes(7, false, "heim\r\nQUIT\r\n");
        m_trace->onTraceClosed(7, QStringLiteral("PeerClosed"));
        QTRY_COMPARE(m_lines.size(), 6);
        QCOMPARE(m_lines,
                 (QByteArrayList{"7 opened by 127.0.0.1 port 5", "7 > :irc.test 001 anna :Hi", "7 < NICK anna",
                                 "7 < PASS ***", "7 < QUIT", "7 closed: PeerClosed"}));
    }

    void linksWithoutTheirLines()
    {
        open(false);
        m_trace->onTraceBytes(7, false, "PASS geheim\r\n");
        m_trace->onTraceClosed(7, QStringLiteral("Timeout"));
        QTRY_COMPARE(m_lines.value(1), QByteArray("7 closed: Timeout"));
        QCOMPARE(m_lines.size(), 2);
    }

    /// What follows a gap may be the rest of a secret.
    void aGapIsSaidAndTheRestOfALineIsNotWritten()
    {
        open(true);
        m_trace->onTraceBytes(7, false, "NICK a\r\nAUTHENTICATE ");
        const QByteArray much(1024 * 1024, 'x');
        for (int i = 0; i < 20; ++i)
            m_trace->onTraceBytes(8, true, much);
        m_trace->onTraceBytes(7, false, "geh"); // left out: the log is full
        QTRY_VERIFY(!m_lines.isEmpty() && m_lines.constLast().startsWith("too much at once: "));
        m_trace->onTraceBytes(7, false, "eim\r\nPING a\r\n");
        QTRY_COMPARE(m_lines.constLast(), QByteArray("7 < PING a"));
        QVERIFY(!m_lines.join('\n').contains("eim"));
        QVERIFY(m_lines.contains("7 < NICK a"));
    }

    void aLineWithoutEndIsNotKept()
    {
        open(true);
        for (int i = 0; i < 20; ++i)
            m_trace->onTraceBytes(7, false, QByteArray(1024, 'x'));
        m_trace->onTraceBytes(7, false, "\r\nPING a\r\n");
        m_trace->onTraceClosed(7, QStringLiteral("ReadLimit"));
        QTRY_COMPARE(m_lines.size(), 2); // opened, closed
    }

    void cleanup() { m_trace.reset(); }

private:
    void open(bool withLines)
    {
        m_lines.clear();
        m_trace = std::make_unique<WireLog>(withLines ? WireLog::Extent::Lines : WireLog::Extent::Links, this,
                                            [this](const QByteArray &line) { m_lines.append(line); });
        io::LinkInfo info;
        info.id = 7;
        info.peerAddress = QHostAddress(QHostAddress::LocalHost);
        info.peerPort = 5;
        m_trace->onTraceOpened(info, {});
    }

    QByteArrayList m_lines;
    std::unique_ptr<io::TraceSink> m_trace;
};

PLAUSCH_TEST_MAIN(TestRedact)
#include "tst_redact.moc"
