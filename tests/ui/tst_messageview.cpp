#include "support/testmain.h"
#include "ui/view/accessibility.h"
#include "ui/view/jumpbutton.h"
#include "viewfixture.h"

#include <QAccessible>
#include <QScrollBar>
#include <QTimer>

using namespace plausch;
using namespace plausch::test;
using ui::ChatModel;
using ui::MessageView;

class TestMessageView : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_f.reset(); }

    void standsAtTheNewest();
    void followsOnlyAtTheBottom();
    void jumpButtonCountsAndLeads();
    void pagesAboveLeaveWhatIsReadInPlace();
    void scrollsThroughAll();
    void jumpsToAMessage();
    void placeIsKeptAndRestored();
    void opensAtTheNewLine();
    void resizingKeepsThePlace();
    void controlCharactersAreShown();
    void laysOutOncePerTurn();
    void idleMeansIdle();
    void survivesItsModel();
    void accessibleAsAList();
    void accessibleChildrenFollowTheRows();
    void newestIsToldOnce();

private:
    std::unique_ptr<ViewFixture> m_f;
};

void TestMessageView::initTestCase()
{
    ui::installAccessibility();
}

void TestMessageView::init()
{
    m_f = std::make_unique<ViewFixture>();
    QVERIFY(m_f->becomesActive());
}

void TestMessageView::standsAtTheNewest()
{
    m_f->conversation = Conversation(3);
    m_f->open();
    QVERIFY(m_f->view->isAtNewest());
    const int gap = m_f->view->viewport()->height() - m_f->view->rowRect(2).bottom();
    QVERIFY(gap > 0 && gap < 40); // few messages stand at the bottom
    m_f->model->append(m_f->conversation.grow(500));
    m_f->settle();
    QVERIFY(m_f->view->isAtNewest());
    QVERIFY(m_f->view->viewport()->rect().contains(m_f->view->rowRect(m_f->lastRow())));
}

void TestMessageView::followsOnlyAtTheBottom()
{
    m_f->conversation = Conversation(90);
    m_f->open();
    QScrollBar *bar = m_f->view->verticalScrollBar();
    QCOMPARE(bar->value(), bar->maximum());
    bar->setValue(bar->maximum() - 300);
    m_f->settle();
    QVERIFY(!m_f->view->isAtNewest());
    const int row = m_f->view->rowAt({100, 100});
    const QRect before = m_f->view->rowRect(row);
    m_f->model->append(m_f->conversation.grow(50));
    m_f->settle();
    QCOMPARE(m_f->view->rowRect(row), before);
    bar->setValue(bar->maximum());
    m_f->settle();
    QVERIFY(m_f->view->isAtNewest());
}

void TestMessageView::jumpButtonCountsAndLeads()
{
    m_f->conversation = Conversation(90);
    m_f->open();
    auto *button = m_f->view->findChild<ui::JumpButton *>();
    QVERIFY(!button->isVisible());
    m_f->model->append(m_f->conversation.grow(5));
    QCOMPARE(m_f->view->newCount(), 0); // seen as they came
    m_f->view->verticalScrollBar()->setValue(0);
    m_f->settle();
    QVERIFY(button->isVisible());
    QCOMPARE(button->count(), 0);
    m_f->model->append(m_f->conversation.grow(14)); // two of them are ours
    m_f->model->append({message(m_f->conversation.grow(1)[0].row, QStringLiteral("me"), true)});
    QCOMPARE(button->count(), 12);
    QVERIFY(button->accessibleName().contains(QStringLiteral("12")));
    QTest::mouseClick(button, Qt::LeftButton);
    m_f->settle();
    QVERIFY(m_f->view->isAtNewest());
    QVERIFY(!button->isVisible());
    QCOMPARE(m_f->view->newCount(), 0);
}

