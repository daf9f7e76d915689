// Two people, two switchboards, real TLS sockets on loopback.
#include "support/cuttingproxy.h"
#include "support/person.h"
#include "support/testmain.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTcpServer>

using namespace plausch;
using chat::ChatKind;
using chat::Presence;
using chat::Switchboard;
using store::MessageState;
using test::CuttingProxy;
using test::Person;

namespace {

constexpr int Patience = 20'000;

QStringList numbered(int from, int to)
{
    QStringList texts;
    for (int number = from; number <= to; ++number)
        texts.append(QStringLiteral("Nachricht %1").arg(number));
    return texts;
}

QStringList threadNames()
{
    QStringList names;
    for (const QString &task : QDir(QStringLiteral("/proc/self/task")).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile file(QStringLiteral("/proc/self/task/%1/comm").arg(task));
        if (file.open(QIODevice::ReadOnly))
            names.append(QString::fromUtf8(file.readAll()).trimmed());
    }
    return names;
}

} // namespace

class TestTwoPeers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void talk_data();
    void talk();
    void statesGoFromQueuedToRead();
    void noStateIsLostOnTheWayToTheWindow();
    void whatALostLinkHadTakenIsQueuedAgain();
    void whatWasReadBeforeAcceptingIsConfirmedThen();
    void readReceiptsCanBeOff();
    void severalLinesAndLongTexts();
    void offlineMessagesWaitAndKeepOrder();
    void restartOfBothLosesNothing();
    void bothDialAtOnce();
    void cutAtAnyByte();
    void changedKeyIsRefusedBeforeAnythingIsSent();
    void whoWasCalledCanCallBack();
    void addressAddedBeforeTheStartWaitsForIt();
    void addressOfSomebodyConnectedIsAnsweredToo();
    void strangerOfTheSameNameIsAChangedKey_data();
    void strangerOfTheSameNameIsAChangedKey();
    void addressOfSomebodyElseIsNoChangedKey();
    void blockedBuddyStaysOut();
    void withdrawnMessageNeverArrives();
    void awayAndNewNameAreTold();
    void addByAddressFailsWithASentence();
    void discoveryFindsAndGreets();
    void invisibleIsNotFound();
    void visibleToBuddiesOnly();
    void takenPortIsReplacedAndSaid();
    void oneNamedThreadPerBuddy();
    void sharedLoopsWorkToo();
};

void TestTwoPeers::talk_data()
{
    QTest::addColumn<bool>("swapped");
    QTest::addRow("anna dials") << false;
    QTest::addRow("ben dials") << true;
}

void TestTwoPeers::talk()
{
    QFETCH(const bool, swapped);
    Person anna(QStringLiteral("Anna")), ben(QStringLiteral("Ben"));
    QVERIFY(anna.start() && ben.start());
    QVERIFY(swapped ? befriend(ben, anna) : befriend(anna, ben));
    anna.board().say(anna.chatWith(ben), QStringLiteral("Hallo Ben"));
    ben.board().say(ben.chatWith(anna), QStringLiteral("Grüß dich, Anna 🙂"));
    QTRY_COMPARE_WITH_TIMEOUT(ben.textsFrom(ben.chatWith(anna)), QStringList(QStringLiteral("Hallo Ben")), Patience);
    QTRY_COMPARE_WITH_TIMEOUT(anna.textsFrom(anna.chatWith(ben)), QStringList(QStringLiteral("Grüß dich, Anna 🙂")),
                              Patience);
    QCOMPARE(anna.info(ben)->name, QStringLiteral("Ben"));
    QVERIFY(anna.info(ben)->encrypted && anna.info(ben)->receipts);
    QCOMPARE(ben.info(anna)->unread, 1);
    QVERIFY(anna.stop());
    QTRY_COMPARE_WITH_TIMEOUT(ben.presence(anna), Presence::Offline, Patience);
    QVERIFY(ben.info(anna)->offlineSince > 0);
}

