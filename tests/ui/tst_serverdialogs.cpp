// The dialogs about chat servers and the list of members: what they show, what they ask for, what they refuse.
#include "support/testmain.h"
#include "ui/composer.h"
#include "ui/dialogs/joindialog.h"
#include "ui/dialogs/roomdialog.h"
#include "ui/dialogs/secretdialog.h"
#include "ui/dialogs/serverdialog.h"
#include "ui/dialogs/trustdialog.h"
#include "ui/memberpane.h"
#include "ui/rawwindow.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QSpinBox>
#include <QTreeView>
#include <QTreeWidget>

using namespace plausch;
using namespace plausch::ui;
using namespace Qt::StringLiterals;

namespace {

QPushButton *button(const QWidget &widget, const QString &part)
{
    for (QPushButton *candidate : widget.findChildren<QPushButton *>()) {
        if (candidate->text().remove(u'&').contains(part))
            return candidate;
    }
    return nullptr;
}

QLineEdit *field(const QWidget &widget, const QString &label)
{
    for (const QLabel *candidate : widget.findChildren<QLabel *>()) {
        if (candidate->text().remove(u'&').startsWith(label))
            return qobject_cast<QLineEdit *>(candidate->buddy());
    }
    return nullptr;
}

QString textOf(const QWidget &widget)
{
    QStringList texts;
    for (const QLabel *label : widget.findChildren<QLabel *>())
        texts.append(label->text());
    return texts.join(u'\n');
}

chat::NetworkInfo network(const char *id, chat::NetworkState state = chat::NetworkState::Online)
{
    chat::NetworkInfo info;
    info.row.id = QLatin1String(id);
    info.title = QString::fromLatin1(id).toUpper();
    info.state = state;
    return info;
}

} // namespace

class ServerDialogsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qRegisterMetaType<store::NetworkRow>();
        qRegisterMetaType<chat::NetworkCredentials>();
    }

    // A server

    void aServerNeedsAddressAndNickOnly()
    {
        ServerDialog dialog({}, u"Timo Müller"_s);
        QSignalSpy given(&dialog, &ServerDialog::serverGiven);
        QCOMPARE(field(dialog, u"Your nick"_s)->text(), u"Timo_Muller"_s);
        QVERIFY(!button(dialog, u"Add"_s)->isEnabled());
        QTest::keyClicks(field(dialog, u"Address"_s), u"irc.example.org"_s);
        QVERIFY(button(dialog, u"Add"_s)->isEnabled());
        button(dialog, u"Add"_s)->click();
        QCOMPARE(given.size(), 1);
        const auto row = given.at(0).at(0).value<store::NetworkRow>();
        QCOMPARE(row.host, u"irc.example.org"_s);
        QCOMPARE(row.port, 6697);
        QVERIFY(row.tls && row.autoConnect && row.account.isEmpty() && !row.serverPassword);
        QVERIFY(!given.at(0).at(1).value<chat::NetworkCredentials>().remember); // there is nothing to be kept
    }

    void addressesAreTakenApart_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("host");
        QTest::addColumn<int>("port");
        QTest::addColumn<bool>("tls");
        QTest::newRow("host") << u"irc.example.org"_s << u"irc.example.org"_s << 6697 << true;
        QTest::newRow("port") << u"irc.example.org:7000"_s << u"irc.example.org"_s << 7000 << true;
        QTest::newRow("link") << u"irc://irc.example.org"_s << u"irc.example.org"_s << 6667 << false;
        QTest::newRow("TLS link") << u"ircs://irc.example.org:7000/"_s << u"irc.example.org"_s << 7000 << true;
        QTest::newRow("v6") << u"[::1]:7000"_s << u"::1"_s << 7000 << true;
        QTest::newRow("bare v6") << u"::1"_s << u"::1"_s << 6697 << true;
    }

    void addressesAreTakenApart()
    {
        QFETCH(const QString, typed);
        ServerDialog dialog({}, u"timo"_s);
        QSignalSpy given(&dialog, &ServerDialog::serverGiven);
        field(dialog, u"Address"_s)->setText(typed);
        button(dialog, u"Add"_s)->click();
        QCOMPARE(given.size(), 1);
        const auto row = given.at(0).at(0).value<store::NetworkRow>();
        QTEST(row.host, "host");
        QTEST(int(row.port), "port");
        QTEST(row.tls, "tls");
    }

    void thePortFollowsTheEncryptionUnlessItWasChosen()
    {
        ServerDialog dialog({}, u"timo"_s);
        auto *tls = dialog.findChild<QCheckBox *>();
        auto *port = dialog.findChild<QSpinBox *>();
        tls->setChecked(false);
        QCOMPARE(port->value(), 6667);
        port->setValue(7000);
        tls->setChecked(true);
        QCOMPARE(port->value(), 7000);
    }

    void aNewAccountNeedsAPasswordAndEncryption()
    {
        ServerDialog dialog({}, u"timo"_s);
        QSignalSpy given(&dialog, &ServerDialog::serverGiven);
        field(dialog, u"Address"_s)->setText(u"irc.example.org"_s);
        dialog.findChild<QComboBox *>()->setCurrentIndex(3);
        QVERIFY(!button(dialog, u"Add"_s)->isEnabled());
        field(dialog, u"Password"_s)->setText(u"geheim"_s);
        QVERIFY(button(dialog, u"Add"_s)->isEnabled());
        dialog.findChild<QCheckBox *>()->setChecked(false); // TLS
        QVERIFY(!button(dialog, u"Add"_s)->isEnabled());
        field(dialog, u"Address"_s)->setText(u"127.0.0.1"_s); // nobody reads along there
        QVERIFY(button(dialog, u"Add"_s)->isEnabled());
        button(dialog, u"Add"_s)->click();
        const auto credentials = given.at(0).at(1).value<chat::NetworkCredentials>();
        QVERIFY(credentials.registerAccount && credentials.remember);
        QCOMPARE(credentials.secret, u"geheim"_s);
        QCOMPARE(given.at(0).at(0).value<store::NetworkRow>().account, u"timo"_s);
    }

    void nicksThatNoServerTakesAreRefused_data()
    {
        QTest::addColumn<QString>("nick");
        QTest::addColumn<bool>("taken");
        QTest::newRow("plain") << u"timo"_s << true;
        QTest::newRow("umlaut") << u"müller"_s << true; // a server may; if not, it says so
        QTest::newRow("space") << u"ti mo"_s << false;
        QTest::newRow("room") << u"#timo"_s << false;
        QTest::newRow("mask") << u"timo!a@b"_s << false;
        QTest::newRow("empty") << u""_s << false;
    }

    void nicksThatNoServerTakesAreRefused()
    {
        QFETCH(const QString, nick);
        ServerDialog dialog({}, u"timo"_s);
        field(dialog, u"Address"_s)->setText(u"host"_s);
        field(dialog, u"Your nick"_s)->setText(nick);
        QTEST(button(dialog, u"Add"_s)->isEnabled(), "taken");
    }

    void anotherAddressForgetsTheTrustedKey()
    {
        store::NetworkRow row;
        row.id = u"id"_s;
        row.host = u"host"_s;
        row.nick = u"timo"_s;
        row.pinnedKey = QByteArray(32, 'k');
        for (const bool moved : {false, true}) {
            ServerDialog dialog(row, {});
            QSignalSpy given(&dialog, &ServerDialog::serverGiven);
            if (moved)
                field(dialog, u"Address"_s)->setText(u"elsewhere"_s);
            button(dialog, u"Save"_s)->click();
            const auto saved = given.at(0).at(0).value<store::NetworkRow>();
            QCOMPARE(saved.pinnedKey.isEmpty(), moved);
            QCOMPARE(saved.id, row.id);
        }
    }

    void thePasswordIsGivenOnceAndNotShown()
    {
        chat::NetworkInfo info = network("a");
        info.row.account = u"timo"_s;
        info.detail = u"The password is refused."_s;
        SecretDialog dialog(info);
        QSignalSpy given(&dialog, &SecretDialog::secretGiven);
        QVERIFY(textOf(dialog).contains(u"refused"_s));
        auto *secret = dialog.findChild<QLineEdit *>();
        QCOMPARE(secret->echoMode(), QLineEdit::Password);
        QVERIFY(!button(dialog, u"Sign in"_s)->isEnabled());
        secret->setText(u"geheim"_s);
        dialog.findChild<QCheckBox *>()->setChecked(false);
        button(dialog, u"Sign in"_s)->click();
        QCOMPARE(given.at(0).at(0).toString(), u"geheim"_s);
        QCOMPARE(given.at(0).at(1).toBool(), false);
    }

    // A certificate

    void anUnknownCertificateIsTrustedByOneDecision()
    {
        TrustDialog dialog({u"a"_s, u"host"_s, 6697, QByteArray(32, 'n'), {}, {}});
        QSignalSpy trusted(&dialog, &TrustDialog::trusted);
        const QString text = textOf(dialog);
        QVERIFY(text.contains(u"host:6697"_s));
        QVERIFY(text.contains(chat::readableFingerprint(QByteArray(32, 'n'))));
        QVERIFY(button(dialog, u"Cancel"_s)->isDefault());
        button(dialog, u"Trust"_s)->click();
        QCOMPARE(trusted.size(), 1);
    }

    void aChangedKeyWantsMoreThanOneClick()
    {
        TrustDialog dialog({u"a"_s, u"host"_s, 6697, QByteArray(32, 'n'), QByteArray(32, 'o'), {}});
        const QString text = textOf(dialog);
        QVERIFY(text.contains(chat::readableFingerprint(QByteArray(32, 'n'))));
        QVERIFY(text.contains(chat::readableFingerprint(QByteArray(32, 'o'))));
        QVERIFY(!button(dialog, u"Trust"_s)->isEnabled());
        dialog.findChild<QCheckBox *>()->setChecked(true);
        QVERIFY(button(dialog, u"Trust"_s)->isEnabled());
    }

    // Rooms

    void aRoomIsJoinedByItsNameWithOrWithoutItsSign()
    {
        for (const QString &typed : {u"plausch"_s, u" #plausch "_s}) {
            JoinDialog dialog({network("a"), network("b")}, u"b"_s);
            QSignalSpy given(&dialog, &JoinDialog::roomGiven);
            QVERIFY(!button(dialog, u"Join"_s)->isEnabled());
            field(dialog, u"Room"_s)->setText(typed);
            field(dialog, u"Password"_s)->setText(u"key"_s);
            button(dialog, u"Join"_s)->click();
            QCOMPARE(given.at(0), (QVariantList{u"b"_s, u"#plausch"_s, u"key"_s}));
        }
    }

    void theListOfRoomsIsAskedForSearchedAndChosenFrom()
    {
        JoinDialog dialog({network("a")}, u"a"_s);
        QSignalSpy wanted(&dialog, &JoinDialog::listWanted);
        QSignalSpy given(&dialog, &JoinDialog::roomGiven);
        dialog.show();
        button(dialog, u"List"_s)->click();
        QCOMPARE(wanted.size(), 1);
        dialog.addFound(u"a"_s, {u"#small"_s, 2, u"few"_s});
        dialog.addFound(u"a"_s, {u"#large"_s, 200, u"All about sockets"_s});
        dialog.addFound(u"other"_s, {u"#other"_s, 5, {}});
        dialog.setListed(u"a"_s);
        QCOMPARE(dialog.shownRooms().rowCount(), 2);
        QCOMPARE(dialog.shownRooms().index(0, 0).data().toString(), u"#large"_s); // the largest first
        for (QLineEdit *edit : dialog.findChildren<QLineEdit *>()) {
            if (edit->accessibleName().startsWith(u"Search"_s))
                edit->setText(u"SOCKETS"_s);
        }
        QCOMPARE(dialog.shownRooms().rowCount(), 1);
        auto *view = dialog.findChild<QTreeView *>();
        view->setCurrentIndex(dialog.shownRooms().index(0, 0));
        QCOMPARE(field(dialog, u"Room"_s)->text(), u"#large"_s);
        Q_EMIT view->activated(view->currentIndex());
        QCOMPARE(given.at(0).at(1).toString(), u"#large"_s);
    }

    void aServerThatIsAwayListsNothingButIsJoinedLater()
    {
        JoinDialog dialog({network("a", chat::NetworkState::Waiting)}, u"a"_s);
        QVERIFY(!button(dialog, u"List"_s)->isEnabled());
        QVERIFY(textOf(dialog).contains(u"as soon as"_s));
        field(dialog, u"Room"_s)->setText(u"#x"_s);
        QVERIFY(button(dialog, u"Join"_s)->isEnabled());
    }

    void aListWithoutEndHasAnEnd()
    {
        RoomsModel model;
        model.add(QList<chat::FoundRoom>(RoomsModel::MaxRooms - 1));
        model.add(QList<chat::FoundRoom>(3));
        model.add(QList<chat::FoundRoom>(3));
        QCOMPARE(model.rowCount(), RoomsModel::MaxRooms);
        QCOMPARE(model.dropped(), 5);
    }

    void topicRulesAndBansAreAskedFor()
    {
        chat::ChatInfo room;
        room.name = u"#x"_s;
        room.topic = u"old"_s;
        room.ownRanks = u"@"_s;
        room.modes = u"ntl"_s;
        room.modeArguments = {{u'l', u"20"_s}};
        RoomDialog dialog(room, 8);
        QSignalSpy topic(&dialog, &RoomDialog::topicGiven);
        QSignalSpy modes(&dialog, &RoomDialog::modesGiven);
        QSignalSpy ban(&dialog, &RoomDialog::banWanted);
        QSignalSpy unban(&dialog, &RoomDialog::unbanWanted);
        auto *edit = dialog.findChild<QPlainTextEdit *>();
        auto *set = button(dialog, u"Set the topic"_s);
        QVERIFY(!set->isEnabled()); // nothing to set
        edit->setPlainText(u"ümlauts"_s); // eight bytes
        QVERIFY(set->isEnabled());
        set->click();
        QCOMPARE(topic.at(0).at(0).toString(), u"ümlauts"_s);
        edit->setPlainText(u"nine byte"_s);
        QVERIFY(!set->isEnabled());

        const auto rule = [&dialog](const QString &letter) { return dialog.findChild<QCheckBox *>(letter); };
        QVERIFY(rule(u"n"_s)->isChecked() && rule(u"t"_s)->isChecked() && rule(u"l"_s)->isChecked());
        QVERIFY(!rule(u"m"_s)->isChecked() && !rule(u"k"_s)->isChecked());
        QCOMPARE(dialog.findChild<QLineEdit *>(u"lvalue"_s)->text(), u"20"_s);
        rule(u"m"_s)->click();
        QCOMPARE(modes.at(0), (QVariantList{u"+m"_s, QStringList()}));
        dialog.setFailed(u"No."_s);
        QVERIFY(!rule(u"m"_s)->isChecked()); // it is not so
        rule(u"k"_s)->click(); // without a word there is nothing to set
        QCOMPARE(modes.size(), 1);
        QVERIFY(!rule(u"k"_s)->isChecked());
        dialog.findChild<QLineEdit *>(u"kvalue"_s)->setText(u"sesame"_s);
        dialog.findChild<QPushButton *>(u"kset"_s)->click();
        QCOMPARE(modes.at(1), (QVariantList{u"+k"_s, QStringList{u"sesame"_s}}));
        room.modes = u"ntk"_s;
        room.modeArguments = {};
        dialog.setRules(room);
        QVERIFY(!rule(u"l"_s)->isChecked());
        dialog.findChild<QLineEdit *>(u"kvalue"_s)->clear();
        rule(u"k"_s)->click();
        QCOMPARE(modes.at(2), (QVariantList{u"-k"_s, QStringList{u"*"_s}}));

        auto *bans = dialog.findChild<QTreeWidget *>();
        dialog.setBans({{u"*!*@evil"_s, u"anna"_s, 0}});
        QVERIFY(!button(dialog, u"Lift"_s)->isEnabled());
        bans->setCurrentItem(bans->topLevelItem(0));
        button(dialog, u"Lift"_s)->click();
        QCOMPARE(unban.at(0).at(0).toString(), u"*!*@evil"_s);
        for (QLineEdit *mask : dialog.findChildren<QLineEdit *>()) {
            if (mask->accessibleName().startsWith(u"Whom"_s))
                mask->setText(u" eve "_s);
        }
        button(dialog, u"Ban"_s)->click();
        QCOMPARE(ban.at(0).at(0).toString(), u"eve"_s);
        dialog.setFailed(u"Only operators may do that."_s);
        QVERIFY(textOf(dialog).contains(u"Only operators may"_s));
    }

    // Members

    void whatIsOfferedDependsOnOnesOwnRank_data()
    {
        QTest::addColumn<QString>("own");
        QTest::addColumn<QString>("offered");
        QTest::newRow("member") << u""_s << u"Message|Add|Mention|Who"_s;
        QTest::newRow("voice") << u"+"_s << u"Message|Add|Mention|Who"_s;
        QTest::newRow("half-operator") << u"%"_s << u"Message|Add|Mention|Who|Give voice|Kick|Kick and"_s;
        QTest::newRow("operator") << u"@"_s << u"Message|Add|Mention|Who|Make|Give voice|Kick|Kick and"_s;
        QTest::newRow("founder") << u"~@"_s << u"Message|Add|Mention|Who|Make|Give voice|Kick|Kick and"_s;
    }

    void whatIsOfferedDependsOnOnesOwnRank()
    {
        QFETCH(const QString, own);
        QFETCH(const QString, offered);
        MemberPane pane;
        pane.setOwnNick(u"timo"_s);
        pane.model().setMembers({{u"timo"_s, own, {}, false}, {u"anna"_s, {}, {}, false}});
        QSignalSpy wanted(&pane, &MemberPane::actionWanted);
        const std::unique_ptr<QMenu> menu(pane.menuFor(u"anna"_s));
        const QStringList starts = offered.split(u'|');
        QList<QAction *> actions = menu->actions();
        actions.removeIf([](const QAction *action) { return action->isSeparator(); });
        QCOMPARE(actions.size(), starts.size());
        for (int i = 0; i < starts.size(); ++i)
            QVERIFY2(actions.at(i)->text().remove(u'&').startsWith(starts.at(i)), qPrintable(actions.at(i)->text()));
        actions.at(0)->trigger();
        QCOMPARE(wanted.at(0).at(1).toString(), u"anna"_s);
    }

    void membersAreReachedByKeys()
    {
        MemberPane pane;
        pane.model().setMembers({{u"anna"_s, u"@"_s, {}, false}, {u"bo"_s, {}, {}, false}});
        pane.show();
        pane.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&pane));
        QSignalSpy wanted(&pane, &MemberPane::actionWanted);
        QSignalSpy closed(&pane, &MemberPane::closeWanted);
        pane.filter()->setFocus();
        QTest::keyClicks(pane.filter(), u"bo"_s);
        QTest::keyClick(pane.filter(), Qt::Key_Down);
        QCOMPARE(QApplication::focusWidget(), pane.list());
        QTest::keyClick(pane.list(), Qt::Key_Down);
        QTest::keyClick(pane.list(), Qt::Key_Return);
        QCOMPARE(wanted.at(0).at(1).toString(), u"bo"_s);
        QTest::keyClick(pane.list(), Qt::Key_Escape); // first the filter
        QVERIFY(pane.filter()->text().isEmpty() && closed.isEmpty());
        QTest::keyClick(pane.list(), Qt::Key_Escape);
        QCOMPARE(closed.size(), 1);
    }

    // The field

    void tabCompletesInTheFieldAndLeavesItOtherwise()
    {
        QWidget window;
        Composer composer(&window);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        composer.setWords([] { return CompletionWords{{u"anna"_s, u"andreas"_s}, {}, {u"join"_s}}; });
        composer.edit()->setFocus();
        QTest::keyClicks(composer.edit(), u"an"_s);
        QTest::keyClick(composer.edit(), Qt::Key_Tab);
        QCOMPARE(composer.text(), u"anna: "_s);
        QTest::keyClick(composer.edit(), Qt::Key_Tab);
        QCOMPARE(composer.text(), u"andreas: "_s);
        QTest::keyClick(composer.edit(), Qt::Key_Tab, Qt::ShiftModifier);
        QCOMPARE(composer.text(), u"anna: "_s);
        QTest::keyClicks(composer.edit(), u"hi "_s);
        QTest::keyClick(composer.edit(), Qt::Key_Tab);
        QCOMPARE(composer.text(), u"anna: hi "_s);
        QVERIFY(!composer.edit()->hasFocus());
    }

    void whatIsNotTakenStaysWithTheReason()
    {
        Composer composer;
        connect(&composer, &Composer::sent, &composer, [&composer](const QString &text) {
            if (text == u"/nonsense"_s)
                composer.refuseSent(u"There is no such command."_s);
        });
        composer.edit()->setPlainText(u"/nonsense"_s);
        QTest::keyClick(composer.edit(), Qt::Key_Return);
        QCOMPARE(composer.text(), u"/nonsense"_s);
        QCOMPARE(composer.findChild<QLabel *>(u"refusal"_s)->text(), u"There is no such command."_s);
        composer.edit()->setPlainText(u"hello"_s);
        QTest::keyClick(composer.edit(), Qt::Key_Return);
        QCOMPARE(composer.text(), QString());
    }

    // Raw lines

    void rawLinesHaveACeilingAndNoPings()
    {
        RawWindow window(u"A"_s);
        QSignalSpy given(&window, &RawWindow::lineGiven);
        window.add(true, u"PING :1"_s);
        window.add(false, u":irc.test PONG irc.test 1"_s);
        window.add(false, u":irc.test 001 timo :Welcome"_s);
        QVERIFY(window.lines()->toPlainText().contains(u"Welcome"_s));
        QVERIFY(!window.lines()->toPlainText().contains(u"1\n"_s));
        QCOMPARE(window.lines()->blockCount(), 1);
        for (int i = 0; i < RawWindow::MaxLines + 10; ++i)
            window.add(true, u"NOTICE x :y"_s);
        QCOMPARE(window.lines()->blockCount(), RawWindow::MaxLines);
        window.entry()->setText(u"LUSERS"_s);
        QTest::keyClick(window.entry(), Qt::Key_Return);
        QCOMPARE(given.at(0).at(0).toString(), u"LUSERS"_s);
        QVERIFY(window.entry()->text().isEmpty());
    }
};

PLAUSCH_GUI_TEST_MAIN(ServerDialogsTest)
#include "tst_serverdialogs.moc"
