#include "store/historyrecords.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace plausch::store {
namespace {

constexpr std::size_t Plain = 9; // numbers of a record
constexpr std::size_t Redacted = 14;
constexpr std::size_t MaxHeader = Redacted * 21;

QByteArray owned(QByteArrayView view)
{
    return view.toByteArray();
}

/// For so many bytes more: each append() by itself costs more than the bytes.
char *room(QByteArray &blob, qsizetype bytes)
{
    const qsizetype before = blob.size();
    if (blob.capacity() < before + bytes)
        blob.reserve(std::max(2 * blob.capacity(), before + bytes));
    blob.resize(before + bytes);
    return blob.data() + before;
}

/// Digits up to a blank or colon, which is taken, too: which it was; 0: no number.
char takeNumber(QByteArrayView &rest, qint64 &number)
{
    const auto [end, error] = std::from_chars(rest.begin(), rest.end(), number);
    if (error != std::errc() || end == rest.end() || (*end != ' ' && *end != ':'))
        return 0;
    const char stop = *end;
    rest = rest.sliced(end - rest.begin() + 1);
    return stop;
}

/// Of so many bytes; false: there are not that many.
bool takeBytes(QByteArrayView &rest, qint64 size, QByteArrayView &bytes)
{
    if (size < 0 || size > rest.size())
        return false;
    bytes = rest.first(size);
    rest = rest.sliced(size);
    return true;
}

} // namespace

HistoryRow HistoryRecord::toRow(const QByteArray &withTarget) const
{
    HistoryRow whole;
    whole.row = row;
    whole.target = withTarget;
    whole.msgid = owned(msgid);
    whole.time = time;
    whole.source = owned(source);
    whole.account = owned(account);
    whole.command = command;
    whole.text = owned(text);
    whole.tags = owned(tags);
    if (redaction)
        whole.redaction = HistoryRedaction{owned(redaction->msgid), redaction->time, owned(redaction->source),
                                           owned(redaction->account), owned(redaction->reason)};
    return whole;
}

HistoryRecord recordOf(const HistoryRow &row)
{
    HistoryRecord record{row.row,    row.time,    row.command, row.target, row.msgid,
                         row.source, row.account, row.text,    row.tags,   {}};
    if (row.redaction)
        record.redaction = HistoryRecord::Redaction{row.redaction->time, row.redaction->msgid, row.redaction->source,
                                                    row.redaction->account, row.redaction->reason};
    return record;
}

void appendRecord(QByteArray &blob, const HistoryRecord &record)
{
    char header[MaxHeader];
    char *end = header;
    const auto put = [&](qint64 number, char behind = ' ') {
        end = std::to_chars(end, std::end(header) - 1, number).ptr;
        *end++ = behind;
    };
    const std::array texts{record.target, record.msgid, record.source, record.account, record.text, record.tags};
    put(record.row);
    put(record.time);
    put(qint64(record.command));
    for (const QByteArrayView text : texts)
        put(text.size());
    if (record.redaction) {
        put(record.redaction->time);
        put(record.redaction->msgid.size());
        put(record.redaction->source.size());
        put(record.redaction->account.size());
        put(record.redaction->reason.size());
    }
    end[-1] = ':';
    qsizetype size = end - header;
    for (const QByteArrayView text : texts)
        size += text.size();
    if (record.redaction)
        size += record.redaction->msgid.size() + record.redaction->source.size() + record.redaction->account.size()
            + record.redaction->reason.size();
    char *to = room(blob, size);
    to = std::copy(header, end, to);
    for (const QByteArrayView text : texts)
        to = std::copy(text.begin(), text.end(), to);
    if (record.redaction) {
        for (const QByteArrayView text :
             {record.redaction->msgid, record.redaction->source, record.redaction->account, record.redaction->reason})
            to = std::copy(text.begin(), text.end(), to);
    }
}

bool HistoryRecords::next(HistoryRecord &record)
{
    std::array<qint64, Redacted> numbers{};
    std::size_t count = 0;
    char stop = ' ';
    while (stop == ' ' && count < Redacted)
        stop = takeNumber(m_rest, numbers[count++]);
    const bool isRedacted = count == Redacted;
    QByteArrayView &rest = m_rest;
    const bool well = stop == ':' && (count == Plain || isRedacted) //
        && takeBytes(rest, numbers[3], record.target) && takeBytes(rest, numbers[4], record.msgid)
        && takeBytes(rest, numbers[5], record.source) && takeBytes(rest, numbers[6], record.account)
        && takeBytes(rest, numbers[7], record.text) && takeBytes(rest, numbers[8], record.tags);
    if (!well) {
        m_rest = {};
        return false;
    }
    record.row = numbers[0];
    record.time = numbers[1];
    record.command = HistoryCommand(std::clamp<qint64>(numbers[2], 0, qint64(HistoryCommand::Nick)));
    record.redaction.reset();
    if (!isRedacted)
        return true;
    HistoryRecord::Redaction &redaction = record.redaction.emplace(HistoryRecord::Redaction{});
    redaction.time = numbers[9];
    if (takeBytes(rest, numbers[10], redaction.msgid) && takeBytes(rest, numbers[11], redaction.source)
        && takeBytes(rest, numbers[12], redaction.account) && takeBytes(rest, numbers[13], redaction.reason))
        return true;
    m_rest = {};
    return false;
}

} // namespace plausch::store
