// Hosting with one click, and the form that opens a conversation with a service.
#include "support/eventually.h"
#include "support/testmain.h"
#include "ui/converterpage.h"
#include "ui/servicecard.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTcpServer>
#include <QTcpSocket>

using namespace plausch;
using namespace plausch::ui;
using chat::ServiceKind;
using Phase = chat::ServiceState::Phase;

class ConverterPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_host = std::make_unique<chat::ConverterHost>();
        m_page = std::make_unique<ConverterPage>(*m_host);
        m_page->resize(700, 900);
        m_page->show();
    }
    void cleanup()
    {
        m_page.reset();
        m_host.reset();
    }

    void oneClickHostsAndTheAnswersAreSeen()
    {
        start(ServiceKind::ConverterTcp, 0);
        QVERIFY(texts(card(ServiceKind::ConverterTcp)).contains(QString::number(port(ServiceKind::ConverterTcp))));
        QTcpSocket client;
        client.connectToHost(QStringLiteral("127.0.0.1"), port(ServiceKind::ConverterTcp));
        EVENTUALLY(client.state() == QAbstractSocket::ConnectedState);
        EVENTUALLY(texts(card(ServiceKind::ConverterTcp)).contains(QString::number(client.localPort())));
        client.write("U:hallo\n");
        EVENTUALLY(client.bytesAvailable() > 0 && log(ServiceKind::ConverterTcp).contains(QStringLiteral("HALLO")));
        client.disconnectFromHost();
        EVENTUALLY(!texts(card(ServiceKind::ConverterTcp)).contains(QString::number(client.localPort()))
                   || client.localPort() == 0);
        toggle(ServiceKind::ConverterTcp);
        EVENTUALLY(m_host->state(ServiceKind::ConverterTcp).phase == Phase::Stopped);
        QVERIFY(card(ServiceKind::ConverterTcp).findChild<QSpinBox *>()->isEnabled());
    }

    void aNarrowWindowHasRoomForAllOfIt()
    {
        for (int kind = 0; kind < 4; ++kind)
            QCOMPARE(qMax(330, card(ServiceKind(kind)).minimumSizeHint().width()), 330);
    }

    void eachOfTheFourCanBeHosted_data()
    {
        QTest::addColumn<int>("kind");
        for (int kind = 0; kind < 4; ++kind)
            QTest::newRow(qPrintable(ServiceCard::title(ServiceKind(kind)))) << kind;
    }

    void eachOfTheFourCanBeHosted()
    {
        QFETCH(int, kind);
        start(ServiceKind(kind), 0);
        toggle(ServiceKind(kind));
        EVENTUALLY(m_host->state(ServiceKind(kind)).phase == Phase::Stopped);
    }

    void aTakenPortIsSaidInWords()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::AnyIPv4, 0));
        card(ServiceKind::ConverterTcp).findChild<QSpinBox *>()->setValue(other.serverPort());
        toggle(ServiceKind::ConverterTcp);
        EVENTUALLY(m_host->state(ServiceKind::ConverterTcp).phase == Phase::Failed);
        QVERIFY(texts(card(ServiceKind::ConverterTcp)).contains(QString::number(other.serverPort())));
        QVERIFY(card(ServiceKind::ConverterTcp).findChild<QSpinBox *>()->isEnabled()); // so that it can be changed
    }

    void aWrongAddressStartsNothing()
    {
        card(ServiceKind::ConverterUdp)
            .findChild<QLineEdit *>(QStringLiteral("address"))
            ->setText(QStringLiteral("nonsense"));
        toggle(ServiceKind::ConverterUdp);
        QVERIFY(texts(card(ServiceKind::ConverterUdp)).contains(QStringLiteral("nonsense")));
        QCOMPARE(m_host->state(ServiceKind::ConverterUdp).phase, Phase::Stopped);
    }

    void theFormMakesATarget()
    {
        QList<chat::ConverterTarget> wanted;
        connect(m_page.get(), &ConverterPage::talkWanted, this,
                [&wanted](const chat::ConverterTarget &target) { wanted.append(target); });
        auto *tabs = m_page->findChild<QTabWidget *>();
        tabs->setCurrentIndex(1);
        QWidget *form = tabs->widget(1);
        auto *kind = form->findChildren<QComboBox *>().at(0);
        auto *dialect = form->findChildren<QComboBox *>().at(1);
        auto *port = form->findChild<QSpinBox *>();
        auto *address = form->findChild<QLineEdit *>(QStringLiteral("address"));
        address->setText(QStringLiteral("converter.example:5555"));
        dialect->setCurrentIndex(2);
        form->findChild<QPushButton *>()->click();
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.last().host, QStringLiteral("converter.example"));
        QCOMPARE(wanted.last().port, quint16(5555));
        QCOMPARE(wanted.last().framing, session::ConverterFraming::Length);

        kind->setFocus();
        QTest::keyClick(kind, Qt::Key_End);
        QCOMPARE(port->value(), int(chat::TextbookPort));
        QVERIFY(!dialect->isEnabled());
        address->setText(QStringLiteral(" "));
        QVERIFY(!form->findChild<QPushButton *>()->isEnabled());
    }

private:
    ServiceCard &card(ServiceKind kind) const { return *m_page->card(kind); }
    quint16 port(ServiceKind kind) const { return m_host->state(kind).port; }
    void toggle(ServiceKind kind) { card(kind).findChild<QPushButton *>()->click(); }
    void start(ServiceKind kind, int wantedPort)
    {
        card(kind).findChild<QSpinBox *>()->setValue(wantedPort);
        toggle(kind);
        EVENTUALLY(m_host->state(kind).phase == Phase::Running);
    }
    QString log(ServiceKind kind) const { return card(kind).findChild<QPlainTextEdit *>()->toPlainText(); }
    static QString texts(const QWidget &widget)
    {
        QStringList all;
        for (const QLabel *label : widget.findChildren<QLabel *>())
            all.append(label->text());
        return all.join(QLatin1Char('\n'));
    }

    std::unique_ptr<chat::ConverterHost> m_host;
    std::unique_ptr<ConverterPage> m_page;
};

PLAUSCH_GUI_TEST_MAIN(ConverterPageTest)
#include "tst_converterpage.moc"
