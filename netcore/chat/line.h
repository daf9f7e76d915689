// Layer: chat. Data of one conversation and its derived picture. Thread: main. Owner: Switchboard.
#pragma once

#include "chat/address.h"
#include "chat/outbox.h"
#include "chat/signoutbox.h"
#include "chat/switchboard.h"
#include "connection/connectionpool.h"
#include "io/dialer.h"
#include "realm/peerrealm.h"
#include "store/rows.h"

#include <QList>
#include <QSet>

#include <optional>

namespace plausch::chat {

using connection::ConnectionId;

/// The link a line talks over.
struct LineLink
{
    ConnectionId id = 0;
    io::LinkInfo info;
    session::Self peer;
    bool receipts = false;
    bool redaction = false;
    qint64 readyAt = 0; // monotonic
};

/// As a buddy has told over the chat server that is the way to him.
struct ServerPresence
{
    bool away = false;
    QString awayText;
};

/// One buddy (request, visitor): what is stored of it, the one link in use, when to dial next, what is under way.
struct Line
{
    Line(const store::BuddyRow &row, ChatKind chatKind, io::Dialer::Random random);

    store::BuddyRow buddy;
    ChatKind kind;
    store::ChatSummary summary;
    Outbox outbox;
    SignOutbox signs;
    io::Dialer dialer;

    std::optional<LineLink> link;
    std::optional<QString> routeInUse; // of the outbox: empty: the link, else a chat server (NetworkRow::id)
    QList<Route> serverRoutes; // for the picture; the truth is the Switchboard's Places
    ServerPresence overServer; // likewise
    ConnectionId dialling = 0; // 0: none
    bool securing = false; // the dialled link is open, the session is not ready
    std::optional<Address> sighted; // where discovery heard it, while it does
    int nextAddress = 0; // which of candidates() is tried next
    QByteArray offeredFingerprint; // after IdentityMismatch
    QString lastFailure; // in words
    QList<QByteArray> unreadIds; // to be confirmed as read, at most MaxUnreadIds
    QList<QByteArray> readIds; // read here, and not yet said so: no link was up
    QList<QByteArray> seenSigns; // ids, at most MaxSeenSigns: takesSign()
    QSet<QByteArray> seenUnsaved; // shown while the disk refused, so that a repetition is not shown again
    realm::Waiting waiting; // of a request: what it has left here
    QList<QByteArray> unacknowledged; // of a request: what of that is stored; confirmed when it is accepted

    static constexpr int MaxAddresses = 8;
    static constexpr int MaxUnreadIds = 500;
    static constexpr int MaxSeenSigns = 500;

    /// Where to dial: where it was heard first, then the remembered addresses, newest first.
    QList<Address> candidates() const;
    bool isWanted() const;
    void rememberAddress(const Address &address);
    /// False: it came already, on another way; in the meantime it may have been taken back.
    bool takesSign(const QByteArray &id);
    Presence presence() const;
    ChatInfo info(qint64 utcMinusMonotonic) const;
};

} // namespace plausch::chat
