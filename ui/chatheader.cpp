#include "chatheader.h"

#include "ui/avatar.h"
#include "ui/elidedlabel.h"
#include "ui/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace plausch::ui {
namespace {

constexpr int AvatarSize = 46;
constexpr int RoomForRoute = 420; // below it the name needs the place; the presence says "direct" as well

QToolButton *headerButton(QWidget *parent, const QString &icon)
{
    auto *button = new QToolButton(parent);
    button->setAutoRaise(true);
    button->setIconSize({20, 20});
    button->setMinimumSize(32, 32);
    if (!icon.isEmpty())
        button->setIcon(themedIcon(icon));
    return button;
}

} // namespace

/// The picture of the other one; a click shows the contact.
class AvatarButton : public QAbstractButton
{
public:
    explicit AvatarButton(QWidget *parent) : QAbstractButton(parent) { setFixedSize(AvatarSize, AvatarSize); }

    void show(const chat::ChatInfo &chat)
    {
        m_chat = chat;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme theme = Theme::of(palette());
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (hasFocus()) {
            painter.setPen(QPen(theme.accent, 2));
            painter.drawEllipse(QRectF(rect()).adjusted(1, 1, -1, -1));
        }
        const QRectF circle = QRectF(rect()).adjusted(3, 3, -3, -3);
        drawPicture(painter, circle, m_chat, theme, palette().color(QPalette::Window));
    }

private:
    chat::ChatInfo m_chat;
};

ChatHeader::ChatHeader(QWidget *parent)
    : QWidget(parent)
    , m_back(headerButton(this, QStringLiteral("back")))
    , m_avatar(new AvatarButton(this))
    , m_name(new ElidedLabel(this))
    , m_presence(new ElidedLabel(this))
    , m_add(headerButton(this, QStringLiteral("buddy-add")))
    , m_route(headerButton(this, {}))
    , m_lock(headerButton(this, {}))
    , m_verified(headerButton(this, {}))
    , m_members(headerButton(this, QStringLiteral("members")))
    , m_search(headerButton(this, QStringLiteral("search")))
    , m_more(headerButton(this, QStringLiteral("more")))
{
    m_back->hide();
    m_members->setObjectName(QStringLiteral("members"));
    m_members->setCheckable(true);
    m_members->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_members->hide();
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setStyleSheet(QStringLiteral("QToolButton::menu-indicator { image: none; }"));
    QFont bold = m_name->font();
    bold.setBold(true);
    bold.setPointSizeF(bold.pointSizeF() * 1.1);
    m_name->setFont(bold);
    m_presence->setObjectName(QStringLiteral("presence"));

    auto *words = new QVBoxLayout;
    words->setSpacing(1);
    words->addWidget(m_name);
    words->addWidget(m_presence);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 8, 10, 8);
    row->setSpacing(6);
    row->addWidget(m_back);
    row->addWidget(m_avatar);
    row->addLayout(words, 1);
    for (QWidget *widget : QList<QWidget *>{m_add, m_route, m_verified, m_lock, m_members, m_search, m_more})
        row->addWidget(widget);

    m_add->setObjectName(QStringLiteral("add"));
    m_add->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_add->hide();
    m_route->setObjectName(QStringLiteral("route"));
    m_route->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_route->setPopupMode(QToolButton::InstantPopup);
    m_route->hide();
    connect(m_add, &QToolButton::clicked, this, &ChatHeader::addWanted);
    connect(m_back, &QToolButton::clicked, this, &ChatHeader::backWanted);
    connect(m_search, &QToolButton::clicked, this, &ChatHeader::searchWanted);
    connect(m_members, &QToolButton::clicked, this, &ChatHeader::membersWanted);
    for (QAbstractButton *button : QList<QAbstractButton *>{m_avatar, m_lock, m_verified, m_route})
        connect(button, &QAbstractButton::clicked, this, &ChatHeader::contactWanted);
    retranslate();
}

void ChatHeader::show(const chat::ChatInfo &chat, const QString &presence)
{
    m_chat = chat;
    m_name->setText(chat.name);
    m_presence->setText(presence);
    m_presence->setToolTip(chat.kind == chat::ChatKind::Room ? chat.topic.toHtmlEscaped() : chat.detail);
    m_avatar->show(chat);
    refreshBadges();
    refreshMembers();
}

void ChatHeader::setMembersShown(bool shown)
{
    m_members->setChecked(shown);
}

void ChatHeader::refreshMembers()
{
    m_members->setVisible(m_chat.kind == chat::ChatKind::Room && m_chat.joined);
    m_members->setText(locale().toString(m_chat.members));
    const QString text = tr("Members: %n", nullptr, m_chat.members);
    m_members->setToolTip(text);
    m_members->setAccessibleName(text);
}

QString ChatHeader::presence() const
{
    return m_presence->text();
}

void ChatHeader::setBackVisible(bool visible)
{
    m_back->setVisible(visible);
}

void ChatHeader::setMenu(QMenu *menu)
{
    m_more->setMenu(menu);
}

