#include "ui/saying.h"

#include "ui/chatpage.h"
#include "ui/composer.h"
#include "ui/infobar.h"

namespace plausch::ui {
namespace {

bool isCommand(const QString &text)
{
    return text.startsWith(u'/') && !text.startsWith(QStringLiteral("//"));
}

} // namespace

Saying::Saying(chat::Switchboard &switchboard, ChatPage &page) : m_switchboard(switchboard), m_page(page)
{
    connect(page.composer(), &Composer::sent, this, &Saying::onSent);
    connect(page.composer()->edit(), &QPlainTextEdit::textChanged, page.question(), &InfoBar::clear);
    connect(page.question(), &InfoBar::chosen, this, [this](int id) { onChoice(ManyLinesChoice(id)); });
    connect(page.question(), &InfoBar::escaped, this, &Saying::keepWriting);
}

void Saying::open(const store::ChatId &chat)
{
    m_chat = chat;
}

void Saying::close()
{
    m_chat.clear();
    m_page.question()->clear();
}

bool Saying::stepBack()
{
    if (m_page.question()->isHidden())
        return false;
    m_page.question()->clear();
    return true;
}

void Saying::onSent(const QString &text)
{
    if (!isOnServer()) {
        m_switchboard.say(m_chat, text);
        Q_EMIT said();
        return;
    }
    if (const auto question =
            isCommand(text) ? std::nullopt : manyLinesBar(m_switchboard.networks().shapeOf(m_chat, text))) {
        m_page.composer()->keepSent();
        m_page.question()->show(*question);
        m_page.question()->focusChoice();
        return;
    }
    const QString wrong = m_switchboard.networks().enter(m_chat, text);
    if (!wrong.isEmpty())
        return m_page.composer()->refuseSent(wrong);
    Q_EMIT said();
}

void Saying::onChoice(ManyLinesChoice choice)
{
    if (choice == ManyLinesChoice::Cancel)
        return keepWriting();
    const QString text = m_page.composer()->text();
    if (choice == ManyLinesChoice::AsOne)
        m_switchboard.networks().enter(m_chat, text);
    else
        m_switchboard.networks().sayLines(m_chat, text.startsWith(QStringLiteral("//")) ? text.mid(1) : text);
    m_page.composer()->clear();
    keepWriting();
    Q_EMIT said();
}

void Saying::keepWriting()
{
    m_page.question()->clear();
    m_page.focusComposer();
}

} // namespace plausch::ui
