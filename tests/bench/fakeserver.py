"""A chat server that breaks one promise: fakeserver.py FAULT [tls] prints its port and serves until it is ended.

It knows just what the load generator says. From the 301st delivery on one delivery, and only one, goes wrong in the way
of FAULTS; `none` is the server that keeps its promises.
"""
import os
import selectors
import socket
import ssl
import sys
import tempfile

import ircservers

PROMISED = 300  # deliveries, before one goes wrong


class Client:
    def __init__(self, sock):
        self.sock = sock
        self.nick = ''
        self.received = b''
        self.held = None  # (source, line): to come after the next one of that source


class Server:
    def __init__(self, fault, tls):
        self.fault = fault
        self.tls = tls  # its context; None: plain
        self.deliveries = 0
        self.is_due = fault is not None
        self.has_more = False  # of the one who speaks, at hand
        self.clients = {}  # by nick
        self.members = []
        self.selector = selectors.DefaultSelector()
        self.listener = socket.create_server(('127.0.0.1', 0), backlog=512)
        self.selector.register(self.listener, selectors.EVENT_READ)

    def serve(self):
        print(self.listener.getsockname()[1], flush=True)
        while True:
            for key, _ in self.selector.select():
                if key.fileobj is self.listener:
                    sock, _ = self.listener.accept()
                    if self.tls:
                        sock = self.tls.wrap_socket(sock, server_side=True)
                    self.selector.register(sock, selectors.EVENT_READ, Client(sock))
                else:
                    self.read(key.data)

    def read(self, client):
        try:
            data = client.sock.recv(65536)
            while self.tls and client.sock.pending():
                data += client.sock.recv(65536)
        except ConnectionError:
            data = b''
        if not data:
            self.remove(client)
        *lines, client.received = (client.received + data).split(b'\r\n')
        for at, line in enumerate(lines):
            self.has_more = at + 1 < len(lines)
            self.handle(client, line)

    def remove(self, client):
        self.selector.unregister(client.sock)
        client.sock.close()
        self.clients.pop(client.nick, None)
        if client in self.members:
            self.members.remove(client)

    def handle(self, client, line):
        command, _, rest = line.partition(b' ')
        if command == b'NICK':
            client.nick = rest.decode()
            self.clients[client.nick] = client
        elif command == b'USER':
            self.send(client, b':fake 001 ' + client.nick.encode() + b' :Welcome')
        elif command == b'JOIN':
            self.members.append(client)
            self.send(client, b':fake 366 ' + client.nick.encode() + b' ' + rest + b' :End')
        elif command == b'PING':
            self.send(client, b':fake PONG fake ' + rest)
        elif command == b'PRIVMSG':
            self.message(client, line)

    def message(self, sender, line):
        target = line.split(b' ')[1].decode()
        audience = self.members if target.startswith('#') else [self.clients[target]]
        for listener in audience:
            if listener is not sender:
                self.deliver(sender, listener, b':' + sender.nick.encode() + b'!load@fake ' + line)

    def deliver(self, sender, listener, line):
        self.deliveries += 1
        if self.is_due and self.deliveries > PROMISED and (self.has_more or self.fault is not swap):
            self.is_due = False
            self.fault(self, sender, listener, line)
            return
        self.send(listener, line)
        if listener.held and listener.held[0] is sender:
            self.send(listener, listener.held[1])
            listener.held = None

    @staticmethod
    def send(client, line):
        client.sock.sendall(line + b'\r\n')


def lose(_server, _sender, _listener, _line):
    pass


def double(server, _sender, listener, line):
    server.send(listener, line)
    server.send(listener, line)


def swap(_server, sender, listener, line):
    listener.held = (sender, line)


def stray(server, sender, listener, line):
    server.send(listener, line)
    server.send(sender, line)


def invent(server, _sender, listener, line):
    before, colon, text = line.rpartition(b':')
    words = text.split(b' ')
    words[2] = b'4000000000'  # a sequence nobody has come to
    server.send(listener, line)
    server.send(listener, before + colon + b' '.join(words))


def garble(server, _sender, listener, line):
    server.send(listener, line[:-1] + b'#')


def shorten(server, _sender, listener, line):
    server.send(listener, line[:-1])


def close(server, _sender, listener, _line):
    listener.sock.shutdown(socket.SHUT_RDWR)


def refuse(server, _sender, listener, _line):
    server.send(listener, b':fake 404 ' + listener.nick.encode() + b' #load :Cannot send to channel')


FAULTS = {'none': None, 'lose': lose, 'double': double, 'swap': swap, 'stray': stray, 'invent': invent,
          'garble': garble, 'shorten': shorten, 'close': close, 'refuse': refuse}


def tls_context():
    with tempfile.TemporaryDirectory() as folder:
        ircservers.make_certificate(folder)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(os.path.join(folder, 'cert.pem'), os.path.join(folder, 'key.pem'))
    return context


Server(FAULTS[sys.argv[1]], tls_context() if 'tls' in sys.argv[2:] else None).serve()
