#include "searchpanel.h"

#include "ui/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTextLayout>
#include <QToolButton>

namespace plausch::ui {
namespace {

constexpr int TypingMsecs = 120;
constexpr qsizetype ContextBefore = 24; // characters before the first word found
constexpr qsizetype ContextAfter = 40;

/// Two lines: where, who and when; and what was said, from so near to the first word found that it can be seen.
class HitDelegate : public QStyledItemDelegate
{
public:
    HitDelegate(const SearchModel &model, QObject *parent) : QStyledItemDelegate(parent), m_model(model) { }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {200, 2 * option.fontMetrics.height() + 20};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme theme = Theme::of(option.palette);
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        const QColor background = selected ? mixed(theme.background, theme.accent, 0.18) : theme.background;
        painter->save();
        painter->fillRect(option.rect, background);
        QRect line = option.rect.adjusted(16, 8, -16, 0);
        line.setHeight(option.fontMetrics.height());
        painter->setPen(readable(theme.muted, background));
        painter->drawText(line, int(Qt::AlignVCenter | Qt::AlignTrailing),
                          index.data(SearchModel::TimeRole).toString());
        QFont bold = option.font;
        bold.setBold(true);
        painter->setFont(bold);
        painter->setPen(theme.text);
        painter->drawText(line, int(Qt::AlignVCenter | Qt::AlignLeading),
                          index.data(SearchModel::ChatNameRole).toString());
        line.translate(0, line.height() + 3);
        drawMessage(*painter, line, option, index, theme);
        painter->restore();
    }

private:
    void drawMessage(QPainter &painter, const QRect &line, const QStyleOptionViewItem &option, const QModelIndex &index,
                     const Theme &theme) const
    {
        const QStringList words = m_model.text().split(QLatin1Char(' '), Qt::SkipEmptyParts);
        const auto room = [&](const QString &text) {
            return option.fontMetrics.horizontalAdvance(text) < line.width();
        };
        const QString speaker = index.data(SearchModel::NameRole).toString();
        const QString whole = index.data().toString().simplified();
        const auto said = [&speaker](const QString &text) {
            return SearchPanel::tr("%1: %2", "who wrote it, message").arg(speaker, text);
        };
        const qsizetype at = firstOf(words, whole);
        const bool fits = at < ContextBefore || room(said(whole.first(qMin(whole.size(), at + ContextAfter))));
        const QString shown = fits ? said(whole) : said(QChar(0x2026) + whole.mid(at - ContextBefore));
        const QString text = option.fontMetrics.elidedText(shown, Qt::ElideRight, line.width());

        QTextLayout layout(text, option.font);
        QTextOption direction;
        direction.setTextDirection(option.direction);
        direction.setWrapMode(QTextOption::NoWrap);
        layout.setTextOption(direction);
        layout.beginLayout();
        layout.createLine().setLineWidth(line.width());
        layout.endLayout();
        painter.setPen(theme.text);
        layout.draw(&painter, line.topLeft(), marks(words, text, said({}).size(), theme));
    }

    static qsizetype firstOf(const QStringList &words, const QString &text)
    {
        qsizetype first = text.size();
        for (const QString &word : words) {
            if (const qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive); at >= 0)
                first = qMin(first, at);
        }
        return first == text.size() ? 0 : first;
    }

    static QList<QTextLayout::FormatRange> marks(const QStringList &words, const QString &text, qsizetype from,
                                                 const Theme &theme)
    {
        QList<QTextLayout::FormatRange> ranges;
        QTextCharFormat mark;
        mark.setBackground(theme.mark);
        mark.setForeground(theme.markText);
        for (const QString &word : words) {
            for (auto at = text.indexOf(word, from, Qt::CaseInsensitive); at >= 0;
                 at = text.indexOf(word, at + word.size(), Qt::CaseInsensitive))
                ranges.append({int(at), int(word.size()), mark});
        }
        return ranges;
    }

    const SearchModel &m_model;
};

} // namespace

SearchPanel::SearchPanel(SearchModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_words(new QLineEdit(this))
    , m_close(new QToolButton(this))
    , m_state(new QLabel(this))
    , m_hits(new QListView(this))
{
    m_words->setClearButtonEnabled(true);
    m_words->setMinimumHeight(32);
    m_words->addAction(themedIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_words->installEventFilter(this);
    m_close->setIcon(themedIcon(QStringLiteral("close")));
    m_close->setAutoRaise(true);
    m_close->setMinimumSize(32, 32);
    m_state->setContentsMargins(16, 0, 16, 6);
    m_state->setWordWrap(true);
    m_hits->setModel(&m_model);
    m_hits->setItemDelegate(new HitDelegate(m_model, m_hits));
    m_hits->setFrameShape(QFrame::NoFrame);
    m_hits->setUniformItemSizes(true);
    m_hits->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(12, 12, 10, 8);
    row->addWidget(m_words, 1);
    row->addWidget(m_close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(m_state);
    column->addWidget(m_hits, 1);
    m_typing.setSingleShot(true);
    m_typing.setInterval(TypingMsecs);
    connect(&m_typing, &QTimer::timeout, this, [this] { m_model.search(m_words->text()); });
    connect(m_words, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(m_hits, &QListView::activated, this, &SearchPanel::choose);
    connect(m_hits, &QListView::clicked, this, &SearchPanel::choose);
    connect(m_close, &QToolButton::clicked, this, &SearchPanel::closed);
    connect(&m_model, &SearchModel::stateChanged, this, &SearchPanel::refresh);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &SearchPanel::refresh);
    retranslate();
}

void SearchPanel::open(const QString &words)
{
    if (!words.isEmpty())
        m_words->setText(words);
    m_words->setFocus();
    m_words->selectAll();
}

void SearchPanel::choose(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const store::MessageRow &hit = m_model.at(index.row());
    Q_EMIT hitChosen(hit.chat, {hit.time, hit.row}, m_model.text());
}

void SearchPanel::refresh()
{
    const int hits = m_model.rowCount();
    switch (m_model.state()) {
    case SearchModel::State::Idle:
        m_state->setText(
            tr("All words must occur; the last one may be the beginning of a word. from:anna finds what "
               "Anna wrote, in:#room what was written there; names with blanks stand in quotation marks."));
        break;
    case SearchModel::State::Searching:
        m_state->setText(tr("Searching ..."));
        break;
    case SearchModel::State::Done:
        m_state->setText(
            hits == 0
                ? tr("Nothing found for \"%1\". Try fewer words, or only the beginning of one.").arg(m_model.typed())
                : tr("%n message(s) found, newest first", nullptr, hits));
        break;
    }
}

bool SearchPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_words && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Down && m_model.rowCount() > 0) {
            m_hits->setFocus(Qt::TabFocusReason);
            m_hits->setCurrentIndex(m_model.index(0));
            return true;
        }
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            choose(m_model.index(0));
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void SearchPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        QWidget::keyPressEvent(event);
}

void SearchPanel::retranslate()
{
    m_words->setPlaceholderText(tr("Search all conversations: words, from:name, in:room"));
    m_words->setAccessibleName(tr("Search all conversations"));
    m_close->setToolTip(tr("Close the search"));
    m_close->setAccessibleName(tr("Close the search"));
    m_hits->setAccessibleName(tr("Search results"));
    refresh();
}

void SearchPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace plausch::ui
