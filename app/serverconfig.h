// Layer: app. Pure values, any thread. What plausch-server's file says.
#pragma once

#include "chat/servicereport.h"

#include <QString>

namespace plausch::app {

struct ServerConfig
{
    QList<chat::ServiceSpec> services; // in the order of the four kinds; never empty in a good file
};

struct ConfigResult
{
    ServerConfig config;
    QString complaint; // empty: good; else "FILE:LINE: what is wrong"
};

/// `name` is what complaints call the file.
ConfigResult parseServerConfig(const QByteArray &text, const QString &name);
ConfigResult readServerConfig(const QString &path);

} // namespace plausch::app
