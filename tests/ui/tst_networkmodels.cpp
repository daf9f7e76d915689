// What the window knows of chat servers without a widget: members, completion, folded comings and goings, several
// speakers, the list's sections, links.
#include "conversation.h"
#include "support/testmain.h"
#include "ui/chatstate.h"
#include "ui/models/chatlistmodel.h"
#include "ui/models/completion.h"
#include "ui/models/irclink.h"
#include "ui/models/memberlistmodel.h"
#include "ui/models/messagetext.h"
#include "ui/models/networktext.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>

using namespace plausch;
using namespace plausch::ui;
using chat::ChatInfo;
using chat::ChatKind;
using chat::NetworkState;
using store::MessageKind;
using namespace Qt::StringLiterals;

namespace {

chat::Member member(const char *nick, const char *ranks = "", bool away = false)
{
    return {QString::fromUtf8(nick), QString::fromLatin1(ranks), {}, away};
}

template <typename Model> QString rows(const Model &model)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts.append(model.index(row).data().toString());
    return texts.join(u'|');
}

ChatInfo place(const char *id, ChatKind kind, const char *name, const char *network)
{
    ChatInfo info;
    info.id = QLatin1String(id);
    info.kind = kind;
    info.name = QString::fromUtf8(name);
    info.network = QLatin1String(network);
    info.networkName = QString::fromLatin1(network).toUpper();
    info.joined = true;
    return info;
}

store::MessageRow traffic(qint64 number, MessageKind kind, const char *who)
{
    store::MessageRow row = test::message(number, {});
    row.kind = kind;
    row.speaker = QLatin1String(who);
    return row;
}

store::MessageRow said(qint64 number, const char *who, const char *text)
{
    store::MessageRow row = test::message(number, QString::fromUtf8(text));
    row.speaker = QLatin1String(who);
    return row;
}

} // namespace

class NetworkModelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    // Members

    void membersStandByRankAndThenByName()
    {
        MemberListModel model;
        model.setMembers({member("zoe"), member("Anna"), member("max", "@+"), member("bo", "+"), member("eve", "~@")});
        QCOMPARE(rows(model), u"Founders (1)|eve|Operators (1)|max|With voice (1)|bo|Members (2)|Anna|zoe"_s);
        QCOMPARE(model.flags(model.index(0)), Qt::NoItemFlags);
        QVERIFY(model.flags(model.index(1)) & Qt::ItemIsSelectable);
        QCOMPARE(model.index(3).data(Qt::AccessibleTextRole).toString(), u"max, Operator"_s);
    }

    void whoComesOrGoesCostsOneRow()
    {
        MemberListModel model;
        model.setMembers({member("anna"), member("max")});
        QSignalSpy inserted(&model, &MemberListModel::rowsInserted);
        QSignalSpy removed(&model, &MemberListModel::rowsRemoved);
        QSignalSpy reset(&model, &MemberListModel::modelReset);
        QSignalSpy count(&model, &MemberListModel::countChanged);
        model.put(member("bo"));
        model.put(member("bo")); // nothing new
        QCOMPARE(rows(model), u"Members (3)|anna|bo|max"_s);
        model.remove(u"ANNA"_s);
        model.remove(u"nobody"_s);
        QCOMPARE(rows(model), u"Members (2)|bo|max"_s);
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(removed.size(), 1);
        QCOMPARE(reset.size(), 0);
        QCOMPARE(count.size(), 2);
    }

    void aNewRankMovesAndTakesItsHeadingAlong()
    {
        MemberListModel model;
        model.setMembers({member("anna"), member("max")});
        model.put(member("max", "@"));
        QCOMPARE(rows(model), u"Operators (1)|max|Members (1)|anna"_s);
        model.put(member("max", "@", true)); // away: same place
        QVERIFY(model.index(1).data(MemberListModel::AwayRole).toBool());
        model.put(member("max"));
        QCOMPARE(rows(model), u"Members (2)|anna|max"_s);
    }

    void theFilterHidesAndCountsAll()
    {
        MemberListModel model;
        model.setMembers({member("anna"), member("max", "@")});
        model.setFilter(u" AN "_s);
        QCOMPARE(rows(model), u"Members (1)|anna"_s);
        model.put(member("hannes", "@"));
        model.put(member("tom"));
        QCOMPARE(rows(model), u"Operators (1)|hannes|Members (1)|anna"_s);
        QCOMPARE(model.memberCount(), 4);
        model.remove(u"hannes"_s);
        model.setFilter({});
        QCOMPARE(rows(model), u"Operators (1)|max|Members (2)|anna|tom"_s);
    }

    void anyStormOfMembersEndsInOrder()
    {
        MemberListModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QRandomGenerator random(7);
        QHash<QString, chat::Member> truth;
        for (int step = 0; step < 1'000; ++step) {
            const QString nick = u"n%1"_s.arg(random.bounded(60));
            if (random.bounded(3) == 0) {
                model.remove(nick);
                truth.remove(nick);
                continue;
            }
            const chat::Member now{nick, QStringList{u""_s, u"+"_s, u"@"_s}.at(random.bounded(3)), {}, false};
            model.put(now);
            truth.insert(nick, now);
        }
        MemberListModel fresh;
        fresh.setMembers(truth.values());
        QCOMPARE(rows(model), rows(fresh));
    }

    // Completion

    void completes_data()
    {
        QTest::addColumn<QString>("text"); // | is the caret
        QTest::addColumn<QStringList>("results"); // of one Tab each; empty: nothing to complete
        QTest::newRow("at line start") << u"an|"_s << QStringList{u"anna: |"_s, u"andreas: |"_s, u"anna: |"_s};
        QTest::newRow("inside") << u"hello an|"_s << QStringList{u"hello anna |"_s};
        QTest::newRow("second line") << u"hello\nma|"_s << QStringList{u"hello\nMax: |"_s};
        QTest::newRow("before a space") << u"ma| is here"_s << QStringList{u"Max:| is here"_s};
        QTest::newRow("with @") << u"hi @ma|"_s << QStringList{u"hi @Max |"_s};
        QTest::newRow("room") << u"in #pl|"_s << QStringList{u"in #plausch |"_s};
        QTest::newRow("command") << u"/jo|"_s << QStringList{u"/join |"_s};
        QTest::newRow("no command inside") << u"see /jo|"_s << QStringList{u""_s};
        QTest::newRow("nobody") << u"xy|"_s << QStringList{u""_s};
        QTest::newRow("no letters") << u"hello |"_s << QStringList{u""_s};
        QTest::newRow("empty") << u"|"_s << QStringList{u""_s};
    }

    void completes()
    {
        QFETCH(QString, text);
        QFETCH(const QStringList, results);
        const CompletionWords words{{u"anna"_s, u"andreas"_s, u"Max"_s}, {u"#plausch"_s}, {u"join"_s, u"part"_s}};
        Completion completion;
        for (const QString &result : results) {
            const auto caret = static_cast<int>(text.indexOf(u'|'));
            const auto done = completion.next(text.remove(caret, 1), caret, words);
            QCOMPARE(done ? QString(done->text).insert(done->caret, u'|') : QString(), result);
            text = result;
        }
    }

    void backwardsOnlyWhereItBegan()
    {
        const CompletionWords words{{u"anna"_s, u"andreas"_s}, {}, {}};
        Completion completion;
        QVERIFY(!completion.next(u"a"_s, 1, words, -1));
        const auto first = completion.next(u"a"_s, 1, words);
        QCOMPARE(completion.next(first->text, first->caret, words, -1)->text, u"andreas: "_s);
        QVERIFY(!completion.next(u"anna: x"_s, 7, words, -1)); // typed on
    }

    // Folded comings and goings

    void comingsAndGoingsAreOneLineUntilUnfolded()
    {
        openWith({said(1, "anna", "hi"), traffic(2, MessageKind::Joined, "bo"), traffic(3, MessageKind::Quit, "max"),
                  traffic(4, MessageKind::Renamed, "tom"), said(5, "anna", "bye")});
        QCOMPARE(m_model->foldOf(1), ChatModel::Fold::Closed);
        QCOMPARE(m_model->foldOf(2), ChatModel::Fold::Hidden);
        QCOMPARE(m_model->shownText(1), u"\u25b8 1 came, 1 left, 1 changed the name"_s);
        QCOMPARE(m_model->shownText(2), QString());
        m_model->toggleFold(1);
        QCOMPARE(m_model->foldOf(1), ChatModel::Fold::Open);
        QCOMPARE(m_model->foldOf(3), ChatModel::Fold::None);
        QVERIFY(m_model->shownText(1).endsWith(u"bo came in"_s));
        m_model->toggleFold(3); // any of them closes it
        QCOMPARE(m_model->foldOf(3), ChatModel::Fold::Hidden);
    }

    void aloneNothingIsFolded()
    {
        openWith({said(1, "anna", "hi"), traffic(2, MessageKind::Joined, "bo"), said(3, "bo", "hi"),
                  traffic(4, MessageKind::Topic, "bo"), traffic(5, MessageKind::Parted, "bo")});
        for (int row = 0; row < 5; ++row)
            QCOMPARE(m_model->foldOf(row), ChatModel::Fold::None);
    }

    void aRunThatGrowsStaysAsItWas()
    {
        openWith({traffic(1, MessageKind::Joined, "a"), traffic(2, MessageKind::Joined, "b")});
        QSignalSpy changed(m_model.get(), &ChatModel::dataChanged);
        m_model->append({traffic(3, MessageKind::Parted, "a")});
        QCOMPARE(m_model->shownText(0), u"\u25b8 2 came, 1 left"_s);
        QVERIFY(std::any_of(changed.begin(), changed.end(),
                            [](const auto &signal) { return signal.at(0).toModelIndex().row() == 0; }));
        m_model->toggleFold(0);
        m_model->append({traffic(4, MessageKind::Parted, "b")});
        QCOMPARE(m_model->foldOf(0), ChatModel::Fold::Open);
        QCOMPARE(m_model->foldOf(3), ChatModel::Fold::None);
    }

    void aDayEndsARun()
    {
        store::MessageRow next = traffic(3, MessageKind::Joined, "c");
        next.time += 24 * 3'600'000;
        openWith({traffic(1, MessageKind::Joined, "a"), traffic(2, MessageKind::Joined, "b"), next});
        QCOMPARE(m_model->foldOf(1), ChatModel::Fold::Hidden);
        QCOMPARE(m_model->foldOf(2), ChatModel::Fold::None);
    }

    // Several speakers

    void everybodySpeaksUnderHisOwnNameAndGroup()
    {
        openWith({said(1, "anna", "one"), said(2, "anna", "two"), said(3, "bo", "three")});
        QCOMPARE(m_model->nameAt(0), u"anna"_s);
        QCOMPARE(m_model->nameAt(2), u"bo"_s);
        QVERIFY(!m_model->startsGroup(1));
        QVERIFY(m_model->startsGroup(2));
        store::MessageRow wave = said(4, "bo", "waves");
        wave.kind = MessageKind::Action;
        m_model->append({wave});
        QCOMPARE(m_model->shownText(3), u"bo waves"_s);
    }

    void whatHappenedIsNoNewMessage()
    {
        openWith({said(1, "anna", "hi")});
        QSignalSpy arrived(m_model.get(), &ChatModel::arrived);
        m_model->append({traffic(2, MessageKind::Joined, "bo"), said(3, "bo", "hi")});
        QCOMPARE(arrived.at(0).at(0).toInt(), 1);
    }

    void thePastFillsTheGapsInPlace()
    {
        m_missing = {2, 5, 6};
        openMany(8);
        QCOMPARE(m_model->rowCount(), 5);
        QSignalSpy reset(m_model.get(), &ChatModel::modelReset);
        m_missing.clear();
        m_model->reread();
        QCOMPARE(m_model->rowCount(), 8);
        for (int row = 0; row < 8; ++row)
            QCOMPARE(m_model->at(row).row, row + 1);
        QCOMPARE(reset.size(), 0);
        m_model->reread(); // and nothing twice
        QCOMPARE(m_model->rowCount(), 8);
    }

    // The list

    void roomsStandUnderTheirServer()
    {
        ChatListModel model;
        model.setChats({place("net:b", ChatKind::Server, "Beta", "b"), place("net:b:#z", ChatKind::Room, "#zoo", "b"),
                        place("net:b:eve", ChatKind::Person, "eve", "b"),
                        place("net:a", ChatKind::Server, "Alpha", "a"), place("net:a:#x", ChatKind::Room, "#x", "a"),
                        place("net:b:#a", ChatKind::Room, "#art", "b"), place("buddy:m", ChatKind::Buddy, "Max", "")});
        QCOMPARE(rows(model), u"Buddies|Max|Alpha|#x|Beta|#art|#zoo|eve"_s);
        QVERIFY(model.flags(model.index(2)) & Qt::ItemIsSelectable); // the heading is the server's own page
        model.setFilter(u"art"_s);
        QCOMPARE(rows(model), u"Beta|#art"_s);
        model.setFilter(u"alpha"_s);
        QCOMPARE(rows(model), u"Alpha"_s);
    }

    void theServersRowSaysHowItStands()
    {
        ChatListModel model;
        model.setChats({place("net:a", ChatKind::Server, "Alpha", "a")});
        chat::NetworkInfo network;
        network.row.id = u"a"_s;
        network.state = NetworkState::Waiting;
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        network.nextTryAt = now + 60'500;
        QSignalSpy changed(&model, &ChatListModel::dataChanged);
        model.putNetwork(network);
        QCOMPARE(changed.size(), 1);
        QVERIFY(model.index(0).data(ChatListModel::StateTextRole).toString().startsWith(u"Next try in 1:0"_s));
        QVERIFY(model.msecsToNextClock(now).has_value());
        model.touchClocks();
        QCOMPARE(changed.size(), 2);
        network.state = NetworkState::Online;
        network.nick = u"timo"_s;
        model.putNetwork(network);
        QCOMPARE(model.index(0).data(ChatListModel::StateTextRole).toString(), u"Online as timo"_s);
        QVERIFY(!model.msecsToNextClock(now).has_value());
    }

    void quietRoomsAreNotCounted_data()
    {
        QTest::addColumn<int>("level");
        QTest::addColumn<qint64>("mutedFor");
        QTest::addColumn<int>("counted");
        QTest::newRow("all") << int(store::NotifyLevel::All) << qint64(0) << 7;
        QTest::newRow("mentions") << int(store::NotifyLevel::Mentions) << qint64(0) << 2;
        QTest::newRow("none") << int(store::NotifyLevel::None) << qint64(0) << 0;
        QTest::newRow("muted for a while") << int(store::NotifyLevel::All) << qint64(3'600'000) << 0;
        QTest::newRow("no longer muted") << int(store::NotifyLevel::All) << qint64(-1) << 7;
    }

    void quietRoomsAreNotCounted()
    {
        QFETCH(const int, level);
        QFETCH(const qint64, mutedFor);
        ChatInfo room = place("net:a:#x", ChatKind::Room, "#x", "a");
        room.unread = 7;
        room.mentions = 2;
        room.notify = store::NotifyLevel(level);
        room.mutedUntil = mutedFor == 0 ? 0 : QDateTime::currentMSecsSinceEpoch() + mutedFor;
        ChatListModel model;
        model.setChats({room});
        QTEST(model.totalUnread(), "counted");
    }

    // Links

    void readsLinks_data()
    {
        QTest::addColumn<QString>("link");
        QTest::addColumn<QString>("read"); // host port tls room nick key; empty: refused
        QTest::newRow("room") << u"irc://irc.example.org/plausch"_s << u"irc.example.org 6667 0 #plausch - -"_s;
        QTest::newRow("TLS") << u"ircs://irc.example.org/plausch"_s << u"irc.example.org 6697 1 #plausch - -"_s;
        QTest::newRow("sign") << u"irc://host:7000/#plausch"_s << u"host 7000 0 #plausch - -"_s;
        QTest::newRow("encoded") << u"irc://host/%23%23c"_s << u"host 6667 0 ##c - -"_s;
        QTest::newRow("double sign") << u"irc://host/##c"_s << u"host 6667 0 ##c - -"_s;
        QTest::newRow("key") << u"ircs://host/room,needkey?geheim"_s << u"host 6697 1 #room - geheim"_s;
        QTest::newRow("nick") << u"irc://host/anna,isnick"_s << u"host 6667 0 - anna -"_s;
        QTest::newRow("host only") << u"IRCS://Host"_s << u"host 6697 1 - - -"_s;
        QTest::newRow("v6") << u"ircs://[::1]:7000/a"_s << u"::1 7000 1 #a - -"_s;
        QTest::newRow("line end") << u"irc://host/a%0d%0aQUIT"_s << u"host 6667 0 - - -"_s;
        QTest::newRow("no host") << u"irc:///room"_s << u""_s;
        QTest::newRow("web") << u"https://host/room"_s << u""_s;
    }

    void readsLinks()
    {
        QFETCH(const QString, link);
        const auto read = ircLink(QUrl(link));
        const auto shown = [](const QString &text) { return text.isEmpty() ? u"-"_s : text; };
        QTEST(read ? u"%1 %2 %3 %4 %5 %6"_s.arg(read->host)
                         .arg(read->port)
                         .arg(int(read->tls))
                         .arg(shown(read->room), shown(read->nick), shown(read->key))
                   : QString(),
              "read");
    }

    // The bar above the field

    void theBarSaysWhatToDo_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<bool>("joined");
        QTest::addColumn<QList<int>>("choices");
        const auto row = [](const char *name, NetworkState state, bool joined, const QList<ChatChoice> &choices) {
            QList<int> ids;
            for (const ChatChoice choice : choices)
                ids.append(int(choice));
            QTest::newRow(name) << int(state) << joined << ids;
        };
        row("off", NetworkState::Off, false, {ChatChoice::Connect});
        row("waiting", NetworkState::Waiting, false, {ChatChoice::TryNow, ChatChoice::EditServer});
        row("connecting", NetworkState::Connecting, false, {});
        row("securing", NetworkState::Securing, false, {});
        row("registering", NetworkState::Registering, false, {});
        row("password", NetworkState::AskingSecret, false, {ChatChoice::EnterPassword, ChatChoice::EditServer});
        row("certificate", NetworkState::AskingTrust, false, {ChatChoice::LookAtCertificate});
        row("key changed", NetworkState::KeyChanged, false, {ChatChoice::LookAtCertificate});
        row("refused", NetworkState::Refused, false, {ChatChoice::Connect, ChatChoice::EditServer});
        row("not in the room", NetworkState::Online, false, {ChatChoice::Join});
        row("in the room", NetworkState::Online, true, {});
    }

    void theBarSaysWhatToDo()
    {
        QFETCH(const int, state);
        QFETCH(const bool, joined);
        ChatInfo room = place("net:a:#x", ChatKind::Room, "#x", "a");
        room.joined = joined;
        chat::NetworkInfo network;
        network.state = NetworkState(state);
        network.title = u"Alpha"_s;
        QList<int> ids;
        if (const auto bar = networkBar(room, network, 0)) {
            QVERIFY(!bar->text.isEmpty());
            for (const BarContent::Choice &choice : bar->choices)
                ids.append(choice.id);
        }
        QTEST(ids, "choices");
    }

    void whyAServerRefusesIsNotFolded()
    {
        chat::NetworkInfo network;
        network.state = NetworkState::Refused;
        network.title = u"Alpha"_s;
        network.detail = u"The account has to be named like your nick"_s;
        const auto bar = networkBar(place("net:a", ChatKind::Server, "Alpha", "a"), network, 0);
        QVERIFY(bar && bar->text.contains(network.detail) && bar->details.isEmpty());
    }

