"""Sections 1, 1a and 2: the lecture's TCP client against a service in the slide dialect."""
import socket
import time

from rows import (GREETING, Stopped, expect, expect_reset, expect_silence, recv_exactly, recv_to_end, row, run_rows,
                  send_rst, tcp)


def greeted():
    s = tcp()
    expect('greeting', recv_exactly(s, len(GREETING)), GREETING)
    return s


def one(sent, reply):
    """One request that the server finds whole, and its exact reply; the conversation goes on after it."""
    with greeted() as s:
        with Stopped():
            s.sendall(sent)
        expect('reply', recv_exactly(s, len(reply)), reply)
        with Stopped():
            s.sendall(b'U:on')
        expect('next reply', recv_exactly(s, 2), b'ON')


def settle():
    """The service has read what was sent before: it served somebody who came later."""
    with greeted() as s:
        s.sendall(b'U:x')
        expect('reply', recv_exactly(s, 1), b'X')


@row('1.2-5 connect before accept, 67 bytes of greeting')
def _():
    with Stopped():
        s = tcp()
    expect('greeting', s.recv(1500), GREETING)
    expect('length', len(GREETING), 67)
    s.close()


@row('1.6-19 live session in lock step')
def _():
    with Stopped():
        s = tcp()
    total = s.recv(1500)
    expect('greeting', total, GREETING)
    with Stopped():
        expect('send', s.send(b'U:lower'), 7)
    got = s.recv(1500)
    expect('step 10', got, b'LOWER')
    total += got
    with Stopped():
        expect('sends', (s.send(b'L:'), s.send(b'UPPER\n'), s.send(b'L:CONT\n')), (2, 6, 7))
    got = s.recv(1500)
    expect('step 15', got, b'UPPER\nL:CONT\n')
    total += got
    expect('server to client', len(total), 85)
    s.send(b'C:')
    s.shutdown(socket.SHUT_WR)
    expect('end of stream', s.recv(1500), b'')
    s.close()


@row('1a three sends, server waiting: order and content, any number of reads')
def _():
    # Only one reply is possible for each way the reads fell; each is the stream without what was taken for a header.
    for gap in (0, 0, 0, 0.0005, 0.002):
        with greeted() as s:
            for part in (b'L:', b'UPPER\n', b'L:CONT\n'):
                s.sendall(part)
                time.sleep(gap)
            s.shutdown(socket.SHUT_WR)
            got = recv_to_end(s)
            expect('reply is one of the two', got in (b'UPPER\nL:CONT\n', b'UPPER\nCONT\n'), True)


TEXTS = [
    ('T1', b'U:\xc3\x9f', b'SS'),
    ('T2', b'U:\xc3\xa9', b'\xc3\x89'),
    ('T3', b'U:\xef\xac\x81', b'FI'),
    ('T4', b'U:\xc5\x89\xce\x90', bytes.fromhex('cabc4ece99cc88cc81')),
    ('T5', b'U:i\xc4\xb1', b'II'),
    ('T6 upper', b'U:\xc4\xb0', b'\xc4\xb0'),
    ('T6 lower', b'L:\xc4\xb0', b'\xc4\xb0'),
    ('T7', b'U:e\xcc\x81', b'E\xcc\x81'),
    ('T8', b'hello', b'LLO'),
    ('T9', b'u:abc', b'ABC'),
    ('T10', b'\xc3\x9f:abc', b':ABC'),
    ('T15', b'U:' + b'a' * 1498 + b'\xc3\xa9', b'A' * 1498 + b'\xc3\x89'),
    ('T17', b'U:' + b'a' * 4000, b'A' * 3996),
    ('T20', b'U:a\0b', b'A\0B'),
    ('T21', b'U:abc\r\n', b'ABC\r\n'),
]
for name, sent, reply in TEXTS:
    row(name)(lambda sent=sent, reply=reply: one(sent, reply))


@row('T11')
def _():
    with greeted() as s:
        with Stopped():
            s.sendall(b'\xe2\x82\xac:abc')
        expect('end of stream', s.recv(1500), b'')
    settle()


@row('T12')
def _():
    with greeted() as s:
        expect('send', s.send(b''), 0)
        expect_silence(s)
        s.sendall(b'U:a')
        expect('reply', recv_exactly(s, 1), b'A')


@row('T13')
def _():
    with greeted() as s:
        s.sendall(b'U:')
        expect_silence(s)
        s.sendall(b'abc')
        expect('reply', recv_exactly(s, 3), b'ABC')


@row('T14')
def _():
    with greeted() as s:
        s.sendall(b'x')
        expect_silence(s)
        settle()
        s.sendall(b'yz')
        expect('reply', recv_exactly(s, 2), b'YZ')


@row('T16')
def _():
    with greeted() as s:
        with Stopped():
            s.sendall(b'U:' + b'a' * 1499 + b'\xc3\xa9')
        expect_reset(s)
    settle()


@row('T18 nothing is lost but headers')
def _():
    with greeted() as s:
        s.sendall(b'U:' + b'a' * 69998)
        s.shutdown(socket.SHUT_WR)
        got = recv_to_end(s)
        expect('only A', set(got), set(b'A'))
        # Every read of at most 1500 costs two bytes before it; short reads cost more.
        expect('count in bounds', 60000 < len(got) <= 70000 - 2 * 47, True)


@row('T19')
def _():
    with greeted() as s:
        with Stopped():
            s.sendall(b'U:\xff')
        expect('end of stream', s.recv(1500), b'')
    settle()


@row('T22')
def _():
    with greeted() as s:
        s.sendall(b'U:')
        s.shutdown(socket.SHUT_WR)
        expect('nothing', recv_to_end(s), b'')


@row('T23')
def _():
    with greeted() as s:
        s.sendall(b'U')
        s.shutdown(socket.SHUT_WR)
        expect('nothing', recv_to_end(s), b'')


@row('T24')
def _():
    with greeted() as s:
        s.sendall(b'U:ab')
        s.shutdown(socket.SHUT_WR)
        expect('reply after half close', recv_to_end(s), b'AB')


@row('T25 the service survives')
def _():
    s = greeted()
    with Stopped():
        s.sendall(b'U:ab')
        send_rst(s)
    settle()


@row('T26 the service survives')
def _():
    s = greeted()
    with Stopped():
        s.sendall(b'U:abcL:xyz')
        s.close()
    settle()


@row('13 a silent client and a half-sent one keep nobody waiting')
def _():
    with greeted() as silent, greeted() as half:
        half.sendall(b'U')
        one(b'U:abc', b'ABC')
        silent.sendall(b'U:late')
        expect('reply', recv_exactly(silent, 4), b'LATE')


run_rows()
