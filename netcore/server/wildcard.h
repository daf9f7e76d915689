// Layer: server. Pure functions, any thread.
#pragma once

#include <QByteArrayView>

namespace plausch::server {

/// '*' is any run of characters, '?' any one; ASCII case is ignored
/// (https://modern.ircdocs.horse/#wildcard-expressions). Takes at most as many steps as the two lengths multiplied,
/// whatever a stranger makes up.
bool matchesWildcard(QByteArrayView pattern, QByteArrayView text);

bool hasWildcard(QByteArrayView pattern);

} // namespace plausch::server
