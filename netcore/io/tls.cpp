#include "io/tls.h"

#include "io/openssl_p.h"

#include <QCryptographicHash>
#include <QSslSocket>

#include <openssl/err.h>

namespace plausch::io {
namespace {

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
QByteArray keyFingerprint(const X509 *certificate)
{
    unsigned char *spki = nullptr;
    const int size = certificate ? i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate), &spki) : 0;
    if (size <= 0)
        return {};
    const QByteArray bytes(reinterpret_cast<const char *>(spki), size);
    OPENSSL_free(spki);
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

QByteArray publicKeyFingerprint(const QSslCertificate &certificate)
{
    if (certificate.isNull())
        return {};
    const QByteArray der = certificate.toDer();
    auto data = reinterpret_cast<const unsigned char *>(der.constData());
    const CertificatePtr x509(d2i_X509(nullptr, &data, static_cast<long>(der.size())));
    return keyFingerprint(x509.get());
}

QString takeOpensslError()
{
    const char *reason = ERR_reason_error_string(ERR_get_error());
    ERR_clear_error();
    return reason ? QString::fromLatin1(reason) : QStringLiteral("TLS failed");
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
