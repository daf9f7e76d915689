// Layer: ui. Thread: main. Owner: MainWindow.
#pragma once

#include "chat/settings.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QGroupBox;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace plausch::ui {

/// All settings on one page, to be searched by a word. Whatever is changed applies at once; there is nothing to
/// confirm.
class SettingsDialog : public QDialog
{
    Q_OBJECT
public:
    explicit SettingsDialog(const chat::Settings &settings, QWidget *parent = nullptr);
    ~SettingsDialog() override;

    void show(const chat::Settings &settings); // changed elsewhere
    void setListenPort(quint16 port); // 0: not listening

Q_SIGNALS:
    void changed(const plausch::chat::Settings &settings);

protected:
    void changeEvent(QEvent *event) override;

private:
    QFormLayout *addGroup(QGroupBox *box);
    void filter(const QString &words);
    int filterGroup(QGroupBox *box, const QString &words); // how many rows are left
    void fitScreen();
    void makePerson();
    void makeNetwork();
    void makeNotifications();
    void makeWindow();
    QCheckBox *makeCheck(QFormLayout *form, bool chat::Settings::*field);
    QComboBox *makeChoice(QFormLayout *form, QLabel *label, int count);
    void apply(const chat::Settings &settings);
    void retranslate();

    chat::Settings m_settings;
    quint16 m_listenPort = 0;
    bool m_showing = false;
    QLineEdit *m_search;
    QLabel *m_nothing; // instead of the settings when none is found
    QWidget *m_content;
    QGroupBox *m_person;
    QGroupBox *m_network;
    QGroupBox *m_notificationBox;
    QGroupBox *m_window;
    QLabel *m_nameLabel;
    QLabel *m_visibilityLabel;
    QLabel *m_portLabel;
    QLabel *m_portNote;
    QLabel *m_visitorsNote;
    QLabel *m_themeLabel;
    QLabel *m_languageLabel;
    QLineEdit *m_name;
    QLabel *m_awayLabel;
    QLineEdit *m_awayText;
    QComboBox *m_visibility;
    QCheckBox *m_visitors;
    QSpinBox *m_port;
    QCheckBox *m_receipts;
    QCheckBox *m_typing;
    QCheckBox *m_notifications;
    QCheckBox *m_notificationText;
    QCheckBox *m_enterSends;
    QCheckBox *m_closeToTray;
    QComboBox *m_theme;
    QComboBox *m_language;
};

} // namespace plausch::ui
