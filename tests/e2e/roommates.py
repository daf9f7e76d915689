#!/usr/bin/env python3
"""One room of the chat server, five programs: the window, HexChat, irssi, WeeChat and nc say a line each, all hear it.

Prints the room as the window's database has it, and writes pictures of the window and of HexChat.
"""

import argparse
import os
import pty
import shutil
import subprocess
import sys
import tempfile

from chatserver import ChatServer
from chatwindow import ChatWindow
from desktop import Desktop, DesktopError, wait_for

ROOM = "#tea"
NOBODY = 65534


class Foreigner:
    """A program that knows nothing of Plausch, in a folder of its own, with a terminal."""

    def __init__(self, desktop, folder, nick):
        self.nick = nick
        self.folder = os.path.join(folder, nick)
        os.makedirs(self.folder)
        self._desktop = desktop
        self._terminal = None
        self.process = None

    def file(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def run(self, *command):
        self._terminal, far = pty.openpty()
        environment = {**self._desktop.environment, "HOME": self.folder, "TERM": "xterm"}
        # HexChat opens a dialog for root that wants a click.
        someone = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
        if someone:
            for path, _, names in os.walk(self.folder):
                for entry in (path, *(os.path.join(path, name) for name in names)):
                    os.chown(entry, NOBODY, NOBODY)
        self.process = subprocess.Popen(command, cwd=self.folder, env=environment, stdin=far, stderr=subprocess.STDOUT,
                                        stdout=open(os.path.join(self.folder, "screen"), "wb"), **someone)
        os.close(far)

    def type(self, text):
        os.write(self._terminal, text.encode())

    def hears(self, words):
        """Some file it writes has the words: its log, or what it printed."""
        def there():
            for path, _, names in os.walk(self.folder):
                for name in names:
                    with open(os.path.join(path, name), encoding="utf-8", errors="replace") as file:
                        if words in file.read():
                            return True
            return False
        wait_for(there, f"'{words}' at {self.nick}'s", 30)

    def end(self):
        if self.process:
            Desktop.end(self.process)
        if self._terminal is not None:
            os.close(self._terminal)


def hexchat(desktop, folder, port):
    who = Foreigner(desktop, folder, "hanna")
    who.file("servlist.conf", f"v=2.16.1\n\nN=Example\nE=UTF-8 (Unicode)\nF=11\nD=0\nC=JOIN {ROOM}\nS=127.0.0.1/{port}\n")
    who.file("hexchat.conf", "version = 2.16.1\ngui_slist_skip = 1\ngui_join_dialog = 0\nirc_logging = 1\n"
             "irc_nick1 = hanna\nirc_user_name = hanna\nirc_real_name = Hanna\n")
    who.run("hexchat", "-d", who.folder)
    return who


def irssi(desktop, folder, port):
    who = Foreigner(desktop, folder, "iris")
    config = who.file("config", f"""
servers = ( {{ address = "127.0.0.1"; chatnet = "here"; port = "{port}"; autoconnect = "yes"; }} );
chatnets = {{ here = {{ type = "IRC"; nick = "iris"; }}; }};
channels = ( {{ name = "{ROOM}"; chatnet = "here"; autojoin = "yes"; }} );
settings = {{ core = {{ real_name = "Iris"; user_name = "iris"; nick = "iris"; }};
  "fe-common/core" = {{ autolog = "yes"; autolog_path = "{who.folder}/talk.log"; }}; }};
""")
    who.run("irssi", f"--home={who.folder}", f"--config={config}")
    return who


def weechat(desktop, folder, port):
    who = Foreigner(desktop, folder, "walter")
    commands = [f"/server add here 127.0.0.1/{port}", "/set irc.server.here.nicks walter", "/set irc.server.here.ssl off",
                f"/set irc.server.here.command /join {ROOM}\\;/msg {ROOM} Hello from WeeChat",
                "/set logger.file.flush_delay 0", "/connect here"]
    who.run("weechat-headless", "--stdout", "-d", who.folder, *(part for one in commands for part in ("-r", one)))
    return who


def netcat(desktop, folder, port):
    who = Foreigner(desktop, folder, "nina")
    who.run("nc", "127.0.0.1", str(port))
    who.type(f"NICK nina\nUSER nina 0 * :Nina\nJOIN {ROOM}\n")
    who.hears(f" 366 nina {ROOM} ")
    return who


def run(programs, output, folder):
    with Desktop(1640, 760) as desktop:
        os.chmod(folder, 0o755)  # the foreigners are nobody
        server = ChatServer(desktop, programs, folder).open()
        anna = ChatWindow(desktop, programs, folder, "Anna").open(f"irc://127.0.0.1:{server.port}/{ROOM[1:]}",
                                                                  place=(0, 0, 810, 720))
        desktop.key(desktop.window_of(anna.process, "chat server"), "Return")
        desktop.window_of(anna.process, ROOM)
        people = []
        try:
            for start in (hexchat, irssi, weechat, netcat):
                people.append(start(desktop, folder, server.port))
                anna.wait_for_member(ROOM, people[-1].nick)
            talk(desktop, anna, people, output)
        finally:
            for who in people:
                who.end()
        status = anna.close()
        if status != 0:
            raise DesktopError(f"the window's program ended with status {status}")


def talk(desktop, anna, people, output):
    hanna, iris, walter, nina = people
    window = desktop.window_of(hanna.process, ROOM)
    desktop.place(window, 820, 0, 810, 720)
    desktop.type(window, "Hello from HexChat\n")
    iris.type("/msg " + ROOM + " Hello from irssi\r")
    nina.type(f"PRIVMSG {ROOM} :Hello from nc\n")
    for words in ("HexChat", "irssi", "WeeChat", "nc"):
        anna.wait_for_message(f"Hello from {words}")
    anna.say("Hello from the window")
    for who in people:
        who.hears("Hello from the window")
    for who, words in ((hanna, "nc"), (iris, "HexChat"), (walter, "irssi"), (nina, "HexChat")):
        who.hears(f"Hello from {words}")
    anna.picture(os.path.join(output, "room-window.png"))
    desktop.picture(os.path.join(output, "room-hexchat.png"), window)
    for _, chat, mine, kind, _, text, _ in anna.messages():
        if chat.endswith(":" + ROOM) and kind == 0:
            print(f"  {'Anna: ' if mine else ''}{text}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", required=True, help="the folder with plausch and plausch-server")
    parser.add_argument("--output", required=True, help="the folder for the pictures")
    arguments = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="plausch-room-")
    try:
        run(arguments.programs, arguments.output, folder)
    except DesktopError as error:
        sys.exit(f"roommates: {error}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"\nAll five have heard each other. Pictures are in {arguments.output}")


if __name__ == "__main__":
    main()