void TestMessageView::pagesAboveLeaveWhatIsReadInPlace()
{
    m_f->conversation = Conversation(1'000);
    m_f->conversation.make = [](qint64 n) { // heights no guess gets right
        return message(n, QStringLiteral("word ").repeated(static_cast<int>(n * 37 % 120) + 1), n % 7 == 0);
    };
    m_f->open();
    m_f->conversation.holdAnswers = true;
    m_f->view->verticalScrollBar()->setValue(0);
    m_f->settle();
    QVERIFY(m_f->model->isLoading());
    const qint64 number = m_f->model->at(m_f->view->rowAt({100, 100})).row;
    const int before = m_f->view->rowRect(m_f->model->rowOf(number)).bottom();
    m_f->conversation.answer();
    m_f->settle();
    QVERIFY(m_f->model->rowOf(number) >= 100);
    QCOMPARE(m_f->view->rowRect(m_f->model->rowOf(number)).bottom(), before);
}

void TestMessageView::scrollsThroughAll()
{
    m_f->conversation = Conversation(5'000);
    m_f->open();
    QScrollBar *bar = m_f->view->verticalScrollBar();
    for (int turn = 0; turn < 2'000 && (m_f->model->hasOlder() || bar->value() > 0); ++turn) {
        bar->setValue(bar->value() - 1'000);
        m_f->settle();
        QVERIFY(m_f->model->rowCount() <= ChatModel::MaxRows);
    }
    QCOMPARE(m_f->model->at(m_f->view->rowAt({100, 60})).row, 1);
    for (int turn = 0; turn < 2'000 && !m_f->view->isAtNewest(); ++turn) {
        bar->setValue(bar->value() + 1'000);
        m_f->settle();
    }
    QVERIFY(m_f->view->isAtNewest());
    QCOMPARE(m_f->model->at(m_f->lastRow()).row, 5'000);
}

void TestMessageView::jumpsToAMessage()
{
    m_f->conversation = Conversation(1'000'000);
    m_f->open();
    m_f->view->jumpTo({m_f->conversation.make(500'000).time, 500'000});
    m_f->settle();
    const QRect rect = m_f->view->rowRect(m_f->model->rowOf(500'000));
    QVERIFY(m_f->view->viewport()->rect().contains(rect));
    QVERIFY(!m_f->view->isAtNewest());
    m_f->settle(); // the page above comes
    QVERIFY(m_f->view->viewport()->rect().contains(m_f->view->rowRect(m_f->model->rowOf(500'000))));
    m_f->view->jumpToNewest();
    m_f->settle();
    QVERIFY(m_f->view->isAtNewest());
    QCOMPARE(m_f->model->at(m_f->lastRow()).row, 1'000'000);
}

void TestMessageView::placeIsKeptAndRestored()
{
    m_f->conversation = Conversation(1'000);
    m_f->open();
    QVERIFY(!m_f->view->readingPlace());
    m_f->view->jumpTo({m_f->conversation.make(400).time, 400});
    m_f->settle();
    const auto place = m_f->view->readingPlace();
    QVERIFY(place);
    Conversation other(10);
    m_f->model->open(other.source(), {}, 0);
    m_f->settle();
    m_f->open();
    m_f->view->restore(*place);
    m_f->settle();
    QCOMPARE(m_f->view->readingPlace()->row, place->row);
}

void TestMessageView::opensAtTheNewLine()
{
    m_f->conversation = Conversation(90);
    m_f->open(40);
    const QRect first = m_f->view->rowRect(m_f->model->firstNewRow());
    QVERIFY(m_f->view->viewport()->rect().contains(first));
    QVERIFY(!m_f->view->isAtNewest());
    m_f->open(88); // all that is new fits
    QVERIFY(m_f->view->isAtNewest());
}

void TestMessageView::resizingKeepsThePlace()
{
    m_f->conversation = Conversation(90);
    m_f->conversation.make = [](qint64 n) { return message(n, QStringLiteral("long line ").repeated(20), false); };
    m_f->open();
    m_f->view->resize(380, 500);
    m_f->settle();
    QVERIFY(m_f->view->isAtNewest());
    m_f->view->verticalScrollBar()->setValue(900);
    m_f->settle();
    const auto place = m_f->view->readingPlace();
    m_f->view->resize(700, 500);
    m_f->settle();
    QVERIFY(qAbs(m_f->view->readingPlace()->row - place->row) <= 1);
}

void TestMessageView::controlCharactersAreShown()
{
    m_f->open();
    m_f->model->append({message(1, QString(QStringLiteral("a\u0007b") + QChar(u'\0') + QStringLiteral("c\nd")))});
    m_f->settle();
    QVERIFY(!m_f->view->grab().isNull());
    m_f->key(Qt::Key_End);
    QCOMPARE(m_f->view->currentRow(), 0);
}

void TestMessageView::laysOutOncePerTurn()
{
    m_f->conversation = Conversation(50);
    m_f->open();
    QSignalSpy range(m_f->view->verticalScrollBar(), &QScrollBar::rangeChanged);
    for (int i = 0; i < 100; ++i)
        m_f->model->append(m_f->conversation.grow(2));
    QCOMPARE(range.size(), 0);
    m_f->settle();
    QVERIFY(range.size() >= 1 && range.size() <= 5);
    QVERIFY(m_f->view->isAtNewest());
}

/// With nothing happening, nothing runs: no layout, no painting, no timer.
void TestMessageView::idleMeansIdle()
{
    class Watcher : public QObject
    {
    public:
        int timers = 0;
        int paints = 0;
        bool eventFilter(QObject *, QEvent *event) override
        {
            timers += event->type() == QEvent::Timer ? 1 : 0;
            paints += event->type() == QEvent::Paint ? 1 : 0;
            return false;
        }
    };
    m_f->conversation = Conversation(500);
    m_f->open();
    m_f->key(Qt::Key_End);
    QTRY_VERIFY(!m_f->model->isLoading());
    m_f->settle();
    QCoreApplication::processEvents();
    Watcher watcher;
    m_f->view->installEventFilter(&watcher);
    m_f->view->viewport()->installEventFilter(&watcher);
    // A timer of our own bounds the watch; whatever else there is would fire within it (carets blink twice a second).
    QTimer end;
    end.setSingleShot(true);
    QSignalSpy ended(&end, &QTimer::timeout);
    end.start(1'200);
    QVERIFY(ended.wait());
    QCOMPARE(watcher.timers, 0);
    QCOMPARE(watcher.paints, 0);
}

void TestMessageView::survivesItsModel()
{
    m_f->conversation = Conversation(50);
    m_f->open();
    m_f->model->append(m_f->conversation.grow(1));
    m_f->model.reset();
    m_f->settle();
    m_f->view->grab();
    QVERIFY(m_f->view->selectedText().isEmpty());
    m_f->view->jumpToNewest();
    m_f->key(Qt::Key_Up);
    m_f->view->setModel(nullptr);
    QVERIFY(m_f->view->isAtNewest());
}

void TestMessageView::accessibleAsAList()
{
    m_f->conversation = Conversation(20);
    m_f->open();
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(m_f->view.get());
    QVERIFY(list);
    QCOMPARE(list->role(), QAccessible::List);
    QCOMPARE(list->text(QAccessible::Name), QStringLiteral("Messages"));
    QCOMPARE(list->childCount(), 20);
    QAccessibleInterface *child = list->child(13);
    QCOMPARE(child->role(), QAccessible::ListItem);
    QCOMPARE(child->text(QAccessible::Name), QStringLiteral("Timo, 12:00, delivered: Message 14"));
    QCOMPARE(child->parent(), list);
    QCOMPARE(list->indexOfChild(child), 13);
    const QRect rect = child->rect();
    QCOMPARE(rect.topLeft(), m_f->view->viewport()->mapToGlobal(m_f->view->rowRect(13).topLeft()));
    QCOMPARE(list->childAt(rect.center().x(), rect.center().y()), child);
    QVERIFY(list->child(0)->state().offscreen);
    m_f->key(Qt::Key_End);
    QVERIFY(list->child(19)->state().focused);
    QCOMPARE(list->focusChild(), list->child(19));
    m_f->key(Qt::Key_A, Qt::ControlModifier);
    QVERIFY(list->child(5)->state().selected);
    QCOMPARE(list->child(20), nullptr);
}

void TestMessageView::accessibleChildrenFollowTheRows()
{
    m_f->conversation = Conversation(150);
    m_f->open();
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(m_f->view.get());
    QAccessibleInterface *child = list->child(0);
    const QString sentence = child->text(QAccessible::Name);
    m_f->view->verticalScrollBar()->setValue(0);
    m_f->settle(); // 50 older ones
    QCOMPARE(list->childCount(), 150);
    QCOMPARE(list->indexOfChild(child), 50);
    QCOMPARE(child->text(QAccessible::Name), sentence);
    QVERIFY(list->child(0)->text(QAccessible::Name) != sentence);
    QCOMPARE(list->child(50)->text(QAccessible::Name), sentence);
    m_f->model->close();
    QCOMPARE(list->childCount(), 0);
}

void TestMessageView::newestIsToldOnce()
{
    m_f->conversation = Conversation(90);
    m_f->open();
    QSignalSpy told(m_f->view.get(), &MessageView::atNewestChanged);
    m_f->view->verticalScrollBar()->setValue(0);
    m_f->settle();
    m_f->view->verticalScrollBar()->setValue(10);
    m_f->settle();
    QCOMPARE(told.size(), 1);
    QVERIFY(!told[0][0].toBool());
    m_f->view->jumpToNewest();
    m_f->settle();
    QCOMPARE(told.size(), 2);
}

PLAUSCH_GUI_TEST_MAIN(TestMessageView)
#include "tst_messageview.moc"
