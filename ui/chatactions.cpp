#include "chatactions.h"

#include "ui/dialogs/contactdialog.h"
#include "ui/dialogs/keydialog.h"
#include "ui/networkactions.h"
#include "ui/serverdialogs.h"
#include "ui/theme.h"

#include <QAction>
#include <QCheckBox>
#include <QInputDialog>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>

namespace plausch::ui {

using chat::ChatInfo;
using chat::ChatKind;
using chat::Presence;

ChatActions::ChatActions(chat::Switchboard &switchboard, ServerDialogs &dialogs, QWidget &window)
    : QObject(&window)
    , m_switchboard(switchboard)
    , m_window(window)
    , m_dialogs(dialogs)
    , m_network(new NetworkActions(switchboard, dialogs, window))
    , m_contact(add("Contact", QStringLiteral("buddy"), &ChatActions::contact))
    , m_compare(add("Compare", QStringLiteral("key"), &ChatActions::compare))
    , m_rename(add("Rename", QStringLiteral("edit"), &ChatActions::rename))
    , m_markRead(add("MarkRead", {}, &ChatActions::markRead))
    , m_tryNow(add("TryNow", QStringLiteral("retry"), &ChatActions::tryNow))
    , m_accept(add("Accept", QStringLiteral("buddy-add"), &ChatActions::accept))
    , m_ignore(add("Ignore", {}, &ChatActions::ignore))
    , m_popOut(add("PopOut", QStringLiteral("popout"), &ChatActions::emitPopOut))
    , m_block(add("Block", QStringLiteral("block"), &ChatActions::toggleBlock))
    , m_remove(add("Remove", QStringLiteral("delete"), &ChatActions::remove))
{
    m_network->setParent(this);
    m_markRead->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_M));
    m_contact->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_I));
    connect(&m_switchboard, &chat::Switchboard::chatChanged, this, [this](const store::ChatId &chat) {
        if (chat == m_chat)
            refresh();
    });
    retranslate();
}

QAction *ChatActions::add(const char *name, const QString &icon, void (ChatActions::*what)())
{
    auto *action = new QAction(this);
    action->setObjectName(QLatin1String(name));
    if (!icon.isEmpty())
        action->setIcon(themedIcon(icon));
    connect(action, &QAction::triggered, this, what);
    return action;
}

void ChatActions::setChat(const store::ChatId &chat)
{
    m_chat = chat;
    m_network->setChat(chat);
    refresh();
}

void ChatActions::fill(QMenu &menu) const
{
    menu.addActions({m_contact, m_compare, m_rename});
    m_network->fill(menu);
    menu.addSeparator();
    menu.addActions({m_accept, m_ignore, m_tryNow, m_markRead, m_popOut});
    m_network->fillNotifications(menu);
    menu.addSeparator();
    menu.addActions({m_block, m_remove});
}

const ChatInfo *ChatActions::info() const
{
    return m_chat.isEmpty() ? nullptr : m_switchboard.chat(m_chat);
}

void ChatActions::refresh()
{
    const ChatInfo *chat = info();
    const ChatInfo none;
    const ChatInfo &is = chat ? *chat : none;
    const bool onServer = !is.network.isEmpty();
    const bool person = chat && is.kind != ChatKind::Converter && !onServer;
    const bool blocked = is.presence == Presence::Blocked;
    for (QAction *action : {m_contact, m_rename, m_block})
        action->setVisible(!onServer);
    m_contact->setEnabled(person);
    m_rename->setEnabled(person);
    m_compare->setVisible(is.presence == Presence::KeyChanged);
    m_accept->setVisible(person && is.kind == ChatKind::Request);
    m_ignore->setVisible(person && is.kind == ChatKind::Request);
    m_tryNow->setVisible(!onServer && (is.presence == Presence::Unreachable || is.presence == Presence::Offline));
    m_tryNow->setEnabled(person);
    m_markRead->setEnabled(chat && is.unread > 0);
    m_network->refresh();
    m_popOut->setEnabled(chat);
    m_block->setEnabled(person);
    m_block->setText(blocked ? tr("Un&block") : tr("&Block"));
    m_remove->setEnabled(chat);
}

void ChatActions::retranslate()
{
    m_contact->setText(tr("&Contact and verification ..."));
    m_compare->setText(tr("Compare the changed &key ..."));
    m_rename->setText(tr("R&ename ..."));
    m_markRead->setText(tr("&Mark as read"));
    m_tryNow->setText(tr("&Try now"));
    m_accept->setText(tr("&Accept the request"));
    m_ignore->setText(tr("&Ignore the request"));
    m_popOut->setText(tr("Open in a &window of its own"));
    m_remove->setText(tr("&Remove ..."));
    m_network->retranslate();
    refresh();
}

