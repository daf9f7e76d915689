// Layer: chat. Thread: main. Owner: Application. The desktop's keyring, by QtKeychain.
#pragma once

#include "chat/secrets.h"

#include <QObject>

namespace plausch::chat {

/// Without a keyring (none installed, nobody to open it) every answer says so, and nothing is kept anywhere else.
class KeyringSecrets final : public QObject, public Secrets
{
    Q_OBJECT
public:
    using QObject::QObject;

    void read(const QString &key, std::function<void(Found)> done) override;
    void write(const QString &key, const QString &secret, std::function<void(QString why)> done) override;
    void remove(const QString &key) override;
};

} // namespace plausch::chat
