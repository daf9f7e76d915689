<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Application</name>
    <message>
        <source>The profile cannot be used: %1 cannot be written.</source>
        <translation>Das Profil lässt sich nicht benutzen: %1 ist nicht beschreibbar.</translation>
    </message>
    <message>
        <source>There is no display to show a window on.</source>
        <translation>Es gibt keinen Bildschirm, auf dem ein Fenster erscheinen kann.</translation>
    </message>
</context>
<context>
    <name>ChatBar</name>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Accept</source>
        <comment>a request</comment>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Blockieren</translation>
    </message>
    <message>
        <source>Ignore</source>
        <comment>a request</comment>
        <translation>Ignorieren</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>Blockierung aufheben</translation>
    </message>
    <message>
        <source>The key of %1 is not the one known since %2. Nothing was sent. Compare the words by phone before you continue.</source>
        <translation>Der Schlüssel von %1 ist nicht der, den du seit dem %2 kennst. Es wurde nichts gesendet. Vergleicht am Telefon die Wörter, bevor du weitermachst.</translation>
    </message>
    <message>
        <source>%1 would like to talk to you and so far knows nothing but your name.</source>
        <translation>%1 möchte mit dir reden und kennt bisher nur deinen Namen.</translation>
    </message>
    <message>
        <source>%1 would like to talk to you. Who it really is, is unproven: the link is not encrypted.</source>
        <translation>%1 möchte mit dir reden. Wer das wirklich ist, ist nicht bewiesen: Die Verbindung ist unverschlüsselt.</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) wait here.</source>
        <translation>
            <numerusform>%n Nachricht wartet hier.</numerusform>
            <numerusform>%n Nachrichten warten hier.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 cannot be reached, next try in %2.</source>
        <translation>%1 ist nicht erreichbar, nächster Versuch in %2.</translation>
    </message>
    <message>
        <source>%1 cannot be reached.</source>
        <translation>%1 ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>two sentences</comment>
        <translation>%1 %2</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) wait here and are sent as soon as %1 is there.</source>
        <translation>
            <numerusform>%n Nachricht wartet hier und wird gesendet, sobald %1 da ist.</numerusform>
            <numerusform>%n Nachrichten warten hier und werden gesendet, sobald %1 da ist.</numerusform>
        </translation>
    </message>
    <message>
        <source>This link is not encrypted, and nothing proves that this is %1.</source>
        <translation>Diese Verbindung ist unverschlüsselt, und nichts beweist, dass das wirklich %1 ist.</translation>
    </message>
    <message>
        <source>%1 is blocked and cannot write to you.</source>
        <translation>%1 ist blockiert und kann dir nicht schreiben.</translation>
    </message>
    <message>
        <source>%1 wants to add you as a buddy. You are both on the server %2, where %1 goes by the name %3. Until you accept, %1 does not learn who you are or where you can be reached.</source>
        <translation>%1 möchte dich als Buddy hinzufügen. Auf dem Server %2, auf dem ihr beide seid, trägt %1 den Namen %3. Solange du nicht annimmst, erfährt %1 nicht, wer du bist und wo du zu erreichen bist.</translation>
    </message>
    <message>
        <source>A message is too long to go over a chat server. It waits for the direct link to %1, and what was written after it waits with it.</source>
        <translation>Eine Nachricht ist zu lang für den Weg über einen Chatserver. Sie wartet auf die direkte Verbindung zu %1, und was danach geschrieben wurde, wartet mit ihr.</translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <source>Keep everything in this folder.</source>
        <translation>Alles in diesem Ordner aufbewahren.</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>What others see; kept for the next start.</source>
        <translation>Was andere sehen; gilt auch für den nächsten Start.</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Listen on this port, 0 for any free one; kept for the next start.</source>
        <translation>Auf diesem Port lauschen, 0 für einen beliebigen freien; gilt auch für den nächsten Start.</translation>
    </message>
    <message>
        <source>port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Add the buddy at this address.</source>
        <translation>Den Buddy unter dieser Adresse hinzufügen.</translation>
    </message>
    <message>
        <source>host[:port]</source>
        <translation>Rechner[:Port]</translation>
    </message>
    <message>
        <source>Start without showing the window.</source>
        <translation>Starten, ohne das Fenster zu zeigen.</translation>
    </message>
    <message>
        <source>Show the version and end.</source>
        <translation>Version anzeigen und beenden.</translation>
    </message>
    <message>
        <source>Show this help and end.</source>
        <translation>Diese Hilfe anzeigen und beenden.</translation>
    </message>
    <message>
        <source>--name: the name is empty</source>
        <translation>--name: Der Name ist leer</translation>
    </message>
    <message>
        <source>--port: &quot;%1&quot; is no port (0 to 65535)</source>
        <translation>--port: „%1“ ist kein Port (0 bis 65535)</translation>
    </message>
    <message>
        <source>--connect: &quot;%1&quot; is no address (host or host:port)</source>
        <translation>--connect: „%1“ ist keine Adresse (Rechner oder Rechner:Port)</translation>
    </message>
    <message>
        <source>--profile: the folder is empty</source>
        <translation>--profile: Der Ordner ist leer</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no option</source>
        <translation>„%1“ ist keine Option</translation>
    </message>
    <message>
        <source>Listen and look for buddies on this machine only.</source>
        <translation>Nur auf diesem Rechner lauschen und nach Buddys suchen.</translation>
    </message>
    <message>
        <source>Usage: plausch [options] [irc://host/room]</source>
        <translation>Aufruf: plausch [Optionen] [irc://Rechner/Raum]</translation>
    </message>
</context>
<context>
    <name>MessageText</name>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>d MMM</source>
        <comment>short date without the year</comment>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>gesendet</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>zugestellt</translation>
    </message>
    <message>
        <source>read</source>
        <translation>gelesen</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>zurückgezogen</translation>
    </message>
    <message>
        <source>sent %1, arrived %2</source>
        <translation>gesendet %1, angekommen %2</translation>
    </message>
    <message>
        <source>You withdrew this message</source>
        <translation>Du hast diese Nachricht zurückgezogen</translation>
    </message>
    <message>
        <source>Message withdrawn by %1</source>
        <translation>%1 hat diese Nachricht zurückgezogen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>time: what happened</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Sent over the wire, %1: %2</source>
        <translation>Über die Leitung gesendet, %1: %2</translation>
    </message>
    <message>
        <source>Came over the wire, %1: %2</source>
        <translation>Über die Leitung empfangen, %1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n came</source>
        <translation>
            <numerusform>%n kam</numerusform>
            <numerusform>%n kamen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left</source>
        <translation>
            <numerusform>%n ging</numerusform>
            <numerusform>%n gingen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed the name</source>
        <translation>
            <numerusform>%n heißt jetzt anders</numerusform>
            <numerusform>%n heißen jetzt anders</numerusform>
        </translation>
    </message>
    <message>
        <source>mentions you</source>
        <translation>erwähnt dich</translation>
    </message>
    <message>
        <source>in reply to &quot;%1&quot;</source>
        <translation>als Antwort auf „%1“</translation>
    </message>
    <message>
        <source>%1. Reactions: %2</source>
        <comment>message, reactions</comment>
        <translation>%1. Reaktionen: %2</translation>
    </message>
    <message>
        <source>%1 made %2 an operator</source>
        <translation>%1 hat %2 zum Operator gemacht</translation>
    </message>
    <message>
        <source>%1 took the rank of operator from %2</source>
        <translation>%1 hat %2 den Operatorrang genommen</translation>
    </message>
    <message>
        <source>%1 made %2 a half-operator</source>
        <translation>%1 hat %2 zum Halboperator gemacht</translation>
    </message>
    <message>
        <source>%1 took the rank of half-operator from %2</source>
        <translation>%1 hat %2 den Rang als Halboperator genommen</translation>
    </message>
    <message>
        <source>%1 gave voice to %2</source>
        <translation>%1 hat %2 die Stimme gegeben</translation>
    </message>
    <message>
        <source>%1 took the voice from %2</source>
        <translation>%1 hat %2 die Stimme genommen</translation>
    </message>
    <message>
        <source>%1 banned %2</source>
        <translation>%1 hat %2 ausgesperrt</translation>
    </message>
    <message>
        <source>%1 lifted the ban of %2</source>
        <translation>%1 hat die Sperre von %2 aufgehoben</translation>
    </message>
</context>
<context>
    <name>MessageView</name>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>NetworkBar</name>
    <message>
        <source>%1 %2</source>
        <comment>two sentences</comment>
        <translation>%1 %2</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) wait here.</source>
        <translation>
            <numerusform>%n Nachricht wartet hier.</numerusform>
            <numerusform>%n Nachrichten warten hier.</numerusform>
        </translation>
    </message>
    <message>
        <source>Not connected to %1.</source>
        <translation>Keine Verbindung mit %1.</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>%1 asks for a password.</source>
        <translation>%1 verlangt ein Passwort.</translation>
    </message>
    <message>
        <source>%1 asks for the password of &quot;%2&quot;.</source>
        <translation>%1 verlangt das Passwort von „%2“.</translation>
    </message>
    <message>
        <source>Enter the password</source>
        <translation>Passwort eingeben</translation>
    </message>
    <message>
        <source>Edit the server</source>
        <translation>Server bearbeiten</translation>
    </message>
    <message>
        <source>No authority vouches for the certificate of %1. Nothing was sent yet.</source>
        <translation>Keine Zertifizierungsstelle bürgt für das Zertifikat von %1. Noch wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>Look at it</source>
        <comment>the certificate</comment>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>The key of %1 is not the one you trusted. Nothing was sent. Ask whoever runs the server before you continue.</source>
        <translation>Der Schlüssel von %1 ist nicht der, dem du vertraut hast. Es wurde nichts gesendet. Frag die Betreiber des Servers, bevor du weitermachst.</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>%1 does not let you in.</source>
        <translation>%1 lässt dich nicht herein.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Nochmals versuchen</translation>
    </message>
    <message>
        <source>You are not in %1.</source>
        <comment>a room</comment>
        <translation>Du bist nicht in %1.</translation>
    </message>
    <message>
        <source>Join</source>
        <comment>a room</comment>
        <translation>Betreten</translation>
    </message>
    <message>
        <source>%1 is one of your buddies. The conversation with a buddy goes on in its own place, by whatever way there is.</source>
        <translation>%1 ist einer deiner Buddys. Die Unterhaltung mit einem Buddy geht an ihrem eigenen Platz weiter, auf welchem Weg auch immer.</translation>
    </message>
    <message>
        <source>Go there</source>
        <comment>to the buddy&apos;s conversation</comment>
        <translation>Dorthin gehen</translation>
    </message>
    <message>
        <source>No connection to %1, next try in %2.</source>
        <translation>Keine Verbindung zu %1, nächster Versuch in %2.</translation>
    </message>
    <message>
        <source>No connection to %1, trying again.</source>
        <translation>Keine Verbindung zu %1, neuer Versuch läuft.</translation>
    </message>
    <message>
        <source>%1 does not let you in: %2</source>
        <comment>chat server, reason</comment>
        <translation>%1 lässt dich nicht herein: %2</translation>
    </message>
</context>
<context>
    <name>NetworkText</name>
    <message>
        <source>Away, as %1</source>
        <comment>our nick on a chat server</comment>
        <translation>Abwesend, als %1</translation>
    </message>
    <message>
        <source>Online as %1</source>
        <comment>our nick on a chat server</comment>
        <translation>Online als %1</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>Next try in %1</source>
        <translation>Nächster Versuch in %1</translation>
    </message>
    <message>
        <source>Trying again</source>
        <translation>Neuer Versuch</translation>
    </message>
    <message>
        <source>Connecting ...</source>
        <translation>Wird verbunden …</translation>
    </message>
    <message>
        <source>Securing ...</source>
        <translation>Wird verschlüsselt …</translation>
    </message>
    <message>
        <source>Signing in ...</source>
        <translation>Anmeldung läuft …</translation>
    </message>
    <message>
        <source>Asks for the password</source>
        <translation>Verlangt das Passwort</translation>
    </message>
    <message>
        <source>Certificate unknown</source>
        <translation>Zertifikat unbekannt</translation>
    </message>
    <message>
        <source>Blocked: key changed</source>
        <translation>Gesperrt: Schlüssel geändert</translation>
    </message>
    <message>
        <source>Refuses us</source>
        <translation>Lässt uns nicht herein</translation>
    </message>
    <message>
        <source>Away, as %1: %2</source>
        <comment>our nick on a chat server, text</comment>
        <translation>Abwesend, als %1: %2</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Port %1 is in use by another program. Plausch now listens on %2; buddies find it by themselves.</source>
        <translation>Port %1 wird von einem anderen Programm benutzt. Plausch lauscht jetzt auf %2; Buddys finden das von selbst.</translation>
    </message>
    <message>
        <source>Others cannot call you: no port could be opened. You can still call them.</source>
        <translation>Andere können dich nicht anrufen: Es ließ sich kein Port öffnen. Du kannst sie weiterhin anrufen.</translation>
    </message>
    <message>
        <source>We hear nobody on this network. Add people by address instead.</source>
        <translation>In diesem Netz ist niemand zu hören. Füge andere stattdessen per Adresse hinzu.</translation>
    </message>
    <message>
        <source>Add by address</source>
        <translation>Per Adresse hinzufügen</translation>
    </message>
    <message>
        <source>More than %1 buddies are connected: from now on several share one thread.</source>
        <translation>Mehr als %1 Buddys sind verbunden: Ab jetzt teilen sich mehrere einen Thread.</translation>
    </message>
    <message>
        <source>New messages are shown but not saved: the disk refuses. They are gone when Plausch ends.</source>
        <translation>Neue Nachrichten werden angezeigt, aber nicht gespeichert: Die Festplatte nimmt nichts mehr an. Wenn Plausch endet, sind sie weg.</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>The settings apply, but could not be saved for the next start.</source>
        <translation>Die Einstellungen gelten, ließen sich aber nicht für den nächsten Start speichern.</translation>
    </message>
    <message>
        <source>The history file was damaged. It was put aside, and a new one was begun.</source>
        <translation>Die Verlaufsdatei war beschädigt. Sie wurde beiseitegelegt, und eine neue wurde begonnen.</translation>
    </message>
    <message>
        <source>Join</source>
        <comment>a room</comment>
        <translation>Betreten</translation>
    </message>
</context>
<context>
    <name>OwnPresence</name>
    <message>
        <source>Buddies</source>
        <translation>Buddys</translation>
    </message>
</context>
<context>
    <name>PresenceText</name>
    <message>
        <source>Unreachable</source>
        <translation>Nicht erreichbar</translation>
    </message>
    <message>
        <source>Unreachable, trying again</source>
        <translation>Nicht erreichbar, neuer Versuch läuft</translation>
    </message>
    <message>
        <source>Unreachable, next try in %1</source>
        <translation>Nicht erreichbar, nächster Versuch in %1</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>state (address)</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Nearby</source>
        <translation>In der Nähe</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>Wird gesucht</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Wird verbunden</translation>
    </message>
    <message>
        <source>Securing</source>
        <translation>Wird verschlüsselt</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>Abwesend</translation>
    </message>
    <message>
        <source>Blocked: key changed</source>
        <translation>Blockiert: Schlüssel geändert</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Blockiert</translation>
    </message>
    <message>
        <source>Online, direct</source>
        <translation>Online, direkt</translation>
    </message>
    <message>
        <source>Online, via server</source>
        <translation>Online, über Server</translation>
    </message>
    <message>
        <source>Away: %1</source>
        <translation>Abwesend: %1</translation>
    </message>
    <message>
        <source>Offline since %1</source>
        <translation>Offline seit %1</translation>
    </message>
    <message>
        <source>In the room</source>
        <translation>Im Raum</translation>
    </message>
    <message>
        <source>Not in the room</source>
        <translation>Nicht im Raum</translation>
    </message>
    <message>
        <source>Online, via %1</source>
        <comment>chat server</comment>
        <translation>Online, über %1</translation>
    </message>
</context>
<context>
    <name>Questions</name>
    <message numerus="yes">
        <source>These %n lines can go as one message. Programs that know no such messages show each line as one of its own.</source>
        <translation>
            <numerusform>Diese %n Zeile kann als eine Nachricht gehen. Programme, die solche Nachrichten nicht kennen, zeigen jede Zeile als eigene.</numerusform>
            <numerusform>Diese %n Zeilen können als eine Nachricht gehen. Programme, die solche Nachrichten nicht kennen, zeigen jede Zeile als eigene.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This would become %n messages, which is too much at once. Nothing was sent: please shorten the text.</source>
        <translation>
            <numerusform>Das würde zu %n Nachricht, was auf einmal zu viel ist. Nichts wurde gesendet: Bitte kürze den Text.</numerusform>
            <numerusform>Das würden %n Nachrichten, was auf einmal zu viel ist. Nichts wurde gesendet: Bitte kürze den Text.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This becomes %n messages here.</source>
        <translation>
            <numerusform>Das wird hier zu %n Nachricht.</numerusform>
            <numerusform>Das werden hier %n Nachrichten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Send as &amp;one message</source>
        <translation>Als &amp;eine Nachricht senden</translation>
    </message>
    <message numerus="yes">
        <source>Send &amp;in %n messages</source>
        <translation>
            <numerusform>&amp;In %n Nachricht senden</numerusform>
            <numerusform>&amp;In %n Nachrichten senden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send %n &amp;messages</source>
        <translation>
            <numerusform>%n &amp;Nachricht senden</numerusform>
            <numerusform>%n &amp;Nachrichten senden</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Keep writing</source>
        <translation>&amp;Weiterschreiben</translation>
    </message>
    <message>
        <source>Withdraw this message? A line says that you did. Who has read it already may remember it.</source>
        <translation>Diese Nachricht zurückziehen? Eine Zeile sagt, dass du es getan hast. Wer sie schon gelesen hat, erinnert sich vielleicht.</translation>
    </message>
    <message>
        <source>&amp;Withdraw</source>
        <translation>&amp;Zurückziehen</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>&amp;Behalten</translation>
    </message>
    <message>
        <source>Commands: %1. Tab completes them.</source>
        <comment>/away, /ban, ...</comment>
        <translation>Befehle: %1. Tab ergänzt sie.</translation>
    </message>
</context>
<context>
    <name>RouteText</name>
    <message>
        <source>Direct link only</source>
        <translation>Nur die direkte Verbindung</translation>
    </message>
    <message>
        <source>Only via %1, as %2</source>
        <comment>chat server, nick of the other one</comment>
        <translation>Nur über %1, als %2</translation>
    </message>
    <message>
        <source>%1 (not there just now)</source>
        <comment>a way that messages could take</comment>
        <translation>%1 (gerade nicht da)</translation>
    </message>
    <message>
        <source>Direct</source>
        <comment>route: no server between</comment>
        <translation>Direkt</translation>
    </message>
    <message>
        <source>via %1</source>
        <comment>route: a chat server</comment>
        <translation>über %1</translation>
    </message>
    <message>
        <source>Automatic: direct where possible</source>
        <translation>Automatisch: direkt, wo es geht</translation>
    </message>
    <message>
        <source>The direct link is gone. Messages go via %1 for now, and that server can read them.</source>
        <translation>Die direkte Verbindung ist weg. Nachrichten gehen vorerst über %1, und dieser Server kann sie lesen.</translation>
    </message>
</context>
<context>
    <name>SearchFilters</name>
    <message>
        <source>from</source>
        <comment>search: who wrote it</comment>
        <translation>von</translation>
    </message>
    <message>
        <source>in</source>
        <comment>search: where it was written</comment>
        <translation>in</translation>
    </message>
    <message>
        <source>me</source>
        <comment>search: who wrote it</comment>
        <translation>mir</translation>
    </message>
</context>
<context>
    <name>TalkText</name>
    <message>
        <source>Withdrawn message</source>
        <translation>Zurückgezogene Nachricht</translation>
    </message>
    <message>
        <source>A message that is not here</source>
        <translation>Eine Nachricht, die nicht hier ist</translation>
    </message>
    <message>
        <source>you</source>
        <comment>gave a reaction</comment>
        <translation>du</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weiterer</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is typing ...</source>
        <translation>%1 schreibt …</translation>
    </message>
    <message>
        <source>%1 and %2 are typing ...</source>
        <translation>%1 und %2 schreiben …</translation>
    </message>
    <message numerus="yes">
        <source>%n people are typing ...</source>
        <translation>
            <numerusform>%n Person schreibt …</numerusform>
            <numerusform>%n Personen schreiben …</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plausch::app::Application</name>
    <message>
        <source>The folder %1 cannot be made.</source>
        <translation>Der Ordner %1 lässt sich nicht anlegen.</translation>
    </message>
    <message>
        <source>Plausch cannot start</source>
        <translation>Plausch kann nicht starten</translation>
    </message>
    <message>
        <source>plausch: this profile is in use by a program that does not answer: %1</source>
        <translation>plausch: Dieses Profil wird von einem Programm benutzt, das nicht antwortet: %1</translation>
    </message>
</context>
<context>
    <name>plausch::chat::Archive</name>
    <message>
        <source>More is to be saved than the disk takes.</source>
        <translation>Es soll mehr gespeichert werden, als die Festplatte aufnimmt.</translation>
    </message>
    <message>
        <source>The history was damaged. It was moved to %1, and a new one was begun.</source>
        <translation>Der Verlauf war beschädigt. Er wurde nach %1 verschoben, und ein neuer wurde begonnen.</translation>
    </message>
</context>
<context>
    <name>plausch::chat::ConverterBuddy</name>
    <message>
        <source>The converter is not ready yet; this was not sent.</source>
        <translation>Der Konverter ist noch nicht bereit; das wurde nicht gesendet.</translation>
    </message>
</context>
<context>
    <name>plausch::chat::ConverterClient</name>
    <message>
        <source>No U:, L: or C: in front, so U: was put there.</source>
        <translation>Am Anfang stand weder U:, L: noch C:, deshalb wurde U: davorgesetzt.</translation>
    </message>
    <message>
        <source>This is over 64 KiB and was not sent.</source>
        <translation>Das sind mehr als 64 KiB; es wurde nicht gesendet.</translation>
    </message>
    <message>
        <source>%1, port %2</source>
        <translation>%1, Port %2</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) already wait for %1; this one was not sent.</source>
        <translation>
            <numerusform>%n Nachricht wartet schon auf %1; diese wurde nicht gesendet.</numerusform>
            <numerusform>%n Nachrichten warten schon auf %1; diese wurde nicht gesendet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody listens at %1: the connection was refused. Is the service running?</source>
        <translation>Unter %1 lauscht niemand: Die Verbindung wurde abgelehnt. Läuft der Dienst?</translation>
    </message>
    <message>
        <source>There is no computer named %1.</source>
        <translation>Es gibt keinen Rechner namens %1.</translation>
    </message>
    <message>
        <source>No answer from %1: the connection timed out.</source>
        <translation>Keine Antwort von %1: Die Verbindung kam nicht rechtzeitig zustande.</translation>
    </message>
    <message>
        <source>%1 does not read what it is sent; the connection was given up.</source>
        <translation>%1 liest nicht, was man sendet; die Verbindung wurde aufgegeben.</translation>
    </message>
    <message>
        <source>The connection to %1 broke.</source>
        <translation>Die Verbindung zu %1 ist abgebrochen.</translation>
    </message>
    <message>
        <source>The connection to %1 broke: %2</source>
        <translation>Die Verbindung zu %1 ist abgebrochen: %2</translation>
    </message>
