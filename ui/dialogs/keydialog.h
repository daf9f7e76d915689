// Layer: ui. Thread: main. Owner: itself, closed with its window.
#pragma once

#include "chat/switchboard.h"

#include <QDialog>

namespace plausch::ui {

/// The key of a buddy has changed: both keys, the words of the new one, and the decision in plain words.
class KeyDialog : public QDialog
{
    Q_OBJECT
public:
    KeyDialog(const chat::ChatInfo &chat, const QByteArray &ownFingerprint, QWidget *parent = nullptr);

Q_SIGNALS:
    void trusted();
};

} // namespace plausch::ui