void TestTwoPeers::statesGoFromQueuedToRead()
{
    Person anna(QStringLiteral("Anna")), ben(QStringLiteral("Ben"));
    QVERIFY(anna.start() && ben.start() && befriend(anna, ben));
    anna.board().say(anna.chatWith(ben), QStringLiteral("eins"));
    QTRY_COMPARE_WITH_TIMEOUT(anna.stateCount(MessageState::Delivered), 1, Patience);
    QCOMPARE(anna.info(ben)->queued, 0);
    ben.board().markRead(ben.chatWith(anna), ben.shown.constLast().row.row);
    QTRY_COMPARE_WITH_TIMEOUT(anna.stateCount(MessageState::Read), 1, Patience);
    QCOMPARE(ben.info(anna)->unread, 0);
}

/// As a window keeps book: rows come as they are, and news changes the rows that are there.
void TestTwoPeers::noStateIsLostOnTheWayToTheWindow()
{
    constexpr int Count = 400;
    Person anna(QStringLiteral("Anna")), ben(QStringLiteral("Ben"));
    QVERIFY(anna.start() && ben.start() && befriend(anna, ben));
    QHash<QByteArray, MessageState> shown;
    auto sayNext = [&anna, &ben, said = 0]() mutable {
        if (said < Count)
            anna.board().say(anna.chatWith(ben), QString::number(++said));
    };
    connect(&anna.board(), &Switchboard::messagesAdded, &anna, [&](const auto &, const auto &rows) mutable {
        for (const store::MessageRow &row : rows) {
            shown.insert(row.id, row.state);
            sayNext();
        }
    });
    connect(&anna.board(), &Switchboard::messageStateChanged, &anna, [&](const auto &, const auto &id, auto state) {
        if (shown.contains(id))
            shown.insert(id, state);
    });
    for (int i = 0; i < 3; ++i)
        sayNext();
    QTRY_COMPARE_WITH_TIMEOUT(anna.stateCount(MessageState::Delivered), Count, Patience);
    QTRY_COMPARE_WITH_TIMEOUT(shown.size(), Count, Patience);
    for (const MessageState state : std::as_const(shown))
        QCOMPARE(state, MessageState::Delivered);
}

void TestTwoPeers::whatALostLinkHadTakenIsQueuedAgain()
{
    Person anna(QStringLiteral("Anna")), ben(QStringLiteral("Ben"));
    QVERIFY(anna.start() && ben.start());
    ben.board().addByAddress(anna.address());
    QTRY_VERIFY_WITH_TIMEOUT(!ben.answers.isEmpty(), Patience);
    const chat::ChatId chat = ben.chatWith(anna);
    ben.board().say(chat, QStringLiteral("Darf ich?")); // confirmed only when she accepts
    QTRY_COMPARE_WITH_TIMEOUT(ben.stateCount(MessageState::Sent), 1, Patience);
    const QByteArray id = ben.states.constBegin().key();
    QVERIFY(ben.board().isOnItsWay(chat, id));
    QVERIFY(!ben.board().isOnItsWay(chat, "another"));
    QVERIFY(anna.stop());
    QTRY_COMPARE_WITH_TIMEOUT(ben.stateCount(MessageState::Queued), 1, Patience);
    QVERIFY(!ben.board().isOnItsWay(chat, id));
}

void TestTwoPeers::whatWasReadBeforeAcceptingIsConfirmedThen()
{
    Person anna(QStringLiteral("Anna")), ben(QStringLiteral("Ben"));
    QVERIFY(anna.start() && ben.start());
    ben.board().addByAddress(anna.address());
    QTRY_VERIFY_WITH_TIMEOUT(!ben.answers.isEmpty(), Patience);
    ben.board().say(ben.chatWith(anna), QStringLiteral("Darf ich?"));
    QTRY_COMPARE_WITH_TIMEOUT(anna.shown.size(), 1, Patience);
    anna.board().markRead(anna.chatWith(ben), anna.shown.constLast().row.row);
    QTRY_COMPARE_WITH_TIMEOUT(ben.stateCount(MessageState::Sent), 1, Patience); // and no more than that
    anna.board().accept(anna.chatWith(ben));
    QTRY_COMPARE_WITH_TIMEOUT(ben.stateCount(MessageState::Read), 1, Patience);
}

