// A view on a made-up conversation, shown and focused.
#pragma once

#include "conversation.h"
#include "ui/view/messageview.h"

#include <QApplication>
#include <QLocale>
#include <QMouseEvent>
#include <QtTest>

#include <memory>

namespace plausch::test {

struct ViewFixture
{
    ViewFixture()
    {
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
        view->resize(600, 500);
        view->setModel(model.get());
        view->show();
    }
    bool becomesActive()
    {
        view->activateWindow();
        view->setFocus();
        return QTest::qWaitForWindowActive(view.get()) && view->hasFocus();
    }
    void open(qint64 readUpTo = 1'000'000'000)
    {
        model->open(conversation.source(), {QStringLiteral("Timo"), QStringLiteral("Anna")}, readUpTo);
        settle();
    }
    void settle() { QCoreApplication::sendPostedEvents(); }
    int lastRow() const { return model->rowCount() - 1; }
    QPoint at(int row, int position) const { return view->pointOf({row, position}); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(view.get(), key, modifiers); }
    void drag(QPoint from, QPoint to)
    {
        QTest::mousePress(view->viewport(), Qt::LeftButton, {}, from);
        QMouseEvent move(QEvent::MouseMove, to, view->viewport()->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
        QApplication::sendEvent(view->viewport(), &move);
        QTest::mouseRelease(view->viewport(), Qt::LeftButton, {}, to);
    }

    Conversation conversation;
    std::unique_ptr<ui::ChatModel> model = std::make_unique<ui::ChatModel>();
    std::unique_ptr<ui::MessageView> view = std::make_unique<ui::MessageView>();
};

} // namespace plausch::test
