#include "serverload/payload.h"

#include <algorithm>
#include <cstring>

namespace plausch::bench {
namespace {

// Both numbers have ten digits, room for every uint32_t.
constexpr std::string_view Template =
    "load 0000000000 0000000000 The room is full of people, and every one of them wants to hear each word";
constexpr std::size_t HeadBytes = 5;
constexpr std::size_t Digits = 10;
constexpr std::size_t SequenceAt = HeadBytes + Digits + 1;
constexpr std::size_t TailAt = SequenceAt + Digits;
static_assert(Template.size() == PayloadBytes);

void writeNumber(char *at, std::uint32_t number)
{
    for (std::size_t i = Digits; i-- > 0; number /= 10)
        at[i] = static_cast<char>('0' + number % 10);
}

std::optional<std::uint32_t> readNumber(const char *at)
{
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < Digits; ++i) {
        const unsigned digit = static_cast<unsigned char>(at[i]) - unsigned('0');
        if (digit > 9)
            return std::nullopt;
        number = number * 10 + digit;
    }
    if (number > UINT32_MAX)
        return std::nullopt;
    return static_cast<std::uint32_t>(number);
}

bool isAsInTemplate(const char *text, std::size_t from, std::size_t to)
{
    return std::memcmp(text + from, Template.data() + from, to - from) == 0;
}

} // namespace

std::array<char, PayloadBytes> payload(Mark mark)
{
    std::array<char, PayloadBytes> text{};
    std::copy(Template.begin(), Template.end(), text.begin());
    writeNumber(text.data() + HeadBytes, mark.sender);
    writeNumber(text.data() + SequenceAt, mark.sequence);
    return text;
}

std::optional<Mark> markOf(std::string_view line)
{
    // A payload has spaces, so that it can only be a trailing parameter: https://modern.ircdocs.horse/#parameters
    if (line.size() < PayloadBytes + 1 || line[line.size() - PayloadBytes - 1] != ':')
        return std::nullopt;
    const char *const text = line.data() + line.size() - PayloadBytes;
    if (!isAsInTemplate(text, 0, HeadBytes) || text[SequenceAt - 1] != ' '
        || !isAsInTemplate(text, TailAt, PayloadBytes))
        return std::nullopt;
    const auto sender = readNumber(text + HeadBytes);
    const auto sequence = readNumber(text + SequenceAt);
    if (!sender || !sequence)
        return std::nullopt;
    return Mark{*sender, *sequence};
}

} // namespace plausch::bench
