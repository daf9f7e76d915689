// Layer: server. Thread: the realm's. Owner: World.
#pragma once

#include "session/capabilities.h"

#include <QByteArray>

#include <vector>

namespace plausch::server {

/// What one command of one client is answered with, as one write, so that its label comes back on exactly one logical
/// message: an ACK for no answer, the tag on a single one or on a batch that is one already, a batch around several
/// (https://ircv3.net/specs/extensions/labeled-response).
class Replies
{
public:
    static constexpr qsizetype MaxLabelBytes = 64;

    void begin(QByteArray label);
    const QByteArray &label() const { return m_label; }
    /// The answer comes later: nothing is written now, not even an ACK. The label is for begin() then.
    QByteArray takeLabel();
    /// Tags without '@', body without CR LF.
    void add(QByteArrayView tags, QByteArrayView body);
    /// The bytes to write, tags completed; empty if there is nothing to say.
    QByteArray take(session::Caps caps, QByteArrayView serverName, QByteArrayView time);

private:
    struct Line
    {
        qsizetype tags;
        qsizetype body;
    };
    bool isOneBatch() const;
    QByteArrayView bodyOf(const Line &line, qsizetype begin) const;
    QByteArray wrapped(session::Caps caps, QByteArrayView serverName, QByteArrayView time);

    QByteArray m_label;
    QByteArray m_text; // tags and bodies, one after the other
    std::vector<Line> m_lines; // their sizes
    quint64 m_batches = 0;
};

} // namespace plausch::server
