// Layer: ui. Thread: main. Owner: MainWindow.
#pragma once

#include <QHash>
#include <QKeySequence>
#include <QList>
#include <QObject>

class QAction;

namespace plausch::ui {

/// Which keys belong to which command. Made with the defaults the actions came with; what the user changed is kept in
/// the profile under the action's object name. No key ever belongs to two commands.
class KeyMap : public QObject
{
    Q_OBJECT
public:
    KeyMap(const QList<QAction *> &actions, const QString &file, QObject *parent = nullptr);

    QList<QAction *> actions() const { return m_actions; }
    /// Who has these keys, or keys that begin alike; null: nobody but, perhaps, `action` itself.
    const QAction *holder(const QKeySequence &keys, const QAction *action) const;
    /// Empty keys: none. False: they belong to somebody else, and nothing has changed.
    bool assign(QAction &action, const QKeySequence &keys);
    void reset(QAction &action); // to the defaults, except those that meanwhile belong to another command
    bool isDefault(const QAction &action) const;

Q_SIGNALS:
    void changed();

private:
    void load();
    void keep(const QAction &action);

    QList<QAction *> m_actions;
    QHash<const QAction *, QList<QKeySequence>> m_defaults;
    QString m_file;
};

} // namespace plausch::ui
