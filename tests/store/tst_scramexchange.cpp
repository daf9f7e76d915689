// The sign-in, message by message; the client here is the few lines RFC 5802 section 3 takes.
#include "store/scramexchange.h"
#include "support/testmain.h"

#include <QMessageAuthenticationCode>

using namespace plausch::store;

namespace {

constexpr auto Nonce = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
constexpr auto First = "n,,n=user,r=rOprNGfwEbeRWgbNEkqO";

/// https://www.rfc-editor.org/rfc/rfc7677#section-3
ScramCredential pencil()
{
    return deriveCredential("pencil", QByteArray::fromBase64("W22ZaJ0SNY7soEsUEjb6gQ=="), 4'096);
}

QByteArray hmac(const QByteArray &key, const QByteArray &text)
{
    return QMessageAuthenticationCode::hash(text, key, QCryptographicHash::Sha256);
}

/// Hi() of RFC 5802 section 2.2
QByteArray salted(const QByteArray &password, const QByteArray &salt, int iterations)
{
    QByteArray block = hmac(password, salt + QByteArray("\0\0\0\1", 4));
    QByteArray result = block;
    for (int i = 1; i < iterations; ++i) {
        block = hmac(password, block);
        for (qsizetype at = 0; at < block.size(); ++at)
            result[at] = char(result.at(at) ^ block.at(at));
    }
    return result;
}

/// client-final of somebody who types `password`, made with Qt's functions and not with ours.
QByteArray clientFinal(const QByteArray &password, const QByteArray &clientFirst, const QByteArray &challenge,
                       const QByteArray &extension = {})
{
    const QByteArrayList parts = challenge.split(',');
    const qsizetype bare = clientFirst.indexOf(',', clientFirst.indexOf(',') + 1) + 1;
    const QByteArray withoutProof = "c=" + clientFirst.left(bare).toBase64() + ',' + parts.at(0) + extension;
    const QByteArray salt = QByteArray::fromBase64(parts.at(1).mid(2));
    QByteArray proof = hmac(salted(password, salt, parts.at(2).mid(2).toInt()), "Client Key");
    const QByteArray signature = hmac(QCryptographicHash::hash(proof, QCryptographicHash::Sha256),
                                      clientFirst.mid(bare) + ',' + challenge + ',' + withoutProof);
    for (qsizetype i = 0; i < proof.size(); ++i)
        proof[i] = char(proof.at(i) ^ signature.at(i));
    return withoutProof + ",p=" + proof.toBase64();
}

} // namespace

class TestScramExchange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theExampleOfTheStandard()
    {
        ScramExchange exchange(Nonce);
        QVERIFY(exchange.readFirst(First));
        QCOMPARE(exchange.user(), "user");
        QCOMPARE(exchange.authorization(), "");
        QCOMPARE(exchange.challenge(pencil()),
                 "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096");
        QVERIFY(exchange.readFinal("c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                                   "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ="));
        QCOMPARE(exchange.answer(), "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
    }

    void whoKnowsThePasswordComesIn_data()
    {
        QTest::addColumn<QByteArray>("first");
        QTest::addColumn<QByteArray>("user");
        QTest::addColumn<QByteArray>("authorization");
        const auto row = [](const char *name, const char *first, const char *user, const char *authorization) {
            QTest::newRow(name) << QByteArray(first) << QByteArray(user) << QByteArray(authorization);
        };
        row("no binding", "n,,n=user,r=abc", "user", "");
        row("client could bind", "y,,n=user,r=abc", "user", "");
        row("as somebody", "n,a=eva,n=user,r=abc", "user", "eva");
        row("comma and equals", "n,a=x=2Cy,n=a=2Cb=3Dc,r=abc", "a,b=c", "x,y");
        row("UTF-8", "n,,n=j\xc3\xbcrgen,r=abc", "j\xc3\xbcrgen", "");
        row("an extension after the nonce", "n,,n=user,r=abc,x=y", "user", "");
    }
    void whoKnowsThePasswordComesIn()
    {
        QFETCH(QByteArray, first);
        QFETCH(QByteArray, user);
        QFETCH(QByteArray, authorization);
        ScramExchange exchange;
        QVERIFY2(exchange.readFirst(first), exchange.answer().constData());
        QCOMPARE(exchange.user(), user);
        QCOMPARE(exchange.authorization(), authorization);
        const QByteArray challenge = exchange.challenge(pencil());
        QVERIFY2(exchange.readFinal(clientFinal("pencil", first, challenge)), exchange.answer().constData());
        QVERIFY(exchange.answer().startsWith("v="));
    }

    void anExtensionBeforeTheProofIsPartOfWhatIsProven()
    {
        ScramExchange exchange;
        QVERIFY(exchange.readFirst(First));
        QVERIFY(exchange.readFinal(clientFinal("pencil", First, exchange.challenge(pencil()), ",x=y")));
    }

    void aWrongPasswordStaysOut()
    {
        ScramExchange exchange;
        QVERIFY(exchange.readFirst(First));
        QVERIFY(!exchange.readFinal(clientFinal("pencils", First, exchange.challenge(pencil()))));
        QCOMPARE(exchange.answer(), "e=invalid-proof");
    }

    void aDecoyLooksLikeAWrongPassword()
    {
        const ScramCredential decoy = decoyCredential("user", "secret");
        ScramExchange exchange(Nonce);
        QVERIFY(exchange.readFirst(First));
        const QByteArray challenge = exchange.challenge(decoy);
        QVERIFY(!exchange.readFinal(clientFinal("pencil", First, challenge)));
        QCOMPARE(exchange.answer(), "e=invalid-proof");
        ScramExchange again(Nonce);
        QVERIFY(again.readFirst(First));
        QCOMPARE(again.challenge(decoy), challenge);
    }

    void theFirstMessageIsRead_data()
    {
        QTest::addColumn<QByteArray>("first");
        QTest::addColumn<QByteArray>("error");
        const auto row = [](const char *name, const QByteArray &first, const char *error) {
            QTest::newRow(name) << first << QByteArray(error);
        };
        row("empty", "", "e=other-error");
        row("no header", "n=user,r=abc", "e=other-error");
        row("unknown flag", "x,,n=user,r=abc", "e=other-error");
        row("channel binding", "p=tls-unique,,n=user,r=abc", "e=channel-binding-not-supported");
        row("half a header", "n,", "e=other-error");
        row("no name", "n,,r=abc", "e=other-error");
        row("empty name", "n,,n=,r=abc", "e=invalid-username-encoding");
        row("lone equals sign", "n,,n=a=b,r=abc", "e=invalid-username-encoding");
        row("equals sign at the end", "n,,n=a=,r=abc", "e=invalid-username-encoding");
        row("lower-case code", "n,,n=a=2cb,r=abc", "e=invalid-username-encoding");
        row("name not UTF-8", "n,,n=\xff,r=abc", "e=invalid-username-encoding");
        row("NUL in the name", QByteArray("n,,n=a\0b,r=abc", 14), "e=invalid-username-encoding");
        row("bad authorization", "n,a=x=y,n=user,r=abc", "e=invalid-username-encoding");
        row("authorization without its letter", "n,eva,n=user,r=abc", "e=invalid-username-encoding");
        row("no nonce", "n,,n=user", "e=other-error");
        row("empty nonce", "n,,n=user,r=", "e=other-error");
        row("blank in the nonce", "n,,n=user,r=a b", "e=other-error");
        row("mandatory extension", "n,,m=x,n=user,r=abc", "e=extensions-not-supported");
        row("too long", QByteArray("n,,n=user,r=") + QByteArray(ScramExchange::MaxMessageBytes, 'r'), "e=other-error");
    }
    void theFirstMessageIsRead()
    {
        QFETCH(QByteArray, first);
        QFETCH(QByteArray, error);
        ScramExchange exchange;
        QVERIFY(!exchange.readFirst(first));
        QCOMPARE(exchange.answer(), error);
        QVERIFY(!exchange.readFirst(First)); // there is no second try
        QCOMPARE(exchange.challenge(pencil()), "");
    }

    void theFinalMessageIsRead_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QByteArray>("error");
        const auto row = [](const char *name, const char *from, const QByteArray &to, const char *error) {
            QTest::newRow(name) << QByteArray(from) << to << QByteArray(error);
        };
        row("another header", "c=biws", "c=eSws", "e=channel-bindings-dont-match");
        row("no header", "c=biws", "c=", "e=channel-bindings-dont-match");
        row("no binding", "c=biws,", "", "e=other-error");
        row("another nonce", ",r=r", ",r=s", "e=other-error");
        row("no proof", ",p=", ",q=", "e=other-error");
        row("proof with a blank", ",p=", ",p= ", "e=invalid-encoding");
        row("proof too short", ",p=", ",p=AAAA,p=AAAA", "e=invalid-encoding");
        row("added later", ",p=", ",x=y,p=", "e=invalid-proof");
        row("too long", ",p=", ",x=" + QByteArray(ScramExchange::MaxMessageBytes, 'x') + ",p=", "e=other-error");
    }
    void theFinalMessageIsRead()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QByteArray, error);
        ScramExchange exchange(Nonce);
        QVERIFY(exchange.readFirst(First));
        QByteArray final = clientFinal("pencil", First, exchange.challenge(pencil()));
        const qsizetype at = final.indexOf(from);
        QVERIFY(at >= 0);
        final.replace(at, from.size(), to);
        QVERIFY(!exchange.readFinal(final));
        QCOMPARE(exchange.answer(), error);
    }

    void aFinalMessageServesOnce()
    {
        ScramExchange exchange(Nonce);
        QVERIFY(!exchange.readFinal("c=biws,r=x,p=AAAA")); // before its turn
        ScramExchange next(Nonce);
        QVERIFY(next.readFirst(First));
        const QByteArray final = clientFinal("pencil", First, next.challenge(pencil()));
        QVERIFY(next.readFinal(final));
        QVERIFY(!next.readFinal(final));
        ScramExchange other("another");
        QVERIFY(other.readFirst(First));
        other.challenge(pencil());
        QVERIFY(!other.readFinal(final)); // overheard and tried again
    }

    void noncesDiffer()
    {
        QByteArrayList challenges;
        for (int i = 0; i < 2; ++i) {
            ScramExchange exchange;
            QVERIFY(exchange.readFirst(First));
            challenges.append(exchange.challenge(pencil()));
            QVERIFY(challenges.last().startsWith("r=rOprNGfwEbeRWgbNEkqO"));
        }
        QVERIFY(challenges.first() != challenges.last());
    }
};

PLAUSCH_TEST_MAIN(TestScramExchange)
#include "tst_scramexchange.moc"
