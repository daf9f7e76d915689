// WHO: https://modern.ircdocs.horse/#who-message and https://ircv3.net/specs/extensions/whox
#include "server/call.h"
#include "server/commands.h"
#include "server/ranks.h"
#include "server/sight.h"
#include "server/wildcard.h"

#include <algorithm>

namespace plausch::server {
namespace {

using namespace session;

// "Servers MAY filter or limit visible users replies arbitrarily." A short question is not to fetch a megabyte, and it
// is to cost its sender what it costs the server.
constexpr int MaxAnswers = 1'000;
constexpr int AnswersPerLine = 20; // of the throttle
constexpr int UsersPerLine = 1'000; // looked at

constexpr QByteArrayView Fields = "tcuihsnfdlaor"; // in the order they are answered in
constexpr qsizetype MaxTokenDigits = 3;

struct Query
{
    QByteArrayView mask;
    bool operatorsOnly = false;
    bool extended = false; // fields were asked for
    QByteArrayView fields;
    QByteArrayView token = "0";
};

/// A user as one line of the answer shows it.
struct Found
{
    const User &user;
    const Channel *channel = nullptr; // through which it was found
    Ranks ranks;
};

/// "[flags][%fields[,token]]"
Query queryOf(const Call &call)
{
    Query query;
    query.mask = call.param(0);
    const QByteArrayView options = call.param(1);
    const qsizetype percent = options.indexOf('%');
    const QByteArrayView flags = percent < 0 ? options : options.first(percent);
    query.operatorsOnly = flags.contains('o');
    if (percent < 0)
        return query;
    query.extended = true;
    query.fields = options.sliced(percent + 1);
    if (const qsizetype comma = query.fields.indexOf(','); comma >= 0) {
        const QByteArrayView token = query.fields.sliced(comma + 1);
        const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
        if (!token.isEmpty() && token.size() <= MaxTokenDigits && std::all_of(token.begin(), token.end(), isDigit))
            query.token = token;
        query.fields = query.fields.first(comma);
    }
    return query;
}

class Answers
{
public:
    Answers(Call &call, const Query &query) : m_call(call), m_query(query) { }

    bool isFull() const { return m_count >= MaxAnswers; }
    int count() const { return m_count; }
    void add(const Found &found)
    {
        if (m_query.operatorsOnly && !found.user.is(UserMode::Operator))
            return;
        ++m_count;
        if (m_query.extended)
            sayExtended(found);
        else
            sayPlain(found);
    }

private:
    /// https://modern.ircdocs.horse/#rplwhoreply-352; 'B' is the value of BOT
    /// (https://ircv3.net/specs/extensions/bot-mode#the-who-bot-flag).
    QByteArray flagsOf(const Found &found) const
    {
        QByteArray flags(found.user.away.isEmpty() ? "H" : "G");
        if (found.user.is(UserMode::Operator))
            flags += '*';
        flags += prefixes(found.ranks, m_call.client.has(Cap::MultiPrefix));
        if (found.user.is(UserMode::Bot))
            flags += 'B';
        return flags;
    }
    QByteArrayView channelOf(const Found &found) const
    {
        return found.channel ? QByteArrayView(found.channel->name) : QByteArrayView("*");
    }
    void sayPlain(const Found &found) const
    {
        const User &user = found.user;
        m_call.numeric(RPL_WHOREPLY,
                       {channelOf(found), user.name, user.host, m_call.world.settings.name, user.nick, flagsOf(found)},
                       "0 " + user.realName);
    }
    void sayExtended(const Found &found) const
    {
        QByteArray body = QByteArray::number(int(RPL_WHOSPCRPL)) + ' ';
        body.append(m_call.nick());
        for (const char field : Fields) {
            if (m_query.fields.contains(field))
                body.append(field == 'r' ? " :" : " ").append(valueOf(field, found));
        }
        m_call.say(body);
    }
    QByteArray valueOf(char field, const Found &found) const
    {
        const User &user = found.user;
        switch (field) {
        case 't':
            return m_query.token.toByteArray();
        case 'c':
            return channelOf(found).toByteArray();
        case 'u':
            return user.name;
        case 'i':
        case 'h':
            return user.host;
        case 's':
            return m_call.world.settings.name;
        case 'n':
            return user.nick;
        case 'f':
            return flagsOf(found);
        case 'd': // hops
            return QByteArrayLiteral("0");
        case 'l':
            return QByteArray::number((m_call.world.now.monotonic - user.spokeAt) / 1000);
        case 'a':
            return user.account.isEmpty() ? QByteArrayLiteral("0") : user.account;
        case 'o': // level of an operator, which we have none of
            return QByteArrayLiteral("n/a");
        default:
            return user.realName;
        }
    }

    Call &m_call;
    const Query &m_query;
    int m_count = 0;
};

void findInChannel(Call &call, QByteArrayView name, Answers &answers)
{
    const Channel *channel = call.world.channelNamed(name);
    if (!channel || !canSee(call.user(), *channel))
        return;
    const bool inside = call.world.memberOf(*channel, call.user()) || call.user().is(UserMode::Operator);
    for (const Member &member : channel->members) {
        if (answers.isFull())
            return;
        if (inside || canSee(call.user(), *member.user))
            answers.add({*member.user, channel, member.ranks});
    }
}

bool matches(QByteArrayView mask, const User &user)
{
    if (mask.contains('!') || mask.contains('@'))
        return matchesWildcard(mask,
                               mask.contains('!') ? QByteArrayView(user.mask)
                                                  : QByteArrayView(user.mask).sliced(user.nick.size() + 1));
    return matchesWildcard(mask, user.nick) || matchesWildcard(mask, user.name) || matchesWildcard(mask, user.host)
        || matchesWildcard(mask, user.realName);
}

void findByMask(Call &call, QByteArrayView mask, Answers &answers)
{
    const bool everybody = mask.isEmpty() || mask == QByteArrayView("0") || mask == QByteArrayView("*");
    for (const User *user : call.world.users()) {
        if (answers.isFull())
            break;
        if ((everybody || matches(mask, *user)) && canSee(call.user(), *user))
            answers.add({*user, nullptr, {}});
    }
    call.client.outlet->charge(int(call.world.users().size()) / UsersPerLine);
}

void onWho(Call &call)
{
    const Query query = queryOf(call);
    Answers answers(call, query);
    if (query.mask.startsWith('#'))
        findInChannel(call, query.mask, answers);
    else if (const User *user = call.world.userNamed(query.mask))
        answers.add({*user, nullptr, {}});
    else
        findByMask(call, query.mask, answers);
    call.client.outlet->charge(answers.count() / AnswersPerLine);
    call.numeric(RPL_ENDOFWHO, {query.mask},
                 answers.isFull() ? "End of WHO list, there may be more" : "End of WHO list");
}

} // namespace

Commands whoCommands()
{
    static constexpr Command table[] = {{"WHO", onWho, 0, false, 2}};
    return table;
}

} // namespace plausch::server
