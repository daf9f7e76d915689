// The table of emojis, and what counts as the name of one while typing.
#include "support/testmain.h"
#include "ui/emoji.h"

#include <QSet>

using namespace plausch::ui;

class EmojiTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachNameIsOneWordAndThereOnce()
    {
        QSet<QString> names, texts;
        for (const Emoji &emoji : emojis()) {
            QVERIFY(!emoji.text.isEmpty());
            QVERIFY(std::all_of(emoji.name.cbegin(), emoji.name.cend(),
                                [](QChar c) { return c >= QLatin1Char('a') && c <= QLatin1Char('z'); }));
            names.insert(emoji.name);
            texts.insert(emoji.text);
        }
        QCOMPARE(names.size(), emojis().size());
        QCOMPARE(texts.size(), emojis().size());
    }

    void whatBeginsWithTheLettersComesFirst()
    {
        const QList<Emoji> found = emojisFor(QStringLiteral("HEART"));
        QVERIFY(found.size() >= 3);
        QVERIFY(found.constFirst().name.startsWith(QStringLiteral("heart")));
        QCOMPARE(found.constLast().name, QStringLiteral("brokenheart"));
        QCOMPARE(emojisFor({}).size(), emojis().size());
        QVERIFY(emojisFor(QStringLiteral("nosuchthing")).isEmpty());
    }

    void aNameStandsBehindAColonAtTheBeginningOfAWord_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("position");
        QTest::addColumn<int>("at"); // -1: no name
        QTest::addColumn<QString>("letters");
        QTest::newRow("alone") << ":he" << 3 << 0 << "he";
        QTest::newRow("after a space") << "a :he" << 5 << 2 << "he";
        QTest::newRow("after a line") << "a\n:he" << 5 << 2 << "he";
        QTest::newRow("caret inside") << ":heart" << 3 << 0 << "he";
        QTest::newRow("no letters") << ":" << 1 << -1 << "";
        QTest::newRow("no colon") << "he" << 2 << -1 << "";
        QTest::newRow("in a word") << "U:hello" << 7 << -1 << ""; // as the converter is spoken to
        QTest::newRow("digits") << "10:30" << 5 << -1 << "";
        QTest::newRow("caret before it") << ":he" << 0 << -1 << "";
        QTest::newRow("nothing") << "" << 0 << -1 << "";
    }

    void aNameStandsBehindAColonAtTheBeginningOfAWord()
    {
        QFETCH(QString, text);
        QFETCH(int, position);
        QFETCH(int, at);
        QFETCH(QString, letters);
        const auto start = emojiStart(text, position);
        QCOMPARE(start.has_value(), at >= 0);
        if (!start)
            return;
        QCOMPARE(start->at, at);
        QCOMPARE(start->letters, letters);
    }
};

PLAUSCH_TEST_MAIN(EmojiTest)
#include "tst_emoji.moc"
