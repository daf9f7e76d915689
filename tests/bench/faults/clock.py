"""The clock of the machine jumps."""
import os
import struct
import tempfile

from faults.ircloop import Broken, Loop
from faults.playback import CAPS, Speaker, check_kept, history_of
from faults.victim import Victim

SPEAKERS = 5
JUMPS = (3_600, -7_200, 86_400, -86_400 * 30, 86_400 * 365)  # seconds, one after the other
PHASE = 100  # turns


class FalseClock:
    """What the library falseclock adds to the real time, in seconds (tests/bench/faults/falseclock.cpp)."""

    def __init__(self, build, folder):
        self.path = os.path.join(folder, 'offset')
        self.offset = 0
        self.set(0)
        self.environment = {'LD_PRELOAD': os.path.join(build, 'tests/bench/faults/libfalseclock.so'),
                            'FALSECLOCK': self.path}

    def set(self, offset):
        self.offset = offset
        with open(self.path, 'r+b' if os.path.exists(self.path) else 'wb') as file:
            file.write(struct.pack('=q', offset))


def talk(loop, speakers):
    for _ in range(PHASE):
        for speaker in speakers:
            speaker.talk()
        loop.turn(0.005)
    loop.until(lambda: all(speaker.waits == 0 for speaker in speakers), 'each message is echoed')


def check_stamps(rows):
    for (first_id, first_time, *_), (next_id, next_time, *_) in zip(rows, rows[1:]):
        if next_id <= first_id:
            raise Broken(f'the message {next_id} comes after {first_id}')
        if next_time < first_time:
            raise Broken(f'a message of {next_time} comes after one of {first_time}')


def run(order):
    with tempfile.TemporaryDirectory(prefix='serverfaults-') as folder:
        clock = FalseClock(order.build, folder)
        with Victim(order.build, history=True, environment=clock.environment) as victim:
            loop = Loop(victim.address)
            clients = loop.bring_in([f'j{number}' for number in range(SPEAKERS)], caps=CAPS)
            speakers = [Speaker(client, '#room', window=4) for client in clients]
            days = set()
            for jump in (0, *JUMPS):
                clock.set(clock.offset + jump)
                talk(loop, speakers)
                loop.run(2.5)  # two ticks, which look for those who are silent
                days.add(speakers[0].stamps[-1][1][:13])
            victim.check_alive()
            rows = history_of(loop, '#room', 'reader')
            loop.close()
    check_kept('#room', speakers, rows)
    check_stamps(rows)
    if len(days) < 3:
        raise Broken('the clock of the server did not jump: is falseclock loaded?')
    refused = sum(speaker.refused for speaker in speakers)
    if refused:
        raise Broken(f'{refused} messages were refused')
    return (f'the clock jumped {len(JUMPS)} times, up to a year to and a month fro: nobody was thrown out, ids and times '
            f'of {len(rows):,} messages in the history never go backwards, and what was echoed is there in order')
