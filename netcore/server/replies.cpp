#include "server/replies.h"

#include "wire/message.h"

#include <utility>

namespace plausch::server {

using session::Cap;

namespace {

void putLine(QByteArray &out, std::initializer_list<QByteArrayView> tags, std::initializer_list<QByteArrayView> body)
{
    char before = '@';
    for (const QByteArrayView tag : tags) {
        if (tag.isEmpty())
            continue;
        out.append(before).append(tag);
        before = ';';
    }
    if (before == ';')
        out.append(' ');
    for (const QByteArrayView part : body)
        out.append(part);
    out.append("\r\n");
}

/// The word after BATCH, empty if that is not what the line is: ":server BATCH +reference type".
QByteArrayView batchReference(QByteArrayView body)
{
    constexpr QByteArrayView verb = " BATCH ";
    const qsizetype at = body.indexOf(' ');
    if (at < 0 || !body.sliced(at).startsWith(verb))
        return {};
    const QByteArrayView rest = body.sliced(at + verb.size());
    const qsizetype end = rest.indexOf(' ');
    return end < 0 ? rest : rest.first(end);
}

} // namespace

void Replies::begin(QByteArray label)
{
    m_label = label.size() <= MaxLabelBytes ? std::move(label) : QByteArray();
    m_text.resize(0);
    m_lines.clear();
}

QByteArray Replies::takeLabel()
{
    return std::exchange(m_label, {});
}

void Replies::add(QByteArrayView tags, QByteArrayView body)
{
    m_text.append(tags).append(body);
    m_lines.push_back({tags.size(), body.size()});
}

QByteArray Replies::take(session::Caps caps, QByteArrayView serverName, QByteArrayView time)
{
    if (!m_label.isEmpty())
        return wrapped(caps, serverName, time);
    QByteArray out;
    if (m_lines.empty())
        return out;
    const QByteArray timeTag = caps.testFlag(Cap::ServerTime) ? "time=" + time.toByteArray() : QByteArray();
    out.reserve(m_text.size() + qsizetype(m_lines.size()) * (timeTag.size() + 4));
    const char *at = m_text.constData();
    for (const Line &line : m_lines) {
        const QByteArrayView tags(at, line.tags);
        const QByteArrayView body(at + line.tags, line.body);
        putLine(out, {tags.contains("time=") ? QByteArrayView() : QByteArrayView(timeTag), tags}, {body});
        at += line.tags + line.body;
    }
    begin({});
    return out;
}

bool Replies::isOneBatch() const
{
    if (m_lines.size() < 2)
        return false;
    const Line &first = m_lines.front();
    const Line &last = m_lines.back();
    const QByteArrayView opening = batchReference(bodyOf(first, first.tags));
    const QByteArrayView closing = batchReference(bodyOf(last, m_text.size() - last.body));
    return opening.startsWith('+') && closing.startsWith('-') && opening.sliced(1) == closing.sliced(1);
}

QByteArrayView Replies::bodyOf(const Line &line, qsizetype begin) const
{
    return QByteArrayView(m_text).sliced(begin, line.body);
}

/// Inside a batch a line that belongs to an inner one keeps that one's tag: the outer is the inner's affair
/// (https://ircv3.net/specs/extensions/batch#nesting).
QByteArray Replies::wrapped(session::Caps caps, QByteArrayView serverName, QByteArrayView time)
{
    const QByteArray label = QByteArrayLiteral("label=") + wire::escapeTagValue(m_label);
    const QByteArray timeTag = caps.testFlag(Cap::ServerTime) ? "time=" + time.toByteArray() : QByteArray();
    const QByteArray reference = 'l' + QByteArray::number(++m_batches);
    const QByteArray batch = QByteArrayLiteral("batch=") + reference;
    const bool single = m_lines.size() == 1 || isOneBatch();
    QByteArray out;
    if (m_lines.empty())
        putLine(out, {label, timeTag}, {":", serverName, " ACK"});
    else if (!single)
        putLine(out, {label, timeTag}, {":", serverName, " BATCH +", reference, " labeled-response"});
    const char *at = m_text.constData();
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const QByteArrayView tags(at, m_lines[i].tags);
        const QByteArrayView body(at + m_lines[i].tags, m_lines[i].body);
        QByteArrayView outer = batch;
        if (single)
            outer = i == 0 ? QByteArrayView(label) : QByteArrayView();
        else if (tags.startsWith("batch=") || tags.contains(";batch="))
            outer = {};
        putLine(out, {outer, tags.contains("time=") ? QByteArrayView() : QByteArrayView(timeTag), tags}, {body});
        at += m_lines[i].tags + m_lines[i].body;
    }
    if (!m_lines.empty() && !single)
        putLine(out, {timeTag}, {":", serverName, " BATCH -", reference});
    begin({});
    return out;
}

} // namespace plausch::server
