// Layer: ui. Pure. Owner: MainWindow.
#pragma once

#include "store/rows.h"

#include <QStringList>

namespace plausch::ui {

/// Conversations by last use. While Ctrl+Tab steps through them the order stands still; settle() takes the one that
/// was reached to the front.
class Recents
{
public:
    void visit(const store::ChatId &chat);
    void remove(const store::ChatId &chat);
    /// Positive: to the one used before. Around the end. Empty: there is nothing else.
    store::ChatId step(int by);
    void settle();
    bool isStepping() const { return m_place > 0; }
    const QStringList &order() const { return m_order; }
    qsizetype place() const { return m_place; } // in the order

private:
    QStringList m_order; // newest first
    qsizetype m_place = 0;
};

} // namespace plausch::ui
