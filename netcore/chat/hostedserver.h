// Layer: chat. Thread: main. Owner: Application. The chat server inside the window's process.
#pragma once

#include <QHostAddress>
#include <QObject>
#include <QString>

#include <functional>
#include <memory>

namespace plausch::chat {

/// "Host a server here": plausch-server without a file, on a loop of its own, for the people on the network. Accounts
/// and history are kept in a folder of the profile, so that the rooms are there again next time. What goes over the
/// network is encrypted; in plain text speaks this machine with itself.
class HostedServer final : public QObject
{
    Q_OBJECT
public:
    static constexpr quint16 DefaultPort = 6667;
    enum class State { Off, Starting, Running, Stopping };
    struct Wish
    {
        QString name; // of the network, as others see it
        quint16 port = DefaultPort; // a taken one is replaced by a free one
        bool thisMachineOnly = false;
    };

    /// `certificate`: a file in PEM with its key, that others know the user by; where there is none, the server makes
    /// one of its own. `network`: where others come in, who are not of this machine; loopback: nobody else can.
    explicit HostedServer(const QString &dataFolder, const QString &certificate = {},
                          const QHostAddress &network = QHostAddress::Any, QObject *parent = nullptr);
    ~HostedServer() override; // cuts every link that is left

    void start(const Wish &wish); // in state Off only
    void stop(); // says goodbye on every link; Off after 5 s at the latest
    State state() const;
    QString complaint() const; // why it is off, in a sentence; empty: nobody wanted it, or it ended in good order
    quint16 port() const; // for this machine, in plain text; 0: not running
    QHostAddress network() const;
    quint16 tlsPort() const; // for the network; 0: not running, or for this machine only
    const Wish &wish() const; // of the last start
    /// `answer` comes on this thread: how many are connected, whoever they are. 0 when it is not running.
    void countPeople(std::function<void(int)> answer) const;

Q_SIGNALS:
    void changed();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace plausch::chat
