"""kill -9 under load with the history on: what was echoed is there after the restart."""
import random
import signal

from faults.ircloop import Loop
from faults.playback import CAPS, Speaker, check_kept, history_of
from faults.victim import Victim

ROOMS = 4
PER_ROOM = 5


def speak_until_killed(victim, turn):
    loop = Loop(victim.address)
    clients = loop.bring_in([f'k{turn}n{number}' for number in range(ROOMS * PER_ROOM)], caps=CAPS)
    speakers = [Speaker(client, f'#room{number % ROOMS}') for number, client in enumerate(clients)]
    loop.settle(clients)
    end = random.uniform(0.2, 1.5)
    for _ in range(int(end * 200)):
        for speaker in speakers:
            speaker.talk()
        loop.turn(0.005)
    for client in clients:
        client.may_end = True
    victim.end(signal.SIGKILL)
    loop.until(lambda: all(client.is_over for client in clients), 'everybody hears of the end')
    loop.close()
    return speakers


def run(order):
    echoed = 0
    kept = 0
    with Victim(order.build, history=True) as victim:
        all_speakers = []
        for turn in range(order.kills):
            all_speakers += speak_until_killed(victim, turn)
            victim.start()
        loop = Loop(victim.address)
        for number in range(ROOMS):
            room = f'#room{number}'
            speakers = [speaker for speaker in all_speakers if speaker.room == room]
            rows = history_of(loop, room, f'reader{number}')
            check_kept(room, speakers, rows)
            echoed += sum(len(speaker.echoed) for speaker in speakers)
            kept += len(rows)
        loop.close()
    return (f'{order.kills} times kill -9 while {ROOMS * PER_ROOM} clients spoke: {echoed:,} messages were echoed, all '
            f'of them are in the history, once and in order ({kept:,} with those that were kept and not echoed yet)')
