// What was asked for, what is refused, and what the server says besides.
#include "session/networksession.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace plausch::session {
namespace {

/// Which list a numeric is of: its entries and their end (https://modern.ircdocs.horse/#numerics).
struct MaskNumeric
{
    QByteArrayView entry;
    QByteArrayView end;
    char mode;
};
constexpr std::array<MaskNumeric, 3> MaskNumerics{{{"367", "368", 'b'}, {"346", "347", 'I'}, {"348", "349", 'e'}}};

char modeOf(QByteArrayView numeric)
{
    const auto found = std::find_if(MaskNumerics.begin(), MaskNumerics.end(), [numeric](const MaskNumeric &one) {
        return one.entry == numeric || one.end == numeric;
    });
    return found->mode;
}

bool isRefusal(QByteArrayView numeric)
{
    return numeric.startsWith('4') || numeric.startsWith('5');
}

/// RPL_LOCALUSERS and RPL_GLOBALUSERS: the figures as parameters, and then in words.
bool saysItTwice(QByteArrayView numeric)
{
    return numeric == "265" || numeric == "266";
}

} // namespace

void NetworkSession::onListed(const Line &line)
{
    tell(RoomFound{line.param(1).toByteArray(), line.param(2).toByteArray().toInt(), textOf(line.param(3))});
}

void NetworkSession::onListEnd(const Line &)
{
    tell(RoomsListed{});
}

void NetworkSession::onMask(const Line &line)
{
    tell(MaskListed{line.param(1).toByteArray(), modeOf(line.command), line.param(2).toByteArray(),
                    nickOf(line.param(3)).toByteArray(), secondsOf(line.param(4)) * 1000});
}

void NetworkSession::onMasksEnd(const Line &line)
{
    tell(MasksListed{line.param(1).toByteArray(), modeOf(line.command)});
}

/// The list of who may not speak, where a server has one: <client> <room> <mode> <mask> <by> <time>
void NetworkSession::onQuiet(const Line &line)
{
    const QByteArrayView mode = line.param(2);
    if (mode.size() == 1)
        tell(MaskListed{line.param(1).toByteArray(), mode.front(), line.param(3).toByteArray(),
                        nickOf(line.param(4)).toByteArray(), secondsOf(line.param(5)) * 1000});
}

void NetworkSession::onQuietsEnd(const Line &line)
{
    const QByteArrayView mode = line.param(2);
    if (mode.size() == 1)
        tell(MasksListed{line.param(1).toByteArray(), mode.front()});
}

void NetworkSession::onWhoisUser(const Line &line)
{
    PersonDescribed person;
    person.nick = line.param(1).toByteArray();
    person.user = line.param(2).toByteArray();
    person.host = line.param(3).toByteArray();
    person.realName = textOf(line.param(5));
    m_described = person;
}

void NetworkSession::onWhoisDetail(const Line &line)
{
    if (!m_described || !m_roster.same(m_described->nick, line.param(1)))
        return;
    PersonDescribed &person = *m_described;
    if (line.isCommand("313")) {
        person.isOperator = true;
    } else if (line.isCommand("317")) {
        person.idleSeconds = line.param(2).toByteArray().toLongLong();
    } else if (line.isCommand("319")) {
        const QByteArrayList rooms = line.param(2).toByteArray().split(' ');
        for (const QByteArray &room : rooms) {
            if (!room.isEmpty())
                person.rooms.append(room);
        }
    } else if (line.isCommand("330")) {
        person.account = line.param(2).toByteArray();
    } else if (line.isCommand("671")) {
        person.secure = true;
    }
}

void NetworkSession::onWhoisEnd(const Line &line)
{
    if (m_described && m_roster.same(m_described->nick, line.param(1)))
        tell(*std::exchange(m_described, std::nullopt));
    takeAsked("WHOIS", line.param(1));
}

/// RPL_AWAY: within a WHOIS, or because we wrote to who is away.
void NetworkSession::onAwayTold(const Line &line)
{
    if (m_described && m_roster.same(m_described->nick, line.param(1))) {
        m_described->away = true;
        m_described->awayText = textOf(line.param(2));
    }
    isAway(line.param(1), true, line.param(2));
}

/// FAIL <command> <code> [<context>...] <text> (https://ircv3.net/specs/extensions/standard-replies)
void NetworkSession::onFail(const Line &line)
{
    const QByteArray command = line.param(0).toByteArray();
    const QByteArray code = line.param(1).toByteArray();
    const QString text = textOf(line.param(line.paramCount - 1));
    if (command == "REGISTER" || command == "VERIFY" || (command == "AUTHENTICATE" && m_signIn))
        return signInFailed(code, text);
    std::optional<Asked> asked;
    for (int i = 2; i < line.paramCount - 1 && !asked; ++i)
        asked = takeAsked(command, line.param(i));
    if (!asked && !m_context.label.isEmpty())
        asked = takeAsked(command, {});
    if (command == "CHATHISTORY")
        dropPage(asked ? asked->target : line.param(3).toByteArray());
    if (!asked) {
        const QByteArray target = line.paramCount > 3 ? line.param(2).toByteArray() : QByteArray();
        asked = Asked{command, target, {}, {}, 0};
    }
    fail(*asked, code, text);
}

void NetworkSession::onWarning(const Line &line)
{
    tell(ServerSaid{line.command.toByteArray(), textOf(line.param(line.paramCount - 1))});
}

/// <client> [<what it is about>...] <text>
void NetworkSession::onRefusal(const Line &line)
{
    std::optional<Asked> asked;
    for (int i = 1; i < line.paramCount - 1 && !asked; ++i)
        asked = takeAsked({}, line.param(i));
    if (!asked && !m_context.label.isEmpty())
        asked = takeAsked({}, {});
    const QByteArray target = line.paramCount > 2 ? line.param(1).toByteArray() : QByteArray();
    fail(asked.value_or(Asked{{}, target, {}, {}, 0}), line.command.toByteArray(),
         textOf(line.param(line.paramCount - 1)));
}

/// While registering, refusals are of what a server does not know (CAP): it goes on without.
void NetworkSession::onOtherNumeric(const Line &line)
{
    if (isRefusal(line.command) && m_phase == Phase::Ready)
        return onRefusal(line);
    const int from = saysItTwice(line.command) ? line.paramCount - 1 : 1;
    tell(ServerSaid{line.command.toByteArray(), restOf(line, from)});
}

} // namespace plausch::session
