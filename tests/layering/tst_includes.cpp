// The arrows between the layers, read from every #include, and the words that are banned from some of them.
// The same checker has to find what is wrong with small trees made up for it.
#include "support/testmain.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>

namespace {

struct Layer
{
    const char *name;
    const char *folder; // and those below it that are not layers themselves
    QList<QByteArray> mayInclude; // besides itself
};

const QList<Layer> &layers()
{
    static const QList<Layer> all{
        {"wire", "netcore/wire", {}},
        {"io", "netcore/io", {}},
        {"session", "netcore/session", {"wire"}},
        {"connection", "netcore/connection", {"io", "session", "wire"}},
        {"store", "netcore/store", {"wire"}},
        {"realm", "netcore/realm", {"connection", "session", "wire", "store"}},
        {"server", "netcore/server", {"session", "wire", "store"}},
        {"chatserver", "netcore/chatserver", {"server", "session", "io", "wire", "store"}},
        {"chat", "netcore/chat", {"chatserver", "realm", "connection", "session", "io", "wire", "store"}},
        {"lab", "netcore/lab", {"wire", "io"}},
        {"models", "ui/models", {"chat", "lab", "store", "wire"}},
        {"ui", "ui", {"models", "chat", "lab", "store"}},
        {"app",
         "app",
         {"ui", "models", "chat", "chatserver", "server", "lab", "realm", "connection", "store", "session", "io",
          "wire"}},
    };
    return all;
}

/// What must not stand in the sources of a folder.
struct Ban
{
    Ban(const char *folderPattern, const char *textPattern, const char *broken)
        : folders(QString::fromLatin1(folderPattern))
        , text(QString::fromLatin1(textPattern))
        , rule(QString::fromLatin1(broken))
    {
    }

    QRegularExpression folders; // of the path
    QRegularExpression text; // of a line without comments
    QString rule;
};

const QList<Ban> &bans()
{
    static const QList<Ban> all{
        {"^netcore/(wire|session)/",
         R"(#\s*include\s*<(Q(Tcp|Udp|Ssl|Local|Abstract)(Socket|Server)\w*|QHostAddress|QHostInfo|)"
         R"(QNetwork\w+|QtNetwork.*|QThread|QTimer|QtConcurrent.*|sys/socket\.h|thread|mutex)>)",
         "knows no socket, timer or thread"},
        {"^netcore/",
         R"(#\s*include\s*<(QtGui|QtWidgets|QWidget|QApplication|QGuiApplication|QPainter|QIcon|QPixmap|QImage)\b)",
         "netcore has no window"},
        {"^ui/models/", R"(#\s*include\s*<(QtWidgets|Q\w*Widget|QApplication)\b)", "models have no widgets"},
        {"^(app|netcore/(?!lab/)|ui)",
         R"(\b(waitFor\w+|processEvents|u?sleep|msleep|nanosleep|sleep_(for|until))\s*\()",
         "nothing blocks outside the Lab"},
        {"^(app|netcore/(?!lab/)|ui)", R"(\b(BlockingQueuedConnection|QEventLoop)\b)",
         "nothing blocks outside the Lab"},
        {"^netcore/session/", R"(\bisPeer\b)", "a session does not ask what it serves"},
        {"^(app|netcore/(?!lab/|io/mailbox\\.h|io/loop\\.)|ui)",
         R"(\b(mutex|shared_mutex|condition_variable|QMutex|QReadWriteLock|QSemaphore|QWaitCondition)\b)",
         "no lock but the mailbox's and the loop's"},
        {"^(app|netcore|ui)", R"(\bpublic\s+QThread\b)", "QThread is used, not derived from"},
        {"^(app|netcore|ui)", R"(\bQ_GLOBAL_STATIC\b)", "no static objects"},
    };
    return all;
}

/// The sources of app, netcore and ui below a root.
class SourceTree
{
public:
    explicit SourceTree(const QString &root) : m_root(root)
    {
        for (const QString &top : {QStringLiteral("app"), QStringLiteral("netcore"), QStringLiteral("ui")}) {
            QDirIterator files(m_root.filePath(top), {QStringLiteral("*.cpp"), QStringLiteral("*.h")}, QDir::Files,
                               QDirIterator::Subdirectories);
            while (files.hasNext())
                m_files.append(m_root.relativeFilePath(files.next()));
        }
        m_files.sort();
    }

