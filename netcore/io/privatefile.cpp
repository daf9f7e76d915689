#include "io/privatefile.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace plausch::io {
namespace {

QString systemError()
{
    return QString::fromLocal8Bit(std::strerror(errno));
}

bool writeAll(int file, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t written = ::write(file, bytes.data(), size_t(bytes.size()));
        if (written < 0 && errno != EINTR)
            return false;
        bytes = bytes.sliced(qMax<qsizetype>(written, 0));
    }
    return ::fsync(file) == 0;
}

void syncFolder(const QByteArray &dir)
{
    const int folder = ::open(dir.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return;
    ::fsync(folder);
    ::close(folder);
}

} // namespace

QString writePrivately(const QString &path, const QByteArray &bytes)
{
    const QByteArray target = QFile::encodeName(path);
    const QByteArray fresh = target + ".new";
    ::unlink(fresh.constData()); // of a start that was cut off
    const int file = ::open(fresh.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0)
        return systemError();
    QString error;
    if (!writeAll(file, bytes))
        error = systemError();
    ::close(file);
    if (error.isEmpty() && std::rename(fresh.constData(), target.constData()) != 0)
        error = systemError();
    if (!error.isEmpty())
        ::unlink(fresh.constData());
    else
        syncFolder(QFile::encodeName(QFileInfo(path).absolutePath()));
    return error;
}

} // namespace plausch::io
