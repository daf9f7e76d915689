// Layer: chatserver. Thread: main. Reads files, and at the first start writes one: for start and reload, not for loops.
#pragma once

#include "chatserver/plan.h"
#include "io/tlsserver.h"

#include <memory>

namespace plausch::chatserver {

struct Certificate
{
    std::shared_ptr<const io::TlsServer> server; // null: the complaint says why
    QString complaint; // names the file
};

/// What the plan names; without names, tls.pem in the data folder.
Certificate readCertificate(const Plan &plan);
/// The same; tls.pem is made if it is not there: a key and a certificate that it signed itself, for nobody else to
/// read.
Certificate readOrMakeCertificate(const Plan &plan);

} // namespace plausch::chatserver
