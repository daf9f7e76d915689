// The Switchboard and chat servers: who comes and goes where buddies are known, and is asked who he is.
#include "chat/switchboard_p.h"

namespace plausch::chat {
namespace {

constexpr int RetryMsecs = 10'000;
constexpr qint64 AskAgainMsecs = 5'000;

} // namespace

void Switchboard::Impl::stopWatching(const QString &network, const QString &nick)
{
    if (places.ofNick(network, nick.toUtf8()).isEmpty())
        networks->unwatch(network, nick.toUtf8());
}

void Switchboard::Impl::onArrived(const QString &network)
{
    places.refold(network);
    for (Place *place : places.ofNetwork(network)) {
        place->forgetPresence();
        networks->watch(network, place->row.nick.toUtf8());
        markPerson(network, place->row.nick);
    }
}

void Switchboard::Impl::onDeparted(const QString &network)
{
    distrusted.removeIf([&network](const QString &who) { return who.startsWith(network); });
    for (Place *place : places.ofNetwork(network))
        losePlace(*place);
}

void Switchboard::Impl::onPersonSeen(const QString &network, const QByteArray &nick, bool online)
{
    for (Place *place : places.ofNick(network, nick)) {
        if (!online) {
            losePlace(*place);
        } else {
            place->isOnline = true;
            if (place->hisToken.isEmpty())
                introduce(*place, true);
        }
    }
}

/// He is not there any more, or can no longer be told from others.
void Switchboard::Impl::losePlace(Place &place)
{
    const bool wasUp = place.isUp();
    place.forgetPresence();
    markPerson(place.row.network, place.row.nick);
    if (Line *known = line(place.row.chat)) {
        chooseRoute(*known);
        if (wasUp && !known->link) {
            typing.forget(known->buddy.chat);
            known->buddy.lastSeen = utc();
            save(*known);
        }
        touch(known->buddy.chat);
    }
}

void Switchboard::Impl::onNickChanged(const QString &network, const QByteArray &from, const QByteArray &to)
{
    const auto here = networks->whereabouts(network);
    const bool isOwn = here && networks->folded(network, to) == networks->folded(network, here->nick);
    if (isOwn) { // who is not in a room with us sees one go and another come
        for (Place *place : places.ofNetwork(network)) {
            if (!place->ownToken.isEmpty())
                introduce(*place, false);
        }
        return;
    }
    for (Place *place : places.ofNick(network, from)) {
        store::PlaceRow row = place->row;
        row.nick = QString::fromUtf8(to);
        settleIn(*place, row);
        markPerson(network, row.nick);
        touch(row.chat);
    }
}

/// Who is not there under the name that is known may be there under another one: the server vouches for the account,
/// and he himself is to prove the rest.
void Switchboard::Impl::onAccountSeen(const QString &network, const QByteArray &nick, const QByteArray &account)
{
    for (Place *place : places.ofAccount(network, QString::fromUtf8(account))) {
        if (place->isOnline || place->folded == networks->folded(network, nick))
            continue;
        store::PlaceRow row = place->row;
        row.nick = QString::fromUtf8(nick);
        settleIn(*place, row);
        introduce(*place, true);
        touch(row.chat);
    }
}

/// The server did not take words for him: another way now, and in a while he is asked again.
void Switchboard::Impl::onBuddyRefused(const QString &network, const ChatId &chat)
{
    Place *place = places.of(chat, network);
    if (!place)
        return;
    place->hisToken.clear();
    if (Line *known = line(chat)) {
        chooseRoute(*known);
        touch(chat);
    }
    if (std::exchange(place->retries, true))
        return;
    QTimer::singleShot(RetryMsecs, &q, [this, chat, network] {
        Place *again = places.of(chat, network);
        if (!again)
            return;
        again->retries = false;
        if (again->isOnline && again->hisToken.isEmpty())
            introduce(*again, true);
    });
}

/// Words for the buddy by somebody who has not proven to be one. If it may be he, he says them again after his proof.
void Switchboard::Impl::askAgain(const QString &network, const QByteArray &nick)
{
    for (Place *place : places.ofNick(network, nick)) {
        if (place->askedAt != 0 && monotonic() - place->askedAt < AskAgainMsecs)
            continue;
        place->askedAt = monotonic();
        introduce(*place, true);
    }
}

/// The private conversation with this nick knows who it is.
void Switchboard::Impl::markPerson(const QString &network, const QString &nick)
{
    ChatId buddy;
    bool introducing = false;
    for (const Place *place : places.ofNick(network, nick.toUtf8())) {
        introducing = introducing || place->row.chat.isEmpty();
        if (place->isUp())
            buddy = place->row.chat;
    }
    networks->setBuddy(network, nick.toUtf8(), buddy, introducing);
}

} // namespace plausch::chat
