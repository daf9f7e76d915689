#include "ui/view/selection.h"

namespace plausch::ui {

std::pair<int, int> Selection::inRow(int row, int length) const
{
    const Spot from = first();
    const Spot to = last();
    if (isEmpty() || row < from.row || row > to.row)
        return {0, 0};
    return {row == from.row ? std::min(from.position, length) : 0,
            row == to.row ? std::min(to.position, length) : length};
}

void Selection::onRowsInserted(int firstRow, int count)
{
    for (Spot *spot : {&m_anchor, &m_caret}) {
        if (spot->row >= firstRow)
            spot->row += count;
    }
}

void Selection::onRowsRemoved(int firstRow, int lastRow, Spot end)
{
    for (Spot *spot : {&m_anchor, &m_caret}) {
        if (spot->row > lastRow)
            spot->row -= lastRow - firstRow + 1;
        else if (spot->row >= firstRow)
            *spot = firstRow > end.row ? end : Spot{firstRow, 0};
    }
}

} // namespace plausch::ui
