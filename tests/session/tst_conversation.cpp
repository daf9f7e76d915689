// Two sessions talk, and above them nobody can tell who dialled: every case runs in both roles, and with the bytes cut
// in several ways.
#include "support/sessionpair.h"
#include "support/testmain.h"

#include <QRandomGenerator>

#include <memory>

using namespace plausch;
using namespace plausch::session;
using namespace plausch::test;

namespace {

using End = SessionPair::End;

struct Talk
{
    std::unique_ptr<SessionPair> pair;
    End &mine;
    End &theirs;
    bool intact() const { return !mine.port.broken && !theirs.port.broken; }
};

void addRoles()
{
    QTest::addColumn<bool>("hosting");
    QTest::addColumn<int>("cut");
    for (const bool hosting : {false, true}) {
        for (const int cut : {1'000'000, 1, 7, 0})
            QTest::addRow("%s, cut %d", hosting ? "host" : "dialler", cut) << hosting << cut;
    }
}

/// Anna is "mine", Bert is "theirs"; who hosts is the row's to say. Cut 0 is random.
Talk begin(bool hosting, int cut, const Limits &limits = {},
           const Self &anna = person("anna", QStringLiteral("Anna Lena")),
           const Self &bert = person("bert", QStringLiteral("Bert")))
{
    auto pair =
        hosting ? std::make_unique<SessionPair>(bert, anna, limits) : std::make_unique<SessionPair>(anna, bert, limits);
    auto random = std::make_shared<QRandomGenerator>(quint32(4711));
    pair->cut = [cut, random] { return cut ? qsizetype(cut) : qsizetype(1 + random->bounded(40)); };
    pair->start();
    End &mine = pair->end(hosting);
    End &theirs = pair->end(!hosting);
    return {std::move(pair), mine, theirs};
}

Talk beginRow(const Limits &limits = {}, const Self &anna = person("anna", QStringLiteral("Anna Lena")),
              const Self &bert = person("bert", QStringLiteral("Bert")))
{
    QFETCH(bool, hosting);
    QFETCH(int, cut);
    return begin(hosting, cut, limits, anna, bert);
}

Say text(const QByteArray &id, const QString &words, TextKind kind = TextKind::Text)
{
    return {id, 1'750'000'000'123, words, kind};
}

} // namespace

class TestConversation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bothGetReady_data() { addRoles(); }
    void bothGetReady();
    void textsArriveAsSaid_data() { addRoles(); }
    void textsArriveAsSaid();
    void orderIsKept_data() { addRoles(); }
    void orderIsKept();
    void receiptsArrive_data() { addRoles(); }
    void receiptsArrive();
    void repliesArrive_data() { addRoles(); }
    void repliesArrive();
    void signsArrive_data() { addRoles(); }
    void signsArrive();
    void typingIsTold_data() { addRoles(); }
    void typingIsTold();
    void changesArrive_data() { addRoles(); }
    void changesArrive();
    void whatWasSaidBeforeArrives_data() { addRoles(); }
    void whatWasSaidBeforeArrives();
    void leavingReachesTheOther_data() { addRoles(); }
    void leavingReachesTheOther();
    void silenceIsNoticed_data() { addRoles(); }
    void silenceIsNoticed();
    void quietLinksStayAlive_data() { addRoles(); }
    void quietLinksStayAlive();
    void sameNamesGetAlong_data() { addRoles(); }
    void sameNamesGetAlong();
    void randomTextsArrive_data() { addRoles(); }
    void randomTextsArrive();
    void wireLimitsAreKept_data() { addRoles(); }
    void wireLimitsAreKept();
    void refusedDiallersHearWhy();
    void setUpIsTwoRoundTrips();
};

void TestConversation::bothGetReady()
{
    Self anna = person("anna", QStringLiteral("Anna Lena Müller"));
    anna.away = true;
    anna.awayText = QStringLiteral("beim Essen");
    anna.listenPort = 50'001;
    const Talk it = beginRow({}, anna);
    for (const End *end : {&it.mine, &it.theirs}) {
        QCOMPARE(end->port.count<Ready>(), 1);
        QVERIFY(end->port.last<Ready>().receipts);
        QCOMPARE(end->session->phase(), Session::Phase::Ready);
    }
    QCOMPARE(it.mine.port.last<Ready>().peer.name, QStringLiteral("Bert"));
    // Ready or what changed right after it: in the end the other one knows all of Anna
    const auto changes = it.theirs.port.all<PeerChanged>();
    QCOMPARE(changes.empty() ? it.theirs.port.last<Ready>().peer : changes.back().peer, anna);
    QVERIFY(it.intact());
}

