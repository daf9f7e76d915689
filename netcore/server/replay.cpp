#include "server/replay.h"

#include "server/history.h"
#include "session/vocabulary.h"

namespace plausch::server {
namespace {

using session::Cap;
using store::HistoryCommand;
using store::HistoryRow;

constexpr qsizetype LineWeight = 160; // source, verb, target and the tags of the server

struct Form
{
    HistoryCommand command;
    QByteArrayView verb;
    bool named; // the target stands in the line
};
constexpr Form Forms[] = {
    {HistoryCommand::Privmsg, "PRIVMSG", true}, {HistoryCommand::Notice, "NOTICE", true},
    {HistoryCommand::Tagmsg, "TAGMSG", true},   {HistoryCommand::Join, "JOIN", true},
    {HistoryCommand::Part, "PART", true},       {HistoryCommand::Quit, "QUIT", false},
    {HistoryCommand::Kick, "KICK", true},       {HistoryCommand::Topic, "TOPIC", true},
    {HistoryCommand::Mode, "MODE", true},       {HistoryCommand::Nick, "NICK", false},
};

const Form &formOf(HistoryCommand command)
{
    return Forms[std::size_t(command)];
}

bool isSpeech(HistoryCommand command)
{
    return command == HistoryCommand::Privmsg || command == HistoryCommand::Notice;
}

bool isMultiline(const QByteArray &text)
{
    return text.contains('\n') || text.contains('\r');
}

/// As World::relay() writes the last parameter.
QByteArray last(const QByteArray &param)
{
    return (param.isEmpty() || param.startsWith(':') || param.contains(' ') ? " :" : " ") + param;
}

QByteArray fitted(const Call &call, const QByteArray &body)
{
    const qsizetype room = call.world.settings.limits.line - 2;
    return body.size() > room ? session::truncated(body, room) : body;
}

} // namespace

Replay::Replay(Call &call) : m_call(call)
{
    begin("draft/chathistory-targets");
}

Replay::Replay(Call &call, const Conversation &conversation) : m_call(call), m_conversation(conversation)
{
    begin("chathistory " + conversation.name);
}

Replay::~Replay()
{
    if (!m_reference.isEmpty())
        m_call.say("BATCH -" + m_reference);
}

void Replay::begin(const QByteArray &type)
{
    if (!m_call.client.has(Cap::Batch))
        return;
    m_reference = m_call.world.nextId();
    m_call.say("BATCH +" + m_reference + ' ' + type);
}

void Replay::target(const QByteArray &name, qint64 time)
{
    m_call.say("CHATHISTORY TARGETS " + name + ' ' + session::formatTime(time),
               m_reference.isEmpty() ? QByteArray() : "batch=" + m_reference);
}

void Replay::message(const HistoryRow &row)
{
    if (row.redaction)
        return redacted(row);
    if (isSpeech(row.command))
        return isMultiline(row.text) ? lines(row) : speech(row, row.text);
    if (row.command == HistoryCommand::Tagmsg && !m_call.client.has(Cap::MessageTags))
        return;
    QByteArray body = head(row, formOf(row.command).verb);
    const bool whole = row.command != HistoryCommand::Join || m_call.client.has(Cap::ExtendedJoin);
    if (whole && !row.text.isEmpty())
        body += ' ' + row.text;
    add(stamped(row, fitted(m_call, body)));
}

/// In place of the message (https://ircv3.net/specs/extensions/message-redaction#chat-history), for who knows what it
/// is.
void Replay::redacted(const HistoryRow &row)
{
    if (!m_call.client.has(Cap::MessageRedaction))
        return;
    const store::HistoryRedaction &redaction = *row.redaction;
    QByteArray body = ':' + redaction.source + " REDACT " + addressee(row) + ' ' + row.msgid;
    if (!redaction.reason.isEmpty())
        body += last(redaction.reason);
    Relay line(fitted(m_call, body));
    line.time = session::formatTime(redaction.time);
    line.id = redaction.msgid;
    line.account = redaction.account;
    line.batch = m_reference;
    add(line);
}

void Replay::lines(const HistoryRow &row)
{
    const QList<store::HistoryLine> all = store::linesOf(row.text);
    if (!m_reference.isEmpty() && m_call.client.has(Cap::Multiline))
        return batch(row, all);
    // https://ircv3.net/specs/extensions/multiline#fallback: no blank lines, the id on the first alone
    HistoryRow one = row;
    for (const store::HistoryLine &line : all) {
        if (line.text.isEmpty())
            continue;
        speech(one, line.text);
        one.msgid.clear();
        one.tags.clear();
    }
}

void Replay::batch(const HistoryRow &row, const QList<store::HistoryLine> &all)
{
    const QByteArray reference = m_call.world.nextId();
    const QByteArray source = ':' + row.source;
    add(stamped(row, source + " BATCH +" + reference + " draft/multiline " + addressee(row)));
    Relay line{QByteArray()};
    line.time = session::formatTime(row.time);
    for (const store::HistoryLine &one : all) {
        line.batch = reference + (one.continues ? ";draft/multiline-concat" : "");
        line.setBody(fitted(m_call, head(row, formOf(row.command).verb) + last(one.text)));
        add(line);
    }
    line.batch = m_reference;
    line.setBody(source + " BATCH -" + reference);
    add(line);
}

void Replay::speech(const HistoryRow &row, const QByteArray &text)
{
    add(stamped(row, fitted(m_call, head(row, formOf(row.command).verb) + last(text))));
}

void Replay::add(const Relay &line)
{
    m_call.world.replies().add(line.tagsFor(m_call.client.caps), line.body());
}

Relay Replay::stamped(const HistoryRow &row, QByteArray body) const
{
    Relay line(std::move(body));
    line.time = session::formatTime(row.time);
    line.id = row.msgid;
    line.account = row.account;
    line.clientTags = row.tags;
    line.batch = m_reference;
    return line;
}

QByteArray Replay::head(const HistoryRow &row, QByteArrayView verb) const
{
    QByteArray body = ':' + row.source + ' ';
    body.append(verb);
    if (formOf(row.command).named)
        body += ' ' + addressee(row);
    return body;
}

/// Of two: to the other if who asks said it, to him if the other did.
const QByteArray &Replay::addressee(const HistoryRow &row) const
{
    if (!m_conversation.isPrivate() || talkerOf(row) == m_conversation.self)
        return m_conversation.name;
    return m_call.user().nick;
}

qsizetype weightOf(const HistoryRow &row)
{
    const qsizetype lines = 1 + row.text.count('\n') + row.text.count('\r');
    return row.text.size() + row.tags.size() + lines * (LineWeight + row.source.size());
}

} // namespace plausch::server
