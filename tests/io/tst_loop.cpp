#include "io/loop.h"
#include "support/eventually.h"
#include "support/testmain.h"

#include <QDir>
#include <QFile>

using namespace plausch::io;

namespace {

/// What `ps -T` prints.
QStringList threadNames()
{
    QStringList names;
    const QDir tasks(QStringLiteral("/proc/self/task"));
    for (const QString &task : tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile file(tasks.filePath(task) + QStringLiteral("/comm"));
        if (file.open(QIODevice::ReadOnly))
            names << QString::fromUtf8(file.readAll()).trimmed();
    }
    return names;
}

} // namespace

class TestLoop : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tasksRunOnTheLoopInOrder()
    {
        std::vector<int> order;
        std::atomic<bool> elsewhere{false};
        {
            Loop loop(QStringLiteral("order"));
            QVERIFY(!loop.isCurrent());
            for (int i = 0; i < 1'000; ++i) {
                QVERIFY(loop.post([&, i] {
                    order.push_back(i);
                    if (!loop.isCurrent() || loop.context()->thread() != QThread::currentThread())
                        elsewhere = true;
                }));
            }
        }
        QCOMPARE(order.size(), std::size_t(1'000));
        QVERIFY(std::is_sorted(order.begin(), order.end()));
        QVERIFY(!elsewhere);
    }

    void whatWasPostedBeforeTheStopStillRuns()
    {
        int ran = 0;
        Loop loop(QStringLiteral("stopping"));
        for (int i = 0; i < 100; ++i)
            loop.post([&ran] { ++ran; });
        loop.stop();
        QVERIFY(!loop.post([&ran] { ran = -1; }));
        loop.stop();
        EVENTUALLY(loop.isFinished());
        QCOMPARE(ran, 100);
    }

    void stopsItself()
    {
        Loop loop(QStringLiteral("self"));
        loop.post([&loop] { loop.stop(); });
        EVENTUALLY(loop.isFinished());
    }

    void aTaskMayPost()
    {
        std::atomic<int> ran{0};
        Loop loop(QStringLiteral("nested"));
        loop.post([&] { loop.post([&ran] { ++ran; }); });
        EVENTUALLY(ran == 1);
    }

    void objectsOnTheContextDieOnTheLoop()
    {
        QThread *where = nullptr;
        QThread *loopThread = nullptr;
        {
            Loop loop(QStringLiteral("context"));
            loop.post([&] {
                loopThread = QThread::currentThread();
                auto child = new QObject(loop.context());
                connect(
                    child, &QObject::destroyed, child, [&where] { where = QThread::currentThread(); },
                    Qt::DirectConnection);
            });
        }
        QVERIFY(where);
        QCOMPARE(where, loopThread);
    }

    void manyThreadsPostWhileItStops()
    {
        for (int round = 0; round < 20; ++round) {
            std::atomic<int> ran{0};
            std::atomic<int> accepted{0};
            std::vector<std::thread> posters;
            {
                Loop loop(QStringLiteral("racing"));
                for (int i = 0; i < 4; ++i) {
                    posters.emplace_back([&] {
                        for (int j = 0; j < 100; ++j)
                            accepted += loop.post([&ran] { ++ran; }) ? 1 : 0;
                    });
                }
                loop.stop();
                for (std::thread &poster : posters)
                    poster.join();
            }
            QCOMPARE(ran.load(), accepted.load());
        }
    }

    void theNameIsTheThreads()
    {
        Loop loop(QStringLiteral("buddy-anna"));
        EVENTUALLY(threadNames().contains(QStringLiteral("buddy-anna")));
        QCOMPARE(loop.name(), QStringLiteral("buddy-anna"));
    }

    void renaming()
    {
        Loop loop(QStringLiteral("buddy-?"));
        loop.rename(QStringLiteral("buddy-bert"));
        QCOMPARE(loop.name(), QStringLiteral("buddy-bert"));
        EVENTUALLY(threadNames().contains(QStringLiteral("buddy-bert")));
        QVERIFY(!threadNames().contains(QStringLiteral("buddy-?")));
        loop.post([&loop] { loop.rename(QStringLiteral("from within")); });
        EVENTUALLY(threadNames().contains(QStringLiteral("from within")));
    }

    void aLongNameIsCutBetweenCharacters()
    {
        Loop loop(QStringLiteral("x"));
        loop.rename(QString::fromUtf8("buddy-Jürgen-Äö")); // the 15th byte is half of the Ä's neighbour
        EVENTUALLY(threadNames().contains(QString::fromUtf8("buddy-Jürgen-")));
    }

    void linkCountIsTheOwners()
    {
        Loop loop(QStringLiteral("count"));
        loop.addLinks(3);
        loop.addLinks(-1);
        QCOMPARE(loop.linkCount(), 2);
    }
};

PLAUSCH_TEST_MAIN(TestLoop)
#include "tst_loop.moc"
