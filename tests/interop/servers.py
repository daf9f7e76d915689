"""The lecture's servers in Python 3, as partners for our client: servers.py KIND prints its port and serves.

Only what does not run on Python 3 is corrected; what the lecture's servers do on the wire is kept.
"""
import socket
import sys

GREETING = b"Hi I'm your upper/lowercase converter. Message format U|L:<message>"


def listening():
    s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    s.bind(('127.0.0.1', 0))
    s.listen(1)
    print(s.getsockname()[1], flush=True)
    return s


def bound():
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    s.bind(('127.0.0.1', 0))
    print(s.getsockname()[1], flush=True)
    return s


def slide_tcp():
    serv_sock = listening()
    while True:
        conn, _ = serv_sock.accept()
        conn.send(GREETING)
        while conn.recv(2):
            msg = conn.recv(1500)
            try:
                conn.send(msg.decode('utf-8').upper().encode('utf-8'))
            except (OSError, UnicodeDecodeError):
                break
        conn.close()


def slide_udp():
    serv_sock = bound()
    msg, client = serv_sock.recvfrom(1500)
    serv_sock.sendto(msg.decode('utf-8').upper().encode('utf-8'), client)
    serv_sock.recvfrom(2)
    while True:
        msg, client = serv_sock.recvfrom(1500)
        serv_sock.sendto(msg.decode('utf-8').upper().encode('utf-8'), client)


def ascii_upper(data):
    return data.upper()  # bytes.upper() is ASCII only, as str.upper() was in Python 2


def textbook_tcp():
    server_socket = listening()
    while True:
        connection, _ = server_socket.accept()
        sentence = connection.recv(1024)
        connection.send(ascii_upper(sentence))
        connection.close()


def textbook_udp():
    server_socket = bound()
    while True:
        message, client = server_socket.recvfrom(2048)
        server_socket.sendto(ascii_upper(message), client)


def silent_udp():
    s = bound()
    while True:
        s.recvfrom(2048)


{'slide-tcp': slide_tcp, 'slide-udp': slide_udp, 'textbook-tcp': textbook_tcp, 'textbook-udp': textbook_udp,
 'silent-udp': silent_udp}[sys.argv[1]]()
