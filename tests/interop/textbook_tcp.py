"""Section 5: the textbook's TCP client."""
import socket

from rows import Stopped, expect, expect_reset, expect_silence, recv_exactly, recv_to_end, row, run_rows, tcp


def one(sent, reply):
    with tcp() as s:
        s.sendall(sent)
        expect('reply', recv_to_end(s), reply)


@row('A1')
def _():
    one(b'hello world', b'HELLO WORLD')


@row('A2')
def _():
    one(bytes.fromhex('c39f20c3a9206869'), bytes.fromhex('c39f20c3a9204849'))


@row('A3')
def _():
    with tcp() as s:
        with Stopped():
            s.sendall(b'x' * 2000)
        expect('reply', recv_exactly(s, 1024), b'X' * 1024)
        expect_reset(s)
    one(b'next', b'NEXT')


@row('A4')
def _():
    with tcp() as s:
        s.shutdown(socket.SHUT_WR)
        expect('nothing', recv_to_end(s), b'')
    one(b'next', b'NEXT')


@row('A5 one at a time')
def _():
    a = tcp()
    b = tcp()
    c = tcp()
    expect('send', b.send(b'second'), 6)
    expect('send', c.send(b'third'), 5)
    expect_silence(b)
    a.sendall(b'first')
    expect('a', recv_to_end(a), b'FIRST')
    expect('b', recv_to_end(b), b'SECOND')
    expect('c', recv_to_end(c), b'THIRD')


@row('A5 a client that gives up makes room')
def _():
    a = tcp()
    b = tcp()
    b.sendall(b'second')
    expect_silence(b)
    a.close()
    expect('b', recv_to_end(b), b'SECOND')


run_rows()
