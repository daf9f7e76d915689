#include "switcher.h"

#include "ui/chatentries.h"

#include <QAction>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

namespace plausch::ui {
namespace {

QString folded(const QString &text)
{
    QString plain = text.normalized(QString::NormalizationForm_KD).toCaseFolded();
    plain.removeIf([](QChar c) { return c.isMark(); });
    return plain;
}

/// Commands without a picture keep the place for one, so that the names stand in one line.
QIcon iconOf(const QAction &command)
{
    if (!command.icon().isNull())
        return command.icon();
    QPixmap nothing(EntryIconSize, EntryIconSize);
    nothing.fill(Qt::transparent);
    return QIcon(nothing);
}

} // namespace

Switcher::Switcher(QWidget *window)
    : QFrame(window, Qt::Popup)
    , m_letters(new QLineEdit(this))
    , m_list(new QListWidget(this))
    , m_nothing(new QLabel(this))
{
    setFrameShape(QFrame::StyledPanel);
    m_letters->setMinimumHeight(34);
    m_letters->installEventFilter(this);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setIconSize({EntryIconSize, EntryIconSize});
    m_list->setUniformItemSizes(true);
    m_list->setItemDelegate(new EntryDelegate(m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFocusProxy(m_letters);
    m_nothing->setTextFormat(Qt::PlainText);
    m_nothing->setWordWrap(true);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setForegroundRole(QPalette::PlaceholderText);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->addWidget(m_letters);
    column->addWidget(m_list);
    column->addWidget(m_nothing, 1);
    connect(m_letters, &QLineEdit::textChanged, this, &Switcher::refill);
    connect(m_list, &QListWidget::itemClicked, this, &Switcher::choose);
}

void Switcher::open(const QList<chat::ChatInfo> &chats, const QList<QAction *> &commands)
{
    m_letters->setPlaceholderText(tr("Jump to a person, a room or a command"));
    m_letters->setAccessibleName(tr("Jump to a person, a room or a command"));
    m_list->setAccessibleName(tr("Matches"));
    m_entries.clear();
    for (const chat::ChatInfo &chat : chats)
        m_entries.append({chat.id, nullptr, chat.name, detailOf(chat), avatarIcon(chat, *this)});
    for (QAction *command : commands) {
        QString name = command->text();
        name.remove(QLatin1Char('&'));
        if (command->isEnabled() && command->isVisible() && !name.isEmpty())
            m_entries.append(
                {{}, command, name, command->shortcut().toString(QKeySequence::NativeText), iconOf(*command)});
    }
    m_letters->clear();
    refill();
    const QWidget *window = parentWidget();
    resize(qMin(460, window->width() - 24), qMin(420, window->height() - 60));
    move(window->mapToGlobal(QPoint((window->width() - width()) / 2, qMin(80, window->height() / 8))));
    QFrame::show();
    m_letters->setFocus(Qt::PopupFocusReason);
}

int Switcher::rank(const QString &name, const QString &letters)
{
    const qsizetype at = name.indexOf(letters);
    if (at <= 0)
        return int(at); // 0: starts with it, also with no letters at all; -1: no match
    return name.contains(QLatin1Char(' ') + letters) ? 1 : 2;
}

void Switcher::refill()
{
    const QString letters = folded(m_letters->text().trimmed());
    QList<std::pair<int, qsizetype>> matches;
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        const QString name = folded(m_entries.at(i).name);
        const bool sign = !name.isEmpty() && !name.front().isLetterOrNumber(); // "#plausch" starts with "pl"
        int match = rank(name, letters);
        if (sign && match > 0)
            match = rank(name.sliced(1), letters);
        if (match >= 0)
            matches.append({match, i});
    }
    std::sort(matches.begin(), matches.end());
    m_list->clear();
    for (const auto &[match, place] : std::as_const(matches)) {
        const Entry &entry = m_entries.at(place);
        addEntry(*m_list, entry.icon, entry.name, entry.detail)->setData(Qt::UserRole, place);
    }
    m_list->setCurrentRow(0);
    m_nothing->setText(tr("No person, room or command here is called \"%1\".").arg(m_letters->text().trimmed()));
    m_nothing->setVisible(matches.isEmpty());
    m_list->setVisible(!matches.isEmpty());
}

void Switcher::choose()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item)
        return;
    const Entry entry = m_entries.at(item->data(Qt::UserRole).toInt());
    hide();
    if (entry.command)
        entry.command->trigger();
    else
        Q_EMIT chatChosen(entry.chat);
}

bool Switcher::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_letters || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const int rows = m_list->count();
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Down:
        m_list->setCurrentRow(rows == 0 ? -1 : (m_list->currentRow() + 1) % rows);
        return true;
    case Qt::Key_Up:
        m_list->setCurrentRow(rows == 0 ? -1 : (m_list->currentRow() + rows - 1) % rows);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose();
        return true;
    case Qt::Key_Escape:
        hide();
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

} // namespace plausch::ui
