"""What a chat server has to bear, each as a sentence of what came out: ./dev bench faults

The server is ours, started anew for each fault. Status 1 when one of its promises was not kept.
"""
import argparse
import os
import sys
import time

import serverbench
from faults import clock, crowd, descriptors, disk, kill, readers
from faults.ircloop import Broken

FAULTS = {'kill': kill, 'readers': readers, 'disk': disk, 'clock': clock, 'descriptors': descriptors, 'crowd': crowd}


def read_arguments():
    parser = argparse.ArgumentParser(prog='./dev bench faults', description=__doc__.partition('\n')[0])
    parser.add_argument('--build', default='build/release', type=os.path.abspath,
                        help='where the programs are (default %(default)s)')
    parser.add_argument('--only', default=','.join(FAULTS), help='which faults (default %(default)s)')
    parser.add_argument('--clients', type=int, default=10_000, help='of the crowd (default %(default)s)')
    parser.add_argument('--seconds', type=int, default=60, help='of coming and going (default %(default)s)')
    parser.add_argument('--kills', type=int, default=10, help='how many (default %(default)s)')
    parser.add_argument('--full', action='store_true', help='10 minutes of coming and going, and 50 kills')
    arguments = parser.parse_args()
    if arguments.full:
        arguments.seconds = 600
        arguments.kills = 50
    arguments.only = serverbench.chosen(parser, arguments.only, list(FAULTS))
    if min(arguments.clients, arguments.seconds, arguments.kills) < 1:
        parser.error('there is at least one client, second and kill')
    return arguments


def main():
    arguments = read_arguments()
    serverbench.allow_descriptors(arguments.clients + 1_000)
    failed = []
    for name in arguments.only:
        begin = time.monotonic()
        try:
            sentence = FAULTS[name].run(arguments) or 'not tried, for only root may do what it takes'
        except Broken as broken:
            failed.append(name)
            sentence = f'FAILED: {broken}'
        print(f'{name} ({time.monotonic() - begin:.0f} s): {sentence}', flush=True)
    print(f'coming and going for {arguments.seconds} s, {arguments.kills} kills; '
          '--full: for 10 minutes, 50 kills')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
