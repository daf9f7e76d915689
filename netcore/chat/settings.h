// Layer: chat. A value; loaded once in app, saved at once when changed.
#pragma once

#include "realm/peerrealm.h"

#include <QString>

namespace plausch::chat {

enum class Theme { System, Light, Dark };
enum class Language { System, German, English };

struct Settings
{
    static constexpr quint16 DefaultPort = 50001;

    QString name; // empty: first start
    quint16 port = DefaultPort; // wanted; a taken one is replaced by a free one and shown
    realm::HostPolicy policy; // visibility, unencrypted visitors
    bool away = false;
    QString awayText;
    bool readReceipts = true;
    bool typingNotices = true; // the others are told that one types
    bool notifications = true;
    bool notificationText = true; // off: "New message" only
    bool enterSends = true; // off: Ctrl+Enter sends
    bool closeToTray = true;
    bool trayExplained = false;
    Theme theme = Theme::System;
    Language language = Language::System;
    bool operator==(const Settings &) const = default;
};

/// <profileDir>/plausch.ini. Values that make no sense are replaced by the default and named in `complaints`.
Settings loadSettings(const QString &profileDir, QStringList *complaints = nullptr);
/// Empty, or why it could not be written.
QString saveSettings(const QString &profileDir, const Settings &settings);

} // namespace plausch::chat
