// The client of chat servers and our own server, line by line in one process: what each says is what the other reads.
#include "server/accountstage.h"
#include "server/historystage.h"
#include "support/networkscript.h"
#include "support/testmain.h"

using namespace plausch;
using namespace plausch::session;
using namespace plausch::test;

namespace {

/// A session on a realm. Lines are carried when the test says so, as sockets would between two turns.
class Guest final : private Port
{
public:
    Guest(Stage &stage, NetworkSelf self, const server::Arrival &arrival = Party::from("192.0.2.1"))
        : m_stage(stage), m_party(stage, arrival), m_session(*this, std::move(self), Script::unpaced())
    {
        m_session.setPrivate(true);
        m_session.start(stage.now());
        carry();
    }
    static NetworkSelf named(const QByteArray &nick)
    {
        NetworkSelf self;
        self.nick = nick;
        return self;
    }

    /// What it is told of, without what the server says besides.
    QByteArrayList wish(const QByteArray &line)
    {
        notes.clear();
        m_session.perform(wishOf(line), m_stage.now());
        carry();
        return take();
    }
    QByteArrayList take() { return std::exchange(notes, {}); }
    /// Until nobody of these has anything to say.
    void carry()
    {
        while (!m_out.isEmpty() || !m_party.lines.isEmpty()) {
            for (const QByteArray &line : std::exchange(m_out, {}))
                m_party.send(line);
            for (const QByteArray &line : m_party.take())
                m_session.onLine(line, m_stage.now());
        }
    }
    std::optional<Registered> registered;
    QByteArrayList notes;
    QList<Heard> heard;

private:
    void send(const wire::Message &message) override
    {
        const QByteArray line = wire::encode(message);
        QVERIFY(!line.isEmpty());
        m_out.append(line.chopped(2));
    }
    void emitEvent(Event event) override
    {
        const auto *network = std::get_if<NetworkEvent>(&event);
        if (!network || std::holds_alternative<ServerSaid>(*network))
            return;
        if (const auto *entered = std::get_if<Registered>(network))
            registered = *entered;
        if (const auto *words = std::get_if<Heard>(network))
            heard.append(*words);
        notes.append(described(*network));
    }
    void close() override { notes.append("closed"); }

    Stage &m_stage;
    QByteArrayList m_out;
    Party m_party;
    NetworkSession m_session;
};

QByteArray dayOf(const QByteArray &note)
{
    return note.left(note.indexOf(" at=2026"));
}

} // namespace

