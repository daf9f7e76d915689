// Layer: ui. Thread: main. Owner: MessageView.
#pragma once

#include "ui/view/rowlayout.h"

#include <memory>
#include <vector>

namespace plausch::ui {

/// The heights of all loaded rows, guessed or measured, and the layouts of those near the screen.
class RowStack
{
public:
    int count() const { return static_cast<int>(m_boxes.size()); }
    int total() const { return top(count()); }
    int top(int row) const; // count(): below the last one
    int height(int row) const { return box(row).height; }
    int rowAt(int y) const; // clamped; -1: no rows
    const RowLayout *layout(int row) const { return box(row).layout.get(); } // null: only guessed or dropped

    void clear();
    void insert(int first, int count, const std::function<int(int row)> &guess);
    void remove(int first, int last);
    void setLayout(int row, std::unique_ptr<RowLayout> layout);
    void forget(int row) { m_boxes[static_cast<size_t>(row)].layout.reset(); } // height stays as a guess
    void forgetAll();
    /// Layouts outside of these rows are let go; their heights are remembered.
    void keepLayouts(int first, int last);

private:
    struct Box
    {
        int height = 0;
        std::unique_ptr<RowLayout> layout;
    };
    const Box &box(int row) const { return m_boxes[static_cast<size_t>(row)]; }
    void moveTopsFrom(int row) { m_topsKnown = std::min(m_topsKnown, row); }

    std::vector<Box> m_boxes;
    mutable std::vector<int> m_tops{0}; // one more than boxes
    mutable int m_topsKnown = 0; // tops up to this index are true
};

} // namespace plausch::ui
