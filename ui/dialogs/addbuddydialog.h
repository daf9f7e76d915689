// Layer: ui. Thread: main. Owner: MainWindow.
#pragma once

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace plausch::ui {

/// Somebody who is not found by himself: his address is typed in, and the answer of the dial is shown here.
class AddBuddyDialog : public QDialog
{
    Q_OBJECT
public:
    explicit AddBuddyDialog(QWidget *parent = nullptr);

    void setDialling(const QString &address);
    void setFailed(const QString &why);

Q_SIGNALS:
    void addressGiven(const QString &address);

private:
    QLineEdit *m_address;
    QLabel *m_state;
    QPushButton *m_add;
};

} // namespace plausch::ui
