#include "rulespane.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace plausch::ui {

RulesPane::RulesPane(QWidget *parent) : QWidget(parent)
{
    auto *grid = new QGridLayout(this);
    grid->setColumnStretch(0, 1);
    add(*grid, u'i', tr("Only who is invited may come in"), false);
    add(*grid, u'm', tr("Only with voice one may speak"), false);
    add(*grid, u'n', tr("Only members may speak"), false);
    add(*grid, u't', tr("Only operators set the topic"), false);
    add(*grid, u's', tr("The room is in no list"), false);
    add(*grid, u'k', tr("A password to come in"), true);
    add(*grid, u'l', tr("At most so many members"), true);
    grid->setRowStretch(grid->rowCount(), 1);
}

void RulesPane::add(QGridLayout &grid, QChar letter, const QString &text, bool withArgument)
{
    const int row = grid.rowCount();
    Rule rule{letter, new QCheckBox(text, this), withArgument ? new QLineEdit(this) : nullptr};
    rule.box->setObjectName(QString(letter));
    grid.addWidget(rule.box, row, 0, 1, withArgument ? 1 : 3);
    connect(rule.box, &QCheckBox::clicked, this, [this, rule] { ask(rule); });
    if (withArgument) {
        auto *set = new QPushButton(tr("Set", "the value of a rule"), this);
        set->setAutoDefault(false);
        set->setEnabled(false);
        set->setObjectName(letter + QStringLiteral("set"));
        set->setAccessibleName(tr("%1: %2", "rule, set").arg(text, set->text()));
        rule.argument->setObjectName(letter + QStringLiteral("value"));
        rule.argument->setAccessibleName(text);
        grid.addWidget(rule.argument, row, 1);
        grid.addWidget(set, row, 2);
        connect(rule.argument, &QLineEdit::textChanged, set, [this, set, letter](const QString &value) {
            set->setEnabled(!value.trimmed().isEmpty() && value.trimmed() != m_arguments.value(letter));
        });
        connect(rule.argument, &QLineEdit::returnPressed, set, &QPushButton::click);
        connect(set, &QPushButton::clicked, this, [this, rule] {
            rule.box->setChecked(true);
            ask(rule);
        });
    }
    m_rules.append(rule);
}

void RulesPane::ask(const Rule &rule)
{
    const bool on = rule.box->isChecked();
    const QString value = rule.argument ? rule.argument->text().trimmed() : QString();
    if (on && rule.argument && value.isEmpty()) {
        rule.box->setChecked(false);
        return rule.argument->setFocus();
    }
    QStringList arguments;
    if (on && rule.argument)
        arguments.append(value);
    else if (rule.letter == u'k') // a password is taken away by naming it; servers take any word for it
        arguments.append(value.isEmpty() ? QStringLiteral("*") : value);
    Q_EMIT wanted((on ? u'+' : u'-') + QString(rule.letter), arguments);
}

void RulesPane::show(const QString &modes, const QHash<QChar, QString> &arguments)
{
    m_modes = modes;
    m_arguments = arguments;
    revert();
}

/// What is being typed stays.
void RulesPane::revert()
{
    for (const Rule &rule : std::as_const(m_rules)) {
        rule.box->setChecked(m_modes.contains(rule.letter));
        if (rule.argument && !rule.argument->hasFocus())
            rule.argument->setText(m_arguments.value(rule.letter));
    }
}

} // namespace plausch::ui
