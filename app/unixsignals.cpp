#include "unixsignals.h"

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace plausch::app {
namespace {

int s_pipe[2] = {-1, -1};

void onSignal(int number)
{
    const char byte = static_cast<char>(number);
    [[maybe_unused]] const ssize_t written = ::write(s_pipe[1], &byte, 1);
}

void catchSignal(int number)
{
    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    ::sigaction(number, &action, nullptr);
}

} // namespace

UnixSignals::UnixSignals(QObject *parent) : QObject(parent)
{
    if (::pipe2(s_pipe, O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    m_notifier = std::make_unique<QSocketNotifier>(s_pipe[0], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &UnixSignals::onBytes);
    catchSignal(SIGTERM);
    catchSignal(SIGINT);
}

void UnixSignals::catchReload()
{
    if (m_notifier)
        catchSignal(SIGHUP);
}

void UnixSignals::onBytes()
{
    bool end = false;
    bool reload = false;
    char byte = 0;
    while (::read(s_pipe[0], &byte, 1) > 0)
        (byte == SIGHUP ? reload : end) = true;
    if (end)
        Q_EMIT endWanted();
    else if (reload)
        Q_EMIT reloadWanted();
}

} // namespace plausch::app
