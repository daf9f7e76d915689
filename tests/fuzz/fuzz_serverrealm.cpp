// Several clients of a chat server who send anything. A line begins with a digit: whose it is; with another character
// it is an order: time passes, a link breaks, what was asked of the outside is answered.
#include "invariant.h"
#include "wire/lineframer.h"

#include "../server/flaws.h"
#include "../server/party.h"

#include <array>
#include <memory>

using namespace plausch;

namespace {

constexpr std::size_t Parties = 6;
constexpr qsizetype MostLines = 2'000; // heard, between two looks at them

server::Settings settings()
{
    server::Settings settings = test::Stage::named();
    settings.operators["root"] = "hash of sesam";
    settings.limits.perAddress = 0;
    settings.limits.listEntries = 10;
    settings.limits.channelsPerUser = 5;
    return settings;
}

class Crowd
{
public:
    bool step(QByteArrayView line)
    {
        const char first = line.front();
        if (first >= '0' && first < char('0' + Parties))
            party(std::size_t(first - '0')).send(line.sliced(1).toByteArray());
        else
            order(first, line.size());
        look();
        return true;
    }

private:
    test::Party &party(std::size_t which)
    {
        std::unique_ptr<test::Party> &party = m_parties[which];
        if (party && !party->closed)
            return *party;
        party = std::make_unique<test::Party>(m_stage);
        if (party->closed || which == 0)
            return *party;
        party->send("NICK p" + QByteArray::number(int(which)));
        party->send("USER u 0 * :U");
        return *party;
    }

    void order(char what, qsizetype size)
    {
        switch (what % 3) {
        case 0:
            return m_stage.advance(qint64(size) * 500);
        case 1:
            return m_stage.answerChecks();
        default:
            m_parties[std::size_t(size) % Parties].reset();
        }
    }

    void look()
    {
        const char *flaw = test::flawOf(m_stage.realm.world());
        fuzz::require(!flaw, flaw);
        for (const auto &party : m_parties) {
            if (!party)
                continue;
            fuzz::require(party->lines.size() < MostLines, "one line makes no flood");
            for (const QByteArray &line : party->take())
                fuzz::require(test::isSendable(line), "what is sent is a line");
        }
    }

    test::Stage m_stage{settings()};
    std::array<std::unique_ptr<test::Party>, Parties> m_parties;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    Crowd crowd;
    wire::LineFramer framer(wire::MaxLineBytes);
    framer.feed(fuzz::view(data, size), [&crowd](QByteArrayView line) { return line.isEmpty() || crowd.step(line); });
    return 0;
}
