// Words on chat servers: outbox first, confirmed by the server's echo, each once.
#include "chat/networks_p.h"
#include "chat/networkwords.h"

namespace plausch::chat {

using session::TextKind;
using store::MessageKind;
using store::MessageState;
using store::NetworkChatKind;

namespace {

MessageKind messageKind(TextKind kind)
{
    switch (kind) {
    case TextKind::Action:
        return MessageKind::Action;
    case TextKind::Notice:
        return MessageKind::Notice;
    case TextKind::Text:
        break;
    }
    return MessageKind::Text;
}

} // namespace

void Networks::say(const ChatId &chat, const QString &text, store::MessageKind kind)
{
    Conversation *conversation = m_impl->conversation(chat);
    if (conversation && conversation->row.kind != NetworkChatKind::Server && !text.trimmed().isEmpty())
        m_impl->say(*conversation, text, kind, {});
}

void Networks::withdraw(const ChatId &chat, const QByteArray &id)
{
    Conversation *conversation = m_impl->conversation(chat);
    if (conversation && conversation->outbox.withdraw(id))
        m_impl->leftOutbox(*conversation, id, MessageState::Withdrawn);
}

bool Networks::isOnItsWay(const ChatId &chat, const QByteArray &id) const
{
    const Conversation *conversation = m_impl->conversation(chat);
    return conversation && conversation->outbox.isHanded(id);
}

void Networks::markRead(const ChatId &chat, qint64 upToRow)
{
    Conversation *conversation = m_impl->conversation(chat);
    if (!conversation)
        return;
    store::ChatSummary &summary = conversation->summary;
    if (summary.unread == 0 && upToRow <= summary.readUpTo)
        return;
    summary.unread = 0;
    summary.mentions = 0;
    summary.readUpTo = qMax(summary.readUpTo, upToRow);
    m_impl->archive.markRead(chat, summary.readUpTo);
    m_impl->markReadThere(*m_impl->lineOf(*conversation), *conversation);
    m_impl->confirmRead(*conversation);
    m_impl->touch(*conversation);
}

void Networks::saveDraft(const ChatId &chat, const QString &text)
{
    Conversation *conversation = m_impl->conversation(chat);
    if (!conversation || conversation->summary.draft == text)
        return;
    conversation->summary.draft = text;
    m_impl->archive.saveDraft(chat, text);
    m_impl->touch(*conversation);
}

void Networks::setNotify(const ChatId &chat, store::NotifyLevel level)
{
    if (Conversation *conversation = m_impl->conversation(chat)) {
        conversation->row.notify = level;
        m_impl->save(*conversation);
        m_impl->touch(*conversation);
    }
}

void Networks::setMutedUntil(const ChatId &chat, qint64 utcMsecs)
{
    if (Conversation *conversation = m_impl->conversation(chat)) {
        conversation->row.mutedUntil = utcMsecs;
        m_impl->save(*conversation);
        m_impl->touch(*conversation);
    }
}

void Networks::removeChat(const ChatId &id, bool withHistory)
{
    const ChatId chat = id; // perhaps a part of what goes
    Conversation *conversation = m_impl->conversation(chat);
    if (!conversation)
        return;
    if (conversation->row.kind == NetworkChatKind::Server) {
        remove(conversation->row.network, withHistory);
        return;
    }
    leave(chat);
    const bool isPerson = conversation->row.kind == NetworkChatKind::Person;
    NetworkLine &line = *m_impl->lineOf(*conversation);
    const QByteArray name = conversation->row.name.toUtf8();
    m_impl->archive.removeNetworkChat(chat, withHistory);
    m_impl->forget(chat);
    if (isPerson)
        m_impl->stopWatching(line, name);
}

void Networks::Impl::say(Conversation &conversation, const QString &text, MessageKind kind,
                         const store::MessageName &replyTo)
{
    store::MessageRow row;
    row.chat = conversation.row.chat;
    row.sender = options.fingerprint;
    row.id = newMessageId();
    row.mine = true;
    row.kind = kind;
    row.state = MessageState::Queued;
    row.text = text;
    row.time = row.sentAt = utc();
    row.replyTo = replyTo;
    const NetworkLine &line = *lineOf(conversation);
    row.speaker = line.nick.isEmpty() ? line.row.nick : QString::fromUtf8(line.nick);
    ++conversation.summary.queued;
    archive.add(row, [this](Archive::Added how, store::MessageRow stored) {
        Conversation *known = this->conversation(stored.chat);
        if (!known)
            return;
        if (how == Archive::Added::Unsaved)
            stored.row = 0;
        if (!known->outbox.onStored(stored)) {
            stored.state = MessageState::Failed;
            --known->summary.queued;
        }
        showRow(*known, stored);
    });
}

/// All that is unconfirmed goes out, from the oldest on.
void Networks::Impl::startOutbox(NetworkLine &line, Conversation &conversation)
{
    const bool isThere = conversation.row.kind == NetworkChatKind::Room ? conversation.inRoom : line.registered;
    if (!isThere || conversation.outbox.phase() != Outbox::Phase::NoLink)
        return;
    const ChatId chat = conversation.row.chat;
    const quint64 generation = conversation.outbox.onLinkReady(true, [this, chat](const session::Say &say) {
        Conversation &known = *this->conversation(chat);
        NetworkLine &over = *lineOf(known);
        over.underWay.insert(say.id, chat);
        perform(over, session::SayTo{known.row.name.toUtf8(), say.id, say.sentAt, say.text, say.kind, say.replyTo});
    });
    archive.outbox(chat, [this, chat, generation](const QList<store::MessageRow> &rows) {
        if (Conversation *known = this->conversation(chat))
            known->outbox.onLoaded(generation, rows);
    });
    startSigns(conversation);
}

void Networks::Impl::onHanded(NetworkLine &line, const QByteArray &id)
{
    const ChatId saidIn = line.underWay.value(id);
    Conversation *known = conversation(saidIn);
    if (!known) {
        if (!saidIn.isEmpty())
            Q_EMIT q.buddyHanded(line.row.id, saidIn, id);
        return;
    }
    known->outbox.onHanded(id);
    showState(known->row.chat, id, MessageState::Sent); // on its way; stays in the outbox
}

void Networks::Impl::onConfirmed(NetworkLine &line, const QByteArray &id, const QByteArray &msgid)
{
    Conversation *known = conversation(line.underWay.take(id));
    if (known && known->outbox.onDelivered(id))
        leftOutbox(*known, id, confirmedState(*known), msgid);
}

/// A room has it; for a person the server has it, and his Plausch confirms it by itself.
MessageState Networks::Impl::confirmedState(const Conversation &conversation)
{
    return conversation.row.kind == NetworkChatKind::Person ? MessageState::Sent : MessageState::Delivered;
}

void Networks::Impl::leftOutbox(Conversation &conversation, const QByteArray &id, MessageState state,
                                const QByteArray &msgid)
{
    const ChatId &chat = conversation.row.chat;
    conversation.summary.queued = qMax(0, conversation.summary.queued - 1);
    if (state == MessageState::Delivered || state == MessageState::Sent)
        archive.confirm(chat, options.fingerprint, id, msgid, state,
                        [this](const store::MessageRow &row) { showChanged(row); });
    else
        archive.setState(chat, options.fingerprint, id, state);
    showState(chat, id, state);
    touch(conversation);
}

void Networks::Impl::onHeard(NetworkLine &line, const session::Heard &heard)
{
    if (heard.mine && !heard.ownId.isEmpty()) {
        onConfirmed(line, heard.ownId, heard.msgid);
        return;
    }
    if (!heard.fromHistory)
        seeAccount(line, heard.speaker, heard.account);
    if (passesToBuddy(line, heard))
        return;
    Conversation *place = placeFor(line, heard);
    if (!place)
        return;
    place->serverTime = qMax(place->serverTime, heard.time);
    expectReceipt(*place, heard);
    if (!heard.mine)
        learnAccount(*place, heard.account);
    if (heard.fromHistory)
        onPast(line, *place, heard);
    else {
        typing.gone(place->row.chat, QString::fromUtf8(heard.speaker));
        keep(*place, rowOf(line, *place, heard));
    }
}

/// The room or the partner; a notice of somebody we do not talk with is for the server's page, as services are.
Conversation *Networks::Impl::placeFor(NetworkLine &line, const session::Heard &heard)
{
    if (Conversation *known = conversation(line, heard.target))
        return known;
    if (line.features.isRoom(heard.target) || heard.fromHistory)
        return nullptr;
    if (Conversation *known = heard.mine ? nullptr : followed(line, heard.speaker, heard.account))
        return known;
    if (heard.kind == TextKind::Notice || count(line, NetworkChatKind::Person) >= MaxPersons)
        return &page(line);
    return &ensure(line, NetworkChatKind::Person, heard.target);
}

store::MessageRow Networks::Impl::rowOf(const NetworkLine &line, const Conversation &conversation,
                                        const session::Heard &heard)
{
    store::MessageRow row;
    row.chat = conversation.row.chat;
    row.mine = heard.mine;
    row.sender = senderOf(line, heard.speaker, heard.mine);
    row.id = heard.senderId.isEmpty() ? newMessageId() : heard.senderId;
    row.kind = messageKind(heard.kind);
    row.state = heard.mine ? confirmedState(conversation) : MessageState::Received;
    row.text = heard.text;
    row.time = heard.time > 0 ? heard.time : utc();
    row.sentAt = heard.time;
    row.speaker = QString::fromUtf8(heard.speaker);
    row.msgid = heard.msgid;
    row.replyTo = {heard.replyTo.msgid, heard.replyTo.id, {}};
    row.mention = !heard.mine && conversation.row.kind == NetworkChatKind::Room && row.kind != MessageKind::Notice
        && mentions(heard.text, QString::fromUtf8(line.nick));
    return row;
}

QByteArray Networks::Impl::senderOf(const NetworkLine &line, const QByteArray &nick, bool mine) const
{
    return mine ? options.fingerprint : (line.serverChat() + u':').toUtf8() + line.folded(nick);
}

void Networks::Impl::note(Conversation &conversation, MessageKind kind, const QString &speaker, const QString &text,
                          qint64 time)
{
    store::MessageRow row;
    row.chat = conversation.row.chat;
    row.sender = conversation.row.chat.toUtf8();
    row.id = newMessageId();
    row.kind = kind;
    row.speaker = speaker;
    row.text = text;
    row.time = time > 0 ? time : utc();
    keep(conversation, row);
}

/// While what was missed is being read, news waits, so that it stands behind it.
void Networks::Impl::keep(Conversation &conversation, const store::MessageRow &row)
{
    if (conversation.reading != Conversation::Reading::Missed) {
        store(row);
        return;
    }
    conversation.held.append(row);
    if (conversation.held.size() < Conversation::MaxHeld)
        return;
    for (const store::MessageRow &early : std::exchange(conversation.held, {}))
        store(early);
}

void Networks::Impl::store(const store::MessageRow &row)
{
    archive.add(row, [this](Archive::Added how, const store::MessageRow &stored) {
        Conversation *known = conversation(stored.chat);
        if (!known)
            return;
        if (how != Archive::Added::Duplicate)
            showRow(*known, stored);
        confirmTo(*lineOf(*known), *known, stored);
    });
}

void Networks::Impl::showRow(Conversation &conversation, const store::MessageRow &row)
{
    reveal(conversation);
    store::ChatSummary &summary = conversation.summary;
    const bool said = row.kind <= MessageKind::Notice;
    if (said && !row.mine) {
        ++summary.unread;
        summary.mentions += row.mention ? 1 : 0;
    }
    if (row.kind <= MessageKind::Info)
        summary.last = row;
    conversation.newestTime = qMax(conversation.newestTime, row.time);
    unshown.add(row.chat, row);
    touch(conversation);
}

void Networks::Impl::showState(const ChatId &chat, const QByteArray &id, MessageState state)
{
    unshown.setState(chat, id, state);
    Q_EMIT q.messageStateChanged(chat, id, state);
}

/// Said where it was asked, and kept there.
void Networks::Impl::complain(const ChatId &chat, const QString &text)
{
    if (Conversation *known = conversation(chat))
        note(*known, MessageKind::Info, {}, text);
    Q_EMIT q.failed(chat, text);
}

/// https://ircv3.net/specs/extensions/read-marker
void Networks::Impl::markReadThere(NetworkLine &line, const Conversation &conversation)
{
    const bool talk = conversation.row.kind != NetworkChatKind::Server;
    if (talk && line.registered && line.features.readMarks && conversation.serverTime > 0)
        perform(line, session::MarkRead{conversation.row.name.toUtf8(), conversation.serverTime});
}

/// Read in another program. The store counts what is still unread, once for all marks of a turn.
void Networks::Impl::onReadUpTo(NetworkLine &line, const session::ReadUpTo &mark)
{
    const Conversation *known = conversation(line, mark.target);
    if (!known || mark.time <= 0)
        return;
    archive.markReadUpTo(known->row.chat, mark.time);
    if (std::exchange(summariesAsked, true))
        return;
    QMetaObject::invokeMethod(
        &q,
        [this] {
            summariesAsked = false;
            archive.summaries([this](const QList<store::ChatSummary> &summaries) {
                for (const store::ChatSummary &summary : summaries) {
                    Conversation *counted = conversation(summary.chat);
                    if (!counted || counted->summary.readUpTo == summary.readUpTo)
                        continue;
                    counted->summary.readUpTo = summary.readUpTo;
                    counted->summary.unread = summary.unread;
                    counted->summary.mentions = summary.mentions;
                    touch(*counted);
                }
            });
        },
        Qt::QueuedConnection);
}

} // namespace plausch::chat
