// Any tags on a chat server: nothing is believed that is not signed, and what was read is under its ceilings.
#include "chat/introduction.h"
#include "invariant.h"
#include "session/vocabulary.h"

using namespace plausch;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::optional<wire::Message> line = wire::Message::fromLine(fuzz::view(data, size));
    if (!line)
        return 0;
    const chat::Meeting meeting{QStringLiteral("TestNet"), "anna", "ben", wire::CaseMapping::Ascii,
                                1'790'000'000'000,         {}};
    const chat::ReadIntroduction read = chat::readIntroduction(line->tags, meeting);
    fuzz::require(read.fault != chat::IntroductionFault::None, "without the key nothing can be signed");
    fuzz::require(read.introduction.addresses.size() <= chat::MaxIntroductionAddresses, "so many addresses at most");
    fuzz::require(read.introduction.name.toUtf8().size() <= session::MaxNameBytes, "a name is under the ceiling");
    return 0;
}
