#include "contactdialog.h"

#include "ui/dialogs/fingerprint.h"
#include "ui/models/presencetext.h"

#include <QCheckBox>
#include <QDateTime>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace plausch::ui {

ContactDialog::ContactDialog(const chat::ChatInfo &chat, const QByteArray &ownFingerprint, QWidget *parent)
    : QDialog(parent)
    , m_chat(chat)
    , m_alias(new QLineEdit(chat.name, this))
    , m_presence(new QLabel(this))
    , m_address(new QLabel(this))
    , m_notify(new QCheckBox(tr("Show n&otifications"), this))
    , m_block(new QPushButton(this))
{
    setWindowTitle(tr("Contact"));
    setMinimumWidth(440);
    m_alias->setAccessibleName(tr("Name"));
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *form = new QFormLayout;
    form->addRow(tr("&Name:"), m_alias);
    form->addRow(tr("Presence:"), m_presence);
    form->addRow(tr("Last address:"), m_address);
    form->addRow(QString(), m_notify);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(12);
    column->addLayout(form);
    column->addWidget(chat.fingerprint.isEmpty() ? makeUnprovenPart() : makeIdentityPart(ownFingerprint));
    column->addStretch();
    makeButtons();
    connect(m_alias, &QLineEdit::editingFinished, this, [this] {
        const QString alias = m_alias->text().simplified();
        if (alias != m_chat.name)
            Q_EMIT renamed(alias);
    });
    connect(m_notify, &QCheckBox::toggled, this,
            [this](bool on) { Q_EMIT notifyChosen(on ? store::NotifyLevel::All : store::NotifyLevel::None); });
    show(chat);
}

/// Hiding ends the editing of a field, and that still needs the whole dialog.
ContactDialog::~ContactDialog()
{
    hide();
}

QWidget *ContactDialog::makeIdentityPart(const QByteArray &ownFingerprint)
{
    auto *box = new QGroupBox(tr("Is it really %1?").arg(m_chat.name), this);
    auto *explanation = new QLabel(
        tr("Read these words to each other, by phone or face to face. If both of you see the same ones, nobody sits "
           "between you."),
        box);
    explanation->setWordWrap(true);
    m_verified = new QCheckBox(tr("The words were compared: mark as &verified"), box);
    auto *since = new QLabel(
        tr("Key of %1, known since %2:")
            .arg(m_chat.name,
                 QLocale().toString(QDateTime::fromMSecsSinceEpoch(m_chat.pinnedAt).date(), QLocale::LongFormat)),
        box);
    since->setWordWrap(true);
    auto *column = new QVBoxLayout(box);
    column->addWidget(explanation);
    column->addWidget(wordsLabel(chat::verificationWords(ownFingerprint, m_chat.fingerprint), box));
    column->addWidget(m_verified);
    column->addSpacing(6);
    column->addWidget(since);
    column->addWidget(fingerprintLabel(m_chat.fingerprint, box));
    column->addWidget(new QLabel(tr("Your own key:"), box));
    column->addWidget(fingerprintLabel(ownFingerprint, box));
    connect(m_verified, &QCheckBox::toggled, this, &ContactDialog::verified);
    return box;
}

QWidget *ContactDialog::makeUnprovenPart()
{
    auto *text = new QLabel(tr("%1 uses a program without a key. Whoever comes with this name looks the same; nothing "
                               "can be verified.")
                                .arg(m_chat.name),
                            this);
    text->setWordWrap(true);
    return text;
}

void ContactDialog::makeButtons()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *removal = new QPushButton(tr("&Remove ..."), this);
    for (QPushButton *button : {m_block, removal})
        button->setAutoDefault(false); // Enter in the name's field must not be a decision
    buttons->addButton(m_block, QDialogButtonBox::ActionRole);
    buttons->addButton(removal, QDialogButtonBox::DestructiveRole);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    layout()->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(removal, &QPushButton::clicked, this, &ContactDialog::removeWanted);
    connect(m_block, &QPushButton::clicked, this,
            [this] { Q_EMIT blockWanted(m_chat.presence != chat::Presence::Blocked); });
}

void ContactDialog::show(const chat::ChatInfo &chat)
{
    if (!m_alias->hasFocus())
        m_alias->setText(chat.name);
    m_chat = chat;
    m_presence->setText(presenceText(chat, QDateTime::currentMSecsSinceEpoch()));
    m_address->setText(chat.address.isEmpty() ? tr("none yet", "last address") : chat.address);
    const QSignalBlocker quietNotify(m_notify);
    m_notify->setChecked(chat.notify == store::NotifyLevel::All);
    m_block->setText(chat.presence == chat::Presence::Blocked ? tr("Un&block") : tr("&Block"));
    if (!m_verified)
        return;
    const QSignalBlocker quietVerified(m_verified);
    m_verified->setChecked(chat.verified);
}

} // namespace plausch::ui
