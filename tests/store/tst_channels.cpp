// Rooms that stay.
#include "store/accounts.h"
#include "store/channels.h"
#include "store/database.h"
#include "store/metadata.h"
#include "support/testmain.h"

#include <QTemporaryDir>

using namespace plausch::store;

namespace {

ChannelRow room(const QByteArray &name)
{
    ChannelRow channel;
    channel.name = name;
    channel.founder = "Max";
    channel.topic = "Welcome";
    channel.topicBy = "max!m@host";
    channel.topicAt = 7;
    channel.modes = "nt";
    channel.key = "sesame";
    channel.limit = 20;
    channel.created = 5;
    return channel;
}

} // namespace

class TestChannels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_database = std::make_unique<Database>(m_dir->filePath(QStringLiteral("accounts.db")), AccountsSchema,
                                                Durability::Process);
        QVERIFY2(m_database->open(), qPrintable(m_database->error()));
        m_channels = std::make_unique<Channels>(*m_database);
        for (const char *name : {"Max", "Eva"}) {
            AccountRow account;
            account.name = name;
            QVERIFY(Accounts(*m_database).add(account));
        }
    }
    void cleanup() { QVERIFY2(!m_database->failed(), qPrintable(m_database->error())); }

    void aRoomIsKeptWhole()
    {
        QVERIFY(m_channels->all().isEmpty());
        ChannelRow channel = room("#Room");
        QVERIFY(m_channels->save(channel));
        const MaskRow ban{'b', "*!*@bad.example", "max!m@host", 9};
        const MaskRow invited{'I', "eva!*@*", "max!m@host", 8};
        QVERIFY(m_channels->addMask("#room", ban));
        QVERIFY(m_channels->addMask("#ROOM", invited));
        QVERIFY(m_channels->setRank("#room", "MAX", "o"));
        QVERIFY(m_channels->setRank("#room", "eva", "hv"));
        channel.masks = {invited, ban};
        channel.ranks = {{"Max", "o"}, {"Eva", "hv"}};
        m_database->close();
        QVERIFY(m_database->open());
        QCOMPARE(m_channels->all(), QList<ChannelRow>{channel});
    }

    void savingAgainKeepsListsAndRanks()
    {
        QVERIFY(m_channels->save(room("#room")));
        QVERIFY(m_channels->addMask("#room", {'b', "x", "y", 1}));
        QVERIFY(m_channels->setRank("#room", "eva", "v"));
        ChannelRow changed = room("#ROOM");
        changed.founder = "Eva";
        changed.topic.clear();
        changed.key.clear();
        QVERIFY(m_channels->save(changed));
        const QList<ChannelRow> all = m_channels->all();
        QCOMPARE(all.size(), 1);
        QCOMPARE(all.first().name, "#ROOM");
        QCOMPARE(all.first().founder, "Eva");
        QCOMPARE(all.first().topic, "");
        QCOMPARE(all.first().masks.size(), 1);
        QCOMPARE(all.first().ranks, (QList<RankRow>{{"Eva", "v"}}));
    }

    void masksAreThereOnce()
    {
        QVERIFY(m_channels->save(room("#room")));
        QVERIFY(m_channels->addMask("#room", {'b', "x", "first", 1}));
        QVERIFY(!m_channels->addMask("#room", {'b', "x", "second", 2}));
        QVERIFY(m_channels->addMask("#room", {'e', "x", "third", 3}));
        QCOMPARE(m_channels->all().first().masks, (QList<MaskRow>{{'b', "x", "first", 1}, {'e', "x", "third", 3}}));
        QVERIFY(!m_channels->removeMask("#room", 'I', "x"));
        QVERIFY(m_channels->removeMask("#ROOM", 'b', "x"));
        QVERIFY(!m_channels->removeMask("#room", 'b', "x"));
        QVERIFY(!m_channels->addMask("#other", {'b', "x", "y", 1}));
        QCOMPARE(m_channels->all().first().masks.size(), 1);
    }

    void ranksChangeAndGo()
    {
        QVERIFY(m_channels->save(room("#room")));
        QVERIFY(m_channels->setRank("#room", "eva", "v"));
        QVERIFY(m_channels->setRank("#room", "eva", "o"));
        QCOMPARE(m_channels->all().first().ranks, (QList<RankRow>{{"Eva", "o"}}));
        QVERIFY(m_channels->setRank("#room", "eva", ""));
        QVERIFY(!m_channels->setRank("#room", "eva", ""));
        QVERIFY(m_channels->all().first().ranks.isEmpty());
        QVERIFY(!m_channels->setRank("#room", "nobody", "o"));
        QVERIFY(!m_channels->setRank("#other", "eva", "o"));
    }

    void aRoomOutlivesItsFounder()
    {
        QVERIFY(m_channels->save(room("#room")));
        QVERIFY(m_channels->setRank("#room", "max", "o"));
        QVERIFY(Accounts(*m_database).remove("max"));
        QCOMPARE(m_channels->all().first().founder, "");
        QVERIFY(m_channels->all().first().ranks.isEmpty());
    }

    void aRenamedRoomTakesEverythingAlong()
    {
        Metadata metadata(*m_database);
        QVERIFY(m_channels->save(room("#room")));
        QVERIFY(m_channels->save(room("#other")));
        QVERIFY(m_channels->addMask("#room", {'b', "x", "y", 1}));
        QVERIFY(metadata.set("#room", "url", "x"));
        QVERIFY(!m_channels->rename("#room", "#Other"));
        QVERIFY(!m_channels->rename("#nowhere", "#new"));
        QVERIFY(m_channels->rename("#ROOM", "#New"));
        QCOMPARE(m_channels->all().first().name, "#New");
        QCOMPARE(m_channels->all().first().masks.size(), 1);
        QVERIFY(metadata.all("#room").isEmpty());
        QCOMPARE(metadata.all("#new").size(), 1);
        QVERIFY(m_channels->rename("#new", "#NEW")); // only the case
        QCOMPARE(m_channels->all().first().name, "#NEW");
        QCOMPARE(metadata.all("#new").size(), 1);
    }

    void aRemovedRoomLeavesNothing()
    {
        Metadata metadata(*m_database);
        QVERIFY(m_channels->save(room("#room")));
        QVERIFY(m_channels->addMask("#room", {'b', "x", "y", 1}));
        QVERIFY(m_channels->setRank("#room", "eva", "o"));
        QVERIFY(metadata.set("#room", "url", "x"));
        QVERIFY(m_channels->remove("#ROOM"));
        QVERIFY(!m_channels->remove("#room"));
        QVERIFY(metadata.all("#room").isEmpty());
        QVERIFY(m_channels->save(room("#room")));
        QVERIFY(m_channels->all().first().masks.isEmpty());
        QVERIFY(m_channels->all().first().ranks.isEmpty());
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Channels> m_channels;
};

PLAUSCH_TEST_MAIN(TestChannels)
#include "tst_channels.moc"
