// Layer: chat, internal to Networks. Thread: main.
#pragma once

#include "chat/networks.h"
#include "chat/outbox.h"
#include "chat/signoutbox.h"
#include "chat/typing.h"
#include "chat/unshown.h"
#include "connection/connectionpool.h"
#include "io/dialer.h"
#include "io/looppool.h"
#include "session/networkevents.h"

#include <QElapsedTimer>
#include <QHash>
#include <QMap>
#include <QSet>
#include <QTimer>

#include <map>
#include <memory>
#include <variant>

namespace plausch::chat {

using connection::ConnectionId;

/// One conversation on a chat server.
struct Conversation
{
    store::NetworkChatRow row;
    store::ChatSummary summary;
    Outbox outbox;
    SignOutbox signs;
    bool inRoom = false;
    bool asked = false; // the user wants in: entering is worth a row
    QHash<QByteArray, Member> members; // by folded nick
    QString topic;
    QMap<QChar, QString> modes; // rules of the room with their arguments
    bool isOnline = false; // a person
    bool isAway = false;
    QString awayText;
    QString detail; // why the room was not entered, in words
    ChatId buddy; // a person: see ChatInfo
    bool introducing = false;
    bool isHidden = false; // the server told of it, and there is nothing of it yet: reveal()
    QSet<QByteArray> confirmable; // ids of messages that are to be confirmed once they are stored
    QList<QByteArray> unreadIds; // confirmed, and not seen yet
    qint64 newestTime = 0; // of the rows that are stored
    qint64 serverTime = 0; // newest by the server's clock

    /// What was missed is being read: what comes in live waits, so that it stands behind it.
    enum class Reading { No, Missed, Older };
    Reading reading = Reading::No;
    int pages = 0; // read of what was missed
    quint64 askings = 0; // how many pages were asked for, ever
    bool askedByName = false; // the page was asked for by a msgid, which the server may not know any more
    bool isFresh = false; // nothing of the server's history is here yet
    qint64 enteredAt = 0; // the server's clock; 0: it does not say
    qint64 oldestTime = 0; // of the row before which an older page goes
    bool olderWanted = false; // askOlder() while another page is on its way
    QByteArray olderThan; // where the last older page began; empty: at the oldest row
    QList<store::MessageRow> page;
    QList<std::variant<store::ReactionRow, store::WithdrawalRow>> pageSigns;
    QList<store::MessageRow> held;
    QList<store::MessageRow> unconfirmed; // own words that may or may not have come through over the last link

    static constexpr int MaxHeld = 1'000; // rows; over that they do not wait
    static constexpr int MaxPages = 1'000; // of what was missed; with events in them
    static constexpr int MaxUnreadIds = 500;
    static constexpr int MaxPageRows = 10'000; // whatever a server sends
};

/// One chat server: what is stored of it, its link, when to dial next.
struct NetworkLine
{
    NetworkLine(const store::NetworkRow &theRow, io::Dialer::Random random)
        : row(theRow), dialer(io::Dialer::Policy{}, std::move(random))
    {
    }

    store::NetworkRow row;
    io::Dialer dialer;
    NetworkState state = NetworkState::Off;
    QString detail;

    ConnectionId link = 0; // 0: none
    io::LinkInfo info;
    bool registered = false;
    bool dialAgain = false; // once the link that is leaving has gone
    std::optional<session::Ended> ended;
    QByteArray offeredKey; // with AskingTrust and KeyChanged
    QString refusedSecret; // the server's words

    QByteArray nick;
    QString account;
    QString networkName;
    session::Features features;
    QHash<QByteArray, ChatId> chats; // by folded name
    QHash<QByteArray, ChatId> underWay; // own messages given to the link, by id
    QHash<QByteArray, ChatId> signsUnderWay; // own reactions, and signs to buddies, by id
    QSet<QByteArray> watchedForBuddies; // folded nicks
    QSet<QByteArray> online; // folded nicks: who of those that are watched is there
    QHash<QByteArray, store::WithdrawalRow> withdrawing; // asked of the server, by id
    bool away = false;
    QString awayText;
    QStringList motd;
    QHash<ChatId, QList<MaskEntry>> masks; // being listed
    ChatId asker; // where /whois was typed
    bool showsWire = false;

    QString secret;
    bool hasSecret = false;
    bool rememberSecret = false; // once it was taken
    bool createAccount = false;
    bool showsCertificate = false; // the link that is up does
    QString email;

    QByteArray folded(const QByteArray &name) const { return wire::folded(name, features.caseMapping); }
    bool needsSecret() const { return (!row.account.isEmpty() && !row.external) || row.serverPassword; }
    ChatId serverChat() const { return QStringLiteral("net:") + row.id; }
};

struct Networks::Impl
{
    Impl(Networks &owner, const Options &options, io::LoopPool &loops, Archive &archive);

