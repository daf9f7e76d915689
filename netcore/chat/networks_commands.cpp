// What the user types: a message, or a command after a slash.
#include "chat/networks_p.h"

#include <QCoreApplication>

#include <span>

namespace plausch::chat {

namespace {

/// Where a command was typed, and what stands behind its name.
struct Typed
{
    Networks &networks;
    const ChatInfo &chat;
    QString rest;

    bool isRoom() const { return chat.kind == ChatKind::Room; }
    QString word(int index) const { return rest.section(u' ', index, index, QString::SectionSkipEmpty); }
    QString from(int index) const { return rest.section(u' ', index, -1, QString::SectionSkipEmpty); }
    QStringList words(int first) const { return from(first).split(u' ', Qt::SkipEmptyParts); }
};

/// Where it works.
enum class Place { Anywhere, Room, Talk };

struct Command
{
    const char *name;
    const char *parameters; // translated
    const char *help; // translated
    int minWords;
    Place place;
    bool needsServer; // it has to be there now
    QString (*run)(const Typed &typed); // empty, or why not
};

void ranks(const Typed &typed, QChar sign, QChar mode)
{
    const QStringList nicks = typed.words(0);
    typed.networks.setModes(typed.chat.id, sign + QString(nicks.size(), mode), nicks);
}

QString join(const Typed &typed)
{
    QString room = typed.word(0);
    const NetworkInfo *network = typed.networks.network(typed.chat.network);
    if (network && !network->channelTypes.contains(room.front()))
        room.prepend(u'#');
    typed.networks.join(typed.chat.network, room, typed.word(1));
    return {};
}

QString part(const Typed &typed)
{
    typed.networks.leave(typed.chat.id, typed.rest);
    return {};
}

QString tell(const Typed &typed)
{
    const ChatId chat = typed.networks.openPerson(typed.chat.network, typed.word(0));
    typed.networks.say(chat, typed.from(1), store::MessageKind::Text);
    return {};
}

QString act(const Typed &typed)
{
    typed.networks.say(typed.chat.id, typed.rest, store::MessageKind::Action);
    return {};
}

QString notice(const Typed &typed)
{
    typed.networks.say(typed.chat.id, typed.rest, store::MessageKind::Notice);
    return {};
}

QString topic(const Typed &typed)
{
    typed.networks.setTopic(typed.chat.id, typed.rest);
    return {};
}

QString nick(const Typed &typed)
{
    typed.networks.setNick(typed.chat.network, typed.word(0));
    return {};
}

QString away(const Typed &typed)
{
    typed.networks.setAway(typed.chat.network, true, typed.rest.isEmpty() ? Networks::tr("Away") : typed.rest);
    return {};
}

QString back(const Typed &typed)
{
    typed.networks.setAway(typed.chat.network, false);
    return {};
}

QString kick(const Typed &typed)
{
    typed.networks.kick(typed.chat.id, typed.word(0), typed.from(1));
    return {};
}

QString ban(const Typed &typed)
{
    typed.networks.ban(typed.chat.id, typed.word(0));
    return {};
}

QString unban(const Typed &typed)
{
    typed.networks.unban(typed.chat.id, typed.word(0));
    return {};
}

QString op(const Typed &typed)
{
    ranks(typed, u'+', u'o');
    return {};
}

QString deop(const Typed &typed)
{
    ranks(typed, u'-', u'o');
    return {};
}

QString voice(const Typed &typed)
{
    ranks(typed, u'+', u'v');
    return {};
}

QString devoice(const Typed &typed)
{
    ranks(typed, u'-', u'v');
    return {};
}

QString invite(const Typed &typed)
{
    typed.networks.invite(typed.chat.id, typed.word(0));
    return {};
}

QString whois(const Typed &typed)
{
    typed.networks.askPerson(typed.chat.id, typed.word(0));
    return {};
}

QString list(const Typed &typed)
{
    typed.networks.askRooms(typed.chat.network, typed.word(0));
    return {};
}

QString mode(const Typed &typed)
{
    typed.networks.setModes(typed.chat.id, typed.word(0), typed.words(1));
    return {};
}

QString raw(const Typed &typed)
{
    typed.networks.sendRaw(typed.chat.network, typed.rest);
    return {};
}

QString quit(const Typed &typed)
{
    typed.networks.disconnectFrom(typed.chat.network, typed.rest);
    return {};
}

constexpr Command Commands[]{
    {"away", QT_TRANSLATE_NOOP("plausch::chat::Networks", "[why]"),
     QT_TRANSLATE_NOOP("plausch::chat::Networks", "Tells the others that you are away."), 0, Place::Anywhere, false,
     away},
    {"back", "", QT_TRANSLATE_NOOP("plausch::chat::Networks", "Tells the others that you are back."), 0,
     Place::Anywhere, false, back},
    {"ban", QT_TRANSLATE_NOOP("plausch::chat::Networks", "nick or mask"),
     QT_TRANSLATE_NOOP("plausch::chat::Networks", "Keeps somebody out of this room."), 1, Place::Room, true, ban},
    {"deop", QT_TRANSLATE_NOOP("plausch::chat::Networks", "nick ..."),
     QT_TRANSLATE_NOOP("plausch::chat::Networks", "Takes the rank of operator."), 1, Place::Room, true, deop},
    {"devoice", QT_TRANSLATE_NOOP("plausch::chat::Networks", "nick ..."),
     QT_TRANSLATE_NOOP("plausch::chat::Networks", "Takes the voice."), 1, Place::Room, true, devoice},
    {"invite", QT_TRANSLATE_NOOP("plausch::chat::Networks", "nick"),
     QT_TRANSLATE_NOOP("plausch::chat::Networks", "Asks somebody into this room."), 1, Place::Room, true, invite},
    {"join", QT_TRANSLATE_NOOP("plausch::chat::Networks", "#room [password]"),
     QT_TRANSLATE_NOOP("plausch::chat::Networks", "Enters a room."), 1, Place::Anywhere, false, join},
    {"kick", QT_TRANSLATE_NOOP("plausch::chat::Networks", "nick [why]"),
     QT_TRANSLATE_NOOP("plausch::chat::Networks", "Throws somebody out of this room."), 1, Place::Room, true, kick},
    {"list", QT_TRANSLATE_NOOP("plausch::chat::Networks", "[part of a name]"),
     QT_TRANSLATE_NOOP("plausch::chat::Networks", "Lists the rooms of the server."), 0, Place::Anywhere, true, list},
    {"me", QT_TRANSLATE_NOOP("plausch::chat::Networks", "does something"),
     QT_TRANSLATE_NOOP("plausch::chat::Networks", "Says what you do."), 1, Place::Talk, false, act},
    {"mode", QT_TRANSLATE_NOOP("plausch::chat::Networks", "+modes [arguments]"),
     QT_TRANSLATE_NOOP("plausch::chat::Networks", "Changes the rules of this room, or your own."), 1, Place::Anywhere,
     true, mode},
    {"msg", QT_TRANSLATE_NOOP("plausch::chat::Networks", "nick text"),
     QT_TRANSLATE_NOOP("plausch::chat::Networks", "Writes to somebody alone."), 2, Place::Anywhere, false, tell},
    {"nick", QT_TRANSLATE_NOOP("plausch::chat::Networks", "name"),
     QT_TRANSLATE_NOOP("plausch::chat::Networks", "Changes your name on this server."), 1, Place::Anywhere, false,
     nick},
    {"notice", QT_TRANSLATE_NOOP("plausch::chat::Networks", "text"),
     QT_TRANSLATE_NOOP("plausch::chat::Networks", "Says something that no program answers."), 1, Place::Talk, false,
     notice},
    {"op", QT_TRANSLATE_NOOP("plausch::chat::Networks", "nick ..."),
     QT_TRANSLATE_NOOP("plausch::chat::Networks", "Makes operators."), 1, Place::Room, true, op},
    {"part", QT_TRANSLATE_NOOP("plausch::chat::Networks", "[why]"),
     QT_TRANSLATE_NOOP("plausch::chat::Networks", "Leaves this room."), 0, Place::Room, false, part},
    {"quit", QT_TRANSLATE_NOOP("plausch::chat::Networks", "[why]"),
     QT_TRANSLATE_NOOP("plausch::chat::Networks", "Leaves the server."), 0, Place::Anywhere, false, quit},
    {"raw", QT_TRANSLATE_NOOP("plausch::chat::Networks", "line"),
     QT_TRANSLATE_NOOP("plausch::chat::Networks", "Sends a line as it is."), 1, Place::Anywhere, true, raw},
    {"topic", QT_TRANSLATE_NOOP("plausch::chat::Networks", "[topic]"),
     QT_TRANSLATE_NOOP("plausch::chat::Networks", "Sets the topic of this room; nothing takes it away."), 0,
     Place::Room, true, topic},
    {"unban", QT_TRANSLATE_NOOP("plausch::chat::Networks", "mask"),
     QT_TRANSLATE_NOOP("plausch::chat::Networks", "Lets somebody in again."), 1, Place::Room, true, unban},
    {"voice", QT_TRANSLATE_NOOP("plausch::chat::Networks", "nick ..."),
     QT_TRANSLATE_NOOP("plausch::chat::Networks", "Gives the voice in a moderated room."), 1, Place::Room, true, voice},
    {"whois", QT_TRANSLATE_NOOP("plausch::chat::Networks", "nick"),
     QT_TRANSLATE_NOOP("plausch::chat::Networks", "Tells who somebody is."), 1, Place::Anywhere, true, whois},
};

const Command *commandNamed(const QString &name)
{
    const auto found = std::find_if(std::begin(Commands), std::end(Commands),
                                    [&](const Command &command) { return name == QLatin1String(command.name); });
    return found == std::end(Commands) ? nullptr : found;
}

/// Empty: it may run.
QString objection(const Command &command, const Typed &typed)
{
    if (command.place == Place::Room && !typed.isRoom())
        return Networks::tr("/%1 works in rooms only.").arg(QLatin1String(command.name));
    if (command.place == Place::Talk && typed.chat.kind == ChatKind::Server)
        return Networks::tr("/%1 works where people talk.").arg(QLatin1String(command.name));
    if (typed.words(0).size() < command.minWords)
        return Networks::tr("/%1 wants: %2").arg(QLatin1String(command.name), Networks::tr(command.parameters));
    const NetworkInfo *network = typed.networks.network(typed.chat.network);
    if (command.needsServer && (!network || network->state != NetworkState::Online))
        return Networks::tr("You are not connected to %1.").arg(typed.chat.networkName);
    return {};
}

} // namespace

QString Networks::enter(const ChatId &chat, const QString &text)
{
    const ChatInfo *info = this->chat(chat);
    if (!info || text.trimmed().isEmpty())
        return {};
    if (!text.startsWith(u'/') || text.startsWith(QStringLiteral("//"))) {
        if (info->kind == ChatKind::Server)
            return tr("Nobody reads here. Write a command, such as /join #room.");
        say(chat, text.startsWith(u'/') ? text.mid(1) : text, store::MessageKind::Text);
        return {};
    }
    const QString name = text.mid(1).section(u' ', 0, 0).toLower();
    const Command *command = commandNamed(name);
    if (!command)
        return tr("There is no command /%1. To write a message that starts with a slash, write two.").arg(name);
    const ChatInfo place = *info; // the command may change what it points to
    const Typed typed{*this, place, text.section(u' ', 1).trimmed()};
    const QString why = objection(*command, typed);
    return why.isEmpty() ? command->run(typed) : why;
}

QList<CommandHelp> Networks::commands()
{
    QList<CommandHelp> list;
    for (const Command &command : Commands) {
        const QString parameters = *command.parameters ? tr(command.parameters) : QString();
        list.append({QLatin1String(command.name), parameters, tr(command.help)});
    }
    return list;
}

void Networks::askPerson(const ChatId &chat, const QString &nick)
{
    const Conversation *known = m_impl->conversation(chat);
    if (!known)
        return;
    NetworkLine &line = *m_impl->lineOf(*known);
    line.asker = chat;
    m_impl->perform(line, session::AskPerson{nick.toUtf8()});
}

void Networks::sendRaw(const QString &id, const QString &text)
{
    if (const NetworkLine *line = m_impl->line(id))
        m_impl->perform(*line, session::SendRaw{text.toUtf8()});
}

} // namespace plausch::chat
