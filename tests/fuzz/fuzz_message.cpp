// Any line: the parts lie inside it, and what is accepted is written in one form that means the same.
#include "invariant.h"
#include "wire/message.h"

using namespace plausch;

namespace {

bool liesIn(QByteArrayView part, QByteArrayView line)
{
    return part.isEmpty() || (part.data() >= line.data() && part.data() + part.size() <= line.data() + line.size());
}

void checkView(const wire::MessageView &view, QByteArrayView line)
{
    fuzz::require(view.paramCount >= 0 && view.paramCount <= wire::MaxParams, "at most 15 parameters");
    fuzz::require(liesIn(view.rawTags, line) && liesIn(view.source, line) && liesIn(view.command, line),
                  "views lie in the line");
    for (int i = 0; i < view.paramCount; ++i)
        fuzz::require(liesIn(view.param(i), line), "parameters lie in the line");
}

void checkMessage(const wire::MessageView &view)
{
    const wire::Message message = wire::Message::fromView(view);
    for (const wire::Tag &tag : message.tags)
        fuzz::require(view.tag(tag.key) == tag.value, "the view and the message agree about a tag");
    const QByteArray once = wire::encode(message);
    fuzz::require(once.endsWith("\r\n"), "what was accepted can be written");
    fuzz::require(once.indexOf('\n') == once.size() - 1, "one message is one line");
    fuzz::require(wire::Message::fromLine(once.chopped(2)) == message, "the written line means the same");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView line = fuzz::view(data, size);
    wire::MessageView view;
    if (wire::parse(line, view) == wire::ParseError::None) {
        checkView(view, line);
        checkMessage(view);
    }
    fuzz::require(wire::unescapeTagValue(wire::escapeTagValue(line)) == line, "escaping is undone by unescaping");
    return 0;
}