    // networks.cpp: what is there, and what the window sees of it
    NetworkLine *line(const QString &id);
    NetworkLine *lineOf(const Conversation &conversation) { return line(conversation.row.network); }
    Conversation *conversation(const ChatId &chat);
    Conversation *conversation(const NetworkLine &line, const QByteArray &name);
    NetworkLine &addLine(const store::NetworkRow &row);
    Conversation &addConversation(NetworkLine &line, store::NetworkChatRow row, bool isHidden = false);
    /// Makes it where it is not there yet.
    Conversation &ensure(NetworkLine &line, store::NetworkChatKind kind, const QByteArray &name);
    Conversation &makeHidden(NetworkLine &line, store::NetworkChatKind kind, const QByteArray &name);
    void reveal(Conversation &conversation);
    Conversation &page(NetworkLine &line); // the server's own
    int count(const NetworkLine &line, store::NetworkChatKind kind) const;
    void forget(const ChatId &chat);
    void save(const Conversation &conversation) { archive.saveNetworkChat(conversation.row); }
    void refresh(const Conversation &conversation);
    void refresh(const NetworkLine &line);
    void touch(const Conversation &conversation); // chatChanged, once per turn
    void touch(const NetworkLine &line); // networkChanged, once per turn; and its conversations
    void scheduleFlush();
    void flush();

    // networks_dial.cpp: links
    void want(NetworkLine &line);
    void dial(NetworkLine &line);
    void dialNow(NetworkLine &line);
    void hangUp(NetworkLine &line, const QString &text);
    void readSecret(NetworkLine &line);
    void keepSecret(NetworkLine &line);
    void setState(NetworkLine &line, NetworkState state, const QString &detail = {});
    void onEvents(std::vector<connection::ConnectionEvent> events);
    void onOpened(NetworkLine &line, const io::LinkInfo &info);
    void onClosed(NetworkLine &line, const connection::Closed &closed);
    void onLinkGone(NetworkLine &line);
    void onTick();
    void armTick();
    void perform(const NetworkLine &line, session::NetworkRequest request);
    void perform(const NetworkLine &line, session::SignRequest request);

    // networks_events.cpp: what servers tell
    void onSession(NetworkLine &line, const session::Event &event);
    void onNetwork(NetworkLine &line, const session::NetworkEvent &event);
    void onSecureWanted(NetworkLine &line, quint16 port);
    void onRegistered(NetworkLine &line, const session::Registered &registered);
    void onSignInFailed(NetworkLine &line, const session::SignInFailed &failed);
    void onAccountRegistered(NetworkLine &line, const session::AccountRegistered &registered);
    void onServerSaid(NetworkLine &line, const session::ServerSaid &said);
    void onPerson(NetworkLine &line, const QByteArray &nick, bool online);
    void onPersonAway(NetworkLine &line, const session::PersonAway &person);
    void onPersonDescribed(NetworkLine &line, const session::PersonDescribed &person);
    void onFailed(NetworkLine &line, const session::Failed &failed);
    void onMask(NetworkLine &line, const session::MaskListed &mask);
    void onMasksListed(NetworkLine &line, const session::MasksListed &listed);
    void onInvited(NetworkLine &line, const session::Invited &invited);

    // networks_rooms.cpp: who is where
    void onRoomEntered(NetworkLine &line, const session::RoomEntered &entered);
    void onRoomLeft(NetworkLine &line, const session::RoomLeft &left);
    void onRoomRenamed(NetworkLine &line, const session::RoomRenamed &renamed);
    void onMembersListed(NetworkLine &line, const session::MembersListed &listed);
    void onMemberJoined(NetworkLine &line, const session::MemberJoined &joined);
    void onMemberLeft(NetworkLine &line, const session::MemberLeft &left);
    void onMemberChanged(NetworkLine &line, const session::MemberChanged &changed);
    void onNickChanged(NetworkLine &line, const session::NickChanged &changed);
    void onTopic(NetworkLine &line, const session::TopicChanged &topic);
    void onModes(NetworkLine &line, const session::ModesChanged &modes);
    void leaveRoom(Conversation &room);
    void follow(NetworkLine &line, Conversation &person, const QByteArray &nick);
    Conversation *followed(NetworkLine &line, const QByteArray &nick, const QByteArray &account);
    void learnAccount(Conversation &person, const QByteArray &account);
    void learnModes(const NetworkLine &line, Conversation &room, const session::ModesChanged &modes);

