#include "chat/settings.h"

#include <QCoreApplication>
#include <QDir>
#include <QSettings>
#include <QStringList>

#include <algorithm>
#include <iterator>

namespace plausch::chat {
namespace {

constexpr qsizetype MaxName = 64;
constexpr qsizetype MaxAwayText = 256;

template <class Enum> struct Word
{
    Enum value;
    const char *word;
};

constexpr Word<Theme> themes[] = {{Theme::System, "system"}, {Theme::Light, "light"}, {Theme::Dark, "dark"}};
constexpr Word<Language> languages[] = {
    {Language::System, "system"}, {Language::German, "de"}, {Language::English, "en"}};
constexpr Word<realm::Visibility> visibilities[] = {{realm::Visibility::Everybody, "everybody"},
                                                    {realm::Visibility::Known, "known"},
                                                    {realm::Visibility::Nobody, "nobody"}};
constexpr Word<bool> flags[] = {{true, "true"}, {false, "false"}};

QString fileOf(const QString &profileDir)
{
    return QDir(profileDir).filePath(QStringLiteral("plausch.ini"));
}

/// Reads what makes sense and complains about the rest.
class Reader
{
public:
    explicit Reader(const QString &path) : m_path(path), m_ini(path, QSettings::IniFormat)
    {
        if (m_ini.status() != QSettings::NoError)
            m_complaints.append(
                QCoreApplication::translate("plausch::chat::Settings", "%1 cannot be read; the defaults are used.")
                    .arg(QDir::toNativeSeparators(path)));
    }

    template <class Enum, size_t Size> void read(const char *key, const Word<Enum> (&words)[Size], Enum &value)
    {
        const std::optional<QString> text = entry(key);
        if (!text)
            return;
        const auto found = std::find_if(std::begin(words), std::end(words), [&](const Word<Enum> &word) {
            return text->compare(QLatin1String(word.word), Qt::CaseInsensitive) == 0;
        });
        if (found != std::end(words))
            value = found->value;
        else
            complain(key, *text);
    }

    void read(const char *key, bool &value) { read(key, flags, value); }

    void read(const char *key, quint16 &port)
    {
        const std::optional<QString> text = entry(key);
        if (!text)
            return;
        bool isNumber = false;
        const uint number = text->toUInt(&isNumber);
        if (isNumber && number <= 65'535)
            port = quint16(number);
        else
            complain(key, *text);
    }

    void read(const char *key, qsizetype most, QString &value)
    {
        const std::optional<QString> text = entry(key);
        if (!text)
            return;
        const bool isPlain =
            std::none_of(text->begin(), text->end(), [](QChar c) { return c.category() == QChar::Other_Control; });
        if (isPlain && text->size() <= most)
            value = *text;
        else
            complain(key, text->left(most));
    }

    QStringList complaints() const { return m_complaints; }

private:
    std::optional<QString> entry(const char *key) const
    {
        const QVariant value = m_ini.value(QLatin1String(key));
        if (!value.isValid())
            return {};
        // A comma typed by hand makes a list of it.
        return value.typeId() == QMetaType::QStringList ? value.toStringList().join(QStringLiteral(", "))
                                                        : value.toString();
    }

    void complain(const char *key, const QString &text)
    {
        m_complaints.append(QCoreApplication::translate("plausch::chat::Settings",
                                                        "%1: \"%3\" makes no sense for %2; the default is used.")
                                .arg(QDir::toNativeSeparators(m_path), QLatin1String(key), text));
    }

    QString m_path;
    QSettings m_ini;
    QStringList m_complaints;
};

template <class Enum, size_t Size> QString wordFor(const Word<Enum> (&words)[Size], Enum value)
{
    const auto found = std::find_if(std::begin(words), std::end(words),
                                    [value](const Word<Enum> &word) { return word.value == value; });
    return QLatin1String(found->word);
}

} // namespace

Settings loadSettings(const QString &profileDir, QStringList *complaints)
{
    Settings settings;
    Reader reader(fileOf(profileDir));
    reader.read("name", MaxName, settings.name);
    reader.read("port", settings.port);
    reader.read("visibility", visibilities, settings.policy.visibility);
    reader.read("unencryptedVisitors", settings.policy.unencryptedVisitors);
    reader.read("away", settings.away);
    reader.read("awayText", MaxAwayText, settings.awayText);
    reader.read("readReceipts", settings.readReceipts);
    reader.read("typingNotices", settings.typingNotices);
    reader.read("notifications", settings.notifications);
    reader.read("notificationText", settings.notificationText);
    reader.read("enterSends", settings.enterSends);
    reader.read("closeToTray", settings.closeToTray);
    reader.read("trayExplained", settings.trayExplained);
    reader.read("theme", themes, settings.theme);
    reader.read("language", languages, settings.language);
    if (complaints)
        *complaints = reader.complaints();
    return settings;
}

QString saveSettings(const QString &profileDir, const Settings &settings)
{
    const QString path = fileOf(profileDir);
    QDir().mkpath(profileDir);
    QSettings ini(path, QSettings::IniFormat);
    const auto write = [&ini](const char *key, const QVariant &value) { ini.setValue(QLatin1String(key), value); };
    write("name", settings.name);
    write("port", settings.port);
    write("visibility", wordFor(visibilities, settings.policy.visibility));
    write("unencryptedVisitors", settings.policy.unencryptedVisitors);
    write("away", settings.away);
    write("awayText", settings.awayText);
    write("readReceipts", settings.readReceipts);
    write("typingNotices", settings.typingNotices);
    write("notifications", settings.notifications);
    write("notificationText", settings.notificationText);
    write("enterSends", settings.enterSends);
    write("closeToTray", settings.closeToTray);
    write("trayExplained", settings.trayExplained);
    write("theme", wordFor(themes, settings.theme));
    write("language", wordFor(languages, settings.language));
    ini.sync();
    return ini.status() == QSettings::AccessError
        ? QCoreApplication::translate("plausch::chat::Settings", "The settings could not be saved in %1.")
              .arg(QDir::toNativeSeparators(path))
        : QString();
}

} // namespace plausch::chat
