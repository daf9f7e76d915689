"""The real chat window with a profile of its own, used from outside: keys go in, the profile's database tells."""

import os
import socket
import sqlite3

from desktop import wait_for

STATES = ["received", "queued", "sent", "delivered", "read", "failed", "withdrawn"]
KINDS = ["", "* ", "- ", "  > ", "  < ", "  "]  # text, action, notice, wire out, wire in, information
JOINED = 6  # of the kinds in netcore/store/rows.h


def free_port():
    """A TCP port of this machine that nobody had a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


class ChatWindow:
    """One person in front of one window. Settings are those of plausch.ini."""

    def __init__(self, desktop, programs, folder, name, **settings):
        self.desktop = desktop
        self.name = name
        self.folder = os.path.join(folder, name.lower())
        self.port = free_port()
        self.process = None
        self.window = None
        self._program = os.path.join(programs, "plausch")
        os.makedirs(self.folder, exist_ok=True)
        entries = {"closeToTray": "false", **settings}
        with open(os.path.join(self.folder, "plausch.ini"), "w", encoding="utf-8") as ini:
            ini.write("[General]\n")
            ini.writelines(f"{key}={value}\n" for key, value in entries.items())

    def open(self, *arguments, named=True, place=None, **environment):
        """Starts the program and waits for its window. place: x, y, width, height."""
        who = ["--name", self.name, "--port", str(self.port)] if named else []
        self.process = self.desktop.start(self._program, "--this-machine", "--profile", self.folder, *who, *arguments,
                                          log=os.path.join(self.folder, "log"), **environment)
        self.window = self.desktop.window_of(self.process, "Plausch$")  # a link opens a dialog, too
        if place:
            self.desktop.place(self.window, *place)
        return self

    def close(self):
        status = self.desktop.end(self.process)
        self.process = self.window = None
        return status

    # With the keyboard

    def press(self, *keys):
        self.desktop.key(self.window, *keys)

    def type(self, text):
        self.desktop.type(self.window, text)

    def go_to(self, name):
        """The quick switcher."""
        self.press("ctrl+k")
        self.type(name + "\n")

    def say(self, text):
        """Types a message and waits until it is in this person's database."""
        self.type(text + "\n")
        self.wait_for_message(text, mine=True)

    # What the database knows

    def messages(self):
        """(row, chat, mine, kind, state, text, time in ms) in the order of the conversations."""
        return self._ask("SELECT messages.row, chats.name, mine, kind, state, text, time FROM messages"
                         " JOIN chats ON chats.id = messages.chat ORDER BY time, messages.row")

    def wait_for_member(self, room, nick, seconds=30.0):
        """Whose coming into the room is in this person's database."""
        wait_for(lambda: self._ask("SELECT 1 FROM messages JOIN chats ON chats.id = messages.chat"
                                   " WHERE chats.name LIKE '%:' || ? AND kind = ? AND speaker LIKE ?", room, JOINED, nick),
                 f"{nick} in {room}", seconds)

    def _ask(self, query, *values):
        path = os.path.join(self.folder, "history.sqlite")
        if not os.path.exists(path):
            return []
        try:
            database = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=5)
            try:
                return database.execute(query, values).fetchall()
            finally:
                database.close()
        except sqlite3.OperationalError:
            return []  # the tables are not there yet

    def wait_for_message(self, text, mine=False, state=None, seconds=15.0):
        def there():
            return [row for row in self.messages()
                    if text in row[5] and bool(row[2]) == mine and (state is None or row[4] >= STATES.index(state))]
        return wait_for(there, f"'{text}' at {self.name}'s", seconds)[-1]

    def wait_until_gone(self, text, seconds=15.0):
        """Until no message has this text any more."""
        wait_for(lambda: not [row for row in self.messages() if text in row[5]], f"the end of '{text}'", seconds)

    def picture(self, path):
        self.desktop.picture(path, self.window)


def introduce(guest, host, greeting, answer):
    """The guest has dialled the host. Says the first words: a request to the host, which his answer accepts."""
    guest.go_to(host.name)
    guest.say(greeting)
    host.wait_for_message(greeting)
    host.go_to(guest.name)
    host.say(answer)
    guest.wait_for_message(answer)