</context>
<context>
    <name>plausch::chat::ConverterHost</name>
    <message>
        <source>Port %1 on %2 is in use by another program.</source>
        <translation>Port %1 auf %2 wird von einem anderen Programm benutzt.</translation>
    </message>
    <message>
        <source>Port %1 on %2 is not permitted to this user; ports from 1024 on are free for all.</source>
        <translation>Port %1 auf %2 ist dir nicht erlaubt; Ports ab 1024 stehen allen frei.</translation>
    </message>
    <message>
        <source>%2 is not an address of this computer, so port %1 cannot be opened there.</source>
        <translation>%2 ist keine Adresse dieses Rechners, deshalb lässt sich Port %1 dort nicht öffnen.</translation>
    </message>
    <message>
        <source>Port %1 on %2 could not be opened: %3</source>
        <translation>Port %1 auf %2 ließ sich nicht öffnen: %3</translation>
    </message>
</context>
<context>
    <name>plausch::chat::DatagramClient</name>
    <message>
        <source>No UDP port could be opened: %1</source>
        <translation>Es ließ sich kein UDP-Port öffnen: %1</translation>
    </message>
    <message>
        <source>The datagram could not be sent: %1</source>
        <translation>Das Datagramm ließ sich nicht senden: %1</translation>
    </message>
    <message numerus="yes">
        <source>No answer from %1 within %n second(s). UDP does not tell whether the datagram, or its answer, was lost or nobody is there.</source>
        <translation>
            <numerusform>Nach %n Sekunde keine Antwort von %1. UDP verrät nicht, ob das Datagramm oder die Antwort darauf verloren ging oder ob dort niemand ist.</numerusform>
            <numerusform>Nach %n Sekunden keine Antwort von %1. UDP verrät nicht, ob das Datagramm oder die Antwort darauf verloren ging oder ob dort niemand ist.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plausch::chat::Discovery</name>
    <message>
        <source>Nobody near can be found, because UDP port %1 cannot be used: %2.</source>
        <translation>In der Nähe lässt sich niemand finden, weil UDP-Port %1 nicht benutzbar ist: %2.</translation>
    </message>
</context>
<context>
    <name>plausch::chat::HostedServer</name>
    <message>
        <source>The folder %1 cannot be made.</source>
        <translation>Der Ordner %1 lässt sich nicht anlegen.</translation>
    </message>
</context>
<context>
    <name>plausch::chat::Identity</name>
    <message>
        <source>Your key %1 cannot be read.</source>
        <translation>Dein Schlüssel %1 lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>Your key %1 is damaged. Put back a copy, or remove it to begin as somebody new.</source>
        <translation>Dein Schlüssel %1 ist beschädigt. Spiel eine Kopie zurück oder lösch ihn, um als jemand Neues anzufangen.</translation>
    </message>
    <message>
        <source>Your key %1 cannot be made: %2.</source>
        <translation>Dein Schlüssel %1 lässt sich nicht erzeugen: %2.</translation>
    </message>
