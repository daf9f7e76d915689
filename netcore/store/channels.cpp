#include "store/channels.h"

#include "store/database.h"
#include "wire/casemap.h"

#include <QSqlQuery>

namespace plausch::store {
namespace {

ChannelRow readChannel(const QSqlQuery &query)
{
    ChannelRow channel;
    channel.name = query.value(0).toByteArray();
    channel.founder = query.value(1).toByteArray();
    channel.topic = query.value(2).toByteArray();
    channel.topicBy = query.value(3).toByteArray();
    channel.topicAt = query.value(4).toLongLong();
    channel.modes = query.value(5).toByteArray();
    channel.key = query.value(6).toByteArray();
    channel.limit = query.value(7).toInt();
    channel.created = query.value(8).toLongLong();
    return channel;
}

MaskRow readMask(const QSqlQuery &query)
{
    return {query.value(0).toString().front().toLatin1(), query.value(1).toByteArray(), query.value(2).toByteArray(),
            query.value(3).toLongLong()};
}

} // namespace

QList<ChannelRow> Channels::all()
{
    QList<ChannelRow> list;
    m_database.run(QStringLiteral("accounts_channels"), {},
                   [&](const QSqlQuery &query) { list.append(readChannel(query)); });
    for (ChannelRow &channel : list) {
        const QByteArray name = wire::folded(channel.name);
        m_database.run(QStringLiteral("accounts_channel_masks"), {name},
                       [&](const QSqlQuery &query) { channel.masks.append(readMask(query)); });
        m_database.run(QStringLiteral("accounts_channel_ranks"), {name}, [&](const QSqlQuery &query) {
            channel.ranks.append({query.value(0).toByteArray(), query.value(1).toByteArray()});
        });
    }
    return list;
}

bool Channels::save(const ChannelRow &channel)
{
    return m_database.change(QStringLiteral("accounts_channel_save"),
                             {wire::folded(channel.name), channel.name, wire::folded(channel.founder), channel.topic,
                              channel.topicBy, channel.topicAt, channel.modes, channel.key, channel.limit,
                              channel.created});
}

bool Channels::rename(QByteArrayView from, const QByteArray &to)
{
    return m_database.change(QStringLiteral("accounts_channel_rename"), {wire::folded(to), to, wire::folded(from)});
}

bool Channels::remove(QByteArrayView name)
{
    return m_database.change(QStringLiteral("accounts_channel_remove"), {wire::folded(name)});
}

bool Channels::addMask(QByteArrayView channel, const MaskRow &mask)
{
    return m_database.change(
        QStringLiteral("accounts_channel_mask_add"),
        {QString(QLatin1Char(mask.kind)), mask.mask, mask.setter, mask.time, wire::folded(channel)});
}

bool Channels::removeMask(QByteArrayView channel, char kind, const QByteArray &mask)
{
    return m_database.change(QStringLiteral("accounts_channel_mask_remove"),
                             {wire::folded(channel), QString(QLatin1Char(kind)), mask});
}

bool Channels::setRank(QByteArrayView channel, QByteArrayView account, const QByteArray &modes)
{
    if (modes.isEmpty())
        return m_database.change(QStringLiteral("accounts_channel_rank_remove"),
                                 {wire::folded(account), wire::folded(channel)});
    return m_database.change(QStringLiteral("accounts_channel_rank_set"),
                             {modes, wire::folded(account), wire::folded(channel)});
}

} // namespace plausch::store
