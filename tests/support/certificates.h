// Identities for tests, made on the spot.
#pragma once

#include <QByteArray>
#include <QSslCertificate>
#include <QSslKey>

namespace plausch::test {

struct TestIdentity
{
    QByteArray certificatePem;
    QSslCertificate certificate;
    QSslKey key; // null for the kinds QSslKey does not know
};

/// A key on P-256 and a certificate that it signed itself, valid for a day.
TestIdentity makeIdentity(const QByteArray &commonName);
/// The same on Ed25519.
TestIdentity makeEd25519Identity(const QByteArray &commonName);

} // namespace plausch::test
