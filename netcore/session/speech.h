// Layer: session. Values. How a text becomes lines and lines become a text, the same on both ends.
#pragma once

#include "session/capabilities.h"
#include "session/vocabulary.h"
#include "wire/message.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>
#include <vector>

namespace plausch::session {

/// Text as the wire can carry it: LF for every line break, no NUL, no \x01 in front; never without a character.
QByteArray wireText(const QString &text);

/// A part of a text that fits one line.
struct Piece
{
    QByteArray text;
    bool continues = false; // joined to the piece before it without a line break
};
/// Cuts at line breaks, and lines over `room` after a blank where there is one, never inside a character. The blank
/// stays at the end of its piece (https://ircv3.net/specs/extensions/multiline#splitting-long-lines).
std::vector<Piece> pieces(QByteArrayView text, qsizetype room);

/// How one end speaks on one link.
struct Voice
{
    QByteArray source; // prefix of every line, empty on the dialling side
    QByteArray target;
    qsizetype maskBytes = 0; // of the prefix the line has on arrival, also if a server adds it
    qsizetype lineBytes = wire::MaxBodyBytes; // of a line without its tags, with CR LF
    bool tags = false; // ids and times may be sent
    bool receipts = false; // the other end is a Plausch
    QList<wire::Tag> firstTags; // that go with the first line, or the first batch, besides id and time
    std::optional<MultilineCeiling> multiline;
};

/// The lines of one message. The id is in the first; a text over the ceilings becomes several batches, and then the
/// last one has the id, so that its receipt speaks for all, and those before it an id derived from it.
std::vector<wire::Message> linesOf(const Say &say, const Voice &voice, quint64 &batchCounter);
/// How many messages the others get of it: a batch counts as one.
int messageCount(const Say &say, const Voice &voice);
/// The longest prefix that a server may put before our lines.
qsizetype longestMask(QByteArrayView nick);
/// BATCH open, one line per piece, BATCH close.
std::vector<wire::Message> batchOf(const std::vector<Piece> &batch, const QByteArray &command, const Voice &voice,
                                   QList<wire::Tag> tags, quint64 &batchCounter);

/// A draft/multiline batch on its way in. The ceilings are checked before anything is stored.
class IncomingBatch
{
public:
    enum class Fault { None, Bytes, Lines, Target, Invalid };

    IncomingBatch(const wire::MessageView &opening, const MultilineCeiling &ceiling);

    const QByteArray &reference() const { return m_reference; }
    const QByteArray &target() const { return m_target; }
    const QByteArray &command() const { return m_command; }
    const QList<wire::Tag> &tags() const { return m_tags; } // of the opening
    const Stamp &stamp() const { return m_stamp; }
    const std::vector<Piece> &parts() const { return m_parts; }

    Fault add(const wire::MessageView &line);
    QByteArray text() const;

private:
    MultilineCeiling m_ceiling;
    QByteArray m_reference;
    QByteArray m_target;
    QByteArray m_command;
    QList<wire::Tag> m_tags;
    Stamp m_stamp;
    std::vector<Piece> m_parts;
    qsizetype m_bytes = 0;
};

} // namespace plausch::session
