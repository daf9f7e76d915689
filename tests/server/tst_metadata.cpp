// https://ircv3.net/specs/extensions/metadata
#include "server/accountstage.h"
#include "store/metadata.h"
#include "support/testmain.h"

using namespace plausch;
using namespace plausch::test;

namespace {

const QByteArray Caps = "draft/metadata-2 batch";

/// The lines of the one batch that was answered, without its tag.
QByteArrayList inBatch(const QByteArrayList &lines, const QByteArray &type)
{
    const QByteArrayList opening = lines.value(0).split(' ');
    if (lines.size() < 2 || opening.value(1) != "BATCH" || lines[0].split(' ').mid(3).join(' ') != type)
        return {"no batch: " + lines.join('|')};
    const QByteArray reference = opening.value(2).mid(1);
    if (lines.last() != ":irc.test BATCH -" + reference)
        return {"not closed"};
    QByteArrayList inside;
    for (const QByteArray &line : lines.mid(1, lines.size() - 2)) {
        if (!line.startsWith("@batch=" + reference + ' '))
            return {"outside: " + line};
        inside.append(line.mid(line.indexOf(' ') + 1));
    }
    return inside;
}

} // namespace

class TestMetadata : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_file = std::make_unique<AccountFile>();
        m_file->add("anna");
        m_stage = std::make_unique<AccountStage>(*m_file);
    }
    void cleanup() { m_stage.reset(); }

    void setGetList();
    void removeAndClear();
    void keysAndValues_data();
    void keysAndValues();
    void limits();
    void permissions();
    void channels();
    void subscriptions();
    void tooManySubscriptions();
    void subscribersAreTold();
    void joinAndSyncTellWhatIsThere();
    void largeChannelsAreSyncedLater();
    void welcomeEndsWithOnesOwn();
    void accountsKeepTheirs();
    void badCalls();

private:
    std::unique_ptr<AccountFile> m_file;
    std::unique_ptr<AccountStage> m_stage;
};

void TestMetadata::setGetList()
{
    Party anna(*m_stage, "gast", Caps);
    QCOMPARE(anna.ask("METADATA * SET url :http://example.org/a b"),
             QByteArrayList{":irc.test 761 gast gast url * :http://example.org/a b"});
    QCOMPARE(inBatch(anna.ask("METADATA gast GET url avatar URL"), "metadata gast"),
             (QByteArrayList{
                 ":irc.test 761 gast gast url * :http://example.org/a b", ":irc.test 766 gast gast avatar :Key not set",
                 ":irc.test FAIL METADATA KEY_INVALID URL :Keys have letters a-z, digits and any of _./-"}));
    Party ben(*m_stage, "benno", Caps);
    QCOMPARE(inBatch(ben.ask("METADATA Gast LIST"), "metadata gast"),
             QByteArrayList{":irc.test 761 benno gast url * :http://example.org/a b"});
    QVERIFY(inBatch(ben.ask("METADATA * LIST"), "metadata benno").isEmpty());
    Party bare(*m_stage, "bare");
    QCOMPARE(bare.ask("METADATA gast LIST"), QByteArrayList{":irc.test 761 bare gast url * :http://example.org/a b"});
}

void TestMetadata::removeAndClear()
{
    Party anna(*m_stage, "gast", Caps);
    anna.send("METADATA * SET a 1");
    anna.send("METADATA * SET b 2");
    anna.send("METADATA * SET c :");
    QCOMPARE(anna.ask("METADATA * SET a"), QByteArrayList{":irc.test 766 gast gast a :Key not set"});
    QCOMPARE(anna.ask("METADATA * SET a"), QByteArrayList{":irc.test FAIL METADATA KEY_NOT_SET gast a :Key not set"});
    QCOMPARE(inBatch(anna.ask("METADATA * CLEAR"), "metadata gast"),
             (QByteArrayList{":irc.test 766 gast gast b :Key not set", ":irc.test 766 gast gast c :Key not set"}));
    QVERIFY(inBatch(anna.ask("METADATA * LIST"), "metadata gast").isEmpty());
}

