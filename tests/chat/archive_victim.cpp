// Stores messages until it is killed, and says which ones were answered New.
#include "chat/archive.h"

#include <QCoreApplication>

#include <cstdio>

using namespace plausch;

namespace {

/// Each answer asks for one more, so that commits of one message and of many both happen.
void addNext(chat::Archive &archive, int &next)
{
    store::MessageRow message;
    message.chat = QStringLiteral("buddy:anna");
    message.sender = "me";
    message.id = QByteArray::number(next++);
    message.mine = true;
    message.state = store::MessageState::Queued;
    message.text = QStringLiteral("message %1").arg(next);
    archive.add(message, [&archive, &next](chat::Archive::Added how, const store::MessageRow &row) {
        if (how != chat::Archive::Added::New)
            return;
        std::printf("%s\n", row.id.constData());
        std::fflush(stdout);
        addNext(archive, next);
        if (next % 7 == 0)
            addNext(archive, next);
    });
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    chat::Archive archive(app.arguments().at(1));
    int next = app.arguments().at(2).toInt();
    addNext(archive, next);
    return app.exec();
}
