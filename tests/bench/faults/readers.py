"""Readers who are slow, and such as never read: the others do not notice, and the server has a limit for them."""
import time

from faults.ircloop import Broken, Loop, quantile
from faults.victim import Victim

HEALTHY = 20
SLOW = 10
DEAD = 20
SENDQ = 256 * 1024
BURST = 10  # messages
PACE = 0.01  # seconds between bursts
TEXT = 'x' * 380
PHASE = 6.0  # seconds
SLOWLY = 2_000  # bytes a slow one reads at a time, at every burst
FACTOR = 3  # how much longer the slowest hundredth of deliveries may take
MARGIN = 0.005  # seconds that do not matter


class Room:
    def __init__(self, loop):
        self.loop = loop
        self.members = loop.bring_in([f'healthy{number}' for number in range(HEALTHY)])
        self.delays = []
        self.gone = set()
        self.enter(self.members)
        for member in self.members[1:]:
            member.hear = self.on_line

    def enter(self, clients):
        for client in clients:
            client.say('JOIN #room')
        self.loop.settle(clients)

    def on_line(self, line):
        if line.command == 'PRIVMSG':
            self.delays.append(time.monotonic() - float(line.params[1].partition(' ')[0]))
        elif line.command == 'QUIT' and 'SendQ' in line.params[-1]:
            self.gone.add(line.nick)

    def talk(self, seconds, meanwhile=None, enough=None):
        """The delays of all deliveries."""
        self.delays = []
        begin = due = time.monotonic()
        while time.monotonic() < begin + seconds and not (enough and enough()):
            if time.monotonic() >= due:
                due += PACE
                self.members[0].say(*(f'PRIVMSG #room :{time.monotonic()} {TEXT}' for _ in range(BURST)))
                if meanwhile:
                    meanwhile()
            self.loop.turn(0.001)
        self.loop.settle(self.members)
        return self.delays


class Laggards:
    """Not in the epoll set: what they read, they read when they like."""

    def __init__(self, room, loop):
        self.slow = loop.bring_in([f'slow{number}' for number in range(SLOW)], receive_buffer=4096)
        self.dead = loop.bring_in([f'dead{number}' for number in range(DEAD)], receive_buffer=4096)
        room.enter(self.slow + self.dead)
        for client in self.slow + self.dead:
            client.may_end = True
            loop.watch(client, False, reading=False)

    def read_slowly(self):
        for client in self.slow:
            try:
                client.sock.recv(SLOWLY)
            except OSError:
                pass


def run(order):
    with Victim(order.build, sendq=SENDQ) as victim:
        loop = Loop(victim.address)
        room = Room(loop)
        alone = quantile(room.talk(PHASE), 0.99)
        before = victim.megabytes()
        laggards = Laggards(room, loop)
        dead = {client.nick for client in laggards.dead}
        delays = room.talk(PHASE, laggards.read_slowly)
        most = victim.megabytes()
        delays += room.talk(60, laggards.read_slowly, lambda: dead <= room.gone)
        among = quantile(delays, 0.99)
        victim.check_alive()
        loop.close()
    if not dead <= room.gone:
        raise Broken(f'{len(dead - room.gone)} of {DEAD} who never read are still there after a minute')
    if among > FACTOR * alone + MARGIN:
        raise Broken(f'with slow and dead readers p99 of the others is {among * 1e3:.1f} ms instead of '
                     f'{alone * 1e3:.1f} ms')
    limit = 2 * (SLOW + DEAD) * SENDQ / 1024 / 1024 + 8
    if most - before > limit:
        raise Broken(f'memory grew by {most - before:.0f} MB')
    return (f'{SLOW} who read slowly and {DEAD} who never read among {HEALTHY} others, {BURST / PACE:,.0f} messages a '
            f'second: p99 of the others is {among * 1e3:.1f} ms, and was {alone * 1e3:.1f} ms without them; memory '
            f'grew by {max(0, most - before):.1f} MB; all who never read were closed, and {len(room.gone - dead)} of '
            'the slow ones')