void TestMetadata::keysAndValues_data()
{
    QTest::addColumn<QByteArray>("params");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("all of a key") << QByteArray("a-z_0./9 x") << QByteArray("761 gast gast a-z_0./9 * :x");
    QTest::newRow("upper case") << QByteArray("Avatar x") << QByteArray("FAIL METADATA KEY_INVALID Avatar :");
    QTest::newRow("colon") << QByteArray("a:b x") << QByteArray("FAIL METADATA KEY_INVALID a:b :");
    QTest::newRow("not ASCII") << QByteArray("\xc3\xa4 x") << QByteArray("FAIL METADATA KEY_INVALID \xc3\xa4 :");
    QTest::newRow("long key") << QByteArray(33, 'k') + " x"
                              << "FAIL METADATA KEY_INVALID " + QByteArray(33, 'k') + " :";
    QTest::newRow("longest value") << "k " + QByteArray(300, 'v') << "761 gast gast k * :" + QByteArray(300, 'v');
    QTest::newRow("long value") << "k " + QByteArray(301, 'v') << QByteArray("FAIL METADATA VALUE_INVALID :");
    QTest::newRow("empty value") << QByteArray("k :") << QByteArray("761 gast gast k * :");
}

void TestMetadata::keysAndValues()
{
    QFETCH(const QByteArray, params);
    QFETCH(const QByteArray, answer);
    Party anna(*m_stage, "gast", Caps);
    const QByteArrayList lines = anna.ask("METADATA * SET " + params);
    QCOMPARE(lines.size(), 1);
    QVERIFY2(lines[0].startsWith(":irc.test " + answer), lines[0]);
}

void TestMetadata::limits()
{
    Party anna(*m_stage, "gast", Caps);
    for (int i = 0; i < 20; ++i)
        QCOMPARE(having(anna.ask("METADATA * SET k" + QByteArray::number(i) + " x"), "761").size(), 1);
    QVERIFY(anna.ask("METADATA * SET more x").value(0).startsWith(":irc.test FAIL METADATA LIMIT_REACHED gast :"));
    QCOMPARE(having(anna.ask("METADATA * SET k3 y"), "761").size(), 1);
}

void TestMetadata::permissions()
{
    Party anna(*m_stage, "gast", Caps);
    Party ben(*m_stage, "benno", Caps);
    QVERIFY(
        ben.ask("METADATA gast SET url x").value(0).startsWith(":irc.test FAIL METADATA KEY_NO_PERMISSION gast url :"));
    QVERIFY(ben.ask("METADATA gast CLEAR").value(0).startsWith(":irc.test FAIL METADATA KEY_NO_PERMISSION gast * :"));
    m_stage->realm.world().userNamed("benno")->modes |= server::UserMode::Operator;
    QCOMPARE(having(ben.ask("METADATA gast SET url x"), "761").size(), 1);
}

void TestMetadata::channels()
{
    Party anna(*m_stage, "gast", Caps);
    Party ben(*m_stage, "benno", Caps);
    anna.send("JOIN #a");
    ben.send("JOIN #a");
    QCOMPARE(anna.ask("METADATA #A SET url x"), QByteArrayList{":irc.test 761 gast #a url * :x"});
    QVERIFY(ben.ask("METADATA #a SET url y").value(0).startsWith(":irc.test FAIL METADATA KEY_NO_PERMISSION #a url :"));
    QCOMPARE(inBatch(ben.ask("METADATA #a GET url"), "metadata #a"), QByteArrayList{":irc.test 761 benno #a url * :x"});
    m_stage->realm.world().channelNamed("#a")->modes |= server::ChannelMode::Secret;
    Party outside(*m_stage, "carl", Caps);
    QVERIFY(outside.ask("METADATA #a LIST").value(0).startsWith(":irc.test FAIL METADATA INVALID_TARGET #a :"));
}

