#include "session/signs.h"

#include <QTextBoundaryFinder>

#include <algorithm>

namespace plausch::session {

bool isReaction(const QString &text)
{
    if (text.trimmed().isEmpty() || text.toUtf8().size() > MaxReactionBytes)
        return false;
    const auto breaks = [](QChar c) {
        return c.category() == QChar::Other_Control || c == QChar::LineSeparator || c == QChar::ParagraphSeparator;
    };
    if (std::any_of(text.cbegin(), text.cend(), breaks))
        return false;
    QTextBoundaryFinder clusters(QTextBoundaryFinder::Grapheme, text);
    int count = 0;
    while (count <= MaxReactionClusters && clusters.toNextBoundary() >= 0)
        ++count;
    return count <= MaxReactionClusters;
}

} // namespace plausch::session
