// Layer: ui/models. Thread: main. Owner: the window.
#pragma once

#include "chat/networks.h"

#include <QAbstractListModel>
#include <QCollator>

#include <vector>

namespace plausch::ui {

/// All conversations in sections. Headings are rows of their own that cannot be selected; a section without chats has
/// none. The rooms and people of a chat server stand under its own page, which is their heading and can be chosen.
/// A change moves, inserts or removes single rows and never resets.
class ChatListModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum class Section { Requests, Buddies, Servers, Nearby, Visitors, Converter };
    Q_ENUM(Section)
    enum Role {
        IdRole = Qt::UserRole + 1, // store::ChatId, empty for headings
        IsHeadingRole,
        SectionRole, // int
        NameRole,
        PresenceRole, // chat::Presence as int
        PresenceTextRole, // full words, without a countdown
        LastLineRole, // one line, "You: ..." for own ones
        DraftRole,
        TimeRole, // short: "14:03", "Mon", "3 May"
        UnreadRole,
        QueuedRole,
        KeyRole, // what the avatar's colour comes from
        MutedRole,
        VerifiedRole,
        KindRole, // chat::ChatKind as int
        MentionsRole, // of the unread ones
        StateTextRole, // servers: how it stands now, with the countdown
        InRole, // rooms: we are in it
    };

    explicit ChatListModel(QObject *parent = nullptr);

    /// The whole list: the only reset.
    void setChats(const QList<chat::ChatInfo> &chats);
    /// A new chat or a changed one.
    void put(const chat::ChatInfo &chat);
    void remove(const store::ChatId &id);
    /// How a chat server stands: shown on its page's row.
    void putNetwork(const chat::NetworkInfo &network);
    void removeNetwork(const QString &id);
    /// When a row's words change by themselves next; nullopt: not at all. touchClocks() then says which have (empty:
    /// all).
    std::optional<int> msecsToNextClock(qint64 now) const;
    void touchClocks(const QString &network = {});
    /// Part of a name or address; case and accents do not matter. Empty: all.
    void setFilter(const QString &text);
    const QString &filter() const { return m_filter; }

    const chat::ChatInfo *chatAt(int row) const; // null: a heading, or no row at all
    int rowOf(const store::ChatId &id) const; // -1: unknown or filtered away
    int totalUnread() const;
    static QString sectionTitle(Section section);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void totalUnreadChanged(int unread);

private:
    struct Entry
    {
        Section section;
        store::ChatId id; // empty: heading
        bool operator==(const Entry &) const = default;
    };
    struct Known
    {
        chat::ChatInfo info;
        QCollatorSortKey nameKey;
        QCollatorSortKey networkKey;
        QString searchable;
    };
    using Entries = std::vector<Entry>;
    Known known(const chat::ChatInfo &info) const;
    bool comesBefore(const store::ChatId &a, const store::ChatId &b) const;
    bool passes(const Known &chat) const;
    Entries wanted() const;
    void arrange();
    void placeEntry(int row, const Entries &target);
    void moveEntry(int from, int to);
    void insertEntry(int row, const Entry &entry);
    void countUnread();
    QVariant chatData(const chat::ChatInfo &info, int role) const;
    bool isOnline(const QString &network) const;
    QString spoken(const chat::ChatInfo &info) const;
    QVariant networkData(const chat::ChatInfo &info, int role) const;

    QCollator m_collator;
    QHash<store::ChatId, Known> m_chats;
    QHash<QString, chat::NetworkInfo> m_networks;
    Entries m_entries;
    QString m_filter;
    int m_unread = 0;
};

/// Keeps `model` equal to what the switchboard says, for as long as both live.
void follow(chat::Switchboard &switchboard, ChatListModel &model);

} // namespace plausch::ui
