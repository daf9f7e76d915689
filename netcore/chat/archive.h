// Layer: chat. The door to the store. Thread: the one it is made on (main); the database itself lives on a loop of its
// own. Owner: Application.
#pragma once

#include "store/rows.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace plausch::chat {

/// Requests are done in the order they are made; results come back on the calling thread in the same order. All that
/// piled up is one transaction. When nothing can be written (disk full, read-only) the chat goes on: adds answer
/// Unsaved, and health says so until a write succeeds again.
class Archive : public QObject
{
    Q_OBJECT
public:
    enum class Added { New, Duplicate, Unsaved };
    struct Health
    {
        bool writable = true;
        QString why;
    }; // why: for Details
    struct Contents
    {
        bool ok = false; // false: nothing can be read or saved until the next start
        QString error; // why; with ok: a damaged file was moved aside and a fresh one begun
        QList<store::BuddyRow> buddies;
        QList<store::ChatSummary> chats;
        QList<store::NetworkRow> networks;
        QList<store::NetworkChatRow> networkChats;
        QList<store::PlaceRow> places;
    };
    static constexpr int MaxPending = 100'000; // requests; one more is refused as if it could not be saved
    static constexpr int CrowdedAt = 8'192; // requests; whoever makes more of them should wait
    struct Page
    {
        QList<store::MessageRow> rows;
        bool more = false;
    }; // oldest first; more: there is more in that direction
    struct Hit
    {
        store::MessageRow message;
    };

    /// `path` of the database file; it and its folder are made. Nothing blocks here.
    explicit Archive(const QString &path, QObject *parent = nullptr);
    ~Archive() override; // one last commit, closes, waits

    void open(std::function<void(Contents)> done);

    /// Own messages in state Queued enter the outbox in the same transaction. The row comes back with row and time set.
    void add(const store::MessageRow &message, std::function<void(Added, store::MessageRow)> done);
    /// Said in the past, told only now: each stands at its own time. Back come those that were not there, in order.
    void addPast(const QList<store::MessageRow> &messages, std::function<void(QList<store::MessageRow>)> done);
    /// The server has an own message and calls it so (empty: it has no names).
    /// `changed`: only if it has got a name.
    using Changed = std::function<void(store::MessageRow)>;
    void confirm(const store::ChatId &chat, const QByteArray &sender, const QByteArray &id, const QByteArray &msgid,
                 store::MessageState state = store::MessageState::Delivered, Changed changed = {});
    /// The sender of our own messages (store::Messages::setSelf).
    void setSelf(const QByteArray &sender);
    /// `changed`: only if there is such a message and it is another one then. Of one that comes later it is remembered.
    void react(const store::ReactionRow &reaction, Changed changed);
    void withdraw(const store::WithdrawalRow &withdrawal, Changed changed);
    /// What waits beside the messages of the outbox.
    void addSign(const store::SignRow &sign);
    void removeSign(const QByteArray &id);
    void signsOf(const store::ChatId &chat, std::function<void(QList<store::SignRow>)> done); // oldest first
    /// Where a server's history goes on.
    void places(const store::ChatId &chat, std::function<void(store::Places)> done);
    /// Delivered, Read, Sent (towards foreign clients), Failed and Withdrawn leave the outbox; states never go
    /// backwards.
    void setState(const store::ChatId &chat, const QByteArray &sender, const QByteArray &id, store::MessageState state);
    /// An own message is Delivered. True: it was in the outbox until now.
    void deliver(const store::ChatId &chat, const QByteArray &sender, const QByteArray &id,
                 std::function<void(bool)> done);
    /// Over which chat server an own message has got there.
    void setVia(const store::ChatId &chat, const QByteArray &sender, const QByteArray &id, const QString &network,
                Changed changed);
    void outbox(const store::ChatId &chat, std::function<void(QList<store::MessageRow>)> done); // oldest first

    /// The page before a place (nullopt: the newest), or after a place; the row at the place itself is in neither.
    void pageBefore(const store::ChatId &chat, std::optional<store::Cursor> before, int count,
                    std::function<void(Page)> done);
    void pageAfter(const store::ChatId &chat, store::Cursor after, int count, std::function<void(Page)> done);
    /// Newest first.
    void search(const store::SearchQuery &query, std::function<void(QList<Hit>)> done);

    void saveBuddy(const store::BuddyRow &buddy);
    void removeBuddy(const store::ChatId &chat, bool withHistory);
    void saveDraft(const store::ChatId &chat, const QString &text); // empty: removed
    void markRead(const store::ChatId &chat, qint64 upToRow);
    void summaries(std::function<void(QList<store::ChatSummary>)> done);
    void markReadUpTo(const store::ChatId &chat, qint64 time);

    void saveNetwork(const store::NetworkRow &network);
    void removeNetwork(const QString &id, bool withHistory);
    void saveNetworkChat(const store::NetworkChatRow &chat);
    void removeNetworkChat(const store::ChatId &chat, bool withHistory);
    /// Where a buddy is met: one place on each network. Without a chat: one for each nick that was asked.
    void savePlace(const store::PlaceRow &place);
    void removeAskedPlace(const QString &network, const QString &nick);

    Health health() const;

Q_SIGNALS:
    /// CrowdedAt requests are pending; or again less than half of them.
    void crowdedChanged(bool crowded);
    void healthChanged(const plausch::chat::Archive::Health &health);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace plausch::chat
