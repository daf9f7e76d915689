// A dialled and an accepted link with keys of their own, and TLS between them.
#pragma once

#include "io/qtlink.h"
#include "support/certificates.h"
#include "support/eventually.h"
#include "support/linkparty.h"
#include "support/rawsocket.h"

#include <optional>

namespace plausch::test {

inline io::LinkOptions optionsOf(const TestIdentity &identity, io::Encryption encryption)
{
    io::LinkOptions options;
    options.encryption = encryption;
    options.tls.certificate = identity.certificate;
    options.tls.key = identity.key;
    return options;
}

struct TlsPair
{
    TlsPair(const io::LinkOptions &client, const io::LinkOptions &server)
        : dialler(io::dialLink(QStringLiteral("127.0.0.1"), listener.port(), client))
    {
        dialler.start();
        auto accepted = onThread([this] { return listener.accept().takeDescriptor(); });
        while (!isDone(accepted))
            QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
        acceptor.emplace(io::adoptLink(accepted.get(), server));
        acceptor->start();
    }
    bool bothOpen() const { return dialler.opened && acceptor->opened; }
    bool bothClosed() const { return dialler.closed && acceptor->closed; }
    bool keptTheirPromises() const { return dialler.keptItsPromises() && acceptor->keptItsPromises(); }

    RawListener listener;
    LinkParty dialler;
    std::optional<LinkParty> acceptor;
};

} // namespace plausch::test
