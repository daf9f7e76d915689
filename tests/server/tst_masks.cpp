// Wildcards: https://modern.ircdocs.horse/#wildcard-expressions; masks by account:
// https://ircv3.net/specs/extensions/account-extban
#include "server/masks.h"
#include "server/user.h"
#include "server/wildcard.h"
#include "support/testmain.h"

#include <QRandomGenerator>

using namespace plausch::server;

class TestMasks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void glob_data();
    void glob();
    void globAgreesWithTheDefinition();
    void globHasNoExponentialCase();
    void normalized_data();
    void normalized();
    void normalizingTwiceIsNormalizingOnce();
    void matchesUser_data();
    void matchesUser();
    void exceptionsOutweighBans();
};

void TestMasks::glob_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("matches");
    QTest::newRow("both empty") << QByteArray() << QByteArray() << true;
    QTest::newRow("empty pattern") << QByteArray() << QByteArray("a") << false;
    QTest::newRow("empty text") << QByteArray("a") << QByteArray() << false;
    QTest::newRow("star matches nothing") << QByteArray("*") << QByteArray() << true;
    QTest::newRow("star matches all") << QByteArray("*") << QByteArray("abc") << true;
    QTest::newRow("question mark wants one") << QByteArray("?") << QByteArray() << false;
    QTest::newRow("question mark takes one") << QByteArray("a?c") << QByteArray("abc") << true;
    QTest::newRow("not two") << QByteArray("a?c") << QByteArray("abbc") << false;
    QTest::newRow("case") << QByteArray("ANNA*") << QByteArray("annabel") << true;
    QTest::newRow("only ASCII case") << QByteArray("Ä") << QByteArray("ä") << false;
    QTest::newRow("end counts") << QByteArray("*.org") << QByteArray("irc.org.uk") << false;
    QTest::newRow("star comes back") << QByteArray("*ab*ac") << QByteArray("abxabac") << true;
    QTest::newRow("one question mark for an umlaut") << QByteArray("m?ller") << QByteArray("müller") << true;
    QTest::newRow("not two for an umlaut") << QByteArray("m??ller") << QByteArray("müller") << false;
    QTest::newRow("star never halves one") << QByteArray("*?") << QByteArray("ü") << true;
    QTest::newRow("rfc1459 brackets differ") << QByteArray("a[") << QByteArray("a{") << false;
}

void TestMasks::glob()
{
    QFETCH(const QByteArray, pattern);
    QFETCH(const QByteArray, text);
    QFETCH(const bool, matches);
    QCOMPARE(matchesWildcard(pattern, text), matches);
}

namespace {

/// By the definition, however long it takes.
bool matchesByDefinition(QByteArrayView pattern, QByteArrayView text)
{
    if (pattern.isEmpty())
        return text.isEmpty();
    if (pattern.front() == '*')
        return matchesByDefinition(pattern.sliced(1), text)
            || (!text.isEmpty() && matchesByDefinition(pattern, text.sliced(1)));
    return !text.isEmpty() && (pattern.front() == '?' || pattern.front() == text.front())
        && matchesByDefinition(pattern.sliced(1), text.sliced(1));
}

QByteArray randomOf(QByteArrayView letters, int most, QRandomGenerator &random)
{
    QByteArray out;
    for (int left = int(random.bounded(most + 1)); left > 0; --left)
        out.append(letters[qsizetype(random.bounded(quint32(letters.size())))]);
    return out;
}

} // namespace

