"""Section 6: the textbook's UDP client."""
from rows import HOST, PORT, expect, row, run_rows, udp

SERVER = (HOST, PORT)

CASES = [
    ('B1', b'hello world', b'HELLO WORLD'),
    ('B2', b'', b''),
    ('B3', bytes.fromhex('c39f20c3a9206869'), bytes.fromhex('c39f20c3a9204849')),
    ('B4', b'y' * 3000, b'Y' * 2048),
]


def one(sent, reply):
    s = udp()
    s.sendto(sent, SERVER)
    expect('reply', s.recvfrom(65536), (reply, SERVER))


for name, sent, reply in CASES:
    row(name)(lambda sent=sent, reply=reply: one(sent, reply))

run_rows()
