#include "store/signs.h"

#include "store/database.h"

#include <QSqlQuery>

namespace plausch::store {
namespace {

const MessageName &nameIn(const ReactionRow &reaction)
{
    return reaction.to;
}

const MessageName &nameIn(const WithdrawalRow &withdrawal)
{
    return withdrawal.message;
}

bool isMeant(const MessageName &name, const MessageRow &message)
{
    if (!name.msgid.isEmpty())
        return name.msgid == message.msgid;
    return name.id == message.id && (name.sender.isEmpty() || name.sender == message.sender);
}

} // namespace

std::optional<MessageRow> Signs::react(const ReactionRow &reaction)
{
    return applyOrRemember(reaction, reaction.to);
}

std::optional<MessageRow> Signs::withdraw(const WithdrawalRow &withdrawal)
{
    return applyOrRemember(withdrawal, withdrawal.message);
}

template <class Sign> std::optional<MessageRow> Signs::applyOrRemember(const Sign &sign, const MessageName &name)
{
    const std::optional<MessageRow> message = m_messages.find(sign.chat, name, sign.sender);
    if (message)
        return apply(sign, *message) ? m_messages.find(message->sender, message->id) : std::nullopt;
    if (m_early.size() >= MaxEarly)
        m_early.pop_front();
    m_early.push_back(sign);
    return std::nullopt;
}

void Signs::applyEarly(MessageRow &message)
{
    bool changed = false;
    std::erase_if(m_early, [&](const Early &early) {
        return std::visit(
            [&](const auto &sign) {
                if (sign.chat != message.chat || !isMeant(nameIn(sign), message))
                    return false;
                changed = apply(sign, message) || changed;
                return true;
            },
            early);
    });
    if (changed)
        message = m_messages.find(message.sender, message.id).value_or(message);
}

bool Signs::apply(const ReactionRow &reaction, const MessageRow &message)
{
    if (message.withdrawnAt > 0)
        return false;
    if (!reaction.on)
        return m_database.change(QStringLiteral("reaction_remove"), {message.row, reaction.sender, reaction.reaction});
    return m_database.change(
        QStringLiteral("reaction_add"),
        {message.row, reaction.sender, reaction.reaction, reaction.mine, reaction.who, reaction.time, MaxPerMessage});
}

/// The trigger takes its words out of the full text.
bool Signs::apply(const WithdrawalRow &withdrawal, const MessageRow &message)
{
    const bool allowed = withdrawal.sender.isEmpty() || withdrawal.sender == message.sender;
    const QString by = withdrawal.by == message.speaker ? QString() : withdrawal.by;
    if (!allowed || !m_database.change(QStringLiteral("message_withdraw"), {withdrawal.time, by, message.row}))
        return false;
    m_database.run(QStringLiteral("reactions_remove"), {message.row});
    return true;
}

void Signs::add(const SignRow &sign)
{
    m_database.run(QStringLiteral("chat_ensure"), {sign.chat});
    m_database.run(QStringLiteral("sign_add"),
                   {sign.id, int(sign.kind), sign.message.msgid, sign.message.id, sign.text, sign.chat});
}

void Signs::remove(const QByteArray &id)
{
    m_database.run(QStringLiteral("sign_remove"), {id});
}

QList<SignRow> Signs::waiting(const ChatId &chat)
{
    QList<SignRow> rows;
    m_database.run(QStringLiteral("signs"), {chat}, [&](const QSqlQuery &query) {
        const MessageName name{query.value(2).toByteArray(), query.value(3).toByteArray(), {}};
        rows.append(
            {chat, query.value(0).toByteArray(), SignKind(query.value(1).toInt()), name, query.value(4).toString()});
    });
    return rows;
}

} // namespace plausch::store
