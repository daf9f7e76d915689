// Names: what is equal, what is valid, and the nick made of a display name.
#include "support/testmain.h"
#include "wire/casemap.h"

#include <QRandomGenerator>

using namespace plausch::wire;

class CaseMapTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void foldsLettersOnly();
    void sameName_data();
    void sameName();
    void nick_data();
    void nick();
    void reservedCharacters();
    void channelName_data();
    void channelName();
    void nickFromName_data();
    void nickFromName();
    void everyNameGivesAValidNick();
};

// https://modern.ircdocs.horse/#casemapping-parameter: ascii, so {}|^ are not the lower case of []\~
void CaseMapTest::foldsLettersOnly()
{
    for (int c = 0; c < 256; ++c) {
        const QByteArray one(1, char(c));
        const QByteArray expected(1, c >= 'A' && c <= 'Z' ? char(c + 32) : char(c));
        QCOMPARE(folded(one), expected);
    }
    QCOMPARE(folded(""), QByteArray());
    QCOMPARE(folded("AnnaÄ"), QByteArray("annaÄ"));
}

void CaseMapTest::sameName_data()
{
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    QTest::addColumn<bool>("same");
    QTest::newRow("equal") << QByteArray("anna") << QByteArray("anna") << true;
    QTest::newRow("case") << QByteArray("ANNA") << QByteArray("aNNa") << true;
    QTest::newRow("shorter") << QByteArray("anna") << QByteArray("ann") << false;
    QTest::newRow("longer") << QByteArray("ann") << QByteArray("anna") << false;
    QTest::newRow("empty") << QByteArray() << QByteArray("") << true;
    QTest::newRow("no rfc1459") << QByteArray("a[]\\~") << QByteArray("a{}|^") << false;
    QTest::newRow("neighbours of the letters") << QByteArray("@[`{") << QByteArray("`{@[") << false;
    QTest::newRow("umlauts differ") << QByteArray("Änne") << QByteArray("änne") << false;
}

void CaseMapTest::sameName()
{
    QFETCH(const QByteArray, a);
    QFETCH(const QByteArray, b);
    QFETCH(const bool, same);
    QCOMPARE(plausch::wire::sameName(a, b), same);
    QCOMPARE(folded(a) == folded(b), same);
}

void CaseMapTest::nick_data()
{
    QTest::addColumn<QByteArray>("nick");
    QTest::addColumn<bool>("valid");
    const auto row = [](const char *about, const QByteArray &nick, bool valid) {
        QTest::newRow(about) << nick << valid;
    };
    row("plain", "anna", true);
    row("one letter", "a", true);
    row("umlauts", "Jürgen", true);
    row("emoji of four bytes", "🦊", true);
    row("emoji with a joiner", "👩‍💻", true);
    row("digit and dash behind", "a-1", true);
    row("brackets", "[a]{b}|^_`\\", true);
    row("64 bytes", QByteArray(64, 'a'), true);
    row("65 bytes", QByteArray(65, 'a'), false);
    row("64 bytes of umlauts", QByteArray("ü").repeated(32), true);
    row("66 bytes of umlauts", QByteArray("ü").repeated(33), false);
    row("empty", "", false);
    row("leading digit", "1a", false);
    row("leading dash", "-a", false);
    row("NUL", QByteArray("a\0b", 3), false);
    row("LF", "a\nb", false);
    row("DEL", "a\x7f", false);
    row("C1 control", "a\xc2\x85", false);
    row("no-break space",
        "a\xc2\xa0"
        "b",
        false);
    row("line separator", "a\xe2\x80\xa8", false);
    row("zero width space", "a\xe2\x80\x8b", false);
    row("right-to-left override",
        "a\xe2\x80\xae"
        "b",
        false);
    row("byte order mark",
        "\xef\xbb\xbf"
        "a",
        false);
    row("no UTF-8", "a\xff", false);
    row("half a character", "a\xc3", false);
    row("overlong slash", "a\xc0\xaf", false);
    row("surrogate", "a\xed\xa0\x80", false);
}

void CaseMapTest::nick()
{
    QFETCH(const QByteArray, nick);
    QFETCH(const bool, valid);
    QCOMPARE(isValidNick(nick), valid);
}

