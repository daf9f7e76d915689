#include "realm/peerrealm.h"

#include "wire/casemap.h"

#include <algorithm>
#include <utility>

namespace plausch::realm {
namespace {

Answer refusal(session::EndKind why, const QString &text)
{
    return {Answer::Verdict::Refuse, {}, why, text};
}

} // namespace

PeerRealm::PeerRealm(QByteArray hostNick, HostPolicy policy) : m_hostNick(std::move(hostNick)), m_policy(policy) { }

void PeerRealm::setHostNick(const QByteArray &nick)
{
    m_hostNick = nick;
}

void PeerRealm::setPolicy(HostPolicy policy)
{
    m_policy = policy;
}

Answer PeerRealm::onKnock(const Caller &caller, Standing standing)
{
    using session::EndKind;
    if (standing == Standing::Blocked)
        return refusal(EndKind::Blocked, {});
    if (!caller.encrypted && !caller.loopback && !m_policy.unencryptedVisitors)
        return refusal(EndKind::NotAdmitted, QStringLiteral("unencrypted visitors are not admitted"));
    // Without a proven identity nobody is known, whatever was said about a name.
    const bool stranger = standing != Standing::Known || caller.fingerprint.isEmpty();
    if (m_policy.visibility == Visibility::Nobody || (stranger && m_policy.visibility == Visibility::Known))
        return refusal(EndKind::NotAdmitted, QStringLiteral("nobody new is admitted at the moment"));
    const auto strangers =
        std::count_if(m_guests.cbegin(), m_guests.cend(), [](const Guest &guest) { return guest.stranger; });
    if (stranger && strangers >= MaxStrangers)
        return refusal(EndKind::NotAdmitted, QStringLiteral("too many strangers are waiting"));
    if (m_guests.size() >= MaxGuests)
        return refusal(EndKind::NotAdmitted, QStringLiteral("too many guests are here"));

    Guest guest{caller, freeNick(caller.nick), stranger};
    const Answer answer{
        stranger ? Answer::Verdict::AdmitStranger : Answer::Verdict::Admit, guest.nick, EndKind::Quit, {}};
    m_guests.insert(caller.id, std::move(guest));
    return answer;
}

bool PeerRealm::onSaid(ConnectionId id, Waiting &waiting, const QByteArray &message, qsizetype bytes) const
{
    const auto guest = m_guests.constFind(id);
    if (guest == m_guests.cend() || !guest->stranger || waiting.ids.contains(message))
        return true;
    if (waiting.ids.size() >= MaxStrangerMessages || waiting.bytes + bytes > MaxStrangerBytes)
        return false;
    waiting.ids.append(message);
    waiting.bytes += bytes;
    return true;
}

void PeerRealm::promote(ConnectionId id)
{
    if (const auto guest = m_guests.find(id); guest != m_guests.end())
        guest->stranger = false;
}

void PeerRealm::onClosed(ConnectionId id)
{
    m_guests.remove(id);
}

int PeerRealm::guestCount() const
{
    return int(m_guests.size());
}

/// max, max~2, max~3 ... within the length a nick may have.
QByteArray PeerRealm::freeNick(const QByteArray &wanted) const
{
    const auto isTaken = [this](const QByteArray &nick) {
        return wire::sameName(nick, m_hostNick)
            || std::any_of(m_guests.cbegin(), m_guests.cend(),
                           [&nick](const Guest &guest) { return wire::sameName(guest.nick, nick); });
    };
    QByteArray nick = wanted;
    for (int number = 2; isTaken(nick); ++number) {
        const QByteArray suffix = '~' + QByteArray::number(number);
        qsizetype room = wire::MaxNickBytes - suffix.size();
        room = qMin(room, wanted.size());
        while (room > 0 && room < wanted.size() && (uchar(wanted[room]) & 0xC0) == 0x80)
            --room; // not inside a character
        nick = wanted.first(room) + suffix;
    }
    return nick;
}

} // namespace plausch::realm
