// Layer: ui. Thread: main. Owner: itself, closed with its window.
#pragma once

#include "chat/hostedserver.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace plausch::ui {

/// "Host a chat server": one button starts it for everybody on the network, and the same one stops it.
class HostDialog : public QDialog
{
    Q_OBJECT
public:
    /// `name`: who the user is, for a name to begin with.
    HostDialog(chat::HostedServer &server, const QString &name, QWidget *parent = nullptr);

Q_SIGNALS:
    void started(); // by this dialog: who hosts is in it
    void stopWanted(); // there may be others in it

private:
    void startOrStop();
    void refresh();

    chat::HostedServer &m_server;
    QLineEdit *m_name;
    QSpinBox *m_port;
    QCheckBox *m_thisMachineOnly;
    QLabel *m_state;
    QPushButton *m_button;
    bool m_starting = false;
};

} // namespace plausch::ui
