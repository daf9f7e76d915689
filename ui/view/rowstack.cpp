#include "ui/view/rowstack.h"

namespace plausch::ui {

int RowStack::top(int row) const
{
    m_tops.resize(m_boxes.size() + 1);
    for (; m_topsKnown < row; ++m_topsKnown)
        m_tops[static_cast<size_t>(m_topsKnown) + 1] = m_tops[static_cast<size_t>(m_topsKnown)] + height(m_topsKnown);
    return m_tops[static_cast<size_t>(row)];
}

int RowStack::rowAt(int y) const
{
    if (m_boxes.empty())
        return -1;
    total();
    const auto after = std::upper_bound(m_tops.begin(), m_tops.end() - 1, y);
    return std::max(0, static_cast<int>(after - m_tops.begin()) - 1);
}

void RowStack::clear()
{
    m_boxes.clear();
    m_topsKnown = 0;
}

void RowStack::insert(int first, int count, const std::function<int(int)> &guess)
{
    std::vector<Box> fresh(static_cast<size_t>(count));
    for (int i = 0; i < count; ++i)
        fresh[static_cast<size_t>(i)].height = guess(first + i);
    m_boxes.insert(m_boxes.begin() + first, std::make_move_iterator(fresh.begin()),
                   std::make_move_iterator(fresh.end()));
    moveTopsFrom(first);
}

void RowStack::remove(int first, int last)
{
    m_boxes.erase(m_boxes.begin() + first, m_boxes.begin() + last + 1);
    moveTopsFrom(first);
}

void RowStack::setLayout(int row, std::unique_ptr<RowLayout> layout)
{
    Box &box = m_boxes[static_cast<size_t>(row)];
    if (box.height != layout->height())
        moveTopsFrom(row);
    box.height = layout->height();
    box.layout = std::move(layout);
}

void RowStack::forgetAll()
{
    for (Box &box : m_boxes)
        box.layout.reset();
}

void RowStack::keepLayouts(int first, int last)
{
    for (int row = 0; row < count(); ++row) {
        if (row < first || row > last)
            forget(row);
    }
}

} // namespace plausch::ui
