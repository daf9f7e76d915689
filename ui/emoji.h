// Layer: ui. Thread: any. Values.
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace plausch::ui {

struct Emoji
{
    QString text;
    QString name; // one word, as it is typed: ":thumbsup"
};

/// What the picker offers, in its order. Any other emoji can be typed or pasted.
const QList<Emoji> &emojis();
/// Those whose name begins with the letters come before those that merely contain them. No letters: all.
QList<Emoji> emojisFor(const QString &letters);

/// ":name" that ends at `position`, its colon at the beginning of a word.
struct EmojiStart
{
    qsizetype at = 0; // of the colon
    QString letters;
};
std::optional<EmojiStart> emojiStart(const QString &text, qsizetype position);

} // namespace plausch::ui
