#include "ui/models/talktext.h"

#include <QCoreApplication>
#include <QLocale>

namespace plausch::ui {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(TalkText)
};

constexpr int MostNames = 20; // in a tooltip

} // namespace

bool isWithdrawn(const store::MessageRow &message)
{
    return message.state == store::MessageState::Withdrawn || message.withdrawnAt > 0;
}

QString quoteText(const store::Quote &quote)
{
    if (quote.withdrawn)
        return Words::tr("Withdrawn message");
    return quote.row == 0 ? Words::tr("A message that is not here") : quote.text.simplified();
}

QString reactionNames(const store::ReactionSum &sum, const QString &other)
{
    QStringList names = sum.who.first(qMin<qsizetype>(sum.who.size(), MostNames));
    const int others = sum.count - (sum.mine ? 1 : 0);
    if (names.isEmpty() && others > 0)
        names.append(other);
    if (sum.mine)
        names.append(Words::tr("you", "gave a reaction"));
    if (const int more = others - int(sum.who.size()); !sum.who.isEmpty() && more > 0)
        names.append(Words::tr("%n more", nullptr, more));
    else if (sum.who.size() > MostNames)
        names.append(Words::tr("%n more", nullptr, int(sum.who.size()) - MostNames));
    return QLocale().createSeparatedList(names);
}

QString reactionsText(const QList<store::ReactionSum> &reactions)
{
    QStringList parts;
    for (const store::ReactionSum &sum : reactions)
        parts.append(sum.reaction + u' ' + QLocale().toString(sum.count));
    return parts.join(QStringLiteral(", "));
}

QString typingText(const QStringList &names)
{
    switch (names.size()) {
    case 0:
        return {};
    case 1:
        return Words::tr("%1 is typing ...").arg(names.at(0));
    case 2:
        return Words::tr("%1 and %2 are typing ...").arg(names.at(0), names.at(1));
    default:
        return Words::tr("%n people are typing ...", nullptr, int(names.size()));
    }
}

} // namespace plausch::ui
