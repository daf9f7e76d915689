<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Application</name>
    <message>
        <source>The profile cannot be used: %1 cannot be written.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChatBar</name>
    <message>
        <source>The key of %1 is not the one known since %2. Nothing was sent. Compare the words by phone before you continue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 would like to talk to you and so far knows nothing but your name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 would like to talk to you. Who it really is, is unproven: the link is not encrypted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) wait here.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 cannot be reached, next try in %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be reached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>two sentences</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) wait here and are sent as soon as %1 is there.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>This link is not encrypted, and nothing proves that this is %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is blocked and cannot write to you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept</source>
        <comment>a request</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Block</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ignore</source>
        <comment>a request</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <source>Keep everything in this folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What others see; kept for the next start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listen on this port, 0 for any free one; kept for the next start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the buddy at this address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>host[:port]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start without showing the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listen and look for buddies on this machine only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the version and end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show this help and end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--name: the name is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--port: &quot;%1&quot; is no port (0 to 65535)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--connect: &quot;%1&quot; is no address (host or host:port)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--profile: the folder is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no option</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usage: plausch [options]</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageText</name>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>d MMM</source>
        <comment>short date without the year</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>queued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delivered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sent %1, arrived %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You withdrew this message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message withdrawn by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>time: what happened</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent over the wire, %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Came over the wire, %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageView</name>
    <message>
        <source>New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Port %1 is in use by another program. Plausch now listens on %2; buddies find it by themselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Others cannot call you: no port could be opened. You can still call them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>We hear nobody on this network. Add people by address instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add by address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More than %1 buddies are connected: from now on several share one thread.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New messages are shown but not saved: the disk refuses. They are gone when Plausch ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history file was damaged. It was put aside, and a new one was begun.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings apply, but could not be saved for the next start.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PresenceText</name>
    <message>
        <source>Unreachable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unreachable, trying again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unreachable, next try in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>state (address)</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nearby</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Searching</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Securing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Online</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blocked: key changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Online, direct</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Online, via server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Away: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline since %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plausch::app::Application</name>
    <message>
        <source>The folder %1 cannot be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plausch cannot start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plausch: this profile is in use by a program that does not answer: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plausch::chat::Archive</name>
    <message>
        <source>More is to be saved than the disk takes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history was damaged. It was moved to %1, and a new one was begun.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plausch::chat::ConverterBuddy</name>
    <message>
        <source>The converter is not ready yet; this was not sent.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plausch::chat::ConverterClient</name>
    <message>
        <source>No U:, L: or C: in front, so U: was put there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is over 64 KiB and was not sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, port %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) already wait for %1; this one was not sent.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody listens at %1: the connection was refused. Is the service running?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no computer named %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer from %1: the connection timed out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not read what it is sent; the connection was given up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection to %1 broke: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plausch::chat::ConverterHost</name>
    <message>
        <source>Port %1 on %2 is in use by another program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port %1 on %2 is not permitted to this user; ports from 1024 on are free for all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%2 is not an address of this computer, so port %1 cannot be opened there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port %1 on %2 could not be opened: %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plausch::chat::DatagramClient</name>
    <message>
        <source>No UDP port could be opened: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The datagram could not be sent: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>No answer from %1 within %n second(s). UDP does not tell whether the datagram, or its answer, was lost or nobody is there.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plausch::chat::Discovery</name>
    <message>
        <source>Nobody near can be found, because UDP port %1 cannot be used: %2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plausch::chat::Identity</name>
    <message>
        <source>Your key %1 cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your key %1 is damaged. Put back a copy, or remove it to begin as somebody new.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your key %1 cannot be made: %2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plausch::chat::Settings</name>
    <message>
        <source>%1 cannot be read; the defaults are used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: &quot;%3&quot; makes no sense for %2; the default is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings could not be saved in %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plausch::chat::StreamClient</name>
    <message>
        <source>Connected to %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 sent an answer without end; the connection was closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Greeting: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not greet; sending all the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection is closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service has closed the connection; the next message opens a new one.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plausch::chat::Switchboard</name>
    <message>
        <source>Textbook pair at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Converter at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not an address. Write a name or number, with a port if you know it: anna-pc, 10.0.0.7:50001 or [fe80::1]:50001.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Converter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 refuses connections. Plausch may not be running there, or a firewall is in the way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no computer named %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not speak the encryption that Plausch needs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody with another key answers at %1. Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is you yourself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The link to %1 broke: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not take your call.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has not accepted you yet and takes no more messages until then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 hung up: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plausch::chat::TextbookClient</name>
    <message>
        <source>An empty text puts nothing on a TCP connection: nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 sent an answer without end; the connection was closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 closed the connection without an answer.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plausch::ui::AboutDialog</name>
    <message>
        <source>About Plausch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plausch %1</source>
        <comment>program and version</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chat where every buddy is a socket: direct from machine to machine, encrypted, without a server in between.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plausch is not listening; others cannot call.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Others call you on port %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MIT licence. Built with Qt %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your key:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plausch::ui::AddBuddyDialog</name>
    <message>
        <source>Add by address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Address of the other computer:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>host or host:port, for example 10.0.0.7:50001</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A&amp;dd</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calling %1 ...</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plausch::ui::Attention</name>
    <message>
        <source>New message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plausch keeps running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages still arrive. Click this icon to open the window again; quit with Ctrl+Q or the icon&apos;s menu.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plausch::ui::BuddyDelegate</name>
    <message>
        <source>Draft: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>presence, last message</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>99+</source>
        <comment>unread messages</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plausch::ui::BuddyPane</name>
    <message>
        <source>Nobody found yet. Add somebody by address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody found yet. Looking on %1 ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not reachable for others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>port %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Available</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> %1 · %2</source>
        <comment>own name, available or away</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <comment>own name, presence, port</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter names and addresses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter the buddy list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add by address (Ctrl+N)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add by address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Buddy list</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plausch::ui::ChatActions</name>
    <message>
        <source>Un&amp;block</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Block</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Contact and verification ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare the &amp;changed key ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;name ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Mark as read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Try now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Accept the request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Ignore the request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noti&amp;fications</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open in a window of its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Remove ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your name for %1. Empty: the name they chose.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove %1 from the list?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key is forgotten too: a later contact starts as a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the messages as well</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plausch::ui::ChatHeader</name>
    <message>
        <source>%1, thread &quot;%2&quot;</source>
        <comment>address, thread name</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encrypted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not encrypted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unproven: there is no key to compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verified: the words were compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not verified yet: compare the words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find in this chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Direct</source>
        <comment>route: no server between</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plausch::ui::ChatListModel</name>
    <message>
        <source>You: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Buddies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nearby</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Visitors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Converter</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1, %2, %n unread</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>name, presence</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plausch::ui::ChatModel</name>
    <message>
        <source>You</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plausch::ui::ChatPage</name>
    <message>
        <source>Unblock %1 to write.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a converter. Write something, and it comes back converted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Direct, but not encrypted, with %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is on this network. Your first message makes you buddies.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Direct and encrypted with %1. Messages wait here if %1 is offline.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Direct and encrypted with %1. Messages wait here if %1 is offline.

