// Layer: io. Values about TLS, any thread.
#pragma once

#include <QByteArray>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>

namespace plausch::io {

/// SHA-256 of the certificate's public key (DER, SubjectPublicKeyInfo): 32 bytes, empty for a null certificate.
/// This is a person's identity in Plausch; names and addresses are not.
QByteArray publicKeyFingerprint(const QSslCertificate &certificate);

/// Whom a dialled link believes.
enum class Trust {
    Key, // expectedPeer alone; buddies know no authority
    Authorities, // who proves the host's name by a certificate authority, else expectedPeer, else nobody
};

/// TLS 1.2 or newer. Between buddies both ends present a certificate.
struct TlsOptions
{
    QSslCertificate certificate = QSslCertificate(); // null: this end presents none
    QSslKey key = QSslKey();
    /// Dialled links: the only key the other end may show; empty: whoever answers (first use, pinned by the caller).
    /// Another key closes the link with IdentityMismatch before one byte of ours was sent inside the tunnel.
    /// With Trust::Authorities: the key that is believed without an authority's word. Empty: nobody's, and the link
    /// closes with UntrustedPeer, likewise before one byte was sent.
    QByteArray expectedPeer;
    Trust trust = Trust::Key;
    /// Of Trust::Authorities; empty: the system's.
    QList<QSslCertificate> authorities = {};
    /// Our own fingerprint: a link to ourselves closes with OwnIdentity. Empty: not checked.
    QByteArray ownFingerprint;
};

QSslConfiguration clientConfiguration(const TlsOptions &options);
QSslConfiguration serverConfiguration(const TlsOptions &options);

} // namespace plausch::io
