// serverload: one cell of the comparison of chat servers against one that runs. Prints one line of JSON with the
// figures and what went wrong; status 0 when nothing did. tests/bench/serverbench.py starts the servers and makes the
// table.
#include "serverload/cells.h"
#include "serverload/failure.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <arpa/inet.h>
#include <csignal>
#include <cstdio>
#include <optional>

using namespace plausch::bench;

namespace {

constexpr int WrongInput = 2;

struct Order
{
    const Cell *cell = nullptr;
    Target server;
    Effort effort;
};

std::optional<sockaddr_in> addressOf(const QString &text)
{
    const QStringList parts = text.split(u':');
    sockaddr_in address{};
    address.sin_family = AF_INET;
    bool isPort = false;
    address.sin_port = htons(parts.value(1).toUShort(&isPort));
    const bool isHost = ::inet_pton(AF_INET, parts.value(0).toLatin1().constData(), &address.sin_addr) == 1;
    if (!isHost || !isPort || parts.size() != 2)
        return std::nullopt;
    return address;
}

const Cell *cellOf(const QString &name)
{
    const auto cell = std::ranges::find_if(cells(), [&](const Cell &one) { return name == QLatin1String(one.name); });
    return cell == cells().end() ? nullptr : &*cell;
}

/// Nothing when a value is missing or wrong.
std::optional<Order> readOrder(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addHelpOption();
    const QCommandLineOption cell(QStringLiteral("cell"), QStringLiteral("What to measure."), QStringLiteral("name"));
    const QCommandLineOption server(QStringLiteral("server"), QStringLiteral("Where it listens, in numbers."),
                                    QStringLiteral("ADDRESS:PORT"));
    const QCommandLineOption tls(QStringLiteral("tls"), QStringLiteral("Through TLS."));
    const QCommandLineOption pid(QStringLiteral("pid"), QStringLiteral("Its process."), QStringLiteral("pid"));
    const QCommandLineOption length(QStringLiteral("length"), QStringLiteral("Of the measurement."),
                                    QStringLiteral("ms"), QStringLiteral("4000"));
    const QCommandLineOption idle(QStringLiteral("idle"), QStringLiteral("Idle clients in the cell idle."),
                                  QStringLiteral("count"), QStringLiteral("10000"));
    const QCommandLineOption singles(QStringLiteral("singles"), QStringLiteral("Messages one by one in the cell idle."),
                                     QStringLiteral("count"), QStringLiteral("2000"));
    const QCommandLineOption atOnce(QStringLiteral("at-once"),
                                    QStringLiteral("Connections under way at the same time."), QStringLiteral("count"),
                                    QStringLiteral("512"));
    parser.addOptions({cell, server, tls, pid, length, idle, singles, atOnce});
    parser.process(arguments);

    const auto address = addressOf(parser.value(server));
    const Effort effort{std::chrono::milliseconds(parser.value(length).toUInt()), parser.value(idle).toUInt(),
                        parser.value(singles).toUInt(), parser.value(atOnce).toUInt()};
    const Target target{address.value_or(sockaddr_in{}), parser.isSet(tls), parser.value(pid).toInt()};
    const Order order{cellOf(parser.value(cell)), target, effort};
    if (!order.cell || !address || target.pid <= 0 || effort.length.count() == 0 || effort.idleClients == 0
        || effort.singleMessages == 0 || effort.atOnce == 0)
        return std::nullopt;
    return order;
}

QJsonObject jsonOf(const Outcome &outcome)
{
    QJsonObject figures;
    for (const Figure &figure : outcome.figures)
        figures.insert(QString::fromStdString(figure.name), figure.value);
    const Faults &f = outcome.faults;
    const QJsonObject faults{{QStringLiteral("lost"), qint64(f.lost)},
                             {QStringLiteral("doubled"), qint64(f.doubled)},
                             {QStringLiteral("disordered"), qint64(f.disordered)},
                             {QStringLiteral("strayed"), qint64(f.strayed)},
                             {QStringLiteral("garbled"), qint64(f.garbled)}};
    return {{QStringLiteral("figures"), figures}, {QStringLiteral("faults"), faults}};
}

int print(const QJsonObject &object, bool isGood)
{
    std::printf("%s\n", QJsonDocument(object).toJson(QJsonDocument::Compact).constData());
    return isGood ? 0 : 1;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    std::signal(SIGPIPE, SIG_IGN); // OpenSSL writes as to a file
    const auto order = readOrder(QCoreApplication::arguments());
    if (!order) {
        std::fprintf(stderr, "serverload: needs --cell, --server and --pid; the cells are");
        for (const Cell &cell : cells())
            std::fprintf(stderr, " %s", cell.name);
        std::fprintf(stderr, "\n");
        return WrongInput;
    }
    try {
        const Outcome outcome = measure(*order->cell, order->server, order->effort);
        return print(jsonOf(outcome), outcome.faults == Faults{});
    } catch (const Failure &failure) {
        return print({{QStringLiteral("failure"), QString::fromUtf8(failure.what())}}, false);
    }
}
