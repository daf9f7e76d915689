#include "io/tlsstream_p.h"

#include "io/openssl_p.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <cstring>

namespace plausch::io {
namespace {

constexpr char ClientHello = 0x16; // RFC 8446 section 5.1, handshake record
/// OpenSSL makes room for a record of this size and gives it back, whatever goes into it. That for a small one is what
/// the C library has at hand, a sixth of the time sealing a line takes.
constexpr int SmallRecord = 768;
constexpr int LargeRecord = 16 * 1024; // RFC 8446 section 5.1

} // namespace

/// OpenSSL's way to a stream's bytes: reading takes them from where they lie, writing always has room.
struct TlsStreamBio
{
    static TlsStream &streamOf(BIO *bio) { return *static_cast<TlsStream *>(BIO_get_data(bio)); }

    static int read(BIO *bio, char *to, int size)
    {
        QByteArrayView &in = streamOf(bio).m_in;
        BIO_clear_retry_flags(bio);
        if (in.isEmpty()) {
            BIO_set_retry_read(bio);
            return -1;
        }
        const qsizetype count = std::min<qsizetype>(size, in.size());
        std::memcpy(to, in.data(), static_cast<std::size_t>(count));
        in = in.sliced(count);
        return static_cast<int>(count);
    }
    static int write(BIO *bio, const char *from, int size)
    {
        streamOf(bio).put(from, size);
        return size;
    }
    static long control(BIO *, int command, long, void *) { return command == BIO_CTRL_FLUSH ? 1 : 0; }

    static BIO_METHOD *method()
    {
        static const std::unique_ptr<BIO_METHOD, Freed<BIO_meth_free>> s_method = [] {
            std::unique_ptr<BIO_METHOD, Freed<BIO_meth_free>> made(
                BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "plausch stream"));
            BIO_meth_set_read(made.get(), read);
            BIO_meth_set_write(made.get(), write);
            BIO_meth_set_ctrl(made.get(), control);
            return made;
        }();
        return s_method.get();
    }
};

TlsStream::TlsStream(std::shared_ptr<const TlsServer> server, int openMsecs)
    : m_server(std::move(server)), m_ssl(SSL_new(m_server->context())), m_openMsecs(openMsecs)
{
    BIO *bio = BIO_new(TlsStreamBio::method());
    BIO_set_data(bio, this);
    BIO_set_init(bio, 1);
    SSL_set_bio(m_ssl, bio, bio);
    SSL_set_accept_state(m_ssl);
}

TlsStream::~TlsStream()
{
    SSL_free(m_ssl);
}

void TlsStream::describe(LinkInfo &info) const
{
    if (!m_isOpen)
        return;
    info.encrypted = true;
    info.cipher =
        QString::fromLatin1(SSL_get_version(m_ssl)) + QLatin1Char(' ') + QString::fromLatin1(SSL_get_cipher(m_ssl));
    info.peerFingerprint = keyFingerprint(SSL_get0_peer_certificate(m_ssl));
}

void TlsStream::settle()
{
    if (m_in.isEmpty())
        m_rest = QByteArray();
    else if (m_rest.isEmpty())
        m_in = m_rest = m_in.toByteArray();
}

bool TlsStream::hasMore() const
{
    return !m_isOver && (!m_in.isEmpty() || SSL_pending(m_ssl) > 0);
}

void TlsStream::endReading()
{
    m_isOver = true;
    m_in = {};
    m_rest = QByteArray();
}

TlsStream::Step TlsStream::shake()
{
    if (!m_started && !m_in.isEmpty() && m_in.front() != ClientHello) {
        m_out = m_server->plainAnswer();
        m_outgoing = m_out;
        return fail(QStringLiteral("the first byte is not one of TLS"));
    }
    m_started = true;
    ERR_clear_error();
    const int outcome = SSL_do_handshake(m_ssl);
    if (outcome == 1) {
        m_isOpen = true;
        return Step::Open;
    }
    if (SSL_get_error(m_ssl, outcome) == SSL_ERROR_WANT_READ)
        return Step::NeedsMore;
    return fail(takeOpensslError());
}

TlsStream::Step TlsStream::fail(const QString &error)
{
    m_error = error;
    m_isOver = true;
    return Step::Failed;
}

qint64 TlsStream::read(char *room, qint64 size)
{
    qint64 got = 0;
    while (got < size && hasMore()) {
        ERR_clear_error();
        std::size_t count = 0;
        const int outcome = SSL_read_ex(m_ssl, room + got, static_cast<std::size_t>(size - got), &count);
        if (outcome == 1) {
            got += static_cast<qint64>(count);
            continue;
        }
        const int error = SSL_get_error(m_ssl, outcome);
        if (error == SSL_ERROR_WANT_READ)
            break;
        m_isOver = true;
        if (error != SSL_ERROR_ZERO_RETURN)
            m_error = takeOpensslError();
    }
    return got;
}

bool TlsStream::seal(QByteArrayView bytes, std::vector<char> &room)
{
    Q_ASSERT(m_outgoing.isEmpty());
    room.clear();
    m_room = &room;
    const int record = bytes.size() <= SmallRecord ? SmallRecord : LargeRecord;
    SSL_set_max_send_fragment(m_ssl, record);
    SSL_set_split_send_fragment(m_ssl, record); // the first made it small and does not make it large again
    std::size_t written = 0;
    const bool done = SSL_write_ex(m_ssl, bytes.data(), static_cast<std::size_t>(bytes.size()), &written) == 1;
    m_room = nullptr;
    m_outgoing = QByteArrayView(room.data(), std::ssize(room));
    if (!done)
        ERR_clear_error();
    return done;
}

void TlsStream::put(const char *sealed, qsizetype size)
{
    if (m_room) {
        m_room->insert(m_room->end(), sealed, sealed + size);
        return;
    }
    const qsizetype sent = m_out.size() - m_outgoing.size();
    m_out.append(sealed, size);
    m_outgoing = QByteArrayView(m_out).sliced(sent);
}

bool TlsStream::finish()
{
    if (!m_isOpen || m_finished)
        return false;
    m_finished = true;
    ERR_clear_error();
    SSL_shutdown(m_ssl); // refuses after a fatal error, which has said it all
    ERR_clear_error();
    return true;
}

void TlsStream::forgetSent(qint64 count)
{
    m_outgoing = m_outgoing.sliced(count);
    if (m_outgoing.isEmpty())
        forgetOutgoing();
    else if (m_out.isEmpty())
        m_outgoing = m_out = m_outgoing.toByteArray();
}

void TlsStream::forgetOutgoing()
{
    m_outgoing = {};
    m_out = QByteArray();
}

} // namespace plausch::io
