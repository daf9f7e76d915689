// A program run by a test: its lines of standard output, its end.
#pragma once

#include <QProcess>
#include <QtTest>

namespace plausch::test {

inline constexpr int ProgramMsecs = 60'000; // a broken program ends the test, a loaded machine does not

inline QString sourcePath(const QString &path)
{
    return qEnvironmentVariable("PLAUSCH_SOURCE_DIR") + u'/' + path;
}
inline QString serverProgram()
{
    return qEnvironmentVariable("PLAUSCH_BINARY_DIR") + QStringLiteral("/app/plausch-server");
}

/// Ends with the test that made it.
class Program
{
public:
    Program(const QString &path, const QStringList &arguments)
    {
        m_process.start(path, arguments);
        m_process.closeWriteChannel();
    }
    ~Program()
    {
        m_process.kill();
        m_process.waitForFinished(ProgramMsecs);
    }

    static QStringList python(const QString &script, const QStringList &arguments)
    {
        return QStringList{QStringLiteral("-B"), sourcePath(QStringLiteral("tests/interop/") + script)} + arguments;
    }

    /// The next whole line of standard output; empty when the program ended before it.
    QByteArray line()
    {
        while (!m_process.canReadLine() && m_process.waitForReadyRead(ProgramMsecs)) { }
        return m_process.readLine().trimmed();
    }
    bool finish() { return m_process.state() == QProcess::NotRunning || m_process.waitForFinished(ProgramMsecs); }
    QProcess &process() { return m_process; }

private:
    QProcess m_process;
};

} // namespace plausch::test
