#include "store/messagecolumns.h"

#include <QSqlQuery>
#include <QVariant>

namespace plausch::store {

MessageRow readMessage(const QSqlQuery &query, int first)
{
    MessageRow message;
    message.row = query.value(first).toLongLong();
    message.chat = query.value(first + 1).toString();
    message.sender = query.value(first + 2).toByteArray();
    message.id = query.value(first + 3).toByteArray();
    message.mine = query.value(first + 4).toBool();
    message.kind = MessageKind(query.value(first + 5).toInt());
    message.state = MessageState(query.value(first + 6).toInt());
    message.text = query.value(first + 7).toString();
    message.time = query.value(first + 8).toLongLong();
    message.sentAt = query.value(first + 9).toLongLong();
    message.speaker = query.value(first + 10).toString();
    message.msgid = query.value(first + 11).toByteArray();
    message.mention = query.value(first + 12).toBool();
    message.replyTo.msgid = query.value(first + 13).toByteArray();
    message.replyTo.id = query.value(first + 14).toByteArray();
    message.replyTo.sender = query.value(first + 15).toByteArray();
    message.withdrawnAt = query.value(first + 16).toLongLong();
    message.withdrawnBy = query.value(first + 17).toString();
    message.via = query.value(first + 18).toString();
    return message;
}

} // namespace plausch::store