</context>
<context>
    <name>plausch::chat::NetworkWords</name>
    <message>
        <source>%1 (%2)</source>
        <comment>what happened (why)</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 threw %2 out</source>
        <translation>%1 hat %2 hinausgeworfen</translation>
    </message>
    <message>
        <source>Nobody here is called %1.</source>
        <translation>Niemand heißt hier %1.</translation>
    </message>
    <message>
        <source>There is no room %1.</source>
        <translation>Es gibt keinen Raum %1.</translation>
    </message>
    <message>
        <source>You may not speak in %1.</source>
        <translation>In %1 darfst du nicht sprechen.</translation>
    </message>
    <message>
        <source>You are in too many rooms to enter %1.</source>
        <translation>Du bist in zu vielen Räumen, um %1 zu betreten.</translation>
    </message>
    <message>
        <source>The server does not allow the name %1.</source>
        <translation>Der Server erlaubt den Namen %1 nicht.</translation>
    </message>
    <message>
        <source>Somebody else is called %1 already.</source>
        <translation>Jemand anderes heißt schon %1.</translation>
    </message>
    <message>
        <source>You are not in %1.</source>
        <translation>Du bist nicht in %1.</translation>
    </message>
    <message>
        <source>%1 is full.</source>
        <translation>%1 ist voll.</translation>
    </message>
    <message>
        <source>%1 is for the invited only.</source>
        <translation>%1 ist nur für Eingeladene.</translation>
    </message>
    <message>
        <source>You are banned from %1.</source>
        <translation>Du bist aus %1 verbannt.</translation>
    </message>
    <message>
        <source>%1 wants a password, and this is not it.</source>
        <translation>%1 verlangt ein Passwort, und das war es nicht.</translation>
    </message>
    <message>
        <source>%1 is no name for a room here.</source>
        <translation>%1 ist hier kein Name für einen Raum.</translation>
    </message>
    <message>
        <source>%1 is for those who are signed in only.</source>
        <translation>%1 ist nur für Angemeldete.</translation>
    </message>
    <message>
        <source>Only operators of %1 may do that.</source>
        <translation>Das dürfen nur Operatoren von %1.</translation>
    </message>
    <message>
        <source>Too much waits to be sent; try again in a while.</source>
        <translation>Es wartet zu viel darauf, gesendet zu werden; versuche es später noch einmal.</translation>
    </message>
    <message>
        <source>The server is not there yet.</source>
        <translation>Der Server ist noch nicht da.</translation>
    </message>
    <message>
        <source>The password is refused.</source>
        <translation>Das Passwort wird abgelehnt.</translation>
    </message>
    <message>
        <source>The password is refused: it is too long.</source>
        <translation>Das Passwort wird abgelehnt: Es ist zu lang.</translation>
    </message>
    <message>
        <source>The password has characters that cannot be sent.</source>
        <translation>Das Passwort hat Zeichen, die sich nicht senden lassen.</translation>
    </message>
    <message>
        <source>The server knows no accounts.</source>
        <translation>Der Server kennt keine Konten.</translation>
    </message>
    <message>
        <source>The server knows no way to sign in that Plausch knows.</source>
        <translation>Der Server kennt keine Art der Anmeldung, die Plausch kennt.</translation>
    </message>
    <message>
        <source>The password would be readable on its way: the link is not encrypted. It was not sent.</source>
        <translation>Das Passwort wäre unterwegs lesbar: Die Verbindung ist nicht verschlüsselt. Es wurde nicht gesendet.</translation>
    </message>
    <message>
        <source>The server does not know the password itself; it may be another one than it says.</source>
        <translation>Der Server kennt das Passwort selbst nicht; es ist vielleicht ein anderer, als er behauptet.</translation>
    </message>
    <message>
        <source>%1 came in</source>
        <translation>%1 ist hereingekommen</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>%1 hat den Raum verlassen</translation>
    </message>
    <message>
        <source>%1 has gone</source>
        <translation>%1 ist gegangen</translation>
    </message>
    <message>
        <source>%1 is called %2 now</source>
        <translation>%1 heißt jetzt %2</translation>
    </message>
    <message>
        <source>%1 took the topic away</source>
        <translation>%1 hat das Thema entfernt</translation>
    </message>
    <message>
        <source>%1 set the topic: %2</source>
        <translation>%1 hat das Thema gesetzt: %2</translation>
    </message>
    <message>
        <source>%1 changed the rules: %2</source>
        <translation>%1 hat die Regeln geändert: %2</translation>
    </message>
    <message>
        <source>%1 invites you to %2</source>
        <translation>%1 lädt dich in %2 ein</translation>
    </message>
    <message>
        <source>You came in</source>
        <translation>Du bist hereingekommen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Signed in as %1</source>
        <translation>Angemeldet als %1</translation>
    </message>
    <message>
        <source>In %1</source>
        <translation>In %1</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>Abwesend</translation>
    </message>
    <message numerus="yes">
        <source>Silent for %n minute(s)</source>
        <translation>
            <numerusform>Schweigt seit %n Minute</numerusform>
            <numerusform>Schweigt seit %n Minuten</numerusform>
        </translation>
    </message>
    <message>
        <source>Encrypted link</source>
        <translation>Verschlüsselte Verbindung</translation>
    </message>
    <message>
        <source>Runs this server</source>
        <translation>Betreibt diesen Server</translation>
    </message>
    <message>
        <source>The server does not pass this on to %1.</source>
        <translation>Der Server gibt das nicht an %1 weiter.</translation>
    </message>
    <message>
        <source>This server takes no messages back.</source>
        <translation>Dieser Server zieht keine Nachrichten zurück.</translation>
    </message>
    <message>
        <source>You may not take that message back.</source>
        <translation>Diese Nachricht darfst du nicht zurückziehen.</translation>
    </message>
    <message>
        <source>It is too late to take that message back.</source>
        <translation>Um diese Nachricht zurückzuziehen, ist es zu spät.</translation>
    </message>
    <message>
        <source>The server does not know that message any more.</source>
        <translation>Der Server kennt diese Nachricht nicht mehr.</translation>
    </message>
</context>
<context>
    <name>plausch::chat::Networks</name>
    <message>
        <source>Away</source>
        <translation>Abwesend</translation>
    </message>
    <message>
        <source>[why]</source>
        <translation>[warum]</translation>
    </message>
    <message>
        <source>Tells the others that you are away.</source>
        <translation>Sagt den anderen, dass du abwesend bist.</translation>
    </message>
    <message>
        <source>Tells the others that you are back.</source>
        <translation>Sagt den anderen, dass du wieder da bist.</translation>
    </message>
    <message>
        <source>nick or mask</source>
        <translation>Name oder Maske</translation>
    </message>
    <message>
        <source>Keeps somebody out of this room.</source>
        <translation>Hält jemanden aus diesem Raum fern.</translation>
    </message>
    <message>
        <source>nick ...</source>
        <translation>Name …</translation>
    </message>
    <message>
        <source>Takes the rank of operator.</source>
        <translation>Nimmt den Rang des Operators.</translation>
    </message>
    <message>
        <source>Takes the voice.</source>
        <translation>Nimmt das Rederecht.</translation>
    </message>
    <message>
        <source>nick</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Asks somebody into this room.</source>
        <translation>Lädt jemanden in diesen Raum ein.</translation>
    </message>
    <message>
        <source>#room [password]</source>
        <translation>#Raum [Passwort]</translation>
    </message>
    <message>
        <source>Enters a room.</source>
        <translation>Betritt einen Raum.</translation>
    </message>
    <message>
        <source>nick [why]</source>
        <translation>Name [warum]</translation>
    </message>
    <message>
        <source>Throws somebody out of this room.</source>
        <translation>Wirft jemanden aus diesem Raum.</translation>
    </message>
    <message>
        <source>[part of a name]</source>
        <translation>[Teil eines Namens]</translation>
    </message>
    <message>
        <source>Lists the rooms of the server.</source>
        <translation>Listet die Räume des Servers auf.</translation>
    </message>
    <message>
        <source>does something</source>
        <translation>tut etwas</translation>
    </message>
    <message>
        <source>Says what you do.</source>
        <translation>Sagt, was du tust.</translation>
    </message>
    <message>
        <source>+modes [arguments]</source>
        <translation>+Modi [Argumente]</translation>
    </message>
    <message>
        <source>Changes the rules of this room, or your own.</source>
        <translation>Ändert die Regeln dieses Raums oder deine eigenen.</translation>
    </message>
    <message>
        <source>nick text</source>
        <translation>Name Text</translation>
    </message>
    <message>
        <source>Writes to somebody alone.</source>
        <translation>Schreibt jemandem allein.</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Changes your name on this server.</source>
        <translation>Ändert deinen Namen auf diesem Server.</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Says something that no program answers.</source>
        <translation>Sagt etwas, worauf kein Programm antwortet.</translation>
    </message>
    <message>
        <source>Makes operators.</source>
        <translation>Ernennt Operatoren.</translation>
    </message>
    <message>
        <source>Leaves this room.</source>
        <translation>Verlässt diesen Raum.</translation>
    </message>
    <message>
        <source>Leaves the server.</source>
        <translation>Verlässt den Server.</translation>
    </message>
    <message>
        <source>line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Sends a line as it is.</source>
        <translation>Sendet eine Zeile, wie sie ist.</translation>
    </message>
    <message>
        <source>[topic]</source>
        <translation>[Thema]</translation>
    </message>
    <message>
        <source>Sets the topic of this room; nothing takes it away.</source>
        <translation>Setzt das Thema dieses Raums; ohne Text wird es entfernt.</translation>
    </message>
    <message>
        <source>mask</source>
        <translation>Maske</translation>
    </message>
    <message>
        <source>Lets somebody in again.</source>
        <translation>Lässt jemanden wieder herein.</translation>
    </message>
    <message>
        <source>Gives the voice in a moderated room.</source>
        <translation>Gibt das Rederecht in einem moderierten Raum.</translation>
    </message>
    <message>
        <source>Tells who somebody is.</source>
        <translation>Sagt, wer jemand ist.</translation>
    </message>
    <message>
        <source>/%1 works in rooms only.</source>
        <translation>/%1 geht nur in Räumen.</translation>
    </message>
    <message>
        <source>/%1 works where people talk.</source>
        <translation>/%1 geht nur dort, wo Leute reden.</translation>
    </message>
    <message>
        <source>/%1 wants: %2</source>
        <translation>/%1 braucht: %2</translation>
    </message>
    <message>
        <source>You are not connected to %1.</source>
        <translation>Du bist nicht mit %1 verbunden.</translation>
    </message>
    <message>
        <source>Nobody reads here. Write a command, such as /join #room.</source>
        <translation>Hier liest niemand mit. Schreibe einen Befehl, etwa /join #raum.</translation>
    </message>
    <message>
        <source>There is no command /%1. To write a message that starts with a slash, write two.</source>
        <translation>Es gibt keinen Befehl /%1. Eine Nachricht, die mit einem Schrägstrich beginnt, schreibst du mit zweien.</translation>
    </message>
    <message>
        <source>%1 refuses connections. No chat server may be running there.</source>
        <translation>%1 lehnt Verbindungen ab. Vielleicht läuft dort kein Chatserver.</translation>
    </message>
    <message>
        <source>%1 does not answer.</source>
        <translation>%1 antwortet nicht.</translation>
    </message>
    <message>
        <source>There is no computer named %1.</source>
        <translation>Es gibt keinen Rechner namens %1.</translation>
    </message>
    <message>
        <source>%1 does not encrypt as it should: %2</source>
        <translation>%1 verschlüsselt nicht, wie es sollte: %2</translation>
    </message>
    <message>
        <source>Nobody vouches that this is %1. Nothing was sent.</source>
        <translation>Niemand bürgt dafür, dass dies %1 ist. Es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>%1 shows another key than before. Nothing was sent.</source>
        <translation>%1 zeigt einen anderen Schlüssel als zuvor. Es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>%1 hung up without a word.</source>
        <translation>%1 hat wortlos aufgelegt.</translation>
    </message>
    <message>
        <source>The link to %1 broke.</source>
        <translation>Die Verbindung zu %1 ist abgerissen.</translation>
    </message>
    <message>
        <source>The link to %1 broke: %2</source>
        <translation>Die Verbindung zu %1 ist abgerissen: %2</translation>
    </message>
    <message>
        <source>%1 answers, but not as a chat server does.</source>
        <translation>%1 antwortet, aber nicht wie ein Chatserver.</translation>
    </message>
    <message>
        <source>%1 hung up: %2</source>
        <translation>%1 hat aufgelegt: %2</translation>
    </message>
    <message>
        <source>The account %1 is yours.</source>
        <translation>Das Konto %1 gehört dir.</translation>
    </message>
    <message>
        <source>The account %1 is made, but not confirmed yet: %2</source>
        <translation>Das Konto %1 ist angelegt, aber noch nicht bestätigt: %2</translation>
    </message>
    <message>
        <source>%1 has invited %2.</source>
        <translation>%1 hat %2 eingeladen.</translation>
    </message>
    <message>
        <source>%1 has thrown you out.</source>
        <translation>%1 hat dich hinausgeworfen.</translation>
    </message>
    <message>
        <source>%1 has thrown you out: %2</source>
        <translation>%1 hat dich hinausgeworfen: %2</translation>
    </message>
    <message>
        <source>The room is called %1 now.</source>
        <translation>Der Raum heißt jetzt %1.</translation>
    </message>
    <message>
        <source>This server wants encrypted links only. From now on they are, by port %1.</source>
        <translation>Dieser Server will nur verschlüsselte Verbindungen. Von nun an sind sie es, über Port %1.</translation>
    </message>
    <message>
        <source>One reacts to what somebody has said.</source>
        <translation>Reagieren kann man auf das, was jemand gesagt hat.</translation>
    </message>
    <message>
        <source>This server passes no reactions on.</source>
        <translation>Dieser Server gibt keine Reaktionen weiter.</translation>
    </message>
    <message>
        <source>The message is not there yet.</source>
        <translation>Die Nachricht ist noch nicht angekommen.</translation>
    </message>
    <message>
        <source>The server has no name for this message, so nobody would know which one is meant.</source>
        <translation>Der Server hat keinen Namen für diese Nachricht, darum wüsste niemand, welche gemeint ist.</translation>
    </message>
    <message>
        <source>Too much waits for this server already.</source>
        <translation>Für diesen Server wartet schon zu viel.</translation>
    </message>
    <message>
        <source>That is no reaction: a few characters at most.</source>
        <translation>Das ist keine Reaktion: höchstens ein paar Zeichen.</translation>
    </message>
    <message>
        <source>There is nothing to take back.</source>
        <translation>Hier gibt es nichts zurückzuziehen.</translation>
    </message>
    <message>
        <source>The message is just on its way.</source>
        <translation>Die Nachricht ist gerade unterwegs.</translation>
    </message>
    <message>
        <source>A message can be taken back only while one is there.</source>
        <translation>Eine Nachricht lässt sich nur zurückziehen, solange man dort ist.</translation>
    </message>
    <message>
        <source>This server takes no messages back.</source>
        <translation>Dieser Server zieht keine Nachrichten zurück.</translation>
    </message>
    <message>
        <source>Only what one has said oneself can be taken back.</source>
        <translation>Zurückziehen kann man nur, was man selbst gesagt hat.</translation>
    </message>
    <message>
        <source>The keyring does not keep the password, so you are asked for it each time: %1</source>
        <translation>Der Schlüsselbund bewahrt das Passwort nicht auf, darum wirst du jedes Mal danach gefragt: %1</translation>
    </message>
</context>
<context>
    <name>plausch::chat::Settings</name>
    <message>
        <source>%1 cannot be read; the defaults are used.</source>
        <translation>%1 lässt sich nicht lesen; es gelten die Standardwerte.</translation>
    </message>
    <message>
        <source>%1: &quot;%3&quot; makes no sense for %2; the default is used.</source>
        <translation>%1: „%3“ ergibt für %2 keinen Sinn; es gilt der Standardwert.</translation>
    </message>
    <message>
        <source>The settings could not be saved in %1.</source>
        <translation>Die Einstellungen ließen sich nicht in %1 speichern.</translation>
    </message>
</context>
<context>
    <name>plausch::chat::StreamClient</name>
    <message>
        <source>Connected to %1.</source>
        <translation>Verbunden mit %1.</translation>
    </message>
    <message>
        <source>%1 sent an answer without end; the connection was closed.</source>
        <translation>%1 hat eine endlose Antwort gesendet; die Verbindung wurde geschlossen.</translation>
    </message>
    <message>
        <source>Greeting: %1</source>
        <translation>Begrüßung: %1</translation>
    </message>
    <message>
        <source>%1 does not greet; sending all the same.</source>
        <translation>%1 grüßt nicht; es wird trotzdem gesendet.</translation>
    </message>
    <message>
        <source>The connection is closed.</source>
        <translation>Die Verbindung ist geschlossen.</translation>
    </message>
    <message>
        <source>The service has closed the connection; the next message opens a new one.</source>
        <translation>Der Dienst hat die Verbindung geschlossen; die nächste Nachricht öffnet eine neue.</translation>
    </message>
