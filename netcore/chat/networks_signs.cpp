// What is said about messages on chat servers, and beside them.
#include "chat/networks_p.h"

namespace plausch::chat {

void Networks::reply(const ChatId &chat, const store::MessageRow &to, const QString &text, store::MessageKind kind)
{
    Conversation *conversation = m_impl->conversation(chat);
    if (conversation && conversation->row.kind != store::NetworkChatKind::Server && !text.trimmed().isEmpty())
        m_impl->say(*conversation, text, kind, {to.msgid, to.id, to.sender});
}

QString Networks::react(const ChatId &, const store::MessageRow &, const QString &, bool)
{
    return tr("This server knows no reactions.");
}

void Networks::setTyping(const ChatId &, session::TypingState) { }

QStringList Networks::typing(const ChatId &) const
{
    return {};
}

bool Networks::canWithdraw(const ChatId &chat, const store::MessageRow &row) const
{
    return row.mine && row.state == store::MessageState::Queued && !isOnItsWay(chat, row.id);
}

QString Networks::withdraw(const ChatId &chat, const store::MessageRow &row, const QString &)
{
    withdraw(chat, row.id);
    return {};
}

void Networks::setManners(bool, bool) { }

bool Networks::signal(const QString &id, const QString &nick, const QList<wire::Tag> &tags)
{
    NetworkLine *line = m_impl->line(id);
    if (!line || !line->registered || !line->features.tags)
        return false;
    m_impl->connections->perform(line->link, session::SignRequest(session::SignalTo{nick.toUtf8(), tags}));
    return true;
}

void Networks::Impl::onSign(NetworkLine &line, const session::SignEvent &sign)
{
    if (const auto *signal = std::get_if<session::Signalled>(&sign); signal && !signal->mine)
        Q_EMIT q.signalled(line.row.id, *signal);
}

void Networks::Impl::onConfirmedBy(NetworkLine &, const session::Confirmed &) { }

} // namespace plausch::chat
