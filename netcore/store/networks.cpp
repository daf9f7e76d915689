#include "store/networks.h"

#include "store/database.h"

#include <QSqlQuery>

namespace plausch::store {
namespace {

NetworkRow readNetwork(const QSqlQuery &query)
{
    NetworkRow network;
    network.id = query.value(0).toString();
    network.name = query.value(1).toString();
    network.host = query.value(2).toString();
    network.port = quint16(query.value(3).toUInt());
    network.tls = query.value(4).toBool();
    network.nick = query.value(5).toString();
    network.realName = query.value(6).toString();
    network.account = query.value(7).toString();
    network.serverPassword = query.value(8).toBool();
    network.autoConnect = query.value(9).toBool();
    network.pinnedKey = query.value(10).toByteArray();
    network.external = query.value(11).toBool();
    return network;
}

NetworkChatRow readChat(const QSqlQuery &query)
{
    NetworkChatRow chat;
    chat.chat = query.value(0).toString();
    chat.network = query.value(1).toString();
    chat.kind = NetworkChatKind(query.value(2).toInt());
    chat.name = query.value(3).toString();
    chat.key = query.value(4).toString();
    chat.joined = query.value(5).toBool();
    chat.notify = NotifyLevel(query.value(6).toInt());
    chat.mutedUntil = query.value(7).toLongLong();
    chat.account = query.value(8).toString();
    return chat;
}

} // namespace

QList<NetworkRow> Networks::networks()
{
    QList<NetworkRow> list;
    m_database.run(QStringLiteral("networks"), {}, [&](const QSqlQuery &query) { list.append(readNetwork(query)); });
    return list;
}

void Networks::saveNetwork(const NetworkRow &network)
{
    m_database.run(QStringLiteral("network_save"),
                   {network.id, network.name, network.host, network.port, network.tls, network.nick, network.realName,
                    network.account, network.serverPassword, network.autoConnect, network.pinnedKey, network.external});
}

void Networks::removeNetwork(const QString &id, bool withHistory)
{
    QStringList gone;
    for (const NetworkChatRow &chat : chats()) {
        if (chat.network == id)
            gone.append(chat.chat);
    }
    m_database.run(QStringLiteral("network_remove"), {id});
    if (withHistory)
        m_database.run(QStringLiteral("chats_of_network_remove"), {id, id, id});
    for (const ChatId &chat : std::as_const(gone))
        m_database.run(QStringLiteral("chat_remove_if_empty"), {chat});
}

QList<NetworkChatRow> Networks::chats()
{
    QList<NetworkChatRow> list;
    m_database.run(QStringLiteral("network_chats"), {}, [&](const QSqlQuery &query) { list.append(readChat(query)); });
    return list;
}

void Networks::saveChat(const NetworkChatRow &chat)
{
    m_database.run(QStringLiteral("chat_ensure"), {chat.chat});
    m_database.run(QStringLiteral("network_chat_save"),
                   {int(chat.kind), chat.name, chat.key, chat.joined, int(chat.notify), chat.mutedUntil, chat.account,
                    chat.chat, chat.network});
}

void Networks::removeChat(const ChatId &chat, bool withHistory)
{
    m_database.run(QStringLiteral("network_chat_remove"), {chat});
    m_database.run(withHistory ? QStringLiteral("chat_remove") : QStringLiteral("chat_remove_if_empty"), {chat});
}

} // namespace plausch::store
