// Layer: app. Pure; needs no application object.
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace plausch::app {

/// The command line of `plausch`.
struct Options
{
    QString profileDir; // absolute
    std::optional<QString> name;
    std::optional<quint16> port; // 0: any free one
    QString connectTo; // as typed; a valid address, or empty
    QString link; // irc:// or ircs://, or empty
    bool minimized = false;
    bool thisMachineOnly = false; // listen and look for buddies on loopback only
};

struct CommandLine
{
    enum class Wish { Run, Version, Help, Wrong };
    Wish wish = Wish::Run;
    Options options;
    QString complaint; // with Wrong: names the option or value
};

CommandLine parseCommandLine(const QStringList &arguments);
QString helpText();
QString versionText();

} // namespace plausch::app
