"""Sections 3 and 4: the lecture's UDP client against a service in the slide dialect."""
import socket

from rows import HOST, PORT, expect, row, run_rows, udp

SERVER = (HOST, PORT)


def expect_timeout(s):
    s.settimeout(1)
    try:
        got = s.recvfrom(1500)
    except TimeoutError:
        return
    raise AssertionError(f'got {got}, wanted a timeout')


@row('3 live session, two replies, then both sides wait')
def _():
    s = udp()
    expect('no port yet', s.getsockname(), ('0.0.0.0', 0))
    expect('step 3', s.sendto(b'U:lower', SERVER), 7)
    expect('step 6', s.recvfrom(1500), (b'U:LOWER', SERVER))
    expect('step 7', (s.sendto(b'L:UPPER\n', SERVER), s.sendto(b'L:CONT\n', SERVER)), (8, 7))
    expect('step 11', s.recvfrom(1500), (b'L:CONT\n', SERVER))
    expect_timeout(s)
    expect('step 14', s.sendto(b'Bye', SERVER), 3)
    s.settimeout(20)
    expect('step 15', s.recvfrom(1500), (b'BYE', SERVER))
    s.close()


@row('13 state per client')
def _():
    a, b = udp(), udp()
    a.sendto(b'one', SERVER)
    expect('a, first', a.recv(1500), b'ONE')
    b.sendto(b'one', SERVER)
    expect('b, first', b.recv(1500), b'ONE')
    a.sendto(b'two', SERVER)
    a.sendto(b'three', SERVER)
    expect('a, third', a.recv(1500), b'THREE')


@row('U1 an empty datagram is a request')
def _():
    s = udp()
    expect('sendto', s.sendto(b'', SERVER), 0)
    expect('reply', s.recvfrom(1500), (b'', SERVER))


@row('U2 larger than the read: 1500 bytes of it')
def _():
    s = udp()
    s.sendto(b'a' * 65507, SERVER)
    expect('reply', s.recv(65536), b'A' * 1500)


@row('U3 too large never leaves')
def _():
    s = udp()
    for size in (65508, 65535, 65536, 70000):
        try:
            s.sendto(b'a' * size, SERVER)
        except OSError as problem:
            expect('errno', problem.errno, 90)
        else:
            raise AssertionError(f'{size} bytes were sent')


@row('U6 growth within the read: 1500 bytes become 4500')
def _():
    s = udp()
    s.sendto('\u0390'.encode() * 32753, SERVER)
    expect('reply', s.recv(65536), '\u0390'.upper().encode() * 750)


@row('13 bad UTF-8: no reply, and the service goes on')
def _():
    s = udp()
    s.sendto(b'U:\xff', SERVER)
    expect_timeout(s)
    other = udp()
    other.sendto(b'U:x', SERVER)
    other.settimeout(20)
    expect('reply', other.recv(1500), b'U:X')


@row('U5 reading nothing consumes the reply')
def _():
    s = udp()
    s.sendto(b'one', SERVER)
    expect('recvfrom(0)', s.recvfrom(0), (b'', SERVER))
    expect_timeout(s)


@row('U10 two senders, one socket: told apart by address')
def _():
    a, b = udp(), udp()
    a.bind(('127.0.0.1', 0))
    b.bind(('127.0.0.2', a.getsockname()[1]))
    a.sendto(b'from a', SERVER)
    b.sendto(b'from b', SERVER)
    expect('a', a.recv(1500), b'FROM A')
    expect('b', b.recv(1500), b'FROM B')


@row('U11 a connected client hears the service and nobody else')
def _():
    s, other = udp(), udp()
    s.connect(SERVER)
    other.sendto(b'not for you', s.getsockname())
    s.send(b'U:x')
    expect('reply', s.recv(1500), b'U:X')
    expect_timeout(s)


@row('U14 whoever does not read keeps the first replies, and the service goes on')
def _():
    s = udp()
    s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2304)
    for number in range(100):
        s.sendto(b'%03d' % number, SERVER)
    other = udp()
    other.sendto(b'U:x', SERVER)
    expect('another client', other.recv(1500), b'U:X')  # so all hundred were read
    answered = [b'%03d' % number for number in range(100) if number != 1]
    kept = []
    s.settimeout(0)
    try:
        while True:
            kept.append(s.recv(1500))
    except BlockingIOError:
        pass
    expect('a true part was kept', 0 < len(kept) < 99, True)
    expect('the first ones', kept, answered[:len(kept)])


run_rows()
