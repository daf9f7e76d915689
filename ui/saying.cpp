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

/// Two slashes say one.
QString plain(const QString &text)
{
    return text.startsWith(QStringLiteral("//")) ? text.mid(1) : text;
}

} // namespace

Saying::Saying(chat::Switchboard &switchboard, ChatPage &page) : m_switchboard(switchboard), m_page(page)
{
    connect(page.composer(), &Composer::sent, this, &Saying::onSent);
    connect(page.composer(), &Composer::edited, this, &Saying::onEdited);
    connect(page.composer(), &Composer::quoteDropped, this, &Saying::dropAnswer);
    connect(page.question(), &InfoBar::chosen, this, [this](int id) { onChoice(QuestionChoice(id)); });
    connect(page.question(), &InfoBar::escaped, this, &Saying::keepWriting);
    m_pause.setSingleShot(true);
    m_pause.setInterval(PauseMsecs);
    connect(&m_pause, &QTimer::timeout, this,
            [this] { m_switchboard.setTyping(m_chat, session::TypingState::Paused); });
}

void Saying::open(const store::ChatId &chat)
{
    m_chat = chat;
}

void Saying::close()
{
    if (m_pause.isActive())
        m_switchboard.setTyping(m_chat, session::TypingState::Paused);
    m_pause.stop();
    dropAnswer();
    m_page.question()->clear();
    m_chat.clear();
}

void Saying::answer(const store::MessageRow &message, const QString &name)
{
    m_answered = message;
    m_page.composer()->setQuote(name, message.text);
    m_page.focusComposer();
}

void Saying::dropAnswer()
{
    m_answered.reset();
    m_page.composer()->clearQuote();
}

bool Saying::stepBack()
{
    if (!m_page.question()->isHidden())
        m_page.question()->clear();
    else if (m_answered)
        dropAnswer();
    else
        return false;
    return true;
}

/// Where the text stands, a question about it makes no sense any more once it is another one.
void Saying::onEdited()
{
    m_page.question()->clear();
    const QString text = m_page.composer()->text();
    const bool writes = !text.trimmed().isEmpty() && !(isOnServer() && isCommand(text));
    if (writes)
        m_pause.start();
    else
        m_pause.stop();
    m_switchboard.setTyping(m_chat, writes ? session::TypingState::Active : session::TypingState::Done);
}

void Saying::onSent(const QString &text)
{
    const bool command = isOnServer() && isCommand(text);
    if (command && text.trimmed() == QLatin1String("/help")) {
        m_page.composer()->keepSent();
        m_page.question()->show(commandsBar());
        return;
    }
    const auto question =
        isOnServer() && !command ? manyLinesBar(m_switchboard.networks().shapeOf(m_chat, text)) : std::nullopt;
    if (question) {
        m_page.composer()->keepSent();
        m_page.question()->show(*question);
        m_page.question()->focusChoice();
        return;
    }
    const bool answers = m_answered.has_value() && !command;
    if (!isOnServer() || answers) {
        say(text);
    } else if (const QString wrong = m_switchboard.networks().enter(m_chat, text); !wrong.isEmpty()) {
        return m_page.composer()->refuseSent(wrong);
    } else if (command) {
        followJoin(text);
    }
    finish();
}

void Saying::followJoin(const QString &text)
{
    const QStringList words = text.simplified().split(u' ');
    const chat::ChatInfo *here = m_switchboard.chat(m_chat);
    if (!here || words.size() < 2 || words.first().compare(QLatin1String("/join"), Qt::CaseInsensitive) != 0)
        return;
    for (const chat::ChatInfo &other : m_switchboard.chats()) {
        const QStringView name(other.name);
        const bool meant = name.compare(words.at(1), Qt::CaseInsensitive) == 0
            || name.sliced(qMin(name.size(), 1)).compare(words.at(1), Qt::CaseInsensitive) == 0;
        if (other.kind == chat::ChatKind::Room && other.network == here->network && meant)
            return Q_EMIT roomEntered(store::ChatId(other.id));
    }
}

void Saying::say(const QString &text)
{
    const QString words = isOnServer() ? plain(text) : text;
    if (m_answered)
        m_switchboard.reply(m_chat, *m_answered, words);
    else
        m_switchboard.say(m_chat, words);
    dropAnswer();
}

void Saying::finish()
{
    m_pause.stop();
    Q_EMIT said();
}

void Saying::onChoice(QuestionChoice choice)
{
    const QString text = m_page.composer()->text();
    switch (choice) {
    case QuestionChoice::AsOne:
        say(text);
        break;
    case QuestionChoice::AsLines: // the first one is the answer, if it is one
        for (const QString &line : plain(text).split(u'\n', Qt::SkipEmptyParts)) {
            if (!line.trimmed().isEmpty())
                say(line.startsWith(u'/') ? u'/' + line : line);
        }
        break;
    case QuestionChoice::KeepWriting:
        return keepWriting();
    case QuestionChoice::Withdraw:
    case QuestionChoice::Keep:
        return;
    }
    m_page.composer()->clear();
    keepWriting();
    finish();
}

void Saying::keepWriting()
{
    m_page.question()->clear();
    m_page.focusComposer();
}

} // namespace plausch::ui
