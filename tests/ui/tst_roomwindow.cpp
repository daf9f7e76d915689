// The window on a real chat server: servers are added, rooms joined, words said and heard, all by what a user does.
#include "chat/networkhome.h"
#include "support/person.h"
#include "support/testmain.h"
#include "ui/buddypane.h"
#include "ui/chatheader.h"
#include "ui/chatpage.h"
#include "ui/chatwindow.h"
#include "ui/composer.h"
#include "ui/dialogs/awaydialog.h"
#include "ui/dialogs/joindialog.h"
#include "ui/dialogs/roomdialog.h"
#include "ui/dialogs/serverdialog.h"
#include "ui/elidedlabel.h"
#include "ui/infobar.h"
#include "ui/mainwindow.h"
#include "ui/memberpane.h"
#include "ui/noticebar.h"
#include "ui/quotebar.h"
#include "ui/rawwindow.h"
#include "ui/reactionchoice.h"
#include "ui/typingline.h"
#include "ui/view/messageview.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>

using namespace plausch;
using namespace plausch::ui;
using namespace Qt::StringLiterals;
using test::Person;

class RoomsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<test::TestServer>();
        QVERIFY(m_server->start());
        m_anna = std::make_unique<Person>(u"Anna"_s);
        m_max = std::make_unique<Person>(u"Max"_s);
        QVERIFY(m_anna->start());
        QVERIFY(m_max->start());
    }
    void cleanup()
    {
        m_window.reset();
        m_anna.reset();
        m_max.reset();
        m_server.reset();
    }

    void aServerIsAddedARoomJoinedAndTalkedIn()
    {
        open();
        action("AddServer")->trigger();
        auto *dialog = m_window->findChild<ServerDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        dialog->findChild<QCheckBox *>()->setChecked(false);
        dialog->findChild<QSpinBox *>()->setValue(m_server->port);
        auto *host = dialog->findChildren<QLineEdit *>().constFirst();
        host->setText(u"127.0.0.1"_s);
        press(*dialog, u"Add"_s);
        EVENTUALLY(!networks(*m_anna).networks().isEmpty() && isOnline(*m_anna));
        EVENTUALLY(page().chat().kind == chat::ChatKind::Server);
        EVENTUALLY(page().header()->presence() == u"Online as Anna"_s);
        EVENTUALLY(model()->rowCount() > 0); // the server's own words

        action("JoinRoom")->trigger();
        auto *join = m_window->findChild<JoinDialog *>();
        QVERIFY(join && join->isVisible());
        QVERIFY(QTest::qWaitForWindowActive(join));
        QTest::keyClicks(QApplication::focusWidget(), u"plausch"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        EVENTUALLY(page().chat().kind == chat::ChatKind::Room && page().chat().joined);
        QCOMPARE(page().chat().name, u"#plausch"_s);
        EVENTUALLY(page().members()->isVisible() && page().members()->model().memberCount() == 1);

        enter(*m_max);
        EVENTUALLY(page().members()->model().member(u"Max"_s));
        const store::ChatId maxRoom = roomOf(*m_max);
        m_max->board().say(maxRoom, u"hello Anna"_s);
        EVENTUALLY(heard(u"hello Anna"_s));
        QCOMPARE(rowWith(u"hello Anna"_s).speaker, u"Max"_s);
        QVERIFY(rowWith(u"hello Anna"_s).mention);

        QTest::keyClicks(edit(), u"ma"_s);
        QTest::keyClick(edit(), Qt::Key_Tab);
        QCOMPARE(edit()->toPlainText(), u"Max: "_s);
        QTest::keyClicks(edit(), u"hi"_s);
        QTest::keyClick(edit(), Qt::Key_Return);
        EVENTUALLY(heard(u"Max: hi"_s) && rowWith(u"Max: hi"_s).state == store::MessageState::Delivered);
        EVENTUALLY(m_max->textsFrom(maxRoom).contains(u"Max: hi"_s));
    }

    void whoCallsUsByNameIsCountedApart()
    {
        meet();
        m_window->openChat(networks(*m_anna).serverChat(id(*m_anna)));
        m_max->board().say(roomOf(*m_max), u"one"_s);
        m_max->board().say(roomOf(*m_max), u"anna?"_s);
        ChatListModel &list = m_window->list();
        const auto role = [&](int which) { return list.index(list.rowOf(roomOf(*m_anna))).data(which); };
        EVENTUALLY(role(ChatListModel::UnreadRole).toInt() == 2);
        QCOMPARE(role(ChatListModel::MentionsRole).toInt(), 1);
        m_anna->board().setNotify(roomOf(*m_anna), store::NotifyLevel::Mentions);
        EVENTUALLY(list.totalUnread() == 1);
        QVERIFY(m_window->windowTitle().startsWith(u"(1)"_s));
        m_window->openChat(roomOf(*m_anna));
        EVENTUALLY(role(ChatListModel::UnreadRole).toInt() == 0);
    }

    void leavingAndComingBackByTheBar()
    {
        meet();
        action("Leave")->trigger();
        EVENTUALLY(!page().chat().joined && page().bar()->isVisible());
        QVERIFY(!page().members()->isVisible());
        press(*page().bar(), u"Join"_s);
        EVENTUALLY(page().chat().joined && !page().bar()->isVisible());
    }

    void aServerThatGoesAndComesBackLosesNothing()
    {
        meet();
        m_server->stop();
        EVENTUALLY(page().bar()->isVisible() && page().bar()->text().contains(u"No connection to"_s));
        say(u"for later"_s);
        EVENTUALLY(heard(u"for later"_s));
        EVENTUALLY(page().bar()->text().contains(u"1 message"_s));
        QVERIFY(m_server->start());
        press(*page().bar(), u"Try now"_s);
        EVENTUALLY(rowWith(u"for later"_s).state == store::MessageState::Delivered);
        EVENTUALLY(!page().bar()->isVisible());
    }

    void aMemberIsWrittenToAndTheServerCarriesIt()
    {
        meet();
        QListView *members = page().members()->list();
        members->setCurrentIndex(members->model()->index(page().members()->model().rowOf(u"Max"_s), 0));
        QTest::keyClick(members, Qt::Key_Return);
        QCOMPARE(page().chat().kind, chat::ChatKind::Person);
        say(u"only you"_s);
        EVENTUALLY(rowWith(u"only you"_s).state == store::MessageState::Delivered);
    }

    void theTopicStandsInTheHeader()
    {
        meet();
        action("RoomSettings")->trigger();
        auto *dialog = m_window->findChild<RoomDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        dialog->findChild<QPlainTextEdit *>()->setPlainText(u"All about sockets"_s);
        press(*dialog, u"Set the topic"_s);
        EVENTUALLY(page().header()->presence() == u"All about sockets"_s);
        dialog->close();
    }

    void whatCannotBeDoneStaysInTheField()
    {
        meet();
        say(u"/nonsense"_s);
        QCOMPARE(edit()->toPlainText(), u"/nonsense"_s);
    }

    void manyLinesAreAskedAboutOnce()
    {
        meet();
        const QString three = u"a\nb\nc"_s;
        say(three);
        EVENTUALLY(edit()->toPlainText().isEmpty());
        const QString four = u"1\n2\n3\n4"_s;
        say(four);
        QCOMPARE(edit()->toPlainText(), four);
        InfoBar *question = page().question();
        QVERIFY(question->isVisible() && question->text().contains(u"4 lines"_s));
        QVERIFY(question->isAncestorOf(QApplication::focusWidget()));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(!question->isVisible() && edit()->hasFocus());
        QCOMPARE(edit()->toPlainText(), four);

        QTest::keyClick(edit(), Qt::Key_Return);
        press(*question, u"Keep writing"_s);
        QCOMPARE(edit()->toPlainText(), four);
        QTest::keyClick(edit(), Qt::Key_Return);
        edit()->moveCursor(QTextCursor::End);
        QTest::keyClicks(edit(), u"!"_s); // another text is another question
        QVERIFY(!question->isVisible());

        QTest::keyClick(edit(), Qt::Key_Return);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return); // as one: this server can
        QVERIFY(edit()->toPlainText().isEmpty() && edit()->hasFocus());
        EVENTUALLY(heard(four + u'!'));
        EVENTUALLY(m_max->textsFrom(roomOf(*m_max)).contains(four + u'!'));
    }

    void manyLinesMayGoOneByOne()
    {
        meet();
        say(u"1\n2\n\n3\n4"_s);
        press(*page().question(), u"Send 4 messages"_s);
        QVERIFY(edit()->toPlainText().isEmpty());
        const auto heardByMax = [this] {
            QStringList texts = m_max->textsFrom(roomOf(*m_max));
            texts.removeAll(QString()); // comings and goings
            return texts;
        };
        EVENTUALLY(heardByMax().size() == 4);
        QCOMPARE(heardByMax(), QStringList({u"1"_s, u"2"_s, u"3"_s, u"4"_s}));
    }

    void anAnswerShowsWhatItAnswers()
    {
        meet();
        m_max->board().say(roomOf(*m_max), u"who has the key?"_s);
        EVENTUALLY(heard(u"who has the key?"_s));
        toMessages();
        QTest::keyClick(page().view(), Qt::Key_R);
        auto *quote = page().findChild<QuoteBar *>();
        QVERIFY(quote->isVisible() && edit()->hasFocus());
        QVERIFY(quote->accessibleName().contains(u"Max: who has the key?"_s));
        QTest::keyClick(edit(), Qt::Key_Escape);
        QVERIFY(!quote->isVisible());
        toMessages();
        QTest::keyClick(page().view(), Qt::Key_R);
        QTest::keyClicks(edit(), u"I have"_s);
        QTest::keyClick(edit(), Qt::Key_Return);
        QVERIFY(!quote->isVisible());
        EVENTUALLY(heard(u"I have"_s));
        QCOMPARE(rowWith(u"I have"_s).quote.text, u"who has the key?"_s);
        EVENTUALLY(m_max->textsFrom(roomOf(*m_max)).contains(u"I have"_s));
        QCOMPARE(m_max->shown.last().row.quote.text, u"who has the key?"_s);
        say(u"and no answer"_s); // the next one is none
        EVENTUALLY(heard(u"and no answer"_s));
        QVERIFY(rowWith(u"and no answer"_s).replyTo.isEmpty());
    }

    void reactionsAreSeenByAllAndTakenBackByAClick()
    {
        meet();
        m_max->board().say(roomOf(*m_max), u"done"_s);
        EVENTUALLY(heard(u"done"_s));
        toMessages();
        QTest::keyClick(page().view(), '+');
        auto *choice = page().findChild<ReactionChoice *>();
        QVERIFY(choice && choice->isVisible());
        QTest::keyClick(choice->list(), Qt::Key_Return);
        EVENTUALLY(rowWith(u"done"_s).reactions.size() == 1 && rowWith(u"done"_s).reactions.at(0).mine);
        EVENTUALLY(rowOf(*m_max, u"done"_s).reactions.size() == 1);
        const store::MessageRow his = rowOf(*m_max, u"done"_s);
        QCOMPARE(his.reactions.at(0).who, QStringList({u"Anna"_s}));
        QCOMPARE(m_max->board().react(roomOf(*m_max), his, his.reactions.at(0).reaction), QString());
        EVENTUALLY(rowWith(u"done"_s).reactions.value(0).count == 2);

        const int row = model()->rowCount() - 1;
        QTest::mouseClick(page().view()->viewport(), Qt::LeftButton, {}, page().view()->chipPoint(row, 0));
        EVENTUALLY(rowWith(u"done"_s).reactions.value(0).count == 1 && !rowWith(u"done"_s).reactions.at(0).mine);
        EVENTUALLY(rowOf(*m_max, u"done"_s).reactions.value(0).count == 1);
    }

    void whoIsTypingIsShown()
    {
        meet();
        auto *line = page().findChild<TypingLine *>();
        QVERIFY(line->isVisible() && line->text().isEmpty());
        m_max->board().setTyping(roomOf(*m_max), session::TypingState::Active);
        EVENTUALLY(line->text() == u"Max is typing ..."_s);
        m_max->board().say(roomOf(*m_max), u"there"_s);
        EVENTUALLY(line->text().isEmpty());

        QTest::keyClicks(edit(), u"/whois"_s); // a command is nobody's business
        QTest::keyClick(edit(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(edit(), u"I"_s);
        EVENTUALLY(m_max->board().typing(roomOf(*m_max)) == QStringList({u"Anna"_s}));
        QTest::keyClick(edit(), Qt::Key_Backspace);
        EVENTUALLY(m_max->board().typing(roomOf(*m_max)).isEmpty());
    }

    void whatHasLeftIsWithdrawnAfterAQuestion()
    {
        meet();
        say(u"oops"_s);
        EVENTUALLY(rowWith(u"oops"_s).state == store::MessageState::Delivered);
        EVENTUALLY(m_max->textsFrom(roomOf(*m_max)).contains(u"oops"_s));
        toMessages();
        QTest::keyClick(page().view(), Qt::Key_Delete);
        QVERIFY(page().question()->isVisible());
        press(*page().question(), u"Keep"_s);
        QVERIFY(!page().question()->isVisible() && page().view()->hasFocus());
        QTest::keyClick(page().view(), Qt::Key_Delete);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        const int row = model()->rowCount() - 1;
        EVENTUALLY(model()->shownText(row) == u"You withdrew this message"_s);
        EVENTUALLY(rowOf(*m_max, QString()).withdrawnAt > 0);
    }

    void awayIsToldWhereItIsTicked()
    {
        meet();
        action("AwayText")->trigger();
        auto *dialog = m_window->findChild<AwayDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        const QList<QCheckBox *> places = dialog->findChildren<QCheckBox *>();
        QCOMPARE(places.size(), 2); // the buddies and the server
        QVERIFY(places.at(0)->isChecked() && places.at(1)->isChecked());
        places.at(0)->setChecked(false);
        dialog->findChild<QLineEdit *>()->setText(u"in a lecture"_s);
        press(*dialog, u"I am away"_s);
        QVERIFY(!m_anna->board().settings().away);
        EVENTUALLY(networks(*m_max).members(roomOf(*m_max)).constFirst().nick == u"Anna"_s
                   && networks(*m_max).members(roomOf(*m_max)).constFirst().away);
        QCOMPARE(networks(*m_anna).networks().constFirst().awayText, u"in a lecture"_s);

        action("Away")->trigger(); // now everywhere
        QVERIFY(m_anna->board().settings().away);
        action("Away")->trigger();
        QVERIFY(!m_anna->board().settings().away);
        EVENTUALLY(!networks(*m_max).members(roomOf(*m_max)).constFirst().away);
    }

    void comingsAndGoingsAreFolded()
    {
        meet();
        networks(*m_max).leave(roomOf(*m_max));
        EVENTUALLY(!page().members()->model().member(u"Max"_s));
        networks(*m_max).rejoin(roomOf(*m_max));
        EVENTUALLY(page().members()->model().member(u"Max"_s));
        EVENTUALLY(model()->rowCount() >= 3);
        const int last = model()->rowCount() - 1;
        EVENTUALLY(model()->foldOf(last) == ChatModel::Fold::Hidden);
        int head = last;
        while (model()->foldOf(head) == ChatModel::Fold::Hidden)
            --head;
        QCOMPARE(page().view()->rowRect(last).height(), 0);
        QTest::keyClick(m_window.get(), Qt::Key_F6, Qt::ShiftModifier);
        QVERIFY(page().view()->hasFocus());
        QTest::keyClick(page().view(), Qt::Key_Return); // the caret stands on the line that speaks for all
        QCOMPARE(model()->foldOf(head), ChatModel::Fold::Open);
        QTRY_VERIFY(page().view()->rowRect(last).height() > 0);
    }

    void rawLinesShowWhatGoesOverTheWire()
    {
        meet();
        m_window->openChat(networks(*m_anna).serverChat(id(*m_anna)));
        action("Raw")->trigger();
        auto *raw = m_window->findChild<RawWindow *>();
        QVERIFY(raw && raw->isVisible());
        raw->entry()->setText(u"TIME"_s);
        QTest::keyClick(raw->entry(), Qt::Key_Return);
        EVENTUALLY(raw->lines()->toPlainText().contains(u"391"_s));
        raw->close();
    }

    void linksLeadToRoomsAndAskBeforeAServerIsAdded()
    {
        meet();
        m_window->followLink(QUrl(u"irc://127.0.0.1/other"_s));
        auto *join = m_window->findChild<JoinDialog *>();
        QVERIFY(join && join->isVisible());
        press(*join, u"Join"_s);
        EVENTUALLY(page().chat().name == u"#other"_s && page().chat().joined);
        m_window->followLink(QUrl(u"ircs://irc.elsewhere.invalid/x"_s));
        auto *add = m_window->findChild<ServerDialog *>();
        QVERIFY(add && add->isVisible());
        QCOMPARE(add->findChildren<QLineEdit *>().constFirst()->text(), u"irc.elsewhere.invalid"_s);
        add->reject();
        QCOMPARE(networks(*m_anna).networks().size(), 1);
    }

    void anUnusualPortInALinkMeansAnotherServer()
    {
        meet();
        m_window->followLink(QUrl(u"irc://127.0.0.1:%1/x"_s.arg(m_server->port == 7'000 ? 7'001 : 7'000)));
        auto *add = m_window->findChild<ServerDialog *>();
        QVERIFY(add && add->isVisible());
        add->reject();
        m_window->openChat(networks(*m_anna).serverChat(id(*m_anna)));
        m_window->followLink(QUrl(u"irc://127.0.0.1:%1/plausch"_s.arg(m_server->port)));
        QCOMPARE(page().chat().name, u"#plausch"_s); // we are in it: there is nothing to ask
        QVERIFY(!m_window->findChild<JoinDialog *>());
    }

    void whoEntersARoomByACommandSeesIt()
    {
        meet();
        say(u"/join other"_s);
        EVENTUALLY(page().chat().name == u"#other"_s && page().chat().joined);
        QVERIFY(edit()->toPlainText().isEmpty());
        say(u"/JOIN #plausch"_s);
        EVENTUALLY(page().chat().name == u"#plausch"_s);
        QVERIFY(edit()->toPlainText().isEmpty());
    }

    void helpNamesTheCommands()
    {
        meet();
        say(u"/help"_s);
        QVERIFY(page().question()->isVisible());
        QVERIFY(page().question()->text().contains(u"/join"_s));
        QVERIFY(page().question()->text().contains(u"/topic"_s));
        QTest::keyClick(edit(), Qt::Key_Escape);
        QVERIFY(!page().question()->isVisible());
    }

    void aRoomMovesIntoAWindowOfItsOwn()
    {
        meet();
        action("PopOut")->trigger();
        const auto windows = QApplication::topLevelWidgets();
        const auto found = std::find_if(windows.begin(), windows.end(),
                                        [](QWidget *window) { return qobject_cast<ChatWindow *>(window); });
        QVERIFY(found != windows.end());
        QCOMPARE((*found)->windowTitle(), u"#plausch"_s);
        QCOMPARE((*found)->findChild<ChatPage *>()->chat().id, roomOf(*m_anna));
        (*found)->close();
    }

    void anInvitationIsOneClickAway()
    {
        meet();
        const store::ChatId other = networks(*m_max).join(id(*m_max), u"#other"_s);
        EVENTUALLY(m_max->board().chat(other)->joined);
        networks(*m_max).invite(other, u"Anna"_s);
        auto *bar = m_window->findChild<NoticeBar *>();
        EVENTUALLY(bar->isVisible() && bar->text().contains(u"Max asks you into #other"_s));
        press(*bar, u"Join"_s);
        EVENTUALLY(page().chat().name == u"#other"_s && page().chat().joined);
        QVERIFY(!bar->isVisible());

        const store::ChatId third = networks(*m_max).join(id(*m_max), u"#third"_s);
        EVENTUALLY(m_max->board().chat(third)->joined);
        networks(*m_max).invite(third, u"Anna"_s);
        EVENTUALLY(bar->isVisible() && bar->text().contains(u"#third"_s));
        say(u"/join #third"_s);
        EVENTUALLY(page().chat().name == u"#third"_s);
        QVERIFY(!bar->isVisible()); // there is nothing left to accept
    }

    void theServersPageAsksForCommands()
    {
        meet();
        m_window->openChat(networks(*m_anna).serverChat(id(*m_anna)));
        QVERIFY(edit()->placeholderText().contains(u"/join"_s));
        m_window->openChat(roomOf(*m_anna));
        QVERIFY(!edit()->placeholderText().contains(u"/join"_s));
    }

    void whereThereIsLittleRoomMembersTakeThePlaceOfMessages()
    {
        meet();
        m_window->resize(MainWindow::NarrowWidth - 40, 600);
        QVERIFY(page().isVisible() && !page().members()->isVisible() && page().view()->isVisible());
        auto *toggle = page().header()->findChild<QAbstractButton *>(u"members"_s);
        toggle->click();
        QVERIFY(page().members()->isVisible() && !page().view()->isVisible());
        QTest::keyClick(page().members()->list(), Qt::Key_Escape);
        QVERIFY(!page().members()->isVisible() && page().view()->isVisible());
        m_window->resize(1'000, 600);
        QTRY_VERIFY(page().members()->isVisible() && page().view()->isVisible());
        action("MemberList")->trigger();
        QVERIFY(!page().members()->isVisible());
    }

    void aRemovedServerTakesItsRoomsAlong()
    {
        meet();
        m_window->openChat(networks(*m_anna).serverChat(id(*m_anna)));
        action("Remove")->trigger();
        auto *box = m_window->findChild<QMessageBox *>();
        QVERIFY(box);
        press(*box, u"Remove"_s);
        EVENTUALLY(networks(*m_anna).networks().isEmpty());
        for (const chat::ChatInfo &info : m_anna->board().chats())
            QVERIFY(info.network.isEmpty());
    }

    void everythingThatTakesTheFocusHasANameForScreenReaders()
    {
        meet();
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
    static chat::Networks &networks(Person &person) { return person.board().networks(); }
    static QString id(Person &person) { return networks(person).networks().constFirst().row.id; }
    static bool isOnline(Person &person)
    {
        return networks(person).networks().constFirst().state == chat::NetworkState::Online;
    }
    static store::ChatId roomOf(Person &person)
    {
        for (const chat::ChatInfo &info : person.board().chats()) {
            if (info.kind == chat::ChatKind::Room)
                return info.id;
        }
        return {};
    }
    /// Adds the server and joins #plausch without a window.
    void enter(Person &person)
    {
        store::NetworkRow row;
        row.host = u"127.0.0.1"_s;
        row.port = m_server->port;
        row.tls = false;
        row.nick = person.name();
        const QString made = networks(person).add(row);
        networks(person).join(made, u"#plausch"_s);
        EVENTUALLY(person.board().chat(roomOf(person)) && person.board().chat(roomOf(person))->joined);
    }
    /// Anna looks at the room in her window, and Max is in it.
    void meet()
    {
        open();
        enter(*m_anna);
        enter(*m_max);
        m_window->openChat(roomOf(*m_anna));
        EVENTUALLY(page().members()->model().member(u"Max"_s));
    }
    void open()
    {
        m_window = std::make_unique<MainWindow>(m_anna->board(), m_anna->dir());
        m_window->resize(1'000, 680);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void toMessages()
    {
        QTest::keyClick(m_window.get(), Qt::Key_F6, Qt::ShiftModifier);
        QVERIFY(page().view()->hasFocus());
    }
    /// The row with this text as it is now in somebody's store; the newest one.
    static store::MessageRow rowOf(Person &person, const QString &text)
    {
        store::MessageRow found;
        bool answered = false;
        person.board().archive().pageBefore(roomOf(person), std::nullopt, 100, [&](const chat::Archive::Page &page) {
            for (const store::MessageRow &row : page.rows) {
                if (row.text == text)
                    found = row;
            }
            answered = true;
        });
        if (!QTest::qWaitFor([&] { return answered; }, 60'000))
            qWarning("the store does not answer");
        return found;
    }
    void say(const QString &text)
    {
        edit()->setPlainText(text);
        QTest::keyClick(edit(), Qt::Key_Return);
    }
    static void press(const QWidget &widget, const QString &text)
    {
        for (QPushButton *button : widget.findChildren<QPushButton *>()) {
            if (button->text().remove(u'&').startsWith(text) && button->isVisible())
                return button->click();
        }
        QFAIL(qPrintable(u"no button "_s + text));
    }
    QAction *action(const char *name) const { return m_window->findChild<QAction *>(QLatin1String(name)); }
    ChatPage &page() const { return *m_window->findChild<ChatPage *>(); }
    ComposerEdit *edit() const { return page().composer()->edit(); }
    ChatModel *model() const { return page().view()->model(); }
    bool heard(const QString &text) const { return !rowWith(text).text.isEmpty(); }
    store::MessageRow rowWith(const QString &text) const
    {
        for (int row = model()->rowCount() - 1; row >= 0; --row) {
            if (model()->at(row).text == text)
                return model()->at(row);
        }
        return {};
    }

    std::unique_ptr<test::TestServer> m_server;
    std::unique_ptr<Person> m_anna;
    std::unique_ptr<Person> m_max;
    std::unique_ptr<MainWindow> m_window;
};

PLAUSCH_GUI_TEST_MAIN(RoomsTest)
#include "tst_roomwindow.moc"