</context>
<context>
    <name>plausch::chat::Switchboard</name>
    <message>
        <source>Textbook pair at %1</source>
        <translation>Lehrbuch-Paar unter %1</translation>
    </message>
    <message>
        <source>Converter at %1</source>
        <translation>Konverter unter %1</translation>
    </message>
    <message>
        <source>“%1” is not an address. Write a name or number, with a port if you know it: anna-pc, 10.0.0.7:50001 or [fe80::1]:50001.</source>
        <translation>„%1“ ist keine Adresse. Schreib einen Namen oder eine Nummer, mit Port, wenn du ihn kennst: anna-pc, 10.0.0.7:50001 oder [fe80::1]:50001.</translation>
    </message>
    <message>
        <source>Converter</source>
        <translation>Konverter</translation>
    </message>
    <message>
        <source>%1 refuses connections. Plausch may not be running there, or a firewall is in the way.</source>
        <translation>%1 lehnt Verbindungen ab. Vielleicht läuft Plausch dort nicht, oder eine Firewall steht im Weg.</translation>
    </message>
    <message>
        <source>%1 does not answer.</source>
        <translation>%1 antwortet nicht.</translation>
    </message>
    <message>
        <source>There is no computer named %1.</source>
        <translation>Es gibt keinen Rechner namens %1.</translation>
    </message>
    <message>
        <source>%1 does not speak the encryption that Plausch needs.</source>
        <translation>%1 beherrscht die Verschlüsselung nicht, die Plausch braucht.</translation>
    </message>
    <message>
        <source>Somebody with another key answers at %1. Nothing was sent.</source>
        <translation>Unter %1 antwortet jemand mit einem anderen Schlüssel. Es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>%1 is you yourself.</source>
        <translation>%1 bist du selbst.</translation>
    </message>
    <message>
        <source>%1 hung up without a word.</source>
        <translation>%1 hat wortlos aufgelegt.</translation>
    </message>
    <message>
        <source>The link to %1 broke.</source>
        <translation>Die Verbindung zu %1 ist abgebrochen.</translation>
    </message>
    <message>
        <source>The link to %1 broke: %2</source>
        <translation>Die Verbindung zu %1 ist abgebrochen: %2</translation>
    </message>
    <message>
        <source>%1 does not take your call.</source>
        <translation>%1 nimmt deinen Anruf nicht an.</translation>
    </message>
    <message>
        <source>%1 has not accepted you yet and takes no more messages until then.</source>
        <translation>%1 hat deine Anfrage noch nicht angenommen und nimmt bis dahin keine weiteren Nachrichten an.</translation>
    </message>
    <message>
        <source>%1 has quit the chat.</source>
        <translation>%1 hat den Chat beendet.</translation>
    </message>
    <message>
        <source>%1 hung up: %2</source>
        <translation>%1 hat aufgelegt: %2</translation>
    </message>
    <message>
        <source>%1 answers, but not as a buddy does.</source>
        <translation>%1 antwortet, aber nicht wie ein Buddy.</translation>
    </message>
    <message>
        <source>%1 sent too much at once.</source>
        <translation>%1 hat zu viel auf einmal gesendet.</translation>
    </message>
    <message>
        <source>One reacts to what somebody has said.</source>
        <translation>Reagieren kann man auf das, was jemand gesagt hat.</translation>
    </message>
    <message>
        <source>Accept the request first.</source>
        <translation>Nimm zuerst die Anfrage an.</translation>
    </message>
    <message>
        <source>The other end knows no reactions.</source>
        <translation>Die andere Seite kennt keine Reaktionen.</translation>
    </message>
    <message>
        <source>Too much waits for %1 already.</source>
        <translation>Für %1 wartet schon zu viel.</translation>
    </message>
    <message>
        <source>Only what one has said oneself can be taken back.</source>
        <translation>Zurückziehen kann man nur, was man selbst gesagt hat.</translation>
    </message>
    <message>
        <source>There is nothing to take back.</source>
        <translation>Hier gibt es nichts zurückzuziehen.</translation>
    </message>
    <message>
        <source>The message is just on its way.</source>
        <translation>Die Nachricht ist gerade unterwegs.</translation>
    </message>
    <message>
        <source>The other end takes no messages back.</source>
        <translation>Die andere Seite zieht keine Nachrichten zurück.</translation>
    </message>
    <message>
        <source>That is no reaction: a few characters at most.</source>
        <translation>Das ist keine Reaktion: höchstens ein paar Zeichen.</translation>
    </message>
    <message>
        <source>Somebody calls himself %1 here and shows a key that is not his. He is not believed.</source>
        <translation>Jemand nennt sich hier %1 und zeigt einen Schlüssel, der nicht seiner ist. Ihm wird nicht geglaubt.</translation>
    </message>
    <message>
        <source>%1 introduces himself with what was meant for somebody else. He is not believed.</source>
        <translation>%1 stellt sich mit dem vor, was für jemand anderen bestimmt war. Ihm wird nicht geglaubt.</translation>
    </message>
    <message>
        <source>%1 introduces himself with what is of another time: one of your clocks is wrong, or somebody repeats what he has heard. He is not believed.</source>
        <translation>%1 stellt sich mit etwas vor, das aus einer anderen Zeit ist: Eine der beiden Uhren geht falsch, oder jemand wiederholt, was er gehört hat. Ihm wird nicht geglaubt.</translation>
    </message>
    <message>
        <source>This is nobody on a chat server.</source>
        <translation>Das ist niemand auf einem Chatserver.</translation>
    </message>
    <message>
        <source>%1 does not pass on what an introduction needs.</source>
        <translation>%1 leitet nicht weiter, was zum Vorstellen gebraucht wird.</translation>
    </message>
    <message>
        <source>You are not on %1 just now.</source>
        <translation>Gerade besteht keine Verbindung mit %1.</translation>
    </message>
    <message>
        <source>You have asked too many people on %1.</source>
        <translation>Auf %1 sind schon zu viele gefragt.</translation>
    </message>
</context>
<context>
    <name>plausch::chat::TextbookClient</name>
    <message>
        <source>An empty text puts nothing on a TCP connection: nothing was sent.</source>
        <translation>Ein leerer Text bringt nichts auf eine TCP-Verbindung: Es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>%1 sent an answer without end; the connection was closed.</source>
        <translation>%1 hat eine endlose Antwort gesendet; die Verbindung wurde geschlossen.</translation>
    </message>
    <message>
        <source>%1 closed the connection without an answer.</source>
        <translation>%1 hat die Verbindung ohne Antwort geschlossen.</translation>
    </message>
</context>
<context>
    <name>plausch::store::Database</name>
    <message>
        <source>The file %1 was written by a newer Plausch; this one cannot read it.</source>
        <translation>Die Datei %1 stammt von einem neueren Plausch; dieses kann sie nicht lesen.</translation>
    </message>
    <message>
        <source>The file %1 holds something else.</source>
        <translation>Die Datei %1 enthält etwas anderes.</translation>
    </message>
    <message>
        <source>The file %1 is damaged and could not be moved aside.</source>
        <translation>Die Datei %1 ist beschädigt und ließ sich nicht beiseiteschieben.</translation>
    </message>
    <message>
        <source>The file %1 is locked by another program.</source>
        <translation>Die Datei %1 ist von einem anderen Programm gesperrt.</translation>
    </message>
    <message>
        <source>The file %1 cannot be written: it is read-only.</source>
        <translation>Die Datei %1 lässt sich nicht schreiben: Sie ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>The file %1 cannot be written: the disk is full.</source>
        <translation>Die Datei %1 lässt sich nicht schreiben: Die Festplatte ist voll.</translation>
    </message>
    <message>
        <source>The file %1 is damaged: %2.</source>
        <translation>Die Datei %1 ist beschädigt: %2.</translation>
    </message>
    <message>
        <source>The file %1 cannot be used: %2.</source>
        <translation>Die Datei %1 lässt sich nicht benutzen: %2.</translation>
    </message>
</context>
<context>
    <name>plausch::ui::AboutDialog</name>
    <message>
        <source>About Plausch</source>
        <translation>Über Plausch</translation>
    </message>
    <message>
        <source>Plausch %1</source>
        <comment>program and version</comment>
        <translation>Plausch %1</translation>
    </message>
    <message>
        <source>Chat where every buddy is a socket: direct from machine to machine, encrypted, without a server in between.</source>
        <translation>Der Chat, in dem jeder Buddy ein Socket ist: direkt von Rechner zu Rechner, verschlüsselt, ohne Server dazwischen.</translation>
    </message>
    <message>
        <source>Plausch is not listening; others cannot call.</source>
        <translation>Plausch lauscht nicht; andere können nicht anrufen.</translation>
    </message>
    <message>
        <source>Others call you on port %1.</source>
        <translation>Andere rufen dich auf Port %1 an.</translation>
    </message>
    <message>
        <source>MIT licence. Built with Qt %1.</source>
        <translation>MIT-Lizenz. Gebaut mit Qt %1.</translation>
    </message>
    <message>
        <source>Your key:</source>
        <translation>Dein Schlüssel:</translation>
    </message>
</context>
<context>
    <name>plausch::ui::AddBuddyDialog</name>
    <message>
        <source>Add by address</source>
        <translation>Per Adresse hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Address of the other computer:</source>
        <translation>&amp;Adresse des anderen Rechners:</translation>
    </message>
    <message>
        <source>host or host:port, for example 10.0.0.7:50001</source>
        <translation>Rechner oder Rechner:Port, zum Beispiel 10.0.0.7:50001</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>A&amp;dd</source>
        <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
        <source>Calling %1 ...</source>
        <translation>%1 wird angerufen …</translation>
    </message>
</context>
<context>
    <name>plausch::ui::Answering</name>
    <message>
        <source>via %1</source>
        <comment>chat server that carried the message</comment>
        <translation>über %1</translation>
    </message>
</context>
<context>
    <name>plausch::ui::Attention</name>
    <message>
        <source>New message</source>
        <translation>Neue Nachricht</translation>
    </message>
    <message>
        <source>Plausch keeps running</source>
        <translation>Plausch läuft weiter</translation>
    </message>
    <message>
        <source>Messages still arrive. Click this icon to open the window again; quit with Ctrl+Q or the icon&apos;s menu.</source>
        <translation>Nachrichten kommen weiterhin an. Ein Klick auf dieses Symbol öffnet das Fenster wieder; beenden kannst du mit Strg+Q oder im Menü des Symbols.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>who, what</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>plausch::ui::AwayDialog</name>
    <message>
        <source>Away</source>
        <translation>Abwesend</translation>
    </message>
    <message>
        <source>for example: in a lecture until noon</source>
        <translation>zum Beispiel: bis zum Mittag in der Vorlesung</translation>
    </message>
    <message>
        <source>What the others &amp;read while you are away:</source>
        <translation>Was die anderen &amp;lesen, während du abwesend bist:</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>%1 (away)</source>
        <comment>a place</comment>
        <translation>%1 (abwesend)</translation>
    </message>
    <message>
        <source>I am &amp;away</source>
        <translation>Ich bin &amp;abwesend</translation>
    </message>
    <message>
        <source>I am &amp;back</source>
        <translation>Ich bin &amp;zurück</translation>
    </message>
</context>
<context>
    <name>plausch::ui::BuddyDelegate</name>
    <message>
        <source>Draft: %1</source>
        <translation>Entwurf: %1</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>presence, last message</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>99+</source>
        <comment>unread messages</comment>
        <translation>99+</translation>
    </message>
</context>
<context>
    <name>plausch::ui::BuddyPane</name>
    <message>
        <source>Nobody found yet. Add somebody by address.</source>
        <translation>Noch niemand gefunden. Füg jemanden per Adresse hinzu.</translation>
    </message>
    <message>
        <source>Nobody found yet. Looking on %1 ...</source>
        <translation>Noch niemand gefunden. Suche auf %1 …</translation>
    </message>
    <message>
        <source>not reachable for others</source>
        <translation>für andere nicht erreichbar</translation>
    </message>
    <message>
        <source>port %1</source>
        <translation>Port %1</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>Abwesend</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>Verfügbar</translation>
    </message>
    <message>
        <source> %1 · %2</source>
        <comment>own name, available or away</comment>
        <translation> %1 · %2</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <comment>own name, presence, port</comment>
        <translation>%1, %2, %3</translation>
    </message>
    <message>
        <source>Settings ...</source>
        <translation>Einstellungen …</translation>
    </message>
    <message>
        <source>Filter names and addresses</source>
        <translation>Namen und Adressen filtern</translation>
    </message>
    <message>
        <source>Add by address</source>
        <translation>Per Adresse hinzufügen</translation>
    </message>
    <message>
        <source>Nobody in the list matches &quot;%1&quot;.</source>
        <translation>Niemand in der Liste passt zu „%1“.</translation>
    </message>
    <message>
        <source>Filter the list</source>
        <translation>Liste filtern</translation>
    </message>
    <message>
        <source>Add somebody, a chat server or a room</source>
        <translation>Jemanden, einen Chatserver oder einen Raum hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Buddy by address ...</source>
        <translation>&amp;Buddy über Adresse …</translation>
    </message>
    <message>
        <source>&amp;Chat server ...</source>
        <translation>&amp;Chatserver …</translation>
    </message>
    <message>
        <source>&amp;Room ...</source>
        <translation>&amp;Raum …</translation>
    </message>
    <message>
        <source>Buddies and rooms</source>
        <translation>Buddys und Räume</translation>
    </message>
    <message>
        <source>Away with a text ...</source>
        <translation>Abwesend mit einem Text …</translation>
    </message>
    <message>
        <source>Add a chat server</source>
        <translation>Chatserver hinzufügen</translation>
    </message>
    <message>
        <source>Host a chat server here</source>
        <translation>Chatserver hier betreiben</translation>
    </message>
