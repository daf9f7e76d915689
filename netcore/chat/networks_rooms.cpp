// Who is in which room of a chat server.
#include "chat/networks_p.h"
#include "session/networkfeatures.h"

#include <algorithm>

namespace plausch::chat {

using session::LeftHow;
using store::MessageKind;

namespace {

Member memberOf(const session::Member &member)
{
    return {QString::fromUtf8(member.nick), QString::fromLatin1(member.ranks), QString::fromUtf8(member.account),
            member.away};
}

} // namespace

void Networks::Impl::onRoomEntered(NetworkLine &line, const session::RoomEntered &entered)
{
    if (!conversation(line, entered.room) && count(line, store::NetworkChatKind::Room) >= MaxRooms)
        return;
    Conversation &room = ensure(line, store::NetworkChatKind::Room, entered.room);
    const bool isNews = !std::exchange(room.row.joined, true) || std::exchange(room.asked, false);
    room.row.name = QString::fromUtf8(entered.room); // written as the server writes it
    room.inRoom = true;
    room.enteredAt = entered.time;
    room.detail.clear();
    room.topic.clear();
    room.modes.clear();
    save(room);
    if (isNews)
        note(room, MessageKind::Entered, QString::fromUtf8(line.nick), {});
    readMissed(line, room);
    touch(room);
}

/// Out of the room, for whatever reason.
void Networks::Impl::leaveRoom(Conversation &room)
{
    releaseHeld(room);
    room.inRoom = false;
    room.outbox.onLinkGone();
    room.signs.onLinkGone();
    typing.forget(room.row.chat);
    if (room.members.isEmpty())
        return;
    room.members.clear();
    Q_EMIT q.membersReset(room.row.chat);
}

void Networks::Impl::onRoomLeft(NetworkLine &line, const session::RoomLeft &left)
{
    Conversation *room = conversation(line, left.room);
    if (!room)
        return;
    leaveRoom(*room);
    room->row.joined = false;
    save(*room);
    const QString own = QString::fromUtf8(line.nick);
    const QString by = QString::fromUtf8(left.by);
    if (left.how == LeftHow::Kick) {
        room->detail = left.text.isEmpty() ? tr("%1 has thrown you out.").arg(by)
                                           : tr("%1 has thrown you out: %2").arg(by, left.text);
        note(*room, MessageKind::Kicked, by, left.text.isEmpty() ? own : own + u' ' + left.text);
    } else {
        note(*room, MessageKind::Parted, own, left.text);
    }
    touch(*room);
}

/// https://ircv3.net/specs/extensions/channel-rename: the conversation goes on under its new name.
void Networks::Impl::onRoomRenamed(NetworkLine &line, const session::RoomRenamed &renamed)
{
    Conversation *room = conversation(line, renamed.from);
    if (!room)
        return;
    line.chats.remove(line.folded(renamed.from));
    line.chats.insert(line.folded(renamed.to), room->row.chat);
    room->row.name = QString::fromUtf8(renamed.to);
    save(*room);
    note(*room, MessageKind::Info, {}, tr("The room is called %1 now.").arg(room->row.name));
    touch(*room);
}

void Networks::Impl::onMembersListed(NetworkLine &line, const session::MembersListed &listed)
{
    Conversation *room = conversation(line, listed.room);
    if (!room)
        return;
    room->members.clear();
    for (const session::Member &member : listed.members)
        room->members.insert(line.folded(member.nick), memberOf(member));
    Q_EMIT q.membersReset(room->row.chat);
    touch(*room);
    for (const session::Member &member : listed.members)
        seeAccount(line, member.nick, member.account);
}

void Networks::Impl::onMemberJoined(NetworkLine &line, const session::MemberJoined &joined)
{
    Conversation *room = conversation(line, joined.room);
    if (!room)
        return;
    const Member member = memberOf(joined.member);
    room->members.insert(line.folded(joined.member.nick), member);
    seeAccount(line, joined.member.nick, joined.member.account);
    Q_EMIT q.memberJoined(room->row.chat, member);
    if (room->members.size() <= MaxTalkative)
        note(*room, MessageKind::Joined, member.nick, {});
    touch(*room);
}

void Networks::Impl::onMemberLeft(NetworkLine &line, const session::MemberLeft &left)
{
    Conversation *room = conversation(line, left.room);
    if (!room)
        return;
    const QString nick = QString::fromUtf8(left.nick);
    room->members.remove(line.folded(left.nick));
    typing.gone(room->row.chat, nick);
    Q_EMIT q.memberLeft(room->row.chat, nick);
    if (left.how == LeftHow::Kick)
        note(*room, MessageKind::Kicked, QString::fromUtf8(left.by),
             left.text.isEmpty() ? nick : nick + u' ' + left.text);
    else if (room->members.size() <= MaxTalkative)
        note(*room, left.how == LeftHow::Quit ? MessageKind::Quit : MessageKind::Parted, nick, left.text);
    touch(*room);
}

void Networks::Impl::onMemberChanged(NetworkLine &line, const session::MemberChanged &changedMember)
{
    Conversation *room = conversation(line, changedMember.room);
    if (!room)
        return;
    const Member member = memberOf(changedMember.member);
    room->members.insert(line.folded(changedMember.member.nick), member);
    seeAccount(line, changedMember.member.nick, changedMember.member.account);
    Q_EMIT q.memberChanged(room->row.chat, member.nick, member);
    touch(*room);
}

void Networks::Impl::onNickChanged(NetworkLine &line, const session::NickChanged &changedNick)
{
    const QString from = QString::fromUtf8(changedNick.from);
    const QString to = QString::fromUtf8(changedNick.to);
    for (const QByteArray &name : changedNick.rooms) {
        Conversation *room = conversation(line, name);
        if (!room)
            continue;
        Member member = room->members.take(line.folded(changedNick.from));
        member.nick = to;
        room->members.insert(line.folded(changedNick.to), member);
        Q_EMIT q.memberChanged(room->row.chat, from, member);
        if (room->members.size() <= MaxTalkative)
            note(*room, MessageKind::Renamed, from, to);
        touch(*room);
    }
    Conversation *person = conversation(line, changedNick.from);
    if (person && person->row.kind == store::NetworkChatKind::Person) {
        note(*person, MessageKind::Renamed, from, to);
        follow(line, *person, changedNick.to);
    }
    Q_EMIT q.nickChanged(line.row.id, changedNick.from, changedNick.to);
}

/// The conversation goes on under the new name, and whoever takes the old one is another person. Where there is a
/// conversation under the new name already, both stay what they are.
void Networks::Impl::follow(NetworkLine &line, Conversation &person, const QByteArray &nick)
{
    const Conversation *there = conversation(line, nick);
    if (there && there != &person)
        return;
    const QByteArray before = person.row.name.toUtf8();
    line.chats.remove(line.folded(before));
    line.chats.insert(line.folded(nick), person.row.chat);
    person.row.name = QString::fromUtf8(nick);
    save(person);
    typing.forget(person.row.chat);
    if (line.folded(before) != line.folded(nick)) {
        stopWatching(line, before);
        perform(line, session::Watch{{nick}});
    }
    touch(person);
}

/// He is signed in as somebody we talked with under another name, who is not there any more.
Conversation *Networks::Impl::followed(NetworkLine &line, const QByteArray &nick, const QByteArray &account)
{
    if (account.isEmpty())
        return nullptr;
    const QString wanted = QString::fromUtf8(account);
    const auto found = std::find_if(conversations.begin(), conversations.end(), [&](const auto &entry) {
        const Conversation &one = *entry.second;
        return one.row.network == line.row.id && one.row.kind == store::NetworkChatKind::Person
            && one.row.account == wanted && !one.isOnline;
    });
    if (found == conversations.end())
        return nullptr;
    Conversation &person = *found->second;
    note(person, MessageKind::Renamed, person.row.name, QString::fromUtf8(nick));
    follow(line, person, nick);
    return &person;
}

void Networks::Impl::learnAccount(Conversation &person, const QByteArray &account)
{
    const QString name = QString::fromUtf8(account);
    if (person.row.kind != store::NetworkChatKind::Person || name.isEmpty() || person.row.account == name)
        return;
    person.row.account = name;
    save(person);
    touch(person);
}

void Networks::Impl::onTopic(NetworkLine &line, const session::TopicChanged &topic)
{
    Conversation *room = conversation(line, topic.room);
    if (!room)
        return;
    room->topic = topic.text;
    if (topic.isNews)
        note(*room, MessageKind::Topic, QString::fromUtf8(topic.by), topic.text, topic.time);
    touch(*room);
}

/// The rules of a room without its lists and ranks. RPL_CHANNELMODEIS tells them all.
void Networks::Impl::learnModes(const NetworkLine &line, Conversation &room, const session::ModesChanged &modes)
{
    if (modes.by.isEmpty())
        room.modes.clear();
    for (const session::ModeStep &step : session::modeSteps(line.features, modes.modes, modes.arguments)) {
        if (line.features.rankModes.contains(step.letter) || line.features.listModes.contains(step.letter))
            continue;
        if (step.on)
            room.modes.insert(QLatin1Char(step.letter), QString::fromUtf8(step.argument));
        else
            room.modes.remove(QLatin1Char(step.letter));
    }
    touch(room);
}

void Networks::Impl::onModes(NetworkLine &line, const session::ModesChanged &modes)
{
    Conversation *room = conversation(line, modes.room);
    if (!room)
        return;
    learnModes(line, *room, modes);
    if (modes.by.isEmpty())
        return;
    QString text = QString::fromUtf8(modes.modes);
    for (const QByteArray &argument : modes.arguments)
        text += u' ' + QString::fromUtf8(argument);
    note(*room, MessageKind::Modes, QString::fromUtf8(modes.by), text);
}

} // namespace plausch::chat
