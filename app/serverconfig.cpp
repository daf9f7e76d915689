#include "app/serverconfig.h"

#include <QFile>
#include <QHash>

#include <optional>

namespace plausch::app {
namespace {

using chat::ServiceKind;
using session::ConverterDialect;
using session::ConverterFraming;

constexpr qint64 MaxFileBytes = 64 * 1024;

struct Endpoint
{
    QHostAddress address;
    quint16 port = 0;
};

/// "127.0.0.1:50000" or "[::1]:50000"; names are not resolved.
std::optional<Endpoint> parseEndpoint(const QString &text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    if (colon < 0)
        return std::nullopt;
    QString host = text.left(colon);
    const bool bracketed = host.startsWith(u'[') && host.endsWith(u']');
    if (bracketed)
        host = host.sliced(1, host.size() - 2);
    const QString digits = text.sliced(colon + 1);
    bool isNumber = !digits.startsWith(u'+');
    const quint16 port = isNumber ? digits.toUShort(&isNumber) : 0;
    Endpoint endpoint{{}, port};
    if (!isNumber || !endpoint.address.setAddress(host))
        return std::nullopt;
    const bool six = endpoint.address.protocol() == QAbstractSocket::IPv6Protocol;
    // Qt also takes "127.1" and "1"; a file should say what it means.
    if (six != bracketed || (!six && host.count(u'.') != 3))
        return std::nullopt;
    return endpoint;
}

class Reader
{
public:
    explicit Reader(QString name) : m_name(std::move(name)) { }

    ConfigResult read(const QByteArray &text)
    {
        for (const QByteArray &line : text.split('\n')) {
            ++m_line;
            readLine(QString::fromUtf8(line).trimmed());
            if (!m_complaint.isEmpty())
                return {{}, m_complaint};
        }
        return finish();
    }

private:
    struct Entry
    {
        QString value;
        int line = 0;
    };

    void readLine(const QString &line)
    {
        if (line.isEmpty() || line.startsWith(u'#') || line.startsWith(u';'))
            return;
        if (line.startsWith(u'['))
            return readSection(line);
        const qsizetype equals = line.indexOf(u'=');
        if (equals < 0)
            return complain(QStringLiteral("\"%1\" is neither a [section] nor key=value").arg(shown(line)));
        readEntry(line.left(equals).trimmed(), line.sliced(equals + 1).trimmed());
    }

    void readSection(const QString &line)
    {
        if (line != u"[converter]" && line != u"[textbook]")
            return complain(
                QStringLiteral("unknown section \"%1\"; there are [converter] and [textbook]").arg(shown(line)));
        if (m_sections.contains(line))
            return complain(QStringLiteral("section %1 is there twice").arg(line));
        m_sections.append(line);
        m_section = line.sliced(1, line.size() - 2);
    }

    void readEntry(const QString &key, const QString &value)
    {
        if (m_section.isEmpty())
            return complain(QStringLiteral("key \"%1\" stands before the first section").arg(shown(key)));
        QStringList known{QStringLiteral("tcp"), QStringLiteral("udp")};
        if (m_section == u"converter")
            known << QStringLiteral("dialect") << QStringLiteral("framing");
        if (!known.contains(key))
            return complain(QStringLiteral("unknown key \"%1\" in [%2]; there are %3")
                                .arg(shown(key), m_section, known.join(QStringLiteral(", "))));
        const QString name = m_section + u'/' + key;
        if (m_entries.contains(name))
            return complain(QStringLiteral("key \"%1\" is in [%2] twice").arg(key, m_section));
        m_entries.insert(name, {value, m_line});
    }

    ConfigResult finish()
    {
        const auto dialect =
            choice(QStringLiteral("converter/dialect"), QStringLiteral("repaired"), QStringLiteral("slide"));
        const auto framing =
            choice(QStringLiteral("converter/framing"), QStringLiteral("line"), QStringLiteral("length"));
        chat::ServiceSpec spec;
        spec.dialect = dialect == u"slide" ? ConverterDialect::Slide : ConverterDialect::Repaired;
        spec.framing = framing == u"length" ? ConverterFraming::Length : ConverterFraming::Line;
        if (spec.dialect == ConverterDialect::Slide && spec.framing == ConverterFraming::Length)
            complainAt(m_entries.value(QStringLiteral("converter/framing")).line,
                       QStringLiteral("framing=length belongs to dialect=repaired; the slide dialect frames nothing"));
        add(spec, ServiceKind::ConverterTcp, QStringLiteral("converter/tcp"));
        add(spec, ServiceKind::ConverterUdp, QStringLiteral("converter/udp"));
        add(spec, ServiceKind::TextbookTcp, QStringLiteral("textbook/tcp"));
        add(spec, ServiceKind::TextbookUdp, QStringLiteral("textbook/udp"));
        if (m_complaint.isEmpty() && m_config.services.isEmpty())
            m_complaint = QStringLiteral("%1: names no service to open; give tcp=ADDRESS:PORT or udp=ADDRESS:PORT in "
                                         "[converter] or [textbook]")
                              .arg(m_name);
        if (!m_complaint.isEmpty())
            return {{}, m_complaint};
        return {m_config, {}};
    }

    /// The first choice is the default.
    QString choice(const QString &name, const QString &first, const QString &second)
    {
        if (!m_entries.contains(name))
            return first;
        const Entry entry = m_entries.value(name);
        if (entry.value != first && entry.value != second)
            complainAt(entry.line,
                       QStringLiteral("\"%1\" is no %2; there are %3 and %4")
                           .arg(shown(entry.value), name.section(u'/', 1), first, second));
        return entry.value;
    }

    void add(chat::ServiceSpec spec, ServiceKind kind, const QString &name)
    {
        if (!m_entries.contains(name))
            return;
        const Entry entry = m_entries.value(name);
        const auto endpoint = parseEndpoint(entry.value);
        if (!endpoint)
            return complainAt(
                entry.line,
                QStringLiteral("\"%1\" for %2 is not ADDRESS:PORT, such as 127.0.0.1:50000 or [::1]:50000")
                    .arg(shown(entry.value), name.section(u'/', 1)));
        spec.kind = kind;
        spec.address = endpoint->address;
        spec.port = endpoint->port;
        m_config.services.append(spec);
    }

    static QString shown(const QString &text)
    {
        return text.size() <= 80 ? text : text.left(80) + QStringLiteral("...");
    }
    void complain(const QString &what) { complainAt(m_line, what); }
    void complainAt(int line, const QString &what)
    {
        if (m_complaint.isEmpty())
            m_complaint = QStringLiteral("%1:%2: %3").arg(m_name).arg(line).arg(what);
    }

    QString m_name;
    int m_line = 0;
    QString m_section;
    QStringList m_sections;
    QHash<QString, Entry> m_entries; // "section/key"
    ServerConfig m_config;
    QString m_complaint;
};

} // namespace

ConfigResult parseServerConfig(const QByteArray &text, const QString &name)
{
    return Reader(name).read(text);
}

ConfigResult readServerConfig(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {{}, QStringLiteral("%1: cannot be read: %2").arg(path, file.errorString())};
    const QByteArray text = file.read(MaxFileBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return {{}, QStringLiteral("%1: cannot be read: %2").arg(path, file.errorString())};
    if (text.size() > MaxFileBytes)
        return {{}, QStringLiteral("%1: is over 64 KiB, which no configuration needs").arg(path)};
    return parseServerConfig(text, path);
}

} // namespace plausch::app
