// Layer: io, private to it. Thread: the link's loop. Owner: an EpollLink.
#pragma once

#include "io/link.h"
#include "io/tlsserver.h"

#include <QByteArray>
#include <QString>

#include <vector>

struct ssl_st;

namespace plausch::io {

/// The accepting end of TLS for one stream, without its socket: bytes in, bytes out. Between records it has no buffer.
class TlsStream
{
public:
    TlsStream(std::shared_ptr<const TlsServer> server, int openMsecs);
    ~TlsStream();
    TlsStream(const TlsStream &) = delete;
    TlsStream &operator=(const TlsStream &) = delete;

    /// The handshake's time limit, by any clock.
    void begin(qint64 now) { m_deadline = now + m_openMsecs; }
    qint64 deadline() const { return m_deadline; }
    void describe(LinkInfo &info) const; // once it is open

    /// From the peer, valid up to the next call of another object's. To be followed by shake() or read(), then
    /// settle().
    void feed(QByteArrayView sealed) { m_in = sealed; }
    /// What was not used of it is copied.
    void settle();
    /// There is something to read without being fed.
    bool hasMore() const;
    void endReading(); // what is here already is forgotten

    enum class Step { NeedsMore, Open, Failed };
    Step shake();
    /// Opened bytes; 0: no more at the moment, or never again.
    qint64 read(char *room, qint64 size);
    bool isOver() const { return m_isOver; } // the peer has said goodbye or broken the rules
    const QString &error() const { return m_error; } // of the handshake or of reading; empty after a goodbye

    /// False: not any more. Into as few records as it takes, which lie in `room`, nothing being outgoing before; to be
    /// followed by a try to send and forgetSent().
    bool seal(QByteArrayView bytes, std::vector<char> &room);
    /// The goodbye (close_notify); false: it was said.
    bool finish();
    /// To be sent to the peer.
    QByteArrayView outgoing() const { return m_outgoing; }
    /// What was sealed last and is left is copied.
    void forgetSent(qint64 count);
    void forgetOutgoing();

private:
    friend struct TlsStreamBio;

    void put(const char *sealed, qsizetype size);
    Step fail(const QString &error);

    std::shared_ptr<const TlsServer> m_server;
    ssl_st *m_ssl;
    QByteArrayView m_in; // of the last feed(), or of m_rest
    QByteArray m_rest;
    QByteArray m_out; // waits for the kernel, and what is sent of it
    QByteArrayView m_outgoing; // of m_out, or of the room of the last seal()
    std::vector<char> *m_room = nullptr; // while seal() runs
    QString m_error;
    qint64 m_deadline = 0;
    int m_openMsecs;
    bool m_started = false;
    bool m_isOpen = false;
    bool m_isOver = false;
    bool m_finished = false;
};

} // namespace plausch::io
