// Layer: server. The tables of commands, one for each file of handlers.
#pragma once

#include <QByteArrayView>

#include <span>

namespace plausch::server {

class Call;

struct Command
{
    QByteArrayView verb; // upper case
    void (*run)(Call &);
    int minParams = 0; // fewer are answered with ERR_NEEDMOREPARAMS
    bool beforeRegistration = false;
    int cost = 1; // in ordinary lines, for the throttle
};
using Commands = std::span<const Command>;

Commands capabilityCommands();
Commands channelCommands();
Commands helpCommands();
Commands infoCommands();
Commands klineCommands();
Commands monitorCommands();
Commands operatorCommands();
Commands peopleCommands();
Commands presenceCommands();
Commands registrationCommands();
Commands statsCommands();
Commands talkCommands();
Commands whoCommands();
Commands whoisCommands();

/// By name in any case; nullptr: there is none.
const Command *commandNamed(QByteArrayView verb);

} // namespace plausch::server
