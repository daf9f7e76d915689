// Settings apply at once, each by its own control.
#include "support/testmain.h"
#include "ui/dialogs/settingsdialog.h"

#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QScreen>
#include <QSpinBox>
#include <QTranslator>

namespace chat = plausch::chat;
using plausch::ui::SettingsDialog;

Q_DECLARE_METATYPE(plausch::chat::Settings)

class SettingsDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_settings = {};
        m_settings.name = QStringLiteral("Anna");
        m_dialog = std::make_unique<SettingsDialog>(m_settings);
        m_changes = 0;
        connect(m_dialog.get(), &SettingsDialog::changed, this, [this](const chat::Settings &settings) {
            m_settings = settings;
            ++m_changes;
        });
        m_dialog->QDialog::show();
    }

    void eachCheckBoxChangesOneThing()
    {
        const QList<QCheckBox *> boxes = m_dialog->findChildren<QCheckBox *>();
        QCOMPARE(boxes.size(), 7);
        for (QCheckBox *box : boxes) {
            const chat::Settings before = m_settings;
            const int changes = m_changes;
            box->click();
            QCOMPARE(m_changes, changes + 1);
            QVERIFY(!(m_settings == before));
            box->click();
            QVERIFY(m_settings == before);
        }
    }

    void visibilityThemeAndLanguage()
    {
        const QList<QComboBox *> boxes = m_dialog->findChildren<QComboBox *>();
        QCOMPARE(boxes.size(), 3);
        for (QComboBox *box : boxes) {
            QTest::keyClick(box, Qt::Key_Down);
            QCOMPARE(box->currentIndex(), 1);
        }
        QCOMPARE(m_settings.policy.visibility, plausch::realm::Visibility::Known);
        QCOMPARE(m_settings.theme, chat::Theme::Light);
        QCOMPARE(m_settings.language, chat::Language::German);
    }

    void theNameIsTidiedAndNeverEmpty()
    {
        auto *name = qobject_cast<QLineEdit *>(nameField());
        name->setText(QStringLiteral("  Anna   Berg "));
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(m_settings.name, QStringLiteral("Anna Berg"));
        name->clear();
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(m_settings.name, QStringLiteral("Anna Berg"));
        QCOMPARE(name->text(), QStringLiteral("Anna Berg"));
    }

    void thePortIsTakenWhenTypingEnds()
    {
        auto *port = m_dialog->findChild<QSpinBox *>();
        port->setFocus();
        port->selectAll();
        QTest::keyClicks(port, QStringLiteral("6000"));
        QCOMPARE(m_changes, 0); // 6, 60 and 600 are no ports anybody wanted
        QTest::keyClick(port, Qt::Key_Return);
        QCOMPARE(m_settings.port, quint16(6000));
    }

    void theMessageWhenAwayIsTidied()
    {
        auto *text = m_dialog->findChild<QLineEdit *>(QStringLiteral("awayText"));
        text->setText(QStringLiteral("  at   lunch "));
        QTest::keyClick(text, Qt::Key_Return);
        QCOMPARE(m_settings.awayText, QStringLiteral("at lunch"));
        QVERIFY(m_dialog->isVisible()); // Enter ends the typing, not the dialog
    }

    void searchLeavesWhatHasTheWord()
    {
        auto *port = m_dialog->findChild<QSpinBox *>();
        auto *name = nameField();
        search(QStringLiteral("port"));
        QVERIFY(port->isVisible() && !name->isVisible());
        search(QStringLiteral("telnet")); // stands in the note only, and the note needs what it explains
        QVERIFY(!port->isVisible());
        QVERIFY(checkBox(QStringLiteral("without"))->isVisible());
        search(QStringLiteral("dark")); // one of the choices
        QVERIFY(m_dialog->findChildren<QComboBox *>().at(1)->isVisible());
        search(QStringLiteral("notifications")); // a heading brings all that is under it
        QVERIFY(checkBox(QStringLiteral("text of the message"))->isVisible());
        search({});
        QVERIFY(port->isVisible() && name->isVisible());
    }

    void searchWithoutAHitSaysWhatWasSearched()
    {
        search(QStringLiteral("gibberish"));
        const QList<QLabel *> labels = m_dialog->findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.cbegin(), labels.cend(), [](const QLabel *label) {
            return label->isVisible() && label->text().contains(QStringLiteral("gibberish"));
        }));
        QVERIFY(!nameField()->isVisible());
    }

    void itFitsTheScreenAndScrolls()
    {
        QVERIFY(m_dialog->height() <= m_dialog->screen()->availableGeometry().height());
        m_dialog->resize(m_dialog->width(), 300);
        QCOMPARE(m_dialog->height(), 300);
    }

    void whatIsChangedElsewhereIsShownAndSaysNothing()
    {
        chat::Settings other = m_settings;
        other.enterSends = false;
        other.notifications = false;
        other.theme = chat::Theme::Dark;
        m_dialog->show(other);
        QCOMPARE(m_changes, 0);
    }

    void anotherLanguageReachesAnOpenDialog()
    {
        struct Shouting : QTranslator
        {
            bool isEmpty() const override { return false; }
            QString translate(const char *, const char *text, const char *, int) const override
            {
                return QString::fromUtf8(text).toUpper();
            }
        } shouting;
        auto *theme = m_dialog->findChildren<QComboBox *>().at(1);
        theme->setCurrentIndex(2);
        QCoreApplication::installTranslator(&shouting);
        QTRY_COMPARE(m_dialog->windowTitle(), QStringLiteral("SETTINGS"));
        QCOMPARE(theme->itemText(2), QStringLiteral("DARK"));
        QCOMPARE(theme->currentIndex(), 2);
        QCoreApplication::removeTranslator(&shouting);
    }

    void everyFieldHasAName()
    {
        for (const QWidget *widget : m_dialog->findChildren<QWidget *>()) {
            if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible())
                continue;
            const QAccessibleInterface *interface =
                QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
            const bool inner = qobject_cast<QSpinBox *>(widget->parentWidget());
            QVERIFY2(inner || (interface && !interface->text(QAccessible::Name).isEmpty()),
                     widget->metaObject()->className());
        }
    }

private:
    void search(const QString &words) { m_dialog->findChild<QLineEdit *>(QStringLiteral("search"))->setText(words); }
    QCheckBox *checkBox(const QString &words) const
    {
        for (QCheckBox *box : m_dialog->findChildren<QCheckBox *>()) {
            if (box->text().remove(QLatin1Char('&')).contains(words))
                return box;
        }
        return nullptr;
    }
    QWidget *nameField() const { return m_dialog->findChild<QLineEdit *>(QStringLiteral("name")); }

    std::unique_ptr<SettingsDialog> m_dialog;
    chat::Settings m_settings;
    int m_changes = 0;
};

PLAUSCH_GUI_TEST_MAIN(SettingsDialogTest)
#include "tst_settingsdialog.moc"
