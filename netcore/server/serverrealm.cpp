#include "server/serverrealm.h"

#include "server/capabilities.h"
#include "server/commands.h"
#include "server/keptklines.h"
#include "server/multiline.h"
#include "server/registration.h"
#include "store/accounts.h"
#include "store/serverhistory.h"
#include "wire/textcase.h"

#include <algorithm>
#include <cstring>

namespace plausch::server {
namespace {

constexpr int MaxStrikes = 16; // senseless lines before registration

/// https://ircv3.net/specs/extensions/message-tags#size-limit and https://modern.ircdocs.horse/#messages
bool fitsLimits(QByteArrayView raw, qsizetype bodyBytes)
{
    qsizetype tagBytes = 0;
    if (raw.startsWith('@')) {
        const qsizetype blank = raw.indexOf(' ');
        tagBytes = blank < 0 ? raw.size() : blank + 1;
    }
    return tagBytes <= wire::MaxClientTagBytes && raw.size() - tagBytes + 2 <= bodyBytes;
}

/// Eight bytes at a time: every line is looked at, and nearly every one is.
bool isAscii(QByteArrayView bytes)
{
    constexpr quint64 HighBits = 0x8080'8080'8080'8080;
    quint64 seen = 0;
    for (; bytes.size() >= qsizetype(sizeof seen); bytes = bytes.sliced(sizeof seen)) {
        quint64 word = 0;
        std::memcpy(&word, bytes.data(), sizeof word);
        seen |= word;
    }
    for (const char byte : bytes)
        seen |= uchar(byte);
    return (seen & HighBits) == 0;
}

} // namespace

ServerRealm::ServerRealm(Settings settings, Outside &outside, session::Moment now)
    : m_world(std::move(settings)), m_outside(outside)
{
    m_world.now = now;
    m_world.settings.startedUtc = now.utc;
}

Client *ServerRealm::onArrived(const Arrival &arrival, Outlet &outlet, session::Moment now)
{
    setNow(now);
    if (const KLine *line = m_world.klines.match({arrival.address, {}, {}}, now.utc)) {
        outlet.write(':' + m_world.settings.name + " 465 * :You are banned from this server: " + line->reason + "\r\n"
                     + farewell(arrival.address, "Banned: " + line->reason));
        outlet.close();
        return nullptr;
    }
    if (const QByteArrayView refusal = crowding(arrival); !refusal.isEmpty()) {
        outlet.write(farewell(arrival.address, refusal));
        outlet.close();
        return nullptr;
    }
    return &m_world.add(arrival, outlet);
}

/// Empty: there is room.
QByteArrayView ServerRealm::crowding(const Arrival &arrival)
{
    const Limits &limits = m_world.settings.limits;
    const QByteArray crowd = crowdOf(arrival.address);
    if (m_world.clients().size() >= std::size_t(limits.connections))
        return "The server is full, try again later";
    if (limits.perAddress > 0 && m_world.clientsOf(crowd) >= limits.perAddress)
        return "Too many connections from your address";
    if (limits.flood && !m_world.arrivals.begin(crowd, m_world.now.monotonic, limits.arrivalsPerMinute))
        return "Too many connections from your address, wait a minute";
    return {};
}

void ServerRealm::onLine(Client &client, QByteArrayView line, session::Moment now)
{
    setNow(now);
    if (client.stage == Client::Stage::Closed)
        return;
    client.heardAt = now.monotonic;
    client.pinged = false;
    handle(client, line);
    m_world.sweep();
}

void ServerRealm::setNow(session::Moment now)
{
    if (m_world.settings.hasHistory)
        now.utc = m_latest = std::max(now.utc, m_latest);
    m_world.now = now;
}

/// One pile at a time: what comes while it is written is the next one.
void ServerRealm::flush()
{
    m_world.flush();
    if (m_keeping.piles == 0)
        handOver();
}

void ServerRealm::handOver()
{
    HistoryPile &pile = m_world.history;
    if (pile.isEmpty())
        return;
    const std::size_t rows = pile.rows();
    ++m_keeping.piles;
    m_keeping.rows += rows;
    m_outside.keepHistory([work = pile.takeWork()](store::ServerHistory &history) { work.apply(history); },
                          [this, rows, held = pile.takeHeld()](bool kept) { onKept(held, rows, kept); });
}

/// Who would have been echoed what is not there is told so: a message that failed is sent again, one that is lost is
/// not.
void ServerRealm::onKept(const std::vector<ClientId> &held, std::size_t rows, bool kept)
{
    --m_keeping.piles;
    m_keeping.rows -= rows;
    for (const ClientId id : held) {
        Client *client = m_world.client(id);
        if (client && kept)
            m_world.releaseAnswer(*client, nullptr);
        else if (client)
            m_world.releaseAnswer(*client, [this, client](QByteArray label) {
                answer(*client, std::move(label), [](Call &call) {
                    call.fail("*", "NOT_KEPT", {}, "Your message was delivered, but could not be kept in the history");
                });
            });
    }
    flush();
}

void ServerRealm::loadHistory()
{
    auto newest = std::make_shared<qint64>(0);
    m_outside.onHistory([newest](store::ServerHistory &history) { *newest = history.newestTime(); },
                        [this, newest] { m_latest = std::max(m_latest, *newest); });
}

template <class Run> void ServerRealm::answer(Client &client, QByteArray label, Run run)
{
    const wire::MessageView nothing;
    Call call(*this, m_world, client, nothing);
    m_world.beginAnswer(client, std::move(label));
    run(call);
    m_world.endAnswer();
}

void ServerRealm::onOversizedLine(Client &client, session::Moment now)
{
    setNow(now);
    if (client.stage == Client::Stage::Closed)
        return;
    answer(client, {}, [](Call &call) { call.numeric(session::ERR_INPUTTOOLONG, {}, "Input line was too long"); });
    disconnect(m_world, client, "A line was too long");
    m_world.sweep();
}

void ServerRealm::onGone(ClientId id, QByteArrayView why, session::Moment now)
{
    setNow(now);
    Client *client = m_world.client(id);
    if (!client)
        return;
    disconnect(m_world, *client, why);
    m_world.sweep();
}

void ServerRealm::onTick(session::Moment now)
{
    setNow(now);
    std::vector<Client *> late;
    const Limits &limits = m_world.settings.limits;
    for (const auto &[id, client] : m_world.clients()) {
        if (isBatchLate(*client, now.monotonic))
            answer(*client, {}, dropLateBatch);
        if (client->stage == Client::Stage::Greeting) {
            if (now.monotonic - client->arrivedAt >= limits.registrationSecs * 1000)
                late.push_back(client.get());
            continue;
        }
        const qint64 silence = now.monotonic - client->heardAt;
        if (silence >= limits.pingSecs * 2000) {
            late.push_back(client.get());
        } else if (silence >= limits.pingSecs * 1000 && !client->pinged) {
            client->pinged = true;
            m_world.write(*client, "PING :" + m_world.settings.name + "\r\n");
        }
    }
    m_keptChannels.flush(m_world, m_outside);
    m_accountWrites.retry(m_world, m_outside);
    m_world.sweepProfiles();
    for (Client *client : late)
        disconnect(m_world, *client,
                   client->user ? QByteArrayView("Ping timeout") : QByteArrayView("Registration took too long"));
    m_world.sweep();
}

void ServerRealm::shutDown(QByteArrayView why, session::Moment now)
{
    setNow(now);
    while (!m_world.clients().empty()) {
        Client &client = *m_world.clients().begin()->second;
        QByteArray farewell("ERROR :");
        farewell.append(why).append("\r\n");
        m_world.write(client, farewell);
        client.outlet->close();
        m_world.remove(client);
    }
    m_keptChannels.flushAll(m_world, m_outside);
    m_accountWrites.flush(m_world, m_outside);
    handOver();
    m_world.sweep();
}

void ServerRealm::onSettingsChanged(Settings settings, session::Moment now)
{
    setNow(now);
    m_world.flush(); // what waits was written for the capabilities of before
    settings.name = m_world.settings.name;
    settings.startedUtc = m_world.settings.startedUtc;
    const Settings before = std::exchange(m_world.settings, std::move(settings));
    for (const auto &[id, client] : m_world.clients())
        announceCapabilities(m_world, *client, before);
    m_world.sweep();
}

void ServerRealm::loadAccounts()
{
    m_world.loading = true;
    struct Loaded
    {
        AccountNames names;
        std::vector<KeptChannel> channels;
        std::vector<KLine> klines;
    };
    auto loaded = std::make_shared<Loaded>();
    m_outside.onAccounts(
        [loaded, now = m_world.now.utc](store::Accounts &accounts) {
            for (const QByteArray &name : accounts.names())
                loaded->names.add(name);
            loaded->klines = loadKLines(accounts, now);
            loaded->channels = KeptChannels::load(accounts);
        },
        [this, loaded] {
            m_world.loading = false;
            m_world.accountNames = std::move(loaded->names);
            m_world.klines.load(std::move(loaded->klines));
            m_keptChannels.restore(m_world, std::move(loaded->channels));
            welcomeWaiting();
        });
}

void ServerRealm::welcomeWaiting()
{
    std::vector<ClientId> waiting;
    for (const auto &[id, client] : m_world.clients())
        waiting.push_back(id);
    for (const ClientId id : waiting)
        resume(id, {}, registerIfComplete);
}

void ServerRealm::resume(ClientId id, QByteArray label, const std::function<void(Call &)> &rest)
{
    Client *client = m_world.client(id);
    if (!client)
        return;
    answer(*client, std::move(label), rest);
    flush();
    m_world.sweep();
}

void ServerRealm::checkPassword(const Call &call, const QByteArray &hash, const QByteArray &password,
                                std::function<void(Call &, bool)> rest)
{
    m_outside.check(hash, password,
                    [this, id = call.client.id, label = m_world.replies().takeLabel(), rest = std::move(rest)](
                        bool right) { resume(id, label, [&](Call &late) { rest(late, right); }); });
}

void ServerRealm::handle(Client &client, QByteArrayView raw)
{
    wire::MessageView line;
    Call call(*this, m_world, client, line);
    const wire::ParseError error = wire::parse(raw, line);
    m_world.beginAnswer(client, {});
    if (isWellFormed(call, raw, error))
        dispatch(call);
    m_world.endAnswer();
}

bool ServerRealm::isWellFormed(Call &call, QByteArrayView raw, wire::ParseError error)
{
    if (error == wire::ParseError::Empty)
        return false;
    if (!fitsLimits(raw, m_world.settings.limits.line)) {
        call.numeric(session::ERR_INPUTTOOLONG, {}, "Input line was too long");
    } else if (!isAscii(raw) && !wire::isUtf8(raw)) {
        // https://ircv3.net/specs/extensions/utf8-only: answered, then as if it had not come
        const Command *command = error == wire::ParseError::None ? commandNamed(call.line.command) : nullptr;
        call.fail(command ? command->verb : QByteArrayView("*"), "INVALID_UTF8", {},
                  "Message rejected, this server speaks UTF-8 only");
    } else if (error == wire::ParseError::NoCommand || error == wire::ParseError::BadCommand) {
        call.numeric(session::ERR_UNKNOWNCOMMAND, {"*"}, "Unknown command");
    } else if (error != wire::ParseError::None) {
        call.fail("*", "INVALID_MESSAGE", {}, "Not an IRC message");
    } else {
        return true;
    }
    strike(call);
    return false;
}

void ServerRealm::strike(Call &call)
{
    if (call.client.greeting && ++call.client.greeting->strikes > MaxStrikes)
        disconnect(m_world, call.client, "This is an IRC server");
}

void ServerRealm::dispatch(Call &call)
{
    Client &client = call.client;
    if (!call.line.rawTags.isEmpty() && client.has(session::Cap::LabeledResponse) && client.has(session::Cap::Batch))
        m_world.beginAnswer(client, call.line.tag("label").value_or(QByteArray()));
    if (!m_lastCommand || m_lastCommand->verb != call.line.command)
        m_lastCommand = commandNamed(call.line.command);
    const Command *const command = m_lastCommand;
    if (client.stage == Client::Stage::Greeting && (!command || !command->beforeRegistration)) {
        call.numeric(session::ERR_NOTREGISTERED, {}, "You have not registered");
        strike(call);
    } else if (!command) {
        call.numeric(session::ERR_UNKNOWNCOMMAND, {call.line.command}, "Unknown command");
    } else if (call.line.paramCount < command->minParams) {
        call.numeric(session::ERR_NEEDMOREPARAMS, {command->verb}, "Not enough parameters");
    } else {
        ++m_world.uses[command];
        if (command->cost > 1)
            client.outlet->charge(command->cost - 1);
        command->run(call);
    }
}

} // namespace plausch::server
