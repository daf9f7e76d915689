// Byte 0 is the ceiling, byte 1 the pattern of cuts, the rest the stream.
#include "framing.h"

using namespace plausch;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const qsizetype maxLine = data[0];
    const QByteArrayView stream = fuzz::view(data + 2, size - 2);
    for (const bool keepEmpty : {false, true}) {
        const wire::LineFramer framer(maxLine, keepEmpty);
        const fuzz::Framed whole = fuzz::feedIn(framer, stream, 0, maxLine);
        fuzz::require(fuzz::feedIn(framer, stream, data[1], maxLine) == whole, "a cut changes nothing");
        for (const QByteArray &line : whole.messages) {
            fuzz::require(line.size() <= maxLine && !line.contains('\n'), "a line is a line under the ceiling");
            fuzz::require(keepEmpty || !line.isEmpty(), "empty lines are skipped");
        }
    }
    return 0;
}
