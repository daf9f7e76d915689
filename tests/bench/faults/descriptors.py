"""No file descriptor is left, and then there are some again."""
import time

from faults.ircloop import Broken, Loop
from faults.victim import Victim

LIMIT = 256
CLIENTS = 600
IDLE_CPU = 0.10  # of a core, while nobody can be let in


def busy(victim, loop, seconds):
    cpu = victim.cpu_seconds()
    begin = time.monotonic()
    loop.run(seconds)
    return (victim.cpu_seconds() - cpu) / (time.monotonic() - begin)


def run(order):
    with Victim(order.build, history=True, prefix=['prlimit', f'--nofile={LIMIT}:{LIMIT}']) as victim:
        loop = Loop(victim.address)
        free = victim.descriptors()
        clients = [loop.enter(f'x{number}') for number in range(CLIENTS)]
        loop.run(2)
        inside = [client for client in clients if client.is_welcome]
        most = victim.descriptors()
        if len(inside) == CLIENTS:
            raise Broken(f'{CLIENTS} clients were let in with {LIMIT} descriptors')
        share = busy(victim, loop, 3)
        if share > IDLE_CPU:
            raise Broken(f'while nobody can be let in the server uses {share:.0%} of a core')
        loop.settle(inside, 5)
        waited = len(clients) - len(inside)
        while len(inside) < CLIENTS:  # whoever goes makes room for one who waits
            welcome = sum(client.is_welcome for client in clients)
            leaving = [client for client in inside if not client.is_over][:100]
            for client in leaving:
                client.close()
            wanted = min(CLIENTS, welcome + len(leaving))
            loop.until(lambda wanted=wanted: sum(client.is_welcome for client in clients) >= wanted,
                       'those who waited are let in', 20)
            inside = [client for client in clients if client.is_welcome]
        for client in clients:
            client.close()
        late = loop.bring_in(['late'])[0]
        loop.settle([late])
        loop.until(lambda: victim.descriptors() <= free + 1, 'all descriptors are free again', 20)
        victim.check_alive()
        loop.close()
    return (f'{CLIENTS} clients and {LIMIT} descriptors ({most} in use): {CLIENTS - waited} were let in and answered, '
            f'{waited} waited, the server used {share:.0%} of a core meanwhile; as others left all who waited came in')
