// A chat server hosted in the window, by what a user does: started, found by a second window, stopped with others in
// it.
#include "chatserver/visitor.h"
#include "support/eventually.h"
#include "support/person.h"
#include "support/testmain.h"
#include "ui/chatpage.h"
#include "ui/dialogs/hostdialog.h"
#include "ui/dialogs/serverdialog.h"
#include "ui/mainwindow.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSpinBox>
#include <QTcpServer>
#include <QUdpSocket>

using namespace plausch;
using namespace plausch::ui;
using namespace Qt::StringLiterals;
using State = chat::HostedServer::State;
using test::Person;
using test::Visitor;

namespace {

quint16 freeUdpPort()
{
    QUdpSocket socket;
    return socket.bind(QHostAddress::LocalHost) ? socket.localPort() : 0;
}

QPushButton *button(const QWidget &widget, const QString &text)
{
    for (QPushButton *candidate : widget.findChildren<QPushButton *>()) {
        if (candidate->text().remove(u'&') == text)
            return candidate;
    }
    return nullptr;
}

} // namespace

class HostingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_anna = std::make_unique<Person>(u"Anna"_s, freeUdpPort());
        QVERIFY(m_anna->start());
        m_window = std::make_unique<MainWindow>(m_anna->board(), m_anna->dir());
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void cleanup()
    {
        m_window.reset();
        m_anna.reset();
    }

    void oneClickAndWhoHostsIsInIt()
    {
        HostDialog *dialog = openDialog();
        QCOMPARE(dialog->findChild<QLineEdit *>()->text(), u"Chat of Anna"_s);
        QCOMPARE(dialog->findChild<QSpinBox *>()->value(), int(chat::HostedServer::DefaultPort));
        start(*dialog);
        EVENTUALLY(server().state() == State::Running);
        QVERIFY(!dialog->findChild<QLineEdit *>()->isEnabled());
        EVENTUALLY(isOnline());
        EVENTUALLY(m_window->findChild<ChatPage *>()->chat().kind == chat::ChatKind::Server);
        QCOMPARE(networks().constFirst().title, u"Chat of Anna"_s);

        button(*dialog, u"Stop"_s)->click(); // nobody else is in it: nothing is asked
        EVENTUALLY(server().state() == State::Off);
        QVERIFY(!m_window->findChild<QMessageBox *>());
        start(*dialog); // and it is the same server, not a second one
        EVENTUALLY(server().state() == State::Running && isOnline());
        QCOMPARE(networks().size(), 1);
    }

    void withOthersInItStoppingAsks()
    {
        HostDialog *dialog = openDialog();
        start(*dialog);
        EVENTUALLY(server().state() == State::Running && isOnline());
        Visitor ben(server().port(), "ben");
        QVERIFY(ben.hears(" 001 "));

        button(*dialog, u"Stop"_s)->click();
        EVENTUALLY(m_window->findChild<QMessageBox *>());
        auto *box = m_window->findChild<QMessageBox *>();
        QVERIFY2(box->text().startsWith(u"1 other"_s), qPrintable(box->text()));
        box->button(QMessageBox::Cancel)->click();
        EVENTUALLY(!m_window->findChild<QMessageBox *>());
        QCOMPARE(server().state(), State::Running);

        m_window->findChild<QAction *>(u"Quit"_s)->trigger(); // ends it just so
        EVENTUALLY(m_window->findChild<QMessageBox *>());
        m_window->findChild<QMessageBox *>()->button(QMessageBox::Cancel)->click();
        EVENTUALLY(!m_window->findChild<QMessageBox *>());

        button(*dialog, u"Stop"_s)->click();
        EVENTUALLY(m_window->findChild<QMessageBox *>());
        button(*m_window->findChild<QMessageBox *>(), u"Stop it"_s)->click();
        QVERIFY(ben.hears("ERROR :"));
        EVENTUALLY(server().state() == State::Off);
    }

    void whatCannotBeStartedIsSaid()
    {
        QVERIFY(QFile::remove(m_anna->dir() + u"/server"_s) || !QFile::exists(m_anna->dir() + u"/server"_s));
        QFile inTheWay(m_anna->dir() + u"/server"_s);
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        HostDialog *dialog = openDialog();
        start(*dialog);
        QCOMPARE(server().state(), State::Off);
        bool said = false;
        for (const QLabel *label : dialog->findChildren<QLabel *>())
            said = said || label->text() == server().complaint();
        QVERIFY(said && !server().complaint().isEmpty());
        QVERIFY(button(*dialog, u"Start"_s)->isEnabled());
    }

    void thoseNearbyAreOfferedWhereAServerIsAdded()
    {
        ServerDialog dialog({}, u"Ben"_s);
        auto *nearby = dialog.findChild<QComboBox *>(u"nearby"_s);
        dialog.open();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        QVERIFY(!nearby->isVisible());
        QCOMPARE(dialog.focusWidget(), dialog.findChildren<QLineEdit *>().constFirst()); // the address is first
        const QByteArray key(32, 'k');
        dialog.setNearby({{u"Anna"_s, u"10.0.0.7"_s, 6668, true, key}, {{}, u"10.0.0.8"_s, 6667}});
        QVERIFY(nearby->isVisible());
        QCOMPARE(nearby->count(), 3);
        QTest::keyClick(nearby, Qt::Key_Down);
        QCOMPARE(dialog.findChildren<QLineEdit *>().constFirst()->text(), u"10.0.0.7"_s);
        QCOMPARE(dialog.findChild<QSpinBox *>()->value(), 6668);
        QVERIFY(dialog.findChild<QCheckBox *>()->isChecked());
        store::NetworkRow given;
        connect(&dialog, &ServerDialog::serverGiven, &dialog, [&given](const store::NetworkRow &row) { given = row; });
        button(dialog, u"Add"_s)->click();
        QCOMPARE(given.host, u"10.0.0.7"_s);
        QCOMPARE(given.pinnedKey, key); // a buddy's: nothing will be asked
        dialog.open();
        QTest::keyClick(nearby, Qt::Key_Down);
        QCOMPARE(dialog.findChildren<QLineEdit *>().constFirst()->text(), u"10.0.0.8"_s);
        QVERIFY(!dialog.findChild<QCheckBox *>()->isChecked());
        button(dialog, u"Add"_s)->click();
        QVERIFY(given.host == u"10.0.0.8"_s && given.pinnedKey.isEmpty());
        dialog.open();
        dialog.setNearby({});
        QVERIFY(!nearby->isVisible());
    }

private:
    chat::HostedServer &server() { return m_anna->board().hostedServer(); }
    QList<chat::NetworkInfo> networks() { return m_anna->board().networks().networks(); }
    bool isOnline() { return !networks().isEmpty() && networks().constFirst().state == chat::NetworkState::Online; }
    HostDialog *openDialog()
    {
        m_window->findChild<QAction *>(u"HostServer"_s)->trigger();
        return m_window->findChild<HostDialog *>();
    }
    /// On a port that is free, for this machine only.
    static void start(HostDialog &dialog)
    {
        QTcpServer probe;
        if (dialog.findChild<QSpinBox *>()->value() == chat::HostedServer::DefaultPort
            && probe.listen(QHostAddress::LocalHost))
            dialog.findChild<QSpinBox *>()->setValue(probe.serverPort());
        probe.close();
        dialog.findChild<QCheckBox *>()->setChecked(true);
        button(dialog, u"Start"_s)->click();
    }

    std::unique_ptr<Person> m_anna;
    std::unique_ptr<MainWindow> m_window;
};

PLAUSCH_GUI_TEST_MAIN(HostingTest)
#include "tst_hosting.moc"
