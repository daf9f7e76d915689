// A million lines of nonsense with a fixed seed: no crash, no growth, no event that makes no sense, no line that breaks
// the grammar.
#include "support/sessionpair.h"
#include "support/testmain.h"

#include <QRandomGenerator>

using namespace plausch;
using namespace plausch::session;
using namespace plausch::test;

namespace {

constexpr int HostLines = 600'000;
constexpr int DiallerLines = 400'000;

/// Half sense: real verbs, tags and names with random bytes between them.
class Nonsense
{
public:
    explicit Nonsense(quint32 seed) : m_random(seed) { }

    QByteArray line()
    {
        QByteArray out;
        if (m_random.bounded(4) == 0)
            out += '@' + tag() + (m_random.bounded(2) ? QByteArray() : ';' + tag()) + ' ';
        if (m_random.bounded(4) == 0)
            out += ':' + word() + "!u@h ";
        out += m_random.bounded(20) ? pick(Verbs) : noise();
        for (int params = m_random.bounded(5); params > 0; --params)
            out += (m_random.bounded(4) ? " " : " :") + word();
        return out;
    }
    int bounded(int highest) { return m_random.bounded(highest); }

private:
    static constexpr const char *Verbs[] = {
        "PRIVMSG", "NOTICE", "TAGMSG", "BATCH", "CAP",  "NICK", "USER", "PING",  "PONG", "AWAY",    "SETNAME",
        "MONITOR", "WHOIS",  "WHO",    "ISON",  "MODE", "JOIN", "LIST", "001",   "005",  "422",     "433",
        "311",     "301",    "318",    "421",   "FAIL", "PASS", "TIME", "NAMES", "ACK",  "USERHOST"};
    static constexpr const char *Words[] = {"anna",
                                            "eva",
                                            "ANNA",
                                            "+1",
                                            "-1",
                                            "+2",
                                            "draft/multiline",
                                            "LS",
                                            "302",
                                            "REQ",
                                            "END",
                                            "ACK",
                                            "NAK",
                                            "batch",
                                            "*",
                                            "+",
                                            "C",
                                            "L",
                                            "S",
                                            "anna,eva",
                                            "HOSTNICK=anna",
                                            "NEW",
                                            "DEL",
                                            "#room",
                                            "a b c",
                                            "\x01"
                                            "ACTION x\x01",
                                            "\x01PING\x01",
                                            "PLAUSCH=1",
                                            "message-tags",
                                            "labeled-response"};
    static constexpr const char *Tags[] = {"batch=1",
                                           "batch=2",
                                           "label=x",
                                           "draft/multiline-concat",
                                           "+plausch.chat/id=m",
                                           "+plausch.chat/time=2025-06-15T15:06:40.123Z",
                                           "+plausch.chat/delivered=m",
                                           "+plausch.chat/read=m",
                                           "+plausch.chat/port=1",
                                           "+plausch.chat/port=x",
                                           "+plausch.chat/why=flood",
                                           "+typing=active"};

    template <size_t N> QByteArray pick(const char *const (&from)[N]) { return from[m_random.bounded(int(N))]; }
    QByteArray word() { return m_random.bounded(10) ? pick(Words) : noise(); }
    QByteArray tag() { return m_random.bounded(10) ? pick(Tags) : noise(); }
    QByteArray noise()
    {
        QByteArray bytes(m_random.bounded(m_random.bounded(50) ? 12 : 700), '\0');
        for (char &byte : bytes)
            byte = char(m_random.bounded(256));
        bytes.replace('\n', ' ');
        return bytes;
    }

    QRandomGenerator m_random;
};

void checkAnswers(KeepingPort &port)
{
    for (const QByteArray &line : port.takeLines()) {
        wire::MessageView view;
        QVERIFY2(wire::parse(line, view) == wire::ParseError::None, line);
        const qsizetype tags = line.startsWith('@') ? line.indexOf(' ') + 1 : 0;
        QVERIFY2(line.size() + 2 - tags <= wire::MaxBodyBytes + 160, line); // an echo has a mask more than what came
    }
    QVERIFY(!port.broken);
}

} // namespace

