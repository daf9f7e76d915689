// K-lines and what they are made of: masks, addresses and ranges of them.
#include "server/accountstage.h"
#include "server/wildcard.h"
#include "store/klines.h"
#include "support/testmain.h"

#include <QSqlDatabase>
#include <QSqlQuery>

using namespace plausch;
using namespace plausch::test;
using server::KLine;
using server::KLines;
using server::UserMode;

class TestKlines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wildcards_data();
    void wildcards();
    void wildcardsTakeNoTime();
    void addresses_data();
    void addresses();
    void ranges_data();
    void ranges();
    void reads_data();
    void reads();
    void readsNot_data();
    void readsNot();
    void replaceAndCeiling();
    void savedAndLoaded();
    void bannedAtTheDoor();
    void bannedAtRegistration();
    void bannedByAccount();
    void whoIsThereHasToGo();
    void operatorsStay();
    void expires();
    void lifted();
    void badMasks();
    void listed();
    void attemptsAreForgotten();
    void outliveTheServer();
    void liftedForGood();
    void expiredAreForgotten();
    void whatCannotBeWrittenIsTold_data();
    void whatCannotBeWrittenIsTold();
    void bannedAtSignIn();
    void bannedNamesAreNotRegistered();
};

namespace {

/// An operator, and what he is told forgotten.
struct Chef
{
    explicit Chef(Stage &stage) : party(stage, Party::from("203.0.113.1"))
    {
        party.send("NICK chef");
        party.send("USER chef 0 * :Chef");
        stage.realm.world().setMode(*party.client()->user, UserMode::Operator, true);
        party.take();
    }
    Party party;
};

KLine kline(const QByteArray &mask, qint64 expires = 0)
{
    KLine line = KLines::read(mask).value_or(KLine());
    line.expiresUtc = expires;
    return line;
}

} // namespace

void TestKlines::wildcards_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("fits");
    const auto row = [](const char *pattern, const char *text, bool fits) {
        QTest::addRow("%s on %s", pattern, text) << QByteArray(pattern) << QByteArray(text) << fits;
    };
    row("", "", true);
    row("", "a", false);
    row("*", "", true);
    row("*", "abc", true);
    row("?", "", false);
    row("a?c", "abc", true);
    row("a?c", "ac", false);
    row("?", "ü", true); // one character, two bytes
    row("??", "ü", false);
    row("A*c", "aBBBC", true);
    row("a*b*c", "aXbYbZc", true);
    row("a*b*c", "aXbYbZ", false);
    row("*!*@192.0.2.*", "anna!~a@192.0.2.77", true);
    row("Ü", "ü", false); // CASEMAPPING=ascii
    row("**a", "ba", true);
}

void TestKlines::wildcards()
{
    QFETCH(QByteArray, pattern);
    QFETCH(QByteArray, text);
    QTEST(server::matchesWildcard(pattern, text), "fits");
}

/// What takes a naive matcher longer than the world lasts.
void TestKlines::wildcardsTakeNoTime()
{
    QByteArray pattern;
    for (int i = 0; i < 60; ++i)
        pattern += "*a";
    QVERIFY(!server::matchesWildcard(pattern + 'b', QByteArray(400, 'a')));
}

void TestKlines::addresses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("bytes"); // empty: none
    const auto row = [](const char *text, const char *hex) {
        QTest::newRow(text) << QByteArray(text) << QByteArray::fromHex(hex);
    };
    row("192.0.2.1", "00000000000000000000ffffc0000201");
    row("::ffff:192.0.2.1", "00000000000000000000ffffc0000201");
    row("::", "00000000000000000000000000000000");
    row("::1", "00000000000000000000000000000001");
    row("0::1", "00000000000000000000000000000001");
    row("2001:db8::", "20010db8000000000000000000000000");
    row("2001:DB8:0:1:2:3:4:5", "20010db8000000010002000300040005");
    row("fe80::1%eth0", "fe800000000000000000000000000001");
    for (const char *bad :
         {"", "1.2.3", "1.2.3.4.5", "1.2.3.256", "1.2.3.+4", "1..3.4", "1.2.3.4 ", ":1", "1:", ":::", "1::2::3",
          "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7::8", "12345::", "g::", "1.2.3.4::", "name"})
        row(bad, "");
}

void TestKlines::addresses()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, bytes);
    const auto address = server::ipAddress(text);
    QCOMPARE(address.has_value(), !bytes.isEmpty());
    if (address)
        QCOMPARE(QByteArray(reinterpret_cast<const char *>(address->data()), 16), bytes);
}

