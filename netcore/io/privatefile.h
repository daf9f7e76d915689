// Layer: io. Blocks on the disk: for start-up, not for loops. POSIX.
#pragma once

#include <QByteArray>
#include <QString>

namespace plausch::io {

/// Whole or not at all, and never readable by others, not even for a moment. Empty, or the system's words.
QString writePrivately(const QString &path, const QByteArray &bytes);

} // namespace plausch::io
