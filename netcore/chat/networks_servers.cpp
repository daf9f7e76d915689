// What the window asks of chat servers and rooms.
#include "chat/networks_p.h"
#include "chat/secrets.h"

#include <QUuid>

namespace plausch::chat {

QString Networks::add(store::NetworkRow row, const NetworkCredentials &credentials)
{
    Impl &impl = *m_impl;
    row.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    NetworkLine &line = impl.addLine(row);
    line.secret = credentials.secret;
    line.hasSecret = !credentials.secret.isEmpty();
    line.rememberSecret = credentials.remember;
    line.createAccount = credentials.registerAccount;
    line.email = credentials.email;
    impl.archive.saveNetwork(row);
    impl.page(line);
    if (row.autoConnect)
        impl.want(line);
    return row.id;
}

void Networks::edit(const store::NetworkRow &row)
{
    Impl &impl = *m_impl;
    NetworkLine *line = impl.line(row.id);
    if (!line || line->row == row)
        return;
    const store::NetworkRow before = std::exchange(line->row, row);
    if (before.host != row.host || before.port != row.port)
        line->row.pinnedKey.clear(); // it was another server's
    const bool otherAccount = before.account != row.account || before.serverPassword != row.serverPassword;
    if (otherAccount) {
        line->hasSecret = false;
        line->secret.clear();
    }
    impl.archive.saveNetwork(line->row);
    const bool otherLink = before.host != row.host || before.port != row.port || before.tls != row.tls || otherAccount
        || before.realName != row.realName || before.external != row.external;
    if (otherLink && line->dialer.state() != io::Dialer::State::Idle) {
        impl.hangUp(*line, {});
        impl.want(*line);
    } else if (line->registered && before.nick != row.nick) {
        setNick(row.id, row.nick);
    }
    impl.touch(*line);
}

void Networks::remove(const QString &network, bool withHistory)
{
    Impl &impl = *m_impl;
    const QString id = network; // perhaps a part of what goes
    NetworkLine *line = impl.line(id);
    if (!line)
        return;
    impl.hangUp(*line, {});
    impl.lineOfLink.removeIf([&](const auto &entry) { return entry.value() == id; });
    QList<ChatId> gone;
    for (const auto &[chat, known] : impl.conversations) {
        if (known->row.network == id)
            gone.append(chat);
    }
    for (const ChatId &chat : std::as_const(gone))
        impl.forget(chat);
    if (impl.options.secrets)
        impl.options.secrets->remove(networkKey(id));
    impl.archive.removeNetwork(id, withHistory);
    impl.lines.erase(id);
    impl.order.removeAll(id);
    impl.networkInfos.remove(id);
    impl.changedNetworks.remove(id);
    Q_EMIT networkRemoved(id);
    impl.armTick();
}

void Networks::connectTo(const QString &id)
{
    if (NetworkLine *line = m_impl->line(id))
        m_impl->want(*line);
}

void Networks::disconnectFrom(const QString &id, const QString &text)
{
    NetworkLine *line = m_impl->line(id);
    if (!line)
        return;
    m_impl->hangUp(*line, text);
    m_impl->setState(*line, NetworkState::Off);
}

void Networks::tryNow(const QString &id)
{
    connectTo(id);
}

void Networks::giveSecret(const QString &id, const QString &secret, bool remember)
{
    NetworkLine *line = m_impl->line(id);
    if (!line)
        return;
    line->secret = secret;
    line->hasSecret = true;
    line->rememberSecret = remember;
    if (line->state == NetworkState::AskingSecret)
        m_impl->want(*line);
}

std::optional<TrustQuestion> Networks::trustQuestion(const QString &id) const
{
    const NetworkLine *line = m_impl->line(id);
    if (!line || line->offeredKey.isEmpty())
        return std::nullopt;
    return TrustQuestion{id, line->row.host, line->row.port, line->offeredKey, line->row.pinnedKey, line->detail};
}

void Networks::trust(const QString &id)
{
    NetworkLine *line = m_impl->line(id);
    if (!line || line->offeredKey.isEmpty())
        return;
    line->row.pinnedKey = std::exchange(line->offeredKey, {});
    m_impl->archive.saveNetwork(line->row);
    m_impl->want(*line);
}

void Networks::setNick(const QString &id, const QString &nick)
{
    NetworkLine *line = m_impl->line(id);
    if (!line || nick.isEmpty())
        return;
    if (line->row.nick != nick) {
        line->row.nick = nick;
        m_impl->archive.saveNetwork(line->row);
    }
    m_impl->perform(*line, session::ChangeNick{nick.toUtf8()});
    m_impl->touch(*line);
}

void Networks::setAway(const QString &id, bool away, const QString &text)
{
    NetworkLine *line = m_impl->line(id);
    if (!line)
        return;
    line->away = away;
    line->awayText = text;
    m_impl->perform(*line, session::SetAway{away, text});
    m_impl->touch(*line);
}

void Networks::askRooms(const QString &id, const QString &filter)
{
    NetworkLine *line = m_impl->line(id);
    if (line && line->registered)
        m_impl->perform(*line, session::AskRooms{filter.toUtf8()});
    else if (line)
        Q_EMIT roomsListed(id);
}

void Networks::setWire(const QString &id, bool on)
{
    if (NetworkLine *line = m_impl->line(id)) {
        line->showsWire = on;
        m_impl->perform(*line, session::ShowWire{on});
    }
}

ChatId Networks::serverChat(const QString &id) const
{
    return QStringLiteral("net:") + id;
}

ChatId Networks::join(const QString &id, const QString &room, const QString &key)
{
    NetworkLine *line = m_impl->line(id);
    if (!line || room.isEmpty())
        return {};
    Conversation &conversation = m_impl->ensure(*line, store::NetworkChatKind::Room, room.toUtf8());
    if (!key.isEmpty())
        conversation.row.key = key;
    rejoin(conversation.row.chat);
    return conversation.row.chat;
}

void Networks::rejoin(const ChatId &room)
{
    Conversation *conversation = m_impl->conversation(room);
    if (!conversation || conversation->row.kind != store::NetworkChatKind::Room)
        return;
    conversation->asked = conversation->asked || !conversation->row.joined;
    conversation->row.joined = true;
    conversation->detail.clear();
    m_impl->save(*conversation);
    m_impl->touch(*conversation);
    NetworkLine &line = *m_impl->lineOf(*conversation);
    if (line.registered && !conversation->inRoom)
        m_impl->perform(line, session::JoinRoom{conversation->row.name.toUtf8(), conversation->row.key.toUtf8()});
}

void Networks::leave(const ChatId &room, const QString &text)
{
    Conversation *conversation = m_impl->conversation(room);
    if (!conversation || conversation->row.kind != store::NetworkChatKind::Room)
        return;
    conversation->row.joined = false;
    m_impl->save(*conversation);
    if (conversation->inRoom)
        m_impl->perform(*m_impl->lineOf(*conversation), session::LeaveRoom{conversation->row.name.toUtf8(), text});
    m_impl->touch(*conversation);
}

ChatId Networks::openPerson(const QString &id, const QString &nick)
{
    NetworkLine *line = m_impl->line(id);
    if (!line || nick.isEmpty())
        return {};
    return m_impl->ensure(*line, store::NetworkChatKind::Person, nick.toUtf8()).row.chat;
}

QList<Member> Networks::members(const ChatId &room) const
{
    const Conversation *conversation = m_impl->conversation(room);
    if (!conversation)
        return {};
    QList<Member> list = conversation->members.values();
    const QString ranks = QString::fromLatin1(m_impl->lineOf(*conversation)->features.rankSigns);
    const auto place = [&](const Member &member) {
        const qsizetype at = member.ranks.isEmpty() ? -1 : ranks.indexOf(member.ranks.front());
        return at < 0 ? ranks.size() : at;
    };
    std::sort(list.begin(), list.end(), [&](const Member &a, const Member &b) {
        const qsizetype placeOfA = place(a);
        const qsizetype placeOfB = place(b);
        return placeOfA != placeOfB ? placeOfA < placeOfB : a.nick.compare(b.nick, Qt::CaseInsensitive) < 0;
    });
    return list;
}

namespace {

QString maskOf(const QString &nickOrMask)
{
    static const QString special = QStringLiteral("!@*?:$~");
    const bool isMask =
        std::any_of(nickOrMask.cbegin(), nickOrMask.cend(), [](QChar c) { return special.contains(c); });
    return isMask ? nickOrMask : nickOrMask + QStringLiteral("!*@*");
}

} // namespace

void Networks::setTopic(const ChatId &room, const QString &topic)
{
    if (const Conversation *known = m_impl->conversation(room))
        m_impl->perform(*m_impl->lineOf(*known), session::SetTopic{known->row.name.toUtf8(), topic});
}

void Networks::setModes(const ChatId &room, const QString &modes, const QStringList &arguments)
{
    const Conversation *known = m_impl->conversation(room);
    if (!known)
        return;
    const NetworkLine &line = *m_impl->lineOf(*known);
    const bool own = known->row.kind == store::NetworkChatKind::Server;
    session::SetModes request{own ? line.nick : known->row.name.toUtf8(), modes.toUtf8(), {}};
    for (const QString &argument : arguments)
        request.arguments.append(argument.toUtf8());
    m_impl->perform(line, request);
}

void Networks::kick(const ChatId &room, const QString &nick, const QString &text)
{
    if (const Conversation *known = m_impl->conversation(room))
        m_impl->perform(*m_impl->lineOf(*known), session::KickOut{known->row.name.toUtf8(), nick.toUtf8(), text});
}

void Networks::ban(const ChatId &room, const QString &nickOrMask)
{
    setModes(room, QStringLiteral("+b"), {maskOf(nickOrMask)});
}

void Networks::unban(const ChatId &room, const QString &mask)
{
    setModes(room, QStringLiteral("-b"), {maskOf(mask)});
}

void Networks::invite(const ChatId &room, const QString &nick)
{
    if (const Conversation *known = m_impl->conversation(room))
        m_impl->perform(*m_impl->lineOf(*known), session::InviteTo{known->row.name.toUtf8(), nick.toUtf8()});
}

void Networks::askMasks(const ChatId &room, QChar mode)
{
    Conversation *known = m_impl->conversation(room);
    if (!known)
        return;
    NetworkLine &line = *m_impl->lineOf(*known);
    line.masks.remove(room);
    m_impl->perform(line, session::AskMasks{known->row.name.toUtf8(), mode.toLatin1()});
}

void Networks::askOlder(const ChatId &chat)
{
    Conversation *known = m_impl->conversation(chat);
    NetworkLine *line = known ? m_impl->lineOf(*known) : nullptr;
    if (!line || !line->registered || !line->features.history || known->row.kind == store::NetworkChatKind::Server) {
        Q_EMIT historyShown(chat, 0, false);
        return;
    }
    known->pages = 0;
    m_impl->askOlder(*line, *known);
}

} // namespace plausch::chat
