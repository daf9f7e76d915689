// What the bar says of conversations on a chat server.
#include "ui/chatstate.h"
#include "ui/models/presencetext.h"

#include <QCoreApplication>

namespace plausch::ui {
namespace {

using chat::ChatInfo;
using chat::NetworkInfo;
using chat::NetworkState;
using Tone = BarContent::Tone;

class Words
{
    Q_DECLARE_TR_FUNCTIONS(NetworkBar)
};

QString withWaiting(const QString &text, const ChatInfo &chat)
{
    if (chat.queued == 0)
        return text;
    return Words::tr("%1 %2", "two sentences").arg(text, Words::tr("%n message(s) wait here.", nullptr, chat.queued));
}

BarContent off(const ChatInfo &chat, const NetworkInfo &network)
{
    return {Tone::Info,
            withWaiting(Words::tr("Not connected to %1.").arg(network.title), chat),
            network.detail,
            {{int(ChatChoice::Connect), Words::tr("Connect")}}};
}

BarContent waiting(const ChatInfo &chat, const NetworkInfo &network, qint64 now)
{
    const QString text = network.nextTryAt > now
        ? Words::tr("No connection to %1, next try in %2.").arg(network.title, countdownText(network.nextTryAt - now))
        : Words::tr("No connection to %1, trying again.").arg(network.title);
    return {
        Tone::Warning,
        withWaiting(text, chat),
        network.detail,
        {{int(ChatChoice::TryNow), Words::tr("Try now")}, {int(ChatChoice::EditServer), Words::tr("Edit the server")}}};
}

BarContent askingSecret(const NetworkInfo &network)
{
    const QString text = network.row.account.isEmpty()
        ? Words::tr("%1 asks for a password.").arg(network.title)
        : Words::tr("%1 asks for the password of \"%2\".").arg(network.title, network.row.account);
    return {Tone::Warning,
            text,
            network.detail,
            {{int(ChatChoice::EnterPassword), Words::tr("Enter the password")},
             {int(ChatChoice::EditServer), Words::tr("Edit the server")}}};
}

BarContent askingTrust(const NetworkInfo &network)
{
    return {Tone::Warning,
            Words::tr("No authority vouches for the certificate of %1. Nothing was sent yet.").arg(network.title),
            network.detail,
            {{int(ChatChoice::LookAtCertificate), Words::tr("Look at it", "the certificate")}}};
}

BarContent keyChanged(const NetworkInfo &network)
{
    return {Tone::Danger,
            Words::tr("The key of %1 is not the one you trusted. Nothing was sent. Ask whoever runs the server before "
                      "you continue.")
                .arg(network.title),
            network.detail,
            {{int(ChatChoice::LookAtCertificate), Words::tr("Compare")}}};
}

/// The reason is what the user has to do something about, so it is not folded.
BarContent refused(const NetworkInfo &network)
{
    const QString text = network.detail.isEmpty()
        ? Words::tr("%1 does not let you in.").arg(network.title)
        : Words::tr("%1 does not let you in: %2", "chat server, reason").arg(network.title, network.detail);
    return {Tone::Danger,
            text,
            {},
            {{int(ChatChoice::Connect), Words::tr("Try again")},
             {int(ChatChoice::EditServer), Words::tr("Edit the server")}}};
}

} // namespace

std::optional<BarContent> networkBar(const ChatInfo &chat, const NetworkInfo &network, qint64 now)
{
    switch (network.state) {
    case NetworkState::Off:
        return off(chat, network);
    case NetworkState::Waiting:
        return waiting(chat, network, now);
    case NetworkState::AskingSecret:
        return askingSecret(network);
    case NetworkState::AskingTrust:
        return askingTrust(network);
    case NetworkState::KeyChanged:
        return keyChanged(network);
    case NetworkState::Refused:
        return refused(network);
    case NetworkState::Connecting:
    case NetworkState::Securing:
    case NetworkState::Registering: // the list shows it, and it is over in a moment
        return std::nullopt;
    case NetworkState::Online:
        break;
    }
    if (!chat.buddy.isEmpty())
        return BarContent{
            Tone::Info,
            Words::tr("%1 is one of your buddies. The conversation with a buddy goes on in its own place, "
                      "by whatever way there is.")
                .arg(chat.name),
            {},
            {{int(ChatChoice::OpenBuddy), Words::tr("Go there", "to the buddy's conversation")}}};
    if (chat.kind == chat::ChatKind::Room && !chat.joined)
        return BarContent{Tone::Info,
                          withWaiting(Words::tr("You are not in %1.", "a room").arg(chat.name), chat),
                          chat.detail,
                          {{int(ChatChoice::Join), Words::tr("Join", "a room")}}};
    return std::nullopt;
}

} // namespace plausch::ui
