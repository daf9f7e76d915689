// Layer: server. The tables of commands, one for each file of handlers.
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>

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
Commands chatHistoryCommands();
Commands credentialCommands();
Commands helpCommands();
Commands hostCommands();
Commands infoCommands();
Commands inviteCommands();
Commands kickCommands();
Commands klineCommands();
Commands listCommands();
Commands metadataCommands();
Commands modeCommands();
Commands monitorCommands();
Commands multilineCommands();
Commands namesCommands();
Commands operatorCommands();
Commands peopleCommands();
Commands presenceCommands();
Commands readMarkerCommands();
Commands redactionCommands();
Commands registerCommands();
Commands registrationCommands();
Commands renameCommands();
Commands saslCommands();
Commands statsCommands();
Commands talkCommands();
Commands topicCommands();
Commands whoCommands();
Commands whoisCommands();

/// By name in upper case.
const QHash<QByteArray, const Command *> &allCommands();
/// By name in any case; nullptr: there is none.
const Command *commandNamed(QByteArrayView verb);

} // namespace plausch::server
