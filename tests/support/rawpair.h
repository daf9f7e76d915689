// A link under test and a raw socket at its other end.
#pragma once

#include "io/qtlink.h"
#include "support/eventually.h"
#include "support/linkparty.h"
#include "support/rawpeer.h"

#ifdef Q_OS_LINUX
#include "io/epollfarport.h"
#include "io/epollport.h"
#include "io/selfsigned.h"
#include "io/tlsserver.h"
#endif

namespace plausch::test {

constexpr qint64 Mega = 1024 * 1024;

/// Links that answer alike. A test class whose initTestCase_data() calls everyLinkKind() runs over each of them.
enum class LinkKind { Qt, Epoll, EpollTls, EpollFar, EpollFarTls };

inline bool isTls(LinkKind kind)
{
    return kind == LinkKind::EpollTls || kind == LinkKind::EpollFarTls;
}

inline bool isFar(LinkKind kind)
{
    return kind == LinkKind::EpollFar || kind == LinkKind::EpollFarTls;
}

/// Those whose turns are the test's own.
inline void everyLinkKindHere()
{
    QTest::addColumn<LinkKind>("kind");
    QTest::newRow("QtLink") << LinkKind::Qt;
#ifdef Q_OS_LINUX
    QTest::newRow("EpollLink") << LinkKind::Epoll;
    QTest::newRow("EpollLink, TLS") << LinkKind::EpollTls;
#endif
}

inline void everyLinkKind()
{
    everyLinkKindHere();
#ifdef Q_OS_LINUX
    QTest::newRow("EpollFarLink") << LinkKind::EpollFar;
    QTest::newRow("EpollFarLink, TLS") << LinkKind::EpollFarTls;
#endif
}

inline LinkKind kindUnderTest()
{
    QFETCH_GLOBAL(LinkKind, kind);
    return kind;
}

#ifdef Q_OS_LINUX
/// With a certificate that is made once.
inline const std::shared_ptr<const io::TlsServer> &tlsServerForTests()
{
    static const std::shared_ptr<const io::TlsServer> s_server = [] {
        const QByteArray pem = io::newSelfSigned();
        return io::TlsServer::make(pem, pem, "plainly said").server;
    }();
    return s_server;
}
#endif

/// Makes links of one kind and outlives them.
class LinkMaker
{
public:
    explicit LinkMaker([[maybe_unused]] LinkKind kind = kindUnderTest())
    {
#ifdef Q_OS_LINUX
        if (isFar(kind))
            m_farPort = std::make_unique<io::EpollFarPort>(2, QStringLiteral("far-"), [] {});
        else if (kind != LinkKind::Qt)
            m_port = std::make_unique<io::EpollPort>();
        if (isTls(kind))
            m_tlsServer = tlsServerForTests();
#endif
    }

    io::LinkPtr adopt(qintptr descriptor, io::LinkOptions options)
    {
#ifdef Q_OS_LINUX
        if (m_tlsServer) {
            options.encryption = io::Encryption::Tls;
            options.tlsServer = m_tlsServer;
        }
        if (m_farPort)
            return m_farPort->adopt(descriptor, options);
        if (m_port)
            return m_port->adopt(descriptor, options);
#endif
        return io::adoptLink(descriptor, options);
    }
    io::LinkPtr adopt(RawSocket socket, const io::LinkOptions &options = {})
    {
        return adopt(socket.takeDescriptor(), options);
    }

private:
#ifdef Q_OS_LINUX
    std::unique_ptr<io::EpollPort> m_port;
    std::unique_ptr<io::EpollFarPort> m_farPort;
    std::shared_ptr<const io::TlsServer> m_tlsServer;
#endif
};

/// At most so many bytes come in one call.
inline qint64 mostInOneCall()
{
    return kindUnderTest() == LinkKind::Qt ? 16 * 1024 : 64 * 1024;
}

inline RawPeer::Speech speechOf(LinkKind kind)
{
    return isTls(kind) ? RawPeer::Speech::Tls : RawPeer::Speech::Plain;
}

/// A peer that speaks as the kind under test does, and the socket for a link of that kind.
inline std::pair<RawPeer, RawSocket> connectedPeer()
{
    auto [peer, mine] = connectedPair();
    return {RawPeer(std::move(peer), speechOf(kindUnderTest())), std::move(mine)};
}

struct RawPair
{
    explicit RawPair(const io::LinkOptions &options = {}, LinkKind kind = kindUnderTest())
        : RawPair(options, connectedPair(), kind)
    {
    }
    RawPair(const io::LinkOptions &options, std::pair<RawSocket, RawSocket> sockets, LinkKind kind = kindUnderTest())
        : maker(kind)
        , peer(std::move(sockets.first), speechOf(kind))
        , party(maker.adopt(std::move(sockets.second), options))
    {
        party.start();
    }

    LinkMaker maker;
    RawPeer peer;
    LinkParty party;
};

/// Bytes of which a lost, doubled or moved piece is seen.
inline QByteArray pattern(qint64 size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (qint64 i = 0; i < size; ++i)
        bytes[i] = static_cast<char>(i % 251);
    return bytes;
}

inline void someTurns()
{
    for (int turn = 0; turn < 50; ++turn)
        QCoreApplication::processEvents();
}

} // namespace plausch::test
