// The files in translations/: complete, true to their source, and up to date with the code.
#include "support/testmain.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QLibraryInfo>
#include <QMap>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTranslator>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace {

struct Entry
{
    QString context;
    QString source;
    QString comment;
    QString state; // of the translation: "", "unfinished", "vanished" or "obsolete"
    bool numerus = false;
    QStringList texts; // one, or the two numerus forms

    bool operator==(const Entry &) const = default;
    QByteArray name() const { return (context + QStringLiteral(": ") + source).toUtf8(); }
};

void readTranslation(QXmlStreamReader &xml, Entry &entry)
{
    entry.state = xml.attributes().value(QLatin1String("type")).toString();
    if (!entry.numerus) {
        entry.texts.append(xml.readElementText());
        return;
    }
    while (xml.readNextStartElement())
        entry.texts.append(xml.readElementText());
}

Entry readMessage(QXmlStreamReader &xml, const QString &context)
{
    Entry entry;
    entry.context = context;
    entry.numerus = xml.attributes().value(QLatin1String("numerus")) == QLatin1String("yes");
    while (xml.readNextStartElement()) {
        if (xml.name() == QLatin1String("source"))
            entry.source = xml.readElementText();
        else if (xml.name() == QLatin1String("comment"))
            entry.comment = xml.readElementText();
        else if (xml.name() == QLatin1String("translation"))
            readTranslation(xml, entry);
        else
            xml.skipCurrentElement();
    }
    return entry;
}

/// Nothing when the file cannot be read to its end.
QList<Entry> readEntries(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QXmlStreamReader xml(&file);
    QList<Entry> entries;
    xml.readNextStartElement(); // TS
    while (xml.readNextStartElement()) { // context
        QString context;
        while (xml.readNextStartElement()) {
            if (xml.name() == QLatin1String("name"))
                context = xml.readElementText();
            else
                entries.append(readMessage(xml, context));
        }
    }
    return xml.hasError() ? QList<Entry>() : entries;
}

/// %1, %L2, %n: each once, in one order.
QStringList placeholders(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("%L?(\\d{1,2}|n)"));
    QSet<QString> found;
    for (auto match = pattern.globalMatch(text); match.hasNext();)
        found.insert(match.next().captured());
    QStringList sorted(found.cbegin(), found.cend());
    sorted.sort();
    return sorted;
}

/// What stands behind each single '&'.
QStringList mnemonics(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("&(&|[^\\s&])"));
    QStringList found;
    for (auto match = pattern.globalMatch(text); match.hasNext();) {
        const QString letter = match.next().captured(1);
        if (letter != QLatin1String("&"))
            found.append(letter.toLower());
    }
    return found;
}

bool trailsOff(const QString &text)
{
    return text.endsWith(QLatin1String("...")) || text.endsWith(QChar(0x2026));
}

QStringList tags(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("</?[a-z]+[^>]*>"));
    QStringList found;
    for (auto match = pattern.globalMatch(text); match.hasNext();)
        found.append(match.next().captured());
    return found;
}

} // namespace

class TranslationsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isComplete_data();
    void isComplete();
    void keepsPlaceholders_data();
    void keepsPlaceholders();
    void keepsForm();
    void addressesAFriend();
    void mnemonicsOfADialogDiffer_data();
    void mnemonicsOfADialogDiffer();
    void mnemonicsOfAMenuDiffer_data();
    void mnemonicsOfAMenuDiffer();
    void isUpToDate_data();
    void isUpToDate();
    void qtSpeaksGerman();

private:
    void addBothLanguages();
    QString path(const QString &language) const;

    const QString m_root = qEnvironmentVariable("PLAUSCH_SOURCE_DIR");
};

QString TranslationsTest::path(const QString &language) const
{
    return m_root + QStringLiteral("/translations/plausch_%1.ts").arg(language);
}

void TranslationsTest::addBothLanguages()
{
    QTest::addColumn<QString>("language");
    for (const char *language : {"de", "en"})
        QTest::newRow(language) << QString::fromLatin1(language);
}

void TranslationsTest::isComplete_data()
{
    addBothLanguages();
}

void TranslationsTest::isComplete()
{
    QFETCH(const QString, language);
    const QList<Entry> entries = readEntries(path(language));
    QVERIFY(!entries.isEmpty());
    for (const Entry &entry : entries) {
        QVERIFY2(entry.state.isEmpty(), entry.name() + " is " + entry.state.toUtf8());
        QCOMPARE(entry.texts.size(), entry.numerus ? 2 : 1);
        for (const QString &text : entry.texts)
            QVERIFY2(!text.trimmed().isEmpty(), entry.name());
    }
}

