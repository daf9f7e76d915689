#include "secretdialog.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace plausch::ui {

SecretDialog::SecretDialog(const chat::NetworkInfo &network, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Password"));
    setMinimumWidth(400);
    auto *label = new QLabel(network.row.account.isEmpty()
                                 ? tr("&Password of the server %1:").arg(network.title)
                                 : tr("&Password of \"%1\" on %2:").arg(network.row.account, network.title),
                             this);
    label->setWordWrap(true);
    auto *why = new QLabel(network.detail, this);
    why->setTextFormat(Qt::PlainText);
    why->setWordWrap(true);
    why->setVisible(!network.detail.isEmpty());
    auto *secret = new QLineEdit(this);
    secret->setEchoMode(QLineEdit::Password);
    secret->setMaxLength(1'000);
    secret->setAccessibleName(tr("Password"));
    label->setBuddy(secret);
    auto *remember = new QCheckBox(tr("&Keep it in the keyring"), this);
    remember->setChecked(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto *ok = buttons->addButton(tr("&Sign in"), QDialogButtonBox::AcceptRole);
    ok->setDefault(true);
    ok->setEnabled(false);
    auto *column = new QVBoxLayout(this);
    for (QWidget *widget : QList<QWidget *>{why, label, secret, remember})
        column->addWidget(widget);
    column->addStretch();
    column->addWidget(buttons);
    connect(secret, &QLineEdit::textChanged, ok, [ok](const QString &text) { ok->setEnabled(!text.isEmpty()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this, secret, remember] {
        Q_EMIT secretGiven(secret->text(), remember->isChecked());
        accept();
    });
}

} // namespace plausch::ui
