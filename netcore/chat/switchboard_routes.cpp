// The Switchboard's ways to a buddy: the direct link, and the chat servers where he has proven to be. One outbox, one
// conversation, the same ids on every way; what is not confirmed goes out again on the next one, from the oldest on. So
// what arrives on any of them is always the beginning of what was said, and the order is kept.
#include "chat/introduction.h"
#include "chat/switchboard_p.h"
#include "session/signtags.h"
#include "session/speech.h"
#include "session/vocabulary.h"

namespace plausch::chat {
namespace {

constexpr QByteArrayView PartTag = "+plausch.chat/part"; // "2/3": of a message that needs several lines
constexpr QByteArrayView DeliveredTag = "+plausch.chat/buddy-delivered"; // ids with commas between
constexpr QByteArrayView ReadTag = "+plausch.chat/buddy-read";
constexpr QByteArrayView AwayTag = "+plausch.chat/buddy-away"; // why; empty: back
constexpr qsizetype PartBytes = 256; // fits a line of any server, whatever our mask and his nick
constexpr qsizetype MaxTextBytes = 256 * 1024; // of a message in parts, from others
constexpr int ReceiptMsecs = 250; // receipts go together: a server takes few lines in a second
constexpr qsizetype MaxReceipts = 100; // in one line
constexpr QChar LineBreak = QChar::LineSeparator; // on the way, where a line ends a message

QByteArrayList partsOf(const QString &text)
{
    QByteArray rest = QString::fromUtf8(session::wireText(text)).replace(u'\n', LineBreak).toUtf8();
    QByteArrayList parts;
    while (rest.size() > PartBytes) {
        parts.append(session::truncated(rest, PartBytes));
        rest.remove(0, parts.constLast().size());
    }
    parts.append(rest);
    return parts;
}

QList<wire::Tag> partTags(const Place &place, qsizetype part, qsizetype parts)
{
    QList<wire::Tag> tags = place.ownTags();
    if (parts > 1)
        tags.append(session::makeTag(PartTag, QByteArray::number(part) + '/' + QByteArray::number(parts)));
    return tags;
}

/// The part and of how many; a message without that tag is the only part.
std::pair<int, int> partOf(const QList<wire::Tag> &tags)
{
    const QByteArray value = tagValue(tags, PartTag);
    if (value.isEmpty())
        return {1, 1};
    const qsizetype slash = value.indexOf('/');
    return {value.left(slash).toInt(), slash < 0 ? 0 : value.mid(slash + 1).toInt()};
}

store::MessageKind messageKind(session::TextKind kind)
{
    return kind == session::TextKind::Action ? store::MessageKind::Action
        : kind == session::TextKind::Notice  ? store::MessageKind::Notice
                                             : store::MessageKind::Text;
}

} // namespace

void Switchboard::Impl::connectRoutes()
{
    const Networks *from = networks.get();
    QObject::connect(from, &Networks::arrived, &q, [this](const auto &id) { onArrived(id); });
    QObject::connect(from, &Networks::departed, &q, [this](const auto &id) { onDeparted(id); });
    QObject::connect(from, &Networks::personSeen, &q,
                     [this](const auto &id, const auto &nick, bool online) { onPersonSeen(id, nick, online); });
    QObject::connect(from, &Networks::nickChanged, &q,
                     [this](const auto &id, const auto &was, const auto &is) { onNickChanged(id, was, is); });
    QObject::connect(from, &Networks::accountSeen, &q, [this](const auto &id, const auto &nick, const auto &account) {
        onAccountSeen(id, nick, account);
    });
    QObject::connect(from, &Networks::signalled, &q,
                     [this](const auto &id, const auto &tags) { onSignalled(id, tags); });
    QObject::connect(from, &Networks::buddySaid, &q,
                     [this](const auto &id, const auto &heard) { onBuddySaid(id, heard); });
    QObject::connect(from, &Networks::buddySigned, &q,
                     [this](const auto &id, const auto &sign) { onBuddySigned(id, sign); });
    QObject::connect(from, &Networks::buddyHanded, &q,
                     [this](const auto &id, const auto &chat, const auto &words) { onBuddyHanded(id, chat, words); });
    QObject::connect(from, &Networks::buddyRefused, &q,
                     [this](const auto &id, const auto &chat) { onBuddyRefused(id, chat); });
    QObject::connect(from, &Networks::networkRemoved, &q, [this](const auto &id) { onNetworkRemoved(id); });
    QObject::connect(from, &Networks::chatAdded, &q, [this](const auto &chat) {
        const ChatInfo *info = q.chat(chat);
        if (info && info->kind == ChatKind::Person)
            markPerson(info->network, info->name);
    });
    receiptPause.setSingleShot(true);
    receiptPause.setInterval(ReceiptMsecs);
    QObject::connect(&receiptPause, &QTimer::timeout, &q, [this] { sendReceipts(); });
}

void Switchboard::Impl::onNetworkRemoved(const QString &network)
{
    onDeparted(network);
    places.removeNetwork(network);
    for (const auto &[chat, known] : lines) {
        if (known->buddy.route == network) { // chosen, and there never again
            known->buddy.route.clear();
            save(*known);
            chooseRoute(*known);
        }
        touch(chat);
    }
}

bool Switchboard::Impl::isDirectUp(const Line &line) const
{
    return line.link && !calls.value(line.link->id).stranger;
}

std::optional<QString> Switchboard::Impl::bestRoute(const Line &line)
{
    const QString &choice = line.buddy.route;
    if (isDirectUp(line) && (choice.isEmpty() || choice == store::RouteDirect))
        return QString();
    if (line.kind != ChatKind::Buddy || line.buddy.standing != store::BuddyStanding::Known)
        return std::nullopt;
    for (const Place *place : places.ofChat(line.buddy.chat)) {
        if (place->isUp() && (choice.isEmpty() || choice == place->row.network))
            return place->row.network;
    }
    return std::nullopt;
}

/// `renewed`: this way has begun anew, so what is under way on it may be lost.
void Switchboard::Impl::chooseRoute(Line &line, const std::optional<QString> &renewed)
{
    const std::optional<QString> best = bestRoute(line);
    if (best == line.routeInUse && (!best || best != renewed))
        return;
    for (const QByteArray &id : line.outbox.handed()) // they go out again
        showState(line.buddy.chat, id, store::MessageState::Queued);
    line.outbox.onLinkGone();
    line.signs.onLinkGone();
    line.routeInUse = best;
    if (best) {
        startOutbox(line);
        startSigns(line);
        confirmRead(line);
    }
    touch(line.buddy.chat);
}

QList<Route> Switchboard::Impl::serverRoutes(const Line &line)
{
    QList<Route> routes;
    for (const Place *place : places.ofChat(line.buddy.chat)) {
        const NetworkInfo *network = networks->network(place->row.network);
        routes.append({place->row.network, network ? network->title : QString(), place->row.nick, place->isUp()});
    }
    return routes;
}

ServerPresence Switchboard::Impl::presenceOverServer(const Line &line)
{
    const Place *place = line.routeInUse ? places.of(line.buddy.chat, *line.routeInUse) : nullptr;
    return place ? ServerPresence{place->away, place->awayText} : ServerPresence{};
}

/// A server takes them slowly, and a better way may be there sooner. All together are less lines than may wait for it
/// (session::Limits::paceWaiting). What goes as several messages on a direct link, each with an id of its own, is left
/// to that: nobody could tell that it is the same.
Outbox::Window Switchboard::Impl::windowOverServer() const
{
    const auto fits = [limits = options.limits](const QString &text) {
        const QByteArray wire = session::wireText(text);
        const qsizetype pieces = wire.count('\n') + wire.size() / PartBytes + 1;
        return wire.size() <= limits.multilineBytes && pieces <= limits.multilineLines;
    };
    return {32, 64 * 1024, fits};
}

Outbox::Send Switchboard::Impl::sendOver(const Line &line, const QString &network)
{
    return [this, chat = line.buddy.chat, network](const session::Say &say) {
        const Place *place = places.of(chat, network);
        if (!place || !place->isUp())
            return;
        const QByteArrayList parts = partsOf(say.text);
        for (qsizetype i = 0; i < parts.size(); ++i) {
            session::SayTo words;
            words.target = place->row.nick.toUtf8();
            words.id = i + 1 == parts.size() ? say.id : say.id + '/' + QByteArray::number(i + 1);
            words.sentAt = say.sentAt;
            words.text = QString::fromUtf8(parts[i]);
            words.kind = say.kind;
            words.replyTo.id = say.replyTo.id;
            words.tags = partTags(*place, i + 1, parts.size());
            networks->sayToBuddy(network, words, chat);
        }
    };
}

void Switchboard::Impl::onBuddyHanded(const QString &network, const ChatId &chat, const QByteArray &id)
{
    Line *known = line(chat);
    if (!known || known->routeInUse != network)
        return;
    known->outbox.onHanded(id);
    if (known->outbox.isHanded(id))
        showState(chat, id, store::MessageState::Sent);
}

/// The last part brings the id; what it is a part of is whole then, or was cut and comes again.
std::optional<QString> Switchboard::Impl::joined(Place &place, const session::Heard &heard)
{
    const auto [part, parts] = partOf(heard.tags);
    if (part == 1)
        place.text.clear();
    const bool fits = part >= 1 && part <= parts && (part == 1 || part == place.nextPart);
    const QByteArray piece = heard.text.toUtf8();
    if (!fits || place.text.size() + piece.size() > MaxTextBytes) {
        place.nextPart = 0;
        place.text.clear();
        return std::nullopt;
    }
    place.text += piece;
    place.nextPart = part + 1;
    if (part < parts)
        return std::nullopt;
    place.nextPart = 0;
    return QString::fromUtf8(std::exchange(place.text, {})).replace(LineBreak, u'\n');
}

void Switchboard::Impl::onBuddySaid(const QString &network, const session::Heard &heard)
{
    Place *place = places.ofToken(network, tagValue(heard.tags, BuddyTag));
    Line *known = place ? line(place->row.chat) : nullptr;
    if (!known || known->buddy.standing != store::BuddyStanding::Known || heard.senderId.isEmpty()) {
        if (!place)
            askAgain(network, heard.speaker);
        return;
    }
    const std::optional<QString> text = joined(*place, heard);
    if (!text)
        return;
    typing.forget(place->row.chat);
    store::MessageRow row;
    row.chat = place->row.chat;
    row.sender = known->buddy.fingerprint;
    row.id = heard.senderId;
    row.kind = messageKind(heard.kind);
    row.text = *text;
    row.time = utc();
    row.sentAt = heard.sentAt;
    row.replyTo = {{}, heard.replyTo.id, {}};
    row.via = network;
    archive.add(row, [this, chat = row.chat, network](Archive::Added how, const store::MessageRow &stored) {
        onReceived(chat, how, stored, network);
    });
}

void Switchboard::Impl::confirmOver(const QString &network, const ChatId &chat, session::ReceiptKind kind,
                                    const QList<QByteArray> &ids)
{
    Place *place = places.of(chat, network);
    if (!place || !place->isUp())
        return;
    (kind == session::ReceiptKind::Read ? place->read : place->delivered) += ids;
    if (place->delivered.size() >= MaxReceipts || place->read.size() >= MaxReceipts)
        sendReceipts();
    else if (!receiptPause.isActive())
        receiptPause.start();
}

void Switchboard::Impl::sendReceipts()
{
    const auto send = [this](const Place &place, QByteArrayView tag, QByteArrayList &ids) {
        while (!ids.isEmpty()) {
            const QByteArrayList some = ids.first(qMin(ids.size(), MaxReceipts));
            ids.remove(0, some.size());
            networks->signal(place.row.network, place.row.nick,
                             place.ownTags() << session::makeTag(tag, some.join(',')));
        }
    };
    for (Place *place : places.all()) {
        send(*place, DeliveredTag, place->delivered);
        send(*place, ReadTag, place->read);
    }
}

void Switchboard::Impl::onServerReceipts(const QString &network, const session::Signalled &signal)
{
    Place *place = places.ofToken(network, tagValue(signal.tags, BuddyTag));
    Line *known = place ? line(place->row.chat) : nullptr;
    if (!known)
        return;
    if (const QByteArray *word = session::tagIn(signal.tags, AwayTag)) {
        place->away = !word->isEmpty();
        place->awayText = session::awayText(word->left(session::MaxAwayBytes));
        touch(place->row.chat);
    }
    const auto take = [&](QByteArrayView tag, session::ReceiptKind kind) {
        const QByteArray ids = tagValue(signal.tags, tag);
        for (const QByteArray &id : ids.isEmpty() ? QByteArrayList() : ids.split(','))
            onReceipt(*known, {id, kind}, network);
    };
    take(DeliveredTag, session::ReceiptKind::Delivered);
    take(ReadTag, session::ReceiptKind::Read);
}

/// As AWAY on a direct link: whether the server itself is told is another question.
void Switchboard::Impl::tellAway(const Place &place)
{
    const session::Self own = self();
    networks->signal(place.row.network, place.row.nick,
                     place.ownTags() << session::makeTag(AwayTag, own.away ? session::awayWord(own) : QByteArray()));
}

void Switchboard::Impl::tellAwayOverServers()
{
    for (const Place *place : places.all()) {
        if (place->isUp() && mayTell(*place))
            tellAway(*place);
    }
}

void Switchboard::setRoute(const ChatId &chat, const QString &choice)
{
    Line *line = m_impl->line(chat);
    const bool isKnown = choice.isEmpty() || choice == store::RouteDirect || m_impl->places.of(chat, choice);
    if (!line || line->kind != ChatKind::Buddy || line->buddy.route == choice || !isKnown)
        return;
    line->buddy.route = choice;
    m_impl->save(*line);
    m_impl->chooseRoute(*line);
    m_impl->touch(chat);
}

} // namespace plausch::chat