    // networks_messages.cpp
    void say(Conversation &conversation, const QString &text, store::MessageKind kind,
             const store::MessageName &replyTo);
    void startOutbox(NetworkLine &line, Conversation &conversation);
    void onHanded(NetworkLine &line, const QByteArray &id);
    void onHeard(NetworkLine &line, const session::Heard &heard);
    void onConfirmed(NetworkLine &line, const QByteArray &id, const QByteArray &msgid);
    static store::MessageState confirmedState(const Conversation &conversation);
    void leftOutbox(Conversation &conversation, const QByteArray &id, store::MessageState state,
                    const QByteArray &msgid = {});
    Conversation *placeFor(NetworkLine &line, const session::Heard &heard);
    store::MessageRow rowOf(const NetworkLine &line, const Conversation &conversation, const session::Heard &heard);
    /// Something that happened.
    void note(Conversation &conversation, store::MessageKind kind, const QString &speaker, const QString &text,
              qint64 time = 0);
    void keep(Conversation &conversation, const store::MessageRow &row);
    void store(const store::MessageRow &row);
    void showRow(Conversation &conversation, const store::MessageRow &row);
    void showState(const ChatId &chat, const QByteArray &id, store::MessageState state);
    void complain(const ChatId &chat, const QString &text);
    void markReadThere(NetworkLine &line, const Conversation &conversation);
    void onReadUpTo(NetworkLine &line, const session::ReadUpTo &mark);

    // networks_signs.cpp: reactions, typing, withdrawn messages, receipts
    QString whyNoReaction(const NetworkLine &line, const Conversation &conversation, const store::MessageRow &to) const;
    QString whyNoWithdrawal(const NetworkLine &line, const Conversation &conversation,
                            const store::MessageRow &row) const;
    void showReaction(const Conversation &conversation, const store::SignRow &sign, bool on);
    void startSigns(Conversation &conversation);
    void onSign(NetworkLine &line, const session::SignEvent &sign);
    void onReacted(NetworkLine &line, const session::Reacted &reacted);
    void onRedacted(NetworkLine &line, const session::Redacted &redacted);
    void onSigned(NetworkLine &line, const QByteArray &id);
    bool onSignFailed(NetworkLine &line, const QByteArray &id, ChatId *chat);
    template <class Row> void applySign(Conversation &conversation, const Row &row, bool fromHistory);
    void store(const store::ReactionRow &row);
    void store(const store::WithdrawalRow &row);
    void storePageSigns(Conversation &conversation);
    void showChanged(const store::MessageRow &row);
    void onConfirmedBy(NetworkLine &line, const session::Confirmed &confirmed);
    void expectReceipt(Conversation &conversation, const session::Heard &heard);
    void confirmTo(const NetworkLine &line, Conversation &conversation, const store::MessageRow &row);
    void confirmRead(Conversation &conversation);
    QByteArray senderOf(const NetworkLine &line, const QByteArray &nick, bool mine) const;

    // networks_buddies.cpp
    bool passesToBuddy(const NetworkLine &line, const session::Heard &heard);
    bool passesToBuddy(const NetworkLine &line, const session::SignEvent &sign);
    void seeAccount(const NetworkLine &line, const QByteArray &nick, const QByteArray &account);
    void stopWatching(NetworkLine &line, const QByteArray &nick);

    // networks_history.cpp: what was missed
    void readMissed(NetworkLine &line, Conversation &conversation);
    void watchAsking(Conversation &conversation);
    void askPage(NetworkLine &line, Conversation &conversation, const store::Places &places);
    void askOlder(NetworkLine &line, Conversation &conversation);
    void onPast(NetworkLine &line, Conversation &conversation, const session::Heard &heard);
    bool confirmsOwn(Conversation &conversation, const session::Heard &heard);
    void onHistoryShown(NetworkLine &line, const session::HistoryShown &shown);
    bool onHistoryFailed(NetworkLine &line, Conversation &conversation);
    void onPageStored(Conversation &conversation, const QList<store::MessageRow> &fresh, bool older);
    void finishMissed(NetworkLine &line, Conversation &conversation);
    void releaseHeld(Conversation &conversation);
    void onTalkFound(NetworkLine &line, const session::TalkFound &talk);

    qint64 monotonic() const { return clock.elapsed(); }
    static qint64 utc();

    Networks &q;
    Options options;
    Archive &archive;
    QElapsedTimer clock;
    std::unique_ptr<connection::ConnectionPool> connections;
    QTimer tick; // single shot: when the next dial is due
    QTimer stopLimit;

    std::map<QString, std::unique_ptr<NetworkLine>> lines;
    QStringList order;
    std::map<ChatId, std::unique_ptr<Conversation>> conversations;
    QHash<ConnectionId, QString> lineOfLink;
    QHash<ChatId, ChatInfo> infos;
    QHash<QString, NetworkInfo> networkInfos;
    QSet<ChatId> changed;
    QSet<QString> changedNetworks;
    Unshown unshown;
    Typing typing;
    bool flushScheduled = false;
    bool summariesAsked = false;
    bool stopping = false;
    bool saidStopped = false;
};

QString networkKey(const QString &network); // of its password in the keyring

QByteArray newMessageId();

inline constexpr int MaxPersons = 1'000; // conversations with people on one server; more go to the server's page
inline constexpr int MaxRooms = 1'000; // on one server; a server that puts us into more of them is not believed
inline constexpr int MaxTalkative = 1'000; // members of a room over which comings and goings are not kept

} // namespace plausch::chat
