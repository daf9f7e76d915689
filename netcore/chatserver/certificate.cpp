#include "chatserver/certificate.h"

#include "io/privatefile.h"
#include "io/selfsigned.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <optional>

namespace plausch::chatserver {
namespace {

constexpr qint64 MaxFileBytes = 256 * 1024;
constexpr char PlainAnswer[] = "ERROR :Closing link: this port is for TLS\r\n";

QString ownFile(const Plan &plan)
{
    return QDir(plan.dataFolder).filePath(QStringLiteral("tls.pem"));
}

std::optional<QByteArray> contents(const QString &path)
{
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return std::nullopt;
    return file.read(MaxFileBytes);
}

Certificate failure(const QString &path, const QString &why)
{
    return {nullptr, QStringLiteral("%1: %2").arg(QDir::toNativeSeparators(path), why)};
}

Certificate readFrom(const QString &certificatePath, const QString &keyPath)
{
    const auto certificate = contents(certificatePath);
    if (!certificate)
        return failure(certificatePath, QStringLiteral("the certificate cannot be read"));
    const auto key = contents(keyPath);
    if (!key)
        return failure(keyPath, QStringLiteral("the key cannot be read"));
    io::TlsServer::Made made = io::TlsServer::make(*certificate, *key, PlainAnswer);
    return made.server ? Certificate{std::move(made.server), {}} : failure(certificatePath, made.error);
}

QString makeOwn(const QString &path)
{
    const QByteArray pem = io::newSelfSigned();
    if (pem.isEmpty())
        return QStringLiteral("OpenSSL");
    QDir().mkpath(QFileInfo(path).path());
    return io::writePrivately(path, pem);
}

} // namespace

Certificate readCertificate(const Plan &plan)
{
    if (!plan.certificate.isEmpty())
        return readFrom(plan.certificate, plan.key);
    const QString own = ownFile(plan);
    return readFrom(own, own);
}

Certificate readOrMakeCertificate(const Plan &plan)
{
    const QString own = ownFile(plan);
    const QFileInfo info(own);
    if (plan.certificate.isEmpty() && !info.exists() && !info.isSymLink()) {
        if (const QString error = makeOwn(own); !error.isEmpty())
            return failure(own, QStringLiteral("the certificate cannot be made (%1)").arg(error));
    }
    return readCertificate(plan);
}

} // namespace plausch::chatserver
