// Chat servers as a way to buddies: their words pass here and are kept by the Switchboard, in the buddy's conversation.
#include "chat/introduction.h"
#include "chat/networks_p.h"
#include "session/overloaded.h"
#include "session/signtags.h"

namespace plausch::chat {
namespace {

bool isBuddys(const NetworkLine &line, const QByteArray &target, const QList<wire::Tag> &tags)
{
    return session::tagIn(tags, BuddyTag) && !line.features.isRoom(target);
}

bool isRelayed(const session::Features &features, const session::SignRequest &sign)
{
    if (std::holds_alternative<session::React>(sign))
        return features.isRelayed(session::ReactTag) && features.isRelayed(session::ReplyTag);
    return !std::holds_alternative<session::Redact>(sign) || features.isRelayed(session::OwnRedactTag);
}

} // namespace

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
    NetworkLine *line = m_impl->line(id);
    if (!line || !line->registered)
        return;
    line->watchedForBuddies.insert(line->folded(nick));
    m_impl->perform(*line, session::Watch{{nick}});
}

void Networks::unwatch(const QString &id, const QByteArray &nick)
{
    NetworkLine *line = m_impl->line(id);
    if (line && line->watchedForBuddies.remove(line->folded(nick)))
        m_impl->stopWatching(*line, nick);
}

void Networks::sayToBuddy(const QString &id, const session::SayTo &words, const ChatId &buddy)
{
    NetworkLine *line = m_impl->line(id);
    if (!line || !line->registered)
        return;
    line->underWay.insert(words.id, buddy);
    m_impl->perform(*line, words);
}

void Networks::signToBuddy(const QString &id, const session::SignRequest &sign, const QByteArray &signId,
                           const ChatId &buddy)
{
    NetworkLine *line = m_impl->line(id);
    if (!line || !line->registered || !isRelayed(line->features, sign))
        return;
    if (!signId.isEmpty())
        line->signsUnderWay.insert(signId, buddy);
    m_impl->perform(*line, sign);
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

void Networks::Impl::seeAccount(const NetworkLine &line, const QByteArray &nick, const QByteArray &account)
{
    if (!account.isEmpty() && line.folded(nick) != line.folded(line.nick))
        Q_EMIT q.accountSeen(line.row.id, nick, account);
}

/// Whoever still needs to know goes on watching.
void Networks::Impl::stopWatching(NetworkLine &line, const QByteArray &nick)
{
    const QByteArray folded = line.folded(nick);
    if (line.watchedForBuddies.contains(folded) || line.chats.contains(folded))
        return;
    line.online.remove(folded);
    perform(line, session::Unwatch{{nick}});
}

/// True: it was of a buddy's conversation, and none of ours. What the server kept of it, or another session of ours has
/// said, comes to its place by the buddy himself.
bool Networks::Impl::passesToBuddy(const NetworkLine &line, const session::Heard &heard)
{
    if (!isBuddys(line, heard.target, heard.tags))
        return false;
    if (!heard.mine && !heard.fromHistory)
        Q_EMIT q.buddySaid(line.row.id, heard);
    return true;
}

bool Networks::Impl::passesToBuddy(const NetworkLine &line, const session::SignEvent &sign)
{
    const session::Overloaded ofBuddy{
        [](const session::Signalled &) { return false; }, // the Switchboard looks into it
        [](const session::Signed &) { return false; },
        [&](const auto &news) { return isBuddys(line, news.target, news.tags); },
    };
    const session::Overloaded isNews{
        [](const session::Reacted &news) { return !news.mine && !news.fromHistory; },
        [](const session::Redacted &news) { return !news.mine && !news.fromHistory; },
        [](const auto &) { return true; },
    };
    if (!std::visit(ofBuddy, sign))
        return false;
    if (std::visit(isNews, sign))
        Q_EMIT q.buddySigned(line.row.id, sign);
    return true;
}

} // namespace plausch::chat