void TestTwoPeers::readReceiptsCanBeOff()
{
    Person anna(QStringLiteral("Anna")), ben(QStringLiteral("Ben"));
    ben.settings().readReceipts = false;
    QVERIFY(anna.start() && ben.start() && befriend(anna, ben));
    anna.board().say(anna.chatWith(ben), QStringLiteral("eins"));
    QTRY_COMPARE_WITH_TIMEOUT(anna.stateCount(MessageState::Delivered), 1, Patience);
    ben.board().markRead(ben.chatWith(anna), ben.shown.constLast().row.row);
    anna.board().say(anna.chatWith(ben), QStringLiteral("zwei"));
    QTRY_COMPARE_WITH_TIMEOUT(anna.stateCount(MessageState::Delivered), 2, Patience);
    QCOMPARE(anna.stateCount(MessageState::Read), 0);
}

void TestTwoPeers::severalLinesAndLongTexts()
{
    Person anna(QStringLiteral("Anna")), ben(QStringLiteral("Ben"));
    QVERIFY(anna.start() && ben.start() && befriend(anna, ben));
    const QStringList texts = {QStringLiteral("erste Zeile\nzweite Zeile\n\nvierte"), QString(5'000, QChar(0xe4)),
                               QStringLiteral("   eingerückt  "), QStringLiteral(":Doppelpunkt zuerst"),
                               QStringLiteral("@tags=sehen;so aus :aber sind Text")};
    for (const QString &text : texts)
        anna.board().say(anna.chatWith(ben), text);
    QTRY_COMPARE_WITH_TIMEOUT(ben.textsFrom(ben.chatWith(anna)), texts, Patience);
    for (const QString &text : texts)
        ben.board().say(ben.chatWith(anna), text);
    QTRY_COMPARE_WITH_TIMEOUT(anna.textsFrom(anna.chatWith(ben)), texts, Patience);
}

void TestTwoPeers::offlineMessagesWaitAndKeepOrder()
{
    Person anna(QStringLiteral("Anna")), ben(QStringLiteral("Ben"));
    QVERIFY(anna.start() && ben.start() && befriend(anna, ben));
    QVERIFY(ben.stop());
    QTRY_COMPARE_WITH_TIMEOUT(anna.presence(ben), Presence::Offline, Patience);
    const QStringList texts = numbered(1, 300);
    for (const QString &text : texts)
        anna.board().say(anna.chatWith(ben), text);
    QTRY_COMPARE_WITH_TIMEOUT(anna.shown.size(), 300, Patience);
    QCOMPARE(anna.info(ben)->queued, 300);
    QVERIFY(ben.start());
    QTRY_COMPARE_WITH_TIMEOUT(ben.textsFrom(ben.chatWith(anna)), texts, Patience);
    QTRY_COMPARE_WITH_TIMEOUT(anna.info(ben)->queued, 0, Patience);
    QVERIFY(ben.shown.constFirst().row.sentAt <= ben.shown.constFirst().row.time);
}

void TestTwoPeers::restartOfBothLosesNothing()
{
    Person anna(QStringLiteral("Anna")), ben(QStringLiteral("Ben"));
    QVERIFY(anna.start() && ben.start() && befriend(anna, ben));
    ben.vanish();
    for (const QString &text : numbered(1, 50))
        anna.board().say(anna.chatWith(ben), text);
    anna.board().saveDraft(anna.chatWith(ben), QStringLiteral("halb ge"));
    QTRY_COMPARE_WITH_TIMEOUT(anna.shown.size(), 50, Patience);
    QVERIFY(anna.stop());
    anna.shown.clear();
    QVERIFY(anna.start());
    QCOMPARE(anna.info(ben)->queued, 50);
    QCOMPARE(anna.info(ben)->draft, QStringLiteral("halb ge"));
    QVERIFY(ben.start());
    QTRY_COMPARE_WITH_TIMEOUT(ben.textsFrom(ben.chatWith(anna)), numbered(1, 50), Patience);
    QTRY_COMPARE_WITH_TIMEOUT(anna.info(ben)->queued, 0, Patience);
}

void TestTwoPeers::bothDialAtOnce()
{
    Person anna(QStringLiteral("Anna")), ben(QStringLiteral("Ben"));
    QVERIFY(anna.start() && ben.start() && befriend(anna, ben));
    int number = 0;
    for (int round = 0; round < 25; ++round) {
        anna.board().addByAddress(ben.address());
        ben.board().addByAddress(anna.address());
        anna.board().say(anna.chatWith(ben), QStringLiteral("a%1").arg(number));
        ben.board().say(ben.chatWith(anna), QStringLiteral("b%1").arg(number++));
        QTRY_COMPARE_WITH_TIMEOUT(int(ben.textsFrom(ben.chatWith(anna)).size()), number, Patience);
        QTRY_COMPARE_WITH_TIMEOUT(int(anna.textsFrom(anna.chatWith(ben)).size()), number, Patience);
    }
    for (int i = 0; i < number; ++i) {
        QCOMPARE(ben.textsFrom(ben.chatWith(anna)).at(i), QStringLiteral("a%1").arg(i));
        QCOMPARE(anna.textsFrom(anna.chatWith(ben)).at(i), QStringLiteral("b%1").arg(i));
    }
    QTRY_COMPARE_WITH_TIMEOUT(anna.presence(ben), Presence::Online, Patience);
    QTRY_COMPARE_WITH_TIMEOUT(ben.presence(anna), Presence::Online, Patience);
}

void TestTwoPeers::cutAtAnyByte()
{
    Person anna(QStringLiteral("Anna")), ben(QStringLiteral("Ben"));
    QVERIFY(anna.start() && ben.start() && befriend(anna, ben));
    QVERIFY(ben.stop());
    QRandomGenerator random(4711);
    QVERIFY(ben.start());
    int left = 60;
    CuttingProxy proxy(ben.board().listenPort(), [&] { return left-- > 0 ? qint64(random.bounded(12'000)) : -1; });
    const auto chatOfBen = anna.chatWith(ben);
    QStringList texts, answers;
    for (int round = 0; round < 60; ++round) {
        anna.board().addByAddress(proxy.address());
        for (int i = 0; i < 5; ++i) {
            texts.append(QStringLiteral("hin %1").arg(texts.size()));
            answers.append(QStringLiteral("her %1").arg(answers.size()));
            anna.board().say(chatOfBen, texts.constLast());
            ben.board().say(ben.chatWith(anna), answers.constLast());
        }
        QTRY_VERIFY_WITH_TIMEOUT(anna.answers.size() > round, Patience);
    }
    QTRY_COMPARE_WITH_TIMEOUT(ben.textsFrom(ben.chatWith(anna)).size(), texts.size(), Patience);
    QTRY_COMPARE_WITH_TIMEOUT(anna.textsFrom(chatOfBen).size(), answers.size(), Patience);
    QCOMPARE(ben.textsFrom(ben.chatWith(anna)), texts);
    QCOMPARE(anna.textsFrom(chatOfBen), answers);
    QVERIFY(proxy.cuts() > 10);
}

void TestTwoPeers::changedKeyIsRefusedBeforeAnythingIsSent()
{
    Person anna(QStringLiteral("Anna")), ben(QStringLiteral("Ben"));
    QVERIFY(anna.start() && ben.start() && befriend(anna, ben));
    const chat::ChatId chat = anna.chatWith(ben);
    const QByteArray oldKey = ben.fingerprint();
    QVERIFY(ben.stop());
    ben.renewKey();
    ben.shown.clear();
    QTRY_COMPARE_WITH_TIMEOUT(anna.presence(ben), Presence::Offline, Patience);
    anna.board().say(chat, QStringLiteral("nur für Ben"));
    ben.settings().policy.visibility = realm::Visibility::Known; // the new Ben does not call
    QVERIFY(ben.start());
    QVERIFY(ben.fingerprint() != oldKey);
    anna.board().tryNow(chat);
    QTRY_COMPARE_WITH_TIMEOUT(anna.board().chat(chat)->presence, Presence::KeyChanged, Patience);
    QCOMPARE(anna.board().chat(chat)->fingerprint, oldKey);
    QCOMPARE(anna.board().chat(chat)->offeredFingerprint, ben.fingerprint());
    QCOMPARE(anna.board().chat(chat)->queued, 1);
    QVERIFY(ben.shown.isEmpty());
    // Ben also knows Anna still, by her key, and after the words were compared all goes on.
    anna.board().trustNewKey(chat);
    QTRY_COMPARE_WITH_TIMEOUT(ben.textsFrom(ben.chatWith(anna)), QStringList(QStringLiteral("nur für Ben")), Patience);
    QVERIFY(!anna.board().chat(chat)->verified);
}

void TestTwoPeers::whoWasCalledCanCallBack()
{
    Person anna(QStringLiteral("Anna")), ben(QStringLiteral("Ben"));
    QVERIFY(anna.start() && ben.start() && befriend(ben, anna));
    const QString address = ben.address();
    QVERIFY(ben.stop());
    QTRY_COMPARE_WITH_TIMEOUT(anna.presence(ben), Presence::Offline, Patience);
    QCOMPARE(anna.info(ben)->address, address); // where he listens, not where he called from
}

/// As with --connect: the call goes out once the list is loaded, and says where the caller listens.
void TestTwoPeers::addressAddedBeforeTheStartWaitsForIt()
{
    Person anna(QStringLiteral("Anna")), ben(QStringLiteral("Ben"));
    QVERIFY(anna.start());
    ben.addFirst = anna.address();
    QVERIFY(ben.start());
    QTRY_VERIFY_WITH_TIMEOUT(anna.info(ben) && anna.info(ben)->kind == ChatKind::Request, Patience);
    anna.board().accept(anna.chatWith(ben));
    const QString address = ben.address();
    QVERIFY(ben.stop());
    QTRY_COMPARE_WITH_TIMEOUT(anna.presence(ben), Presence::Offline, Patience);
    QCOMPARE(anna.info(ben)->address, address);
}

/// Whichever of the two links is kept, by whichever identity is smaller.
void TestTwoPeers::addressOfSomebodyConnectedIsAnsweredToo()
{
    Person anna(QStringLiteral("Anna")), ben(QStringLiteral("Ben"));
    QVERIFY(anna.start() && ben.start() && befriend(anna, ben));
    for (Person *person : {&anna, &ben}) {
        const Person &other = person == &anna ? ben : anna;
        person->answers.clear();
        person->board().addByAddress(other.address());
        QTRY_COMPARE_WITH_TIMEOUT(person->answers.size(), 1, Patience);
        QCOMPARE(person->answers.constFirst(), (std::pair{other.address(), QString()}));
        QTRY_COMPARE_WITH_TIMEOUT(person->presence(other), Presence::Online, Patience);
    }
}

/// The buddy with the new key calls himself, as a stranger; at his old address the new key is a changed one all the
/// same.
void TestTwoPeers::strangerOfTheSameNameIsAChangedKey_data()
{
    QTest::addColumn<bool>("discovery");
    QTest::addRow("by address") << false;
    QTest::addRow("with discovery") << true;
}

void TestTwoPeers::strangerOfTheSameNameIsAChangedKey()
{
    QFETCH(const bool, discovery);
    const auto port = quint16(discovery ? 20'000 + QRandomGenerator::global()->bounded(20'000) : 0);
    Person anna(QStringLiteral("Anna"), port), ben(QStringLiteral("Ben"), port);
    QVERIFY(anna.start() && ben.start() && befriend(ben, anna));
    const chat::ChatId chat = anna.chatWith(ben);
    QVERIFY(ben.stop());
    ben.renewKey();
    QVERIFY(ben.start());
    ben.board().addByAddress(anna.address());
    QTRY_VERIFY_WITH_TIMEOUT(anna.info(ben) && anna.info(ben)->kind == ChatKind::Request, Patience);
    anna.board().tryNow(chat);
    QTRY_COMPARE_WITH_TIMEOUT(anna.board().chat(chat)->presence, Presence::KeyChanged, Patience);
    anna.board().trustNewKey(chat);
    QTRY_COMPARE_WITH_TIMEOUT(anna.board().chat(chat)->presence, Presence::Online, Patience);
    QCOMPARE(anna.people().size(), 1); // the request was he
}

void TestTwoPeers::addressOfSomebodyElseIsNoChangedKey()
{
    Person anna(QStringLiteral("Anna")), ben(QStringLiteral("Ben")), cem(QStringLiteral("Cem"));
    QVERIFY(anna.start() && ben.start() && cem.start() && befriend(anna, ben) && befriend(anna, cem));
    const QString benWas = ben.address();
    QVERIFY(ben.stop() && cem.stop());
    cem.settings().port = benWas.section(u':', 1).toUShort();
    cem.forgetPort();
    QVERIFY(cem.start()); // where Ben was
    anna.board().tryNow(anna.chatWith(ben));
    QTRY_VERIFY_WITH_TIMEOUT(anna.presence(ben) == Presence::Offline, Patience);
    anna.board().say(anna.chatWith(ben), QStringLiteral("Ben?"));
    QTRY_COMPARE_WITH_TIMEOUT(anna.info(ben)->queued, 1, Patience);
    QVERIFY(cem.textsFrom(cem.chatWith(anna)).isEmpty());
    QVERIFY(anna.presence(ben) != Presence::KeyChanged);
}

void TestTwoPeers::blockedBuddyStaysOut()
{
    Person anna(QStringLiteral("Anna")), ben(QStringLiteral("Ben"));
    QVERIFY(anna.start() && ben.start() && befriend(anna, ben));
    anna.board().block(anna.chatWith(ben));
    QTRY_COMPARE_WITH_TIMEOUT(ben.presence(anna), Presence::Offline, Patience);
    QCOMPARE(anna.presence(ben), Presence::Blocked);
    ben.board().say(ben.chatWith(anna), QStringLiteral("hörst du mich?"));
    ben.board().tryNow(ben.chatWith(anna));
    QTRY_VERIFY_WITH_TIMEOUT(!ben.info(anna)->detail.isEmpty(), Patience);
    QVERIFY(anna.textsFrom(anna.chatWith(ben)).isEmpty());
    anna.board().unblock(anna.chatWith(ben));
    ben.board().tryNow(ben.chatWith(anna));
    QTRY_COMPARE_WITH_TIMEOUT(anna.textsFrom(anna.chatWith(ben)), QStringList(QStringLiteral("hörst du mich?")),
                              Patience);
}

void TestTwoPeers::withdrawnMessageNeverArrives()
{
    Person anna(QStringLiteral("Anna")), ben(QStringLiteral("Ben"));
    QVERIFY(anna.start() && ben.start() && befriend(anna, ben));
    QVERIFY(ben.stop());
    QTRY_COMPARE_WITH_TIMEOUT(anna.presence(ben), Presence::Offline, Patience);
    anna.board().say(anna.chatWith(ben), QStringLiteral("zurückgenommen"));
    anna.board().say(anna.chatWith(ben), QStringLiteral("gilt"));
    QTRY_COMPARE_WITH_TIMEOUT(anna.shown.size(), 2, Patience);
    anna.board().withdraw(anna.chatWith(ben), anna.shown.constFirst().row.id);
    QTRY_COMPARE_WITH_TIMEOUT(anna.info(ben)->queued, 1, Patience);
    QVERIFY(ben.start());
    QTRY_COMPARE_WITH_TIMEOUT(ben.textsFrom(ben.chatWith(anna)), QStringList(QStringLiteral("gilt")), Patience);
    QCOMPARE(anna.states.value(anna.shown.constFirst().row.id), MessageState::Withdrawn);
}

void TestTwoPeers::awayAndNewNameAreTold()
{
    Person anna(QStringLiteral("Anna")), ben(QStringLiteral("Ben"));
    QVERIFY(anna.start() && ben.start() && befriend(anna, ben));
    for (Person *who : {&anna, &ben}) { // the one who dialled, and the one who accepted
        Person &other = who == &anna ? ben : anna;
        chat::Settings settings = who->board().settings();
        settings.away = true;
        settings.awayText = QStringLiteral("beim Essen, gleich zurück");
        settings.name += QStringLiteral(" Müller");
        who->board().setSettings(settings);
        QTRY_COMPARE_WITH_TIMEOUT(other.presence(*who), Presence::Away, Patience);
        QCOMPARE(other.info(*who)->awayText, settings.awayText);
        QTRY_COMPARE_WITH_TIMEOUT(other.info(*who)->name, settings.name, Patience);
        settings.away = false;
        who->board().setSettings(settings);
        QTRY_COMPARE_WITH_TIMEOUT(other.presence(*who), Presence::Online, Patience);
    }
}

void TestTwoPeers::addByAddressFailsWithASentence()
{
    Person anna(QStringLiteral("Anna"));
    QVERIFY(anna.start());
    QVERIFY(!anna.board().addByAddress(QStringLiteral("kein:gültiger:port")).isEmpty());
    quint16 closedPort = 0;
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        closedPort = server.serverPort();
    }
    const QString closed = QStringLiteral("127.0.0.1:%1").arg(closedPort);
    QVERIFY(anna.board().addByAddress(closed).isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(anna.answers.size(), 1, Patience);
    QVERIFY(anna.answers.constFirst().second.contains(closed));
    QVERIFY(anna.board().addByAddress(anna.address()).isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(anna.answers.size(), 2, Patience);
    QVERIFY(anna.answers.constLast().second.contains(anna.address())); // it is you yourself
    QVERIFY(anna.people().isEmpty());
}

void TestTwoPeers::discoveryFindsAndGreets()
{
    const auto port = quint16(20'000 + QRandomGenerator::global()->bounded(20'000));
    Person anna(QStringLiteral("Anna"), port), ben(QStringLiteral("Ben"), port);
    QVERIFY(anna.start() && ben.start());
    QTRY_COMPARE_WITH_TIMEOUT(anna.presence(ben), Presence::Nearby, Patience);
    QTRY_COMPARE_WITH_TIMEOUT(ben.presence(anna), Presence::Nearby, Patience);
    QCOMPARE(anna.info(ben)->kind, ChatKind::Nearby);
    QCOMPARE(anna.info(ben)->name, QStringLiteral("Ben"));
    anna.board().say(anna.chatWith(ben), QStringLiteral("Hallo in die Runde"));
    QTRY_VERIFY_WITH_TIMEOUT(ben.info(anna)->kind == ChatKind::Request, Patience);
    QTRY_COMPARE_WITH_TIMEOUT(ben.textsFrom(ben.chatWith(anna)).size(), 1, Patience);
    QCOMPARE(anna.info(ben)->queued, 1); // nothing is confirmed to a stranger
    ben.board().say(ben.chatWith(anna), QStringLiteral("Hallo Anna")); // an answer accepts
    QTRY_COMPARE_WITH_TIMEOUT(anna.textsFrom(anna.chatWith(ben)), QStringList(QStringLiteral("Hallo Anna")), Patience);
    QTRY_COMPARE_WITH_TIMEOUT(anna.info(ben)->queued, 0, Patience);
    QCOMPARE(ben.info(anna)->kind, ChatKind::Buddy);
}

void TestTwoPeers::invisibleIsNotFound()
{
    const auto port = quint16(20'000 + QRandomGenerator::global()->bounded(20'000));
    Person anna(QStringLiteral("Anna"), port), ben(QStringLiteral("Ben"), port), cem(QStringLiteral("Cem"), port);
    ben.settings().policy.visibility = realm::Visibility::Nobody;
    QVERIFY(anna.start() && ben.start() && cem.start());
    QTRY_COMPARE_WITH_TIMEOUT(ben.presence(cem), Presence::Nearby, Patience); // sees, is not seen
    QTRY_COMPARE_WITH_TIMEOUT(anna.presence(cem), Presence::Nearby, Patience);
    QVERIFY(!anna.info(ben));
}

/// Known buddies recognise the key in a beacon without a name; to everybody else it is nobody.
void TestTwoPeers::visibleToBuddiesOnly()
{
    const auto port = quint16(20'000 + QRandomGenerator::global()->bounded(20'000));
    Person anna(QStringLiteral("Anna"), port), ben(QStringLiteral("Ben"), port), cem(QStringLiteral("Cem"), port);
    QVERIFY(anna.start() && ben.start() && befriend(anna, ben));
    QVERIFY(anna.stop() && ben.stop());
    ben.settings().policy.visibility = realm::Visibility::Known;
    anna.settings().policy.visibility = realm::Visibility::Nobody; // so it is she who has to find him
    for (Person *who : {&anna, &ben}) {
        who->settings().port = 0;
        who->forgetPort(); // where they knew each other, nobody is
    }
    QVERIFY(anna.start() && cem.start() && ben.start());
    QTRY_COMPARE_WITH_TIMEOUT(anna.presence(ben), Presence::Online, Patience);
    QTRY_COMPARE_WITH_TIMEOUT(ben.presence(cem), Presence::Nearby, Patience); // sees, is not seen
    QVERIFY(!cem.info(ben));
    // A new name is no reason to tell it.
    chat::Settings settings = ben.board().settings();
    settings.name = QStringLiteral("Benedikt");
    ben.board().setSettings(settings);
    QTRY_COMPARE_WITH_TIMEOUT(anna.info(ben)->name, settings.name, Patience);
    settings = cem.board().settings();
    settings.name = QStringLiteral("Cemal");
    cem.board().setSettings(settings);
    QTRY_COMPARE_WITH_TIMEOUT(anna.info(cem)->name, settings.name, Patience); // beacons later
    QVERIFY(!cem.info(ben));
}

void TestTwoPeers::takenPortIsReplacedAndSaid()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    Person anna(QStringLiteral("Anna"));
    anna.settings().port = other.serverPort();
    QVERIFY(anna.start());
    QVERIFY(anna.board().listenPort() != other.serverPort());
    QCOMPARE(anna.notices.size(), 1);
    QCOMPARE(anna.notices.constFirst().first, Switchboard::Notice::PortTaken);
    QCOMPARE(anna.notices.constFirst().second, QString::number(other.serverPort()));
}

void TestTwoPeers::oneNamedThreadPerBuddy()
{
    Person anna(QStringLiteral("Anna")), ben(QStringLiteral("Benedikt")), cem(QStringLiteral("Cem"));
    QVERIFY(anna.start() && ben.start() && cem.start() && befriend(anna, ben) && befriend(anna, cem));
    QTRY_COMPARE_WITH_TIMEOUT(threadNames().count(QStringLiteral("Benedikt")), 1, Patience);
    QTRY_COMPARE_WITH_TIMEOUT(threadNames().count(QStringLiteral("Cem")), 1, Patience);
    QCOMPARE(anna.info(ben)->threadName, QStringLiteral("Benedikt"));
    QVERIFY(ben.stop());
    QTRY_COMPARE_WITH_TIMEOUT(threadNames().count(QStringLiteral("Benedikt")), 0, Patience);
}

void TestTwoPeers::sharedLoopsWorkToo()
{
    Person anna(QStringLiteral("Anna")), ben(QStringLiteral("Ben"));
    anna.maxOwnLoops = 0;
    QVERIFY(anna.start() && ben.start() && befriend(anna, ben));
    for (const QString &text : numbered(1, 100))
        ben.board().say(ben.chatWith(anna), text);
    QTRY_COMPARE_WITH_TIMEOUT(anna.textsFrom(anna.chatWith(ben)), numbered(1, 100), Patience);
}

PLAUSCH_TEST_MAIN(TestTwoPeers)
#include "tst_twopeers.moc"
