#include "composer.h"

#include "ui/emojipicker.h"
#include "ui/quotebar.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace plausch::ui {
namespace {

qsizetype utf8Size(const QString &text)
{
    return text.toUtf8().size();
}

} // namespace

Composer::Composer(QWidget *parent)
    : QWidget(parent)
    , m_edit(new ComposerEdit(this))
    , m_emoji(new QToolButton(this))
    , m_send(new QToolButton(this))
    , m_counter(new QLabel(this))
    , m_refusal(new QLabel(this))
    , m_quote(new QuoteBar(this))
{
    m_emoji->setIcon(themedIcon(QStringLiteral("emoji")));
    m_send->setIcon(themedIcon(QStringLiteral("send")));
    for (QToolButton *button : {m_emoji, m_send}) {
        button->setAutoRaise(true);
        button->setMinimumSize(32, 32);
        button->setFocusPolicy(Qt::TabFocus); // a click leaves the caret in the field
    }
    m_send->setObjectName(QStringLiteral("send"));
    m_counter->setObjectName(QStringLiteral("counter"));
    m_refusal->setObjectName(QStringLiteral("refusal"));
    m_refusal->setWordWrap(true);
    m_refusal->hide();
    m_counter->hide();
    setFocusProxy(m_edit);

    auto *row = new QHBoxLayout;
    row->setContentsMargins(10, 4, 4, 4);
    row->addWidget(m_edit, 1, Qt::AlignVCenter);
    row->addWidget(m_counter, 0, Qt::AlignBottom);
    row->addWidget(m_emoji, 0, Qt::AlignBottom);
    row->addWidget(m_send, 0, Qt::AlignBottom);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 2, 12, 12);
    column->setSpacing(4);
    column->addWidget(m_refusal);
    column->addWidget(m_quote);
    column->addLayout(row);

    m_draftTimer.setSingleShot(true);
    m_draftTimer.setInterval(DraftMsecs);
    connect(&m_draftTimer, &QTimer::timeout, this, &Composer::flushDraft);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &Composer::onEdited);
    connect(m_edit, &ComposerEdit::sendWanted, this, &Composer::send);
    connect(m_send, &QToolButton::clicked, this, &Composer::send);
    connect(m_emoji, &QToolButton::clicked, this, [this] { pickEmoji({}); });
    connect(m_edit, &ComposerEdit::emojiWanted, this, &Composer::pickEmoji);
    connect(m_edit, &ComposerEdit::olderWanted, this, [this] { recall(1); });
    connect(m_edit, &ComposerEdit::newerWanted, this, [this] { recall(-1); });
    connect(m_edit, &ComposerEdit::escaped, this, &Composer::escaped);
    connect(m_edit, &ComposerEdit::focusChanged, this, qOverload<>(&QWidget::update)); // the frame shows it
    connect(m_edit, &ComposerEdit::pasteRefused, this,
            [this] { refuse(tr("This is too long to be pasted: a message holds at most 64 KiB of text.")); });
    connect(m_quote, &QuoteBar::dropped, this, &Composer::quoteDropped);
    connect(m_quote, &QuoteBar::dropped, m_edit, qOverload<>(&QWidget::setFocus));
    retranslate();
}

void Composer::setQuote(const QString &name, const QString &text)
{
    m_quote->show(name, text);
}

void Composer::clearQuote()
{
    m_quote->hide();
}

void Composer::open(const QString &name, const QString &draft, History history)
{
    flushDraft();
    m_name = name;
    m_history = std::move(history);
    m_recalled = 0;
    const QSignalBlocker quiet(this);
    m_edit->setPlainText(draft);
    m_edit->moveCursor(QTextCursor::End);
    m_draftTimer.stop();
    m_draftOpen = false;
    retranslate();
}

void Composer::setName(const QString &name)
{
    m_name = name;
    retranslate();
}

void Composer::setCommandsOnly(bool on)
{
    if (std::exchange(m_commandsOnly, on) != on)
        retranslate();
}

