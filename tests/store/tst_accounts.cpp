// Accounts and what belongs to them: certificates, read markers, metadata, K-lines.
#include "store/accounts.h"
#include "store/database.h"
#include "store/klines.h"
#include "store/metadata.h"
#include "store/readmarkers.h"
#include "support/filesizelimit.h"
#include "support/testmain.h"

#include <QTemporaryDir>

using namespace plausch::store;

namespace {

const QByteArray Certificate(32, '\x07');

AccountRow named(const QByteArray &name)
{
    AccountRow account;
    account.name = name;
    account.credential = deriveCredential("pencil", "0123456789abcdef", MinScramIterations);
    account.email = "max@example.org";
    account.created = 1'700'000'000'000;
    return account;
}

QByteArray allBytesOf(const QString &folder)
{
    QByteArray all;
    for (const QString &name : QDir(folder).entryList(QDir::Files)) {
        QFile file(folder + QLatin1Char('/') + name);
        if (file.open(QIODevice::ReadOnly))
            all += file.readAll();
    }
    return all;
}

} // namespace

class TestAccounts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_path = m_dir->filePath(QStringLiteral("accounts.db"));
        m_database = std::make_unique<Database>(m_path, AccountsSchema, Durability::Process);
        QVERIFY2(m_database->open(), qPrintable(m_database->error()));
        m_accounts = std::make_unique<Accounts>(*m_database);
    }
    void cleanup() { QVERIFY2(!m_database->failed(), qPrintable(m_database->error())); }

    void anAccountIsFoundInAnyCase()
    {
        const AccountRow max = named("Max");
        QVERIFY(m_accounts->add(max));
        QCOMPARE(m_accounts->find("max"), max);
        QCOMPARE(m_accounts->find("MAX"), max);
        QVERIFY(verifies(m_accounts->find("max")->credential, "pencil"));
        QVERIFY(!m_accounts->find("eva"));
        QVERIFY(!m_accounts->find(""));
    }

    void aNameIsTakenInAnyCase()
    {
        QVERIFY(m_accounts->add(named("Max")));
        AccountRow other = named("mAX");
        other.email = "other@example.org";
        QVERIFY(!m_accounts->add(other));
        QVERIFY(!m_database->failed());
        QCOMPARE(m_accounts->find("max"), named("Max"));
    }

    void namesAreUtf8()
    {
        QVERIFY(m_accounts->add(named("J\xc3\xbcrgen")));
        QCOMPARE(m_accounts->find("j\xc3\xbcRGEN")->name, "J\xc3\xbcrgen");
        QVERIFY(!m_accounts->find("j\xc3\x9crgen")); // only ASCII letters have a case here
    }

    void thePasswordStandsNowhere()
    {
        AccountRow max = named("Max");
        max.credential = *makeCredential("correct horse battery", MinScramIterations);
        QVERIFY(m_database->transact([&] { QVERIFY(m_accounts->add(max)); }));
        QVERIFY(!allBytesOf(m_dir->path()).contains("correct horse"));
        QVERIFY(allBytesOf(m_dir->path()).contains("max@example.org")); // or the line above could not fail
    }

    void aPasswordIsChanged()
    {
        QVERIFY(m_accounts->add(named("Max")));
        QVERIFY(m_accounts->setCredential("MAX", deriveCredential("new", "salt of another", 5'000)));
        const AccountRow max = *m_accounts->find("max");
        QVERIFY(verifies(max.credential, "new"));
        QVERIFY(!verifies(max.credential, "pencil"));
        QCOMPARE(max.credential.iterations, 5'000);
        QCOMPARE(max.email, "max@example.org");
        QVERIFY(!m_accounts->setCredential("eva", max.credential));
    }

    void emailsAreVerified()
    {
        QVERIFY(m_accounts->add(named("Max")));
        QCOMPARE(m_accounts->find("max")->verified, 0);
        QVERIFY(m_accounts->setEmail("max", "m@example.org", 5));
        QCOMPARE(m_accounts->find("max")->email, "m@example.org");
        QCOMPARE(m_accounts->find("max")->verified, 5);
        QVERIFY(!m_accounts->setEmail("eva", "m@example.org", 5));
    }

    void lastSeenOnlyMovesForward()
    {
        QVERIFY(m_accounts->add(named("Max")));
        QVERIFY(m_accounts->setLastSeen("max", 7));
        QVERIFY(m_accounts->setLastSeen("max", 5));
        QCOMPARE(m_accounts->find("max")->lastSeen, 7);
        QVERIFY(!m_accounts->setLastSeen("eva", 7));
    }

    void certificatesSignIn()
    {
        QVERIFY(m_accounts->add(named("Max")));
        QVERIFY(m_accounts->add(named("Eva")));
        QVERIFY(m_accounts->addFingerprint("MAX", Certificate, 2));
        QVERIFY(m_accounts->addFingerprint("max", "second", 1));
        QCOMPARE(m_accounts->findByFingerprint(Certificate)->name, "Max");
        QCOMPARE(m_accounts->fingerprints("max"), (QList<QByteArray>{"second", Certificate}));
        QVERIFY(!m_accounts->addFingerprint("eva", Certificate, 3)); // it is his
        QVERIFY(!m_accounts->addFingerprint("nobody", "third", 3));
        QVERIFY(!m_accounts->removeFingerprint("eva", Certificate));
        QVERIFY(m_accounts->removeFingerprint("max", Certificate));
        QVERIFY(!m_accounts->findByFingerprint(Certificate));
        QVERIFY(m_accounts->addFingerprint("eva", Certificate, 3));
    }

    void certificatesHaveACeiling()
    {
        QVERIFY(m_accounts->add(named("Max")));
        for (int i = 0; i < Accounts::MaxFingerprints; ++i)
            QVERIFY(m_accounts->addFingerprint("max", QByteArray::number(i), i));
        QVERIFY(!m_accounts->addFingerprint("max", "one more", 99));
        QCOMPARE(m_accounts->fingerprints("max").size(), Accounts::MaxFingerprints);
        QVERIFY(m_accounts->removeFingerprint("max", "0"));
        QVERIFY(m_accounts->addFingerprint("max", "one more", 99));
    }

    void aRemovedAccountLeavesNothing()
    {
        ReadMarkers markers(*m_database);
        Metadata metadata(*m_database);
        QVERIFY(m_accounts->add(named("Max")));
        QVERIFY(m_accounts->addFingerprint("max", Certificate, 1));
        QCOMPARE(markers.set("max", "#room", 5), 5);
        QVERIFY(metadata.set("max", "url", "x"));
        QVERIFY(m_accounts->remove("MAX"));
        QVERIFY(!m_accounts->remove("max"));
        QVERIFY(!m_accounts->find("max"));
        QVERIFY(!m_accounts->findByFingerprint(Certificate));
        QVERIFY(m_accounts->add(named("max"))); // somebody else, who has none of it
        QVERIFY(m_accounts->fingerprints("max").isEmpty());
        QCOMPARE(markers.of("max", "#room"), 0);
        QVERIFY(metadata.all("max").isEmpty());
    }

    void theSecretStays()
    {
        const QByteArray secret = m_accounts->secret();
        QCOMPARE(secret.size(), 32);
        QCOMPARE(m_accounts->secret(), secret);
        m_database->close();
        QVERIFY(m_database->open());
        QCOMPARE(Accounts(*m_database).secret(), secret);
    }

    void readMarkersOnlyMoveForward()
    {
        QVERIFY(m_accounts->add(named("Max")));
        QVERIFY(m_accounts->add(named("Eva")));
        ReadMarkers markers(*m_database);
        QCOMPARE(markers.of("max", "#room"), 0);
        QCOMPARE(markers.set("max", "#Room", 10), 10);
        QCOMPARE(markers.set("MAX", "#room", 5), 10);
        QCOMPARE(markers.set("max", "#room", 11), 11);
        QCOMPARE(markers.of("max", "#ROOM"), 11);
        QCOMPARE(markers.of("eva", "#room"), 0);
        QCOMPARE(markers.set("max", "eva", 3), 3);
        QCOMPARE(markers.all("max"), (QList<ReadMarkerRow>{{"#room", 11}, {"eva", 3}}));
        QCOMPARE(markers.set("nobody", "#room", 5), 0);
    }

    void readMarkersHaveACeiling()
    {
        QVERIFY(m_accounts->add(named("Max")));
        ReadMarkers markers(*m_database);
        QVERIFY(m_database->transact([&] {
            for (int i = 0; i < ReadMarkers::MaxPerAccount; ++i)
                markers.set("max", QByteArray::number(i), 1);
        }));
        QCOMPARE(markers.set("max", "one more", 1), 0);
        QCOMPARE(markers.set("max", "0", 2), 2); // what is there still moves
        QCOMPARE(markers.all("max").size(), ReadMarkers::MaxPerAccount);
    }

    void metadataIsSetAndRemoved()
    {
        Metadata metadata(*m_database);
        QVERIFY(metadata.all("max").isEmpty());
        QVERIFY(metadata.set("Max", "URL", "https://example.org"));
        QVERIFY(metadata.set("max", "avatar", ""));
        QVERIFY(metadata.set("#room", "url", "other"));
        QVERIFY(metadata.set("max", "url", "https://example.net"));
        QCOMPARE(metadata.all("MAX"), (QList<MetadataRow>{{"avatar", ""}, {"url", "https://example.net"}}));
        QVERIFY(metadata.remove("max", "Avatar"));
        QVERIFY(!metadata.remove("max", "avatar"));
        QVERIFY(metadata.clear("max"));
        QVERIFY(!metadata.clear("max"));
        QCOMPARE(metadata.all("#room").size(), 1);
    }

    void metadataHasACeiling()
    {
        Metadata metadata(*m_database);
        for (int i = 0; i < Metadata::MaxKeys; ++i)
            QVERIFY(metadata.set("max", QByteArray::number(i), "x"));
        QVERIFY(!metadata.set("max", "one-more", "x"));
        QVERIFY(metadata.set("max", "0", "y"));
        QVERIFY(metadata.set("eva", "0", "y"));
        QCOMPARE(metadata.all("max").size(), Metadata::MaxKeys);
    }

    void kLinesHoldUntilTheyExpire()
    {
        KLines klines(*m_database);
        const KLineRow address{KLineKind::Address, "192.0.2.0/24", "spam", "oper", 5, 0};
        const KLineRow account{KLineKind::Account, "max", "rude", "oper", 5, 100};
        QVERIFY(klines.set(account));
        QVERIFY(klines.set(address));
        QCOMPARE(klines.all(99), (QList<KLineRow>{address, account}));
        QCOMPARE(klines.all(100), QList<KLineRow>{address});
        KLineRow longer = account;
        longer.expires = 200;
        QVERIFY(klines.set(longer));
        QCOMPARE(klines.all(100), (QList<KLineRow>{address, longer}));
        QCOMPARE(klines.expire(199), 0);
        QCOMPARE(klines.expire(200), 1);
        QCOMPARE(klines.all(0), QList<KLineRow>{address});
        QVERIFY(!klines.remove(KLineKind::Mask, "192.0.2.0/24"));
        QVERIFY(klines.remove(KLineKind::Address, "192.0.2.0/24"));
        QVERIFY(klines.all(0).isEmpty());
    }

    void kLinesHaveACeiling()
    {
        KLines klines(*m_database);
        KLineRow line;
        QVERIFY(m_database->transact([&] {
            for (int i = 0; i < KLines::Max; ++i) {
                line.pattern = QByteArray::number(i);
                klines.set(line);
            }
        }));
        line.pattern = "one more";
        QVERIFY(!klines.set(line));
        line.pattern = "0";
        QVERIFY(klines.set(line));
    }

    void aFullDiskIsASentence()
    {
        {
            const plausch::test::FileSizeLimit full(1);
            QVERIFY(!m_database->transact([&] { m_accounts->add(named("Max")); }));
            QVERIFY2(m_database->error().contains(m_path), qPrintable(m_database->error()));
        }
        QVERIFY(!m_accounts->find("max"));
        QVERIFY(m_database->transact([&] { QVERIFY(m_accounts->add(named("Max"))); }));
    }

    void whatWasKeptIsThereAgain()
    {
        QVERIFY(m_accounts->add(named("Max")));
        m_database->close();
        QVERIFY(m_database->open());
        QCOMPARE(Accounts(*m_database).find("max"), named("Max"));
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Accounts> m_accounts;
};

PLAUSCH_TEST_MAIN(TestAccounts)
#include "tst_accounts.moc"
