// Waiting for what another thread or the kernel does: returns as soon as it is true. Longer than QTRY's five seconds,
// because the machine may be busy with other things.
#pragma once

#include <QtTest>

#define EVENTUALLY(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, 60'000)
