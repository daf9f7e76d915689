#include "session/typingpace.h"

#include <utility>

namespace plausch::session {
namespace {

constexpr qint64 ForgottenMsecs = 30'000;

} // namespace

bool TypingPace::take(const QByteArray &target, TypingState state, qint64 now, const QList<wire::Tag> &tags)
{
    const auto found = m_told.find(target);
    if (found == m_told.end()) {
        if (state != TypingState::Active || m_told.size() >= MaxTargets)
            return false;
        m_told.insert(target, {now, state, std::nullopt, tags});
        return true;
    }
    found->waiting.reset();
    found->tags = tags;
    const bool isNews = state == TypingState::Active || found->state == TypingState::Active
        || (state == TypingState::Done && found->state == TypingState::Paused);
    if (!isNews)
        return false;
    if (now - found->at < GapMsecs) {
        if (state != TypingState::Active)
            found->waiting = state;
        return false;
    }
    found->at = now;
    found->state = state;
    return true;
}

QList<TypingPace::Due> TypingPace::due(qint64 now)
{
    QList<Due> list;
    for (auto it = m_told.begin(); it != m_told.end();) {
        const bool isLate = now - it->at >= GapMsecs;
        if (isLate && it->waiting) {
            it->at = now;
            it->state = *std::exchange(it->waiting, std::nullopt);
            list.append({it.key(), it->state, it->tags});
        }
        // Of what nobody believes any more nothing need be known.
        const bool isOver = now - it->at >= (it->state == TypingState::Done ? GapMsecs : ForgottenMsecs);
        it = isOver ? m_told.erase(it) : std::next(it);
    }
    return list;
}

void TypingPace::said(const QByteArray &target)
{
    if (const auto found = m_told.find(target); found != m_told.end()) {
        found->state = TypingState::Done;
        found->waiting.reset();
    }
}

} // namespace plausch::session
