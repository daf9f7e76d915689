// Layer: ui. Thread: main. Owner: itself, closed with its window.
#pragma once

#include "chat/networks.h"

#include <QDialog>

namespace plausch::ui {

/// The password a chat server asks for, when there is no keyring or it was a wrong one.
class SecretDialog : public QDialog
{
    Q_OBJECT
public:
    explicit SecretDialog(const chat::NetworkInfo &network, QWidget *parent = nullptr);

Q_SIGNALS:
    void secretGiven(const QString &secret, bool remember);
};

} // namespace plausch::ui
