#include "chatpage.h"

#include "ui/chatheader.h"
#include "ui/findbar.h"
#include "ui/infobar.h"
#include "ui/models/presencetext.h"
#include "ui/theme.h"
#include "ui/view/messageview.h"

#include <QDateTime>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPointer>
#include <QScrollBar>
#include <QVBoxLayout>

namespace plausch::ui {

ChatPage::ChatPage(QWidget *parent)
    : QWidget(parent)
    , m_header(new ChatHeader(this))
    , m_find(new FindBar(this))
    , m_messages(new QWidget(this))
    , m_view(new MessageView(m_messages))
    , m_emptyText(new QLabel(m_messages))
    , m_bar(new InfoBar(this))
    , m_composer(new Composer(this))
{
    m_emptyText->setWordWrap(true);
    m_emptyText->setAlignment(Qt::AlignCenter);
    m_emptyText->setTextFormat(Qt::PlainText);
    m_emptyText->setMargin(40);
    m_emptyText->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_emptyText->hide();
    m_view->setFrameShape(QFrame::NoFrame);

    auto *layers = new QGridLayout(m_messages);
    layers->setContentsMargins(0, 0, 0, 0);
    layers->addWidget(m_view, 0, 0);
    layers->addWidget(m_emptyText, 0, 0);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_find);
    column->addWidget(m_messages, 1);
    column->addWidget(m_bar);
    column->addWidget(m_composer);

    m_clock.setSingleShot(true);
    connect(&m_clock, &QTimer::timeout, this, &ChatPage::refresh);
    connect(m_bar, &InfoBar::chosen, this, [this](int id) { Q_EMIT choiceMade(ChatChoice(id)); });
    connect(m_composer->edit(), &ComposerEdit::scrollWanted, this, &ChatPage::scroll);
    connect(m_header, &ChatHeader::backWanted, this, &ChatPage::backWanted);
    connect(m_header, &ChatHeader::contactWanted, this, &ChatPage::contactWanted);
    connect(m_header, &ChatHeader::searchWanted, this, &ChatPage::searchWanted);
}

void ChatPage::show(const chat::ChatInfo &chat)
{
    if (chat.name != m_chat.name)
        m_composer->setName(chat.name);
    m_chat = chat;
    refresh();
}

void ChatPage::setVerificationWords(const QStringList &words)
{
    m_words = words;
    refreshEmptyText();
}

void ChatPage::setEmpty(bool empty)
{
    m_emptyText->setVisible(empty);
    refreshEmptyText();
}

void ChatPage::focusComposer()
{
    m_composer->setFocus(Qt::OtherFocusReason);
}

void ChatPage::scroll(ComposerEdit::Scroll where)
{
    switch (where) {
    case ComposerEdit::Scroll::PageUp:
        return m_view->verticalScrollBar()->triggerAction(QAbstractSlider::SliderPageStepSub);
    case ComposerEdit::Scroll::PageDown:
        return m_view->verticalScrollBar()->triggerAction(QAbstractSlider::SliderPageStepAdd);
    case ComposerEdit::Scroll::Oldest:
        return m_view->jumpToOldest();
    case ComposerEdit::Scroll::Newest:
        return m_view->jumpToNewest();
    }
}

void ChatPage::refresh()
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const bool person = m_chat.kind != chat::ChatKind::Converter; // a service has no route worth a word
    m_header->show(m_chat, person ? presenceText(m_chat, now) : presenceWord(m_chat));
    const QPointer<QWidget> focused = m_bar->focusWidget();
    const bool barHeldFocus = focused && focused->hasFocus();
    if (const std::optional<BarContent> content = chatBar(m_chat, now))
        m_bar->show(*content);
    else
        m_bar->clear();
    if (barHeldFocus && !(focused && focused->hasFocus()))
        focusComposer(); // the button is gone with what it was for
    const bool blocked = m_chat.presence == chat::Presence::Blocked;
    m_composer->setWritable(!blocked, tr("Unblock %1 to write.").arg(m_chat.name));
    m_clock.stop();
    if (const std::optional<int> next = msecsToNextPresenceText(m_chat, now))
        m_clock.start(*next);
    refreshEmptyText();
}

void ChatPage::refreshEmptyText()
{
    if (m_emptyText->isHidden())
        return;
    switch (m_chat.kind) {
    case chat::ChatKind::Converter:
        m_emptyText->setText(tr("This is a converter. Write something, and it comes back converted."));
        break;
    case chat::ChatKind::Visitor:
        m_emptyText->setText(tr("Direct, but not encrypted, with %1.").arg(m_chat.name));
        break;
    case chat::ChatKind::Nearby:
        m_emptyText->setText(tr("%1 is on this network. Your first message makes you buddies.").arg(m_chat.name));
        break;
    case chat::ChatKind::Server:
    case chat::ChatKind::Room:
    case chat::ChatKind::Person:
        m_emptyText->setText({});
        break;
    case chat::ChatKind::Buddy:
    case chat::ChatKind::Request:
        m_emptyText->setText(
            m_words.isEmpty()
                ? tr("Direct and encrypted with %1. Messages wait here if %1 is offline.").arg(m_chat.name)
                : tr("Direct and encrypted with %1. Messages wait here if %1 is offline.\n\nThe same "
                     "words on both sides prove it: %2")
                      .arg(m_chat.name, m_words.join(QLatin1Char(' '))));
        break;
    }
    QPalette muted = palette();
    muted.setColor(QPalette::WindowText, Theme::of(palette()).muted);
    m_emptyText->setPalette(muted);
}

void ChatPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange && !m_chat.id.isEmpty())
        refresh();
    else if (event->type() == QEvent::PaletteChange)
        refreshEmptyText();
}

} // namespace plausch::ui
