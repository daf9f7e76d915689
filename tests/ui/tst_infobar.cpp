// The bar above the composer: what happened and what can be done, at any width.
#include "support/testmain.h"
#include "ui/infobar.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

using plausch::ui::BarContent;
using plausch::ui::InfoBar;
using namespace Qt::StringLiterals;

class InfoBarTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_window = std::make_unique<QWidget>();
        m_bar = new InfoBar(m_window.get());
        auto *column = new QVBoxLayout(m_window.get());
        column->setContentsMargins(0, 0, 0, 0);
        column->addWidget(m_bar);
        column->addStretch();
        m_window->setMinimumWidth(1); // as in the window: its width is not the bar's to choose
        m_window->resize(800, 300);
        m_window->show();
        m_bar->show({BarContent::Tone::Info,
                     u"1 message waits here and is sent as soon as Ben is there."_s,
                     u"why"_s,
                     {{1, u"Try now"_s}, {2, u"Block"_s}}});
    }

    void nothingLiesOnTheSentenceAtAnyWidth_data()
    {
        QTest::addColumn<int>("width");
        for (int width : {1'200, 800, 560, 420, 340, 300})
            QTest::addRow("%d", width) << width;
    }

    void nothingLiesOnTheSentenceAtAnyWidth()
    {
        QFETCH(int, width);
        m_window->resize(width, 300);
        QCoreApplication::sendPostedEvents();
        const QLabel *sentence = label();
        for (const QAbstractButton *button : m_bar->findChildren<QAbstractButton *>()) {
            if (!button->isVisible())
                continue;
            QVERIFY(!button->geometry().intersects(sentence->geometry()));
            QVERIFY(m_bar->rect().contains(button->geometry()));
        }
        QVERIFY(sentence->height() >= sentence->heightForWidth(sentence->width()));
    }

    void whatDoesNotFitSideBySideStandsOneBelowTheOther_data()
    {
        QTest::addColumn<int>("width");
        for (int width : {1'200, 800, 480, 340, 300})
            QTest::addRow("%d", width) << width;
    }

    void whatDoesNotFitSideBySideStandsOneBelowTheOther()
    {
        QFETCH(int, width);
        m_bar->show(
            {BarContent::Tone::Warning,
             u"These 6 lines can go as one message. Programs that know no such messages show each line apart."_s,
             {},
             {{1, u"Send all of it as one message"_s}, {2, u"Send 6 messages"_s}, {3, u"Keep writing"_s}}});
        m_window->resize(width, 300);
        QCoreApplication::sendPostedEvents();
        for (const QPushButton *button : m_bar->findChildren<QPushButton *>()) {
            if (!button->isVisible())
                continue;
            QVERIFY(button->width() >= button->sizeHint().width());
            QVERIFY(m_bar->rect().contains(button->geometry()));
        }
        QVERIFY(label()->height() >= label()->heightForWidth(label()->width()));
    }

    void aClickLeavesTheFocusWhereItIs()
    {
        for (const QPushButton *button : m_bar->findChildren<QPushButton *>())
            QCOMPARE(button->focusPolicy(), Qt::TabFocus);
    }

    void anotherSentenceKeepsTheButtons()
    {
        const auto before = m_bar->findChildren<QPushButton *>();
        BarContent content = m_bar->content();
        content.text = u"Next try in 0:14."_s;
        m_bar->show(content);
        QCOMPARE(m_bar->findChildren<QPushButton *>(), before);
    }

private:
    const QLabel *label() const
    {
        for (const QLabel *found : m_bar->findChildren<QLabel *>()) {
            if (found->text() == m_bar->text())
                return found;
        }
        return nullptr;
    }

    std::unique_ptr<QWidget> m_window;
    InfoBar *m_bar = nullptr;
};

PLAUSCH_GUI_TEST_MAIN(InfoBarTest)
#include "tst_infobar.moc"
