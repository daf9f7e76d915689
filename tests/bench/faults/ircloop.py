"""Clients of a chat server, thousands of them on one thread."""
import random
import select
import socket
import time

SOURCES = 8  # 127.0.0.1, 127.0.0.2 and so on, so that nobody runs out of ports
CHUNK = 256 * 1024


class Broken(Exception):
    """A promise of the server's that was not kept, in a sentence."""


class Line:
    __slots__ = ('tags', 'source', 'command', 'params')

    def __init__(self, text):
        self.tags = {}
        self.source = ''
        if text.startswith('@'):
            tags, _, text = text[1:].partition(' ')
            self.tags = dict(tag.partition('=')[::2] for tag in tags.split(';'))
        if text.startswith(':'):
            self.source, _, text = text[1:].partition(' ')
        head, colon, last = text.partition(' :')
        self.command, *self.params = head.split()
        if colon:
            self.params.append(last)

    @property
    def nick(self):
        return self.source.partition('!')[0]


class Client:
    def __init__(self, loop, nick, caps=(), receive_buffer=None):
        self.loop = loop
        self.nick = nick
        self.hear = None  # called with every Line
        self.is_welcome = False
        self.may_end = False  # else its end is the server's fault
        self.is_over = False
        self.last_words = ''
        self.pongs = 0
        self.received = b''
        self.unsent = b''
        self.is_connected = False
        self.sock = socket.socket()
        self.sock.setblocking(False)
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if receive_buffer:
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.sock.setsockopt(socket.IPPROTO_IP, socket.IP_BIND_ADDRESS_NO_PORT, 1)
        self.sock.bind((f'127.0.0.{random.randint(1, SOURCES)}', 0))
        self.sock.connect_ex(loop.address)
        if caps:
            self.say('CAP REQ :' + ' '.join(caps), 'CAP END')
        self.say(f'NICK {nick}', f'USER {nick} 0 * :{nick}')

    def say(self, *lines):
        self.unsent += ''.join(line + '\r\n' for line in lines).encode()
        if self.is_connected:
            self.send()

    def send(self):
        try:
            self.unsent = self.unsent[self.sock.send(self.unsent):]
        except BlockingIOError:
            pass
        except OSError:
            return self.end()
        self.loop.watch(self, bool(self.unsent))

    def read(self):
        try:
            data = self.sock.recv(CHUNK)
        except BlockingIOError:
            return
        except OSError:
            data = b''
        *lines, self.received = (self.received + data).split(b'\r\n')
        for line in lines:
            self.take(Line(line.decode()))
        if not data:
            self.end()

    def take(self, line):
        if line.command == 'PING':
            self.say('PONG :' + line.params[-1])
        elif line.command == '001':
            self.is_welcome = True
        elif line.command == 'PONG':
            self.pongs += 1
        elif line.command == 'ERROR':
            self.last_words = line.params[-1]
        if self.hear:
            self.hear(line)

    def end(self):
        self.close()
        if not self.may_end:
            raise Broken(f'{self.nick} was thrown out: {self.last_words or "without a word"}')

    def close(self, with_reset=False):
        if self.is_over:
            return
        self.is_over = True
        self.loop.forget(self)
        if with_reset:
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b'\1\0\0\0\0\0\0\0')
        self.sock.close()


class Loop:
    def __init__(self, address):
        self.address = address
        self.epoll = select.epoll()
        self.clients = {}  # by descriptor
        self.wanted = {}

    def enter(self, nick, **how):
        client = Client(self, nick, **how)
        descriptor = client.sock.fileno()
        self.clients[descriptor] = client
        self.wanted[descriptor] = True
        self.epoll.register(descriptor, select.EPOLLIN | select.EPOLLOUT)
        return client

    def watch(self, client, writing, reading=True):
        if client.is_over:
            return
        descriptor = client.sock.fileno()
        wanted = (writing, reading)
        if self.wanted[descriptor] != wanted:
            self.wanted[descriptor] = wanted
            self.epoll.modify(descriptor,
                              (select.EPOLLOUT if writing else 0) | (select.EPOLLIN if reading else 0))

    def forget(self, client):
        descriptor = client.sock.fileno()
        self.epoll.unregister(descriptor)
        del self.clients[descriptor]
        del self.wanted[descriptor]

    def turn(self, seconds):
        for descriptor, events in self.epoll.poll(seconds, 4096):
            client = self.clients.get(descriptor)
            if client and events & select.EPOLLOUT:
                client.is_connected = True
                client.send()
            if client and events & ~select.EPOLLOUT and not client.is_over:
                client.read()

    def run(self, seconds):
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.turn(min(left, 0.05))

    def until(self, condition, what, seconds=60):
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                raise Broken(f'{what}: not within {seconds} s')
            self.turn(0.05)

    def bring_in(self, nicks, at_once=200, **how):
        """All of them, registered."""
        clients = []
        for nick in nicks:
            clients.append(self.enter(nick, **how))
            if len(clients) >= at_once:
                late = clients[-at_once]
                self.until(lambda: late.is_welcome, f'{late.nick} is let in')  # pylint: disable=cell-var-from-loop
        self.until(lambda: all(client.is_welcome for client in clients), 'everybody is let in')
        return clients

    def settle(self, clients, seconds=60):
        """Each asks and is answered, so all the server had to say before has been heard."""
        before = {client: client.pongs for client in clients}
        for client in clients:
            client.say('PING settled')
        self.until(lambda: all(client.pongs > count for client, count in before.items()),
                   'everybody is answered', seconds)

    def close(self):
        for client in list(self.clients.values()):
            client.may_end = True
            client.close()
        self.epoll.close()


def quantile(values, share):
    return sorted(values)[int((len(values) - 1) * share)] if values else 0.0
