#include "keymap.h"

#include <QAction>
#include <QSettings>

#include <algorithm>

namespace plausch::ui {
namespace {

const QString Group = QStringLiteral("keys/");

bool meet(const QKeySequence &a, const QKeySequence &b)
{
    return !a.isEmpty() && !b.isEmpty()
        && (a.matches(b) != QKeySequence::NoMatch || b.matches(a) != QKeySequence::NoMatch);
}

} // namespace

KeyMap::KeyMap(const QList<QAction *> &actions, const QString &file, QObject *parent)
    : QObject(parent), m_actions(actions), m_file(file)
{
    for (const QAction *action : actions)
        m_defaults.insert(action, action->shortcuts());
    load();
}

/// What the file says is no more trusted than what is typed: keys that are taken stay with whom they belong to.
void KeyMap::load()
{
    const QSettings file(m_file, QSettings::IniFormat);
    for (QAction *action : std::as_const(m_actions)) {
        const QString entry = Group + action->objectName();
        if (!file.contains(entry))
            continue;
        const auto keys = QKeySequence::fromString(file.value(entry).toString(), QKeySequence::PortableText);
        if (!holder(keys, action))
            action->setShortcuts(keys.isEmpty() ? QList<QKeySequence>() : QList<QKeySequence>{keys});
    }
}

const QAction *KeyMap::holder(const QKeySequence &keys, const QAction *action) const
{
    const auto holds = [&](const QAction *other) {
        const QList<QKeySequence> own = other->shortcuts();
        return other != action
            && std::any_of(own.cbegin(), own.cend(), [&keys](const QKeySequence &held) { return meet(held, keys); });
    };
    const auto found = std::find_if(m_actions.cbegin(), m_actions.cend(), holds);
    return found == m_actions.cend() ? nullptr : *found;
}

bool KeyMap::assign(QAction &action, const QKeySequence &keys)
{
    if (holder(keys, &action))
        return false;
    action.setShortcuts(keys.isEmpty() ? QList<QKeySequence>() : QList<QKeySequence>{keys});
    keep(action);
    Q_EMIT changed();
    return true;
}

void KeyMap::reset(QAction &action)
{
    QList<QKeySequence> keys = m_defaults.value(&action);
    keys.removeIf([&](const QKeySequence &wanted) { return holder(wanted, &action) != nullptr; });
    action.setShortcuts(keys);
    keep(action);
    Q_EMIT changed();
}

bool KeyMap::isDefault(const QAction &action) const
{
    return action.shortcuts() == m_defaults.value(&action);
}

void KeyMap::keep(const QAction &action)
{
    QSettings file(m_file, QSettings::IniFormat);
    const QString entry = Group + action.objectName();
    if (isDefault(action))
        file.remove(entry);
    else
        file.setValue(entry, action.shortcut().toString(QKeySequence::PortableText));
}

} // namespace plausch::ui
