// The converter's text: the reference table (reference-behaviours, section 10 and T1 to T7), strict UTF-8, all
// characters.
#include "support/testmain.h"
#include "wire/textcase.h"

using namespace plausch::wire;

namespace {

/// Every code point but the surrogates.
template <class Visit> void forEveryCharacter(Visit &&visit)
{
    for (char32_t c = 0; c <= QChar::LastValidCodePoint; ++c) {
        if (!QChar::isSurrogate(c))
            visit(c);
    }
}

/// Not QString::fromUcs4(), which eats a byte order mark.
QString text(char32_t c)
{
    return QStringView(QChar::fromUcs4(c)).toString();
}

/// Written without Qt: RFC 3629, section 3.
QByteArray utf8(char32_t c)
{
    const auto tail = [c](int shift) { return char(0x80 | ((c >> shift) & 0x3F)); };
    QByteArray bytes;
    if (c < 0x80)
        bytes.append(char(c));
    else if (c < 0x800)
        bytes.append(char(0xC0 | (c >> 6)));
    else if (c < 0x10000)
        bytes.append(char(0xE0 | (c >> 12))).append(tail(6));
    else
        bytes.append(char(0xF0 | (c >> 18))).append(tail(12)).append(tail(6));
    return c < 0x80 ? bytes : bytes.append(tail(0));
}

} // namespace

class TextCaseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void table_data();
    void table();
    void texts_data();
    void texts();
    void badUtf8_data();
    void badUtf8();
    void byteOrderMarkIsText();
    void asciiOnly();
    void everyCharacter();
};

void TextCaseTest::table_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("upper");
    QTest::addColumn<QByteArray>("lower");
    QTest::addColumn<QByteArray>("ascii");
    const auto row = [](const char *name, const char *bytes, const char *upper, const char *lower) {
        const QByteArray in = QByteArray::fromHex(bytes);
        QTest::newRow(name) << in << QByteArray::fromHex(upper) << QByteArray::fromHex(lower) << in;
    };
    row("ß, T1", "c39f", "5353", "c39f");
    row("capital ß", "e1ba9e", "e1ba9e", "c39f");
    row("é, T2", "c3a9", "c389", "c3a9");
    row("ÿ", "c3bf", "c5b8", "c3bf");
    row("fi ligature, T3", "efac81", "4649", "efac81");
    row("ŉ", "c589", "cabc4e", "c589");
    row("ΐ", "ce90", "ce99cc88cc81", "ce90");
    row("ŉΐ, T4", "c589ce90", "cabc4ece99cc88cc81", "c589ce90");
    row("İ, T6", "c4b0", "c4b0", "69cc87");
    row("ı", "c4b1", "49", "c4b1");
    row("ſ", "c5bf", "53", "c5bf");
    row("ǆ", "c786", "c784", "c786");
}

void TextCaseTest::table()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, upper);
    QFETCH(const QByteArray, lower);
    QFETCH(const QByteArray, ascii);
    QCOMPARE(toUpper(bytes), upper);
    QCOMPARE(toLower(bytes), lower);
    QCOMPARE(toUpperAscii(bytes), ascii);
}

void TextCaseTest::texts_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("upper");
    QTest::addColumn<QByteArray>("lower");
    QTest::newRow("empty") << QByteArray("") << QByteArray("") << QByteArray("");
    QTest::newRow("no Turkish rule, T5") << QByteArray("iı") << QByteArray("II") << QByteArray("iı");
    QTest::newRow("not composed, T7") << QByteArray::fromHex("65cc81") << QByteArray::fromHex("45cc81")
                                      << QByteArray::fromHex("65cc81");
    QTest::newRow("final sigma is not special")
        << QByteArray("ΣΑΣ") << QByteArray("ΣΑΣ") << QByteArray::fromHex("cf83ceb1cf83");
    QTest::newRow("NUL is ordinary") << QByteArray("a\0B", 3) << QByteArray("A\0B", 3) << QByteArray("a\0b", 3);
    QTest::newRow("line ends stay") << QByteArray("Ab\r\n") << QByteArray("AB\r\n") << QByteArray("ab\r\n");
    QTest::newRow("outside the plane") << QByteArray("𐐨𐐀🦊") << QByteArray("𐐀𐐀🦊")
                                       << QByteArray("𐐨𐐨🦊");
}

