// Layer: io. Pure function, any thread.
#pragma once

#include <QByteArray>

namespace plausch::io {

/// A new key on P-256 and a certificate that it signed itself, both as PEM in one piece; empty if OpenSSL cannot.
/// Nothing in it tells who or when: one name for all, a random serial number, and RFC 5280's widest validity (section
/// 4.1.2.5), so that a wrong clock on either side does not matter.
QByteArray newSelfSigned();

} // namespace plausch::io
