#include "conversation.h"

#include "ui/chatpage.h"
#include "ui/composer.h"
#include "ui/findbar.h"
#include "ui/models/messagetext.h"
#include "ui/view/messageview.h"

namespace plausch::ui {

using chat::ChatInfo;

Conversation::Conversation(chat::Switchboard &switchboard, ChatPage &page)
    : m_switchboard(switchboard)
    , m_page(page)
    , m_view(page.view())
    , m_search(
          archiveSearch(switchboard.archive()), [&page](const store::ChatId &) { return page.chat().name; },
          [&switchboard, &page](const store::MessageRow &row) {
              if (!row.speaker.isEmpty())
                  return row.speaker;
              return row.mine ? switchboard.settings().name : page.chat().name;
          })
    , m_talk(switchboard, page, m_model)
    , m_saying(switchboard, page)
    , m_answering(switchboard, page, m_model, m_saying)
{
    m_view->setModel(&m_model);
    m_search.setScope([this] { return searchScope(m_switchboard); });
    wirePage();
    wireSwitchboard();
}

Conversation::~Conversation()
{
    if (m_view)
        m_view->setModel(nullptr);
}

void Conversation::wirePage()
{
    connect(&m_saying, &Saying::said, this, [this] { m_view->jumpToNewest(); });
    connect(&m_saying, &Saying::roomEntered, this, &Conversation::chatWanted,
            Qt::QueuedConnection); // the composer is not done with the command yet
    connect(m_page.composer(), &Composer::draftChanged, this,
            [this](const QString &text) { m_switchboard.saveDraft(m_chat, text); });
    connect(m_page.composer(), &Composer::escaped, this, &Conversation::stepBack);
    connect(&m_page, &ChatPage::routeChosen, this,
            [this](const QString &choice) { m_switchboard.setRoute(m_chat, choice); });
    connect(&m_page, &ChatPage::addWanted, this, [this] { m_talk.addAsBuddy(m_chat); });
    connect(&m_page, &ChatPage::choiceMade, this, &Conversation::onChoice);
    connect(&m_page, &ChatPage::searchWanted, this, &Conversation::find);
    connect(m_view, &MessageView::linkActivated, this, &Conversation::linkActivated);
    connect(m_view, &MessageView::tryAgainRequested, this, &Conversation::sayAgain);
    connect(m_view, &MessageView::atNewestChanged, this, &Conversation::readWhatIsSeen);
    connect(m_page.findBar(), &FindBar::found, m_view, [this](store::Cursor place) { m_view->jumpTo(place); });
    connect(m_page.findBar(), &FindBar::wordsChanged, m_view, &MessageView::setHighlight);
    connect(m_page.findBar(), &FindBar::everywhereWanted, this, &Conversation::everywhereWanted);
    connect(m_page.findBar(), &FindBar::closed, &m_page, &ChatPage::focusComposer);
    connect(&m_model, &ChatModel::loadingChanged, this, &Conversation::refreshEmpty);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &Conversation::refreshEmpty);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &Conversation::refreshEmpty);
    connect(&m_model, &ChatModel::oldestReached, this, &Conversation::askOlder);
    connect(&m_talk, &RoomTalk::chatWanted, this, &Conversation::chatWanted);
    connect(&m_talk, &RoomTalk::kickWanted, this, &Conversation::kickWanted);
}

void Conversation::wireSwitchboard()
{
    connect(&m_switchboard, &chat::Switchboard::chatChanged, this, &Conversation::onChanged);
    connect(&m_switchboard, &chat::Switchboard::messagesAdded, this,
            [this](const store::ChatId &chat, const QList<store::MessageRow> &rows) {
                if (chat != m_chat)
                    return;
                m_model.append(rows);
                readWhatIsSeen();
            });
    connect(&m_switchboard, &chat::Switchboard::messageStateChanged, this,
            [this](const store::ChatId &chat, const QByteArray &id, store::MessageState state) {
                if (chat == m_chat)
                    m_model.setState(id, state);
            });
    connect(&m_switchboard, &chat::Switchboard::messageChanged, this,
            [this](const store::ChatId &chat, const store::MessageRow &row) {
                if (chat == m_chat)
                    m_model.change(row);
            });
    connect(&m_switchboard, &chat::Switchboard::typingChanged, this,
            [this](const store::ChatId &chat, const QStringList &names) {
                if (chat == m_chat)
                    m_page.setTyping(names);
            });
    connect(&m_switchboard, &chat::Switchboard::pastAdded, this, [this](const store::ChatId &chat) {
        if (chat == m_chat)
            m_model.reread();
    });
    connect(&m_switchboard.networks(), &chat::Networks::historyShown, this,
            [this](const store::ChatId &chat, int, bool more) {
                if (chat != m_chat)
                    return;
                m_askingOlder = false;
                m_serverHasOlder = more;
            });
    connect(&m_switchboard, &chat::Switchboard::settingsChanged, this, [this] {
        m_page.composer()->setEnterSends(m_switchboard.settings().enterSends);
        if (const ChatInfo *info = m_switchboard.chat(m_chat))
            refreshSpeakers(*info);
    });
}

