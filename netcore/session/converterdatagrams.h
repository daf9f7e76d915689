// Layer: session. Pure: a datagram and the time in, at most one datagram out. Thread: the caller's.
// Owner: a UDP service.
#pragma once

#include "session/convertersession.h"

#include <memory>

namespace plausch::session {

inline constexpr qsizetype MaxDatagramBytes = 65'507; // 65,535 - 20 - 8: what UDP over IPv4 can carry

/// The service's side of all conversations on one UDP port.
class ConverterDatagrams
{
public:
    virtual ~ConverterDatagrams() = default;
    /// `peer` names the sender's address and port; `now` is monotonic, in ms.
    virtual ConverterExchange onDatagram(const QByteArray &peer, QByteArrayView bytes, qint64 now) = 0;
    /// Senders something is remembered of.
    virtual qsizetype rememberedPeers() const { return 0; }
};

/// The lecture's reads for each sender: recvfrom(1500) and a reply; recvfrom(2), which loses the rest, and none; from
/// then on recvfrom(1500) and replies. Forgotten after 60 s of silence; past 1,024 senders the most silent one goes.
std::unique_ptr<ConverterDatagrams> makeSlideDatagrams();
/// One datagram is one message; one LF or CRLF at its end comes back.
std::unique_ptr<ConverterDatagrams> makeRepairedDatagrams();
/// recvfrom(2048), upper case of ASCII.
std::unique_ptr<ConverterDatagrams> makeTextbookDatagrams();

} // namespace plausch::session
