// How many messages a text becomes.
#include "chat/networks_p.h"
#include "session/speech.h"

namespace plausch::chat {

Shape Networks::shapeOf(const ChatId &chat, const QString &text) const
{
    const Conversation *conversation = m_impl->conversation(chat);
    if (!conversation)
        return {};
    const NetworkLine &line = *m_impl->lineOf(*conversation);
    session::Voice voice;
    voice.target = conversation->row.name.toUtf8();
    voice.maskBytes = session::longestMask(line.nick.isEmpty() ? line.row.nick.toUtf8() : line.nick);
    voice.lineBytes = line.features.lineBytes;
    session::Say say;
    say.text = text;
    Shape shape;
    shape.lines = shape.messages = session::messageCount(say, voice);
    if (line.features.multiline && line.features.multilineBytes > 0) {
        voice.multiline = session::MultilineCeiling{line.features.multilineBytes, line.features.multilineLines};
        shape.messages = session::messageCount(say, voice);
    }
    return shape;
}

} // namespace plausch::chat
