// Text to lines and back, labels, receipts, times: the values both sides are built of.
#include "session/liveness.h"
#include "session/responses.h"
#include "session/speech.h"
#include "support/testmain.h"
#include "wire/textcase.h"

#include <QRandomGenerator>

using namespace plausch;
using namespace plausch::session;

namespace {

QByteArray joined(const std::vector<Piece> &all)
{
    QByteArray text;
    for (const Piece &piece : all) {
        if (!piece.continues && &piece != &all.front())
            text += '\n';
        text += piece.text;
    }
    return text;
}

QString randomText(QRandomGenerator &random, int length)
{
    static const QString alphabet = QStringLiteral("ab c d\n\näß€語😀 e f");
    QString text;
    while (text.size() < length) {
        const qsizetype at = random.bounded(int(alphabet.size()));
        if (!alphabet[at].isSurrogate())
            text += alphabet[at];
        else
            text += QStringLiteral("😀");
    }
    return text;
}

Voice plauschVoice(qsizetype bytes = 64 * 1024, int lines = 512)
{
    Voice voice;
    voice.target = "anna";
    voice.maskBytes = 40;
    voice.tags = true;
    voice.receipts = true;
    voice.multiline = MultilineCeiling{bytes, lines};
    return voice;
}

Voice foreign()
{
    Voice voice;
    voice.source = "anna!anna@anna.plausch";
    voice.target = "eva";
    voice.maskBytes = voice.source.size();
    return voice;
}

/// What the other end makes of the lines, as (id, text) per message.
std::vector<Said> heard(const std::vector<wire::Message> &lines, const MultilineCeiling &ceiling)
{
    std::vector<Said> result;
    std::optional<IncomingBatch> batch;
    for (const wire::Message &message : lines) {
        const QByteArray bytes = wire::encode(message).chopped(2);
        wire::MessageView view;
        if (wire::parse(bytes, view) != wire::ParseError::None)
            qFatal("not parsed");
        if (view.isCommand("BATCH") && view.param(0).startsWith('+')) {
            batch.emplace(view, ceiling);
        } else if (view.isCommand("BATCH")) {
            result.push_back(*saidOf(batch->command(), batch->text(), batch->stamp()));
            batch.reset();
        } else if (batch) {
            if (batch->add(view) != IncomingBatch::Fault::None)
                qFatal("refused");
        } else {
            result.push_back(*saidOf(message.command, view.param(1), stampOf(view)));
        }
    }
    return result;
}

} // namespace

class TestSpeech : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void piecesJoinToTheSameText();
    void piecesAreCutAfterABlank();
    void aCharacterIsNeverCut();
    void wireTextIsCarriable_data();
    void wireTextIsCarriable();
    void everyLineFits512Bytes();
    void longTextArrivesWhole_data();
    void longTextArrivesWhole();
    void overTheCeilingTheLastBatchHasTheId();
    void foreignClientsGetLinesWithoutBlankOnes();
    void foreignActionsStayActionsLineByLine();
    void shortTextNeedsNoBatch();
    void incomingBatchKeepsItsCeilings();
    void timesGoThereAndBack();
    void senselessTagsAreAsIfAbsent();
    void reasonsGoThereAndBack();
    void ctcpIsRecognised();
    void livenessCountsPeriodsFromTheLastPing();
    void labelsComeBackOnce();
    void capabilityNames();
};

void TestSpeech::piecesJoinToTheSameText()
{
    QRandomGenerator random(1);
    for (int run = 0; run < 2000; ++run) {
        const QByteArray text = randomText(random, 1 + random.bounded(300)).toUtf8();
        const qsizetype room = 8 + random.bounded(60);
        const std::vector<Piece> all = pieces(text, room);
        QCOMPARE(joined(all), text);
        for (const Piece &piece : all) {
            QVERIFY(piece.text.size() <= room);
            QVERIFY(wire::isUtf8(piece.text));
            QVERIFY(!piece.continues || !piece.text.isEmpty()); // no blank line with the concat tag
        }
    }
}

void TestSpeech::piecesAreCutAfterABlank()
{
    const std::vector<Piece> all = pieces("hello how is everyone", 14);
    QCOMPARE(all.size(), size_t(2));
    QCOMPARE(all[0].text, "hello how is ");
    QCOMPARE(all[1].text, "everyone");
    QVERIFY(all[1].continues);
    // a blank far in front is no reason for a short line
    QCOMPARE(pieces("a bbbbbbbbbbbbbbbbbbb", 10).front().text.size(), 10);
}

