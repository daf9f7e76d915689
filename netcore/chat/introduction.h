// Layer: chat. A value, any thread. How two who are on one chat server prove to each other who they are and say where
// they can be dialled: client-only tags of a TAGMSG, so that any server with message-tags passes them on
// (https://ircv3.net/specs/extensions/message-tags#client-only-tags). The server reads along: it learns the keys and
// addresses, and can neither forge nor change them.
#pragma once

#include "chat/address.h"
#include "wire/casemap.h"
#include "wire/message.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QList>
#include <QSslKey>
#include <QString>

namespace plausch::chat {

/// Signed by the key it shows, for one network, one sender and one receiver, at one moment. Without `answers` it is a
/// claim: somebody may have kept it. With the token that was sent to him it is a proof.
struct Introduction
{
    QByteArray key; // public, P-256, as DER (SubjectPublicKeyInfo)
    QString name;
    QList<Address> addresses; // where to dial, best first; may be empty
    QString network; // as the server calls it
    QByteArray from; // nick of who introduces himself
    QByteArray to; // nick of who is told
    QByteArray meant; // fingerprint of who is told, where it is known; empty: whoever has that nick
    QByteArray token; // isValidId(), new for every partner and link: what he says to this buddy bears it
    QByteArray answers; // the token of the other end, which only somebody who is there now can know; empty: none heard
    qint64 time = 0; // UTC ms
    bool asks = false; // the other end is to introduce himself, too, even if he has done so before

    QByteArray fingerprint() const; // SHA-256 of the key
    bool operator==(const Introduction &) const = default;
};

inline constexpr QByteArrayView IntroductionTag = "+plausch.chat/introduction";
/// Of a message over a chat server that belongs to the conversation with a buddy: the token of the speaker's
/// introduction. Receipts bear it, too.
inline constexpr QByteArrayView BuddyTag = "+plausch.chat/buddy";

inline constexpr qsizetype MaxIntroductionAddresses = 8;
inline constexpr qint64 MaxIntroductionAgeMsecs = 10 * 60'000; // and as far may a clock go wrong

/// Empty: there is no such tag.
QByteArray tagValue(const QList<wire::Tag> &tags, QByteArrayView key);

/// As tags, at most wire::MaxClientTagBytes as a line has them; what does not fit of the addresses is left out.
/// Empty: this key cannot sign (it is not of P-256).
QList<wire::Tag> introductionTags(const Introduction &introduction, const QSslKey &key);

/// How an introduction came.
struct Meeting
{
    QString network;
    QByteArray from; // who sent it, as the server says
    QByteArray to; // we
    wire::CaseMapping mapping = wire::CaseMapping::Ascii;
    qint64 now = 0; // UTC ms
    QByteArrayList tokens = {}; // ours that were told there: what answers one is of now, whatever the clocks say
};

enum class IntroductionFault {
    None,
    Garbled, // not an introduction, or not a whole one
    Forged, // the signature is not by that key
    Elsewhere, // made for another network, sender or receiver: somebody says again what he heard
    Outdated, // or of the future: a clock goes wrong, or somebody says again what he heard
};

struct ReadIntroduction
{
    Introduction introduction; // with a fault other than Garbled only to be shown, never to be believed
    IntroductionFault fault = IntroductionFault::Garbled;
};
/// Takes what anybody on a server may send.
ReadIntroduction readIntroduction(const QList<wire::Tag> &tags, const Meeting &meeting);

} // namespace plausch::chat
