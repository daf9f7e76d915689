// Layer: ui. Thread: main. Owner: whoever has nothing to show.
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace plausch::ui {

/// An empty state: a picture, a sentence, one action; and, if wanted, keys worth knowing.
class Placeholder : public QWidget
{
    Q_OBJECT
public:
    struct Key
    {
        QString keys;
        QString text;
    };

    explicit Placeholder(const QString &icon, QWidget *parent = nullptr);

    void setTexts(const QString &title, const QString &sentence);
    void setAction(const QString &text); // empty: none
    void setKeys(const QList<Key> &keys);

Q_SIGNALS:
    void actionWanted();

protected:
    void changeEvent(QEvent *event) override;

private:
    void refreshColors();

    QString m_iconName;
    QList<Key> m_keys;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_sentence;
    QLabel *m_keyCard;
    QPushButton *m_action;
};

} // namespace plausch::ui
