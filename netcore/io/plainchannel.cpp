#include "io/plainchannel_p.h"

#include "io/descriptor_p.h"

#include <array>
#include <cerrno>
#include <sys/socket.h>
#include <sys/uio.h>

namespace plausch::io {
namespace {

constexpr std::size_t PiecesPerCall = 64;
constexpr qint64 DropPerTurn = 64 * 1024;

} // namespace

PlainChannel::PlainChannel(qintptr descriptor, ChannelObserver &observer)
    : m_descriptor(descriptor)
    , m_observer(observer)
    , m_readable(descriptor, QSocketNotifier::Read)
    , m_writable(descriptor, QSocketNotifier::Write)
{
    m_writable.setEnabled(false);
    QObject::connect(&m_readable, &QSocketNotifier::activated, &m_readable, [this] { onReadNotice(); });
    QObject::connect(&m_writable, &QSocketNotifier::activated, &m_writable, [this] { onWriteNotice(); });
}

PlainChannel::~PlainChannel()
{
    m_readable.setEnabled(false);
    m_writable.setEnabled(false);
    m_broken.reset();
    if (m_descriptor >= 0)
        closeDescriptor(m_descriptor);
}

qint64 PlainChannel::read(char *data, qint64 size)
{
    if (m_peerFinished || m_ended)
        return 0;
    const ssize_t count = receive(m_descriptor, data, size);
    if (count > 0)
        return count;
    if (count < 0 && isNotNow(errno))
        return 0;
    m_readable.setEnabled(false);
    m_peerFinished = true;
    const int error = count < 0 ? errno : m_sendError;
    if (error != 0) {
        endWith(reasonOf(error), qt_error_string(error));
    } else {
        watchForReset();
        m_observer.onChannelEnded(CloseReason::PeerClosed, {});
    }
    return 0;
}

void PlainChannel::watchForReset()
{
    m_broken = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Exception);
    QObject::connect(m_broken.get(), &QSocketNotifier::activated, m_broken.get(), [this] {
        m_broken->setEnabled(false);
        const int error = takeError(m_descriptor);
        if (!m_ended && error != 0)
            endWith(reasonOf(error), qt_error_string(error));
    });
}

void PlainChannel::write(const QByteArray &bytes)
{
    if (bytes.isEmpty() || m_sendError != 0 || m_ended)
        return;
    m_queue.push_back(bytes);
    m_queued += bytes.size();
    if (m_flushPosted || m_writable.isEnabled())
        return;
    m_flushPosted = true;
    QMetaObject::invokeMethod(
        &m_writable,
        [this] {
            m_flushPosted = false;
            onWriteNotice();
        },
        Qt::QueuedConnection);
}

void PlainChannel::flush()
{
    if (m_ended)
        return;
    while (!m_queue.empty() && sendSome()) { }
    m_writable.setEnabled(!m_queue.empty());
    if (m_queue.empty())
        onQueueEmpty();
}

/// False: the kernel takes no more at the moment, or never again.
bool PlainChannel::sendSome()
{
    std::array<iovec, PiecesPerCall> pieces{};
    std::size_t count = 0;
    for (const QByteArray &bytes : m_queue) {
        if (count == pieces.size())
            break;
        const qsizetype skip = count == 0 ? m_offset : 0;
        pieces[count++] = {const_cast<char *>(bytes.constData()) + skip, static_cast<size_t>(bytes.size() - skip)};
    }
    msghdr message{};
    message.msg_iov = pieces.data();
    message.msg_iovlen = count;
    const ssize_t sent = ::sendmsg(static_cast<int>(m_descriptor), &message, MSG_NOSIGNAL);
    if (sent >= 0)
        forgetSent(sent);
    else if (errno != EINTR && !isNotNow(errno))
        onSendFailed(errno);
    return sent >= 0 || errno == EINTR;
}

void PlainChannel::forgetSent(qint64 sent)
{
    m_queued -= sent;
    while (sent > 0) {
        const qsizetype rest = m_queue.front().size() - m_offset;
        if (sent < rest) {
            m_offset += sent;
            return;
        }
        sent -= rest;
        m_offset = 0;
        m_queue.pop_front();
    }
}

/// Bytes of the peer may still wait in the kernel: the reading side tells the end after them, unless it is off.
void PlainChannel::onSendFailed(int error)
{
    m_sendError = error;
    m_queue.clear();
    m_queued = 0;
    m_offset = 0;
    if (!m_readable.isEnabled())
        endWith(reasonOf(error), qt_error_string(error));
}

void PlainChannel::onQueueEmpty()
{
    if (!m_finishing || m_ended)
        return;
    if (m_peerFinished)
        endWith(CloseReason::PeerClosed, {});
    else
        ::shutdown(static_cast<int>(m_descriptor), SHUT_WR);
}

void PlainChannel::setReading(bool on)
{
    m_readable.setEnabled(on && !m_peerFinished && !m_ended);
}

/// Reads on while it ends: unread bytes would turn the end into RST, which throws away what was sent last
/// (RFC 2525 section 2.17).
void PlainChannel::finish()
{
    m_finishing = true;
    setReading(true);
    flush();
}

void PlainChannel::reset()
{
    flush();
    m_ended = true;
    m_readable.setEnabled(false);
    m_writable.setEnabled(false);
    if (m_broken)
        m_broken->setEnabled(false);
    resetWhenClosed(m_descriptor);
    closeDescriptor(m_descriptor);
    m_descriptor = -1;
}

void PlainChannel::onReadNotice()
{
    if (m_ended)
        return;
    if (m_finishing)
        drop();
    else
        m_observer.onChannelReadable();
}

void PlainChannel::onWriteNotice()
{
    if (m_ended)
        return;
    flush();
    m_observer.onChannelSent();
}

void PlainChannel::drop()
{
    std::array<char, DropPerTurn> rubbish;
    const ssize_t count = receive(m_descriptor, rubbish.data(), DropPerTurn);
    if (count > 0 || (count < 0 && isNotNow(errno)))
        return;
    m_readable.setEnabled(false);
    m_peerFinished = true;
    if (m_queue.empty())
        endWith(CloseReason::PeerClosed, {});
}

void PlainChannel::endWith(CloseReason reason, const QString &detail)
{
    m_ended = true;
    m_readable.setEnabled(false);
    m_writable.setEnabled(false);
    if (m_broken)
        m_broken->setEnabled(false);
    m_observer.onChannelEnded(reason, detail);
}

} // namespace plausch::io
