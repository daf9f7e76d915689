// tests/bench, pure values. The text of a measured message: 100 bytes that say who sent it and as his how manieth.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace plausch::bench {

inline constexpr std::size_t PayloadBytes = 100;

struct Mark
{
    std::uint32_t sender = 0;
    std::uint32_t sequence = 0; // from 0, without gaps

    bool operator==(const Mark &) const = default;
};

std::array<char, PayloadBytes> payload(Mark mark);

/// Of a line without its end, whose last parameter is a whole payload; else nothing, also when a single byte differs.
std::optional<Mark> markOf(std::string_view line);

} // namespace plausch::bench
