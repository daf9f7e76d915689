#include "server/accountwrites.h"

#include "server/operators.h"
#include "server/world.h"
#include "store/accounts.h"
#include "store/database.h"

#include <utility>

namespace plausch::server {

void AccountWrites::add(World &world, Outside &outside, Work work)
{
    if (m_waiting.size() >= MaxWaiting)
        return tellOperators(world, "More of accounts waits to be written than is kept in memory: some of it is lost");
    m_waiting.push_back(std::move(work));
    if (!m_writing && !m_failing)
        send(world, outside);
}

void AccountWrites::retry(World &world, Outside &outside)
{
    if (m_failing && !m_writing && world.now.monotonic >= m_retryAt)
        send(world, outside);
}

void AccountWrites::flush(World &world, Outside &outside)
{
    if (!m_waiting.empty())
        send(world, outside);
}

void AccountWrites::send(World &world, Outside &outside)
{
    m_writing = true;
    const auto batch = std::make_shared<const std::vector<Work>>(m_waiting.begin(), m_waiting.end());
    const auto failed = std::make_shared<std::vector<std::size_t>>();
    m_waiting.clear();
    outside.onAccounts(
        [batch, failed](store::Accounts &accounts) {
            for (std::size_t i = 0; i < batch->size(); ++i) {
                if (!accounts.database().transact([&] { (*batch)[i](accounts); }))
                    failed->push_back(i);
            }
        },
        [this, world = &world, outside = &outside, batch, failed] { onWritten(*world, *outside, batch, *failed); });
}

void AccountWrites::onWritten(World &world, Outside &outside, const Batch &batch,
                              const std::vector<std::size_t> &failed)
{
    m_writing = false;
    const bool before = std::exchange(m_failing, !batch->empty() && failed.size() == batch->size());
    if (m_failing) {
        m_waiting.insert(m_waiting.begin(), batch->begin(), batch->end());
        m_retryAt = world.now.monotonic + RetryMsecs;
    } else if (!failed.empty()) {
        tellOperators(world, "Something of an account could not be written, and is given up");
    }
    if (before != m_failing)
        tellOperators(world,
                      m_failing ? "What changed of accounts could not be written: it is tried again"
                                : "What changed of accounts is written again");
    if (!m_failing && !m_waiting.empty())
        send(world, outside);
}

} // namespace plausch::server
