// A TCP proxy on loopback that cuts its links without warning: a broken cable at any byte.
#pragma once

#include <QObject>
#include <QTcpServer>

#include <functional>

namespace plausch::test {

/// Each new link is cut (RST) after `budget()` bytes in both directions together; a negative budget never cuts.
class CuttingProxy : public QObject
{
    Q_OBJECT
public:
    CuttingProxy(quint16 target, std::function<qint64()> budget);
    QString address() const { return QStringLiteral("127.0.0.1:%1").arg(m_server.serverPort()); }
    int cuts() const { return m_cuts; }
    int links() const { return m_links; }

private:
    void onConnection();

    QTcpServer m_server;
    quint16 m_target;
    std::function<qint64()> m_budget;
    int m_cuts = 0;
    int m_links = 0;
};

} // namespace plausch::test
