// Layer: chat. Thread: main. Owner: Switchboard, Networks. Who is typing where
// (https://ircv3.net/specs/client-tags/typing).
#pragma once

#include "session/signs.h"
#include "store/rows.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>
#include <QTimer>

#include <functional>

namespace plausch::chat {

/// Nobody types for ever: who is not heard of again leaves the list by himself.
class Typing
{
public:
    static constexpr qint64 ActiveMsecs = 6'000;
    static constexpr qint64 PausedMsecs = 30'000;
    static constexpr qsizetype MaxNames = 32; // in one conversation; more are not shown

    using Changed = std::function<void(const store::ChatId &, const QStringList &)>;
    explicit Typing(Changed changed);

    void seen(const store::ChatId &chat, const QString &name, session::TypingState state);
    void gone(const store::ChatId &chat, const QString &name); // he wrote, or left
    void forget(const store::ChatId &chat); // all of them
    QStringList names(const store::ChatId &chat) const; // in the order they began

private:
    struct Typist
    {
        QString name;
        qint64 until = 0; // monotonic
    };
    void expire();
    void arm();
    void tell(const store::ChatId &chat) { m_changed(chat, names(chat)); }

    Changed m_changed;
    QHash<store::ChatId, QList<Typist>> m_typists;
    QTimer m_timer; // single shot: when the next one is over
};

} // namespace plausch::chat