void TestKlines::ranges_data()
{
    QTest::addColumn<QByteArray>("range");
    QTest::addColumn<QByteArray>("inside");
    QTest::addColumn<QByteArray>("outside");
    const auto row = [](const char *range, const char *inside, const char *outside) {
        QTest::newRow(range) << QByteArray(range) << QByteArray(inside) << QByteArray(outside);
    };
    row("192.0.2.0/24", "192.0.2.255", "192.0.3.0");
    row("192.0.2.77/24", "192.0.2.1", "192.0.1.77");
    row("192.0.2.128/25", "192.0.2.128", "192.0.2.127");
    row("192.0.2.7", "::ffff:192.0.2.7", "192.0.2.8");
    row("192.0.2.7/32", "192.0.2.7", "192.0.2.6");
    row("10.0.0.0/7", "11.255.0.1", "12.0.0.1");
    row("2001:db8::/33", "2001:db8:7fff::1", "2001:db8:8000::1");
    row("::1/128", "::1", "::2");
}

void TestKlines::ranges()
{
    QFETCH(QByteArray, range);
    QFETCH(QByteArray, inside);
    QFETCH(QByteArray, outside);
    const auto read = server::ipRange(range);
    QVERIFY(read);
    QVERIFY(read->contains(*server::ipAddress(inside)));
    QVERIFY(!read->contains(*server::ipAddress(outside)));
}

void TestKlines::reads_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<KLine::Kind>("kind");
    QTest::addColumn<QByteArray>("pattern");
    const auto row = [](const char *text, KLine::Kind kind, const char *pattern) {
        QTest::newRow(text) << QByteArray(text) << kind << QByteArray(pattern);
    };
    row("192.0.2.7", KLine::Kind::Address, "192.0.2.7");
    row("192.0.2.0/24", KLine::Kind::Address, "192.0.2.0/24");
    row("2001:DB8::/32", KLine::Kind::Address, "2001:db8::/32");
    row("192.0.2.*", KLine::Kind::Address, "192.0.2.*");
    row("Anna!*@*", KLine::Kind::Mask, "anna!*@*");
    row("*@192.0.2.7", KLine::Kind::Mask, "*!*@192.0.2.7");
    row("anna!~a", KLine::Kind::Mask, "anna!~a@*");
    row("~a:Max", KLine::Kind::Account, "max");
    row("~account:Max", KLine::Kind::Account, "max");
}

void TestKlines::reads()
{
    QFETCH(QByteArray, text);
    const auto line = KLines::read(text);
    QVERIFY(line);
    QTEST(line->kind, "kind");
    QTEST(line->pattern, "pattern");
    QCOMPARE(KLines::read(KLines::textOf(*line)), line); // what is listed can be lifted
}

void TestKlines::readsNot_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"", "*", "*@*", "*!*@*", "*!*", "?*", "*.*.*.*", "*:*", "0.0.0.0/0", "::/0", "~a:", "anna",
                             "192.0.2.0/33", "192.0.2.0/"})
        QTest::addRow("'%s'", text) << QByteArray(text);
}

void TestKlines::readsNot()
{
    QFETCH(QByteArray, text);
    QVERIFY(!KLines::read(text));
}

void TestKlines::replaceAndCeiling()
{
    std::vector<KLine> full;
    for (std::size_t i = 0; i < KLines::Max; ++i)
        full.push_back(kline("~a:a" + QByteArray::number(qulonglong(i)), i == 7 ? 50 : 0));
    KLines lines;
    lines.load(full);
    QVERIFY(lines.set(kline("~a:A1"), 0)); // another of the same
    QCOMPARE(lines.all(0).size(), KLines::Max);
    QVERIFY(!lines.set(kline("~a:neu"), 0));
    QVERIFY(lines.set(kline("~a:neu"), 50)); // one has run out
}

void TestKlines::savedAndLoaded()
{
    KLines lines;
    lines.set(kline("192.0.2.0/24"), 0);
    lines.set(kline("~a:max", 100), 0);
    KLines loaded;
    loaded.load(lines.all(0));
    QCOMPARE(loaded.all(0), lines.all(0));
    QVERIFY(loaded.match({"192.0.2.9", {}, {}}, 0));
    QVERIFY(loaded.match({{}, {}, "MAX"}, 99));
    QVERIFY(!loaded.match({{}, {}, "MAX"}, 100));
    QVERIFY(!loaded.match({}, 0));
}

void TestKlines::bannedAtTheDoor()
{
    Stage stage;
    Chef chef(stage);
    QCOMPARE(chef.party.ask("KLINE 192.0.2.0/24 :zu laut"),
             QByteArrayList{":irc.test NOTICE chef :chef bans 192.0.2.0/24: zu laut"});
    Party ben(stage);
    QVERIFY(ben.closed);
    QCOMPARE(ben.take(),
             (QByteArrayList{":irc.test 465 * :You are banned from this server: zu laut",
                             "ERROR :Closing link: (192.0.2.1) [Banned: zu laut]"}));
    Party other(stage, Party::from("192.0.3.1"));
    QVERIFY(!other.closed);
}