void CaseMapTest::reservedCharacters()
{
    for (const char c : QByteArrayView(" ,*?!@.#&:$~+%")) {
        QVERIFY(!isValidNick(QByteArray(1, c)));
        QVERIFY(!isValidNick(QByteArray("a") + c));
        QVERIFY(!isValidNick(QByteArray("a") + c + "b"));
    }
}

// https://modern.ircdocs.horse/#channels
void CaseMapTest::channelName_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("valid");
    QTest::newRow("plain") << QByteArray("#tisch") << true;
    QTest::newRow("umlaut") << QByteArray("#küche") << true;
    QTest::newRow("two") << QByteArray("##") << true;
    QTest::newRow("colon, star") << QByteArray("#a:b*?!@") << true;
    QTest::newRow("longest") << "#" + QByteArray(MaxChannelBytes - 1, 'a') << true;
    QTest::newRow("too long") << "#" + QByteArray(MaxChannelBytes, 'a') << false;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("no #") << QByteArray("tisch") << false;
    QTest::newRow("local") << QByteArray("&tisch") << false;
    QTest::newRow("blank") << QByteArray("#a b") << false;
    QTest::newRow("comma") << QByteArray("#a,b") << false;
    QTest::newRow("BEL") << QByteArray("#a\x07") << false;
    QTest::newRow("no-break space") << QByteArray("#a\xc2\xa0") << false;
    QTest::newRow("right-to-left override") << QByteArray("#a\xe2\x80\xae") << false;
    QTest::newRow("no UTF-8") << QByteArray("#a\xff") << false;
}

void CaseMapTest::channelName()
{
    QFETCH(const QByteArray, name);
    QFETCH(const bool, valid);
    QCOMPARE(isValidChannelName(name), valid);
}

void CaseMapTest::nickFromName_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("nick");
    const auto row = [](const char *about, const QString &name, const QByteArray &nick) {
        QTest::newRow(about) << name << nick;
    };
    row("as it is", QStringLiteral("Anna"), "Anna");
    row("blank", QStringLiteral("Anna Lena"), "Anna_Lena");
    row("blanks around and between", QStringLiteral("  Anna \t Lena "), "Anna_Lena");
    row("umlauts", QStringLiteral("Jörg"), "Jörg");
    row("decomposed", QStringLiteral("Jo\u0308rg"), "Jörg");
    row("reserved", QStringLiteral("Dr. A. (x@y.de)!"), "Dr_A_(xyde)");
    row("leading digit", QStringLiteral("007 Bond"), "_007_Bond");
    row("leading dash", QStringLiteral("-x"), "_-x");
    row("digit behind what goes", QStringLiteral("#1"), "_1");
    row("nothing", QString(), "gast");
    row("nothing left", QStringLiteral("?!.*"), "gast");
    row("blanks only", QStringLiteral("   "), "gast");
    row("control characters", QStringLiteral("An\u0000\u0007na\u202e"), "Anna");
    row("lone surrogate", QString(QChar(0xD800)) + QStringLiteral("a"), "a");
    row("long", QString(100, QLatin1Char('x')), QByteArray(64, 'x'));
    row("long, cut between characters", QStringLiteral("x") + QString(40, QChar(0xFC)),
        "x" + QByteArray("ü").repeated(31));
}

void CaseMapTest::nickFromName()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, nick);
    QCOMPARE(plausch::wire::nickFromName(name), nick);
    QVERIFY(isValidNick(nick));
    QCOMPARE(plausch::wire::nickFromName(QString::fromUtf8(nick)), nick);
}

void CaseMapTest::everyNameGivesAValidNick()
{
    QRandomGenerator random(2812);
    for (int i = 0; i < 50'000; ++i) {
        QString name(random.bounded(40), Qt::Uninitialized);
        const int limit = random.bounded(2) ? 0x80 : 0x10000;
        for (QChar &c : name)
            c = QChar(ushort(random.bounded(limit)));
        const QByteArray nick = plausch::wire::nickFromName(name);
        if (!isValidNick(nick))
            QFAIL(nick.toHex().constData());
    }
}

PLAUSCH_TEST_MAIN(CaseMapTest)
#include "tst_casemap.moc"