void TestSpeech::aCharacterIsNeverCut()
{
    for (qsizetype bytes = 4; bytes < 12; ++bytes)
        QVERIFY(wire::isUtf8(truncated(QStringLiteral("ä€😀語").toUtf8(), bytes)));
    QCOMPARE(truncated("ä", 1), QByteArray());
    QCOMPARE(truncated("abc", 3), "abc");
}

void TestSpeech::wireTextIsCarriable_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("wire");
    QTest::newRow("plain") << QStringLiteral("Hallo") << QByteArray("Hallo");
    QTest::newRow("crlf") << QStringLiteral("a\r\nb\rc\nd") << QByteArray("a\nb\nc\nd");
    QTest::newRow("paragraph separator") << QStringLiteral("a\u2029b") << QByteArray("a\nb");
    QTest::newRow("nul") << QStringLiteral("a") + QChar(u'\0') + QStringLiteral("b") << QByteArray("ab");
    QTest::newRow("would be CTCP") << QStringLiteral("\x01\x01VERSION\x01") << QByteArray("VERSION\x01");
    QTest::newRow("nothing") << QString() << QByteArray(" ");
    QTest::newRow("line breaks only") << QStringLiteral("\n\r\n\n") << QByteArray(" ");
    QTest::newRow("blanks are kept") << QStringLiteral("  x ") << QByteArray("  x ");
}

void TestSpeech::wireTextIsCarriable()
{
    QFETCH(QString, text);
    QTEST(wireText(text), "wire");
}

void TestSpeech::everyLineFits512Bytes()
{
    QRandomGenerator random(2);
    quint64 counter = 0;
    for (int run = 0; run < 500; ++run) {
        Voice voice = random.bounded(2) ? plauschVoice() : foreign();
        if (!voice.source.isEmpty()) {
            voice.source = QByteArray(1 + random.bounded(64), 'n') + "!u@" + QByteArray(1 + random.bounded(63), 'h');
            voice.maskBytes = voice.source.size();
        }
        voice.target = QByteArray(1 + random.bounded(64), 't');
        const auto kind = TextKind(random.bounded(3));
        const Say say{"id1", 1'750'000'000'000, randomText(random, random.bounded(3000)), kind};
        for (const wire::Message &line : linesOf(say, voice, counter)) {
            wire::Message body = line;
            body.tags.clear();
            const qsizetype relayed = voice.source.isEmpty() ? voice.maskBytes + 2 : 0;
            QVERIFY2(wire::encode(body).size() + relayed <= wire::MaxBodyBytes, wire::encode(body));
            QVERIFY(!wire::encode(line).isEmpty());
        }
    }
}

void TestSpeech::longTextArrivesWhole_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<TextKind>("kind");
    QTest::newRow("two lines") << QStringLiteral("a\nb") << TextKind::Text;
    QTest::newRow("blank lines inside") << QStringLiteral("a\n\n\nb") << TextKind::Text;
    QTest::newRow("blank lines around") << QStringLiteral("\n\na\n\n") << TextKind::Text;
    QTest::newRow("one long line") << QString(5000, QLatin1Char('x')) << TextKind::Text;
    QTest::newRow("words") << QStringLiteral("wort ").repeated(900) << TextKind::Text;
    QTest::newRow("umlauts") << QStringLiteral("ä€😀").repeated(900) << TextKind::Text;
    QTest::newRow("colon in front") << QStringLiteral(":a\n:b\n :c") << TextKind::Text;
    QTest::newRow("action") << QStringLiteral("waves\nand goes") << TextKind::Action;
    QTest::newRow("long action") << QString(3000, QLatin1Char('y')) << TextKind::Action;
    QTest::newRow("notice") << QStringLiteral("a\nb") << TextKind::Notice;
}

void TestSpeech::longTextArrivesWhole()
{
    QFETCH(QString, text);
    QFETCH(TextKind, kind);
    quint64 counter = 0;
    const auto lines = linesOf({"id1", 1'750'000'000'123, text, kind}, plauschVoice(), counter);
    const std::vector<Said> said = heard(lines, {64 * 1024, 512});
    QCOMPARE(said.size(), size_t(1));
    QCOMPARE(said[0].text, text);
    QCOMPARE(said[0].id, "id1");
    QCOMPARE(said[0].sentAt, 1'750'000'000'123);
    QCOMPARE(said[0].kind, kind);
}

