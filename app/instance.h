// Layer: app. Thread: main. Owner: Application.
#pragma once

#include <QLocalServer>
#include <QLocalSocket>
#include <QLockFile>
#include <QObject>
#include <QTimer>

namespace plausch::app {

/// One program per profile: the first holds the lock and listens, a second hands over what it was started for.
/// The lock of a program that was killed is taken over.
class Instance : public QObject
{
    Q_OBJECT
public:
    enum class Role { First, Second, Refused };

    explicit Instance(const QString &profileDir, QObject *parent = nullptr);
    static QString socketNameFor(const QString &profileDir);

    /// Refused: the profile cannot be locked; `why` names the file.
    Role claim(QString *why);
    /// For a second: "raise yourself", with an address also "connect there". Then handedOver().
    void handOver(const QString &connectTo);

Q_SIGNALS:
    void called(const QString &connectTo); // another start; empty: only raise
    void handedOver(bool understood);

private:
    static constexpr int MaxCall = 1024; // bytes of one call; more closes the caller's line
    static constexpr int Attempts = 30; // the first may hold its lock for a moment before it listens
    static constexpr int AttemptMsecs = 100;

    void onConnection();
    void onCall(QLocalSocket *caller);
    void tryHandOver();

    QString m_socketName;
    QLockFile m_lock;
    QLocalServer m_server;
    QLocalSocket m_call;
    QTimer m_retry;
    QByteArray m_message;
    int m_attempts = 0;
};

} // namespace plausch::app
