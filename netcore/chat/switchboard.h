// Layer: chat. Thread: main. Owner: Application. What the window talks to.
#pragma once

#include "chat/archive.h"
#include "chat/converterclient.h"
#include "chat/converterhost.h"
#include "chat/hostedserver.h"
#include "chat/identity.h"
#include "chat/settings.h"
#include "session/session.h"
#include "store/rows.h"

#include <QHash>
#include <QObject>
#include <QString>
#include <QStringList>

#include <memory>

namespace plausch::io {
class TraceSink;
}

namespace plausch::chat {

using store::ChatId;
class Networks;
class Secrets;

// Nearby: heard on the network, no link. Unreachable: it is there (its beacon is heard), but the link does not come up.
enum class Presence {
    Offline,
    Nearby,
    Searching,
    Connecting,
    Securing,
    Online,
    Away,
    Unreachable,
    KeyChanged,
    Blocked
};
// Nearby: heard on the network, nobody we know yet; writing to it makes it a buddy. Visitor: no key, unproven.
// Server, Room and Person: on a chat server (chat/networks.h).
enum class ChatKind { Buddy, Nearby, Request, Visitor, Converter, Server, Room, Person };

/// A way to a buddy.
struct Route
{
    QString network; // store::NetworkRow::id; empty: the direct link
    QString networkName; // "via ..."; empty: the direct link
    QString nick; // what the buddy is called there
    bool up = false; // messages could go this way now
    bool operator==(const Route &) const = default;
};

/// Everything the list and the header show of one conversation. A value, made anew when something changes.
struct ChatInfo
{
    ChatId id;
    ChatKind kind = ChatKind::Buddy;
    QString name; // alias, or as the buddy calls itself
    Presence presence = Presence::Offline;
    QString awayText;
    QString detail; // why unreachable, in words; where a dial goes ("10.0.0.7:50001")
    qint64 nextTryAt = 0; // UTC ms, with Unreachable; 0: not by itself
    qint64 offlineSince = 0; // UTC ms, 0: never seen or online
    QByteArray fingerprint; // pinned; empty for visitors and the converter
    QByteArray offeredFingerprint; // with KeyChanged: what the other end showed
    qint64 pinnedAt = 0; // UTC ms
    bool verified = false;
    bool encrypted = false; // of the link that is up
    bool direct = false; // a link is up
    bool receipts = false; // the other end confirms delivery
    QString address; // of the link that is up, or the last one
    QString threadName; // of the link that is up
    store::NotifyLevel notify = store::NotifyLevel::All;
    qint64 mutedUntil = 0; // UTC ms; 0: not muted
    int unread = 0;
    int mentions = 0; // of the unread ones
    qint64 readUpTo = 0; // row
    int queued = 0;
    store::MessageRow last;
    QString draft;

    // What can be done here now, or once the other end is there; why not is said by react() and the like.
    bool replies = false; // replies arrive as such; else they would be plain messages
    bool reacts = false;
    bool typing = false; // the other end is told that one types
    // Of buddies: first the direct link, then the chat servers where they are known. What goes over a server can be
    // read there: `encrypted` and `verified` are of the person and of the direct link, to be shown as such only with
    // that.
    QList<Route> routes;
    bool tooLong = false; // a message waits for the direct link, and those after it: it is too long for a server
    int routeInUse = -1; // of `routes`; -1: none is up (or not the chosen one), messages wait
    QString routeChoice; // empty: automatic, store::RouteDirect, or Route::network

