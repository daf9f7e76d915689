// Layer: app. Pure values, any thread. What plausch-server's file says.
#pragma once

#include "chat/servicereport.h"
#include "chatserver/plan.h"

#include <QByteArray>
#include <QString>

namespace plausch::app {

enum class LogLevel { Error, Warning, Info, Debug };

struct ServerConfig
{
    QList<chat::ServiceSpec> services; // in the order of the four kinds
    chatserver::Plan chat; // isChatServer(): one is wanted
    LogLevel logLevel = LogLevel::Info;
    bool logWire = false; // every line, secrets struck out
};

struct ConfigResult
{
    ServerConfig config;
    QString complaint; // empty: good; else "FILE:LINE: what is wrong"
};

/// `name` is what complaints call the file; relative paths in it are taken from `dataFolder`, where databases and
/// certificate are made unless the file says otherwise.
ConfigResult parseServerConfig(const QByteArray &text, const QString &name, const QString &dataFolder);
ConfigResult readServerConfig(const QString &path, const QString &dataFolder);
/// Without a file: a chat server on 127.0.0.1:6667 that keeps accounts and history.
ServerConfig defaultServerConfig(const QString &dataFolder);
/// Where data is kept unless the file says otherwise: plausch-server in the user's data folder.
QString serverDataFolder();

} // namespace plausch::app
