// Layer: chat. Thread: main. Owner: Switchboard. The chat servers the user is on, and what is said there.
#pragma once

#include "chat/switchboard.h"
#include "store/rows.h"

#include <QObject>
#include <QSslCertificate>
#include <QSslKey>

#include <functional>
#include <memory>
#include <optional>

namespace plausch::io {
class LoopPool;
} // namespace plausch::io

namespace plausch::chat {

enum class NetworkState {
    Off, // not wanted; detail: why, if it was not the user
    Waiting, // detail: what went wrong; nextTryAt: when it is tried again
    Connecting,
    Securing,
    Registering, // the link is up, the server has not said welcome yet
    Online,
    AskingSecret, // giveSecret(); detail: why, if a password was refused
    AskingTrust, // trustQuestion()
    KeyChanged, // another key than the pinned one; trustQuestion(): both
    Refused, // banned, or refused for good; detail: the server's words. connectTo() tries again
};

struct NetworkInfo
{
    store::NetworkRow row;
    NetworkState state = NetworkState::Off;
    QString detail; // in words
    qint64 nextTryAt = 0; // UTC ms, with Waiting
    QString title; // the user's name for it, else the network's own, else the host
    QString nick; // ours, there; empty: not online
    QString account; // signed in as; empty: not
    bool away = false;
    QString awayText;
    bool encrypted = false;
    QString cipher;
    QByteArray fingerprint; // of the key the server showed
    QString threadName; // of the link that is up
    QString channelTypes = QStringLiteral("#");
    QString ranks = QStringLiteral("@+"); // prefixes, highest first
    QString rankModes = QStringLiteral("ov"); // their modes
    int topicLength = 0; // 0: not said
    int nickLength = 0;
    bool history = false; // askOlder() makes sense
    bool registers = false; // accounts can be made (https://ircv3.net/specs/extensions/account-registration)
};

/// A server whose certificate no authority vouches for, or whose key is another one than before. Nothing was sent.
struct TrustQuestion
{
    QString network;
    QString host;
    quint16 port = 0;
    QByteArray fingerprint; // what it shows: SHA-256 of the public key
    QByteArray pinned; // what was trusted until now; empty: first use
    QString why; // in a sentence
};

struct Member
{
    QString nick;
    QString ranks; // "@+", highest first
    QString account; // empty: none, or not said
    bool away = false;
    bool operator==(const Member &) const = default;
};

struct FoundRoom
{
    QString name;
    int members = 0;
    QString topic;
};

struct MaskEntry
{
    QString mask;
    QString by;
    qint64 time = 0; // UTC ms; 0: not said
};

/// What a text becomes on its way.
struct Shape
{
    int lines = 1; // messages, if each line is one
    int messages = 1; // messages as they are sent: fewer where the server carries several lines as one
    bool operator==(const Shape &) const = default;
};

/// How one signs in for the first time.
struct NetworkCredentials
{
    QString secret; // of the account, or the server's password where there is no account
    bool remember = false; // in the keyring
    bool registerAccount = false; // make the account there first
    QString email; // with registerAccount; empty: none
};

/// What the window completes after a slash.
struct CommandHelp
{
    QString name; // "join"
    QString parameters; // "#room [key]"
    QString text; // one sentence
};

/// One line per server: dialled with back-off, signed in, rooms joined again, what was missed read from the server's
/// history. A message is in the store before it touches the socket and leaves the outbox when the server echoed it.
/// Its conversations are shown through the Switchboard: chats(), say(), markRead(), saveDraft(), ...
class Networks final : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        io::TraceSink *trace = nullptr;
        session::Limits limits;
        int openMsecs = 10'000;
        int historyMsecs = 10'000; // how long news waits for a page of history
        std::shared_ptr<Secrets> secrets; // null: asked for each time
        QByteArray fingerprint; // ours: the sender of what we write
        QString defaultNick; // where the user gave none
        QSslCertificate certificate; // shown to servers where the user signs in by it (NetworkRow::external)
        QSslKey key;
        bool typingNotices = true; // setManners()
        bool readReceipts = true; // towards other Plausches
    };

    Networks(const Options &options, io::LoopPool &loops, Archive &archive, QObject *parent = nullptr);
    ~Networks() override;

    // Servers. Unknown ids are ignored.
    QList<NetworkInfo> networks() const; // in the order they were added
    const NetworkInfo *network(const QString &id) const; // null: unknown
    /// Makes the id, saves, and connects unless autoConnect is off. The id is that of its page too: "net:" + id.
    QString add(store::NetworkRow row, const NetworkCredentials &credentials = {});
    void edit(const store::NetworkRow &row); // by its id; connects anew where that is needed
    void remove(const QString &id, bool withHistory);
    void connectTo(const QString &id);
    void disconnectFrom(const QString &id, const QString &text = {}); // stays off until connectTo or the next start
    void tryNow(const QString &id);
    void giveSecret(const QString &id, const QString &secret, bool remember);
    std::optional<TrustQuestion> trustQuestion(const QString &id) const;
    void trust(const QString &id); // pins what was shown, and dials
    void setNick(const QString &id, const QString &nick);
    void setAway(const QString &id, bool away, const QString &text = {});
    void askRooms(const QString &id, const QString &filter = {}); // roomFound..., roomsListed
    void setWire(const QString &id, bool on); // wireLine: what goes over the wire, passwords blacked out

    // Rooms and people.
    ChatId serverChat(const QString &id) const;
    /// Joins now or as soon as the server is there; stays wanted until leave().
    ChatId join(const QString &id, const QString &room, const QString &key = {});
    void rejoin(const ChatId &room);
    void leave(const ChatId &room, const QString &text = {}); // the conversation stays
    ChatId openPerson(const QString &id, const QString &nick);
    QList<Member> members(const ChatId &room) const; // by rank, then by name
    void setTopic(const ChatId &room, const QString &topic);
    void setModes(const ChatId &room, const QString &modes, const QStringList &arguments);
    void kick(const ChatId &room, const QString &nick, const QString &text = {});
    void ban(const ChatId &room, const QString &nickOrMask);
    void unban(const ChatId &room, const QString &mask);
    void invite(const ChatId &room, const QString &nick);
    void askMasks(const ChatId &room, QChar mode); // 'b': bans, 'e', 'I'; masksListed
    void askPerson(const ChatId &chat, const QString &nick); // the answer is a row of this conversation
    void sendRaw(const QString &id, const QString &line); // as it is
    /// An older page from the server, for when the store has no more: pastAdded, then historyShown.
    void askOlder(const ChatId &chat);

    /// What the user typed: a message, or a command after a slash ("//" says one slash). Empty, or why not.
    QString enter(const ChatId &chat, const QString &text);
    static QList<CommandHelp> commands();
    Shape shapeOf(const ChatId &chat, const QString &text) const;

    // What the Switchboard passes on.
    QList<ChatInfo> chats() const;
    const ChatInfo *chat(const ChatId &id) const;
    static bool isNetworkChat(const ChatId &id) { return id.startsWith(QStringLiteral("net:")); }
    void onContents(const Archive::Contents &contents);
    void say(const ChatId &chat, const QString &text, store::MessageKind kind);
    void reply(const ChatId &chat, const store::MessageRow &to, const QString &text, store::MessageKind kind);
    void sayAgain(const ChatId &chat, const store::MessageRow &failed);
    void withdraw(const ChatId &chat, const QByteArray &id);
    QString react(const ChatId &chat, const store::MessageRow &to, const QString &reaction, bool on);
    void setTyping(const ChatId &chat, session::TypingState state);
    QStringList typing(const ChatId &chat) const;
    bool canWithdraw(const ChatId &chat, const store::MessageRow &row) const;
    QString withdraw(const ChatId &chat, const store::MessageRow &row, const QString &reason);
    bool isOnItsWay(const ChatId &chat, const QByteArray &id) const;
    void markRead(const ChatId &chat, qint64 upToRow);
    void saveDraft(const ChatId &chat, const QString &text);
    void setNotify(const ChatId &chat, store::NotifyLevel level);
    void setMutedUntil(const ChatId &chat, qint64 utcMsecs);
    /// A room is left, a server's page disconnects and goes with all its conversations.
    void removeChat(const ChatId &chat, bool withHistory);
    void setManners(bool typingNotices, bool readReceipts);
    /// Client-only tags to somebody (session::SignalTo), as nick on that server. False: the server is not there, or has
    /// no tags.
    bool signal(const QString &id, const QString &nick, const QList<wire::Tag> &tags);
    void stop(); // QUIT everywhere, at most 5 s, then stopped()

    // Of the Switchboard's routes to buddies (networks_buddies.cpp).
    struct Whereabouts
    {
        QString network; // as the server calls it
        QByteArray nick; // ours
        wire::CaseMapping mapping = wire::CaseMapping::Ascii;
    };
    /// nullopt: not signed on, or the server passes no tags on.
    std::optional<Whereabouts> whereabouts(const QString &id) const;
    QByteArray folded(const QString &id, const QByteArray &nick) const;
    void watch(const QString &id, const QByteArray &nick); // personSeen(), until unwatch() or the link has gone
    void unwatch(const QString &id, const QByteArray &nick);
    /// One line, stored by who asks: buddyHanded() or buddyRefused() tell what became of it.
    void sayToBuddy(const QString &id, const session::SayTo &words, const ChatId &buddy);
    /// A sign of the buddy's conversation, with this id (empty: nobody waits for it), as sayToBuddy(). What this server
    /// does not pass on waits for another way.
    void signToBuddy(const QString &id, const session::SignRequest &sign, const QByteArray &signId,
                     const ChatId &buddy);
    /// A sentence in the conversation with somebody, or on the server's page.
    void noteIn(const QString &id, const QByteArray &nick, const QString &text);
    /// ChatInfo::buddy and ChatInfo::introducing of somebody.
    void setBuddy(const QString &id, const QByteArray &nick, const ChatId &buddy, bool introducing);

