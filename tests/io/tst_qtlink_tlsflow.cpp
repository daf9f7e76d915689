#include "support/rawpair.h"
#include "support/testmain.h"
#include "support/tlspair.h"

using namespace plausch::io;
using namespace plausch::test;

/// Much, slow and last bytes through the tunnel.
class TestQtLinkTlsFlow : public QObject
{
    Q_OBJECT

    TestIdentity m_anna = makeIdentity("anna");
    TestIdentity m_bert = makeIdentity("bert");

    LinkOptions anna() const { return optionsOf(m_anna, Encryption::Tls); }
    LinkOptions bert() const { return optionsOf(m_bert, Encryption::Tls); }

private Q_SLOTS:
    void muchBothWays()
    {
        const QByteArray all = pattern(8 * Mega);
        LinkOptions client = anna();
        LinkOptions server = bert();
        client.highMark = server.highMark = 16 * Mega;
        client.readBudget = server.readBudget = 20'000;
        TlsPair pair(client, server);
        pair.dialler.write(all);
        pair.acceptor->write(all);
        EVENTUALLY(pair.dialler.bytes.size() == all.size() && pair.acceptor->bytes.size() == all.size());
        QVERIFY(pair.dialler.bytes == all && pair.acceptor->bytes == all);
        QVERIFY(pair.dialler.mostInTurn <= 20'000);
        QVERIFY(pair.acceptor->mostInTurn <= 20'000);
        EVENTUALLY(pair.dialler.writables == 1 && pair.acceptor->writables == 1);
        QVERIFY(pair.keptTheirPromises());
    }

    void notReadingHoldsTheSenderBack()
    {
        LinkOptions client = anna();
        client.highMark = 64 * Mega;
        TlsPair pair(client, bert());
        EVENTUALLY(pair.bothOpen());
        pair.acceptor->link->setReading(false);
        const QByteArray all = pattern(48 * Mega);
        pair.dialler.write(all);
        qint64 queued = -1;
        QElapsedTimer still; // stuck: nothing has moved for half a second
        still.start();
        EVENTUALLY([&] {
            if (std::exchange(queued, pair.dialler.link->queuedBytes()) != queued)
                still.restart();
            return still.elapsed() > 500;
        }());
        QVERIFY2(queued > all.size() / 2, qPrintable(QString::number(queued)));
        QVERIFY(pair.acceptor->bytes.isEmpty());
        pair.acceptor->link->setReading(true);
        EVENTUALLY(pair.acceptor->bytes.size() == all.size());
        QVERIFY(pair.acceptor->bytes == all);
    }

    void aPeerThatNeverReads()
    {
        LinkOptions client = anna();
        client.highMark = 200'000;
        TlsPair pair(client, bert());
        EVENTUALLY(pair.bothOpen());
        pair.acceptor->link->setReading(false);
        for (int i = 0; i < 100'000 && !pair.dialler.closed; ++i) {
            pair.dialler.write(QByteArray(10'000, 'x'));
            QCoreApplication::processEvents();
        }
        QVERIFY(pair.dialler.isClosed(CloseReason::WriteLimit));
        QVERIFY(pair.keptTheirPromises());
    }

    void closeFlushes()
    {
        const QByteArray all = pattern(Mega);
        TlsPair pair(anna(), bert());
        EVENTUALLY(pair.bothOpen());
        pair.dialler.write(all);
        pair.dialler.close(CloseReason::ProtocolError);
        EVENTUALLY(pair.bothClosed());
        QVERIFY(pair.dialler.isClosed(CloseReason::ProtocolError));
        QVERIFY(pair.acceptor->isClosed(CloseReason::PeerClosed));
        QVERIFY(pair.acceptor->bytes == all);
        QVERIFY(pair.keptTheirPromises());
    }

    void closeFlushesToAPeerThatTalksMeanwhile()
    {
        const QByteArray all = pattern(Mega);
        TlsPair pair(anna(), bert());
        EVENTUALLY(pair.bothOpen());
        pair.acceptor->whenBytes = [&](QByteArrayView) { pair.acceptor->write("and another thing"); };
        pair.dialler.link->setReading(false);
        pair.acceptor->write(QByteArray(500'000, 'x'));
        pair.dialler.write(all);
        pair.dialler.close();
        EVENTUALLY(pair.bothClosed());
        QVERIFY(pair.acceptor->bytes == all); // unread bytes have not made a RST of the end
        QVERIFY(pair.dialler.bytes.isEmpty());
    }

    void theEndWaitsForWhoDoesNotRead()
    {
        const QByteArray all = pattern(20'000);
        TlsPair pair(anna(), bert());
        EVENTUALLY(pair.bothOpen());
        pair.acceptor->link->setReading(false);
        pair.dialler.write(all);
        pair.dialler.close();
        EVENTUALLY(pair.dialler.closed);
        for (int turn = 0; turn < 50; ++turn)
            QCoreApplication::processEvents();
        QVERIFY(!pair.acceptor->closed);
        pair.acceptor->link->setReading(true);
        EVENTUALLY(pair.acceptor->isClosed(CloseReason::PeerClosed));
        QVERIFY(pair.acceptor->bytes == all);
    }

    void closeGivesUp()
    {
        LinkOptions client = anna();
        client.highMark = 64 * Mega;
        client.closeMsecs = 100;
        TlsPair pair(client, bert());
        EVENTUALLY(pair.bothOpen());
        pair.acceptor->link->setReading(false);
        pair.dialler.write(QByteArray(48 * Mega, 'x'));
        pair.dialler.close();
        EVENTUALLY(pair.dialler.isClosed(CloseReason::LocalClose));
    }

    void resetFlushesAndEnds()
    {
        TlsPair pair(anna(), bert());
        EVENTUALLY(pair.bothOpen());
        pair.dialler.write("written first");
        pair.dialler.reset(CloseReason::ReadLimit);
        EVENTUALLY(pair.bothClosed());
        QVERIFY(pair.dialler.isClosed(CloseReason::ReadLimit));
        QCOMPARE(pair.acceptor->bytes, QByteArray("written first"));
        QVERIFY(pair.keptTheirPromises());
    }

    void closedInItsCallbacks()
    {
        TlsPair pair(anna(), bert());
        pair.acceptor->whenOpened = [&] { pair.acceptor->reset(); };
        EVENTUALLY(pair.bothClosed());
        TlsPair second(anna(), bert());
        second.acceptor->whenBytes = [&](QByteArrayView) { second.acceptor->close(); };
        EVENTUALLY(second.bothOpen());
        second.dialler.write(QByteArray(500'000, 'x'));
        EVENTUALLY(second.bothClosed());
        QVERIFY(pair.keptTheirPromises() && second.keptTheirPromises());
    }

    void deletedAtAnyMoment()
    {
        TlsPair shaking(anna(), bert());
        shaking.acceptor->link.reset();
        EVENTUALLY(shaking.dialler.closed);
        TlsPair open(anna(), bert());
        EVENTUALLY(open.bothOpen());
        open.dialler.write("x");
        open.dialler.link.reset();
        EVENTUALLY(open.acceptor->closed);
        QVERIFY(!open.dialler.closed);
    }
};

PLAUSCH_TEST_MAIN(TestQtLinkTlsFlow)
#include "tst_qtlink_tlsflow.moc"
