// The file: made, migrated, damaged, newer, somebody else's, locked, full.
#include "store/chats.h"
#include "store/checkpointer.h"
#include "store/database.h"
#include "store/messages.h"
#include "store/networks.h"
#include "support/filesizelimit.h"
#include "support/testmain.h"

#include <QRegularExpression>
#include <QSqlDatabase>
#include <QSqlError>
#include <QTemporaryDir>

using namespace plausch::store;

namespace {

SearchQuery searchFor(const QString &text)
{
    SearchQuery query;
    query.text = text;
    return query;
}

MessageRow fromAnna()
{
    MessageRow message;
    message.chat = QStringLiteral("buddy:anna");
    message.sender = "a";
    message.id = "1";
    return message;
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A second connection, as another program would have it.
class Foreign
{
public:
    explicit Foreign(const QString &path)
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("foreign"));
        database.setDatabaseName(path);
        if (!database.open())
            qFatal("%s", qPrintable(database.lastError().text()));
    }
    ~Foreign() { QSqlDatabase::removeDatabase(QStringLiteral("foreign")); }
    Foreign(const Foreign &) = delete;
    Foreign &operator=(const Foreign &) = delete;

    void exec(const QString &sql)
    {
        QSqlQuery query(QSqlDatabase::database(QStringLiteral("foreign")));
        if (!query.exec(sql))
            qFatal("%s: %s", qPrintable(sql), qPrintable(query.lastError().text()));
    }
    QStringList column(const QString &sql)
    {
        QSqlQuery query(QSqlDatabase::database(QStringLiteral("foreign")));
        QStringList values;
        for (query.exec(sql); query.next();)
            values.append(query.value(0).toString());
        return values;
    }
};

} // namespace

