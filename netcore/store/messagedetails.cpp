// What belongs to a message and does not stand in its row: the message it answers, and the reactions to it.
#include "store/database.h"
#include "store/messagecolumns.h"
#include "store/messages.h"

#include <QSqlQuery>

#include <algorithm>

namespace plausch::store {

void Messages::readAll(const QString &statement, const QVariantList &values, QList<MessageRow> &rows)
{
    QList<bool> reacted;
    m_database.run(statement, values, [&](const QSqlQuery &query) {
        rows.append(readMessage(query));
        reacted.append(query.value(ReactedColumn).toBool());
    });
    for (qsizetype i = 0; i < rows.size(); ++i)
        complete(rows[i], reacted.at(i));
}

void Messages::complete(MessageRow &message, bool reacted)
{
    message.quote = quoteFor(message);
    if (reacted)
        message.reactions = reactionsOf(message.row);
}

std::optional<MessageRow> Messages::findBare(const QByteArray &sender, const QByteArray &id)
{
    std::optional<MessageRow> found;
    m_database.run(QStringLiteral("message_find"), {sender, id},
                   [&](const QSqlQuery &query) { found = readMessage(query); });
    return found;
}

/// The server's name first; an id is one of its sender's, who is one of two here.
std::optional<MessageRow> Messages::findBare(const ChatId &chat, const MessageName &name, const QByteArray &speaker)
{
    std::optional<MessageRow> found;
    if (!name.msgid.isEmpty())
        m_database.run(QStringLiteral("message_find_msgid"), {chat, name.msgid},
                       [&](const QSqlQuery &query) { found = readMessage(query); });
    if (name.id.isEmpty())
        return found;
    for (const QByteArray &sender : {name.sender, speaker, m_self}) {
        if (!found && !sender.isEmpty())
            found = findBare(sender, name.id);
        if (found && found->chat != chat)
            found.reset();
    }
    return found;
}

Quote Messages::quoteFor(const MessageRow &message)
{
    if (message.replyTo.isEmpty())
        return {};
    const std::optional<MessageRow> answered = findBare(message.chat, message.replyTo, message.sender);
    if (!answered)
        return {};
    Quote quote;
    quote.row = answered->row;
    quote.time = answered->time;
    quote.mine = answered->mine;
    quote.withdrawn = answered->withdrawnAt > 0;
    quote.speaker = answered->speaker;
    quote.text = answered->text.left(Quote::MaxCharacters);
    if (quote.text.endsWith(QChar::ReplacementCharacter)
        || (!quote.text.isEmpty() && quote.text.back().isHighSurrogate()))
        quote.text.chop(1);
    return quote;
}

QList<ReactionSum> Messages::reactionsOf(qint64 row)
{
    struct Given
    {
        QString reaction;
        bool mine;
        QString who;
        qint64 time;
    };
    QList<Given> all;
    m_database.run(QStringLiteral("reactions"), {row}, [&](const QSqlQuery &query) {
        all.append({query.value(0).toString(), query.value(1).toBool(), query.value(2).toString(),
                    query.value(3).toLongLong()});
    });
    std::stable_sort(all.begin(), all.end(), [](const Given &a, const Given &b) { return a.time < b.time; });
    QList<ReactionSum> sums;
    for (const Given &given : std::as_const(all)) {
        auto sum = std::find_if(sums.begin(), sums.end(),
                                [&](const ReactionSum &one) { return one.reaction == given.reaction; });
        if (sum == sums.end())
            sum = sums.insert(sums.end(), ReactionSum{given.reaction, 0, false, {}});
        ++sum->count;
        if (given.mine)
            sum->mine = true;
        else if (!given.who.isEmpty())
            sum->who.append(given.who);
    }
    return sums;
}

} // namespace plausch::store
