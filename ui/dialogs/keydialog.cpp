#include "keydialog.h"

#include "ui/dialogs/fingerprint.h"

#include <QCheckBox>
#include <QDateTime>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace plausch::ui {
namespace {

QLabel *paragraph(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

QLabel *heading(const QString &text, QWidget *parent)
{
    QLabel *label = paragraph(text, parent);
    QFont bold = label->font();
    bold.setBold(true);
    label->setFont(bold);
    return label;
}

} // namespace

KeyDialog::KeyDialog(const chat::ChatInfo &chat, const QByteArray &ownFingerprint, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Key changed"));
    setMinimumWidth(480);
    const QDate since = QDateTime::fromMSecsSinceEpoch(chat.pinnedAt).date();
    auto *compared = new QCheckBox(tr("I have &compared the words with %1").arg(chat.name), this);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(8);
    column->addWidget(heading(tr("Somebody answers as %1, but with another key.").arg(chat.name), this));
    column->addWidget(paragraph(tr("That is normal after a new computer or a new installation. It is also what it "
                                   "looks like when a stranger pretends to be %1. Nothing was sent.")
                                    .arg(chat.name),
                                this));
    column->addSpacing(6);
    column->addWidget(heading(tr("Known since %1:").arg(QLocale().toString(since, QLocale::LongFormat)), this));
    column->addWidget(fingerprintLabel(chat.fingerprint, this));
    column->addWidget(
        heading(tr("Shown now, %1:").arg(QLocale().toString(QDate::currentDate(), QLocale::LongFormat)), this));
    column->addWidget(fingerprintLabel(chat.offeredFingerprint, this));
    column->addSpacing(6);
    column->addWidget(paragraph(
        tr("Call %1 and read these words to each other. %1 finds them in the contact's window for you.").arg(chat.name),
        this));
    column->addWidget(wordsLabel(chat::verificationWords(ownFingerprint, chat.offeredFingerprint), this));
    column->addWidget(compared);
    column->addStretch();

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto *trust = buttons->addButton(tr("&Trust the new key"), QDialogButtonBox::ActionRole);
    trust->setEnabled(false);
    trust->setAutoDefault(false);
    buttons->button(QDialogButtonBox::Cancel)->setDefault(true);
    column->addWidget(buttons);
    connect(compared, &QCheckBox::toggled, trust, &QWidget::setEnabled);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(trust, &QPushButton::clicked, this, [this] {
        Q_EMIT trusted();
        accept();
    });
}

} // namespace plausch::ui
