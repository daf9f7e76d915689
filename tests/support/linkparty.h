// One end of a link under test: owns the link, writes down what it hears, and watches the promises of LinkObserver.
#pragma once

#include "io/link.h"

#include <QAbstractEventDispatcher>
#include <QObject>

#include <algorithm>
#include <functional>
#include <optional>
#include <vector>

namespace plausch::test {

class LinkParty final : public io::LinkObserver
{
public:
    explicit LinkParty(io::LinkPtr toOwn) : link(std::move(toOwn))
    {
        QObject::connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, &m_turns,
                         [this] { m_bytesInTurn = 0; });
    }

    void start()
    {
        guarded([this] { link->start(*this); });
    }
    void write(const QByteArray &outgoing)
    {
        guarded([&] { link->write(outgoing); });
    }
    void close(io::CloseReason reason = io::CloseReason::LocalClose)
    {
        guarded([&] { link->close(reason); });
    }
    void reset(io::CloseReason reason = io::CloseReason::LocalClose)
    {
        guarded([&] { link->reset(reason); });
    }

    void onOpened() override
    {
        note();
        opened = true;
        if (whenOpened)
            whenOpened();
    }
    void onBytes(QByteArrayView view) override
    {
        note();
        bytes.append(view.data(), view.size());
        m_bytesInTurn += view.size();
        mostInTurn = std::max(mostInTurn, m_bytesInTurn);
        if (whenBytes)
            whenBytes(view);
    }
    void onPeerFinished() override
    {
        note();
        ++peerFinishes;
    }
    void onWritable() override
    {
        note();
        ++writables;
    }
    void onClosed(io::CloseReason reason, const QString &text) override
    {
        note();
        closed = reason;
        detail = text;
    }

    bool isClosed(io::CloseReason reason) const { return closed == reason; }
    /// Nothing came nested in one of our calls, and nothing came after onClosed().
    bool keptItsPromises() const { return !m_broken; }

    io::LinkPtr link;
    std::function<void()> whenOpened;
    std::function<void(QByteArrayView)> whenBytes;
    bool opened = false;
    QByteArray bytes;
    qint64 mostInTurn = 0;
    int writables = 0;
    int peerFinishes = 0;
    std::optional<io::CloseReason> closed;
    QString detail;

private:
    template <class Call> void guarded(Call call)
    {
        ++m_depth;
        call();
        --m_depth;
    }
    void note() { m_broken = m_broken || m_depth > 0 || closed; }

    QObject m_turns;
    qint64 m_bytesInTurn = 0;
    int m_depth = 0;
    bool m_broken = false;
};

} // namespace plausch::test