Q_SIGNALS:
    void arrived(const QString &network); // we are signed on
    void departed(const QString &network);
    void personSeen(const QString &network, const QByteArray &nick, bool online); // of those that are watched
    void nickChanged(const QString &network, const QByteArray &from, const QByteArray &to); // also our own
    void accountSeen(const QString &network, const QByteArray &nick, const QByteArray &account); // of others
    void buddySaid(const QString &network, const plausch::session::Heard &heard); // tagged as of a buddy's conversation
    void buddySigned(const QString &network, const plausch::session::SignEvent &sign); // as buddySaid()
    void buddyHanded(const QString &network, const plausch::store::ChatId &buddy, const QByteArray &id);
    void buddyRefused(const QString &network, const plausch::store::ChatId &buddy);
    void networkAdded(const QString &id);
    void networkChanged(const QString &id); // also: there is a question
    void networkRemoved(const QString &id);
    void membersReset(const plausch::store::ChatId &room);
    void memberJoined(const plausch::store::ChatId &room, const plausch::chat::Member &member);
    void memberLeft(const plausch::store::ChatId &room, const QString &nick);
    /// `nick`: as the member was called until now.
    void memberChanged(const plausch::store::ChatId &room, const QString &nick, const plausch::chat::Member &member);
    void roomFound(const QString &network, const plausch::chat::FoundRoom &room);
    void roomsListed(const QString &network);
    void masksListed(const plausch::store::ChatId &room, QChar mode, const QList<plausch::chat::MaskEntry> &masks);
    void historyShown(const plausch::store::ChatId &chat, int count, bool more); // the answer to askOlder
    void invited(const QString &network, const QString &room, const QString &by);
    /// Something asked for did not work; `chat` is where it was asked (else the server's page). Stored there too.
    void failed(const plausch::store::ChatId &chat, const QString &text);
    void wireLine(const QString &network, bool outgoing, const QString &line);

    // The Switchboard's, for the conversations here.
    void chatAdded(const plausch::store::ChatId &chat);
    void chatChanged(const plausch::store::ChatId &chat);
    void chatRemoved(const plausch::store::ChatId &chat);
    void messagesAdded(const plausch::store::ChatId &chat, const QList<plausch::store::MessageRow> &rows);
    void pastAdded(const plausch::store::ChatId &chat);
    void messageStateChanged(const plausch::store::ChatId &chat, const QByteArray &id,
                             plausch::store::MessageState state);
    void messageChanged(const plausch::store::ChatId &chat, const plausch::store::MessageRow &row);
    void typingChanged(const plausch::store::ChatId &chat, const QStringList &names);
    /// Client-only tags that nothing here takes; never our own.
    void signalled(const QString &network, const plausch::session::Signalled &signal);
    void stopped();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace plausch::chat
