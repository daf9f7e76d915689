#include "io/selfsigned.h"

#include "io/openssl_p.h"

#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <utility>

namespace plausch::io {
namespace {

using ExtensionPtr = std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>>;

bool addExtension(X509 *certificate, int nid, const char *value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const ExtensionPtr extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

CertificatePtr selfSigned(EVP_PKEY *key)
{
    CertificatePtr made(X509_new());
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
    return well ? std::move(made) : CertificatePtr();
}

} // namespace

QByteArray newSelfSigned()
{
    const KeyPtr key(EVP_EC_gen("P-256"));
    const CertificatePtr certificate = key ? selfSigned(key.get()) : CertificatePtr();
    const BioPtr out(BIO_new(BIO_s_mem()));
    if (!certificate || !out
        || PEM_write_bio_PrivateKey(out.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1
        || PEM_write_bio_X509(out.get(), certificate.get()) != 1)
        return {};
    char *bytes = nullptr;
    const long size = BIO_get_mem_data(out.get(), &bytes);
    return QByteArray(bytes, size);
}

} // namespace plausch::io
