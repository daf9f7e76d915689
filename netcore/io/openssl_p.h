// Layer: io, private to it. Owners of OpenSSL's objects, and what several files ask of them.
#pragma once

#include <QByteArray>
#include <QString>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>

namespace plausch::io {

template <auto Free> struct Freed
{
    template <class T> void operator()(T *object) const { Free(object); }
};
using KeyPtr = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using CertificatePtr = std::unique_ptr<X509, Freed<X509_free>>;
using BioPtr = std::unique_ptr<BIO, Freed<BIO_free_all>>;

/// As publicKeyFingerprint(); empty for null.
QByteArray keyFingerprint(const X509 *certificate);
/// What OpenSSL says of the first thing that went wrong on this thread, and forgets it.
QString takeOpensslError();

} // namespace plausch::io
