#include "support/testmain.h"
#include "viewfixture.h"

#include <QAction>
#include <QClipboard>
#include <QMenu>
#include <QScrollBar>

using namespace plausch;
using namespace plausch::test;
using store::MessageState;
using ui::MessageView;
using ui::Spot;

class TestMessageSelection : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_f.reset(); }

    void selectsAcrossMessagesWithTheMouse();
    void partOfOneMessageIsCopiedAsItIs();
    void doubleAndTripleClick();
    void selectionSurvivesPages();
    void selectsWithTheKeyboard();
    void whoComesByKeyboardIsAtTheNewest();
    void caretWalksOverMessages();
    void ctrlHomeAndEndReachTheWholeConversation();
    void pageKeys();
    void copiesTheCurrentMessage();
    void linksAreClicked();
    void linksByKeyboard();
    void tryAgainAndWithdraw();
    void menuByKeyboard();

private:
    std::unique_ptr<ViewFixture> m_f;
};

void TestMessageSelection::init()
{
    m_f = std::make_unique<ViewFixture>();
    QVERIFY(m_f->becomesActive());
}

void TestMessageSelection::selectsAcrossMessagesWithTheMouse()
{
    m_f->conversation = Conversation();
    m_f->open();
    const qint64 t = noon() + 2 * 3'600'000 + 3 * 60'000;
    m_f->model->append({message(1, QStringLiteral("Hallo Timo"), false, t),
                        message(2, QStringLiteral("Na Anna"), true, t),
                        message(3, QStringLiteral("Wie geht es?"), false, t + 60'000)});
    m_f->settle();
    m_f->drag(m_f->at(0, 6), m_f->at(2, 3));
    QCOMPARE(m_f->view->selectedText(),
             QStringLiteral("[14:03] <Anna> Timo\n[14:03] <Timo> Na Anna\n[14:04] <Anna> Wie"));
    m_f->drag(m_f->at(2, 3), m_f->at(0, 6)); // upwards is the same
    m_f->view->copyAction()->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(),
             QStringLiteral("[14:03] <Anna> Timo\n[14:03] <Timo> Na Anna\n[14:04] <Anna> Wie"));
    QTest::mouseClick(m_f->view->viewport(), Qt::LeftButton, {}, m_f->at(1, 2));
    QVERIFY(!m_f->view->hasSelection());
    QTest::mouseClick(m_f->view->viewport(), Qt::LeftButton, Qt::ShiftModifier, m_f->at(2, 0));
    QCOMPARE(m_f->view->selectedText(), QStringLiteral("[14:03] <Timo>  Anna"));
}

void TestMessageSelection::partOfOneMessageIsCopiedAsItIs()
{
    m_f->open();
    m_f->model->append({message(1, QStringLiteral("Hallo Timo"))});
    m_f->settle();
    m_f->drag(m_f->at(0, 0), m_f->at(0, 5));
    QCOMPARE(m_f->view->selectedText(), QStringLiteral("Hallo"));
    m_f->drag(m_f->at(0, 0), m_f->at(0, 10)); // all of it
    QCOMPARE(m_f->view->selectedText(), QStringLiteral("[12:00] <Anna> Hallo Timo"));
}

void TestMessageSelection::doubleAndTripleClick()
{
    m_f->open();
    m_f->model->append({message(1, QStringLiteral("one two three"))});
    m_f->settle();
    const QPoint inTwo = m_f->at(0, 5);
    QTest::mouseDClick(m_f->view->viewport(), Qt::LeftButton, {}, inTwo);
    QCOMPARE(m_f->view->selectedText(), QStringLiteral("two"));
    QTest::mousePress(m_f->view->viewport(), Qt::LeftButton, {}, inTwo);
    QTest::mouseRelease(m_f->view->viewport(), Qt::LeftButton, {}, inTwo);
    QCOMPARE(m_f->view->selectedText(), QStringLiteral("[12:00] <Anna> one two three"));
}

void TestMessageSelection::selectionSurvivesPages()
{
    m_f->conversation = Conversation(1'000);
    m_f->open();
    m_f->conversation.holdAnswers = true;
    m_f->view->verticalScrollBar()->setValue(0);
    m_f->settle();
    const int row = m_f->view->rowAt({100, 100});
    m_f->drag(m_f->at(row, 2), m_f->at(row + 2, 3));
    const QString selected = m_f->view->selectedText();
    QVERIFY(selected.count(u'\n') == 2);
    m_f->conversation.answer();
    m_f->settle();
    QCOMPARE(m_f->view->selectedText(), selected);
    m_f->model->append(m_f->conversation.grow(3));
    QCOMPARE(m_f->view->selectedText(), selected);
}

void TestMessageSelection::selectsWithTheKeyboard()
{
    m_f->open();
    m_f->model->append(
        {message(1, QStringLiteral("abc")), message(2, QStringLiteral("def")), message(3, QStringLiteral("ghi"))});
    m_f->settle();
    m_f->key(Qt::Key_End);
    QCOMPARE(m_f->view->selection().caret(), (Spot{2, 3}));
    m_f->key(Qt::Key_Home);
    QCOMPARE(m_f->view->selection().caret(), (Spot{2, 0}));
    m_f->key(Qt::Key_Left, Qt::ShiftModifier);
    m_f->key(Qt::Key_Left, Qt::ShiftModifier);
    QCOMPARE(m_f->view->selection().caret(), (Spot{1, 2}));
    QCOMPARE(m_f->view->selectedText(), QStringLiteral("[12:00] <Anna> f"));
    m_f->key(Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(m_f->view->selectedText().count(QStringLiteral("<Anna>")), 3);
    m_f->key(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(),
             QStringLiteral("[12:00] <Anna> abc\n[12:00] <Anna> def\n[12:00] <Anna> ghi"));
    m_f->key(Qt::Key_Right);
    QVERIFY(!m_f->view->hasSelection());
}

/// Only while it is in sight, and nothing is selected.
void TestMessageSelection::whoComesByKeyboardIsAtTheNewest()
{
    m_f->conversation = Conversation();
    m_f->open();
    const auto come = [&] {
        m_f->view->clearFocus();
        m_f->view->setFocus(Qt::ShortcutFocusReason);
    };
    for (int i = 1; i <= 40; ++i) {
        m_f->model->append({message(i, QStringLiteral("Zeile"), false, noon() + i * 1'000)});
        m_f->settle();
        come();
        QCOMPARE(m_f->view->currentRow(), m_f->lastRow());
    }
    m_f->key(Qt::Key_Left, Qt::ShiftModifier);
    m_f->model->append({message(41, QStringLiteral("Zeile"), false, noon() + 41'000)});
    m_f->settle();
    come();
    QCOMPARE(m_f->view->currentRow(), m_f->lastRow() - 1);
    for (int i = 0; i < 5; ++i)
        m_f->key(Qt::Key_PageUp);
    const int far = m_f->view->currentRow();
    QVERIFY(far < 10);
    come();
    QCOMPARE(m_f->view->currentRow(), far);
}

void TestMessageSelection::caretWalksOverMessages()
{
    m_f->open();
    m_f->model->append({message(1, QStringLiteral("first message")), message(2, QStringLiteral("x")),
                        message(3, QStringLiteral("third message"))});
    m_f->settle();
    m_f->key(Qt::Key_End);
    m_f->key(Qt::Key_Home);
    for (int i = 0; i < 8; ++i)
        m_f->key(Qt::Key_Right);
    QCOMPARE(m_f->view->selection().caret(), (Spot{2, 8}));
    m_f->key(Qt::Key_Up);
    QCOMPARE(m_f->view->selection().caret(), (Spot{1, 1}));
    m_f->key(Qt::Key_Up); // the column is remembered over the short line
    QCOMPARE(m_f->view->selection().caret().row, 0);
    QVERIFY(m_f->view->selection().caret().position >= 6);
    m_f->key(Qt::Key_Up); // the top is the top
    QCOMPARE(m_f->view->selection().caret().row, 0);
    m_f->key(Qt::Key_Right, Qt::ControlModifier);
    m_f->key(Qt::Key_End);
    m_f->key(Qt::Key_Right);
    QCOMPARE(m_f->view->selection().caret(), (Spot{1, 0}));
}

void TestMessageSelection::ctrlHomeAndEndReachTheWholeConversation()
{
    m_f->conversation = Conversation(1'000'000);
    m_f->open();
    m_f->key(Qt::Key_Home, Qt::ControlModifier);
    m_f->settle();
    QCOMPARE(m_f->model->at(m_f->view->currentRow()).row, 1);
    QVERIFY(m_f->view->viewport()->rect().contains(m_f->view->rowRect(0)));
    m_f->key(Qt::Key_End, Qt::ControlModifier);
    m_f->settle();
    QCOMPARE(m_f->model->at(m_f->lastRow()).row, 1'000'000);
    QVERIFY(m_f->view->isAtNewest());
    QCOMPARE(m_f->view->currentRow(), m_f->lastRow());
}

void TestMessageSelection::pageKeys()
{
    m_f->conversation = Conversation(90);
    m_f->open();
    m_f->key(Qt::Key_End);
    const int before = m_f->view->currentRow();
    m_f->key(Qt::Key_PageUp);
    m_f->settle();
    const int after = m_f->view->currentRow();
    QVERIFY(before - after > 5);
    QVERIFY(m_f->view->viewport()->rect().intersects(m_f->view->rowRect(after)));
    m_f->key(Qt::Key_PageDown, Qt::ShiftModifier);
    QVERIFY(m_f->view->hasSelection());
}

void TestMessageSelection::copiesTheCurrentMessage()
{
    m_f->open();
    m_f->model->append({message(1, QStringLiteral("abc"))});
    m_f->settle();
    m_f->key(Qt::Key_End);
    m_f->key(Qt::Key_C);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("[12:00] <Anna> abc"));
}

void TestMessageSelection::linksAreClicked()
{
    m_f->open();
    m_f->model->append({message(1, QStringLiteral("see https://a.example/b and file:///etc/passwd"))});
    m_f->settle();
    QSignalSpy activated(m_f->view.get(), &MessageView::linkActivated);
    QTest::mouseMove(m_f->view->viewport(), m_f->at(0, 8));
    QTRY_COMPARE(m_f->view->viewport()->cursor().shape(), Qt::PointingHandCursor);
    QTest::mouseClick(m_f->view->viewport(), Qt::LeftButton, {}, m_f->at(0, 8));
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated[0][0].toUrl(), QUrl(QStringLiteral("https://a.example/b")));
    QTest::mouseMove(m_f->view->viewport(), m_f->at(0, 1));
    QTRY_COMPARE(m_f->view->viewport()->cursor().shape(), Qt::IBeamCursor);
    QTest::mouseClick(m_f->view->viewport(), Qt::LeftButton, {}, m_f->at(0, 1));
    QTest::mouseClick(m_f->view->viewport(), Qt::LeftButton, {}, m_f->at(0, 40)); // no link at all
    m_f->drag(m_f->at(0, 6), m_f->at(0, 12)); // selecting is not clicking
    QCOMPARE(activated.size(), 1);
}

void TestMessageSelection::linksByKeyboard()
{
    m_f->open();
    m_f->model->append({message(1, QStringLiteral("https://a.example/b"))});
    m_f->settle();
    QSignalSpy activated(m_f->view.get(), &MessageView::linkActivated);
    m_f->key(Qt::Key_Home);
    m_f->key(Qt::Key_Return);
    QCOMPARE(activated.size(), 1);
}

void TestMessageSelection::tryAgainAndWithdraw()
{
    m_f->open();
    auto failed = message(1, QStringLiteral("failed"), true);
    failed.state = MessageState::Failed;
    auto queued = message(2, QStringLiteral("queued"), true);
    queued.state = MessageState::Queued;
    m_f->model->append({failed, queued, message(3, QStringLiteral("theirs"))});
    m_f->settle();
    QSignalSpy again(m_f->view.get(), &MessageView::tryAgainRequested);
    QSignalSpy withdrawn(m_f->view.get(), &MessageView::withdrawRequested);
    QTest::mouseClick(m_f->view->viewport(), Qt::LeftButton, {}, m_f->at(0, 1));
    QVERIFY(m_f->view->tryAgainAction()->isEnabled());
    m_f->view->tryAgainAction()->trigger();
    QCOMPARE(again.size(), 1);
    QCOMPARE(again[0][0].toByteArray(), QByteArray("m1"));
    QTest::mouseClick(m_f->view->viewport(), Qt::LeftButton, {}, m_f->at(1, 1));
    QVERIFY(!m_f->view->tryAgainAction()->isEnabled());
    m_f->view->withdrawAction()->trigger();
    QCOMPARE(withdrawn.size(), 1);
    m_f->model->setState("m2", MessageState::Sent); // too late now
    QVERIFY(!m_f->view->withdrawAction()->isEnabled());
    QTest::mouseClick(m_f->view->viewport(), Qt::LeftButton, {}, m_f->at(2, 1));
    QVERIFY(!m_f->view->withdrawAction()->isEnabled());
    QVERIFY(!m_f->view->tryAgainAction()->isEnabled());
}

void TestMessageSelection::menuByKeyboard()
{
    m_f->open();
    m_f->model->append({message(1, QStringLiteral("https://a.example/b"))});
    m_f->settle();
    QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
    QApplication::sendEvent(m_f->view.get(), &event);
    auto *menu = m_f->view->findChild<QMenu *>();
    QVERIFY(menu);
    QVERIFY(menu->actions().contains(m_f->view->copyAction()));
    QVERIFY(!menu->actions().contains(m_f->view->withdrawAction()));
    menu->close();
}

PLAUSCH_GUI_TEST_MAIN(TestMessageSelection)
#include "tst_messageselection.moc"
