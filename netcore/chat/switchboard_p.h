// Layer: chat, internal to the Switchboard. Thread: main.
#pragma once

#include "chat/converterbuddy.h"
#include "chat/discovery.h"
#include "chat/line.h"
#include "chat/networks.h"
#include "chat/routes.h"
#include "chat/switchboard.h"
#include "chat/typing.h"
#include "chat/unshown.h"
#include "connection/connectionpool.h"
#include "io/listener.h"
#include "io/looppool.h"
#include "realm/peerrealm.h"

#include <QElapsedTimer>
#include <QHash>
#include <QSet>
#include <QTimer>

#include <map>
#include <memory>

namespace plausch::chat {

struct Introduction;
enum class IntroductionFault;

/// A connection from its first event to its last.
struct Call
{
    ConnectionId id = 0;
    bool outbound = false;
    ChatId chat; // empty: not known yet
    QString addedAs; // the text of addByAddress
    Address target; // outbound
    io::LinkInfo info;
    QByteArray nick; // inbound: as asked for
    session::Self peer;
    bool receipts = false;
    bool redaction = false;
    bool ready = false;
    qint64 readyAt = 0;
    bool stranger = false;
    std::optional<session::Ended> ended;

    /// The other end does not want us: trying again by ourselves would be a nuisance.
    bool isRefused() const;
};

/// The state of the Switchboard; its parts stand in switchboard_*.cpp by topic.
struct Switchboard::Impl
{
    Impl(Switchboard &owner, const Options &options, const Identity &identity, const Settings &settings,
         Archive &archive);

    // switchboard_people.cpp: lines and what is stored of them
    void onContents(const Archive::Contents &contents);
    Line *line(const ChatId &chat);
    Line *lineOf(const QByteArray &fingerprint);
    Line &addLine(const store::BuddyRow &row, ChatKind kind);
    void removeLine(const ChatId &chat);
    void becomeBuddy(Line &line);
    void save(const Line &line);
    void touch(const ChatId &chat); // chatChanged, once per turn
    void refresh(const ChatId &chat);
    void acceptRequest(Line &line);
    int requestsWaiting() const;
    void hangUp(Line &line, session::EndKind why, const QString &text);

    // switchboard_calls.cpp: links
    void openListener();
    void onAccepted(qintptr descriptor);
    int callersAtDoor() const;
    void watchDoor();
    void onEvents(std::vector<connection::ConnectionEvent> events);
    void onOpened(Call &call, const io::LinkInfo &info);
    void onClosed(Call &call, const connection::Closed &closed);
    void onSession(Call &call, const session::Event &event);
    void onKnocked(Call &call, const session::Knocked &knocked);
    void onReady(Call &call, const session::Ready &ready);
    void onPeerChanged(Call &call, const session::PeerChanged &news);
    Line *lineOfKnock(Call &call, const session::Knocked &knocked);
    void settle(Call &call, Line &line);
    void useLink(Call &call, Line &line);
    void answerAddress(const Call &call, const connection::Closed &closed);
    void loseLink(Line &line, const Call &call, const connection::Closed &closed);
    session::Self self(bool stranger = false) const;
    void announceSelf();

    // switchboard_dial.cpp: when and where to dial
    void startDiscovery();
    void announce();
    void onHeard(const Discovery::Sighting &sighting);
    void onLost(const QByteArray &fingerprint);
    void noteServers();
    void onHostedChanged();
    void wantLine(Line &line);
    void dial(Line &line);
    void dialNew(const Address &address, const QString &text);
    void dialFailed(Line &line, const Call &call, const connection::Closed &closed);
    QString failure(const Call &call, const connection::Closed &closed) const;
    void onTick();
    void armTick();
    io::LinkOptions linkOptions() const;
    quint16 announcedPort() const;

    // switchboard_messages.cpp
    void say(Line &line, const QString &text, store::MessageKind kind, const store::MessageName &replyTo = {});
    void onStored(const ChatId &chat, Archive::Added added, const store::MessageRow &row);
    void onSaid(Call &call, const session::Said &said);
    void recallWaiting(const ChatId &chat);
    /// `via`: the chat server over which it came now; empty: directly.
    void onReceived(const ChatId &chat, Archive::Added added, const store::MessageRow &row, const QString &via = {});
    void acknowledge(Line &line, const QByteArray &id, const QString &via = {});
    void onHanded(Call &call, const QByteArray &id);
    void onReceipt(Line &line, const session::Receipted &receipt, const QString &via = {});
    void onDelivered(Line &line, const QByteArray &id, const QString &via);
    void settleReceipt(Line &line, const QByteArray &id, const QString &via);
    void confirmRead(Line &line);
    void startOutbox(Line &line);
    void failOutbox(Line &line);
    void leftOutbox(Line &line, const QByteArray &id, store::MessageState state);
    void showRow(Line &line, const store::MessageRow &row);
    void showState(const ChatId &chat, const QByteArray &id, store::MessageState state);

