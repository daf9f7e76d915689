// Layer: io. Thread: main (the owner's). Owner: Application, ChatServer.
#pragma once

#include "io/loop.h"

#include <memory>
#include <vector>

namespace plausch::io {

/// Where a new link goes. The client gives each its own loop (the lecture's "thread per socket"), up to a ceiling,
/// and shares after that; the server shares always.
class LoopPool
{
public:
    enum class Policy { LoopPerLink, Shared };
    static constexpr int MaxOwnLoops = 256;

    LoopPool(Policy policy, int sharedLoops, int maxOwnLoops = MaxOwnLoops);
    ~LoopPool(); // stops all, waits for all

    /// A loop for one more link, counted in Loop::linkCount(). Shared: the one with the fewest links.
    Loop &loopFor(const QString &linkName);
    /// The link has gone. Its own loop stops and is reaped without waiting.
    void release(Loop &loop);
    /// True while LoopPerLink has links beyond its ceiling: the window says so.
    bool isSharing() const;
    int loopCount() const;

private:
    struct Entry
    {
        std::unique_ptr<Loop> loop;
        bool own;
    };
    int ownLoops() const;
    Loop &addLoop(const QString &name, bool own);
    Loop &sharedLoop();
    void reap();

    Policy m_policy;
    int m_sharedLoops;
    int m_maxOwnLoops;
    std::vector<Entry> m_entries;
    std::vector<std::unique_ptr<Loop>> m_retired;
};

} // namespace plausch::io