The same words on both sides prove it: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plausch::ui::ChatWindow</name>
    <message>
        <source>(%1) %2</source>
        <comment>unread, name</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plausch::ui::Composer</name>
    <message>
        <source>This is too long to be pasted: a message holds at most 64 KiB of text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This message is too long: at most 64 KiB of text can be sent at once. Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%L1 of %L2 bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message to %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plausch::ui::ContactDialog</name>
    <message>
        <source>Show &amp;notifications</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Presence:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last address:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is it really %1?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read these words to each other, by phone or face to face. If both of you see the same ones, nobody sits between you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The words were compared: mark as &amp;verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key of %1, known since %2:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own key:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 uses a program without a key. Whoever comes with this name looks the same; nothing can be verified.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Remove ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none yet</source>
        <comment>last address</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Un&amp;block</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Block</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plausch::ui::ConverterPage</name>
    <message>
        <source>Converter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Host a service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Use a service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The upper and lower case service of the lecture, for everybody who can reach this computer: with nc, Python, or Plausch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opens a conversation that shows what was typed, what went over the wire, and what came back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Service:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dialect:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Address:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Port:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the &amp;conversation</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plausch::ui::DesktopNotifications</name>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plausch::ui::FindBar</name>
    <message>
        <source>Nothing found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%L1 of more than %L2</source>
        <comment>place, hits</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%L1 of %L2</source>
        <comment>place, hits</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find in this chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Older hit (F3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Newer hit (Shift+F3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search everywhere</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plausch::ui::InfoBar</name>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this notice</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plausch::ui::JumpButton</name>
    <message numerus="yes">
        <source>Jump to newest, %n new message(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Jump to newest</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plausch::ui::KeyDialog</name>
    <message>
        <source>Key changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I have &amp;compared the words with %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody answers as %1, but with another key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is normal after a new computer or a new installation. It is also what it looks like when a stranger pretends to be %1. Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Known since %1:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shown now, %1:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call %1 and read these words to each other. %1 finds them in the contact&apos;s window for you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Trust the new key</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plausch::ui::LinkDialog</name>
    <message>
        <source>Open link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This link leads to:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A link of this kind is not opened:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plausch::ui::MainMenu</name>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chat &amp;%1 of the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Add by address ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;onverter ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Awa&amp;y</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Settings ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close the chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quick switcher ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Previous chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next &amp;unread chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last &amp;recent chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Back to the newer one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Find in this chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Older hit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Newer hit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search &amp;everywhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go to the newest message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ne&amp;xt pane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>P&amp;revious pane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter the &amp;list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Plausch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About &amp;Qt</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plausch::ui::MainWindow</name>
    <message>
        <source>%1 - Plausch</source>
        <comment>chat name</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plausch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(%1) %2</source>
        <comment>unread, title</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose somebody on the left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or let the keyboard do it:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>jump to a person or a command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add somebody by address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>search all conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>go to the next unread chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>show all keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be added: %2</source>
        <comment>address, reason</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) are not sent yet.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>They are kept and sent after the next start, when the other one is there.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plausch::ui::MessageView</name>
    <message>
        <source>Messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy &amp;link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Withdraw</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plausch::ui::SearchPanel</name>
    <message>
        <source>%1: %2</source>
        <comment>who wrote it, message</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All words must occur; the last one may be the beginning of a word.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Searching ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found for &quot;%1&quot;. Try fewer words, or only the beginning of one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) found, newest first</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Search all conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search results</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plausch::ui::ServiceCard</name>
    <message>
        <source>Converter over TCP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Converter over UDP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Textbook example over TCP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Textbook example over UDP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As in the lecture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repaired, a line each</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repaired, with lengths</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repaired</source>
        <comment>dialect</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As in the textbook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no address of this computer. 0.0.0.0 stands for all of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running on %1, port %2</source>
        <comment>address, port</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <comment>a service</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <comment>a service</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop: %1</source>
        <comment>a service</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start: %1</source>
        <comment>a service</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, port %2</source>
        <comment>address, port</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody is connected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n connected: %1</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>(no answer)</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>(%n more went by)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Dialect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>any free one</source>
        <comment>port</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests and answers: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each request and its answer appears here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plausch::ui::SettingsDialog</name>
    <message>
        <source>Plausch is not listening.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plausch listens on port %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell others when I have &amp;read their messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who &amp;finds me:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everybody</source>
        <comment>visibility</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only people I know</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody</source>
        <comment>visibility</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Port:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>any free one</source>
        <comment>port</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let in visitors without &amp;encryption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For the classroom: nc, telnet and foreign clients from other computers may write to you. Who they are is not proven.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show n&amp;otifications for new messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the te&amp;xt of the message in them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Colours:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <comment>colours</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <comment>colours</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <comment>colours</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <comment>language</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter &amp;sends (otherwise Ctrl+Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep running in the notification area when the window is closed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plausch::ui::ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send the message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recall your last message (in an empty field)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier message of yours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later message of yours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the search, else go to the newest message and mark all as read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scroll back, in the messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the newest message, in the messages</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plausch::ui::StartPage</name>
    <message>
        <source>Who are you on this network?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Others on this network see this name. A key that proves it is you is made on this computer and stays here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plausch::ui::Switcher</name>
    <message>
        <source>Jump to a person or a command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1   %2</source>
        <comment>name, presence or keys</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plausch::ui::Tray</name>
    <message>
        <source>Open Plausch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Plausch, %n unread</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Plausch</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
