// A chat without a window that can be killed at any moment: says its numbered messages to one peer and stores what
// comes. Prints "listening PORT", then "progress SENT DELIVERED RECEIVED" whenever that changes. Or, with --led, does
// what standard input says.
#include "chat/archive.h"
#include "chat/identity.h"
#include "chat/switchboard.h"
#include "operator.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTextStream>
#include <QTimer>

#include <memory>

using namespace plausch;
using chat::ChatKind;
using chat::Switchboard;

namespace {

struct Task
{
    QString peer; // address to dial when nobody is known yet; may be empty
    QString prefix; // of the texts
    int count = 0;
};

class Talker : public QObject
{
public:
    Talker(Switchboard &board, const Task &task) : m_board(board), m_task(task)
    {
        m_pace.setInterval(10);
        connect(&m_pace, &QTimer::timeout, this, [this] { sayNext(); });
        m_dial.setInterval(200);
        connect(&m_dial, &QTimer::timeout, this, [this] { findPeer(); });
        connect(&m_board, &Switchboard::loaded, this, [this] { onLoaded(); });
        connect(&m_board, &Switchboard::chatChanged, this, [this](const auto &chat) { onChat(chat); });
        connect(&m_board, &Switchboard::chatAdded, this, [this](const auto &chat) { onChat(chat); });
        connect(&m_board, &Switchboard::messagesAdded, this, [this](const auto &, const auto &rows) {
            for (const store::MessageRow &row : rows)
                m_received += row.mine ? 0 : 1;
            report();
        });
    }

private:
    void onLoaded()
    {
        print(QStringLiteral("listening %1").arg(m_board.listenPort()));
        for (const chat::ChatInfo &info : m_board.chats())
            onChat(info.id);
        findPeer();
        m_dial.start();
    }

    void findPeer()
    {
        if (m_chat.isEmpty() && !m_task.peer.isEmpty())
            m_board.addByAddress(m_task.peer);
        else if (!m_chat.isEmpty())
            m_board.tryNow(m_chat);
    }

    void onChat(const chat::ChatId &chat)
    {
        const chat::ChatInfo *info = m_board.chat(chat);
        if (!info)
            return;
        if (info->kind == ChatKind::Request)
            m_board.accept(chat);
        else if (info->kind == ChatKind::Buddy && m_chat.isEmpty())
            begin(chat);
        m_queued = info->queued;
        report();
    }

    void begin(const chat::ChatId &chat)
    {
        m_chat = chat;
        m_board.archive().pageBefore(chat, std::nullopt, 1'000'000, [this](const chat::Archive::Page &page) {
            int own = 0;
            int received = 0;
            for (const store::MessageRow &row : page.rows)
                ++(row.mine ? own : received);
            m_said = own;
            m_received = qMax(m_received, received);
            m_pace.start();
            report();
        });
    }

    void sayNext()
    {
        if (m_said >= m_task.count)
            m_pace.stop();
        else
            m_board.say(m_chat, m_task.prefix + QString::number(m_said++));
    }

    void report()
    {
        const QString line = QStringLiteral("progress %1 %2 %3").arg(m_said).arg(m_said - m_queued).arg(m_received);
        if (line != m_reported)
            print(m_reported = line);
    }

    static void print(const QString &line) { QTextStream(stdout) << line << Qt::endl; }

    Switchboard &m_board;
    Task m_task;
    chat::ChatId m_chat;
    QTimer m_pace;
    QTimer m_dial;
    int m_said = 0;
    int m_queued = 0;
    int m_received = 0;
    QString m_reported;
};

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    QCommandLineParser options;
    options.addOptions({{QStringLiteral("profile"), {}, QStringLiteral("dir")},
                        {QStringLiteral("name"), {}, QStringLiteral("name")},
                        {QStringLiteral("port"), {}, QStringLiteral("port"), QStringLiteral("0")},
                        {QStringLiteral("peer"), {}, QStringLiteral("address")},
                        {QStringLiteral("prefix"), {}, QStringLiteral("text")},
                        {QStringLiteral("count"), {}, QStringLiteral("n"), QStringLiteral("0")},
                        {QStringLiteral("led"), {}},
                        {QStringLiteral("discovery"), {}, QStringLiteral("port"), QStringLiteral("0")},
                        {QStringLiteral("anywhere"), {}},
                        {QStringLiteral("visitors"), {}},
                        {QStringLiteral("announce"), {}, QStringLiteral("port"), QStringLiteral("0")},
                        {QStringLiteral("unpaced"), {}}});
    options.process(app);
    const QString dir = options.value(QStringLiteral("profile"));
    const auto identity = chat::loadOrCreateIdentity(dir);
    if (!identity.error.isEmpty())
        qFatal("%s", qPrintable(identity.error));
    chat::Settings settings;
    settings.name = options.value(QStringLiteral("name"));
    settings.port = options.value(QStringLiteral("port")).toUShort();
    settings.policy.unencryptedVisitors = options.isSet(QStringLiteral("visitors"));
    Switchboard::Options where;
    where.profileDir = dir;
    where.discoveryPort = options.value(QStringLiteral("discovery")).toUShort();
    where.thisMachineOnly = !options.isSet(QStringLiteral("anywhere"));
    where.announcedPort = options.value(QStringLiteral("announce")).toUShort();
    if (options.isSet(QStringLiteral("unpaced")))
        where.limits.paceBurst = 0;
    chat::Archive archive(dir + QStringLiteral("/history.sqlite"));
    Switchboard board(where, identity.identity, settings, archive);
    std::unique_ptr<QObject> partner;
    if (options.isSet(QStringLiteral("led")))
        partner = std::make_unique<test::Operator>(board);
    else
        partner = std::make_unique<Talker>(board,
                                           Task{options.value(QStringLiteral("peer")),
                                                options.value(QStringLiteral("prefix")),
                                                options.value(QStringLiteral("count")).toInt()});
    board.start();
    return QCoreApplication::exec();
}
