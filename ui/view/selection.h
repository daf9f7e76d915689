// Layer: ui. A value: where caret and selection stand, and how they move along when rows come and go.
#pragma once

#include <algorithm>
#include <compare>
#include <utility>

namespace plausch::ui {

/// A place between two characters of a row's text.
struct Spot
{
    int row = -1; // -1: nowhere
    int position = 0;
    bool isValid() const { return row >= 0; }
    auto operator<=>(const Spot &) const = default;
};

class Selection
{
public:
    const Spot &caret() const { return m_caret; }
    const Spot &anchor() const { return m_anchor; }
    bool isEmpty() const { return m_caret == m_anchor; }
    Spot first() const { return std::min(m_anchor, m_caret); }
    Spot last() const { return std::max(m_anchor, m_caret); }

    void clear() { m_anchor = m_caret = {}; }
    void place(Spot spot) { m_anchor = m_caret = spot; }
    void extendTo(Spot spot) { m_caret = spot; }
    void set(Spot anchor, Spot caret)
    {
        m_anchor = anchor;
        m_caret = caret;
    }

    /// Which characters of a row of this length are selected; empty range: none.
    std::pair<int, int> inRow(int row, int length) const;
    void onRowsInserted(int firstRow, int count);
    /// What stood on removed rows now stands at the edge: the start of the row that followed, or `end` of the row
    /// before.
    void onRowsRemoved(int firstRow, int lastRow, Spot end);

private:
    Spot m_anchor;
    Spot m_caret;
};

} // namespace plausch::ui
