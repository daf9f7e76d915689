"""Sections 9 and 13 on TCP with 4-byte lengths."""
import socket
import struct

from rows import GREETING, expect, recv_exactly, recv_to_end, row, run_rows, tcp


def frame(body):
    return struct.pack('>I', len(body)) + body


def read(s):
    return recv_exactly(s, struct.unpack('>I', recv_exactly(s, 4))[0])


def greeted():
    s = tcp()
    expect('greeting', read(s), GREETING)
    return s


def talk(sent):
    with greeted() as s:
        s.sendall(sent)
        s.shutdown(socket.SHUT_WR)
        return recv_to_end(s)


@row('section 9')
def _():
    bodies = [b'U:Hallo', 'U:Grüße'.encode(), b'U:']
    wanted = frame(b'HALLO') + frame('GRÜSSE'.encode()) + frame(b'')
    expect('reply', talk(b''.join(frame(body) for body in bodies)), wanted)


@row('a byte at a time')
def _():
    with greeted() as s:
        s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for byte in frame(b'L:A\nB') + frame(b'C:'):
            s.sendall(bytes([byte]))
        expect('reply', recv_to_end(s), frame(b'a\nb'))


@row('errors are framed, and the conversation goes on')
def _():
    sent = frame(b'') + frame(b'x') + frame(b'U:\xff') + frame(b'U:on')
    wanted = frame(b'E:unknown command') * 2 + frame(b'E:invalid UTF-8') + frame(b'ON')
    expect('reply', talk(sent), wanted)


@row('64 KiB fit, one more does not')
def _():
    expect('longest', talk(frame(b'U:' + b'a' * 65534)), frame(b'A' * 65534))
    expect('declared only', talk(struct.pack('>I', 65537)), frame(b'E:line too long'))
    expect('2 GB declared', talk(struct.pack('>I', 0x80000000) + b'x' * 100), frame(b'E:line too long'))


@row('a reply over the ceiling')
def _():
    expect('reply', talk(frame(b'U:' + '\u0390'.encode() * 32000) + frame(b'U:on')),
           frame(b'E:reply too long') + frame(b'ON'))


run_rows()
