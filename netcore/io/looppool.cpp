#include "io/looppool.h"

#include <algorithm>

namespace plausch::io {

LoopPool::LoopPool(Policy policy, int sharedLoops, int maxOwnLoops)
    : m_policy(policy)
    , m_sharedLoops(std::max(1, sharedLoops))
    , m_maxOwnLoops(policy == Policy::LoopPerLink ? maxOwnLoops : 0)
{
}

LoopPool::~LoopPool()
{
    // All are told first, so that they end side by side.
    for (const Entry &entry : m_entries)
        entry.loop->stop();
}

Loop &LoopPool::loopFor(const QString &linkName)
{
    reap();
    Loop &loop = ownLoops() < m_maxOwnLoops ? addLoop(linkName, true) : sharedLoop();
    loop.addLinks(1);
    return loop;
}

void LoopPool::release(Loop &loop)
{
    loop.addLinks(-1);
    const auto entry = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&loop](const Entry &candidate) { return candidate.loop.get() == &loop; });
    if (entry != m_entries.end() && entry->own) {
        loop.stop();
        m_retired.push_back(std::move(entry->loop));
        m_entries.erase(entry);
    }
    reap();
}

bool LoopPool::isSharing() const
{
    return m_policy == Policy::LoopPerLink && std::any_of(m_entries.begin(), m_entries.end(), [](const Entry &entry) {
               return !entry.own && entry.loop->linkCount() > 0;
           });
}

int LoopPool::loopCount() const
{
    return static_cast<int>(m_entries.size());
}

int LoopPool::ownLoops() const
{
    return static_cast<int>(
        std::count_if(m_entries.begin(), m_entries.end(), [](const Entry &entry) { return entry.own; }));
}

Loop &LoopPool::addLoop(const QString &name, bool own)
{
    m_entries.push_back({std::make_unique<Loop>(name), own});
    return *m_entries.back().loop;
}

/// A new one while there are fewer than allowed, then the one with the fewest links.
Loop &LoopPool::sharedLoop()
{
    const int shared = loopCount() - ownLoops();
    if (shared < m_sharedLoops)
        return addLoop(QStringLiteral("shared-%1").arg(shared + 1), false);
    Loop *best = nullptr;
    for (const Entry &entry : m_entries) {
        if (!entry.own && (!best || entry.loop->linkCount() < best->linkCount()))
            best = entry.loop.get();
    }
    return *best;
}

void LoopPool::reap()
{
    std::erase_if(m_retired, [](const std::unique_ptr<Loop> &loop) { return loop->isFinished(); });
}

} // namespace plausch::io
