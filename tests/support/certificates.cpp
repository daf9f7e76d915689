#include "support/certificates.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>

namespace plausch::test {
namespace {

using KeyPtr = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using CertificatePtr = std::unique_ptr<X509, decltype(&X509_free)>;
using BioPtr = std::unique_ptr<BIO, decltype(&BIO_free)>;

constexpr long OneDay = 24 * 60 * 60;

QByteArray contents(BIO *bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return QByteArray(data, size);
}

TestIdentity selfSigned(EVP_PKEY *key, const QByteArray &commonName, const EVP_MD *digest)
{
    const CertificatePtr certificate(X509_new(), X509_free);
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -OneDay);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), OneDay);
    X509_set_pubkey(certificate.get(), key);
    X509_NAME *name = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char *>(commonName.data()),
                               static_cast<int>(commonName.size()), -1, 0);
    X509_set_issuer_name(certificate.get(), name);
    X509_sign(certificate.get(), key, digest);

    const BioPtr certificateBio(BIO_new(BIO_s_mem()), BIO_free);
    PEM_write_bio_X509(certificateBio.get(), certificate.get());
    const BioPtr keyBio(BIO_new(BIO_s_mem()), BIO_free);
    PEM_write_bio_PrivateKey(keyBio.get(), key, nullptr, nullptr, 0, nullptr, nullptr);

    TestIdentity identity;
    identity.certificatePem = contents(certificateBio.get());
    identity.certificate = QSslCertificate(identity.certificatePem);
    if (EVP_PKEY_is_a(key, "EC"))
        identity.key = QSslKey(contents(keyBio.get()), QSsl::Ec);
    return identity;
}

} // namespace

TestIdentity makeIdentity(const QByteArray &commonName)
{
    const KeyPtr key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    return selfSigned(key.get(), commonName, EVP_sha256());
}

TestIdentity makeEd25519Identity(const QByteArray &commonName)
{
    const KeyPtr key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"), EVP_PKEY_free);
    return selfSigned(key.get(), commonName, nullptr);
}

} // namespace plausch::test
