// Whatever people type in whatever order, the world fits together afterwards. The lines come from a seed, so that what
// fails fails again.
#include "server/masks.h"
#include "server/room.h"
#include "support/testmain.h"
#include "wire/casemap.h"

#include <QRandomGenerator>

#include <algorithm>
#include <memory>

using namespace plausch;
using namespace plausch::test;

namespace {

constexpr int Lines = 200'000;
constexpr int Parties = 8;
constexpr std::size_t MostKept = 512; // lines of one party between two looks at them

/// nullptr: all is well.
const char *flawOf(const server::User &user)
{
    for (const server::Membership &membership : user.channels) {
        const auto &members = membership.channel->members;
        if (membership.place >= members.size() || members[membership.place].user != &user)
            return "a member is not where he is said to be";
        if (std::count_if(members.begin(), members.end(), [&](const server::Member &one) { return one.user == &user; })
            != 1)
            return "a member is there twice";
    }
    for (const server::Channel *channel : user.invitations) {
        if (std::count(channel->invited.begin(), channel->invited.end(), &user) != 1)
            return "a user is invited, and the channel does not know";
    }
    return user.clients.empty() ? "a user without a client" : nullptr;
}

const char *flawOf(const server::Channel &channel, const server::World &world)
{
    if (channel.members.empty() && !channel.is(server::ChannelMode::Persistent))
        return "nobody is in a channel that does not stay";
    if (channel.folded != wire::folded(channel.name) || !wire::isValidChannelName(channel.name))
        return "a channel has a wrong name";
    if (channel.bans.size() + channel.exceptions.size() + channel.invitations.size()
        > std::size_t(world.settings.limits.listEntries))
        return "more masks than there may be";
    for (const auto *list : {&channel.bans, &channel.exceptions, &channel.invitations}) {
        for (const server::MaskEntry &entry : *list) {
            if (entry.mask.isEmpty() || entry.mask != server::normalizedMask(entry.mask))
                return "a mask that is none";
        }
    }
    for (const server::Member &member : channel.members) {
        if (world.memberOf(channel, *member.user) != &member)
            return "a channel has a member who does not know";
    }
    for (const server::User *user : channel.invited) {
        if (std::count(user->invitations.begin(), user->invitations.end(), &channel) != 1)
            return "a channel has invited a user who does not know";
    }
    return channel.topic.text.size() > world.settings.limits.topic ? "a topic that is too long" : nullptr;
}

const char *flawOf(const server::World &world)
{
    for (auto user = world.users().begin(); user != world.users().end(); ++user) {
        if (user.key() != (*user)->folded || wire::folded((*user)->nick) != user.key())
            return "a user under another name";
        if (const char *flaw = flawOf(**user))
            return flaw;
    }
    for (auto channel = world.channels().begin(); channel != world.channels().end(); ++channel) {
        if (channel.key() != (*channel)->folded)
            return "a channel under another name";
        if (const char *flaw = flawOf(**channel, world))
            return flaw;
    }
    return nullptr;
}

/// What a server may send: 512 bytes, words before a text, UTF-8.
bool isSendable(const QByteArray &line)
{
    wire::MessageView view;
    const qsizetype tags = line.startsWith('@') ? line.indexOf(' ') + 1 : 0;
    return wire::parse(line, view) == wire::ParseError::None && line.size() - tags <= wire::MaxBodyBytes - 2
        && !QString::fromUtf8(line).contains(QChar::ReplacementCharacter);
}

/// Lines of people who hardly know what they do.
class Babble
{
public:
    explicit Babble(quint32 seed) : m_random(seed) { }

    QByteArray line()
    {
        const QByteArray tags =
            chance(8) ? one({"@+typing=active ", "@label=x;+a=b;+a=c ", "@msgid=1 "}) : QByteArray();
        const QByteArray verb =
            one({"JOIN",  "JOIN", "JOIN",   "PART",   "KICK",    "MODE",    "MODE",   "MODE",   "MODE", "TOPIC",
                 "NAMES", "LIST", "INVITE", "RENAME", "PRIVMSG", "PRIVMSG", "NOTICE", "TAGMSG", "NICK", "CAP REQ"});
        QByteArray line = tags + verb;
        for (int left = number(4); left > 0; --left)
            line += ' ' + param(verb);
        if (chance(3))
            line += " :" + text();
        return line;
    }
    bool chance(int of) { return number(of) == 0; }
    int number(int below) { return int(m_random.bounded(below)); }

private:
    QByteArray one(std::initializer_list<const char *> words) { return words.begin()[number(int(words.size()))]; }
    QByteArray channel() { return one({"#a", "#b", "#C", "#c", "#d", "#ü", "#a,#b,#d", "@#a", "%+#b", "0", "a b"}); }
    QByteArray nick()
    {
        return one({"p0", "p1", "P2", "p3", "p4", "p5", "p6", "p7", "p1,p2,p3", "nobody", "ä", "*", "~a:*"});
    }
    QByteArray modes()
    {
        QByteArray letters;
        for (int left = 1 + number(6); left > 0; --left)
            letters += one({"+", "-", "b", "e", "I", "k", "l", "i", "m", "n", "s", "t", "C",
                            "R", "M", "P", "q", "o", "h", "v", "o", "o", "Z", "ü", ":"});
        return letters;
    }
    QByteArray text()
    {
        QByteArray out;
        for (int left = number(20); left > 0; --left)
            out += one({"a", "ü", " ", ":", "\x01", "*!*@*", ",", "<3", "T>1", "message-tags", "echo-message ",
                        "server-time ", "\xff", "geheim"});
        return chance(6) ? out.repeated(10) : out;
    }
    QByteArray param(const QByteArray &verb)
    {
        if (verb == "MODE" && chance(2))
            return modes();
        const int kind = number(10);
        if (kind < 5)
            return channel();
        if (kind < 8)
            return nick();
        return kind == 8 ? QByteArray::number(number(5)) : text().replace(' ', '_');
    }

    QRandomGenerator m_random;
};

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
