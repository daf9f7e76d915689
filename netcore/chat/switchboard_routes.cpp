// The Switchboard's ways to a buddy: the direct link, and the chat servers where both are.
#include "chat/switchboard_p.h"

namespace plausch::chat {

void Switchboard::setRoute(const ChatId &chat, const QString &choice)
{
    Line *line = m_impl->line(chat);
    if (!line || line->buddy.route == choice)
        return;
    line->buddy.route = choice;
    m_impl->save(*line);
    m_impl->touch(chat);
}

QString Switchboard::addFromServer(const ChatId &person)
{
    const ChatInfo *info = chat(person);
    if (!info || info->kind != ChatKind::Person || !info->joined)
        return tr("You are not on that server just now.");
    return {};
}

} // namespace plausch::chat
