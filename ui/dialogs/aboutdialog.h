// Layer: ui. Thread: main. Owner: itself, closed with its window.
#pragma once

#include <QDialog>

namespace plausch::ui {

class AboutDialog : public QDialog
{
    Q_OBJECT
public:
    /// `fingerprint` is our own, `port` the one we listen on (0: none).
    AboutDialog(const QByteArray &fingerprint, quint16 port, QWidget *parent = nullptr);
};

} // namespace plausch::ui
