// A link under test and a raw socket at its other end.
#pragma once

#include "io/qtlink.h"
#include "support/eventually.h"
#include "support/linkparty.h"
#include "support/rawsocket.h"

#ifdef Q_OS_LINUX
#include "io/epollport.h"
#endif

namespace plausch::test {

constexpr qint64 Mega = 1024 * 1024;

/// Links that answer alike. A test class whose initTestCase_data() calls everyLinkKind() runs over each of them.
enum class LinkKind { Qt, Epoll };

inline void everyLinkKind()
{
    QTest::addColumn<LinkKind>("kind");
    QTest::newRow("QtLink") << LinkKind::Qt;
#ifdef Q_OS_LINUX
    QTest::newRow("EpollLink") << LinkKind::Epoll;
#endif
}

inline LinkKind kindUnderTest()
{
    QFETCH_GLOBAL(LinkKind, kind);
    return kind;
}

/// Makes links of one kind and outlives them.
class LinkMaker
{
public:
    explicit LinkMaker([[maybe_unused]] LinkKind kind = kindUnderTest())
    {
#ifdef Q_OS_LINUX
        if (kind == LinkKind::Epoll)
            m_port = std::make_unique<io::EpollPort>();
#endif
    }

    io::LinkPtr adopt(qintptr descriptor, const io::LinkOptions &options)
    {
#ifdef Q_OS_LINUX
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
#endif
};

/// At most so many bytes come in one call.
inline qint64 mostInOneCall()
{
    return kindUnderTest() == LinkKind::Qt ? 16 * 1024 : 64 * 1024;
}

struct RawPair
{
    explicit RawPair(const io::LinkOptions &options = {}, LinkKind kind = kindUnderTest())
        : RawPair(options, connectedPair(), kind)
    {
    }
    RawPair(const io::LinkOptions &options, std::pair<RawSocket, RawSocket> sockets, LinkKind kind = kindUnderTest())
        : maker(kind), peer(std::move(sockets.first)), party(maker.adopt(std::move(sockets.second), options))
    {
        party.start();
    }

    LinkMaker maker;
    RawSocket peer;
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
