// The arrows and house rules of ARCHITECTURE.md, read from the sources: every #include, and words that have no place.
#include "support/testmain.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QRegularExpression>

namespace {

// Who may include whom. A folder below a layer belongs to it, unless it stands here itself.
const QHash<QString, QStringList> &arrows()
{
    static const auto table = [] {
        const auto names = [](const char *text) {
            return QString::fromLatin1(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
        };
        return QHash<QString, QStringList>{
            {QStringLiteral("netcore/wire"), {}},
            {QStringLiteral("netcore/io"), {}},
            {QStringLiteral("netcore/session"), names("netcore/wire")},
            {QStringLiteral("netcore/connection"), names("netcore/io netcore/session netcore/wire")},
            {QStringLiteral("netcore/store"), names("netcore/wire")},
            {QStringLiteral("netcore/realm"),
             names("netcore/connection netcore/io netcore/session netcore/store netcore/wire")},
            {QStringLiteral("netcore/chat"),
             names("netcore/realm netcore/connection netcore/io netcore/session netcore/store netcore/wire")},
            {QStringLiteral("netcore/lab"), names("netcore/io netcore/wire")},
            {QStringLiteral("ui/models"), names("netcore/chat netcore/lab")},
            {QStringLiteral("ui"), names("ui/models netcore/chat netcore/lab")},
            {QStringLiteral("app"), names("ui ui/models netcore/chat netcore/realm netcore/lab netcore/io")},
        };
    }();
    return table;
}

// Values that travel through chat to the window.
bool isSharedValue(const QString &header)
{
    return header == QStringLiteral("netcore/store/rows.h") || header == QStringLiteral("netcore/io/trace.h");
}

QString layerOf(const QString &path)
{
    for (QString folder = path.section(QLatin1Char('/'), 0, -2); !folder.isEmpty();
         folder = folder.section(QLatin1Char('/'), 0, -2)) {
        if (arrows().contains(folder))
            return folder;
    }
    return {};
}

} // namespace

class LayeringTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void layersAreKnown();
    void includesFollowTheArrows();
    void qtModulesStayInTheirLayers();
    void houseRules_data();
    void houseRules();

private:
    QString resolve(const QString &from, const QString &include) const;

    const QString m_root = qEnvironmentVariable("PLAUSCH_SOURCE_DIR") + QLatin1Char('/');
    QHash<QString, QString> m_sources; // path below the root -> text
};

void LayeringTest::initTestCase()
{
    for (const char *top : {"app", "netcore", "ui"}) {
        QDirIterator files(m_root + QLatin1String(top), {QStringLiteral("*.cpp"), QStringLiteral("*.h")}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            m_sources.insert(file.fileName().mid(m_root.size()), QString::fromUtf8(file.readAll()));
        }
    }
    QVERIFY(m_sources.size() > 20);
}

void LayeringTest::layersAreKnown()
{
    for (auto it = m_sources.cbegin(); it != m_sources.cend(); ++it)
        QVERIFY2(!layerOf(it.key()).isEmpty(), qPrintable(it.key()));
}

// As the compiler searches: beside the file, then the root, then netcore.
QString LayeringTest::resolve(const QString &from, const QString &include) const
{
    const QString folder = from.section(QLatin1Char('/'), 0, -2) + QLatin1Char('/');
    for (const QString &prefix : {folder, QString(), QStringLiteral("netcore/")}) {
        if (QFileInfo::exists(m_root + prefix + include))
            return QDir::cleanPath(prefix + include);
    }
    return {};
}

void LayeringTest::includesFollowTheArrows()
{
    static const QRegularExpression include(QStringLiteral("^\\s*#\\s*include\\s*\"([^\"]+)\""),
                                            QRegularExpression::MultilineOption);
    QStringList wrong;
    for (auto it = m_sources.cbegin(); it != m_sources.cend(); ++it) {
        const QString layer = layerOf(it.key());
        auto matches = include.globalMatch(it.value());
        while (matches.hasNext()) {
            const QString text = matches.next().captured(1);
            if (text.endsWith(QStringLiteral(".moc")))
                continue;
            const QString header = resolve(it.key(), text);
            const QString target = layerOf(header);
            if (header.isEmpty())
                wrong << QStringLiteral("%1 includes \"%2\", which is not in the sources").arg(it.key(), text);
            else if (target != layer && !arrows().value(layer).contains(target) && !isSharedValue(header))
                wrong << QStringLiteral("%1 (%2) must not include %3").arg(it.key(), layer, header);
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
}

// The link line keeps <QWidget> out of netcore; the spelling <QtWidgets/QWidget> would slip through it.
void LayeringTest::qtModulesStayInTheirLayers()
{
    static const QRegularExpression spelled(QStringLiteral("#\\s*include\\s*<Qt[A-Z]\\w*/"));
    for (auto it = m_sources.cbegin(); it != m_sources.cend(); ++it)
        QVERIFY2(!it.value().contains(spelled), qPrintable(it.key()));
}

void LayeringTest::houseRules_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QStringList>("allowedIn"); // beginnings of paths
    const QString lab = QStringLiteral("netcore/lab/"); // blocking is its subject
    QTest::newRow("no blocking wait") << QStringLiteral(
        "\\bwaitFor(Connected|Disconnected|Encrypted|ReadyRead|BytesWritten|Finished|Started|NewConnection)\\b")
                                      << QStringList{lab};
    QTest::newRow("no sleep") << QStringLiteral("\\b(QThread::u?m?sleep|sleep_for|sleep_until|usleep|nanosleep)\\b")
                              << QStringList{lab};
    QTest::newRow("no nested loop") << QStringLiteral("\\b(QEventLoop|processEvents|BlockingQueuedConnection)\\b")
                                    << QStringList{lab};
    QTest::newRow("no lock but the mailbox's and the loop's")
        << QStringLiteral(
               "\\b(mutex|shared_mutex|QMutex|QReadWriteLock|QSemaphore|condition_variable|QWaitCondition)\\b")
        << QStringList{QStringLiteral("netcore/io/mailbox.h"), QStringLiteral("netcore/io/loop."), lab};
    QTest::newRow("no subclass of QThread") << QStringLiteral("public\\s+QThread\\b") << QStringList{};
    QTest::newRow("no static object") << QStringLiteral("\\bQ_GLOBAL_STATIC\\b") << QStringList{};
    QTest::newRow("nothing left to do") << QStringLiteral("\\b(TODO|FIXME|XXX)\\b") << QStringList{};
    QTest::newRow("Q_EMIT") << QStringLiteral("^\\s*emit\\s") << QStringList{};
}

void LayeringTest::houseRules()
{
    QFETCH(const QString, pattern);
    QFETCH(const QStringList, allowedIn);
    const QRegularExpression word(pattern, QRegularExpression::MultilineOption);
    static const QRegularExpression comment(QStringLiteral("//[^\\n]*"));
    QStringList wrong;
    for (auto it = m_sources.cbegin(); it != m_sources.cend(); ++it) {
        const auto begins = [&](const QString &path) { return it.key().startsWith(path); };
        if (std::any_of(allowedIn.begin(), allowedIn.end(), begins))
            continue;
        const bool inComments = pattern.contains(QStringLiteral("TODO"));
        const auto match = word.match(inComments ? it.value() : QString(it.value()).remove(comment));
        if (match.hasMatch())
            wrong << it.key() + QStringLiteral(": ") + match.captured().trimmed();
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
}

PLAUSCH_TEST_MAIN(LayeringTest)
#include "tst_layering.moc"
