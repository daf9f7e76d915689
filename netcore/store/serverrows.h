// Layer: store. Values of the server's two databases, any thread. Names and texts are UTF-8 as on the wire; times are
// UTC ms, 0: never.
#pragma once

#include "store/scram.h"

#include <QByteArray>
#include <QList>

namespace plausch::store {

/// Somebody who can sign in. The password is nowhere, only what verifies it.
struct AccountRow
{
    QByteArray name; // as registered; wire::folded() of it is the key
    ScramCredential credential; // without a stored key: by certificate only
    QByteArray email; // empty: none
    qint64 created = 0;
    qint64 verified = 0; // when the email was proven
    qint64 lastSeen = 0;
    bool operator==(const AccountRow &) const = default;
};

/// One entry of a list mode.
struct MaskRow
{
    char kind = 'b'; // 'b', 'e' or 'I'
    QByteArray mask;
    QByteArray setter; // nick!user@host
    qint64 time = 0;
    bool operator==(const MaskRow &) const = default;
};

/// What an account is in a room whenever it is there.
struct RankRow
{
    QByteArray account; // as registered
    QByteArray modes; // prefix mode letters, e.g. "o" or "hv"
    bool operator==(const RankRow &) const = default;
};

/// A room that stays when nobody is in it.
struct ChannelRow
{
    QByteArray name; // as written
    QByteArray founder; // account as registered; empty: gone
    QByteArray topic;
    QByteArray topicBy;
    qint64 topicAt = 0;
    QByteArray modes; // letters without parameters, e.g. "nt"
    QByteArray key; // mode k; empty: none
    int limit = 0; // mode l; 0: none
    qint64 created = 0;
    QList<MaskRow> masks;
    QList<RankRow> ranks;
    bool operator==(const ChannelRow &) const = default;
};

struct ReadMarkerRow
{
    QByteArray target; // folded
    qint64 time = 0;
    bool operator==(const ReadMarkerRow &) const = default;
};

struct MetadataRow
{
    QByteArray key; // lower case
    QByteArray value;
    bool operator==(const MetadataRow &) const = default;
};

enum class KLineKind { Address = 0, Mask = 1, Account = 2 };

/// Who may not come in.
struct KLineRow
{
    KLineKind kind = KLineKind::Address;
    QByteArray pattern; // "192.0.2.0/24", "*!*@*.example", "max"
    QByteArray reason;
    QByteArray setter;
    qint64 created = 0;
    qint64 expires = 0; // 0: never
    bool operator==(const KLineRow &) const = default;
};

} // namespace plausch::store