    QStringList files() const { return m_files; }
    QStringList violations() const
    {
        QStringList all;
        for (const QString &file : m_files)
            check(file, all);
        return all;
    }
    static const Layer *layerOf(const QString &file)
    {
        const Layer *best = nullptr;
        for (const Layer &layer : layers()) {
            const QString folder = QString::fromLatin1(layer.folder) + QLatin1Char('/');
            if (file.startsWith(folder) && (!best || qstrlen(layer.folder) > qstrlen(best->folder)))
                best = &layer;
        }
        return best;
    }

private:
    void check(const QString &file, QStringList &violations) const
    {
        const Layer *layer = layerOf(file);
        if (!layer)
            violations.append(file + QStringLiteral(": lies in no layer"));
        QFile source(m_root.filePath(file));
        if (!source.open(QIODevice::ReadOnly))
            qFatal("cannot read %s", qPrintable(source.fileName()));
        const QStringList lines = withoutComments(QString::fromUtf8(source.readAll())).split(QLatin1Char('\n'));
        for (qsizetype i = 0; i < lines.size(); ++i) {
            const QString place = QStringLiteral("%1:%2: ").arg(file).arg(i + 1);
            if (layer)
                checkInclude(place, file, *layer, lines[i], violations);
            checkBans(place, file, lines[i], violations);
        }
    }

    /// Strings are kept whole, so that "//" in one is not a comment; lines stay where they are.
    static QString withoutComments(const QString &text)
    {
        static const QRegularExpression token(QStringLiteral("\"(?:[^\"\\\\\\n]|\\\\.)*\"|//[^\\n]*|/\\*.*?\\*/"),
                                              QRegularExpression::DotMatchesEverythingOption);
        QString out;
        qsizetype at = 0;
        for (auto matches = token.globalMatch(text); matches.hasNext();) {
            const QRegularExpressionMatch match = matches.next();
            const QString found = match.captured();
            out += QStringView(text).sliced(at, match.capturedStart() - at);
            out +=
                found.startsWith(QLatin1Char('"')) ? found : QString(found.count(QLatin1Char('\n')), QLatin1Char('\n'));
            at = match.capturedEnd();
        }
        out += QStringView(text).sliced(at);
        return out;
    }

    void checkInclude(const QString &place, const QString &file, const Layer &layer, const QString &line,
                      QStringList &violations) const
    {
        static const QRegularExpression include(QStringLiteral("^\\s*#\\s*include\\s*\"([^\"]+)\""));
        const QRegularExpressionMatch match = include.match(line);
        if (!match.hasMatch())
            return;
        const QString path = match.captured(1);
        const Layer *target = layerOf(resolved(path, file));
        if (!target)
            violations.append(place + QStringLiteral("\"%1\" is in no layer").arg(path));
        else if (target != &layer && !layer.mayInclude.contains(target->name))
            violations.append(
                place
                + QStringLiteral("%1 may not include %2").arg(QLatin1String(layer.name), QLatin1String(target->name)));
    }

    /// As the compiler looks: beside the file, then in the root, then in netcore.
    QString resolved(const QString &path, const QString &file) const
    {
        const QString folder = file.left(file.lastIndexOf(QLatin1Char('/')) + 1);
        for (const QString &base : {folder, QString(), QStringLiteral("netcore/")}) {
            if (QFile::exists(m_root.filePath(base + path)))
                return QDir::cleanPath(base + path);
        }
        return path.contains(QLatin1Char('/')) ? QString() : folder + path; // made by the build: a .moc
    }

