// Layer: server. Functions over a Call. Thread: the realm's.
#pragma once

#include "server/channel.h"
#include "server/relay.h"

#include <QByteArrayView>

#include <optional>

namespace plausch::server {

class Call;

enum class SpeechKind { Privmsg, Notice, Tagmsg };

/// What is said, whoever hears it.
struct Speech
{
    SpeechKind kind = SpeechKind::Privmsg;
    QByteArrayView text; // of a TAGMSG empty

    /// A NOTICE is never answered, not even by an error.
    bool isSilent() const { return kind == SpeechKind::Notice; }
    /// CTCP other than ACTION (https://modern.ircdocs.horse/ctcp).
    bool isCtcp() const;
    QByteArrayView verb() const;
};

/// Who hears it: a user, or the members of a channel that are at least `rank`.
struct Audience
{
    User *user = nullptr;
    Channel *channel = nullptr;
    Ranks rank; // none: all
    QByteArrayView name; // as it stands in the line
};

/// Finds whom `target` means ("nick", "#channel", "@#channel") and whether who asks may speak to them; if not, answers.
std::optional<Audience> audienceOf(Call &call, QByteArrayView target, const Speech &speech);
/// To the audience and the speaker's other sessions; to the speaking one with echo-message.
void deliver(Call &call, const Audience &audience, Relay &line);
/// False, and answered: so much waits to be kept already that nothing more may be said.
bool mayBeKept(Call &call, const Speech &speech, QByteArrayView target);
/// For the history: before deliver(), so that an echo waits until it is kept.
void keep(Call &call, const Audience &audience, const Speech &speech, QByteArrayView text, const Relay &line);

} // namespace plausch::server