void TestSpeech::overTheCeilingTheLastBatchHasTheId()
{
    const MultilineCeiling ceiling{1000, 10};
    quint64 counter = 0;
    const QString text = QStringLiteral("zeile\n").repeated(25) + QStringLiteral("ende");
    const auto said = heard(linesOf({"id1", 1, text, TextKind::Text}, plauschVoice(1000, 10), counter), ceiling);
    QCOMPARE(said.size(), size_t(3));
    QCOMPARE(said[0].id, "id1.1");
    QCOMPARE(said[1].id, "id1.2");
    QCOMPARE(said[2].id, "id1");
    QStringList parts;
    for (const Said &part : said)
        parts += part.text;
    QCOMPARE(parts.join(QLatin1Char('\n')), text);

    const QString flood(5000, QLatin1Char('x'));
    const auto floods = heard(linesOf({"id2", 1, flood, TextKind::Action}, plauschVoice(1000, 10), counter), ceiling);
    QString whole;
    for (const Said &part : floods) {
        QCOMPARE(part.kind, TextKind::Action);
        whole += part.text;
    }
    QCOMPARE(whole, flood);
    QCOMPARE(floods.back().id, "id2");
}

void TestSpeech::foreignClientsGetLinesWithoutBlankOnes()
{
    quint64 counter = 0;
    const auto lines = linesOf({"id1", 1, QStringLiteral("a\n\nb"), TextKind::Text}, foreign(), counter);
    QCOMPARE(lines.size(), size_t(2));
    QCOMPARE(wire::encode(lines[0]), ":anna!anna@anna.plausch PRIVMSG eva a\r\n");
    QCOMPARE(wire::encode(lines[1]), ":anna!anna@anna.plausch PRIVMSG eva b\r\n");

    Voice tagged = foreign();
    tagged.tags = true;
    const auto withTags = linesOf({"id1", 0, QStringLiteral("a\nb"), TextKind::Text}, tagged, counter);
    QVERIFY(withTags[0].tag(IdTag));
    QVERIFY(!withTags[1].tag(IdTag)); // message ids: on the first only
}

void TestSpeech::foreignActionsStayActionsLineByLine()
{
    quint64 counter = 0;
    Voice batching = foreign();
    batching.multiline = MultilineCeiling{4096, 100};
    for (const Voice &voice : {foreign(), batching}) {
        const auto lines = linesOf({{}, 0, QStringLiteral("waves\ngoes"), TextKind::Action}, voice, counter);
        QCOMPARE(lines.size(), size_t(2));
        QCOMPARE(lines[0].params[1],
                 QByteArray("\x01"
                            "ACTION waves\x01"));
        QCOMPARE(lines[1].params[1],
                 QByteArray("\x01"
                            "ACTION goes\x01"));
    }
}

void TestSpeech::shortTextNeedsNoBatch()
{
    quint64 counter = 0;
    const auto lines =
        linesOf({"id1", 1'750'000'000'000, QStringLiteral("Hallo"), TextKind::Text}, plauschVoice(), counter);
    QCOMPARE(lines.size(), size_t(1));
    QCOMPARE(wire::encode(lines[0]),
             "@+plausch.chat/id=id1;+plausch.chat/time=2025-06-15T15:06:40.000Z PRIVMSG anna Hallo\r\n");
    QCOMPARE(counter, quint64(0));
}

