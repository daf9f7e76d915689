// Layer: ui/models. Thread: main. Owner: the search panel.
#pragma once

#include "store/rows.h"
#include "ui/models/searchfilters.h"

#include <QAbstractListModel>

#include <functional>

namespace plausch::chat {
class Archive;
class Switchboard;
} // namespace plausch::chat

namespace plausch::ui {

/// Hits come newest first.
using SearchSource = std::function<void(const store::SearchQuery &, std::function<void(QList<store::MessageRow>)>)>;
SearchSource archiveSearch(chat::Archive &archive); // the archive must outlive the source
SearchScope searchScope(const chat::Switchboard &switchboard); // as it is now

/// What a search found, page by page; at most MaxHits.
class SearchModel : public QAbstractListModel
{
    Q_OBJECT
public:
    static constexpr int PageHits = 50;
    static constexpr int MaxHits = 1'000;
    enum class State { Idle, Searching, Done };
    Q_ENUM(State)
    enum Role {
        ChatRole = Qt::UserRole + 1, // store::ChatId
        ChatNameRole,
        NameRole, // who wrote it
        TimeRole, // full date and time
        NumberRole, // store::MessageRow::row
    };

    /// `chatName` and `speaker` say how a chat and the writer of a message are called now.
    SearchModel(SearchSource source, std::function<QString(const store::ChatId &)> chatName,
                std::function<QString(const store::MessageRow &)> speaker, QObject *parent = nullptr);

    using Scope = std::function<SearchScope()>;
    void setScope(Scope scope) { m_scope = std::move(scope); } // what from: and in: may name

    /// Empty chat: everywhere. Empty text: no hits and Idle. Answers to earlier searches are dropped.
    void search(const QString &text, const store::ChatId &chat = {});
    const QString &text() const { return m_query.text; } // the words
    const QString &typed() const { return m_typed; } // the filters, too
    State state() const { return m_state; }
    const store::MessageRow &at(int row) const { return m_hits[row]; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void stateChanged(plausch::ui::SearchModel::State state);

private:
    void clear();
    void ask();
    void onAnswer(const QList<store::MessageRow> &hits);
    void setState(State state);

    SearchSource m_source;
    std::function<QString(const store::ChatId &)> m_chatName;
    std::function<QString(const store::MessageRow &)> m_speaker;
    Scope m_scope;
    QString m_typed;
    store::SearchQuery m_query;
    QList<store::MessageRow> m_hits;
    State m_state = State::Idle;
    bool m_more = false;
    quint64 m_generation = 0;
};

} // namespace plausch::ui
