#include "instance.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>

namespace plausch::app {
Instance::Instance(const QString &profileDir, QObject *parent)
    : QObject(parent)
    , m_socketName(socketNameFor(profileDir))
    , m_lock(QDir(profileDir).filePath(QStringLiteral("plausch.lock")))
{
    m_lock.setStaleLockTime(0); // never by age: only a holder that is gone makes it stale
    m_retry.setSingleShot(true);
    m_retry.setInterval(AttemptMsecs);
    connect(&m_retry, &QTimer::timeout, this, &Instance::tryHandOver);
    connect(&m_server, &QLocalServer::newConnection, this, &Instance::onConnection);
    connect(&m_call, &QLocalSocket::connected, this, [this] { m_call.write(m_message); });
    connect(&m_call, &QLocalSocket::readyRead, this, [this] {
        m_call.disconnect(this);
        Q_EMIT handedOver(true);
    });
    connect(&m_call, &QLocalSocket::errorOccurred, this, [this] { m_retry.start(); });
}

/// A Unix socket's path is at most 107 bytes long (unix(7)), a profile's path is not.
QString Instance::socketNameFor(const QString &profileDir)
{
    const QByteArray path = QDir(profileDir).canonicalPath().toUtf8();
    const QByteArray digest = QCryptographicHash::hash(path, QCryptographicHash::Sha256).toHex();
    return QStringLiteral("plausch-") + QString::fromLatin1(digest.first(24));
}

Instance::Role Instance::claim(QString *why)
{
    if (m_lock.tryLock(0)) {
        QLocalServer::removeServer(m_socketName); // left behind by one that was killed
        m_server.setSocketOptions(QLocalServer::UserAccessOption);
        m_server.listen(m_socketName);
        return Role::First;
    }
    if (m_lock.error() == QLockFile::LockFailedError)
        return Role::Second;
    *why = QCoreApplication::translate("Application", "The profile cannot be used: %1 cannot be written.")
               .arg(m_lock.fileName());
    return Role::Refused;
}

void Instance::handOver(const QString &connectTo)
{
    m_message = connectTo.toUtf8() + '\n';
    m_attempts = 0;
    tryHandOver();
}

void Instance::tryHandOver()
{
    if (++m_attempts > Attempts) {
        Q_EMIT handedOver(false);
        return;
    }
    m_call.abort();
    m_call.connectToServer(m_socketName);
}

void Instance::onConnection()
{
    while (QLocalSocket *caller = m_server.nextPendingConnection()) {
        connect(caller, &QLocalSocket::disconnected, caller, &QObject::deleteLater);
        connect(caller, &QLocalSocket::readyRead, this, [this, caller] { onCall(caller); });
        onCall(caller);
    }
}

void Instance::onCall(QLocalSocket *caller)
{
    if (!caller->canReadLine()) {
        if (caller->bytesAvailable() > MaxCall)
            caller->abort();
        return;
    }
    const QString connectTo = QString::fromUtf8(caller->readLine(MaxCall)).trimmed();
    caller->write("ok\n");
    caller->disconnectFromServer();
    Q_EMIT called(connectTo);
}

} // namespace plausch::app
