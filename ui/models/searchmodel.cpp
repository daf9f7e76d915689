#include "ui/models/searchmodel.h"

#include "ui/models/messagetext.h"

#include <QPointer>

namespace plausch::ui {

SearchModel::SearchModel(SearchSource source, std::function<QString(const store::ChatId &)> chatName,
                         std::function<QString(const store::MessageRow &)> speaker, QObject *parent)
    : QAbstractListModel(parent)
    , m_source(std::move(source))
    , m_chatName(std::move(chatName))
    , m_speaker(std::move(speaker))
{
}

void SearchModel::search(const QString &text, const store::ChatId &chat)
{
    clear();
    m_typed = text.trimmed();
    const SearchFilters filters = searchFilters(text);
    const auto query = searchQuery(filters, chat, m_scope ? m_scope() : SearchScope());
    m_query = query.value_or(store::SearchQuery{});
    m_query.text = filters.words;
    m_query.limit = PageHits;
    if (!query)
        setState(State::Done);
    else if (m_query.text.isEmpty() && m_query.from.isEmpty() && m_query.within.isEmpty())
        setState(State::Idle);
    else
        ask();
}

void SearchModel::clear()
{
    ++m_generation;
    m_more = false;
    if (m_hits.isEmpty())
        return;
    beginRemoveRows({}, 0, rowCount() - 1);
    m_hits.clear();
    endRemoveRows();
}

void SearchModel::ask()
{
    setState(State::Searching);
    m_source(m_query, [self = QPointer<SearchModel>(this), generation = m_generation](const auto &hits) {
        if (self && self->m_generation == generation)
            self->onAnswer(hits);
    });
}

void SearchModel::onAnswer(const QList<store::MessageRow> &hits)
{
    m_more = hits.size() >= m_query.limit && m_hits.size() + hits.size() < MaxHits;
    if (!hits.isEmpty()) {
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(hits.size()) - 1);
        m_hits.append(hits);
        endInsertRows();
        m_query.beforeRow = hits.last().row;
    }
    setState(State::Done);
}

bool SearchModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_more && m_state == State::Done;
}

void SearchModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        ask();
}

void SearchModel::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

int SearchModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_hits.size());
}

QVariant SearchModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const store::MessageRow &hit = m_hits[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return hit.text;
    case Qt::AccessibleTextRole:
        return m_chatName(hit.chat) + QStringLiteral(": ") + sentence(hit, m_speaker(hit));
    case ChatRole:
        return hit.chat;
    case ChatNameRole:
        return m_chatName(hit.chat);
    case NameRole:
        return m_speaker(hit);
    case TimeRole:
        return fullTimeText(hit);
    case NumberRole:
        return hit.row;
    default:
        return {};
    }
}

QHash<int, QByteArray> SearchModel::roleNames() const
{
    QHash<int, QByteArray> names = QAbstractListModel::roleNames();
    names.insert({{ChatRole, "chat"},
                  {ChatNameRole, "chatName"},
                  {NameRole, "name"},
                  {TimeRole, "time"},
                  {NumberRole, "number"}});
    return names;
}

} // namespace plausch::ui