class TestSessionGarbage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hostSurvives();
    void diallerSurvives();
    void requestsAtAnyTimeDoNoHarm();
};

void TestSessionGarbage::hostSurvives()
{
    Nonsense nonsense(1);
    std::unique_ptr<TypedHost> host;
    int said = 0;
    for (int i = 0; i < HostLines; ++i) {
        if (!host || host->port.closed || i % 10'000 == 0)
            host = nonsense.bounded(4) ? TypedHost::withEva("message-tags batch labeled-response echo-message "
                                                            "draft/multiline setname away-notify")
                                       : std::make_unique<TypedHost>();
        host->session().onLine(nonsense.line(), host->now);
        if (host->port.count<Knocked>() > 0 && host->session().phase() == Session::Phase::Greeting)
            host->session().perform(nonsense.bounded(3) ? Request(Admit{"eva"}) : Request(Refuse{}), host->now);
        said += host->port.count<Said>();
        host->port.events.clear();
        checkAnswers(host->port);
        if (QTest::currentTestFailed())
            return;
    }
    QVERIFY2(said > 500, QByteArray::number(said)); // some of it made sense
}

void TestSessionGarbage::diallerSurvives()
{
    Nonsense nonsense(2);
    KeepingPort port;
    std::unique_ptr<ClientSession> client;
    const Moment now{1, 1'750'000'000'000};
    int ready = 0;
    for (int i = 0; i < DiallerLines; ++i) {
        if (!client || port.closed || i % 1'000 == 0) {
            port = {};
            client = std::make_unique<ClientSession>(port, person("eva", QStringLiteral("Eva")), Limits{});
            client->start(now);
        }
        client->onLine(nonsense.line(), now);
        ready += port.count<Ready>();
        port.events.clear();
        checkAnswers(port);
        if (QTest::currentTestFailed())
            return;
    }
    QVERIFY(ready > 10);
}

void TestSessionGarbage::requestsAtAnyTimeDoNoHarm()
{
    Nonsense nonsense(3);
    for (int run = 0; run < 500; ++run) {
        SessionPair pair(person("eva", QStringLiteral("Eva")), person("anna", QStringLiteral("Anna")));
        if (nonsense.bounded(2))
            pair.onKnock = [](const Knocked &) {};
        if (nonsense.bounded(4))
            pair.start();
        for (int step = 0; step < 20; ++step) {
            SessionPair::End &end = pair.end(nonsense.bounded(2));
            const QString words = QString::fromUtf8(nonsense.line());
            switch (nonsense.bounded(9)) {
            case 0:
                pair.perform(end, Admit{"eva"});
                break;
            case 1:
                pair.perform(end, Receipt{words.toUtf8(), ReceiptKind::Read});
                break;
            case 2: {
                Self self = person(nonsense.line().left(20), words);
                self.away = nonsense.bounded(2);
                self.awayText = words;
                pair.perform(end, SelfChanged{self});
                break;
            }
            case 3:
                if (nonsense.bounded(20) == 0)
                    pair.perform(end, Leave{EndKind(nonsense.bounded(8)), words});
                break;
            case 4:
                if (nonsense.bounded(20) == 0)
                    pair.perform(end, Refuse{EndKind::Blocked, words});
                break;
            case 5:
                pair.tick(nonsense.bounded(20'000), nonsense.bounded(2));
                break;
            default:
                pair.perform(end, Say{words.toUtf8().left(10), 1, words, TextKind(nonsense.bounded(3))});
            }
            QVERIFY(pair.host.port.count<Ended>() <= 1 && pair.dialler.port.count<Ended>() <= 1);
        }
        QVERIFY(!pair.host.port.broken);
        QVERIFY(!pair.dialler.port.broken);
    }
}

PLAUSCH_TEST_MAIN(TestSessionGarbage)
#include "tst_sessiongarbage.moc"
