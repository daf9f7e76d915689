// bench_messageview [messages]: a burst in piles as links bring them, shown in a real view; then up to the oldest.
#include "tests/ui/conversation.h"
#include "ui/view/messageview.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QTimer>

#include <cstdio>

using namespace plausch;

namespace {

/// How long the loop was ever kept from coming round.
class Heartbeat
{
public:
    Heartbeat()
    {
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            m_longest = std::max(m_longest, m_since.nsecsElapsed());
            m_since.start();
        });
        m_since.start();
        m_timer.start(0);
    }
    double longestMsecs() const { return static_cast<double>(m_longest) / 1e6; }

private:
    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_longest = 0;
};

QString words(qint64 number)
{
    return QStringLiteral("Message %1: ").arg(number)
        + QStringLiteral("some words of a talk ").repeated(static_cast<int>(number % 9));
}

double msecs(const QElapsedTimer &timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

void burst(test::Conversation &conversation, ui::ChatModel &model, ui::MessageView &view, int messages, int pile)
{
    std::vector<QList<store::MessageRow>> piles; // made before the clock runs
    for (int sent = 0; sent < messages; sent += pile)
        piles.push_back(conversation.grow(std::min(pile, messages - sent)));
    Heartbeat heartbeat;
    QElapsedTimer timer;
    timer.start();
    for (const auto &rows : piles) {
        model.append(rows);
        QCoreApplication::processEvents();
    }
    view.viewport()->repaint();
    std::printf("burst of %d in piles of %4d: shown after %7.1f ms, longest gap %6.2f ms\n", messages, pile,
                msecs(timer), heartbeat.longestMsecs());
}

void scrollUp(ui::ChatModel &model, ui::MessageView &view)
{
    Heartbeat heartbeat;
    QElapsedTimer timer;
    timer.start();
    QScrollBar *bar = view.verticalScrollBar();
    int steps = 0;
    for (; model.hasOlder() || bar->value() > 0; ++steps) {
        bar->setValue(bar->value() - view.viewport()->height());
        QCoreApplication::processEvents();
    }
    std::printf(
        "20,000 messages, screen by screen to the oldest: %d steps in %.0f ms (%.2f ms each), longest gap %.2f ms\n",
        steps, msecs(timer), msecs(timer) / std::max(steps, 1), heartbeat.longestMsecs());
}

} // namespace

int main(int argc, char *argv[])
{
    const QApplication app(argc, argv);
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    const int messages = argc > 1 ? std::atoi(argv[1]) : 20'000;
    test::Conversation conversation(1'000'000);
    conversation.make = [](qint64 n) { return test::message(n, words(n), n % 5 == 0); };

    QElapsedTimer timer;
    timer.start();
    ui::ChatModel model;
    ui::MessageView view;
    view.resize(900, 700);
    view.setModel(&model);
    view.show();
    model.open(conversation.source(), {QStringLiteral("Timo"), QStringLiteral("Anna")}, 1'000'000'000);
    QCoreApplication::processEvents();
    view.viewport()->repaint();
    std::printf("first page of 1,000,000 shown after %.1f ms\n", msecs(timer));

    burst(conversation, model, view, messages / 20, 1);
    for (const int pile : {64, 1'000, messages})
        burst(conversation, model, view, messages, pile);
    timer.restart();
    view.jumpToOldest();
    QCoreApplication::processEvents();
    view.jumpToNewest();
    QCoreApplication::processEvents();
    std::printf("to the very oldest and back to the newest: %.1f ms\n", msecs(timer));

    test::Conversation shorter(20'000);
    shorter.make = conversation.make;
    model.open(shorter.source(), {QStringLiteral("Timo"), QStringLiteral("Anna")}, 1'000'000'000);
    QCoreApplication::processEvents();
    scrollUp(model, view);
    return 0;
}