void TestSpeech::incomingBatchKeepsItsCeilings()
{
    using Fault = IncomingBatch::Fault;
    const auto add = [](IncomingBatch &batch, const QByteArray &line) {
        wire::MessageView view;
        wire::parse(line, view);
        return batch.add(view);
    };
    wire::MessageView opening;
    const QByteArray open = "BATCH +1 draft/multiline anna";
    wire::parse(open, opening);

    IncomingBatch bytes(opening, {10, 100});
    QCOMPARE(add(bytes, "@batch=1 PRIVMSG anna :12345"), Fault::None);
    QCOMPARE(add(bytes, "@batch=1 PRIVMSG anna :12345"), Fault::Bytes); // the line break is the eleventh
    QCOMPARE(add(bytes, "@batch=1;draft/multiline-concat PRIVMSG ANNA :67890"), Fault::None);
    QCOMPARE(bytes.text(), "1234567890");
    QCOMPARE(add(bytes, "@batch=1;draft/multiline-concat PRIVMSG anna :1"), Fault::Bytes);

    IncomingBatch lines(opening, {1000, 2});
    QCOMPARE(add(lines, "@batch=1 PRIVMSG anna :"), Fault::None); // blank lines are no fault
    QCOMPARE(add(lines, "@batch=1 PRIVMSG anna :a"), Fault::None);
    QCOMPARE(add(lines, "@batch=1 PRIVMSG anna :b"), Fault::Lines);
    QCOMPARE(lines.text(), "\na");

    IncomingBatch others(opening, {1000, 20});
    QCOMPARE(add(others, "@batch=1 PRIVMSG bert :a"), Fault::Target);
    QCOMPARE(add(others, "@batch=1 TAGMSG anna"), Fault::Invalid);
    QCOMPARE(add(others, "@batch=1 PRIVMSG anna"), Fault::Invalid);
    QCOMPARE(add(others, "@batch=1 PRIVMSG anna :a"), Fault::None);
    QCOMPARE(add(others, "@batch=1 NOTICE anna :a"), Fault::Invalid); // one kind per batch
}

void TestSpeech::timesGoThereAndBack()
{
    for (const qint64 time : {qint64(1), qint64(1'750'000'000'123), qint64(4'102'444'800'000)})
        QCOMPARE(parseTime(formatTime(time)), time);
    QCOMPARE(formatTime(1'750'000'000'123), "2025-06-15T15:06:40.123Z");
    for (const char *bad : {"", "gestern", "2025-06-15", "2025-06-15T15:06:40.123", "2025-13-15T15:06:40.123Z",
                            "1969-01-01T00:00:00.000Z", "2025-06-15T15:06:40.123Zxxxxxxxxxxxxxxxxxxxxxx"})
        QCOMPARE(parseTime(bad), qint64(0));
}

void TestSpeech::senselessTagsAreAsIfAbsent()
{
    const auto parsed = [](const QByteArray &line) {
        wire::MessageView view;
        wire::parse(line, view);
        return std::pair(stampOf(view), portOf(view));
    };
    const QByteArray longId(MaxIdBytes + 1, 'i');
    QCOMPARE(parsed("@+plausch.chat/id=" + longId + " PRIVMSG a b").first.id, QByteArray());
    const QByteArray blankId = "@+plausch.chat/id=a\\sb PRIVMSG a b";
    QCOMPARE(parsed(blankId).first.id, QByteArray());
    QCOMPARE(parsed("@+plausch.chat/id=ok-1 PRIVMSG a b").first.id, "ok-1");
    QCOMPARE(parsed("@+plausch.chat/port=70000 TAGMSG a").second, std::nullopt);
    QCOMPARE(parsed("@+plausch.chat/port=-1 TAGMSG a").second, std::nullopt);
    QCOMPARE(parsed("@+plausch.chat/port= TAGMSG a").second, std::nullopt);
    QCOMPARE(parsed("@+plausch.chat/port=50001 TAGMSG a").second, std::optional<quint16>(50001));
}

void TestSpeech::reasonsGoThereAndBack()
{
    for (const EndKind why : {EndKind::Duplicate, EndKind::Blocked, EndKind::NotAdmitted, EndKind::Flood,
                              EndKind::Timeout, EndKind::Protocol, EndKind::ShuttingDown}) {
        QCOMPARE(endKind(whyToken(why)), why);
        QVERIFY(!sentence(why).isEmpty());
    }
    QCOMPARE(endKind("nonsense"), EndKind::Quit);
    QCOMPARE(endKind(""), EndKind::Quit);
    QCOMPARE(farewell(EndKind::Flood, {}), "You sent too much");
    QCOMPARE(farewell(EndKind::Quit, QStringLiteral("bis\nmorgen")), "Goodbye: bis morgen");
}

