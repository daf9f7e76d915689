// Layer: chat. Thread: any (values). Owner: Application.
#pragma once

#include <QByteArray>
#include <QSslCertificate>
#include <QSslKey>
#include <QString>
#include <QStringList>

namespace plausch::chat {

/// Who this profile is: a P-256 key and a self-signed certificate, made at the first start.
struct Identity
{
    QSslCertificate certificate;
    QSslKey key;
    QByteArray fingerprint; // io::publicKeyFingerprint, 32 bytes
};

inline constexpr char IdentityFile[] = "identity.pem"; // in the profile's folder: key and certificate

struct IdentityResult
{
    Identity identity;
    QString error; // empty: all is well; else a sentence that names the file
    bool created = false;
};

/// Loads <dir>/identity.pem, or makes it (mode 0600, written whole or not at all). A file that is there but cannot be
/// read or does not fit together is an error and stays untouched: a new key would silently be a new person.
IdentityResult loadOrCreateIdentity(const QString &profileDir);

/// Eight pronounceable words (proquints, arXiv:0901.4016) from both keys, the same on both ends and in every language.
QStringList verificationWords(const QByteArray &fingerprintA, const QByteArray &fingerprintB);
/// "3f9a 0c1d ..." in groups of four hex digits.
QString readableFingerprint(const QByteArray &fingerprint);

} // namespace plausch::chat
