// Layer: ui. Thread: main. Owner: itself, closed with its window.
#pragma once

#include "chat/networks.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace plausch::ui {

/// A chat server to be added or changed: where it is, who one is there.
class ServerDialog : public QDialog
{
    Q_OBJECT
public:
    static constexpr quint16 TlsPort = 6697;
    static constexpr quint16 PlainPort = 6667;

    /// An id in the row: it is changed; none: added. `name`: who the user is, for a nick to begin with.
    ServerDialog(const store::NetworkRow &row, const QString &name, QWidget *parent = nullptr);
    ~ServerDialog() override;

    /// A nick most servers take: "Timo Müller" -> "Timo_Muller".
    static QString nickFrom(const QString &name);
    /// Those heard on the network, to choose from; for a server to be added.
    void setNearby(const QList<chat::NearbyServer> &servers);

Q_SIGNALS:
    void serverGiven(const plausch::store::NetworkRow &row, const plausch::chat::NetworkCredentials &credentials);

private:
    enum class SignIn { Nobody, Account, Certificate, NewAccount };
    void makeForm(QFormLayout &form);
    void show(const QString &name);
    SignIn signIn() const;
    void onNearby(int place);
    void onTls(bool on);
    void onHost();
    void refresh();
    QString problem() const; // empty: none
    store::NetworkRow row() const;
    void finish();

    store::NetworkRow m_row;
    QLineEdit *m_host;
    QSpinBox *m_port;
    QCheckBox *m_tls;
    QLineEdit *m_name;
    QLineEdit *m_nick;
    QComboBox *m_signIn;
    QLineEdit *m_account;
    QLabel *m_secretLabel;
    QLineEdit *m_secret;
    QLineEdit *m_email;
    QCheckBox *m_remember;
    QCheckBox *m_autoConnect;
    QComboBox *m_nearby; // a heading, then m_servers
    QList<chat::NearbyServer> m_servers;
    QLabel *m_problem;
    QPushButton *m_ok;
    QFormLayout *m_form;
};

} // namespace plausch::ui
