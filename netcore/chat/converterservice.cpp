#include "chat/converterservice.h"

#include "chat/datagramservice.h"
#include "chat/streamservice.h"

namespace plausch::chat {

std::unique_ptr<ConverterService> makeConverterService(const ServiceSpec &spec, ServiceLog &log)
{
    if (isUdp(spec.kind))
        return std::make_unique<DatagramService>(spec, log);
    return std::make_unique<StreamService>(spec, log);
}

} // namespace plausch::chat