    // On a chat server only.
    QString network; // store::NetworkRow::id
    QString networkName;
    QString ownNick; // what we are called there
    QString topic; // rooms
    int members = 0; // rooms we are in
    QString ownRanks; // rooms: "@", "+", "@+", ...: highest first
    bool joined = false; // we are in the room; servers: signed on; people: the server is there
    QString modes; // rules of the room as far as they are known, without lists: "ntl"
    QHash<QChar, QString> modeArguments; // "l": "20"
    QString account; // of the person; empty: none, or not told
    bool introducing = false; // people: addFromServer() was called, and they have not answered
    ChatId buddy; // people: the buddy they have proven to be, whose conversation goes on there; empty: not proven
};

/// Heard on the network, nothing proven: somebody who hosts a chat server.
struct NearbyServer
{
    QString name; // of who hosts it; may be empty
    QString host;
    quint16 port = 0;
    bool tls = false;
    QByteArray key = {}; // of who hosts it, if that is a buddy: the server has the same; empty: a stranger's
    bool operator==(const NearbyServer &) const = default;
};

/// One line per buddy: dial, accept, retry, the rule for two dials at once, outbox and receipts.
class Switchboard : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        QString profileDir;
        quint16 discoveryPort = 50001; // UDP; 0: no discovery
        bool thisMachineOnly = false; // listen and look for buddies on loopback only
        io::TraceSink *trace = nullptr;
        int maxOwnLoops = 256; // 0: all links share loops (LoopPool::Policy::Shared)
        session::Limits limits; // of every conversation
        quint16 announcedPort = 0; // where others are told to dial, if something passes it on; 0: where we listen
        int openMsecs = 10'000; // for connecting and TLS; for a caller's first byte three times that
        std::shared_ptr<Secrets> secrets; // passwords of chat servers; null: asked for each time
    };
    enum class Notice {
        PortTaken, // detail: the wanted port; listenPort() is the one in use
        NotListening, // detail: why
        DiscoveryDeaf, // detail: why
        SharingLoops, // over maxOwnLoops buddies
        NotSaved, // the disk refuses; detail: why
        SavedAgain,
        HistoryPutAside, // the file was damaged; detail: where it is now
        SettingsNotSaved, // detail: why
    };

    Switchboard(const Options &options, const Identity &identity, const Settings &settings, Archive &archive,
                QObject *parent = nullptr);
    ~Switchboard() override;

    /// Loads buddies, opens listener and discovery, dials. Emits loaded() when the list is known.
    void start();
    /// Leaves every line in order (flush, at most 5 s), then emits stopped().
    void stop();

    QList<ChatInfo> chats() const;
    const ChatInfo *chat(const ChatId &id) const; // null: unknown
    const Identity &identity() const;
    const Settings &settings() const;
    void setSettings(const Settings &settings); // at once; saved
    quint16 listenPort() const; // 0: not listening
    QStringList searchedInterfaces() const;
    QList<NearbyServer> nearbyServers() const; // by name
    Archive &archive() const;
    /// The chat servers; their conversations are among chats().
    Networks &networks() const;

    // Conversations. A message exists from say() on: messageAdded comes when it is stored.
    void say(const ChatId &chat, const QString &text, store::MessageKind kind = store::MessageKind::Text);
    /// As say(), in answer to a message of this conversation.
    void reply(const ChatId &chat, const store::MessageRow &to, const QString &text,
               store::MessageKind kind = store::MessageKind::Text);
    /// What has failed, as it was: of its kind, and in answer to the same message.
    void sayAgain(const ChatId &chat, const store::MessageRow &failed);
    void withdraw(const ChatId &chat, const QByteArray &id); // one that is still queued
    /// Gives or takes back a reaction (session::isReaction). It is seen at once, and waits like a message if the other
    /// end is not there. Empty, or why it cannot be, in a sentence.
    QString react(const ChatId &chat, const store::MessageRow &to, const QString &reaction, bool on = true);
    /// At every change of what is being written (commands excluded); told as often as the protocol has it, and only
    /// where Settings::typingNotices is on. Sending ends it by itself.
    void setTyping(const ChatId &chat, session::TypingState state);
    /// Who is writing here now, as shown; the names leave by themselves.
    QStringList typing(const ChatId &chat) const;
    /// Queued: it never leaves. Sent: taken back at the other end too, where that can be. withdraw() answers empty, or
    /// why not, in a sentence; the row changes when it is done (messageChanged), which a server may refuse.
    bool canWithdraw(const ChatId &chat, const store::MessageRow &row) const;
    QString withdraw(const ChatId &chat, const store::MessageRow &row, const QString &reason = {});
    /// Queued in the store, but on its way over the link that is up: shown as sent.
    bool isOnItsWay(const ChatId &chat, const QByteArray &id) const;
    void markRead(const ChatId &chat, qint64 upToRow);
    void saveDraft(const ChatId &chat, const QString &text);
    void setNotify(const ChatId &chat, store::NotifyLevel level);
    void setMutedUntil(const ChatId &chat, qint64 utcMsecs); // 0: not muted
    void setAlias(const ChatId &chat, const QString &alias);

    // Converter services: those hosted here, and conversations with any.
    ConverterHost &converterHost() const;
    /// Others hear of it while it runs for them; stop() stops it.
    HostedServer &hostedServer() const;
    ChatId openConverter(const ConverterTarget &target);

    // People.
    /// Dials an address; who answers is pinned and becomes a buddy. Empty, or why the text is no address.
    QString addByAddress(const QString &text);
    void accept(const ChatId &request);
    void block(const ChatId &chat);
    void ignore(const ChatId &request); // forgets it; the next knock asks again
    void unblock(const ChatId &chat);
    void remove(const ChatId &chat, bool withHistory);
    void setVerified(const ChatId &chat, bool verified);
    /// After the words were compared: pins the key that was offered, and dials.
    void trustNewKey(const ChatId &chat);
    void tryNow(const ChatId &chat);

    // Routes.
    /// Which way a buddy's messages go from now on, with ChatInfo::routeChoice's words. What is not confirmed yet is
    /// sent again on that way; a way that is not up lets them wait.
    void setRoute(const ChatId &chat, const QString &choice);
    /// Tells somebody met on a chat server (ChatKind::Person) who we are and where we can be dialled, and asks for the
    /// same: the answer makes a buddy of him. Empty, or why that cannot be.
    QString addFromServer(const ChatId &person);

Q_SIGNALS:
    void loaded();
    void chatAdded(const plausch::store::ChatId &chat);
    void chatChanged(const plausch::store::ChatId &chat);
    void chatRemoved(const plausch::store::ChatId &chat);
    /// One signal per pile and chat; the rows are in order. Own and received ones.
    void messagesAdded(const plausch::store::ChatId &chat, const QList<plausch::store::MessageRow> &rows);
    /// Rows were stored before others that are there already: who shows this conversation reads it again.
    void pastAdded(const plausch::store::ChatId &chat);
    void messageStateChanged(const plausch::store::ChatId &chat, const QByteArray &id,
                             plausch::store::MessageState state);
    /// Reactions, the quoted message, or its being withdrawn: the row as it is now, known by its number.
    void messageChanged(const plausch::store::ChatId &chat, const plausch::store::MessageRow &row);
    void typingChanged(const plausch::store::ChatId &chat, const QStringList &names);
    /// addByAddress came to an end. Empty error: `chat` is the buddy.
    void addressAnswered(const QString &address, const plausch::store::ChatId &chat, const QString &error);
    void noticed(plausch::chat::Switchboard::Notice notice, const QString &detail);
    void settingsChanged();
    void nearbyServersChanged();
    void stopped();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace plausch::chat
