// A stage whose history is in a real database.
#pragma once

#include "server/room.h"
#include "store/database.h"
#include "store/serverhistory.h"

#include <QTemporaryDir>

namespace plausch::test {

/// The file outlives a stage, so that there can be a next one.
class HistoryFile
{
public:
    HistoryFile()
        : database(m_dir.filePath(QStringLiteral("history.db")), store::HistorySchema, store::Durability::Process)
        , history(database)
    {
        if (!database.open())
            qFatal("%s", qPrintable(database.error()));
    }
    /// All of a target, events too.
    QList<store::HistoryRow> all(const QByteArray &target)
    {
        store::HistoryQuery query;
        query.target = target;
        query.limit = store::ServerHistory::MaxPage;
        query.events = true;
        return history.page(query).value_or(QList<store::HistoryRow>());
    }

private:
    QTemporaryDir m_dir;

public:
    store::Database database;
    store::ServerHistory history;
};

class HistoryStage final : public Stage
{
public:
    static server::Settings settings()
    {
        server::Settings settings = named();
        settings.hasHistory = true;
        return settings;
    }

    explicit HistoryStage(HistoryFile &file, server::Settings with = settings()) : Stage(std::move(with))
    {
        history = &file.history;
        transact = [&file](const std::function<void()> &work) { return file.database.transact(work); };
        realm.loadHistory();
        settle();
    }
};

/// What a client needs for all of it.
inline const QByteArray FullCaps = "batch server-time message-tags account-tag echo-message labeled-response "
                                   "draft/chathistory draft/event-playback draft/message-redaction draft/multiline";
inline const QByteArray PlainCaps = "batch draft/chathistory";

inline QByteArrayList bodiesOf(const QByteArrayList &lines)
{
    QByteArrayList bodies;
    for (const QByteArray &line : lines)
        bodies.append(bodyOf(line));
    return bodies;
}

/// What is between "BATCH +" and "BATCH -", without tags.
inline QByteArrayList inBatch(const QByteArrayList &lines)
{
    return bodiesOf(lines).mid(1, lines.size() - 2);
}

/// The FAIL among the lines, from its verb on.
inline QByteArray failureIn(const QByteArrayList &lines)
{
    for (const QByteArray &line : lines) {
        if (const qsizetype at = line.indexOf("FAIL "); at >= 0)
            return line.mid(at);
    }
    return {};
}

} // namespace plausch::test
