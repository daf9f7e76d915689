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
    AccessibleMessage(MessageView &view, int row) : m_view(&view), m_index(view.model()->index(row)) { }
    bool isValid() const override { return m_view && m_index.isValid(); }
    int row() const { return m_index.row(); }
    const QPersistentModelIndex &index() const { return m_index; }
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
        state.selected =
            !selection.isEmpty() && m_index.row() >= selection.first().row && m_index.row() <= selection.last().row;
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
    explicit AccessibleMessages(MessageView *view) : QAccessibleWidget(view, QAccessible::List) { }
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
        if (m_witness.row() != m_witnessRow)
            number();
        if (QAccessibleInterface *known = knownChild(row)) {
            if (known->isValid())
                return known;
            number(); // its message has gone and another one came
        }
        auto *made = new AccessibleMessage(view(), row);
        m_children.insert(row, QAccessible::registerAccessibleInterface(made));
        witness(made->index());
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

    QAccessibleInterface *focusChild() const override
    {
        return view().hasFocus() ? child(view().currentRow()) : nullptr;
    }

private:
    MessageView &view() const { return *static_cast<MessageView *>(object()); }
    QAccessibleInterface *knownChild(int row) const
    {
        const auto found = m_children.constFind(row);
        return found == m_children.constEnd() ? nullptr : QAccessible::accessibleInterface(*found);
    }
    void witness(const QPersistentModelIndex &index) const
    {
        m_witness = index;
        m_witnessRow = index.row();
    }
    /// Rows came or went: children keep their message, and get its new row.
    void number() const
    {
        witness({});
        for (const QAccessible::Id id : std::exchange(m_children, {})) {
            auto *child = static_cast<AccessibleMessage *>(QAccessible::accessibleInterface(id));
            if (!child->isValid()) {
                QAccessible::deleteAccessibleInterface(id);
                continue;
            }
            m_children.insert(child->row(), id);
            witness(child->index());
        }
    }

    mutable QHash<int, QAccessible::Id> m_children; // by row
    mutable QPersistentModelIndex m_witness; // one of the children; as long as it stands, all do
    mutable int m_witnessRow = -1;
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
