"""Section 13 on UDP, repaired dialect; also over IPv6."""
from rows import HOST, PORT, expect, expect_silence, row, run_rows, udp

SERVER = (HOST, PORT)

CASES = [
    ('upper', b'U:lower', b'LOWER'),
    ('lower', b'L:UPPER\n', b'upper\n'),
    ('CRLF comes back', b'L:UPPER\r\n', b'upper\r\n'),
    ('only one LF is an end', b'U:a\n\n', b'A\n\n'),
    ('U1 empty', b'', b'E:unknown command'),
    ('no header', b'hello', b'E:unknown command'),
    ('bad UTF-8', b'U:\xff', b'E:invalid UTF-8'),
    ('U2 1 byte', b'x', b'E:unknown command'),
    ('U2 65507 bytes', b'U:' + b'a' * 65505, b'A' * 65505),
    ('U6 reply too long', b'U:' + '\u0390'.encode() * 32752, b'E:reply too long'),
]


def one(sent, reply):
    s = udp()
    expect('sendto', s.sendto(sent, SERVER), len(sent))
    data, sender = s.recvfrom(65536)
    expect('reply', data, reply)
    expect('sender', sender[:2], SERVER)


for name, sent, reply in CASES:
    row(name)(lambda sent=sent, reply=reply: one(sent, reply))


@row('U3 U4 too large never leaves')
def _():
    s = udp()
    limit = 65527 if ':' in HOST else 65507
    try:
        s.sendto(b'a' * (limit + 1), SERVER)
    except OSError as problem:
        expect('errno', problem.errno, 90)
    else:
        raise AssertionError(f'{limit + 1} bytes were sent')
    one(b'U:' + b'a' * (limit - 2), b'A' * 65505 if limit == 65507 else b'E:reply too long')


@row('U7 U8 a client that has gone is no harm')
def _():
    s = udp()
    s.sendto(b'U:a', SERVER)
    s.close()
    one(b'U:on', b'ON')


@row('C: gets no reply')
def _():
    s = udp()
    s.sendto(b'C:', SERVER)
    expect_silence(s)
    one(b'U:on', b'ON')


run_rows()
