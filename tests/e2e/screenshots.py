#!/usr/bin/env python3
"""Renews the pictures of the README: each scene is played in real windows on a virtual display."""

import argparse
import os
import shutil
import socket
import tempfile
import time

from chatserver import ChatServer, Guest
from chatwindow import ChatWindow, introduce
from desktop import Desktop, DesktopError

SIZE = (1000, 680)
WORDS = {
    "en": [("ben", "Hi Anna, it is Ben."), ("anna", "Hi Ben! Did you see the exercise sheet?"),
           ("ben", "The one with the sockets? Half of it."),
           ("ben", "Why does recv(2) eat the header of the second message?"),
           ("anna", "Because TCP has no messages, only bytes. Ask the converter, it shows each of them."),
           ("ben", "See you at ten.")],
    "de": [("ben", "Hallo Anna, hier ist Ben."), ("anna", "Hallo Ben! Hast du das Blatt schon gelöst?"),
           ("ben", "Das mit den Sockets? Die Hälfte."),
           ("ben", "Warum verschluckt recv(2) den Kopf der zweiten Nachricht?"),
           ("anna", "Weil TCP keine Nachrichten kennt, nur Bytes. Frag den Konverter, er zeigt jedes."),
           ("ben", "Bis um zehn.")],
}


ROOM = {
    "en": ("Exercise sheet 3, hand in by Friday",
           [("ben", "Has anybody got number 2?"), ("clara", "select() with a time-out, yes."),
            ("ben", "Mine waits for ever ...")],
           [("clara", "Anna: you had that last week, didn't you?"), ("ben", "Oh, hello Anna!")],
           "Yes: the set of descriptors has to be filled anew each time.",
           [("ben", "It works. Thank you!")]),
    "de": ("Übungsblatt 3, Abgabe bis Freitag",
           [("ben", "Hat jemand die Nummer 2?"), ("clara", "select() mit Zeitschranke, ja."),
            ("ben", "Meins wartet ewig ...")],
           [("clara", "Anna: du hattest das doch letzte Woche?"), ("ben", "Oh, hallo Anna!")],
           "Ja: die Menge der Deskriptoren muss jedes Mal neu gefüllt werden.",
           [("ben", "Es geht. Danke!")]),
}


TALK = {
    "en": {"answer": "Ten it is. I bring the sheet along.", "mistake": "Wrong window, sorry.",
           "typing": "And I bring"},
    "de": {"answer": "Um zehn. Ich bringe das Blatt mit.", "mistake": "Falsches Fenster, entschuldige.",
           "typing": "Und ich bringe"},
}


class Scene:
    """A stage for one picture: a desktop and a folder that go with it."""

    def __init__(self, programs, size=SIZE, **settings):
        self.programs = programs
        self.settings = settings
        self.place = (0, 0, *size)
        self.desktop = Desktop(size[0] + 20, size[1] + 60)
        self.folder = None
        self.guests = {}
        self.whole = False  # the picture is of the whole desktop, with dialogs

    def __enter__(self):
        self.desktop.__enter__()
        self.folder = tempfile.mkdtemp(prefix="plausch-scene-")
        return self

    def __exit__(self, *error):
        self.desktop.__exit__(*error)
        shutil.rmtree(self.folder, ignore_errors=True)

    def person(self, name, *arguments, **environment):
        return self.visitor(name).open(*arguments, place=self.place, **environment)

    def visitor(self, name):
        return ChatWindow(self.desktop, self.programs, self.folder, name, **self.settings)

    def room(self, language, **environment):
        """Anna comes into a room of a chat server where others talk; what they said before is there, too."""
        server = ChatServer(self.desktop, self.programs, self.folder).open()
        topic, before, call, answer, after = ROOM[language]
        guests = {nick: Guest(server, nick) for nick in ("ben", "clara")}
        self.guests = guests  # in the room until the picture is taken
        for guest in guests.values():
            guest.join("#sockets")
        guests["ben"].send(f"TOPIC #sockets :{topic}")

        def talk(lines):
            for nick, text in lines:
                guests[nick].say("#sockets", text)
                time.sleep(0.1)  # one after the other
        talk(before)
        anna = self.person("Anna", f"irc://127.0.0.1:{server.port}/sockets", **environment)
        dialog = self.desktop.window_of(anna.process, "chat server|Chatserver")
        self.desktop.key(dialog, "Return")
        guests["ben"].wait_for("Anna!")
        anna.wait_for_message(before[-1][1])
        talk(call)
        anna.wait_for_message(call[-1][1])
        anna.type(answer + "\n")
        guests["ben"].wait_for(answer)
        talk(after)
        anna.wait_for_message(after[-1][1])
        return anna

    def conversation(self, language, **environment):
        """Anna and Ben, acquainted and in the middle of a talk."""
        anna = self.person("Anna", **environment)
        ben = self.person("Ben", "--connect", f"127.0.0.1:{anna.port}", **environment)
        (_, greeting), (_, answer), *rest = WORDS[language]
        introduce(ben, anna, greeting, answer)
        people = {"anna": (anna, ben), "ben": (ben, anna)}
        for who, text in rest:
            speaker, listener = people[who]
            speaker.say(text)
            listener.wait_for_message(text)
        return anna, ben


