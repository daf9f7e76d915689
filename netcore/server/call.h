// Layer: server. A value of one turn. Thread: the realm's.
#pragma once

#include "server/world.h"
#include "session/numerics.h"
#include "wire/message.h"

#include <QByteArray>
#include <QByteArrayView>

#include <initializer_list>

namespace plausch::server {

class ServerRealm;

/// One command of one client, with what it takes to answer it. The handlers are functions over this.
class Call
{
public:
    using Views = std::initializer_list<QByteArrayView>;

    Call(ServerRealm &aRealm, World &aWorld, Client &aClient, const wire::MessageView &aLine)
        : realm(aRealm), world(aWorld), client(aClient), line(aLine)
    {
    }

    ServerRealm &realm;
    World &world;
    Client &client;
    const wire::MessageView &line;

    /// Who asks; only in commands that are not for before registration.
    User &user() const { return *client.user; }
    QByteArrayView param(int index) const { return line.param(index); }

    /// ":server NNN nick middle... :text". A middle that is none (empty, a blank, a colon in front) becomes "*".
    void numeric(session::Numeric code, Views middle, QByteArrayView text = {}) const;
    /// https://ircv3.net/specs/extensions/standard-replies
    void fail(QByteArrayView command, QByteArrayView code, Views context, QByteArrayView text) const;
    void warn(QByteArrayView command, QByteArrayView code, Views context, QByteArrayView text) const;
    void note(QByteArrayView command, QByteArrayView code, Views context, QByteArrayView text) const;
    /// ":server body": anything else the server says to who asks; a line that is too long is cut.
    void say(QByteArrayView body, QByteArrayView tags = {}) const;
    /// Nick of who asks, "*" before there is one.
    QByteArrayView nick() const;

private:
    void standard(QByteArrayView kind, QByteArrayView command, QByteArrayView code, Views context,
                  QByteArrayView text) const;
};

/// ":server NNN nick middle... :text", for whoever has that nick; a text that makes the line too long is cut.
QByteArray numericBody(const World &world, QByteArrayView nick, session::Numeric code, Call::Views middle,
                       QByteArrayView text = {});
/// The last line for a client, with CR LF.
QByteArray farewell(QByteArrayView address, QByteArrayView words);

/// Closes the client with "ERROR :Closing link: ..." and tells those who saw it: QUIT with these words.
void disconnect(World &world, Client &client, QByteArrayView words);

} // namespace plausch::server
