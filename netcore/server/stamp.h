// Layer: server. Pure functions, any thread.
#pragma once

#include <QByteArray>

namespace plausch::server {

/// Text of server-time for one millisecond after the other: what was asked for last is kept.
class TimeText
{
public:
    /// As 2026-02-28T19:30:01.123Z (https://ircv3.net/specs/extensions/server-time).
    const QByteArray &of(qint64 utcMsecs);

private:
    qint64 m_second = -1;
    qint64 m_msecs = -1;
    QByteArray m_text;
};

/// Ids of messages: unique for good, growing with time, 13 letters and digits that sort as they grow.
class MessageIds
{
public:
    QByteArray next(qint64 utcMsecs);

private:
    quint64 m_last = 0;
};

} // namespace plausch::server
