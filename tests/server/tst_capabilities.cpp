// https://ircv3.net/specs/extensions/capability-negotiation, and what the values of single capabilities say.
#include "server/accountstage.h"
#include "support/testmain.h"

using namespace plausch;
using namespace plausch::test;

namespace {

/// The words of a list that may have come in several lines.
QByteArrayList wordsOf(const QByteArrayList &lines)
{
    QByteArrayList words;
    for (const QByteArray &line : lines)
        words += line.mid(line.lastIndexOf(" :") + 2).split(' ');
    return words;
}

QByteArray valueOf(const QByteArrayList &words, const QByteArray &name)
{
    for (const QByteArray &word : words) {
        if (word.startsWith(name + '='))
            return word.mid(name.size() + 1);
    }
    return {};
}

} // namespace

class TestCapabilities : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesAreFor302Only();
    void whatIsNotUsableIsNotOffered();
    void externalIsForThoseWithACertificate();
    void stsPointsToTlsAndOverTlsSaysHowLong();
    void stsEndsOverTlsOnly();
    void longListsAreSplitFor302();
    void longWishesAreAnsweredInSeveralLines();
    void requestIsAllOrNothing();
    void requestTakesAway();
    void capNotifyStaysWith302();
    void listTellsWhatIsOn();
    void unknownSubcommand();
    void endAfterRegistrationIsIgnored();
    void reloadIsTold();
    void subscriptionsNeedTheirCapabilities();
    void standardReplies_data();
    void standardReplies();

private:
    AccountFile m_file;
};

void TestCapabilities::valuesAreFor302Only()
{
    AccountStage stage(m_file);
    Party anna(stage);
    const QByteArrayList values = wordsOf(anna.ask("CAP LS 307"));
    QCOMPARE(valueOf(values, "sasl"), "PLAIN,SCRAM-SHA-256");
    QCOMPARE(valueOf(values, "draft/account-registration"), "before-connect");
    QCOMPARE(valueOf(values, "draft/metadata-2"), "max-subs=50,max-keys=20,max-value-bytes=300");
    QVERIFY(values.contains("cap-notify"));
    // "servers SHOULD return a CAP LS reply consistent with the request's version"
    const QByteArrayList names = wordsOf(anna.ask("CAP LS"));
    QVERIFY(names.contains("sasl"));
    for (const QByteArray &name : names)
        QVERIFY2(!name.contains('='), name);
}

void TestCapabilities::whatIsNotUsableIsNotOffered()
{
    Stage without;
    Party anna(without);
    QVERIFY(!wordsOf(anna.ask("CAP LS")).contains("sasl"));
    QCOMPARE(anna.ask("CAP REQ sasl"), QByteArrayList{":irc.test CAP * NAK :sasl"});

    server::Settings closed = AccountStage::settings();
    closed.accounts.open = false;
    AccountStage stage(m_file, closed);
    Party ben(stage);
    const QByteArrayList names = wordsOf(ben.ask("CAP LS 302"));
    QCOMPARE(valueOf(names, "sasl"), "PLAIN,SCRAM-SHA-256");
    QVERIFY(!names.contains("draft/account-registration"));

    server::Settings strict = AccountStage::settings();
    strict.passwordHash = "x"; // comes before everything else
    strict.accounts.requireEmail = strict.accounts.customName = true;
    AccountStage other(m_file, strict);
    Party carl(other);
    QCOMPARE(valueOf(wordsOf(carl.ask("CAP LS 302")), "draft/account-registration"),
             "custom-account-name,email-required");
}

void TestCapabilities::externalIsForThoseWithACertificate()
{
    AccountStage stage(m_file);
    server::Arrival arrival = Party::from("192.0.2.7");
    arrival.secure = true;
    arrival.fingerprint = QByteArray(64, 'a');
    Party anna(stage, arrival);
    QCOMPARE(valueOf(wordsOf(anna.ask("CAP LS 302")), "sasl"), "PLAIN,SCRAM-SHA-256,EXTERNAL");
}

void TestCapabilities::stsPointsToTlsAndOverTlsSaysHowLong()
{
    server::Settings settings = Stage::named();
    settings.stsPort = 6697;
    settings.stsSecs = 86'400;
    Stage stage(settings);
    Party anna(stage);
    QCOMPARE(valueOf(wordsOf(anna.ask("CAP LS 302")), "sts"), "port=6697");
    QCOMPARE(anna.ask("CAP REQ sts"), QByteArrayList{":irc.test CAP * NAK :sts"});
    server::Arrival arrival = Party::from("192.0.2.7");
    arrival.secure = true;
    Party ben(stage, arrival);
    QCOMPARE(valueOf(wordsOf(ben.ask("CAP LS 302")), "sts"), "duration=86400");
    // Without a value it means nothing.
    QVERIFY(!wordsOf(ben.ask("CAP LS")).contains("sts"));
}

