// Ctrl+K: what is offered, in which order, by keyboard alone; and the order of recent conversations.
#include "support/testmain.h"
#include "ui/recents.h"
#include "ui/switcher.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>

using plausch::chat::ChatInfo;
using plausch::ui::Recents;
using plausch::ui::Switcher;
using namespace Qt::StringLiterals;

class SwitcherTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_window = std::make_unique<QWidget>();
        m_window->resize(700, 500);
        m_window->show();
        m_switcher = std::make_unique<Switcher>(m_window.get());
    }
    void cleanup()
    {
        m_switcher.reset();
        m_window.reset();
    }

    void withoutLettersTheGivenOrderStands()
    {
        open({u"Max"_s, u"Anna"_s, u"Eva"_s});
        QCOMPARE(names(), (QStringList{u"Max"_s, u"Anna"_s, u"Eva"_s}));
    }

    void beginningsComeBeforeWordsBeforeMiddles()
    {
        open({u"Susanna"_s, u"Eva Anders"_s, u"Anna"_s});
        type("an");
        QCOMPARE(names(), (QStringList{u"Anna"_s, u"Eva Anders"_s, u"Susanna"_s}));
    }

    void caseAndAccentsDoNotMatter()
    {
        open({u"Jürgen"_s, u"Anna"_s});
        type("JUR");
        QCOMPARE(names(), QStringList{u"Jürgen"_s});
    }

    void enterOpensAndArrowsGoAround()
    {
        open({u"Anna"_s, u"Eva"_s});
        QSignalSpy chosen(m_switcher.get(), &Switcher::chatChosen);
        press(Qt::Key_Down);
        press(Qt::Key_Down);
        press(Qt::Key_Up);
        press(Qt::Key_Return);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.at(0).at(0).toString(), QStringLiteral("id:Eva"));
        QVERIFY(!m_switcher->isVisible());
    }

    void commandsAreFoundAndRunUnlessDisabled()
    {
        QAction settings(QStringLiteral("&Settings ..."));
        QAction hidden(QStringLiteral("Set aside"));
        hidden.setEnabled(false);
        QSignalSpy triggered(&settings, &QAction::triggered);
        open({u"Anna"_s}, {&settings, &hidden});
        type("set");
        QCOMPARE(names().size(), 1);
        press(Qt::Key_Return);
        QCOMPARE(triggered.size(), 1);
    }

    void noMatchAndEnterIsHarmless()
    {
        open({u"Anna"_s});
        QSignalSpy chosen(m_switcher.get(), &Switcher::chatChosen);
        type("zzz");
        press(Qt::Key_Down);
        press(Qt::Key_Return);
        QVERIFY(chosen.isEmpty() && m_switcher->isVisible());
        const auto *nothing = m_switcher->findChild<QLabel *>();
        QVERIFY(nothing->isVisible() && nothing->text().contains(u"zzz"_s));
        QVERIFY(!m_switcher->list()->isVisible());
        press(Qt::Key_Backspace);
        press(Qt::Key_Backspace);
        press(Qt::Key_Backspace);
        QVERIFY(!nothing->isVisible() && m_switcher->list()->isVisible());
        press(Qt::Key_Escape);
        QVERIFY(!m_switcher->isVisible());
    }

    void theOrderOfRecentChatsStandsStillWhileStepping()
    {
        Recents recents;
        QCOMPARE(recents.step(1), QString());
        for (const char *chat : {"a", "b", "c"})
            recents.visit(QLatin1String(chat));
        QCOMPARE(recents.step(1), QStringLiteral("b"));
        recents.visit(QStringLiteral("b")); // opening what was reached must not reorder
        QCOMPARE(recents.step(1), QStringLiteral("a"));
        QCOMPARE(recents.step(1), QStringLiteral("c"));
        QCOMPARE(recents.step(-1), QStringLiteral("a"));
        recents.settle();
        QCOMPARE(recents.order(), (QStringList{u"a"_s, u"c"_s, u"b"_s}));
        recents.remove(QStringLiteral("c"));
        QCOMPARE(recents.step(1), QStringLiteral("b"));
    }

private:
    void open(const QStringList &names, const QList<QAction *> &commands = {})
    {
        QList<ChatInfo> chats;
        for (const QString &name : names) {
            ChatInfo info;
            info.id = QStringLiteral("id:") + name;
            info.name = name;
            chats.append(info);
        }
        m_switcher->open(chats, commands);
    }
    QStringList names() const
    {
        QStringList shown;
        for (int i = 0; i < m_switcher->list()->count(); ++i)
            shown.append(m_switcher->list()->item(i)->text());
        return shown;
    }
    void type(const char *letters) { QTest::keyClicks(field(), QLatin1String(letters)); }
    void press(Qt::Key key) { QTest::keyClick(field(), key); }
    QLineEdit *field() const { return m_switcher->findChild<QLineEdit *>(); }

    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<Switcher> m_switcher;
};

PLAUSCH_GUI_TEST_MAIN(SwitcherTest)
#include "tst_switcher.moc"
