// Keeps messages until it is killed, and says which ones were committed.
#include "store/database.h"
#include "store/serverhistory.h"

#include <QCoreApplication>
#include <QList>

#include <cstdio>

using namespace plausch::store;

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    Database database(arguments.at(1), HistorySchema,
                      arguments.at(2) == QStringLiteral("power") ? Durability::Power : Durability::Process);
    if (!database.open())
        qFatal("%s", qPrintable(database.error()));
    ServerHistory history(database);
    for (int next = arguments.at(3).toInt(), group = 1;; group = group % 7 + 1) {
        QList<HistoryRow> pile;
        for (int i = 0; i < group; ++i) {
            HistoryRow row;
            row.target = "#room";
            row.msgid = QByteArray::number(next);
            row.time = next++;
            row.text = "message " + row.msgid;
            pile.append(row);
        }
        if (!database.transact([&] { history.add(pile); }))
            qFatal("%s", qPrintable(database.error()));
        for (const HistoryRow &row : std::as_const(pile))
            std::printf("%s\n", row.msgid.constData());
        std::fflush(stdout);
    }
}