    // switchboard_signs.cpp: reactions, typing, withdrawn messages
    void onSign(Call &call, const session::SignEvent &sign);
    void onBuddySigned(const QString &network, const session::SignEvent &sign);
    void onSign(Line &line, const session::SignEvent &sign, const QString &via);
    void onReacted(Line &line, const session::Reacted &reacted, const QString &via);
    void onRedacted(Line &line, const session::Redacted &redacted, const QString &via);
    void onSignConfirmed(Line &line, const QByteArray &id);
    void addSign(Line &line, const store::SignRow &sign);
    void startSigns(Line &line);
    SignOutbox::Send signDirectly(const Line &line);
    SignOutbox::Send signOver(const Line &line, const QString &network);
    void store(const store::ReactionRow &row);
    void store(const store::WithdrawalRow &row);
    void showChanged(const store::MessageRow &row);
    QByteArray senderOf(const Line &line) const;

    // switchboard_routes.cpp: the ways to a buddy
    void connectRoutes();
    void onNetworkRemoved(const QString &network);
    bool isDirectUp(const Line &line) const;
    std::optional<QString> bestRoute(const Line &line);
    void chooseRoute(Line &line, const std::optional<QString> &renewed = {});
    QList<Route> serverRoutes(const Line &line);
    ServerPresence presenceOverServer(const Line &line);
    Outbox::Window windowOverServer() const;
    Outbox::Send sendOver(const Line &line, const QString &network);
    void onBuddyHanded(const QString &network, const ChatId &chat, const QByteArray &id);
    void onBuddySaid(const QString &network, const session::Heard &heard);
    std::optional<QString> joined(Place &place, const session::Heard &heard);
    void confirmOver(const QString &network, const ChatId &chat, session::ReceiptKind kind,
                     const QList<QByteArray> &ids);
    void sendReceipts();
    void onServerReceipts(const QString &network, const session::Signalled &signal);
    void tellAway(const Place &place);
    void tellAwayOverServers();

    // switchboard_introductions.cpp: who is where on the chat servers
    QList<Address> ownAddresses() const;
    bool mayTell(const Place &place);
    void introduce(Place &place, bool asks);
    void onSignalled(const QString &network, const session::Signalled &signal);
    void onIntroduced(const QString &network, const session::Signalled &signal);
    void hearOut(Place &of, const store::PlaceRow &row, const Introduction &introduction);
    Place *placeOfBuddy(const store::PlaceRow &row, Place *asked);
    void settleIn(Place &place, const store::PlaceRow &row);
    Place *makeBuddy(const Place &asked, const Introduction &introduction);
    void dialIntroduced(Line &line, const Introduction &introduction);
    void onServerKnock(store::PlaceRow row, const Introduction &of);
    void distrust(const QString &network, const QByteArray &nick, IntroductionFault fault);

    // switchboard_places.cpp: who comes and goes there
    void stopWatching(const QString &network, const QString &nick);
    void onArrived(const QString &network);
    void onDeparted(const QString &network);
    void onPersonSeen(const QString &network, const QByteArray &nick, bool online);
    void losePlace(Place &place);
    void onAccountSeen(const QString &network, const QByteArray &nick, const QByteArray &account);
    void onNickChanged(const QString &network, const QByteArray &from, const QByteArray &to);
    void onBuddyRefused(const QString &network, const ChatId &chat);
    void askAgain(const QString &network, const QByteArray &nick);
    void markPerson(const QString &network, const QString &nick);

    // switchboard_converter.cpp
    void addBuiltInConverter();
    Line &addConverterLine(const ChatId &chat, const QString &name);
    void sayToConverter(Line &line, const QString &text);
    void onConverter(const ChatId &chat, const QList<ConverterEvent> &events);

    // switchboard_networks.cpp
    void makeNetworks();

    void scheduleFlush();
    void flush();
    qint64 monotonic() const { return clock.elapsed(); }
    static qint64 utc();

    Switchboard &q;
    Options options;
    Identity identity;
    Settings settings;
    Archive &archive;

    QElapsedTimer clock;
    std::unique_ptr<io::LoopPool> loops;
    std::unique_ptr<connection::ConnectionPool> connections;
    std::unique_ptr<io::Listener> listener;
    std::unique_ptr<Networks> networks; // on the same loops
    std::unique_ptr<Discovery> discovery;
    realm::PeerRealm realm;
    QTimer tick; // single shot: when the next dial is due
    QTimer stopLimit;

    std::map<ChatId, std::unique_ptr<Line>> lines;
    QHash<QByteArray, ChatId> chatOfFingerprint;
    mutable QHash<ChatId, ChatInfo> infos;
    QHash<ConnectionId, Call> calls;
    Places places;
    QTimer receiptPause; // receipts over chat servers go together
    QSet<QString> distrusted; // network and nick of whom the user was told
    std::unique_ptr<ConverterBuddy> converter;
    std::map<ChatId, std::unique_ptr<ConverterTalk>> talks;
    ConverterHost host;
    HostedServer hosted;
    bool hostedStopped = false;

    QList<std::pair<Address, QString>> addressesToDial; // added before the list was loaded
    QSet<ChatId> changed;
    Unshown unshown;
    Typing typing;
    QList<NearbyServer> saidServers; // of the last nearbyServersChanged()
    bool flushScheduled = false;
    bool isLoaded = false;
    bool stopping = false;
    bool networksStopped = false;
    bool saidStopped = false;
    bool saidSharing = false;
};

ChatId buddyChat(const QByteArray &fingerprint);

/// 128 random bits, unique among all that a sender ever says.
QByteArray newMessageId();

inline constexpr int MaxRequests = 100; // stored and not answered
inline constexpr int MaxAtDoor = 256; // callers that have not said who they are

} // namespace plausch::chat
