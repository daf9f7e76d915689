// The door to the store: order, one transaction per pile, a disk that refuses, and kill -9.
#include "chat/archive.h"
#include "support/filesizelimit.h"
#include "support/testmain.h"
#include "support/unprivileged.h"

#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace plausch;
using chat::Archive;
using store::MessageRow;
using store::MessageState;

namespace {

const store::ChatId Anna = QStringLiteral("buddy:anna");

MessageRow own(const QByteArray &id)
{
    MessageRow message;
    message.chat = Anna;
    message.sender = "me";
    message.id = id;
    message.mine = true;
    message.state = MessageState::Queued;
    message.text = QStringLiteral("text of ") + QString::fromLatin1(id);
    message.time = 1'000;
    return message;
}

/// What add() answered, in the order of the answers.
struct Answers
{
    QList<Archive::Added> how;
    QList<MessageRow> rows;
    void add(Archive &archive, const MessageRow &message)
    {
        archive.add(message, [this](Archive::Added added, const MessageRow &row) {
            how.append(added);
            rows.append(row);
        });
    }
};

} // namespace

class TestArchive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_path = m_dir->filePath(QStringLiteral("profile/history.sqlite"));
    }

    void answersComeInOrderAndOnThisThread()
    {
        Archive archive(m_path);
        QStringList order;
        archive.open([&](const Archive::Contents &contents) {
            QVERIFY(contents.ok && contents.error.isEmpty() && contents.chats.isEmpty());
            order.append(QStringLiteral("open"));
        });
        archive.add(own("1"), [&](Archive::Added added, const MessageRow &row) {
            QCOMPARE(added, Archive::Added::New);
            QCOMPARE(QThread::currentThread(), thread());
            QVERIFY(row.row > 0);
            order.append(QStringLiteral("add"));
        });
        archive.pageBefore(Anna, {}, 10, [&](const Archive::Page &page) {
            QCOMPARE(page.rows.size(), 1); // what was asked for earlier is seen
            order.append(QStringLiteral("page"));
        });
        archive.setState(Anna, "me", "1", MessageState::Delivered);
        archive.outbox(Anna, [&](const QList<MessageRow> &rows) {
            QVERIFY(rows.isEmpty());
            order.append(QStringLiteral("outbox"));
        });
        QVERIFY(order.isEmpty()); // nothing is answered inside the call
        QTRY_COMPARE(order.join(u' '), QStringLiteral("open add page outbox"));
    }

    void aDuplicateComesBackAsItIsStored()
    {
        Archive archive(m_path);
        Answers answers;
        answers.add(archive, own("1"));
        MessageRow again = own("1");
        again.text = QStringLiteral("something else");
        answers.add(archive, again);
        QTRY_COMPARE(answers.how.size(), 2);
        QCOMPARE(answers.how, (QList{Archive::Added::New, Archive::Added::Duplicate}));
        QCOMPARE(answers.rows.at(1), answers.rows.at(0));
    }

    void pagesSayWhetherThereIsMore()
    {
        Archive archive(m_path);
        for (int i = 0; i < 10; ++i)
            archive.add(own(QByteArray::number(i)), [](auto, const auto &) {});
        QList<Archive::Page> pages;
        const auto keep = [&](const Archive::Page &page) { pages.append(page); };
        archive.pageBefore(Anna, {}, 9, keep);
        archive.pageBefore(Anna, {}, 10, keep);
        archive.pageAfter(Anna, {}, 9, keep);
        archive.pageAfter(Anna, {}, 10, keep);
        QTRY_COMPARE(pages.size(), 4);
        QVERIFY(pages[0].more && !pages[1].more && pages[2].more && !pages[3].more);
        QCOMPARE(pages[0].rows.size(), 9);
        QCOMPARE(pages[0].rows.first().id, QByteArray("1"));
        QCOMPARE(pages[2].rows.size(), 9);
        QCOMPARE(pages[2].rows.last().id, QByteArray("8"));
    }

    void everythingIsThereAfterARestart()
    {
        store::BuddyRow buddy;
        buddy.chat = Anna;
        buddy.name = QStringLiteral("Anna");
        buddy.fingerprint = QByteArray(32, 'f');
        {
            Archive archive(m_path);
            archive.saveBuddy(buddy);
            archive.add(own("1"), [](auto, const auto &) {});
            archive.add(own("2"), [](auto, const auto &) {});
            archive.markRead(Anna, 2);
            archive.saveDraft(Anna, QStringLiteral("dra"));
        } // no turn of the loop in between: the destructor commits
        Archive archive(m_path);
        std::optional<Archive::Contents> contents;
        archive.open([&](const Archive::Contents &found) { contents = found; });
        QTRY_VERIFY(contents);
        QCOMPARE(contents->buddies, QList{buddy});
        QCOMPARE(contents->chats.size(), 1);
        QCOMPARE(contents->chats.first().queued, 2);
        QCOMPARE(contents->chats.first().readUpTo, 2);
        QCOMPARE(contents->chats.first().draft, QStringLiteral("dra"));
        int left = -1;
        archive.removeBuddy(Anna, true);
        archive.open([&](const Archive::Contents &found) { left = int(found.chats.size() + found.buddies.size()); });
        QTRY_COMPARE(left, 0);
    }

    void whatIsWrittenReachesTheFileItself()
    {
        Archive archive(m_path);
        Answers answers;
        answers.add(archive, own("needle"));
        const auto inTheFile = [this] {
            QFile file(m_path); // the log is another file
            return file.open(QIODevice::ReadOnly) && file.readAll().contains("text of needle");
        };
        QTRY_COMPARE(answers.how, QList{Archive::Added::New});
        QTRY_VERIFY(inTheFile());
    }

    void searchAnswersNewestFirst()
    {
        Archive archive(m_path);
        archive.add(own("1"), [](auto, const auto &) {});
        archive.add(own("2"), [](auto, const auto &) {});
        QList<Archive::Hit> hits;
        store::SearchQuery query;
        query.text = QStringLiteral("TEX");
        archive.search(query, [&](const QList<Archive::Hit> &found) { hits = found; });
        QTRY_COMPARE(hits.size(), 2);
        QCOMPARE(hits.first().message.id, QByteArray("2"));
    }

    void aFullDiskIsSaidAndTheChatGoesOn()
    {
        Archive archive(m_path);
        QSignalSpy health(&archive, &Archive::healthChanged);
        Answers answers;
        answers.add(archive, own("1"));
        QTRY_COMPARE(answers.how.size(), 1);
        {
            const test::FileSizeLimit full(1);
            int page = -1;
            answers.add(archive, own("2"));
            archive.pageBefore(Anna, {}, 10, [&](const Archive::Page &found) { page = int(found.rows.size()); });
            answers.add(archive, own("3"));
            QTRY_COMPARE(answers.how.size(), 3);
            QCOMPARE(page, 1); // reading still works, and shows only what is really there
            QTRY_COMPARE(health.size(), 1);
            QVERIFY(!archive.health().writable);
            QVERIFY2(archive.health().why.contains(m_path), qPrintable(archive.health().why));
            answers.add(archive, own("4"));
            QTRY_COMPARE(answers.how.size(), 4);
            QCOMPARE(health.size(), 1); // said once
        }
        answers.add(archive, own("2"));
        QTRY_COMPARE(answers.how.size(), 5);
        QCOMPARE(answers.how,
                 (QList{Archive::Added::New, Archive::Added::Unsaved, Archive::Added::Unsaved, Archive::Added::Unsaved,
                        Archive::Added::New}));
        QCOMPARE(answers.rows.at(1), own("2")); // an unsaved one comes back as it was, with row 0
        QCOMPARE(health.size(), 2);
        QVERIFY(archive.health().writable);
    }

    void aReadOnlyDiskIsReadAndSaid()
    {
        {
            Archive archive(m_path);
            archive.add(own("1"), [](auto, const auto &) {});
        }
        const QString folder = QFileInfo(m_path).path();
        const test::Unprivileged nobody(m_dir->path());
        QVERIFY(QFile::setPermissions(m_path, QFile::ReadOwner));
        QVERIFY(QFile::setPermissions(folder, QFile::ReadOwner | QFile::ExeOwner));
        {
            Archive archive(m_path);
            QSignalSpy health(&archive, &Archive::healthChanged);
            std::optional<Archive::Contents> contents;
            archive.open([&](const Archive::Contents &found) { contents = found; });
            Answers answers;
            answers.add(archive, own("2"));
            std::optional<Archive::Page> page;
            archive.pageBefore(Anna, {}, 10, [&](const Archive::Page &found) { page = found; });
            QTRY_VERIFY(page);
            QVERIFY2(contents->ok, qPrintable(contents->error));
            QCOMPARE(contents->chats.size(), 1);
            QCOMPARE(page->rows.size(), 1);
            QCOMPARE(answers.how, QList{Archive::Added::Unsaved});
            QCOMPARE(health.size(), 1);
            QVERIFY2(archive.health().why.contains(QStringLiteral("read-only")), qPrintable(archive.health().why));
        }
        QVERIFY(QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    }

    void aStoreThatCannotBeOpenedAnswersAll()
    {
        QVERIFY(QDir().mkpath(m_path)); // a folder where the file should be
        Archive archive(m_path);
        QSignalSpy health(&archive, &Archive::healthChanged);
        std::optional<Archive::Contents> contents;
        archive.open([&](const Archive::Contents &found) { contents = found; });
        Answers answers;
        answers.add(archive, own("1"));
        std::optional<Archive::Page> page;
        archive.pageBefore(Anna, {}, 10, [&](const Archive::Page &found) { page = found; });
        QTRY_VERIFY(page);
        QVERIFY(!contents->ok);
        QVERIFY2(contents->error.contains(m_path), qPrintable(contents->error));
        QCOMPARE(answers.how, QList{Archive::Added::Unsaved});
        QVERIFY(page->rows.isEmpty());
        QCOMPARE(health.size(), 1);
        QVERIFY(!archive.health().writable);
    }

    void aDamagedFileIsMovedAsideAndSaid()
    {
        QVERIFY(QDir().mkpath(QFileInfo(m_path).path()));
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("this was a history once");
        file.close();
        Archive archive(m_path);
        std::optional<Archive::Contents> contents;
        archive.open([&](const Archive::Contents &found) { contents = found; });
        QTRY_VERIFY(contents);
        QVERIFY(contents->ok);
        QVERIFY2(contents->error.contains(m_path + QStringLiteral(".damaged-")), qPrintable(contents->error));
        Answers answers;
        answers.add(archive, own("1"));
        QTRY_COMPARE(answers.how, QList{Archive::Added::New});
    }

    void pendingRequestsHaveACeiling()
    {
        Archive archive(m_path);
        Answers answers;
        answers.add(archive, own("first"));
        for (int i = 1; i < Archive::MaxPending; ++i) // answers are counted only when this loop turns
            archive.markRead(Anna, 0);
        answers.add(archive, own("refused"));
        QTRY_COMPARE_WITH_TIMEOUT(answers.how.size(), 2, 120'000);
        // The refusal does not wait for the disk, which may have been quicker all the same.
        const qsizetype refused = answers.rows.at(0).id == "refused" ? 0 : 1;
        QCOMPARE(answers.rows.at(refused).id, QByteArray("refused"));
        QCOMPARE(answers.how.at(refused), Archive::Added::Unsaved);
        QCOMPARE(answers.how.at(1 - refused), Archive::Added::New);
        answers.add(archive, own("next"));
        QTRY_COMPARE_WITH_TIMEOUT(answers.how.size(), 3, 120'000);
        QCOMPARE(answers.how.last(), Archive::Added::New);
        QVERIFY(archive.health().writable);
    }

    void aCrowdIsSaidAndItsEnd()
    {
        Archive archive(m_path);
        QList<bool> said;
        connect(&archive, &Archive::crowdedChanged, this, [&said](bool crowded) { said.append(crowded); });
        for (int i = 1; i < Archive::CrowdedAt; ++i)
            archive.markRead(Anna, 0);
        QCOMPARE(said, QList<bool>());
        archive.markRead(Anna, 0);
        archive.markRead(Anna, 0);
        QCOMPARE(said, QList<bool>{true});
        Answers answers;
        answers.add(archive, own("last"));
        QTRY_COMPARE_WITH_TIMEOUT(answers.how, QList{Archive::Added::New}, 60'000);
        QCOMPARE(said, (QList<bool>{true, false}));
    }

    void whatWasAnsweredNewSurvivesKill()
    {
        QByteArrayList answered;
        for (int round = 0; round < 5; ++round) {
            QProcess victim;
            victim.start(QCoreApplication::applicationDirPath() + QStringLiteral("/archive_victim"),
                         {m_path, QString::number(answered.size() * 10 + round)});
            QByteArray output;
            connect(&victim, &QProcess::readyReadStandardOutput, this, [&] {
                output += victim.readAllStandardOutput();
                if (output.count('\n') > 50 + 40 * round)
                    victim.kill(); // SIGKILL, in the middle of the next commit
            });
            QTRY_COMPARE_WITH_TIMEOUT(victim.state(), QProcess::NotRunning, 60'000);
            QCOMPARE(victim.exitStatus(), QProcess::CrashExit);
            output += victim.readAllStandardOutput();
            output.truncate(output.lastIndexOf('\n')); // a line cut by the kill does not count
            answered += output.split('\n');

            Archive archive(m_path);
            QSet<QByteArray> found;
            archive.outbox(Anna, [&](const QList<MessageRow> &rows) {
                for (const MessageRow &row : rows)
                    found.insert(row.id);
            });
            QTRY_VERIFY(!found.isEmpty());
            for (const QByteArray &id : std::as_const(answered))
                QVERIFY2(found.contains(id), id.constData());
        }
        QVERIFY(answered.size() > 250);
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
};

PLAUSCH_TEST_MAIN(TestArchive)
#include "tst_archive.moc"
