// Layer: ui. Thread: main. Owner: itself, closed with its window.
#pragma once

#include <QWidget>

class QCheckBox;
class QLineEdit;
class QPlainTextEdit;

namespace plausch::ui {

/// What goes over the wire between us and one chat server, line by line. Passwords come blacked out already.
class RawWindow : public QWidget
{
    Q_OBJECT
public:
    static constexpr int MaxLines = 2'000; // the oldest go

    explicit RawWindow(const QString &title, QWidget *parent = nullptr);

    void add(bool outgoing, const QString &line);
    QPlainTextEdit *lines() const { return m_lines; }
    QLineEdit *entry() const { return m_entry; }

Q_SIGNALS:
    void lineGiven(const QString &line); // to be sent as it is
    void closed();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    QPlainTextEdit *m_lines;
    QCheckBox *m_pings;
    QLineEdit *m_entry;
};

} // namespace plausch::ui
