// Layer: server. A value of one answer. Thread: the realm's.
#pragma once

#include "server/call.h"
#include "server/conversation.h"

namespace plausch::server {

/// The lines of an answer to CHATHISTORY, from "BATCH +" when it begins to "BATCH -" when it ends. A client without the
/// capability batch gets the lines alone (https://ircv3.net/specs/extensions/chathistory#chathistory-command).
class Replay
{
public:
    explicit Replay(Call &call); // of the type draft/chathistory-targets
    Replay(Call &call, const Conversation &conversation);
    ~Replay();
    Replay(const Replay &) = delete;
    Replay &operator=(const Replay &) = delete;

    void target(const QByteArray &name, qint64 time);
    /// What the client cannot take is left out.
    void message(const store::HistoryRow &row);

private:
    void begin(const QByteArray &type);
    void add(const Relay &line);
    void redacted(const store::HistoryRow &row);
    void lines(const store::HistoryRow &row);
    void batch(const store::HistoryRow &row, const QList<store::HistoryLine> &lines);
    void speech(const store::HistoryRow &row, const QByteArray &text);
    Relay stamped(const store::HistoryRow &row, QByteArray body) const;
    QByteArray head(const store::HistoryRow &row, QByteArrayView verb) const;
    const QByteArray &addressee(const store::HistoryRow &row) const;

    Call &m_call;
    Conversation m_conversation;
    QByteArray m_reference; // empty: no batches for this client
};

/// About as many bytes as its lines have.
qsizetype weightOf(const store::HistoryRow &row);

} // namespace plausch::server