/// https://ircv3.net/specs/extensions/sts#the-duration-key
void TestCapabilities::stsEndsOverTlsOnly()
{
    server::Settings settings = Stage::named();
    settings.stsPort = 6697;
    Stage silent(settings);
    server::Arrival arrival = Party::from("192.0.2.7");
    arrival.secure = true;
    Party carl(silent, arrival);
    QCOMPARE(valueOf(wordsOf(carl.ask("CAP LS 302")), "sts"), QByteArray());
    settings.stsSecs = 0;
    Stage stage(settings);
    Party anna(stage);
    Party ben(stage, arrival);
    QCOMPARE(valueOf(wordsOf(anna.ask("CAP LS 302")), "sts"), QByteArray());
    QCOMPARE(valueOf(wordsOf(ben.ask("CAP LS 302")), "sts"), "duration=0");
}

void TestCapabilities::longListsAreSplitFor302()
{
    server::Settings settings = AccountStage::settings();
    settings.name = QByteArray(63, 'n');
    settings.stsPort = 6697;
    settings.stsSecs = 86'400;
    AccountStage stage(m_file, settings);
    Party anna(stage);
    anna.send("NICK " + QByteArray(32, 'a'));
    const QByteArrayList lines = anna.ask("CAP LS 302");
    QVERIFY(lines.size() > 1);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        QVERIFY(lines[i].size() + 2 <= wire::MaxBodyBytes);
        QCOMPARE(lines[i].contains(" LS * :"), i + 1 < lines.size());
    }
    QCOMPARE(wordsOf(lines).size(), wordsOf(Party(stage).ask("CAP LS 302")).size());
    QCOMPARE(Party(stage).ask("CAP LS").size(), 1);
}

void TestCapabilities::longWishesAreAnsweredInSeveralLines()
{
    Stage stage;
    Party anna(stage);
    const auto lengths = [](const QByteArrayList &lines) {
        return std::all_of(lines.begin(), lines.end(),
                           [](const QByteArray &line) { return line.size() + 2 <= wire::MaxBodyBytes; });
    };
    QByteArrayList good;
    for (int i = 0; i < 81; ++i)
        good.append("batch");
    good.append("server-time");
    QByteArrayList heard = anna.ask("CAP REQ :" + good.join(' '));
    QVERIFY(lengths(heard));
    QCOMPARE(wordsOf(heard), good);
    QVERIFY(having(heard, "ACK").size() == heard.size());
    const QByteArray most = "CAP REQ :" + QByteArray(250, 'x') + ' ' + QByteArray(wire::MaxBodyBytes - 2 - 260, 'y');
    heard = anna.ask(most);
    QCOMPARE(heard.size(), 2);
    QVERIFY(lengths(heard));
    QVERIFY(having(heard, "NAK").size() == 2);
    Party ben(stage);
    heard = ben.ask("CAP REQ :" + QByteArray(wire::MaxBodyBytes - 2 - 9, 'z')); // one word, which no answer can hold
    QCOMPARE(heard.size(), 1);
    QVERIFY2(lengths(heard) && heard.first().startsWith(":irc.test CAP * NAK :zzz"), heard.first());
}

void TestCapabilities::requestIsAllOrNothing()
{
    Stage stage;
    Party anna(stage);
    QCOMPARE(anna.ask("CAP REQ :batch nonsense"), QByteArrayList{":irc.test CAP * NAK :batch nonsense"});
    QCOMPARE(anna.ask("CAP LIST"), QByteArrayList{":irc.test CAP * LIST :"});
    QCOMPARE(anna.ask("CAP REQ :batch server-time "), QByteArrayList{":irc.test CAP * ACK :batch server-time"});
    anna.send("NICK anna");
    QVERIFY(anna.ask("USER anna 0 * :Anna").isEmpty()); // registration waits for END
    QVERIFY(!having(anna.ask("CAP END"), "001").isEmpty());
}

void TestCapabilities::requestTakesAway()
{
    Stage stage;
    Party anna(stage, "anna", "batch message-tags");
    QCOMPARE(anna.ask("CAP REQ :-batch setname-not"), QByteArrayList{":irc.test CAP anna NAK :-batch setname-not"});
    QCOMPARE(anna.ask("CAP REQ :-batch -echo-message"), QByteArrayList{":irc.test CAP anna ACK :-batch -echo-message"});
    QCOMPARE(anna.ask("CAP LIST"), QByteArrayList{":irc.test CAP anna LIST :message-tags"});
}

