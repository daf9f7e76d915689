// Layer: session. A value. Owner: a session. https://ircv3.net/specs/client-tags/typing#format
#pragma once

#include "session/signs.h"

#include <QByteArray>
#include <QHash>
#include <QList>

#include <optional>

namespace plausch::session {

/// When the other end is told that one types: not within three seconds of the last time, and that it is over only where
/// it was told that it began. An end that comes too soon waits; a beginning does not, there will be another key.
class TypingPace
{
public:
    struct Due
    {
        QByteArray target;
        TypingState state;
        QList<wire::Tag> tags; // as last given to take()
    };
    static constexpr qint64 GapMsecs = 3'000;
    static constexpr qsizetype MaxTargets = 64; // over that the others are not told

    /// True: now.
    bool take(const QByteArray &target, TypingState state, qint64 now, const QList<wire::Tag> &tags = {});
    /// What has waited long enough.
    QList<Due> due(qint64 now);
    /// A message ends it without a word.
    void said(const QByteArray &target);

private:
    struct Told
    {
        qint64 at = 0;
        TypingState state = TypingState::Done;
        std::optional<TypingState> waiting;
        QList<wire::Tag> tags;
    };
    QHash<QByteArray, Told> m_told;
};

} // namespace plausch::session
