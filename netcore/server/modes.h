// Layer: server. Thread: the realm's. Modes of channels (https://modern.ircdocs.horse/#channel-modes).
#pragma once

#include "server/channel.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace plausch::server {

class Call;
class World;
struct User;

inline constexpr int MaxVariableModes = 12; // of one MODE, as MODES says
inline constexpr qsizetype MaxKeyBytes = 23;

/// The letters of modes without parameters, "nt".
QByteArray lettersOf(ChannelModes modes);
std::optional<ChannelMode> channelModeOf(char letter);

/// What one MODE changed, to be told in as few lines as it fits in.
class ModeChanges
{
public:
    void add(bool on, char letter, QByteArray param = {}) { m_changes.push_back({on, letter, std::move(param)}); }
    bool isEmpty() const { return m_changes.empty(); }
    /// To everybody in the channel, and to who asks if he is not in it.
    void tell(Call &call, Channel &channel) const;

private:
    struct Change
    {
        bool on;
        char letter;
        QByteArray param;
    };
    std::vector<Change> m_changes;
};

/// The lists b, e and I.
struct MaskList
{
    char letter;
    std::vector<MaskEntry> Channel::*entries;
};
/// nullptr: it is none.
const MaskList *maskListOf(char letter);
void sendMaskList(Call &call, const Channel &channel, const MaskList &list);
/// Adds or removes what `typed` means; answers with 478 or 696 if it cannot be.
void changeMaskList(Call &call, Channel &channel, const MaskList &list, bool on, QByteArrayView typed,
                    ModeChanges &changes);

} // namespace plausch::server
