"""The disk under the history is full, and has room again."""
import os
import time

from faults.ircloop import Broken, Loop
from faults.playback import CAPS, Speaker, check_kept, history_of
from faults.victim import Victim

SPEAKERS = 5
PHASE = 2.0  # seconds
PACE = 0.02  # seconds between looking who may speak again, so that the messages alone do not fill the disk
SIZE = '32m'


class SmallDisk:
    """A file system of the server's own, in which nobody else sees anything."""

    def __init__(self, victim):
        self.filler = f'/proc/{victim.pid}/root{victim.folder}/filler'

    def fill(self):
        with open(self.filler, 'wb', buffering=0) as file:
            for size in (65536, 4096, 1):
                try:
                    while file.write(b'x' * size):
                        pass
                except OSError:
                    pass

    def empty(self):
        os.remove(self.filler)


def talk(loop, speakers, seconds):
    """How many messages were echoed, and how many refused."""
    echoed = sum(len(speaker.echoed) for speaker in speakers)
    refused = sum(speaker.refused for speaker in speakers)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for speaker in speakers:
            speaker.talk()
        loop.run(PACE)
    loop.until(lambda: all(speaker.waits == 0 for speaker in speakers), 'each message is echoed or refused')
    return (sum(len(speaker.echoed) for speaker in speakers) - echoed,
            sum(speaker.refused for speaker in speakers) - refused)


def run(order):
    if os.geteuid() != 0:
        return None
    with Victim(order.build, history=True) as victim:
        victim.end(9)
        victim.prefix = ['unshare', '--mount', 'sh', '-c',
                         f'mount -t tmpfs -o size={SIZE} none {victim.folder} && exec "$@"', 'sh']
        victim.start()
        disk = SmallDisk(victim)
        loop = Loop(victim.address)
        clients = loop.bring_in([f'd{number}' for number in range(SPEAKERS)], caps=CAPS)
        speakers = [Speaker(client, '#room', window=4) for client in clients]
        loop.settle(clients)
        before, refused_before = talk(loop, speakers, PHASE)
        disk.fill()
        meanwhile, refused = talk(loop, speakers, PHASE)
        disk.empty()
        talk(loop, speakers, PHASE)
        after, refused_after = talk(loop, speakers, PHASE)
        victim.check_alive()
        check_kept('#room', speakers, history_of(loop, '#room', 'reader'))
        loop.close()
    if refused_before or not before or not after or refused_after:
        raise Broken(f'with room on the disk {refused_before} and {refused_after} messages were refused, and '
                     f'{before} and {after} kept')
    if not refused:
        raise Broken('the disk was full, and nobody was told')
    return (f'a full disk under the history: nobody was thrown out, {refused:,} messages were refused in words to who '
            f'said them ({meanwhile:,} still found room); with room again {after:,} of {after:,} were kept; all that '
            'was ever echoed is in the history')
