// Layer: app. Thread: main. Owner: main().
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace plausch::app {

/// SIGTERM and SIGINT as a Qt signal: the handler only writes a byte into a pipe (signal-safety(7)).
class UnixSignals : public QObject
{
    Q_OBJECT
public:
    explicit UnixSignals(QObject *parent = nullptr);

Q_SIGNALS:
    void endWanted();

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace plausch::app
