// Layer: server. Thread: the realm's. Owner: who made the client known (ChatServer; in tests a list of lines).
#pragma once

#include <QByteArray>

namespace plausch::server {

/// Where a client's lines go. Nothing here calls back into the realm.
class Outlet
{
public:
    virtual ~Outlet() = default;
    /// Whole lines with CR LF. The bytes are shared, not copied: one line may go to a thousand outlets.
    virtual void write(const QByteArray &lines) = 0;
    /// Flushes and closes. No more lines are to come from this client.
    virtual void close() = 0;
    /// The command cost as much as so many ordinary lines.
    virtual void charge(int lines) = 0;
};

} // namespace plausch::server
