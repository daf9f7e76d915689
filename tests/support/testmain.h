// main() of a test program: the fatal log first, then Qt Test.
// The handler goes in before QTest installs its own, which forwards to it.
#pragma once

#include "support/fatallog.h"

#include <QtTest>

#define PLAUSCH_TEST_MAIN_WITH(Application, TestObject)                                                                \
    int main(int argc, char *argv[])                                                                                   \
    {                                                                                                                  \
        Application app(argc, argv);                                                                                   \
        plausch::test::installFatalLog();                                                                              \
        TestObject test;                                                                                               \
        return QTest::qExec(&test, argc, argv);                                                                        \
    }

#define PLAUSCH_TEST_MAIN(TestObject) PLAUSCH_TEST_MAIN_WITH(QCoreApplication, TestObject)
/// With windows: include <QApplication>. ctest sets QT_QPA_PLATFORM=offscreen.
#define PLAUSCH_GUI_TEST_MAIN(TestObject) PLAUSCH_TEST_MAIN_WITH(QApplication, TestObject)
