#include "server/relay.h"

namespace plausch::server {

using session::Cap;

std::size_t Relay::variantOf(session::Caps caps)
{
    return (caps.testFlag(Cap::ServerTime) ? 1u : 0u) | (caps.testFlag(Cap::MessageTags) ? 2u : 0u)
        | (caps.testFlag(Cap::AccountTag) ? 4u : 0u);
}

const QByteArray &Relay::lineFor(session::Caps caps)
{
    QByteArray &line = m_lines[variantOf(caps)];
    if (!line.isNull())
        return line;
    const QByteArray tags = tagsFor(caps);
    if (tags.isEmpty())
        return line = m_line;
    line.reserve(tags.size() + m_line.size() + 2);
    line.append('@').append(tags).append(' ').append(m_line);
    return line;
}

QByteArray Relay::tagsFor(session::Caps caps) const
{
    QByteArray tags;
    const auto add = [&tags](QByteArrayView key, const QByteArray &value) {
        if (value.isEmpty())
            return;
        if (!tags.isEmpty())
            tags += ';';
        tags.append(key).append(value);
    };
    add("batch=", batch);
    if (caps.testFlag(Cap::ServerTime))
        add("time=", time);
    if (caps.testFlag(Cap::AccountTag))
        add("account=", account);
    if (caps.testFlag(Cap::MessageTags)) {
        add("msgid=", id);
        if (fromBot)
            add({}, QByteArrayLiteral("bot"));
        add({}, clientTags);
    }
    return tags;
}

} // namespace plausch::server
