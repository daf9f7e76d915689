// Byte 0 is the ceiling, byte 1 the pattern of cuts, the rest the stream.
#include "framing.h"
#include "wire/lengthframer.h"

using namespace plausch;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const qsizetype maxBody = data[0];
    const QByteArrayView stream = fuzz::view(data + 2, size - 2);
    const wire::LengthFramer framer(maxBody);
    const fuzz::Framed whole = fuzz::feedIn(framer, stream, 0, 4 + maxBody);
    fuzz::require(fuzz::feedIn(framer, stream, data[1], 4 + maxBody) == whole, "a cut changes nothing");

    QByteArray again;
    for (const QByteArray &body : whole.messages) {
        fuzz::require(body.size() <= maxBody, "a body is under the ceiling");
        again += wire::LengthFramer::frame(body);
    }
    fuzz::require(stream.startsWith(again), "the bodies framed again are the stream");
    return 0;
}