void TestKlines::bannedAtRegistration()
{
    Stage stage;
    Chef chef(stage);
    chef.party.send("KLINE b?n!*@* weg");
    Party ben(stage);
    ben.send("NICK Ben");
    QCOMPARE(ben.ask("USER ben 0 * :Ben"),
             (QByteArrayList{":irc.test 465 Ben :You are banned from this server: weg",
                             "ERROR :Closing link: (192.0.2.1) [Banned: weg]"}));
    Party anna(stage, "anna");
    QVERIFY(!anna.closed);
}

void TestKlines::bannedByAccount()
{
    Stage stage;
    Chef chef(stage);
    chef.party.send("KLINE ~a:MAX weg");
    Party max(stage);
    max.client()->account = "Max"; // signed in before
    max.send("NICK anders");
    max.send("USER x 0 * :X");
    QVERIFY(max.closed);
}

void TestKlines::whoIsThereHasToGo()
{
    Stage stage;
    Chef chef(stage);
    Party anna(stage, "anna");
    Party ben(stage, Party::from("198.51.100.7"));
    Party greeting(stage, Party::from("198.51.100.8"));
    ben.send("NICK ben");
    ben.send("USER ben 0 * :Ben");
    chef.party.send("KLINE 198.51.100.* :weg");
    QVERIFY(ben.closed);
    QVERIFY(greeting.closed);
    QCOMPARE(ben.lines.last(), "ERROR :Closing link: (198.51.100.7) [Banned: weg]");
    QVERIFY(!anna.closed);
    chef.party.send("KLINE anna!*@* :auch weg");
    QVERIFY(anna.closed);
}

void TestKlines::operatorsStay()
{
    Stage stage;
    Chef chef(stage);
    chef.party.send("KLINE 203.0.113.1");
    QVERIFY(!chef.party.closed);
}

