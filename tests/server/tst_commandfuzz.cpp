// Every command of the table with whatever may follow it, from several clients who are accounts, operators, guests and
// not registered yet, over real databases: the world fits together, and what is answered is a line. `./dev fuzz
// commands` gives each command a million lines (PLAUSCH_FUZZ_LINES).
#include "server/accountstage.h"
#include "server/babble.h"
#include "server/commands.h"
#include "server/flaws.h"
#include "server/historystage.h"
#include "support/testmain.h"

#include <algorithm>
#include <array>
#include <memory>

using namespace plausch;
using namespace plausch::test;

namespace {

constexpr int FewLines = 400;
constexpr int LinesPerLook = 16; // at the whole world
constexpr std::size_t Parties = 6;

int linesPerCommand()
{
    bool isNumber = false;
    const int lines = qEnvironmentVariableIntValue("PLAUSCH_FUZZ_LINES", &isNumber);
    return isNumber && lines > 0 ? lines : FewLines;
}

server::Settings settings()
{
    server::Settings settings = AccountStage::settings();
    settings.hasHistory = true;
    settings.operators["root"] = "hash of sesam";
    settings.motd = {"one", "two"};
    return settings;
}

struct KnownAccounts : AccountFile
{
    KnownAccounts()
    {
        add("anna");
        add("ben");
    }
};

/// People who come again as soon as they are thrown out: p0, an operator, with a second session p1, both anna's; p2,
/// ben's; two guests; and one who registers only by chance.
class Crowd
{
public:
    Crowd() : m_stage(m_accounts, settings())
    {
        m_stage.history = &m_history.history;
        m_stage.transact = [this](const std::function<void()> &work) { return m_history.database.transact(work); };
    }

    Stage &stage() { return m_stage; }
    Party &party(std::size_t which)
    {
        std::unique_ptr<Party> &party = m_parties[which];
        if (party && !party->closed)
            return *party;
        party = std::make_unique<Party>(m_stage);
        if (party->closed) { // an operator has banned all
            m_stage.realm.world().klines.load({});
            party = std::make_unique<Party>(m_stage);
        }
        enter(*party, which);
        return *party;
    }
    /// The first line that is none; null: all are well. They are forgotten.
    QByteArray badLine()
    {
        for (const auto &party : m_parties) {
            for (const QByteArray &line : party ? party->take() : QByteArrayList()) {
                if (!isSendable(line))
                    return line;
            }
        }
        return {};
    }

private:
    void enter(Party &party, std::size_t which)
    {
        server::World &world = m_stage.realm.world();
        if (which == 1 && world.userNamed("p0"))
            return attach(party, m_stage, "p0", session::Cap::ServerTime | session::Cap::EchoMessage);
        if (which == 5)
            return;
        party.send("CAP REQ :" + (which == 3 ? QByteArray("setname sasl") : FullCaps + " sasl draft/read-marker"));
        party.send("NICK p" + QByteArray::number(which));
        party.send("USER u 0 * :U");
        party.send("CAP END");
        server::User *user = party.client() ? party.client()->user : nullptr;
        if (user && (which == 0 || which == 2)) {
            server::Profile profile;
            profile.account = which == 0 ? "anna" : "ben";
            world.setProfile(*user, world.keepProfile(std::move(profile)));
        }
        if (which == 0)
            party.send("OPER root sesam");
        m_stage.answerChecks();
    }

    KnownAccounts m_accounts;
    HistoryFile m_history;
    AccountStage m_stage;
    std::array<std::unique_ptr<Party>, Parties> m_parties;
};

} // namespace

class TestCommandFuzz : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anything_data();
    void anything();
};

void TestCommandFuzz::anything_data()
{
    QTest::addColumn<QByteArray>("verb");
    QByteArrayList verbs = server::allCommands().keys();
    std::sort(verbs.begin(), verbs.end());
    QVERIFY(verbs.size() > 50);
    for (const QByteArray &verb : std::as_const(verbs))
        QTest::newRow(verb.constData()) << verb;
}

void TestCommandFuzz::anything()
{
    QFETCH(const QByteArray, verb);
    Babble babble(quint32(qHash(verb, 1)));
    Crowd crowd;
    server::World &world = crowd.stage().realm.world();
    const server::Command *command = server::commandNamed(verb);
    const int lines = linesPerCommand();
    for (int i = 0; i < lines; ++i) {
        Party &party = crowd.party(std::size_t(babble.number(int(Parties))));
        const QByteArray line = babble.chance(12) ? babble.line() : babble.lineOf(verb);
        party.send(line);
        if (babble.chance(4))
            crowd.stage().answerChecks();
        if (babble.chance(50))
            crowd.stage().advance(babble.number(3'000));
        if (i % LinesPerLook != 0 && i + 1 < lines)
            continue;
        if (const char *flaw = flawOf(world))
            QFAIL((QByteArray(flaw) + " after " + QByteArray::number(i) + ": " + line).constData());
        const QByteArray bad = crowd.badLine();
        QVERIFY2(bad.isNull(), (bad + " near " + QByteArray::number(i) + ": " + line).constData());
    }
    QVERIFY(world.uses.value(command) > quint64(lines) / 20); // it did come to it
}

PLAUSCH_TEST_MAIN(TestCommandFuzz)
#include "tst_commandfuzz.moc"
