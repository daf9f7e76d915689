#include "chat/identity.h"

#include "io/tls.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

namespace plausch::chat {
namespace {

template <auto Free> struct Freed
{
    template <class T> void operator()(T *object) const { Free(object); }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>>;
using Bio = std::unique_ptr<BIO, Freed<BIO_free_all>>;

constexpr auto FileName = "identity.pem";
constexpr qint64 MaxFileBytes = 64 * 1024;

bool addExtension(X509 *certificate, int nid, const char *value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

/// Nothing in it tells who or when: one name for all, a random serial number, and RFC 5280's widest validity
/// (section 4.1.2.5), so that a wrong clock on either side does not matter.
Certificate selfSigned(EVP_PKEY *key)
{
    Certificate made(X509_new());
    unsigned char serial[8];
    if (!made || RAND_bytes(serial, sizeof serial) != 1)
        return {};
    serial[0] &= 0x7f; // positive
    const std::unique_ptr<BIGNUM, Freed<BN_free>> number(BN_bin2bn(serial, sizeof serial, nullptr));
    X509_NAME *name = X509_get_subject_name(made.get());
    const auto *plausch = reinterpret_cast<const unsigned char *>("Plausch");
    const bool well = number && X509_set_version(made.get(), X509_VERSION_3) == 1
        && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(made.get()))
        && ASN1_TIME_set_string_X509(X509_getm_notBefore(made.get()), "20000101000000Z") == 1
        && ASN1_TIME_set_string_X509(X509_getm_notAfter(made.get()), "99991231235959Z") == 1
        && X509_NAME_add_entry_by_NID(name, NID_commonName, MBSTRING_UTF8, plausch, -1, -1, 0) == 1
        && X509_set_issuer_name(made.get(), name) == 1 && X509_set_pubkey(made.get(), key) == 1
        && addExtension(made.get(), NID_basic_constraints, "critical,CA:FALSE")
        && addExtension(made.get(), NID_ext_key_usage, "clientAuth,serverAuth")
        && addExtension(made.get(), NID_subject_key_identifier, "hash") && X509_sign(made.get(), key, EVP_sha256()) > 0;
    return well ? std::move(made) : Certificate();
}

/// Key and certificate as PEM; empty if OpenSSL cannot.
QByteArray newIdentity()
{
    const Key key(EVP_EC_gen("P-256"));
    const Certificate certificate = key ? selfSigned(key.get()) : Certificate();
    const Bio out(BIO_new(BIO_s_mem()));
    if (!certificate || !out
        || PEM_write_bio_PrivateKey(out.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1
        || PEM_write_bio_X509(out.get(), certificate.get()) != 1)
        return {};
    char *bytes = nullptr;
    const long size = BIO_get_mem_data(out.get(), &bytes);
    return QByteArray(bytes, size);
}

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

QString systemError()
{
    return QString::fromLocal8Bit(std::strerror(errno));
}

bool writeAll(int file, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t written = ::write(file, bytes.data(), size_t(bytes.size()));
        if (written < 0 && errno != EINTR)
            return false;
        bytes = bytes.sliced(qMax<qsizetype>(written, 0));
    }
    return ::fsync(file) == 0;
}

void syncFolder(const QByteArray &dir)
{
    const int folder = ::open(dir.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return;
    ::fsync(folder);
    ::close(folder);
}

/// Whole or not at all, and never readable by others, not even for a moment. Empty, or the system's words.
QString writePrivately(const QString &path, const QByteArray &bytes)
{
    const QByteArray target = QFile::encodeName(path);
    const QByteArray fresh = target + ".new";
    ::unlink(fresh.constData()); // of a start that was cut off
    const int file = ::open(fresh.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0)
        return systemError();
    QString error;
    if (!writeAll(file, bytes))
        error = systemError();
    ::close(file);
    if (error.isEmpty() && std::rename(fresh.constData(), target.constData()) != 0)
        error = systemError();
    if (!error.isEmpty())
        ::unlink(fresh.constData());
    else
        syncFolder(QFile::encodeName(QFileInfo(path).absolutePath()));
    return error;
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
    const QByteArray pem = newIdentity();
    const QString error = pem.isEmpty() ? QStringLiteral("OpenSSL") : writePrivately(path, pem);
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
    const QString path = QDir(profileDir).filePath(QLatin1String(FileName));
    const QFileInfo info(path);
    return info.exists() || info.isSymLink() ? load(path) : create(path);
}

} // namespace plausch::chat
