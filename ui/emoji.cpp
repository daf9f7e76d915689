// Characters: https://unicode.org/emoji/charts/emoji-list.html; the names are short words of our own.
#include "emoji.h"

#include <algorithm>
#include <iterator>

namespace plausch::ui {
namespace {

struct Row
{
    const char16_t *text;
    const char16_t *name;
};

// clang-format off
constexpr Row Table[] = {
    {u"\U0001f600", u"grin"},
    {u"\U0001f604", u"smile"},
    {u"\U0001f602", u"joy"},
    {u"\U0001f923", u"rofl"},
    {u"\U0001f642", u"slightsmile"},
    {u"\U0001f609", u"wink"},
    {u"\U0001f60a", u"blush"},
    {u"\U0001f60d", u"hearteyes"},
    {u"\U0001f618", u"kiss"},
    {u"\U0001f60e", u"cool"},
    {u"\U0001f913", u"nerd"},
    {u"\U0001f914", u"thinking"},
    {u"\U0001f928", u"doubt"},
    {u"\U0001f610", u"neutral"},
    {u"\U0001f644", u"rolleyes"},
    {u"\U0001f60f", u"smirk"},
    {u"\U0001f634", u"sleep"},
    {u"\U0001f605", u"sweat"},
    {u"\U0001f62c", u"grimace"},
    {u"\U0001f615", u"confused"},
    {u"\U0001f622", u"cry"},
    {u"\U0001f62d", u"sob"},
    {u"\U0001f621", u"angry"},
    {u"\U0001f631", u"scream"},
    {u"\U0001f92f", u"mindblown"},
    {u"\U0001f973", u"party"},
    {u"\U0001f607", u"angel"},
    {u"\U0001f917", u"hug"},
    {u"\U0001f937", u"shrug"},
    {u"\U0001f926", u"facepalm"},
    {u"\U0001f648", u"seenoevil"},
    {u"\U0001f44d", u"thumbsup"},
    {u"\U0001f44e", u"thumbsdown"},
    {u"\U0001f44c", u"ok"},
    {u"\u270c\ufe0f", u"victory"},
    {u"\U0001f91e", u"fingerscrossed"},
    {u"\U0001f44f", u"clap"},
    {u"\U0001f64c", u"hooray"},
    {u"\U0001f64f", u"please"},
    {u"\U0001f4aa", u"strong"},
    {u"\U0001f44b", u"wave"},
    {u"\U0001f440", u"eyes"},
    {u"\u2764\ufe0f", u"heart"},
    {u"\U0001f494", u"brokenheart"},
    {u"\u2b50", u"star"},
    {u"\u2728", u"sparkles"},
    {u"\U0001f525", u"fire"},
    {u"\U0001f4af", u"hundred"},
    {u"\u2705", u"check"},
    {u"\u274c", u"cross"},
    {u"\u2753", u"question"},
    {u"\u2757", u"exclamation"},
    {u"\u26a0\ufe0f", u"warning"},
    {u"\U0001f4a1", u"idea"},
    {u"\U0001f389", u"tada"},
    {u"\U0001f381", u"gift"},
    {u"\U0001f382", u"cake"},
    {u"\u2615", u"coffee"},
    {u"\U0001f355", u"pizza"},
    {u"\U0001f34e", u"apple"},
    {u"\U0001f37a", u"beer"},
    {u"\U0001f31e", u"sun"},
    {u"\U0001f327\ufe0f", u"rain"},
    {u"\u2744\ufe0f", u"snow"},
    {u"\U0001f308", u"rainbow"},
    {u"\U0001f41b", u"bug"},
    {u"\U0001f427", u"penguin"},
    {u"\U0001f431", u"cat"},
    {u"\U0001f436", u"dog"},
    {u"\U0001f98a", u"fox"},
    {u"\U0001f331", u"seedling"},
    {u"\U0001f33b", u"sunflower"},
    {u"\U0001f680", u"rocket"},
    {u"\U0001f6b2", u"bike"},
    {u"\U0001f686", u"train"},
    {u"\U0001f3e0", u"house"},
    {u"\U0001f393", u"graduate"},
    {u"\U0001f4da", u"books"},
    {u"\U0001f4dd", u"note"},
    {u"\U0001f4ce", u"paperclip"},
    {u"\U0001f4c5", u"calendar"},
    {u"\u23f0", u"alarm"},
    {u"\u23f3", u"hourglass"},
    {u"\U0001f512", u"lock"},
    {u"\U0001f511", u"key"},
    {u"\U0001f527", u"wrench"},
    {u"\U0001f4bb", u"laptop"},
    {u"\U0001f5a5\ufe0f", u"computer"},
    {u"\U0001f4f1", u"phone"},
    {u"\U0001f50c", u"plug"},
    {u"\U0001f310", u"network"},
    {u"\U0001f4e1", u"antenna"},
    {u"\U0001f4e6", u"package"},
    {u"\U0001f5d1\ufe0f", u"trash"},
    {u"\U0001f50d", u"search"},
    {u"\U0001f3b5", u"music"},
    {u"\U0001f3ae", u"game"},
    {u"\u26bd", u"football"},
    {u"\U0001f3c6", u"trophy"},
};
// clang-format on

bool isLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

} // namespace

const QList<Emoji> &emojis()
{
    static const QList<Emoji> all = [] {
        QList<Emoji> made;
        made.reserve(std::size(Table));
        for (const Row &row : Table)
            made.append({QString::fromUtf16(row.text), QString::fromUtf16(row.name)});
        return made;
    }();
    return all;
}

QList<Emoji> emojisFor(const QString &letters)
{
    const QString wanted = letters.toLower();
    QList<Emoji> found;
    std::copy_if(emojis().cbegin(), emojis().cend(), std::back_inserter(found),
                 [&wanted](const Emoji &emoji) { return emoji.name.contains(wanted); });
    std::stable_partition(found.begin(), found.end(),
                          [&wanted](const Emoji &emoji) { return emoji.name.startsWith(wanted); });
    return found;
}

std::optional<EmojiStart> emojiStart(const QString &text, qsizetype position)
{
    qsizetype at = position;
    while (at > 0 && isLetter(text.at(at - 1)))
        --at;
    if (at == position || at == 0 || text.at(at - 1) != u':' || (at > 1 && !text.at(at - 2).isSpace()))
        return std::nullopt;
    return EmojiStart{at - 1, text.mid(at, position - at)};
}

} // namespace plausch::ui
