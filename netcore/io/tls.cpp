#include "io/tls.h"

#include <QCryptographicHash>
#include <QSslSocket>

#include <openssl/x509.h>

#include <memory>

namespace plausch::io {
namespace {

struct X509Deleter
{
    void operator()(X509 *certificate) const { X509_free(certificate); }
};

QSslConfiguration commonConfiguration(const TlsOptions &options)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setSslOption(QSsl::SslOptionDisableSessionTickets, true);
    configuration.setSslOption(QSsl::SslOptionDisableSessionSharing, true);
    configuration.setSslOption(QSsl::SslOptionDisableSessionPersistence, true);
    configuration.setSslOption(QSsl::SslOptionDisableCompression, true);
    if (!options.certificate.isNull()) {
        configuration.setLocalCertificate(options.certificate);
        configuration.setPrivateKey(options.key);
    }
    return configuration;
}

} // namespace

// Not through QSslKey, which does not know every kind of key a foreign peer may show (Ed25519 among them).
QByteArray publicKeyFingerprint(const QSslCertificate &certificate)
{
    if (certificate.isNull())
        return {};
    const QByteArray der = certificate.toDer();
    auto data = reinterpret_cast<const unsigned char *>(der.constData());
    const std::unique_ptr<X509, X509Deleter> x509(d2i_X509(nullptr, &data, static_cast<long>(der.size())));
    if (!x509)
        return {};
    unsigned char *spki = nullptr;
    const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(x509.get()), &spki);
    if (size <= 0)
        return {};
    const QByteArray bytes(reinterpret_cast<const char *>(spki), size);
    OPENSSL_free(spki);
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

QSslConfiguration clientConfiguration(const TlsOptions &options)
{
    QSslConfiguration configuration = commonConfiguration(options);
    // The link judges: by the key alone, or by what was found wrong with the certificate.
    const bool looksUp = options.trust == Trust::Authorities;
    configuration.setPeerVerifyMode(looksUp ? QSslSocket::VerifyPeer : QSslSocket::VerifyNone);
    if (looksUp)
        configuration.setCaCertificates(options.authorities.isEmpty() ? QSslConfiguration::systemCaCertificates()
                                                                      : options.authorities);
    else
        configuration.setCaCertificates({});
    return configuration;
}

QSslConfiguration serverConfiguration(const TlsOptions &options)
{
    QSslConfiguration configuration = commonConfiguration(options);
    configuration.setPeerVerifyMode(QSslSocket::QueryPeer);
    configuration.setCaCertificates({}); // trust is by key: nothing to look up
    return configuration;
}

} // namespace plausch::io
