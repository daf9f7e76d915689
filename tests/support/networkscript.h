// A conversation with a chat server, written down as it goes and compared line by line:
//
//     < line    the server says it
//     ! WISH    the program asks it (wishOf())
//     ~ 1000    so many milliseconds pass
//     > line    is what the session sends then
//     = Event   is what it tells then (described())
//
// Everything a step leads to stands behind it, in order and complete.
#pragma once

#include "session/networksession.h"
#include "session/overloaded.h"
#include "session/signtags.h"

#include <QtTest>

#include <algorithm>

namespace plausch::test {

inline constexpr session::Moment ScriptStart{1'000, 1'767'268'800'000}; // 2026-01-01T12:00:00Z

/// Words for an event: its name, its fields in order, and what is set besides.
class Words
{
public:
    explicit Words(const char *name) : m_text(name) { }
    Words &add(const QByteArray &word)
    {
        m_text += ' ' + (word.isEmpty() ? QByteArray("-") : word);
        return *this;
    }
    Words &add(const QString &text) { return add(text.toUtf8()); }
    Words &add(const char *key, const QByteArray &value)
    {
        m_text += value.isEmpty() ? QByteArray() : QByteArray(" ") + key + '=' + value;
        return *this;
    }
    Words &add(const char *key, const QString &value) { return add(key, value.toUtf8()); }
    Words &addIf(bool is, const char *word)
    {
        m_text += is ? QByteArray(" ") + word : QByteArray();
        return *this;
    }
    Words &time(qint64 msecs) { return add("at", msecs > 0 ? session::formatTime(msecs) : QByteArray()); }
    QByteArray text() const { return m_text; }

private:
    QByteArray m_text;
};

inline QByteArray described(const session::Member &member)
{
    return member.ranks + member.nick + (member.account.isEmpty() ? QByteArray() : '(' + member.account + ')')
        + (member.away ? "*" : "");
}

inline QByteArray howOf(session::LeftHow how)
{
    static const QByteArray words[] = {"part", "quit", "kick"};
    return words[int(how)];
}

inline QByteArray described(const QList<wire::Tag> &tags)
{
    QByteArrayList words;
    for (const wire::Tag &tag : tags)
        words.append(tag.key + '=' + tag.value);
    return words.join(';');
}

inline QByteArray described(const session::SignEvent &event)
{
    using namespace session;
    const Overloaded words{
        [](const Reacted &e) {
            return Words("Reacted")
                .add(e.target)
                .add(e.speaker)
                .add(e.reaction)
                .addIf(!e.on, "off")
                .add("to", e.to.msgid)
                .add("toid", e.to.id)
                .add("id", e.id)
                .add("account", e.account)
                .time(e.time == ScriptStart.utc ? 0 : e.time)
                .addIf(e.mine, "mine")
                .addIf(e.fromHistory, "history")
                .add("tags", described(e.tags));
        },
        [](const TypingSeen &e) {
            return Words("Typing").add(e.target).add(e.speaker).add(typingWord(e.state)).add("tags", described(e.tags));
        },
        [](const Redacted &e) {
            return Words("Redacted")
                .add(e.target)
                .add(e.speaker)
                .add(e.message.msgid)
                .add("own", e.message.id)
                .add("id", e.id)
                .add("text", e.reason)
                .add("account", e.account)
                .time(e.time == ScriptStart.utc ? 0 : e.time)
                .addIf(e.mine, "mine")
                .addIf(e.fromHistory, "history")
                .add("tags", described(e.tags));
        },
        [](const Signalled &e) {
            return Words("Signalled").add(e.target).add(e.speaker).add(described(e.tags)).addIf(e.mine, "mine");
        },
        [](const Signed &e) { return Words("Signed").add(e.id); },
    };
    return std::visit([&](const auto &what) { return words(what).text(); }, event);
}

inline QByteArray described(const session::NetworkEvent &event)
{
    using namespace session;
    const Overloaded words{
        [](const Registered &e) { return Words("Registered").add(e.nick).add(e.server).add(e.network); },
        [](const SecureWanted &e) { return Words("SecureWanted").add(QByteArray::number(e.port)); },
        [](const SignedIn &e) { return Words("SignedIn").add(e.account); },
        [](const SignInFailed &e) { return Words("SignInFailed").add(e.code).add("text", e.text); },
        [](const AccountRegistered &e) {
            return Words("AccountRegistered").add(e.account).addIf(!e.verified, "unverified").add("text", e.text);
        },
        [](const OwnNick &e) { return Words("OwnNick").add(e.nick); },
        [](const RoomEntered &e) { return Words("RoomEntered").add(e.room); },
        [](const RoomLeft &e) {
            return Words("RoomLeft").add(e.room).add(howOf(e.how)).add("by", e.by).add("text", e.text);
        },
        [](const RoomRenamed &e) { return Words("RoomRenamed").add(e.from).add(e.to).add("text", e.text); },
        [](const MembersListed &e) {
            QByteArrayList names;
            for (const Member &member : e.members)
                names.append(described(member));
            std::sort(names.begin(), names.end());
            return Words("MembersListed").add(e.room).add(names.join(' '));
        },
        [](const MemberJoined &e) { return Words("MemberJoined").add(e.room).add(described(e.member)); },
        [](const MemberLeft &e) {
            return Words("MemberLeft").add(e.room).add(e.nick).add(howOf(e.how)).add("by", e.by).add("text", e.text);
        },
        [](const MemberChanged &e) { return Words("MemberChanged").add(e.room).add(described(e.member)); },
        [](const NickChanged &e) { return Words("NickChanged").add(e.from).add(e.to).add("rooms", e.rooms.join(',')); },
        [](const TopicChanged &e) {
            return Words("TopicChanged").add(e.room).add(e.text).add("by", e.by).time(e.time).addIf(e.isNews, "news");
        },
        [](const ModesChanged &e) {
            return Words("ModesChanged").add(e.room).add(e.modes).add("with", e.arguments.join(',')).add("by", e.by);
        },
        [](const Heard &e) {
            static const char *const kinds[] = {"", "action", "notice"};
            return Words("Heard")
                .add(e.target)
                .add(e.speaker)
                .add(QString(e.text).replace(QLatin1Char('\n'), QLatin1Char('|')))
                .addIf(e.kind != TextKind::Text, kinds[int(e.kind)])
                .add("msgid", e.msgid)
                .add("id", e.senderId)
                .add("account", e.account)
                .time(e.time == ScriptStart.utc ? 0 : e.time)
                .addIf(e.mine, "mine")
                .add("own", e.ownId)
                .addIf(e.fromHistory, "history")
                .add("only", e.onlyFor)
                .add("reply", e.replyTo.msgid)
                .add("replyid", e.replyTo.id)
                .add("tags", described(e.tags));
        },
        [](const Confirmed &e) {
            return Words("Confirmed").add(e.speaker).add(e.id).addIf(e.kind == ReceiptKind::Read, "read");
        },
        [](const HistoryShown &e) {
            return Words("HistoryShown").add(e.target).add(QByteArray::number(e.count)).addIf(e.more, "more");
        },
        [](const TalkFound &e) { return Words("TalkFound").add(e.target).time(e.time); },
        [](const TalksListed &) { return Words("TalksListed"); },
        [](const ReadUpTo &e) { return Words("ReadUpTo").add(e.target).time(e.time); },
        [](const PersonOnline &e) { return Words("PersonOnline").add(e.nick); },
        [](const PersonOffline &e) { return Words("PersonOffline").add(e.nick); },
        [](const PersonAway &e) { return Words("PersonAway").add(e.nick).addIf(e.away, "away").add("text", e.text); },
        [](const PersonDescribed &e) {
            return Words("PersonDescribed")
                .add(e.nick)
                .add(e.user + '@' + e.host)
                .add(e.realName)
                .add("account", e.account)
                .add("rooms", e.rooms.join(','))
                .addIf(e.away, "away")
                .add("text", e.awayText)
                .add("idle", e.idleSeconds < 0 ? QByteArray() : QByteArray::number(e.idleSeconds))
                .addIf(e.secure, "secure")
                .addIf(e.isOperator, "operator");
        },
        [](const RoomFound &e) {
            return Words("RoomFound").add(e.room).add(QByteArray::number(e.members)).add(e.topic);
        },
        [](const RoomsListed &) { return Words("RoomsListed"); },
        [](const MaskListed &e) {
            return Words("MaskListed").add(e.room).add(QByteArray(1, e.mode)).add(e.mask).add("by", e.by).time(e.time);
        },
        [](const MasksListed &e) { return Words("MasksListed").add(e.room).add(QByteArray(1, e.mode)); },
        [](const Invited &e) { return Words("Invited").add(e.room).add(e.by).add(e.who); },
        [](const ServerSaid &e) { return Words("ServerSaid").add(e.code).add(e.text); },
        [](const Failed &e) {
            return Words("Failed").add(e.command).add(e.target).add(e.code).add("own", e.ownId).add("text", e.text);
        },
        [](const WireLine &e) { return Words(e.outgoing ? "WireOut" : "WireIn").add(e.text); },
    };
    return std::visit([&](const auto &what) { return words(what).text(); }, event);
}

/// What is said about messages, as a request: "REACT target msgid reaction id", "TYPE target state" ...
inline std::optional<session::SignRequest> signOf(const wire::Message &wish)
{
    using namespace session;
    const auto word = [&](int index) {
        const QByteArray param = wish.params.value(index);
        return param == "-" ? QByteArray() : param;
    };
    const auto react = [&](bool on) {
        return React{word(0), word(3), {word(1), {}}, QString::fromUtf8(word(2)), on, wish.tags};
    };
    if (wish.command == "REACT")
        return react(true);
    if (wish.command == "UNREACT")
        return react(false);
    if (wish.command == "TYPE")
        return ShowTyping{word(0),
                          word(1) == "active"       ? TypingState::Active
                              : word(1) == "paused" ? TypingState::Paused
                                                    : TypingState::Done,
                          wish.tags};
    if (wish.command == "REDACT")
        return Redact{word(0), word(2), wish.tags.isEmpty() ? MessageName{word(1), {}} : MessageName{{}, word(1)},
                      QString::fromUtf8(word(3)), wish.tags};
    if (wish.command == "SIGNAL")
        return SignalTo{word(0), {{word(1), word(2)}}};
    return std::nullopt;
}

/// "VERB first second :the rest" as a request.
inline session::NetworkRequest wishOf(const QByteArray &line)
{
    using namespace session;
    const wire::Message wish = wire::Message::fromLine(line).value_or(wire::Message());
    const QByteArray first = wish.params.value(0);
    const QByteArray second = wish.params.value(1);
    const QString last = QString::fromUtf8(wish.params.isEmpty() ? QByteArray() : wish.params.constLast());
    const auto says = [&](TextKind kind) {
        return SayTo{first, second, 0, QString(last).replace(QLatin1Char('|'), QLatin1Char('\n')), kind};
    };
    const auto page = [&](HistoryFrom from) {
        const bool isTime = second.startsWith("timestamp=");
        return AskHistory{first, from, isTime || second == "*" ? QByteArray() : second,
                          isTime ? parseTime(second.mid(10)) : 0, last.toInt()};
    };
    const QHash<QByteArray, std::function<NetworkRequest()>> verbs{
        {"JOIN",
         [&] {
             return JoinRoom{first, second};
         }},
        {"PART",
         [&] {
             return LeaveRoom{first, wish.params.size() > 1 ? last : QString()};
         }},
        {"SAY", [&] { return says(TextKind::Text); }},
        {"ACT", [&] { return says(TextKind::Action); }},
        {"NOTE", [&] { return says(TextKind::Notice); }},
        {"REPLY",
         [&] {
             SayTo say = says(TextKind::Text);
             say.replyTo = {wish.params.value(2), wish.params.value(3) == "-" ? QByteArray() : wish.params.value(3)};
             return say;
         }},
        {"CONFIRM",
         [&] {
             return Confirm{first, second, wish.params.value(2) == "read" ? ReceiptKind::Read : ReceiptKind::Delivered};
         }},
        {"TOPIC",
         [&] {
             return SetTopic{first, last};
         }},
        {"MODE",
         [&] {
             return SetModes{first, second, wish.params.mid(2)};
         }},
        {"KICK",
         [&] {
             return KickOut{first, second, wish.params.size() > 2 ? last : QString()};
         }},
        {"INVITE",
         [&] {
             return InviteTo{first, second};
         }},
        {"LATEST", [&] { return page(HistoryFrom::Latest); }},
        {"BEFORE", [&] { return page(HistoryFrom::Before); }},
        {"AFTER", [&] { return page(HistoryFrom::After); }},
        {"TALKS", [&] { return AskTalks{parseTime(first)}; }},
        {"READ",
         [&] {
             return MarkRead{first, parseTime(second)};
         }},
        {"WATCH", [&] { return Watch{wish.params}; }},
        {"UNWATCH", [&] { return Unwatch{wish.params}; }},
        {"ROOMS", [&] { return AskRooms{first}; }},
        {"MASKS",
         [&] {
             return AskMasks{first, second.isEmpty() ? 'b' : second.front()};
         }},
        {"PERSON", [&] { return AskPerson{first}; }},
        {"NICK", [&] { return ChangeNick{first}; }},
        {"AWAY",
         [&] {
             return SetAway{true, last};
         }},
        {"BACK", [&] { return SetAway{}; }},
        {"SIGNIN",
         [&] {
             return SignIn{first, second};
         }},
        {"REGISTER",
         [&] {
             return RegisterAccount{first, second, last.toUtf8()};
         }},
        {"RAW", [&] { return SendRaw{last.toUtf8()}; }},
        {"SHOW", [&] { return ShowWire{first == "on"}; }},
    };
    if (!verbs.contains(wish.command))
        qFatal("no such wish: %s", line.constData());
    return verbs.value(wish.command)();
}

/// What a session says and tells, in one list.
class NotingPort final : public session::Port
{
public:
    QByteArrayList notes;
    bool closed = false;

    void send(const wire::Message &message) override
    {
        const QByteArray line = wire::encode(message);
        note("> " + (line.isEmpty() ? QByteArray("(cannot be written)") : line.chopped(2)));
    }
    void emitEvent(session::Event event) override
    {
        using namespace session;
        if (const auto *network = std::get_if<NetworkEvent>(&event))
            note("= " + described(*network));
        else if (const auto *sign = std::get_if<SignEvent>(&event))
            note("= " + described(*sign));
        else if (const auto *handed = std::get_if<Handed>(&event))
            note("= Handed " + handed->id);
        else if (const auto *ended = std::get_if<Ended>(&event))
            note("= " + Words("Ended").add(whyToken(ended->why).toByteArray()).add("text", ended->text).text()
                 + (ended->byPeer ? " by peer" : ""));
    }
    void close() override
    {
        note("= closed");
        closed = true;
    }

private:
    void note(const QByteArray &what) { notes.append(closed ? "after its end: " + what : what); }
};

/// A session and its server, which is the script.
class Script
{
public:
    NotingPort port;
    session::NetworkSession session;

    explicit Script(const session::NetworkSelf &self = eva(), session::Limits limits = unpaced(), bool isPrivate = true)
        : session(port, self, limits)
    {
        session.setPrivate(isPrivate);
        session.start(m_now);
    }
    static session::NetworkSelf eva()
    {
        session::NetworkSelf self;
        self.nick = "eva";
        self.realName = QStringLiteral("Eva M");
        return self;
    }
    static session::Limits unpaced()
    {
        session::Limits limits;
        limits.paceBurst = 0;
        return limits;
    }
    /// Registered on irc.test with these capabilities and tokens of 005; what came of it is forgotten.
    void enter(const QByteArray &caps, const QByteArray &support = {})
    {
        if (!caps.isEmpty()) {
            serve("CAP * LS :" + caps);
            QByteArrayList names;
            for (const session::CapToken &token : session::capTokens(caps))
                names.append(token.name.toByteArray());
            serve("CAP * ACK :" + names.join(' '));
        }
        serve(":irc.test 001 eva :Welcome");
        serve(":irc.test 005 eva CASEMAPPING=ascii " + (support.isEmpty() ? QByteArray() : support + ' ')
              + ":are here");
        serve(":irc.test 422 eva :none");
        port.notes.clear();
    }
    void serve(const QByteArray &line) { session.onLine(line, m_now); }
    void wish(const QByteArray &line)
    {
        const auto sign = signOf(wire::Message::fromLine(line).value_or(wire::Message()));
        session.perform(sign ? session::Request(*sign) : session::Request(wishOf(line)), m_now);
    }
    void pass(qint64 msecs)
    {
        m_now.monotonic += msecs;
        session.onTick(m_now);
    }

    /// Empty: everything went as written; else where it did not.
    QByteArray play(const QByteArray &text)
    {
        QByteArray step = "the beginning";
        QByteArrayList expected;
        const QByteArrayList lines = text.split('\n');
        for (const QByteArray &indented : lines) {
            qsizetype blanks = 0;
            while (blanks < indented.size() && indented[blanks] == ' ')
                ++blanks;
            const QByteArray line = indented.mid(blanks);
            if (line.startsWith('>') || line.startsWith('=')) {
                expected.append(line);
                continue;
            }
            if (line.isEmpty())
                continue;
            if (const QByteArray wrong = compare(step, expected); !wrong.isEmpty())
                return wrong;
            expected.clear();
            step = line;
            perform(line);
        }
        return compare(step, expected);
    }

private:
    void perform(const QByteArray &line)
    {
        if (line.startsWith("< "))
            serve(line.mid(2));
        else if (line.startsWith("! "))
            wish(line.mid(2));
        else if (line.startsWith("~ "))
            pass(line.mid(2).toLongLong());
        else
            qFatal("no such step: %s", line.constData());
    }
    QByteArray compare(const QByteArray &step, const QByteArrayList &expected)
    {
        const QByteArrayList actual = std::exchange(port.notes, {});
        if (actual == expected)
            return {};
        return "after " + step + "\nexpected:\n  " + expected.join("\n  ") + "\nactual:\n  " + actual.join("\n  ");
    }

    session::Moment m_now = ScriptStart;
};

} // namespace plausch::test
