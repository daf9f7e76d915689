// Layer: ui. Thread: main. Owner: itself, closed with its window.
#pragma once

#include "chat/networks.h"

#include <QDialog>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTreeWidget;

namespace plausch::ui {

class RulesPane;

/// A room's topic, its modes and who is banned. Who may change them, the server decides.
class RoomDialog : public QDialog
{
    Q_OBJECT
public:
    RoomDialog(const chat::ChatInfo &room, int topicLength, QWidget *parent = nullptr);

    void setRules(const chat::ChatInfo &room); // as they are now
    void setBans(const QList<chat::MaskEntry> &bans);
    void setFailed(const QString &why); // the server's answer to what was asked here

Q_SIGNALS:
    void topicGiven(const QString &topic);
    void modesGiven(const QString &modes, const QStringList &arguments);
    void banWanted(const QString &nickOrMask);
    void unbanWanted(const QString &mask);

private:
    QWidget *makeTopic(const QString &topic, int topicLength);
    QWidget *makeBans();

    QPlainTextEdit *m_topic;
    RulesPane *m_rules;
    QTreeWidget *m_bans;
    QPushButton *m_unban;
    QLabel *m_failure;
};

} // namespace plausch::ui
