// Layer: ui. Thread: main. Owner: the chat page.
#pragma once

#include "store/rows.h"
#include "ui/theme.h"

#include <QAbstractScrollArea>
#include <QPersistentModelIndex>
#include <QPointer>
#include <QUrl>

class QAction;
class QMenu;

namespace plausch::ui {

class ChatModel;
class JumpButton;

/// The messages of one conversation. Lays out what is visible plus a margin; everything else has an estimated height.
/// It follows the newest message only if it stands at the bottom; otherwise what is read stays where it is.
class MessageView : public QAbstractScrollArea
{
    Q_OBJECT
public:
    explicit MessageView(QWidget *parent = nullptr);
    ~MessageView() override;

    void setModel(ChatModel *model); // not owned; null: none
    ChatModel *model() const;

    /// Brings a message to the middle and marks it; loads it if need be.
    void jumpTo(store::Cursor place);
    void jumpToNewest();
    bool isAtNewest() const; // at the bottom, and nothing newer than that
    /// Occurrences of these words are marked. Empty: none.
    void setHighlight(const QString &words);

    QString selectedText() const; // as copied: lines of "[time] <name> text"
    bool hasSelection() const;
    void selectAll(); // all that is loaded
    void copy() const;

    // Actions of the context menu and the menu bar. Enabled when they can do something.
    QAction *copyAction() const { return m_copy; }
    QAction *copyLinkAction() const { return m_copyLink; }
    QAction *selectAllAction() const { return m_selectAll; }
    QAction *tryAgainAction() const { return m_tryAgain; }
    QAction *withdrawAction() const { return m_withdraw; }
    QAction *jumpToNewestAction() const { return m_jumpToNewest; }

    int currentRow() const; // row of the caret; -1: none
    QRect rowRect(int row) const; // in viewport coordinates
    int newCount() const; // what the jump button shows

Q_SIGNALS:
    /// Nothing is opened here: whoever listens shows the real host first.
    void linkActivated(const QUrl &url);
    void tryAgainRequested(const QByteArray &id);
    void withdrawRequested(const QByteArray &id);
    /// The newest message came into sight or went out of it.
    void atNewestChanged(bool atNewest);
};

} // namespace plausch::ui
