// Chat servers as a way to buddies: their words pass here and are kept by the Switchboard, in the buddy's conversation.
#include "chat/introduction.h"
#include "chat/networks_p.h"

namespace plausch::chat {

std::optional<Networks::Whereabouts> Networks::whereabouts(const QString &id) const
{
    const NetworkLine *line = m_impl->line(id);
    if (!line || !line->registered || !line->features.tags)
        return std::nullopt;
    return Whereabouts{line->networkName, line->nick, line->features.caseMapping};
}

QByteArray Networks::folded(const QString &id, const QByteArray &nick) const
{
    const NetworkLine *line = m_impl->line(id);
    return line ? line->folded(nick) : wire::folded(nick);
}

void Networks::watch(const QString &id, const QByteArray &nick)
{
    if (const NetworkLine *line = m_impl->line(id); line && line->registered)
        m_impl->perform(*line, session::Watch{{nick}});
}

void Networks::sayToBuddy(const QString &id, const session::SayTo &words, const ChatId &buddy)
{
    NetworkLine *line = m_impl->line(id);
    if (!line || !line->registered)
        return;
    line->underWay.insert(words.id, buddy);
    m_impl->perform(*line, words);
}

void Networks::noteIn(const QString &id, const QByteArray &nick, const QString &text)
{
    NetworkLine *line = m_impl->line(id);
    if (!line)
        return;
    Conversation *talk = m_impl->conversation(*line, nick);
    m_impl->note(talk ? *talk : m_impl->page(*line), store::MessageKind::Info, {}, text);
}

void Networks::setBuddy(const QString &id, const QByteArray &nick, const ChatId &buddy, bool introducing)
{
    const NetworkLine *line = m_impl->line(id);
    Conversation *talk = line ? m_impl->conversation(*line, nick) : nullptr;
    if (!talk || (talk->buddy == buddy && talk->introducing == introducing))
        return;
    talk->buddy = buddy;
    talk->introducing = introducing;
    m_impl->touch(*talk);
}

/// True: it was of a buddy's conversation, and none of ours. What the server kept of it, or another session of ours has
/// said, comes to its place by the buddy himself.
bool Networks::Impl::passesToBuddy(const NetworkLine &line, const session::Heard &heard)
{
    const bool isBuddys =
        std::any_of(heard.tags.begin(), heard.tags.end(), [](const wire::Tag &tag) { return tag.key == BuddyTag; });
    if (!isBuddys || line.features.isRoom(heard.target))
        return false;
    if (!heard.mine && !heard.fromHistory)
        Q_EMIT q.buddySaid(line.row.id, heard);
    return true;
}

} // namespace plausch::chat
