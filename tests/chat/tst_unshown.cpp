// News of a message that comes before its row is shown.
#include "chat/renewed.h"
#include "chat/unshown.h"
#include "support/testmain.h"

using namespace plausch;
using chat::Unshown;
using store::MessageState;

class TestUnshown : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsComeOutOnceAndInOrder()
    {
        Unshown rows;
        rows.add(QStringLiteral("anna"), row("1"));
        rows.add(QStringLiteral("anna"), row("2"));
        rows.add(QStringLiteral("max"), row("3"));
        const Unshown::Piles piles = rows.take();
        QCOMPARE(piles.size(), 2);
        QCOMPARE(piles.value(QStringLiteral("anna")).size(), 2);
        QCOMPARE(piles.value(QStringLiteral("anna")).at(1).id, QByteArray("2"));
        QVERIFY(rows.take().isEmpty());
    }

    void newsThatOvertakesItsRowIsNotLost()
    {
        Unshown rows;
        rows.add(QStringLiteral("anna"), row("1"));
        rows.add(QStringLiteral("anna"), row("2"));
        rows.setState(QStringLiteral("anna"), "1", MessageState::Sent);
        rows.setState(QStringLiteral("anna"), "1", MessageState::Delivered);
        const QList<store::MessageRow> shown = rows.take().value(QStringLiteral("anna"));
        QCOMPARE(shown.at(0).state, MessageState::Delivered);
        QCOMPARE(shown.at(1).state, MessageState::Queued);
    }

    void aRowReadBeforeTheNewsCameChangesNoState()
    {
        Unshown rows;
        store::MessageRow stored = row("1");
        stored.row = 1;
        rows.add(QStringLiteral("anna"), stored);
        rows.setState(QStringLiteral("anna"), "1", MessageState::Delivered);
        stored.chat = QStringLiteral("anna");
        stored.state = MessageState::Sent;
        stored.msgid = "m";
        QVERIFY(rows.replace(stored));
        const store::MessageRow shown = rows.take().value(QStringLiteral("anna")).constFirst();
        QCOMPARE(shown.state, MessageState::Delivered);
        QCOMPARE(shown.msgid, QByteArray("m"));
        stored.state = MessageState::Read;
        QCOMPARE(chat::renewed(shown, stored).state, MessageState::Read);
    }

    void aForgottenConversationShowsNothing()
    {
        Unshown rows;
        rows.add(QStringLiteral("anna"), row("1"));
        rows.forget(QStringLiteral("anna"));
        QVERIFY(rows.take().isEmpty());
    }

    void newsOfAnotherConversationOrOfSomebodyElsesMessageIsNothing()
    {
        Unshown rows;
        rows.add(QStringLiteral("anna"), row("1"));
        store::MessageRow received = row("2");
        received.mine = false;
        received.state = MessageState::Received;
        rows.add(QStringLiteral("anna"), received);
        rows.setState(QStringLiteral("max"), "1", MessageState::Sent);
        rows.setState(QStringLiteral("anna"), "2", MessageState::Sent); // ids are each sender's own
        rows.setState(QStringLiteral("anna"), "3", MessageState::Sent);
        const QList<store::MessageRow> shown = rows.take().value(QStringLiteral("anna"));
        QCOMPARE(shown.at(0).state, MessageState::Queued);
        QCOMPARE(shown.at(1).state, MessageState::Received);
    }

private:
    static store::MessageRow row(const char *id)
    {
        store::MessageRow made;
        made.id = id;
        made.mine = true;
        made.state = MessageState::Queued;
        return made;
    }
};

PLAUSCH_TEST_MAIN(TestUnshown)
#include "tst_unshown.moc"
