// Layer: ui. Thread: main. Owner: itself, closed with its window.
#pragma once

#include <QDialog>
#include <QUrl>

namespace plausch::ui {

/// Only these are ever opened: http, https, irc, ircs, mailto.
bool isOpenable(const QUrl &url);
/// Where a link really leads: the host with its international letters shown, and as it goes over the wire if that
/// differs; the recipient for mailto.
QString realHost(const QUrl &url);

/// Asks before a link is opened and shows where it leads.
class LinkDialog : public QDialog
{
    Q_OBJECT
public:
    explicit LinkDialog(const QUrl &url, QWidget *parent = nullptr);

Q_SIGNALS:
    void openWanted(const QUrl &url);
};

} // namespace plausch::ui
