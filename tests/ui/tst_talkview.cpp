// What is said about a message: answers, reactions, typing, being withdrawn; in words, on the screen and by keyboard.
#include "support/testmain.h"
#include "ui/chatheader.h"
#include "ui/models/messagetext.h"
#include "ui/models/routetext.h"
#include "ui/models/searchfilters.h"
#include "ui/models/talktext.h"
#include "ui/questions.h"
#include "ui/reactionchoice.h"
#include "ui/typingline.h"
#include "ui/view/rowactions.h"
#include "viewfixture.h"

#include <QAction>
#include <QListWidget>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

using namespace plausch;
using namespace plausch::ui;
using namespace Qt::StringLiterals;
using store::MessageRow;
using test::message;
using test::ViewFixture;

class TalkViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_f = std::make_unique<ViewFixture>();
        QVERIFY(m_f->becomesActive());
        m_f->view->setAnswers(true, true);
    }
    void cleanup() { m_f.reset(); }

    // ---- words

    void whoIsTyping_data()
    {
        QTest::addColumn<QStringList>("names");
        QTest::addColumn<QString>("text");
        QTest::newRow("nobody") << QStringList() << QString();
        QTest::newRow("one") << QStringList({u"Anna"_s}) << u"Anna is typing ..."_s;
        QTest::newRow("two") << QStringList({u"Anna"_s, u"Ben"_s}) << u"Anna and Ben are typing ..."_s;
        QTest::newRow("three") << QStringList({u"Anna"_s, u"Ben"_s, u"Clara"_s}) << u"3 people are typing ..."_s;
    }
    void whoIsTyping()
    {
        QFETCH(QStringList, names);
        QTEST(typingText(names), "text");
    }

    void whoReacted_data()
    {
        QTest::addColumn<store::ReactionSum>("sum");
        QTest::addColumn<QStringList>("parts");
        QTest::newRow("the buddy") << store::ReactionSum{u"👍"_s, 1, false, {}} << QStringList({u"Anna"_s});
        QTest::newRow("we alone") << store::ReactionSum{u"👍"_s, 1, true, {}} << QStringList({u"you"_s});
        QTest::newRow("both") << store::ReactionSum{u"👍"_s, 2, true, {}} << QStringList({u"Anna"_s, u"you"_s});
        QTest::newRow("a room") << store::ReactionSum{u"👍"_s, 3, true, {u"Ben"_s, u"Clara"_s}}
                                << QStringList({u"Ben"_s, u"Clara"_s, u"you"_s});
    }
    void whoReacted()
    {
        QFETCH(store::ReactionSum, sum);
        QFETCH(QStringList, parts);
        const QString text = reactionNames(sum, u"Anna"_s);
        QCOMPARE(text, QLocale().createSeparatedList(parts));
    }
    void aThousandReactionsAreNotAThousandNames()
    {
        store::ReactionSum sum{u"👍"_s, 1'000, false, {}};
        for (int i = 0; i < 1'000; ++i)
            sum.who.append(u"nick%1"_s.arg(i));
        QVERIFY(reactionNames(sum, {}).contains(u"980 more"_s));
    }

    void screenReadersHearAllOfIt()
    {
        MessageRow row = reply(2);
        row.reactions = {{u"👍"_s, 2, true, {}}, {u"🎉"_s, 1, false, {}}};
        m_f->open();
        m_f->model->append({message(1, u"one"_s), row});
        const QString said = m_f->model->index(1).data(Qt::AccessibleTextRole).toString();
        QVERIFY2(said.contains(u"in reply to \"one\""_s), qPrintable(said));
        QVERIFY2(said.contains(u"Reactions: 👍 2, 🎉 1"_s), qPrintable(said));
    }

    void aWithdrawnMessageSaysWhoTookItBack()
    {
        MessageRow row = message(1, QString());
        row.withdrawnAt = test::noon();
        QVERIFY(isWithdrawn(row));
        QCOMPARE(bodyText(row, u"Anna"_s), u"Message withdrawn by Anna"_s);
        row.withdrawnBy = u"Ops"_s;
        QCOMPARE(bodyText(row, u"Anna"_s), u"Message withdrawn by Ops"_s);
        row.withdrawnBy.clear();
        row.mine = true;
        QCOMPARE(bodyText(row, u"Timo"_s), u"You withdrew this message"_s);
    }

    // ---- on the screen

    void aReplyShowsWhatItAnswersAndLeadsThere()
    {
        m_f->conversation = test::Conversation(400);
        m_f->conversation.make = [this](qint64 number) {
            return number == 400 ? reply(400, 1) : message(number, u"x"_s);
        };
        m_f->open();
        const int last = m_f->lastRow();
        QVERIFY(!m_f->view->quotePoint(last).isNull());
        QVERIFY(m_f->view->quotePoint(last - 1).isNull());
        QVERIFY(m_f->view->rowRect(last).height() > m_f->view->rowRect(last - 1).height());
        QTest::mouseClick(m_f->view->viewport(), Qt::LeftButton, {}, m_f->view->quotePoint(last));
        m_f->settle();
        QCOMPARE(m_f->model->rowOf(1) >= 0, true);
        QVERIFY(m_f->view->rowRect(m_f->model->rowOf(1)).intersects(m_f->view->viewport()->rect()));
    }
    void enterGoesToTheAnsweredMessage()
    {
        m_f->conversation = test::Conversation(400);
        m_f->conversation.make = [this](qint64 number) {
            return number == 400 ? reply(400, 1) : message(number, u"x"_s);
        };
        m_f->open();
        m_f->key(Qt::Key_End, Qt::ControlModifier);
        m_f->settle();
        m_f->key(Qt::Key_Return);
        m_f->settle();
        QVERIFY(m_f->model->rowOf(1) >= 0);
    }
    void anAnswerToWhatIsNotHereLeadsNowhere()
    {
        MessageRow row = reply(1, 0);
        row.quote = {};
        m_f->open();
        m_f->model->append({row});
        m_f->settle();
        QCOMPARE(quoteText(row.quote), u"A message that is not here"_s);
        QTest::mouseClick(m_f->view->viewport(), Qt::LeftButton, {}, m_f->view->quotePoint(0));
        QVERIFY(m_f->view->isAtNewest());
    }

    void reactionsStandBelowAndAreToggledByAClick()
    {
        m_f->open();
        m_f->model->append({message(1, u"plain"_s), message(2, u"liked"_s)});
        m_f->settle();
        const int before = m_f->view->rowRect(1).height();
        MessageRow liked = message(2, u"liked"_s);
        liked.reactions = {{u"👍"_s, 2, true, {}}, {u"🎉"_s, 1, false, {}}};
        m_f->model->change(liked);
        m_f->settle();
        QVERIFY(m_f->view->rowRect(1).height() > before);
        QSignalSpy toggled(m_f->view.get(), &MessageView::reactionToggled);
        QTest::mouseClick(m_f->view->viewport(), Qt::LeftButton, {}, m_f->view->chipPoint(1, 1));
        QCOMPARE(toggled.size(), 1);
        QCOMPARE(toggled.at(0).at(0).toInt(), 1);
        QCOMPARE(toggled.at(0).at(1).toInt(), 1);
    }
    void manyReactionsTakeSeveralLines()
    {
        m_f->open();
        MessageRow row = message(1, u"everybody's darling"_s, true);
        for (int i = 0; i < 40; ++i)
            row.reactions.append({u"word%1"_s.arg(i), i + 1, false, {}});
        m_f->model->append({row});
        m_f->settle();
        QVERIFY(m_f->view->chipPoint(0, 39).y() > m_f->view->chipPoint(0, 0).y());
        const QRect inside = m_f->view->viewport()->rect();
        for (int i = 0; i < 40; ++i)
            QVERIFY(m_f->view->chipPoint(0, i).x() > inside.left() && m_f->view->chipPoint(0, i).x() < inside.right());
    }

    void aChangedMessageThatIsOnItsWayStaysSo()
    {
        m_f->open();
        MessageRow mine = message(1, u"mine"_s, true);
        mine.state = store::MessageState::Sent;
        m_f->model->append({mine});
        mine.state = store::MessageState::Queued; // as the store has it
        mine.reactions = {{u"👍"_s, 1, false, {}}};
        m_f->model->change(mine);
        QCOMPARE(m_f->model->at(0).state, store::MessageState::Sent);
        QCOMPARE(m_f->model->at(0).reactions.size(), 1);
        m_f->model->change(message(77, u"not here"_s));
        QCOMPARE(m_f->model->rowCount(), 1);
    }

    // ---- by keyboard and by pointer

    void keysAnswerAndReact()
    {
        QSignalSpy replies(m_f->view.get(), &MessageView::replyRequested);
        QSignalSpy reactions(m_f->view.get(), &MessageView::reactRequested);
        m_f->open();
        m_f->model->append({message(1, u"one"_s)});
        m_f->settle();
        m_f->key(Qt::Key_Home);
        m_f->key(Qt::Key_R);
        QCOMPARE(replies.size(), 1);
        QTest::keyClick(m_f->view.get(), '+');
        QCOMPARE(reactions.size(), 1);
        m_f->view->setAnswers(false, false);
        m_f->key(Qt::Key_R);
        QTest::keyClick(m_f->view.get(), '+');
        QCOMPARE(replies.size() + reactions.size(), 2);
    }

    void whatHappenedAndWhatIsGoneIsNotAnswered()
    {
        m_f->open();
        MessageRow joined = message(1, QString());
        joined.kind = store::MessageKind::Joined;
        MessageRow gone = message(2, QString());
        gone.withdrawnAt = test::noon();
        MessageRow unsaved = message(0, u"on no disk"_s, true, test::noon() + 5'000);
        m_f->model->append({joined, gone, unsaved});
        m_f->settle();
        for (int row = 0; row < 3; ++row) {
            QTest::mouseClick(m_f->view->viewport(), Qt::LeftButton, {}, m_f->view->rowRect(row).center());
            QVERIFY2(!m_f->view->replyAction()->isEnabled(), qPrintable(QString::number(row)));
            QVERIFY(!m_f->view->reactAction()->isEnabled());
        }
    }

    void thePointerFindsBothBesideAMessage()
    {
        m_f->open();
        m_f->model->append({message(1, u"theirs"_s), message(2, u"mine"_s, true)});
        m_f->settle();
        RowActions *beside = m_f->view->rowActions();
        QVERIFY(!beside->isVisible());
        QSignalSpy replies(m_f->view.get(), &MessageView::replyRequested);
        for (int row = 0; row < 2; ++row) {
            pointAt(m_f->view->rowRect(row).center());
            QVERIFY(beside->isVisible());
            QVERIFY(m_f->view->viewport()->rect().contains(beside->geometry()));
            beside->reply()->click();
            QCOMPARE(replies.last().at(0).toInt(), row);
        }
        m_f->model->append({message(3, u"news"_s)}); // what moves takes nothing along
        m_f->settle();
        QVERIFY(!beside->isVisible());
        pointAt(m_f->view->rowRect(0).center());
        QVERIFY(beside->isVisible());
        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(m_f->view->viewport(), &leave);
        QVERIFY(!beside->isVisible());
    }

    void whatHasLeftCanBeWithdrawnWhereTheRouteCan()
    {
        m_f->open();
        m_f->model->append({message(1, u"mine"_s, true)}); // delivered
        m_f->settle();
        m_f->key(Qt::Key_Home);
        QVERIFY(!m_f->view->withdrawAction()->isEnabled());
        m_f->view->setCanWithdraw([](const MessageRow &row) { return row.mine; });
        QSignalSpy wanted(m_f->view.get(), &MessageView::withdrawRequested);
        m_f->key(Qt::Key_Delete);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.at(0).at(0).toInt(), 0);
    }

    void aChoiceOfReactionsMarksTheOwnOnes()
    {
        QWidget window;
        window.show();
        ReactionChoice choice(&window);
        QSignalSpy chosen(&choice, &ReactionChoice::chosen);
        QSignalSpy more(&choice, &ReactionChoice::moreWanted);
        const QList<store::ReactionSum> given{{u"🤖"_s, 1, true, {}}, {u"👍"_s, 1, false, {}}};
        choice.open({300, 300}, given);
        QCOMPARE(choice.list()->item(0)->text(), u"🤖"_s);
        QVERIFY(choice.list()->item(0)->data(Qt::AccessibleTextRole).toString().startsWith(u"Take back"_s));
        QCOMPARE(choice.list()->findItems(u"👍"_s, Qt::MatchExactly).size(), 1);
        QVERIFY(choice.height() < 2 * choice.list()->gridSize().height()); // one row
        QTest::keyClick(choice.list(), Qt::Key_Return);
        QCOMPARE(chosen.takeFirst(), QVariantList({u"🤖"_s, false}));
        QVERIFY(!choice.isVisible());

        choice.open({300, 300}, given);
        QTest::keyClick(choice.list(), Qt::Key_Right);
        QTest::keyClick(choice.list(), Qt::Key_Return);
        QCOMPARE(chosen.takeFirst(), QVariantList({u"👍"_s, true}));

        choice.open({300, 300}, {});
        QTest::keyClick(choice.list(), Qt::Key_H);
        QCOMPARE(more.size(), 1);
        QCOMPARE(more.at(0).at(1).toString(), u"h"_s);
        choice.open({300, 300}, {});
        QTest::keyClick(choice.list(), Qt::Key_End);
        QTest::keyClick(choice.list(), Qt::Key_Space);
        QCOMPARE(more.size(), 2);
        choice.open({300, 300}, {});
        QTest::keyClick(choice.list(), Qt::Key_Escape);
        QVERIFY(!choice.isVisible() && chosen.isEmpty());
    }

    void theTypingLineMovesNothing()
    {
        QWidget window;
        auto *column = new QVBoxLayout(&window);
        auto *line = new TypingLine(&window);
        column->addWidget(line);
        window.show();
        const int height = line->height();
        line->setNames({u"Anna"_s});
        QCOMPARE(line->text(), u"Anna is typing ..."_s);
        QCOMPARE(line->height(), height);
        line->setNames({});
        QCOMPARE(line->height(), height);
        QVERIFY(line->text().isEmpty());
    }

    // ---- many lines

    void manyLinesAreCountedAsMessages_data()
    {
        QTest::addColumn<int>("lines");
        QTest::addColumn<int>("messages");
        QTest::addColumn<QList<int>>("choices");
        const auto ids = [](std::initializer_list<QuestionChoice> choices) {
            QList<int> list;
            for (const QuestionChoice choice : choices)
                list.append(int(choice));
            return list;
        };
        using Q = QuestionChoice;
        QTest::newRow("three") << 3 << 3 << ids({});
        QTest::newRow("four") << 4 << 4 << ids({Q::AsLines, Q::KeepWriting});
        QTest::newRow("four as one") << 4 << 1 << ids({Q::AsOne, Q::AsLines, Q::KeepWriting});
        QTest::newRow("too many") << 101 << 101 << ids({Q::KeepWriting});
        QTest::newRow("too many, but as one") << 101 << 1 << ids({Q::AsOne, Q::KeepWriting});
        QTest::newRow("several batches") << 250 << 3 << ids({Q::AsOne, Q::KeepWriting});
    }
    void manyLinesAreCountedAsMessages()
    {
        QFETCH(int, lines);
        QFETCH(int, messages);
        QFETCH(QList<int>, choices);
        const auto bar = manyLinesBar({lines, messages});
        QCOMPARE(bar.has_value(), !choices.isEmpty());
        if (!bar)
            return;
        QList<int> offered;
        for (const BarContent::Choice &choice : bar->choices)
            offered.append(choice.id);
        QCOMPARE(offered, choices);
        QVERIFY(bar->text.contains(QString::number(messages == 1 ? lines : messages)));
    }

    // ---- search

    void filtersAreTakenOutOfTheWords_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<SearchFilters>("filters");
        QTest::newRow("none") << u"two words"_s << SearchFilters{u"two words"_s, {}, {}};
        QTest::newRow("from") << u"from:anna sheet"_s << SearchFilters{u"sheet"_s, u"anna"_s, {}};
        QTest::newRow("both, between") << u"the in:#room sheet FROM:ben"_s
                                       << SearchFilters{u"the sheet"_s, u"ben"_s, u"#room"_s};
        QTest::newRow("quoted") << u"from:\"Anna Maria\" x"_s << SearchFilters{u"x"_s, u"Anna Maria"_s, {}};
        QTest::newRow("quote still open") << u"from:\"Anna Ma"_s << SearchFilters{{}, u"Anna Ma"_s, {}};
        QTest::newRow("another word with a colon")
            << u"note: http://x.example/in:y"_s << SearchFilters{u"note: http://x.example/in:y"_s, {}, {}};
        QTest::newRow("nothing behind it") << u"from: anna"_s << SearchFilters{u"from: anna"_s, {}, {}};
    }
    void filtersAreTakenOutOfTheWords()
    {
        QFETCH(QString, typed);
        QTEST(searchFilters(typed), "filters");
    }
    void namesBecomeConversations()
    {
        const SearchScope scope{u"Timo"_s, {{u"buddy:1"_s, u"Anna"_s}, {u"net:x:#room"_s, u"#room"_s}}};
        const auto query = searchQuery({u"sheet"_s, u"anna"_s, u"ROOM"_s}, {}, scope);
        QVERIFY(query);
        QCOMPARE(query->within, QList<store::ChatId>({u"net:x:#room"_s}));
        QCOMPARE(query->fromChats, QList<store::ChatId>({u"buddy:1"_s}));
        QVERIFY(!query->fromSelf);
        QVERIFY(searchQuery({{}, u"me"_s, {}}, {}, scope)->fromSelf);
        QVERIFY(searchQuery({{}, u"timo"_s, {}}, {}, scope)->fromSelf);
        QVERIFY(!searchQuery({u"sheet"_s, {}, u"nowhere"_s}, {}, scope));
    }

    // ---- routes

    void routesAreOfferedWhereThereAreSeveral()
    {
        chat::ChatInfo info;
        info.id = u"buddy:1"_s;
        info.routes = {{{}, {}, {}, true}};
        info.routeInUse = 0;
        QVERIFY(routeOffers(info).isEmpty());
        QVERIFY(!goesOverServer(info));
        info.routes.append({u"n1"_s, u"Libera"_s, u"anna"_s, false});
        const QList<RouteOffer> offers = routeOffers(info);
        QCOMPARE(offers.size(), 3);
        QVERIFY(offers.at(0).chosen && offers.at(0).choice.isEmpty());
        QCOMPARE(offers.at(2).choice, u"n1"_s);
        QVERIFY(offers.at(2).text.contains(u"not there"_s));
        info.routeInUse = 7; // no such way
        QVERIFY(!routeInUse(info));
    }
    void theHeaderShowsTheRouteAndLetsOneSwitch()
    {
        ChatHeader header;
        header.resize(900, 60);
        header.setVisible(true);
        QSignalSpy chosen(&header, &ChatHeader::routeChosen);
        auto *route = header.findChild<QToolButton *>(u"route"_s);
        chat::ChatInfo info;
        info.id = u"buddy:1"_s;
        info.name = u"Anna"_s;
        info.direct = info.encrypted = true;
        info.routes = {{{}, {}, {}, true}};
        info.routeInUse = 0;
        header.show(info, {});
        QVERIFY(route->isVisible() && !route->menu());
        QCOMPARE(route->text(), u"Direct"_s);
        info.routes.append({u"n1"_s, u"Libera"_s, u"anna"_s, true});
        info.routeInUse = 1;
        header.show(info, {});
        QCOMPARE(route->text(), u"via Libera"_s);
        QVERIFY(namedVisible(header, u"Via Libera, which can read along"_s)); // no lock is promised
        QVERIFY(route->menu());
        QCOMPARE(route->menu()->actions().size(), 3);
        route->menu()->actions().at(1)->trigger();
        QCOMPARE(chosen.takeFirst().at(0).toString(), store::RouteDirect.toString());
        info.routeInUse = -1;
        header.show(info, {});
        QVERIFY(route->isVisible()); // nothing is up, and still there is a choice
    }
    void whoIsMetOnAServerCanBeAdded()
    {
        ChatHeader header;
        header.resize(900, 60);
        header.setVisible(true);
        QSignalSpy wanted(&header, &ChatHeader::addWanted);
        auto *add = header.findChild<QToolButton *>(u"add"_s);
        chat::ChatInfo info;
        info.id = u"net:1:anna"_s;
        info.kind = chat::ChatKind::Person;
        info.name = u"anna"_s;
        info.network = u"1"_s;
        header.show(info, {});
        QVERIFY(!add->isVisible()); // the server is not there
        info.joined = true;
        header.show(info, {});
        QVERIFY(add->isVisible() && add->isEnabled());
        add->click();
        QCOMPARE(wanted.size(), 1);
        info.introducing = true;
        header.show(info, {});
        QVERIFY(!add->isEnabled());
        QCOMPARE(add->text(), u"Asked"_s);
        info.buddy = u"buddy:1"_s;
        header.show(info, {});
        QVERIFY(!add->isVisible());
    }
    void onlyANewReaderIsWorthASentence()
    {
        chat::ChatInfo direct;
        direct.id = u"buddy:1"_s;
        direct.routes = {{{}, {}, {}, true}, {u"n1"_s, u"Libera"_s, u"anna"_s, true}};
        direct.routeInUse = 0;
        chat::ChatInfo carried = direct;
        carried.routeInUse = 1;
        QVERIFY(routeNotice(direct, carried)->contains(u"Libera"_s));
        QVERIFY(!routeNotice(carried, direct));
        chat::ChatInfo chosen = carried;
        chosen.routeChoice = u"n1"_s;
        QVERIFY(!routeNotice(direct, chosen)); // the user's own doing
        carried.id = u"buddy:2"_s;
        QVERIFY(!routeNotice(direct, carried));
    }

private:
    /// Row `number`, which answers row `to`.
    static MessageRow reply(qint64 number, qint64 to = 1)
    {
        MessageRow row = message(number, u"answer"_s);
        row.replyTo.id = "m" + QByteArray::number(to);
        row.quote.row = to;
        row.quote.time = message(to, {}).time;
        row.quote.text = u"one"_s;
        return row;
    }
    static bool namedVisible(const QWidget &widget, const QString &name)
    {
        const QList<QToolButton *> buttons = widget.findChildren<QToolButton *>();
        return std::any_of(buttons.cbegin(), buttons.cend(), [&name](const QToolButton *button) {
            return button->isVisible() && button->accessibleName() == name;
        });
    }
    void pointAt(QPoint point)
    {
        QMouseEvent move(QEvent::MouseMove, point, m_f->view->viewport()->mapToGlobal(point), Qt::NoButton, {}, {});
        QApplication::sendEvent(m_f->view->viewport(), &move);
    }

    std::unique_ptr<ViewFixture> m_f;
};

PLAUSCH_GUI_TEST_MAIN(TalkViewTest)
#include "tst_talkview.moc"
