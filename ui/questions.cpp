#include "ui/questions.h"

#include <QCoreApplication>

namespace plausch::ui {
namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Questions)
};

BarContent::Choice choice(QuestionChoice what, const QString &text)
{
    return {int(what), text};
}

QString question(const chat::Shape &shape)
{
    if (shape.messages == 1)
        return Words::tr("These %n lines can go as one message. Programs that know no such messages show each line as "
                         "one of its own.",
                         nullptr, shape.lines);
    if (shape.messages > MaxLinesAtOnce)
        return Words::tr("This would become %n messages, which is too much at once. Nothing was sent: please shorten "
                         "the text.",
                         nullptr, shape.messages);
    return Words::tr("This becomes %n messages here.", nullptr, shape.messages);
}

} // namespace

std::optional<BarContent> manyLinesBar(const chat::Shape &shape)
{
    if (shape.lines <= MaxLinesUnasked)
        return std::nullopt;
    BarContent bar{BarContent::Tone::Warning, question(shape), {}, {}};
    if (shape.messages == 1)
        bar.choices.append(choice(QuestionChoice::AsOne, Words::tr("Send as &one message")));
    else if (shape.messages < shape.lines && shape.messages <= MaxLinesAtOnce)
        bar.choices.append(choice(QuestionChoice::AsOne, Words::tr("Send &in %n messages", nullptr, shape.messages)));
    if (shape.lines <= MaxLinesAtOnce)
        bar.choices.append(choice(QuestionChoice::AsLines, Words::tr("Send %n &messages", nullptr, shape.lines)));
    bar.choices.append(choice(QuestionChoice::KeepWriting, Words::tr("&Keep writing")));
    return bar;
}

BarContent withdrawBar()
{
    return {
        BarContent::Tone::Warning,
        Words::tr("Withdraw this message? A line says that you did. Who has read it already may remember it."),
        {},
        {choice(QuestionChoice::Withdraw, Words::tr("&Withdraw")), choice(QuestionChoice::Keep, Words::tr("&Keep"))}};
}

BarContent commandsBar()
{
    QStringList names;
    for (const chat::CommandHelp &command : chat::Networks::commands())
        names.append(u'/' + command.name);
    BarContent bar{BarContent::Tone::Info,
                   Words::tr("Commands: %1. Tab completes them.", "/away, /ban, ...").arg(names.join(QLatin1Char(' '))),
                   {},
                   {}};
    bar.closable = true;
    return bar;
}

BarContent refusalBar(const QString &why)
{
    BarContent bar{BarContent::Tone::Warning, why, {}, {}};
    bar.closable = true;
    return bar;
}

} // namespace plausch::ui
