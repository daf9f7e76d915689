// The Switchboard and chat servers: who is told who we are, and who is believed to be there. Identity and addresses go
// to those only whom the user has added or accepted.
#include "chat/introduction.h"
#include "chat/switchboard_p.h"

#include <QNetworkInterface>

namespace plausch::chat {
namespace {

constexpr qsizetype MaxDistrusted = 100; // sentences about false introductions in one stay on a server

bool isUsable(const QHostAddress &address)
{
    return !address.isLoopback() && !address.isLinkLocal() && !address.isMulticast() && !address.isNull();
}

QString faultText(IntroductionFault fault, const QString &nick)
{
    switch (fault) {
    case IntroductionFault::Forged:
        return Switchboard::tr("Somebody calls himself %1 here and shows a key that is not his. He is not believed.")
            .arg(nick);
    case IntroductionFault::Elsewhere:
        return Switchboard::tr("%1 introduces himself with what was meant for somebody else. He is not believed.")
            .arg(nick);
    case IntroductionFault::Outdated:
        return Switchboard::tr("%1 introduces himself with what is of another time: one of your clocks is wrong, or "
                               "somebody repeats what he has heard. He is not believed.")
            .arg(nick);
    case IntroductionFault::None:
    case IntroductionFault::Garbled:
        break;
    }
    return {};
}

} // namespace

/// Where others reach us, best first.
QList<Address> Switchboard::Impl::ownAddresses() const
{
    const quint16 port = announcedPort();
    QList<Address> addresses;
    if (port == 0)
        return addresses;
    const QList<QHostAddress> all = options.thisMachineOnly ? QList<QHostAddress>() : QNetworkInterface::allAddresses();
    for (const auto protocol : {QAbstractSocket::IPv4Protocol, QAbstractSocket::IPv6Protocol}) {
        for (const QHostAddress &address : all) {
            if (address.protocol() == protocol && isUsable(address))
                addresses.append({hostText(address), port});
        }
    }
    if (addresses.isEmpty())
        addresses.append({hostText(QHostAddress(QHostAddress::LocalHost)), port});
    return addresses;
}

/// The user has asked this one, or has accepted him.
bool Switchboard::Impl::mayTell(const Place &place)
{
    const Line *known = line(place.row.chat);
    return place.row.chat.isEmpty()
        || (known && known->kind == ChatKind::Buddy && known->buddy.standing == store::BuddyStanding::Known);
}

void Switchboard::Impl::introduce(Place &place, bool asks)
{
    const auto here = networks->whereabouts(place.row.network);
    if (!here || stopping || !mayTell(place))
        return;
    if (place.ownToken.isEmpty())
        place.ownToken = newMessageId();
    place.answered = place.claimed;
    const Line *known = line(place.row.chat);
    Introduction of;
    of.key = identity.certificate.publicKey().toDer();
    of.name = settings.name;
    of.addresses = ownAddresses();
    of.network = here->network;
    of.from = here->nick;
    of.to = place.row.nick.toUtf8();
    of.meant = known ? known->buddy.fingerprint : QByteArray();
    of.token = place.ownToken;
    of.answers = place.claimed;
    of.time = utc();
    of.asks = asks;
    const QList<wire::Tag> tags = introductionTags(of, identity.key);
    if (!tags.isEmpty())
        networks->signal(place.row.network, place.row.nick, tags);
}

void Switchboard::Impl::onSignalled(const QString &network, const session::Signalled &signal)
{
    if (signal.mine || !isLoaded || stopping)
        return;
    if (!tagValue(signal.tags, IntroductionTag).isEmpty())
        onIntroduced(network, signal);
    else if (!tagValue(signal.tags, BuddyTag).isEmpty())
        onServerReceipts(network, signal);
}

void Switchboard::Impl::onIntroduced(const QString &network, const session::Signalled &signal)
{
    const auto here = networks->whereabouts(network);
    if (!here)
        return;
    Meeting meeting{here->network, signal.speaker, here->nick, here->mapping, utc(), {}};
    for (const Place *place : places.ofNetwork(network))
        meeting.tokens.append(place->ownToken);
    const ReadIntroduction read = readIntroduction(signal.tags, meeting);
    const Introduction &of = read.introduction;
    const bool isForAnother = !of.meant.isEmpty() && of.meant != identity.fingerprint;
    if (read.fault == IntroductionFault::Garbled || isForAnother || of.fingerprint() == identity.fingerprint)
        return;
    if (read.fault != IntroductionFault::None) {
        distrust(network, signal.speaker, read.fault);
        return;
    }
    store::PlaceRow row{network, QString::fromUtf8(signal.speaker), QString::fromUtf8(signal.account), {}};
    Line *known = lineOf(of.fingerprint());
    if (known && known->buddy.standing == store::BuddyStanding::Blocked)
        return;
    Place *place = places.asked(network, signal.speaker);
    if (known && known->kind == ChatKind::Buddy) {
        row.chat = known->buddy.chat;
        place = placeOfBuddy(row, place);
    }
    if (place)
        hearOut(*place, row, of);
    else if (of.asks)
        onServerKnock(row, of);
}

/// Of somebody we know or have asked. He is believed once he has answered our token.
void Switchboard::Impl::hearOut(Place &of, const store::PlaceRow &row, const Introduction &introduction)
{
    Place *place = &of;
    settleIn(*place, row);
    if (place->hisToken != introduction.token)
        place->hisToken.clear();
    place->claimed = introduction.token;
    const bool proven = !place->ownToken.isEmpty() && introduction.answers == place->ownToken;
    const bool isNews = proven && place->hisToken.isEmpty();
    if (proven && place->row.chat.isEmpty())
        place = makeBuddy(*place, introduction);
    if (!place)
        return;
    if (proven)
        place->hisToken = introduction.token;
    if (isNews) { // else he tells so now
        place->away = false;
        place->awayText.clear();
    }
    if (introduction.asks || place->answered != introduction.token)
        introduce(*place, false);
    markPerson(row.network, row.nick);
    Line *known = line(place->row.chat);
    if (!known)
        return;
    if (isNews && settings.away)
        tellAway(*place);
    if (isNews)
        dialIntroduced(*known, introduction);
    // He asks because he does not know any more who we are: what we said meanwhile was not for him.
    chooseRoute(*known, isNews || introduction.asks ? std::optional(row.network) : std::nullopt);
    touch(known->buddy.chat);
}

/// Who was asked is a buddy already.
Place *Switchboard::Impl::placeOfBuddy(const store::PlaceRow &row, Place *asked)
{
    Place *place = places.ensure(row);
    if (!place || !asked)
        return place;
    if (place->ownToken.isEmpty())
        place->ownToken = asked->ownToken;
    archive.removeAskedPlace(asked->row.network, asked->row.nick);
    places.remove(*asked);
    return place;
}

/// He may be called otherwise than before.
void Switchboard::Impl::settleIn(Place &place, const store::PlaceRow &row)
{
    place.isOnline = true;
    if (!row.account.isEmpty())
        place.row.account = row.account;
    const QString before = place.row.nick;
    if (before != row.nick) {
        if (place.row.chat.isEmpty())
            archive.removeAskedPlace(row.network, before);
        places.move(place, row.nick);
        markPerson(row.network, before);
        stopWatching(row.network, before);
    }
    networks->watch(row.network, row.nick.toUtf8());
    archive.savePlace(place.row);
}

/// Who was asked has answered. Null: he cannot be kept.
Place *Switchboard::Impl::makeBuddy(const Place &asked, const Introduction &introduction)
{
    const Place before = asked;
    archive.removeAskedPlace(before.row.network, before.row.nick);
    places.remove(asked);
    Line *known = lineOf(introduction.fingerprint());
    if (!known) {
        store::BuddyRow row;
        row.fingerprint = introduction.fingerprint();
        row.chat = buddyChat(row.fingerprint);
        row.name = introduction.name;
        known = &addLine(row, ChatKind::Buddy);
    }
    store::PlaceRow row = before.row;
    row.chat = known->buddy.chat;
    Place *place = places.ensure(row);
    if (place) {
        *place = before;
        place->row = row;
    }
    if (known->kind == ChatKind::Request)
        acceptRequest(*known);
    else
        becomeBuddy(*known);
    if (place)
        archive.savePlace(row); // after the buddy, whose it is
    return place;
}

void Switchboard::Impl::dialIntroduced(Line &line, const Introduction &introduction)
{
    if (!introduction.name.isEmpty())
        line.buddy.name = introduction.name;
    for (auto address = introduction.addresses.rbegin(); address != introduction.addresses.rend(); ++address)
        line.rememberAddress(*address);
    line.buddy.lastSeen = utc();
    line.nextAddress = 0;
    save(line);
    wantLine(line);
    if (line.isWanted() && !line.link && line.dialling == 0 && line.dialer.tryNow())
        dial(line);
}

/// A stranger: as at the door, he waits as a request, of which there are so many only, and learns nothing.
void Switchboard::Impl::onServerKnock(store::PlaceRow row, const Introduction &of)
{
    Line *known = lineOf(of.fingerprint());
    const bool isFresh = !known || known->kind == ChatKind::Nearby;
    if (isFresh && requestsWaiting() >= MaxRequests)
        return;
    if (!known) {
        store::BuddyRow buddy;
        buddy.fingerprint = of.fingerprint();
        buddy.chat = buddyChat(buddy.fingerprint);
        buddy.name = of.name.isEmpty() ? row.nick : of.name;
        known = &addLine(buddy, ChatKind::Request);
    }
    known->kind = ChatKind::Request;
    for (auto address = of.addresses.rbegin(); address != of.addresses.rend(); ++address)
        known->rememberAddress(*address); // dialled once he is accepted
    save(*known);
    row.chat = known->buddy.chat;
    if (Place *place = places.ensure(row)) {
        settleIn(*place, row);
        place->claimed = of.token;
    }
    touch(known->buddy.chat);
}

void Switchboard::Impl::distrust(const QString &network, const QByteArray &nick, IntroductionFault fault)
{
    const QString who = network + u' ' + QString::fromUtf8(networks->folded(network, nick));
    if (distrusted.size() >= MaxDistrusted || distrusted.contains(who))
        return;
    distrusted.insert(who);
    networks->noteIn(network, nick, faultText(fault, QString::fromUtf8(nick)));
}

QString Switchboard::addFromServer(const ChatId &person)
{
    const ChatInfo *info = chat(person);
    if (!info || info->kind != ChatKind::Person)
        return tr("This is nobody on a chat server.");
    if (!m_impl->networks->whereabouts(info->network))
        return info->joined ? tr("%1 does not pass on what an introduction needs.").arg(info->networkName)
                            : tr("You are not on %1 just now.").arg(info->networkName);
    const store::PlaceRow row{info->network, info->name, {}, {}};
    Place *place = m_impl->places.ensure(row);
    if (!place)
        return tr("You have asked too many people on %1.").arg(info->networkName);
    m_impl->archive.savePlace(row);
    m_impl->networks->watch(row.network, row.nick.toUtf8());
    if (info->presence != Presence::Offline)
        m_impl->introduce(*place, true);
    m_impl->markPerson(row.network, row.nick);
    return {};
}

} // namespace plausch::chat