class TestDatabase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_path = m_dir->filePath(QStringLiteral("profile/history.db"));
    }

    void aFreshFileIsMadeWithItsFolder()
    {
        {
            Database database(m_path);
            QVERIFY2(database.open(), qPrintable(database.error()));
            QVERIFY(database.movedAsideTo().isEmpty());
            QVERIFY(Chats(database).summaries().isEmpty());
        }
        QCOMPARE(QFile::permissions(m_path) & 0x0077, QFile::Permissions()); // nobody but the owner
        Foreign foreign(m_path);
        QCOMPARE(foreign.column(QStringLiteral("PRAGMA user_version")), QStringList{QStringLiteral("5")});
        QCOMPARE(foreign.column(QStringLiteral("PRAGMA journal_mode")), QStringList{QStringLiteral("wal")});
    }

    void anEmptyFileIsAFreshOne()
    {
        QVERIFY(QDir().mkpath(QFileInfo(m_path).path()));
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        Database database(m_path);
        QVERIFY2(database.open(), qPrintable(database.error()));
        QVERIFY(database.movedAsideTo().isEmpty());
    }

    void versionOneIsMigrated()
    {
        storeVersionOne();
        Database database(m_path);
        QVERIFY2(database.open(), qPrintable(database.error()));
        const QList<BuddyRow> buddies = Chats(database).buddies();
        QCOMPARE(buddies.size(), 1);
        QCOMPARE(buddies.first().name, QStringLiteral("Anna"));
        QCOMPARE(buddies.first().alias, QString());
        QCOMPARE(buddies.first().notify, NotifyLevel::All);
        QCOMPARE(buddies.first().mutedUntil, 0);
        QCOMPARE(buddies.first().addresses, QStringList{QStringLiteral("10.0.0.7:50001")});
        Messages messages(database);
        QCOMPARE(messages.outbox(QStringLiteral("buddy:anna")).size(), 1);
        // What was written before there was a full text is found by it.
        QCOMPARE(messages.search(searchFor(QStringLiteral("zurich"))).size(), 1);
        // Messages of before have neither speakers nor names of a server, and that makes none of them a double.
        const QList<MessageRow> rows = messages.pageBefore(QStringLiteral("buddy:anna"), std::nullopt, 10);
        QCOMPARE(rows.size(), 2);
        QVERIFY(rows.first().speaker.isEmpty() && rows.first().msgid.isEmpty() && !rows.first().mention);
        QVERIFY(messages.places(QStringLiteral("buddy:anna")).newest.msgid.isEmpty());
        QVERIFY(Networks(database).networks().isEmpty());
        QVERIFY(!database.failed());
        database.close();

        QVERIFY(database.open()); // and a second time there is nothing to do
        QCOMPARE(Messages(database).search(searchFor(QStringLiteral("zurich"))).size(), 1);
    }

    void aMigrationHappensWholeOrNotAtAll()
    {
        storeVersionOne();
        {
            Foreign foreign(m_path); // step 2 will stumble half-way
            foreign.exec(QStringLiteral("CREATE TABLE messages_text (x)"));
        }
        Database database(m_path);
        QVERIFY(!database.open());
        QVERIFY(database.error().contains(m_path));
        Foreign foreign(m_path);
        QCOMPARE(foreign.column(QStringLiteral("PRAGMA user_version")), QStringList{QStringLiteral("1")});
        QVERIFY(!foreign.column(QStringLiteral("SELECT name FROM pragma_table_info('buddies')"))
                     .contains(QStringLiteral("alias")));
    }

    void aNewerFileIsRefusedAndUntouched()
    {
        {
            Database database(m_path);
            QVERIFY(database.open());
            QVERIFY(database.begin() && database.commit());
        }
        {
            Foreign foreign(m_path);
            foreign.exec(QStringLiteral("PRAGMA user_version = 6"));
        }
        const QByteArray before = bytesOf(m_path);
        Database database(m_path);
        QVERIFY(!database.open());
        QVERIFY2(database.error().contains(m_path) && database.error().contains(QStringLiteral("newer")),
                 qPrintable(database.error()));
        QCOMPARE(bytesOf(m_path), before);
        QVERIFY(!database.isOpen());
    }

    void aDamagedFileIsMovedAside_data()
    {
        QTest::addColumn<QByteArray>("start");
        QTest::addColumn<bool>("truncate");
        QTest::newRow("no database at all") << QByteArray(8'192, 'x') << false;
        QTest::newRow("text") << QByteArray("Dear diary") << false;
        QTest::newRow("schema overwritten") << QByteArray() << false;
        QTest::newRow("cut off") << QByteArray() << true;
    }
    void aDamagedFileIsMovedAside()
    {
        QFETCH(QByteArray, start);
        QFETCH(bool, truncate);
        {
            Database database(m_path);
            QVERIFY(database.open());
        }
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        if (!start.isEmpty()) {
            file.resize(0);
            file.write(start);
        } else if (truncate) {
            file.resize(file.size() / 2);
        } else {
            file.seek(100); // behind the header: the root page of the schema
            file.write(QByteArray(3'000, '\xee'));
        }
        file.close();
        const QByteArray damaged = bytesOf(m_path);

        Database database(m_path);
        QVERIFY2(database.open(), qPrintable(database.error()));
        QVERIFY2(database.movedAsideTo().startsWith(m_path + QStringLiteral(".damaged-")),
                 qPrintable(database.movedAsideTo()));
        QCOMPARE(bytesOf(database.movedAsideTo()), damaged);
        MessageRow message = fromAnna();
        QVERIFY(Messages(database).add(message));
        database.close();
        QVERIFY(database.open());
        QVERIFY(database.movedAsideTo().isEmpty());
        QCOMPARE(Chats(database).summaries().size(), 1);
    }

    void aLockedFileIsNamed()
    {
        {
            Database database(m_path);
            QVERIFY(database.open());
        }
        auto foreign = std::make_unique<Foreign>(m_path);
        foreign->exec(QStringLiteral("PRAGMA locking_mode = EXCLUSIVE"));
        foreign->exec(QStringLiteral("PRAGMA user_version = 5"));
        Database database(m_path, 0);
        bool open = database.open() && database.begin(); // in WAL mode reading may still be allowed
        QVERIFY(!open);
        QVERIFY2(database.error().contains(m_path) && database.error().contains(QStringLiteral("locked")),
                 qPrintable(database.error()));
        foreign.reset();
        open = (database.isOpen() || database.open()) && database.begin() && database.commit();
        QVERIFY2(open, qPrintable(database.error()));
    }

    void aPathThatCannotBeIsNamed()
    {
        QVERIFY(QDir().mkpath(m_path)); // a folder where the file should be
        Database database(m_path);
        QVERIFY(!database.open());
        QVERIFY2(database.error().contains(m_path), qPrintable(database.error()));
        QVERIFY(QFileInfo(m_path).isDir());
    }

    void aFullDiskFailsTheTransactionAndNothingElse()
    {
        Database database(m_path);
        QVERIFY(database.open());
        Messages messages(database);
        MessageRow message = fromAnna();
        {
            const plausch::test::FileSizeLimit full(1);
            QVERIFY(database.begin());
            const bool well = messages.add(message) && database.commit();
            QVERIFY(!well);
            QVERIFY2(database.error().contains(m_path), qPrintable(database.error()));
            database.rollback();
        }
        QVERIFY(database.begin());
        QVERIFY(!database.failed());
        QVERIFY(messages.add(message));
        QVERIFY(database.commit());
        QCOMPARE(Chats(database).summaries().size(), 1);
    }

    void aDamagedFileThatCannotBeReplacedIsLeftAlone()
    {
        {
            Database database(m_path, AccountsSchema, Durability::Power);
            QVERIFY(database.open());
        }
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(100));
        file.write(QByteArray(3'000, '\xee'));
        file.close();
        const QByteArray damaged = bytesOf(m_path);
        Database database(m_path, AccountsSchema, Durability::Power);
        QVERIFY(!database.open());
        QVERIFY2(database.error().contains(m_path) && database.error().contains(QStringLiteral("damaged")),
                 qPrintable(database.error()));
        QVERIFY(database.movedAsideTo().isEmpty());
        QCOMPARE(bytesOf(m_path), damaged);
    }

    void aFileIsNotTakenForAnother()
    {
        {
            Database database(m_path, AccountsSchema, Durability::Power);
            QVERIFY(database.open());
        }
        for (const Schema &schema : {ClientSchema, HistorySchema}) {
            Database database(m_path, schema, Durability::Power);
            QVERIFY(!database.open());
            QVERIFY2(database.error().contains(m_path), qPrintable(database.error()));
        }
        Database database(m_path, AccountsSchema, Durability::Power);
        QVERIFY2(database.open(), qPrintable(database.error()));
    }

    /// The file alone, without its log, has what was committed; what is being written is neither waited for nor taken.
    void aCheckpointBringsWhatIsCommittedIntoTheFile()
    {
        Checkpointer checkpointer(m_path);
        QCOMPARE(checkpointer.run(), -1); // nothing there yet, and none made
        QVERIFY(!QFile::exists(m_path));
        Database database(m_path);
        QVERIFY(database.open());
        const QString kept = QStringLiteral("kept in the file");
        const QString open = QStringLiteral("still being written");
        QVERIFY(database.transact([&] { Chats(database).saveDraft(QStringLiteral("buddy:anna"), kept); }));
        QVERIFY(!bytesOf(m_path).contains(kept.toUtf8()));
        QVERIFY(database.begin());
        Chats(database).saveDraft(QStringLiteral("buddy:ben"), open);
        QVERIFY(checkpointer.run() > 0);
        QVERIFY(bytesOf(m_path).contains(kept.toUtf8()));
        QVERIFY(!bytesOf(m_path).contains(open.toUtf8()));
        QVERIFY(database.commit());
        QVERIFY(checkpointer.run() > 0);
        QVERIFY(bytesOf(m_path).contains(open.toUtf8()));
    }

    void theLogHasACeilingWithoutAnybodysHelp()
    {
        constexpr qint64 Ceiling = qint64(ClientSchema.logPages) * 4'096;
        constexpr qint64 DraftBytes = 1'024 * 1'024;
        Database database(m_path);
        QVERIFY(database.open());
        for (qint64 written = 0; written < Ceiling + 16 * DraftBytes; written += DraftBytes) {
            const QString draft(DraftBytes, QChar(u'a' + char16_t(written / DraftBytes % 26)));
            QVERIFY(database.transact([&] { Chats(database).saveDraft(QStringLiteral("buddy:anna"), draft); }));
        }
        const qint64 log = QFileInfo(m_path + QStringLiteral("-wal")).size();
        QVERIFY2(log > DraftBytes && log < Ceiling + 4 * DraftBytes, qPrintable(QString::number(log)));
    }

    void aTransactionIsKeptWholeOrNotAtAll()
    {
        Database database(m_path);
        QVERIFY(database.open());
        Messages messages(database);
        MessageRow message = fromAnna();
        QVERIFY(!database.transact([&] {
            messages.add(message);
            database.run(QStringLiteral("message_set_state"), {}); // one value too few
        }));
        QVERIFY(database.failed());
        QVERIFY(Chats(database).summaries().isEmpty());
        QVERIFY(database.transact([&] { messages.add(message); }));
        QVERIFY(!database.failed());
        QCOMPARE(Chats(database).summaries().size(), 1);
    }

    void everyStatementUsesItsIndex_data()
    {
        QTest::addColumn<QByteArray>("family");
        QTest::addColumn<QStringList>("mayScan"); // they want all there is
        QTest::newRow("client") << QByteArray()
                                << QStringList{QStringLiteral("buddies.sql"), QStringLiteral("chat_summaries.sql"),
                                               QStringLiteral("networks.sql"), QStringLiteral("network_chats.sql"),
                                               QStringLiteral("chats_of_network_remove.sql")};
        QTest::newRow("accounts") << QByteArray("accounts_")
                                  << QStringList{QStringLiteral("accounts_channels.sql"),
                                                 QStringLiteral("accounts_klines.sql"),
                                                 QStringLiteral("accounts_kline_set.sql"),
                                                 QStringLiteral("accounts_names.sql")};
        QTest::newRow("history") << QByteArray("history_")
                                 << QStringList{QStringLiteral("history_newest_time.sql"),
                                                QStringLiteral("history_piles.sql"),
                                                QStringLiteral("history_piles_size.sql")};
    }
    void everyStatementUsesItsIndex()
    {
        QFETCH(QByteArray, family);
        QFETCH(QStringList, mayScan);
        const QList<Schema> schemas{ClientSchema, AccountsSchema, HistorySchema};
        const auto familyOf = [&](const QString &name) {
            for (const Schema &schema : {AccountsSchema, HistorySchema}) {
                if (name.startsWith(QLatin1String(schema.family)))
                    return QByteArray(schema.family);
            }
            return QByteArray();
        };
        for (const Schema &schema : schemas) {
            if (schema.family == family) {
                Database database(m_path, schema, Durability::Process);
                QVERIFY2(database.open(), qPrintable(database.error()));
            }
        }
        Foreign foreign(m_path);
        int checked = 0;
        for (const QString &name : QDir(QStringLiteral(":/sql")).entryList()) {
            if (familyOf(name) != family || name.contains(QStringLiteral("schema_")))
                continue;
            QFile file(QStringLiteral(":/sql/") + name);
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QString text = QString::fromUtf8(file.readAll());
            QSqlQuery query(QSqlDatabase::database(QStringLiteral("foreign")));
            QVERIFY2(query.prepare(QStringLiteral("EXPLAIN QUERY PLAN ") + text),
                     qPrintable(name + query.lastError().text()));
            const qsizetype values = text.count(u'?');
            for (int i = 0; i < values; ++i)
                query.bindValue(i, 1);
            QVERIFY2(query.exec(), qPrintable(name + query.lastError().text()));
            while (query.next()) {
                const QString step = query.value(3).toString();
                QVERIFY2(!step.contains(QStringLiteral("TEMP B-TREE")), qPrintable(name + step));
                static const QRegularExpression wholeTable(
                    QStringLiteral("SCAN (?!CONSTANT|given|json_each|p$|[ct] VIRTUAL|.subquery)"));
                QVERIFY2(mayScan.contains(name) || !step.contains(wholeTable), qPrintable(name + step));
            }
            ++checked;
        }
        QVERIFY2(checked > 8, family);
    }

private:
    void storeVersionOne()
    {
        {
            Database make(m_path); // for the resources and the folder
            QVERIFY(make.open());
        }
        QVERIFY(QFile::remove(m_path));
        QFile::remove(m_path + QStringLiteral("-wal"));
        QFile::remove(m_path + QStringLiteral("-shm"));
        Foreign foreign(m_path);
        QFile schema(QStringLiteral(":/sql/schema_1.sql"));
        QVERIFY(schema.open(QIODevice::ReadOnly));
        for (const QString &statement : QString::fromUtf8(schema.readAll()).split(QStringLiteral("\n\n")))
            foreign.exec(statement);
        foreign.exec(QStringLiteral("INSERT INTO chats (name) VALUES ('buddy:anna')"));
        foreign.exec(QStringLiteral("INSERT INTO messages VALUES (1, 1, x'61', x'31', 0, 0, 0, 'nach Zürich', 10, 9)"));
        foreign.exec(QStringLiteral("INSERT INTO messages VALUES (2, 1, x'6d', x'32', 1, 0, 1, 'wann?', 11, 11)"));
        foreign.exec(QStringLiteral("INSERT INTO buddies VALUES (1, x'ff', 'Anna', 1, 0, 5, 6, '10.0.0.7:50001')"));
        foreign.exec(QStringLiteral("PRAGMA user_version = 1"));
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
};

PLAUSCH_TEST_MAIN(TestDatabase)
#include "tst_database.moc"
