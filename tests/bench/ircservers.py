"""The chat servers that are compared: their configuration with every limit out of the way, their start and their end.

No server looks up names or asks for identities, none slows or ends a client that says much, and each may have all the
connections. Everything else is as the server comes.
"""
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time

PLAUSCH = """\
[listen]
{listen}=127.0.0.1:{port}
[server]
name=load.test
[accounts]
database={folder}/accounts.sqlite
[history]
database={history}
[limits]
flood=off
connections=20000
per_address=20000
sendq=100000000
recvq=1000000
"""

# ngircd.conf(5)
NGIRCD = """\
[Global]
    Name = load.test
    Info = Load
    Listen = 127.0.0.1
    Ports = {port}
    MotdPhrase = Load
[Limits]
    MaxConnections = 0
    MaxConnectionsIP = 0
    MaxJoins = 0
    MaxNickLength = 16
    MaxPenaltyTime = 0
    PingTimeout = 600
[Options]
    DNS = no
    Ident = no
    PAM = no
"""

# https://docs.inspircd.org/3/configuration/
INSPIRCD = """\
<server name="load.test" description="Load" network="Load">
<admin name="load" nick="load" email="load@load.test">
<bind address="127.0.0.1" port="{port}" type="clients" {bind}>
<connect allow="*" pingfreq="600" resolvehostnames="no" useident="no"
         localmax="20000" globalmax="20000" maxconnwarn="no"
         hardsendq="100000000" softsendq="100000000" recvq="1000000"
         fakelag="no" threshold="1000000" commandrate="1000000000">
<performance softlimit="20000" somaxconn="4096">
"""

# https://docs.inspircd.org/3/modules/ssl_gnutls/
INSPIRCD_TLS = """\
<module name="ssl_gnutls">
<sslprofile name="load" provider="gnutls" certfile="{folder}/cert.pem" keyfile="{folder}/key.pem">
"""


class CannotStart(Exception):
    pass


class Kind:
    """A server that is installed or built here."""

    def __init__(self, title, program, ways, arguments, at_once=512):
        self.title = title
        self.program = shutil.which(program, path=os.environ['PATH'] + ':/usr/sbin')
        self.ways = ways  # what it can be asked to serve: {way: configuration}
        self.arguments = arguments  # {config}: the file
        self.at_once = at_once  # how many clients connect at the same time

    def version(self):
        if not self.program:
            return ''
        told = subprocess.run([self.program, '--version'], capture_output=True, text=True, check=False).stdout
        number = re.search(r'\d+\.\d+(\.\d+)*', told)
        return number.group() if number else ''

    def start(self, prefix, way='plain'):
        if not self.program:
            raise CannotStart(f'{self.title} is not here')
        return Started(self, prefix, way)


class Started:
    """One server with a folder, a port and a life of its own; `with` ends it."""

    def __init__(self, kind, prefix, way):
        self.at_once = kind.at_once
        self.folder = tempfile.TemporaryDirectory(prefix='serverbench-')
        self.port = free_port()
        path = os.path.join(self.folder.name, 'config')
        with open(path, 'w', encoding='utf-8') as file:
            file.write(kind.ways[way].format(port=self.port, folder=self.folder.name))
        if way == 'tls':
            make_certificate(self.folder.name)
        command = [*prefix, kind.program, *(argument.format(config=path) for argument in kind.arguments)]
        environment = {**os.environ, 'HOME': self.folder.name, 'XDG_DATA_HOME': self.folder.name}
        self.log = open(os.path.join(self.folder.name, 'log'), 'w+b')
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log,
                                        cwd=self.folder.name, env=environment)
        self.pid = self.process.pid
        self.address = f'127.0.0.1:{self.port}'

    def __enter__(self):
        deadline = time.monotonic() + 30
        while not is_open(self.port):
            if self.process.poll() is not None or time.monotonic() > deadline:
                told = self.last_words()
                self.__exit__()
                raise CannotStart(told)
            time.sleep(0.02)
        wait_until_quiet(self.pid)
        return self

    def last_words(self):
        self.log.seek(0)
        lines = self.log.read().decode(errors='replace').strip().splitlines()
        return lines[-1] if lines else 'it ended, or opened no port, and said nothing'

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()
        self.folder.cleanup()


class Running:
    """One that somebody else started, and ends."""

    title = 'given'
    ways = ('plain',)
    at_once = 512

    def __init__(self, address, pid):
        self.address = address
        self.pid = pid

    def version(self):
        return self.address

    def start(self, _prefix, _way='plain'):
        return self

    def __enter__(self):
        wait_until_quiet(self.pid)
        return self

    def __exit__(self, *_):
        pass


def make_certificate(folder):
    """A key on P-256, as our own server makes one for itself."""
    subprocess.run(['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes',
                    '-days', '2', '-subj', '/CN=load.test', '-keyout', os.path.join(folder, 'key.pem'),
                    '-out', os.path.join(folder, 'cert.pem')], check=True, capture_output=True)


def free_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


def is_open(port):
    with socket.socket() as probe:
        return probe.connect_ex(('127.0.0.1', port)) == 0


def cpu_ticks(pid):
    with open(f'/proc/{pid}/stat', encoding='ascii', errors='replace') as file:
        after_name = file.read().rpartition(')')[2].split()
    return int(after_name[11]) + int(after_name[12])  # utime and stime, proc(5)


def wait_until_quiet(pid):
    """Until what a former cell left behind is cleared away."""
    before = -1
    deadline = time.monotonic() + 30
    while cpu_ticks(pid) != before and time.monotonic() < deadline:
        before = cpu_ticks(pid)
        time.sleep(0.3)


def filled(template, **values):
    """What is filled in later stays."""
    for name, value in values.items():
        template = template.replace('{' + name + '}', value)
    return template


def plausch_ways():
    plain = filled(PLAUSCH, listen='irc')
    return {'plain': filled(plain, history=''),
            'history': filled(plain, history='{folder}/history.sqlite'),
            'tls': filled(PLAUSCH, listen='tls', history='') + '[tls]\ncertificate={folder}/cert.pem\n'
                                                               'key={folder}/key.pem\n'}


def inspircd_ways():
    return {'plain': filled(INSPIRCD, bind=''), 'tls': INSPIRCD_TLS + filled(INSPIRCD, bind='sslprofile="load"')}


def kinds(build):
    as_root = ['--runasroot'] if os.geteuid() == 0 else []
    return {
        'ours': Kind('plausch-server', os.path.join(build, 'app/plausch-server'), plausch_ways(),
                     ['--config', '{config}']),
        # Its backlog is 10, and the kernel takes one more: beyond that, the kernel's repetitions would be measured.
        'ngircd': Kind('ngircd', 'ngircd', {'plain': NGIRCD}, ['--nodaemon', '--config', '{config}'], at_once=11),
        # It looks once a second who has registered: with fewer at once it would be slower.
        'inspircd': Kind('InspIRCd', 'inspircd', inspircd_ways(),
                         ['--config', '{config}', '--nofork', '--nopid', '--nolog', *as_root]),
    }
