// Layer: chat. Thread: the services' loop. Owner: ConverterHost's floor on that loop.
#pragma once

#include "chat/servicereport.h"

#include <memory>

namespace plausch::chat {

class ServiceLog;

/// One of the four services on its socket. Deleting it closes the port and every client at once.
class ConverterService
{
public:
    virtual ~ConverterService() = default;
    virtual io::BindError open() = 0;
    virtual quint16 port() const = 0; // the real one, also when 0 was asked for
};

/// The log outlives the service.
std::unique_ptr<ConverterService> makeConverterService(const ServiceSpec &spec, ServiceLog &log);

} // namespace plausch::chat
