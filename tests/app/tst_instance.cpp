// One program per profile.
#include "app/instance.h"
#include "support/testmain.h"

#include <QFile>
#include <QLocalSocket>
#include <QTemporaryDir>

using plausch::app::Instance;

class InstanceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSecondHandsOverAndTheFirstHears()
    {
        const QTemporaryDir profile;
        Instance first(profile.path());
        Instance second(profile.path());
        QString why;
        QCOMPARE(first.claim(&why), Instance::Role::First);
        QCOMPARE(second.claim(&why), Instance::Role::Second);
        QSignalSpy called(&first, &Instance::called);
        QSignalSpy handedOver(&second, &Instance::handedOver);
        second.handOver(QStringLiteral("10.0.0.7:50001"));
        QTRY_COMPARE(handedOver.size(), 1);
        QCOMPARE(handedOver.at(0).at(0).toBool(), true);
        QCOMPARE(called.size(), 1);
        QCOMPARE(called.at(0).at(0).toString(), QStringLiteral("10.0.0.7:50001"));
    }

    void aPlainSecondStartOnlyRaises()
    {
        const QTemporaryDir profile;
        Instance first(profile.path());
        Instance second(profile.path());
        QString why;
        QCOMPARE(first.claim(&why), Instance::Role::First);
        QSignalSpy called(&first, &Instance::called);
        second.handOver({});
        QTRY_COMPARE(called.size(), 1);
        QVERIFY(called.at(0).at(0).toString().isEmpty());
    }

    void twoProfilesDoNotMeet()
    {
        const QTemporaryDir one;
        const QTemporaryDir two;
        Instance first(one.path());
        Instance other(two.path());
        QString why;
        QCOMPARE(first.claim(&why), Instance::Role::First);
        QCOMPARE(other.claim(&why), Instance::Role::First);
    }

    void aLockOfTheDeadIsTakenOver()
    {
        const QTemporaryDir profile;
        QFile lock(profile.filePath(QStringLiteral("plausch.lock")));
        QVERIFY(lock.open(QIODevice::WriteOnly)); // what a killed program leaves: no process has this number
        lock.write("4194305\nplausch\n" + QSysInfo::machineHostName().toUtf8() + "\n");
        lock.close();
        Instance instance(profile.path());
        QString why;
        QCOMPARE(instance.claim(&why), Instance::Role::First);
    }

    void theProfileIsFreeAgainAfterTheFirst()
    {
        const QTemporaryDir profile;
        QString why;
        {
            Instance first(profile.path());
            QCOMPARE(first.claim(&why), Instance::Role::First);
        }
        Instance next(profile.path());
        QCOMPARE(next.claim(&why), Instance::Role::First);
    }

    void aCallWithoutEndIsHungUp()
    {
        const QTemporaryDir profile;
        Instance first(profile.path());
        QString why;
        QCOMPARE(first.claim(&why), Instance::Role::First);
        QSignalSpy called(&first, &Instance::called);
        QLocalSocket flood;
        flood.connectToServer(socketName(profile.path()));
        QTRY_COMPARE(flood.state(), QLocalSocket::ConnectedState);
        flood.write(QByteArray(4096, 'x'));
        QTRY_COMPARE(flood.state(), QLocalSocket::UnconnectedState);
        QVERIFY(called.isEmpty());
    }

private:
    static QString socketName(const QString &profile) { return Instance::socketNameFor(profile); }
};

PLAUSCH_TEST_MAIN(InstanceTest)
#include "tst_instance.moc"
