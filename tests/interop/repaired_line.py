"""Section 1's last paragraph, section 9 and section 13 on TCP with lines."""
import socket

from rows import GREETING, expect, expect_silence, recv_exactly, recv_to_end, row, run_rows, tcp


def greeted():
    s = tcp()
    expect('greeting', recv_exactly(s, 68), GREETING + b'\n')
    return s


def talk(sent):
    """Everything that comes back for these bytes and an end of stream."""
    with greeted() as s:
        s.sendall(sent)
        s.shutdown(socket.SHUT_WR)
        return recv_to_end(s)


LOWER = '\u1e9e\u00e9\u00ff\u0130\u017f'
UPPER = '\u00df\u00e9\u00ff\ufb01\u0149\u0390\u0131\u017f\u01c6'

CASES = [
    ('upper', b'U:lower\n', b'LOWER\n'),
    ('lower', b'L:UPPER\nL:CONT\n', b'upper\ncont\n'),
    ("the slide's bytes", b'U:lowerL:UPPER\nL:CONT\nC:', b'LOWERL:UPPER\ncont\n'),
    ('CRLF comes back', b'U:a\r\nL:B\n', b'A\r\nb\n'),
    ('NUL is text', b'U:a\0b\n', b'A\0B\n'),
    ('BOM is text', b'U:\xef\xbb\xbfa\n', b'\xef\xbb\xbfA\n'),
    ('unknown command', b'hello\nu:a\n\nU:on\n', b'E:unknown command\n' * 3 + b'ON\n'),
    ('bad UTF-8', b'U:\xff\nU:on\n', b'E:invalid UTF-8\nON\n'),
    ('unfinished rest', b'U:a\nU:b', b'A\n'),
    ('closes without a word', b'U:a\nC:\nU:b\n', b'A\n'),
    ('section 9', 'U:Hallo\nU:Grüße\nU:\n'.encode(), 'HALLO\nGRÜSSE\n\n'.encode()),
    ('table 10', f'L:{LOWER}\nU:{UPPER}\n'.encode(), f'{LOWER.lower()}\n{UPPER.upper()}\n'.encode()),
    ('longest line', b'U:' + b'a' * 65534 + b'\n', b'A' * 65534 + b'\n'),
    ('line too long', b'U:' + b'a' * 65535 + b'\nU:b\n', b'E:line too long\n'),
]
for name, sent, reply in CASES:
    row(name)(lambda sent=sent, reply=reply: expect('reply', talk(sent), reply))


@row('a byte at a time')
def _():
    with greeted() as s:
        s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for byte in b'U:\xc3\x9f\r\nC:\n':
            s.sendall(bytes([byte]))
        expect('reply', recv_to_end(s), b'SS\r\n')


@row('no reply before the end of the line')
def _():
    with greeted() as s:
        s.sendall(b'U:lower')
        expect_silence(s)
        s.sendall(b'\n')
        expect('reply', recv_exactly(s, 6), b'LOWER\n')


@row('many clients at once')
def _():
    clients = [greeted() for _ in range(100)]
    for number, s in enumerate(clients):
        s.sendall(b'U:client %d\n' % number)
    for number, s in reversed(list(enumerate(clients))):
        wanted = b'CLIENT %d\n' % number
        expect('reply', recv_exactly(s, len(wanted)), wanted)
        s.close()


@row('64 KiB of empty lines are all answered')
def _():
    import threading
    with greeted() as s:
        sender = threading.Thread(target=s.sendall, args=(b'\n' * 65536 + b'C:\n',))
        sender.start()
        expect('length', len(recv_to_end(s)), 65536 * len(b'E:unknown command\n'))
        sender.join()


@row('HTTP and a TLS hello get error lines')
def _():
    got = talk(b'GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    expect('HTTP', got, b'E:unknown command\r\n' * 3)
    expect('TLS', talk(b'\x16\x03\x01\x02\x00\x01\x00\n'), b'E:unknown command\n')


run_rows()