void TranslationsTest::keepsPlaceholders_data()
{
    addBothLanguages();
}

void TranslationsTest::keepsPlaceholders()
{
    QFETCH(const QString, language);
    for (const Entry &entry : readEntries(path(language))) {
        for (const QString &text : entry.texts)
            QVERIFY2(placeholders(text) == placeholders(entry.source), entry.name() + " -> " + text.toUtf8());
        QCOMPARE(placeholders(entry.source).contains(QStringLiteral("%n")), entry.numerus);
    }
}

void TranslationsTest::keepsForm()
{
    for (const Entry &entry : readEntries(path(QStringLiteral("de")))) {
        for (const QString &text : entry.texts) {
            const QByteArray both = entry.name() + " -> " + text.toUtf8();
            QVERIFY2(mnemonics(text).size() == mnemonics(entry.source).size(), both);
            QVERIFY2(trailsOff(text) == trailsOff(entry.source), both);
            QVERIFY2(tags(text) == tags(entry.source), both);
            QVERIFY2(text.count(QLatin1Char('\n')) == entry.source.count(QLatin1Char('\n')), both);
            QVERIFY2(text.startsWith(QLatin1Char(' ')) == entry.source.startsWith(QLatin1Char(' ')), both);
            QVERIFY2(!text.contains(QLatin1Char('"')) && !text.contains(QLatin1String("...")), both);
        }
    }
}

/// "du", never "Sie"; keys are named as on a German keyboard.
void TranslationsTest::addressesAFriend()
{
    static const QRegularExpression formal(QStringLiteral("\\b(Ihnen|Ihre[mnrs]?|Ihr)\\b|[a-zäöü,] Sie\\b|\\bCtrl\\b"));
    for (const Entry &entry : readEntries(path(QStringLiteral("de")))) {
        for (const QString &text : entry.texts)
            QVERIFY2(!formal.match(text).hasMatch(), text.toUtf8());
    }
}

/// A dialog is a context, and so is the menu of a chat and that of the messages.
void TranslationsTest::mnemonicsOfADialogDiffer_data()
{
    QTest::addColumn<QString>("context");
    for (const char *name : {"AddBuddyDialog", "ChatActions", "ContactDialog", "ConverterPage", "KeyDialog",
                             "LinkDialog", "MessageView", "SettingsDialog"})
        QTest::newRow(name) << QStringLiteral("plausch::ui::") + QString::fromLatin1(name);
}

void TranslationsTest::mnemonicsOfADialogDiffer()
{
    QFETCH(const QString, context);
    QSet<QString> english;
    QSet<QString> german;
    int seen = 0;
    for (const Entry &entry : readEntries(path(QStringLiteral("de")))) {
        if (entry.context != context || mnemonics(entry.source).isEmpty())
            continue;
        if (entry.source == QLatin1String("Un&block")) // takes the place of "Block"
            continue;
        ++seen;
        english.insert(mnemonics(entry.source).constFirst());
        german.insert(mnemonics(entry.texts.constFirst()).constFirst());
    }
    QVERIFY(seen > 0);
    QCOMPARE(english.size(), seen);
    QCOMPARE(german.size(), seen);
}

/// What stands in one menu comes from several classes, and from what the conversation is.
void TranslationsTest::mnemonicsOfAMenuDiffer_data()
{
    QTest::addColumn<QStringList>("texts");
    const QStringList chat{u"&Find in this chat"_s,
                           u"&Older hit"_s,
                           u"&Newer hit"_s,
                           u"&Go to the newest message"_s,
                           u"Mark all chats as rea&d"_s,
                           u"&Mark as read"_s,
                           u"Open in a &window of its own"_s,
                           u"Notification&s"_s,
                           u"&Remove ..."_s};
    QTest::newRow("file") << QStringList{u"&Add by address ..."_s,   u"Add a chat ser&ver ..."_s,
                                         u"&Join a room ..."_s,      u"&Host a chat server ..."_s,
                                         u"C&onverter ..."_s,        u"Awa&y"_s,
                                         u"Away with a &text ..."_s, u"&Settings ..."_s,
                                         u"&Close the chat"_s,       u"&Quit"_s};
    QTest::newRow("view") << QStringList{u"&Quick switcher ..."_s,
                                         u"Search &everywhere"_s,
                                         u"&Go to"_s,
                                         u"Ne&xt pane"_s,
                                         u"P&revious pane"_s,
                                         u"Filter the &list"_s,
                                         u"List with &pictures only"_s,
                                         u"&Members of the room"_s,
                                         u"&Full screen"_s};
    QTest::newRow("room") << chat
            + QStringList{u"&Topic, rules and bans ..."_s, u"&Invite somebody ..."_s, u"&Leave the room"_s};
    QTest::newRow("room one has left") << chat + QStringList{u"&Join the room again"_s};
    QTest::newRow("server") << chat + QStringList{u"Connec&t"_s,         u"D&isconnect"_s,
                                                  u"&Join a room ..."_s, u"&Change the nick ..."_s,
                                                  u"&Away here ..."_s,   u"&Edit the server ..."_s,
                                                  u"Raw &lines ..."_s};
    QTest::newRow("person on a server") << chat + QStringList{u"Who is t&his?"_s};
    QTest::newRow("buddy") << chat
            + QStringList{
                u"&Contact and verification ..."_s, u"Compare the changed &key ..."_s, u"R&ename ..."_s, u"&Try now"_s,
                u"&Accept the request"_s,           u"&Ignore the request"_s,          u"&Block"_s};
}

