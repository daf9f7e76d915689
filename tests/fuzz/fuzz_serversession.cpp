// A guest who sends anything.
#include "sessiondriver.h"

#include "session/serversession.h"

using namespace plausch;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzz::StrictPort port;
    const session::Self host{"anna", QStringLiteral("Anna Lena"), false, {}, 50001};
    session::ServerSession session(port, {"anna.local", host, 1'700'000'000'000}, {});
    fuzz::SessionDriver(session, port).run(fuzz::view(data, size));
    return 0;
}
