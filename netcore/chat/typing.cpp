#include "chat/typing.h"

#include <QDeadlineTimer>

#include <algorithm>
#include <limits>

namespace plausch::chat {
namespace {

qint64 now()
{
    return QDeadlineTimer::current(Qt::CoarseTimer).deadline();
}

} // namespace

Typing::Typing(Changed changed) : m_changed(std::move(changed))
{
    m_timer.setSingleShot(true);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { expire(); });
}

void Typing::seen(const store::ChatId &chat, const QString &name, session::TypingState state)
{
    if (state == session::TypingState::Done)
        return gone(chat, name);
    const qint64 until = now() + (state == session::TypingState::Active ? ActiveMsecs : PausedMsecs);
    QList<Typist> &typists = m_typists[chat];
    const auto known =
        std::find_if(typists.begin(), typists.end(), [&](const Typist &one) { return one.name == name; });
    if (known != typists.end()) {
        known->until = until;
    } else if (typists.size() < MaxNames) {
        typists.append({name, until});
        tell(chat);
    }
    arm();
}

void Typing::gone(const store::ChatId &chat, const QString &name)
{
    const auto typists = m_typists.find(chat);
    if (typists == m_typists.end() || typists->removeIf([&](const Typist &one) { return one.name == name; }) == 0)
        return;
    if (typists->isEmpty())
        m_typists.erase(typists);
    tell(chat);
    arm();
}

void Typing::forget(const store::ChatId &chat)
{
    if (m_typists.remove(chat) == 0)
        return;
    tell(chat);
    arm();
}

QStringList Typing::names(const store::ChatId &chat) const
{
    QStringList names;
    for (const Typist &one : m_typists.value(chat))
        names.append(one.name);
    return names;
}

void Typing::expire()
{
    const qint64 time = now();
    QList<store::ChatId> changed;
    for (auto it = m_typists.begin(); it != m_typists.end();) {
        if (it->removeIf([time](const Typist &one) { return one.until <= time; }) > 0)
            changed.append(it.key());
        it = it->isEmpty() ? m_typists.erase(it) : std::next(it);
    }
    arm();
    for (const store::ChatId &chat : std::as_const(changed))
        tell(chat);
}

void Typing::arm()
{
    qint64 next = std::numeric_limits<qint64>::max();
    for (const QList<Typist> &typists : std::as_const(m_typists)) {
        for (const Typist &one : typists)
            next = qMin(next, one.until);
    }
    if (m_typists.isEmpty())
        m_timer.stop();
    else
        m_timer.start(int(qMax<qint64>(next - now(), 1)));
}

} // namespace plausch::chat
