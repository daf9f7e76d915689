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
    <name>plausch::ui::ChatListModel</name>
    <message numerus="yes">
        <source>%1, %2, %n unread</source>
        <translation>
            <numerusform>%1, %2, %n unread</numerusform>
            <numerusform>%1, %2, %n unread</numerusform>
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
