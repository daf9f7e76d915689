#include "io/writequeue_p.h"
#include "support/testmain.h"

using namespace plausch::io;

namespace {

QByteArray nextOf(const WriteQueue &queue, std::size_t room = 1024)
{
    std::vector<char> bytes(room);
    return queue.next(bytes).toByteArray();
}

/// All that is in it, sent in calls of at most `room` short pieces' bytes.
QByteArray drained(WriteQueue &queue, std::size_t room)
{
    QByteArray all;
    while (!queue.isEmpty()) {
        const QByteArray next = nextOf(queue, room);
        all += next;
        queue.forget(next.size());
    }
    return all;
}

} // namespace

class TestWriteQueue : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anyCutOfTheStreamKeepsTheRest()
    {
        const QByteArray all("onetwothree");
        for (qsizetype first = 0; first <= all.size(); ++first) {
            for (qsizetype second = 0; second <= all.size() - first; ++second) {
                WriteQueue queue;
                for (const char *piece : {"one", "two", "three"})
                    queue.push(piece);
                queue.forget(first);
                queue.forget(second);
                QCOMPARE(queue.bytes(), all.size() - first - second);
                QCOMPARE(queue.isEmpty(), first + second == all.size());
                queue.push("four");
                QCOMPARE(nextOf(queue), all.sliced(first + second) + "four");
            }
        }
    }

    void anyRoomGivesTheSameBytes()
    {
        QByteArray all;
        for (std::size_t room = 1; room < 200; ++room) {
            WriteQueue queue;
            all.clear();
            for (int i = 0; i < 40; ++i) {
                const QByteArray piece = i % 7 == 3 ? QByteArray(20'000, static_cast<char>(i)) : QByteArray::number(i);
                queue.push(piece);
                all += piece;
            }
            QVERIFY(drained(queue, room) == all);
        }
    }

    void shortPiecesGoTogether()
    {
        WriteQueue queue;
        for (const char *piece : {"one", "two", "three"})
            queue.push(piece);
        QCOMPARE(nextOf(queue), QByteArray("onetwothree"));
    }

    /// Those are too long to be copied twice.
    void middlingPiecesGoSideBySide()
    {
        WriteQueue queue;
        queue.push(QByteArray(3'000, 'a'));
        queue.push(QByteArray(3'000, 'b'));
        QCOMPARE(nextOf(queue, 8'000), QByteArray(3'000, 'a') + QByteArray(3'000, 'b'));
        QCOMPARE(nextOf(queue, 3'001), QByteArray(3'000, 'a') + 'b');
    }

    void onePieceOfShortOnesHasACeiling()
    {
        constexpr qsizetype most = 8 * 1024;
        WriteQueue queue;
        QByteArray all;
        for (int i = 0; i < 100; ++i) {
            const QByteArray piece(1'000, static_cast<char>('0' + i % 10));
            queue.push(piece);
            all += piece;
        }
        QByteArray sent;
        while (!queue.isEmpty()) {
            const QByteArray next = nextOf(queue, most);
            QVERIFY2(next.size() <= most, qPrintable(QString::number(next.size())));
            sent += next;
            queue.forget(next.size());
        }
        QVERIFY(sent == all);
    }

    void aLongPieceIsNotCopied()
    {
        const QByteArray file(100'000, 'x');
        WriteQueue queue;
        queue.push("a");
        queue.push("b");
        queue.push(file);
        queue.push("c");
        queue.push("d");
        std::vector<char> room(1024);
        QCOMPARE(queue.next(room).toByteArray(), QByteArray("ab"));
        queue.forget(2);
        QCOMPARE(static_cast<const void *>(queue.next(room).data()), static_cast<const void *>(file.constData()));
        QCOMPARE(queue.next(room).size(), file.size());
        queue.forget(file.size());
        QCOMPARE(queue.next(room).toByteArray(), QByteArray("cd"));
    }

    void aPieceIsSharedUntilItIsSent()
    {
        for (const char *more : {"", "more"}) {
            const QByteArray line = QByteArray("to everybody").repeated(*more ? 100 : 1);
            WriteQueue queue;
            queue.push(line);
            if (*more)
                queue.push(more);
            QVERIFY(!line.isDetached());
            queue.forget(line.size());
            QVERIFY(line.isDetached());
        }
    }

    void shortPiecesThatPileUpGiveTheirMemoryBack()
    {
        const QByteArray first("first");
        const QByteArray second("second");
        WriteQueue queue;
        queue.push(first);
        queue.push(second);
        QVERIFY(first.isDetached());
        QVERIFY(second.isDetached());
        QCOMPARE(nextOf(queue), QByteArray("firstsecond"));
    }

    void neverEmptyAndYetSmall()
    {
        WriteQueue queue;
        qint64 sent = 0;
        for (qint64 i = 0; i < 100'000; ++i) {
            queue.push(QByteArray(1, static_cast<char>(i)));
            if (i < 10)
                continue;
            QCOMPARE(nextOf(queue).at(0), static_cast<char>(sent++));
            queue.forget(1);
        }
        QCOMPARE(queue.bytes(), 10);
        QVERIFY2(queue.capacity() < 1'000, qPrintable(QString::number(queue.capacity())));
    }

    void clearedIsEmpty()
    {
        WriteQueue queue;
        queue.push("abc");
        queue.push("def");
        queue.forget(4);
        queue.clear();
        QVERIFY(queue.isEmpty());
        QCOMPARE(queue.bytes(), 0);
        queue.push("new");
        QCOMPARE(nextOf(queue), QByteArray("new"));
    }
};

PLAUSCH_TEST_MAIN(TestWriteQueue)
#include "tst_writequeue.moc"
