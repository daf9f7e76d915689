#include "support/cuttingproxy.h"

#include <QHostAddress>

#include <memory>
#include <utility>

namespace plausch::test {

CuttingProxy::CuttingProxy(quint16 target, std::function<qint64()> budget)
    : m_target(target), m_budget(std::move(budget))
{
    connect(&m_server, &QTcpServer::newConnection, this, &CuttingProxy::onConnection);
    m_server.listen(QHostAddress::LocalHost);
}

void CuttingProxy::cutNow()
{
    for (const QPointer<QTcpSocket> &socket : std::exchange(m_sockets, {})) {
        if (socket)
            socket->abort();
    }
    ++m_cuts;
}

void CuttingProxy::onConnection()
{
    while (QTcpSocket *near = m_server.nextPendingConnection()) {
        ++m_links;
        auto *far = new QTcpSocket(near);
        m_sockets.removeIf([](const QPointer<QTcpSocket> &one) { return one.isNull(); });
        m_sockets << near << far;
        auto left = std::make_shared<qint64>(m_budget());
        const bool cutting = *left >= 0;
        const auto forward = [this, near, far, left, cutting](QTcpSocket *from, QTcpSocket *to) {
            QByteArray bytes = from->readAll();
            if (cutting && bytes.size() > *left) {
                if (to->state() == QAbstractSocket::ConnectedState) {
                    to->write(bytes.left(*left));
                    to->flush();
                }
                ++m_cuts;
                far->abort();
                near->abort();
                return;
            }
            *left -= bytes.size();
            if (to->state() != QAbstractSocket::UnconnectedState)
                to->write(bytes);
        };
        connect(near, &QTcpSocket::readyRead, far, [=] { forward(near, far); });
        connect(far, &QTcpSocket::readyRead, near, [=] { forward(far, near); });
        connect(near, &QTcpSocket::disconnected, far, [far, near] {
            far->disconnectFromHost();
            near->deleteLater();
        });
        connect(far, &QTcpSocket::disconnected, near, [near] { near->disconnectFromHost(); });
        far->connectToHost(QHostAddress(QHostAddress::LocalHost), m_target);
    }
}

} // namespace plausch::test