void TestSpeech::ctcpIsRecognised()
{
    QCOMPARE(saidOf("PRIVMSG",
                    "\x01"
                    "ACTION waves\x01",
                    {})
                 ->kind,
             TextKind::Action);
    QCOMPARE(saidOf("PRIVMSG",
                    "\x01"
                    "ACTION waves",
                    {})
                 ->text,
             QStringLiteral("waves")); // the end may be missing
    QVERIFY(!saidOf("PRIVMSG", "\x01VERSION\x01", {}));
    QVERIFY(!saidOf("NOTICE", "\x01VERSION x\x01", {})); // an answer to nothing
    QCOMPARE(saidOf("NOTICE", "x", {})->kind, TextKind::Notice);
    QCOMPARE(ctcpAnswer(*ctcpOf("\x01PING 12 34\x01")), "\x01PING 12 34\x01");
    QVERIFY(ctcpAnswer(*ctcpOf("\x01VERSION\x01")).startsWith("\x01VERSION Plausch"));
    QCOMPARE(ctcpAnswer(*ctcpOf("\x01"
                                "DCC SEND x\x01")),
             QByteArray());
    QCOMPARE(ctcpAnswer(*ctcpOf("\x01")), QByteArray());
}

void TestSpeech::livenessCountsPeriodsFromTheLastPing()
{
    using Verdict = Liveness::Verdict;
    Liveness liveness(1000);
    liveness.heard(0);
    QCOMPARE(liveness.onTick(999), Verdict::Fine);
    QCOMPARE(liveness.onTick(1000), Verdict::Ping);
    QCOMPARE(liveness.onTick(1999), Verdict::Fine);
    QCOMPARE(liveness.onTick(2000), Verdict::Ping);
    QCOMPARE(liveness.onTick(2999), Verdict::Fine);
    QCOMPARE(liveness.onTick(3000), Verdict::Dead);

    liveness.heard(3000);
    QCOMPARE(liveness.onTick(4000), Verdict::Ping);
    liveness.heard(4500);
    QCOMPARE(liveness.onTick(5499), Verdict::Fine);
    // the machine slept for an hour: the peer gets its two periods all the same
    QCOMPARE(liveness.onTick(3'600'000), Verdict::Ping);
    QCOMPARE(liveness.onTick(3'600'999), Verdict::Fine);
    QCOMPARE(liveness.onTick(3'601'000), Verdict::Ping);
}

void TestSpeech::labelsComeBackOnce()
{
    const auto answers = [](Responses &responses) {
        QByteArrayList lines;
        for (const wire::Message &message : responses.take("srv"))
            lines += wire::encode(message).trimmed();
        return lines;
    };
    Responses responses;
    responses.begin("x1");
    QCOMPARE(answers(responses), QByteArrayList{"@label=x1 :srv ACK"});
    QCOMPARE(answers(responses), QByteArrayList{});

    responses.begin("x2");
    responses.add({{}, "srv", "PONG", {"a"}});
    QCOMPARE(answers(responses), QByteArrayList{"@label=x2 :srv PONG a"});

    responses.begin("x3");
    responses.add({{}, "srv", "311", {"a"}});
    responses.add({{}, "srv", "318", {"a"}});
    QCOMPARE(answers(responses),
             (QByteArrayList{"@label=x3 :srv BATCH +l1 labeled-response", "@batch=l1 :srv 311 a",
                             "@batch=l1 :srv 318 a", ":srv BATCH -l1"}));

    responses.begin(QByteArray(Responses::MaxLabelBytes + 1, 'x')); // over its limit: no label
    QCOMPARE(answers(responses), QByteArrayList{});
}

void TestSpeech::capabilityNames()
{
    for (const Cap cap : allCaps())
        QCOMPARE(capNamed(nameOf(cap)), std::optional<Cap>(cap));
    QVERIFY(!capNamed("no-such-capability"));
    QCOMPARE(multilineCeiling("max-bytes=4096,max-lines=24")->lines, 24);
    QCOMPARE(multilineCeiling("max-bytes=4096,new-key")->bytes, 4096);
    QVERIFY(!multilineCeiling("max-lines=24")); // max-bytes is required
    QVERIFY(!multilineCeiling("max-bytes=-1"));
    QVERIFY(!multilineCeiling("max-bytes=1,max-lines=-1"));
    const std::vector<CapToken> tokens = capTokens(" -batch  draft/multiline=max-bytes=1 ");
    QCOMPARE(tokens.size(), size_t(2));
    QVERIFY(tokens[0].off);
    QCOMPARE(tokens[1].name.toByteArray(), "draft/multiline");
    QCOMPARE(tokens[1].value.toByteArray(), "max-bytes=1");
}

PLAUSCH_TEST_MAIN(TestSpeech)
#include "tst_speech.moc"
