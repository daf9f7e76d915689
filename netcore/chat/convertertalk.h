// Layer: chat. Thread: main. Owner: the Switchboard's line for the converter, the converter page, ConverterBuddy.
#pragma once

#include "chat/converterclient.h"
#include "io/looppool.h"

#include <QObject>

#include <memory>

namespace plausch::chat {

/// A conversation with a converter service. The socket lives on a loop of the pool, taken with the first message.
/// The pool outlives the talk.
class ConverterTalk : public QObject
{
    Q_OBJECT
public:
    ConverterTalk(io::LoopPool &pool, const ConverterTarget &target, QObject *parent = nullptr);
    ~ConverterTalk() override; // closes the connection at once

    const ConverterTarget &target() const { return m_target; }
    /// U:, L: and C: in front are sent as typed; a text without them gets U: (and an Info says so).
    void say(const QString &text);

Q_SIGNALS:
    /// One signal per pile, in order.
    void happened(const QList<plausch::chat::ConverterEvent> &events);

private:
    using Seat = std::shared_ptr<std::unique_ptr<ConverterClient>>; // touched on the loop only

    void take(std::vector<ConverterEvent> pile);
    void post(std::function<void(ConverterClient &)> task);

    io::LoopPool &m_pool;
    ConverterTarget m_target;
    io::Mailbox<ConverterEvent> m_box;
    Seat m_seat = std::make_shared<std::unique_ptr<ConverterClient>>();
    io::Loop *m_loop = nullptr; // the pool's
};

} // namespace plausch::chat