    static void checkBans(const QString &place, const QString &file, const QString &line, QStringList &violations)
    {
        for (const Ban &ban : bans()) {
            if (ban.folders.match(file).hasMatch() && ban.text.match(line).hasMatch())
                violations.append(place + ban.rule + QStringLiteral(": ") + line.trimmed());
        }
    }

    QDir m_root;
    QStringList m_files;
};

} // namespace

class IncludesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sourcesKeepTheRules();
    void everySourceIsRead();
    void checkerFinds_data();
    void checkerFinds();
    void checkerAllows_data();
    void checkerAllows();

private:
    static QStringList violationsOf(const QString &file, const QByteArray &text);
};

void IncludesTest::sourcesKeepTheRules()
{
    const QStringList violations = SourceTree(qEnvironmentVariable("PLAUSCH_SOURCE_DIR")).violations();
    QVERIFY2(violations.isEmpty(), qPrintable(QLatin1Char('\n') + violations.join(QLatin1Char('\n'))));
}

void IncludesTest::everySourceIsRead()
{
    const QStringList files = SourceTree(qEnvironmentVariable("PLAUSCH_SOURCE_DIR")).files();
    QVERIFY(files.size() > 100);
    for (const char *file :
         {"netcore/wire/message.cpp", "netcore/wire/message.h", "ui/models/chatmodel.cpp", "app/main.cpp"})
        QVERIFY2(files.contains(QLatin1String(file)), file);
}

/// Of a tree with one header in every layer and `file` besides.
QStringList IncludesTest::violationsOf(const QString &file, const QByteArray &text)
{
    const QTemporaryDir root;
    const auto write = [&](const QString &path, const QByteArray &content) {
        const QString full = root.filePath(path);
        QDir().mkpath(QFileInfo(full).path());
        QFile target(full);
        if (!target.open(QIODevice::WriteOnly) || target.write(content) != content.size())
            qFatal("cannot write %s", qPrintable(full));
    };
    for (const Layer &layer : layers())
        write(QString::fromLatin1(layer.folder) + QStringLiteral("/any.h"), "#pragma once\n");
    write(QStringLiteral("tests/support/any.h"), "#pragma once\n");
    write(file, text);
    return SourceTree(root.path()).violations();
}

