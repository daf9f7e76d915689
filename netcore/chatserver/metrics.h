// Layer: chatserver. Values and pure functions. What the server counts, in the text format of Prometheus:
// https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <functional>

namespace plausch::server {
class World;
} // namespace plausch::server

namespace plausch::chatserver {

/// What went over the links of clients since the start.
struct Traffic
{
    quint64 linesIn = 0;
    quint64 bytesIn = 0;
    quint64 writesOut = 0; // lines are not counted apart: looking for their ends would cost more than writing them
    quint64 bytesOut = 0;
};

/// `connections`: links, whether or not somebody has said who it is.
QByteArray metricsText(const server::World &world, const Traffic &traffic, qsizetype connections, qint64 uptimeMsecs);

/// What HTTP/1.1 (RFC 9112) answers to a request that is whole: `text` for GET /metrics, 404 for anything else. The
/// connection ends with it.
QByteArray metricsAnswer(QByteArrayView request, const std::function<QByteArray()> &text);

} // namespace plausch::chatserver