def first_start(scene):
    person = scene.visitor("Anna")
    person.open(named=False, place=scene.place)
    return person


def empty_list(scene):
    return scene.person("Anna")


def conversation(scene):
    anna, _ = scene.conversation(scene.settings["language"])
    return anna


def doubled(scene):
    anna, _ = scene.conversation("en", QT_SCALE_FACTOR="2")
    return anna


def offline(scene):
    anna, ben = scene.conversation("en")
    ben.close()
    for text in ("Are you still there?", "Then read it when you are back."):
        anna.say(text)
    return anna


def key_changed(scene):
    anna, ben = scene.conversation("en")
    ben.close()
    os.remove(os.path.join(ben.folder, "identity.pem"))
    anna.say("Ben?")
    ben.open(place=scene.place)
    anna.say("Are you back?")  # whoever writes dials at once
    time.sleep(3)  # what the call finds is in no database
    return anna


def converter(scene):
    anna = scene.person("Anna")
    anna.go_to("Converter")
    for text, answer in (("U:hello", "HELLO"), ("L:GOOD BYE", "good bye"), ("U:straße", "STRASSE")):
        anna.type(text + "\n")
        anna.wait_for_message(answer)
    return anna


def converter_hosted(scene):
    anna = scene.person("Anna")
    anna.go_to("Converter ...")
    anna.desktop.click(anna.window, scene.place[2] - 72, 178)  # Start, of the first service
    for attempt in range(50):
        try:
            with socket.create_connection(("127.0.0.1", 50000), timeout=5) as client:
                client.sendall("U:grüße\nL:HALLO\nU:abc".encode())
                time.sleep(0.5)
                anna.desktop.settle(anna.window)
                return anna
        except ConnectionRefusedError:
            time.sleep(0.1)
    raise DesktopError("the converter did not start")


def search(scene):
    anna, _ = scene.conversation("en")
    anna.press("ctrl+shift+f")
    anna.type("socket")
    return anna


def room(scene):
    return scene.room(scene.settings["language"])


def talk(scene):
    """An answer, a reaction, something taken back, and Ben in the middle of a word."""
    words = TALK[scene.settings["language"]]
    anna, ben = scene.conversation(scene.settings["language"])
    anna.press("shift+F6", "r")
    anna.type(words["answer"] + "\n")
    ben.wait_for_message(words["answer"])
    ben.press("shift+F6", "plus")
    time.sleep(0.5)  # a popup is no window that one could wait for
    scene.desktop.key_to_focus("Return")
    ben.press("F6")
    ben.say(words["mistake"])
    anna.wait_for_message(words["mistake"])
    ben.press("shift+F6", "Delete")
    time.sleep(0.5)
    scene.desktop.key_to_focus("Return")
    anna.wait_until_gone(words["mistake"])
    ben.press("F6")
    time.sleep(3.1)  # that somebody types is told at most every three seconds
    ben.type(words["typing"])
    anna.press("shift+F6", "F6")
    return anna


