#include "support/fatallog.h"

#include <QtGlobal>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <mutex>

namespace plausch::test {
namespace {

std::mutex &logMutex()
{
    static std::mutex mutex;
    return mutex;
}
QRegularExpression s_expected;
std::atomic<int> s_count{0};
QtMessageHandler s_previous = nullptr;

bool isExpected(const QString &text)
{
    const std::lock_guard lock(logMutex());
    if (s_expected.pattern().isEmpty() || !s_expected.match(text).hasMatch())
        return false;
    ++s_count;
    return true;
}

void onMessage(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    const bool bad = type == QtWarningMsg || type == QtCriticalMsg;
    if (bad && isExpected(text))
        return;
    s_previous(type, context, text);
    if (bad) {
        std::fprintf(stderr, "FATAL: a warning nobody expected: %s\n", qPrintable(text));
        std::abort();
    }
}

} // namespace

void installFatalLog()
{
    s_previous = qInstallMessageHandler(onMessage);
}

ExpectWarning::ExpectWarning(const QString &pattern)
{
    const std::lock_guard lock(logMutex());
    s_expected = QRegularExpression(pattern);
    s_count = 0;
}

ExpectWarning::~ExpectWarning()
{
    const std::lock_guard lock(logMutex());
    s_expected = QRegularExpression();
}

int ExpectWarning::count() const
{
    return s_count;
}

} // namespace plausch::test
