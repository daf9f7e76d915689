#include "support/testmain.h"
#include "ui/models/chatlistmodel.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>

using namespace plausch;
using chat::ChatInfo;
using chat::ChatKind;
using chat::Presence;
using ui::ChatListModel;

class TestChatListModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany)); }
    void init();
    void noRowIsNoChat();
    void sectionsInOrder();
    void onlineFirstThenName();
    void presenceMovesARow();
    void aChangeInPlaceIsDataOnly();
    void acceptedRequestChangesSection();
    void removedChatTakesItsHeadingAlong();
    void filters();
    void headingsCannotBeChosen();
    void countsUnread();
    void roles();
    void hundredsGoOffline();
    void anyStormEndsInOrder();

private:
    static ChatInfo info(const char *name, ChatKind kind = ChatKind::Buddy, Presence presence = Presence::Offline)
    {
        ChatInfo chat;
        chat.id = QStringLiteral("buddy:") + QString::fromUtf8(name);
        chat.name = QString::fromUtf8(name);
        chat.kind = kind;
        chat.presence = presence;
        return chat;
    }
    static QStringList names(const ChatListModel &model)
    {
        QStringList list;
        for (int row = 0; row < model.rowCount(); ++row) {
            const bool heading = !model.chatAt(row);
            list.append((heading ? QStringLiteral("#") : QString()) + model.index(row).data().toString());
        }
        return list;
    }
    QString shown() const { return names(*m_model).join(u' '); }

    std::unique_ptr<ChatListModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestChatListModel::init()
{
    m_tester.reset();
    m_model = std::make_unique<ChatListModel>();
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void TestChatListModel::noRowIsNoChat()
{
    ChatListModel model;
    QVERIFY(!model.chatAt(-1)); // nothing is selected
    QVERIFY(!model.chatAt(0));
}

void TestChatListModel::sectionsInOrder()
{
    m_model->put(info("conv", ChatKind::Converter));
    m_model->put(info("vis", ChatKind::Visitor));
    m_model->put(info("near", ChatKind::Nearby));
    m_model->put(info("bud", ChatKind::Buddy));
    m_model->put(info("req", ChatKind::Request));
    QCOMPARE(shown(), QStringLiteral("#Requests req #Buddies bud #Nearby near #Visitors vis #Converter conv"));
}

void TestChatListModel::onlineFirstThenName()
{
    m_model->setChats({info("zoe", ChatKind::Buddy, Presence::Online), info("bob"), info("Anna"), info("carl10"),
                       info("carl9"), info("yan", ChatKind::Buddy, Presence::Away),
                       info("dora", ChatKind::Buddy, Presence::Unreachable)});
    QCOMPARE(shown(), QStringLiteral("#Buddies yan zoe Anna bob carl9 carl10 dora"));
}

void TestChatListModel::presenceMovesARow()
{
    m_model->setChats({info("a"), info("b"), info("c")});
    QSignalSpy moved(m_model.get(), &ChatListModel::rowsMoved);
    QSignalSpy reset(m_model.get(), &ChatListModel::modelReset);
    const QPersistentModelIndex c = m_model->index(3);
    m_model->put(info("c", ChatKind::Buddy, Presence::Online));
    QCOMPARE(shown(), QStringLiteral("#Buddies c a b"));
    QCOMPARE(c.row(), 1);
    m_model->put(info("c"));
    QCOMPARE(shown(), QStringLiteral("#Buddies a b c"));
    QCOMPARE(c.row(), 3);
    QCOMPARE(moved.size(), 2);
    QCOMPARE(reset.size(), 0);
}

void TestChatListModel::aChangeInPlaceIsDataOnly()
{
    m_model->setChats({info("a"), info("b")});
    QSignalSpy changed(m_model.get(), &ChatListModel::dataChanged);
    QSignalSpy layout(m_model.get(), &ChatListModel::layoutChanged);
    QSignalSpy moved(m_model.get(), &ChatListModel::rowsMoved);
    ChatInfo a = info("a");
    a.unread = 3;
    m_model->put(a);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex().row(), 1);
    QCOMPARE(layout.size() + moved.size(), 0);
}

void TestChatListModel::acceptedRequestChangesSection()
{
    m_model->setChats({info("a"), info("eva", ChatKind::Request), info("z")});
    const QPersistentModelIndex eva = m_model->index(m_model->rowOf(QStringLiteral("buddy:eva")));
    m_model->put(info("eva"));
    QCOMPARE(shown(), QStringLiteral("#Buddies a eva z"));
    QCOMPARE(eva.row(), 2);
    QCOMPARE(eva.data(ChatListModel::SectionRole).toInt(), static_cast<int>(ChatListModel::Section::Buddies));
}

void TestChatListModel::removedChatTakesItsHeadingAlong()
{
    m_model->setChats({info("a"), info("v", ChatKind::Visitor)});
    m_model->remove(QStringLiteral("buddy:v"));
    QCOMPARE(shown(), QStringLiteral("#Buddies a"));
    m_model->remove(QStringLiteral("buddy:unknown"));
    m_model->remove(QStringLiteral("buddy:a"));
    QCOMPARE(m_model->rowCount(), 0);
}

