#include "chatserver/metrics.h"

#include "server/commands.h"
#include "server/world.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace plausch::chatserver {
namespace {

struct Figure
{
    const char *name;
    const char *type;
    const char *help;
    QByteArray value;
};

QByteArray head(const char *name, const char *type, const char *help)
{
    return QByteArrayLiteral("# HELP ") + name + ' ' + help + "\n# TYPE " + name + ' ' + type + '\n';
}

QByteArray text(quint64 number)
{
    return QByteArray::number(qulonglong(number));
}

/// Verbs are letters: nothing to escape in a label.
QByteArray usesText(const server::World &world)
{
    std::vector<std::pair<QByteArrayView, quint64>> uses;
    for (auto use = world.uses.cbegin(); use != world.uses.cend(); ++use)
        uses.emplace_back(use.key()->verb, use.value());
    std::sort(uses.begin(), uses.end());
    QByteArray out = head("plausch_commands_total", "counter", "Commands that were handled, by name.");
    for (const auto &[verb, count] : uses)
        out += "plausch_commands_total{command=\"" + verb.toByteArray() + "\"} " + text(count) + '\n';
    return out;
}

} // namespace

QByteArray metricsText(const server::World &world, const Traffic &traffic, qsizetype connections, qint64 uptimeMsecs)
{
    const Figure figures[] = {
        {"plausch_uptime_seconds", "gauge", "Since the start.", QByteArray::number(double(uptimeMsecs) / 1000, 'f', 3)},
        {"plausch_connections", "gauge", "Links of clients, also before they are users.", text(quint64(connections))},
        {"plausch_users", "gauge", "Users, each once however many sessions it has.",
         text(quint64(world.users().size()))},
        {"plausch_channels", "gauge", "Channels.", text(quint64(world.channels().size()))},
        {"plausch_lines_received_total", "counter", "Lines from clients.", text(traffic.linesIn)},
        {"plausch_bytes_received_total", "counter", "Bytes from clients.", text(traffic.bytesIn)},
        {"plausch_writes_total", "counter", "Pieces of one or more lines written to clients.", text(traffic.writesOut)},
        {"plausch_bytes_sent_total", "counter", "Bytes written to clients.", text(traffic.bytesOut)},
    };
    QByteArray out;
    for (const Figure &figure : figures)
        out += head(figure.name, figure.type, figure.help) + figure.name + ' ' + figure.value + '\n';
    return out + usesText(world);
}

QByteArray metricsAnswer(QByteArrayView request, const std::function<QByteArray()> &body)
{
    const bool good = request.startsWith("GET /metrics HTTP/1.");
    const QByteArray content = good ? body() : QByteArrayLiteral("Here is only /metrics.\n");
    const QByteArray type = good ? QByteArrayLiteral("text/plain; version=0.0.4; charset=utf-8")
                                 : QByteArrayLiteral("text/plain; charset=utf-8");
    return (good ? QByteArrayLiteral("HTTP/1.1 200 OK\r\n") : QByteArrayLiteral("HTTP/1.1 404 Not Found\r\n"))
        + "Content-Type: " + type + "\r\nContent-Length: " + QByteArray::number(content.size())
        + "\r\nConnection: close\r\n\r\n" + content;
}

} // namespace plausch::chatserver