void TranslationsTest::mnemonicsOfAMenuDiffer()
{
    QFETCH(const QStringList, texts);
    static const QSet<QString> contexts{u"plausch::ui::MainMenu"_s, u"plausch::ui::ChatActions"_s,
                                        u"plausch::ui::NetworkActions"_s};
    QMap<QString, QString> german; // by the source text
    for (const Entry &entry : readEntries(path(QStringLiteral("de")))) {
        if (contexts.contains(entry.context))
            german.insert(entry.source, entry.texts.constFirst());
    }
    QMap<QString, QString> english;
    QMap<QString, QString> taken;
    for (const QString &text : texts) {
        QVERIFY2(german.contains(text), qPrintable(text));
        const QString letter = mnemonics(text).constFirst();
        QVERIFY2(!english.contains(letter), qPrintable(text + u'/' + english.value(letter)));
        english.insert(letter, text);
        const QString own = mnemonics(german.value(text)).constFirst();
        QVERIFY2(!taken.contains(own), qPrintable(german.value(text) + u'/' + taken.value(own)));
        taken.insert(own, german.value(text));
    }
}

void TranslationsTest::isUpToDate_data()
{
    addBothLanguages();
}

/// lupdate is given a copy; it must find nothing to add, to remove, or to complain about.
void TranslationsTest::isUpToDate()
{
    QFETCH(const QString, language);
    const QString lupdate =
        QStandardPaths::findExecutable(QStringLiteral("lupdate"), {QLibraryInfo::path(QLibraryInfo::BinariesPath)});
    if (lupdate.isEmpty())
        QSKIP("lupdate (qt6-l10n-tools) is not installed");
    QTemporaryDir folder;
    const QString copy = folder.filePath(QStringLiteral("copy_%1.ts").arg(language));
    QVERIFY(QFile::copy(path(language), copy));
    QStringList arguments{QStringLiteral("-no-obsolete"), QStringLiteral("-locations"), QStringLiteral("none"),
                          QStringLiteral("-I%1").arg(m_root), QStringLiteral("-I%1/netcore").arg(m_root)};
    if (language == QLatin1String("en"))
        arguments.append(QStringLiteral("-pluralonly"));
    for (const char *source : {"app", "netcore", "ui"})
        arguments.append(m_root + QLatin1Char('/') + QLatin1String(source));
    arguments << QStringLiteral("-ts") << copy;
    QProcess process;
    process.start(lupdate, arguments, QIODevice::ReadOnly);
    QVERIFY(QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, 120'000));
    QCOMPARE(process.exitCode(), 0);
    // Such as a class that lacks Q_OBJECT: its strings would be looked up under another name.
    QCOMPARE(QString::fromUtf8(process.readAllStandardError()), QString());
    const QList<Entry> now = readEntries(copy);
    const QList<Entry> kept = readEntries(path(language));
    for (const Entry &entry : now)
        QVERIFY2(kept.contains(entry), "update_translations has to be run for " + entry.name());
    for (const Entry &entry : kept)
        QVERIFY2(now.contains(entry), "no longer in the code: " + entry.name());
}

/// Buttons such as Cancel are Qt's own words.
void TranslationsTest::qtSpeaksGerman()
{
    QTranslator translator;
    QVERIFY2(translator.load(QStringLiteral("qtbase_de"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)),
             "qtbase_de.qm (qt6-translations-l10n) is not installed");
    QCOMPARE(translator.translate("QPlatformTheme", "Cancel"), QStringLiteral("Abbrechen"));
}

PLAUSCH_TEST_MAIN(TranslationsTest)
#include "tst_translations.moc"
