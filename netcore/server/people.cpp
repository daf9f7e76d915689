// USERHOST and ISON: https://modern.ircdocs.horse/#userhost-message, https://modern.ircdocs.horse/#ison-message
#include "server/call.h"
#include "server/commands.h"
#include "server/nicklist.h"

#include <algorithm>

namespace plausch::server {
namespace {

using namespace session;

constexpr int MaxUserhosts = 5;

/// One numeric in any case, more if it takes more.
class Names
{
public:
    Names(Call &call, Numeric code) : m_call(call), m_code(code), m_list(call, code, ' ') { }

    void add(const QByteArray &name)
    {
        m_list.add(name);
        m_any = true;
    }
    void finish()
    {
        if (!m_any)
            m_call.numeric(m_code, {}, "");
        m_list.flush();
    }

private:
    Call &m_call;
    Numeric m_code;
    NickList m_list;
    bool m_any = false;
};

/// https://modern.ircdocs.horse/#rpluserhost-302
QByteArray userhost(const User &user)
{
    return user.nick + (user.is(UserMode::Operator) ? "*=" : "=") + (user.away.isEmpty() ? '+' : '-') + user.name + '@'
        + user.host;
}

void onUserhost(Call &call)
{
    Names answer(call, RPL_USERHOST);
    for (int i = 0; i < std::min(call.line.paramCount, MaxUserhosts); ++i) {
        if (const User *user = call.world.userNamed(call.param(i)))
            answer.add(userhost(*user));
    }
    answer.finish();
}

/// Some clients send all nicks as one parameter.
void onIson(Call &call)
{
    Names answer(call, RPL_ISON);
    for (int i = 0; i < call.line.paramCount; ++i) {
        forEachTarget(
            call.param(i),
            [&](QByteArrayView nick) {
                if (const User *user = call.world.userNamed(nick))
                    answer.add(user->nick);
            },
            ' ');
    }
    answer.finish();
}

} // namespace

Commands peopleCommands()
{
    static constexpr Command table[] = {{"ISON", onIson, 1}, {"USERHOST", onUserhost, 1}};
    return table;
}

} // namespace plausch::server