void IncludesTest::checkerFinds_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("violation");
    const auto row = [](const char *file, const QByteArray &text, const char *violation) {
        QTest::addRow("%s: %s", file, text.simplified().constData())
            << QString::fromLatin1(file) << text << QString::fromLatin1(violation);
    };
    row("netcore/wire/x.cpp", "#include \"io/any.h\"\n", "x.cpp:1: wire may not include io");
    row("netcore/wire/x.cpp", "\n\n#include \"session/any.h\"\n", "x.cpp:3: wire may not include session");
    row("netcore/io/x.h", "#include \"wire/any.h\"\n", "io may not include wire");
    row("netcore/session/x.cpp", "#include \"io/any.h\"\n", "session may not include io");
    row("netcore/session/x.cpp", "  #  include \"connection/any.h\"\n", "session may not include connection");
    row("netcore/store/x.cpp", "#include \"io/any.h\"\n", "store may not include io");
    row("netcore/connection/x.cpp", "#include \"realm/any.h\"\n", "connection may not include realm");
    row("netcore/realm/x.cpp", "#include \"chat/any.h\"\n", "realm may not include chat");
    row("netcore/chat/x.cpp", "#include \"ui/any.h\"\n", "chat may not include ui");
    row("netcore/chat/x.cpp", "#include \"app/any.h\"\n", "chat may not include app");
    row("netcore/chat/x.cpp", "#include \"../../ui/models/any.h\"\n", "chat may not include models");
    row("netcore/chat/x.cpp", "#include \"netcore/lab/any.h\"\n", "chat may not include lab");
    row("ui/models/x.cpp", "#include \"ui/any.h\"\n", "models may not include ui");
    row("ui/models/x.cpp", "#include \"session/any.h\"\n", "models may not include session");
    row("ui/x.cpp", "#include \"io/any.h\"\n", "ui may not include io");
    row("ui/view/x.cpp", "#include \"realm/any.h\"\n", "ui may not include realm");
    row("app/x.cpp", "#include \"tests/support/any.h\"\n", "is in no layer");
    row("app/x.cpp", "#include \"support/any.h\"\n", "is in no layer");
    row("netcore/x.cpp", "int x;\n", "lies in no layer");
    row("netcore/misc/x.cpp", "int x;\n", "lies in no layer");
    row("netcore/wire/x.h", "#include <QTcpSocket>\n", "knows no socket");
    row("netcore/session/x.h", "#include <QThread>\n", "knows no socket");
    row("netcore/session/x.h", "#include <QTimer>\n", "knows no socket");
    row("netcore/session/x.cpp", "#include <QtNetwork/QTcpServer>\n", "knows no socket");
    row("netcore/session/x.cpp", "#include <sys/socket.h>\n", "knows no socket");
    row("netcore/session/x.cpp", "if (isPeer)\n", "does not ask");
    row("netcore/chat/x.cpp", "#include <QIcon>\n", "no window");
    row("ui/models/x.cpp", "#include <QListWidget>\n", "no widgets");
    row("netcore/io/x.cpp", "socket.waitForConnected(1);\n", "nothing blocks");
    row("netcore/chat/x.cpp", "QCoreApplication::processEvents();\n", "nothing blocks");
    row("netcore/store/x.cpp", "QThread::msleep(5);\n", "nothing blocks");
    row("app/x.cpp", "std::this_thread::sleep_for(x);\n", "nothing blocks");
    row("ui/x.cpp", "f(\"http://x\"); ::sleep (1);\n", "nothing blocks");
    row("ui/dialogs/x.cpp", "QEventLoop loop;\n", "nothing blocks");
    row("netcore/chat/x.cpp", "/* a\n b */ g(Qt::BlockingQueuedConnection);\n", "x.cpp:2: nothing blocks");
}

void IncludesTest::checkerFinds()
{
    QFETCH(const QString, file);
    QFETCH(const QByteArray, text);
    QFETCH(const QString, violation);
    const QStringList violations = violationsOf(file, text);
    QCOMPARE(violations.size(), 1);
    QVERIFY2(violations.first().contains(violation), qPrintable(violations.first()));
}

void IncludesTest::checkerAllows_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("text");
    for (const Layer &layer : layers()) {
        QByteArray text = "#include \"any.h\"\n";
        for (const QByteArray &name : layer.mayInclude)
            text += "#include \"" + name + "/any.h\"\n";
        text.replace("\"models/", "\"ui/models/");
        QTest::addRow("all that %s may", layer.name)
            << QString::fromLatin1(layer.folder) + QStringLiteral("/x.cpp") << text;
    }
    const auto row = [](const char *name, const char *file, const QByteArray &text) {
        QTest::newRow(name) << QString::fromLatin1(file) << text;
    };
    row("a comment", "netcore/session/x.cpp",
        "// no waitForReadyRead(), no isPeer\n/* sleep(1);\n#include \"io/any.h\" */\n");
    row("a moc file", "ui/x.cpp", "#include \"x.moc\"\n");
    row("blocking in the Lab", "netcore/lab/x.cpp", "socket.waitForReadyRead(200);\nsleep(1);\n");
    row("sockets in io", "netcore/io/x.cpp", "#include <QTcpSocket>\n#include <QThread>\n");
    row("a part of a word", "netcore/chat/x.cpp", "int asleep(int); oversleeping(2); isPeerRealm();\n");
}

void IncludesTest::checkerAllows()
{
    QFETCH(const QString, file);
    QFETCH(const QByteArray, text);
    QCOMPARE(violationsOf(file, text), QStringList());
}

PLAUSCH_TEST_MAIN(IncludesTest)
#include "tst_includes.moc"
