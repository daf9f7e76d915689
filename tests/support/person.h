// Somebody with a profile, an archive and a switchboard, for tests with real sockets on loopback.
#pragma once

#include "chat/archive.h"
#include "chat/identity.h"
#include "chat/switchboard.h"

#include <QTemporaryDir>

#include <memory>

namespace plausch::test {

class Person : public QObject
{
    Q_OBJECT
public:
    struct Received
    {
        chat::ChatId chat;
        store::MessageRow row;
    };

    /// The profile lies in a folder of its own in `place` (empty: where temporary files go).
    explicit Person(const QString &name, quint16 discoveryPort = 0, const QString &place = {});
    ~Person() override;

    /// Opens archive and switchboard on the profile; waits until it listens.
    bool start();
    /// As at the end of the program: leaves in order, and the object can start() again.
    bool stop();
    /// Without a word, as if the process were gone.
    void vanish();
    void renewKey(); // only while stopped
    void forgetPort() { m_port = 0; } // the next start() listens where the settings say

    chat::Switchboard &board() { return *m_board; }
    QString dir() const { return m_dir.path(); }
    QString name() const { return m_settings.name; }
    quint16 port() const { return m_port; }
    QString address() const { return QStringLiteral("127.0.0.1:%1").arg(m_port); }
    QByteArray fingerprint() const { return m_identity.fingerprint; }
    chat::ChatId chatWith(const Person &other) const;
    const chat::ChatInfo *info(const Person &other) const { return m_board->chat(chatWith(other)); }
    QList<chat::ChatInfo> people() const; // without the converter
    chat::Presence presence(const Person &other) const;
    QStringList textsFrom(const chat::ChatId &chat) const; // received, as shown
    int stateCount(store::MessageState state) const;
    chat::Settings &settings() { return m_settings; } // before start()

    QList<Received> shown;
    QList<std::pair<QString, QString>> answers; // address, error
    QList<std::pair<chat::Switchboard::Notice, QString>> notices;
    QHash<QByteArray, store::MessageState> states; // of own messages, as signalled
    QString addFirst; // before start(): dialled by addByAddress at once
    int maxOwnLoops = 256;
    session::Limits limits;
    int openMsecs = 10'000;
    quint16 announcedPort = 0; // Switchboard::Options

private:
    QTemporaryDir m_dir;
    chat::Settings m_settings;
    chat::Identity m_identity;
    quint16 m_discoveryPort;
    quint16 m_port = 0;
    std::unique_ptr<chat::Archive> m_archive;
    std::unique_ptr<chat::Switchboard> m_board;
};

/// Both know each other, and a link is up.
bool befriend(Person &a, Person &b);

} // namespace plausch::test