private:
    void openWith(const QList<store::MessageRow> &rows)
    {
        m_conversation = test::Conversation(rows.size());
        m_conversation.make = [rows](qint64 number) { return rows.at(number - 1); };
        m_model = std::make_unique<ChatModel>();
        m_model->open(m_conversation.source(), {u"Timo"_s, u"#x"_s}, 1'000);
    }

    /// Numbers in m_missing are not in the store yet.
    void openMany(qint64 count)
    {
        const auto page = [this, count](qint64 first) {
            chat::Archive::Page there;
            for (qint64 number = first; number <= count; ++number) {
                if (!m_missing.contains(number))
                    there.rows.append(said(number, "anna", "x"));
            }
            return there;
        };
        PageSource source;
        source.before = [page](std::optional<store::Cursor> before, int, PageSource::Done done) {
            done(before ? chat::Archive::Page() : page(1));
        };
        source.after = [page](store::Cursor after, int, PageSource::Done done) { done(page(after.row + 1)); };
        m_model = std::make_unique<ChatModel>();
        m_model->open(source, {u"Timo"_s, u"#x"_s}, 1'000);
    }

    test::Conversation m_conversation;
    std::unique_ptr<ChatModel> m_model;
    QSet<qint64> m_missing;
};

PLAUSCH_TEST_MAIN(NetworkModelsTest)
#include "tst_networkmodels.moc"
