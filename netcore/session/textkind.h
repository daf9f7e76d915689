// Layer: session. A value.
#pragma once

namespace plausch::session {

enum class TextKind { Text, Action, Notice };

} // namespace plausch::session
