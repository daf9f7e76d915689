// A server that answers anything.
#include "sessiondriver.h"

#include "session/clientsession.h"

using namespace plausch;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzz::StrictPort port;
    session::ClientSession session(port, {"eva", QStringLiteral("Eva"), false, {}, 0}, {});
    fuzz::SessionDriver(session, port).run(fuzz::view(data, size));
    return 0;
}
