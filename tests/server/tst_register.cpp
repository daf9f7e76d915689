// https://ircv3.net/specs/extensions/account-registration, and the commands of credentials.cpp.
#include "server/accountstage.h"
#include "support/testmain.h"

using namespace plausch;
using namespace plausch::test;

class TestRegister : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_file = std::make_unique<AccountFile>();
        m_file->add("Ben");
        m_stage = std::make_unique<AccountStage>(*m_file);
    }
    void cleanup() { m_stage.reset(); }

    void whileConnected();
    void beforeConnect();
    void refusals_data();
    void refusals();
    void settingsDecide();
    void emailRequired();
    void customName();
    void twiceAtATime();
    void addressIsThrottled();
    void verify();
    void nickBelongsToItsAccount();
    void passwordChange();
    void certificates();

private:
    std::unique_ptr<AccountFile> m_file;
    std::unique_ptr<AccountStage> m_stage;
};

void TestRegister::whileConnected()
{
    Party anna(*m_stage, "Anna", "account-notify");
    QCOMPARE(anna.ask("REGISTER * * :" + Password),
             (QByteArrayList{":irc.test REGISTER SUCCESS Anna :Account registered",
                             ":irc.test 900 Anna Anna!~anna@192.0.2.1 Anna :You are now logged in as Anna",
                             ":Anna!~anna@192.0.2.1 ACCOUNT Anna"}));
    QCOMPARE(m_stage->realm.world().userNamed("anna")->account, "Anna");
    const auto row = m_file->accounts.find("anna");
    QVERIFY(row && store::verifies(row->credential, Password));
    QCOMPARE(row->created, Stage::Noon);
    QVERIFY(row->email.isEmpty());
    QCOMPARE(anna.ask("REGISTER * * :" + Password),
             QByteArrayList{":irc.test FAIL REGISTER ALREADY_AUTHENTICATED Anna :You are signed in already"});
}

void TestRegister::beforeConnect()
{
    Party anna(*m_stage);
    anna.send("CAP LS 302");
    QVERIFY(anna.ask("REGISTER * * :" + Password).value(0).startsWith(":irc.test FAIL REGISTER NEED_NICK * :"));
    anna.send("NICK anna");
    anna.send("USER anna 0 * :Anna");
    m_stage->holding = true;
    QVERIFY(anna.ask("REGISTER anna anna@example.org :" + Password).isEmpty());
    QVERIFY(anna.ask("CAP END").isEmpty()); // waits
    m_stage->holding = false;
    m_stage->settle();
    QCOMPARE(anna.lines.value(0), ":irc.test REGISTER SUCCESS anna :Account registered");
    QCOMPARE(having(anna.lines, "001").size(), 1);
    QCOMPARE(m_stage->realm.world().userNamed("anna")->account, "anna");
    QCOMPARE(m_file->accounts.find("anna")->email, "anna@example.org");
}

void TestRegister::refusals_data()
{
    QTest::addColumn<QByteArray>("params");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("weak") << QByteArray("* * kurz") << QByteArray("WEAK_PASSWORD anna");
    QTest::newRow("the name") << QByteArray("annalena * Annalena") << QByteArray("ACCOUNT_NAME_MUST_BE_NICK annalena");
    QTest::newRow("too long") << "* * " + QByteArray(301, 'p') << QByteArray("UNACCEPTABLE_PASSWORD anna");
    QTest::newRow("prohibited") << QByteArray("* * :lang\xc2\x80genug") << QByteArray("UNACCEPTABLE_PASSWORD anna");
    QTest::newRow("no email") << QByteArray("* annaexample.org korrektespferd") << QByteArray("INVALID_EMAIL anna");
    QTest::newRow("taken") << QByteArray("BEN * korrektespferd") << QByteArray("ACCOUNT_NAME_MUST_BE_NICK BEN");
    QTest::newRow("no nick") << QByteArray("#anna * korrektespferd") << QByteArray("BAD_ACCOUNT_NAME #anna");
}

void TestRegister::refusals()
{
    QFETCH(const QByteArray, params);
    QFETCH(const QByteArray, answer);
    Party anna(*m_stage, "anna");
    const QByteArrayList lines = anna.ask("REGISTER " + params);
    QCOMPARE(lines.size(), 1);
    QVERIFY2(lines[0].startsWith(":irc.test FAIL REGISTER " + answer + " :"), lines[0]);
    QVERIFY(anna.client()->account.isEmpty());
    QCOMPARE(having(anna.ask("REGISTER *"), "461").size(), 1);
}

