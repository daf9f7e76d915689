// Credentials: made, verified, prepared, written and read.
#include "store/scram.h"
#include "support/testmain.h"

using namespace plausch::store;

namespace {

/// https://www.rfc-editor.org/rfc/rfc7677#section-3: user "user", password "pencil".
ScramCredential pencil()
{
    return deriveCredential("pencil", QByteArray::fromBase64("W22ZaJ0SNY7soEsUEjb6gQ=="), 4'096);
}

} // namespace

class TestScram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPasswordVerifies()
    {
        const auto credential = makeCredential("pencil", MinScramIterations);
        QVERIFY(credential);
        QCOMPARE(credential->iterations, MinScramIterations);
        QCOMPARE(credential->salt.size(), ScramSaltBytes);
        QCOMPARE(credential->storedKey.size(), ScramKeyBytes);
        QCOMPARE(credential->serverKey.size(), ScramKeyBytes);
        QVERIFY(verifies(*credential, "pencil"));
        QVERIFY(!verifies(*credential, "Pencil"));
        QVERIFY(!verifies(*credential, "pencil "));
        QVERIFY(!verifies(*credential, ""));
        QVERIFY(!verifies(*credential, "\xff"));
        QVERIFY(!verifies(*credential, QByteArray(MaxPasswordBytes + 1, 'x')));
    }

    void anEmptyCredentialVerifiesNothing()
    {
        QVERIFY(!verifies({}, ""));
        QVERIFY(!verifies({}, "pencil"));
    }

    void twoOfOnePasswordDiffer()
    {
        const auto one = makeCredential("pencil", MinScramIterations);
        const auto other = makeCredential("pencil", MinScramIterations);
        QVERIFY(one && other);
        QVERIFY(one->salt != other->salt);
        QVERIFY(one->storedKey != other->storedKey);
    }

    void iterationsAreHeldInBounds()
    {
        QCOMPARE(makeCredential("x", 1)->iterations, MinScramIterations);
        QCOMPARE(makeCredential("x")->iterations, DefaultScramIterations);
    }

    void passwordsThatCannotBe_data()
    {
        QTest::addColumn<QByteArray>("password");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("nothing but a soft hyphen") << QByteArray("\xc2\xad");
        QTest::newRow("not UTF-8") << QByteArray("p\xfcncil");
        QTest::newRow("a control character") << QByteArray("pen\x07"
                                                           "cil");
        QTest::newRow("NUL") << QByteArray("pen\0cil", 7);
        QTest::newRow("private use") << QByteArray("\xee\x80\x80");
        QTest::newRow("right-to-left override") << QByteArray("\xe2\x80\xae"
                                                              "x");
        QTest::newRow("no character") << QByteArray("\xef\xbf\xbf");
        QTest::newRow("too long") << QByteArray(MaxPasswordBytes + 1, 'x');
    }
    void passwordsThatCannotBe()
    {
        QFETCH(QByteArray, password);
        QVERIFY(!makeCredential(password, MinScramIterations));
    }

    void theLongestPasswordIsTaken() { QVERIFY(makeCredential(QByteArray(MaxPasswordBytes, 'x'), MinScramIterations)); }

    // The examples of RFC 4013 section 3, and what people type.
    void passwordsArePrepared_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<QByteArray>("prepared");
        QTest::newRow("soft hyphen is nothing") << QByteArray("I\xc2\xadX") << QByteArray("IX");
        QTest::newRow("no change") << QByteArray("user") << QByteArray("user");
        QTest::newRow("case stays") << QByteArray("USER") << QByteArray("USER");
        QTest::newRow("feminine ordinal") << QByteArray("\xc2\xaa") << QByteArray("a");
        QTest::newRow("roman nine") << QByteArray("\xe2\x85\xa8") << QByteArray("IX");
        QTest::newRow("decomposed umlaut") << QByteArray("u\xcc\x88") << QByteArray("\xc3\xbc");
        QTest::newRow("no-break space") << QByteArray("a\xc2\xa0"
                                                      "b")
                                        << QByteArray("a b");
        QTest::newRow("joiner") << QByteArray("a\xe2\x80\x8d"
                                              "b")
                                << QByteArray("ab");
    }
    void passwordsArePrepared()
    {
        QFETCH(QByteArray, typed);
        QFETCH(QByteArray, prepared);
        QCOMPARE(preparedPassword(typed), prepared);
        QVERIFY(verifies(*makeCredential(typed, MinScramIterations), prepared));
    }

    void textIsReadAsItWasWritten()
    {
        const QByteArray text = toText(pencil());
        QVERIFY(text.startsWith("SCRAM-SHA-256$4096$W22ZaJ0SNY7soEsUEjb6gQ==$"));
        QVERIFY(!text.contains("pencil"));
        QCOMPARE(credentialFromText(text), pencil());
        QVERIFY(verifies(*credentialFromText(text), "pencil"));
    }

    void textThatIsNone_data()
    {
        QTest::addColumn<QByteArray>("text");
        const QByteArray good = toText(pencil());
        const auto with = [&](int part, const QByteArray &value) {
            QByteArrayList parts = good.split('$');
            parts[part] = value;
            return parts.join('$');
        };
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("a password") << QByteArray("secret");
        QTest::newRow("another scheme") << with(0, "SCRAM-SHA-1");
        QTest::newRow("too few iterations") << with(1, "4095");
        QTest::newRow("too many iterations") << with(1, "1000001");
        QTest::newRow("no number") << with(1, "4096x");
        QTest::newRow("no salt") << with(2, "");
        QTest::newRow("short salt") << with(2, QByteArray(7, 's').toBase64());
        QTest::newRow("no Base64") << with(2, "W22ZaJ0SNY7soEsUEjb6gQ=");
        QTest::newRow("blank in Base64") << with(3, good.split('$').at(3) + ' ');
        QTest::newRow("short key") << with(3, QByteArray(31, 'k').toBase64());
        QTest::newRow("long key") << with(4, QByteArray(33, 'k').toBase64());
        QTest::newRow("a part too few") << good.left(good.lastIndexOf('$'));
        QTest::newRow("a part too many") << good + "$";
    }
    void textThatIsNone()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!credentialFromText(text));
    }

    void decoysAreSteadyAndNobodys()
    {
        const ScramCredential decoy = decoyCredential("max", "secret");
        QCOMPARE(decoy, decoyCredential("max", "secret"));
        QVERIFY(decoy.salt != decoyCredential("eva", "secret").salt);
        QVERIFY(decoy.salt != decoyCredential("max", "other").salt);
        QVERIFY(decoy.salt != decoy.storedKey.left(ScramSaltBytes));
        QVERIFY(decoy.storedKey != decoy.serverKey);
        QCOMPARE(decoy.salt.size(), ScramSaltBytes); // as a real one
        QCOMPARE(decoy.iterations, DefaultScramIterations);
        QVERIFY(!verifies(decoy, "max"));
        QVERIFY(!verifies(decoy, ""));
    }

    void secretsAreCompared()
    {
        QVERIFY(sameSecret("abc", "abc"));
        QVERIFY(sameSecret("", ""));
        QVERIFY(!sameSecret("abc", "abd"));
        QVERIFY(!sameSecret("abc", "ab"));
        QVERIFY(!sameSecret("abc", ""));
    }
};

PLAUSCH_TEST_MAIN(TestScram)
#include "tst_scram.moc"
