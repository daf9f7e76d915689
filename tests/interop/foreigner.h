// Chat programs that know nothing of Plausch, run by a test in a folder of their own: irssi, WeeChat, HexChat.
#pragma once

#include "support/unprivileged.h"

#include <QDirIterator>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <csignal>
#include <unistd.h>

namespace plausch::test {

/// A foreign program, its folder and what it has printed; it goes with the test.
class Foreigner : public QObject
{
public:
    ~Foreigner() override
    {
        m_process.closeWriteChannel();
        const auto group = pid_t(m_process.processId()); // it, and what it has started
        if (group == 0)
            return;
        ::kill(-group, SIGTERM);
        if (!m_process.waitForFinished(5'000))
            ::kill(-group, SIGKILL);
        m_process.waitForFinished();
    }

    void start(const QString &program, const QStringList &arguments)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("TERM"), QStringLiteral("xterm"));
        for (const char *folder : {"HOME", "TMPDIR"})
            environment.insert(QLatin1String(folder), m_home.path());
        m_process.setProcessEnvironment(environment);
        m_process.setChildProcessModifier([] { ::setpgid(0, 0); });
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        connect(&m_process, &QProcess::readyRead, this, [this] { m_output += m_process.readAll(); });
        m_process.start(program, arguments);
    }
    void type(const QByteArray &line) { m_process.write(line); }
    void endInput() { m_process.closeWriteChannel(); }

    QString home() const { return m_home.path(); }
    QString file(const QString &name, const QByteArray &content) const
    {
        QFile file(m_home.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            return {};
        return file.fileName();
    }
    QByteArray output() const { return m_output; }
    /// SIGTERM: the program takes its leave.
    void dismiss() { m_process.terminate(); }
    bool isOver() const { return m_process.state() == QProcess::NotRunning; }
    int exitCode() const { return m_process.exitCode(); }

    /// The words stand in a log the program keeps. On its screen the cursor jumps, and they may be in pieces.
    bool hasLogged(const QByteArray &words) const
    {
        QDirIterator files(m_home.path(), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.fileName().contains(u"log") && file.open(QIODevice::ReadOnly) && file.readAll().contains(words))
                return true;
        }
        return false;
    }

private:
    QTemporaryDir m_home;
    QProcess m_process;
    QByteArray m_output;
};

inline bool isInstalled(const QString &program)
{
    return !QStandardPaths::findExecutable(program).isEmpty();
}

/// Where Eva's program connects.
struct Visit
{
    quint16 port = 0;
    bool tls = false;
};

inline QByteArray irssiConfig(const Visit &visit, const QString &rooms, const QString &home)
{
    return QStringLiteral("servers = ( { address = \"127.0.0.1\"; chatnet = \"plausch\"; port = \"%1\"; "
                          "use_tls = \"%2\"; tls_verify = \"no\"; autoconnect = \"yes\"; } );\n"
                          "chatnets = { plausch = { type = \"IRC\"; nick = \"eva\"; }; };\n"
                          "channels = ( %3 );\n"
                          "settings = {\n"
                          "  core = { real_name = \"Eva\"; user_name = \"eva\"; nick = \"eva\"; };\n"
                          "  \"fe-common/core\" = { autolog = \"yes\"; autolog_path = \"%4/talk.log\"; };\n"
                          "};\n")
        .arg(visit.port)
        .arg(visit.tls ? u"yes" : u"no", rooms, home)
        .toUtf8();
}

/// irssi wants a terminal: script(1) gives it one and passes on what is typed. `rooms` are entries of its config.
inline void startIrssi(Foreigner &eva, const Visit &visit, const QString &rooms = {})
{
    const QString config = eva.file(QStringLiteral("config"), irssiConfig(visit, rooms, eva.home()));
    eva.start(QStringLiteral("script"),
              {QStringLiteral("-qec"), QStringLiteral("irssi --home='%1' --config='%2'").arg(eva.home(), config),
               QStringLiteral("/dev/null")});
}

/// WeeChat 4 renamed ssl to tls; the name it does not know is an error message in its core buffer.
/// Without a screen it hears nothing later: what it does `first`, once welcomed, is all.
/// A semicolon ends a command of -r as well, so those of `first` are escaped.
inline void startWeechat(Foreigner &eva, const Visit &visit, const QString &first)
{
    const QString use = visit.tls ? QStringLiteral("on") : QStringLiteral("off");
    const QStringList commands{
        QStringLiteral("/server add plausch 127.0.0.1/%1").arg(visit.port),
        QStringLiteral("/set irc.server.plausch.nicks eva"),
        QStringLiteral("/set irc.server.plausch.realname Eva"),
        QStringLiteral("/set irc.server.plausch.ssl ") + use,
        QStringLiteral("/set irc.server.plausch.ssl_verify off"),
        QStringLiteral("/set irc.server.plausch.tls ") + use,
        QStringLiteral("/set irc.server.plausch.tls_verify off"),
        QStringLiteral("/set irc.server.plausch.command ") + QString(first).replace(u';', QStringLiteral("\\;")),
        QStringLiteral("/set logger.file.flush_delay 0"),
        QStringLiteral("/connect plausch"),
    };
    QStringList arguments{QStringLiteral("--stdout"), QStringLiteral("-d"), eva.home()};
    for (const QString &command : commands)
        arguments << QStringLiteral("-r") << command;
    eva.start(QStringLiteral("weechat-headless"), arguments);
}

/// HexChat on a display of its own. For root it opens a dialog that wants a click, so then it is started as nobody.
inline void startHexchat(Foreigner &eva, const Visit &visit, const QString &first)
{
    const QByteArray flags = visit.tls ? "47" : "11"; // of its servlist.conf: connect at start, TLS, any certificate
    eva.file(QStringLiteral("servlist.conf"),
             "v=2.16.1\n\nN=Plausch\nE=UTF-8 (Unicode)\nF=" + flags
                 + "\nD=0\nC=" + QString(first).replace(u';', QStringLiteral("\nC=")).toUtf8() + "\nS=127.0.0.1/"
                 + QByteArray::number(visit.port) + "\n");
    eva.file(QStringLiteral("hexchat.conf"),
             "version = 2.16.1\ngui_slist_skip = 1\ngui_join_dialog = 0\nirc_logging = 1\n"
             "irc_nick1 = eva\nirc_user_name = eva\nirc_real_name = Eva\n");
    QStringList command{QStringLiteral("xvfb-run"), QStringLiteral("-a"), QStringLiteral("hexchat"),
                        QStringLiteral("-d"), eva.home()};
    if (::geteuid() == 0) {
        for (const char *name : {"", "/servlist.conf", "/hexchat.conf"})
            giveToNobody(eva.home() + QLatin1String(name));
        command = QStringList{QStringLiteral("setpriv"), QStringLiteral("--reuid=%1").arg(Nobody),
                              QStringLiteral("--regid=%1").arg(Nobody), QStringLiteral("--clear-groups")}
            + command;
    }
    eva.start(command.takeFirst(), command);
}

} // namespace plausch::test
