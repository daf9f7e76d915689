#include "chatstate.h"

#include "ui/models/presencetext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace plausch::ui {
namespace {

using chat::ChatInfo;
using chat::ChatKind;
using chat::Presence;
using Tone = BarContent::Tone;

class Words
{
    Q_DECLARE_TR_FUNCTIONS(ChatBar)
};

BarContent::Choice choice(ChatChoice what)
{
    switch (what) {
    case ChatChoice::TryNow:
        return {int(what), Words::tr("Try now")};
    case ChatChoice::Compare:
        return {int(what), Words::tr("Compare")};
    case ChatChoice::Accept:
        return {int(what), Words::tr("Accept", "a request")};
    case ChatChoice::Block:
        return {int(what), Words::tr("Block")};
    case ChatChoice::Ignore:
        return {int(what), Words::tr("Ignore", "a request")};
    case ChatChoice::Unblock:
        return {int(what), Words::tr("Unblock")};
    default: // those of chat servers: networkstate.cpp
        break;
    }
    Q_UNREACHABLE();
}

BarContent keyChanged(const ChatInfo &chat)
{
    const QDate since = QDateTime::fromMSecsSinceEpoch(chat.pinnedAt).date();
    return {Tone::Danger,
            Words::tr(
                "The key of %1 is not the one known since %2. Nothing was sent. Compare the words by phone before you "
                "continue.")
                .arg(chat.name, QLocale().toString(since, QLocale::ShortFormat)),
            {},
            {choice(ChatChoice::Compare)}};
}

/// The server where one has met him; null: he is at the door himself.
const chat::Route *metOn(const ChatInfo &chat)
{
    return chat.direct || chat.routes.size() < 2 ? nullptr : &chat.routes[1];
}

QString requestText(const ChatInfo &chat)
{
    if (const chat::Route *met = metOn(chat))
        return Words::tr("%1 wants to add you as a buddy. You are both on the server %2, where %1 goes by the name %3. "
                         "Until you accept, %1 does not learn who you are or where you can be reached.")
            .arg(chat.name, met->networkName, met->nick);
    return chat.encrypted || !chat.fingerprint.isEmpty()
        ? Words::tr("%1 would like to talk to you and so far knows nothing but your name.").arg(chat.name)
        : Words::tr("%1 would like to talk to you. Who it really is, is unproven: the link is not encrypted.")
              .arg(chat.name);
}

BarContent request(const ChatInfo &chat)
{
    return {Tone::Info,
            requestText(chat),
            {},
            {choice(ChatChoice::Accept), choice(ChatChoice::Block), choice(ChatChoice::Ignore)}};
}

BarContent unreachable(const ChatInfo &chat, qint64 now)
{
    const QString waiting = chat.queued > 0 ? Words::tr("%n message(s) wait here.", nullptr, chat.queued) : QString();
    const QString text = chat.nextTryAt > 0 ? Words::tr("%1 cannot be reached, next try in %2.")
                                                  .arg(chat.name, countdownText(qMax<qint64>(0, chat.nextTryAt - now)))
                                            : Words::tr("%1 cannot be reached.").arg(chat.name);
    return {Tone::Warning,
            waiting.isEmpty() ? text : Words::tr("%1 %2", "two sentences").arg(text, waiting),
            chat.detail,
            {choice(ChatChoice::TryNow)}};
}

BarContent offlineWithQueue(const ChatInfo &chat)
{
    return {
        Tone::Info,
        Words::tr("%n message(s) wait here and are sent as soon as %1 is there.", nullptr, chat.queued).arg(chat.name),
        chat.detail,
        {choice(ChatChoice::TryNow)}};
}

BarContent tooLong(const ChatInfo &chat)
{
    return {
        Tone::Info,
        Words::tr("A message is too long to go over a chat server. It waits for the direct link to %1, and what was "
                  "written after it waits with it.")
            .arg(chat.name),
        {},
        {choice(ChatChoice::TryNow)}};
}

BarContent unproven(const ChatInfo &chat)
{
    return {Tone::Warning,
            Words::tr("This link is not encrypted, and nothing proves that this is %1.").arg(chat.name),
            {},
            {choice(ChatChoice::Block)}};
}

} // namespace

std::optional<BarContent> chatBar(const ChatInfo &chat, qint64 now)
{
    if (chat.presence == Presence::Blocked)
        return BarContent{Tone::Info,
                          Words::tr("%1 is blocked and cannot write to you.").arg(chat.name),
                          {},
                          {choice(ChatChoice::Unblock)}};
    if (chat.presence == Presence::KeyChanged)
        return keyChanged(chat);
    if (chat.kind == ChatKind::Request)
        return request(chat);
    if (chat.kind == ChatKind::Visitor)
        return unproven(chat);
    if (chat.presence == Presence::Unreachable)
        return unreachable(chat, now);
    if (chat.presence == Presence::Offline && chat.queued > 0)
        return offlineWithQueue(chat);
    if (chat.tooLong)
        return tooLong(chat);
    return std::nullopt;
}

} // namespace plausch::ui
