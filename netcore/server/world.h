// Layer: server. Thread: the realm's, the only one that ever touches it. Owner: ServerRealm.
#pragma once

#include "server/channel.h"
#include "server/client.h"
#include "server/fanout.h"
#include "server/relay.h"
#include "server/replies.h"
#include "server/settings.h"
#include "server/stamp.h"
#include "server/user.h"
#include "session/session.h"

#include <QByteArray>
#include <QHash>

#include <memory>
#include <unordered_map>
#include <vector>

namespace plausch::server {

/// How many there are, and how many there were at most.
struct Census
{
    int users = 0;
    int mostUsers = 0;
    int operators = 0;
    int invisible = 0;
};

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

    // Clients
    Client &add(const Arrival &arrival, Outlet &outlet);
    Client *client(ClientId id) const;
    const std::unordered_map<ClientId, std::unique_ptr<Client>> &clients() const { return m_clients; }

    // Users
    User *userNamed(QByteArrayView nick) const;
    const QHash<QByteArray, User *> &users() const { return m_users; }
    /// The client becomes a user of its own; nick is free.
    User &enter(Client &client, const QByteArray &nick, const QByteArray &name, const QByteArray &realName);
    /// The client becomes one more session of a user.
    void attach(Client &client, User &user);
    void rename(User &user, const QByteArray &nick);
    /// The client is no more; the user with it if it was the last session. Nothing is said to anybody.
    void remove(Client &client);

    // Channels
    Channel *channelNamed(QByteArrayView name) const;
    const QHash<QByteArray, Channel *> &channels() const { return m_channels; }
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
    /// With server-time and who sent it. A last parameter that makes the line too long is cut.
    Relay relay(QByteArray body);
    Relay relay(const User &from, QByteArrayView command, std::initializer_list<QByteArrayView> params);
    QByteArray nextId() { return m_ids.next(now.utc); }

    /// Between these two the client's lines are collected and leave in one write.
    void beginAnswer(Client &client, QByteArray label);
    void endAnswer();
    Client *asking() const { return m_asking; }
    Replies &replies() { return m_replies; }

    /// What ended before goes for good. Never while a command is being handled.
    void sweep();

private:
    std::unordered_map<ClientId, std::unique_ptr<Client>> m_clients;
    QHash<QByteArray, User *> m_users; // by folded nick
    QHash<QByteArray, Channel *> m_channels; // by folded name
    std::vector<std::unique_ptr<Client>> m_goneClients;
    std::vector<std::unique_ptr<User>> m_goneUsers;
    std::vector<std::unique_ptr<Channel>> m_goneChannels;
    ClientId m_lastId = 0;
    quint64 m_mark = 0;
    Fanout m_fanout;
    Replies m_replies;
    Client *m_asking = nullptr;
    TimeText m_time;
    MessageIds m_ids;
};

} // namespace plausch::server
