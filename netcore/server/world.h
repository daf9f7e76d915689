// Layer: server. Thread: the realm's, the only one that ever touches it. Owner: ServerRealm.
#pragma once

#include "server/accountnames.h"
#include "server/attempts.h"
#include "server/channel.h"
#include "server/client.h"
#include "server/confusables.h"
#include "server/departed.h"
#include "server/fanout.h"
#include "server/history.h"
#include "server/klines.h"
#include "server/profile.h"
#include "server/relay.h"
#include "server/replies.h"
#include "server/settings.h"
#include "server/stamp.h"
#include "server/user.h"
#include "server/watchers.h"
#include "session/session.h"

#include <QByteArray>
#include <QHash>
#include <QSet>

#include <functional>
#include <memory>
#include <unordered_map>
#include <utility>
#include <vector>

namespace plausch::server {

/// How many there are, and how many there were at most.
struct Census
{
    int users = 0;
    int mostUsers = 0;
    int operators = 0;
    int invisible = 0;
    int unregistered = 0; // connections that are no users yet
};

struct Command;

/// The host of a user: the numeric address, with a zero before a leading colon, which would be taken for the last
/// parameter.
QByteArray hostOf(const Arrival &arrival);

/// Who is here, in which channels, and how lines reach them. It knows no command: those are functions over it.
///
/// Clients, users and channels that end stay in memory until sweep(), so that the command that ended them may still
/// look at them.
class World
{
public:
    explicit World(Settings settings);
    ~World();

    Settings settings;
    session::Moment now; // of the line that is being handled
    Census census;
    Departed departed;
    Watchers watchers;
    KLines klines;
    HistoryPile history;
    QHash<const Command *, quint64> uses; // for STATS

    // Clients
    Client &add(const Arrival &arrival, Outlet &outlet);
    Client *client(ClientId id) const;
    const std::unordered_map<ClientId, std::unique_ptr<Client>> &clients() const { return m_clients; }
    int clientsOf(const QByteArray &crowd) const { return m_crowds.value(crowd); }

    // Users
    User *userNamed(QByteArrayView nick) const;
    const QHash<QByteArray, User *> &users() const { return m_users; }
    /// The client becomes a user of its own; nick is free.
    User &enter(Client &client, const QByteArray &nick, const QByteArray &name, const QByteArray &realName);
    /// The client becomes one more session of a user.
    void attach(Client &client, User &user);
    /// The client is nobody's session for the moment; the user ends if it was the last one. Nothing is said to anybody.
    void detach(Client &client);
    void rename(User &user, const QByteArray &nick);
    /// Keeps census and operators() true.
    void setMode(User &user, UserMode mode, bool on);
    const std::vector<User *> &operators() const { return m_operators; }
    /// A user other than `self` whose nick can be mistaken for this one (confusables.h).
    const User *lookalike(QByteArrayView nick, const User *self);
    /// The client is no more; the user with it if it was the last session. Nothing is said to anybody.
    void remove(Client &client);

    // Accounts
    AccountNames accountNames;
    Attempts attempts; // at passwords
    Attempts arrivals;
    QSet<QByteArray> touched; // folded names of channels that stay, or did, and changed (keptchannels.h)
    bool loading = false; // the accounts and their channels are not known yet: nobody is let in
    /// Of an account somebody is signed in to; nullptr: nobody is.
    std::shared_ptr<Profile> profileOf(QByteArrayView account) const;
    /// As it was loaded, unless there is one already, which knows more.
    std::shared_ptr<Profile> keepProfile(Profile loaded);
    /// nullptr: signed out. The user and all its clients are of that account from now on; nothing is said to anybody.
    void setProfile(User &user, std::shared_ptr<Profile> profile);
    /// The user's, made if there is none.
    Profile &profile(User &user);

