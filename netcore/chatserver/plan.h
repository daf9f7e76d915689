// Layer: chatserver. Values, any thread. What a chat server is to be, as the configuration file says it.
#pragma once

#include "server/settings.h"

#include <QHostAddress>
#include <QList>
#include <QString>

namespace plausch::io {
class TraceSink;
} // namespace plausch::io

namespace plausch::chatserver {

struct Endpoint
{
    QHostAddress address;
    quint16 port = 0; // 0: any free one
    bool operator==(const Endpoint &) const = default;
};

struct HistoryRules
{
    int keepDays = 0; // 0: for ever
    int keepMessages = 0; // of one channel or conversation; 0: all
    bool durable = true; // what a sender was echoed survives a loss of power; off: a crash of the program only
};

struct Plan
{
    server::Settings settings;
    QList<Endpoint> irc; // plain text
    QList<Endpoint> tls;
    QList<Endpoint> websocket;
    QByteArrayList origins; // of pages that may open a WebSocket; empty: of all
    QList<Endpoint> metrics;
    QString certificate; // files in PEM; empty: tls.pem in the data folder, made at the first start
    QString key;
    QString accountsFile; // empty: no accounts
    QString historyFile; // empty: none is kept
    QString dataFolder; // for what is made at the first start
    HistoryRules history;
    io::TraceSink *trace = nullptr; // of the clients' links; outlives the server
    int loops = 1; // threads for clients; 1: they live on the realm's

    bool isChatServer() const { return !irc.isEmpty() || !tls.isEmpty() || !websocket.isEmpty(); }
};

} // namespace plausch::chatserver
