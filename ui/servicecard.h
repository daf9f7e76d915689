// Layer: ui. Thread: main. Owner: ConverterPage.
#pragma once

#include "chat/converterhost.h"

#include <QFrame>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace plausch::ui {

/// One converter service: where it listens, start and stop, who is connected, each request and its answer.
class ServiceCard : public QFrame
{
    Q_OBJECT
public:
    static constexpr int MaxLines = 500; // of the log on the screen

    ServiceCard(chat::ConverterHost &host, chat::ServiceKind kind, QWidget *parent = nullptr);

    static QString title(chat::ServiceKind kind);
    static QStringList dialects(chat::ServiceKind kind); // in the order of setDialect(); one: no choice
    static void setDialect(chat::ServiceSpec &spec, int index);

protected:
    void changeEvent(QEvent *event) override;

private:
    void toggle();
    void refreshState();
    void refreshClients();
    void append(const QList<chat::ServiceExchange> &pile, qint64 dropped);
    void retranslate();
    QString exchangeLine(const chat::ServiceExchange &exchange) const;

    chat::ConverterHost &m_host;
    chat::ServiceKind m_kind;
    QLabel *m_title;
    QLabel *m_state;
    QComboBox *m_dialect;
    QLabel *m_addressLabel;
    QLineEdit *m_address;
    QLabel *m_portLabel;
    QSpinBox *m_port;
    QPushButton *m_toggle;
    QLabel *m_clients;
    QPlainTextEdit *m_log;
};

} // namespace plausch::ui
