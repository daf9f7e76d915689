<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ChatBar</name>
    <message numerus="yes">
        <source>%n message(s) wait here.</source>
        <translation>
            <numerusform>%n message waits here.</numerusform>
            <numerusform>%n messages wait here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) wait here and are sent as soon as %1 is there.</source>
        <translation>
            <numerusform>%n message waits here and is sent as soon as %1 is there.</numerusform>
            <numerusform>%n messages wait here and are sent as soon as %1 is there.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MessageText</name>
    <message numerus="yes">
        <source>%n came</source>
        <translation>
            <numerusform>%n came</numerusform>
            <numerusform>%n came</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left</source>
        <translation>
            <numerusform>%n left</numerusform>
            <numerusform>%n left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed the name</source>
        <translation>
            <numerusform>%n changed the name</numerusform>
            <numerusform>%n changed their names</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NetworkBar</name>
    <message numerus="yes">
        <source>%n message(s) wait here.</source>
        <translation>
            <numerusform>%n message waits here.</numerusform>
            <numerusform>%n messages wait here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Questions</name>
    <message numerus="yes">
        <source>These %n lines can go as one message. Programs that know no such messages show each line as one of its own.</source>
        <translation>
            <numerusform>This %n line can go as one message. Programs that know no such messages show each line as one of its own.</numerusform>
            <numerusform>These %n lines can go as one message. Programs that know no such messages show each line as one of its own.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This would become %n messages, which is too much at once. Nothing was sent: please shorten the text.</source>
        <translation>
            <numerusform>This would become %n message, which is too much at once. Nothing was sent: please shorten the text.</numerusform>
            <numerusform>This would become %n messages, which is too much at once. Nothing was sent: please shorten the text.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This becomes %n messages here.</source>
        <translation>
            <numerusform>This becomes %n message here.</numerusform>
            <numerusform>This becomes %n messages here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send &amp;in %n messages</source>
        <translation>
            <numerusform>Send &amp;in %n message</numerusform>
            <numerusform>Send &amp;in %n messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send %n &amp;messages</source>
        <translation>
            <numerusform>Send %n &amp;message</numerusform>
            <numerusform>Send %n &amp;messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TalkText</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people are typing ...</source>
        <translation>
            <numerusform>%n person is typing ...</numerusform>
            <numerusform>%n people are typing ...</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plausch::chat::ConverterClient</name>
    <message numerus="yes">
        <source>%n message(s) already wait for %1; this one was not sent.</source>
        <translation>
            <numerusform>%n message already waits for %1; this one was not sent.</numerusform>
            <numerusform>%n messages already wait for %1; this one was not sent.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plausch::chat::DatagramClient</name>
    <message numerus="yes">
        <source>No answer from %1 within %n second(s). UDP does not tell whether the datagram, or its answer, was lost or nobody is there.</source>
        <translation>
            <numerusform>No answer from %1 within %n second. UDP does not tell whether the datagram, or its answer, was lost or nobody is there.</numerusform>
            <numerusform>No answer from %1 within %n seconds. UDP does not tell whether the datagram, or its answer, was lost or nobody is there.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plausch::chat::NetworkWords</name>
    <message numerus="yes">
        <source>Silent for %n minute(s)</source>
        <translation>
            <numerusform>Silent for %n minute</numerusform>
            <numerusform>Silent for %n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plausch::ui::ChatHeader</name>
    <message numerus="yes">
        <source>Members: %n</source>
        <translation>
            <numerusform>Members: %n</numerusform>
            <numerusform>Members: %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plausch::ui::ChatListModel</name>
    <message numerus="yes">
        <source>%1, %2, %n unread</source>
        <translation>
            <numerusform>%1, %2, %n unread</numerusform>
            <numerusform>%1, %2, %n unread</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n mention(s)</source>
        <translation>
            <numerusform>%1, %n mention</numerusform>
            <numerusform>%1, %n mentions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plausch::ui::JoinDialog</name>
    <message numerus="yes">
        <source>%n room(s) so far ...</source>
        <translation>
            <numerusform>%n room so far ...</numerusform>
            <numerusform>%n rooms so far ...</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n room(s), and %1 more: search by asking the server for a part of the name with /list.</source>
        <translation>
            <numerusform>%n room, and %1 more: search by asking the server for a part of the name with /list.</numerusform>
            <numerusform>%n rooms, and %1 more: search by asking the server for a part of the name with /list.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n room(s)</source>
        <translation>
            <numerusform>%n room</numerusform>
            <numerusform>%n rooms</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plausch::ui::JumpButton</name>
    <message numerus="yes">
        <source>Jump to newest, %n new message(s)</source>
        <translation>
            <numerusform>Jump to newest, %n new message</numerusform>
            <numerusform>Jump to newest, %n new messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plausch::ui::MainWindow</name>
    <message numerus="yes">
        <source>%n message(s) are not sent yet.</source>
        <translation>
            <numerusform>%n message is not sent yet.</numerusform>
            <numerusform>%n messages are not sent yet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plausch::ui::MemberPane</name>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n member</numerusform>
            <numerusform>%n members</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plausch::ui::RoomDialog</name>
    <message numerus="yes">
        <source>%n byte(s) too long for this server</source>
        <translation>
            <numerusform>%n byte too long for this server</numerusform>
            <numerusform>%n bytes too long for this server</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plausch::ui::RoomsModel</name>
    <message numerus="yes">
        <source>%1, %n member(s)</source>
        <translation>
            <numerusform>%1, %n member</numerusform>
            <numerusform>%1, %n members</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plausch::ui::SearchPanel</name>
    <message numerus="yes">
        <source>%n message(s) found, newest first</source>
        <translation>
            <numerusform>%n message found, newest first</numerusform>
            <numerusform>%n messages found, newest first</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plausch::ui::ServerDialog</name>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plausch::ui::ServerDialogs</name>
    <message numerus="yes">
        <source>%n other(s) are connected to your chat server.</source>
        <translation>
            <numerusform>%n other is connected to your chat server.</numerusform>
            <numerusform>%n others are connected to your chat server.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plausch::ui::ServiceCard</name>
    <message numerus="yes">
        <source>%n connected: %1</source>
        <translation>
            <numerusform>%n connected: %1</numerusform>
            <numerusform>%n connected: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>(%n more went by)</source>
        <translation>
            <numerusform>(%n more went by)</numerusform>
            <numerusform>(%n more went by)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plausch::ui::Tray</name>
    <message numerus="yes">
        <source>Plausch, %n unread</source>
        <translation>
            <numerusform>Plausch, %n unread</numerusform>
            <numerusform>Plausch, %n unread</numerusform>
        </translation>
    </message>
</context>
</TS>
