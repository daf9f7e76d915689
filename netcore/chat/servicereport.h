// Layer: chat. Values about the converter services: what the window shows and the server prints. Any thread.
#pragma once

#include "io/listener.h"
#include "session/convertersession.h"

#include <QHostAddress>
#include <QList>
#include <QString>

#include <optional>

namespace plausch::chat {

enum class ServiceKind { ConverterTcp, ConverterUdp, TextbookTcp, TextbookUdp };
inline constexpr quint16 ConverterPort = 50000;
inline constexpr quint16 TextbookPort = 12000;

inline bool isTextbook(ServiceKind kind)
{
    return kind == ServiceKind::TextbookTcp || kind == ServiceKind::TextbookUdp;
}
inline bool isUdp(ServiceKind kind)
{
    return kind == ServiceKind::ConverterUdp || kind == ServiceKind::TextbookUdp;
}

struct ServiceSpec
{
    ServiceKind kind = ServiceKind::ConverterTcp;
    QHostAddress address = QHostAddress(QHostAddress::AnyIPv4);
    quint16 port = ConverterPort; // 0: any free one
    session::ConverterDialect dialect = session::ConverterDialect::Repaired; // of the converter
    session::ConverterFraming framing = session::ConverterFraming::Line; // of the repaired converter on TCP
};

/// One TCP client of a service. UDP has no connections to list.
struct ServiceClient
{
    quint64 id = 0;
    QHostAddress address;
    quint16 port = 0;
    qint64 since = 0; // UTC ms
};

/// One request and its answer. The bytes are cut for the log, the sizes are whole.
struct ServiceExchange
{
    static constexpr qsizetype KeptBytes = 2048;

    qint64 at = 0; // UTC ms
    QHostAddress address;
    quint16 port = 0;
    QByteArray request;
    qsizetype requestSize = 0;
    std::optional<QByteArray> reply; // absent: none was sent
    qsizetype replySize = 0;
    session::ConverterNote note = session::ConverterNote::None;
    QString sendError; // the reply could not be sent: the system's words
};

struct ServiceOpened
{
    io::BindError error;
    quint16 port = 0;
};

/// One pile of news of one service on its way to the main thread.
struct ServiceReport
{
    ServiceKind kind = ServiceKind::ConverterTcp;
    quint64 run = 0; // which start of that service
    std::optional<ServiceOpened> opened;
    QList<ServiceExchange> exchanges;
    qint64 dropped = 0; // exchanges that did not fit the pile
    std::optional<QList<ServiceClient>> clients; // all of them, if that changed
};

} // namespace plausch::chat