void TestKlines::expires()
{
    Stage stage;
    Chef chef(stage);
    QCOMPARE(chef.party.ask("KLINE 1 192.0.2.1 :kurz"),
             QByteArrayList{":irc.test NOTICE chef :chef bans 192.0.2.1 for 1 minutes: kurz"});
    stage.advance(59'999);
    Party early(stage);
    QVERIFY(early.closed);
    stage.advance(1);
    Party late(stage);
    QVERIFY(!late.closed);
}

void TestKlines::lifted()
{
    Stage stage;
    Chef chef(stage);
    chef.party.send("KLINE 192.0.2.1");
    QCOMPARE(chef.party.ask("UNKLINE 192.0.2.1"),
             QByteArrayList{":irc.test NOTICE chef :chef lifts the ban of 192.0.2.1"});
    Party anna(stage, "anna");
    QVERIFY(!anna.closed);
    QCOMPARE(chef.party.ask("UNKLINE 192.0.2.1"),
             QByteArrayList{":irc.test FAIL UNKLINE NO_SUCH_BAN 192.0.2.1 :There is no such K-line"});
}

void TestKlines::badMasks()
{
    Stage stage;
    Chef chef(stage);
    QCOMPARE(chef.party.ask("KLINE *@* :alle"),
             QByteArrayList{":irc.test FAIL KLINE INVALID_MASK *@* :That is no mask, or one that fits everybody"});
    QCOMPARE(chef.party.ask("KLINE 60"), QByteArrayList{":irc.test 461 chef KLINE :Not enough parameters"});
    QVERIFY(stage.realm.world().klines.isEmpty());
}

/// STATS k, https://modern.ircdocs.horse/#stats-message
void TestKlines::listed()
{
    Stage stage;
    Chef chef(stage);
    chef.party.send("KLINE 192.0.2.1 :laut");
    chef.party.send("KLINE 2 ~a:max");
    QCOMPARE(chef.party.ask("STATS k"),
             (QByteArrayList{":irc.test 216 chef K 192.0.2.1 * chef :for good: laut",
                             ":irc.test 216 chef K ~a:max * chef :for 120 s more: no reason given",
                             ":irc.test 219 chef k :End of /STATS report"}));
}

void TestKlines::attemptsAreForgotten()
{
    server::Attempts attempts;
    for (int i = 0; i < server::Attempts::Most; ++i)
        QVERIFY(attempts.begin("a", 0));
    QVERIFY(!attempts.begin("a", 0));
    attempts.succeeded("a");
    QVERIFY(attempts.begin("a", 0)); // that one was right, the others were not
    QVERIFY(!attempts.begin("a", 0));
    for (qsizetype i = 0; i < server::Attempts::MaxCrowds; ++i)
        attempts.begin(QByteArray::number(i), 1);
    for (int i = 0; i < server::Attempts::Most + 1; ++i)
        QVERIFY(attempts.begin("beyond the ceiling", 2));
    for (int i = 0; i < server::Attempts::Most; ++i)
        QVERIFY(attempts.begin("beyond the ceiling", server::Attempts::WindowMsecs + 1));
    QVERIFY(!attempts.begin("beyond the ceiling", server::Attempts::WindowMsecs + 1));
}

void TestKlines::outliveTheServer()
{
    AccountFile file;
    file.add("max");
    {
        AccountStage stage(file);
        Chef chef(stage);
        chef.party.send("KLINE 198.51.100.0/24 :kein Zutritt");
        chef.party.send("KLINE 5 *boese*!*@* :kurz");
        chef.party.send("KLINE ~a:MAX weg");
    }
    AccountStage stage(file);
    Party byAddress(stage, Party::from("198.51.100.7"));
    QVERIFY(byAddress.closed);
    QVERIFY(having(byAddress.take(), "465").value(0).contains("kein Zutritt"));
    Party byMask(stage, Party::from("203.0.113.9"));
    byMask.send("NICK boeser");
    byMask.send("USER x 0 * :X");
    QVERIFY(byMask.closed);
    Party byAccount(stage, Party::from("203.0.113.9"));
    signIn(byAccount, "max", "anders");
    QVERIFY(byAccount.closed);
    Chef chef(stage);
    QCOMPARE(having(chef.party.ask("STATS k"), "216").size(), 3);
    Party anna(stage, "anna");
    QVERIFY(!anna.closed);
    stage.advance(6 * 60'000);
    Party later(stage, Party::from("203.0.113.9"));
    later.send("NICK boeser");
    later.send("USER x 0 * :X");
    QVERIFY(!later.closed);
}

void TestKlines::liftedForGood()
{
    AccountFile file;
    {
        AccountStage stage(file);
        Chef chef(stage);
        chef.party.send("KLINE 198.51.100.7 weg");
        chef.party.send("UNKLINE 198.51.100.7");
    }
    AccountStage stage(file);
    QVERIFY(!Party(stage, Party::from("198.51.100.7")).closed);
    QVERIFY(store::KLines(file.database).all(0).isEmpty());
}

void TestKlines::expiredAreForgotten()
{
    AccountFile file;
    QVERIFY(store::KLines(file.database)
                .set({store::KLineKind::Address, "198.51.100.7", "weg", "chef", 1, Stage::Noon - 1}));
    AccountStage stage(file);
    QVERIFY(!Party(stage, Party::from("198.51.100.7")).closed);
    QVERIFY(store::KLines(file.database).all(0).isEmpty());
}

void TestKlines::whatCannotBeWrittenIsTold_data()
{
    QTest::addColumn<bool>("lifts");
    QTest::newRow("a ban") << false;
    QTest::newRow("its end") << true;
}

void TestKlines::whatCannotBeWrittenIsTold()
{
    QFETCH(bool, lifts);
    AccountFile file;
    AccountStage stage(file);
    Chef chef(stage);
    if (lifts)
        chef.party.send("KLINE 198.51.100.7 weg");
    const QSqlDatabase connection = QSqlDatabase::database(QSqlDatabase::connectionNames().value(0));
    QVERIFY(QSqlQuery(connection).exec(QStringLiteral("DROP TABLE klines")));
    const QByteArrayList told = chef.party.ask((lifts ? "UNKLINE 198.51.100.7" : "KLINE 198.51.100.7 weg"));
    QVERIFY2(told.last().contains(lifts ? "could not be taken out of the database" : "could not be written"),
             told.last());
    QCOMPARE(Party(stage, Party::from("198.51.100.7")).closed, !lifts); // as it was ordered, for now
}

void TestKlines::bannedAtSignIn()
{
    AccountFile file;
    file.add("max");
    AccountStage stage(file);
    Chef chef(stage);
    Party guest(stage, "gast", "sasl");
    chef.party.send("KLINE ~a:max weg");
    QVERIFY(!guest.closed);
    guest.send("AUTHENTICATE PLAIN");
    const QByteArrayList heard = guest.ask(plain("max"));
    QVERIFY(guest.closed);
    QCOMPARE(having(heard, "465").size(), 1);
    QVERIFY(having(heard, "900").isEmpty() && having(heard, "903").isEmpty());
}

void TestKlines::bannedNamesAreNotRegistered()
{
    AccountFile file;
    AccountStage stage(file);
    Chef chef(stage);
    chef.party.send("KLINE ~a:max weg");
    Party max(stage, "max", "draft/account-registration");
    max.send("REGISTER max * korrektes-pferd");
    QVERIFY(max.closed);
    QVERIFY(file.accounts.names().isEmpty());
}

PLAUSCH_TEST_MAIN(TestKlines)
#include "tst_klines.moc"
