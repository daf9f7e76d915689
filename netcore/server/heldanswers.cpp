// Answers of World that wait for what they echo, and those behind them.
#include "server/world.h"

#include <utility>

namespace plausch::server {

void World::hold(Client &client, HeldAnswer answer)
{
    ClientExtras &extras = client.more();
    extras.heldBytes += answer.bytes.size();
    extras.held.append(std::move(answer));
}

HeldAnswer World::takeHeld(Client &client)
{
    HeldAnswer answer = client.extras->held.takeFirst();
    client.extras->heldBytes -= answer.bytes.size();
    return answer;
}

void World::releaseAnswer(Client &client, const std::function<void(QByteArray label)> &instead)
{
    const HeldAnswer echo = takeHeld(client);
    if (instead) {
        const QList<HeldAnswer> behind = std::exchange(client.extras->held, {});
        instead(echo.label);
        client.extras->held = behind;
    } else if (!echo.bytes.isEmpty()) {
        write(client, echo.bytes);
    }
    while (client.isWaitedFor() && !client.extras->held.front().isEcho)
        write(client, takeHeld(client).bytes);
}

} // namespace plausch::server