</context>
<context>
    <name>plausch::ui::ChatActions</name>
    <message>
        <source>Un&amp;block</source>
        <translation>Blo&amp;ckierung aufheben</translation>
    </message>
    <message>
        <source>&amp;Block</source>
        <translation>Blo&amp;ckieren</translation>
    </message>
    <message>
        <source>&amp;Contact and verification ...</source>
        <translation>&amp;Kontakt und Verifizierung …</translation>
    </message>
    <message>
        <source>&amp;Mark as read</source>
        <translation>Als &amp;gelesen markieren</translation>
    </message>
    <message>
        <source>&amp;Try now</source>
        <translation>&amp;Jetzt versuchen</translation>
    </message>
    <message>
        <source>&amp;Accept the request</source>
        <translation>Anfrage &amp;annehmen</translation>
    </message>
    <message>
        <source>&amp;Ignore the request</source>
        <translation>Anfrage &amp;ignorieren</translation>
    </message>
    <message>
        <source>&amp;Remove ...</source>
        <translation>Ent&amp;fernen …</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Your name for %1. Empty: the name they chose.</source>
        <translation>Dein Name für %1. Leer: der selbst gewählte Name.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove %1 from the list?</source>
        <translation>%1 aus der Liste entfernen?</translation>
    </message>
    <message>
        <source>The key is forgotten too: a later contact starts as a new one.</source>
        <translation>Auch der Schlüssel wird vergessen: Ein späterer Kontakt fängt von vorn an.</translation>
    </message>
    <message>
        <source>Delete the messages as well</source>
        <translation>Auch die Nachrichten löschen</translation>
    </message>
    <message>
        <source>Compare the changed &amp;key ...</source>
        <translation>Geänderten Schlüssel &amp;vergleichen …</translation>
    </message>
    <message>
        <source>R&amp;ename ...</source>
        <translation>&amp;Umbenennen …</translation>
    </message>
    <message>
        <source>Open in a &amp;window of its own</source>
        <translation>In &amp;eigenem Fenster öffnen</translation>
    </message>
    <message>
        <source>You leave the room.</source>
        <translation>Du verlässt dabei den Raum.</translation>
    </message>
</context>
<context>
    <name>plausch::ui::ChatHeader</name>
    <message>
        <source>%1, thread &quot;%2&quot;</source>
        <comment>address, thread name</comment>
        <translation>%1, Thread „%2“</translation>
    </message>
    <message>
        <source>Encrypted</source>
        <translation>Verschlüsselt</translation>
    </message>
    <message>
        <source>Not encrypted</source>
        <translation>Nicht verschlüsselt</translation>
    </message>
    <message>
        <source>Unproven: there is no key to compare</source>
        <translation>Nicht bewiesen: Es gibt keinen Schlüssel zum Vergleichen</translation>
    </message>
    <message>
        <source>Verified: the words were compared</source>
        <translation>Verifiziert: Die Wörter wurden verglichen</translation>
    </message>
    <message>
        <source>Not verified yet: compare the words</source>
        <translation>Noch nicht verifiziert: Vergleicht die Wörter</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Zurück zur Liste</translation>
    </message>
    <message>
        <source>Find in this chat</source>
        <translation>In diesem Chat suchen</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Kontakt</translation>
    </message>
    <message numerus="yes">
        <source>Members: %n</source>
        <translation>
            <numerusform>Mitglieder: %n</numerusform>
            <numerusform>Mitglieder: %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Encrypted up to the server</source>
        <translation>Bis zum Server verschlüsselt</translation>
    </message>
    <message>
        <source>Not encrypted on the way to the server</source>
        <translation>Auf dem Weg zum Server nicht verschlüsselt</translation>
    </message>
    <message>
        <source>Asked</source>
        <comment>to become a buddy</comment>
        <translation>Gefragt</translation>
    </message>
    <message>
        <source>Add as buddy</source>
        <translation>Als Buddy aufnehmen</translation>
    </message>
    <message>
        <source>%1 was asked and has not answered yet</source>
        <translation>%1 wurde gefragt und hat noch nicht geantwortet</translation>
    </message>
    <message>
        <source>Tells %1 your identity and where to reach you, and asks for the same</source>
        <translation>Nennt %1 deine Identität und wo du erreichbar bist und fragt nach demselben</translation>
    </message>
    <message>
        <source>No route</source>
        <comment>messages wait</comment>
        <translation>Kein Weg</translation>
    </message>
    <message>
        <source>%1 carries the messages and can read them</source>
        <translation>%1 befördert die Nachrichten und kann sie lesen</translation>
    </message>
    <message>
        <source>Route: %1</source>
        <translation>Weg: %1</translation>
    </message>
    <message>
        <source>Via %1, which can read along</source>
        <translation>Über %1, das mitlesen kann</translation>
    </message>
</context>
<context>
    <name>plausch::ui::ChatListModel</name>
    <message>
        <source>You: %1</source>
        <translation>Du: %1</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Buddies</source>
        <translation>Buddys</translation>
    </message>
    <message>
        <source>Nearby</source>
        <translation>In der Nähe</translation>
    </message>
    <message>
        <source>Visitors</source>
        <translation>Besucher</translation>
    </message>
    <message>
        <source>Converter</source>
        <translation>Konverter</translation>
    </message>
    <message numerus="yes">
        <source>%1, %2, %n unread</source>
        <translation>
            <numerusform>%1, %2, %n ungelesene Nachricht</numerusform>
            <numerusform>%1, %2, %n ungelesene Nachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>name, presence</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>who, what</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Chat servers</source>
        <translation>Chatserver</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n mention(s)</source>
        <translation>
            <numerusform>%1, %n Erwähnung</numerusform>
            <numerusform>%1, %n Erwähnungen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plausch::ui::ChatModel</name>
    <message>
        <source>You</source>
        <translation>Du</translation>
    </message>
</context>
<context>
    <name>plausch::ui::ChatPage</name>
    <message>
        <source>Unblock %1 to write.</source>
        <translation>Heb die Blockierung von %1 auf, um zu schreiben.</translation>
    </message>
    <message>
        <source>This is a converter. Write something, and it comes back converted.</source>
        <translation>Das ist ein Konverter. Schreib etwas, und es kommt umgewandelt zurück.</translation>
    </message>
    <message>
        <source>Direct, but not encrypted, with %1.</source>
        <translation>Direkt, aber unverschlüsselt mit %1 verbunden.</translation>
    </message>
    <message>
        <source>%1 is on this network. Your first message makes you buddies.</source>
        <translation>%1 ist in diesem Netz. Deine erste Nachricht macht euch zu Buddys.</translation>
    </message>
    <message>
        <source>Direct and encrypted with %1. Messages wait here if %1 is offline.</source>
        <translation>Direkt und verschlüsselt mit %1. Ist %1 offline, warten Nachrichten hier.</translation>
    </message>
    <message>
        <source>Direct and encrypted with %1. Messages wait here if %1 is offline.

The same words on both sides prove it: %2</source>
        <translation>Direkt und verschlüsselt mit %1. Ist %1 offline, warten Nachrichten hier.

Dieselben Wörter auf beiden Seiten beweisen es: %2</translation>
    </message>
    <message>
        <source>%1, on %2</source>
        <comment>presence, chat server</comment>
        <translation>%1, auf %2</translation>
    </message>
    <message>
        <source>What %1 itself has to say appears here.</source>
        <translation>Hier erscheint, was %1 selbst mitzuteilen hat.</translation>
    </message>
    <message>
        <source>You are the first in %1.</source>
        <translation>Du bist als Erstes in %1.</translation>
    </message>
    <message>
        <source>Nothing was said in %1 yet, as far as is known here.</source>
        <translation>In %1 wurde noch nichts gesagt, soweit man es hier weiß.</translation>
    </message>
    <message>
        <source>With %1, by way of %2. The server can read along.</source>
        <translation>Mit %1, über %2. Der Server kann mitlesen.</translation>
    </message>
    <message>
        <source>Nothing was said yet.</source>
        <translation>Es wurde noch nichts gesagt.</translation>
    </message>
</context>
<context>
    <name>plausch::ui::ChatWindow</name>
    <message>
        <source>(%1) %2</source>
        <comment>unread, name</comment>
        <translation>(%1) %2</translation>
    </message>
</context>
<context>
    <name>plausch::ui::Composer</name>
    <message>
        <source>This is too long to be pasted: a message holds at most 64 KiB of text.</source>
        <translation>Das ist zu lang zum Einfügen: Eine Nachricht fasst höchstens 64 KiB Text.</translation>
    </message>
    <message>
        <source>This message is too long: at most 64 KiB of text can be sent at once. Nothing was sent.</source>
        <translation>Diese Nachricht ist zu lang: Höchstens 64 KiB Text gehen auf einmal. Es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>%L1 of %L2 bytes</source>
        <translation>%L1 von %L2 Bytes</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Message to %1</source>
        <translation>Nachricht an %1</translation>
    </message>
    <message>
        <source>Emojis</source>
        <translation>Emojis</translation>
    </message>
    <message>
        <source>Command to %1</source>
        <comment>chat server</comment>
        <translation>Befehl an %1</translation>
    </message>
    <message>
        <source>Command to %1, for example /join #room</source>
        <comment>chat server</comment>
        <translation>Befehl an %1, zum Beispiel /join #raum</translation>
    </message>
</context>
<context>
    <name>plausch::ui::ContactDialog</name>
    <message>
        <source>Show n&amp;otifications</source>
        <translation>&amp;Benachrichtigungen anzeigen</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Kontakt</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation>&amp;Name:</translation>
    </message>
    <message>
        <source>Presence:</source>
        <translation>Status:</translation>
    </message>
    <message>
        <source>Last address:</source>
        <translation>Letzte Adresse:</translation>
    </message>
    <message>
        <source>Is it really %1?</source>
        <translation>Ist das wirklich %1?</translation>
    </message>
    <message>
        <source>Read these words to each other, by phone or face to face. If both of you see the same ones, nobody sits between you.</source>
        <translation>Lest euch diese Wörter gegenseitig vor, am Telefon oder von Angesicht zu Angesicht. Seht ihr beide dieselben, sitzt niemand dazwischen.</translation>
    </message>
    <message>
        <source>The words were compared: mark as &amp;verified</source>
        <translation>Die Wörter sind verglichen: als &amp;verifiziert markieren</translation>
    </message>
    <message>
        <source>Key of %1, known since %2:</source>
        <translation>Schlüssel von %1, bekannt seit %2:</translation>
    </message>
    <message>
        <source>Your own key:</source>
        <translation>Dein eigener Schlüssel:</translation>
    </message>
    <message>
        <source>%1 uses a program without a key. Whoever comes with this name looks the same; nothing can be verified.</source>
        <translation>%1 benutzt ein Programm ohne Schlüssel. Wer immer mit diesem Namen kommt, sieht gleich aus; verifizieren lässt sich nichts.</translation>
    </message>
    <message>
        <source>&amp;Remove ...</source>
        <translation>&amp;Entfernen …</translation>
    </message>
    <message>
        <source>none yet</source>
        <comment>last address</comment>
        <translation>noch keine</translation>
    </message>
    <message>
        <source>Un&amp;block</source>
        <translation>Blo&amp;ckierung aufheben</translation>
    </message>
    <message>
        <source>&amp;Block</source>
        <translation>Blo&amp;ckieren</translation>
    </message>
</context>
<context>
    <name>plausch::ui::ConverterPage</name>
    <message>
        <source>Converter</source>
        <translation>Konverter</translation>
    </message>
    <message>
        <source>Close this page</source>
        <translation>Diese Seite schließen</translation>
    </message>
    <message>
        <source>&amp;Host a service</source>
        <translation>Dienst &amp;anbieten</translation>
    </message>
    <message>
        <source>&amp;Use a service</source>
        <translation>Dienst &amp;nutzen</translation>
    </message>
    <message>
        <source>The upper and lower case service of the lecture, for everybody who can reach this computer: with nc, Python, or Plausch.</source>
        <translation>Der Groß-/Kleinschreibungsdienst aus der Vorlesung, für alle, die diesen Rechner erreichen: mit nc, Python oder Plausch.</translation>
    </message>
    <message>
        <source>Opens a conversation that shows what was typed, what went over the wire, and what came back.</source>
        <translation>Öffnet eine Unterhaltung, die zeigt, was getippt wurde, was über die Leitung ging und was zurückkam.</translation>
    </message>
    <message>
        <source>&amp;Service:</source>
        <translation>&amp;Dienst:</translation>
    </message>
    <message>
        <source>&amp;Dialect:</source>
        <translation>D&amp;ialekt:</translation>
    </message>
    <message>
        <source>&amp;Address:</source>
        <translation>Ad&amp;resse:</translation>
    </message>
    <message>
        <source>&amp;Port:</source>
        <translation>&amp;Port:</translation>
    </message>
    <message>
        <source>Open the &amp;conversation</source>
        <translation>&amp;Unterhaltung öffnen</translation>
    </message>
</context>
<context>
    <name>plausch::ui::DesktopNotifications</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
</context>
<context>
    <name>plausch::ui::EmojiPicker</name>
    <message>
        <source>Emoji by name, for example heart</source>
        <translation>Emoji beim Namen (englisch), etwa heart</translation>
    </message>
    <message>
        <source>Emoji by name</source>
        <translation>Emoji beim Namen</translation>
    </message>
    <message>
        <source>Emojis</source>
        <translation>Emojis</translation>
    </message>
</context>
<context>
    <name>plausch::ui::FindBar</name>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>%L1 of more than %L2</source>
        <comment>place, hits</comment>
        <translation>%L1 von mehr als %L2</translation>
    </message>
    <message>
        <source>%L1 of %L2</source>
        <comment>place, hits</comment>
        <translation>%L1 von %L2</translation>
    </message>
    <message>
        <source>Find in this chat</source>
        <translation>In diesem Chat suchen</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>Suche schließen</translation>
    </message>
    <message>
        <source>Search everywhere</source>
        <translation>Überall suchen</translation>
    </message>
    <message>
        <source>Older hit</source>
        <translation>Älterer Treffer</translation>
    </message>
    <message>
        <source>Newer hit</source>
        <translation>Neuerer Treffer</translation>
    </message>
    <message>
        <source>Words; from:anna finds only what Anna wrote</source>
        <translation>Wörter; von:anna findet nur, was Anna geschrieben hat</translation>
    </message>
</context>
<context>
    <name>plausch::ui::HostDialog</name>
    <message>
        <source>Only for this &amp;computer</source>
        <translation>Nur für diesen &amp;Rechner</translation>
    </message>
    <message>
        <source>Host a chat server</source>
        <translation>Chatserver betreiben</translation>
    </message>
    <message>
        <source>Chat of %1</source>
        <translation>Chat von %1</translation>
    </message>
    <message>
        <source>Rooms for everybody on your network, with Plausch or any IRC program. It runs in this window and ends with it; accounts and messages are kept for the next time.</source>
        <translation>Räume für alle im eigenen Netz, mit Plausch oder jedem IRC-Programm. Er läuft in diesem Fenster und endet mit ihm; Konten und Nachrichten bleiben für das nächste Mal erhalten.</translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation>&amp;Name:</translation>
    </message>
    <message>
        <source>&amp;Port:</source>
        <translation>&amp;Port:</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>Running on port %1.</source>
        <translation>Läuft auf Port %1.</translation>
    </message>
    <message>
        <source>Port %1 was taken, so it runs on port %2.</source>
        <translation>Port %1 war belegt, deshalb läuft er auf Port %2.</translation>
    </message>
    <message>
        <source>Others who run Plausch here find it under File &gt; Add a chat server.</source>
        <translation>Andere, die hier Plausch benutzen, finden ihn unter Datei &gt; Chatserver.</translation>
    </message>
    <message>
        <source>Starting ...</source>
        <translation>Wird gestartet …</translation>
    </message>
    <message>
        <source>Saying goodbye ...</source>
        <translation>Verabschiedung …</translation>
    </message>
    <message>
        <source>For others it is encrypted, on port %1.</source>
        <translation>Für andere ist er verschlüsselt, auf Port %1.</translation>
    </message>
    <message>
        <source>For others it is encrypted (TLS): %1, port %2.</source>
        <comment>addresses, number</comment>
        <translation>Für andere verschlüsselt (TLS): %1, Port %2.</translation>
    </message>
