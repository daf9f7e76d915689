// What was missed on a chat server, read from its history (https://ircv3.net/specs/extensions/chathistory).
#include "chat/networks_p.h"

#include <QCryptographicHash>

namespace plausch::chat {

using Reading = Conversation::Reading;
using session::HistoryFrom;

namespace {

constexpr int PageSize = 100;
constexpr int MaxEmptyPages = 50;
constexpr qint64 NearMsecs = 10 * 60'000; // own words that came through are in the history at about the time they left

int pageSize(const session::Features &features)
{
    return features.historyMax > 0 ? qMin(features.historyMax, PageSize) : PageSize;
}

/// What no server has named is the same if the same was said at the same moment.
QByteArray derivedId(const store::MessageRow &row)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    hash.addData(row.chat.toUtf8() + '\n' + row.sender + '\n' + QByteArray::number(row.time) + '\n'
                 + row.text.toUtf8());
    return hash.result().toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

} // namespace

/// On entering a room, and for people once the server is there. Own words that wait go out afterwards: some of them may
/// be in that history.
void Networks::Impl::readMissed(NetworkLine &line, Conversation &conversation)
{
    if (!line.features.history) {
        startOutbox(line, conversation);
        return;
    }
    conversation.reading = Reading::Missed;
    conversation.pages = 0;
    conversation.page.clear();
    conversation.pageSigns.clear();
    const ChatId chat = conversation.row.chat;
    const ConnectionId link = line.link;
    archive.outbox(chat, [this, chat](const QList<store::MessageRow> &rows) {
        if (Conversation *known = this->conversation(chat))
            known->unconfirmed = rows;
    });
    archive.places(chat, [this, chat, link](const store::Places &places) {
        Conversation *known = this->conversation(chat);
        NetworkLine *over = known ? lineOf(*known) : nullptr;
        if (!over || over->link != link || known->reading != Reading::Missed)
            return;
        known->isFresh = places.newest.msgid.isEmpty();
        askPage(*over, *known, places);
    });
}

/// A server that never answers does not keep what is said now.
void Networks::Impl::watchAsking(Conversation &conversation)
{
    const quint64 asking = ++conversation.askings;
    QTimer::singleShot(options.historyMsecs, &q, [this, chat = conversation.row.chat, asking] {
        Conversation *known = this->conversation(chat);
        if (known && known->reading != Reading::No && known->askings == asking)
            onHistoryFailed(*lineOf(*known), *known);
    });
}

void Networks::Impl::askPage(NetworkLine &line, Conversation &conversation, const store::Places &places)
{
    watchAsking(conversation);
    session::AskHistory request;
    request.target = conversation.row.name.toUtf8();
    request.count = pageSize(line.features);
    if (!places.newest.msgid.isEmpty()) {
        request.from = HistoryFrom::After;
        request.msgid = places.newest.msgid;
    }
    conversation.askedByName = !request.msgid.isEmpty();
    perform(line, request);
}

void Networks::Impl::askOlder(NetworkLine &line, Conversation &conversation)
{
    if (conversation.reading != Reading::No) {
        conversation.olderWanted = true;
        return;
    }
    conversation.reading = Reading::Older;
    conversation.page.clear();
    conversation.pageSigns.clear();
    const ChatId chat = conversation.row.chat;
    archive.places(chat, [this, chat, link = line.link](const store::Places &places) {
        Conversation *known = this->conversation(chat);
        NetworkLine *over = known ? lineOf(*known) : nullptr;
        if (!over || over->link != link || known->reading != Reading::Older)
            return;
        known->oldestTime = places.oldest.time;
        watchAsking(*known);
        session::AskHistory request;
        request.target = known->row.name.toUtf8();
        request.count = pageSize(over->features);
        if (!places.oldest.msgid.isEmpty()) {
            request.from = HistoryFrom::Before;
            request.msgid = known->olderThan.isEmpty() ? places.oldest.msgid : known->olderThan;
            request.time = places.oldest.time;
        }
        known->askedByName = !request.msgid.isEmpty();
        perform(*over, request);
    });
}

void Networks::Impl::onPast(NetworkLine &line, Conversation &conversation, const session::Heard &heard)
{
    if (conversation.page.size() >= Conversation::MaxPageRows || (heard.mine && confirmsOwn(conversation, heard)))
        return;
    store::MessageRow row = rowOf(line, conversation, heard);
    if (heard.senderId.isEmpty() && heard.msgid.isEmpty())
        row.id = derivedId(row);
    conversation.page.append(row);
}

/// The last link broke before the echo came, but the words had come through.
bool Networks::Impl::confirmsOwn(Conversation &conversation, const session::Heard &heard)
{
    QList<store::MessageRow> &waiting = conversation.unconfirmed;
    const auto found = std::find_if(waiting.begin(), waiting.end(), [&](const store::MessageRow &row) {
        return heard.senderId.isEmpty() ? row.text == heard.text && qAbs(heard.time - row.sentAt) < NearMsecs
                                        : row.id == heard.senderId;
    });
    if (found == waiting.end())
        return false;
    const QByteArray id = found->id;
    waiting.erase(found);
    conversation.outbox.onDelivered(id);
    leftOutbox(conversation, id, confirmedState(conversation), heard.msgid);
    return true;
}

void Networks::Impl::onHistoryShown(NetworkLine &line, const session::HistoryShown &shown)
{
    Conversation *known = conversation(line, shown.target);
    if (!known || known->reading == Reading::No)
        return;
    QList<store::MessageRow> rows = std::exchange(known->page, {});
    const bool older = known->reading == Reading::Older;
    if (older)
        known->olderThan = shown.oldest;
    // Nobody scrolls up for comings and goings: then the next page.
    if (older && rows.isEmpty() && known->pageSigns.isEmpty() && shown.more && !shown.oldest.isEmpty()
        && ++known->pages < MaxEmptyPages) {
        known->reading = Reading::No;
        askOlder(line, *known);
        return;
    }
    if (older && known->oldestTime > 0) { // said in one millisecond with the oldest row, and yet before it
        for (store::MessageRow &row : rows)
            row.time = qMin(row.time, known->oldestTime - 1);
    }
    const ChatId chat = known->row.chat;
    if (!rows.isEmpty())
        reveal(*known);
    archive.addPast(rows, [this, chat, older, shown](const QList<store::MessageRow> &fresh) {
        Conversation *place = conversation(chat);
        if (!place)
            return;
        onPageStored(*place, fresh, older);
        if (older)
            Q_EMIT q.historyShown(chat, int(fresh.size()), shown.more);
    });
    storePageSigns(*known);
    // After: the pages go towards now. The newest page of a long absence would leave a gap before it. A page may be
    // full of comings and goings.
    const QByteArray fromRows = rows.isEmpty() ? QByteArray() : rows.constLast().msgid;
    const QByteArray last = shown.newest.isEmpty() ? fromRows : shown.newest;
    const bool goesOn = !older && shown.more && shown.from == HistoryFrom::After && !last.isEmpty()
        && ++known->pages < Conversation::MaxPages;
    if (goesOn) {
        store::Places places;
        places.newest.msgid = last;
        askPage(line, *known, places);
        return;
    }
    finishMissed(line, *known);
}

/// The name of the newest message says nothing to the server any more: then what it has newest.
bool Networks::Impl::onHistoryFailed(NetworkLine &line, Conversation &conversation)
{
    if (conversation.reading == Reading::No)
        return false;
    const bool older = conversation.reading == Reading::Older;
    if (!older && conversation.askedByName) {
        askPage(line, conversation, {});
        return true;
    }
    if (older)
        Q_EMIT q.historyShown(conversation.row.chat, 0, false);
    finishMissed(line, conversation);
    return true;
}

void Networks::Impl::onPageStored(Conversation &conversation, const QList<store::MessageRow> &fresh, bool older)
{
    if (fresh.isEmpty())
        return;
    const bool follows = !older && fresh.constFirst().time >= conversation.newestTime;
    // What was said in a room before we first came is not waiting for us. The page was asked for after we had come in:
    // there may be words in it that are.
    const bool entered = conversation.isFresh && conversation.row.kind == store::NetworkChatKind::Room;
    const auto isOld = [entered, enteredAt = conversation.enteredAt](const store::MessageRow &row) {
        return entered && (enteredAt == 0 || row.time < enteredAt);
    };
    if (const auto old = std::find_if(fresh.crbegin(), fresh.crend(), isOld); old != fresh.crend())
        archive.markReadUpTo(conversation.row.chat, old->time);
    const NetworkLine &line = *lineOf(conversation);
    for (const store::MessageRow &row : fresh) {
        confirmTo(line, conversation, row);
        const bool isUnread = !older && !isOld(row) && !row.mine && row.kind <= store::MessageKind::Notice;
        conversation.summary.unread += isUnread ? 1 : 0;
        conversation.summary.mentions += isUnread && row.mention ? 1 : 0;
        if (follows)
            unshown.add(row.chat, row);
    }
    const store::MessageRow &last = fresh.constLast();
    if (last.time >= conversation.summary.last.time)
        conversation.summary.last = last;
    conversation.newestTime = qMax(conversation.newestTime, last.time);
    touch(conversation);
    if (!follows)
        Q_EMIT q.pastAdded(conversation.row.chat);
}

void Networks::Impl::finishMissed(NetworkLine &line, Conversation &conversation)
{
    conversation.unconfirmed.clear();
    if (conversation.isHidden && conversation.held.isEmpty()) { // all of it was of a buddy's conversation
        forget(ChatId(conversation.row.chat));
        return;
    }
    releaseHeld(conversation);
    startOutbox(line, conversation);
    if (std::exchange(conversation.olderWanted, false))
        askOlder(line, conversation);
}

void Networks::Impl::releaseHeld(Conversation &conversation)
{
    conversation.reading = Reading::No;
    conversation.page.clear();
    storePageSigns(conversation);
    for (const store::MessageRow &row : std::exchange(conversation.held, {}))
        store(row);
}

/// There is something of it: from now on it is seen.
void Networks::Impl::reveal(Conversation &conversation)
{
    if (!std::exchange(conversation.isHidden, false))
        return;
    refresh(conversation);
    Q_EMIT q.chatAdded(conversation.row.chat);
    save(conversation);
    NetworkLine &line = *lineOf(conversation);
    if (conversation.row.kind != store::NetworkChatKind::Person || !line.registered)
        return;
    perform(line, session::Watch{{conversation.row.name.toUtf8()}});
    if (conversation.reading == Conversation::Reading::No)
        startOutbox(line, conversation);
}

/// Somebody wrote to us while we were away.
void Networks::Impl::onTalkFound(NetworkLine &line, const session::TalkFound &talk)
{
    if (line.features.isRoom(talk.target) || conversation(line, talk.target)
        || count(line, store::NetworkChatKind::Person) >= MaxPersons)
        return;
    readMissed(line, makeHidden(line, store::NetworkChatKind::Person, talk.target));
}

} // namespace plausch::chat
