// Layer: app. Thread: main. Owner: main().
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace plausch::app {

/// SIGTERM, SIGINT and, for who asks, SIGHUP as Qt signals: the handler only writes a byte into a pipe
/// (signal-safety(7)).
class UnixSignals : public QObject
{
    Q_OBJECT
public:
    explicit UnixSignals(QObject *parent = nullptr);

    /// Without it SIGHUP ends the process, as the system has it.
    void catchReload();

Q_SIGNALS:
    void endWanted();
    void reloadWanted();

private:
    void onBytes();

    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace plausch::app
