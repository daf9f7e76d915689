#include "chat/identity.h"

#include "io/privatefile.h"
#include "io/selfsigned.h"
#include "io/tls.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>

namespace plausch::chat {
namespace {

template <auto Free> struct Freed
{
    template <class T> void operator()(T *object) const { Free(object); }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Bio = std::unique_ptr<BIO, Freed<BIO_free_all>>;

constexpr qint64 MaxFileBytes = 64 * 1024;

/// Null certificate: this is not a key and the certificate that belongs to it.
Identity fromPem(const QByteArray &pem)
{
    char noPassword[] = ""; // else OpenSSL would ask on the terminal
    const auto open = [&pem] { return Bio(BIO_new_mem_buf(pem.constData(), int(pem.size()))); };
    const Key key(PEM_read_bio_PrivateKey(open().get(), nullptr, nullptr, noPassword));
    const Certificate certificate(PEM_read_bio_X509(open().get(), nullptr, nullptr, noPassword));
    if (!key || !certificate || X509_check_private_key(certificate.get(), key.get()) != 1)
        return Identity();
    Identity identity;
    identity.key = QSslKey(pem, EVP_PKEY_is_a(key.get(), "EC") ? QSsl::Ec : QSsl::Rsa);
    identity.certificate = QSslCertificate(pem);
    identity.fingerprint = io::publicKeyFingerprint(identity.certificate);
    return identity.key.isNull() ? Identity() : identity;
}

IdentityResult failure(const QString &error)
{
    IdentityResult result;
    result.error = error;
    return result;
}

IdentityResult load(const QString &path)
{
    const QString shown = QDir::toNativeSeparators(path);
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return failure(
            QCoreApplication::translate("plausch::chat::Identity", "Your key %1 cannot be read.").arg(shown));
    IdentityResult result;
    result.identity = fromPem(file.read(MaxFileBytes));
    if (result.identity.certificate.isNull())
        return failure(QCoreApplication::translate("plausch::chat::Identity",
                                                   "Your key %1 is damaged. Put back a copy, or remove it to begin as "
                                                   "somebody new.")
                           .arg(shown));
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner); // a copy put back may be readable by others
    return result;
}

IdentityResult create(const QString &path)
{
    const QByteArray pem = io::newSelfSigned();
    const QString error = pem.isEmpty() ? QStringLiteral("OpenSSL") : io::writePrivately(path, pem);
    if (!error.isEmpty())
        return failure(QCoreApplication::translate("plausch::chat::Identity", "Your key %1 cannot be made: %2.")
                           .arg(QDir::toNativeSeparators(path), error));
    IdentityResult result;
    result.identity = fromPem(pem);
    result.created = true;
    return result;
}

} // namespace

IdentityResult loadOrCreateIdentity(const QString &profileDir)
{
    if (!QFileInfo::exists(profileDir) && QDir().mkpath(profileDir))
        QFile::setPermissions(profileDir, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    const QString path = QDir(profileDir).filePath(QLatin1String(IdentityFile));
    const QFileInfo info(path);
    return info.exists() || info.isSymLink() ? load(path) : create(path);
}

} // namespace plausch::chat
