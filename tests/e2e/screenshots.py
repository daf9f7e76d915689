#!/usr/bin/env python3
"""Renews the pictures of the README: each scene is played in real windows on a virtual display."""

import argparse
import os
import shutil
import socket
import tempfile
import time

from chatwindow import ChatWindow, free_port, introduce
from desktop import Desktop, DesktopError, wait_for

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


class Scene:
    """A stage for one picture: a desktop and a folder that go with it."""

    def __init__(self, programs, size=SIZE, **settings):
        self.programs = programs
        self.settings = settings
        self.place = (0, 0, *size)
        self.desktop = Desktop(size[0] + 20, size[1] + 60)
        self.folder = None
        self.guests = []  # stay until the picture is taken

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


class Visitor:
    """Somebody with a plain IRC program."""

    def __init__(self, port, nick):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=10)
        self.say(f"NICK {nick}", f"USER {nick} 0 * :{nick}", "JOIN #plausch")

    def say(self, *lines):
        self.socket.sendall("".join(f"{line}\r\n" for line in lines).encode())
        time.sleep(0.2)  # the order on the picture


def start_server(scene):
    port = free_port()
    config = os.path.join(scene.folder, "server.conf")
    with open(config, "w", encoding="utf-8") as file:
        file.write(f"[listen]\nirc=127.0.0.1:{port}\n[server]\nnetwork=Lehrstuhl\n[limits]\nflood=off\n"
                   f"[accounts]\ndatabase={scene.folder}/accounts.sqlite\n"
                   f"[history]\ndatabase={scene.folder}/history.sqlite\n")
    scene.desktop.start(os.path.join(scene.programs, "plausch-server"), "--config", config)

    def listens():
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return True
        except OSError:
            return False
    wait_for(listens, "the chat server")
    return port


def rooms(scene):
    port = start_server(scene)
    scene.guests = [Visitor(port, nick) for nick in ("tutor", "Ben", "Max")]
    tutor, ben, max_ = scene.guests
    tutor.say("MODE #plausch +v Ben", "TOPIC #plausch :Exercise sheet 7: sockets and threads, until Friday")
    ben.say("PRIVMSG #plausch :Has anybody solved the second exercise?")
    max_.say("AWAY :lunch", "PRIVMSG #plausch :Half of it. recv() returns less than I asked for.")
    anna = scene.person("Anna")
    link = f"irc://127.0.0.1:{port}/plausch"
    anna.desktop.start(os.path.join(scene.programs, "plausch"), "--profile", anna.folder, link)  # as a browser does
    question = anna.desktop.window_of(anna.process, "chat server")
    anna.desktop.key(question, "Return")
    anna.wait_for_message("Half of it.")
    ben.say("PRIVMSG #plausch :Anna, you said that streams have no messages?")
    scene.guests += [Visitor(port, nick) for nick in ("carl", "Zoe")]
    anna.say("Ben: yes, only bytes.")
    return anna


def search(scene):
    anna, _ = scene.conversation("en")
    anna.press("ctrl+shift+f")
    anna.type("socket")
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
    "rooms": (rooms, {"language": "en", "theme": "light"}),
    "rooms-dark": (rooms, {"language": "en", "theme": "dark"}),
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
            scene.desktop.settle(person.window)
            person.picture(os.path.join(arguments.output, f"{name}.png"))
            print(f"{name}.png", flush=True)


if __name__ == "__main__":
    main()
