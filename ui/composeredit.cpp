// The text field of the composer. What stands around it is in composer.cpp.
#include "composer.h"
#include "ui/emoji.h"

#include <QAbstractTextDocumentLayout>
#include <QKeyEvent>
#include <QMimeData>
#include <QScrollBar>
#include <QtMath>

namespace plausch::ui {
namespace {

QString plain(QString text)
{
    text.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    text.replace(QLatin1Char('\r'), QLatin1Char('\n'));
    text.remove(QChar::Null);
    return text;
}

} // namespace

ComposerEdit::ComposerEdit(QWidget *parent) : QPlainTextEdit(parent)
{
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    setLineWrapMode(WidgetWidth);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    viewport()->setAutoFillBackground(false);
    // When the text changes, its lines are not counted yet.
    connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
            &ComposerEdit::fitHeight);
    fitHeight();
}

void ComposerEdit::replaceText(const QString &text)
{
    QTextCursor cursor(document());
    cursor.select(QTextCursor::Document);
    cursor.insertText(text);
    moveCursor(QTextCursor::End);
}

void ComposerEdit::setHint(const QString &hint)
{
    m_hint = hint;
    fitHint();
}

/// The field would break a long hint and show the upper half of its second line.
void ComposerEdit::fitHint()
{
    const int room = viewport()->width() - 2 * qCeil(document()->documentMargin());
    setPlaceholderText(fontMetrics().elidedText(m_hint, Qt::ElideRight, room));
}

QSize ComposerEdit::sizeHint() const
{
    return {QPlainTextEdit::sizeHint().width(), height()};
}

QSize ComposerEdit::minimumSizeHint() const
{
    return {80, height()};
}

void ComposerEdit::fitHeight()
{
    const int lines = qMax(1, qCeil(document()->size().height())); // QPlainTextEdit counts in lines
    const int margins = 2 * qCeil(document()->documentMargin()) + 2 * frameWidth();
    setVerticalScrollBarPolicy(lines > MaxLines ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    setFixedHeight(qMin(lines, MaxLines) * fontMetrics().lineSpacing() + margins);
    scrollToFill();
}

/// The field scrolled to its caret before it had grown: no line stays hidden while there is room for it.
void ComposerEdit::scrollToFill()
{
    const int lines = qCeil(document()->size().height());
    QScrollBar *bar = verticalScrollBar();
    bar->setValue(qMin(bar->value(), qMax(0, lines - MaxLines)));
}

void ComposerEdit::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    scrollToFill();
    if (event->size().width() == event->oldSize().width())
        return;
    fitHeight();
    fitHint();
}

void ComposerEdit::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() != QEvent::FontChange && event->type() != QEvent::StyleChange)
        return;
    fitHeight();
    fitHint();
}

void ComposerEdit::focusInEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusInEvent(event);
    Q_EMIT focusChanged();
}

void ComposerEdit::focusOutEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusOutEvent(event);
    Q_EMIT focusChanged();
}

/// A message is hardly ever longer than the field, so these keys belong to what was said before.
std::optional<ComposerEdit::Scroll> ComposerEdit::scrollOf(const QKeyEvent &event) const
{
    const Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
    if (modifiers == Qt::NoModifier && event.key() == Qt::Key_PageUp)
        return Scroll::PageUp;
    if (modifiers == Qt::NoModifier && event.key() == Qt::Key_PageDown)
        return Scroll::PageDown;
    if (modifiers != Qt::ControlModifier || !document()->isEmpty())
        return std::nullopt;
    if (event.key() == Qt::Key_Home)
        return Scroll::Oldest;
    if (event.key() == Qt::Key_End)
        return Scroll::Newest;
    return std::nullopt;
}

bool ComposerEdit::isSendKey(const QKeyEvent &event) const
{
    if (event.key() != Qt::Key_Return && event.key() != Qt::Key_Enter)
        return false;
    const Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
    return modifiers == Qt::ControlModifier || (m_enterSends && modifiers == Qt::NoModifier);
}

bool ComposerEdit::isNewLineKey(const QKeyEvent &event) const
{
    return event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
}

void ComposerEdit::keyPressEvent(QKeyEvent *event)
{
    const bool control = event->modifiers() == Qt::ControlModifier;
    const bool bare = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    if (isSendKey(*event))
        Q_EMIT sendWanted();
    else if (isNewLineKey(*event)) // Shift+Enter would be a line separator, which is no line end for others
        textCursor().insertBlock();
    else if (event->key() == Qt::Key_Up && (control || (bare && document()->isEmpty())))
        Q_EMIT olderWanted();
    else if (event->key() == Qt::Key_Down && control)
        Q_EMIT newerWanted();
    else if (event->key() == Qt::Key_Escape)
        Q_EMIT escaped();
    else if (const std::optional<Scroll> where = scrollOf(*event))
        Q_EMIT scrollWanted(*where);
    else
        QPlainTextEdit::keyPressEvent(event);
    ensureCursorVisible();
}

void ComposerEdit::insertEmoji(const QString &emoji)
{
    QTextCursor cursor = textCursor();
    if (const auto start = emojiStart(toPlainText(), cursor.position())) {
        cursor.setPosition(int(start->at));
        cursor.setPosition(textCursor().position(), QTextCursor::KeepAnchor);
    }
    cursor.insertText(emoji);
}

bool ComposerEdit::complete(int step)
{
    if (!m_words || isReadOnly())
        return false;
    const auto done = m_completion.next(toPlainText(), textCursor().position(), m_words(), step);
    if (!done)
        return false;
    replaceText(done->text);
    QTextCursor cursor = textCursor();
    cursor.setPosition(done->caret);
    setTextCursor(cursor);
    return true;
}

/// Tab leaves the field, unless what stands before the caret can be completed: a nick, a room, a command, an emoji.
bool ComposerEdit::focusNextPrevChild(bool next)
{
    if (complete(next ? 1 : -1))
        return true;
    const auto start = next && !isReadOnly() ? emojiStart(toPlainText(), textCursor().position()) : std::nullopt;
    const QList<Emoji> found = start ? emojisFor(start->letters) : QList<Emoji>();
    if (found.isEmpty())
        return QPlainTextEdit::focusNextPrevChild(next);
    const bool exact = found.constFirst().name == start->letters.toLower();
    if (exact || found.size() == 1)
        insertEmoji(found.constFirst().text);
    else
        Q_EMIT emojiWanted(start->letters);
    return true;
}

void ComposerEdit::insertFromMimeData(const QMimeData *source)
{
    const QString text = plain(source->text());
    if (text.size() > MaxBytes || text.toUtf8().size() > MaxBytes)
        Q_EMIT pasteRefused();
    else
        insertPlainText(text);
}

} // namespace plausch::ui
