// https://www.unicode.org/reports/tr39/, as netcore/server/confusables.h applies it
#include "server/accountstage.h"
#include "support/testmain.h"

using namespace plausch;
using namespace plausch::test;

class TestConfusables : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scripts_data();
    void scripts();
    void twins_data();
    void twins();
    void asciiComesSecond();
    void asciiIsToldApart();
    void ownNickIsNoTwin();
    void freeAgainAfterwards();
    void whoWasThereBeforeIsSeen();
    void twinDuringRegistration();
    void namesOfAccounts();
    void accountsThatLookAlike();
    void channels();
};

void TestConfusables::scripts_data()
{
    QTest::addColumn<QByteArray>("nick");
    QTest::addColumn<bool>("mixed");
    const auto row = [](const char *nick, bool mixed) { QTest::newRow(nick) << QByteArray(nick) << mixed; };
    row("anna", false);
    row("Jürgen_7", false);
    row("анна", false);
    row("Ελένη", false);
    row("田中さん", false); // Han and Hiragana
    row("tanaka田中", false); // Latin with Han
    row("김anna", false);
    row("anna🎉", false);
    row("аnna", true); // the first letter is Cyrillic
    row("pαul", true); // with a Greek alpha
    row("анναα", true); // Cyrillic and Greek
}

void TestConfusables::scripts()
{
    QFETCH(QByteArray, nick);
    QFETCH(bool, mixed);
    Stage stage;
    Party one(stage);
    one.send("USER x 0 * :X");
    const QByteArrayList lines = one.ask("NICK " + nick);
    if (mixed)
        QCOMPARE(lines,
                 QByteArrayList{":irc.test 432 * " + nick + " :Nickname mixes scripts that do not belong together"});
    else
        QVERIFY(lines.value(0).contains(" 001 " + nick + ' '));
}

void TestConfusables::twins_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    QTest::addColumn<bool>("alike");
    const auto row = [](const char *first, const char *second, bool alike) {
        QTest::addRow("%s and %s", first, second) << QByteArray(first) << QByteArray(second) << alike;
    };
    row("cope", "соре", true); // all Cyrillic
    row("соре", "cope", true);
    row("ÄNNE", "änne", true);
    row("anna", "ann\u200da", true); // with a zero-width joiner
    row("anna", "änna", false);
    row("anna", "анна", false);
    row("anna", "ａｎｎａ", true); // full width
    row("é", "e\u0301", true); // composed and not
}

void TestConfusables::twins()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, second);
    QFETCH(bool, alike);
    Stage stage;
    Party one(stage, first);
    QVERIFY(one.client()->user);
    Party two(stage);
    two.send("USER x 0 * :X");
    const QByteArrayList lines = two.ask("NICK " + second);
    if (alike)
        QCOMPARE(lines,
                 QByteArrayList{":irc.test 433 * " + second + " :Nickname looks like " + first + ", which is in use"});
    else
        QVERIFY(lines.value(0).contains(" 001 "));
}

void TestConfusables::asciiComesSecond()
{
    Stage stage;
    Party cyrillic(stage, "соре");
    Party latin(stage, "anna");
    QVERIFY(latin.ask("NICK Cope").value(0).contains(" 433 anna Cope "));
    QCOMPARE(latin.client()->user->nick, "anna");
}

void TestConfusables::asciiIsToldApart()
{
    Stage stage;
    Party cyrillic(stage, "жук"); // so that the rule is on
    Party one(stage, "guest1");
    Party two(stage, "guestl");
    Party three(stage, "gernot");
    Party four(stage, "gemot");
    for (const Party *party : {&one, &two, &three, &four})
        QVERIFY(party->client()->user);
}

void TestConfusables::ownNickIsNoTwin()
{
    Stage stage;
    Party one(stage, "änne");
    QCOMPARE(one.ask("NICK ÄNNE").size(), 1);
    QCOMPARE(one.client()->user->nick, "ÄNNE");
}

void TestConfusables::freeAgainAfterwards()
{
    Stage stage;
    Party anna(stage, "anna");
    {
        Party one(stage, "änne");
        QVERIFY(anna.ask("NICK Änne").value(0).contains(" 433 "));
        one.send("NICK berta");
        QVERIFY(anna.ask("NICK Änne").value(0).contains(" NICK "));
        QVERIFY(one.ask("NICK änne").value(0).contains(" 433 "));
        anna.send("NICK anna");
        one.send("NICK änne");
    }
    QVERIFY(anna.ask("NICK Änne").value(0).contains(" NICK "));
}

/// The first name beyond ASCII is held against those that were there all along.
void TestConfusables::whoWasThereBeforeIsSeen()
{
    Stage stage;
    Party latin(stage, "cope");
    Party other(stage, "anna");
    other.send("NICK berta");
    QVERIFY(other.ask("NICK соре").value(0).contains(" 433 "));
    latin.send("NICK carl");
    QVERIFY(other.ask("NICK соре").value(0).contains(" NICK "));
}

/// Both are free when they are asked for, only one when it comes to it.
void TestConfusables::twinDuringRegistration()
{
    Stage stage;
    Party one(stage);
    Party two(stage);
    one.send("NICK соре");
    two.send("NICK cope");
    one.send("USER x 0 * :X");
    QVERIFY(two.ask("USER x 0 * :X").value(0).contains(" 433 cope cope "));
    QVERIFY(two.ask("NICK carl").value(0).contains(" 001 carl "));
}

void TestConfusables::channels()
{
    Stage stage;
    server::World &world = stage.realm.world();
    Party one(stage, "anna");
    one.send("JOIN #cope");
    QVERIFY(!world.channelLookalike("#COPE"));
    QVERIFY(world.channelLookalike("#соре") == world.channelNamed("#cope"));
    one.send("PART #cope");
    QVERIFY(!world.channelLookalike("#соре"));
}

/// An account's name is held free for it while nobody is signed in, and so is what looks like it.
void TestConfusables::namesOfAccounts()
{
    AccountFile file;
    file.add("cope");
    file.add("änna");
    AccountStage stage(file);
    Party guest(stage, "gast");
    QCOMPARE(guest.ask("NICK соре"),
             QByteArrayList{":irc.test 433 gast соре :Nickname looks like cope, which is registered"});
    QVERIFY(guest.ask("NICK a\u0308nna").value(0).contains(" 433 "));
    QVERIFY(guest.ask("NICK anna").value(0).contains(" NICK "));
    Party owner(stage);
    signIn(owner, "cope", "соре");
    QCOMPARE(owner.client()->user->nick, "соре");
    guest.send("NICK а\u0308nna"); // Cyrillic and Latin: rule 1
    QCOMPARE(guest.client()->user->nick, "anna");
}

void TestConfusables::accountsThatLookAlike()
{
    AccountFile file;
    file.add("cope");
    server::Settings settings = AccountStage::settings();
    settings.accounts.customName = true;
    AccountStage stage(file, settings);
    Party guest(stage, "gast", "draft/account-registration");
    QCOMPARE(
        guest.ask("REGISTER соре * " + Password),
        QByteArrayList{":irc.test FAIL REGISTER BAD_ACCOUNT_NAME соре :There is an account whose name looks the same"});
    QVERIFY(guest.ask("REGISTER berta * " + Password).value(0).contains("REGISTER SUCCESS berta"));
    QVERIFY(guest.client()->account == "berta");
    Party other(stage);
    other.send("USER x 0 * :X");
    QVERIFY(other.ask("NICK ｂｅｒｔａ").value(0).contains(" 433 ")); // from now on
}

PLAUSCH_TEST_MAIN(TestConfusables)
#include "tst_confusables.moc"
