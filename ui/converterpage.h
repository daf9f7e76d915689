// Layer: ui. Thread: main. Owner: MainWindow.
#pragma once

#include "chat/converterclient.h"
#include "chat/converterhost.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QTabWidget;
class QToolButton;

namespace plausch::ui {

class ServiceCard;

/// The converter: host any of its services with one click, or be the client of one.
class ConverterPage : public QWidget
{
    Q_OBJECT
public:
    explicit ConverterPage(chat::ConverterHost &host, QWidget *parent = nullptr);

    ServiceCard *card(chat::ServiceKind kind) const { return m_cards.at(int(kind)); }

Q_SIGNALS:
    void talkWanted(const plausch::chat::ConverterTarget &target);
    void closed();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeHostTab(chat::ConverterHost &host);
    QWidget *makeClientTab();
    chat::ConverterTarget target() const;
    void refreshClient();
    void retranslate();

    QLabel *m_title;
    QToolButton *m_close;
    QTabWidget *m_tabs;
    QList<ServiceCard *> m_cards; // by ServiceKind
    QLabel *m_hostText;
    QLabel *m_clientText;
    QLabel *m_kindLabel;
    QLabel *m_dialectLabel;
    QLabel *m_addressLabel;
    QLabel *m_portLabel;
    QComboBox *m_kind;
    QComboBox *m_dialect;
    QLineEdit *m_address;
    QSpinBox *m_port;
    QPushButton *m_open;
};

} // namespace plausch::ui