void ChatHeader::refreshBadges()
{
    refreshRoute();
    refreshLock();
    const bool person = m_chat.kind != chat::ChatKind::Converter && m_chat.network.isEmpty();
    m_verified->setVisible(person);
    m_verified->setIcon(themedIcon(m_chat.verified ? QStringLiteral("verified") : QStringLiteral("unverified")));
    const QString proof = m_chat.fingerprint.isEmpty() ? tr("Unproven: there is no key to compare")
        : m_chat.verified                              ? tr("Verified: the words were compared")
                                                       : tr("Not verified yet: compare the words");
    m_verified->setToolTip(proof);
    m_verified->setAccessibleName(proof);
    m_avatar->setFocusPolicy(person ? Qt::TabFocus : Qt::NoFocus);
    const bool stranger = m_chat.kind == chat::ChatKind::Person && m_chat.joined && m_chat.buddy.isEmpty();
    m_add->setVisible(stranger);
    m_add->setEnabled(!m_chat.introducing);
    m_add->setText(m_chat.introducing ? tr("Asked", "to become a buddy") : tr("Add as buddy"));
    m_add->setToolButtonStyle(width() >= RoomForRoute ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
    m_add->setAccessibleName(m_add->text());
    m_add->setToolTip(
        m_chat.introducing
            ? tr("%1 was asked and has not answered yet").arg(m_chat.name)
            : tr("Tells %1 your identity and where to reach you, and asks for the same").arg(m_chat.name));
}

/// Which way messages go, and a choice where there are several.
void ChatHeader::refreshRoute()
{
    const bool person =
        m_chat.kind != chat::ChatKind::Converter && m_chat.kind != chat::ChatKind::Request && m_chat.network.isEmpty();
    const chat::Route direct{{}, {}, {}, true}; // of those who are no buddies, and have no other
    const chat::Route *route = person && m_chat.direct && m_chat.routes.isEmpty() ? &direct : routeInUse(m_chat);
    const QList<RouteOffer> offers = routeOffers(m_chat);
    m_route->setVisible(person && (route || !offers.isEmpty()) && width() >= RoomForRoute);
    m_route->setText(route ? routeText(*route) : tr("No route", "messages wait"));
    QString tip = route && route->network.isEmpty() ? m_chat.address : QString();
    if (!tip.isEmpty() && !m_chat.threadName.isEmpty())
        tip = tr("%1, thread \"%2\"", "address, thread name").arg(tip, m_chat.threadName);
    else if (goesOverServer(m_chat))
        tip = tr("%1 carries the messages and can read them").arg(route->networkName);
    m_route->setToolTip(tip);
    m_route->setAccessibleName(tr("Route: %1").arg(m_route->text()));
    if (offers == m_offers)
        return;
    m_offers = offers;
    if (QMenu *old = m_route->menu())
        old->deleteLater(); // it may be the one that asked
    m_route->setMenu(nullptr);
    if (offers.isEmpty())
        return;
    auto *menu = new QMenu(m_route);
    for (const RouteOffer &offer : offers) {
        QAction *action = menu->addAction(offer.text);
        action->setCheckable(true);
        action->setChecked(offer.chosen);
        connect(action, &QAction::triggered, this, [this, choice = offer.choice] { Q_EMIT routeChosen(choice); });
    }
    m_route->setMenu(menu);
}

/// A lock is promised for the direct link only: a server on the way can read along.
void ChatHeader::refreshLock()
{
    const bool person = m_chat.kind != chat::ChatKind::Converter && m_chat.network.isEmpty();
    const bool onServer = !m_chat.network.isEmpty();
    const bool carried = goesOverServer(m_chat);
    const bool sealed = m_chat.encrypted && !carried;
    m_lock->setVisible(carried || (m_chat.direct && person) || (onServer && m_chat.joined));
    m_lock->setIcon(themedIcon(sealed ? QStringLiteral("lock") : QStringLiteral("unlock")));
    QString lock = sealed ? tr("Encrypted") : tr("Not encrypted");
    if (onServer)
        lock = sealed ? tr("Encrypted up to the server") : tr("Not encrypted on the way to the server");
    else if (carried)
        lock = tr("Via %1, which can read along").arg(routeInUse(m_chat)->networkName);
    m_lock->setToolTip(lock);
    m_lock->setAccessibleName(lock);
}

void ChatHeader::refreshColors()
{
    const Theme theme = Theme::of(palette());
    QPalette muted = m_presence->palette();
    muted.setColor(QPalette::WindowText, theme.muted);
    m_presence->setPalette(muted);
    QPalette accent = m_route->palette();
    accent.setColor(QPalette::ButtonText, readable(theme.accent, palette().color(QPalette::Window)));
    m_route->setPalette(accent);
}

void ChatHeader::retranslate()
{
    const auto name = [](QAbstractButton *button, const QString &text) {
        button->setToolTip(text);
        button->setAccessibleName(text);
    };
    name(m_back, tr("Back to the list"));
    name(m_search, tr("Find in this chat"));
    name(m_more, tr("More"));
    name(m_avatar, tr("Contact"));
    refreshMembers();
    refreshBadges();
    refreshColors();
}

void ChatHeader::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    refreshBadges();
}

void ChatHeader::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        refreshColors();
}

} // namespace plausch::ui
