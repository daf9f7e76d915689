#include "findbar.h"

#include "ui/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace plausch::ui {
namespace {

constexpr int TypingMsecs = 120; // a search for each word, not for each key

QToolButton *barButton(QWidget *parent, const QString &icon)
{
    auto *button = new QToolButton(parent);
    button->setAutoRaise(true);
    button->setMinimumSize(28, 28);
    if (!icon.isEmpty())
        button->setIcon(themedIcon(icon));
    return button;
}

} // namespace

FindBar::FindBar(QWidget *parent)
    : QWidget(parent)
    , m_words(new QLineEdit(this))
    , m_count(new QLabel(this))
    , m_older(barButton(this, QStringLiteral("up")))
    , m_newer(barButton(this, QStringLiteral("down")))
    , m_everywhere(barButton(this, {}))
    , m_close(barButton(this, QStringLiteral("close")))
{
    m_words->setClearButtonEnabled(true);
    m_everywhere->setToolButtonStyle(Qt::ToolButtonTextOnly);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 10, 6);
    row->addWidget(m_words, 1);
    for (QWidget *widget : QList<QWidget *>{m_count, m_older, m_newer, m_everywhere, m_close})
        row->addWidget(widget);
    m_typing.setSingleShot(true);
    m_typing.setInterval(TypingMsecs);
    connect(&m_typing, &QTimer::timeout, this, [this] {
        if (m_model)
            m_model->search(m_words->text(), m_chat);
    });
    connect(m_words, &QLineEdit::textChanged, this, [this](const QString &words) {
        m_typing.start();
        Q_EMIT wordsChanged(searchFilters(words).words);
    });
    connect(m_older, &QToolButton::clicked, this, &FindBar::findNext);
    connect(m_newer, &QToolButton::clicked, this, &FindBar::findPrevious);
    connect(m_everywhere, &QToolButton::clicked, this, [this] { Q_EMIT everywhereWanted(m_words->text()); });
    connect(m_close, &QToolButton::clicked, this, &FindBar::close);
    hide();
    retranslate();
}

void FindBar::open(SearchModel *model, const store::ChatId &chat)
{
    if (m_model != model) {
        if (m_model)
            disconnect(m_model, nullptr, this, nullptr);
        m_model = model;
        connect(m_model, &SearchModel::stateChanged, this, &FindBar::onState);
        connect(m_model, &QObject::destroyed, this, [this] { m_model = nullptr; });
    }
    m_chat = chat;
    show();
    m_words->setFocus();
    m_words->selectAll();
    if (!m_words->text().isEmpty())
        m_typing.start();
    refresh();
}

void FindBar::close()
{
    if (isHidden())
        return;
    m_typing.stop();
    hide();
    Q_EMIT wordsChanged({});
    Q_EMIT closed();
}

void FindBar::findNext()
{
    step(1);
}

void FindBar::findPrevious()
{
    step(-1);
}

void FindBar::step(int by)
{
    if (!m_model || m_model->rowCount() == 0)
        return;
    if (m_current + by >= m_model->rowCount() && m_model->canFetchMore({}))
        m_model->fetchMore({});
    m_current = qBound(0, m_current + by, m_model->rowCount() - 1);
    const store::MessageRow &hit = m_model->at(m_current);
    Q_EMIT found({hit.time, hit.row}, m_model->text());
    refresh();
}

void FindBar::onState()
{
    if (isHidden() || m_model->state() != SearchModel::State::Done) {
        refresh();
        return;
    }
    m_current = -1;
    step(1);
    refresh();
}

void FindBar::refresh()
{
    const int hits = m_model ? m_model->rowCount() : 0;
    const bool searched = m_model && m_model->state() == SearchModel::State::Done && !m_words->text().isEmpty();
    m_older->setEnabled(hits > 0);
    m_newer->setEnabled(hits > 0);
    if (!searched)
        m_count->clear();
    else if (hits == 0)
        m_count->setText(tr("Nothing found"));
    else if (m_model->canFetchMore({}))
        m_count->setText(tr("%L1 of more than %L2", "place, hits").arg(m_current + 1).arg(hits));
    else
        m_count->setText(tr("%L1 of %L2", "place, hits").arg(m_current + 1).arg(hits));
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape)
        close();
    else if (enter && event->modifiers().testFlag(Qt::ShiftModifier))
        findPrevious();
    else if (enter)
        findNext();
    else
        QWidget::keyPressEvent(event);
}

void FindBar::retranslate()
{
    const auto name = [](QToolButton *button, const QString &text) {
        button->setToolTip(text);
        button->setAccessibleName(text);
    };
    m_words->setPlaceholderText(tr("Find in this chat"));
    m_words->setAccessibleName(tr("Find in this chat"));
    m_words->setToolTip(tr("Words; from:anna finds only what Anna wrote"));
    name(m_older, tr("Older hit"));
    name(m_newer, tr("Newer hit"));
    name(m_close, tr("Close the search"));
    m_everywhere->setText(tr("Search everywhere"));
    refresh();
}

void FindBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace plausch::ui
