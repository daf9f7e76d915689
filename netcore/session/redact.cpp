#include "session/redact.h"

#include <algorithm>

namespace plausch::session {
namespace {

constexpr QByteArrayView Secret[] = {"PASS", "AUTHENTICATE", "OPER", "REGISTER", "PASSWD", "NICKSERV", "NS"};
constexpr QByteArrayView Service = "NickServ"; // of most networks: takes passwords as messages

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

bool same(QByteArrayView a, QByteArrayView b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

bool isService(QByteArrayView target)
{
    const qsizetype at = target.indexOf('@'); // NickServ@services.example.net
    return same(at < 0 ? target : target.first(at), Service);
}

} // namespace

QByteArray redacted(QByteArrayView line)
{
    qsizetype begin = skipBlanks(line, 0);
    for (const char mark : {'@', ':'}) { // tags, source
        if (begin < line.size() && line[begin] == mark)
            begin = skipBlanks(line, endOfWord(line, begin));
    }
    qsizetype end = endOfWord(line, begin);
    const QByteArrayView command = line.sliced(begin, end - begin);
    bool isSecret =
        std::any_of(std::begin(Secret), std::end(Secret), [command](QByteArrayView one) { return same(command, one); });
    if (same(command, "PRIVMSG")) {
        begin = skipBlanks(line, end);
        end = endOfWord(line, begin);
        isSecret = isService(line.sliced(begin, end - begin));
    }
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

} // namespace plausch::session
