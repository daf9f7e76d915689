// Layer: session. Signs on a peer link, the same for both of its ends.
#pragma once

#include "session/capabilities.h"
#include "session/signtags.h"
#include "session/typingpace.h"

#include <optional>
#include <vector>

namespace plausch::session {

/// How one end writes them.
struct SignVoice
{
    QByteArray source; // prefix, empty on the dialling side
    QByteArray target;
    Caps caps;
};
/// nullopt: the other end does not know it (it says so in Ready), or it is too soon to say again that one types.
std::optional<wire::Message> peerLineOf(const SignRequest &request, const SignVoice &voice, TypingPace &typing,
                                        qint64 now);

/// What a TAGMSG of the other end says; the names it gives are ids.
std::vector<SignEvent> peerSignsOf(const wire::MessageView &line, qint64 utc);
/// REDACT <nick> <id> [<reason>]
Redacted peerRedactionOf(const wire::MessageView &line, qint64 utc);

} // namespace plausch::session
