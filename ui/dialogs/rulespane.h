// Layer: ui. Thread: main. Owner: RoomDialog.
#pragma once

#include <QHash>
#include <QList>
#include <QWidget>

class QCheckBox;
class QGridLayout;
class QLineEdit;

namespace plausch::ui {

/// The rules of a room as they are, each with a tick that asks the server for a change.
/// https://modern.ircdocs.horse/#channel-modes
class RulesPane : public QWidget
{
    Q_OBJECT
public:
    explicit RulesPane(QWidget *parent = nullptr);

    void show(const QString &modes, const QHash<QChar, QString> &arguments);
    void revert(); // what was asked for was refused

Q_SIGNALS:
    void wanted(const QString &modes, const QStringList &arguments);

private:
    struct Rule
    {
        QChar letter;
        QCheckBox *box = nullptr;
        QLineEdit *argument = nullptr; // null: the rule has none
    };
    void add(QGridLayout &grid, QChar letter, const QString &text, bool withArgument);
    void ask(const Rule &rule);

    QList<Rule> m_rules;
    QString m_modes;
    QHash<QChar, QString> m_arguments;
};

} // namespace plausch::ui
