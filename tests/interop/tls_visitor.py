#!/usr/bin/env python3
"""Connects by TLS to the port in its first argument, says what it reads, and prints what it hears, in small pieces."""

import socket
import ssl
import sys

context = ssl.create_default_context()
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE
with socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=60) as plain:
    with context.wrap_socket(plain) as link:
        for byte in b"NICK anna\r\nUSER u 0 * :U\r\n":
            link.sendall(bytes([byte]))
        while piece := link.recv(100):
            sys.stdout.buffer.write(piece)
            sys.stdout.flush()
