// Layer: server. Values, any thread. What the operator decides; the configuration file names the same things.
#pragma once

#include "store/scram.h"

#include <QByteArray>
#include <QByteArrayList>

#include <map>

namespace plausch::server {

/// Ceilings. Sizes in bytes, times in seconds.
struct Limits
{
    bool flood = true; // throttle commands and connections
    int floodBurst = 20; // lines at once
    int floodPerSecond = 4; // lines after that
    int connections = 16'000;
    int perAddress = 128; // connections of one IPv4 address or one /64 of IPv6; 0: as many as they like
    int arrivalsPerMinute = 240; // of such an address
    qint64 sendq = 1024 * 1024; // waiting for one client
    qint64 recvq = 64 * 1024; // read from one client, but not handled
    int registrationSecs = 30;
    int pingSecs = 120; // silence, then PING; dead after as long again
    int line = 512; // of a message without its tags, with CR LF
    int nick = 32;
    int channel = 64;
    int topic = 390;
    int away = 300;
    int kick = 300;
    int realName = 150;
    int user = 20;
    int channelsPerUser = 100;
    int targets = 4; // of one PRIVMSG, NOTICE or TAGMSG
    int monitor = 100;
    int listEntries = 100; // of one channel's b, e and I together
    int whowas = 1'000;
    qint64 multilineBytes = 64 * 1024;
    int multilineLines = 512;
    int maxReplay = 500; // messages of one CHATHISTORY answer
    int metadataSubs = 50; // keys one client is told of
    int metadataKeys = 20; // of one user or channel
    int metadataValue = 300;
};

struct AccountRules
{
    bool open = true; // whoever asks may register
    bool beforeConnect = true;
    bool requireEmail = false;
    bool customName = false; // an account may be called otherwise than who registers it
    int iterations = store::DefaultScramIterations;
};

struct Settings
{
    QByteArray name = QByteArrayLiteral("plausch.local");
    QByteArray description = QByteArrayLiteral("A Plausch chat server");
    QByteArray network = QByteArrayLiteral("Plausch");
    QByteArrayList motd;
    QByteArray passwordHash; // empty: none is asked for
    QByteArrayList admin; // up to three lines of ADMIN
    Limits limits;
    AccountRules accounts;
    bool hasAccounts = false; // a database of accounts is there
    bool hasHistory = false;
    std::map<QByteArray, QByteArray> operators; // name -> hash of the password
    quint16 stsPort = 0; // where TLS is spoken, 0: nowhere (https://ircv3.net/specs/extensions/sts)
    qint64 stsSecs = -1; // clients are to come by TLS only, for so long; 0: no longer; -1: nothing is said of it
    qint64 startedUtc = 0; // milliseconds
};

} // namespace plausch::server
