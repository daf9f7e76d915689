#include "ui/answering.h"

#include "chat/networks.h"
#include "ui/chatpage.h"
#include "ui/emojipicker.h"
#include "ui/infobar.h"
#include "ui/models/chatmodel.h"
#include "ui/reactionchoice.h"
#include "ui/saying.h"
#include "ui/view/messageview.h"

#include <algorithm>

namespace plausch::ui {
namespace {

bool hasLeft(const store::MessageRow &message)
{
    return message.state != store::MessageState::Queued;
}

bool isMine(const QList<store::ReactionSum> &reactions, const QString &reaction)
{
    return std::any_of(reactions.cbegin(), reactions.cend(),
                       [&](const store::ReactionSum &sum) { return sum.reaction == reaction && sum.mine; });
}

} // namespace

Answering::Answering(chat::Switchboard &switchboard, ChatPage &page, const ChatModel &messages, Saying &saying)
    : m_switchboard(switchboard), m_page(page), m_messages(messages), m_saying(saying)
{
    MessageView *view = page.view();
    connect(view, &MessageView::replyRequested, this, &Answering::answer);
    connect(view, &MessageView::reactRequested, this, &Answering::choose);
    connect(view, &MessageView::reactionToggled, this, &Answering::toggle);
    connect(view, &MessageView::withdrawRequested, this, &Answering::withdraw);
    connect(page.question(), &InfoBar::chosen, this, [this](int id) { onChoice(QuestionChoice(id)); });
}

void Answering::open(const chat::ChatInfo &chat)
{
    m_chat = chat.id;
    m_page.view()->setCanWithdraw(
        [this](const store::MessageRow &row) { return m_switchboard.canWithdraw(m_chat, row); });
    m_page.view()->setRouteText([this](const store::MessageRow &row) {
        const chat::NetworkInfo *network = row.via.isEmpty() ? nullptr : m_switchboard.networks().network(row.via);
        return network ? tr("via %1", "chat server that carried the message").arg(network->title) : QString();
    });
    refresh(chat);
}

void Answering::refresh(const chat::ChatInfo &chat)
{
    m_page.view()->setAnswers(chat.replies, chat.reacts);
}

void Answering::close()
{
    m_chat.clear();
    m_about = {};
}

void Answering::answer(int row)
{
    m_saying.answer(m_messages.at(row), m_messages.nameAt(row));
}

void Answering::choose(int row, const QPoint &corner)
{
    if (!m_choice) {
        m_choice = new ReactionChoice(&m_page);
        connect(m_choice, &ReactionChoice::chosen, this, &Answering::react);
        connect(m_choice, &ReactionChoice::moreWanted, this, &Answering::chooseOfAll);
    }
    m_about = m_messages.at(row);
    m_choice->open(corner, m_about.reactions);
}

void Answering::chooseOfAll(const QPoint &corner, const QString &letters)
{
    if (!m_picker) {
        m_picker = new EmojiPicker(&m_page);
        connect(m_picker, &EmojiPicker::chosen, this,
                [this](const QString &emoji) { react(emoji, !isMine(m_about.reactions, emoji)); });
    }
    m_picker->open(corner, letters);
}

void Answering::react(const QString &reaction, bool on)
{
    complain(m_switchboard.react(m_chat, m_about, reaction, on));
}

void Answering::toggle(int row, int reaction)
{
    m_about = m_messages.at(row);
    const store::ReactionSum sum = m_about.reactions.value(reaction);
    if (!sum.reaction.isEmpty())
        react(sum.reaction, !sum.mine);
}

/// What waits here goes at once; what has left is asked about, because the others see that it was taken back.
void Answering::withdraw(int row)
{
    m_about = m_messages.at(row);
    if (!hasLeft(m_about))
        return complain(m_switchboard.withdraw(m_chat, m_about));
    m_page.question()->show(withdrawBar());
    m_page.question()->focusChoice();
}

void Answering::onChoice(QuestionChoice choice)
{
    if (choice != QuestionChoice::Withdraw && choice != QuestionChoice::Keep)
        return;
    m_page.question()->clear();
    m_page.view()->setFocus(Qt::TabFocusReason);
    if (choice == QuestionChoice::Withdraw)
        complain(m_switchboard.withdraw(m_chat, m_about));
}

void Answering::complain(const QString &why)
{
    if (!why.isEmpty())
        m_page.question()->show(refusalBar(why));
}

} // namespace plausch::ui
