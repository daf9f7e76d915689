#include "rawwindow.h"

#include "ui/theme.h"

#include <QCheckBox>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QTime>
#include <QVBoxLayout>

namespace plausch::ui {
namespace {

bool isPing(const QString &line)
{
    const QString command = line.section(u' ', line.startsWith(u':') ? 1 : 0, line.startsWith(u':') ? 1 : 0);
    return command == QLatin1String("PING") || command == QLatin1String("PONG");
}

} // namespace

RawWindow::RawWindow(const QString &title, QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_lines(new QPlainTextEdit(this))
    , m_pings(new QCheckBox(tr("Show &pings"), this))
    , m_entry(new QLineEdit(this))
{
    setWindowTitle(tr("Raw lines - %1", "name of a chat server").arg(title));
    setWindowIcon(applicationIcon());
    m_lines->setReadOnly(true);
    m_lines->setMaximumBlockCount(MaxLines);
    m_lines->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_lines->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_lines->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_lines->setAccessibleName(tr("Raw lines"));
    m_lines->setPlaceholderText(tr("What goes over the wire from now on stands here, line by line. Passwords are "
                                   "blacked out."));
    m_entry->setFont(m_lines->font());
    m_entry->setPlaceholderText(tr("Send a line as it is"));
    m_entry->setAccessibleName(tr("Send a line as it is"));
    m_entry->setMaxLength(8'000);
    auto *clear = new QPushButton(tr("&Clear"), this);
    auto *row = new QHBoxLayout;
    row->addWidget(m_entry, 1);
    row->addWidget(m_pings);
    row->addWidget(clear);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_lines, 1);
    column->addLayout(row);
    resize(720, 460);
    connect(clear, &QPushButton::clicked, m_lines, &QPlainTextEdit::clear);
    connect(m_entry, &QLineEdit::returnPressed, this, [this] {
        if (m_entry->text().trimmed().isEmpty())
            return;
        Q_EMIT lineGiven(m_entry->text());
        m_entry->clear();
    });
    for (const QKeySequence &keys : {QKeySequence(Qt::CTRL | Qt::Key_W), QKeySequence(Qt::Key_Escape)})
        connect(new QShortcut(keys, this), &QShortcut::activated, this, &QWidget::close);
    m_entry->setFocus();
}

void RawWindow::add(bool outgoing, const QString &line)
{
    if (!m_pings->isChecked() && isPing(line))
        return;
    const QString arrow = outgoing ? QStringLiteral("\u2192") : QStringLiteral("\u2190");
    m_lines->appendPlainText(QTime::currentTime().toString(QStringLiteral("HH:mm:ss ")) + arrow + u' ' + line);
}

void RawWindow::closeEvent(QCloseEvent *event)
{
    QWidget::closeEvent(event);
    Q_EMIT closed();
}

} // namespace plausch::ui
