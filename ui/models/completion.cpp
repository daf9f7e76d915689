#include "ui/models/completion.h"

namespace plausch::ui {
namespace {

QStringList startingWith(const QStringList &words, const QString &letters)
{
    QStringList found;
    for (const QString &word : words) {
        if (word.startsWith(letters, Qt::CaseInsensitive))
            found.append(word);
    }
    return found;
}

} // namespace

std::optional<Completion::Result> Completion::next(const QString &text, int caret, const CompletionWords &words,
                                                   int step)
{
    const bool goesOn = !m_matches.isEmpty() && m_last.text == text && m_last.caret == caret;
    if (!goesOn && (step < 0 || !begin(text, caret, words)))
        return std::nullopt;
    m_at = (m_at + step + m_matches.size()) % m_matches.size();
    m_last = result();
    return m_last;
}

bool Completion::begin(const QString &text, int caret, const CompletionWords &words)
{
    m_matches.clear();
    m_at = -1;
    int start = caret;
    while (start > 0 && !text.at(start - 1).isSpace())
        --start;
    QString word = text.mid(start, caret - start);
    if (word.isEmpty())
        return false;
    const bool atLineStart = start == 0 || text.at(start - 1) == u'\n';
    m_sign.clear();
    m_ending = QStringLiteral(" ");
    if (start == 0 && word.startsWith(u'/')) {
        m_sign = word.first(1);
        m_matches = startingWith(words.commands, word.sliced(1));
    } else if (m_matches = startingWith(words.rooms, word); m_matches.isEmpty()) {
        if (word.startsWith(u'@') && word.size() > 1) {
            m_sign = word.first(1);
            word.remove(0, 1);
        }
        m_matches = startingWith(words.nicks, word);
        if (atLineStart)
            m_ending = QStringLiteral(": ");
    }
    m_before = text.first(start);
    m_after = text.sliced(caret);
    if (m_after.startsWith(u' '))
        m_ending.chop(1);
    return !m_matches.isEmpty();
}

Completion::Result Completion::result() const
{
    const QString done = m_before + m_sign + m_matches.at(m_at) + m_ending;
    return {done + m_after, static_cast<int>(done.size())};
}

} // namespace plausch::ui
