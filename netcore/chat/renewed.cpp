#include "chat/renewed.h"

#include "store/messages.h"

namespace plausch::chat {

store::MessageRow renewed(const store::MessageRow &known, store::MessageRow read)
{
    if (store::mayFollow(read.state, known.state))
        read.state = known.state;
    return read;
}

} // namespace plausch::chat
