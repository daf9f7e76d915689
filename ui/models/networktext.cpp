#include "ui/models/networktext.h"

#include "ui/models/presencetext.h"

#include <QCoreApplication>

namespace plausch::ui {
namespace {

using chat::NetworkState;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(NetworkText)
};

QString onlineText(const chat::NetworkInfo &network)
{
    if (network.away && !network.awayText.isEmpty())
        return Words::tr("Away, as %1: %2", "our nick on a chat server, text").arg(network.nick, network.awayText);
    if (network.away)
        return Words::tr("Away, as %1", "our nick on a chat server").arg(network.nick);
    return Words::tr("Online as %1", "our nick on a chat server").arg(network.nick);
}

} // namespace

QString networkStateText(const chat::NetworkInfo &network, qint64 now)
{
    switch (network.state) {
    case NetworkState::Off:
        return Words::tr("Not connected");
    case NetworkState::Waiting:
        return network.nextTryAt > now ? Words::tr("Next try in %1").arg(countdownText(network.nextTryAt - now))
                                       : Words::tr("Trying again");
    case NetworkState::Connecting:
        return Words::tr("Connecting ...");
    case NetworkState::Securing:
        return Words::tr("Securing ...");
    case NetworkState::Registering:
        return Words::tr("Signing in ...");
    case NetworkState::Online:
        return onlineText(network);
    case NetworkState::AskingSecret:
        return Words::tr("Asks for the password");
    case NetworkState::AskingTrust:
        return Words::tr("Certificate unknown");
    case NetworkState::KeyChanged:
        return Words::tr("Blocked: key changed");
    case NetworkState::Refused:
        return Words::tr("Refuses us");
    }
    return {};
}

std::optional<int> msecsToNextNetworkText(const chat::NetworkInfo &network, qint64 now)
{
    if (network.state != NetworkState::Waiting || network.nextTryAt <= now)
        return std::nullopt;
    return static_cast<int>((network.nextTryAt - now - 1) % 1000 + 1);
}

bool waitsForUser(NetworkState state)
{
    return state == NetworkState::AskingSecret || state == NetworkState::AskingTrust
        || state == NetworkState::KeyChanged || state == NetworkState::Refused;
}

chat::Presence presenceOf(NetworkState state)
{
    switch (state) {
    case NetworkState::Off:
        break;
    case NetworkState::Waiting:
    case NetworkState::AskingSecret:
    case NetworkState::AskingTrust:
        return chat::Presence::Unreachable;
    case NetworkState::Connecting:
    case NetworkState::Registering:
        return chat::Presence::Connecting;
    case NetworkState::Securing:
        return chat::Presence::Securing;
    case NetworkState::Online:
        return chat::Presence::Online;
    case NetworkState::KeyChanged:
        return chat::Presence::KeyChanged;
    case NetworkState::Refused:
        return chat::Presence::Blocked;
    }
    return chat::Presence::Offline;
}

store::NotifyLevel loudness(const chat::ChatInfo &chat, qint64 now)
{
    return chat.mutedUntil > now ? store::NotifyLevel::None : chat.notify;
}

} // namespace plausch::ui