</context>
<context>
    <name>plausch::ui::InfoBar</name>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Close this notice</source>
        <translation>Diesen Hinweis schließen</translation>
    </message>
</context>
<context>
    <name>plausch::ui::JoinDialog</name>
    <message>
        <source>&amp;List the rooms of this server</source>
        <translation>Räume dieses Servers auf&amp;listen</translation>
    </message>
    <message>
        <source>Join a room</source>
        <translation>Raum betreten</translation>
    </message>
    <message>
        <source>for example #plausch</source>
        <translation>zum Beispiel #plausch</translation>
    </message>
    <message>
        <source>only if the room has one</source>
        <translation>nur, wenn der Raum eines hat</translation>
    </message>
    <message>
        <source>Search names and topics</source>
        <translation>Namen und Themen durchsuchen</translation>
    </message>
    <message>
        <source>Rooms of the server</source>
        <translation>Räume des Servers</translation>
    </message>
    <message>
        <source>&amp;Join</source>
        <comment>a room</comment>
        <translation>&amp;Betreten</translation>
    </message>
    <message>
        <source>&amp;Server:</source>
        <translation>&amp;Server:</translation>
    </message>
    <message>
        <source>&amp;Room:</source>
        <translation>&amp;Raum:</translation>
    </message>
    <message>
        <source>&amp;Password:</source>
        <translation>&amp;Passwort:</translation>
    </message>
    <message>
        <source>This server is not connected. The room is joined as soon as it is.</source>
        <translation>Dieser Server ist nicht verbunden. Sobald er es ist, betrittst du den Raum.</translation>
    </message>
    <message numerus="yes">
        <source>%n room(s) so far ...</source>
        <translation>
            <numerusform>Bisher %n Raum …</numerusform>
            <numerusform>Bisher %n Räume …</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n room(s), and %1 more: search by asking the server for a part of the name with /list.</source>
        <translation>
            <numerusform>%n Raum und %1 weitere: Frag den Server mit /list nach einem Teil des Namens.</numerusform>
            <numerusform>%n Räume und %1 weitere: Frag den Server mit /list nach einem Teil des Namens.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n room(s)</source>
        <translation>
            <numerusform>%n Raum</numerusform>
            <numerusform>%n Räume</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plausch::ui::JumpButton</name>
    <message numerus="yes">
        <source>Jump to newest, %n new message(s)</source>
        <translation>
            <numerusform>Zur neuesten springen, %n neue Nachricht</numerusform>
            <numerusform>Zur neuesten springen, %n neue Nachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>Jump to newest</source>
        <translation>Zur neuesten springen</translation>
    </message>
</context>
<context>
    <name>plausch::ui::KeyDialog</name>
    <message>
        <source>Key changed</source>
        <translation>Schlüssel geändert</translation>
    </message>
    <message>
        <source>I have &amp;compared the words with %1</source>
        <translation>Ich habe die &amp;Wörter mit %1 verglichen</translation>
    </message>
    <message>
        <source>Somebody answers as %1, but with another key.</source>
        <translation>Jemand antwortet als %1, aber mit einem anderen Schlüssel.</translation>
    </message>
    <message>
        <source>That is normal after a new computer or a new installation. It is also what it looks like when a stranger pretends to be %1. Nothing was sent.</source>
        <translation>Nach einem neuen Rechner oder einer Neuinstallation ist das normal. Genauso sieht es aber aus, wenn ein Fremder sich als %1 ausgibt. Es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>Known since %1:</source>
        <translation>Bekannt seit %1:</translation>
    </message>
    <message>
        <source>Shown now, %1:</source>
        <translation>Jetzt gezeigt, %1:</translation>
    </message>
    <message>
        <source>Call %1 and read these words to each other. %1 finds them in the contact&apos;s window for you.</source>
        <translation>Ruf %1 an, und lest euch diese Wörter vor. %1 findet sie im Kontaktfenster zu dir.</translation>
    </message>
    <message>
        <source>&amp;Trust the new key</source>
        <translation>Dem neuen Schlüssel &amp;vertrauen</translation>
    </message>
</context>
<context>
    <name>plausch::ui::LinkDialog</name>
    <message>
        <source>Open link</source>
        <translation>Link öffnen</translation>
    </message>
    <message>
        <source>This link leads to:</source>
        <translation>Dieser Link führt zu:</translation>
    </message>
    <message>
        <source>A link of this kind is not opened:</source>
        <translation>Links dieser Art werden nicht geöffnet:</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
</context>
<context>
    <name>plausch::ui::MainMenu</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Chat</source>
        <translation>&amp;Chat</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>A&amp;nsicht</translation>
    </message>
    <message>
        <source>&amp;Go to</source>
        <translation>&amp;Gehe zu</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Chat &amp;%1 of the list</source>
        <translation>Chat &amp;%1 der Liste</translation>
    </message>
    <message>
        <source>&amp;Add by address ...</source>
        <translation>Per &amp;Adresse hinzufügen …</translation>
    </message>
    <message>
        <source>C&amp;onverter ...</source>
        <translation>&amp;Konverter …</translation>
    </message>
    <message>
        <source>Awa&amp;y</source>
        <translation>Ab&amp;wesend</translation>
    </message>
    <message>
        <source>&amp;Settings ...</source>
        <translation>&amp;Einstellungen …</translation>
    </message>
    <message>
        <source>&amp;Close the chat</source>
        <translation>Chat &amp;schließen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Quick switcher ...</source>
        <translation>&amp;Schnellwechsel …</translation>
    </message>
    <message>
        <source>&amp;Next chat</source>
        <translation>&amp;Nächster Chat</translation>
    </message>
    <message>
        <source>&amp;Previous chat</source>
        <translation>&amp;Vorheriger Chat</translation>
    </message>
    <message>
        <source>Next &amp;unread chat</source>
        <translation>Nächster &amp;ungelesener Chat</translation>
    </message>
    <message>
        <source>Last &amp;recent chat</source>
        <translation>&amp;Zuletzt benutzter Chat</translation>
    </message>
    <message>
        <source>&amp;Back to the newer one</source>
        <translation>Zu&amp;rück zum neueren</translation>
    </message>
    <message>
        <source>&amp;Find in this chat</source>
        <translation>In diesem Chat &amp;suchen</translation>
    </message>
    <message>
        <source>&amp;Older hit</source>
        <translation>Ä&amp;lterer Treffer</translation>
    </message>
    <message>
        <source>&amp;Newer hit</source>
        <translation>&amp;Neuerer Treffer</translation>
    </message>
    <message>
        <source>Search &amp;everywhere</source>
        <translation>Über&amp;all suchen</translation>
    </message>
    <message>
        <source>&amp;Go to the newest message</source>
        <translation>&amp;Zur neuesten Nachricht</translation>
    </message>
    <message>
        <source>Ne&amp;xt pane</source>
        <translation>&amp;Nächster Bereich</translation>
    </message>
    <message>
        <source>P&amp;revious pane</source>
        <translation>&amp;Vorheriger Bereich</translation>
    </message>
    <message>
        <source>Filter the &amp;list</source>
        <translation>&amp;Liste filtern</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>V&amp;ollbild</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;About Plausch</source>
        <translation>Über &amp;Plausch</translation>
    </message>
    <message>
        <source>About &amp;Qt</source>
        <translation>Über &amp;Qt</translation>
    </message>
    <message>
        <source>Mark all chats as rea&amp;d</source>
        <translation>Alle Chats als gelesen &amp;markieren</translation>
    </message>
    <message>
        <source>List with &amp;pictures only</source>
        <translation>Liste nur mit &amp;Bildern</translation>
    </message>
    <message>
        <source>Previous unrea&amp;d chat</source>
        <translation>Vorheriger un&amp;gelesener Chat</translation>
    </message>
    <message>
        <source>Add a chat ser&amp;ver ...</source>
        <translation>Chatser&amp;ver hinzufügen …</translation>
    </message>
    <message>
        <source>&amp;Join a room ...</source>
        <translation>&amp;Raum betreten …</translation>
    </message>
    <message>
        <source>&amp;Members of the room</source>
        <translation>&amp;Mitglieder des Raums</translation>
    </message>
    <message>
        <source>&amp;Host a chat server ...</source>
        <translation>&amp;Chatserver betreiben …</translation>
    </message>
    <message>
        <source>Away with a &amp;text ...</source>
        <translation>Abwesend mit einem &amp;Text …</translation>
    </message>
</context>
<context>
    <name>plausch::ui::MainWindow</name>
    <message>
        <source>%1 - Plausch</source>
        <comment>chat name</comment>
        <translation>%1 – Plausch</translation>
    </message>
    <message>
        <source>Plausch</source>
        <translation>Plausch</translation>
    </message>
    <message>
        <source>(%1) %2</source>
        <comment>unread, title</comment>
        <translation>(%1) %2</translation>
    </message>
    <message>
        <source>Choose somebody on the left</source>
        <translation>Wähle links jemanden aus</translation>
    </message>
    <message>
        <source>Or let the keyboard do it:</source>
        <translation>Oder mit der Tastatur:</translation>
    </message>
    <message>
        <source>add somebody by address</source>
        <translation>jemanden per Adresse hinzufügen</translation>
    </message>
    <message>
        <source>search all conversations</source>
        <translation>alle Unterhaltungen durchsuchen</translation>
    </message>
    <message>
        <source>go to the next unread chat</source>
        <translation>zum nächsten ungelesenen Chat</translation>
    </message>
    <message>
        <source>show all keys</source>
        <translation>alle Tastenkürzel zeigen</translation>
    </message>
    <message>
        <source>%1 could not be added: %2</source>
        <comment>address, reason</comment>
        <translation>%1 ließ sich nicht hinzufügen: %2</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) are not sent yet.</source>
        <translation>
            <numerusform>%n Nachricht ist noch nicht gesendet.</numerusform>
            <numerusform>%n Nachrichten sind noch nicht gesendet.</numerusform>
        </translation>
    </message>
    <message>
        <source>They are kept and sent after the next start, when the other one is there.</source>
        <translation>Nichts geht verloren: Nach dem nächsten Start wird gesendet, sobald dein Gegenüber da ist.</translation>
    </message>
    <message>
        <source>jump to a person, a room or a command</source>
        <translation>zu einer Person, einem Raum oder einem Befehl springen</translation>
    </message>
    <message>
        <source>join a room on a chat server</source>
        <translation>einen Raum auf einem Chatserver betreten</translation>
    </message>
    <message>
        <source>%1 asks you into %2 on %3.</source>
        <comment>nick, room, chat server</comment>
        <translation>%1 lädt dich nach %2 auf %3 ein.</translation>
    </message>
</context>
<context>
    <name>plausch::ui::MemberListModel</name>
    <message>
        <source>Founders (%1)</source>
        <translation>Gründer (%1)</translation>
    </message>
    <message>
        <source>Protected (%1)</source>
        <comment>members of a room with this rank</comment>
        <translation>Geschützt (%1)</translation>
    </message>
    <message>
        <source>Operators (%1)</source>
        <translation>Operatoren (%1)</translation>
    </message>
    <message>
        <source>Half-operators (%1)</source>
        <translation>Halboperatoren (%1)</translation>
    </message>
    <message>
        <source>With voice (%1)</source>
        <translation>Mit Stimme (%1)</translation>
    </message>
    <message>
        <source>Members (%1)</source>
        <translation>Mitglieder (%1)</translation>
    </message>
    <message>
        <source>Founder</source>
        <translation>Gründer</translation>
    </message>
    <message>
        <source>Protected</source>
        <comment>a member of a room with this rank</comment>
        <translation>Geschützt</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Operator</translation>
    </message>
    <message>
        <source>Half-operator</source>
        <translation>Halboperator</translation>
    </message>
    <message>
        <source>With voice</source>
        <comment>a member of a room with this rank</comment>
        <translation>Mit Stimme</translation>
    </message>
    <message>
        <source>away</source>
        <translation>abwesend</translation>
    </message>
    <message>
        <source>Signed in as %1</source>
        <translation>Angemeldet als %1</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>Abwesend</translation>
    </message>
</context>
<context>
    <name>plausch::ui::MemberPane</name>
    <message>
        <source>&amp;Message %1</source>
        <translation>Nachricht &amp;an %1</translation>
    </message>
    <message>
        <source>Me&amp;ntion</source>
        <translation>&amp;Erwähnen</translation>
    </message>
    <message>
        <source>&amp;Who is this?</source>
        <translation>&amp;Wer ist das?</translation>
    </message>
    <message>
        <source>Take the &amp;operator&apos;s rank</source>
        <translation>&amp;Operatorrang nehmen</translation>
    </message>
    <message>
        <source>Make an &amp;operator</source>
        <translation>Zum &amp;Operator machen</translation>
    </message>
    <message>
        <source>Take the &amp;voice</source>
        <translation>&amp;Stimme nehmen</translation>
    </message>
    <message>
        <source>Give &amp;voice</source>
        <translation>&amp;Stimme geben</translation>
    </message>
    <message>
        <source>&amp;Kick ...</source>
        <translation>&amp;Hinauswerfen …</translation>
    </message>
    <message>
        <source>Kick and &amp;ban ...</source>
        <translation>Hinauswerfen und aus&amp;sperren …</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n Mitglied</numerusform>
            <numerusform>%n Mitglieder</numerusform>
        </translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtern</translation>
    </message>
    <message>
        <source>Filter the members</source>
        <translation>Mitglieder filtern</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>&amp;Add as buddy</source>
        <translation>Als Buddy auf&amp;nehmen</translation>
    </message>
</context>
<context>
    <name>plausch::ui::MessageView</name>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;link</source>
        <translation>&amp;Link kopieren</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>&amp;Alles auswählen</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>Erneut &amp;versuchen</translation>
    </message>
    <message>
        <source>&amp;Withdraw</source>
        <translation>&amp;Zurückziehen</translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <comment>reaction, names</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>&amp;Reply</source>
        <translation>Antw&amp;orten</translation>
    </message>
    <message>
        <source>R&amp;eact ...</source>
        <translation>R&amp;eagieren …</translation>
    </message>
