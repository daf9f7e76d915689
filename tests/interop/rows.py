"""Common ground of the Python partners: rows that are reported one by one, and plain sockets.

Written from the lecture's tables only; standard library only. Each row prints one JSON line, so that a row that
raises is one failed row and not the end of the script.
"""
import json
import os
import signal
import socket
import struct
import sys
import time

SETTLE = 0.3   # "nothing comes": how long nothing is listened to
LIMIT = 20.0   # "it must come": a broken service fails the row instead of hanging the script

GREETING = bytes.fromhex(
    '48692049276d20796f75722075707065722f6c6f7765726361736520636f6e7665727465722e'
    '204d65737361676520666f726d617420557c4c3a3c6d6573736167653e')

ROWS = []


def row(name):
    """Decorator: the function is the row; it raises when the row does not hold."""
    def register(function):
        ROWS.append((name, function))
        return function
    return register


def expect(what, got, wanted):
    if got != wanted:
        raise AssertionError(f'{what}: got {shorten(got)}, wanted {shorten(wanted)}')


def shorten(value):
    text = repr(value)
    return text if len(text) < 200 else f'{text[:200]}... ({len(value)} long)'


def run_rows():
    for name, function in ROWS:
        try:
            function()
            result = {'row': name, 'ok': True, 'detail': ''}
        except Exception as problem:  # a row fails, whatever it was
            result = {'row': name, 'ok': False, 'detail': f'{type(problem).__name__}: {problem}'}
        print(json.dumps(result), flush=True)


HOST = sys.argv[1] if len(sys.argv) > 1 else '127.0.0.1'
PORT = int(sys.argv[2]) if len(sys.argv) > 2 else 0
PID = int(sys.argv[3]) if len(sys.argv) > 3 else 0


class Stopped:
    """The server sleeps while its client works: the lock step of two interpreters side by side."""

    def __enter__(self):
        os.kill(PID, signal.SIGSTOP)
        while open(f'/proc/{PID}/stat').read().rsplit(')', 1)[1].split()[0] != 'T':
            time.sleep(0.001)

    def __exit__(self, *_):
        os.kill(PID, signal.SIGCONT)


def tcp():
    return socket.create_connection((HOST, PORT), timeout=LIMIT)


def udp():
    s = socket.socket(socket.AF_INET6 if ':' in HOST else socket.AF_INET, socket.SOCK_DGRAM)
    s.settimeout(LIMIT)
    return s


def recv_exactly(s, count):
    data = b''
    while len(data) < count:
        part = s.recv(count - len(data))
        if not part:
            raise AssertionError(f'end of stream after {shorten(data)}')
        data += part
    return data


def recv_to_end(s):
    data = b''
    while True:
        part = s.recv(65536)
        if not part:
            return data
        data += part


def expect_silence(s):
    s.settimeout(SETTLE)
    try:
        got = s.recv(65536)
    except socket.timeout:
        s.settimeout(LIMIT)
        return
    raise AssertionError(f'got {shorten(got)}, wanted silence')


def expect_reset(s):
    try:
        got = s.recv(65536)
    except ConnectionResetError:
        return
    raise AssertionError(f'got {shorten(got)}, wanted ConnectionResetError')


def send_rst(s):
    s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
    s.close()
