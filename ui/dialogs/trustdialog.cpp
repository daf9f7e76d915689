#include "trustdialog.h"

#include "ui/dialogs/fingerprint.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace plausch::ui {
namespace {

QLabel *paragraph(const QString &text, QWidget *parent, bool bold = false)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    QFont font = label->font();
    font.setBold(bold);
    label->setFont(font);
    return label;
}

} // namespace

TrustDialog::TrustDialog(const chat::TrustQuestion &question, QWidget *parent) : QDialog(parent)
{
    const bool changed = !question.pinned.isEmpty();
    const QString where = QStringLiteral("%1:%2").arg(question.host).arg(question.port);
    setWindowTitle(changed ? tr("Key changed") : tr("Unknown certificate"));
    setMinimumWidth(480);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(8);
    if (changed) {
        column->addWidget(paragraph(tr("%1 shows another key than the one you trusted.").arg(where), this, true));
        column->addWidget(
            paragraph(tr("That is normal if the server was set up anew. It is also what it looks like when "
                         "somebody sits between you and the server. Nothing was sent."),
                      this));
    } else {
        column->addWidget(paragraph(tr("No authority vouches that this is really %1.").arg(where), this, true));
        column->addWidget(paragraph(tr("Small servers often have a certificate they made themselves. If you trust this "
                                       "one, Plausch remembers its key and lets no other one pass for this server. "
                                       "Nothing was sent yet."),
                                    this));
    }
    if (changed) {
        column->addWidget(paragraph(tr("Trusted until now:"), this, true));
        column->addWidget(fingerprintLabel(question.pinned, this));
    }
    column->addWidget(paragraph(changed ? tr("Shown now:") : tr("Key of the server (SHA-256):"), this, true));
    column->addWidget(fingerprintLabel(question.fingerprint, this));
    column->addWidget(paragraph(tr("The same in words, for the telephone:"), this));
    column->addWidget(wordsLabel(chat::verificationWords(question.fingerprint, question.fingerprint), this));
    auto *asked = new QCheckBox(tr("I have &asked whoever runs the server"), this);
    asked->setVisible(changed);
    column->addWidget(asked);
    column->addStretch();

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto *trust =
        buttons->addButton(changed ? tr("&Trust the new key") : tr("&Trust this key"), QDialogButtonBox::ActionRole);
    trust->setEnabled(!changed);
    trust->setAutoDefault(false);
    buttons->button(QDialogButtonBox::Cancel)->setDefault(true);
    column->addWidget(buttons);
    connect(asked, &QCheckBox::toggled, trust, &QWidget::setEnabled);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(trust, &QPushButton::clicked, this, [this] {
        Q_EMIT trusted();
        accept();
    });
}

} // namespace plausch::ui
