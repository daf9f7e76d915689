// Layer: chat. Thread: main. Owner: Switchboard.
#pragma once

#include "chat/converterhost.h"
#include "chat/convertertalk.h"

namespace plausch::chat {

/// The converter in the buddy list. With the first message it starts a repaired service of its own on 127.0.0.1 and
/// talks to it over a real TCP connection, so that a newcomer is answered whoever else is there.
class ConverterBuddy : public QObject
{
    Q_OBJECT
public:
    explicit ConverterBuddy(io::LoopPool &pool, QObject *parent = nullptr);

    void say(const QString &text);
    quint16 port() const; // of the private service, 0: not running yet

Q_SIGNALS:
    void happened(const QList<plausch::chat::ConverterEvent> &events);

private:
    void onServiceChanged();

    io::LoopPool &m_pool;
    ConverterHost m_host;
    QStringList m_waiting; // for the service
    std::unique_ptr<ConverterTalk> m_talk;
};

} // namespace plausch::chat
