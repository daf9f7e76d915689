// Layer: chatserver. Thread: made and deleted on main, where the log is written; called on every loop with links.
// Owner: plausch-server's main(), longer than the ChatServer.
#pragma once

#include "io/mailbox.h"
#include "io/trace.h"
#include "wire/lineframer.h"

#include <QByteArray>
#include <QObject>

#include <atomic>
#include <functional>
#include <unordered_map>
#include <vector>

namespace plausch::chatserver {

/// The links and, if wanted, their lines, as text for a log: "3 < NICK anna", secrets struck out (redact.h).
///
/// At most MaxWaiting bytes wait for the log; from there on all is left out until the log has caught up, and it says
/// how much that was. A line that lost its beginning is not written: nobody can say whether it was a secret.
class WireLog final : public io::TraceSink
{
public:
    using Write = std::function<void(const QByteArray &line)>;
    static constexpr qint64 MaxWaiting = 16 * 1024 * 1024;

    enum class Extent { Nothing, Links, Lines };

    WireLog(Extent extent, QObject *context, Write write);
    ~WireLog() override;
    void setExtent(Extent extent) { m_extent = extent; } // any thread

private:
    enum class Kind { Opened, Received, Sent, Closed, Gap };
    struct Entry
    {
        Kind kind = Kind::Opened;
        quint64 link = 0;
        QByteArray bytes; // or what is said of the link
    };
    static constexpr qsizetype MaxLine = 16 * 1024;
    struct Way
    {
        wire::LineFramer framer{MaxLine};
        bool fromStart = false; // off: up to the first end of a line it may be the rest of one
    };
    struct Ways
    {
        Way in;
        Way out;
    };

    // io::TraceSink
    void onTraceOpened(const io::LinkInfo &info, const QString &threadName) override;
    void onTraceBytes(quint64 link, bool outgoing, QByteArrayView bytes) override;
    void onTraceClosed(quint64 link, const QString &reason) override;

    void take(Entry entry);
    void drain(const std::vector<Entry> &entries);
    void write(const Entry &entry);
    void writeLines(const Entry &entry);
    void writeGap();

    std::atomic<Extent> m_extent;
    const Write m_write;
    std::unordered_map<quint64, Ways> m_ways; // main
    std::atomic<qint64> m_waiting{0};
    std::atomic<bool> m_full{false}; // until the gap is written
    std::atomic<qint64> m_leftOut{0};
    io::Mailbox<Entry> m_mailbox;
};

} // namespace plausch::chatserver
