#include "session/speech.h"

#include "wire/casemap.h"

#include <algorithm>

namespace plausch::session {
namespace {

constexpr QByteArrayView BatchType = "draft/multiline";
constexpr QByteArrayView ConcatTag = "draft/multiline-concat";
constexpr QByteArrayView ActionOpen = "\x01"
                                      "ACTION ";
constexpr QByteArrayView ActionClose = "\x01";
constexpr qsizetype SmallestRoom = 64;
constexpr qsizetype LongestUser = 12; // with the '~' of who has no identd
constexpr qsizetype LongestHost = 64;

bool isBlank(const std::vector<Piece> &batch)
{
    return std::all_of(batch.begin(), batch.end(), [](const Piece &piece) { return piece.text.isEmpty(); });
}

qsizetype roomOf(const Voice &voice, QByteArrayView command)
{
    // ":mask COMMAND target :text\r\n"
    const qsizetype around = (voice.maskBytes ? voice.maskBytes + 2 : 0) + command.size() + 1 + voice.target.size() + 2;
    return qMax(voice.lineBytes - around - 2, SmallestRoom);
}

QList<wire::Tag> stampTags(const QByteArray &id, qint64 sentAt, const Voice &voice)
{
    QList<wire::Tag> tags;
    if (voice.tags && isValidId(id))
        tags.append(makeTag(IdTag, id));
    if (voice.tags && sentAt > 0)
        tags.append(makeTag(TimeTag, formatTime(sentAt)));
    return tags;
}

std::vector<std::vector<Piece>> underCeiling(std::vector<Piece> all, const MultilineCeiling &ceiling,
                                             qsizetype wrapping)
{
    std::vector<std::vector<Piece>> batches(1);
    qsizetype bytes = wrapping;
    for (Piece &piece : all) {
        const bool joined = !batches.back().empty() && !piece.continues;
        const qsizetype size = piece.text.size() + (joined ? 1 : 0);
        const bool full = ceiling.lines > 0 && int(batches.back().size()) >= ceiling.lines;
        if (!batches.back().empty() && (full || bytes + size > ceiling.bytes)) {
            batches.emplace_back();
            bytes = wrapping;
        }
        if (batches.back().empty())
            piece.continues = false;
        bytes += size;
        batches.back().push_back(std::move(piece));
    }
    std::erase_if(batches, isBlank);
    return batches;
}

std::vector<wire::Message> plainLines(const Say &say, const std::vector<Piece> &all, const QByteArray &command,
                                      const Voice &voice)
{
    const bool action = say.kind == TextKind::Action;
    std::vector<wire::Message> lines;
    for (const Piece &piece : all) {
        if (piece.text.isEmpty())
            continue;
        const QByteArray text = action ? ActionOpen.toByteArray() + piece.text + ActionClose.toByteArray() : piece.text;
        QList<wire::Tag> tags = stampTags(lines.empty() ? say.id : QByteArray(), say.sentAt, voice);
        if (lines.empty())
            tags += voice.firstTags;
        lines.push_back({std::move(tags), voice.source, command, {voice.target, text}});
    }
    return lines;
}

} // namespace

QByteArray wireText(const QString &text)
{
    QString clean = text;
    clean.replace(QLatin1String("\r\n"), QLatin1String("\n"));
    clean.replace(QLatin1Char('\r'), QLatin1Char('\n'));
    clean.replace(QChar::ParagraphSeparator, QLatin1Char('\n'));
    clean.remove(QChar(u'\0'));
    while (clean.startsWith(QLatin1Char('\x01')))
        clean.remove(0, 1);
    const bool blank = std::all_of(clean.begin(), clean.end(), [](QChar c) { return c == QLatin1Char('\n'); });
    return blank ? QByteArrayLiteral(" ") : clean.toUtf8();
}

std::vector<Piece> pieces(QByteArrayView text, qsizetype room)
{
    std::vector<Piece> result;
    while (true) {
        const qsizetype end = text.indexOf('\n');
        QByteArrayView line = end < 0 ? text : text.first(end);
        bool continues = false;
        while (line.size() > room) {
            QByteArray head = truncated(line, room);
            if (const qsizetype blank = head.lastIndexOf(' '); blank >= room / 2)
                head.truncate(blank + 1);
            line = line.sliced(head.size());
            result.push_back({std::move(head), continues});
            continues = true;
        }
        result.push_back({line.toByteArray(), continues});
        if (end < 0)
            return result;
        text = text.sliced(end + 1);
    }
}

std::vector<wire::Message> batchOf(const std::vector<Piece> &batch, const QByteArray &command, const Voice &voice,
                                   QList<wire::Tag> tags, quint64 &batchCounter)
{
    const QByteArray reference = 'm' + QByteArray::number(++batchCounter);
    const QByteArray name = QByteArrayLiteral("BATCH");
    std::vector<wire::Message> lines;
    lines.push_back({std::move(tags), voice.source, name, {'+' + reference, BatchType.toByteArray(), voice.target}});
    for (const Piece &piece : batch) {
        QList<wire::Tag> lineTags{makeTag("batch", reference)};
        if (piece.continues)
            lineTags.append(makeTag(ConcatTag));
        lines.push_back({std::move(lineTags), voice.source, command, {voice.target, piece.text}});
    }
    lines.push_back({{}, voice.source, name, {'-' + reference}});
    return lines;
}

std::vector<wire::Message> linesOf(const Say &say, const Voice &voice, quint64 &batchCounter)
{
    const QByteArray command =
        say.kind == TextKind::Notice ? QByteArrayLiteral("NOTICE") : QByteArrayLiteral("PRIVMSG");
    const bool action = say.kind == TextKind::Action;
    const qsizetype wrapping = action ? ActionOpen.size() + ActionClose.size() : 0;
    qsizetype room = roomOf(voice, command) - wrapping;
    if (voice.multiline)
        room = qMax<qsizetype>(qMin(room, voice.multiline->bytes - wrapping), 8);
    std::vector<Piece> all = pieces(wireText(say.text), room);
    // A foreign client shows the batch of an action line by line: each has to be an action of its own there.
    if (all.size() == 1 || !voice.multiline || (action && !voice.receipts))
        return plainLines(say, all, command, voice);

    std::vector<std::vector<Piece>> batches = underCeiling(std::move(all), *voice.multiline, wrapping);
    std::vector<wire::Message> lines;
    for (size_t i = 0; i < batches.size(); ++i) {
        std::vector<Piece> &batch = batches[i];
        if (action) {
            batch.front().text.prepend(ActionOpen.data(), ActionOpen.size());
            batch.back().text.append(ActionClose.data(), ActionClose.size());
        }
        const bool last = i + 1 == batches.size();
        const QByteArray id = last || say.id.isEmpty() ? say.id : say.id + '.' + QByteArray::number(i + 1);
        QList<wire::Tag> tags = stampTags(id, say.sentAt, voice);
        if (i == 0)
            tags += voice.firstTags;
        std::vector<wire::Message> more = batchOf(batch, command, voice, std::move(tags), batchCounter);
        std::move(more.begin(), more.end(), std::back_inserter(lines));
    }
    return lines;
}

int messageCount(const Say &say, const Voice &voice)
{
    quint64 batchCounter = 0;
    const std::vector<wire::Message> lines = linesOf(say, voice, batchCounter);
    return static_cast<int>(std::count_if(lines.begin(), lines.end(), [](const wire::Message &line) {
        return line.command == "BATCH" ? line.params.constFirst().startsWith('+') : !line.tag("batch");
    }));
}

qsizetype longestMask(QByteArrayView nick)
{
    return nick.size() + 2 + LongestUser + LongestHost;
}

IncomingBatch::IncomingBatch(const wire::MessageView &opening, const MultilineCeiling &ceiling)
    : m_ceiling(ceiling)
    , m_reference(opening.param(0).sliced(1).toByteArray())
    , m_target(opening.param(2).toByteArray())
    , m_tags(wire::Message::fromView(opening).tags)
    , m_stamp(stampOf(opening))
{
}

IncomingBatch::Fault IncomingBatch::add(const wire::MessageView &line)
{
    const bool notice = line.isCommand("NOTICE");
    if ((!notice && !line.isCommand("PRIVMSG")) || line.paramCount < 2)
        return Fault::Invalid;
    const QByteArray command = notice ? QByteArrayLiteral("NOTICE") : QByteArrayLiteral("PRIVMSG");
    if (!m_command.isEmpty() && command != m_command)
        return Fault::Invalid;
    if (!wire::sameName(line.param(0), m_target))
        return Fault::Target;
    const bool continues = !m_parts.empty() && line.tag(ConcatTag).has_value();
    const qsizetype size = line.param(1).size() + (m_parts.empty() || continues ? 0 : 1);
    if (m_bytes + size > m_ceiling.bytes)
        return Fault::Bytes;
    if (m_ceiling.lines > 0 && int(m_parts.size()) >= m_ceiling.lines)
        return Fault::Lines;
    m_command = command;
    m_bytes += size;
    m_parts.push_back({line.param(1).toByteArray(), continues});
    return Fault::None;
}

QByteArray IncomingBatch::text() const
{
    QByteArray joined;
    joined.reserve(m_bytes);
    for (const Piece &piece : m_parts) {
        if (!piece.continues && &piece != &m_parts.front())
            joined += '\n';
        joined += piece.text;
    }
    return joined;
}

} // namespace plausch::session
