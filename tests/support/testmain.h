// main() of a test program. A warning nobody expected fails the test: ctest looks for Qt Test's QWARN and QCRITICAL
// lines (FAIL_REGULAR_EXPRESSION in tests/CMakeLists.txt); an expected one is announced with QTest::ignoreMessage().
#pragma once

#include <QtTest>

#define PLAUSCH_TEST_MAIN_WITH(Application, TestObject)                                                                \
    int main(int argc, char *argv[])                                                                                   \
    {                                                                                                                  \
        Application app(argc, argv);                                                                                   \
        TestObject test;                                                                                               \
        return QTest::qExec(&test, argc, argv);                                                                        \
    }

#define PLAUSCH_TEST_MAIN(TestObject) PLAUSCH_TEST_MAIN_WITH(QCoreApplication, TestObject)
/// With windows: include <QApplication>. ctest sets QT_QPA_PLATFORM=offscreen.
#define PLAUSCH_GUI_TEST_MAIN(TestObject) PLAUSCH_TEST_MAIN_WITH(QApplication, TestObject)
