// tests/bench, pure values. Who was to hear what, and what was heard: of every sender every listener has to hear every
// message, once, in the order they were sent. Also the windows: a message is outstanding until its last listener has
// it.
#pragma once

#include "serverload/payload.h"

#include <cstdint>
#include <unordered_set>
#include <vector>

namespace plausch::bench {

/// Senders are clients, too: sender n is client n.
struct Cast
{
    std::uint32_t clients = 0;
    std::uint32_t senders = 0;
    bool room = false; // everybody hears every sender but himself; else each client has one partner

    bool hears(std::uint32_t client, std::uint32_t sender) const
    {
        return client < clients && sender < senders && (room ? client != sender : client == partnerOf(sender));
    }
    /// Clients 0 and 1, 2 and 3 and so on are pairs.
    static std::uint32_t partnerOf(std::uint32_t client) { return client ^ 1; }
    std::uint32_t audience() const { return room ? clients - 1 : 1; }
};

struct Faults
{
    std::uint64_t lost = 0;
    std::uint64_t doubled = 0;
    std::uint64_t disordered = 0; // came after a later one of the same sender
    std::uint64_t strayed = 0; // came to somebody who was not to hear it, or was never sent
    std::uint64_t garbled = 0; // a message with another text than any that was sent

    bool operator==(const Faults &) const = default;
};

class Ledger
{
public:
    /// With a window of 0 nothing is kept of what is outstanding, and maySend() is always true.
    Ledger(const Cast &cast, std::uint32_t window);

    /// Whether less than a window of the sender's messages is still to arrive somewhere.
    bool maySend(std::uint32_t sender) const;
    Mark send(std::uint32_t sender);
    /// Whether it was a delivery that was owed.
    bool receive(std::uint32_t client, Mark mark);
    void receiveGarbled() { ++m_faults.garbled; }

    std::uint64_t deliveries() const { return m_deliveries; } // each owed one once
    std::uint64_t owed() const { return m_owed - m_deliveries; }
    /// What is still owed counts as lost.
    Faults faults() const;

private:
    bool isOverdue(std::uint32_t client, Mark mark);

    Cast m_cast;
    std::uint32_t m_window;
    std::vector<std::uint32_t> m_sent; // by sender
    std::vector<std::uint32_t> m_missing; // listeners a message has yet to reach, by sender and sequence % window
    std::vector<std::uint32_t> m_next; // sequence that has to come next, by client and sender
    std::unordered_set<std::uint64_t> m_skipped; // left out at one client; they may still come
    std::uint64_t m_owed = 0;
    std::uint64_t m_deliveries = 0;
    Faults m_faults;
};

} // namespace plausch::bench
