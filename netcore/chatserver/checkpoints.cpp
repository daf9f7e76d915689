#include "chatserver/checkpoints.h"

#include "store/checkpointer.h"

#include <chrono>
#include <utility>
#include <vector>

namespace plausch::chatserver {
namespace {

constexpr std::chrono::milliseconds Pause{1'000}; // after a commit
constexpr int ManyCommits = 64; // no pause after that many: little pieces hold nobody up
constexpr int LongLog = 4'096; // pages

} // namespace

struct Checkpoints::Room
{
    std::unique_ptr<store::Checkpointer> checkpointer; // made, used and deleted on the loop
};

Checkpoints::Checkpoints(const QString &path, QObject *context, std::function<void()> emptyLog)
    : m_emptyLog(std::move(emptyLog))
    , m_done(context, [this](const std::vector<int> &pages) { onDone(pages.back()); })
    , m_room(std::make_shared<Room>())
    , m_loop(QStringLiteral("checkpoint"))
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(Pause);
    QObject::connect(&m_pause, &QTimer::timeout, context, [this] { run(); });
    m_loop.post([room = m_room, path] { room->checkpointer = std::make_unique<store::Checkpointer>(path); });
}

Checkpoints::~Checkpoints()
{
    m_done.close();
    m_loop.post([room = m_room] { room->checkpointer.reset(); });
}

void Checkpoints::onCommitted()
{
    ++m_commits;
    if (m_commits >= ManyCommits)
        run();
    else if (!m_running && !m_pause.isActive())
        m_pause.start();
}

void Checkpoints::run()
{
    if (std::exchange(m_running, true))
        return;
    m_commits = 0;
    m_pause.stop();
    m_loop.post([room = m_room, done = m_done] { done.push(room->checkpointer->run()); });
}

/// Where writing never pauses something is always left in the log, and it grows. What is left now is little, so the
/// connection that writes brings it over by itself and the log begins anew.
void Checkpoints::onDone(int pagesInLog)
{
    m_running = false;
    if (m_commits > 0)
        m_pause.start();
    if (pagesInLog >= LongLog)
        m_emptyLog();
}

} // namespace plausch::chatserver