    // Channels
    Channel *channelNamed(QByteArrayView name) const;
    const QHash<QByteArray, Channel *> &channels() const { return m_channels; }
    const Channel *channelLookalike(QByteArrayView name);
    Channel &create(const QByteArray &name);
    void rename(Channel &channel, const QByteArray &name);
    void destroy(Channel &channel);
    Member *memberOf(const Channel &channel, const User &user) const; // nullptr: not in it
    void enter(Channel &channel, User &user, Ranks ranks);
    /// An empty channel that is not persistent ends.
    void leave(Channel &channel, User &user);
    /// Of more than there may be the oldest are forgotten.
    void invite(Channel &channel, User &user);
    void forgetInvitation(Channel &channel, User &user);

    // Lines out. What goes to the client whose command is being handled becomes part of its answer.
    void deliver(Client &to, Relay &line);
    void deliver(User &to, Relay &line, Client *except = nullptr); // to every session
    void deliver(Channel &to, Relay &line, Client *except = nullptr);
    /// Everybody who shares a channel with the user, once each; the user too if said so.
    void deliverAround(User &user, Relay &line, bool toSelf);
    /// What waits in the fan-out goes to its outlets. Before anything else does, and at the end of a turn.
    void flush() { m_fanout.flush(); }
    qsizetype waiting() const { return m_fanout.waiting(); } // clients
    /// A line of the server's own, outside any answer.
    void write(Client &to, const QByteArray &lines);
    template <class Visit> void visitAround(User &user, bool withSelf, Visit visit); // each User once
    /// After deliverAround() with the same line: those who watch the nick and have extended-monitor, unless they were
    /// told just now (https://ircv3.net/specs/extensions/extended-monitor).
    void tellWatchers(User &user, Relay &line);
    /// With server-time and who sent it. A last parameter that makes the line too long is cut.
    Relay relay(QByteArray body);
    Relay relay(const User &from, QByteArrayView command, std::initializer_list<QByteArrayView> params);
    QByteArray nextId() { return m_ids.next(now.utc); }

    /// Between these two the client's lines are collected and leave in one write.
    void beginAnswer(Client &client, QByteArray label);
    void endAnswer();
    /// The answer echoes what is not kept yet, so it waits for that (history.h).
    void holdAnswer() { m_holdsAnswer = true; }
    bool holdsAnswer() const { return m_holdsAnswer; }
    /// The client's first held answer and those behind it go out, up to the next echo. Where the echo was not kept
    /// `instead` answers, in its place and with its label.
    void releaseAnswer(Client &client, const std::function<void(QByteArray label)> &instead);
    Client *asking() const { return m_asking; }
    Replies &replies() { return m_replies; }

    /// What ended before goes for good. Never while a command is being handled.
    void sweep();
    void sweepProfiles(); // once in a while

private:
    std::unordered_map<ClientId, std::unique_ptr<Client>> m_clients;
    QHash<QByteArray, User *> m_users; // by folded nick
    QHash<QByteArray, Channel *> m_channels; // by folded name
    std::vector<std::unique_ptr<Client>> m_goneClients;
    std::vector<std::unique_ptr<User>> m_goneUsers;
    std::vector<std::unique_ptr<Channel>> m_goneChannels;
    QHash<QByteArray, int> m_crowds; // clients by crowdOf(their address)
    std::vector<User *> m_operators;
    Lookalikes m_nickLooks;
    Lookalikes m_channelLooks;
    ClientId m_lastId = 0;
    quint64 m_mark = 0;
    Fanout m_fanout;
    QHash<QByteArray, std::weak_ptr<Profile>> m_profiles; // by folded account
    Replies m_replies;
    Client *m_asking = nullptr;
    void hold(Client &client, HeldAnswer answer);
    HeldAnswer takeHeld(Client &client);

    bool m_holdsAnswer = false;
    TimeText m_time;
    MessageIds m_ids;
};

template <class Visit> void World::visitAround(User &user, bool withSelf, Visit visit)
{
    user.mark = ++m_mark;
    if (withSelf)
        visit(user);
    for (const Membership &membership : user.channels) {
        for (const Member &member : membership.channel->members) {
            if (std::exchange(member.user->mark, m_mark) != m_mark)
                visit(*member.user);
        }
    }
}

} // namespace plausch::server