void TestCapabilities::capNotifyStaysWith302()
{
    Stage stage;
    Party anna(stage);
    anna.send("CAP LS 302");
    QCOMPARE(anna.ask("CAP REQ -cap-notify"), QByteArrayList{":irc.test CAP * NAK :-cap-notify"});
    Party ben(stage);
    ben.send("CAP REQ cap-notify");
    QCOMPARE(ben.ask("CAP REQ -cap-notify"), QByteArrayList{":irc.test CAP * ACK :-cap-notify"});
}

void TestCapabilities::listTellsWhatIsOn()
{
    Stage stage;
    Party anna(stage, "anna", "server-time");
    QCOMPARE(wordsOf(anna.ask("CAP LIST")), QByteArrayList{"server-time"});
}

void TestCapabilities::unknownSubcommand()
{
    Stage stage;
    Party anna(stage);
    QCOMPARE(anna.ask("CAP FOO"), QByteArrayList{":irc.test 410 * FOO :Invalid CAP command"});
}

void TestCapabilities::endAfterRegistrationIsIgnored()
{
    Stage stage;
    Party anna(stage, "anna");
    QVERIFY(anna.ask("CAP END").isEmpty());
    QVERIFY(!anna.ask("CAP LS").isEmpty());
    QVERIFY(!anna.ask("PING 1").isEmpty()); // and nothing waits
}

void TestCapabilities::reloadIsTold()
{
    AccountStage stage(m_file);
    Party anna(stage);
    anna.send("CAP LS 302");
    anna.send("CAP REQ :sasl draft/account-registration");
    anna.send("NICK anna");
    anna.send("USER anna 0 * :Anna");
    anna.send("CAP END");
    Party ben(stage, "ben", "cap-notify");
    Party carl(stage, "carl");
    anna.take();
    server::Settings closed = AccountStage::settings();
    closed.accounts.open = false;
    closed.limits.metadataSubs = 7;
    stage.realm.onSettingsChanged(closed, stage.now());
    QCOMPARE(anna.take(),
             (QByteArrayList{":irc.test CAP anna NEW :draft/metadata-2=max-subs=7,max-keys=20,max-value-bytes=300",
                             ":irc.test CAP anna DEL :draft/account-registration"}));
    QCOMPARE(ben.take(), QByteArrayList{":irc.test CAP ben DEL :draft/account-registration"});
    QVERIFY(carl.take().isEmpty());
    QVERIFY(!wordsOf(anna.ask("CAP LIST")).contains("draft/account-registration"));
    stage.realm.onSettingsChanged(AccountStage::settings(), stage.now());
    QVERIFY(valueOf(wordsOf(having(anna.take(), "NEW")), "draft/account-registration") == "before-connect");
    QCOMPARE(ben.take(), QByteArrayList{":irc.test CAP ben NEW :draft/account-registration"});
}

void TestCapabilities::subscriptionsNeedTheirCapabilities()
{
    Stage stage;
    Party anna(stage, "anna", "draft/metadata-2 batch");
    anna.send("METADATA * SUB avatar");
    QCOMPARE(having(anna.ask("METADATA * SUBS"), "772").size(), 1);
    anna.send("CAP REQ -batch");
    anna.send("CAP REQ batch");
    QVERIFY(having(anna.ask("METADATA * SUBS"), "772").isEmpty());
}

void TestCapabilities::standardReplies_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("of a command") << QByteArray("SETNAME : ")
                                  << QByteArray("FAIL SETNAME INVALID_REALNAME :Realname is not valid");
    QTest::newRow("with a context") << QByteArray("VERIFY anna 123")
                                    << QByteArray("FAIL VERIFY INVALID_CODE anna :Accounts need no verification here");
    QTest::newRow("of none") << QByteArray("\x01 \0", 3) << QByteArray();
}

/// https://ircv3.net/specs/extensions/standard-replies#syntax: "FAIL <command> <code> [<context>...] <description>", to
/// who asked for the capability and to who did not, for some of them have no numeric in their place.
void TestCapabilities::standardReplies()
{
    QFETCH(const QByteArray, line);
    QFETCH(const QByteArray, answer);
    AccountStage stage(m_file);
    for (const QByteArray caps : {"", "standard-replies"}) {
        Party anna(stage, "gast", caps);
        const QByteArrayList lines = anna.ask(line);
        if (!answer.isEmpty())
            QCOMPARE(lines, QByteArrayList{":irc.test " + answer});
        else
            QVERIFY2(lines.value(0).contains(" FAIL * "), lines.value(0).constData());
    }
}

PLAUSCH_TEST_MAIN(TestCapabilities)
#include "tst_capabilities.moc"
