#include "chat/keyringsecrets.h"

#include <qt6keychain/keychain.h>

namespace plausch::chat {
namespace {

const QString Service = QStringLiteral("plausch");

/// Deletes itself when it has ended.
template <class Job> Job *jobFor(const QString &key, QObject *owner)
{
    auto *job = new Job(Service, owner);
    job->setKey(key);
    return job;
}

} // namespace

void KeyringSecrets::read(const QString &key, std::function<void(Found)> done)
{
    auto *job = jobFor<QKeychain::ReadPasswordJob>(key, this);
    connect(job, &QKeychain::Job::finished, this, [job, done = std::move(done)] {
        const bool works = job->error() == QKeychain::NoError || job->error() == QKeychain::EntryNotFound;
        done(works ? Found{job->textData(), {}} : Found{{}, job->errorString()});
    });
    job->start();
}

void KeyringSecrets::write(const QString &key, const QString &secret, std::function<void(QString why)> done)
{
    auto *job = jobFor<QKeychain::WritePasswordJob>(key, this);
    job->setTextData(secret);
    connect(job, &QKeychain::Job::finished, this, [job, done = std::move(done)] {
        done(job->error() == QKeychain::NoError ? QString() : job->errorString());
    });
    job->start();
}

void KeyringSecrets::remove(const QString &key)
{
    jobFor<QKeychain::DeletePasswordJob>(key, this)->start();
}

} // namespace plausch::chat
