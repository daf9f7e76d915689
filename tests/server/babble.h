// Lines of people who hardly know what they do. They come from a seed, so that what fails fails again.
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QRandomGenerator>

#include <initializer_list>

namespace plausch::test {

class Babble
{
public:
    explicit Babble(quint32 seed) : m_random(seed) { }

    /// About channels, mostly.
    QByteArray line()
    {
        const QByteArray verb =
            one({"JOIN",  "JOIN", "JOIN",   "PART",   "KICK",    "MODE",    "MODE",   "MODE",   "MODE", "TOPIC",
                 "NAMES", "LIST", "INVITE", "RENAME", "PRIVMSG", "PRIVMSG", "NOTICE", "TAGMSG", "NICK", "CAP REQ"});
        QByteArray line = (chance(8) ? one({"@+typing=active ", "@label=x;+a=b;+a=c ", "@msgid=1 "}) : QByteArray());
        line += verb;
        for (int left = number(4); left > 0; --left)
            line += ' ' + param(verb);
        if (chance(3))
            line += " :" + text();
        return line;
    }
    /// What may follow any command, sense and nonsense, and one in eight damaged.
    QByteArray lineOf(const QByteArray &verb)
    {
        QByteArray line = chance(4) ? '@' + tags() + ' ' : QByteArray();
        line += chance(10) ? verb.toLower() : verb;
        for (int left = number(chance(6) ? 16 : 5); left > 0; --left)
            line += ' ' + anyParam(verb);
        if (chance(3))
            line += " :" + text();
        return chance(8) ? damaged(line) : line;
    }
    bool chance(int of) { return number(of) == 0; }
    int number(int below) { return int(m_random.bounded(below)); }

private:
    QByteArray one(std::initializer_list<const char *> words) { return words.begin()[number(int(words.size()))]; }
    QByteArray channel() { return one({"#a", "#b", "#C", "#c", "#d", "#ü", "#a,#b,#d", "@#a", "%+#b", "0", "a b"}); }
    QByteArray nick()
    {
        return one({"p0", "p1", "P2", "p3", "p4", "p5", "p6", "p7", "p1,p2,p3", "nobody", "ä", "*", "~a:*"});
    }
    QByteArray modes()
    {
        QByteArray letters;
        for (int left = 1 + number(6); left > 0; --left)
            letters += one({"+", "-", "b", "e", "I", "k", "l", "i", "m", "n", "s", "t", "C",
                            "R", "M", "P", "q", "o", "h", "v", "o", "o", "Z", "ü", ":"});
        return letters;
    }
    QByteArray text()
    {
        QByteArray out;
        for (int left = number(20); left > 0; --left)
            out += one({"a", "ü", " ", ":", "\x01", "*!*@*", ",", "<3", "T>1", "message-tags", "echo-message ",
                        "server-time ", "\xff", "geheim"});
        return chance(6) ? out.repeated(10) : out;
    }
    QByteArray param(const QByteArray &verb)
    {
        if (verb == "MODE" && chance(2))
            return modes();
        const int kind = number(10);
        if (kind < 5)
            return channel();
        if (kind < 8)
            return nick();
        return kind == 8 ? QByteArray::number(number(5)) : text().replace(' ', '_');
    }
    QByteArray anyParam(const QByteArray &verb)
    {
        switch (number(8)) {
        case 0:
            return one({"anna", "ben", "p3", "p4", "irc.test", "*", "anna,ben", "ANNA", "$*", "root"});
        case 1:
            return one({"LATEST",  "BEFORE",  "AFTER",
                        "AROUND",  "BETWEEN", "TARGETS",
                        "SET",     "GET",     "LIST",
                        "SUB",     "UNSUB",   "SUBS",
                        "CLEAR",   "SYNC",    "LS",
                        "REQ",     "END",     "ACK",
                        "+",       "-",       "C",
                        "L",       "S",       "SUCCESS",
                        "ON",      "OFF",     "UNKLINE",
                        "u",       "m",       "o",
                        "k",       "PLAIN",   "SCRAM-SHA-256",
                        "EXTERNAL"});
        case 2:
            return one({"timestamp=2026-01-01T12:00:00.000Z", "timestamp=2026-01-01T11:00:00.000Z", "timestamp=x",
                        "msgid=abc", "msgid=", "302", "0", "-1", "1000000", "99999999999999999999", "5m", "1h"});
        case 3:
            return one({"*!*@192.0.2.1", "~a:anna", "~a:*", "192.0.2.0/24", "2001:db8::/32", "*!*@*", "a!b@c", "**?*",
                        "%tcuihsnfdlaor,42", "%t", "o", ">5", "<100", "C<60", "!*x*"});
        case 4:
            return one({"+1", "-1", "+b1", "-b1", "draft/multiline", "#a", "batch=b1", "draft/typing", "+draft/reply",
                        "AGFubmEAa29ycmVrdGVzIHBmZXJk", "AGJlbgBrb3JyZWt0ZXMgcGZlcmQ=", "biwsbj1hbm5hLHI9YWJj", "+",
                        "=", "url", "avatar", "display-name", "email@example.org"});
        default:
            return param(verb);
        }
    }
    QByteArray tags()
    {
        QByteArrayList all;
        for (int left = 1 + number(4); left > 0; --left)
            all.append(
                one({"label=x", "label=", "batch=b1", "batch=1", "+draft/reply=abc", "+draft/react=\\:", "msgid=1",
                     "+typing=active", "draft/multiline-concat", "+a", "+plausch.chat/id=1", "time=x", "\xff"}));
        return all.join(';');
    }
    QByteArray damaged(QByteArray line)
    {
        const int at = number(int(line.size()));
        switch (number(6)) {
        case 0:
            line[at] = char(number(256));
            break;
        case 1:
            line.remove(at, 1 + number(8));
            break;
        case 2:
            line.insert(at, line.mid(at, number(16)));
            break;
        case 3:
            line.insert(at, QByteArray(1 + number(chance(8) ? 8'000 : 400), char(number(256))));
            break;
        case 4:
            line.insert(at, one({" ", "  ", " :", ":", ",", ",,", "\x01", "\xc3", "\t", ";", "@", "+", "-"}));
            break;
        default:
            line.truncate(at);
        }
        return line.replace('\n', ' '); // which ends a line
    }

    QRandomGenerator m_random;
};

} // namespace plausch::test
