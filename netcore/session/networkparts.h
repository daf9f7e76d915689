// Layer: session. Values that NetworkSession keeps, and small functions on what a server writes.
#pragma once

#include "session/networkfeatures.h"
#include "session/scramclient.h"
#include "session/signtags.h"
#include "session/speech.h"
#include "wire/message.h"

#include <deque>
#include <optional>

namespace plausch::session {

/// A request a refusal could still come for. Found again by its label, else by its target.
struct Asked
{
    QByteArray command;
    QByteArray target;
    QByteArray ownId;
    QByteArray label;
    qint64 at = 0;
};

/// A line that waits for its turn. After it, the message `handedId` is the server's.
struct Outgoing
{
    wire::Message message;
    QByteArray handedId;
    bool isSign = false; // `handedId` is that of a sign
};

/// What we said, until the server has said it again.
struct OwnWords
{
    QByteArray id;
    QByteArray target;
    QString text;
    TextKind kind = TextKind::Text;
    std::deque<QByteArray> echoes; // what is still to come back; empty bytes: a batch
};

/// PRIVMSG or NOTICE, a single one or a batch of them.
struct Utterance
{
    QByteArray source;
    QByteArray target;
    bool notice = false;
    QByteArray text;
    QByteArray msgid;
    QByteArray senderId;
    qint64 sentAt = 0; // by the sender's clock; 0: not told
    QByteArray account;
    qint64 time = 0; // 0: not told
    MessageName replyTo;
    QList<wire::Tag> others; // client-only ones that nothing above tells
};
Utterance utteranceOf(const wire::MessageView &line);
Utterance utteranceOf(const QByteArray &source, const IncomingBatch &batch);

/// https://ircv3.net/specs/extensions/batch
struct OpenBatch
{
    QByteArray reference;
    QByteArray type;
    QByteArray target;
    QByteArray source;
    QByteArray label; // its own or that of the batch around it
    QByteArray parent; // reference of the batch around it
    bool history = false; // it, or one around it, is a page of history
    int messages = 0; // and events: what counts for a page
    QByteArray oldest; // their first msgid
    QByteArray newest; // their last one
    std::optional<IncomingBatch> multiline;
};

/// What surrounds the line that is being handled.
struct LineContext
{
    QByteArray label;
    QByteArray batch;
    bool history = false;
};

struct HistoryPage
{
    QByteArray target;
    HistoryFrom from = HistoryFrom::Latest;
    int count = 0;
};

struct Watched
{
    QByteArray nick;
    std::optional<bool> online;
};

/// One sign-in by SASL (https://ircv3.net/specs/extensions/sasl-3.1).
struct SignInState
{
    enum class Step { Chosen, Responded, Proven };
    QByteArray account;
    QByteArray secret;
    QByteArrayList mechanisms; // still to be tried, the first one is
    Step step = Step::Chosen;
    QByteArray received; // Base64 that goes on in the next line
    std::optional<ScramClient> scram;
};

/// "nick" of "nick!user@host".
QByteArrayView nickOf(QByteArrayView source);
/// UTF-8, else what old servers and clients write: Latin-1. Without the codes for bold, colours and the like.
QString textOf(QByteArrayView bytes);
/// The parameters from `first` on, as one text.
QString restOf(const wire::MessageView &line, int first);
/// A time in seconds, as numerics have it; 0: none.
qint64 secondsOf(QByteArrayView digits);
/// The value of "timestamp=..."; 0: none.
qint64 timestampOf(QByteArrayView parameter);

} // namespace plausch::session
