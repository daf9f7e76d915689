// Layer: ui. Thread: main. Owner: itself, closed with its window.
#pragma once

#include "chat/networks.h"

#include <QDialog>

namespace plausch::ui {

/// A chat server's certificate that no authority vouches for, or whose key has changed: what it shows, and the decision
/// in plain words.
class TrustDialog : public QDialog
{
    Q_OBJECT
public:
    explicit TrustDialog(const chat::TrustQuestion &question, QWidget *parent = nullptr);

Q_SIGNALS:
    void trusted();
};

} // namespace plausch::ui