void TestConversation::textsArriveAsSaid()
{
    const Talk it = beginRow();
    const QStringList texts{QStringLiteral("Hallo"),
                            QStringLiteral(":-)"),
                            QStringLiteral(" vorn und hinten "),
                            QStringLiteral("zwei\nZeilen"),
                            QStringLiteral("\n\nleer\n\nleer\n"),
                            QStringLiteral("ä€😀語"),
                            QString(10'000, QLatin1Char('x')),
                            QStringLiteral("wort ").repeated(3000),
                            QStringLiteral("\\;=@: \t")};
    int number = 0;
    for (const QString &words : texts) {
        for (const TextKind kind : {TextKind::Text, TextKind::Action, TextKind::Notice}) {
            const QByteArray id = "m" + QByteArray::number(++number);
            it.pair->perform(it.mine, text(id, words, kind));
            const Said said = it.theirs.port.last<Said>();
            QCOMPARE(said.text, words);
            QCOMPARE(said.id, id);
            QCOMPARE(said.kind, kind);
            QCOMPARE(said.sentAt, 1'750'000'000'123);
            QCOMPARE(it.mine.port.last<Handed>().id, id);
            QCOMPARE(it.theirs.port.count<Said>(), number);
        }
    }
    QVERIFY(it.intact());
}

void TestConversation::orderIsKept()
{
    const Talk it = beginRow();
    for (int i = 0; i < 300; ++i) {
        it.mine.session->perform(
            text(QByteArray::number(i), QString::number(i) + (i % 3 ? QString() : QStringLiteral("\n"))), it.pair->now);
        it.theirs.session->perform(text(QByteArray::number(i), QString::number(i)), it.pair->now);
    }
    it.pair->pump();
    for (const End *end : {&it.mine, &it.theirs}) {
        QCOMPARE(end->port.count<Said>(), 300);
        for (int i = 0; i < 300; ++i)
            QCOMPARE(end->port.all<Said>()[size_t(i)].id, QByteArray::number(i));
    }
}

void TestConversation::receiptsArrive()
{
    const Talk it = beginRow();
    it.pair->perform(it.mine, Receipt{"m-1", ReceiptKind::Delivered});
    it.pair->perform(it.mine, Receipt{"m-1", ReceiptKind::Read});
    const auto receipts = it.theirs.port.all<Receipted>();
    QCOMPARE(receipts.size(), size_t(2));
    QCOMPARE(receipts[0].id, "m-1");
    QCOMPARE(receipts[0].kind, ReceiptKind::Delivered);
    QCOMPARE(receipts[1].kind, ReceiptKind::Read);
}

void TestConversation::repliesArrive()
{
    const Talk it = beginRow();
    const QStringList texts{QStringLiteral("ja"), QStringLiteral("zwei\nZeilen"), QString(70'000, QLatin1Char('x'))};
    for (const QString &words : texts) {
        Say say = text("m1", words);
        say.replyTo.id = "p7";
        const int before = it.theirs.port.count<Said>();
        it.pair->perform(it.mine, say);
        const auto all = it.theirs.port.all<Said>();
        QCOMPARE(all.at(size_t(before)).replyTo, (MessageName{{}, "p7"}));
        for (size_t i = size_t(before) + 1; i < all.size(); ++i) // over the ceiling: the first part answers
            QVERIFY(all.at(i).replyTo.isEmpty());
    }
    it.pair->perform(it.mine, text("m2", QStringLiteral("ohne")));
    QVERIFY(it.theirs.port.last<Said>().replyTo.isEmpty());
    QVERIFY(it.intact());
}

namespace {

template <class T> T lastSign(const End &end)
{
    T found{};
    for (const SignEvent &event : end.port.all<SignEvent>()) {
        if (const T *one = std::get_if<T>(&event))
            found = *one;
    }
    return found;
}

} // namespace

void TestConversation::signsArrive()
{
    const Talk it = beginRow();
    QVERIFY(it.mine.port.last<Ready>().redaction);
    it.pair->perform(it.mine, SignRequest(React{{}, "s1", {{}, "p7"}, QStringLiteral("👍"), true}));
    const auto given = lastSign<Reacted>(it.theirs);
    QCOMPARE(given.reaction, QStringLiteral("👍"));
    QCOMPARE(given.to, (MessageName{{}, "p7"}));
    QCOMPARE(given.id, QByteArray("s1"));
    QVERIFY(given.on && !given.mine);
    it.pair->perform(it.mine, SignRequest(React{{}, "s2", {{}, "p7"}, QStringLiteral("👍"), false}));
    QVERIFY(!lastSign<Reacted>(it.theirs).on);

    it.pair->perform(it.mine, SignRequest(Redact{{}, "s3", {{}, "m1"}, QStringLiteral("falsch: so")}));
    const auto taken = lastSign<Redacted>(it.theirs);
    QCOMPARE(taken.message, (MessageName{{}, "m1"}));
    QCOMPARE(taken.id, QByteArray("s3"));
    QCOMPARE(taken.reason, QStringLiteral("falsch: so"));

    it.pair->perform(it.mine, SignRequest(SignalTo{{}, {{"+plausch.chat/introduction", "a;b c"}}}));
    const QList<wire::Tag> tags{{"+plausch.chat/introduction", "a;b c"}};
    QCOMPARE(lastSign<Signalled>(it.theirs).tags, tags);

    // What makes no sense goes nowhere.
    const int before = it.theirs.port.count<SignEvent>();
    it.pair->perform(it.mine, SignRequest(React{{}, "s4", {}, QStringLiteral("x"), true}));
    it.pair->perform(it.mine, SignRequest(React{{}, "s5", {{}, "p7"}, QStringLiteral("much too long"), true}));
    it.pair->perform(it.mine, SignRequest(Redact{{}, "s6", {}, {}}));
    it.pair->perform(it.mine, SignRequest(SignalTo{{}, {{"time", "x"}}}));
    QCOMPARE(it.theirs.port.count<SignEvent>(), before);
    QVERIFY(it.intact());
}

void TestConversation::typingIsTold()
{
    const Talk it = beginRow();
    const auto type = [&](TypingState state) { it.pair->perform(it.mine, SignRequest(ShowTyping{{}, state})); };
    type(TypingState::Active);
    type(TypingState::Active);
    QCOMPARE(it.theirs.port.count<SignEvent>(), 1);
    QCOMPARE(lastSign<TypingSeen>(it.theirs).state, TypingState::Active);
    type(TypingState::Done);
    QCOMPARE(it.theirs.port.count<SignEvent>(), 1); // too soon
    it.pair->tick(3'000);
    QCOMPARE(it.theirs.port.count<SignEvent>(), 2);
    QCOMPARE(lastSign<TypingSeen>(it.theirs).state, TypingState::Done);
    it.pair->tick(3'000);
    type(TypingState::Active);
    it.pair->perform(it.mine, text("m1", QStringLiteral("fertig"))); // says it, too
    type(TypingState::Done);
    it.pair->tick(3'000);
    QCOMPARE(it.theirs.port.count<SignEvent>(), 3);
    QVERIFY(it.intact());
}

void TestConversation::changesArrive()
{
    const Talk it = beginRow();
    Self self = person("anna", QStringLiteral("Anna Lena"));
    const auto tell = [&] {
        it.pair->perform(it.mine, SelfChanged{self});
        return it.theirs.port.last<PeerChanged>().peer == self;
    };
    self.away = true;
    QVERIFY(tell());
    self.awayText = QStringLiteral("gleich zurück");
    QVERIFY(tell());
    self.away = false;
    self.awayText.clear();
    QVERIFY(tell());
    self.name = QStringLiteral("Anna Lena Groß");
    QVERIFY(tell());
    self.nick = "anni";
    QVERIFY(tell());
    self.listenPort = 4711;
    QVERIFY(tell());
    const int changes = it.theirs.port.count<PeerChanged>();
    QVERIFY(tell()); // nothing new
    QCOMPARE(it.theirs.port.count<PeerChanged>(), changes);
    it.pair->perform(it.mine, text("m1", QStringLiteral("noch da")));
    it.pair->perform(it.theirs, text("m2", QStringLiteral("ich auch")));
    QCOMPARE(it.theirs.port.last<Said>().text, QStringLiteral("noch da"));
    QCOMPARE(it.mine.port.last<Said>().text, QStringLiteral("ich auch"));
}

/// A message is said as soon as the line is ready, while the other end is still greeting.
void TestConversation::whatWasSaidBeforeArrives()
{
    QFETCH(bool, hosting);
    SessionPair pair(person("eva", {}), person("anna", QStringLiteral("Anna")));
    bool said = false;
    pair.onKnock = [&](const Knocked &knock) {
        pair.host.session->perform(Admit{knock.nick}, pair.now);
        if (hosting && !std::exchange(said, true))
            pair.host.session->perform(text("m1", QStringLiteral("willkommen")), pair.now);
    };
    pair.start();
    if (!hosting)
        pair.perform(pair.dialler, text("m1", QStringLiteral("willkommen")));
    const KeepingPort &port = (hosting ? pair.dialler : pair.host).port;
    QCOMPARE(port.count<Said>(), 1);
    QCOMPARE(port.count<Ready>(), 1);
    QVERIFY(!std::holds_alternative<Said>(port.events.front()));
    QCOMPARE(port.last<Said>().text, QStringLiteral("willkommen"));
}

void TestConversation::leavingReachesTheOther()
{
    for (const EndKind why : {EndKind::Quit, EndKind::Duplicate, EndKind::Blocked, EndKind::NotAdmitted, EndKind::Flood,
                              EndKind::Timeout, EndKind::Protocol, EndKind::ShuttingDown}) {
        const Talk it = beginRow();
        it.pair->perform(it.mine, text("m1", QStringLiteral("letzte Worte")));
        it.pair->perform(it.mine, Leave{why, QStringLiteral("warum")});
        const Ended own = it.mine.port.last<Ended>();
        const Ended other = it.theirs.port.last<Ended>();
        QCOMPARE(own.why, why);
        QVERIFY(!own.byPeer);
        QCOMPARE(other.why, why);
        QVERIFY(other.byPeer);
        QVERIFY(other.text.contains(QLatin1String("warum")));
        for (const End *end : {&it.mine, &it.theirs}) {
            QVERIFY(end->port.closed);
            QCOMPARE(end->port.count<Ended>(), 1);
            QCOMPARE(end->session->phase(), Session::Phase::Closed);
        }
        QCOMPARE(it.theirs.port.count<Said>(), 1);
        QVERIFY(it.intact());
    }
}

void TestConversation::silenceIsNoticed()
{
    Limits limits;
    limits.silenceMsecs = 5'000;
    const Talk it = beginRow(limits);
    for (int second = 1; second < 15; ++second) {
        it.pair->tick(1'000, false); // nothing gets through any more
        QVERIFY(!it.mine.port.closed);
    }
    it.pair->tick(1'000, false);
    QCOMPARE(it.mine.port.last<Ended>().why, EndKind::Timeout);
    QCOMPARE(it.theirs.port.last<Ended>().why, EndKind::Timeout);
}

void TestConversation::quietLinksStayAlive()
{
    const Talk it = beginRow();
    for (int second = 0; second < 600; ++second)
        it.pair->tick(1'000);
    QVERIFY(!it.mine.port.closed);
    QVERIFY(!it.theirs.port.closed);
    QVERIFY(it.mine.received.size() < 4'000); // a PING every 30 s is all
}

void TestConversation::sameNamesGetAlong()
{
    QFETCH(bool, hosting);
    QFETCH(int, cut);
    SessionPair pair(person("max", QStringLiteral("Max")), person("Max", QStringLiteral("Max")));
    pair.cut = [cut] { return qsizetype(qMax(cut, 1)); };
    pair.onKnock = [&pair](const Knocked &) { pair.host.session->perform(Admit{"max~2"}, pair.now); };
    pair.start();
    QCOMPARE(pair.dialler.port.last<Ready>().peer.nick, "Max");
    QCOMPARE(pair.host.port.last<Ready>().peer.nick, "max~2");
    pair.perform(pair.end(hosting), text("m1", QStringLiteral("Hallo Max")));
    QCOMPARE(pair.end(!hosting).port.last<Said>().text, QStringLiteral("Hallo Max"));
    QCOMPARE(pair.end(hosting).port.count<Said>(), 0);
}

void TestConversation::randomTextsArrive()
{
    const Talk it = beginRow();
    QRandomGenerator random(42);
    for (int i = 0; i < 200; ++i) {
        QString words;
        const int length = 1 + random.bounded(i % 10 ? 200 : 5'000);
        while (words.size() < length) {
            const char32_t c =
                random.bounded(3) ? 0x20 + char32_t(random.bounded(0x60)) : char32_t(random.bounded(0x11000));
            const bool forbidden =
                c == 0 || c == 0x2029 || c == '\r' || (c == 1 && words.isEmpty()) || QChar::isSurrogate(c);
            if (!forbidden)
                words += QString::fromUcs4(&c, 1);
        }
        if (words.count(QLatin1Char('\n')) == words.size())
            continue;
        it.pair->perform(it.mine, text("r" + QByteArray::number(i), words));
        QCOMPARE(it.theirs.port.last<Said>().text, words);
        QCOMPARE(it.theirs.port.last<Said>().id, "r" + QByteArray::number(i));
    }
    QVERIFY(it.intact());
}

/// https://modern.ircdocs.horse/#messages: whatever is said, no line is longer than any server has to take.
void TestConversation::wireLimitsAreKept()
{
    Self anna = person(QByteArray(64, 'a'), QString(400, QChar(u'ä')));
    anna.away = true;
    anna.awayText = QString(2000, QChar(u'€'));
    Self bert = person(QByteArray(64, 'b'), QString(400, QLatin1Char('b')));
    const Talk it = beginRow({}, anna, bert);
    it.pair->perform(it.mine, text("m1", QString(20'000, QChar(u'語'))));
    it.pair->perform(it.theirs, text("m1", QString(20'000, QLatin1Char('z'))));
    anna.awayText.prepend(QLatin1Char('x'));
    it.pair->perform(it.mine, SelfChanged{anna});
    it.pair->perform(it.mine, Leave{EndKind::Quit, QString(2000, QLatin1Char('q'))});
    for (const End *end : {&it.mine, &it.theirs}) {
        for (const QByteArray &line : end->received.split('\n')) {
            const qsizetype tags = line.startsWith('@') ? line.indexOf(' ') + 1 : 0;
            QVERIFY2(line.size() + 1 - tags <= wire::MaxBodyBytes, line);
            QVERIFY(tags <= wire::MaxClientTagBytes);
        }
    }
    QVERIFY(it.intact());
}

void TestConversation::refusedDiallersHearWhy()
{
    for (const EndKind why : {EndKind::Blocked, EndKind::NotAdmitted, EndKind::Duplicate}) {
        SessionPair pair(person("eva", {}), person("anna", {}));
        pair.onKnock = [&](const Knocked &) {
            pair.host.session->perform(Refuse{why, QStringLiteral("so ist es")}, pair.now);
        };
        pair.start();
        QCOMPARE(pair.dialler.port.count<Ready>(), 0);
        QCOMPARE(pair.dialler.port.last<Ended>().why, why);
        QVERIFY(pair.dialler.port.last<Ended>().byPeer);
        QVERIFY(pair.dialler.port.last<Ended>().text.contains(QLatin1String("so ist es")));
        QVERIFY(!pair.host.received.contains("HOSTNICK"));
        QVERIFY(!pair.dialler.received.contains("HOSTNICK")); // it learned nothing
    }
}

/// CAP LS, NICK, USER -> list -> REQ -> ACK -> END -> burst, with WHOIS on the way.
void TestConversation::setUpIsTwoRoundTrips()
{
    const Talk it = begin(false, 1'000'000);
    QCOMPARE(it.theirs.received.count("\r\n"), 6 + 0); // CAP LS, NICK, USER, CAP REQ, CAP END, WHOIS
    QVERIFY(it.theirs.received.startsWith("CAP LS 302\r\nNICK anna\r\nUSER anna 0 * :Anna Lena\r\nCAP REQ "));
}

PLAUSCH_TEST_MAIN(TestConversation)
#include "tst_conversation.moc"
