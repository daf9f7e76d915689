#include "chatserver/vault.h"

#include <QDir>
#include <QFileInfo>

#include <utility>
#include <vector>

namespace plausch::chatserver {

Vault::Vault(const QString &threadName, QObject *context)
    : m_done(context,
             [](std::vector<Done> pile) {
                 for (const Done &done : pile)
                     done();
             })
    , m_loop(threadName)
{
}

Vault::~Vault()
{
    m_done.close();
    m_loop.post([room = m_room] { room->database.reset(); });
}

void Vault::open(const QString &path, const store::Schema &schema, store::Durability durability,
                 std::function<void(QString)> opened)
{
    m_loop.post([room = m_room, path, schema, durability, up = m_done, opened = std::move(opened)] {
        QDir().mkpath(QFileInfo(path).path());
        room->database = std::make_unique<store::Database>(path, schema, durability);
        const QString error = room->database->open() ? QString() : room->database->error();
        up.push([opened, error] { opened(error); });
    });
}

void Vault::ask(Work work, Done done)
{
    compute([room = m_room, work = std::move(work)] { work(*room->database); }, std::move(done));
}

void Vault::compute(Computation work, Done done)
{
    m_loop.post([work = std::move(work), up = m_done, done = std::move(done)] {
        work();
        up.push(done);
    });
}

} // namespace plausch::chatserver
