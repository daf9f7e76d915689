#include "app/reload.h"

#include <algorithm>
#include <tuple>

namespace plausch::app {
namespace {

struct Part
{
    const char *name;
    bool (*isSame)(const ServerConfig &, const ServerConfig &);
};

template <auto... Members> bool samePlan(const ServerConfig &a, const ServerConfig &b)
{
    return ((a.chat.*Members == b.chat.*Members) && ...);
}

bool sameService(const chat::ServiceSpec &a, const chat::ServiceSpec &b)
{
    const auto parts = [](const chat::ServiceSpec &spec) {
        return std::tie(spec.kind, spec.address, spec.port, spec.dialect, spec.framing);
    };
    return parts(a) == parts(b);
}

bool sameServices(const ServerConfig &a, const ServerConfig &b)
{
    return std::equal(a.services.cbegin(), a.services.cend(), b.services.cbegin(), b.services.cend(), sameService);
}

bool sameHistory(const ServerConfig &a, const ServerConfig &b)
{
    const auto rules = [](const ServerConfig &config) {
        const chatserver::HistoryRules &history = config.chat.history;
        return std::tie(config.chat.historyFile, history.keepDays, history.keepMessages, history.durable);
    };
    return rules(a) == rules(b);
}

using P = chatserver::Plan;

constexpr Part Parts[] = {
    {"[listen]", samePlan<&P::irc, &P::tls, &P::websocket, &P::origins>},
    {"[server] name",
     [](const ServerConfig &a, const ServerConfig &b) { return a.chat.settings.name == b.chat.settings.name; }},
    {"[accounts] database", samePlan<&P::accountsFile>},
    {"[history]", sameHistory},
    {"[threads]", samePlan<&P::loops>},
    {"[metrics]", samePlan<&P::metrics>},
    {"[converter] and [textbook]", sameServices},
};

} // namespace

QStringList waitingForRestart(const ServerConfig &before, const ServerConfig &after)
{
    QStringList names;
    for (const Part &part : Parts) {
        if (!part.isSame(before, after))
            names.append(QLatin1String(part.name));
    }
    return names;
}

} // namespace plausch::app
