// https://ircv3.net/specs/extensions/batch, https://ircv3.net/specs/extensions/chathistory,
// https://ircv3.net/specs/extensions/read-marker
#include "session/networksession.h"

#include <algorithm>
#include <utility>

namespace plausch::session {
namespace {

constexpr QByteArrayView MultilineType = "draft/multiline";
constexpr QByteArrayView TalksType = "draft/chathistory-targets";
constexpr int MaxTalks = 200;

bool isHistoryType(QByteArrayView type)
{
    return type == QByteArrayView("chathistory") || type == QByteArrayView("znc.in/playback");
}

} // namespace

OpenBatch *NetworkSession::batchOf(const Line &line)
{
    if (m_batches.empty())
        return nullptr;
    const auto reference = line.tag("batch");
    const auto found = std::find_if(m_batches.begin(), m_batches.end(),
                                    [&](const OpenBatch &one) { return reference == one.reference; });
    return found == m_batches.end() ? nullptr : &*found;
}

/// A batch in a page counts once, by its opening. A REDACT has a name that history is not asked by: it stands where the
/// message stood, and gives that one's name only where there is no other.
void NetworkSession::countInPage(const Line &line)
{
    if (line.isCommand("BATCH") && !line.param(0).startsWith('+'))
        return;
    const bool isRedact = line.isCommand("REDACT");
    const QByteArray msgid = isRedact ? line.param(1).toByteArray() : line.tag("msgid").value_or(QByteArray());
    const bool isUsable = !msgid.isEmpty() && msgid.size() <= MaxMsgidBytes;
    for (OpenBatch &batch : m_batches) {
        if (batch.reference != m_context.batch)
            continue;
        ++batch.messages;
        if (isUsable && batch.oldest.isEmpty())
            batch.oldest = msgid;
        if (isUsable && (!isRedact || batch.newest.isEmpty()))
            batch.newest = msgid;
    }
}

void NetworkSession::onBatch(const Line &line)
{
    const QByteArrayView reference = line.param(0);
    if (reference.size() < 2)
        return;
    if (reference.startsWith('+'))
        openBatch(line);
    else if (reference.startsWith('-'))
        closeBatch(reference.sliced(1));
}

void NetworkSession::openBatch(const Line &line)
{
    OpenBatch batch;
    batch.reference = line.param(0).sliced(1).toByteArray();
    batch.type = line.param(1).toByteArray();
    batch.target = line.param(2).toByteArray();
    batch.source = line.source.toByteArray();
    batch.label = m_context.label;
    batch.parent = m_context.batch;
    batch.history = m_context.history || isHistoryType(batch.type);
    if (batch.type == MultilineType && line.paramCount >= 3)
        batch.multiline.emplace(line, MultilineCeiling{m_limits.multilineBytes, m_limits.multilineLines});
    if (m_batches.size() >= MaxBatches) // a server that forgets to close them
        m_batches.erase(m_batches.begin());
    m_batches.push_back(std::move(batch));
}

/// What is over our ceilings is left out, so that the rest can be read.
void NetworkSession::onBatchLine(OpenBatch &batch, const Line &line)
{
    batch.multiline->add(line);
}

void NetworkSession::closeBatch(QByteArrayView reference)
{
    const auto found = std::find_if(m_batches.begin(), m_batches.end(),
                                    [reference](const OpenBatch &one) { return one.reference == reference; });
    if (found == m_batches.end())
        return;
    const OpenBatch batch = std::move(*found);
    m_batches.erase(found);
    if (batch.multiline && !batch.multiline->parts().empty()) {
        m_context = {batch.label, batch.parent, batch.history};
        hear(utteranceOf(batch.source, *batch.multiline));
    } else if (batch.type == TalksType) {
        tell(TalksListed{});
    } else if (isHistoryType(batch.type)) {
        onPageShown(batch);
    }
}

void NetworkSession::askHistory(const AskHistory &wish)
{
    const int most = m_features.historyMax > 0 ? m_features.historyMax : wish.count;
    const int count = std::max(1, std::min(wish.count, most));
    const bool hasPoint = !wish.msgid.isEmpty() || wish.time > 0;
    if (!m_features.history || (wish.from != HistoryFrom::Latest && !hasPoint)) {
        tell(HistoryShown{wish.target, wish.from, 0, false, {}, {}});
        return;
    }
    if (m_pages.size() >= MaxPages)
        return fail({"CHATHISTORY", wish.target, {}, {}, 0}, "QUEUE_FULL");
    const QByteArray point = !hasPoint ? QByteArray("*")
        : wish.msgid.isEmpty()         ? "timestamp=" + formatTime(wish.time)
                                       : "msgid=" + wish.msgid;
    const char *const verb = wish.from == HistoryFrom::Latest ? "LATEST"
        : wish.from == HistoryFrom::Before                    ? "BEFORE"
                                                              : "AFTER";
    m_pages.push_back({wish.target, wish.from, count});
    ask("CHATHISTORY", {verb, wish.target, point, QByteArray::number(count)}, wish.target);
}

void NetworkSession::askTalks(const AskTalks &wish)
{
    if (!m_features.history) {
        tell(TalksListed{});
        return;
    }
    ask("CHATHISTORY",
        {"TARGETS", "timestamp=" + formatTime(wish.since), "timestamp=" + formatTime(m_now.utc + 1),
         QByteArray::number(MaxTalks)},
        "*");
}

/// CHATHISTORY TARGETS <target> <time>
void NetworkSession::onTalk(const Line &line)
{
    if (line.param(0) == QByteArrayView("TARGETS"))
        tell(TalkFound{line.param(1).toByteArray(), parseTime(line.param(2))});
}

void NetworkSession::onPageShown(const OpenBatch &batch)
{
    const auto page = std::find_if(m_pages.begin(), m_pages.end(),
                                   [&](const HistoryPage &one) { return m_roster.same(one.target, batch.target); });
    if (page == m_pages.end()) // not asked for: a bouncer plays what was missed
        return;
    const HistoryShown shown{page->target, page->from,  batch.messages, batch.messages >= page->count,
                             batch.oldest, batch.newest};
    m_pages.erase(page);
    tell(shown);
}

void NetworkSession::dropPage(QByteArrayView target)
{
    const auto page = std::find_if(m_pages.begin(), m_pages.end(),
                                   [&](const HistoryPage &one) { return m_roster.same(one.target, target); });
    if (page != m_pages.end())
        m_pages.erase(page);
}

/// MARKREAD <target> timestamp=... or *
void NetworkSession::onMarkRead(const Line &line)
{
    tell(ReadUpTo{line.param(0).toByteArray(), timestampOf(line.param(1))});
}

} // namespace plausch::session