void TestMetadata::subscriptions()
{
    Party anna(*m_stage, "gast", Caps);
    QCOMPARE(anna.ask("METADATA * SUB url $x avatar url"),
             (QByteArrayList{":irc.test 770 gast url",
                             ":irc.test FAIL METADATA KEY_INVALID $x :Keys have letters a-z, digits and any of _./-",
                             ":irc.test 770 gast avatar", ":irc.test 770 gast url"}));
    QCOMPARE(inBatch(anna.ask("METADATA * SUBS"), "metadata-subs"),
             (QByteArrayList{":irc.test 772 gast url", ":irc.test 772 gast avatar"}));
    QCOMPARE(anna.ask("METADATA * UNSUB url never"),
             (QByteArrayList{":irc.test 771 gast url", ":irc.test 771 gast never"}));
    QCOMPARE(inBatch(anna.ask("METADATA * SUBS"), "metadata-subs"), QByteArrayList{":irc.test 772 gast avatar"});
    Party ben(*m_stage, "benno", Caps);
    QVERIFY(ben.ask("METADATA gast SUBS").value(0).startsWith(":irc.test FAIL METADATA INVALID_TARGET gast :"));
}

void TestMetadata::tooManySubscriptions()
{
    Party anna(*m_stage, "gast", Caps);
    for (int i = 0; i < 50; ++i)
        anna.send("METADATA * SUB k" + QByteArray::number(i));
    const QByteArrayList lines = anna.ask("METADATA * SUB k3 more k4");
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines[0], ":irc.test 770 gast k3");
    QVERIFY(lines[1].startsWith(":irc.test FAIL METADATA TOO_MANY_SUBS more :"));
}

void TestMetadata::subscribersAreTold()
{
    Party anna(*m_stage, "gast", Caps);
    Party ben(*m_stage, "benno", Caps);
    Party apart(*m_stage, "apart", Caps);
    Party other(*m_stage, "other", Caps);
    for (Party *one : {&anna, &ben, &other})
        one->send("JOIN #a");
    for (Party *one : {&anna, &ben, &apart})
        one->send("METADATA * SUB url");
    other.send("METADATA * SUB avatar");
    for (Party *one : {&anna, &ben, &apart, &other})
        one->take();
    QCOMPARE(anna.ask("METADATA * SET url :a b"), QByteArrayList{":irc.test 761 gast gast url * :a b"});
    QCOMPARE(ben.take(), QByteArrayList{":gast!~gast@192.0.2.1 METADATA gast url * :a b"});
    QVERIFY(apart.take().isEmpty());
    QVERIFY(other.take().isEmpty());
    anna.send("METADATA * SET url :a b"); // nothing new
    QVERIFY(ben.take().isEmpty());
    anna.send("METADATA * SET url");
    QCOMPARE(ben.take(), QByteArrayList{":gast!~gast@192.0.2.1 METADATA gast url *"});
    anna.send("METADATA #a SET url x");
    QCOMPARE(ben.take(), QByteArrayList{":gast!~gast@192.0.2.1 METADATA #a url * x"});
    // Who watches is told too, and who watches and shares a channel once.
    for (Party *one : {&ben, &apart})
        one->send("MONITOR + gast");
    ben.take();
    apart.take();
    anna.send("METADATA * SET url y");
    QCOMPARE(ben.take(), QByteArrayList{":gast!~gast@192.0.2.1 METADATA gast url * y"});
    QCOMPARE(apart.take(), QByteArrayList{":gast!~gast@192.0.2.1 METADATA gast url * y"});
}

