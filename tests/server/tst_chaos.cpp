// Whatever people type in whatever order, the world fits together afterwards. The lines come from a seed, so that what
// fails fails again.
#include "server/babble.h"
#include "server/flaws.h"
#include "server/room.h"
#include "support/testmain.h"

#include <array>
#include <memory>

using namespace plausch;
using namespace plausch::test;

namespace {

constexpr int Lines = 200'000;
constexpr int Parties = 8;
constexpr std::size_t MostKept = 512; // lines of one party between two looks at them

} // namespace

class TestChaos : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWorldFitsTogether_data();
    void theWorldFitsTogether();
};

void TestChaos::theWorldFitsTogether_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::newRow("one") << 1u;
    QTest::newRow("two") << 2u;
}

void TestChaos::theWorldFitsTogether()
{
    QFETCH(const quint32, seed);
    Babble babble(seed);
    server::Settings settings = Stage::named();
    settings.limits.listEntries = 10;
    settings.limits.channelsPerUser = 4;
    Stage stage(settings);
    std::array<std::unique_ptr<Party>, Parties> parties;
    int told = 0;
    for (int i = 0; i < Lines / 2; ++i) {
        const int who = babble.number(Parties);
        std::unique_ptr<Party> &party = parties[std::size_t(who)];
        const QByteArray nick = 'p' + QByteArray::number(who);
        if (!party || party->closed || babble.chance(2'000)) {
            party = std::make_unique<Party>(stage, nick);
            if (server::User *user = stage.realm.world().userNamed(nick); user && babble.chance(2))
                user->account = nick;
        }
        const QByteArray line = babble.line();
        party->send(line);
        if (const char *flaw = flawOf(stage.realm.world()))
            QFAIL((QByteArray(flaw) + " after " + QByteArray::number(i) + ": " + line).constData());
        for (const auto &other : parties) {
            if (!other || other->lines.size() < qsizetype(MostKept))
                continue;
            for (const QByteArray &heard : other->take()) {
                QVERIFY2(isSendable(heard), heard.constData());
                ++told;
            }
        }
    }
    QVERIFY(told > Lines / 4); // they did talk
}

PLAUSCH_TEST_MAIN(TestChaos)
#include "tst_chaos.moc"
