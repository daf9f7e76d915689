// Layer: ui. Thread: main. Owner: ChatPage.
#pragma once

#include "chat/switchboard.h"
#include "ui/models/routetext.h"

#include <QWidget>

class QMenu;
class QToolButton;

namespace plausch::ui {

class AvatarButton;
class ElidedLabel;

/// Who one talks to, how the line stands, and by which way: name, presence, route, lock, verification; of a room its
/// topic and how many are there.
class ChatHeader : public QWidget
{
    Q_OBJECT
public:
    explicit ChatHeader(QWidget *parent = nullptr);

    void show(const chat::ChatInfo &chat, const QString &presence);
    void setBackVisible(bool visible);
    void setMembersShown(bool shown);
    void setMenu(QMenu *menu); // not owned
    QString presence() const;

Q_SIGNALS:
    void backWanted();
    void searchWanted();
    void contactWanted();
    void membersWanted(bool shown);
    void routeChosen(const QString &choice); // of Switchboard::setRoute
    void addWanted(); // who is met on a server, as a buddy

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void refreshBadges();
    void refreshRoute();
    void refreshLock();
    void refreshMembers();
    void refreshColors();
    void retranslate();

    chat::ChatInfo m_chat;
    QList<RouteOffer> m_offers; // in the menu of the route
    QToolButton *m_back;
    AvatarButton *m_avatar;
    ElidedLabel *m_name;
    ElidedLabel *m_presence;
    QToolButton *m_add;
    QToolButton *m_route;
    QToolButton *m_lock;
    QToolButton *m_verified;
    QToolButton *m_members;
    QToolButton *m_search;
    QToolButton *m_more;
};

} // namespace plausch::ui
