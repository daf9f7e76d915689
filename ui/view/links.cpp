#include "ui/view/links.h"

#include <QRegularExpression>

namespace plausch::ui {
namespace {

constexpr qsizetype MaxLinkChars = 2'048; // longer ones stay text

bool isClosing(QChar c)
{
    return c == u')' || c == u']' || c == u'}';
}

bool closesInside(QStringView link)
{
    const QChar last = link.back();
    const QChar opening = last == u')' ? u'(' : last == u']' ? u'[' : u'{';
    return link.count(opening) >= link.count(last);
}

/// Punctuation of the sentence around a link is no part of it; brackets are if they were opened inside.
QStringView trimmedEnd(QStringView link)
{
    static const QString sentenceMarks = QStringLiteral(".,;:!?'\"*_\u2026\u201c\u201d\u2019\u00bb");
    while (!link.isEmpty()) {
        const QChar last = link.back();
        if (!sentenceMarks.contains(last) && (!isClosing(last) || closesInside(link)))
            break;
        link.chop(1);
    }
    return link;
}

bool isUsable(const QUrl &url)
{
    if (!url.isValid())
        return false;
    return url.scheme() == QLatin1String("mailto") ? url.path().contains(u'@') : !url.host().isEmpty();
}

} // namespace

QList<Link> findLinks(const QString &text)
{
    static const QRegularExpression pattern(
        QStringLiteral(R"((?<![\p{L}\p{N}+.-])(?:(?:https?|ircs?)://|mailto:)[^\s<>"\x00-\x1f\x{2028}\x{2029}]+)"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    QList<Link> links;
    if (!text.contains(u':'))
        return links;
    for (auto it = pattern.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        const QStringView found = trimmedEnd(match.capturedView());
        if (found.isEmpty() || found.size() > MaxLinkChars)
            continue;
        const QUrl url(found.toString());
        if (isUsable(url))
            links.append({static_cast<int>(match.capturedStart()), static_cast<int>(found.size()), url});
    }
    return links;
}

} // namespace plausch::ui
