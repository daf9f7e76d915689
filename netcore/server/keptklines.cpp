#include "server/keptklines.h"

#include "server/operators.h"
#include "server/serverrealm.h"
#include "store/accounts.h"
#include "store/database.h"
#include "store/klines.h"

#include <functional>

namespace plausch::server {
namespace {

store::KLineKind kindOf(KLine::Kind kind)
{
    switch (kind) {
    case KLine::Kind::Address:
        return store::KLineKind::Address;
    case KLine::Kind::Mask:
        return store::KLineKind::Mask;
    case KLine::Kind::Account:
        return store::KLineKind::Account;
    }
    Q_UNREACHABLE();
}

KLine::Kind kindOf(store::KLineKind kind)
{
    switch (kind) {
    case store::KLineKind::Mask:
        return KLine::Kind::Mask;
    case store::KLineKind::Account:
        return KLine::Kind::Account;
    case store::KLineKind::Address:
        break;
    }
    return KLine::Kind::Address;
}

/// What fails is told to all operators: the one who asked may have gone, or not know what to do about it.
void change(const Call &call, const QByteArray &complaint, std::function<bool(store::KLines &)> work)
{
    World *world = &call.world;
    if (!world->settings.hasAccounts)
        return;
    if (!call.realm.mayAskAccounts())
        return tellOperators(*world, complaint);
    call.realm.askAccounts(
        call,
        [work = std::move(work)](store::Accounts &accounts) {
            bool done = false;
            store::Database &database = accounts.database();
            return database.transact([&] {
                store::KLines lines(database);
                done = work(lines);
            }) && done;
        },
        [](Call &, bool) {},
        [world, complaint](bool done) {
            if (!done)
                tellOperators(*world, complaint);
        });
}

} // namespace

std::vector<KLine> loadKLines(store::Accounts &accounts, qint64 utc)
{
    store::KLines kept(accounts.database());
    kept.expire(utc);
    std::vector<KLine> lines;
    for (const store::KLineRow &row : kept.all(utc))
        lines.push_back({kindOf(row.kind), row.pattern, row.reason, row.setter, row.created, row.expires});
    return lines;
}

void keepKLine(const Call &call, const KLine &line)
{
    const store::KLineRow row{kindOf(line.kind), line.pattern, line.reason, line.setter, line.setUtc, line.expiresUtc};
    change(call, "The ban of " + KLines::textOf(line) + " could not be written: it ends with the server",
           [row](store::KLines &lines) { return lines.set(row); });
}

void forgetKLine(const Call &call, const KLine &line)
{
    change(call,
           "The ban of " + KLines::textOf(line)
               + " could not be taken out of the database: it comes back with "
                 "the next start",
           [kind = kindOf(line.kind), pattern = line.pattern](store::KLines &lines) {
               lines.remove(kind, pattern); // one that was never written is out of it
               return true;
           });
}

} // namespace plausch::server