void TestRegister::settingsDecide()
{
    server::Settings settings = AccountStage::settings();
    settings.accounts.open = false;
    AccountStage closed(*m_file, settings);
    Party anna(closed, "anna");
    QVERIFY(anna.ask("REGISTER * * :" + Password)
                .value(0)
                .startsWith(":irc.test FAIL REGISTER TEMPORARILY_UNAVAILABLE * :"));

    settings.accounts.open = true;
    settings.accounts.beforeConnect = false;
    AccountStage late(*m_file, settings);
    Party carl(late);
    carl.send("NICK carl");
    QVERIFY(carl.ask("REGISTER * * :" + Password)
                .value(0)
                .startsWith(":irc.test FAIL REGISTER COMPLETE_CONNECTION_REQUIRED :"));
    QVERIFY(carl.ask("VERIFY carl 1").value(0).startsWith(":irc.test FAIL VERIFY COMPLETE_CONNECTION_REQUIRED :"));

    Stage without;
    Party dora(without, "dora");
    QVERIFY(dora.ask("REGISTER * * :" + Password)
                .value(0)
                .startsWith(":irc.test FAIL REGISTER TEMPORARILY_UNAVAILABLE * :"));
}

void TestRegister::emailRequired()
{
    server::Settings settings = AccountStage::settings();
    settings.accounts.requireEmail = true;
    AccountStage stage(*m_file, settings);
    Party anna(stage, "anna");
    QVERIFY(anna.ask("REGISTER * * :" + Password).value(0).startsWith(":irc.test FAIL REGISTER INVALID_EMAIL anna :"));
    QVERIFY(anna.ask("REGISTER * anna@example.org :" + Password).value(0).contains(" REGISTER SUCCESS anna "));
}

void TestRegister::customName()
{
    server::Settings settings = AccountStage::settings();
    settings.accounts.customName = true;
    AccountStage stage(*m_file, settings);
    Party anna(stage, "anna");
    Party carl(stage, "carl");
    QVERIFY(
        anna.ask("REGISTER ben * :" + Password).value(0).startsWith(":irc.test FAIL REGISTER ACCOUNT_EXISTS ben :"));
    QVERIFY(anna.ask("REGISTER Carl * :" + Password)
                .value(0)
                .startsWith(":irc.test FAIL REGISTER BAD_ACCOUNT_NAME Carl :"));
    QVERIFY(anna.ask("REGISTER annalena * Annalena")
                .value(0)
                .startsWith(":irc.test FAIL REGISTER WEAK_PASSWORD annalena :"));
    QVERIFY(anna.ask("REGISTER \xd0\xb0nnalena * :" + Password).value(0).contains(" FAIL REGISTER BAD_ACCOUNT_NAME "));
    QVERIFY(anna.ask("REGISTER annalena * :" + Password).value(0).contains(" REGISTER SUCCESS annalena "));
    QCOMPARE(anna.client()->account, "annalena");
}

void TestRegister::twiceAtATime()
{
    Party anna(*m_stage, "anna");
    m_stage->holding = true;
    anna.send("REGISTER * * :" + Password);
    anna.send("REGISTER * * :" + Password);
    m_stage->holding = false;
    m_stage->settle();
    QCOMPARE(having(anna.lines, "SUCCESS").size(), 1);
    QCOMPARE(having(anna.lines, "ACCOUNT_EXISTS").size(), 1);
}

void TestRegister::addressIsThrottled()
{
    QByteArrayList answers;
    for (int i = 0; i <= server::Attempts::Most; ++i) {
        Party one(*m_stage, "gast" + QByteArray::number(i));
        answers += one.ask("REGISTER * * :" + Password).value(0);
    }
    QCOMPARE(having(answers, "SUCCESS").size(), server::Attempts::Most);
    QVERIFY(answers.last().startsWith(":irc.test FAIL REGISTER TEMPORARILY_UNAVAILABLE gast5 :"));
}

void TestRegister::verify()
{
    Party anna(*m_stage, "anna");
    QVERIFY(anna.ask("VERIFY anna 123").value(0).startsWith(":irc.test FAIL VERIFY INVALID_CODE anna :"));
    anna.send("REGISTER * * :" + Password);
    QVERIFY(anna.ask("VERIFY anna 123").value(0).startsWith(":irc.test FAIL VERIFY ALREADY_AUTHENTICATED anna :"));
}

