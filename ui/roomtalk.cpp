#include "roomtalk.h"

#include "ui/chatpage.h"
#include "ui/composer.h"
#include "ui/infobar.h"
#include "ui/models/chatmodel.h"
#include "ui/questions.h"

namespace plausch::ui {

using chat::Networks;

RoomTalk::RoomTalk(chat::Switchboard &switchboard, ChatPage &page, const ChatModel &messages)
    : m_switchboard(switchboard), m_networks(switchboard.networks()), m_page(page), m_messages(messages)
{
    connect(&m_networks, &Networks::networkChanged, this, &RoomTalk::onNetwork);
    connect(&m_networks, &Networks::membersReset, this, [this](const store::ChatId &room) {
        if (room == m_chat)
            readMembers();
    });
    connect(&m_networks, &Networks::memberJoined, this, [this](const store::ChatId &room, const chat::Member &member) {
        if (room == m_chat)
            m_page.members()->model().put(member);
    });
    connect(&m_networks, &Networks::memberLeft, this, [this](const store::ChatId &room, const QString &nick) {
        if (room == m_chat)
            m_page.members()->model().remove(nick);
    });
    connect(&m_networks, &Networks::memberChanged, this,
            [this](const store::ChatId &room, const QString &nick, const chat::Member &member) {
                if (room != m_chat)
                    return;
                if (nick != member.nick)
                    m_page.members()->model().remove(nick);
                m_page.members()->model().put(member);
            });
    connect(m_page.members(), &MemberPane::actionWanted, this, &RoomTalk::onAction);
}

void RoomTalk::open(const chat::ChatInfo &chat)
{
    close();
    if (chat.network.isEmpty())
        return;
    m_chat = chat.id;
    m_network = chat.network;
    onNetwork(m_network);
    refresh(chat);
    readMembers();
    m_page.composer()->setWords([this] { return words(); });
}

void RoomTalk::close()
{
    if (!isOpen())
        return;
    m_chat.clear();
    m_network.clear();
    m_page.members()->model().setMembers({});
    m_page.composer()->setWords({});
}

void RoomTalk::refresh(const chat::ChatInfo &chat)
{
    m_page.members()->setOwnNick(chat.ownNick);
}

void RoomTalk::onNetwork(const QString &id)
{
    const chat::NetworkInfo *network = id == m_network ? m_networks.network(id) : nullptr;
    if (network)
        m_page.setNetwork(*network);
}

void RoomTalk::readMembers()
{
    m_page.members()->model().setMembers(m_networks.members(m_chat));
}

void RoomTalk::onAction(MemberAction action, const QString &nick)
{
    switch (action) {
    case MemberAction::Message:
        Q_EMIT chatWanted(m_networks.openPerson(m_network, nick));
        return;
    case MemberAction::AddBuddy: {
        const store::ChatId person = m_networks.openPerson(m_network, nick);
        Q_EMIT chatWanted(person);
        return addAsBuddy(person);
    }
    case MemberAction::Mention:
        m_page.composer()->edit()->insertPlainText(nick + QStringLiteral(": "));
        m_page.focusComposer();
        return;
    case MemberAction::Whois:
        return m_networks.askPerson(m_chat, nick);
    case MemberAction::Op:
        return m_networks.setModes(m_chat, QStringLiteral("+o"), {nick});
    case MemberAction::Deop:
        return m_networks.setModes(m_chat, QStringLiteral("-o"), {nick});
    case MemberAction::Voice:
        return m_networks.setModes(m_chat, QStringLiteral("+v"), {nick});
    case MemberAction::Devoice:
        return m_networks.setModes(m_chat, QStringLiteral("-v"), {nick});
    case MemberAction::Kick:
    case MemberAction::Ban:
        Q_EMIT kickWanted(m_chat, nick, action == MemberAction::Ban);
        return;
    }
}

void RoomTalk::addAsBuddy(const store::ChatId &person)
{
    const QString why = m_switchboard.addFromServer(person);
    if (!why.isEmpty())
        m_page.question()->show(refusalBar(why));
}

/// Who spoke last comes first, then everybody else by name.
CompletionWords RoomTalk::words() const
{
    CompletionWords words;
    const chat::ChatInfo &chat = m_page.chat();
    const MemberListModel &members = m_page.members()->model();
    for (int row = m_messages.rowCount() - 1; row >= 0 && row >= m_messages.rowCount() - RecentRows; --row) {
        const QString &nick = m_messages.at(row).speaker;
        const bool there = chat.kind != chat::ChatKind::Room || members.member(nick);
        if (!nick.isEmpty() && nick != chat.ownNick && there && !words.nicks.contains(nick))
            words.nicks.append(nick);
    }
    for (const chat::Member &member : m_networks.members(m_chat)) {
        if (member.nick != chat.ownNick && !words.nicks.contains(member.nick))
            words.nicks.append(member.nick);
    }
    for (const chat::ChatInfo &other : m_switchboard.chats()) {
        if (other.network == m_network && other.kind == chat::ChatKind::Room)
            words.rooms.append(other.name);
    }
    for (const chat::CommandHelp &command : Networks::commands())
        words.commands.append(command.name);
    return words;
}

} // namespace plausch::ui
