// Layer: session. Values: signs as the tags they are on the wire.
// Drafts are written under their draft names, and read under both (https://ircv3.net/specs/client-tags/reply).
#pragma once

#include "session/signs.h"
#include "session/vocabulary.h"
#include "wire/message.h"

#include <optional>

namespace plausch::session {

inline constexpr QByteArrayView ReplyTag = "+draft/reply";
inline constexpr QByteArrayView OwnReplyTag = "+plausch.chat/reply"; // the sender's id of the message replied to
inline constexpr QByteArrayView ReactTag = "+draft/react";
inline constexpr QByteArrayView UnreactTag = "+draft/unreact";
inline constexpr QByteArrayView OwnRedactTag = "+plausch.chat/redact"; // the sender's id of a message he takes back
inline constexpr QByteArrayView TypingTag = "+typing";

inline constexpr qsizetype MaxMsgidBytes = 256;

/// Between buddies a message's id is its msgid: one name, whichever of the two is given.
MessageName peerName(const MessageName &name);
/// As it is written between buddies.
MessageName peerNameToWrite(const MessageName &name);

/// The id its sender gave a sign; empty: none that makes sense.
QByteArray signIdOf(const QList<wire::Tag> &tags);
QList<wire::Tag> replyTags(const MessageName &to); // empty for no name
QList<wire::Tag> reactTags(const React &react);
QList<wire::Tag> redactTags(const Redact &redact);
QByteArray typingWord(TypingState state);

/// Of the tags of a line or a batch; a name that makes no sense is as if it were not there.
MessageName replyOf(const QList<wire::Tag> &tags);
/// What a TAGMSG says of a message, or that somebody types; the places that tags do not tell are empty.
std::optional<SignEvent> signOf(const QList<wire::Tag> &tags);
/// A message that its sender takes back by a TAGMSG; the places that tags do not tell are empty.
std::optional<Redacted> redactionOf(const QList<wire::Tag> &tags);
/// Client-only tags that are none of those in this header or of session/vocabulary.h.
QList<wire::Tag> otherTags(const QList<wire::Tag> &tags);
const QByteArray *tagIn(const QList<wire::Tag> &tags, QByteArrayView key);

/// They fit what a client may send (wire::MaxClientTagBytes) and are client-only.
bool maySend(const QList<wire::Tag> &tags);

} // namespace plausch::session
