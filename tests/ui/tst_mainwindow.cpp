// The window on a real switchboard, with real people at the other end of real sockets.
#include "chat/converterchat.h"
#include "support/eventually.h"
#include "support/person.h"
#include "support/testmain.h"
#include "ui/buddypane.h"
#include "ui/chatheader.h"
#include "ui/chatpage.h"
#include "ui/composer.h"
#include "ui/conversation.h"
#include "ui/dialogs/keydialog.h"
#include "ui/elidedlabel.h"
#include "ui/findbar.h"
#include "ui/infobar.h"
#include "ui/keymap.h"
#include "ui/mainwindow.h"
#include "ui/placeholder.h"
#include "ui/recentlist.h"
#include "ui/searchpanel.h"
#include "ui/startpage.h"
#include "ui/switcher.h"
#include "ui/view/messageview.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QSpinBox>
#include <QTcpSocket>
#include <QToolButton>

using namespace plausch;
using namespace plausch::ui;
using test::Person;

class MainWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_anna = std::make_unique<Person>(QStringLiteral("Anna"));
        m_max = std::make_unique<Person>(QStringLiteral("Max"));
    }
    void cleanup()
    {
        m_window.reset();
        m_anna.reset();
        m_max.reset();
    }

    void theFirstStartAsksForANameAndNothingElse()
    {
        m_anna->settings().name.clear();
        QVERIFY(m_anna->start());
        open();
        auto *page = m_window->findChild<StartPage *>();
        QVERIFY(page && page->isVisible() && !m_window->menuBar()->isVisible());
        auto *name = page->findChild<QLineEdit *>();
        QCOMPARE(QApplication::focusWidget(), name);
        name->clear();
        QTest::keyClick(name, Qt::Key_Return);
        QVERIFY(page->isVisible()); // a name it must be
        QTest::keyClicks(name, QStringLiteral("Anna Berg"));
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(m_anna->board().settings().name, QStringLiteral("Anna Berg"));
        QVERIFY(pane().isVisible() && m_window->menuBar()->isVisible());
    }

    void nobodyFoundYetSaysSoAndOffersTheAddress()
    {
        QVERIFY(m_anna->start());
        open();
        QVERIFY(m_window->findChild<Placeholder *>()->isVisible());
        for (const char *way : {"Add by address", "Add a chat server", "Host a chat server here"})
            QVERIFY(buttonWith(QLatin1String(way))->isVisible());
    }

    void whatIsTypedArrivesAndWhatComesIsShown()
    {
        meet();
        choose(*m_max);
        say(QStringLiteral("Hallo Max"));
        EVENTUALLY(m_max->textsFrom(m_max->chatWith(*m_anna)).contains(QStringLiteral("Hallo Max")));
        m_max->board().say(m_max->chatWith(*m_anna), QStringLiteral("Hallo Anna"));
        EVENTUALLY(model()->rowCount() == 2);
        QCOMPARE(model()->at(1).text, QStringLiteral("Hallo Anna"));
        EVENTUALLY(m_anna->info(*m_max)->unread == 0); // seen, for the window is active and at the newest
    }

    void whatNobodyLooksAtIsUnreadUntilItIsOpened()
    {
        meet();
        m_max->board().say(m_max->chatWith(*m_anna), QStringLiteral("one"));
        EVENTUALLY(m_anna->info(*m_max)->unread == 1);
        EVENTUALLY(m_window->windowTitle().contains(QStringLiteral("1")));
        QTest::keyClick(m_window.get(), Qt::Key_A, Qt::AltModifier);
        QCOMPARE(page().chat().id, m_anna->chatWith(*m_max));
        EVENTUALLY(m_anna->info(*m_max)->unread == 0);
    }

    void headerTellsPresenceRouteAndLock()
    {
        meet();
        choose(*m_max);
        EVENTUALLY(page().header()->presence().contains(QStringLiteral("Online")));
        chat::Settings away = m_max->board().settings();
        away.away = true;
        m_max->board().setSettings(away);
        EVENTUALLY(page().header()->presence().contains(QStringLiteral("Away")));
        QVERIFY(page().bar()->isHidden());
    }

    void aBuddyWhoIsGoneKeepsWhatIsSaidWaiting()
    {
        meet();
        choose(*m_max);
        QVERIFY(m_max->stop());
        EVENTUALLY(m_anna->presence(*m_max) != chat::Presence::Online);
        say(QStringLiteral("for later"));
        EVENTUALLY(page().bar()->isVisible());
        EVENTUALLY(m_anna->info(*m_max)->queued == 1);
        QVERIFY(m_max->start());
        for (int tries = 0; tries < 3 && m_anna->presence(*m_max) != chat::Presence::Online; ++tries)
            m_anna->board().tryNow(m_anna->chatWith(*m_max));
        EVENTUALLY(m_max->textsFrom(m_max->chatWith(*m_anna)).contains(QStringLiteral("for later")));
        EVENTUALLY(page().bar()->isHidden());
    }

    void aVisitorIsARequestThatCanBeAccepted()
    {
        QVERIFY(m_anna->start());
        open();
        QTcpSocket eva;
        eva.connectToHost(QStringLiteral("127.0.0.1"), m_anna->board().listenPort());
        eva.write("NICK eva\r\nUSER eva 0 * :Eva\r\nPRIVMSG anna :Hallo\r\n");
        EVENTUALLY(!m_anna->people().isEmpty());
        m_window->openChat(m_anna->people().constFirst().id);
        EVENTUALLY(model()->rowCount() == 1);
        QPushButton *accept = buttonWith(QStringLiteral("Accept"));
        QVERIFY(accept && accept->isVisible());
        accept->setFocus();
        QTest::keyClick(accept, Qt::Key_Space);
        EVENTUALLY(m_anna->people().constFirst().kind == chat::ChatKind::Visitor);
        EVENTUALLY(QApplication::focusWidget() == edit()); // the button is gone: the answer comes next
        QCOMPARE(pane().selected(), page().chat().id); // in its new section
        QVERIFY(page().bar()->isVisible()); // unproven, that stays
        say(QStringLiteral("Hallo Eva"));
        EVENTUALLY(eva.peek(100'000).contains("Hallo Eva"));
    }

    void aChangedKeyIsComparedBeforeItIsTrusted()
    {
        meet();
        choose(*m_max);
        const store::ChatId chat = page().chat().id;
        QVERIFY(m_max->stop());
        m_max->renewKey();
        QVERIFY(m_max->start());
        EVENTUALLY(m_anna->board().chat(chat)->presence != chat::Presence::Online);
        m_anna->board().tryNow(chat);
        EVENTUALLY(page().chat().presence == chat::Presence::KeyChanged);
        say(QStringLiteral("not for strangers"));
        QPushButton *compare = buttonWith(QStringLiteral("Compare"));
        QVERIFY(compare);
        compare->click();
        auto *dialog = m_window->findChild<KeyDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        QVERIFY(m_max->shown.isEmpty()); // nothing went to the new key so far
        dialog->findChild<QCheckBox *>()->click();
        buttonWith(QStringLiteral("Trust"))->click();
        EVENTUALLY(page().chat().presence != chat::Presence::KeyChanged);
        EVENTUALLY(!m_max->shown.isEmpty());
        QCOMPARE(m_max->shown.constFirst().row.text, QStringLiteral("not for strangers"));
    }

    void draftsStayWithTheirChat()
    {
        meet();
        choose(*m_max);
        QTest::keyClicks(edit(), QStringLiteral("to be continued"));
        m_window->openChat(chat::BuiltInConverter);
        QCOMPARE(edit()->toPlainText(), QString());
        choose(*m_max);
        QCOMPARE(edit()->toPlainText(), QStringLiteral("to be continued"));
    }

    void upRecallsTheLastOwnMessage()
    {
        meet();
        choose(*m_max);
        say(QStringLiteral("again"));
        EVENTUALLY(model()->rowCount() == 1);
        QTest::keyClick(edit(), Qt::Key_Up);
        QCOMPARE(edit()->toPlainText(), QStringLiteral("again"));
    }

    void findHereAndEverywhere()
    {
        meet();
        choose(*m_max);
        for (const char *text : {"an apple", "a pear", "another apple"})
            say(QLatin1String(text));
        EVENTUALLY(model()->rowCount() == 3);
        QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
        QVERIFY(page().findBar()->isVisible());
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("apple"));
        QSignalSpy found(page().findBar(), &FindBar::found);
        EVENTUALLY(!found.isEmpty());
        QTest::keyClick(m_window.get(), Qt::Key_F3);
        QCOMPARE(found.size(), 2);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(!page().findBar()->isVisible());

        QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        auto *panel = m_window->findChild<SearchPanel *>();
        QVERIFY(panel && panel->isVisible());
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("pear"));
        auto *hits = panel->findChild<QListView *>();
        EVENTUALLY(hits->model()->rowCount() == 1);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QVERIFY(page().isVisible());
    }

    void eachChatIsLeftAndFoundAtItsPlace()
    {
        meet();
        choose(*m_max);
        for (int i = 0; i < 60; ++i)
            m_anna->board().say(page().chat().id, QString::number(i));
        EVENTUALLY(model()->rowCount() == 60);
        EVENTUALLY(page().view()->isAtNewest());
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(edit(), Qt::Key_PageUp);
        EVENTUALLY(page().view()->readingPlace().has_value());
        const qint64 read = page().view()->readingPlace()->row;
        m_window->openChat(chat::BuiltInConverter);
        EVENTUALLY(page().view()->isAtNewest());
        choose(*m_max);
        EVENTUALLY(page().view()->readingPlace().has_value() && page().view()->readingPlace()->row == read);
        QTest::keyClick(edit(), Qt::Key_End, Qt::ControlModifier);
        EVENTUALLY(page().view()->isAtNewest());
        m_window->openChat(chat::BuiltInConverter);
        choose(*m_max);
        EVENTUALLY(model()->rowCount() == 60 && page().view()->isAtNewest());
    }

    void whatIsOnItsWayIsSentAlsoAfterALookElsewhere()
    {
        QVERIFY(m_anna->start());
        QVERIFY(m_max->start());
        m_anna->board().addByAddress(m_max->address());
        EVENTUALLY(!m_anna->answers.isEmpty());
        open();
        choose(*m_max);
        say(QStringLiteral("Darf ich?")); // Max has not accepted, so nothing is confirmed
        EVENTUALLY(model()->rowCount() == 1 && model()->at(0).state == store::MessageState::Sent);
        m_window->openChat(chat::BuiltInConverter);
        choose(*m_max);
        EVENTUALLY(model()->rowCount() == 1);
        QCOMPARE(model()->at(0).state, store::MessageState::Sent);
    }

    void theOpenChatStaysChosenBehindTheFilter()
    {
        meet();
        choose(*m_max);
        pane().filter()->setText(QStringLiteral("conv"));
        QCOMPARE(pane().selected(), store::ChatId());
        pane().filter()->setText(QStringLiteral("nobody at all"));
        QVERIFY(labelWith(QStringLiteral("nobody at all")));
        pane().filter()->setText(QStringLiteral("really nobody")); // the same rows, none
        QVERIFY(labelWith(QStringLiteral("really nobody")));
        pane().filter()->clear();
        QCOMPARE(pane().selected(), m_anna->chatWith(*m_max));
        QVERIFY(!labelWith(QStringLiteral("really nobody")));
        QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(pane().selected(), store::ChatId()); // the search is on the screen, not the chat
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QCOMPARE(pane().selected(), m_anna->chatWith(*m_max));
    }

    void theListCanBePicturesOnly()
    {
        meet();
        QAction *compact = actionNamed("CompactList");
        QVERIFY(!pane().isCompact() && !compact->isChecked());
        compact->trigger();
        QTRY_VERIFY(pane().isCompact() && compact->isChecked());
        QVERIFY(!pane().filter()->isVisible());
        QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier); // the filter needs its place
        QTRY_VERIFY(!pane().isCompact() && !compact->isChecked());
        QCOMPARE(QApplication::focusWidget(), pane().filter());
    }

    void aLongNameEndsInAnEllipsisAndTheRouteGivesWay()
    {
        m_max->settings().name = QStringLiteral("Maximilian von und zu Hohenstaufen-Sigmaringen");
        meet();
        m_window->resize(MainWindow::NarrowWidth + 20, 600);
        choose(*m_max);
        const auto labels = page().header()->findChildren<ElidedLabel *>();
        QVERIFY(
            std::any_of(labels.cbegin(), labels.cend(), [](const ElidedLabel *label) { return label->isElided(); }));
        EVENTUALLY(page().header()->presence().contains(QStringLiteral("direct")));
        auto *route = page().header()->findChild<QToolButton *>(QStringLiteral("route"));
        QVERIFY(!route->isVisible());
        m_window->resize(1400, 600);
        QTRY_VERIFY(route->isVisible() && route->text() == QStringLiteral("Direct"));
        QVERIFY(
            std::none_of(labels.cbegin(), labels.cend(), [](const ElidedLabel *label) { return label->isElided(); }));
    }

    void allChatsAreReadByOneKey()
    {
        meet();
        m_max->board().say(m_max->chatWith(*m_anna), QStringLiteral("one"));
        EVENTUALLY(m_anna->info(*m_max)->unread == 1);
        QTest::keyClick(m_window.get(), Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(m_anna->info(*m_max)->unread, 0);
    }

    void unreadChatsAreFoundInBothDirections()
    {
        meet();
        m_max->board().say(m_max->chatWith(*m_anna), QStringLiteral("one"));
        EVENTUALLY(m_anna->info(*m_max)->unread == 1);
        m_window->openChat(chat::BuiltInConverter);
        QTest::keyClick(m_window.get(), Qt::Key_Up, Qt::AltModifier | Qt::ShiftModifier);
        QCOMPARE(page().chat().id, m_anna->chatWith(*m_max));
    }

    void aChangedKeyWorksAtOnceAndNextTime()
    {
        meet();
        auto *keys = m_window->findChild<KeyMap *>();
        QVERIFY(keys->assign(*actionNamed("Switcher"), QKeySequence(Qt::CTRL | Qt::Key_G)));
        m_window.reset();
        open();
        QTest::keyClick(m_window.get(), Qt::Key_G, Qt::ControlModifier);
        auto *switcher = m_window->findChild<Switcher *>();
        QVERIFY(switcher && switcher->isVisible());
    }

    void narrowItIsListOrChat()
    {
        meet();
        m_window->resize(MainWindow::NarrowWidth - 100, 600);
        QVERIFY(pane().isVisible() && !page().isVisible());
        choose(*m_max);
        QVERIFY(!pane().isVisible() && page().isVisible());
        Q_EMIT page().backWanted();
        QVERIFY(pane().isVisible() && !page().isVisible());
        m_window->resize(MainWindow::NarrowWidth + 200, 600);
        QVERIFY(pane().isVisible() && page().isVisible());
    }

    void f6GoesAround()
    {
        meet();
        choose(*m_max);
        QCOMPARE(QApplication::focusWidget(), edit());
        QTest::keyClick(m_window.get(), Qt::Key_F6);
        QCOMPARE(QApplication::focusWidget(), pane().list());
        QTest::keyClick(m_window.get(), Qt::Key_F6);
        QVERIFY(QApplication::focusWidget() == page().view());
        QTest::keyClick(m_window.get(), Qt::Key_F6, Qt::ShiftModifier);
        QCOMPARE(QApplication::focusWidget(), pane().list());
    }

    void chatsByKeyboard()
    {
        meet();
        QTest::keyClick(m_window.get(), Qt::Key_1, Qt::ControlModifier);
        const store::ChatId first = page().chat().id;
        QTest::keyClick(m_window.get(), Qt::Key_Down, Qt::AltModifier);
        const store::ChatId second = page().chat().id;
        QVERIFY(first != second);
        QTest::keyClick(m_window.get(), Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(page().chat().id, first);
        QTest::keyClick(m_window.get(), Qt::Key_Tab, Qt::ControlModifier);
        QCOMPARE(page().chat().id, second);
        QTest::keyRelease(m_window.get(), Qt::Key_Control);
        QTest::keyClick(m_window.get(), Qt::Key_W, Qt::ControlModifier);
        QVERIFY(m_window->findChild<Placeholder *>()->isVisible());
    }

    void controlTabHeldShowsTheRecentChats()
    {
        meet();
        QTest::keyClick(m_window.get(), Qt::Key_1, Qt::ControlModifier);
        const store::ChatId first = page().chat().id;
        QTest::keyClick(m_window.get(), Qt::Key_Down, Qt::AltModifier);
        const store::ChatId second = page().chat().id;
        QTest::keyPress(m_window.get(), Qt::Key_Tab, Qt::ControlModifier); // and not let go
        QCOMPARE(page().chat().id, first);
        auto *recent = m_window->findChild<RecentList *>();
        QVERIFY(recent && !recent->isVisible());
        EVENTUALLY(recent->isVisible());
        QCOMPARE(recent->list()->count(), 2);
        QCOMPARE(recent->list()->currentItem()->data(Qt::UserRole).toString(), first);
        QVERIFY(!recent->isAncestorOf(QApplication::focusWidget()));
        QTest::keyPress(m_window.get(), Qt::Key_Backtab, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(page().chat().id, second);
        QCOMPARE(recent->list()->currentItem()->data(Qt::UserRole).toString(), second);
        QTest::keyRelease(m_window.get(), Qt::Key_Control);
        QVERIFY(!recent->isVisible());

        QTest::keyPress(m_window.get(), Qt::Key_Tab, Qt::ControlModifier); // and not let go
        EVENTUALLY(recent->isVisible());
        QTest::mouseClick(recent->list()->viewport(), Qt::LeftButton, {},
                          recent->list()->visualItemRect(recent->list()->item(0)).center());
        QVERIFY(!recent->isVisible());
        QCOMPARE(page().chat().id, second);
    }

    void theSwitcherJumps()
    {
        meet();
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        auto *switcher = m_window->findChild<Switcher *>();
        QVERIFY(switcher && switcher->isVisible());
        auto *letters = switcher->findChild<QLineEdit *>();
        QTest::keyClicks(letters, QStringLiteral("ma"));
        QTest::keyClick(letters, Qt::Key_Return);
        QCOMPARE(page().chat().id, m_anna->chatWith(*m_max));
    }

    void closingHidesOnlyWhereSomethingBringsItBack()
    {
        meet();
        QSignalSpy hidden(m_window.get(), &MainWindow::hidden);
        QSignalSpy quit(m_window.get(), &MainWindow::quitWanted);
        m_window->setHidesOnClose(true);
        m_window->close();
        QCOMPARE(hidden.size(), 1);
        m_window->bringUp();
        m_window->setHidesOnClose(false);
        m_window->close();
        QCOMPARE(quit.size(), 1);
        QVERIFY(!m_window->findChild<QMessageBox *>()); // nothing waits, so nothing is asked
    }

    void whatIsWindowAndChatComesBackNextTime()
    {
        meet();
        choose(*m_max);
        m_window->resize(901, 555);
        m_window->keepState();
        m_window.reset();
        open();
        QCOMPARE(m_window->size(), QSize(901, 555));
    }

    void noTwoCommandsShareAKeyAndEachHasAName()
    {
        QVERIFY(m_anna->start());
        open();
        QHash<QKeySequence, QString> taken;
        for (const QAction *action : m_window->actions()) {
            QVERIFY(!action->text().isEmpty());
            for (const QKeySequence &keys : action->shortcuts()) {
                QVERIFY2(!taken.contains(keys), qPrintable(keys.toString() + action->text()));
                taken.insert(keys, action->text());
            }
        }
        QVERIFY(taken.size() > 20);
    }

    void everythingThatTakesTheFocusHasANameForScreenReaders()
    {
        meet();
        choose(*m_max);
        page().findBar()->show();
        for (QWidget *widget : m_window->findChildren<QWidget *>()) {
            if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible() || widget->focusProxy())
                continue;
            QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
            const bool silent = !interface || interface->text(QAccessible::Name).isEmpty();
            QVERIFY2(!silent || widget->inherits("QStackedWidget") || widget->inherits("QSplitter")
                         || widget->inherits("QMainWindow"),
                     widget->metaObject()->className());
        }
    }

private:
    void open()
    {
        m_window = std::make_unique<MainWindow>(m_anna->board(), m_anna->dir());
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void meet()
    {
        QVERIFY(m_anna->start());
        QVERIFY(m_max->start());
        QVERIFY(test::befriend(*m_anna, *m_max));
        open();
    }
    void choose(const Person &person) { m_window->openChat(m_anna->chatWith(person)); }
    void say(const QString &text)
    {
        edit()->setPlainText(text);
        QTest::keyClick(edit(), Qt::Key_Return);
    }
    ChatPage &page() const { return *m_window->findChild<ChatPage *>(); }
    BuddyPane &pane() const { return *m_window->findChild<BuddyPane *>(); }
    ComposerEdit *edit() const { return page().composer()->edit(); }
    ChatModel *model() const { return page().view()->model(); }
    QPushButton *buttonWith(const QString &text) const
    {
        for (QPushButton *button : m_window->findChildren<QPushButton *>()) {
            if (button->text().remove(QLatin1Char('&')).contains(text) && button->isVisible())
                return button;
        }
        return nullptr;
    }

    QLabel *labelWith(const QString &text) const
    {
        for (QLabel *label : m_window->findChildren<QLabel *>()) {
            if (label->text().contains(text) && label->isVisible())
                return label;
        }
        return nullptr;
    }
    QAction *actionNamed(const char *name) const { return m_window->findChild<QAction *>(QLatin1String(name)); }

    std::unique_ptr<Person> m_anna;
    std::unique_ptr<Person> m_max;
    std::unique_ptr<MainWindow> m_window;
};

PLAUSCH_GUI_TEST_MAIN(MainWindowTest)
#include "tst_mainwindow.moc"
