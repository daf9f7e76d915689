#include "addbuddydialog.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace plausch::ui {

AddBuddyDialog::AddBuddyDialog(QWidget *parent)
    : QDialog(parent), m_address(new QLineEdit(this)), m_state(new QLabel(this))
{
    setWindowTitle(tr("Add by address"));
    setMinimumWidth(400);
    auto *label = new QLabel(tr("&Address of the other computer:"), this);
    label->setBuddy(m_address);
    m_address->setPlaceholderText(tr("host or host:port, for example 10.0.0.7:50001"));
    m_address->setAccessibleName(tr("Address"));
    m_state->setWordWrap(true);
    m_state->setTextFormat(Qt::PlainText);
    m_state->setMinimumHeight(2 * m_state->fontMetrics().lineSpacing());
    m_state->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_add = buttons->addButton(tr("A&dd"), QDialogButtonBox::AcceptRole);
    m_add->setDefault(true);
    m_add->setEnabled(false);
    auto *column = new QVBoxLayout(this);
    for (QWidget *widget : QList<QWidget *>{label, m_address, m_state, buttons})
        column->addWidget(widget);
    connect(m_address, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_add->setEnabled(!text.trimmed().isEmpty());
        m_state->clear();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] { Q_EMIT addressGiven(m_address->text().trimmed()); });
}

void AddBuddyDialog::setDialling(const QString &address)
{
    m_state->setText(tr("Calling %1 ...").arg(address));
    m_add->setEnabled(false);
}

void AddBuddyDialog::setFailed(const QString &why)
{
    m_state->setText(why);
    m_add->setEnabled(true);
    m_address->setFocus();
    m_address->selectAll();
}

} // namespace plausch::ui
