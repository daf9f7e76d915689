#include "app/configfile.h"

#include <QFile>

#include <algorithm>

namespace plausch::app {

ConfigFile ConfigFile::parse(const QByteArray &text, const QString &name)
{
    ConfigFile file;
    file.m_name = name;
    int number = 0;
    for (const QByteArray &line : text.split('\n')) {
        if (!file.m_complaint.isEmpty())
            break;
        file.readLine(++number, QString::fromUtf8(line).trimmed());
    }
    return file;
}

ConfigFile ConfigFile::read(const QString &path)
{
    ConfigFile bad;
    bad.m_name = path;
    QFile file(path);
    const bool isOpen = file.open(QIODevice::ReadOnly);
    const QByteArray text = isOpen ? file.read(MaxBytes + 1) : QByteArray();
    if (!isOpen || file.error() != QFileDevice::NoError)
        bad.complain(0, QStringLiteral("cannot be read: %1").arg(file.errorString()));
    else if (text.size() > MaxBytes)
        bad.complain(0, QStringLiteral("is over 64 KiB, which no configuration needs"));
    else
        return parse(text, path);
    return bad;
}

void ConfigFile::complain(int line, const QString &what)
{
    if (!m_complaint.isEmpty())
        return;
    m_complaint = line > 0 ? QStringLiteral("%1:%2: %3").arg(m_name).arg(line).arg(what)
                           : QStringLiteral("%1: %2").arg(m_name, what);
}

QString ConfigFile::shown(const QString &text)
{
    return text.size() <= 80 ? text : text.left(80) + QStringLiteral("...");
}

void ConfigFile::readLine(int number, const QString &line)
{
    if (line.isEmpty() || line.startsWith(u'#') || line.startsWith(u';'))
        return;
    if (line.startsWith(u'['))
        return readSection(number, line);
    const qsizetype equals = line.indexOf(u'=');
    if (equals < 0)
        return complain(number, QStringLiteral("\"%1\" is neither a [section] nor key=value").arg(shown(line)));
    readEntry(number, line.left(equals).trimmed(), line.sliced(equals + 1).trimmed());
}

void ConfigFile::readSection(int number, const QString &line)
{
    if (!line.endsWith(u']'))
        return complain(number, QStringLiteral("\"%1\" is neither a [section] nor key=value").arg(shown(line)));
    m_section = line.sliced(1, line.size() - 2);
    if (m_sections.contains(m_section))
        return complain(number, QStringLiteral("section [%1] is there twice").arg(shown(m_section)));
    m_sections.append(m_section);
    m_sectionLines.insert(m_section, number);
}

void ConfigFile::readEntry(int number, const QString &key, const QString &value)
{
    if (m_section.isEmpty())
        return complain(number, QStringLiteral("key \"%1\" stands before the first section").arg(shown(key)));
    const bool twice = std::any_of(m_entries.cbegin(), m_entries.cend(), [&](const ConfigEntry &entry) {
        return entry.section == m_section && entry.key == key;
    });
    if (twice)
        return complain(number, QStringLiteral("key \"%1\" is in [%2] twice").arg(shown(key), m_section));
    m_entries.append({m_section, key, value, number});
}

} // namespace plausch::app