</context>
<context>
    <name>plausch::ui::NetworkActions</name>
    <message>
        <source>Muted until %1: &amp;unmute</source>
        <translation>Stumm bis %1: Stummschaltung a&amp;ufheben</translation>
    </message>
    <message>
        <source>&amp;Join a room ...</source>
        <translation>&amp;Raum betreten …</translation>
    </message>
    <message>
        <source>&amp;Change the nick ...</source>
        <translation>Ni&amp;ck ändern …</translation>
    </message>
    <message>
        <source>&amp;Edit the server ...</source>
        <translation>Server bearbe&amp;iten …</translation>
    </message>
    <message>
        <source>&amp;Join the room again</source>
        <translation>Raum &amp;wieder betreten</translation>
    </message>
    <message>
        <source>&amp;Leave the room</source>
        <translation>Raum &amp;verlassen</translation>
    </message>
    <message>
        <source>&amp;Topic, rules and bans ...</source>
        <translation>&amp;Thema, Regeln und Sperren …</translation>
    </message>
    <message>
        <source>&amp;Invite somebody ...</source>
        <translation>&amp;Jemanden einladen …</translation>
    </message>
    <message>
        <source>Notification&amp;s</source>
        <translation>&amp;Benachrichtigungen</translation>
    </message>
    <message>
        <source>For &amp;all messages</source>
        <translation>Bei &amp;allen Nachrichten</translation>
    </message>
    <message>
        <source>For &amp;mentions only</source>
        <translation>Nur bei &amp;Erwähnungen</translation>
    </message>
    <message>
        <source>&amp;None</source>
        <translation>&amp;Keine</translation>
    </message>
    <message>
        <source>Mute for one &amp;hour</source>
        <translation>Eine &amp;Stunde stummschalten</translation>
    </message>
    <message>
        <source>Mute until &amp;tomorrow morning</source>
        <translation>Bis &amp;morgen früh stummschalten</translation>
    </message>
    <message>
        <source>&amp;Away here ...</source>
        <translation>Hier &amp;abwesend …</translation>
    </message>
    <message>
        <source>Connec&amp;t</source>
        <translation>Verbin&amp;den</translation>
    </message>
    <message>
        <source>D&amp;isconnect</source>
        <translation>Verbindung &amp;trennen</translation>
    </message>
    <message>
        <source>Raw &amp;lines ...</source>
        <translation>R&amp;ohe Zeilen …</translation>
    </message>
    <message>
        <source>Who is t&amp;his?</source>
        <translation>&amp;Wer ist das?</translation>
    </message>
</context>
<context>
    <name>plausch::ui::QuoteBar</name>
    <message>
        <source>Reply to %1</source>
        <translation>Antwort an %1</translation>
    </message>
    <message>
        <source>Do not reply (Esc)</source>
        <translation>Nicht antworten (Esc)</translation>
    </message>
    <message>
        <source>Do not reply</source>
        <translation>Nicht antworten</translation>
    </message>
    <message>
        <source>Reply to %1: %2</source>
        <translation>Antwort an %1: %2</translation>
    </message>
</context>
<context>
    <name>plausch::ui::RawWindow</name>
    <message>
        <source>Show &amp;pings</source>
        <translation>&amp;Pings zeigen</translation>
    </message>
    <message>
        <source>Raw lines - %1</source>
        <comment>name of a chat server</comment>
        <translation>Rohe Zeilen - %1</translation>
    </message>
    <message>
        <source>Raw lines</source>
        <translation>Rohe Zeilen</translation>
    </message>
    <message>
        <source>Send a line as it is</source>
        <translation>Eine Zeile senden, wie sie ist</translation>
    </message>
    <message>
        <source>&amp;Clear</source>
        <translation>&amp;Leeren</translation>
    </message>
    <message>
        <source>What goes over the wire from now on stands here, line by line. Passwords are blacked out.</source>
        <translation>Hier steht Zeile für Zeile, was von jetzt an über die Leitung geht. Passwörter sind geschwärzt.</translation>
    </message>
</context>
<context>
    <name>plausch::ui::ReactionChoice</name>
    <message>
        <source>Take back: %1</source>
        <comment>a reaction</comment>
        <translation>Zurücknehmen: %1</translation>
    </message>
    <message>
        <source>Reactions</source>
        <translation>Reaktionen</translation>
    </message>
    <message>
        <source>All emojis</source>
        <translation>Alle Emojis</translation>
    </message>
</context>
<context>
    <name>plausch::ui::RecentList</name>
    <message>
        <source>Recent chats</source>
        <translation>Letzte Chats</translation>
    </message>
</context>
<context>
    <name>plausch::ui::RoomDialog</name>
    <message>
        <source>&amp;Lift the ban</source>
        <translation>Sperre auf&amp;heben</translation>
    </message>
    <message>
        <source>Settings of %1</source>
        <comment>a room</comment>
        <translation>Einstellungen von %1</translation>
    </message>
    <message>
        <source>You are no operator here: most of this the server will refuse.</source>
        <translation>Du bist hier kein Operator: Das meiste davon wird der Server ablehnen.</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Thema</translation>
    </message>
    <message>
        <source>Set the &amp;topic</source>
        <translation>&amp;Thema setzen</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) too long for this server</source>
        <translation>
            <numerusform>%n Byte zu lang für diesen Server</numerusform>
            <numerusform>%n Bytes zu lang für diesen Server</numerusform>
        </translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>Banned</source>
        <translation>Ausgesperrt</translation>
    </message>
    <message>
        <source>&amp;Ban</source>
        <translation>Aus&amp;sperren</translation>
    </message>
    <message>
        <source>nick, or a mask like *!*@host</source>
        <translation>Nick oder eine Maske wie *!*@host</translation>
    </message>
    <message>
        <source>Whom to ban</source>
        <translation>Wer ausgesperrt wird</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>Maske</translation>
    </message>
    <message>
        <source>By</source>
        <comment>who set a ban</comment>
        <translation>Von</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
</context>
<context>
    <name>plausch::ui::RoomsModel</name>
    <message numerus="yes">
        <source>%1, %n member(s)</source>
        <translation>
            <numerusform>%1, %n Mitglied</numerusform>
            <numerusform>%1, %n Mitglieder</numerusform>
        </translation>
    </message>
    <message>
        <source>Room</source>
        <translation>Raum</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Thema</translation>
    </message>
</context>
<context>
    <name>plausch::ui::RowActions</name>
    <message>
        <source>Reply (R)</source>
        <translation>Antworten (R)</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>React (+)</source>
        <translation>Reagieren (+)</translation>
    </message>
    <message>
        <source>React</source>
        <translation>Reagieren</translation>
    </message>
</context>
<context>
    <name>plausch::ui::RulesPane</name>
    <message>
        <source>Only who is invited may come in</source>
        <translation>Nur wer eingeladen ist, darf herein</translation>
    </message>
    <message>
        <source>Only with voice one may speak</source>
        <translation>Nur mit Stimme darf man sprechen</translation>
    </message>
    <message>
        <source>Only members may speak</source>
        <translation>Nur Mitglieder dürfen sprechen</translation>
    </message>
    <message>
        <source>Only operators set the topic</source>
        <translation>Nur Operatoren setzen das Thema</translation>
    </message>
    <message>
        <source>The room is in no list</source>
        <translation>Der Raum steht in keiner Liste</translation>
    </message>
    <message>
        <source>A password to come in</source>
        <translation>Ein Passwort zum Betreten</translation>
    </message>
    <message>
        <source>At most so many members</source>
        <translation>Höchstens so viele Mitglieder</translation>
    </message>
    <message>
        <source>Set</source>
        <comment>the value of a rule</comment>
        <translation>Setzen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>rule, set</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>plausch::ui::SearchPanel</name>
    <message>
        <source>%1: %2</source>
        <comment>who wrote it, message</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Searching ...</source>
        <translation>Suche läuft …</translation>
    </message>
    <message>
        <source>Nothing found for &quot;%1&quot;. Try fewer words, or only the beginning of one.</source>
        <translation>Nichts gefunden für „%1“. Versuch es mit weniger Wörtern oder nur mit einem Wortanfang.</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) found, newest first</source>
        <translation>
            <numerusform>%n Nachricht gefunden</numerusform>
            <numerusform>%n Nachrichten gefunden, die neuesten zuerst</numerusform>
        </translation>
    </message>
    <message>
        <source>Search all conversations</source>
        <translation>Alle Unterhaltungen durchsuchen</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>Suche schließen</translation>
    </message>
    <message>
        <source>Search results</source>
        <translation>Suchergebnisse</translation>
    </message>
    <message>
        <source>All words must occur; the last one may be the beginning of a word. from:anna finds what Anna wrote, in:#room what was written there; names with blanks stand in quotation marks.</source>
        <translation>Alle Wörter müssen vorkommen; das letzte darf ein Wortanfang sein. von:anna findet, was Anna geschrieben hat, in:#raum, was dort geschrieben wurde; Namen mit Leerzeichen stehen in Anführungszeichen.</translation>
    </message>
    <message>
        <source>Search all conversations: words, from:name, in:room</source>
        <translation>Alle Unterhaltungen durchsuchen: Wörter, von:Name, in:Raum</translation>
    </message>
</context>
<context>
    <name>plausch::ui::SecretDialog</name>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>&amp;Password of the server %1:</source>
        <translation>&amp;Passwort des Servers %1:</translation>
    </message>
    <message>
        <source>&amp;Password of &quot;%1&quot; on %2:</source>
        <translation>&amp;Passwort von „%1“ auf %2:</translation>
    </message>
    <message>
        <source>&amp;Keep it in the keyring</source>
        <translation>Im &amp;Schlüsselbund aufbewahren</translation>
    </message>
    <message>
        <source>&amp;Sign in</source>
        <translation>An&amp;melden</translation>
    </message>
</context>
<context>
    <name>plausch::ui::ServerDialog</name>
    <message>
        <source>&amp;Encrypted (TLS)</source>
        <translation>&amp;Verschlüsselt (TLS)</translation>
    </message>
    <message>
        <source>&amp;Keep the password in the keyring</source>
        <translation>Passwort im &amp;Schlüsselbund aufbewahren</translation>
    </message>
    <message>
        <source>Connect when Plausch s&amp;tarts</source>
        <translation>Beim S&amp;tart von Plausch verbinden</translation>
    </message>
    <message>
        <source>Add a chat server</source>
        <translation>Chatserver hinzufügen</translation>
    </message>
    <message>
        <source>Edit the chat server</source>
        <translation>Chatserver bearbeiten</translation>
    </message>
    <message>
        <source>A&amp;dd</source>
        <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>for example irc.example.org</source>
        <translation>zum Beispiel irc.example.org</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>freiwillig</translation>
    </message>
    <message>
        <source>Without an account</source>
        <translation>Ohne Konto</translation>
    </message>
    <message>
        <source>With an account</source>
        <translation>Mit Konto</translation>
    </message>
    <message>
        <source>Make an account there</source>
        <translation>Dort ein Konto anlegen</translation>
    </message>
    <message>
        <source>&amp;Address:</source>
        <translation>&amp;Adresse:</translation>
    </message>
    <message>
        <source>&amp;Port:</source>
        <translation>&amp;Port:</translation>
    </message>
    <message>
        <source>Show it &amp;as:</source>
        <translation>An&amp;zeigen als:</translation>
    </message>
    <message>
        <source>Your &amp;nick:</source>
        <translation>Dein &amp;Nick:</translation>
    </message>
    <message>
        <source>S&amp;ign in:</source>
        <translation>Anm&amp;elden:</translation>
    </message>
    <message>
        <source>A&amp;ccount:</source>
        <translation>&amp;Konto:</translation>
    </message>
    <message>
        <source>E-&amp;mail:</source>
        <translation>E-&amp;Mail:</translation>
    </message>
    <message>
        <source>Pass&amp;word:</source>
        <translation>Pass&amp;wort:</translation>
    </message>
    <message>
        <source>Server&apos;s pass&amp;word:</source>
        <translation>Pass&amp;wort des Servers:</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Server&apos;s password</source>
        <translation>Passwort des Servers</translation>
    </message>
    <message>
        <source>choose one</source>
        <translation>selbst gewählt</translation>
    </message>
    <message>
        <source>asked for later if left empty</source>
        <translation>wird sonst später erfragt</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>unverändert</translation>
    </message>
    <message>
        <source>only if the server itself wants one</source>
        <translation>nur, wenn der Server selbst eines will</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no address of a server.</source>
        <translation>„%1“ ist keine Adresse eines Servers.</translation>
    </message>
    <message>
        <source>A nick is one word, without the signs , @ and ! and not beginning with # &amp; : ~ + or %.</source>
        <translation>Ein Nick ist ein Wort ohne die Zeichen , @ und ! und beginnt nicht mit # &amp; : ~ + oder %.</translation>
    </message>
    <message>
        <source>A password goes over encrypted links only: switch the encryption on.</source>
        <translation>Ein Passwort geht nur über verschlüsselte Verbindungen: Schalte die Verschlüsselung ein.</translation>
    </message>
    <message>
        <source>&amp;On your network:</source>
        <translation>&amp;Im eigenen Netz:</translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n gefunden</numerusform>
            <numerusform>%n gefunden</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, port %2</source>
        <translation>%1, Port %2</translation>
    </message>
    <message>
        <source>hosted by %1 (%2, port %3)</source>
        <comment>name, address, number</comment>
        <translation>bei %1 (%2, Port %3)</translation>
    </message>
    <message>
        <source>Chat of %1</source>
        <translation>Chat von %1</translation>
    </message>
    <message>
        <source>With the certificate of this profile</source>
        <translation>Mit dem Zertifikat dieses Profils</translation>
    </message>
    <message>
        <source>the one that knows this certificate</source>
        <translation>das dieses Zertifikat kennt</translation>
    </message>
    <message>
        <source>A certificate is shown over encrypted links only: switch the encryption on.</source>
        <translation>Ein Zertifikat wird nur über verschlüsselte Verbindungen gezeigt: Schalte die Verschlüsselung ein.</translation>
    </message>