void Conversation::open(const store::ChatId &chat)
{
    const ChatInfo *info = m_switchboard.chat(chat);
    if (!info || chat == m_chat)
        return;
    close();
    m_chat = chat;
    m_askingOlder = false;
    m_serverHasOlder = true;
    m_talk.open(*info);
    m_saying.open(chat);
    m_answering.open(*info);
    m_page.show(*info);
    m_page.setTyping(m_switchboard.typing(chat));
    const bool hasKey = !info->fingerprint.isEmpty() && !m_talk.isOpen();
    m_page.setVerificationWords(
        hasKey ? chat::verificationWords(m_switchboard.identity().fingerprint, info->fingerprint) : QStringList());
    m_page.composer()->setEnterSends(m_switchboard.settings().enterSends);
    m_page.composer()->open(info->name, info->draft, [this] { return ownTexts(); });
    m_model.open(pagesOf(m_switchboard, chat), speakersOf(*info), info->readUpTo);
    if (const auto place = m_places.constFind(chat); place != m_places.cend())
        m_view->restore(*place);
    readWhatIsSeen();
}

void Conversation::close()
{
    m_page.composer()->flushDraft();
    m_page.findBar()->close();
    if (const std::optional<store::Cursor> place = m_view ? m_view->readingPlace() : std::nullopt)
        m_places.insert(m_chat, *place);
    else
        m_places.remove(m_chat);
    m_chat.clear();
    m_page.setTyping({});
    m_talk.close();
    m_saying.close();
    m_answering.close();
    m_model.close();
}

void Conversation::setWatched(bool watched)
{
    m_watched = watched;
    readWhatIsSeen();
}

void Conversation::jumpTo(store::Cursor place, const QString &words)
{
    m_view->setHighlight(words);
    m_view->jumpTo(place);
}

void Conversation::find()
{
    m_page.findBar()->open(&m_search, m_chat);
}

void Conversation::stepBack()
{
    if (m_saying.stepBack())
        return;
    if (m_page.findBar()->isVisible()) {
        m_page.findBar()->close();
        return;
    }
    m_view->setHighlight({});
    m_view->jumpToNewest();
    markRead();
}

void Conversation::markRead()
{
    const ChatInfo *info = m_switchboard.chat(m_chat);
    if (info && info->unread > 0)
        m_switchboard.markRead(m_chat, info->last.row);
}

void Conversation::readWhatIsSeen()
{
    if (!isOpen())
        return;
    const bool seen = m_watched && m_view->isAtNewest();
    m_model.setAttended(seen);
    if (seen)
        markRead();
}

void Conversation::onChanged(const store::ChatId &chat)
{
    const ChatInfo *info = chat == m_chat ? m_switchboard.chat(chat) : nullptr;
    if (!info)
        return;
    refreshSpeakers(*info);
    m_answering.refresh(*info);
    if (m_talk.isOpen())
        m_talk.refresh(*info);
    m_page.show(*info);
}

Speakers Conversation::speakersOf(const ChatInfo &info) const
{
    return {info.ownNick.isEmpty() ? m_switchboard.settings().name : info.ownNick, info.name};
}

void Conversation::refreshSpeakers(const ChatInfo &info)
{
    const Speakers speakers = speakersOf(info);
    if (speakers.own != m_model.speakers().own || speakers.other != m_model.speakers().other)
        m_model.setSpeakers(speakers);
}

/// The store has no more: perhaps the server has.
void Conversation::askOlder()
{
    const chat::NetworkInfo *network = m_switchboard.networks().network(m_talk.network());
    const bool online = network && network->state == chat::NetworkState::Online;
    if (!online || !network->history || m_askingOlder || !m_serverHasOlder || m_model.rowCount() == 0)
        return;
    m_askingOlder = true;
    m_switchboard.networks().askOlder(m_chat);
}

void Conversation::onNetworkChoice(ChatChoice choice)
{
    chat::Networks &networks = m_switchboard.networks();
    switch (choice) {
    case ChatChoice::TryNow:
        return networks.tryNow(m_talk.network());
    case ChatChoice::Connect:
        return networks.connectTo(m_talk.network());
    case ChatChoice::Join:
        return networks.rejoin(m_chat);
    case ChatChoice::OpenBuddy:
        return Q_EMIT chatWanted(store::ChatId(m_page.chat().buddy));
    default:
        Q_EMIT serverChoiceMade(m_talk.network(), choice);
    }
}

void Conversation::onChoice(ChatChoice choice)
{
    if (m_talk.isOpen())
        return onNetworkChoice(choice);
    const store::ChatId chat = m_chat;
    switch (choice) {
    case ChatChoice::TryNow:
        m_switchboard.tryNow(chat);
        break;
    case ChatChoice::Compare:
        Q_EMIT compareWanted(chat);
        break;
    case ChatChoice::Accept:
        m_switchboard.accept(chat);
        break;
    case ChatChoice::Block:
        m_switchboard.block(chat);
        break;
    case ChatChoice::Ignore:
        m_switchboard.ignore(chat);
        break;
    case ChatChoice::Unblock:
        m_switchboard.unblock(chat);
        break;
    default: // those of chat servers
        break;
    }
}

/// A failed message was stored nowhere it could be sent from: saying it anew is a new message.
void Conversation::sayAgain(const QByteArray &id)
{
    for (int row = m_model.rowCount() - 1; row >= 0; --row) {
        if (m_model.at(row).mine && m_model.at(row).id == id) {
            m_switchboard.sayAgain(m_chat, m_model.at(row));
            return;
        }
    }
}

void Conversation::refreshEmpty()
{
    m_page.setEmpty(isOpen() && m_model.rowCount() == 0 && !m_model.isLoading());
}

QStringList Conversation::ownTexts() const
{
    QStringList texts;
    for (int row = m_model.rowCount() - 1; row >= 0 && texts.size() < MaxHistory; --row) {
        if (m_model.at(row).mine && isSaid(m_model.at(row).kind) && !m_model.at(row).text.isEmpty())
            texts.prepend(m_model.at(row).text);
    }
    return texts;
}

} // namespace plausch::ui
