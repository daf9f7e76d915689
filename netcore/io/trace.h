// Layer: io. What the Socket Lab and raw views are fed with.
#pragma once

#include <QByteArrayView>
#include <QString>

namespace plausch::io {

struct LinkInfo;

/// Called on the link's loop, from several loops at once: an implementation is thread-safe and never blocks.
/// It outlives every link it was given to. Null means: no trace, no cost.
class TraceSink
{
public:
    virtual ~TraceSink() = default;
    virtual void onTraceOpened(const LinkInfo &info, const QString &threadName) = 0;
    virtual void onTraceBytes(quint64 link, bool outgoing, QByteArrayView bytes) = 0;
    virtual void onTraceClosed(quint64 link, const QString &reason) = 0;
};

} // namespace plausch::io
