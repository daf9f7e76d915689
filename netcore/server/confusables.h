// Layer: server. Thread: the realm's. Owner: World.
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QMultiHash>

namespace plausch::server {

// Nicks and channel names may be written in any script. So that nobody can pass for somebody else, two rules of
// https://www.unicode.org/reports/tr39/ hold, by ICU's uspoof:
//
// 1. A name whose scripts do not belong together is refused: "moderately restrictive" (section 5.2), that is one
//    script, or Latin and one other that is neither Cyrillic nor Greek nor Cherokee, or what Japanese, Korean and
//    Chinese mix. Digits, signs and emoji belong to all.
// 2. Two names whose skeletons are equal (section 4) are not there together: who comes second is refused. Skeletons are
//    made of what is visible, with case and compatibility forms (full width) folded as Unicode does it. So "ÄNNE" and
//    "änne" are one name here, though CASEMAPPING is ascii.
//
// Two names in plain ASCII are never mistaken for one another by these rules ("guest1", "guestl"): IRC always knew
// them apart. Such names cost nothing as long as no other was ever wanted.

/// Rule 1.
bool isMixedScript(QByteArrayView name);

/// Rule 2, for the names that are there.
class Lookalikes
{
public:
    /// Off until the first name beyond ASCII; switched on, it is to be given all that are there.
    bool isOn() const { return m_on; }
    void switchOn() { m_on = true; }
    static bool concerns(QByteArrayView name); // it is not plain ASCII

    /// Folded names. Nothing happens while it is off.
    void add(const QByteArray &folded);
    void remove(const QByteArray &folded);
    /// The folded name of another one that looks the same, other than `except`; empty: there is none.
    QByteArray twinOf(const QByteArray &folded, const QByteArray &except) const;

private:
    bool m_on = false;
    QMultiHash<QByteArray, QByteArray> m_names; // by skeleton
};

} // namespace plausch::server
