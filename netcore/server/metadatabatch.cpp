#include "server/metadatabatch.h"

namespace plausch::server {
namespace {

using namespace session;

/// What cannot be a parameter in the middle is not repeated.
QByteArray middle(QByteArrayView word)
{
    return word.isEmpty() || word.startsWith(':') || word.contains(' ') ? QByteArrayLiteral("*") : word.toByteArray();
}

} // namespace

MetadataBatch::MetadataBatch(Call &call, QByteArray target) : m_call(call), m_target(std::move(target))
{
    begin("metadata " + m_target);
}

MetadataBatch::MetadataBatch(Call &call) : m_call(call)
{
    begin("metadata-subs");
}

MetadataBatch::~MetadataBatch()
{
    if (!m_reference.isEmpty())
        m_call.say("BATCH -" + m_reference);
}

void MetadataBatch::begin(QByteArrayView type)
{
    if (!m_call.client.has(Cap::Batch))
        return;
    m_reference = m_call.world.nextId();
    m_call.say("BATCH +" + m_reference + ' ' + type.toByteArray());
}

void MetadataBatch::value(const QByteArray &key, const QByteArray &value)
{
    numeric(RPL_KEYVALUE, m_target + ' ' + key + " * :" + value);
}

void MetadataBatch::notSet(const QByteArray &key)
{
    numeric(RPL_KEYNOTSET, m_target + ' ' + key + " :Key not set");
}

void MetadataBatch::invalidKey(QByteArrayView key)
{
    m_call.say("FAIL METADATA KEY_INVALID " + middle(key) + " :Keys have letters a-z, digits and any of _./-",
               m_reference.isEmpty() ? QByteArray() : "batch=" + m_reference);
}

void MetadataBatch::subscription(const QByteArray &key)
{
    numeric(RPL_METADATASUBS, key);
}

void MetadataBatch::numeric(Numeric code, const QByteArray &rest)
{
    m_call.say(QByteArray::number(int(code)) + ' ' + m_call.nick().toByteArray() + ' ' + rest,
               m_reference.isEmpty() ? QByteArray() : "batch=" + m_reference);
}

void sendMetadataBatch(World &world, Client &client, const QByteArray &target, const QByteArrayList &lines)
{
    const bool batched = client.has(Cap::Batch);
    const QByteArray reference = world.nextId();
    const auto send = [&](QByteArray body, bool inside) {
        Relay line = world.relay(std::move(body));
        line.batch = inside && batched ? reference : QByteArray();
        world.deliver(client, line);
    };
    const QByteArray source = ':' + world.settings.name;
    if (batched)
        send(source + " BATCH +" + reference + " metadata " + target, false);
    for (const QByteArray &line : lines)
        send(line, true);
    if (batched)
        send(source + " BATCH -" + reference, false);
}

} // namespace plausch::server
