#include "session/capabilities.h"

#include <utility>

namespace plausch::session {
namespace {

using Row = std::pair<Cap, const char *>;
constexpr Row Table[] = {
    {Cap::MessageTags, "message-tags"},
    {Cap::ServerTime, "server-time"},
    {Cap::EchoMessage, "echo-message"},
    {Cap::LabeledResponse, "labeled-response"},
    {Cap::Batch, "batch"},
    {Cap::AwayNotify, "away-notify"},
    {Cap::SetName, "setname"},
    {Cap::Multiline, "draft/multiline"},
    {Cap::CapNotify, "cap-notify"},
    {Cap::Receipts, "plausch.chat/receipts"},
    {Cap::MultiPrefix, "multi-prefix"},
    {Cap::UserhostInNames, "userhost-in-names"},
    {Cap::ExtendedJoin, "extended-join"},
    {Cap::AccountNotify, "account-notify"},
    {Cap::AccountTag, "account-tag"},
    {Cap::ChgHost, "chghost"},
    {Cap::InviteNotify, "invite-notify"},
    {Cap::ExtendedMonitor, "extended-monitor"},
    {Cap::Sasl, "sasl"},
    {Cap::StandardReplies, "standard-replies"},
    {Cap::AccountRegistration, "draft/account-registration"},
    {Cap::ChatHistory, "draft/chathistory"},
    {Cap::EventPlayback, "draft/event-playback"},
    {Cap::ReadMarker, "draft/read-marker"},
    {Cap::MessageRedaction, "draft/message-redaction"},
    {Cap::Metadata, "draft/metadata-2"},
    {Cap::ChannelRename, "draft/channel-rename"},
    {Cap::NoImplicitNames, "draft/no-implicit-names"},
    {Cap::PreAway, "draft/pre-away"},
    {Cap::Sts, "sts"},
};

template <class Sink> void forEachWord(QByteArrayView text, char separator, Sink &&sink)
{
    while (!text.isEmpty()) {
        const qsizetype end = text.indexOf(separator);
        const QByteArrayView word = end < 0 ? text : text.first(end);
        if (!word.isEmpty())
            sink(word);
        text = end < 0 ? QByteArrayView() : text.sliced(end + 1);
    }
}

std::pair<QByteArrayView, QByteArrayView> keyAndValue(QByteArrayView token)
{
    const qsizetype equals = token.indexOf('=');
    return equals < 0 ? std::pair(token, QByteArrayView()) : std::pair(token.first(equals), token.sliced(equals + 1));
}

} // namespace

std::optional<Cap> capNamed(QByteArrayView name)
{
    for (const auto &[cap, known] : Table) {
        if (name == QByteArrayView(known))
            return cap;
    }
    return std::nullopt;
}

QByteArrayView nameOf(Cap cap)
{
    for (const auto &[known, name] : Table) {
        if (cap == known)
            return name;
    }
    return {};
}

const std::vector<Cap> &allCaps()
{
    static const std::vector<Cap> all = [] {
        std::vector<Cap> caps;
        for (const auto &row : Table)
            caps.push_back(row.first);
        return caps;
    }();
    return all;
}

Caps peerCaps()
{
    return Cap::MessageTags | Cap::ServerTime | Cap::EchoMessage | Cap::LabeledResponse | Cap::Batch | Cap::AwayNotify
        | Cap::SetName | Cap::Multiline | Cap::CapNotify | Cap::Receipts | Cap::MessageRedaction;
}

QByteArray capList(Caps caps, const Limits *values)
{
    QByteArray list;
    for (const auto &[cap, name] : Table) {
        if (!caps.testFlag(cap))
            continue;
        if (!list.isEmpty())
            list += ' ';
        list += name;
        if (cap == Cap::Multiline && values)
            list += "=max-bytes=" + QByteArray::number(values->multilineBytes)
                + ",max-lines=" + QByteArray::number(values->multilineLines);
    }
    return list;
}

std::vector<CapToken> capTokens(QByteArrayView list)
{
    std::vector<CapToken> tokens;
    forEachWord(list, ' ', [&tokens](QByteArrayView word) {
        const bool off = word.startsWith('-');
        const auto [name, value] = keyAndValue(off ? word.sliced(1) : word);
        tokens.push_back({name, value, off});
    });
    return tokens;
}

std::optional<MultilineCeiling> multilineCeiling(QByteArrayView capValue)
{
    MultilineCeiling ceiling;
    forEachWord(capValue, ',', [&ceiling](QByteArrayView word) {
        const auto [key, value] = keyAndValue(word);
        if (key == QByteArrayView("max-bytes"))
            ceiling.bytes = value.toByteArray().toLongLong();
        else if (key == QByteArrayView("max-lines"))
            ceiling.lines = value.toByteArray().toInt();
    });
    if (ceiling.bytes <= 0 || ceiling.lines < 0)
        return std::nullopt;
    return ceiling;
}

} // namespace plausch::session
