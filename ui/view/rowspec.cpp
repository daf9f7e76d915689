// From a row of the model to what is drawn of it.
#include "ui/avatar.h"
#include "ui/models/chatmodel.h"
#include "ui/models/messagetext.h"
#include "ui/models/talktext.h"
#include "ui/view/rowlayout.h"

#include <QLocale>

#include <cmath>

namespace plausch::ui {
namespace {

using store::MessageKind;
using store::MessageState;

RowLook lookOf(const store::MessageRow &message)
{
    switch (message.kind) {
    case MessageKind::WireOut:
        return RowLook::WireOut;
    case MessageKind::WireIn:
        return RowLook::WireIn;
    case MessageKind::Server:
        return RowLook::Server;
    case MessageKind::Text:
    case MessageKind::Action:
    case MessageKind::Notice:
        return message.mine ? RowLook::Mine : RowLook::Theirs;
    default: // what happened
        return RowLook::Info;
    }
}

QString stateIcon(MessageState state)
{
    switch (state) {
    case MessageState::Received:
        return {};
    case MessageState::Queued:
        return QStringLiteral("state-queued");
    case MessageState::Sent:
        return QStringLiteral("state-sent");
    case MessageState::Delivered:
        return QStringLiteral("state-delivered");
    case MessageState::Read:
        return QStringLiteral("state-read");
    case MessageState::Failed:
        return QStringLiteral("state-failed");
    case MessageState::Withdrawn:
        return QStringLiteral("state-withdrawn");
    }
    return {};
}

/// The word stands where something is amiss and at the end of each group; the icon always.
QString metaText(const store::MessageRow &message, bool endsGroup)
{
    const QString late = lateNote(message);
    const QString time = late.isEmpty() ? timeText(message) : late;
    const bool amiss = message.state == MessageState::Queued || message.state == MessageState::Failed;
    const bool told = message.state != MessageState::Received && !isWithdrawn(message);
    return told && (amiss || endsGroup) ? time + QStringLiteral("  ") + stateText(message.state) : time;
}

/// What it answers, and what others gave it.
void addAnswers(RowSpec &spec, const ChatModel &model, int row)
{
    const store::MessageRow &message = model.at(row);
    if (!message.replyTo.isEmpty()) {
        spec.quoteName = model.quotedNameAt(row);
        spec.quote = quoteText(message.quote);
        if (spec.quote.isEmpty())
            spec.quote = QStringLiteral(" ");
    }
    for (const store::ReactionSum &sum : message.reactions)
        spec.chips.append({sum.reaction, QLocale().toString(sum.count), sum.mine});
}

/// What a control character would do to the line is shown instead of done; positions stay the same.
QString displayable(QString text)
{
    for (QChar &c : text) {
        if (c == u'\n')
            c = QChar::LineSeparator;
        else if (c.unicode() < 0x20 && c != u'\t')
            c = QChar(0x2400 + c.unicode());
        else if (c.unicode() == 0x7f)
            c = QChar(0x2421);
    }
    return text;
}

} // namespace

RowSpec rowSpec(const ChatModel &model, int row, QDate today)
{
    const store::MessageRow &message = model.at(row);
    RowSpec spec;
    spec.look = lookOf(message);
    spec.startsGroup = model.startsGroup(row);
    spec.endsGroup = model.endsGroup(row);
    spec.newLine = row == model.firstNewRow();
    if (model.startsDay(row))
        spec.day = dayText(dayOf(message), today);

    spec.hidden = model.foldOf(row) == ChatModel::Fold::Hidden;
    if (spec.hidden)
        return spec;

    const QString name = model.nameAt(row);
    const QString body = model.shownText(row);
    spec.body = displayable(body);
    const bool withdrawn = isWithdrawn(message);
    spec.mention = message.mention && !withdrawn;
    spec.faint = withdrawn || message.kind == MessageKind::Notice;
    if (!withdrawn)
        spec.links = findLinks(body);
    if (spec.look == RowLook::Info)
        return spec;

    const bool isBubble = spec.look == RowLook::Mine || spec.look == RowLook::Theirs;
    if (isBubble)
        spec.meta = metaText(message, spec.endsGroup);
    else if (spec.look != RowLook::Server || spec.startsGroup) // one time for all the lines a server says at once
        spec.meta = timeText(message);
    if (message.mine && isBubble)
        spec.stateIcon = withdrawn ? QStringLiteral("state-withdrawn") : stateIcon(message.state);
    if (isBubble && !withdrawn)
        addAnswers(spec, model, row);
    spec.failed = isBubble && message.state == MessageState::Failed;
    if (spec.look == RowLook::Theirs && spec.startsGroup) {
        if (message.kind != MessageKind::Action) // there it is the first word
            spec.name = name;
        spec.avatarName = name;
        spec.avatarKey = !message.speaker.isEmpty() ? nickKey(message.speaker)
            : message.sender.isEmpty()              ? message.chat.toUtf8()
                                                    : message.sender;
    }
    return spec;
}

int estimatedHeight(const ChatModel &model, int row, const RowStyle &style)
{
    if (model.foldOf(row) == ChatModel::Fold::Hidden)
        return 0;
    const store::MessageRow &message = model.at(row);
    const RowLook look = lookOf(message);
    const bool isWire = look == RowLook::WireIn || look == RowLook::WireOut || look == RowLook::Server;
    const int width = isWire ? style.wireTextWidth : style.bubbleTextWidth;
    const auto chars = static_cast<double>(message.text.size());
    const int lines = std::max(1, static_cast<int>(std::ceil(chars * style.charWidth / width)));
    const bool starts =
        row == 0 || model.at(row - 1).sender != message.sender || model.at(row - 1).speaker != message.speaker;
    const int answered = message.replyTo.isEmpty() ? 0 : quoteHeight(style);
    const int reactions = message.reactions.isEmpty() ? 0 : chipHeight(style) + RowStyle::IconGap;
    const int frame = (isWire ? 2 * RowStyle::WirePadY : 2 * RowStyle::PadY) + answered + reactions;
    return lines * style.lineHeight + frame + (starts ? RowStyle::GroupGap + style.smallHeight : RowStyle::RowGap);
}

} // namespace plausch::ui