void Composer::setEnterSends(bool on)
{
    m_edit->setEnterSends(on);
}

void Composer::setWritable(bool writable, const QString &why)
{
    m_blockedWhy = writable ? QString() : why;
    m_edit->setReadOnly(!writable);
    retranslate();
}

QString Composer::text() const
{
    return m_edit->toPlainText();
}

void Composer::flushDraft()
{
    m_draftTimer.stop();
    if (std::exchange(m_draftOpen, false))
        Q_EMIT draftChanged(text());
}

void Composer::send()
{
    const QString message = text();
    if (message.trimmed().isEmpty() || m_edit->isReadOnly())
        return;
    if (utf8Size(message) > ComposerEdit::MaxBytes) {
        refuse(tr("This message is too long: at most 64 KiB of text can be sent at once. Nothing was sent."));
        return;
    }
    m_sentRefusal.clear();
    m_kept = false;
    Q_EMIT sent(message);
    if (!m_sentRefusal.isEmpty())
        refuse(m_sentRefusal);
    else if (!m_kept)
        clear();
}

void Composer::clear()
{
    m_edit->replaceText({});
    m_draftOpen = true;
    flushDraft();
}

void Composer::refuseSent(const QString &why)
{
    m_sentRefusal = why;
}

void Composer::pickEmoji(const QString &letters)
{
    if (!m_picker) {
        m_picker = new EmojiPicker(this);
        connect(m_picker, &EmojiPicker::chosen, m_edit, [this](const QString &emoji) {
            m_edit->insertEmoji(emoji);
            m_edit->setFocus();
        });
    }
    m_picker->open(m_emoji->mapToGlobal(QPoint(m_emoji->width(), -6)), letters);
}

void Composer::recall(int step)
{
    const QStringList texts = m_history ? m_history() : QStringList();
    const int wanted = m_recalled + step;
    if (wanted < 0 || wanted > texts.size())
        return;
    if (m_recalled == 0)
        m_unsent = text();
    m_recalling = true;
    m_edit->replaceText(wanted == 0 ? m_unsent : texts.at(texts.size() - wanted));
    m_recalling = false;
    m_recalled = wanted;
}

void Composer::onEdited()
{
    if (!m_recalling)
        m_recalled = 0;
    m_refusal->hide();
    m_draftOpen = true;
    m_draftTimer.start();
    refresh();
    Q_EMIT edited();
}

void Composer::refresh()
{
    const qsizetype bytes = utf8Size(text());
    m_counter->setVisible(bytes >= CounterFromBytes);
    m_counter->setText(tr("%L1 of %L2 bytes").arg(bytes).arg(ComposerEdit::MaxBytes));
    m_emoji->setEnabled(!m_edit->isReadOnly());
    m_send->setEnabled(!m_edit->isReadOnly() && !text().trimmed().isEmpty());
}

void Composer::refuse(const QString &why)
{
    m_refusal->setText(why);
    m_refusal->show();
}

void Composer::retranslate()
{
    m_emoji->setToolTip(tr("Emojis"));
    m_emoji->setAccessibleName(tr("Emojis"));
    m_send->setToolTip(tr("Send"));
    m_send->setAccessibleName(tr("Send"));
    m_edit->setAccessibleName(m_commandsOnly ? tr("Command to %1", "chat server").arg(m_name)
                                             : tr("Message to %1").arg(m_name));
    const QString hint = m_commandsOnly ? tr("Command to %1, for example /join #room", "chat server").arg(m_name)
                                        : m_edit->accessibleName();
    m_edit->setHint(m_blockedWhy.isEmpty() ? hint : m_blockedWhy);
    refresh();
}

void Composer::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

/// One rounded field around text, counter and button.
void Composer::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QRectF field = QRectF(m_edit->geometry()).united(m_send->geometry()).adjusted(-8, -3, 4, 3);
    field = field.adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(QPen(m_edit->hasFocus() ? theme.accent : theme.line, m_edit->hasFocus() ? 1.5 : 1.0));
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRoundedRect(field, 10, 10);
}

} // namespace plausch::ui
