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
/// With windows: include <QApplication>. ctest sets QT_QPA_PLATFORM=offscreen, whose windows cannot be raised, have no
/// size hints and warn of it each time (QPlatformWindow); those warnings are not ours.
#define PLAUSCH_GUI_TEST_MAIN(TestObject)                                                                              \
    namespace {                                                                                                        \
    QtMessageHandler s_testHandler = nullptr;                                                                          \
    void withoutPlatform(QtMsgType type, const QMessageLogContext &context, const QString &text)                       \
    {                                                                                                                  \
        if (!text.startsWith(QLatin1String("This plugin does not support")))                                           \
            s_testHandler(type, context, text);                                                                        \
    }                                                                                                                  \
    class OffscreenApplication : public QApplication                                                                   \
    {                                                                                                                  \
    public:                                                                                                            \
        using QApplication::QApplication;                                                                              \
        bool notify(QObject *receiver, QEvent *event) override                                                         \
        {                                                                                                              \
            if (!s_testHandler && event->type() == QEvent::Polish) /* by now Qt Test has set its own */                \
                s_testHandler = qInstallMessageHandler(withoutPlatform);                                               \
            return QApplication::notify(receiver, event);                                                              \
        }                                                                                                              \
    };                                                                                                                 \
    }                                                                                                                  \
    PLAUSCH_TEST_MAIN_WITH(OffscreenApplication, TestObject)
