#include "ui/view/accessibility.h"

#include "ui/view/messageview.h"

#include <QAccessibleWidget>
#include <QHash>
#include <QPersistentModelIndex>

namespace plausch::ui {
namespace {

/// One message. Lives until its row is another one or gone.
class AccessibleMessage : public QAccessibleInterface
{
public:
    AccessibleMessage(MessageView &view, int row)
        : m_view(&view)
        , m_index(view.model()->index(row))
    {
    }
    bool isValid() const override { return m_view && m_index.isValid(); }
    bool isRow(int row) const { return isValid() && m_index.row() == row; }
    int row() const { return m_index.row(); }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_view); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    void setText(QAccessible::Text, const QString &) override { }
    QAccessible::Role role() const override { return QAccessible::ListItem; }

    QString text(QAccessible::Text kind) const override
    {
        if (!isValid())
            return {};
        switch (kind) {
        case QAccessible::Name:
            return m_index.data(Qt::AccessibleTextRole).toString();
        case QAccessible::Description:
            return m_index.data(Qt::ToolTipRole).toString();
        default:
            return {};
        }
    }

    QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect inView = m_view->rowRect(m_index.row());
        return {m_view->viewport()->mapToGlobal(inView.topLeft()), inView.size()};
    }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        if (!isValid()) {
            state.invalid = true;
            return state;
        }
        const Selection &selection = m_view->selection();
        state.focusable = true;
        state.selectable = true;
        state.readOnly = true;
        state.focused = m_view->hasFocus() && m_view->currentRow() == m_index.row();
        state.selected = !selection.isEmpty() && m_index.row() >= selection.first().row
            && m_index.row() <= selection.last().row;
        state.offscreen = !m_view->rowRect(m_index.row()).intersects(m_view->viewport()->rect());
        return state;
    }

private:
    QPointer<MessageView> m_view;
    QPersistentModelIndex m_index;
};

/// The view as a list with one child per loaded message.
class AccessibleMessages : public QAccessibleWidget
{
public:
    explicit AccessibleMessages(MessageView *view)
        : QAccessibleWidget(view, QAccessible::List)
    {
    }
    ~AccessibleMessages() override
    {
        for (const QAccessible::Id id : std::as_const(m_children))
            QAccessible::deleteAccessibleInterface(id);
    }

    int childCount() const override { return view().model() ? view().model()->rowCount() : 0; }

    QAccessibleInterface *child(int row) const override
    {
        if (row < 0 || row >= childCount())
            return nullptr;
        const auto found = m_children.constFind(row);
        if (found != m_children.constEnd()) {
            auto *known = static_cast<AccessibleMessage *>(QAccessible::accessibleInterface(*found));
            if (known && known->isRow(row))
                return known;
            QAccessible::deleteAccessibleInterface(*found);
        }
        auto *made = new AccessibleMessage(view(), row);
        m_children.insert(row, QAccessible::registerAccessibleInterface(made));
        return made;
    }

    int indexOfChild(const QAccessibleInterface *child) const override
    {
        const bool ours = child && child->role() == QAccessible::ListItem && child->parent() == this;
        return ours ? static_cast<const AccessibleMessage *>(child)->row() : -1;
    }

    QAccessibleInterface *childAt(int x, int y) const override
    {
        return child(view().rowAt(view().viewport()->mapFromGlobal(QPoint(x, y))));
    }

    QAccessibleInterface *focusChild() const override { return view().hasFocus() ? child(view().currentRow()) : nullptr; }

private:
    MessageView &view() const { return *static_cast<MessageView *>(object()); }
    mutable QHash<int, QAccessible::Id> m_children; // by row when made; at most as many as rows are ever loaded at once
};

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *view = qobject_cast<MessageView *>(object);
    return view ? new AccessibleMessages(view) : nullptr;
}

} // namespace

void installAccessibility()
{
    QAccessible::installFactory(makeInterface);
}

} // namespace plausch::ui