def routes(scene):
    """Anna and Ben meet on a chat server, become buddies there, and may choose which way they talk."""
    server = ChatServer(scene.desktop, scene.programs, scene.folder).open()
    anna, ben = (scene.person(name, f"irc://127.0.0.1:{server.port}/sockets") for name in ("Anna", "Ben"))
    for person in (anna, ben):
        scene.desktop.key(scene.desktop.window_of(person.process, "chat server"), "Return")
    anna.wait_for_member("#sockets", "Ben")
    anna.type("/msg Ben Do you have the sheet?\n")
    ben.wait_for_message("Do you have the sheet?")
    anna.go_to("Ben")
    anna.press("alt+Up")  # the one on the server, not the one nearby
    time.sleep(0.5)
    scene.desktop.click(anna.window, 840, 50)  # Add as buddy
    ben.press("ctrl+1")
    time.sleep(0.5)  # for the request
    scene.desktop.click(ben.window, 776, 591)  # Accept
    time.sleep(2)  # for the direct link
    anna.go_to("Ben")
    ben.go_to("Anna")
    for speaker, listener, text in ((anna, ben, "Now without the server, if it can be."),
                                    (ben, anna, "And with it, if it cannot."),
                                    (anna, ben, "Each message once, whichever way it goes.")):
        speaker.say(text)
        listener.wait_for_message(text)
    scene.desktop.settle(anna.window)
    scene.desktop.click(anna.window, 811, 50)  # the route
    time.sleep(0.5)  # a popup is no window that one could wait for
    scene.whole = True
    return anna


def many_lines(scene):
    anna = scene.room(scene.settings["language"])
    for line in ("1. socket", "2. bind", "3. listen", "4. accept", "5. recv, send", "6. close"):
        anna.type(line)
        anna.press("shift+Return")
    anna.press("BackSpace", "Return")
    return anna


def sign_in(scene):
    anna = scene.person("Anna")
    anna.go_to("Add a chat server ...")
    dialog = scene.desktop.window_of(anna.process, "chat server")
    scene.desktop.type(dialog, "irc.example.org")
    scene.desktop.key(dialog, "alt+i", "Down", "alt+c")
    scene.desktop.type(dialog, "anna")
    scene.desktop.key(dialog, "alt+w")
    scene.desktop.type(dialog, "secret words")
    scene.whole = True
    return anna


def hosted(scene):
    anna = scene.person("Anna")
    anna.go_to("Host a chat server ...")
    dialog = scene.desktop.window_of(anna.process, "chat server")
    scene.desktop.key(dialog, "Return")
    anna.wait_for_message("Welcome", seconds=15)
    scene.whole = True
    return anna


SCENES = {
    "first-start": (first_start, {"language": "en", "theme": "light"}),
    "empty-list": (empty_list, {"language": "en", "theme": "light"}),
    "conversation": (conversation, {"language": "en", "theme": "light"}),
    "conversation-dark": (conversation, {"language": "en", "theme": "dark"}),
    "conversation-de": (conversation, {"language": "de", "theme": "light"}),
    "conversation-de-dark": (conversation, {"language": "de", "theme": "dark"}),
    "conversation-200": (doubled, {"language": "en", "theme": "light", "size": (1500, 1100)}),
    "offline": (offline, {"language": "en", "theme": "light"}),
    "key-changed": (key_changed, {"language": "en", "theme": "light"}),
    "converter": (converter, {"language": "en", "theme": "light"}),
    "converter-hosted": (converter_hosted, {"language": "en", "theme": "light"}),
    "room": (room, {"language": "en", "theme": "light"}),
    "room-de-dark": (room, {"language": "de", "theme": "dark"}),
    "talk": (talk, {"language": "en", "theme": "light"}),
    "talk-de-dark": (talk, {"language": "de", "theme": "dark"}),
    "routes": (routes, {"language": "en", "theme": "light"}),
    "many-lines": (many_lines, {"language": "en", "theme": "light"}),
    "sign-in": (sign_in, {"language": "en", "theme": "light"}),
    "server-hosted": (hosted, {"language": "en", "theme": "light"}),
    "search": (search, {"language": "en", "theme": "light"}),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", required=True, help="the folder with plausch")
    parser.add_argument("--output", required=True, help="the folder for the pictures")
    parser.add_argument("scenes", nargs="*", metavar="scene", help=f"all of {', '.join(SCENES)}")
    arguments = parser.parse_args()
    for name in arguments.scenes or SCENES:
        play, settings = SCENES[name]
        with Scene(arguments.programs, **settings) as scene:
            person = play(scene)
            path = os.path.join(arguments.output, f"{name}.png")
            if scene.whole:
                scene.desktop.picture(path)
            else:
                scene.desktop.settle(person.window)
                person.picture(path)
            print(f"{name}.png", flush=True)


if __name__ == "__main__":
    main()