void TestMasks::globAgreesWithTheDefinition()
{
    QRandomGenerator random(7);
    int matched = 0;
    for (int i = 0; i < 50'000; ++i) {
        const QByteArray pattern = randomOf("ab*?", 6, random);
        const QByteArray text = randomOf("ab", 7, random);
        const bool expected = matchesByDefinition(pattern, text);
        QVERIFY2(matchesWildcard(pattern, text) == expected, (pattern + " / " + text).constData());
        matched += expected ? 1 : 0;
    }
    QVERIFY(matched > 1'000);
}

/// With one call for every way to share out the text among the stars this would not end.
void TestMasks::globHasNoExponentialCase()
{
    const QByteArray pattern = QByteArray("a*").repeated(80) + 'b';
    QVERIFY(!matchesWildcard(pattern, QByteArray(100'000, 'a')));
    QVERIFY(matchesWildcard(pattern, QByteArray(100'000, 'a') + 'b'));
}

void TestMasks::normalized_data()
{
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<QByteArray>("mask");
    QTest::newRow("nick") << QByteArray("Anna") << QByteArray("Anna!*@*");
    QTest::newRow("user and host") << QByteArray("~anna@192.0.2.1") << QByteArray("*!~anna@192.0.2.1");
    QTest::newRow("host of the second @") << QByteArray("a@b@c") << QByteArray("*!a@b@c");
    QTest::newRow("nick and user") << QByteArray("anna!~a") << QByteArray("anna!~a@*");
    QTest::newRow("all") << QByteArray("a!b@c") << QByteArray("a!b@c");
    QTest::newRow("nothing between") << QByteArray("!@") << QByteArray("*!*@*");
    QTest::newRow("star") << QByteArray("*") << QByteArray("*!*@*");
    QTest::newRow("stars") << QByteArray("a***b!**@*") << QByteArray("a*b!*@*");
    QTest::newRow("address") << QByteArray("192.0.2.*") << QByteArray("*!*@192.0.2.*");
    QTest::newRow("address of IPv6") << QByteArray("2001:db8::*") << QByteArray("*!*@2001:db8::*");
    QTest::newRow("account") << QByteArray("~a:anna") << QByteArray("~a:anna");
    QTest::newRow("account by its long name") << QByteArray("~account:anna") << QByteArray("~a:anna");
    QTest::newRow("any account") << QByteArray("~a:**") << QByteArray("~a:*");
    QTest::newRow("user name with a tilde") << QByteArray("~a@b:c") << QByteArray("*!~a@b:c");
    QTest::newRow("empty") << QByteArray() << QByteArray();
    QTest::newRow("no account") << QByteArray("~a:") << QByteArray();
    QTest::newRow("unknown kind") << QByteArray("~q:anna") << QByteArray();
    QTest::newRow("blank") << QByteArray("an na") << QByteArray();
    QTest::newRow("control") << QByteArray("an\x02na") << QByteArray();
    QTest::newRow("colon in front") << QByteArray(":a!b@c") << QByteArray();
    QTest::newRow("longest") << QByteArray(MaxMaskBytes - 4, 'a') << QByteArray(MaxMaskBytes - 4, 'a') + "!*@*";
    QTest::newRow("too long") << QByteArray(MaxMaskBytes - 3, 'a') << QByteArray();
}

void TestMasks::normalized()
{
    QFETCH(const QByteArray, typed);
    QFETCH(const QByteArray, mask);
    QCOMPARE(normalizedMask(typed), mask);
}

void TestMasks::normalizingTwiceIsNormalizingOnce()
{
    QRandomGenerator random(11);
    for (int i = 0; i < 20'000; ++i) {
        const QByteArray mask = normalizedMask(randomOf("a*?!@.:~", 12, random));
        QVERIFY(mask.size() <= MaxMaskBytes);
        if (!mask.isEmpty())
            QCOMPARE(normalizedMask(mask), mask);
    }
}

namespace {

User anna(const QByteArray &account)
{
    User user;
    user.nick = "Anna";
    user.name = "~anna";
    user.host = "192.0.2.1";
    user.account = account;
    user.updateMask();
    return user;
}

} // namespace

void TestMasks::matchesUser_data()
{
    QTest::addColumn<QByteArray>("mask");
    QTest::addColumn<QByteArray>("account");
    QTest::addColumn<bool>("matches");
    QTest::newRow("nick") << QByteArray("anna!*@*") << QByteArray() << true;
    QTest::newRow("host") << QByteArray("*!*@192.0.2.?") << QByteArray() << true;
    QTest::newRow("another host") << QByteArray("*!*@198.51.100.*") << QByteArray() << false;
    QTest::newRow("account") << QByteArray("~a:ANNA") << QByteArray("anna") << true;
    QTest::newRow("account mask") << QByteArray("~a:an*") << QByteArray("anna") << true;
    QTest::newRow("another account") << QByteArray("~a:anna") << QByteArray("annabel") << false;
    QTest::newRow("nobody has no account") << QByteArray("~a:*") << QByteArray() << false;
}

void TestMasks::matchesUser()
{
    QFETCH(const QByteArray, mask);
    QFETCH(const QByteArray, account);
    QFETCH(const bool, matches);
    QCOMPARE(maskMatches(mask, anna(account)), matches);
}

void TestMasks::exceptionsOutweighBans()
{
    Channel channel;
    QVERIFY(!isBanned(channel, anna({})));
    channel.bans.push_back({"nobody!*@*", {}, 0});
    channel.bans.push_back({"*!*@192.0.2.*", {}, 0});
    QVERIFY(isBanned(channel, anna({})));
    channel.exceptions.push_back({"~a:anna", {}, 0});
    QVERIFY(isBanned(channel, anna({})));
    QVERIFY(!isBanned(channel, anna("anna")));
}

PLAUSCH_TEST_MAIN(TestMasks)
#include "tst_masks.moc"
