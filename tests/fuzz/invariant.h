// What a fuzzer says when a rule is broken that no sanitizer knows of.
#pragma once

#include <QByteArrayView>

#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace plausch::fuzz {

inline void require(bool holds, const char *rule)
{
    if (holds)
        return;
    std::fprintf(stderr, "broken: %s\n", rule);
    std::abort();
}

inline QByteArrayView view(const std::uint8_t *data, std::size_t size)
{
    return QByteArrayView(data, qsizetype(size));
}

} // namespace plausch::fuzz
