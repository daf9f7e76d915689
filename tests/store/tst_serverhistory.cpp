// What CHATHISTORY, REDACT and the retention ask of the history; sections are those of
// https://ircv3.net/specs/extensions/chathistory
#include "store/database.h"
#include "store/historyretention.h"
#include "store/serverhistory.h"
#include "support/filesizelimit.h"
#include "support/testmain.h"
#include "support/unprivileged.h"

#include <QFile>
#include <QProcess>
#include <QSet>
#include <QSqlDatabase>
#include <QSqlError>
#include <QTemporaryDir>

using namespace plausch::store;

namespace {

using Kind = HistoryQuery::Kind;

HistoryRow said(const QByteArray &target, const QByteArray &msgid, qint64 time, const QByteArray &text = "hello")
{
    HistoryRow row;
    row.target = target;
    row.msgid = msgid;
    row.time = time;
    row.source = "max!m@host";
    row.account = "max";
    row.text = text;
    return row;
}

HistoryRow happened(const QByteArray &target, const QByteArray &msgid, qint64 time, HistoryCommand command)
{
    HistoryRow row = said(target, msgid, time, "");
    row.command = command;
    return row;
}

HistoryPoint at(qint64 time)
{
    return {time, {}};
}

HistoryPoint at(const QByteArray &msgid)
{
    return {0, msgid};
}

HistoryQuery ask(Kind kind, std::optional<HistoryPoint> from, int limit = 50)
{
    HistoryQuery query;
    query.kind = kind;
    query.target = "#room";
    query.from = std::move(from);
    query.limit = limit;
    return query;
}

HistoryQuery between(const HistoryPoint &from, const HistoryPoint &to, int limit = 50)
{
    HistoryQuery query = ask(Kind::Between, from, limit);
    query.to = to;
    return query;
}

/// One that tells its time, as the realm's do.
QByteArray realmId(qint64 time)
{
    QByteArray id(13, '0');
    for (quint64 at = 12, rest = quint64(time) << 16; rest > 0; --at, rest >>= 5)
        id[qsizetype(at)] = "0123456789abcdefghjkmnpqrstvwxyz"[rest & 31];
    return id;
}

QByteArray ids(const std::optional<QList<HistoryRow>> &rows)
{
    if (!rows)
        return "no such msgid";
    QByteArrayList all;
    for (const HistoryRow &row : *rows)
        all.append(row.msgid);
    return all.join(' ');
}

} // namespace

Q_DECLARE_METATYPE(HistoryQuery)

class TestServerHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_path = m_dir->filePath(QStringLiteral("history.db"));
        m_database = std::make_unique<Database>(m_path, HistorySchema, Durability::Process);
        QVERIFY2(m_database->open(), qPrintable(m_database->error()));
        m_history = std::make_unique<ServerHistory>(*m_database);
    }
    void cleanup() { QVERIFY2(!m_database->failed(), qPrintable(m_database->error())); }

    void aMessageIsKeptWhole()
    {
        HistoryRow row = said("#room", "m1", 1'700'000'000'123,
                              "Gr\xc3\xbc\xc3\x9f"
                              "e\x01\x02");
        row.tags = "+draft/reply=m0;+x=a\\:b";
        row.command = HistoryCommand::Notice;
        add({row});
        HistoryRow found = *m_history->find("#room", "m1");
        QVERIFY(found.row > 0);
        row.row = found.row;
        QCOMPARE(found, row);
        QCOMPARE(m_history->page(ask(Kind::Latest, {})), QList<HistoryRow>{row});
        QVERIFY(!m_history->find("#room", "m2"));
        QVERIFY(!m_history->find("#other", "m1"));
    }

    void manyShareOneCommit()
    {
        QList<HistoryRow> pile;
        for (int i = 0; i < 1'000; ++i)
            pile.append(said(i % 2 ? "#room" : "#other", QByteArray::number(i), i));
        add(pile);
        HistoryQuery all = ask(Kind::Latest, {}, ServerHistory::MaxPage);
        QCOMPARE(m_history->page(all)->size(), 500);
        QCOMPARE(m_history->page(all)->last().msgid, "999");
    }

    void aMsgidIsThereOncePerTarget()
    {
        add({said("#room", "m1", 1, "first"), said("#room", "m1", 2, "second")});
        add({said("#room", "m1", 3, "third"), said("#other", "m1", 1, "elsewhere")}); // one QUIT, two rooms
        QCOMPARE(m_history->page(ask(Kind::Latest, {}))->size(), 1);
        QCOMPARE(m_history->find("#room", "m1")->text, "first");
        QCOMPARE(m_history->find("#other", "m1")->text, "elsewhere");
    }

    // Subcommands. a to e were said at 10 to 50, c1 and c2 at the same moment as c.
    void pages_data()
    {
        QTest::addColumn<HistoryQuery>("query");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const HistoryQuery &query, const char *expected) {
            QTest::newRow(name) << query << QByteArray(expected);
        };
        row("latest", ask(Kind::Latest, {}), "a b c c1 c2 d e");
        row("latest, limit", ask(Kind::Latest, {}, 3), "c2 d e");
        row("latest after a time", ask(Kind::Latest, at(20)), "c c1 c2 d e");
        row("latest after a time, limit", ask(Kind::Latest, at(20), 2), "d e");
        row("latest after a msgid", ask(Kind::Latest, at("c1")), "c2 d e");
        row("latest after the last", ask(Kind::Latest, at("e")), "");
        row("before a time", ask(Kind::Before, at(30)), "a b");
        row("before a moment between two", ask(Kind::Before, at(25)), "a b");
        row("before a time, limit", ask(Kind::Before, at(40), 2), "c1 c2");
        row("before a msgid", ask(Kind::Before, at("c1")), "a b c");
        row("before the first", ask(Kind::Before, at("a")), "");
        row("before everything", ask(Kind::Before, at(0)), "");
        row("after a time", ask(Kind::After, at(30)), "d e");
        row("after a time, limit", ask(Kind::After, at(10), 2), "b c");
        row("after a msgid", ask(Kind::After, at("c1")), "c2 d e");
        row("after the last", ask(Kind::After, at("e")), "");
        row("around a msgid", ask(Kind::Around, at("c1"), 4), "b c c1 c2");
        row("around a msgid, odd", ask(Kind::Around, at("c1"), 3), "c c1 c2");
        row("around a msgid, one", ask(Kind::Around, at("c1"), 1), "c1");
        row("around the first", ask(Kind::Around, at("a"), 4), "a b c c1");
        row("around the last", ask(Kind::Around, at("e"), 4), "c2 d e");
        row("around a time", ask(Kind::Around, at(30), 4), "a b c c1");
        row("around a moment without", ask(Kind::Around, at(35), 2), "c2 d");
        row("between times", between(at(10), at(40)), "b c c1 c2");
        row("between times, limit from the first", between(at(10), at(50), 2), "b c");
        row("between times backwards", between(at(40), at(10)), "b c c1 c2");
        row("between times backwards, limit from the first", between(at(50), at(10), 2), "c2 d");
        row("between msgids", between(at("b"), at("d")), "c c1 c2");
        row("between msgids backwards, limit", between(at("d"), at("b"), 2), "c1 c2");
        row("between msgids of one moment", between(at("c"), at("c2")), "c1");
        row("between msgid and time", between(at("c1"), at(50)), "c2 d");
        row("between time and msgid, backwards", between(at(50), at("c1"), 1), "d");
        row("between a place and itself", between(at("c"), at("c")), "");
        row("between a moment and itself", between(at(30), at(30)), "");
        row("no limit given away", ask(Kind::Latest, {}, 0), "");
        row("a limit below nothing", ask(Kind::Latest, {}, -1), "");
        row("unknown msgid before", ask(Kind::Before, at("x")), "no such msgid");
        row("unknown msgid after", ask(Kind::After, at("x")), "no such msgid");
        row("unknown msgid latest", ask(Kind::Latest, at("x")), "no such msgid");
        row("unknown msgid around", ask(Kind::Around, at("x")), "no such msgid");
        row("unknown first msgid", between(at("x"), at("d")), "no such msgid");
        row("unknown second msgid", between(at("d"), at("x")), "no such msgid");
        row("a msgid of another room", ask(Kind::Before, at("z")), "no such msgid");
    }
    void pages()
    {
        QFETCH(HistoryQuery, query);
        QFETCH(QByteArray, expected);
        add({said("#room", "a", 10), said("#room", "b", 20), said("#other", "z", 25), said("#room", "c", 30),
             said("#room", "c1", 30), said("#room", "c2", 30), said("#room", "d", 40), said("#room", "e", 50)});
        const bool before = query.events;
        for (int round = 0; round < 2; ++round) {
            query.events = before;
            QCOMPARE(ids(m_history->page(query)), expected);
            query.events = true; // there are none, so it is the same
            QCOMPARE(ids(m_history->page(query)), expected);
            settle(); // wherever they lie
        }
    }

    void aTargetWithoutHistoryHasEmptyPages()
    {
        QCOMPARE(ids(m_history->page(ask(Kind::Latest, {}))), "");
        QCOMPARE(ids(m_history->page(ask(Kind::Before, at(10)))), "");
        QCOMPARE(ids(m_history->page(ask(Kind::Around, at(10)))), "");
        QCOMPARE(ids(m_history->page(ask(Kind::Before, at("x")))), "no such msgid");
    }

    void aLimitHasACeiling()
    {
        QList<HistoryRow> pile;
        for (int i = 0; i < ServerHistory::MaxPage + 10; ++i)
            pile.append(said("#room", QByteArray::number(i), i));
        add(pile);
        QCOMPARE(m_history->page(ask(Kind::Latest, {}, 1'000'000))->size(), ServerHistory::MaxPage);
        QCOMPARE(m_history->page(ask(Kind::Around, at(500), 1'000'000))->size(), ServerHistory::MaxPage);
    }

    // draft/event-playback: without it nothing but PRIVMSG and NOTICE, and the limit counts what is sent.
    void eventsAreForThoseWhoAsk()
    {
        add({happened("#room", "j", 10, HistoryCommand::Join), said("#room", "a", 10),
             happened("#room", "t", 20, HistoryCommand::Tagmsg), said("#room", "b", 30),
             happened("#room", "p", 40, HistoryCommand::Part), happened("#room", "q", 50, HistoryCommand::Quit)});
        HistoryQuery query = ask(Kind::Latest, {}, 2);
        QCOMPARE(ids(m_history->page(query)), "a b");
        query.events = true;
        QCOMPARE(ids(m_history->page(query)), "p q");
        query.limit = 50;
        QCOMPARE(ids(m_history->page(query)), "j a t b p q");
        query = ask(Kind::After, at("j"), 3); // a place may be an event's
        QCOMPARE(ids(m_history->page(query)), "a b");
        query.events = true;
        QCOMPARE(ids(m_history->page(query)), "a t b");
        query = ask(Kind::Before, at("q"), 2);
        query.events = true;
        QCOMPARE(ids(m_history->page(query)), "b p");
    }

    void everyPageLeadsOnToTheNext_data()
    {
        QTest::addColumn<bool>("events");
        QTest::addColumn<int>("settled"); // of the 300
        for (const int settled : {0, 150, 300}) {
            QTest::addRow("talk, %d settled", settled) << false << settled;
            QTest::addRow("all, %d settled", settled) << true << settled;
        }
    }
    void everyPageLeadsOnToTheNext()
    {
        QFETCH(const bool, events);
        QFETCH(const int, settled);
        QList<HistoryRow> pile;
        for (int i = 0; i < 300; ++i) // moments are shared, talk and events mixed
            pile.append(happened("#room", QByteArray::number(i), i / 7,
                                 i % 3 ? HistoryCommand::Privmsg : HistoryCommand::Join));
        add(pile.first(settled));
        settle();
        add(pile.sliced(settled));
        const qsizetype expected = events ? 300 : 200;
        QByteArrayList back;
        HistoryQuery query = ask(Kind::Latest, {}, 11);
        query.events = events;
        for (QList<HistoryRow> rows = *m_history->page(query); !rows.isEmpty(); rows = *m_history->page(query)) {
            for (qsizetype i = rows.size(); i-- > 0;)
                back.prepend(rows.at(i).msgid);
            query.kind = Kind::Before;
            query.from = HistoryPoint{0, rows.first().msgid};
        }
        QByteArrayList forth;
        query = ask(Kind::After, at(-1), 11);
        query.events = events;
        for (QList<HistoryRow> rows = *m_history->page(query); !rows.isEmpty(); rows = *m_history->page(query)) {
            for (const HistoryRow &row : rows)
                forth.append(row.msgid);
            query.from = HistoryPoint{0, rows.last().msgid};
        }
        QCOMPARE(back.size(), expected);
        QCOMPARE(QSet<QByteArray>(back.begin(), back.end()).size(), expected);
        QCOMPARE(forth, back);
    }

    void aClockThatWasSetBackLosesNothing()
    {
        add({said("#room", "a", 100), said("#room", "b", 50), said("#room", "c", 60)});
        QCOMPARE(ids(m_history->page(ask(Kind::Latest, {}))), "b c a");
        QCOMPARE(ids(m_history->page(ask(Kind::Before, at("a")))), "b c");
        QCOMPARE(m_history->newestTime(), 100);
        settle();
        add({said("#room", "d", 55), said("#room", "e", 100), said("#room", "f", 40)});
        for (int round = 0; round < 2; ++round) {
            QCOMPARE(ids(m_history->page(ask(Kind::Latest, {}))), "f b d c a e");
            QCOMPARE(ids(m_history->page(ask(Kind::After, at("c"), 1))), "a");
            QCOMPARE(ids(m_history->page(ask(Kind::Before, at("c"), 1))), "d");
            settle();
        }
        QCOMPARE(rowsLeft(), 6);
    }

    void manyAreSettledByThemselves()
    {
        QList<HistoryRow> pile;
        for (int i = 0; i <= ServerHistory::MaxUnsettled; ++i)
            pile.append(said(i % 3 ? "#room" : "#other", realmId(i), i));
        add(pile);
        QCOMPARE(rowsLeft(), pile.size());
        add({said("#room", realmId(10'000), 10'000)});
        QCOMPARE(rowsLeft(), pile.size()); // the last one waits in its pile
        HistoryQuery query = ask(Kind::Before, at(realmId(10'000)), 3);
        QCOMPARE(ids(m_history->page(query)), realmId(4'093) + ' ' + realmId(4'094) + ' ' + realmId(4'096));
        query = ask(Kind::After, at(realmId(4'000)), 2);
        QCOMPARE(ids(m_history->page(query)), realmId(4'001) + ' ' + realmId(4'003));
        QCOMPARE(ids(m_history->page(ask(Kind::Around, at(realmId(2'000)), 3))),
                 realmId(1'999) + ' ' + realmId(2'000) + ' ' + realmId(2'002));
        QCOMPARE(m_history->newestTime(), 10'000);
    }

    void aLongMessageHasABlockOfItsOwn()
    {
        const QByteArray text(5 * int(HistoryBlocks::MaxBytes), 'x');
        add({said("#room", "a", 1), said("#room", "b", 2, text), said("#room", "c", 3)});
        settle();
        QCOMPARE(ids(m_history->page(ask(Kind::Latest, {}))), "a b c");
        QCOMPARE(m_history->find("#room", "b")->text, text);
    }

    void aMsgidIsThereOnceWhereverItLies_data()
    {
        QTest::addColumn<QByteArray>("msgid");
        QTest::newRow("that tells its time") << realmId(10);
        QTest::newRow("that tells another time") << realmId(11);
        QTest::newRow("of another kind") << QByteArray("m1");
    }
    void aMsgidIsThereOnceWhereverItLies()
    {
        QFETCH(const QByteArray, msgid);
        add({said("#room", msgid, 10), said("#other", msgid, 10), said("#room", msgid, 10)});
        add({said("#room", realmId(12), 12), said("#room", msgid, 13)});
        settle();
        add({said("#room", msgid, 10), said("#third", msgid, 10)});
        ServerHistory another(*m_database); // after a restart
        QVERIFY(m_database->transact([&] {
            const QList<HistoryRow> again{said("#other", msgid, 10), said("#room", realmId(12), 12)};
            another.add(again);
        }));
        settle();
        QCOMPARE(rowsLeft(), 4);
        QCOMPARE(m_history->page(ask(Kind::Latest, {}))->size(), 2);
        QCOMPARE(m_history->find("#room", msgid)->time, 10);
        QCOMPARE(m_history->find("#other", msgid)->time, 10);
        QCOMPARE(m_history->find("#third", msgid)->time, 10);
    }

    void aDamagedRecordEndsItsBlob()
    {
        HistoryRow row = said("#room", "m", 5);
        row.redaction = HistoryRedaction{"r", 30, "eva!e@host", "eva", "spam"};
        QByteArray blob;
        appendRecord(blob, recordOf(row));
        for (qsizetype size = 0; size < blob.size(); ++size) {
            const QByteArray whole = blob + blob.first(size);
            HistoryRecords records(whole);
            HistoryRecord record;
            QVERIFY(records.next(record));
            QCOMPARE(record.toRow("#room"), row);
            QVERIFY(!records.next(record));
        }
        const QByteArrayList senseless{"x",
                                       "1 2 3:",
                                       "1 2 0 0 0 0 0 -1 0:",
                                       "1 2 0 0 0 0 0 999999999999 0:",
                                       "1 2 0 0 0 0 0 0 0 0:",
                                       "1 2 0 0 0 0 0 99999999999999999999 0:"};
        for (const QByteArray &bytes : senseless) {
            HistoryRecord record;
            QVERIFY2(!HistoryRecords(bytes).next(record), bytes.constData());
        }
    }

    void theNewestTimeIsThatOfAnyTarget()
    {
        QCOMPARE(m_history->newestTime(), 0);
        add({said("#room", "a", 10), happened("#other", "b", 30, HistoryCommand::Join), said("#third", "c", 20)});
        QCOMPARE(m_history->newestTime(), 30);
    }

    void conversationsOfTwoHaveOneName()
    {
        QCOMPARE(privateTarget("Max", "eva"), privateTarget("EVA", "max"));
        QVERIFY(privateTarget("max", "eva") != privateTarget("max", "evi"));
        QVERIFY(isPrivateTarget(privateTarget("max", "eva")));
        QVERIFY(isPrivateTarget(privateTarget("max", "max")));
        QVERIFY(!isPrivateTarget("#room"));
        QCOMPARE(otherTalker(privateTarget("Max", "eva"), "MAX"), "eva");
        QCOMPARE(otherTalker(privateTarget("Max", "eva"), "eva"), "max");
        QCOMPARE(otherTalker(privateTarget("max", "max"), "max"), "max");
    }

    // TARGETS
    void targetsAreListedByTheirLatest()
    {
        add({said("#room", "1", 10), said("#room", "2", 50), said("#secret", "3", 40), said("#old", "4", 5),
             said(privateTarget("max", "eva"), "5", 30), said(privateTarget("eva", "ben"), "6", 35),
             happened("#events", "7", 45, HistoryCommand::Join), happened("#room", "8", 99, HistoryCommand::Quit)});
        TargetsQuery query;
        query.channels = {"#room", "#old", "#events", "#nowhere"};
        query.self = "max";
        query.from = 0;
        query.to = 1'000;
        const HistoryTarget room{"#room", 50};
        const HistoryTarget old{"#old", 5};
        const HistoryTarget eva{privateTarget("max", "eva"), 30};
        QCOMPARE(m_history->targets(query), (QList<HistoryTarget>{old, eva, room}));
        query.limit = 2;
        QCOMPARE(m_history->targets(query), (QList<HistoryTarget>{old, eva}));
        std::swap(query.from, query.to); // the same between semantics: counted from the first
        QCOMPARE(m_history->targets(query), (QList<HistoryTarget>{room, eva}));
        query.limit = 50;
        query.from = 5;
        query.to = 50; // both excluded
        QCOMPARE(m_history->targets(query), QList<HistoryTarget>{eva});
        query.from = 20; // the latest message decides, not an earlier one in between
        query.to = 40;
        QCOMPARE(m_history->targets(query), QList<HistoryTarget>{eva});
        query.from = 8;
        query.to = 20;
        QCOMPARE(m_history->targets(query), QList<HistoryTarget>{});
        query.self = "nobody";
        query.channels.clear();
        query.from = 0;
        QCOMPARE(m_history->targets(query), QList<HistoryTarget>{});
    }

    void namesOfTargetsMayHaveAnyCharacter()
    {
        const QByteArray name = "#\"gr\xc3\xbc\xc3\x9f\\e'\xf0\x9f\x91\x8b";
        add({said(name, "1", 10)});
        TargetsQuery query;
        query.channels = {name};
        query.to = 100;
        QCOMPARE(m_history->targets(query), (QList<HistoryTarget>{{name, 10}}));
    }

    void whatOneSaysToOneselfIsListedOnce()
    {
        add({said(privateTarget("max", "max"), "1", 10)});
        TargetsQuery query;
        query.self = "max";
        query.to = 100;
        QCOMPARE(m_history->targets(query), (QList<HistoryTarget>{{privateTarget("max", "max"), 10}}));
    }

    // https://ircv3.net/specs/extensions/multiline
    void linesStayTogether_data()
    {
        QTest::addColumn<QList<HistoryLine>>("lines");
        QTest::newRow("one") << QList<HistoryLine>{{"hello"}};
        QTest::newRow("two") << QList<HistoryLine>{{"hello"}, {"world"}};
        QTest::newRow("concat") << QList<HistoryLine>{{"how is "}, {"everyone?", true}, {"fine"}};
        QTest::newRow("blank lines") << QList<HistoryLine>{{""}, {""}, {"x"}, {""}};
        QTest::newRow("nothing") << QList<HistoryLine>{{""}};
    }
    void linesStayTogether()
    {
        QFETCH(QList<HistoryLine>, lines);
        add({said("#room", "m", 1, joinedLines(lines))});
        QCOMPARE(linesOf(m_history->find("#room", "m")->text), lines);
    }

    void redactedWordsAreGone()
    {
        HistoryRow row = said("#room", "a", 10, "do not read this");
        row.tags = "+draft/reply=secretreply";
        add({row, said("#room", "b", 20)});
        const HistoryRedaction redaction{"r", 30, "eva!e@host", "eva", "spam"};
        QVERIFY(m_database->transact([&] { QVERIFY(m_history->redact("#room", "a", redaction)); }));
        const HistoryRow found = *m_history->find("#room", "a");
        QCOMPARE(found.text, "");
        QCOMPARE(found.tags, "");
        QCOMPARE(found.redaction, redaction);
        QCOMPARE(found.source, row.source);
        const QList<HistoryRow> page = *m_history->page(ask(Kind::Latest, {}));
        QCOMPARE(ids(page), "a b"); // places stay
        QCOMPARE(page.first(), found);
        QVERIFY(!page.last().redaction);
        HistoryQuery all = ask(Kind::Latest, {});
        all.events = true;
        QCOMPARE(m_history->page(all), page);
        QVERIFY(!m_history->redact("#room", "a", redaction)); // a second time
        QCOMPARE(m_history->find("#room", "a")->redaction, redaction);
    }

    void redactedWordsLeaveTheFile_data()
    {
        QTest::addColumn<bool>("settledBefore");
        QTest::newRow("from a pile") << false;
        QTest::newRow("from a block") << true;
    }
    void redactedWordsLeaveTheFile()
    {
        QFETCH(const bool, settledBefore);
        QList<HistoryRow> pile;
        for (int i = 0; i < 50; ++i)
            pile.append(said(i % 2 ? "#room" : "#other", realmId(i), i, "word" + QByteArray(400, 'x')));
        pile[25].text = "unspeakable " + QByteArray(8'000, 'y') + " unspeakable"; // reaches over pages
        add(pile);
        if (settledBefore)
            settle();
        QVERIFY(m_database->transact([&] { QVERIFY(m_history->redact("#room", realmId(25), {})); }));
        settle();
        QCOMPARE(m_history->find("#room", realmId(25))->text, "");
        QCOMPARE(m_history->find("#room", realmId(27))->text, pile.at(27).text);
        m_database->close(); // with the log
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray all = file.readAll();
        QVERIFY(all.contains("wordxxx"));
        QVERIFY(!all.contains("unspeakable"));
        QVERIFY(!all.contains("yyyy"));
        QVERIFY(m_database->open());
    }

    void onlyWhatWasSaidIsRedacted()
    {
        add({happened("#room", "j", 1, HistoryCommand::Join), happened("#room", "t", 2, HistoryCommand::Tagmsg),
             said("#other", "o", 3)});
        QVERIFY(!m_history->redact("#room", "j", {}));
        QVERIFY(!m_history->redact("#room", "o", {}));
        QVERIFY(!m_history->redact("#room", "x", {}));
        QVERIFY(!m_history->redact("#nowhere", "o", {}));
        QVERIFY(m_history->redact("#room", "t", {}));
        QVERIFY(!m_history->find("#other", "o")->redaction);
    }

    // https://ircv3.net/specs/extensions/channel-rename
    void aRenamedRoomKeepsItsHistory()
    {
        add({said("#room", "a", 1), said("#other", "b", 2)});
        QVERIFY(!m_history->rename("#room", "#other"));
        QVERIFY(!m_history->rename("#nowhere", "#new"));
        QVERIFY(m_history->rename("#room", "#new"));
        QVERIFY(!m_history->find("#room", "a"));
        QVERIFY(m_history->find("#new", "a"));
    }

    void aForgottenTargetIsFoundByNobody()
    {
        const QByteArray pair = privateTarget("max", "eva");
        add({said("#room", "a", 1), said(pair, "b", 2), said("#other", "c", 3)});
        m_history->forget("#room");
        m_history->forget(pair);
        m_history->forget("#nowhere");
        QVERIFY(!m_history->find("#room", "a"));
        QCOMPARE(ids(m_history->page(ask(Kind::Latest, {}))), "");
        TargetsQuery query;
        query.self = "max";
        query.to = 100;
        QVERIFY(m_history->targets(query).isEmpty());
        add({said("#room", "a", 4), said(pair, "d", 5)}); // a new room of the old name
        QCOMPARE(ids(m_history->page(ask(Kind::Latest, {}))), "a");
        QCOMPARE(m_history->targets(query).size(), 1);
        sweep({});
        QCOMPARE(rowsLeft(), 3);
        QCOMPARE(ids(m_history->page(ask(Kind::Latest, {}))), "a");
    }

    void whatIsTooOldGoes()
    {
        add({said("#room", "a", 100), happened("#room", "b", 150, HistoryCommand::Join), said("#room", "c", 200),
             said("#old", "d", 50)});
        sweep({1'000, 0}, 1'200); // what is exactly as old as that stays
        HistoryQuery all = ask(Kind::Latest, {});
        all.events = true;
        QCOMPARE(ids(m_history->page(all)), "c");
        all.target = "#old";
        QCOMPARE(ids(m_history->page(all)), "");
        QCOMPARE(rowsLeft(), 1);
        sweep({1'000, 0}, 999);
        QCOMPARE(rowsLeft(), 1);
    }

    void whatIsTooMuchGoes()
    {
        QList<HistoryRow> pile;
        for (int i = 0; i < 20; ++i)
            pile.append(
                happened("#room", QByteArray::number(i), i, i % 2 ? HistoryCommand::Join : HistoryCommand::Privmsg));
        pile.append(said("#other", "x", 0));
        add(pile);
        sweep({0, 3});
        HistoryQuery all = ask(Kind::Latest, {});
        all.events = true;
        QCOMPARE(ids(m_history->page(all)), "17 18 19");
        QVERIFY(m_history->find("#other", "x"));
    }

    void withoutBoundsNothingGoes()
    {
        add({said("#room", "a", 1)});
        sweep({}, std::numeric_limits<qint64>::max());
        QVERIFY(m_history->find("#room", "a"));
    }

    void redactionsGoWithTheirMessages()
    {
        add({said("#room", "a", 1)});
        QVERIFY(m_history->redact("#room", "a", {"r", 2, "x", "x", "x"}));
        sweep({10, 0}, 100);
        QCOMPARE(rowsLeft(), 0);
        add({said("#room", "a", 200)}); // may have the same number
        QVERIFY(!m_history->find("#room", "a")->redaction);
    }

    void aSliceIsShort_data()
    {
        QTest::addColumn<qint64>("maxAge");
        QTest::addColumn<int>("maxPerTarget");
        QTest::addColumn<QList<qint64>>("left"); // after each slice
        QTest::newRow("by age") << qint64(1) << 0 << QList<qint64>{800, 300, 0};
        QTest::newRow("by count") << qint64(0) << 10 << QList<qint64>{800, 300, 20};
    }
    void aSliceIsShort()
    {
        QFETCH(const qint64, maxAge);
        QFETCH(const int, maxPerTarget);
        QList<HistoryRow> pile;
        for (int i = 0; i < 1'300; ++i)
            pile.append(said(i < 700 ? "#room" : "#other", QByteArray::number(i), i));
        add(pile);
        HistoryRetention retention(*m_database);
        QList<qint64> left;
        bool more = true;
        while (more) {
            QVERIFY(m_database->transact([&] { more = retention.slice({maxAge, maxPerTarget}, 10'000); }));
            left.append(rowsLeft());
            QVERIFY(left.size() < 10);
        }
        QTEST(left, "left");
    }

    void ageAndCountShareASlice()
    {
        QList<HistoryRow> pile;
        for (int i = 0; i < 1'000; ++i)
            pile.append(said("#room", QByteArray::number(i), i < 400 ? 1 : 1'000));
        add(pile);
        HistoryRetention retention(*m_database);
        bool more = false;
        QVERIFY(m_database->transact([&] { more = retention.slice({500, 10}, 1'200); }));
        QVERIFY(more);
        QCOMPARE(rowsLeft(), 500);
    }

    void aSweepGoesOnWhereItWas()
    {
        QList<HistoryRow> pile;
        for (int i = 0; i < HistoryRetention::SliceTargets + 10; ++i)
            pile.append(said("#" + QByteArray::number(i), "m", 1));
        pile.append(said(pile.last().target, "one too many", 2));
        add(pile);
        HistoryRetention retention(*m_database);
        bool more = false;
        QVERIFY(m_database->transact([&] { more = retention.slice({0, 1}, 1'000); }));
        QVERIFY(more); // the last ones were not looked at
        QCOMPARE(rowsLeft(), pile.size());
        QVERIFY(m_database->transact([&] { more = retention.slice({0, 1}, 1'000); }));
        QVERIFY(!more);
        QCOMPARE(rowsLeft(), pile.size() - 1);
        add({said(pile.first().target, "one too many", 3)});
        QVERIFY(m_database->transact([&] { more = retention.slice({0, 1}, 1'000); })); // from the start again
        QCOMPARE(rowsLeft(), pile.size() - 1);
        QVERIFY(!m_history->find(pile.first().target, "m"));
    }

    void aFullDiskIsASentence()
    {
        add({said("#room", "a", 1)});
        {
            const plausch::test::FileSizeLimit full(1);
            const QList<HistoryRow> pile{said("#room", "b", 2), said("#new", "c", 3)};
            QVERIFY(!m_database->transact([&] { m_history->add(pile); }));
            QVERIFY2(m_database->error().contains(m_path), qPrintable(m_database->error()));
            QVERIFY(m_history->find("#room", "a")); // reading goes on
            HistoryRetention retention(*m_database);
            bool more = false;
            QVERIFY(!m_database->transact([&] { more = retention.slice({1, 0}, 100); }));
        }
        QVERIFY(m_history->find("#room", "a"));
        add({said("#new", "c", 3)}); // the number of the target that was taken back is not remembered
        QVERIFY(!m_history->find("#room", "b"));
        QVERIFY(m_history->find("#new", "c"));
    }

    // Version 1 had a row for every message.
    void anOlderFileIsTakenOver()
    {
        m_database->close();
        QVERIFY(QFile::remove(m_path));
        QList<HistoryRow> rows = writeVersion1();
        QVERIFY2(m_database->open(), qPrintable(m_database->error()));
        m_history = std::make_unique<ServerHistory>(*m_database);
        QCOMPARE(rowsLeft(), rows.size() + 1); // and one that is forgotten
        HistoryQuery query = ask(Kind::Latest, {}, ServerHistory::MaxPage);
        query.events = true;
        QList<HistoryRow> room = *m_history->page(query);
        query.target = privateTarget("max", "eva");
        QCOMPARE(room + *m_history->page(query), rows);
        for (const HistoryRow &row : std::as_const(rows))
            QCOMPARE(m_history->find(row.target, row.msgid), row);
        query.target = "#room";
        query.events = false;
        query.limit = 2;
        QCOMPARE(ids(m_history->page(query)), "odd " + realmId(199));
        TargetsQuery targets;
        targets.channels = {"#room"};
        targets.self = "eva";
        targets.to = 1'000;
        QCOMPARE(m_history->targets(targets).size(), 2);
        add({said("#room", realmId(199), 199), said("#room", "odd", 190), said("#room", realmId(200), 200)});
        QVERIFY(m_history->find("#room", realmId(200))->row > rows.last().row);
        sweep({0, 3}); // what was forgotten goes, too
        QCOMPARE(ids(m_history->page(ask(Kind::Latest, {}))), realmId(199) + ' ' + realmId(200)); // behind a QUIT
        QVERIFY(!m_history->find("#room", "odd"));
        QCOMPARE(rowsLeft(), 4);
    }

    void aNewerFileIsRefused()
    {
        m_database->close();
        Schema older = HistorySchema;
        older.version = HistorySchema.version - 1;
        Database database(m_path, older, Durability::Process);
        QVERIFY(!database.open());
        QVERIFY2(database.error().contains(QStringLiteral("newer")), qPrintable(database.error()));
        QVERIFY(m_database->open());
    }

    void aReadOnlyFileCanBeRead()
    {
        add({said("#room", "a", 1)});
        m_database->close();
        const plausch::test::Unprivileged nobody(m_dir->path());
        Database database(m_path, HistorySchema, Durability::Power);
        readOnly(true);
        const bool open = database.open();
        const QByteArray page = ids(ServerHistory(database).page(ask(Kind::Latest, {})));
        const bool written = open && database.transact([&] {
            const QList<HistoryRow> pile{said("#room", "b", 2)};
            ServerHistory(database).add(pile);
        });
        const QString error = database.error();
        database.close();
        readOnly(false);
        QVERIFY(open);
        QCOMPARE(page, "a");
        QVERIFY(!written);
        QVERIFY2(error.contains(QStringLiteral("read-only")), qPrintable(error));
        QVERIFY(m_database->open());
    }

    void whatWasCommittedSurvivesKill_data()
    {
        QTest::addColumn<QString>("durability");
        QTest::newRow("power") << QStringLiteral("power");
        QTest::newRow("process") << QStringLiteral("process");
    }
    void whatWasCommittedSurvivesKill()
    {
        QFETCH(QString, durability);
        m_database->close();
        QByteArrayList answered;
        for (int round = 0; round < 5; ++round) {
            QProcess victim;
            victim.start(QCoreApplication::applicationDirPath() + QStringLiteral("/history_victim"),
                         {m_path, durability, QString::number(round * 1'000'000)});
            QByteArray output;
            connect(&victim, &QProcess::readyReadStandardOutput, this, [&] {
                output += victim.readAllStandardOutput();
                if (output.count('\n') > 50 + 40 * round)
                    victim.kill(); // SIGKILL, in the middle of the next commit
            });
            QTRY_COMPARE_WITH_TIMEOUT(victim.state(), QProcess::NotRunning, 60'000);
            QCOMPARE(victim.exitStatus(), QProcess::CrashExit);
            output += victim.readAllStandardOutput();
            output.truncate(output.lastIndexOf('\n')); // a line cut by the kill does not count
            answered += output.split('\n');

            Database database(m_path, HistorySchema, Durability::Power);
            QVERIFY2(database.open(), qPrintable(database.error()));
            QVERIFY(database.movedAsideTo().isEmpty());
            ServerHistory history(database);
            for (const QByteArray &id : std::as_const(answered))
                QVERIFY2(history.find("#room", id), id.constData());
        }
        QVERIFY(answered.size() > 250);
        QVERIFY(m_database->open());
    }

private:
    void add(const QList<HistoryRow> &rows)
    {
        QVERIFY2(m_database->transact([&] { m_history->add(rows); }), qPrintable(m_database->error()));
    }
    void sweep(const HistoryKeep &keep, qint64 now = 1'000)
    {
        HistoryRetention retention(*m_database);
        bool more = true;
        while (more)
            QVERIFY(m_database->transact([&] { more = retention.slice(keep, now); }));
    }
    void settle()
    {
        QVERIFY(m_database->transact([&] { m_history->settle(); }));
    }
    /// Of #room 200 of three kinds, one of them redacted, one with a msgid of another kind; one between two; and one
    /// that is forgotten.
    QList<HistoryRow> writeVersion1()
    {
        Schema first = HistorySchema;
        first.version = 1;
        Database database(m_path, first, Durability::Process);
        if (!database.open())
            qFatal("%s", qPrintable(database.error()));
        QSqlDatabase raw = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("raw"));
        raw.setDatabaseName(m_path);
        raw.open();
        QSqlQuery query(raw);
        QList<HistoryRow> rows;
        query.exec(QStringLiteral("INSERT INTO targets (id, name) VALUES (1, x'23726f6f6d'), (2, x'657661206d6178'), "
                                  "(3, NULL)")); // "#room", "eva max"
        query.exec(QStringLiteral("INSERT INTO talkers (name, target) VALUES (x'657661', 2), (x'6d6178', 2)"));
        const auto write = [&](int target, HistoryRow row) {
            if (row.tags.isNull())
                row.tags = ""; // and not NULL
            query.prepare(QStringLiteral("INSERT INTO messages (target, msgid, time, source, account, command, text, "
                                         "tags, redacted) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"));
            const QVariantList values{target,           row.msgid, row.time, row.source,           row.account,
                                      int(row.command), row.text,  row.tags, row.redaction ? 1 : 0};
            for (const QVariant &value : values)
                query.addBindValue(value);
            if (!query.exec())
                qFatal("%s", qPrintable(query.lastError().text()));
            row.row = query.lastInsertId().toLongLong();
            if (row.redaction) {
                query.prepare(QStringLiteral("INSERT INTO redactions VALUES (?, ?, ?, ?, ?, ?)"));
                const HistoryRedaction &redaction = *row.redaction;
                for (const QVariant &value : QVariantList{row.row, redaction.msgid, redaction.time, redaction.source,
                                                          redaction.account, redaction.reason})
                    query.addBindValue(value);
                if (!query.exec())
                    qFatal("%s", qPrintable(query.lastError().text()));
            }
            return row;
        };
        for (int i = 0; i < 200; ++i) {
            HistoryRow row = said("#room", i == 190 ? QByteArray("odd") : realmId(i), i,
                                  "Gr\xc3\xbc\xc3\x9f"
                                  "e: \x01 1 2"
                                      + QByteArray(i, 'z'));
            row.command = i % 2 && i < 190 ? HistoryCommand::Join
                : i > 190 && i < 199       ? HistoryCommand::Quit
                                           : HistoryCommand::Privmsg;
            row.tags = i % 5 ? "" : "+draft/reply=abc:1";
            row.account = i % 3 ? "max" : "";
            if (i == 100) {
                row.text = "";
                row.tags = "";
                row.redaction = HistoryRedaction{"r", 150, "eva!e@host", "eva", "too: much"};
            }
            rows.append(write(1, row));
        }
        rows.append(write(2, said("eva max", realmId(300), 300)));
        write(3, said("", realmId(250), 250));
        query = QSqlQuery();
        raw.close();
        raw = QSqlDatabase();
        QSqlDatabase::removeDatabase(QStringLiteral("raw"));
        return rows;
    }
    /// By the counters of the targets, which have to agree with what is there.
    qint64 rowsLeft()
    {
        qint64 kept = 0;
        m_database->run(QStringLiteral("history_targets_after"), {0, 1'000'000},
                        [&](const QSqlQuery &query) { kept += query.value(2).toLongLong(); });
        return kept;
    }
    void readOnly(bool yes)
    {
        const auto write = yes ? QFile::Permissions() : QFile::WriteOwner;
        QFile::setPermissions(m_path, QFile::ReadOwner | write);
        QFile::setPermissions(m_dir->path(), QFile::ReadOwner | QFile::ExeOwner | write);
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<ServerHistory> m_history;
};

PLAUSCH_TEST_MAIN(TestServerHistory)
#include "tst_serverhistory.moc"
