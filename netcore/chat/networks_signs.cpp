// What is said about messages on chat servers, and beside them: reactions, typing, messages taken back, receipts.
#include "chat/networks_p.h"
#include "session/overloaded.h"
#include "session/signtags.h"

#include <algorithm>

namespace plausch::chat {

using store::MessageKind;
using store::MessageRow;
using store::MessageState;
using store::NetworkChatKind;
using store::SignKind;

namespace {

session::SignRequest requestFor(const Conversation &conversation, const store::SignRow &row)
{
    const QByteArray target = conversation.row.name.toUtf8();
    return session::React{target, row.id, {row.message.msgid, row.message.id}, row.text, row.kind == SignKind::React};
}

} // namespace

void Networks::reply(const ChatId &chat, const MessageRow &to, const QString &text, MessageKind kind)
{
    Conversation *conversation = m_impl->conversation(chat);
    if (conversation && conversation->row.kind != NetworkChatKind::Server && !text.trimmed().isEmpty())
        m_impl->say(*conversation, text, kind, {to.msgid, to.id, to.sender});
}

void Networks::sayAgain(const ChatId &chat, const MessageRow &failed)
{
    Conversation *conversation = m_impl->conversation(chat);
    if (conversation && conversation->row.kind != NetworkChatKind::Server && !failed.text.trimmed().isEmpty())
        m_impl->say(*conversation, failed.text, failed.kind, failed.replyTo);
}

/// Empty: it can be reacted to.
QString Networks::Impl::whyNoReaction(const NetworkLine &line, const Conversation &conversation,
                                      const MessageRow &to) const
{
    if (conversation.row.kind == NetworkChatKind::Server || to.kind > MessageKind::Notice || to.withdrawnAt > 0)
        return tr("One reacts to what somebody has said.");
    if (line.registered && !(line.features.isRelayed(session::ReactTag) && line.features.isRelayed(session::ReplyTag)))
        return tr("This server passes no reactions on.");
    if (to.msgid.isEmpty())
        return to.mine && (to.state == MessageState::Queued || conversation.outbox.isHanded(to.id))
            ? tr("The message is not there yet.")
            : tr("The server has no name for this message, so nobody would know which one is meant.");
    if (!conversation.signs.hasRoom())
        return tr("Too much waits for this server already.");
    return {};
}

QString Networks::react(const ChatId &chat, const MessageRow &to, const QString &reaction, bool on)
{
    Conversation *conversation = m_impl->conversation(chat);
    if (!conversation)
        return tr("One reacts to what somebody has said.");
    if (!session::isReaction(reaction))
        return tr("That is no reaction: a few characters at most.");
    const NetworkLine &line = *m_impl->lineOf(*conversation);
    if (const QString why = m_impl->whyNoReaction(line, *conversation, to); !why.isEmpty())
        return why;
    store::SignRow sign{
        chat, newMessageId(), on ? SignKind::React : SignKind::Unreact, {to.msgid, to.id, to.sender}, reaction};
    m_impl->showReaction(*conversation, sign, on);
    m_impl->archive.addSign(sign);
    conversation->signs.add(sign);
    return {};
}

/// An own one.
void Networks::Impl::showReaction(const Conversation &conversation, const store::SignRow &sign, bool on)
{
    const NetworkLine &line = *lineOf(conversation);
    store::ReactionRow row;
    row.chat = conversation.row.chat;
    row.to = sign.message;
    row.sender = options.fingerprint;
    row.who = QString::fromUtf8(line.nick);
    row.reaction = sign.text;
    row.time = utc();
    row.on = on;
    row.mine = true;
    archive.react(row, [this](const MessageRow &now) { showChanged(now); });
}

/// Everything unconfirmed goes out, from the oldest on; an old reaction that comes twice changes nothing.
void Networks::Impl::startSigns(Conversation &conversation)
{
    const ChatId chat = conversation.row.chat;
    const quint64 generation = conversation.signs.onLinkReady([this, chat](const store::SignRow &row) {
        const Conversation &known = *this->conversation(chat);
        NetworkLine &over = *lineOf(known);
        over.signsUnderWay.insert(row.id, chat);
        perform(over, requestFor(known, row));
    });
    archive.signsOf(chat, [this, chat, generation](const QList<store::SignRow> &rows) {
        if (Conversation *known = this->conversation(chat))
            known->signs.onLoaded(generation, rows);
    });
}

void Networks::Impl::onSigned(NetworkLine &line, const QByteArray &id)
{
    if (const auto withdrawal = line.withdrawing.constFind(id); withdrawal != line.withdrawing.constEnd()) {
        archive.withdraw(*withdrawal, [this](const MessageRow &now) { showChanged(now); });
        line.withdrawing.erase(withdrawal);
    }
    Conversation *known = conversation(line.signsUnderWay.take(id));
    if (known && known->signs.take(id))
        archive.removeSign(id);
}

/// Refused. What was shown already is taken back. False: it was no sign.
bool Networks::Impl::onSignFailed(NetworkLine &line, const QByteArray &id, ChatId *chat)
{
    if (const auto withdrawal = line.withdrawing.constFind(id); withdrawal != line.withdrawing.constEnd()) {
        *chat = withdrawal->chat;
        line.withdrawing.erase(withdrawal);
        return true;
    }
    Conversation *known = conversation(line.signsUnderWay.take(id));
    const auto sign = known ? known->signs.take(id) : std::nullopt;
    if (!sign)
        return false;
    *chat = known->row.chat;
    archive.removeSign(id);
    showReaction(*known, *sign, sign->kind != SignKind::React);
    return true;
}

void Networks::setTyping(const ChatId &chat, session::TypingState state)
{
    const Conversation *conversation = m_impl->conversation(chat);
    if (!conversation || !m_impl->options.typingNotices)
        return;
    const NetworkLine &line = *m_impl->lineOf(*conversation);
    const bool isThere = conversation->row.kind == NetworkChatKind::Room
        ? conversation->inRoom
        : conversation->row.kind == NetworkChatKind::Person && conversation->isOnline;
    if (line.registered && isThere)
        m_impl->perform(line, session::SignRequest(session::ShowTyping{conversation->row.name.toUtf8(), state}));
}

QStringList Networks::typing(const ChatId &chat) const
{
    return m_impl->typing.names(chat);
}

/// Empty: it can be taken back.
QString Networks::Impl::whyNoWithdrawal(const NetworkLine &line, const Conversation &conversation,
                                        const MessageRow &row) const
{
    const bool isRoom = conversation.row.kind == NetworkChatKind::Room;
    if (row.kind > MessageKind::Notice || row.withdrawnAt > 0 || row.state == MessageState::Failed
        || row.state == MessageState::Withdrawn)
        return tr("There is nothing to take back.");
    if (row.mine && conversation.outbox.isHanded(row.id))
        return tr("The message is just on its way.");
    if (row.mine && row.state == MessageState::Queued)
        return {};
    if (!line.registered || (isRoom && !conversation.inRoom))
        return tr("A message can be taken back only while one is there.");
    if (!line.features.redaction || row.msgid.isEmpty())
        return tr("This server takes no messages back.");
    const QString ranks = conversation.members.value(line.folded(line.nick)).ranks;
    // The ranks below operator keep no order: https://modern.ircdocs.horse/#channel-membership-prefixes
    const auto isOperator = [](QChar sign) { return sign == u'~' || sign == u'&' || sign == u'@'; };
    const bool keepsOrder = isRoom && std::any_of(ranks.cbegin(), ranks.cend(), isOperator);
    return row.mine || keepsOrder ? QString() : tr("Only what one has said oneself can be taken back.");
}

bool Networks::canWithdraw(const ChatId &chat, const MessageRow &row) const
{
    const Conversation *conversation = m_impl->conversation(chat);
    return conversation && conversation->row.kind != NetworkChatKind::Server
        && m_impl->whyNoWithdrawal(*m_impl->lineOf(*conversation), *conversation, row).isEmpty();
}

QString Networks::withdraw(const ChatId &chat, const MessageRow &row, const QString &reason)
{
    const Conversation *conversation = m_impl->conversation(chat);
    if (!conversation)
        return tr("There is nothing to take back.");
    NetworkLine &line = *m_impl->lineOf(*conversation);
    if (const QString why = m_impl->whyNoWithdrawal(line, *conversation, row); !why.isEmpty())
        return why;
    if (row.mine && row.state == MessageState::Queued) {
        withdraw(chat, row.id);
        return {};
    }
    constexpr qsizetype MaxWithdrawing = 100;
    if (line.withdrawing.size() >= MaxWithdrawing)
        return tr("Too much waits for this server already.");
    const QByteArray id = newMessageId();
    line.withdrawing.insert(id, {chat, {row.msgid, row.id, row.sender}, {}, QString::fromUtf8(line.nick), Impl::utc()});
    m_impl->perform(
        line, session::SignRequest(session::Redact{conversation->row.name.toUtf8(), id, {row.msgid, row.id}, reason}));
    return {};
}

void Networks::setManners(bool typingNotices, bool readReceipts)
{
    m_impl->options.typingNotices = typingNotices;
    m_impl->options.readReceipts = readReceipts;
}

bool Networks::signal(const QString &id, const QString &nick, const QList<wire::Tag> &tags)
{
    const NetworkLine *line = m_impl->line(id);
    if (!line || !line->registered || !line->features.tags)
        return false;
    m_impl->perform(*line, session::SignRequest(session::SignalTo{nick.toUtf8(), tags}));
    return true;
}

void Networks::Impl::onSign(NetworkLine &line, const session::SignEvent &sign)
{
    if (passesToBuddy(line, sign))
        return;
    const session::Overloaded handler{
        [&](const session::Reacted &news) { onReacted(line, news); },
        [&](const session::TypingSeen &news) {
            if (const Conversation *known = conversation(line, news.target))
                typing.seen(known->row.chat, QString::fromUtf8(news.speaker), news.state);
        },
        [&](const session::Redacted &news) { onRedacted(line, news); },
        [&](const session::Signalled &news) {
            if (!news.mine)
                Q_EMIT q.signalled(line.row.id, news);
        },
        [&](const session::Signed &news) { onSigned(line, news.id); },
    };
    std::visit(handler, sign);
}

void Networks::Impl::onReacted(NetworkLine &line, const session::Reacted &reacted)
{
    Conversation *known = conversation(line, reacted.target);
    if (!known || known->row.kind == NetworkChatKind::Server)
        return;
    store::ReactionRow row;
    row.chat = known->row.chat;
    row.to = {reacted.to.msgid, reacted.to.id, {}};
    row.sender = senderOf(line, reacted.speaker, reacted.mine);
    row.who = QString::fromUtf8(reacted.speaker);
    row.reaction = reacted.reaction;
    row.time = reacted.time;
    row.on = reacted.on;
    row.mine = reacted.mine;
    applySign(*known, row, reacted.fromHistory);
}

void Networks::Impl::onRedacted(NetworkLine &line, const session::Redacted &redacted)
{
    Conversation *known = conversation(line, redacted.target);
    if (!known || redacted.message.msgid.isEmpty()) // between buddies only is an id of ours enough
        return;
    const store::WithdrawalRow row{
        known->row.chat, {redacted.message.msgid, {}, {}}, {}, QString::fromUtf8(redacted.speaker), redacted.time};
    applySign(*known, row, redacted.fromHistory);
}

/// What the past tells waits until the messages of its page are stored.
template <class Row> void Networks::Impl::applySign(Conversation &conversation, const Row &row, bool fromHistory)
{
    if (!fromHistory)
        store(row);
    else if (conversation.reading != Conversation::Reading::No
             && conversation.pageSigns.size() < Conversation::MaxPageRows)
        conversation.pageSigns.append(row);
}

void Networks::Impl::store(const store::ReactionRow &row)
{
    archive.react(row, [this](const MessageRow &now) { showChanged(now); });
}

void Networks::Impl::store(const store::WithdrawalRow &row)
{
    archive.withdraw(row, [this](const MessageRow &now) { showChanged(now); });
}

void Networks::Impl::storePageSigns(Conversation &conversation)
{
    for (const auto &sign : std::exchange(conversation.pageSigns, {}))
        std::visit([this](const auto &row) { store(row); }, sign);
}

/// The row as it is now, wherever it is shown.
void Networks::Impl::showChanged(const MessageRow &row)
{
    Conversation *known = conversation(row.chat);
    if (!known)
        return;
    if (known->summary.last.row == row.row) {
        known->summary.last = row;
        touch(*known);
    }
    if (!unshown.replace(row))
        Q_EMIT q.messageChanged(row.chat, row);
}

/// The partner's Plausch has it, or he has read it.
void Networks::Impl::onConfirmedBy(NetworkLine &line, const session::Confirmed &confirmed)
{
    const Conversation *known = conversation(line, confirmed.speaker);
    if (!known || known->row.kind != NetworkChatKind::Person)
        return;
    const bool isRead = confirmed.kind == session::ReceiptKind::Read;
    const MessageState state = isRead ? MessageState::Read : MessageState::Delivered;
    archive.setState(known->row.chat, options.fingerprint, confirmed.id, state);
    showState(known->row.chat, confirmed.id, state);
}

/// It is worth a receipt once it is stored: a person's Plausch has named it.
void Networks::Impl::expectReceipt(Conversation &conversation, const session::Heard &heard)
{
    if (conversation.row.kind == NetworkChatKind::Person && !heard.mine && !heard.senderId.isEmpty()
        && conversation.confirmable.size() < Conversation::MaxUnreadIds)
        conversation.confirmable.insert(heard.senderId);
}

void Networks::Impl::confirmTo(const NetworkLine &line, Conversation &conversation, const MessageRow &row)
{
    if (!conversation.confirmable.remove(row.id))
        return;
    if (line.registered)
        perform(line, session::Confirm{conversation.row.name.toUtf8(), row.id, session::ReceiptKind::Delivered});
    if (conversation.unreadIds.size() < Conversation::MaxUnreadIds)
        conversation.unreadIds.append(row.id);
}

void Networks::Impl::confirmRead(Conversation &conversation)
{
    const NetworkLine &line = *lineOf(conversation);
    const QList<QByteArray> ids = std::exchange(conversation.unreadIds, {});
    if (!line.registered || !options.readReceipts)
        return;
    for (const QByteArray &id : ids)
        perform(line, session::Confirm{conversation.row.name.toUtf8(), id, session::ReceiptKind::Read});
}

} // namespace plausch::chat
