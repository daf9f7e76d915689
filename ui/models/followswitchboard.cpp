#include "chat/networks.h"
#include "ui/models/chatlistmodel.h"

namespace plausch::ui {

void follow(chat::Switchboard &switchboard, ChatListModel &model)
{
    using chat::Networks;
    using chat::Switchboard;
    const auto put = [&switchboard, &model](const store::ChatId &id) {
        if (const chat::ChatInfo *info = switchboard.chat(id))
            model.put(*info);
    };
    Networks &networks = switchboard.networks();
    const auto putNetwork = [&networks, &model](const QString &id) {
        if (const chat::NetworkInfo *info = networks.network(id))
            model.putNetwork(*info);
    };
    const auto putAll = [&switchboard, &networks, &model] {
        for (const chat::NetworkInfo &network : networks.networks())
            model.putNetwork(network);
        model.setChats(switchboard.chats());
    };
    QObject::connect(&switchboard, &Switchboard::loaded, &model, putAll);
    QObject::connect(&switchboard, &Switchboard::chatAdded, &model, put);
    QObject::connect(&switchboard, &Switchboard::chatChanged, &model, put);
    QObject::connect(&switchboard, &Switchboard::chatRemoved, &model, &ChatListModel::remove);
    QObject::connect(&networks, &Networks::networkAdded, &model, putNetwork);
    QObject::connect(&networks, &Networks::networkChanged, &model, putNetwork);
    QObject::connect(&networks, &Networks::networkRemoved, &model, &ChatListModel::removeNetwork);
    putAll();
}

} // namespace plausch::ui
