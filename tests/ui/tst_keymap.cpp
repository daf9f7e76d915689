// Keys that can be changed: no key for two commands, kept in the profile, and the sheet that shows and changes them.
#include "support/testmain.h"
#include "ui/dialogs/shortcutsheet.h"
#include "ui/keymap.h"

#include <QAction>
#include <QApplication>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QTableWidget>
#include <QTemporaryDir>

using namespace plausch::ui;
using namespace Qt::StringLiterals;

class KeyMapTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QVERIFY(m_folder.isValid());
        QFile::remove(file());
        load();
    }

    void aFreeKeyIsTakenAndKept()
    {
        QVERIFY(m_map->assign(*m_find, key("Ctrl+G")));
        QCOMPARE(m_find->shortcut(), key("Ctrl+G"));
        QVERIFY(!m_map->isDefault(*m_find));
        load();
        QCOMPARE(m_find->shortcut(), key("Ctrl+G"));
    }

    void aTakenKeyIsRefusedAndNothingChanges()
    {
        QCOMPARE(m_map->holder(key("Ctrl+Q"), m_find.get()), m_quit.get());
        QVERIFY(!m_map->assign(*m_find, key("Ctrl+Q")));
        QCOMPARE(m_find->shortcut(), key("Ctrl+F"));
        QVERIFY(!QFile::exists(file()));
    }

    void theSecondKeyOfACommandIsTakenToo() { QVERIFY(!m_map->assign(*m_quit, key("F3"))); }

    void aKeyThatBeginsLikeAnotherIsTaken()
    {
        QVERIFY(!m_map->assign(*m_find, key("Ctrl+Q, Ctrl+X")));
        QVERIFY(m_map->assign(*m_find, key("Ctrl+X, Ctrl+F")));
        QVERIFY(!m_map->assign(*m_quit, key("Ctrl+X")));
    }

    void noKeyIsAChoiceToo()
    {
        QVERIFY(m_map->assign(*m_quit, {}));
        load();
        QVERIFY(m_quit->shortcuts().isEmpty());
        QVERIFY(m_map->assign(*m_find, key("Ctrl+Q"))); // free now
    }

    void theDefaultComesBackUnlessAnotherHasIt()
    {
        m_map->assign(*m_quit, {});
        m_map->assign(*m_find, key("Ctrl+Q"));
        m_map->reset(*m_quit);
        QVERIFY(m_quit->shortcuts().isEmpty());
        m_map->reset(*m_find);
        m_map->reset(*m_quit);
        QCOMPARE(m_find->shortcuts(), (QList{key("Ctrl+F"), key("F3")}));
        QCOMPARE(m_quit->shortcut(), key("Ctrl+Q"));
        load();
        QVERIFY(m_map->isDefault(*m_find) && m_map->isDefault(*m_quit));
    }

    void aFileThatGivesOneKeyToTwoIsNotBelieved()
    {
        {
            QSettings ini(file(), QSettings::IniFormat);
            ini.setValue(u"keys/Find"_s, u"Ctrl+Q"_s);
            ini.setValue(u"keys/Nobody"_s, u"Ctrl+1"_s);
        }
        load();
        QCOMPARE(m_find->shortcut(), key("Ctrl+F"));
        QCOMPARE(m_quit->shortcut(), key("Ctrl+Q"));
    }

    void theSheetShowsAllKeysOfACommand()
    {
        const ShortcutSheet sheet(*m_map);
        QCOMPARE(table(sheet)->item(0, 0)->text(), u"Find"_s);
        QCOMPARE(table(sheet)->item(0, 1)->text(), u"Ctrl+F, F3"_s);
        QCOMPARE(table(sheet)->rowCount(), 2 + ShortcutSheet::fieldKeys().size());
    }

    void theSheetChangesWhatIsChosen()
    {
        ShortcutSheet sheet(*m_map);
        table(sheet)->setCurrentCell(1, 0);
        type(sheet, key("Ctrl+Shift+Q"));
        QCOMPARE(m_quit->shortcut(), key("Ctrl+Shift+Q"));
        QCOMPARE(table(sheet)->item(1, 1)->text(), u"Ctrl+Shift+Q"_s);
        QCOMPARE(table(sheet)->currentRow(), 1);
    }

    void theSheetSaysWhoHasTheKey()
    {
        ShortcutSheet sheet(*m_map);
        table(sheet)->setCurrentCell(0, 0);
        type(sheet, key("Ctrl+Q"));
        const QString refusal = sheet.findChild<QLabel *>(u"refusal"_s)->text();
        QVERIFY(refusal.contains(u"Quit"_s) && refusal.contains(u"Ctrl+Q"_s));
        QCOMPARE(m_find->shortcut(), key("Ctrl+F"));
        QCOMPARE(sheet.findChild<QKeySequenceEdit *>()->keySequence(), key("Ctrl+F"));
    }

    void keysOfAFieldAreShownOnly()
    {
        ShortcutSheet sheet(*m_map);
        sheet.show();
        auto *edit = sheet.findChild<QKeySequenceEdit *>();
        QVERIFY(edit->isVisible());
        table(sheet)->setCurrentCell(2, 0);
        QVERIFY(!edit->isVisible());
    }

    void theSheetIsSearchedByCommandAndByKey()
    {
        ShortcutSheet sheet(*m_map);
        auto *search = sheet.findChild<QLineEdit *>();
        search->setText(u"quit"_s);
        QVERIFY(table(sheet)->isRowHidden(0) && !table(sheet)->isRowHidden(1));
        QCOMPARE(table(sheet)->currentRow(), 1);
        search->setText(u"f3"_s);
        QVERIFY(!table(sheet)->isRowHidden(0) && table(sheet)->isRowHidden(1));
    }

private:
    static QKeySequence key(const char *text) { return QKeySequence(QLatin1String(text)); }
    QString file() const { return m_folder.filePath(u"window.ini"_s); }
    static QTableWidget *table(const ShortcutSheet &sheet) { return sheet.findChild<QTableWidget *>(); }
    static void type(ShortcutSheet &sheet, const QKeySequence &keys)
    {
        auto *edit = sheet.findChild<QKeySequenceEdit *>();
        edit->setKeySequence(keys);
        Q_EMIT edit->editingFinished(); // typed, it comes a second after the last key
    }
    /// As at the next start.
    void load()
    {
        m_map.reset();
        m_find = std::make_unique<QAction>(u"&Find ..."_s);
        m_find->setObjectName(u"Find"_s);
        m_find->setShortcuts({key("Ctrl+F"), key("F3")});
        m_quit = std::make_unique<QAction>(u"&Quit"_s);
        m_quit->setObjectName(u"Quit"_s);
        m_quit->setShortcut(key("Ctrl+Q"));
        m_map = std::make_unique<KeyMap>(QList{m_find.get(), m_quit.get()}, file());
    }

    QTemporaryDir m_folder;
    std::unique_ptr<QAction> m_find;
    std::unique_ptr<QAction> m_quit;
    std::unique_ptr<KeyMap> m_map;
};

PLAUSCH_GUI_TEST_MAIN(KeyMapTest)
#include "tst_keymap.moc"
