// What is said about messages between buddies, and beside them: reactions, typing, messages taken back.
#include "chat/introduction.h"
#include "chat/switchboard_p.h"
#include "session/overloaded.h"

namespace plausch::chat {

using store::MessageKind;
using store::MessageRow;
using store::MessageState;
using store::SignKind;

namespace {

/// Over a chat server to that nick, with those tags.
session::SignRequest requestFor(const store::SignRow &row, const QByteArray &nick = {},
                                const QList<wire::Tag> &tags = {})
{
    const session::MessageName name{row.message.msgid, row.message.id};
    if (row.kind == SignKind::Redact)
        return session::Redact{nick, row.id, name, row.text, tags};
    return session::React{nick, row.id, name, row.text, row.kind == SignKind::React, tags};
}

QString shownName(const Line &line)
{
    return line.buddy.alias.isEmpty() ? line.buddy.name : line.buddy.alias;
}

/// Who has a key is a Plausch; nobody else can be told later.
bool isPlausch(const Line &line)
{
    return line.kind == ChatKind::Buddy && (line.link ? line.link->receipts : !line.buddy.fingerprint.isEmpty());
}

/// Empty: it can be reacted to.
QString whyNoReaction(const Line &line, const MessageRow &to)
{
    if (to.kind > MessageKind::Notice || to.withdrawnAt > 0)
        return Switchboard::tr("One reacts to what somebody has said.");
    if (line.kind == ChatKind::Request)
        return Switchboard::tr("Accept the request first.");
    if (!isPlausch(line))
        return Switchboard::tr("The other end knows no reactions.");
    return line.signs.hasRoom() ? QString() : Switchboard::tr("Too much waits for %1 already.").arg(shownName(line));
}

/// Empty: it can be taken back.
QString whyNoWithdrawal(const Line &line, const MessageRow &row)
{
    if (!row.mine || row.kind > MessageKind::Notice)
        return Switchboard::tr("Only what one has said oneself can be taken back.");
    if (row.withdrawnAt > 0 || row.state == MessageState::Failed || row.state == MessageState::Withdrawn)
        return Switchboard::tr("There is nothing to take back.");
    if (line.outbox.isHanded(row.id))
        return Switchboard::tr("The message is just on its way.");
    if (row.state == MessageState::Queued)
        return {};
    if (!isPlausch(line) || (line.link && !line.link->redaction))
        return Switchboard::tr("The other end takes no messages back.");
    return line.signs.hasRoom() ? QString() : Switchboard::tr("Too much waits for %1 already.").arg(shownName(line));
}

} // namespace

void Switchboard::reply(const ChatId &chat, const MessageRow &to, const QString &text, MessageKind kind)
{
    if (Networks::isNetworkChat(chat))
        return m_impl->networks->reply(chat, to, text, kind);
    Line *line = m_impl->line(chat);
    if (line && !text.trimmed().isEmpty())
        m_impl->say(*line, text, kind, {to.msgid, to.id, to.sender});
}

void Switchboard::sayAgain(const ChatId &chat, const MessageRow &failed)
{
    if (Networks::isNetworkChat(chat))
        return m_impl->networks->sayAgain(chat, failed);
    Line *line = m_impl->line(chat);
    if (line && !failed.text.trimmed().isEmpty())
        m_impl->say(*line, failed.text, failed.kind, failed.replyTo);
}

QString Switchboard::react(const ChatId &chat, const MessageRow &to, const QString &reaction, bool on)
{
    if (Networks::isNetworkChat(chat))
        return m_impl->networks->react(chat, to, reaction, on);
    Line *line = m_impl->line(chat);
    if (!line)
        return tr("One reacts to what somebody has said.");
    if (!session::isReaction(reaction))
        return tr("That is no reaction: a few characters at most.");
    if (const QString why = whyNoReaction(*line, to); !why.isEmpty())
        return why;
    store::ReactionRow row;
    row.chat = chat;
    row.to = {to.msgid, to.id, to.sender};
    row.sender = m_impl->identity.fingerprint;
    row.reaction = reaction;
    row.time = Impl::utc();
    row.on = on;
    row.mine = true;
    m_impl->store(row);
    m_impl->addSign(*line, {chat, newMessageId(), on ? SignKind::React : SignKind::Unreact, row.to, reaction});
    return {};
}

void Switchboard::setTyping(const ChatId &chat, session::TypingState state)
{
    if (Networks::isNetworkChat(chat))
        return m_impl->networks->setTyping(chat, state);
    const Line *line = m_impl->line(chat);
    if (!line || !line->routeInUse || !isPlausch(*line) || !m_impl->settings.typingNotices)
        return;
    if (line->routeInUse->isEmpty())
        m_impl->connections->perform(line->link->id, session::SignRequest(session::ShowTyping{{}, state}));
    else if (const Place *place = m_impl->places.of(chat, *line->routeInUse))
        m_impl->networks->signToBuddy(*line->routeInUse,
                                      session::ShowTyping{place->row.nick.toUtf8(), state, place->ownTags()}, {}, chat);
}

QStringList Switchboard::typing(const ChatId &chat) const
{
    return Networks::isNetworkChat(chat) ? m_impl->networks->typing(chat) : m_impl->typing.names(chat);
}

bool Switchboard::canWithdraw(const ChatId &chat, const MessageRow &row) const
{
    if (Networks::isNetworkChat(chat))
        return m_impl->networks->canWithdraw(chat, row);
    const Line *line = m_impl->line(chat);
    return line && whyNoWithdrawal(*line, row).isEmpty();
}

QString Switchboard::withdraw(const ChatId &chat, const MessageRow &row, const QString &reason)
{
    if (Networks::isNetworkChat(chat))
        return m_impl->networks->withdraw(chat, row, reason);
    Line *line = m_impl->line(chat);
    if (!line)
        return tr("There is nothing to take back.");
    if (const QString why = whyNoWithdrawal(*line, row); !why.isEmpty())
        return why;
    if (row.state == MessageState::Queued) {
        withdraw(chat, row.id);
        return {};
    }
    const store::MessageName name{row.msgid, row.id, row.sender};
    m_impl->store(store::WithdrawalRow{chat, name, row.sender, {}, Impl::utc()});
    m_impl->addSign(*line, {chat, newMessageId(), SignKind::Redact, name, reason});
    return {};
}

void Switchboard::Impl::addSign(Line &line, const store::SignRow &sign)
{
    archive.addSign(sign);
    line.signs.add(sign);
}

/// A new way: everything unconfirmed goes out again; what comes twice changes nothing there.
void Switchboard::Impl::startSigns(Line &line)
{
    const QString &network = *line.routeInUse;
    if (network.isEmpty() && !line.link->receipts)
        return;
    const quint64 generation = line.signs.onLinkReady(network.isEmpty() ? signDirectly(line) : signOver(line, network));
    archive.signsOf(line.buddy.chat, [this, chat = line.buddy.chat, generation](const QList<store::SignRow> &rows) {
        if (Line *known = this->line(chat))
            known->signs.onLoaded(generation, rows);
    });
}

SignOutbox::Send Switchboard::Impl::signDirectly(const Line &line)
{
    return [this, id = line.link->id](const store::SignRow &row) { connections->perform(id, requestFor(row)); };
}

SignOutbox::Send Switchboard::Impl::signOver(const Line &line, const QString &network)
{
    return [this, chat = line.buddy.chat, network](const store::SignRow &row) {
        const Place *place = places.of(chat, network);
        if (place && place->isUp())
            networks->signToBuddy(network, requestFor(row, place->row.nick.toUtf8(), place->ownTags()), row.id, chat);
    };
}

/// The other end has it.
void Switchboard::Impl::onSignConfirmed(Line &line, const QByteArray &id)
{
    if (line.signs.take(id))
        archive.removeSign(id);
}

void Switchboard::Impl::onSign(Call &call, const session::SignEvent &sign)
{
    if (Line *known = line(call.chat))
        onSign(*known, sign, {});
}

/// Said for the buddy's conversation over a chat server.
void Switchboard::Impl::onBuddySigned(const QString &network, const session::SignEvent &sign)
{
    const session::Overloaded handler{
        [](const session::Signalled &) {},
        [](const session::Signed &) {},
        [&](const auto &news) {
            const Place *place = places.ofToken(network, tagValue(news.tags, BuddyTag));
            Line *known = place ? line(place->row.chat) : nullptr;
            if (known && known->buddy.standing == store::BuddyStanding::Known)
                onSign(*known, sign, network);
            else if (!place)
                askAgain(network, news.speaker);
        },
    };
    std::visit(handler, sign);
}

void Switchboard::Impl::onSign(Line &line, const session::SignEvent &sign, const QString &via)
{
    const session::Overloaded handler{
        [&](const session::Reacted &news) { onReacted(line, news, via); },
        [&](const session::Redacted &news) { onRedacted(line, news, via); },
        [&](const session::TypingSeen &news) {
            if (line.kind != ChatKind::Request) // a stranger is not worth the attention
                typing.seen(line.buddy.chat, shownName(line), news.state);
        },
        [](const auto &) {}, // of chat servers
    };
    std::visit(handler, sign);
}

/// A stranger has nothing of ours that he could react to.
void Switchboard::Impl::onReacted(Line &line, const session::Reacted &reacted, const QString &via)
{
    if (line.kind == ChatKind::Request)
        return;
    store::ReactionRow row;
    row.chat = line.buddy.chat;
    row.to = {{}, reacted.to.id, {}};
    row.sender = senderOf(line);
    row.reaction = reacted.reaction;
    row.time = reacted.time;
    row.on = reacted.on;
    if (line.takesSign(reacted.id))
        store(row);
    if (!reacted.id.isEmpty())
        acknowledge(line, reacted.id, via);
}

/// With his own messages everybody may do as he likes, with those of others nothing.
void Switchboard::Impl::onRedacted(Line &line, const session::Redacted &redacted, const QString &via)
{
    const QByteArray sender = senderOf(line);
    store(store::WithdrawalRow{line.buddy.chat, {{}, redacted.message.id, sender}, sender, {}, redacted.time});
    line.unreadIds.removeAll(redacted.message.id);
    if (!redacted.id.isEmpty())
        acknowledge(line, redacted.id, via);
}

QByteArray Switchboard::Impl::senderOf(const Line &line) const
{
    return line.buddy.fingerprint.isEmpty() ? line.buddy.chat.toUtf8() : line.buddy.fingerprint;
}

void Switchboard::Impl::store(const store::ReactionRow &row)
{
    archive.react(row, [this](const MessageRow &changedRow) { showChanged(changedRow); });
}

void Switchboard::Impl::store(const store::WithdrawalRow &row)
{
    archive.withdraw(row, [this](const MessageRow &changedRow) { showChanged(changedRow); });
}

/// The row as it is now, wherever it is shown.
void Switchboard::Impl::showChanged(const MessageRow &row)
{
    Line *known = line(row.chat);
    if (!known)
        return;
    if (known->summary.last.row == row.row) {
        known->summary.last = row;
        touch(row.chat);
    }
    if (!unshown.replace(row))
        Q_EMIT q.messageChanged(row.chat, row);
}

} // namespace plausch::chat
