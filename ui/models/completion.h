// Layer: ui/models. Thread: main. Owner: Composer.
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace plausch::ui {

/// What can be completed; the better ones first.
struct CompletionWords
{
    QStringList nicks;
    QStringList rooms; // with their sign
    QStringList commands; // without the slash
};

/// Tab in a field: the word before the caret becomes the first word that starts with it, and with each further Tab the
/// next. At the start of a line a nick gets ": ".
class Completion
{
public:
    struct Result
    {
        QString text;
        int caret = 0;
    };
    /// nullopt: nothing starts like that. `step` -1 goes back, and does nothing where no completion has begun.
    std::optional<Result> next(const QString &text, int caret, const CompletionWords &words, int step = 1);

private:
    bool begin(const QString &text, int caret, const CompletionWords &words);
    Result result() const;

    QString m_before; // the word
    QString m_after;
    QString m_sign; // "@" written before a nick
    QStringList m_matches;
    QString m_ending;
    qsizetype m_at = -1;
    Result m_last; // what stands there while the user only presses Tab
};

} // namespace plausch::ui
