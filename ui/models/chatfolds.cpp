// How ChatModel folds comings and goings.
#include "ui/models/chatmodel.h"
#include "ui/models/messagetext.h"

namespace plausch::ui {
namespace {

using store::MessageKind;

bool isComing(MessageKind kind)
{
    return kind == MessageKind::Joined;
}

bool isGoing(MessageKind kind)
{
    return kind == MessageKind::Parted || kind == MessageKind::Quit;
}

} // namespace

void ChatModel::findRuns() const
{
    m_runs.reserve(m_rows.size());
    for (int row = 0; row < rowCount(); ++row) {
        const bool goesOn = row > 0 && isTraffic(at(row).kind) && isTraffic(at(row - 1).kind) && !startsDay(row);
        m_runs.push_back({goesOn ? m_runs.back().first : row, row});
    }
    for (int row = rowCount() - 2; row >= 0; --row) {
        auto &[first, last] = m_runs[static_cast<size_t>(row)];
        if (const auto &next = m_runs[static_cast<size_t>(row) + 1]; next.first == first)
            last = next.second;
    }
}

std::pair<int, int> ChatModel::runOf(int row) const
{
    if (m_runs.empty())
        findRuns();
    return m_runs[static_cast<size_t>(row)];
}

/// A run that grows at one end stays as it was.
ChatModel::Fold ChatModel::foldOf(int row) const
{
    const auto [first, last] = runOf(row);
    if (first == last)
        return Fold::None;
    const bool open = m_unfolded.contains(at(first).row) || m_unfolded.contains(at(last).row);
    if (row == first)
        return open ? Fold::Open : Fold::Closed;
    return open ? Fold::None : Fold::Hidden;
}

void ChatModel::toggleFold(int row)
{
    const bool open = foldOf(runOf(row).first) == Fold::Open;
    const auto [first, last] = runOf(row);
    for (int each = first; each <= last; ++each)
        open ? (void)m_unfolded.remove(at(each).row) : (void)m_unfolded.insert(at(each).row);
    Q_EMIT dataChanged(index(first), index(last));
}

/// This row, and the one that speaks for it.
void ChatModel::touchRun(int row)
{
    if (row < 0 || row >= rowCount())
        return;
    touch(row);
    if (const int first = runOf(row).first; first != row)
        touch(first);
}

QString ChatModel::shownText(int row) const
{
    const Fold fold = foldOf(row);
    if (fold == Fold::Hidden)
        return {};
    const QString own = bodyText(at(row), nameAt(row));
    if (fold == Fold::None)
        return own;
    const auto [first, last] = runOf(row);
    int came = 0;
    int left = 0;
    for (int each = first; each <= last; ++each) {
        came += isComing(at(each).kind);
        left += isGoing(at(each).kind);
    }
    const QString all = trafficText(came, left, last - first + 1 - came - left);
    return fold == Fold::Closed ? QStringLiteral("\u25b8 ") + all : QStringLiteral("\u25be ") + all + u'\n' + own;
}

} // namespace plausch::ui
