#include "support/testmain.h"
#include "ui/view/links.h"
#include "ui/view/selection.h"

using namespace plausch::ui;

class TestLinks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void finds_data();
    void finds();
    void severalAndWhere();
    void longLinesEnd();
    void selectionInRows();
    void selectionMovesAlong();
};

void TestLinks::finds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("link"); // empty: none
    const auto add = [](const char *text, const char *link) {
        QTest::addRow("%s", text) << QString::fromUtf8(text) << QString::fromUtf8(link);
    };
    add("see http://a.example/x", "http://a.example/x");
    add("HTTPS://A.example", "HTTPS://A.example");
    add("irc://irc.example/room and", "irc://irc.example/room");
    add("ircs://irc.example:6697/room", "ircs://irc.example:6697/room");
    add("mailto:anna@example.org.", "mailto:anna@example.org");
    add("(https://a.example/b)", "https://a.example/b");
    add("https://a.example/wiki/B_(c)", "https://a.example/wiki/B_(c)");
    add("\"https://a.example/b\", he said", "https://a.example/b");
    add("https://a.example/b?c=1&d=2#e!", "https://a.example/b?c=1&d=2#e");
    add("<https://a.example>", "https://a.example");
    add("https://b\u00fccher.example/", "https://b\u00fccher.example/");
    add("http://[::1]:8080/x", "http://[::1]:8080/x");
    add("file:///etc/passwd", "");
    add("javascript:alert(1)", "");
    add("ftp://a.example", "");
    add("ssh://a.example", "");
    add("xhttp://a.example", "");
    add("svn+http://a.example", "");
    add("data:text/html,hello", "");
    add("www.example.org", "");
    add("http://", "");
    add("https://.", "");
    add("mailto:nobody", "");
    add("a:b http:x", "");
}

void TestLinks::finds()
{
    QFETCH(QString, text);
    QFETCH(QString, link);
    const auto links = findLinks(text);
    QCOMPARE(links.size(), link.isEmpty() ? 0 : 1);
    if (links.isEmpty())
        return;
    QCOMPARE(text.mid(links[0].start, links[0].length), link);
    QCOMPARE(links[0].url, QUrl(link));
}

void TestLinks::severalAndWhere()
{
    const auto links = findLinks(QStringLiteral("http://a.example\nhttp://b.example http://c.example"));
    QCOMPARE(links.size(), 3);
    QCOMPARE(links[1].start, 17);
    QCOMPARE(links[2].url.host(), QStringLiteral("c.example"));
}

void TestLinks::longLinesEnd()
{
    // Neither an endless link nor a wall of beginnings may hold the window up.
    QVERIFY(findLinks(QStringLiteral("http://a.example/") + QString(100'000, u'x')).isEmpty());
    QCOMPARE(findLinks(QStringLiteral("http://a.example ").repeated(5'000)).size(), 5'000);
    QVERIFY(findLinks(QString(200'000, u':')).isEmpty());
}

void TestLinks::selectionInRows()
{
    Selection selection;
    QVERIFY(!selection.caret().isValid());
    selection.set({5, 3}, {2, 4}); // upwards
    QCOMPARE(selection.inRow(1, 10), std::pair(0, 0));
    QCOMPARE(selection.inRow(2, 10), std::pair(4, 10));
    QCOMPARE(selection.inRow(3, 10), std::pair(0, 10));
    QCOMPARE(selection.inRow(5, 10), std::pair(0, 3));
    QCOMPARE(selection.inRow(5, 2), std::pair(0, 2)); // the text has become shorter
    QCOMPARE(selection.inRow(6, 10), std::pair(0, 0));
}

void TestLinks::selectionMovesAlong()
{
    Selection selection;
    selection.set({2, 1}, {4, 2});
    selection.onRowsInserted(0, 100);
    QCOMPARE(selection.anchor(), (Spot{102, 1}));
    selection.onRowsInserted(104, 5);
    QCOMPARE(selection.caret(), (Spot{109, 2}));
    selection.onRowsInserted(110, 5);
    QCOMPARE(selection.caret(), (Spot{109, 2}));
    selection.onRowsRemoved(0, 104, {200, 7}); // takes the anchor along
    QCOMPARE(selection.anchor(), (Spot{0, 0}));
    QCOMPARE(selection.caret(), (Spot{4, 2}));
    selection.onRowsRemoved(3, 10, {2, 7}); // the far end goes
    QCOMPARE(selection.caret(), (Spot{2, 7}));
    selection.onRowsRemoved(0, 2, {});
    QVERIFY(!selection.caret().isValid());
}

PLAUSCH_TEST_MAIN(TestLinks)
#include "tst_links.moc"
