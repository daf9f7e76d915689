#include "io/looppool.h"
#include "support/eventually.h"
#include "support/testmain.h"

#include <QDir>

#include <set>

using namespace plausch::io;
using Policy = LoopPool::Policy;

namespace {

/// Threads of this process whose name starts so, as `ps -T` would show them.
int threadsNamed(const QByteArray &prefix)
{
    int count = 0;
    const QDir tasks(QStringLiteral("/proc/self/task"));
    for (const QString &task : tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile file(tasks.filePath(task) + QStringLiteral("/comm"));
        if (file.open(QIODevice::ReadOnly) && file.readAll().startsWith(prefix))
            ++count;
    }
    return count;
}

} // namespace

class TestLoopPool : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachLinkItsOwnLoopAndThread()
    {
        LoopPool pool(Policy::LoopPerLink, 2, 10);
        std::set<Loop *> loops;
        for (int i = 0; i < 10; ++i) {
            Loop &loop = pool.loopFor(QStringLiteral("link-%1").arg(i));
            QCOMPARE(loop.name(), QStringLiteral("link-%1").arg(i));
            QCOMPARE(loop.linkCount(), 1);
            loops.insert(&loop);
        }
        QCOMPARE(loops.size(), std::size_t(10));
        QCOMPARE(pool.loopCount(), 10);
        EVENTUALLY(threadsNamed("link-") == 10);
        QVERIFY(!pool.isSharing());
    }

    void sharesBeyondTheCeilingAndSaysSo()
    {
        LoopPool pool(Policy::LoopPerLink, 2, 3);
        std::vector<Loop *> own;
        for (int i = 0; i < 3; ++i)
            own.push_back(&pool.loopFor(QStringLiteral("own")));
        QVERIFY(!pool.isSharing());
        std::vector<Loop *> shared;
        for (int i = 0; i < 6; ++i)
            shared.push_back(&pool.loopFor(QStringLiteral("more")));
        QVERIFY(pool.isSharing());
        QCOMPARE(pool.loopCount(), 5);
        QCOMPARE(std::set<Loop *>(shared.begin(), shared.end()).size(), std::size_t(2));
        for (Loop *loop : shared) {
            QCOMPARE(loop->linkCount(), 3);
            QVERIFY(std::find(own.begin(), own.end(), loop) == own.end());
        }
        for (Loop *loop : shared)
            pool.release(*loop);
        QVERIFY(!pool.isSharing());
    }

    void aFreedPlaceIsUsedAgain()
    {
        LoopPool pool(Policy::LoopPerLink, 1, 1);
        Loop &first = pool.loopFor(QStringLiteral("first"));
        pool.release(first);
        QCOMPARE(pool.loopCount(), 0);
        Loop &second = pool.loopFor(QStringLiteral("second"));
        QCOMPARE(second.name(), QStringLiteral("second"));
        QVERIFY(!pool.isSharing());
    }

    void releaseDoesNotWaitForTheLoop()
    {
        std::promise<void> gate;
        LoopPool pool(Policy::LoopPerLink, 1);
        Loop &busy = pool.loopFor(QStringLiteral("busy"));
        busy.post([opened = gate.get_future().share()] { opened.wait(); });
        pool.release(busy); // would hang here if it waited
        QVERIFY(!busy.isFinished());
        gate.set_value();
    }

    void theGoneAreReaped()
    {
        LoopPool pool(Policy::LoopPerLink, 1);
        for (int i = 0; i < 50; ++i)
            pool.release(pool.loopFor(QStringLiteral("brief")));
        EVENTUALLY(threadsNamed("brief") == 0);
        QCOMPARE(pool.loopCount(), 0);
    }

    void sharedPicksTheOneWithTheFewestLinks()
    {
        LoopPool pool(Policy::Shared, 3);
        std::vector<Loop *> loops;
        for (int i = 0; i < 3; ++i)
            loops.push_back(&pool.loopFor(QStringLiteral("any")));
        QCOMPARE(std::set<Loop *>(loops.begin(), loops.end()).size(), std::size_t(3));
        for (int i = 0; i < 6; ++i)
            pool.loopFor(QStringLiteral("any"));
        pool.release(*loops[1]);
        QCOMPARE(&pool.loopFor(QStringLiteral("any")), loops[1]);
        QCOMPARE(pool.loopCount(), 3);
        QVERIFY(!pool.isSharing()); // it is what was asked for
    }

    void aSharedLoopStaysWhenItsLastLinkGoes()
    {
        LoopPool pool(Policy::Shared, 1);
        Loop &loop = pool.loopFor(QStringLiteral("one"));
        pool.release(loop);
        QCOMPARE(&pool.loopFor(QStringLiteral("two")), &loop);
        QCOMPARE(loop.linkCount(), 1);
    }

    void theEndRunsWhatWasPosted()
    {
        std::atomic<int> ran{0};
        {
            LoopPool pool(Policy::LoopPerLink, 1);
            for (int i = 0; i < 20; ++i)
                pool.loopFor(QStringLiteral("end")).post([&ran] { ++ran; });
        }
        QCOMPARE(ran.load(), 20);
    }

    void theCeilingOfTheHouse()
    {
        QCOMPARE(LoopPool::MaxOwnLoops, 256);
        LoopPool pool(Policy::LoopPerLink, 2);
        for (int i = 0; i < 300; ++i)
            pool.loopFor(QStringLiteral("buddy-%1").arg(i));
        QCOMPARE(pool.loopCount(), 258);
        QVERIFY(pool.isSharing());
    }
};

PLAUSCH_TEST_MAIN(TestLoopPool)
#include "tst_looppool.moc"