void TestChatListModel::filters()
{
    ChatInfo zoe = info("Zoë");
    zoe.address = QStringLiteral("10.0.0.7:50001");
    m_model->setChats({zoe, info("Jürgen"), info("Anna", ChatKind::Visitor)});
    QSignalSpy reset(m_model.get(), &ChatListModel::modelReset);
    m_model->setFilter(QStringLiteral(" JURG "));
    QCOMPARE(shown(), QStringLiteral("#Buddies Jürgen"));
    m_model->setFilter(QStringLiteral("10.0.0"));
    QCOMPARE(shown(), QStringLiteral("#Buddies Zoë"));
    m_model->put(info("Annika")); // does not match: stays out
    QCOMPARE(m_model->rowOf(QStringLiteral("buddy:Annika")), -1);
    m_model->setFilter(QStringLiteral("nobody"));
    QCOMPARE(m_model->rowCount(), 0);
    m_model->setFilter({});
    QCOMPARE(shown(), QStringLiteral("#Buddies Annika Jürgen Zoë #Visitors Anna"));
    QCOMPARE(reset.size(), 0);
}

void TestChatListModel::headingsCannotBeChosen()
{
    m_model->setChats({info("a")});
    QCOMPARE(m_model->flags(m_model->index(0)), Qt::NoItemFlags);
    QVERIFY(m_model->flags(m_model->index(1)) & Qt::ItemIsSelectable);
    QVERIFY(m_model->index(0).data(ChatListModel::IsHeadingRole).toBool());
    QVERIFY(!m_model->index(0).data(ChatListModel::NameRole).toString().isEmpty());
}

void TestChatListModel::countsUnread()
{
    QSignalSpy unread(m_model.get(), &ChatListModel::totalUnreadChanged);
    ChatInfo a = info("a");
    a.unread = 2;
    ChatInfo blocked = info("b", ChatKind::Buddy, Presence::Blocked);
    blocked.unread = 40;
    m_model->setChats({a, blocked});
    QCOMPARE(m_model->totalUnread(), 2);
    a.unread = 0;
    m_model->put(a);
    QCOMPARE(unread.size(), 2);
    QCOMPARE(unread.last()[0].toInt(), 0);
    m_model->put(a);
    QCOMPARE(unread.size(), 2);
}

void TestChatListModel::roles()
{
    ChatInfo a = info("a", ChatKind::Buddy, Presence::Unreachable);
    a.nextTryAt = QDateTime::currentMSecsSinceEpoch() + 14'000;
    a.unread = 2;
    a.last.time = QDateTime::currentMSecsSinceEpoch();
    a.last.mine = true;
    a.last.text = QStringLiteral("two\nlines");
    m_model->setChats({a});
    const QModelIndex index = m_model->index(1);
    QCOMPARE(index.data(ChatListModel::PresenceTextRole).toString(), QStringLiteral("Unreachable"));
    QCOMPARE(index.data(ChatListModel::LastLineRole).toString(), QStringLiteral("You: two lines"));
    QVERIFY(index.data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("a, Unreachable")));
    QVERIFY(!index.data(ChatListModel::KeyRole).toByteArray().isEmpty());
    QCOMPARE(m_model->roleNames().value(ChatListModel::UnreadRole), QByteArray("unread"));
}

/// A lost network takes the one block of those online to the bottom: as many moves as rows, none more.
void TestChatListModel::hundredsGoOffline()
{
    QList<ChatInfo> chats;
    for (int i = 0; i < 100; ++i)
        chats.append(info(qPrintable(QString::number(i)), ChatKind::Buddy, Presence::Online));
    m_model->setChats(chats);
    QSignalSpy moved(m_model.get(), &ChatListModel::rowsMoved);
    for (ChatInfo &chat : chats) {
        chat.presence = Presence::Offline;
        m_model->put(chat);
    }
    QVERIFY(moved.size() <= 100);
    QCOMPARE(m_model->rowCount(), 101);
    QCOMPARE(m_model->index(1).data().toString(), QStringLiteral("0"));
    QCOMPARE(m_model->index(100).data().toString(), QStringLiteral("99"));
}

void TestChatListModel::anyStormEndsInOrder()
{
    QRandomGenerator random(20261123);
    QMap<QString, ChatInfo> truth;
    for (int step = 0; step < 500; ++step) {
        ChatInfo chat = info(qPrintable(QStringLiteral("n%1").arg(random.bounded(40))));
        if (random.bounded(8) == 0) {
            m_model->remove(chat.id);
            truth.remove(chat.id);
            continue;
        }
        chat.kind = static_cast<ChatKind>(random.bounded(5));
        chat.presence = static_cast<Presence>(random.bounded(10));
        chat.name = QStringLiteral("n%1").arg(random.bounded(30));
        m_model->put(chat);
        truth.insert(chat.id, chat);
        if (step % 50 == 0)
            m_model->setFilter(random.bounded(2) == 0 ? QStringLiteral("n1") : QString());
    }
    m_model->setFilter({});
    ChatListModel fresh;
    fresh.setChats(truth.values());
    QCOMPARE(names(*m_model), names(fresh));
    for (int row = 0; row < fresh.rowCount(); ++row)
        QCOMPARE(m_model->index(row).data(ChatListModel::IdRole), fresh.index(row).data(ChatListModel::IdRole));
}

PLAUSCH_TEST_MAIN(TestChatListModel)
#include "tst_chatlistmodel.moc"
