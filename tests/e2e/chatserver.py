"""The real chat server on loopback, and people in its rooms who have no window."""

import os
import socket

from chatwindow import free_port
from desktop import wait_for


class ChatServer:
    """plausch-server with its data in a folder; ends with the desktop it was started on."""

    def __init__(self, desktop, programs, folder, network="Example"):
        self.desktop = desktop
        self.port = free_port()
        self._program = os.path.join(programs, "plausch-server")
        self._folder = os.path.join(folder, "server")
        os.makedirs(self._folder, exist_ok=True)
        self._config = os.path.join(self._folder, "chat.conf")
        with open(self._config, "w", encoding="utf-8") as config:
            config.write(f"[listen]\nirc = 127.0.0.1:{self.port}\n[server]\nnetwork = {network}\n"
                         f"motd = Welcome.\\nBe kind.\n[accounts]\ndatabase = {self._folder}/accounts.sqlite\n"
                         f"[history]\ndatabase = {self._folder}/history.sqlite\n")

    def open(self):
        self.desktop.start(self._program, "--config", self._config, log=os.path.join(self._folder, "log"))

        def listens():
            with socket.socket() as probe:
                return probe.connect_ex(("127.0.0.1", self.port)) == 0
        wait_for(listens, "the chat server")
        return self


class Guest:
    """Somebody with a socket and nothing else."""

    def __init__(self, server, nick):
        self._socket = socket.create_connection(("127.0.0.1", server.port), timeout=15)
        self._lines = self._socket.makefile("rw", encoding="utf-8", newline="")
        self.send(f"NICK {nick}", f"USER {nick} 0 * :{nick}")
        self.wait_for(" 001 ")

    def send(self, *lines):
        self._lines.writelines(line + "\r\n" for line in lines)
        self._lines.flush()

    def wait_for(self, part):
        for line in self._lines:
            if line.startswith("PING"):
                self.send("PONG" + line[4:].rstrip())
            if part in line:
                return line
        raise EOFError(f"the server went before it said {part}")

    def join(self, room):
        self.send(f"JOIN {room}")
        self.wait_for(" 366 ")

    def say(self, room, text):
        self.send(f"PRIVMSG {room} :{text}")
