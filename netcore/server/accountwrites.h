// Layer: server. Thread: the realm's. Owner: ServerRealm.
#pragma once

#include "server/outside.h"

#include <QtGlobal>

#include <deque>
#include <functional>
#include <memory>
#include <vector>

namespace plausch::server {

class World;

/// What is written of accounts without anybody waiting for it: read markers, metadata. One after the other in their
/// order, each in a transaction of its own; what could not be written is tried again, and what comes meanwhile waits
/// behind it. A write that fails where others do not is given up. Operators hear of all that.
class AccountWrites
{
public:
    using Work = std::function<void(store::Accounts &)>;
    static constexpr std::size_t MaxWaiting = 10'000; // more are given up
    static constexpr qint64 RetryMsecs = 5'000;

    void add(World &world, Outside &outside, Work work);
    void retry(World &world, Outside &outside); // once in a while
    /// The last time: nothing waits.
    void flush(World &world, Outside &outside);

private:
    using Batch = std::shared_ptr<const std::vector<Work>>;

    void send(World &world, Outside &outside);
    void onWritten(World &world, Outside &outside, const Batch &batch, const std::vector<std::size_t> &failed);

    std::deque<Work> m_waiting;
    qint64 m_retryAt = 0; // monotonic milliseconds
    bool m_writing = false;
    bool m_failing = false;
};

} // namespace plausch::server
