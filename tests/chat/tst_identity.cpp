// The key of a profile: made once, private, whole, and never replaced behind the user's back.
#include "chat/identity.h"
#include "support/filesizelimit.h"
#include "support/testmain.h"

#include <QDateTime>
#include <QProcess>
#include <QSslCertificateExtension>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace plausch::chat;
using plausch::test::FileSizeLimit;

class TestIdentity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_profile = m_dir->filePath(QStringLiteral("profile"));
        m_file = m_profile + QStringLiteral("/identity.pem");
    }

    void theFirstStartMakesIt()
    {
        const IdentityResult made = loadOrCreateIdentity(m_profile);
        QVERIFY2(made.error.isEmpty(), qPrintable(made.error));
        QVERIFY(made.created);
        QCOMPARE(made.identity.fingerprint.size(), 32);
        QCOMPARE(made.identity.key.type(), QSsl::PrivateKey);
        QCOMPARE(made.identity.key.algorithm(), QSsl::Ec);
        QCOMPARE(made.identity.key.length(), 256);
        QCOMPARE(QFile::permissions(m_file) & 0x0777, QFile::ReadUser | QFile::WriteUser);
        QCOMPARE(QFile::permissions(m_profile) & 0x0077, QFile::Permissions());
        QCOMPARE(QDir(m_profile).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                 QStringList{QStringLiteral("identity.pem")});
    }

    void theNextStartLoadsTheSame()
    {
        const IdentityResult made = loadOrCreateIdentity(m_profile);
        const QByteArray bytes = read();
        const IdentityResult loaded = loadOrCreateIdentity(m_profile);
        QVERIFY2(loaded.error.isEmpty(), qPrintable(loaded.error));
        QVERIFY(!loaded.created);
        QCOMPARE(loaded.identity.fingerprint, made.identity.fingerprint);
        QCOMPARE(loaded.identity.certificate, made.identity.certificate);
        QCOMPARE(loaded.identity.key, made.identity.key);
        QCOMPARE(read(), bytes);
    }

    void twoProfilesAreTwoPeople()
    {
        QVERIFY(loadOrCreateIdentity(m_profile).identity.fingerprint
                != loadOrCreateIdentity(m_profile + QStringLiteral("2")).identity.fingerprint);
    }

    void theCertificateTellsNothing()
    {
        const QSslCertificate certificate = loadOrCreateIdentity(m_profile).identity.certificate;
        QVERIFY(certificate.isSelfSigned());
        QCOMPARE(certificate.version(), QByteArray("3"));
        QCOMPARE(certificate.subjectInfoAttributes(), QList<QByteArray>{"CN"});
        QCOMPARE(certificate.subjectInfo(QSslCertificate::CommonName), QStringList{QStringLiteral("Plausch")});
        QVERIFY(certificate.subjectAlternativeNames().isEmpty());
        QCOMPARE(certificate.effectiveDate().date(), QDate(2000, 1, 1)); // not when the profile was made
        QCOMPARE(certificate.expiryDate().date(), QDate(9999, 12, 31));
    }

    void theFingerprintIsOpenSslsToo()
    {
        const QString openssl = QStandardPaths::findExecutable(QStringLiteral("openssl"));
        if (openssl.isEmpty())
            QSKIP("the openssl command is not installed");
        const QByteArray fingerprint = loadOrCreateIdentity(m_profile).identity.fingerprint;
        QProcess shell;
        shell.start(QStringLiteral("/bin/sh"),
                    {QStringLiteral("-c"),
                     QStringLiteral("\"$0\" x509 -in \"$1\" -noout -pubkey | \"$0\" pkey -pubin -outform DER"
                                    " | \"$0\" dgst -sha256 -r"),
                     openssl, m_file});
        QTRY_COMPARE_WITH_TIMEOUT(shell.state(), QProcess::NotRunning, 60'000);
        QCOMPARE(shell.readAllStandardOutput().left(64), fingerprint.toHex());
    }

    void aFileOthersCanReadIsTightened()
    {
        QVERIFY(loadOrCreateIdentity(m_profile).created);
        QVERIFY(
            QFile::setPermissions(m_file, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther));
        QVERIFY(loadOrCreateIdentity(m_profile).error.isEmpty());
        QCOMPARE(QFile::permissions(m_file) & 0x0777, QFile::ReadUser | QFile::WriteUser);
    }

    void aBrokenFileIsAnErrorAndStays_data()
    {
        QTest::addColumn<QString>("how");
        for (const char *how : {"empty", "noise", "half", "no key", "no certificate", "another's key", "huge"})
            QTest::newRow(how) << QString::fromLatin1(how);
    }
    void aBrokenFileIsAnErrorAndStays()
    {
        QFETCH(QString, how);
        QVERIFY(loadOrCreateIdentity(m_profile).created);
        const QByteArray good = read();
        const QByteArray begin = "-----BEGIN CERTIFICATE-----";
        const QByteArray key = good.left(good.indexOf(begin));
        const QByteArray certificate = good.mid(good.indexOf(begin));
        QByteArray broken = certificate;
        if (how == QStringLiteral("empty"))
            broken.clear();
        else if (how == QStringLiteral("noise"))
            broken = QByteArray("\0\xff\x30\x82", 4).repeated(99);
        else if (how == QStringLiteral("half"))
            broken = good.left(good.size() / 2);
        else if (how == QStringLiteral("no certificate"))
            broken = key;
        else if (how == QStringLiteral("huge"))
            broken = QByteArray(1'000'000, '\n') + good;
        else if (how == QStringLiteral("another's key")) {
            QVERIFY(QFile::remove(m_file));
            QVERIFY(loadOrCreateIdentity(m_profile).created);
            const QByteArray other = read();
            broken = other.left(other.indexOf(begin)) + certificate;
        }
        write(broken);
        const IdentityResult result = loadOrCreateIdentity(m_profile);
        QVERIFY2(result.error.contains(m_file), qPrintable(result.error));
        QVERIFY(!result.created);
        QVERIFY(result.identity.certificate.isNull() && result.identity.key.isNull());
        QVERIFY(result.identity.fingerprint.isEmpty());
        QCOMPARE(read(), broken);
    }

    void whatIsNoFileIsAnError()
    {
        QVERIFY(QDir().mkpath(m_file));
        const IdentityResult folder = loadOrCreateIdentity(m_profile);
        QVERIFY2(folder.error.contains(m_file), qPrintable(folder.error));

        const QString other = m_profile + QStringLiteral("2");
        QVERIFY(QDir().mkpath(other));
        QVERIFY(QFile::link(QStringLiteral("/nowhere/key.pem"), other + QStringLiteral("/identity.pem")));
        const IdentityResult dangling = loadOrCreateIdentity(other);
        QVERIFY2(dangling.error.contains(other), qPrintable(dangling.error));
        QVERIFY(!dangling.created);
    }

    void aFullDiskLeavesNothing()
    {
        IdentityResult result;
        {
            const FileSizeLimit full(100);
            result = loadOrCreateIdentity(m_profile);
        }
        QVERIFY2(result.error.contains(m_file), qPrintable(result.error));
        QVERIFY(QDir(m_profile).isEmpty());
        QVERIFY(loadOrCreateIdentity(m_profile).created);
    }

    void aStartThatWasCutOffIsNoObstacle()
    {
        QVERIFY(QDir().mkpath(m_profile));
        QFile left(m_file + QStringLiteral(".new"));
        QVERIFY(left.open(QIODevice::WriteOnly));
        left.write("half a ke");
        left.close();
        const IdentityResult result = loadOrCreateIdentity(m_profile);
        QVERIFY2(result.created, qPrintable(result.error));
        QVERIFY(!QFile::exists(left.fileName()));
    }

private:
    QByteArray read() const
    {
        QFile file(m_file);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void write(const QByteArray &bytes)
    {
        QFile file(m_file);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_profile;
    QString m_file;
};

PLAUSCH_TEST_MAIN(TestIdentity)
#include "tst_identity.moc"
