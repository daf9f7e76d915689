// Layer: store. Pure functions over bytes, any thread.
#pragma once

#include "store/serverrows.h"

namespace plausch::store {

/// A message as it lies in a blob among others; it looks into the blob. In the blob it is numbers in decimal digits, a
/// blank between them and a colon behind, and then the bytes they counted:
///
///     row time command target msgid source account text tags[ time msgid source account reason]:bytes
///
/// where from `target` on each number is the length of what is called so, but for the time of the redaction in
/// brackets. So SQL can make one, and nothing in it has to be escaped.
struct HistoryRecord
{
    struct Redaction
    {
        qint64 time = 0;
        QByteArrayView msgid;
        QByteArrayView source;
        QByteArrayView account;
        QByteArrayView reason;
    };

    qint64 row = 0; // 0 in a pile: it follows from the place there
    qint64 time = 0;
    HistoryCommand command = HistoryCommand::Privmsg;
    QByteArrayView target; // empty in a block, which has one for all
    QByteArrayView msgid;
    QByteArrayView source;
    QByteArrayView account;
    QByteArrayView text;
    QByteArrayView tags;
    std::optional<Redaction> redaction;

    bool isEvent() const { return command >= HistoryCommand::Tagmsg; }
    HistoryRow toRow(const QByteArray &withTarget) const;
};

HistoryRecord recordOf(const HistoryRow &row); // looks into the row
void appendRecord(QByteArray &blob, const HistoryRecord &record);

/// One record after the other, as long as they make sense: a damaged blob ends early.
class HistoryRecords
{
public:
    explicit HistoryRecords(QByteArrayView blob) : m_rest(blob) { }

    bool next(HistoryRecord &record);
    QByteArrayView rest() const { return m_rest; } // what was not read yet

private:
    QByteArrayView m_rest;
};

} // namespace plausch::store
