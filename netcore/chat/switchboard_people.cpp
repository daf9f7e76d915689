// The Switchboard's lines: who is known, and what the window sees of them.
#include "chat/converterchat.h"
#include "chat/switchboard_p.h"

#include <QDateTime>
#include <QRandomGenerator>

namespace plausch::chat {
namespace {

ChatKind kindOf(const store::BuddyRow &row)
{
    if (isConverterChat(row.chat))
        return ChatKind::Converter;
    if (row.standing == store::BuddyStanding::Unknown)
        return ChatKind::Request;
    return row.fingerprint.isEmpty() ? ChatKind::Visitor : ChatKind::Buddy;
}

qint64 drawBelow(qint64 bound)
{
    return bound > 0 ? qint64(QRandomGenerator::global()->bounded(quint64(bound))) : 0;
}

} // namespace

qint64 Switchboard::Impl::utc()
{
    return QDateTime::currentMSecsSinceEpoch();
}

void Switchboard::Impl::onContents(const Archive::Contents &contents)
{
    if (!contents.error.isEmpty())
        Q_EMIT q.noticed(contents.ok ? Notice::HistoryPutAside : Notice::NotSaved, contents.error);
    for (const store::BuddyRow &row : contents.buddies) {
        if (row.standing == store::BuddyStanding::Ignored || line(row.chat))
            continue;
        if (addLine(row, kindOf(row)).kind == ChatKind::Request)
            recallWaiting(row.chat);
    }
    addBuiltInConverter();
    for (const store::ChatSummary &summary : contents.chats) {
        if (Line *known = line(summary.chat)) {
            known->summary = summary;
            refresh(summary.chat);
        }
    }
    for (const store::PlaceRow &row : contents.places)
        places.ensure(row);
    networks->onContents(contents);
    isLoaded = true;
    Q_EMIT q.loaded();
    for (const auto &[chat, known] : lines)
        wantLine(*known);
    for (const auto &[address, text] : std::exchange(addressesToDial, {}))
        dialNew(address, text);
}

Line *Switchboard::Impl::line(const ChatId &chat)
{
    const auto found = lines.find(chat);
    return found == lines.end() ? nullptr : found->second.get();
}

Line *Switchboard::Impl::lineOf(const QByteArray &fingerprint)
{
    return fingerprint.isEmpty() ? nullptr : line(chatOfFingerprint.value(fingerprint));
}

Line &Switchboard::Impl::addLine(const store::BuddyRow &row, ChatKind kind)
{
    auto made = std::make_unique<Line>(row, kind, drawBelow);
    Line &result = *made;
    lines[row.chat] = std::move(made);
    if (!row.fingerprint.isEmpty())
        chatOfFingerprint.insert(row.fingerprint, row.chat);
    refresh(row.chat);
    Q_EMIT q.chatAdded(row.chat);
    return result;
}

void Switchboard::Impl::removeLine(const ChatId &chat)
{
    Line *gone = line(chat);
    if (!gone)
        return;
    hangUp(*gone, session::EndKind::Quit, {});
    for (Call &call : calls) {
        if (call.chat == chat)
            call.chat.clear();
    }
    chatOfFingerprint.remove(gone->buddy.fingerprint);
    infos.remove(chat);
    changed.remove(chat);
    unshown.forget(chat);
    QList<store::PlaceRow> left;
    for (const Place *place : places.ofChat(chat))
        left.append(place->row);
    places.removeChat(chat);
    for (const store::PlaceRow &row : std::as_const(left))
        stopWatching(row.network, row.nick);
    typing.forget(chat);
    lines.erase(chat);
    Q_EMIT q.chatRemoved(chat);
}

/// Somebody we want a link to from now on.
void Switchboard::Impl::becomeBuddy(Line &line)
{
    line.kind = line.buddy.fingerprint.isEmpty() ? ChatKind::Visitor : ChatKind::Buddy;
    line.buddy.standing = store::BuddyStanding::Known;
    if (line.buddy.pinnedAt == 0)
        line.buddy.pinnedAt = utc();
    save(line);
    touch(line.buddy.chat);
}

void Switchboard::Impl::acceptRequest(Line &line)
{
    becomeBuddy(line);
    for (const QByteArray &id : std::as_const(line.unacknowledged))
        acknowledge(line, id);
    line.unacknowledged.clear();
    line.waiting = {};
    if (line.link) {
        realm.promote(line.link->id);
        calls[line.link->id].stranger = false;
        connections->perform(line.link->id, session::SelfChanged{self()});
        chooseRoute(line, QString());
        confirmRead(line);
    }
    for (Place *place : places.ofChat(line.buddy.chat)) {
        if (place->claimed.isEmpty() ? place->isOnline : place->claimed != place->answered)
            introduce(*place, place->claimed.isEmpty());
    }
    wantLine(line);
}

int Switchboard::Impl::requestsWaiting() const
{
    return int(std::count_if(lines.cbegin(), lines.cend(),
                             [](const auto &entry) { return entry.second->kind == ChatKind::Request; }));
}

/// Ends what is up and what is being dialled; the line itself stays.
void Switchboard::Impl::hangUp(Line &line, session::EndKind why, const QString &text)
{
    for (const Call &call : std::as_const(calls)) {
        if (call.chat != line.buddy.chat)
            continue;
        if (call.ready)
            connections->perform(call.id, session::Leave{why, text});
        else
            connections->drop(call.id);
    }
    line.dialer.forget();
}

void Switchboard::Impl::save(const Line &line)
{
    if (line.kind != ChatKind::Nearby)
        archive.saveBuddy(line.buddy);
}

void Switchboard::Impl::refresh(const ChatId &chat)
{
    if (Line *known = line(chat)) {
        known->serverRoutes = serverRoutes(*known);
        known->overServer = presenceOverServer(*known);
        ChatInfo info = known->info(utc() - monotonic());
        if (known->link && connections)
            info.threadName = connections->threadName(known->link->id);
        infos.insert(chat, info);
    }
}

void Switchboard::Impl::touch(const ChatId &chat)
{
    changed.insert(chat);
    refresh(chat);
    scheduleFlush();
}

void Switchboard::Impl::scheduleFlush()
{
    if (flushScheduled)
        return;
    flushScheduled = true;
    QMetaObject::invokeMethod(
        &q, [this] { flush(); }, Qt::QueuedConnection);
}

/// One signal per chat and turn, however much has happened.
void Switchboard::Impl::flush()
{
    flushScheduled = false;
    const Unshown::Piles rows = unshown.take();
    const auto chats = std::exchange(changed, {});
    for (auto it = rows.cbegin(); it != rows.cend(); ++it)
        Q_EMIT q.messagesAdded(it.key(), it.value());
    for (const ChatId &chat : chats) {
        if (line(chat))
            Q_EMIT q.chatChanged(chat);
    }
}

} // namespace plausch::chat
