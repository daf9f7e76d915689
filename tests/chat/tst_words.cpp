// Words two people read to each other.
#include "chat/identity.h"
#include "support/testmain.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QSet>

using namespace plausch::chat;

namespace {

QByteArray key(int number)
{
    return QCryptographicHash::hash(QByteArray::number(number), QCryptographicHash::Sha256);
}

} // namespace

class TestWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bothEndsReadTheSame()
    {
        for (int i = 0; i < 100; ++i)
            QCOMPARE(verificationWords(key(i), key(i + 1)), verificationWords(key(i + 1), key(i)));
    }

    void eightWordsOfFiveLetters()
    {
        static const QRegularExpression proquint(
            QStringLiteral("^[bdfghjklmnprstvz][aiou][bdfghjklmnprstvz][aiou][bdfghjklmnprstvz]$"));
        for (int i = 0; i < 100; ++i) {
            const QStringList words = verificationWords(key(i), key(-1));
            QCOMPARE(words.size(), 8);
            for (const QString &word : words)
                QVERIFY2(proquint.match(word).hasMatch(), qPrintable(word));
        }
    }

    /// Worked out by another program: SHA-256 of 32 bytes 0x00 and 32 bytes 0x01 begins with
    /// 5c85955f709283ecce2b74f1b1552918.
    void theAlphabetIsTheProposals()
    {
        QCOMPARE(verificationWords(QByteArray(32, 1), QByteArray(32, 0)).join(u' '),
                 QStringLiteral("jufaj nijiz lafif mazos sumor ligud rajij fohim"));
    }

    void anotherKeyHasOtherWords()
    {
        QSet<QString> seen;
        for (int i = 0; i < 1'000; ++i)
            seen.insert(verificationWords(key(i), key(-1)).join(u' '));
        QCOMPARE(seen.size(), 1'000);
        QByteArray almost = key(1);
        almost[31] = char(almost[31] ^ 1);
        QVERIFY(verificationWords(key(1), key(2)) != verificationWords(almost, key(2)));
    }

    void fingerprintsInGroupsOfFour()
    {
        QCOMPARE(readableFingerprint(QByteArray::fromHex("3f9a0c1d")), QStringLiteral("3f9a 0c1d"));
        QCOMPARE(readableFingerprint({}), QString());
        const QString whole = readableFingerprint(key(1));
        QCOMPARE(whole.count(u' '), 15);
        QCOMPARE(whole.size(), 79);
    }
};

PLAUSCH_TEST_MAIN(TestWords)
#include "tst_words.moc"