class TestNetworkRealm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsToldWhatTheServerIs()
    {
        Stage stage;
        Guest anna(stage, Guest::named("anna"));
        QVERIFY(anna.registered);
        const Features &features = anna.registered->features;
        QVERIFY(features.monitor && features.whox && features.utf8Only && features.echo && features.multiline);
        QVERIFY(features.caseMapping == wire::CaseMapping::Ascii);
        QCOMPARE(features.rankSigns, "~@%+");
        QCOMPARE(features.nickBytes, stage.realm.world().settings.limits.nick);
    }

    void roomsAndTalk()
    {
        Stage stage;
        Guest anna(stage, Guest::named("anna"));
        Guest ben(stage, Guest::named("ben"));
        QByteArrayList notes = anna.wish("JOIN #a");
        QCOMPARE(notes.value(0), "RoomEntered #a");
        QVERIFY2(notes.contains("MembersListed #a @anna"), notes.join('\n').constData());
        notes = ben.wish("JOIN #a");
        QVERIFY2(notes.contains("MembersListed #a @anna ben"), notes.join('\n').constData());
        anna.carry();
        QVERIFY(anna.take().contains("MemberJoined #a ben"));

        notes = anna.wish("SAY #a m1 :one|two");
        QCOMPARE(notes.size(), 1);
        QVERIFY2(notes[0].startsWith("Heard #a anna one|two msgid=") && notes[0].endsWith(" mine own=m1"),
                 notes[0].constData());
        ben.carry();
        QCOMPARE(ben.heard.size(), 1);
        QCOMPARE(ben.heard[0].text, QStringLiteral("one\ntwo"));
        QCOMPARE(ben.heard[0].senderId, "m1");
        QCOMPARE(ben.heard[0].msgid, anna.heard[0].msgid);
        QVERIFY(!ben.heard[0].mine && !ben.heard[0].msgid.isEmpty());

        notes = ben.wish("ACT anna m2 :waves");
        QCOMPARE(notes.size(), 1);
        QVERIFY(notes[0].startsWith("Heard anna ben waves action msgid=") && notes[0].contains("own=m2"));
        anna.carry();
        QCOMPARE(anna.heard.last().target, "ben");
        ben.take();

        QCOMPARE(dayOf(anna.wish("TOPIC #a :Lunch at one").value(0)), "TopicChanged #a Lunch at one by=anna");
        QCOMPARE(anna.wish("MODE #a +v ben"),
                 (QByteArrayList{"ModesChanged #a +v with=ben by=anna", "MemberChanged #a +ben"}));
        QCOMPARE(anna.wish("NICK Anne"), (QByteArrayList{"OwnNick Anne", "NickChanged anna Anne rooms=#a"}));
        QCOMPARE(anna.wish("AWAY :lunch"),
                 QByteArrayList{"MemberChanged #a @Anne*"} + QByteArrayList{"PersonAway Anne away text=lunch"});
        QCOMPARE(anna.wish("KICK #a ben :out"), QByteArrayList{"MemberLeft #a ben kick by=Anne text=out"});
        ben.carry();
        QVERIFY(ben.take().contains("RoomLeft #a kick by=Anne text=out"));
        QCOMPARE(anna.wish("PART #a"), QByteArrayList{"RoomLeft #a part"});
    }

    void refusals()
    {
        Stage stage;
        Guest anna(stage, Guest::named("anna"));
        Guest ben(stage, Guest::named("ben"));
        anna.wish("JOIN #a");
        anna.wish("MODE #a +ik geheim");
        QVERIFY(ben.wish("JOIN #a").value(0).startsWith("Failed JOIN #a 473"));
        QVERIFY(ben.wish("SAY #a m1 :hi").value(0).startsWith("Failed PRIVMSG #a 404 own=m1"));
        QVERIFY(ben.wish("SAY nobody m2 :hi").value(0).startsWith("Failed PRIVMSG nobody 401 own=m2"));
        QVERIFY(ben.wish("NICK anna").value(0).startsWith("Failed NICK anna 433"));
        QVERIFY(ben.wish("TOPIC #a :x").value(0).startsWith("Failed TOPIC #a 442"));
        QVERIFY(ben.wish("KICK #nowhere anna").value(0).startsWith("Failed KICK #nowhere 403"));
    }

    void asking()
    {
        Stage stage;
        Guest anna(stage, Guest::named("anna"));
        Guest ben(stage, Guest::named("ben"));
        anna.wish("JOIN #a");
        QVERIFY(ben.wish("ROOMS").contains("RoomFound #a 1 -"));
        QVERIFY(anna.wish("MODE #a +b *!*@bad").contains("ModesChanged #a +b with=*!*@bad by=anna"));
        const QByteArrayList masks = anna.wish("MASKS #a");
        QCOMPARE(masks.size(), 2);
        QCOMPARE(dayOf(masks[0]), "MaskListed #a b *!*@bad by=anna");
        QCOMPARE(masks[1], "MasksListed #a b");
        const QByteArrayList person = ben.wish("PERSON anna");
        QVERIFY2(person.value(0).startsWith("PersonDescribed anna ~anna@192.0.2.1 anna rooms=@#a"),
                 person.join('\n').constData());
        QCOMPARE(ben.wish("WATCH anna cleo"), (QByteArrayList{"PersonOnline anna", "PersonOffline cleo"}));
        Guest cleo(stage, Guest::named("cleo"));
        ben.carry();
        QCOMPARE(ben.take(), QByteArrayList{"PersonOnline cleo"});
        QVERIFY(anna.wish("INVITE #a cleo").contains("Invited #a anna cleo"));
        cleo.carry();
        QVERIFY(cleo.take().contains("Invited #a anna cleo"));
    }

    void signsIn_data()
    {
        QTest::addColumn<QByteArray>("password");
        QTest::addColumn<bool>("works");
        QTest::newRow("the right password") << Password << true;
        QTest::newRow("a wrong one") << QByteArray("falsches pferd") << false;
    }
    void signsIn()
    {
        QFETCH(QByteArray, password);
        QFETCH(bool, works);
        AccountFile file;
        file.add("anna");
        AccountStage stage(file);
        NetworkSelf self = Guest::named("anna");
        self.account = "anna";
        self.secret = password;
        Guest anna(stage, self);
        QCOMPARE(anna.registered.has_value(), works);
        QCOMPARE(anna.notes.contains("SignedIn anna"), works);
        QCOMPARE(anna.notes.contains("SignInFailed 904 text=SASL authentication failed"), !works);
        QCOMPARE(anna.notes.contains("closed"), !works);
    }

    void makesAnAccountAndUsesIt()
    {
        AccountFile file;
        AccountStage stage(file);
        NetworkSelf self = Guest::named("anna");
        self.account = "anna";
        self.secret = Password;
        self.createAccount = true;
        {
            Guest anna(stage, self);
            QVERIFY2(anna.notes.contains("AccountRegistered anna text=Account registered"),
                     anna.notes.join('\n').constData());
            QVERIFY(anna.notes.contains("SignedIn anna"));
            QVERIFY(anna.registered);
        }
        self.createAccount = false;
        Guest again(stage, self);
        QVERIFY(again.notes.contains("SignedIn anna"));
    }

    void thePastIsThere()
    {
        HistoryFile file;
        HistoryStage stage(file);
        Guest anna(stage, Guest::named("anna"));
        Guest ben(stage, Guest::named("ben"));
        anna.wish("JOIN #a");
        ben.wish("JOIN #a");
        for (int i = 1; i <= 5; ++i) {
            stage.advance(1000);
            anna.wish("SAY #a m" + QByteArray::number(i) + " :line " + QByteArray::number(i) + "|more");
        }
        ben.carry();
        const QList<Heard> live = std::exchange(ben.heard, {});
        QCOMPARE(live.size(), 5);
        QCOMPARE(ben.wish("BEFORE #a " + live[3].msgid + " 2").constLast(), "HistoryShown #a 2 more");
        QCOMPARE(ben.heard.size(), 2);
        for (int i = 0; i < 2; ++i) {
            const Heard &past = ben.heard[i];
            QVERIFY(past.fromHistory && !past.mine);
            QCOMPARE(past.msgid, live[i + 1].msgid);
            QCOMPARE(past.senderId, live[i + 1].senderId);
            QCOMPARE(past.text, live[i + 1].text);
            QCOMPARE(past.time, live[i + 1].time);
        }
        QCOMPARE(ben.wish("AFTER #a " + live[4].msgid + " 10"), QByteArrayList{"HistoryShown #a 0"});
        constexpr char All[] = "HistoryShown #a 7"; // two have come in, and five lines
        QCOMPARE(ben.wish("LATEST #a * 50").constLast(), All);
        QVERIFY(ben.wish("LATEST #nowhere * 50").constLast().startsWith("Failed CHATHISTORY #nowhere INVALID_TARGET"));
        QCOMPARE(anna.wish("LATEST #a * 50").constLast(), All);
        QVERIFY(anna.heard.constLast().mine && anna.heard.constLast().fromHistory);
        QCOMPARE(anna.heard.constLast().senderId, "m5");
    }
};

PLAUSCH_TEST_MAIN(TestNetworkRealm)
#include "tst_networkrealm.moc"
