// Layer: ui/models. Thread: main. Owner: MemberPane.
#pragma once

#include "chat/networks.h"

#include <QAbstractListModel>
#include <QHash>

#include <array>
#include <vector>

namespace plausch::ui {

using chat::Member;

/// The members of one room, by rank and then by nick. Headings are rows that cannot be chosen. One that comes, goes or
/// changes costs a search and one row; only setMembers() resets.
class MemberListModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { NickRole = Qt::UserRole + 1, RanksRole, IsHeadingRole, AwayRole };

    explicit MemberListModel(QObject *parent = nullptr);

    void setMembers(const QList<Member> &members);
    void put(const Member &member); // a new one or a changed one
    void remove(const QString &nick);
    void setFilter(const QString &text); // part of a nick or an account; empty: all
    int memberCount() const { return static_cast<int>(m_members.size()); } // filtered away ones included
    const Member *memberAt(int row) const; // null: a heading, or no row at all
    const Member *member(const QString &nick) const; // null: unknown
    int rowOf(const QString &nick) const; // -1: unknown or filtered away

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    static int rankOf(const QString &ranks); // 0: the highest
    static QString rankWord(const QString &ranks); // "Operator"; empty for those without a rank

Q_SIGNALS:
    void countChanged(int members);

private:
    struct Entry
    {
        int rank = 0;
        QString key; // empty: heading
        bool operator==(const Entry &) const = default;
        bool operator<(const Entry &other) const { return rank != other.rank ? rank < other.rank : key < other.key; }
    };
    using Entries = std::vector<Entry>;
    static QString keyOf(const QString &nick);
    static Entry entryOf(const Member &member);
    bool passes(const Member &member) const;
    void rebuild();
    void insert(const Entry &entry);
    void take(const Entry &entry);
    int find(const Entry &entry) const; // -1: not there
    void touch(int row);
    QVariant headingData(const Entry &heading, int role) const;
    QVariant memberData(const Member &member, int role) const;

    QHash<QString, Member> m_members; // by key
    Entries m_entries; // sorted
    std::array<int, 6> m_counts{}; // shown, by rank: what the headings say
    QString m_filter;
};

} // namespace plausch::ui
