// Layer: app. Pure values, any thread. Files of sections with key = value, and where in them something is wrong.
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace plausch::app {

struct ConfigEntry
{
    QString section;
    QString key;
    QString value;
    int line = 0;
};

/// Lines "[section]", "key = value", "# comment", "; comment". Each section once, each key once in its section.
class ConfigFile
{
public:
    static constexpr qint64 MaxBytes = 64 * 1024;

    /// `name` is what complaints call the file.
    static ConfigFile parse(const QByteArray &text, const QString &name);
    static ConfigFile read(const QString &path);

    const QList<ConfigEntry> &entries() const { return m_entries; }
    const QStringList &sections() const { return m_sections; }
    int lineOfSection(const QString &section) const { return m_sectionLines.value(section); }

    /// The first one stays: "FILE:LINE: what is wrong". Line 0: of the file as a whole.
    void complain(int line, const QString &what);
    QString complaint() const { return m_complaint; }

    /// For messages: not longer than a line of a terminal.
    static QString shown(const QString &text);

private:
    void readLine(int number, const QString &line);
    void readSection(int number, const QString &line);
    void readEntry(int number, const QString &key, const QString &value);

    QString m_name;
    QString m_section;
    QStringList m_sections;
    QHash<QString, int> m_sectionLines;
    QList<ConfigEntry> m_entries;
    QString m_complaint;
};

} // namespace plausch::app
