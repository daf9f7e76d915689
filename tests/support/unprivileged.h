// What a read-only folder is to a program that may be root.
#pragma once

#include <QDirIterator>
#include <QFile>

#include <unistd.h>

namespace plausch::test {

constexpr uid_t Nobody = 65'534;

inline void giveToNobody(const QString &path)
{
    if (chown(QFile::encodeName(path).constData(), Nobody, Nobody) != 0)
        qFatal("cannot give %s away", qPrintable(path));
}

/// Root may write everywhere; while this lives we are nobody, and the folder is nobody's.
class Unprivileged
{
public:
    explicit Unprivileged(const QString &dir)
    {
        if (geteuid() != 0)
            return;
        QDirIterator files(dir, QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
        while (files.hasNext())
            giveToNobody(files.next());
        giveToNobody(dir);
        m_isNobody = seteuid(Nobody) == 0;
    }
    ~Unprivileged()
    {
        if (m_isNobody && seteuid(0) != 0)
            qFatal("cannot be root again");
    }
    Unprivileged(const Unprivileged &) = delete;
    Unprivileged &operator=(const Unprivileged &) = delete;

private:
    bool m_isNobody = false;
};

} // namespace plausch::test
