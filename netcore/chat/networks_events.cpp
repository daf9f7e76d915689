// What chat servers tell, apart from words and rooms.
#include "chat/networks_p.h"
#include "chat/networkwords.h"
#include "session/overloaded.h"

namespace plausch::chat {

using store::MessageKind;

void Networks::Impl::onSession(NetworkLine &line, const session::Event &event)
{
    const session::Overloaded handler{
        [&](const session::NetworkEvent &news) { onNetwork(line, news); },
        [&](const session::SignEvent &sign) { onSign(line, sign); },
        [&](const session::Handed &handed) { onHanded(line, handed.id); },
        [&](const session::Ended &ended) { line.ended = ended; },
        [](const auto &) {}, // of peer links
    };
    std::visit(handler, event);
}

void Networks::Impl::onNetwork(NetworkLine &line, const session::NetworkEvent &event)
{
    const session::Overloaded handler{
        [&](const session::Registered &news) { onRegistered(line, news); },
        [&](const session::SecureWanted &news) { onSecureWanted(line, news.port); },
        [&](const session::SignedIn &news) {
            line.account = QString::fromUtf8(news.account);
            keepSecret(line);
            touch(line);
        },
        [&](const session::SignInFailed &news) { onSignInFailed(line, news); },
        [&](const session::AccountRegistered &news) { onAccountRegistered(line, news); },
        [&](const session::OwnNick &news) {
            const QByteArray before = std::exchange(line.nick, news.nick);
            touch(line);
            Q_EMIT q.nickChanged(line.row.id, before, line.nick);
        },
        [&](const session::RoomEntered &news) { onRoomEntered(line, news); },
        [&](const session::RoomLeft &news) { onRoomLeft(line, news); },
        [&](const session::RoomRenamed &news) { onRoomRenamed(line, news); },
        [&](const session::MembersListed &news) { onMembersListed(line, news); },
        [&](const session::MemberJoined &news) { onMemberJoined(line, news); },
        [&](const session::MemberLeft &news) { onMemberLeft(line, news); },
        [&](const session::MemberChanged &news) { onMemberChanged(line, news); },
        [&](const session::NickChanged &news) { onNickChanged(line, news); },
        [&](const session::TopicChanged &news) { onTopic(line, news); },
        [&](const session::ModesChanged &news) { onModes(line, news); },
        [&](const session::Heard &news) { onHeard(line, news); },
        [&](const session::Confirmed &news) { onConfirmedBy(line, news); },
        [&](const session::HistoryShown &news) { onHistoryShown(line, news); },
        [&](const session::TalkFound &news) { onTalkFound(line, news); },
        [](const session::TalksListed &) {},
        [&](const session::ReadUpTo &news) { onReadUpTo(line, news); },
        [&](const session::PersonOnline &news) { onPerson(line, news.nick, true); },
        [&](const session::PersonOffline &news) { onPerson(line, news.nick, false); },
        [&](const session::PersonAway &news) { onPersonAway(line, news); },
        [&](const session::PersonDescribed &news) { onPersonDescribed(line, news); },
        [&](const session::RoomFound &news) {
            Q_EMIT q.roomFound(line.row.id, {QString::fromUtf8(news.room), news.members, news.topic});
        },
        [&](const session::RoomsListed &) { Q_EMIT q.roomsListed(line.row.id); },
        [&](const session::MaskListed &news) { onMask(line, news); },
        [&](const session::MasksListed &news) { onMasksListed(line, news); },
        [&](const session::Invited &news) { onInvited(line, news); },
        [&](const session::ServerSaid &news) { onServerSaid(line, news); },
        [&](const session::Failed &news) { onFailed(line, news); },
        [&](const session::WireLine &news) { Q_EMIT q.wireLine(line.row.id, news.outgoing, news.text); },
    };
    std::visit(handler, event);
}

/// From now on always: whoever could make us forget it could read along.
void Networks::Impl::onSecureWanted(NetworkLine &line, quint16 port)
{
    if (line.info.encrypted || line.row.tls)
        return;
    line.row.tls = true;
    line.row.port = port;
    archive.saveNetwork(line.row);
    note(page(line), MessageKind::Info, {},
         tr("This server wants encrypted links only. From now on they are, by port %1.").arg(port));
    hangUp(line, {});
    want(line);
}

void Networks::Impl::onRegistered(NetworkLine &line, const session::Registered &registered)
{
    line.registered = true;
    line.nick = registered.nick;
    line.networkName = registered.network;
    const bool foldsAnew = line.features.caseMapping != registered.features.caseMapping;
    line.features = registered.features;
    line.dialer.onConnected();
    if (line.row.account.isEmpty())
        keepSecret(line);
    if (!line.motd.isEmpty())
        note(page(line), MessageKind::Server, {}, std::exchange(line.motd, {}).join(u'\n'));
    setState(line, NetworkState::Online);

    QByteArrayList watched;
    qint64 newest = 0;
    QList<Conversation *> persons;
    if (foldsAnew)
        line.chats.clear();
    // Our server, and others with this command, take the certificate that the password was shown with.
    if (line.showsCertificate && line.hasSecret && !line.account.isEmpty()) {
        perform(line, session::SendRaw{"CERTFP ADD"});
        line.hasSecret = false; // from here on it has to do without
        line.secret.clear();
    }
    for (const auto &[chat, known] : conversations) {
        if (known->row.network != line.row.id || known->row.kind == store::NetworkChatKind::Server)
            continue;
        const QByteArray name = known->row.name.toUtf8();
        line.chats.insert(line.folded(name), chat);
        newest = qMax(newest, known->newestTime);
        if (known->row.kind == store::NetworkChatKind::Person) {
            watched.append(name);
            persons.append(known.get());
            if (line.features.readMarks) // of rooms they come by themselves
                perform(line, session::MarkRead{name, 0});
        } else if (known->row.joined) {
            perform(line, session::JoinRoom{name, known->row.key.toUtf8()});
        }
    }
    if (!watched.isEmpty())
        perform(line, session::Watch{watched});
    for (Conversation *person : std::as_const(persons))
        readMissed(line, *person);
    if (line.features.history && newest > 0)
        perform(line, session::AskTalks{newest});
    Q_EMIT q.arrived(line.row.id);
}

void Networks::Impl::onSignInFailed(NetworkLine &line, const session::SignInFailed &failed)
{
    const QString text = signInText(failed.code, failed.text);
    // 904: not this password (https://ircv3.net/specs/extensions/sasl-3.1#numerics-used-by-this-extension)
    const bool wrongSecret = failed.code == "904" || failed.code == "905" || failed.code == "BAD_PASSWORD";
    if (wrongSecret && !line.registered)
        line.refusedSecret = text;
    line.rememberSecret = line.rememberSecret && !wrongSecret;
    complain(line.serverChat(), text);
}

void Networks::Impl::onAccountRegistered(NetworkLine &line, const session::AccountRegistered &registered)
{
    line.createAccount = false;
    const QString account = QString::fromUtf8(registered.account);
    note(page(line), MessageKind::Info, {},
         registered.verified ? tr("The account %1 is yours.").arg(account)
                             : tr("The account %1 is made, but not confirmed yet: %2").arg(account, registered.text));
    keepSecret(line);
}

void Networks::Impl::onServerSaid(NetworkLine &line, const session::ServerSaid &said)
{
    // RPL_MOTDSTART, RPL_MOTD, RPL_ENDOFMOTD (https://modern.ircdocs.horse/#rplmotdstart-375)
    if (said.code == "375" || said.code == "376")
        return;
    constexpr qsizetype MaxMotdLines = 500;
    if (said.code == "372" && !line.registered) {
        if (line.motd.size() < MaxMotdLines)
            line.motd.append(said.text);
        return;
    }
    note(page(line), MessageKind::Server, {}, said.text);
}

void Networks::Impl::onPerson(NetworkLine &line, const QByteArray &nick, bool online)
{
    if (online)
        line.online.insert(line.folded(nick));
    else
        line.online.remove(line.folded(nick));
    Q_EMIT q.personSeen(line.row.id, nick, online);
    Conversation *known = conversation(line, nick);
    if (!known || known->row.kind != store::NetworkChatKind::Person || known->isOnline == online)
        return;
    known->isOnline = online;
    known->isAway = known->isAway && online;
    touch(*known);
}

void Networks::Impl::onPersonAway(NetworkLine &line, const session::PersonAway &person)
{
    Conversation *known = conversation(line, person.nick);
    if (!known || known->row.kind != store::NetworkChatKind::Person)
        return;
    known->isOnline = true;
    known->isAway = person.away;
    known->awayText = person.text;
    touch(*known);
}

void Networks::Impl::onPersonDescribed(NetworkLine &line, const session::PersonDescribed &person)
{
    seeAccount(line, person.nick, person.account);
    Conversation *asker = conversation(line.asker);
    note(asker ? *asker : page(line), MessageKind::Info, {}, personText(person));
}

void Networks::Impl::onFailed(NetworkLine &line, const session::Failed &failed)
{
    Conversation *known = failed.target.isEmpty() ? nullptr : conversation(line, failed.target);
    if (failed.command == "CHATHISTORY") {
        if (known && onHistoryFailed(line, *known))
            return;
    }
    if (!failed.ownId.isEmpty()) {
        ChatId chat;
        const ChatId saidIn = line.underWay.take(failed.ownId);
        const ChatId to = saidIn.isEmpty() ? line.signsUnderWay.value(failed.ownId) : saidIn;
        if (!to.isEmpty() && !isNetworkChat(to)) {
            line.signsUnderWay.remove(failed.ownId);
            Q_EMIT q.buddyRefused(line.row.id, to);
            return;
        }
        if (Conversation *talk = conversation(saidIn)) {
            talk->outbox.onDelivered(failed.ownId);
            leftOutbox(*talk, failed.ownId, store::MessageState::Failed);
            known = talk;
        } else if (onSignFailed(line, failed.ownId, &chat)) {
            known = conversation(chat);
        }
    }
    const QString text = failureText(failed);
    const bool isNumeric = failed.code.size() == 3; // else it is our own trouble
    if (failed.command == "JOIN" && known && !known->inRoom && isNumeric) {
        known->row.joined = false; // not again by ourselves
        known->detail = text;
        save(*known);
        touch(*known);
    }
    complain(known ? known->row.chat : line.serverChat(), text);
}

void Networks::Impl::onMask(NetworkLine &line, const session::MaskListed &mask)
{
    constexpr qsizetype MaxMasks = 10'000;
    const Conversation *room = conversation(line, mask.room);
    if (room && line.masks[room->row.chat].size() < MaxMasks)
        line.masks[room->row.chat].append({QString::fromUtf8(mask.mask), QString::fromUtf8(mask.by), mask.time});
}

void Networks::Impl::onMasksListed(NetworkLine &line, const session::MasksListed &listed)
{
    if (const Conversation *room = conversation(line, listed.room))
        Q_EMIT q.masksListed(room->row.chat, QLatin1Char(listed.mode), line.masks.take(room->row.chat));
}

void Networks::Impl::onInvited(NetworkLine &line, const session::Invited &invited)
{
    const QString room = QString::fromUtf8(invited.room);
    const QString by = QString::fromUtf8(invited.by);
    if (line.folded(invited.who) != line.folded(line.nick)) {
        if (Conversation *known = conversation(line, invited.room))
            note(*known, MessageKind::Info, {}, tr("%1 has invited %2.").arg(by, QString::fromUtf8(invited.who)));
        return;
    }
    note(page(line), MessageKind::Invited, by, room);
    Q_EMIT q.invited(line.row.id, room, by);
}

} // namespace plausch::chat
