// A TCP proxy on loopback that cuts its links without warning: a broken cable at any byte.
#pragma once

#include <QList>
#include <QObject>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

#include <functional>

namespace plausch::test {

/// Each new link is cut (RST) after `budget()` bytes in both directions together; a negative budget never cuts.
class CuttingProxy : public QObject
{
    Q_OBJECT
public:
    CuttingProxy(quint16 target, std::function<qint64()> budget);
    QString address() const { return QStringLiteral("127.0.0.1:%1").arg(m_server.serverPort()); }
    quint16 port() const { return m_server.serverPort(); }
    void setTarget(quint16 target) { m_target = target; }
    /// All links that are there, at once.
    void cutNow();
    int cuts() const { return m_cuts; }
    int links() const { return m_links; }

private:
    void onConnection();

    QTcpServer m_server;
    QList<QPointer<QTcpSocket>> m_sockets; // of both ends
    quint16 m_target;
    std::function<qint64()> m_budget;
    int m_cuts = 0;
    int m_links = 0;
};

} // namespace plausch::test
