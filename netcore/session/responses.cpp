#include "session/responses.h"

namespace plausch::session {
namespace {

constexpr char LabelTag[] = "label";
constexpr char BatchName[] = "BATCH";

bool isOneBatch(const std::vector<wire::Message> &messages)
{
    const wire::Message &first = messages.front();
    const wire::Message &last = messages.back();
    return first.command == BatchName && last.command == BatchName && first.params.value(0).startsWith('+')
        && last.params.value(0).startsWith('-') && first.params[0].mid(1) == last.params[0].mid(1);
}

} // namespace

void Responses::begin(QByteArray label)
{
    m_label = label.size() <= MaxLabelBytes ? std::move(label) : QByteArray();
    m_messages.clear();
}

std::vector<wire::Message> Responses::take(const QByteArray &serverName)
{
    std::vector<wire::Message> messages = std::exchange(m_messages, {});
    const QByteArray label = std::exchange(m_label, {});
    if (label.isEmpty())
        return messages;
    if (messages.empty())
        messages.push_back({{}, serverName, QByteArrayLiteral("ACK"), {}});
    if (messages.size() == 1 || isOneBatch(messages)) {
        messages.front().tags.prepend({LabelTag, label});
        return messages;
    }
    const QByteArray reference = 'l' + QByteArray::number(++m_batches);
    for (wire::Message &message : messages)
        message.tags.prepend({QByteArrayLiteral("batch"), reference});
    messages.insert(
        messages.begin(),
        {{{LabelTag, label}}, serverName, BatchName, {'+' + reference, QByteArrayLiteral("labeled-response")}});
    messages.push_back({{}, serverName, BatchName, {'-' + reference}});
    return messages;
}

} // namespace plausch::session
