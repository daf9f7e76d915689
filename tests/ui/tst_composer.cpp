// The composer: keys, growth, drafts, history, ceilings.
#include "support/testmain.h"
#include "ui/composer.h"
#include "ui/emojipicker.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QScrollBar>
#include <QToolButton>

using plausch::ui::Composer;
using plausch::ui::ComposerEdit;
using plausch::ui::EmojiPicker;
using namespace Qt::StringLiterals;

class ComposerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_composer = std::make_unique<Composer>();
        m_composer->resize(480, 200);
        m_composer->open(QStringLiteral("Anna"), {}, [this] { return m_history; });
        m_composer->show();
        m_history.clear();
        QVERIFY(QTest::qWaitForWindowExposed(m_composer.get()));
    }

    void enterSendsAndTheFieldIsEmptyAgain()
    {
        QSignalSpy sent(m_composer.get(), &Composer::sent);
        type("Hallo");
        press(Qt::Key_Return);
        QCOMPARE(sent.size(), 1);
        QCOMPARE(sent.at(0).at(0).toString(), QStringLiteral("Hallo"));
        QCOMPARE(m_composer->text(), QString());
    }

    void shiftEnterMakesAnOrdinaryLineEnd()
    {
        QSignalSpy sent(m_composer.get(), &Composer::sent);
        type("one");
        press(Qt::Key_Return, Qt::ShiftModifier);
        type("two");
        QVERIFY(sent.isEmpty());
        press(Qt::Key_Enter, Qt::KeypadModifier);
        QCOMPARE(sent.at(0).at(0).toString(), QStringLiteral("one\ntwo"));
    }

    void controlEnterSendsWhenEnterDoesNot()
    {
        m_composer->setEnterSends(false);
        QSignalSpy sent(m_composer.get(), &Composer::sent);
        type("one");
        press(Qt::Key_Return);
        QVERIFY(sent.isEmpty());
        press(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(sent.size(), 1);
    }

    void nothingButSpaceIsNotSent()
    {
        QSignalSpy sent(m_composer.get(), &Composer::sent);
        type("  ");
        press(Qt::Key_Return);
        QVERIFY(sent.isEmpty());
        QVERIFY(!m_composer->findChild<QToolButton *>(QStringLiteral("send"))->isEnabled());
    }

    void itGrowsToSixLinesAndNotFurther()
    {
        ComposerEdit &edit = *m_composer->edit();
        const int line = edit.fontMetrics().lineSpacing();
        const int one = edit.height();
        edit.setPlainText(QStringLiteral("1\n2\n3"));
        QCOMPARE(edit.height(), one + 2 * line);
        edit.setPlainText(QStringLiteral("1\n2\n3\n4\n5\n6"));
        QCOMPARE(edit.height(), one + 5 * line);
        edit.setPlainText(QStringLiteral("1\n2\n3\n4\n5\n6\n7\n8"));
        QCOMPARE(edit.height(), one + 5 * line);
        edit.setPlainText({});
        QCOMPARE(edit.height(), one);
    }

    void noLineIsHiddenWhileThereIsRoomForIt()
    {
        ComposerEdit &edit = *m_composer->edit();
        for (int line = 1; line <= ComposerEdit::MaxLines; ++line) {
            type("word");
            press(Qt::Key_Return, Qt::ShiftModifier);
        }
        press(Qt::Key_Backspace);
        QCOMPARE(edit.verticalScrollBar()->value(), 0);
        for (int line = 1; line <= 2; ++line) {
            press(Qt::Key_Return, Qt::ShiftModifier);
            type("word");
        }
        QCOMPARE(edit.verticalScrollBar()->value(), 2);
        QVERIFY(edit.viewport()->rect().contains(edit.cursorRect()));
    }

    void aLongLineGrowsItToo()
    {
        ComposerEdit &edit = *m_composer->edit();
        const int one = edit.height();
        edit.setPlainText(QStringLiteral("word ").repeated(60));
        QVERIFY(edit.height() > one);
    }

    void afterALongMessageItIsOneLineHighAgain()
    {
        ComposerEdit &edit = *m_composer->edit();
        const int one = edit.height();
        type("a message that is longer than the field is wide, and so it has been broken into several lines");
        QVERIFY(edit.height() > one);
        press(Qt::Key_Return);
        QCOMPARE(edit.height(), one);
    }

    void sendingCanBeUndone()
    {
        type("precious");
        press(Qt::Key_Return);
        m_composer->edit()->undo();
        QCOMPARE(m_composer->text(), QStringLiteral("precious"));
    }

    void upInAnEmptyFieldRecallsTheLast()
    {
        m_history = {u"first"_s, u"second"_s};
        press(Qt::Key_Up);
        QCOMPARE(m_composer->text(), QStringLiteral("second"));
        press(Qt::Key_Up); // not empty any more: the caret moves
        QCOMPARE(m_composer->text(), QStringLiteral("second"));
    }

    void controlUpAndDownWalkAndBringBackWhatWasBegun()
    {
        m_history = {u"first"_s, u"second"_s};
        type("begun");
        press(Qt::Key_Up, Qt::ControlModifier);
        press(Qt::Key_Up, Qt::ControlModifier);
        press(Qt::Key_Up, Qt::ControlModifier); // there is nothing before the first
        QCOMPARE(m_composer->text(), QStringLiteral("first"));
        press(Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(m_composer->text(), QStringLiteral("second"));
        press(Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(m_composer->text(), QStringLiteral("begun"));
    }

    void draftsAreSaidOnceTypingRestsAndAtOnceWhenTheChatChanges()
    {
        QSignalSpy drafts(m_composer.get(), &Composer::draftChanged);
        type("half a sen");
        QVERIFY(drafts.isEmpty());
        QTRY_COMPARE(drafts.size(), 1);
        type("tence");
        m_composer->open(QStringLiteral("Eva"), QStringLiteral("dear Eva"), {});
        QCOMPARE(drafts.size(), 2);
        QCOMPARE(drafts.at(1).at(0).toString(), QStringLiteral("half a sentence"));
        QCOMPARE(m_composer->text(), QStringLiteral("dear Eva"));
        m_composer->flushDraft();
        QCOMPARE(drafts.size(), 2); // showing a draft is not writing one
        m_composer->edit()->undo();
        QCOMPARE(m_composer->text(), QStringLiteral("dear Eva"));
    }

    void sendingEmptiesTheDraft()
    {
        QSignalSpy drafts(m_composer.get(), &Composer::draftChanged);
        type("gone");
        press(Qt::Key_Return);
        QCOMPARE(drafts.last().at(0).toString(), QString());
    }

    void over64KiBIsRefusedInWordsAndKept()
    {
        QSignalSpy sent(m_composer.get(), &Composer::sent);
        const QString tooLong(ComposerEdit::MaxBytes / 2 + 1, QChar(0xe4)); // two bytes each
        m_composer->edit()->setPlainText(tooLong);
        press(Qt::Key_Return);
        QVERIFY(sent.isEmpty());
        QCOMPARE(m_composer->text(), tooLong);
        QVERIFY(label("refusal")->isVisible() && !label("refusal")->text().isEmpty());
        m_composer->edit()->setPlainText(tooLong.chopped(1));
        QVERIFY(!label("refusal")->isVisible());
        press(Qt::Key_Return);
        QCOMPARE(sent.size(), 1);
    }

    void theCounterAppearsWhenItGetsLong()
    {
        type("short");
        QVERIFY(!label("counter")->isVisible());
        m_composer->edit()->setPlainText(QString(Composer::CounterFromBytes, QLatin1Char('x')));
        QVERIFY(label("counter")->isVisible());
    }

    void pastedTextIsPlain()
    {
        auto *rich = new QMimeData;
        rich->setHtml(QStringLiteral("<b>fat</b>"));
        rich->setText(QStringLiteral("fat\r\nlines") + QChar::Null);
        QGuiApplication::clipboard()->setMimeData(rich);
        m_composer->edit()->paste();
        QCOMPARE(m_composer->text(), QStringLiteral("fat\nlines"));
    }

    void tooMuchIsNotPasted()
    {
        QGuiApplication::clipboard()->setText(QString(1'000'000, QLatin1Char('x')));
        m_composer->edit()->paste();
        QCOMPARE(m_composer->text(), QString());
        QVERIFY(label("refusal")->isVisible());
    }

    void aBlockedChatTakesNoText()
    {
        QSignalSpy sent(m_composer.get(), &Composer::sent);
        m_composer->setWritable(false, QStringLiteral("Blocked"));
        type("x");
        press(Qt::Key_Return);
        QVERIFY(sent.isEmpty());
        QCOMPARE(m_composer->edit()->placeholderText(), QStringLiteral("Blocked"));
    }

    void screenReadersHearForWhomItIs()
    {
        QVERIFY(m_composer->edit()->accessibleName().contains(QStringLiteral("Anna")));
        for (const QToolButton *button : m_composer->findChildren<QToolButton *>())
            QVERIFY(!button->accessibleName().isEmpty());
    }

    void aHintLongerThanTheFieldStaysOnOneLine()
    {
        const ComposerEdit &edit = *m_composer->edit();
        m_composer->setName(QStringLiteral("Anna-Katharina von Hohenstaufen ").repeated(5));
        QVERIFY(edit.placeholderText().endsWith(QChar(0x2026)));
        QVERIFY(edit.fontMetrics().horizontalAdvance(edit.placeholderText()) <= edit.viewport()->width());
        const QString before = edit.placeholderText();
        m_composer->resize(700, 200);
        QVERIFY(edit.placeholderText().size() > before.size());
        QVERIFY(edit.accessibleName().contains(QStringLiteral("Hohenstaufen")));
    }

    void keysThatScrollBelongToTheMessages()
    {
        using Scroll = ComposerEdit::Scroll;
        QList<Scroll> wanted;
        connect(m_composer->edit(), &ComposerEdit::scrollWanted, this, [&](Scroll where) { wanted.append(where); });
        press(Qt::Key_PageUp);
        press(Qt::Key_PageDown);
        press(Qt::Key_Home, Qt::ControlModifier);
        press(Qt::Key_End, Qt::ControlModifier);
        QCOMPARE(wanted, (QList<Scroll>{Scroll::PageUp, Scroll::PageDown, Scroll::Oldest, Scroll::Newest}));
        type("text");
        press(Qt::Key_Home, Qt::ControlModifier); // now the caret's
        QCOMPARE(wanted.size(), 4);
        QCOMPARE(m_composer->edit()->textCursor().position(), 0);
    }

    void tabCompletesAnEmojiWhereOneIsNamed()
    {
        type("fine :coffee");
        press(Qt::Key_Tab);
        QCOMPARE(m_composer->text(), QStringLiteral("fine \u2615"));
        QVERIFY(m_composer->edit()->hasFocus());
        m_composer->edit()->undo(); // one step
        QCOMPARE(m_composer->text(), QStringLiteral("fine :coffee"));
    }

    void tabAfterAnAmbiguousNameLetsChoose()
    {
        type(":thumbs");
        press(Qt::Key_Tab);
        auto *picker = m_composer->findChild<EmojiPicker *>();
        QVERIFY(picker && picker->isVisible());
        QCOMPARE(picker->list()->count(), 2);
        QTest::keyClick(picker->letters(), Qt::Key_Right);
        QTest::keyClick(picker->letters(), Qt::Key_Return);
        QVERIFY(!picker->isVisible());
        QCOMPARE(m_composer->text(), QStringLiteral("\U0001F44E")); // thumbs down, and the name is gone
    }

    void tabAfterAnythingElseLeavesTheField()
    {
        type("at 10:30");
        press(Qt::Key_Tab);
        QCOMPARE(m_composer->text(), QStringLiteral("at 10:30"));
        QVERIFY(!m_composer->edit()->hasFocus());
    }

    void thePickerIsNarrowedByLettersAndLeftByEscape()
    {
        m_composer->findChild<QToolButton *>()->click();
        auto *picker = m_composer->findChild<EmojiPicker *>();
        QVERIFY(picker && picker->isVisible());
        const int all = picker->list()->count();
        QTest::keyClicks(picker->letters(), QStringLiteral("heart"));
        QVERIFY(picker->list()->count() > 0 && picker->list()->count() < all);
        QTest::keyClicks(picker->letters(), QStringLiteral("xyz"));
        QCOMPARE(picker->list()->count(), 0);
        QTest::keyClick(picker->letters(), Qt::Key_Return); // there is nothing to choose
        QVERIFY(picker->isVisible());
        QTest::keyClick(picker->letters(), Qt::Key_Escape);
        QVERIFY(!picker->isVisible());
        QCOMPARE(m_composer->text(), QString());
    }

private:
    void type(const char *text) { QTest::keyClicks(m_composer->edit(), QString::fromUtf8(text)); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(m_composer->edit(), key, modifiers);
    }
    QLabel *label(const char *name) const { return m_composer->findChild<QLabel *>(QLatin1String(name)); }

    std::unique_ptr<Composer> m_composer;
    QStringList m_history;
};

PLAUSCH_GUI_TEST_MAIN(ComposerTest)
#include "tst_composer.moc"
