"""Our server as something to be maltreated: it keeps its data over a kill, and tells what it uses."""
import os
import signal
import subprocess
import tempfile
import time

import ircservers
from faults.ircloop import Broken

CONFIG = """\
[listen]
irc=127.0.0.1:{port}
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
sendq={sendq}
"""
TICKS = os.sysconf('SC_CLK_TCK')


class Victim:
    def __init__(self, build, history=False, sendq=16 * 1024 * 1024, prefix=(), environment=None):
        self.program = os.path.join(build, 'app/plausch-server')
        self.temporary = tempfile.TemporaryDirectory(prefix='serverfaults-')
        self.folder = os.path.join(self.temporary.name, 'data')
        os.mkdir(self.folder)
        self.log = open(os.path.join(self.temporary.name, 'log'), 'ab')
        self.port = ircservers.free_port()
        self.address = ('127.0.0.1', self.port)
        self.config = os.path.join(self.temporary.name, 'config')
        self.prefix = prefix
        self.environment = {**os.environ, 'HOME': self.folder, 'XDG_DATA_HOME': self.folder, **(environment or {})}
        self.process = None
        with open(self.config, 'w', encoding='utf-8') as file:
            file.write(CONFIG.format(port=self.port, folder=self.folder, sendq=sendq,
                                     history=self.folder + '/history.sqlite' if history else ''))

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.end(signal.SIGKILL)
        self.log.close()
        self.temporary.cleanup()

    def start(self):
        self.process = subprocess.Popen([*self.prefix, self.program, '--config', self.config],
                                        stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log,
                                        env=self.environment)
        deadline = time.monotonic() + 30
        while not ircservers.is_open(self.port):
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise Broken(f'the server does not start: {self.last_words()}')
            time.sleep(0.02)

    def last_words(self):
        with open(self.log.name, encoding='utf-8', errors='replace') as file:
            return (file.read().strip().splitlines() or ['it said nothing'])[-1]

    def end(self, how):
        if self.process.poll() is None:
            self.process.send_signal(how)
        self.process.wait()

    @property
    def pid(self):
        return self.process.pid

    def check_alive(self):
        if self.process.poll() is not None:
            raise Broken(f'the server ended with {self.process.returncode}: {self.last_words()}')

    def cpu_seconds(self):
        return ircservers.cpu_ticks(self.pid) / TICKS

    def megabytes(self):
        with open(f'/proc/{self.pid}/smaps_rollup', encoding='ascii') as file:
            return next(int(line.split()[1]) for line in file if line.startswith('Pss:')) / 1024

    def descriptors(self):
        return len(os.listdir(f'/proc/{self.pid}/fd'))
