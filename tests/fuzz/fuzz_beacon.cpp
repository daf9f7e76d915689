// Any datagram on the discovery port: what is taken for a beacon can be said again and is the same.
#include "chat/beacon.h"
#include "invariant.h"

using namespace plausch;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::optional<chat::Beacon> beacon = chat::parseBeacon(fuzz::view(data, size));
    if (!beacon)
        return 0;
    fuzz::require(beacon->fingerprint.size() == 32, "a fingerprint has 32 bytes");
    fuzz::require(beacon->name.toUtf8().size() <= chat::MaxBeaconNameBytes, "a name is under the ceiling");
    const QByteArray again = chat::encodeBeacon(*beacon);
    fuzz::require(!again.isEmpty() && again.size() <= chat::MaxBeaconBytes, "it can be said in one datagram");
    fuzz::require(chat::parseBeacon(again) == beacon, "what is said again means the same");
    return 0;
}