void ChatActions::contact()
{
    const ChatInfo *is = info();
    if (is && is->kind != ChatKind::Converter && is->network.isEmpty())
        showContact(m_chat);
}

void ChatActions::showContact(const store::ChatId &chat)
{
    const ChatInfo *is = m_switchboard.chat(chat);
    if (!is)
        return;
    auto *dialog = new ContactDialog(*is, m_switchboard.identity().fingerprint, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ContactDialog::verified, this, [this, chat](bool on) { m_switchboard.setVerified(chat, on); });
    connect(dialog, &ContactDialog::renamed, this,
            [this, chat](const QString &alias) { m_switchboard.setAlias(chat, alias); });
    connect(dialog, &ContactDialog::notifyChosen, this,
            [this, chat](store::NotifyLevel level) { m_switchboard.setNotify(chat, level); });
    connect(dialog, &ContactDialog::blockWanted, this,
            [this, chat](bool on) { on ? m_switchboard.block(chat) : m_switchboard.unblock(chat); });
    connect(dialog, &ContactDialog::removeWanted, this, [this, chat] {
        setChat(chat);
        remove();
    });
    connect(&m_switchboard, &chat::Switchboard::chatChanged, dialog,
            [this, dialog, chat](const store::ChatId &changed) {
                const ChatInfo *now = changed == chat ? m_switchboard.chat(chat) : nullptr;
                if (now)
                    dialog->show(*now);
            });
    connect(&m_switchboard, &chat::Switchboard::chatRemoved, dialog, [dialog, chat](const store::ChatId &removed) {
        if (removed == chat)
            dialog->close();
    });
    dialog->open();
}

void ChatActions::compareKeys(const store::ChatId &chat)
{
    const ChatInfo *is = m_switchboard.chat(chat);
    if (!is || is->offeredFingerprint.isEmpty())
        return;
    auto *dialog = new KeyDialog(*is, m_switchboard.identity().fingerprint, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &KeyDialog::trusted, this, [this, chat] { m_switchboard.trustNewKey(chat); });
    connect(&m_switchboard, &chat::Switchboard::chatChanged, dialog,
            [this, dialog, chat](const store::ChatId &changed) {
                const ChatInfo *now = changed == chat ? m_switchboard.chat(chat) : nullptr;
                if (now && now->presence != Presence::KeyChanged) // solved elsewhere
                    dialog->close();
            });
    dialog->open();
}

void ChatActions::markRead()
{
    if (const ChatInfo *is = info())
        m_switchboard.markRead(m_chat, is->last.row);
}

void ChatActions::tryNow()
{
    m_switchboard.tryNow(m_chat);
}

void ChatActions::accept()
{
    m_switchboard.accept(m_chat);
}

void ChatActions::ignore()
{
    m_switchboard.ignore(m_chat);
}

void ChatActions::toggleBlock()
{
    if (const ChatInfo *is = info())
        is->presence == Presence::Blocked ? m_switchboard.unblock(m_chat) : m_switchboard.block(m_chat);
}

void ChatActions::rename()
{
    const ChatInfo *is = info();
    if (!is)
        return;
    auto *dialog = new QInputDialog(&m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Rename"));
    dialog->setLabelText(tr("Your name for %1. Empty: the name they chose.").arg(is->name));
    dialog->setTextValue(is->name);
    connect(dialog, &QInputDialog::textValueSelected, this,
            [this, chat = m_chat](const QString &alias) { m_switchboard.setAlias(chat, alias.simplified()); });
    dialog->open();
}

void ChatActions::remove()
{
    const ChatInfo *is = info();
    if (!is)
        return;
    if (is->kind == ChatKind::Server)
        return m_dialogs.remove(is->network);
    auto *box = new QMessageBox(QMessageBox::Question, tr("Remove"), tr("Remove %1 from the list?").arg(is->name),
                                QMessageBox::Cancel, &m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setDefaultButton(QMessageBox::Cancel);
    if (is->kind == ChatKind::Room)
        box->setInformativeText(tr("You leave the room."));
    else if (is->network.isEmpty())
        box->setInformativeText(tr("The key is forgotten too: a later contact starts as a new one."));
    auto *history = new QCheckBox(tr("Delete the messages as well"));
    box->setCheckBox(history);
    QPushButton *removal = box->addButton(tr("Remove"), QMessageBox::DestructiveRole);
    connect(removal, &QPushButton::clicked, this,
            [this, history, chat = m_chat] { m_switchboard.remove(chat, history->isChecked()); });
    box->open();
}

} // namespace plausch::ui
