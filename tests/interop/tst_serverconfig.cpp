#include "app/hashpassword.h"
#include "app/reload.h"
#include "app/serverconfig.h"
#include "store/scram.h"
#include "support/testmain.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryFile>

using namespace plausch;
using chat::ServiceKind;
using session::ConverterDialect;
using session::ConverterFraming;

class ServerConfigTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsAll()
    {
        const auto result = parse("# lecture\r\n; too\n\n [converter] \ntcp = 0.0.0.0:50000\nudp=[::]:50000\n"
                                  "dialect=slide\nframing=line\n[textbook]\nudp=127.0.0.1:0");
        QCOMPARE(result.complaint, QString());
        const auto &services = result.config.services;
        QCOMPARE(services.size(), 3);
        QCOMPARE(services[0].kind, ServiceKind::ConverterTcp);
        QCOMPARE(services[0].address, QHostAddress(QHostAddress::AnyIPv4));
        QCOMPARE(services[0].port, quint16(50000));
        QCOMPARE(services[0].dialect, ConverterDialect::Slide);
        QCOMPARE(services[1].kind, ServiceKind::ConverterUdp);
        QCOMPARE(services[1].address, QHostAddress(QHostAddress::AnyIPv6));
        QCOMPARE(services[2].kind, ServiceKind::TextbookUdp);
        QCOMPARE(services[2].port, quint16(0));
    }

    void defaults()
    {
        const auto result = parse("[converter]\ntcp=127.0.0.1:50000\n");
        QCOMPARE(result.config.services.size(), 1);
        QCOMPARE(result.config.services[0].dialect, ConverterDialect::Repaired);
        QCOMPARE(result.config.services[0].framing, ConverterFraming::Line);
    }

    void lengthFraming()
    {
        const auto result = parse("[converter]\nframing=length\ntcp=127.0.0.1:50000\n");
        QCOMPARE(result.config.services.value(0).framing, ConverterFraming::Length);
    }

    void complains_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("start");
        QTest::addColumn<QString>("names");
        const auto row = [](const char *name, const QByteArray &text, const char *start, const char *names) {
            QTest::newRow(name) << text << QString::fromLatin1(start) << QString::fromLatin1(names);
        };
        row("section", "\n[converters]\n", "f:2: ", "[converters]");
        row("section open", "[converter\n", "f:1: ", "[converter");
        row("section twice", "[textbook]\ntcp=127.0.0.1:1\n[textbook]\n", "f:3: ", "[textbook]");
        row("key", "[converter]\n\nport=50000\n", "f:3: ", "\"port\"");
        row("key of another section", "[textbook]\ndialect=slide\n", "f:2: ", "\"dialect\"");
        row("key twice", "[converter]\ntcp=127.0.0.1:1\ntcp=127.0.0.1:2\n", "f:3: ", "\"tcp\"");
        row("key before a section", "tcp=127.0.0.1:1\n", "f:1: ", "\"tcp\"");
        row("capital key", "[converter]\nTCP=127.0.0.1:1\n", "f:2: ", "\"TCP\"");
        row("no key", "[converter]\n=5\n", "f:2: ", "\"\"");
        row("no equals sign", "[converter]\ntcp\n", "f:2: ", "\"tcp\"");
        row("dialect", "[converter]\ntcp=127.0.0.1:1\ndialect=Slide\n", "f:3: ", "\"Slide\"");
        row("framing", "[converter]\nframing=frames\ntcp=127.0.0.1:1\n", "f:2: ", "\"frames\"");
        row("slide has no lengths", "[converter]\ndialect=slide\nframing=length\ntcp=127.0.0.1:1\n", "f:3: ", "slide");
        for (const char *value : {"", "50000", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1",
                                  "127.0.0.1:+1", "127.0.0.1:1x", "localhost:50000", ":50000", "::1:50000", "[::1]",
                                  "[127.0.0.1]:1", "256.0.0.1:1", "127.1:1", "127.0.0.1:0x10"})
            row(value, QByteArray("[converter]\ntcp=") + value + '\n', "f:2: ", "ADDRESS:PORT");
        row("empty", "", "f: ", "names no service");
        row("names nothing", "[converter]\ndialect=slide\n[textbook]\n", "f: ", "names no service");
        row("very long", "[converter]\n" + QByteArray(10'000, 'x') + "\n", "f:2: ", "...");
        row("not text", QByteArray("\xff\x00\x16[", 4), "f:1: ", "neither");
    }
    void complains()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, start);
        QFETCH(QString, names);
        const auto result = parse(text);
        QVERIFY2(result.complaint.startsWith(start), qPrintable(result.complaint));
        QVERIFY2(result.complaint.contains(names), qPrintable(result.complaint));
        QVERIFY(result.complaint.size() < 250);
        QVERIFY(result.config.services.isEmpty());
    }

    void filesThatCannotBeRead()
    {
        QVERIFY(app::readServerConfig(QStringLiteral("/nonexistent"), {}).complaint.startsWith(u"/nonexistent: "));
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write("[converter]\ntcp=127.0.0.1:1\n" + QByteArray(70'000, '\n'));
        file.flush();
        QVERIFY(app::readServerConfig(file.fileName(), {}).complaint.contains(u"64 KiB"));
    }

    void everyKeyOfTheChatServer_data()
    {
        QTest::addColumn<QByteArray>("section");
        QTest::addColumn<QByteArray>("good"); // key=value
        QTest::addColumn<QByteArray>("bad"); // empty: any value is good
        const auto row = [](const char *section, const char *good, const char *bad) {
            QTest::addRow("[%s] %s", section, good) << QByteArray(section) << QByteArray(good) << QByteArray(bad);
        };
        row("listen", "irc=127.0.0.1:6667", "irc=localhost:6667");
        row("listen", "tls=0.0.0.0:6697, [::]:6697", "tls=0.0.0.0:6697, [::]");
        row("listen", "websocket=127.0.0.1:8097", "websocket=127.0.0.1");
        row("listen", "websocket_origins=https://chat.example.org, http://localhost:8080",
            "websocket_origins=chat.example.org");
        row("server", "name=irc.example.org", "name=irc example");
        row("server", "description=Where we talk", "");
        row("server", "network=Example", "network=");
        row("server", "motd=Hi\\nthere", "");
        row("server", "password=geheim", "password=\x01");
        row("accounts", "database=/var/a.sqlite", "");
        row("accounts", "registration=closed", "registration=no");
        row("accounts", "before_connect=no", "before_connect=never");
        row("accounts", "require_email=yes", "require_email=true");
        row("accounts", "iterations=20000", "iterations=4095");
        row("history", "database=", "");
        row("history", "keep_days=30", "keep_days=-1");
        row("history", "keep_messages=0", "keep_messages=many");
        row("history", "durable=no", "durable=off");
        row("history", "max_replay=1000", "max_replay=1001");
        row("limits", "flood=off", "flood=no");
        row("limits", "burst=1", "burst=0");
        row("limits", "connects_per_minute=1", "connects_per_minute=0");
        row("limits", "per_second=10000", "per_second=10001");
        row("limits", "connections=1000000", "connections=1000001");
        row("limits", "per_address=1", "per_address=0");
        row("limits", "sendq=16384", "sendq=16383");
        row("limits", "recvq=67108864", "recvq=67108865");
        row("limits", "registration_seconds=3600", "registration_seconds=3601");
        row("limits", "ping_seconds=5", "ping_seconds=4");
        row("limits", "line=8192", "line=511");
        row("limits", "nick=9", "nick=8");
        row("limits", "channel=128", "channel=129");
        row("limits", "topic=32", "topic=31");
        row("limits", "away=400", "away=401");
        row("limits", "kick=32", "kick=3.2e1");
        row("limits", "channels_per_user=1", "channels_per_user=");
        row("limits", "targets=50", "targets=51");
        row("limits", "monitor=0", "monitor=-1");
        row("limits", "list_entries=10000", "list_entries=1e4");
        row("threads", "loops=64", "loops=65");
        row("log", "level=debug", "level=loud");
        row("log", "wire=on", "wire=yes");
        row("metrics", "listen=[::1]:9099", "listen=9099");
        row("opers", "anna=geheim", "anna=");
    }
    void everyKeyOfTheChatServer()
    {
        QFETCH(QByteArray, section);
        QFETCH(QByteArray, good);
        QFETCH(QByteArray, bad);
        const QByteArray rest = section == "listen" ? QByteArray() : QByteArrayLiteral("[listen]\nirc=127.0.0.1:1\n");
        const QByteArray start = rest + '[' + section + "]\n";
        QCOMPARE(parse(start + good + '\n').complaint, QString());
        if (bad.isEmpty())
            return;
        const auto result = parse(start + bad + '\n');
        const QString place = QStringLiteral("f:%1: ").arg(start.count('\n') + 1);
        QVERIFY2(result.complaint.startsWith(place), qPrintable(result.complaint));
        QVERIFY(!result.config.chat.isChatServer());
    }

    void valuesOfTheChatServer()
    {
        const auto result = parse("[listen]\nirc=127.0.0.1:6667,[::1]:6667  0.0.0.0:0\n[server]\nname=a.b\n"
                                  "motd=One\\nTwo\n[accounts]\nregistration=closed\nbefore_connect=no\n[history]\n"
                                  "database=\nkeep_days=7\ndurable=no\n[limits]\nflood=off\nnick=20\n"
                                  "[threads]\nloops=4\n[log]\nlevel=warning\nwire=on\n[metrics]\nlisten=127.0.0.1:9\n");
        QCOMPARE(result.complaint, QString());
        const chatserver::Plan &plan = result.config.chat;
        QCOMPARE(plan.irc.size(), 3);
        QCOMPARE(plan.irc[1].address, QHostAddress(QHostAddress::LocalHostIPv6));
        QCOMPARE(plan.irc[2].port, quint16(0));
        QCOMPARE(plan.settings.name, QByteArray("a.b"));
        QCOMPARE(plan.settings.motd, (QByteArrayList{"One", "Two"}));
        QVERIFY(!plan.settings.accounts.open);
        QVERIFY(!plan.settings.accounts.beforeConnect);
        QVERIFY(plan.settings.hasAccounts);
        QVERIFY(!plan.settings.hasHistory);
        QCOMPARE(plan.history.keepDays, 7);
        QVERIFY(!plan.history.durable);
        QVERIFY(!plan.settings.limits.flood);
        QCOMPARE(plan.settings.limits.nick, 20);
        QCOMPARE(plan.loops, 4);
        QCOMPARE(result.config.logLevel, app::LogLevel::Warning);
        QVERIFY(result.config.logWire);
        QCOMPARE(plan.metrics.size(), 1);
    }

    void operatorsByPasswordOrHash()
    {
        const auto credential = store::makeCredential("geheim");
        QVERIFY(credential);
        const QByteArray hash = store::toText(*credential);
        const auto result = parse("[listen]\nirc=127.0.0.1:1\n[opers]\nanna=geheim\nben=" + hash + '\n');
        QCOMPARE(result.complaint, QString());
        const auto &operators = result.config.chat.settings.operators;
        QCOMPARE(operators.size(), std::size_t(2));
        QCOMPARE(operators.at("ben"), hash);
        QVERIFY(!operators.at("anna").contains("geheim")); // stands nowhere as it is
        const auto made = store::credentialFromText(operators.at("anna"));
        QVERIFY(made && store::verifies(*made, "geheim"));
    }

    void withoutAFile()
    {
        const app::ServerConfig config = app::defaultServerConfig(QStringLiteral("/data"));
        QCOMPARE(config.chat.irc, (QList<chatserver::Endpoint>{{QHostAddress(QHostAddress::LocalHost), 6667}}));
        QVERIFY(config.chat.tls.isEmpty() && config.chat.metrics.isEmpty() && config.services.isEmpty());
        QCOMPARE(config.chat.accountsFile, QStringLiteral("/data/accounts.sqlite"));
        QCOMPARE(config.chat.historyFile, QStringLiteral("/data/history.sqlite"));
        QCOMPARE(config.logLevel, app::LogLevel::Info);
        QVERIFY(!config.logWire);
    }

    void certificateAndKeyBelongTogether()
    {
        const QByteArray start = "[listen]\ntls=127.0.0.1:1\n[tls]\n";
        QVERIFY(parse(start + "certificate=c.pem\n").complaint.contains(u"belong together"));
        QVERIFY(parse(start + "key=k.pem\n").complaint.contains(u"belong together"));
        const auto both = parse(start + "certificate=c.pem\nkey=/k.pem\n");
        QCOMPARE(both.complaint, QString());
        QCOMPARE(both.config.chat.certificate, QStringLiteral("/data/c.pem"));
        QCOMPARE(both.config.chat.key, QStringLiteral("/k.pem"));
    }

    void stsNeedsTls()
    {
        const QByteArray tls = "[listen]\ntls=127.0.0.1:1\n[tls]\n";
        QCOMPARE(parse(tls).config.chat.settings.stsSecs, -1);
        QCOMPARE(parse(tls + "sts_seconds=0\n").config.chat.settings.stsSecs, 0);
        QCOMPARE(parse(tls + "sts_seconds=2592000\n").config.chat.settings.stsSecs, 2'592'000);
        QVERIFY(parse(tls + "sts_seconds=-1\n").complaint.startsWith(u"f:4: "));
        const QByteArray plain = "[listen]\nirc=127.0.0.1:1\n[tls]\nsts_seconds=60\n";
        QVERIFY(parse(plain).complaint.startsWith(u"f:4: sts_seconds sends clients to TLS"));
    }

    void hashesALine()
    {
        const app::PasswordHash hash = app::hashOf("ge heim\r\n");
        QCOMPARE(hash.complaint, QString());
        const auto credential = store::credentialFromText(hash.text);
        QVERIFY(credential && store::verifies(*credential, "ge heim"));
        for (const QByteArray &bad : {QByteArray(), QByteArray("\n"), QByteArray("a\x01"), QByteArray(301, 'x')}) {
            QVERIFY(app::hashOf(bad).text.isEmpty());
            QVERIFY(!app::hashOf(bad).complaint.isEmpty());
        }
    }

    void whatNeedsARestart()
    {
        const QByteArray all = "[listen]\nirc=127.0.0.1:1\n[limits]\nnick=20\n";
        const app::ServerConfig before = parse(all).config;
        const auto waiting = [&before](const QByteArray &text) {
            return app::waitingForRestart(before, parse(text).config).join(u' ');
        };
        QCOMPARE(waiting(all), QString());
        QCOMPARE(waiting("[listen]\nirc=127.0.0.1:1\n[limits]\nnick=30\n[server]\nmotd=a\n[opers]\na=b\n"), QString());
        QCOMPARE(waiting("[listen]\nirc=127.0.0.1:2\n"), QStringLiteral("[listen]"));
        QCOMPARE(waiting(all + "[server]\nname=other\n"), QStringLiteral("[server] name"));
        QCOMPARE(waiting(all + "[accounts]\ndatabase=\n"), QStringLiteral("[accounts] database"));
        QCOMPARE(waiting(all + "[history]\nkeep_days=1\n"), QStringLiteral("[history]"));
        QCOMPARE(waiting(all + "[threads]\nloops=2\n"), QStringLiteral("[threads]"));
        QCOMPARE(waiting(all + "[log]\nwire=on\n"), QString());
        QCOMPARE(waiting(all + "[metrics]\nlisten=127.0.0.1:1\n"), QStringLiteral("[metrics]"));
        QCOMPARE(waiting(all + "[tls]\ncertificate=c\nkey=k\n"), QString());
        QCOMPARE(waiting(all + "[textbook]\ntcp=127.0.0.1:1\n"), QStringLiteral("[converter] and [textbook]"));
    }

    /// The table of keys and the man page, both as they are.
    void theManPageNamesEveryKey()
    {
        const QString table = textOf(QStringLiteral("app/serverconfig.cpp"));
        const QString page = textOf(QStringLiteral("resources/man/plausch-server.1"));
        static const QRegularExpression row(QStringLiteral("\\{\"(\\w+)\", \"(\\w+)\","));
        int keys = 0;
        for (auto rows = row.globalMatch(table); rows.hasNext(); ++keys) {
            const QRegularExpressionMatch one = rows.next();
            const QString section = QStringLiteral("\n.B [%1]\n").arg(one.captured(1));
            const qsizetype begin = page.indexOf(section);
            QVERIFY2(begin >= 0, qPrintable(section));
            const qsizetype end = page.indexOf(QStringLiteral("\n.B ["), begin + 1);
            const QString part = page.mid(begin, end < 0 ? -1 : end - begin);
            QVERIFY2(part.contains(QStringLiteral("\n.BI %1= ").arg(one.captured(2)))
                         || part.contains(QStringLiteral("\n.BR %1= ").arg(one.captured(2))),
                     qPrintable(section + one.captured(2)));
        }
        QVERIFY(keys > 40);
        QVERIFY(page.contains(u"\n.B [opers]\n"));
    }

private:
    static QString textOf(const QString &path)
    {
        QFile file(qEnvironmentVariable("PLAUSCH_SOURCE_DIR") + u'/' + path);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }
    static app::ConfigResult parse(const QByteArray &text)
    {
        return app::parseServerConfig(text, QStringLiteral("f"), QStringLiteral("/data"));
    }
};

PLAUSCH_TEST_MAIN(ServerConfigTest)
#include "tst_serverconfig.moc"