void TextCaseTest::texts()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, upper);
    QFETCH(const QByteArray, lower);
    QCOMPARE(toUpper(bytes), upper);
    QCOMPARE(toLower(bytes), lower);
}

void TextCaseTest::badUtf8_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("never a byte") << QByteArray::fromHex("ff");
    QTest::newRow("tail without a head") << QByteArray::fromHex("ac3a");
    QTest::newRow("head at the end") << QByteArray(1499, 'a') + char(0xC3);
    QTest::newRow("head before a letter") << QByteArray::fromHex("c361");
    QTest::newRow("two of three") << QByteArray::fromHex("e282");
    QTest::newRow("three of four") << QByteArray::fromHex("f09fa6");
    QTest::newRow("overlong NUL") << QByteArray::fromHex("c080");
    QTest::newRow("overlong of three") << QByteArray::fromHex("e0809f");
    QTest::newRow("overlong of four") << QByteArray::fromHex("f0808080");
    QTest::newRow("high surrogate") << QByteArray::fromHex("eda080");
    QTest::newRow("a pair of surrogates") << QByteArray::fromHex("eda081edb080");
    QTest::newRow("above U+10FFFF") << QByteArray::fromHex("f4908080");
    QTest::newRow("five bytes") << QByteArray::fromHex("f888808080");
    QTest::newRow("good, bad, good") << QByteArray("gut\xffgut");
    QTest::newRow("bad behind a long good start") << QByteArray(100, 'a') + "\xc3\xbc\xe2\x28\xa1";
}

void TextCaseTest::badUtf8()
{
    QFETCH(const QByteArray, bytes);
    QVERIFY(!isUtf8(bytes));
    QVERIFY(!decodeUtf8(bytes));
    QVERIFY(!toUpper(bytes));
    QVERIFY(!toLower(bytes));
    QCOMPARE(toUpperAscii(bytes).size(), bytes.size());
}

void TextCaseTest::byteOrderMarkIsText()
{
    const QByteArray mark = QByteArray::fromHex("efbbbf");
    QCOMPARE(toUpper(mark + "a"), mark + "A");
    QCOMPARE(toUpper(mark), mark);
    QCOMPARE(toLower(mark + mark + "A" + mark), mark + mark + "a" + mark);
    QCOMPARE(decodeUtf8(mark + "a"), QStringLiteral("\ufeffa"));
}

void TextCaseTest::asciiOnly()
{
    QByteArray all;
    QByteArray expected;
    for (int c = 0; c < 256; ++c) {
        all.append(char(c));
        expected.append(char(c >= 'a' && c <= 'z' ? c - 32 : c));
    }
    QCOMPARE(toUpperAscii(all), expected);
    QCOMPARE(toUpperAscii("ß é hi"), QByteArray("ß é HI")); // A2, B3
}

// The counts are those of section 10.
void TextCaseTest::everyCharacter()
{
    int visited = 0;
    int growing = 0;
    int shrinking = 0;
    QList<char32_t> growingInLower;
    forEveryCharacter([&](char32_t c) {
        const QByteArray bytes = utf8(c);
        const auto upper = toUpper(bytes);
        const auto lower = toLower(bytes);
        if (decodeUtf8(bytes) != text(c) || upper != text(c).toUpper().toUtf8() || lower != text(c).toLower().toUtf8())
            QFAIL(bytes.toHex().constData());
        if (upper->size() > 3 * bytes.size())
            QFAIL(bytes.toHex().constData());
        growing += upper->size() > bytes.size();
        shrinking += upper->size() < bytes.size();
        if (lower->size() > bytes.size())
            growingInLower.append(c);
        ++visited;
    });
    QCOMPARE(visited, 1'112'064);
    QCOMPARE(growing, 107);
    QCOMPARE(shrinking, 18);
    QCOMPARE(growingInLower, (QList<char32_t>{0x130, 0x23A, 0x23E}));
}

PLAUSCH_TEST_MAIN(TextCaseTest)
#include "tst_textcase.moc"
