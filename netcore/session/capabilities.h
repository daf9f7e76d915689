// Layer: session. The capabilities both ends know, and what their negotiation says
// (https://ircv3.net/specs/extensions/capability-negotiation).
#pragma once

#include "session/session.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QFlags>

#include <optional>
#include <vector>

namespace plausch::session {

enum class Cap {
    MessageTags = 1 << 0,
    ServerTime = 1 << 1,
    EchoMessage = 1 << 2,
    LabeledResponse = 1 << 3,
    Batch = 1 << 4,
    AwayNotify = 1 << 5,
    SetName = 1 << 6,
    Multiline = 1 << 7,
    CapNotify = 1 << 8,
    Receipts = 1 << 9, // plausch.chat/receipts: the client is a Plausch
    MultiPrefix = 1 << 10,
    UserhostInNames = 1 << 11,
    ExtendedJoin = 1 << 12,
    AccountNotify = 1 << 13,
    AccountTag = 1 << 14,
    ChgHost = 1 << 15,
    InviteNotify = 1 << 16,
    ExtendedMonitor = 1 << 17,
    Sasl = 1 << 18,
    StandardReplies = 1 << 19,
    AccountRegistration = 1 << 20,
    ChatHistory = 1 << 21,
    EventPlayback = 1 << 22,
    ReadMarker = 1 << 23,
    MessageRedaction = 1 << 24,
    Metadata = 1 << 25,
    ChannelRename = 1 << 26,
    NoImplicitNames = 1 << 27,
    PreAway = 1 << 28,
    Sts = 1 << 29, // informative: never requested
};
Q_DECLARE_FLAGS(Caps, Cap)
Q_DECLARE_OPERATORS_FOR_FLAGS(Caps)

std::optional<Cap> capNamed(QByteArrayView name);
QByteArrayView nameOf(Cap cap);
const std::vector<Cap> &allCaps();
/// Those of a peer link, which has one user and no rooms.
Caps peerCaps();

/// "a b c"; with values (CAP LS 302) draft/multiline carries its ceilings.
QByteArray capList(Caps caps, const Limits *values = nullptr);

/// One entry of a list: "-name" or "name=value".
struct CapToken
{
    QByteArrayView name;
    QByteArrayView value;
    bool off = false;
};
std::vector<CapToken> capTokens(QByteArrayView list);

/// What draft/multiline allows; 0 lines: no ceiling told (https://ircv3.net/specs/extensions/multiline#capabilities).
struct MultilineCeiling
{
    qsizetype bytes = 0;
    int lines = 0;
};
/// nullopt without the required max-bytes.
std::optional<MultilineCeiling> multilineCeiling(QByteArrayView capValue);

} // namespace plausch::session
