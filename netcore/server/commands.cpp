#include "server/commands.h"

#include <array>

namespace plausch::server {
namespace {

constexpr qsizetype LongestVerb = 16;

QHash<QByteArray, const Command *> collected()
{
    QHash<QByteArray, const Command *> all;
    for (const Commands commands :
         {capabilityCommands(), channelCommands(),  chatHistoryCommands(),  credentialCommands(), helpCommands(),
          hostCommands(),       infoCommands(),     inviteCommands(),       kickCommands(),       klineCommands(),
          listCommands(),       metadataCommands(), modeCommands(),         monitorCommands(),    multilineCommands(),
          namesCommands(),      operatorCommands(), peopleCommands(),       presenceCommands(),   readMarkerCommands(),
          redactionCommands(),  registerCommands(), registrationCommands(), renameCommands(),     saslCommands(),
          statsCommands(),      talkCommands(),     topicCommands(),        whoCommands(),        whoisCommands()}) {
        for (const Command &command : commands)
            all.insert(command.verb.toByteArray(), &command);
    }
    return all;
}

} // namespace

const QHash<QByteArray, const Command *> &allCommands()
{
    static const QHash<QByteArray, const Command *> all = collected();
    return all;
}

const Command *commandNamed(QByteArrayView verb)
{
    std::array<char, LongestVerb> upper;
    if (verb.size() > LongestVerb)
        return nullptr;
    for (qsizetype i = 0; i < verb.size(); ++i)
        upper[size_t(i)] = verb[i] >= 'a' && verb[i] <= 'z' ? char(verb[i] & ~0x20) : verb[i];
    return allCommands().value(QByteArray::fromRawData(upper.data(), verb.size()));
}

} // namespace plausch::server
