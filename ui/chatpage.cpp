#include "chatpage.h"

#include "ui/chatheader.h"
#include "ui/findbar.h"
#include "ui/infobar.h"
#include "ui/memberpane.h"
#include "ui/models/networktext.h"
#include "ui/models/presencetext.h"
#include "ui/models/routetext.h"
#include "ui/theme.h"
#include "ui/typingline.h"
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
    , m_question(new InfoBar(this))
    , m_typing(new TypingLine(this))
    , m_composer(new Composer(this))
    , m_talk(new QWidget(this))
    , m_members(new MemberPane(this))
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
    auto *talk = new QVBoxLayout(m_talk);
    talk->setContentsMargins(0, 0, 0, 0);
    talk->setSpacing(0);
    talk->addWidget(m_find);
    talk->addWidget(m_messages, 1);
    talk->addWidget(m_bar);
    talk->addWidget(m_question);
    talk->addWidget(m_typing);
    talk->addWidget(m_composer);
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_talk, 1);
    row->addWidget(m_members);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addLayout(row, 1);
    m_members->hide();

    m_clock.setSingleShot(true);
    connect(&m_clock, &QTimer::timeout, this, &ChatPage::refresh);
    connect(m_bar, &InfoBar::chosen, this, [this](int id) { Q_EMIT choiceMade(ChatChoice(id)); });
    connect(m_composer->edit(), &ComposerEdit::scrollWanted, this, &ChatPage::scroll);
    connect(m_bar, &InfoBar::closed, this, [this] { m_routeNotice.clear(); });
    connect(m_header, &ChatHeader::routeChosen, this, &ChatPage::routeChosen);
    connect(m_header, &ChatHeader::addWanted, this, &ChatPage::addWanted);
    connect(m_header, &ChatHeader::backWanted, this, &ChatPage::backWanted);
    connect(m_header, &ChatHeader::contactWanted, this, &ChatPage::contactWanted);
    connect(m_header, &ChatHeader::searchWanted, this, &ChatPage::searchWanted);
    connect(m_header, &ChatHeader::membersWanted, this, &ChatPage::toggleMembers);
    connect(m_members, &MemberPane::closeWanted, this, [this] {
        if (!isWide())
            toggleMembers(false);
        focusComposer();
    });
}

void ChatPage::show(const chat::ChatInfo &chat)
{
    if (chat.name != m_chat.name)
        m_composer->setName(chat.name);
    m_composer->setCommandsOnly(chat.kind == chat::ChatKind::Server);
    if (chat.id != m_chat.id)
        m_membersInFront = false;
    noteRoute(chat);
    m_chat = chat;
    placeMembers();
    refresh();
}

/// Said once, and gone when the direct link is back or the user has seen enough of it.
void ChatPage::noteRoute(const chat::ChatInfo &now)
{
    if (const auto notice = routeNotice(m_chat, now))
        m_routeNotice = *notice;
    else if (now.id != m_chat.id || !goesOverServer(now))
        m_routeNotice.clear();
}

void ChatPage::setNetwork(const chat::NetworkInfo &network)
{
    m_network = network;
    if (m_chat.network == network.row.id)
        refresh();
}

void ChatPage::setMembersWanted(bool wanted)
{
    if (std::exchange(m_membersWanted, wanted) != wanted)
        Q_EMIT membersWantedChanged(wanted);
    placeMembers();
}

void ChatPage::toggleMembers(bool shown)
{
    if (isWide())
        return setMembersWanted(shown);
    m_membersInFront = shown;
    placeMembers();
}

/// Beside the messages, or in their place where both would be too narrow.
void ChatPage::placeMembers()
{
    const bool room = m_chat.kind == chat::ChatKind::Room && m_chat.joined;
    const bool shown = room && (isWide() ? m_membersWanted : m_membersInFront);
    m_members->setVisible(shown);
    m_talk->setVisible(!shown || isWide());
    const int beside = qBound(150, fontMetrics().averageCharWidth() * 28, qMax(150, width() / 3));
    m_members->setMinimumWidth(isWide() ? beside : 0);
    m_members->setMaximumWidth(isWide() ? beside : QWIDGETSIZE_MAX);
    m_header->setMembersShown(shown);
}

void ChatPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeMembers();
}

void ChatPage::setVerificationWords(const QStringList &words)
{
    m_words = words;
    refreshEmptyText();
}

void ChatPage::setTyping(const QStringList &names)
{
    m_typing->setNames(names);
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
    m_header->show(m_chat, secondLine(now));
    const QPointer<QWidget> focused = m_bar->focusWidget();
    const bool barHeldFocus = focused && focused->hasFocus();
    const bool known = !m_chat.network.isEmpty() && m_network.row.id == m_chat.network;
    if (const auto content = known ? networkBar(m_chat, m_network, now) : chatBar(m_chat, now))
        m_bar->show(*content);
    else if (!m_routeNotice.isEmpty())
        m_bar->show({BarContent::Tone::Info, m_routeNotice, {}, {}, true});
    else
        m_bar->clear();
    if (barHeldFocus && !(focused && focused->hasFocus()))
        focusComposer(); // the button is gone with what it was for
    const bool blocked = m_chat.presence == chat::Presence::Blocked;
    m_composer->setWritable(!blocked, tr("Unblock %1 to write.").arg(m_chat.name));
    m_clock.stop();
    if (const auto next = known ? msecsToNextNetworkText(m_network, now) : msecsToNextPresenceText(m_chat, now))
        m_clock.start(*next);
    refreshEmptyText();
}

QString ChatPage::secondLine(qint64 now) const
{
    switch (m_chat.kind) {
    case chat::ChatKind::Converter: // a service has no route worth a word
        return presenceWord(m_chat);
    case chat::ChatKind::Server:
        return networkStateText(m_network, now);
    case chat::ChatKind::Room:
        if (!m_chat.joined && m_network.state != chat::NetworkState::Online)
            return networkStateText(m_network, now);
        return m_chat.joined && !m_chat.topic.isEmpty() ? m_chat.topic.simplified() : presenceWord(m_chat);
    case chat::ChatKind::Person:
        return tr("%1, on %2", "presence, chat server").arg(presenceWord(m_chat), m_chat.networkName);
    default:
        return presenceText(m_chat, now);
    }
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
        m_emptyText->setText(tr("What %1 itself has to say appears here.").arg(m_chat.name));
        break;
    case chat::ChatKind::Room:
        m_emptyText->setText(m_chat.joined && m_chat.members <= 1
                                 ? tr("You are the first in %1.").arg(m_chat.name)
                                 : tr("Nothing was said in %1 yet, as far as is known here.").arg(m_chat.name));
        break;
    case chat::ChatKind::Person:
        m_emptyText->setText(
            tr("With %1, by way of %2. The server can read along.").arg(m_chat.name, m_chat.networkName));
        break;
    case chat::ChatKind::Request:
        if (!m_chat.direct && m_chat.routes.size() > 1) {
            m_emptyText->setText(tr("Nothing was said yet."));
            break;
        }
        [[fallthrough]];
    case chat::ChatKind::Buddy:
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
