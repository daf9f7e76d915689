// Layer: ui. Thread: main. Owner: ChatPage.
#pragma once

#include "ui/models/completion.h"

#include <QPlainTextEdit>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <optional>

class QLabel;
class QToolButton;

namespace plausch::ui {

class EmojiPicker;
class QuoteBar;

/// The text field of the composer: grows to six lines, knows which Enter sends, never takes in more than a message.
class ComposerEdit : public QPlainTextEdit
{
    Q_OBJECT
public:
    static constexpr int MaxLines = 6;
    static constexpr qsizetype MaxBytes = 64 * 1024; // of one message in UTF-8

    explicit ComposerEdit(QWidget *parent = nullptr);
    /// Where the messages are to go when keys that scroll are pressed here.
    enum class Scroll { PageUp, PageDown, Oldest, Newest };

    using Words = std::function<CompletionWords()>;

    void setEnterSends(bool on) { m_enterSends = on; }
    void setWords(Words words) { m_words = std::move(words); } // what Tab completes; null: nothing
    void setHint(const QString &hint); // in the empty field, on one line
    /// Like typing: can be undone.
    void replaceText(const QString &text);
    /// At the caret, in place of the ":name" that ends there, if any.
    void insertEmoji(const QString &emoji);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void sendWanted();
    void olderWanted(); // Up in an empty field, Ctrl+Up
    void newerWanted();
    void escaped();
    void pasteRefused();
    void scrollWanted(plausch::ui::ComposerEdit::Scroll where);
    void focusChanged();
    void emojiWanted(const QString &letters); // Tab after ":letters" that may mean several

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void insertFromMimeData(const QMimeData *source) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    bool complete(int step);
    bool isSendKey(const QKeyEvent &event) const;
    bool isNewLineKey(const QKeyEvent &event) const;
    std::optional<Scroll> scrollOf(const QKeyEvent &event) const;
    void fitHeight();
    void scrollToFill();
    void fitHint();

    QString m_hint;
    Words m_words;
    Completion m_completion;
    bool m_enterSends = true;
};

/// Where a message is written: field, send button, counter, and a sentence when something cannot be sent.
class Composer : public QWidget
{
    Q_OBJECT
public:
    static constexpr int CounterFromBytes = 2'000;
    static constexpr int DraftMsecs = 500;
    using History = std::function<QStringList()>; // own texts, oldest first

    explicit Composer(QWidget *parent = nullptr);

    /// For whom; the draft takes the field's place and cannot be undone into the former conversation.
    void open(const QString &name, const QString &draft, History history);
    void setName(const QString &name);
    void setCommandsOnly(bool on); // a page where only commands make sense says so
    void setEnterSends(bool on);
    void setWords(ComposerEdit::Words words) { m_edit->setWords(std::move(words)); }
    /// While sent() is being emitted: it is not taken, for this reason. The text stays.
    void refuseSent(const QString &why);
    /// While sent() is being emitted: it is not taken yet. The text stays until clear().
    void keepSent() { m_kept = true; }
    void clear();
    /// The message that is being answered stands above the field.
    void setQuote(const QString &name, const QString &text);
    void clearQuote();
    void setWritable(bool writable, const QString &why);
    QString text() const;
    ComposerEdit *edit() const { return m_edit; }
    /// What is written but not yet said to be a draft is said now.
    void flushDraft();

Q_SIGNALS:
    void sent(const QString &text);
    void edited(); // by the user
    void quoteDropped();
    void draftChanged(const QString &text);
    void escaped();

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void send();
    void pickEmoji(const QString &letters);
    void recall(int step);
    void onEdited();
    void refresh();
    void refuse(const QString &why);
    void retranslate();

    ComposerEdit *m_edit;
    QToolButton *m_emoji;
    EmojiPicker *m_picker = nullptr; // made when first needed
    QToolButton *m_send;
    QLabel *m_counter;
    QLabel *m_refusal;
    QuoteBar *m_quote;
    QTimer m_draftTimer;
    History m_history;
    QString m_name;
    QString m_blockedWhy;
    QString m_sentRefusal;
    QString m_unsent; // what stood there before the history was called up
    int m_recalled = 0; // how far back; 0: not in the history
    bool m_recalling = false;
    bool m_kept = false;
    bool m_commandsOnly = false;
    bool m_draftOpen = false; // edited since draftChanged
};

} // namespace plausch::ui
