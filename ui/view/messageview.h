// Layer: ui. Thread: main. Owner: the chat page.
#pragma once

#include "ui/models/chatmodel.h"
#include "ui/view/rowstack.h"
#include "ui/view/selection.h"

#include <QAbstractScrollArea>
#include <QAccessible>
#include <QBasicTimer>
#include <QElapsedTimer>
#include <QPointer>
#include <QUrl>

#include <functional>
#include <optional>

class QAction;
class QMenu;

namespace plausch::ui {

class JumpButton;
class RowActions;

/// The messages of one conversation. Lays out what is visible plus a margin; everything else has an estimated height.
/// It follows the newest message only if it stands at the bottom; otherwise what is read stays where it is.
class MessageView : public QAbstractScrollArea
{
    Q_OBJECT
public:
    explicit MessageView(QWidget *parent = nullptr);
    ~MessageView() override;

    void setModel(ChatModel *model); // not owned; null: none
    ChatModel *model() const { return m_model; }

    /// Brings a message to the middle and outlines it; loads it if need be.
    void jumpTo(store::Cursor place);
    void jumpToNewest();
    void jumpToOldest();
    bool isAtNewest() const; // at the bottom, and nothing newer than that
    /// What stands at the top, for coming back with restore(); nullopt: at the newest.
    std::optional<store::Cursor> readingPlace() const;
    void restore(store::Cursor place);
    /// Occurrences of these words are marked. Empty: none.
    void setHighlight(const QString &words);

    /// What can be done about messages here.
    void setAnswers(bool replies, bool reactions);
    /// Of own messages that have left; null: what has not left is all that can be withdrawn.
    void setCanWithdraw(std::function<bool(const store::MessageRow &)> can);

    using RouteText = std::function<QString(const store::MessageRow &)>;
    void setRouteText(RouteText text) { m_routeText = std::move(text); } // for the tool tip; may answer nothing

    /// Part of one message is copied as it is; anything more as lines of "[time] <name> text".
    QString selectedText() const;
    bool hasSelection() const { return !m_selection.isEmpty(); }
    const Selection &selection() const { return m_selection; }
    void selectAll(); // all that is loaded
    void copy(); // the selection, else the current message

    // For the context menu and the menu bar. Enabled when they can do something.
    QAction *copyAction() const { return m_copy; }
    QAction *copyLinkAction() const { return m_copyLink; }
    QAction *selectAllAction() const { return m_selectAll; }
    QAction *tryAgainAction() const { return m_tryAgain; }
    QAction *withdrawAction() const { return m_withdraw; }
    QAction *replyAction() const { return m_reply; }
    QAction *reactAction() const { return m_react; }
    RowActions *rowActions() const { return m_beside; }

    int currentRow() const { return m_selection.caret().row; } // -1: none
    int rowAt(QPoint point) const; // -1: none there
    QRect rowRect(int row) const; // in the viewport
    QPoint pointOf(Spot spot) const; // in the viewport, the middle of the line
    QPoint quotePoint(int row); // in the viewport, the middle of what it answers; null: it answers nothing
    QPoint chipPoint(int row, int reaction); // in the viewport, the middle
    int newCount() const { return m_newCount; } // what the jump button shows

Q_SIGNALS:
    /// Nothing is opened here: whoever listens shows the real host first.
    void linkActivated(const QUrl &url);
    void tryAgainRequested(const QByteArray &id);
    // Of a row of the model.
    void withdrawRequested(int row);
    void replyRequested(int row);
    void reactRequested(int row, QPoint corner); // on the screen, where a choice may stand
    void reactionToggled(int row, int reaction);
    /// The newest message came into sight or went out of it.
    void atNewestChanged(bool atNewest);

protected:
    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void timerEvent(QTimerEvent *event) override;

private:
    /// What keeps its place on the screen when heights change.
    struct Anchor
    {
        int row = -1;
        int bottom = 0; // of the row, in the viewport; its top moves when a heading comes or goes
    };
    void makeActions();
    void makeBeside();
    void nameActions();
    void listenTo(ChatModel &model);
    void onReset();
    void onInserted(int first, int last);
    void onRemoved(int first, int last);
    void onChanged(int first, int last);
    void onArrived(int fromOthers);
    void onPlaced(int row);
    void tellReaders(QAccessible::Event what, int row = -1);

    // Layout: messagelayout.cpp.
    void scheduleLayout();
    void layOut();
    void restyle();
    bool layOutVisible();
    void measure(int row);
    const RowLayout &laidOut(int row);
    void applyAnchor();
    void takeAnchor();
    void askForPages();
    void tellNewest();
    void placeJumpButton();
    int contentTop() const; // of row 0, in the viewport
    int maxScroll() const;
    int rowTop(int row) const;
    bool isAtBottom() const;
    void scrollToRow(int row, int top); // of the bubble, in the viewport
    std::pair<int, int> visibleRows() const;
    void drawStickyDay(QPainter &painter);
    RowLayout::Emphasis emphasisOf(int row) const;

    // Mouse and keyboard: messageinput.cpp.
    Spot spotAt(QPoint point);
    const Link *linkAt(QPoint point);
    void hover(QPoint point);
    void dragTo(QPoint point);
    void clicked(QPoint point);
    bool moveByKey(QKeyEvent *event);
    bool actByKey(QKeyEvent *event);
    bool goToEnd(bool oldest);
    bool activateAtCaret();
    bool goToQuoted(int row);
    void askReaction(int row);
    bool canAnswer(int row) const;
    void showBeside(int row);
    void hideBeside();
    QString chipText(int row, int chip) const;
    Spot moved(Spot from, int direction, bool byWord);
    Spot movedByLine(Spot from, int direction);
    Spot movedByPage(Spot from, int direction);
    Spot endOf(int row) const;
    Spot firstCaret();
    int shownRow(int row, int direction) const;
    bool isFoldHead(int row) const;
    void setCaret(Spot spot, bool extend);
    void showCaret();
    void selectionChanged();
    void updateActions();
    const store::MessageRow *currentMessage() const;

    QPointer<ChatModel> m_model;
    RowStyle m_style;
    RowStack m_rows;
    Selection m_selection;
    QStringList m_marked;
    Anchor m_anchor;
    bool m_following = true;
    bool m_atNewest = true;
    bool m_layoutDue = false;
    bool m_settingScroll = false;
    bool m_placeAtTop = false; // restore() instead of jumpTo()
    bool m_landing = false; // first page: go to the "New" line
    int m_newCount = 0;
    qint64 m_outlined = -1; // number of the message jumpTo brought
    bool m_keyboard = false; // last moved by key: outline the current row
    int m_goalX = -1; // column the caret keeps over short lines
    QPoint m_pressedAt;
    bool m_dragging = false;
    QPoint m_lastDrag;
    QBasicTimer m_autoScroll; // only while dragging beyond an edge
    QElapsedTimer m_sinceDouble;
    JumpButton *m_jump;
    RowActions *m_beside;
    int m_besideRow = -1;
    bool m_replies = false;
    bool m_reactions = false;
    std::function<bool(const store::MessageRow &)> m_canWithdraw;
    RouteText m_routeText;
    QAction *m_copy;
    QAction *m_copyLink;
    QAction *m_selectAll;
    QAction *m_tryAgain;
    QAction *m_withdraw;
    QAction *m_reply;
    QAction *m_react;
    Link m_linkUnderMenu;
};

} // namespace plausch::ui
