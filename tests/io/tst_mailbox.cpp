#include "io/loop.h"
#include "io/mailbox.h"
#include "support/eventually.h"
#include "support/testmain.h"

#include <future>
#include <thread>

using namespace plausch::io;

namespace {

struct Item
{
    int sender;
    int number;
};

} // namespace

class TestMailbox : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fourThreadsEachInOrder()
    {
        constexpr int Senders = 4;
        constexpr int Each = 100'000;
        std::vector<int> next(Senders, 0);
        int received = 0;
        bool inOrder = true;
        QObject context;
        const Mailbox<Item> box(&context, [&](std::vector<Item> items) {
            for (const Item &item : items)
                inOrder = inOrder && item.number == next[static_cast<std::size_t>(item.sender)]++;
            received += static_cast<int>(items.size());
        });
        std::vector<std::thread> senders;
        for (int sender = 0; sender < Senders; ++sender) {
            senders.emplace_back([box, sender] {
                for (int number = 0; number < Each; ++number)
                    box.push({sender, number});
            });
        }
        EVENTUALLY(received == Senders * Each);
        for (std::thread &sender : senders)
            sender.join();
        QVERIFY(inOrder);
        box.close();
    }

    void oneWakeUpPerPile()
    {
        int drains = 0;
        std::size_t received = 0;
        QObject context;
        const Mailbox<int> box(&context, [&](std::vector<int> items) {
            ++drains;
            received += items.size();
        });
        for (int i = 0; i < 1'000; ++i)
            QVERIFY(box.push(i));
        QCOMPARE(drains, 0); // never inside push
        QCoreApplication::sendPostedEvents();
        QCOMPARE(drains, 1);
        QCOMPARE(received, std::size_t(1'000));
        box.push(1);
        QCoreApplication::sendPostedEvents();
        QCOMPARE(drains, 2);
        QCoreApplication::sendPostedEvents();
        QCOMPARE(drains, 2);
        box.close();
    }

    void whatTheDrainPushesComesInTheNextPile()
    {
        std::vector<std::vector<int>> piles;
        QObject context;
        std::optional<Mailbox<int>> box;
        box.emplace(&context, [&](std::vector<int> items) {
            if (piles.empty())
                box->push(2);
            piles.push_back(std::move(items));
        });
        box->push(1);
        EVENTUALLY(piles.size() == 2);
        QCOMPARE(piles[0], std::vector<int>{1});
        QCOMPARE(piles[1], std::vector<int>{2});
        box->close();
    }

    void closedDropsAndSaysSo()
    {
        int drains = 0;
        auto context = std::make_unique<QObject>();
        const Mailbox<int> box(context.get(), [&](std::vector<int>) { ++drains; });
        box.push(1);
        box.close();
        QVERIFY(!box.push(2));
        context.reset();
        QVERIFY(!box.push(3));
        QCoreApplication::sendPostedEvents();
        QCOMPARE(drains, 0);
        box.close();
    }

    void closedByItsOwnDrain()
    {
        int drains = 0;
        QObject context;
        std::optional<Mailbox<int>> box;
        box.emplace(&context, [&](std::vector<int>) {
            ++drains;
            box->push(2);
            box->close();
        });
        box->push(1);
        EVENTUALLY(drains == 1);
        QCoreApplication::sendPostedEvents();
        QCOMPARE(drains, 1);
    }

    void closingWhileOthersPush()
    {
        for (int round = 0; round < 50; ++round) {
            auto context = std::make_unique<QObject>();
            bool isClosed = false;
            bool late = false;
            const Mailbox<int> box(context.get(), [&](std::vector<int>) { late = late || isClosed; });
            std::atomic<int> refused{0};
            std::vector<std::thread> senders;
            for (int i = 0; i < 4; ++i) {
                senders.emplace_back([&, box] {
                    while (box.push(1)) { }
                    ++refused;
                });
            }
            QCoreApplication::sendPostedEvents();
            box.close();
            isClosed = true;
            context.reset();
            for (std::thread &sender : senders)
                sender.join();
            QCoreApplication::sendPostedEvents();
            QCOMPARE(refused.load(), 4);
            QVERIFY(!late);
        }
    }

    void drainsOnTheThreadOfItsContext()
    {
        Loop loop(QStringLiteral("receiver"));
        std::atomic<int> received{0};
        std::atomic<bool> elsewhere{false};
        const Mailbox<int> box(loop.context(), [&](std::vector<int> items) {
            elsewhere = elsewhere || !loop.isCurrent();
            received += static_cast<int>(items.size());
        });
        std::thread other([box] {
            for (int i = 0; i < 1'000; ++i)
                box.push(i);
        });
        for (int i = 0; i < 1'000; ++i)
            box.push(i);
        other.join();
        EVENTUALLY(received == 2'000);
        QVERIFY(!elsewhere);
        loop.post([box] { box.close(); });
    }

    void thereAndBackAgain()
    {
        Loop loop(QStringLiteral("echo"));
        std::vector<int> answers;
        QObject context;
        const Mailbox<int> home(
            &context, [&](std::vector<int> items) { answers.insert(answers.end(), items.begin(), items.end()); });
        const Mailbox<int> away(loop.context(), [home](std::vector<int> items) {
            for (const int item : items)
                home.push(-item);
        });
        for (int i = 1; i <= 10'000; ++i)
            away.push(i);
        EVENTUALLY(answers.size() == 10'000);
        QVERIFY(std::is_sorted(answers.rbegin(), answers.rend()));
        loop.post([away] { away.close(); });
        home.close();
    }

    void itemsThatCanOnlyBeMoved()
    {
        int sum = 0;
        QObject context;
        const Mailbox<std::unique_ptr<int>> box(&context, [&](std::vector<std::unique_ptr<int>> items) {
            for (const auto &item : items)
                sum += *item;
        });
        box.push(std::make_unique<int>(40));
        box.push(std::make_unique<int>(2));
        EVENTUALLY(sum == 42);
        box.close();
    }
};

PLAUSCH_TEST_MAIN(TestMailbox)
#include "tst_mailbox.moc"