</context>
<context>
    <name>plausch::ui::ServerDialogs</name>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove the chat server %1 with its rooms?</source>
        <translation>Den Chatserver %1 mit seinen Räumen entfernen?</translation>
    </message>
    <message>
        <source>Delete the messages as well</source>
        <translation>Auch die Nachrichten löschen</translation>
    </message>
    <message>
        <source>Nick</source>
        <translation>Nick</translation>
    </message>
    <message>
        <source>Your nick on %1:</source>
        <translation>Dein Nick auf %1:</translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>Einladen</translation>
    </message>
    <message>
        <source>Whom to ask into %1 (nick):</source>
        <translation>Wer nach %1 eingeladen wird (Nick):</translation>
    </message>
    <message>
        <source>Kick and ban</source>
        <translation>Hinauswerfen und aussperren</translation>
    </message>
    <message>
        <source>Kick</source>
        <translation>Hinauswerfen</translation>
    </message>
    <message>
        <source>%1 is thrown out and cannot come back. Why (everybody sees it):</source>
        <translation>%1 wird hinausgeworfen und kann nicht zurück. Warum (alle sehen es):</translation>
    </message>
    <message>
        <source>%1 is thrown out. Why (everybody sees it):</source>
        <translation>%1 wird hinausgeworfen. Warum (alle sehen es):</translation>
    </message>
    <message>
        <source>Stop the chat server</source>
        <translation>Chatserver anhalten</translation>
    </message>
    <message numerus="yes">
        <source>%n other(s) are connected to your chat server.</source>
        <translation>
            <numerusform>%n anderer ist mit dem Chatserver verbunden.</numerusform>
            <numerusform>%n andere sind mit dem Chatserver verbunden.</numerusform>
        </translation>
    </message>
    <message>
        <source>It ends for them, too. Accounts and messages are kept.</source>
        <translation>Er endet auch für sie. Konten und Nachrichten bleiben erhalten.</translation>
    </message>
    <message>
        <source>Stop it</source>
        <translation>Anhalten</translation>
    </message>
</context>
<context>
    <name>plausch::ui::ServiceCard</name>
    <message>
        <source>Converter over TCP</source>
        <translation>Konverter über TCP</translation>
    </message>
    <message>
        <source>Converter over UDP</source>
        <translation>Konverter über UDP</translation>
    </message>
    <message>
        <source>Textbook example over TCP</source>
        <translation>Lehrbuchbeispiel über TCP</translation>
    </message>
    <message>
        <source>Textbook example over UDP</source>
        <translation>Lehrbuchbeispiel über UDP</translation>
    </message>
    <message>
        <source>As in the lecture</source>
        <translation>Wie in der Vorlesung</translation>
    </message>
    <message>
        <source>Repaired, a line each</source>
        <translation>Repariert, je eine Zeile</translation>
    </message>
    <message>
        <source>Repaired, with lengths</source>
        <translation>Repariert, mit Längen</translation>
    </message>
    <message>
        <source>Repaired</source>
        <comment>dialect</comment>
        <translation>Repariert</translation>
    </message>
    <message>
        <source>As in the textbook</source>
        <translation>Wie im Lehrbuch</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no address of this computer. 0.0.0.0 stands for all of them.</source>
        <translation>„%1“ ist keine Adresse dieses Rechners. 0.0.0.0 steht für alle.</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>Starting ...</source>
        <translation>Startet …</translation>
    </message>
    <message>
        <source>Running on %1, port %2</source>
        <comment>address, port</comment>
        <translation>Läuft auf %1, Port %2</translation>
    </message>
    <message>
        <source>Stop</source>
        <comment>a service</comment>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Start</source>
        <comment>a service</comment>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Stop: %1</source>
        <comment>a service</comment>
        <translation>Stoppen: %1</translation>
    </message>
    <message>
        <source>Start: %1</source>
        <comment>a service</comment>
        <translation>Starten: %1</translation>
    </message>
    <message>
        <source>%1, port %2</source>
        <comment>address, port</comment>
        <translation>%1, Port %2</translation>
    </message>
    <message>
        <source>Nobody is connected.</source>
        <translation>Niemand ist verbunden.</translation>
    </message>
    <message numerus="yes">
        <source>%n connected: %1</source>
        <translation>
            <numerusform>%n Verbindung: %1</numerusform>
            <numerusform>%n Verbindungen: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>(no answer)</source>
        <translation>(keine Antwort)</translation>
    </message>
    <message numerus="yes">
        <source>(%n more went by)</source>
        <translation>
            <numerusform>(%n weitere Anfrage übersprungen)</numerusform>
            <numerusform>(%n weitere Anfragen übersprungen)</numerusform>
        </translation>
    </message>
    <message>
        <source>Dialect</source>
        <translation>Dialekt</translation>
    </message>
    <message>
        <source>Address:</source>
        <translation>Adresse:</translation>
    </message>
    <message>
        <source>Port:</source>
        <translation>Port:</translation>
    </message>
    <message>
        <source>any free one</source>
        <comment>port</comment>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>Requests and answers: %1</source>
        <translation>Anfragen und Antworten: %1</translation>
    </message>
    <message>
        <source>Each request and its answer appears here.</source>
        <translation>Hier erscheint jede Anfrage mit ihrer Antwort.</translation>
    </message>
</context>
<context>
    <name>plausch::ui::SettingsDialog</name>
    <message>
        <source>Plausch is not listening.</source>
        <translation>Plausch lauscht nicht.</translation>
    </message>
    <message>
        <source>Plausch listens on port %1.</source>
        <translation>Plausch lauscht auf Port %1.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Du</translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation>&amp;Name:</translation>
    </message>
    <message>
        <source>Tell others when I have &amp;read their messages</source>
        <translation>Anderen zeigen, wenn ich ihre Nachrichten &amp;gelesen habe</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Who &amp;finds me:</source>
        <translation>Wer mich &amp;findet:</translation>
    </message>
    <message>
        <source>Everybody</source>
        <comment>visibility</comment>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Only people I know</source>
        <translation>Nur Leute, die ich kenne</translation>
    </message>
    <message>
        <source>Nobody</source>
        <comment>visibility</comment>
        <translation>Niemand</translation>
    </message>
    <message>
        <source>&amp;Port:</source>
        <translation>&amp;Port:</translation>
    </message>
    <message>
        <source>any free one</source>
        <comment>port</comment>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>Let in visitors without &amp;encryption</source>
        <translation>Besucher ohne &amp;Verschlüsselung einlassen</translation>
    </message>
    <message>
        <source>For the classroom: nc, telnet and foreign clients from other computers may write to you. Who they are is not proven.</source>
        <translation>Für den Unterricht: nc, telnet und fremde Programme auf anderen Rechnern dürfen dir schreiben. Wer dahintersteckt, ist nicht bewiesen.</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>Show n&amp;otifications for new messages</source>
        <translation>Bei neuen Nachrichten &amp;benachrichtigen</translation>
    </message>
    <message>
        <source>Show the te&amp;xt of the message in them</source>
        <translation>Dabei den &amp;Text der Nachricht zeigen</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>&amp;Colours:</source>
        <translation>Fa&amp;rben:</translation>
    </message>
    <message>
        <source>As the system</source>
        <comment>colours</comment>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <comment>colours</comment>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <comment>colours</comment>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>&amp;Language:</source>
        <translation>&amp;Sprache:</translation>
    </message>
    <message>
        <source>As the system</source>
        <comment>language</comment>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Enter &amp;sends (otherwise Ctrl+Enter)</source>
        <translation>&amp;Enter sendet (sonst Strg+Enter)</translation>
    </message>
    <message>
        <source>&amp;Keep running in the notification area when the window is closed</source>
        <translation>Im Infobereich &amp;weiterlaufen, wenn das Fenster geschlossen wird</translation>
    </message>
    <message>
        <source>No setting matches &quot;%1&quot;.</source>
        <translation>Keine Einstellung passt zu „%1“.</translation>
    </message>
    <message>
        <source>Search the settings</source>
        <translation>Einstellungen durchsuchen</translation>
    </message>
    <message>
        <source>Message when a&amp;way:</source>
        <translation>Te&amp;xt bei Abwesenheit:</translation>
    </message>
    <message>
        <source>none</source>
        <comment>message when away</comment>
        <translation>keiner</translation>
    </message>
    <message>
        <source>Tell others when I am t&amp;yping</source>
        <translation>Anderen zeigen, wenn ich t&amp;ippe</translation>
    </message>
</context>
<context>
    <name>plausch::ui::ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Taste</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was sie bewirkt</translation>
    </message>
    <message>
        <source>Send the message</source>
        <translation>Nachricht senden</translation>
    </message>
    <message>
        <source>New line</source>
        <translation>Neue Zeile</translation>
    </message>
    <message>
        <source>Recall your last message (in an empty field)</source>
        <translation>Deine letzte Nachricht zurückholen (im leeren Feld)</translation>
    </message>
    <message>
        <source>Earlier message of yours</source>
        <translation>Frühere Nachricht von dir</translation>
    </message>
    <message>
        <source>Later message of yours</source>
        <translation>Spätere Nachricht von dir</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>&amp;None</source>
        <comment>no key</comment>
        <translation>&amp;Keine</translation>
    </message>
    <message>
        <source>&amp;Default</source>
        <comment>key</comment>
        <translation>&amp;Vorgabe</translation>
    </message>
    <message>
        <source>Search the shortcuts</source>
        <translation>Tastenkürzel durchsuchen</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Neue Taste</translation>
    </message>
    <message>
        <source>New &amp;key:</source>
        <translation>Neue &amp;Taste:</translation>
    </message>
    <message>
        <source>This key cannot be changed.</source>
        <translation>Diese Taste lässt sich nicht ändern.</translation>
    </message>
    <message>
        <source>%1 already belongs to &quot;%2&quot;. Nothing was changed.</source>
        <comment>keys, command</comment>
        <translation>%1 gehört schon zu „%2“. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Scroll back</source>
        <translation>Zurückblättern</translation>
    </message>
    <message>
        <source>Go to the newest message, in the messages or from an empty field</source>
        <translation>Zur neuesten Nachricht gehen, in den Nachrichten oder aus einem leeren Feld</translation>
    </message>
    <message>
        <source>Copy, in the messages</source>
        <translation>Kopieren, in den Nachrichten</translation>
    </message>
    <message>
        <source>Complete a nick, a room, a command or an emoji</source>
        <translation>Nick, Raum, Befehl oder Emoji vervollständigen</translation>
    </message>
    <message>
        <source>Take back a reply, close the search, else go to the newest message and mark all as read</source>
        <translation>Eine Antwort zurücknehmen, die Suche schließen, sonst zur neuesten Nachricht gehen und alles als gelesen markieren</translation>
    </message>
    <message>
        <source>Reply, in the messages</source>
        <translation>Antworten, in den Nachrichten</translation>
    </message>
    <message>
        <source>React, in the messages</source>
        <translation>Reagieren, in den Nachrichten</translation>
    </message>
    <message>
        <source>Go to the message that is answered, in the messages</source>
        <translation>Zur beantworteten Nachricht gehen, in den Nachrichten</translation>
    </message>
    <message>
        <source>Withdraw your message, in the messages</source>
        <translation>Deine Nachricht zurückziehen, in den Nachrichten</translation>
    </message>
</context>
<context>
    <name>plausch::ui::StartPage</name>
    <message>
        <source>Who are you on this network?</source>
        <translation>Wer bist du in diesem Netz?</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Dein Name</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Others on this network see this name. A key that proves it is you is made on this computer and stays here.</source>
        <translation>Andere in diesem Netz sehen diesen Namen. Ein Schlüssel, der beweist, dass du es bist, wird auf diesem Rechner erzeugt und bleibt hier.</translation>
    </message>
</context>
<context>
    <name>plausch::ui::Switcher</name>
    <message>
        <source>Matches</source>
        <translation>Treffer</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>name, presence or keys</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Jump to a person, a room or a command</source>
        <translation>Zu einer Person, einem Raum oder einem Befehl springen</translation>
    </message>
    <message>
        <source>No person, room or command here is called &quot;%1&quot;.</source>
        <translation>Niemand, kein Raum und kein Befehl heißt hier „%1“.</translation>
    </message>
</context>
<context>
    <name>plausch::ui::Tray</name>
    <message>
        <source>Open Plausch</source>
        <translation>Plausch öffnen</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>Abwesend</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message numerus="yes">
        <source>Plausch, %n unread</source>
        <translation>
            <numerusform>Plausch, %n ungelesene Nachricht</numerusform>
            <numerusform>Plausch, %n ungelesene Nachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>Plausch</source>
        <translation>Plausch</translation>
    </message>
</context>
<context>
    <name>plausch::ui::TrustDialog</name>
    <message>
        <source>Key changed</source>
        <translation>Schlüssel geändert</translation>
    </message>
    <message>
        <source>Unknown certificate</source>
        <translation>Unbekanntes Zertifikat</translation>
    </message>
    <message>
        <source>%1 shows another key than the one you trusted.</source>
        <translation>%1 zeigt einen anderen Schlüssel als den, dem du vertraut hast.</translation>
    </message>
    <message>
        <source>That is normal if the server was set up anew. It is also what it looks like when somebody sits between you and the server. Nothing was sent.</source>
        <translation>Das ist normal, wenn der Server neu eingerichtet wurde. Genauso sieht es aber aus, wenn jemand zwischen dir und dem Server sitzt. Es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>No authority vouches that this is really %1.</source>
        <translation>Keine Zertifizierungsstelle bürgt dafür, dass das wirklich %1 ist.</translation>
    </message>
    <message>
        <source>Small servers often have a certificate they made themselves. If you trust this one, Plausch remembers its key and lets no other one pass for this server. Nothing was sent yet.</source>
        <translation>Kleine Server haben oft ein selbst gemachtes Zertifikat. Wenn du diesem vertraust, merkt sich Plausch seinen Schlüssel und lässt für diesen Server keinen anderen gelten. Noch wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>Trusted until now:</source>
        <translation>Bisher vertraut:</translation>
    </message>
    <message>
        <source>Shown now:</source>
        <translation>Jetzt gezeigt:</translation>
    </message>
    <message>
        <source>Key of the server (SHA-256):</source>
        <translation>Schlüssel des Servers (SHA-256):</translation>
    </message>
    <message>
        <source>The same in words, for the telephone:</source>
        <translation>Dasselbe in Wörtern, fürs Telefon:</translation>
    </message>
    <message>
        <source>I have &amp;asked whoever runs the server</source>
        <translation>Ich habe die &amp;Betreiber des Servers gefragt</translation>
    </message>
    <message>
        <source>&amp;Trust the new key</source>
        <translation>Dem neuen Schlüssel &amp;vertrauen</translation>
    </message>
    <message>
        <source>&amp;Trust this key</source>
        <translation>Diesem Schlüssel &amp;vertrauen</translation>
    </message>
</context>
</TS>
