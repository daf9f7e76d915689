// Layer: ui. Thread: main. Owner: MainWindow.
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace plausch::ui {

/// The first start: a name is all it takes.
class StartPage : public QWidget
{
    Q_OBJECT
public:
    explicit StartPage(QWidget *parent = nullptr);

    static QString systemName(); // of the user of this computer

Q_SIGNALS:
    void nameGiven(const QString &name);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void accept();
    void retranslate();

    QLabel *m_question;
    QLabel *m_explanation;
    QLineEdit *m_name;
    QPushButton *m_continue;
};

} // namespace plausch::ui