void TestMetadata::joinAndSyncTellWhatIsThere()
{
    Party anna(*m_stage, "gast", Caps);
    anna.send("JOIN #a");
    anna.send("METADATA * SET url u");
    anna.send("METADATA #a SET url c");
    anna.send("METADATA * SET other o");
    Party ben(*m_stage, "benno", Caps);
    ben.send("METADATA * SUB url");
    const QByteArrayList there{":irc.test METADATA #a url * :c", ":irc.test METADATA gast url * :u"};
    const QByteArrayList joined = ben.ask("JOIN #a");
    QCOMPARE(inBatch(joined.mid(joined.size() - 4), "metadata #a"), there);
    QCOMPARE(inBatch(ben.ask("METADATA #a SYNC"), "metadata #a"), there);
    QCOMPARE(inBatch(ben.ask("METADATA gast SYNC"), "metadata gast"), there.mid(1));
    const QByteArrayList subscribed = ben.ask("METADATA * SUB other");
    QCOMPARE(inBatch(subscribed.mid(1), "metadata *"), QByteArrayList{":irc.test METADATA gast other * :o"});
    Party silent(*m_stage, "silent", Caps);
    QVERIFY(having(silent.ask("JOIN #a"), "BATCH").isEmpty());
}

void TestMetadata::largeChannelsAreSyncedLater()
{
    std::vector<std::unique_ptr<Party>> crowd;
    for (int i = 0; i < 200; ++i) {
        crowd.push_back(std::make_unique<Party>(*m_stage, "m" + QByteArray::number(i)));
        crowd.back()->send("JOIN #a");
    }
    crowd.front()->send("METADATA * SET url u");
    Party ben(*m_stage, "benno", Caps);
    ben.send("METADATA * SUB url");
    const QByteArrayList lines = ben.ask("JOIN #a");
    QCOMPARE(having(lines, "774"), QByteArrayList{":irc.test 774 benno #a 2"});
    QVERIFY(having(lines, "METADATA").isEmpty());
    QCOMPARE(inBatch(ben.ask("METADATA #a SYNC"), "metadata #a"), QByteArrayList{":irc.test METADATA m0 url * :u"});
    QVERIFY(ben.charged > 0);
}

void TestMetadata::welcomeEndsWithOnesOwn()
{
    Party anna(*m_stage);
    signIn(anna, "anna", "anna", Caps);
    QVERIFY(inBatch(anna.lines.mid(anna.lines.size() - 2), "metadata anna").isEmpty());
    anna.send("METADATA * SET url u");
    Party two(*m_stage);
    signIn(two, "anna", "unterwegs", Caps);
    QCOMPARE(inBatch(two.lines.mid(two.lines.size() - 3), "metadata unterwegs"),
             QByteArrayList{":irc.test METADATA unterwegs url * :u"});
}

void TestMetadata::accountsKeepTheirs()
{
    {
        Party anna(*m_stage);
        signIn(anna, "anna", "anna", Caps);
        anna.send("METADATA * SET url u");
        anna.send("METADATA * SET gone g");
        anna.send("METADATA * SET gone");
    }
    QCOMPARE(store::Metadata(m_file->database).all("anna"), (QList<store::MetadataRow>{{"url", "u"}}));
    m_stage = std::make_unique<AccountStage>(*m_file);
    Party anna(*m_stage);
    signIn(anna, "anna", "anders", Caps);
    QCOMPARE(inBatch(anna.ask("METADATA * LIST"), "metadata anders"),
             QByteArrayList{":irc.test 761 anders anders url * :u"});
    Party gast(*m_stage, "gast", Caps);
    gast.send("METADATA * SET url x");
    QVERIFY(store::Metadata(m_file->database).all("gast").isEmpty());
}

void TestMetadata::badCalls()
{
    Party anna(*m_stage, "gast", Caps);
    QVERIFY(anna.ask("METADATA * SNEEZE").value(0).startsWith(":irc.test FAIL METADATA SUBCOMMAND_INVALID SNEEZE :"));
    QVERIFY(anna.ask("METADATA niemand LIST").value(0).startsWith(":irc.test FAIL METADATA INVALID_TARGET niemand :"));
    QVERIFY(anna.ask("METADATA #nix LIST").value(0).startsWith(":irc.test FAIL METADATA INVALID_TARGET #nix :"));
    QCOMPARE(having(anna.ask("METADATA * GET"), "461").size(), 1);
    QCOMPARE(having(anna.ask("METADATA *"), "461").size(), 1);
}

PLAUSCH_TEST_MAIN(TestMetadata)
#include "tst_metadata.moc"
