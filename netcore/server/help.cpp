// HELP: https://modern.ircdocs.horse/#help-message
#include "server/call.h"
#include "server/commands.h"
#include "server/nicklist.h"
#include "wire/casemap.h"

#include <algorithm>

namespace plausch::server {
namespace {

using namespace session;

struct Topic
{
    QByteArrayView name;
    QByteArrayView usage;
    QByteArrayView text;
};

constexpr Topic Topics[] = {
    {"ADMIN", "ADMIN", "Who looks after this server."},
    {"AUTHENTICATE", "AUTHENTICATE <mechanism>", "Signs in to an account: PLAIN, SCRAM-SHA-256 or EXTERNAL."},
    {"AWAY", "AWAY [<text>]", "Says that you are away; without a text, that you are back."},
    {"BATCH", "BATCH +<reference> draft/multiline <target>|-<reference>", "A message of several lines."},
    {"CAP", "CAP LS|LIST|REQ|END", "What the client can do beyond the plain protocol."},
    {"CHATHISTORY", "CHATHISTORY LATEST|BEFORE|AFTER|AROUND|BETWEEN|TARGETS ...", "Messages that were said before."},
    {"CHGHOST", "CHGHOST <nick> <host>", "For operators: what others see as somebody's host."},
    {"CHGIDENT", "CHGIDENT <nick> <name>", "For operators: what others see as somebody's user name."},
    {"HELP", "HELP [<command>]", "This."},
    {"INFO", "INFO", "What this server is."},
    {"INVITE", "INVITE [<nick> <channel>]", "Asks somebody into a channel; alone, lists who asked you."},
    {"ISON", "ISON <nick>{ <nick>}", "Which of them are here. MONITOR tells it by itself."},
    {"JOIN", "JOIN <channel>{,<channel>} [<key>{,<key>}]", "Enters channels, and makes those that are not there yet."},
    {"KICK", "KICK <channel> <nick>{,<nick>} [<reason>]", "Throws somebody out of a channel."},
    {"KILL", "KILL <nick> <reason>", "For operators: ends all connections of somebody."},
    {"KLINE", "KLINE [<minutes>] <mask> [<reason>]",
     "For operators: bans an address (192.0.2.7, 192.0.2.0/24, 192.0.2.*), a mask (nick!name@host) or an account "
     "(~a:name). STATS k lists them, UNKLINE lifts one."},
    {"LINKS", "LINKS [<mask>]", "The servers of the network, that is this one."},
    {"LIST", "LIST [<channel>{,<channel>}] [<condition>{,<condition>}]",
     "Channels with their topics. >3 are those with more than three members, *tea* those with such a name."},
    {"LUSERS", "LUSERS", "How many are here."},
    {"MARKREAD", "MARKREAD <target> [timestamp=<time>]", "How far you have read a conversation."},
    {"METADATA", "METADATA <target> GET|LIST|SET|CLEAR|SUB|UNSUB|SUBS|SYNC ...", "Facts kept of a user or a channel."},
    {"MODE", "MODE <nick>|<channel> [<modes> [<values>]]",
     "Of you: B bot, R private messages from accounts only, T no CTCP, i invisible, w WALLOPS. Of a channel: b ban, e "
     "exception, I invitation, k key, l limit, C no CTCP, M accounts only speak, P persistent, R accounts only, "
     "i invite only, m moderated, n members only, s secret, t topic by operators; o h v ranks."},
    {"MONITOR", "MONITOR +|-|C|L|S [<nick>{,<nick>}]", "Tells when people come and go."},
    {"MOTD", "MOTD", "The message of the day."},
    {"NAMES", "NAMES <channel>", "Who is in a channel."},
    {"NICK", "NICK <nick>", "Changes your nick. One that could be mistaken for another's cannot be had."},
    {"NOTICE", "NOTICE <target>{,<target>} <text>", "A message that no program answers."},
    {"OPER", "OPER <name> <password>", "Makes you an operator of this server."},
    {"PART", "PART <channel>{,<channel>} [<reason>]", "Leaves channels."},
    {"PASS", "PASS <password>", "The server's password, before NICK and USER."},
    {"PING", "PING <word>", "Asks for an answer."},
    {"PRIVMSG", "PRIVMSG <target>{,<target>} <text>", "Says something to a channel or to somebody."},
    {"QUIT", "QUIT [<reason>]", "Ends the connection."},
    {"REDACT", "REDACT <target> <msgid> [<reason>]", "Takes a message back."},
    {"REGISTER", "REGISTER <account> <email>|* <password>", "Makes an account."},
    {"REHASH", "REHASH", "For operators: reads the configuration again."},
    {"RENAME", "RENAME <channel> <channel> [<reason>]", "Gives a channel another name."},
    {"SETNAME", "SETNAME <name>", "Changes the name that goes with your nick."},
    {"STATS", "STATS k|m|o|u", "K-lines, commands, operators, time since the start; k and o for operators."},
    {"TAGMSG", "TAGMSG <target>{,<target>}", "Tags without a text, as for typing or a reaction."},
    {"TIME", "TIME", "The server's clock."},
    {"TOPIC", "TOPIC <channel> [<text>]", "Shows or changes what a channel is about."},
    {"UNKLINE", "UNKLINE <mask>", "For operators: lifts a K-line."},
    {"USER", "USER <name> 0 * <real name>", "Who you are, once, before all else."},
    {"USERHOST", "USERHOST <nick>{ <nick>}", "Addresses of up to five people."},
    {"VERSION", "VERSION", "The version of this server and what it supports."},
    {"WALLOPS", "WALLOPS <text>", "For operators: says something to all with mode w."},
    {"WHO", "WHO <channel>|<mask> [o][%<fields>[,<token>]]",
     "Who is in a channel, or whose nick, name or address is like the mask. o: operators only. Fields: tcuihsnfdlaor."},
    {"WHOIS", "WHOIS <nick>{,<nick>}", "What is known of somebody."},
    {"WHOWAS", "WHOWAS <nick> [<count>]", "Who had a nick before."},
};

constexpr qsizetype LineBytes = 380; // the line has 512 with all that stands before the text

void sayText(Call &call, QByteArrayView name, QByteArrayView text)
{
    while (text.size() > LineBytes) {
        const qsizetype blank = text.first(LineBytes).lastIndexOf(' ');
        call.numeric(RPL_HELPTXT, {name}, text.first(blank));
        text = text.sliced(blank + 1);
    }
    call.numeric(RPL_HELPTXT, {name}, text);
}

void sayIndex(Call &call)
{
    call.numeric(RPL_HELPSTART, {"*"}, "HELP <command> says more of one of these:");
    NickList names(call, RPL_HELPTXT, ' ', "*");
    for (const Topic &topic : Topics)
        names.add(topic.name);
    names.flush();
    call.numeric(RPL_ENDOFHELP, {"*"}, "End of /HELP");
}

void onHelp(Call &call)
{
    const QByteArrayView wanted = call.param(0);
    if (wanted.isEmpty())
        return sayIndex(call);
    const auto topic = std::find_if(std::begin(Topics), std::end(Topics),
                                    [wanted](const Topic &one) { return wire::sameName(one.name, wanted); });
    if (topic == std::end(Topics))
        return call.numeric(ERR_HELPNOTFOUND, {wanted}, "No help available on this topic");
    call.numeric(RPL_HELPSTART, {topic->name}, topic->usage);
    sayText(call, topic->name, topic->text);
    call.numeric(RPL_ENDOFHELP, {topic->name}, "End of /HELP");
}

} // namespace

Commands helpCommands()
{
    static constexpr Command table[] = {{"HELP", onHelp, 0, false, 2}};
    return table;
}

} // namespace plausch::server
