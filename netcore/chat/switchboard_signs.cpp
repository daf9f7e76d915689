// What is said about messages between buddies, and beside them.
#include "chat/switchboard_p.h"

namespace plausch::chat {

void Switchboard::reply(const ChatId &chat, const store::MessageRow &to, const QString &text, store::MessageKind kind)
{
    if (Networks::isNetworkChat(chat))
        return m_impl->networks->reply(chat, to, text, kind);
    Line *line = m_impl->line(chat);
    if (line && !text.trimmed().isEmpty())
        m_impl->say(*line, text, kind, {to.msgid, to.id, to.sender});
}

QString Switchboard::react(const ChatId &chat, const store::MessageRow &to, const QString &reaction, bool on)
{
    if (Networks::isNetworkChat(chat))
        return m_impl->networks->react(chat, to, reaction, on);
    return tr("Reactions do not work here.");
}

void Switchboard::setTyping(const ChatId &chat, session::TypingState state)
{
    if (Networks::isNetworkChat(chat))
        m_impl->networks->setTyping(chat, state);
}

QStringList Switchboard::typing(const ChatId &chat) const
{
    return Networks::isNetworkChat(chat) ? m_impl->networks->typing(chat) : QStringList();
}

bool Switchboard::canWithdraw(const ChatId &chat, const store::MessageRow &row) const
{
    if (Networks::isNetworkChat(chat))
        return m_impl->networks->canWithdraw(chat, row);
    return row.mine && row.state == store::MessageState::Queued && !isOnItsWay(chat, row.id);
}

QString Switchboard::withdraw(const ChatId &chat, const store::MessageRow &row, const QString &reason)
{
    if (Networks::isNetworkChat(chat))
        return m_impl->networks->withdraw(chat, row, reason);
    withdraw(chat, row.id);
    return {};
}

void Switchboard::Impl::onSign(Call &, const session::SignEvent &) { }

} // namespace plausch::chat
