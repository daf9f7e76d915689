#include "server/usermodes.h"

#include "server/call.h"
#include "wire/casemap.h"

#include <algorithm>
#include <utility>

namespace plausch::server {
namespace {

using namespace session;

/// In the order they are shown in. Operator can be given up here, but not taken: that is OPER's.
constexpr std::pair<char, UserMode> Letters[] = {
    {'B', UserMode::Bot},       {'R', UserMode::RegisteredOnly}, {'T', UserMode::NoCtcp},
    {'i', UserMode::Invisible}, {'o', UserMode::Operator},       {'w', UserMode::Wallops},
};

/// What came of a mode string: "+B-i".
class Changes
{
public:
    void note(char letter, bool on)
    {
        const char sign = on ? '+' : '-';
        if (std::exchange(m_sign, sign) != sign)
            m_text += sign;
        m_text += letter;
    }
    const QByteArray &text() const { return m_text; }

private:
    char m_sign = '\0';
    QByteArray m_text;
};

void change(Call &call, QByteArrayView wanted)
{
    User &user = call.user();
    Changes changes;
    bool unknown = false;
    bool on = true;
    for (const char letter : wanted) {
        if (letter == '+' || letter == '-') {
            on = letter == '+';
            continue;
        }
        const auto row = std::find_if(std::begin(Letters), std::end(Letters),
                                      [letter](const auto &one) { return one.first == letter; });
        if (row == std::end(Letters)) {
            unknown = true;
        } else if (user.is(row->second) != on && !(on && row->second == UserMode::Operator)) {
            call.world.setMode(user, row->second, on);
            changes.note(letter, on);
        }
    }
    if (!changes.text().isEmpty()) {
        Relay line = call.world.relay(user, "MODE", {user.nick, changes.text()});
        call.world.deliver(user, line);
    }
    if (unknown)
        call.numeric(ERR_UMODEUNKNOWNFLAG, {}, "Unknown MODE flag");
}

} // namespace

void onUserMode(Call &call)
{
    const QByteArrayView target = call.param(0);
    if (!wire::sameName(target, call.user().nick)) {
        if (!call.world.userNamed(target))
            return call.numeric(ERR_NOSUCHNICK, {target}, "No such nick");
        return call.numeric(ERR_USERSDONTMATCH, {}, "Cant change mode for other users");
    }
    if (call.line.paramCount < 2)
        return call.numeric(RPL_UMODEIS, {modesText(call.user().modes)});
    change(call, call.param(1));
}

QByteArray modesText(UserModes modes)
{
    QByteArray text("+");
    for (const auto &[letter, mode] : Letters) {
        if (modes.testFlag(mode))
            text += letter;
    }
    return text;
}

QByteArray userModeLetters()
{
    QByteArray letters;
    for (const auto &row : Letters)
        letters += row.first;
    return letters;
}

} // namespace plausch::server
