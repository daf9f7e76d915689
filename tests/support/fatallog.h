// A warning nobody expected fails the test (after KDDockWidgets' fatal logger).
#pragma once

#include <QRegularExpression>

namespace plausch::test {

/// From now on every qWarning and qCritical ends the test program, but for those announced by expectWarning().
void installFatalLog();
/// Warnings that match are swallowed until the returned guard goes; it counts them.
class ExpectWarning
{
public:
    explicit ExpectWarning(const QString &pattern);
    ~ExpectWarning();
    ExpectWarning(const ExpectWarning &) = delete;
    ExpectWarning &operator=(const ExpectWarning &) = delete;
    int count() const;
};

} // namespace plausch::test
