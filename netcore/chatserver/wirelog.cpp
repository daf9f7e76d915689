#include "chatserver/wirelog.h"

#include "chatserver/redact.h"
#include "io/link.h"

#include <utility>

namespace plausch::chatserver {
namespace {

constexpr qint64 EntryBytes = 64; // what an entry takes besides its bytes, roughly

} // namespace

WireLog::WireLog(Extent extent, QObject *context, Write write)
    : m_extent(extent)
    , m_write(std::move(write))
    , m_mailbox(context, [this](const std::vector<Entry> &entries) { drain(entries); })
{
}

WireLog::~WireLog()
{
    m_mailbox.close();
}

void WireLog::onTraceOpened(const io::LinkInfo &info, const QString &)
{
    const QString tls = info.encrypted ? QStringLiteral(", ") + info.cipher : QString();
    take({Kind::Opened, info.id,
          QStringLiteral("opened by %1 port %2%3")
              .arg(info.peerAddress.toString())
              .arg(info.peerPort)
              .arg(tls)
              .toUtf8()});
}

void WireLog::onTraceBytes(quint64 link, bool outgoing, QByteArrayView bytes)
{
    if (m_extent == Extent::Lines)
        take({outgoing ? Kind::Sent : Kind::Received, link, bytes.toByteArray()});
}

void WireLog::onTraceClosed(quint64 link, const QString &reason)
{
    take({Kind::Closed, link, "closed: " + reason.toUtf8()});
}

void WireLog::take(Entry entry)
{
    const qint64 size = entry.bytes.size() + EntryBytes;
    const bool isEnd = entry.kind == Kind::Closed; // small, once for each link, and what frees its framers
    if (m_extent == Extent::Nothing && !isEnd)
        return;
    const bool fits = m_waiting.fetch_add(size) + size <= MaxWaiting;
    if (isEnd || (fits && !m_full)) {
        if (!m_mailbox.push(std::move(entry)))
            m_waiting.fetch_sub(size);
        return;
    }
    m_leftOut.fetch_add(entry.bytes.size());
    m_waiting.fetch_sub(size);
    if (!m_full.exchange(true)) {
        m_waiting.fetch_add(EntryBytes);
        m_mailbox.push({Kind::Gap, 0, {}});
    }
}

void WireLog::drain(const std::vector<Entry> &entries)
{
    for (const Entry &entry : entries) {
        m_waiting.fetch_sub(entry.bytes.size() + EntryBytes);
        write(entry);
    }
}

void WireLog::write(const Entry &entry)
{
    if (entry.kind == Kind::Gap)
        return writeGap();
    if (entry.kind == Kind::Received || entry.kind == Kind::Sent)
        return writeLines(entry);
    if (m_extent != Extent::Nothing)
        m_write(QByteArray::number(entry.link) + ' ' + printable(entry.bytes));
    if (entry.kind == Kind::Closed)
        m_ways.erase(entry.link);
    else if (m_extent == Extent::Lines)
        m_ways.try_emplace(entry.link, Ways{{wire::LineFramer(MaxLine), true}, {wire::LineFramer(MaxLine), true}});
}

void WireLog::writeLines(const Entry &entry)
{
    const bool isSent = entry.kind == Kind::Sent;
    Ways &ways = m_ways[entry.link];
    Way &way = isSent ? ways.out : ways.in;
    QByteArrayView bytes = entry.bytes;
    if (!way.fromStart) {
        const qsizetype end = bytes.indexOf('\n');
        way.fromStart = end >= 0;
        bytes = end < 0 ? QByteArrayView() : bytes.sliced(end + 1);
    }
    const QByteArray start = QByteArray::number(entry.link) + (isSent ? " > " : " < ");
    way.framer.feed(bytes, [&](QByteArrayView line) {
        m_write(start + printable(redacted(line)));
        return true;
    });
}

void WireLog::writeGap()
{
    m_ways.clear();
    m_write("too much at once: " + QByteArray::number(m_leftOut.exchange(0)) + " bytes were left out");
    m_full = false; // after the ways, which begin anew with what comes from here on
}

} // namespace plausch::chatserver
