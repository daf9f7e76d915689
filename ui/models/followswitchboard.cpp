#include "chat/switchboard.h"
#include "ui/models/chatlistmodel.h"

namespace plausch::ui {

void follow(chat::Switchboard &switchboard, ChatListModel &model)
{
    using chat::Switchboard;
    const auto put = [&switchboard, &model](const store::ChatId &id) {
        if (const chat::ChatInfo *info = switchboard.chat(id))
            model.put(*info);
    };
    QObject::connect(&switchboard, &Switchboard::loaded, &model,
                     [&switchboard, &model] { model.setChats(switchboard.chats()); });
    QObject::connect(&switchboard, &Switchboard::chatAdded, &model, put);
    QObject::connect(&switchboard, &Switchboard::chatChanged, &model, put);
    QObject::connect(&switchboard, &Switchboard::chatRemoved, &model, &ChatListModel::remove);
    model.setChats(switchboard.chats());
}

} // namespace plausch::ui
