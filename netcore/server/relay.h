// Layer: server. A value of one turn. Thread: the realm's.
#pragma once

#include "session/capabilities.h"

#include <QByteArray>

#include <array>

namespace plausch::server {

/// One line on its way to any number of clients: encoded at most once per set of tags, and shared by all of that set.
class Relay
{
public:
    static constexpr std::size_t Variants = 8; // by server-time, message-tags, account-tag
    static std::size_t variantOf(session::Caps caps);

    /// The body without tags and without CR LF.
    explicit Relay(QByteArray body) { setBody(std::move(body)); }

    QByteArrayView body() const { return QByteArrayView(m_line).chopped(2); }
    /// Before lineFor().
    void setBody(QByteArray body) { m_line = std::move(body.append("\r\n")); }

    QByteArray time; // server-time
    QByteArray id; // msgid
    QByteArray account; // of who sent it
    QByteArray batch; // that the line is in, for the one client that gets it
    QByteArray clientTags; // "+a=b;+c", still escaped
    bool fromBot = false; // https://ircv3.net/specs/extensions/bot-mode#bot-message-tag
    session::Caps needs; // clients without all of these do not get it
    session::Caps lacks; // clients with any of these do not get it

    bool isFor(session::Caps caps) const { return (caps & needs) == needs && !(caps & lacks); }
    /// The line with CR LF.
    const QByteArray &lineFor(session::Caps caps);
    /// Without '@', empty if there are none.
    QByteArray tagsFor(session::Caps caps) const;

private:
    QByteArray m_line; // without tags
    std::array<QByteArray, Variants> m_lines;
};

} // namespace plausch::server
