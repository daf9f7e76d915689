#include "application.h"
#include "descriptors.h"
#include "options.h"
#include "translators.h"
#include "unixsignals.h"

#include <QApplication>

#include <cstdio>

using plausch::app::CommandLine;

namespace {

QStringList argumentsOf(int argc, char *argv[])
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    return arguments;
}

/// Everything that needs no display.
int answerOnTerminal(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    plausch::app::Translators translators;
    translators.use(plausch::chat::Language::System);
    const CommandLine line = plausch::app::parseCommandLine(argumentsOf(argc, argv));
    switch (line.wish) {
    case CommandLine::Wish::Version:
        std::printf("%s\n", qPrintable(plausch::app::versionText()));
        return 0;
    case CommandLine::Wish::Help:
        std::printf("%s", qPrintable(plausch::app::helpText()));
        return 0;
    default:
        std::fprintf(stderr, "plausch: %s\n%s", qPrintable(line.complaint), qPrintable(plausch::app::helpText()));
        return 2;
    }
}

/// Qt would end with an abort.
bool hasDisplay()
{
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY")
        || qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

int refuseWithoutDisplay(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    plausch::app::Translators translators;
    translators.use(plausch::chat::Language::System);
    std::fprintf(stderr, "plausch: %s\n",
                 qPrintable(QCoreApplication::translate("Application", "There is no display to show a window on.")));
    return 1;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication::setApplicationName(QStringLiteral("plausch"));
    QCoreApplication::setApplicationVersion(QStringLiteral(PLAUSCH_VERSION));
    const CommandLine line = plausch::app::parseCommandLine(argumentsOf(argc, argv));
    if (line.wish != CommandLine::Wish::Run)
        return answerOnTerminal(argc, argv);
    if (!hasDisplay())
        return refuseWithoutDisplay(argc, argv);
    plausch::app::raiseDescriptorLimit();
    QApplication::setDesktopFileName(QStringLiteral("plausch"));
    QApplication application(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    const plausch::app::UnixSignals signals;
    plausch::app::Application program(application, line.options);
    QObject::connect(&signals, &plausch::app::UnixSignals::endWanted, &program, &plausch::app::Application::quit);
    return program.run();
}
