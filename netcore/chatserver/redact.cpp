#include "chatserver/redact.h"

#include <algorithm>

namespace plausch::chatserver {
namespace {

constexpr QByteArrayView Secret[] = {"PASS", "AUTHENTICATE", "OPER", "REGISTER", "PASSWD"};

/// Where the next word begins; a server may be as lenient with blanks as it likes, this is not less so.
qsizetype skipBlanks(QByteArrayView line, qsizetype at)
{
    while (at < line.size() && (line[at] == ' ' || line[at] == '\t'))
        ++at;
    return at;
}

qsizetype endOfWord(QByteArrayView line, qsizetype at)
{
    while (at < line.size() && line[at] != ' ' && line[at] != '\t')
        ++at;
    return at;
}

} // namespace

QByteArray redacted(QByteArrayView line)
{
    qsizetype begin = skipBlanks(line, 0);
    for (const char mark : {'@', ':'}) { // tags, source
        if (begin < line.size() && line[begin] == mark)
            begin = skipBlanks(line, endOfWord(line, begin));
    }
    const qsizetype end = endOfWord(line, begin);
    const QByteArrayView command = line.sliced(begin, end - begin);
    const bool isSecret = std::any_of(std::begin(Secret), std::end(Secret), [command](QByteArrayView one) {
        return command.compare(one, Qt::CaseInsensitive) == 0;
    });
    if (!isSecret || end == line.size())
        return line.toByteArray();
    return line.first(end).toByteArray() + " ***";
}

QByteArray printable(QByteArrayView line)
{
    static constexpr char Digits[] = "0123456789abcdef";
    QByteArray out;
    out.reserve(line.size());
    for (const char c : line) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte != 0x7f) {
            out += c;
            continue;
        }
        out += "\\x";
        out += Digits[byte >> 4];
        out += Digits[byte & 0xf];
    }
    return out;
}

} // namespace plausch::chatserver
