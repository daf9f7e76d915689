// Layer: app. Thread: main. Owner: plausch-server's main().
#pragma once

#include "app/serverconfig.h"
#include "app/unixsignals.h"
#include "chat/converterhost.h"
#include "chatserver/chatserver.h"
#include "chatserver/wirelog.h"

#include <QObject>
#include <QString>

#include <cstdio>
#include <memory>

namespace plausch::app {

inline constexpr int CannotOpen = 1; // exit status
inline constexpr int WrongInput = 2;

/// One line, at once.
void print(std::FILE *stream, const QString &line);

/// What the file names, from its opening to its end by a signal.
class ServerProgram : public QObject
{
public:
    /// `file` is read again by SIGHUP and REHASH; empty: there is none, and nothing is.
    ServerProgram(ServerConfig config, QString file);
    ~ServerProgram() override;

    int run();

private:
    void openServices();
    void onServiceChanged(chat::ServiceKind kind);
    void openChat();
    io::TraceSink *wireLog();
    void onChatStarted(const chatserver::ChatServer::Started &started);
    void onOpened();
    void fail(const QString &why);
    void reload();
    void reloadChat(const chatserver::Plan &plan);
    void end();
    void log(LogLevel level, const QString &text) const;

    ServerConfig m_config;
    QString m_file;
    UnixSignals m_signals;
    chat::ConverterHost m_host;
    std::unique_ptr<chatserver::WireLog> m_wireLog; // longer than the links of m_chat
    std::unique_ptr<chatserver::ChatServer> m_chat;
    qsizetype m_unopened = 0; // services and the chat server
    bool m_failed = false;
};

} // namespace plausch::app
