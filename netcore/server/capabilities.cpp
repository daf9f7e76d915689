// https://ircv3.net/specs/extensions/capability-negotiation
#include "server/call.h"
#include "server/commands.h"
#include "server/registration.h"

namespace plausch::server {
namespace {

using namespace session;

Caps offered(const Settings &)
{
    return Cap::MessageTags | Cap::ServerTime | Cap::EchoMessage | Cap::LabeledResponse | Cap::Batch | Cap::CapNotify
        | Cap::AccountTag | Cap::StandardReplies | Cap::AwayNotify | Cap::SetName | Cap::ExtendedMonitor | Cap::PreAway;
}

void answer(Call &call, QByteArrayView verb, QByteArrayView list)
{
    QByteArray body("CAP ");
    body.append(call.nick()).append(' ').append(verb).append(" :").append(list);
    call.say(body);
}

void beginNegotiation(Call &call)
{
    if (call.client.greeting)
        call.client.greeting->negotiating = true;
}

/// All or nothing, as the specification wants it.
void request(Call &call, QByteArrayView list)
{
    Client &client = call.client;
    Caps wanted = client.caps;
    for (const CapToken &token : capTokens(list)) {
        const auto cap = capNamed(token.name);
        // cap-notify cannot be switched off by a client that said CAP LS 302
        if (!cap || !offered(call.world.settings).testFlag(*cap)
            || (token.off && *cap == Cap::CapNotify && client.capValues))
            return answer(call, "NAK", list);
        wanted.setFlag(*cap, !token.off);
    }
    answer(call, "ACK", list);
    client.caps = wanted;
}

void onCap(Call &call)
{
    const QByteArray verb = call.param(0).toByteArray().toUpper();
    Client &client = call.client;
    if (verb == "LS") {
        beginNegotiation(call);
        client.capValues = client.capValues || call.param(1).toByteArray().toInt() >= 302;
        if (client.capValues)
            client.caps |= Cap::CapNotify;
        answer(call, "LS", capList(offered(call.world.settings)));
    } else if (verb == "LIST") {
        answer(call, "LIST", capList(client.caps));
    } else if (verb == "REQ") {
        beginNegotiation(call);
        request(call, call.param(1));
    } else if (verb == "END") {
        if (client.greeting)
            client.greeting->negotiating = false;
        registerIfComplete(call);
    } else {
        call.numeric(ERR_INVALIDCAPCMD, {call.param(0)}, "Invalid CAP command");
    }
}

} // namespace

Commands capabilityCommands()
{
    static constexpr Command table[] = {{"CAP", onCap, 1, true}};
    return table;
}

} // namespace plausch::server
