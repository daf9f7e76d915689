// Layer: io, private to it. Thread: the link's loop. Owner: QtLink.
#pragma once

#include "io/link.h"

namespace plausch::io {

/// What a channel tells its link. Calls may come out of the channel's own methods, so the link only notes what it
/// hears and deletes the channel in a later turn.
class ChannelObserver
{
public:
    virtual ~ChannelObserver() = default;
    virtual void onChannelReady() = 0; // the handshake is done
    virtual void onChannelReadable() = 0; // the link reads as much as it likes; asked again while there is more
    virtual void onChannelSent() = 0; // the queue is shorter
    virtual void onChannelEnded(CloseReason reason, const QString &detail) = 0; // everything before it was read
};

/// How the bytes of one link travel: as they are (PlainChannel) or through TLS (TlsChannel).
class Channel
{
public:
    virtual ~Channel() = default;
    /// 0: nothing at the moment, or the end, which was told before it returns.
    virtual qint64 read(char *data, qint64 size) = 0;
    virtual void write(const QByteArray &bytes) = 0; // queued, sent in a later turn or by flush()
    virtual qint64 queuedBytes() const = 0;
    virtual void flush() = 0; // as far as the kernel takes it now
    virtual void setReading(bool on) = 0;
    /// Sends the queue and then the end of stream; drops what still comes. onChannelEnded() when all that is over.
    virtual void finish() = 0;
    virtual void reset() = 0; // flush, RST, and silence
};

} // namespace plausch::io
