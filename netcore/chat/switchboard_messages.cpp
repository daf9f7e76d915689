// The Switchboard's messages: outbox first, once at the receiver, receipts back.
#include "chat/switchboard_p.h"

#include <QRandomGenerator>

namespace plausch::chat {

using session::EndKind;

QByteArray newMessageId()
{
    quint32 words[4];
    QRandomGenerator::system()->generate(std::begin(words), std::end(words));
    return QByteArray(reinterpret_cast<const char *>(words), sizeof words)
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

namespace {

qsizetype textBytes(const QString &text)
{
    return text.size() * qsizetype(sizeof(QChar));
}

store::MessageKind messageKind(session::TextKind kind)
{
    switch (kind) {
    case session::TextKind::Action:
        return store::MessageKind::Action;
    case session::TextKind::Notice:
        return store::MessageKind::Notice;
    case session::TextKind::Text:
        break;
    }
    return store::MessageKind::Text;
}

} // namespace

void Switchboard::Impl::say(Line &line, const QString &text, store::MessageKind kind, const store::MessageName &replyTo)
{
    if (line.kind == ChatKind::Converter) {
        sayToConverter(line, text);
        return;
    }
    if (line.kind == ChatKind::Nearby)
        becomeBuddy(line);
    else if (line.kind == ChatKind::Request)
        acceptRequest(line);
    store::MessageRow row;
    row.chat = line.buddy.chat;
    row.sender = identity.fingerprint;
    row.id = newMessageId();
    row.mine = true;
    row.kind = kind;
    // What is left for a mere name would go to whoever takes that name next.
    const bool lost = line.buddy.fingerprint.isEmpty() && !line.link;
    row.state = lost ? store::MessageState::Failed : store::MessageState::Queued;
    row.text = text;
    row.time = row.sentAt = utc();
    row.replyTo = replyTo;
    line.summary.queued += lost ? 0 : 1;
    archive.add(row, [this, chat = row.chat](Archive::Added how, const store::MessageRow &stored) {
        onStored(chat, how, stored);
    });
    wantLine(line);
    if (line.isWanted() && !line.link && line.dialling == 0 && line.dialer.tryNow())
        dial(line);
}

void Switchboard::Impl::onStored(const ChatId &chat, Archive::Added how, const store::MessageRow &stored)
{
    Line *known = line(chat);
    if (!known)
        return;
    store::MessageRow row = stored;
    if (how == Archive::Added::Unsaved)
        row.row = 0;
    if (row.state == store::MessageState::Queued && !known->outbox.onStored(row)) {
        row.state = store::MessageState::Failed;
        --known->summary.queued;
    }
    showRow(*known, row);
}

/// A new way: everything unconfirmed goes out again, from the oldest on.
void Switchboard::Impl::startOutbox(Line &line)
{
    const QString &network = *line.routeInUse;
    quint64 generation = 0;
    if (network.isEmpty())
        generation = line.outbox.onLinkReady(line.link->receipts, [this, id = line.link->id](const session::Say &say) {
            connections->perform(id, say);
        });
    else
        generation = line.outbox.onLinkReady(true, sendOver(line, network), windowOverServer());
    archive.outbox(line.buddy.chat, [this, chat = line.buddy.chat, generation](const QList<store::MessageRow> &rows) {
        Line *known = this->line(chat);
        if (!known)
            return;
        known->outbox.onLoaded(generation, rows);
        if (known->outbox.isStuck())
            touch(chat);
    });
}

void Switchboard::Impl::onHanded(Call &call, const QByteArray &id)
{
    Line *known = line(call.chat);
    if (!known || !known->link || known->link->id != call.id || known->routeInUse != QString())
        return;
    if (known->outbox.onHanded(id))
        leftOutbox(*known, id, store::MessageState::Sent);
    else
        showState(call.chat, id, store::MessageState::Sent); // on its way; stays in the outbox
}

/// On whichever way it comes: the buddy has it.
void Switchboard::Impl::onReceipt(Line &line, const session::Receipted &receipt, const QString &via)
{
    const ChatId &chat = line.buddy.chat;
    if (line.outbox.onDelivered(receipt.id))
        onDelivered(line, receipt.id, via);
    else if (line.summary.queued > 0)
        settleReceipt(line, receipt.id, via);
    onSignConfirmed(line, receipt.id);
    if (receipt.kind != session::ReceiptKind::Read)
        return;
    archive.setState(chat, identity.fingerprint, receipt.id, store::MessageState::Read);
    showState(chat, receipt.id, store::MessageState::Read);
}

void Switchboard::Impl::onDelivered(Line &line, const QByteArray &id, const QString &via)
{
    leftOutbox(line, id, store::MessageState::Delivered);
    if (!via.isEmpty())
        archive.setVia(line.buddy.chat, identity.fingerprint, id, via, [this](const auto &row) { showChanged(row); });
}

/// It was sent on a way that is not used any more, and is not on the next one yet. The store knows whether it waits.
void Switchboard::Impl::settleReceipt(Line &line, const QByteArray &id, const QString &via)
{
    const ChatId chat = line.buddy.chat;
    archive.deliver(chat, identity.fingerprint, id, [this, chat, id, via](bool waited) {
        Line *known = waited ? this->line(chat) : nullptr;
        if (!known)
            return;
        if (!known->outbox.withdraw(id))
            known->outbox.onDelivered(id);
        onDelivered(*known, id, via);
    });
}

/// A visitor has gone: what was not given to the link has failed, and the window offers to say it again.
void Switchboard::Impl::failOutbox(Line &line)
{
    archive.outbox(line.buddy.chat, [this, chat = line.buddy.chat](const QList<store::MessageRow> &rows) {
        for (const store::MessageRow &row : rows) {
            if (Line *known = this->line(chat))
                leftOutbox(*known, row.id, store::MessageState::Failed);
        }
    });
}

void Switchboard::Impl::leftOutbox(Line &line, const QByteArray &id, store::MessageState state)
{
    line.summary.queued = qMax(0, line.summary.queued - 1);
    archive.setState(line.buddy.chat, identity.fingerprint, id, state);
    showState(line.buddy.chat, id, state);
    touch(line.buddy.chat);
}

/// A request of an earlier start: its stranger has no second ceiling today.
void Switchboard::Impl::recallWaiting(const ChatId &chat)
{
    const auto recall = [this, chat](const Archive::Page &page) {
        Line *known = line(chat);
        if (!known || known->kind != ChatKind::Request)
            return;
        for (const store::MessageRow &row : page.rows) {
            if (row.mine || known->waiting.ids.contains(row.id))
                continue;
            known->waiting.ids.append(row.id);
            known->waiting.bytes += textBytes(row.text);
        }
    };
    archive.pageBefore(chat, std::nullopt, realm::PeerRealm::MaxStrangerMessages, recall);
}

void Switchboard::Impl::onSaid(Call &call, const session::Said &said)
{
    Line *known = line(call.chat);
    if (!known)
        return;
    const QByteArray id = said.id.isEmpty() ? newMessageId() : said.id;
    if (!realm.onSaid(call.id, known->waiting, id, textBytes(said.text))) {
        connections->perform(call.id, session::Leave{EndKind::Flood, QStringLiteral("Wait until you are accepted")});
        return;
    }
    typing.forget(call.chat);
    store::MessageRow row;
    row.chat = call.chat;
    row.sender = senderOf(*known);
    row.id = id;
    row.kind = messageKind(said.kind);
    row.text = said.text;
    row.time = utc();
    row.sentAt = said.sentAt;
    row.replyTo = {{}, said.replyTo.id, {}};
    archive.add(row, [this, chat = call.chat](Archive::Added how, const store::MessageRow &stored) {
        onReceived(chat, how, stored);
    });
}

void Switchboard::Impl::onReceived(const ChatId &chat, Archive::Added how, const store::MessageRow &stored,
                                   const QString &via)
{
    Line *known = line(chat);
    if (!known)
        return;
    if (how == Archive::Added::Unsaved && known->seenUnsaved.contains(stored.id))
        how = Archive::Added::Duplicate;
    if (how == Archive::Added::Unsaved && known->seenUnsaved.size() < Outbox::MaxUnsaved)
        known->seenUnsaved.insert(stored.id);
    if (how != Archive::Added::Duplicate) {
        ++known->summary.unread;
        if (known->unreadIds.size() < Line::MaxUnreadIds)
            known->unreadIds.append(stored.id);
        showRow(*known, stored);
    }
    // A duplicate is confirmed again: the first receipt may have been lost with its link.
    if (known->kind != ChatKind::Request)
        acknowledge(*known, stored.id, via);
    else if (!known->unacknowledged.contains(stored.id))
        known->unacknowledged.append(stored.id);
}

void Switchboard::Impl::acknowledge(Line &line, const QByteArray &id, const QString &via)
{
    if (!via.isEmpty())
        confirmOver(via, line.buddy.chat, session::ReceiptKind::Delivered, {id});
    else if (line.link && line.link->receipts)
        connections->perform(line.link->id, session::Receipt{id, session::ReceiptKind::Delivered});
}

void Switchboard::Impl::confirmRead(Line &line)
{
    const bool overServer = !line.link && line.routeInUse;
    if (line.readIds.isEmpty() || (!line.link && !overServer) || line.kind == ChatKind::Request)
        return; // a stranger learns it when accepted
    const QList<QByteArray> ids = std::exchange(line.readIds, {});
    if (!settings.readReceipts || (line.link && !line.link->receipts))
        return;
    if (overServer) {
        confirmOver(*line.routeInUse, line.buddy.chat, session::ReceiptKind::Read, ids);
        return;
    }
    for (const QByteArray &id : ids)
        connections->perform(line.link->id, session::Receipt{id, session::ReceiptKind::Read});
}

void Switchboard::Impl::showRow(Line &line, const store::MessageRow &row)
{
    line.summary.last = row;
    unshown.add(line.buddy.chat, row);
    touch(line.buddy.chat);
}

void Switchboard::Impl::showState(const ChatId &chat, const QByteArray &id, store::MessageState state)
{
    unshown.setState(chat, id, state);
    Q_EMIT q.messageStateChanged(chat, id, state);
}

} // namespace plausch::chat
