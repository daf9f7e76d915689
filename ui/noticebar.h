// Layer: ui. Thread: main. Owner: MainWindow.
#pragma once

#include "chat/switchboard.h"
#include "ui/infobar.h"

#include <QMap>

#include <optional>

namespace plausch::ui {

enum class NoticeChoice { OpenFolder, AddByAddress, JoinRoom };

/// What is to be said about the program as a whole; nullopt: `notice` is good news and only ends another one.
std::optional<BarContent> noticeContent(chat::Switchboard::Notice notice, const QString &detail, quint16 listenPort);

/// Notices of the whole program, the gravest on top; one goes when it is solved or closed.
class NoticeBar : public InfoBar
{
    Q_OBJECT
public:
    explicit NoticeBar(QWidget *parent = nullptr);

    void notice(chat::Switchboard::Notice notice, const QString &detail, quint16 listenPort);
    /// A sentence of its own: it replaces the last one of this kind.
    void say(const QString &text);
    /// Somebody asks us into a room; NoticeChoice::JoinRoom goes there. The last one stands.
    void invite(const QString &text);
    void endInvitation();

private:
    static constexpr int Said = 100; // place of say() among the notices
    static constexpr int Invitation = 101;
    void put(int place, const BarContent &content);
    void drop(int place);
    void showTop();

    QMap<int, BarContent> m_open;
};

} // namespace plausch::ui
