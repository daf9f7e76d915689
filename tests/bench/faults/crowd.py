"""Thousands of clients who join and leave, and two who stay and talk."""
import random
import time

from faults.ircloop import Broken, Loop, quantile
from faults.victim import Victim

PER_ROOM = 20
PER_SECOND = 200  # comings and goings
PACE = 0.05  # seconds between two messages of those who stay
WORST = 2.0  # seconds that a message may take, on a machine that has this to do too
GROWTH = 1.2  # of the memory, from full house to full house


class Crowd:
    def __init__(self, loop, count):
        self.loop = loop
        self.rooms = [set() for _ in range(max(1, count // PER_ROOM))]
        self.clients = []
        self.room_of = {}
        self.entered = 0
        self.ways = [self.quit, self.part, self.close, self.reset]

    def enter(self, wait):
        self.entered += 1
        client = self.loop.enter(f'n{self.entered}')
        self.clients.append(client)
        self.join(client)
        if wait:
            self.loop.until(lambda: client.is_welcome, f'{client.nick} is let in')

    def join(self, client):
        room = random.randrange(len(self.rooms))
        self.room_of[client] = room
        self.rooms[room].add(client)
        client.say(f'JOIN #room{room}')

    def take(self):
        at = random.randrange(len(self.clients))
        client = self.clients[at]
        self.clients[at] = self.clients[-1]
        self.clients.pop()
        return self.leave(client)

    def leave(self, client):
        client.may_end = True
        self.rooms[self.room_of.pop(client)].discard(client)
        return client

    def quit(self):
        self.take().say('QUIT :enough')
        self.enter(wait=False)

    def close(self):
        self.take().close()
        self.enter(wait=False)

    def reset(self):
        self.take().close(with_reset=True)
        self.enter(wait=False)

    def part(self):
        client = random.choice(self.clients)
        client.say(f'PART #room{self.room_of[client]}')
        self.leave(client)
        client.may_end = False
        self.join(client)

    def change(self):
        random.choice(self.ways)()


class Stayers:
    """Who hears how long a message takes meanwhile."""

    def __init__(self, loop):
        self.a, self.b = loop.bring_in(['stays1', 'stays2'])
        self.delays = []
        self.said = 0
        self.next = time.monotonic()
        self.b.hear = self.on_line

    def on_line(self, line):
        if line.command == 'PRIVMSG':
            self.delays.append(time.monotonic() - float(line.params[-1]))

    def talk(self):
        if time.monotonic() >= self.next:
            self.next += PACE
            self.said += 1
            self.a.say(f'PRIVMSG stays2 :{time.monotonic()}')


def check_census(loop, crowd, stayers):
    """The server's count of users is ours, and so are the members of some rooms."""
    told = {}

    def hear(line):
        if line.command == '251':
            told['users'] = sum(int(word) for word in line.params[-1].split() if word.isdigit()) - 1  # one server
        elif line.command == '353':
            told.setdefault(line.params[2], set()).update(name.lstrip('~@%+') for name in line.params[3].split())

    stayers.a.hear = hear
    rooms = random.sample(range(len(crowd.rooms)), min(50, len(crowd.rooms)))
    stayers.a.say('LUSERS', *(f'NAMES #room{room}' for room in rooms))
    loop.settle([stayers.a])
    if told.get('users') != len(crowd.clients) + 2:
        raise Broken(f'the server counts {told.get("users")} users, and there are {len(crowd.clients) + 2}')
    for room in rooms:
        if told.get(f'#room{room}', set()) != {client.nick for client in crowd.rooms[room]}:
            raise Broken(f'the server knows others in #room{room} than are there')


def run(order):
    with Victim(order.build) as victim:
        loop = Loop(victim.address)
        crowd = Crowd(loop, order.clients)
        stayers = Stayers(loop)
        for number in range(order.clients):
            crowd.enter(wait=number % 100 == 99)
        loop.settle(crowd.clients)
        full = victim.megabytes()
        changes = 0
        begin = time.monotonic()
        while (passed := time.monotonic() - begin) < order.seconds:
            stayers.talk()
            for _ in range(min(20, int(passed * PER_SECOND) - changes)):
                crowd.change()
                changes += 1
            loop.turn(0.005)
        loop.settle(crowd.clients + [stayers.a, stayers.b])
        check_census(loop, crowd, stayers)
        after = victim.megabytes()
        victim.check_alive()
        loop.close()
    if len(stayers.delays) != stayers.said:
        raise Broken(f'{stayers.said} messages were said and {len(stayers.delays)} arrived')
    if max(stayers.delays) > WORST:
        raise Broken(f'a message took {max(stayers.delays):.1f} s')
    if after > full * GROWTH:
        raise Broken(f'memory grew from {full:.0f} to {after:.0f} MB')
    return (f'{order.clients:,} clients, {changes:,} of them left or moved and others came in {passed:.0f} s: nobody '
            f'was thrown out, the rooms and the count of users are right; {stayers.said:,} messages between two who '
            f'stayed took {quantile(stayers.delays, 0.5) * 1e3:.1f} ms at the median and '
            f'{quantile(stayers.delays, 0.99) * 1e3:.0f} ms at p99; memory {full:.0f} MB before, {after:.0f} MB after')
