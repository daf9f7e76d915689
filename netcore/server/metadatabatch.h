// Layer: server. Values of one turn. Thread: the realm's.
// https://ircv3.net/specs/extensions/metadata#batch-types, https://ircv3.net/specs/extensions/batch
#pragma once

#include "server/call.h"

namespace plausch::server {

/// The lines of an answer, from "BATCH +" when it begins to "BATCH -" when it ends. A client without the capability
/// batch gets the lines alone.
class MetadataBatch
{
public:
    /// Of type metadata, about the target.
    MetadataBatch(Call &call, QByteArray target);
    /// Of type metadata-subs.
    explicit MetadataBatch(Call &call);
    ~MetadataBatch();
    MetadataBatch(const MetadataBatch &) = delete;
    MetadataBatch &operator=(const MetadataBatch &) = delete;

    void value(const QByteArray &key, const QByteArray &value);
    void notSet(const QByteArray &key);
    void invalidKey(QByteArrayView key);
    void subscription(const QByteArray &key);

private:
    void begin(QByteArrayView type);
    void numeric(session::Numeric code, const QByteArray &rest);

    Call &m_call;
    QByteArray m_target;
    QByteArray m_reference; // empty: no batches for this client
};

/// The same with lines that are complete, for any client.
void sendMetadataBatch(World &world, Client &client, const QByteArray &target, const QByteArrayList &lines);

} // namespace plausch::server
