// Layer: ui. Thread: main. Owner: itself, closed with its window.
#pragma once

#include "chat/switchboard.h"

#include <QDialog>

class QCheckBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace plausch::ui {

/// One contact: name, addresses, notifications, and how to make sure that it is really this person.
class ContactDialog : public QDialog
{
    Q_OBJECT
public:
    ContactDialog(const chat::ChatInfo &chat, const QByteArray &ownFingerprint, QWidget *parent = nullptr);
    ~ContactDialog() override;

    void show(const chat::ChatInfo &chat);

Q_SIGNALS:
    void verified(bool on);
    void renamed(const QString &alias);
    void notifyChosen(plausch::store::NotifyLevel level);
    void blockWanted(bool on);
    void removeWanted();

private:
    QWidget *makeIdentityPart(const QByteArray &ownFingerprint);
    QWidget *makeUnprovenPart();
    void makeButtons();

    chat::ChatInfo m_chat;
    QLineEdit *m_alias;
    QLabel *m_presence;
    QLabel *m_address;
    QCheckBox *m_notify;
    QCheckBox *m_verified = nullptr;
    QPushButton *m_block;
};

} // namespace plausch::ui
