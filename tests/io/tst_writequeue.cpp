#include "io/writequeue_p.h"
#include "support/testmain.h"

#include <sys/uio.h>

#include <array>

using namespace plausch::io;

namespace {

QByteArray content(const WriteQueue &queue, std::size_t most = 1024)
{
    std::vector<iovec> pieces(most);
    std::size_t count = 0;
    const qint64 size = queue.fill(pieces.data(), most, count);
    QByteArray all;
    for (std::size_t i = 0; i < count; ++i)
        all.append(static_cast<const char *>(pieces[i].iov_base), static_cast<qsizetype>(pieces[i].iov_len));
    return all.size() == size ? all : QByteArray("sizes differ");
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
                QCOMPARE(content(queue), all.sliced(first + second));
                QCOMPARE(queue.bytes(), all.size() - first - second);
                QCOMPARE(queue.isEmpty(), first + second == all.size());
                queue.push("four");
                QCOMPARE(content(queue), all.sliced(first + second) + "four");
            }
        }
    }

    void aPieceIsSharedUntilItIsSent()
    {
        const QByteArray line("to everybody");
        WriteQueue queue;
        queue.push(line);
        queue.push("more");
        std::array<iovec, 1> piece;
        std::size_t count = 0;
        QCOMPARE(queue.fill(piece.data(), 1, count), line.size());
        QCOMPARE(static_cast<const char *>(piece[0].iov_base), line.constData());
        QVERIFY(!line.isDetached());
        queue.forget(line.size());
        QVERIFY(line.isDetached());
    }

    void neverEmptyAndYetSmall()
    {
        WriteQueue queue;
        qint64 sent = 0;
        for (qint64 i = 0; i < 100'000; ++i) {
            queue.push(QByteArray(1, static_cast<char>(i)));
            if (i < 10)
                continue;
            QCOMPARE(content(queue, 1).at(0), static_cast<char>(sent++));
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
        QCOMPARE(content(queue), QByteArray("new"));
    }
};

PLAUSCH_TEST_MAIN(TestWriteQueue)
#include "tst_writequeue.moc"
