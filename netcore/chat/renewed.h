// Layer: chat. A value, any thread.
#pragma once

#include "store/rows.h"

namespace plausch::chat {

/// What is known of a message, after the store was read once more. Its state may have gone on since that reading: a
/// receipt came, or the message is on its way, of which the store knows nothing.
store::MessageRow renewed(const store::MessageRow &known, store::MessageRow read);

} // namespace plausch::chat
