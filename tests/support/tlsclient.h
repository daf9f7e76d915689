// The dialling end of TLS by plain blocking OpenSSL, to be used on a thread of its own.
#pragma once

#include <QByteArray>

#include <memory>

struct ssl_st;
struct ssl_ctx_st;

namespace plausch::test {

enum class TlsVersion { Any, Tls11, Tls12 }; // at most

struct TlsClientOptions
{
    TlsVersion version = TlsVersion::Any;
    QByteArray identity = QByteArray(); // key and certificate in PEM; empty: shows none
};

class TlsClient
{
public:
    /// The descriptor stays the caller's.
    explicit TlsClient(int descriptor, const TlsClientOptions &options = {});
    ~TlsClient();
    TlsClient(const TlsClient &) = delete;
    TlsClient &operator=(const TlsClient &) = delete;

    bool shake();
    bool isOpen() const { return m_isOpen; }
    /// How many bytes went out before the end, an error or the time limit.
    qint64 send(const QByteArray &bytes, int recordBytes = 16 * 1024);
    /// Up to `size` bytes, fewer at the goodbye or on an error.
    QByteArray receive(qint64 size);
    void sayGoodbye();
    /// TLS 1.2: asks for another handshake; whether it was allowed.
    bool renegotiate();
    /// TLS 1.3: new keys, and the other end has to do the same. False: it could not be sent.
    bool updateKeys();
    /// errno of the last receive: 0 after a goodbye, EPROTO after an end without one or an alert.
    int error() const { return m_error; }
    QByteArray alert() const { return m_alert; } // what OpenSSL says went wrong last
    QByteArray keyFingerprint() const; // the other end's
    bool gotTicket() const { return m_gotTicket; }

private:
    int noteError(int outcome, int error);

    ssl_ctx_st *m_context;
    ssl_st *m_ssl;
    QByteArray m_alert;
    int m_error = 0;
    bool m_isOpen = false;
    bool m_gotTicket = false;
};

} // namespace plausch::test
