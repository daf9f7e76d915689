// Layer: session. A value. Owner: ServerSession.
#pragma once

#include "wire/message.h"

#include <vector>

namespace plausch::session {

/// What one line of a client is answered with, so that its label comes back on exactly one logical message: an ACK for
/// no answer, the tag on a single one or on a batch, a batch around several
/// (https://ircv3.net/specs/extensions/labeled-response).
class Responses
{
public:
    static constexpr qsizetype MaxLabelBytes = 64;

    void begin(QByteArray label);
    const QByteArray &label() const { return m_label; }
    void setLabel(QByteArray label) { m_label = std::move(label); }
    void add(wire::Message message) { m_messages.push_back(std::move(message)); }
    std::vector<wire::Message> take(const QByteArray &serverName);

private:
    QByteArray m_label;
    std::vector<wire::Message> m_messages;
    quint64 m_batches = 0;
};

} // namespace plausch::session
