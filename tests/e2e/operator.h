// A chat that is led by lines of standard input and prints what its window would show:
// accept CHAT, say CHAT TEXT, dial ADDRESS, try CHAT, network HOST PORT NICK, add NETWORK NICK, hurry NETWORK,
// route CHAT CHOICE in; shown, said, chat, dialled, network, route out.
#pragma once

#include "chat/networks.h"
#include "chat/switchboard.h"

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QTextStream>

#include <unistd.h>

namespace plausch::test {

class Operator : public QObject
{
public:
    explicit Operator(chat::Switchboard &board) : m_board(board), m_input(STDIN_FILENO, QSocketNotifier::Read)
    {
        using chat::Switchboard;
        connect(&m_input, &QSocketNotifier::activated, this, [this] { read(); });
        connect(&board, &Switchboard::loaded, this,
                [this] { print(QStringLiteral("listening %1").arg(m_board.listenPort())); });
        connect(&board, &Switchboard::chatAdded, this, [this](const auto &chat) { showChat(chat); });
        connect(&board, &Switchboard::chatChanged, this, [this](const auto &chat) { showChat(chat); });
        connect(&board, &Switchboard::messagesAdded, this, [this](const auto &chat, const auto &rows) {
            for (const store::MessageRow &row : rows)
                print(QStringLiteral("%1 %2 %3").arg(row.mine ? u"said" : u"shown", chat, row.text));
        });
        connect(&board, &Switchboard::addressAnswered, this,
                [this](const QString &address, const auto &chat, const QString &error) {
                    print(QStringLiteral("dialled %1 %2 %3").arg(address, chat, error));
                });
    }

private:
    /// chat ID KIND proven|unproven encrypted|plain online|offline NAME
    void showChat(const chat::ChatId &chat)
    {
        const chat::ChatInfo *info = m_board.chat(chat);
        if (!info || info->kind == chat::ChatKind::Converter)
            return;
        static constexpr const char *kinds[] = {"buddy",     "nearby", "request", "visitor",
                                                "converter", "server", "room",    "person"};
        print(QStringList{
            QStringLiteral("chat"), chat, QString::fromLatin1(kinds[int(info->kind)]),
            info->fingerprint.isEmpty() ? QStringLiteral("unproven") : QStringLiteral("proven"),
            info->encrypted ? QStringLiteral("encrypted") : QStringLiteral("plain"),
            info->presence == chat::Presence::Online ? QStringLiteral("online") : QStringLiteral("offline"), info->name}
                  .join(u' '));
        if (info->kind == chat::ChatKind::Buddy)
            showRoute(*info);
    }

    /// route ID direct|NETWORK|none QUEUED
    void showRoute(const chat::ChatInfo &info)
    {
        const QString network = info.routes.value(info.routeInUse).network;
        const QString way = info.routeInUse < 0 ? QStringLiteral("none")
            : network.isEmpty()                 ? QStringLiteral("direct")
                                                : network;
        print(QStringLiteral("route %1 %2 %3").arg(info.id, way).arg(info.queued));
    }

    QString addNetwork(const QString &order)
    {
        store::NetworkRow row;
        row.host = order.section(u' ', 1, 1);
        row.port = order.section(u' ', 2, 2).toUShort();
        row.nick = order.section(u' ', 3, 3);
        row.tls = false;
        return m_board.networks().add(row);
    }

    void read()
    {
        char piece[4096];
        const ssize_t count = ::read(STDIN_FILENO, piece, sizeof piece);
        if (count <= 0) {
            QCoreApplication::quit();
            return;
        }
        m_typed.append(piece, count);
        for (qsizetype end = m_typed.indexOf('\n'); end >= 0; end = m_typed.indexOf('\n')) {
            obey(QString::fromUtf8(m_typed.first(end)));
            m_typed.remove(0, end + 1);
        }
    }

    void obey(const QString &order)
    {
        const QString verb = order.section(u' ', 0, 0);
        const QString first = order.section(u' ', 1, 1);
        if (verb == u"accept")
            m_board.accept(first);
        else if (verb == u"say")
            m_board.say(first, order.section(u' ', 2));
        else if (verb == u"dial")
            m_board.addByAddress(first);
        else if (verb == u"try")
            m_board.tryNow(first);
        else if (verb == u"network")
            print(QStringLiteral("network ") + addNetwork(order));
        else if (verb == u"add")
            m_board.addFromServer(m_board.networks().openPerson(first, order.section(u' ', 2)));
        else if (verb == u"hurry")
            m_board.networks().tryNow(first);
        else if (verb == u"route")
            m_board.setRoute(first, order.section(u' ', 2));
    }

    static void print(const QString &line) { QTextStream(stdout) << line << Qt::endl; }

    chat::Switchboard &m_board;
    QSocketNotifier m_input;
    QByteArray m_typed;
};

} // namespace plausch::test
