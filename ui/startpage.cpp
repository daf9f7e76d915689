#include "startpage.h"

#include "ui/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <pwd.h>
#include <unistd.h>

namespace plausch::ui {

StartPage::StartPage(QWidget *parent)
    : QWidget(parent)
    , m_question(new QLabel(this))
    , m_explanation(new QLabel(this))
    , m_name(new QLineEdit(systemName(), this))
    , m_continue(new QPushButton(this))
{
    auto *icon = new QLabel(this);
    icon->setPixmap(applicationIcon().pixmap(QSize(72, 72), devicePixelRatioF()));
    QFont big = m_question->font();
    big.setBold(true);
    big.setPointSizeF(big.pointSizeF() * 1.5);
    m_question->setFont(big);
    m_question->setWordWrap(true);
    m_question->setBuddy(m_name);
    for (QLabel *label : {icon, m_question, m_explanation})
        label->setAlignment(Qt::AlignCenter);
    m_explanation->setWordWrap(true);
    m_name->setMaxLength(64);
    m_name->setMinimumHeight(36);
    m_name->setAlignment(Qt::AlignCenter);
    m_continue->setMinimumSize(160, 36);
    m_continue->setDefault(true);
    auto *middle = new QWidget(this); // a column of its own: wrapped labels need a layout that gives them a width
    middle->setMaximumWidth(440);
    auto *column = new QVBoxLayout(middle);
    column->setSpacing(16);
    column->addStretch(2);
    for (QWidget *widget : QList<QWidget *>{icon, m_question, m_name, m_continue, m_explanation})
        column->addWidget(widget);
    column->addStretch(3);
    auto *row = new QHBoxLayout(this);
    row->addStretch(1);
    row->addWidget(middle, 100);
    row->addStretch(1);
    connect(m_continue, &QPushButton::clicked, this, &StartPage::accept);
    connect(m_name, &QLineEdit::returnPressed, this, &StartPage::accept);
    connect(m_name, &QLineEdit::textChanged, this,
            [this](const QString &text) { m_continue->setEnabled(!text.trimmed().isEmpty()); });
    retranslate();
}

QString StartPage::systemName()
{
    const passwd *user = ::getpwuid(::getuid());
    if (!user)
        return {};
    const QString full = QString::fromLocal8Bit(user->pw_gecos).section(QLatin1Char(','), 0, 0).trimmed();
    return full.isEmpty() ? QString::fromLocal8Bit(user->pw_name) : full;
}

void StartPage::accept()
{
    const QString name = m_name->text().simplified();
    if (!name.isEmpty())
        Q_EMIT nameGiven(name);
}

void StartPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_name->setFocus();
    m_name->selectAll();
}

void StartPage::retranslate()
{
    m_question->setText(tr("Who are you on this network?"));
    m_name->setAccessibleName(tr("Your name"));
    m_continue->setText(tr("Continue"));
    m_explanation->setText(tr("Others on this network see this name. A key that proves it is you is made on this "
                              "computer and stays here."));
}

void StartPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace plausch::ui
