// Times and events in words.
#include "support/testmain.h"
#include "ui/models/messagetext.h"

#include <QDateTime>
#include <QLocale>

using namespace plausch;

class MessageTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QLocale::setDefault(QLocale(QLocale::English)); }

    void aClockHasNoSecondsInAnyLocale_data()
    {
        QTest::addColumn<QLocale>("locale");
        QTest::newRow("C") << QLocale::c();
        QTest::newRow("German") << QLocale(QLocale::German, QLocale::Germany);
        QTest::newRow("American") << QLocale(QLocale::English, QLocale::UnitedStates);
    }

    void aClockHasNoSecondsInAnyLocale()
    {
        QFETCH(QLocale, locale);
        QLocale::setDefault(locale);
        const QDateTime sent(QDate(2026, 5, 4), QTime(9, 12, 55));
        store::MessageRow row;
        row.sentAt = sent.toMSecsSinceEpoch();
        row.time = sent.addDays(1).toMSecsSinceEpoch();
        for (const QString &text : {ui::timeText(row), ui::lateNote(row), ui::shortTimeText(row.time, row.time)}) {
            QVERIFY2(text.contains(QStringLiteral("9:12")), qPrintable(text));
            QVERIFY2(!text.contains(QStringLiteral("55")), qPrintable(text));
        }
        QVERIFY(ui::fullTimeText(row).contains(QStringLiteral("09:12:55"))); // who asks for it gets all of it
    }

    void oneChangeOfARankIsSaidInWords_data()
    {
        QTest::addColumn<QString>("modes");
        QTest::addColumn<QString>("text");
        QTest::newRow("operator") << QStringLiteral("+o anna") << QStringLiteral("ben made anna an operator");
        QTest::newRow("ban") << QStringLiteral("+b *!*@host") << QStringLiteral("ben banned *!*@host");
        QTest::newRow("two") << QStringLiteral("+oo anna max") << QStringLiteral("ben changed the rules: +oo anna max");
        QTest::newRow("two modes") << QStringLiteral("+o-v anna max")
                                   << QStringLiteral("ben changed the rules: +o-v anna max");
        QTest::newRow("two words") << QStringLiteral("+b a b") << QStringLiteral("ben changed the rules: +b a b");
        QTest::newRow("no name") << QStringLiteral("+o") << QStringLiteral("ben changed the rules: +o");
        QTest::newRow("flag") << QStringLiteral("+m") << QStringLiteral("ben changed the rules: +m");
        QTest::newRow("percent") << QStringLiteral("+v %2") << QStringLiteral("ben gave voice to %2");
    }

    void oneChangeOfARankIsSaidInWords()
    {
        QFETCH(const QString, modes);
        store::MessageRow row;
        row.kind = store::MessageKind::Modes;
        row.speaker = QStringLiteral("ben");
        row.text = modes;
        QTEST(ui::bodyText(row, {}), "text");
    }
};

PLAUSCH_TEST_MAIN(MessageTextTest)
#include "tst_messagetext.moc"