void TestRegister::nickBelongsToItsAccount()
{
    const QByteArray refusal = "ben :Nickname is registered: sign in to its account to use it";
    Party anna(*m_stage, "anna");
    QCOMPARE(anna.ask("NICK ben"), QByteArrayList{":irc.test 433 anna " + refusal});
    Party stranger(*m_stage);
    stranger.send("NICK ben");
    QCOMPARE(stranger.ask("USER x 0 * :X"), QByteArrayList{":irc.test 433 ben " + refusal});
    QCOMPARE(having(stranger.ask("NICK carl"), "001").size(), 1);
    Party ben(*m_stage);
    signIn(ben, "ben", "BEN");
    QCOMPARE(having(ben.lines, "001").size(), 1);
    // What was registered a moment ago counts too.
    anna.send("REGISTER * * :" + Password);
    anna.send("NICK other");
    QCOMPARE(having(stranger.ask("NICK anna"), "433").size(), 1);
    QCOMPARE(having(anna.ask("NICK anna"), "NICK").size(), 1);
}

void TestRegister::passwordChange()
{
    Party anna(*m_stage, "anna");
    QVERIFY(anna.ask("PASSWD a b").value(0).startsWith(":irc.test FAIL PASSWD ACCOUNT_REQUIRED :"));
    Party ben(*m_stage);
    signIn(ben, "ben", "ben");
    QVERIFY(ben.ask("PASSWD falsch :neues korrektes")
                .value(0)
                .startsWith(":irc.test FAIL PASSWD INVALID_CREDENTIALS Ben :"));
    QVERIFY(ben.ask("PASSWD x kurz").value(0).startsWith(":irc.test FAIL PASSWD WEAK_PASSWORD Ben :"));
    // The old one has a blank, which only the last parameter may have.
    m_file->accounts.setCredential("ben", *store::makeCredential("altesPferd", store::MinScramIterations));
    QCOMPARE(ben.ask("PASSWD altesPferd :neues korrektes"),
             QByteArrayList{":irc.test NOTE PASSWD PASSWORD_CHANGED Ben :The password is changed"});
    QVERIFY(store::verifies(m_file->accounts.find("ben")->credential, "neues korrektes"));
}

void TestRegister::certificates()
{
    const QByteArray own(64, 'a');
    server::Arrival arrival = Party::from("192.0.2.5");
    arrival.fingerprint = own;
    Party ben(*m_stage, arrival);
    signIn(ben, "ben", "ben");
    QCOMPARE(ben.ask("CERTFP ADD"),
             QByteArrayList{":irc.test NOTE CERTFP FINGERPRINT_ADDED " + own
                            + " :This certificate signs you in by EXTERNAL"});
    QCOMPARE(having(ben.ask("CERTFP ADD"), "FINGERPRINT_EXISTS").size(), 1);
    QByteArray colons = QByteArray(32, 'B').toHex(':').toUpper();
    QCOMPARE(having(ben.ask("CERTFP ADD " + colons), "FINGERPRINT_ADDED").size(), 1);
    QCOMPARE(having(ben.ask("CERTFP ADD abc"), "INVALID_FINGERPRINT").size(), 1);
    QCOMPARE(having(ben.ask("CERTFP LIST"), "FINGERPRINT").size(), 2);
    QCOMPARE(having(ben.ask("CERTFP DEL " + own), "FINGERPRINT_REMOVED").size(), 1);
    QCOMPARE(having(ben.ask("CERTFP DEL " + own), "NO_SUCH_FINGERPRINT").size(), 1);
    QCOMPARE(having(ben.ask("CERTFP FOO"), "INVALID_PARAMS").size(), 1);
    QCOMPARE(m_file->accounts.fingerprints("ben").size(), 1);
    for (char c = '0'; c < '0' + store::Accounts::MaxFingerprints - 1; ++c)
        ben.send("CERTFP ADD " + QByteArray(32, c).toHex());
    QCOMPARE(having(ben.ask("CERTFP ADD " + QByteArray(32, 'z').toHex()), "LIMIT_REACHED").size(), 1);

    Party plain(*m_stage);
    signIn(plain, "ben", "benno");
    QCOMPARE(having(plain.ask("CERTFP ADD"), "NO_CERTIFICATE").size(), 1);
}

PLAUSCH_TEST_MAIN(TestRegister)
#include "tst_register.moc"
