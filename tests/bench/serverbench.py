"""Chat servers compared on the same work: ./dev bench server

Every cell starts the server anew, pinned to one core, and runs the load generator (tests/bench/serverload) pinned to
another. The rounds are interleaved: each cell is measured with every server before the next cell, and each round begins
with another server. Printed are the medians of the rounds; what was lost, doubled or out of order is a failed cell.

Three tables: plain; ours with its history on, safe default, against the others, who keep none; everybody through TLS.
"""
import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
from collections import namedtuple

import ircservers

Row = namedtuple('Row', 'way cell figure title unit more_is_better aim')
Aim = namedtuple('Aim', 'text holds')  # holds(figure of ours, figure of the better peer, all of our figures)


def times(factor):
    return Aim(f'{factor} x', lambda ours, peer, _: peer is not None and ours >= factor * peer)


def at_least(limit):
    return Aim(f'>= {limit:,}', lambda ours, _peer, _all: ours >= limit)


def under(limit):
    return Aim(f'< {limit:,}', lambda ours, _peer, _all: 0 < ours < limit)


AMONG_ALONE = Aim('1.3 x of the one above', lambda ours, _peer, all: ours <= 1.3 * all['plain', 'idle', 'alone'])

PER_CPU = 'k/CPU s'  # thousands of deliveries per second of the server's processor time
ROOMS = [
    Row('plain', 'room100-w4', 'deliveries', 'fan-out 100, W 4', PER_CPU, True, times(1.5)),
    Row('plain', 'room100-w32', 'deliveries', 'fan-out 100, W 32', PER_CPU, True, times(3)),
    Row('plain', 'room1000-w4', 'deliveries', 'fan-out 1,000, W 4', PER_CPU, True, times(2)),
    Row('plain', 'room1000-w32', 'deliveries', 'fan-out 1,000, W 32', PER_CPU, True, times(3)),
    Row('plain', 'private-w4', 'deliveries', 'private, W 4', PER_CPU, True, times(1.3)),
    Row('plain', 'private-w32', 'deliveries', 'private, W 32', PER_CPU, True, times(2)),
    Row('plain', 'pace', 'deliveries', 'open loop, 500/s', PER_CPU, True, times(1)),
    Row('plain', 'pace', 'p50', 'open loop, median delay', 'us', False, None),
    Row('plain', 'pace', 'p99', 'open loop, p99 of delay', 'us', False, under(1_000)),
]
IDLE = [
    Row('plain', 'idle', 'memory', 'memory per idle client', 'bytes', False, under(2_048)),
    Row('plain', 'idle', 'alone', 'one message, none idle', 'us', False, None),
    Row('plain', 'idle', 'among', 'one message, all idle', 'us', False, AMONG_ALONE),
    Row('plain', 'idle', 'connects', 'connects', '1/s', True, at_least(15_000)),
]


def level(row, way):
    return row._replace(way=way, aim=times(1))


def watched(row, way):
    return row._replace(way=way, aim=None)


ROWS = [*ROOMS, *IDLE, *(level(row, 'history') for row in ROOMS if row.figure == 'deliveries'),
        *(level(row, 'tls') if row.figure == 'deliveries' else watched(row, 'tls') for row in [*ROOMS, *IDLE])]
CELLS = list(dict.fromkeys(row.cell for row in ROWS))
# What ours serves, and in what way the others are measured against it.
OTHERS = {'plain': 'plain', 'history': 'plain', 'tls': 'tls'}
TITLES = {'plain': 'plain', 'history': 'history on (the others keep none)', 'tls': 'through TLS'}

Effort = namedtuple('Effort', 'length idle singles')
FULL = Effort(length=4_000, idle=10_000, singles=2_000)
QUICK = Effort(length=1_000, idle=1_000, singles=400)


def say(text):
    print(text, file=sys.stderr, flush=True)


def read_arguments():
    parser = argparse.ArgumentParser(prog='./dev bench server', description=__doc__.partition('\n')[0])
    parser.add_argument('--build', default='build/release', type=os.path.abspath,
                        help='where the programs are (default %(default)s)')
    parser.add_argument('--only', default='ours,ngircd,inspircd', help='which servers (default %(default)s)')
    parser.add_argument('--server', metavar='ADDRESS:PORT',
                        help='a running server in the place of ours; its memory per client is true if it is fresh')
    parser.add_argument('--pid', type=int, help='the process of that server')
    parser.add_argument('--ways', default=','.join(OTHERS), help='which tables (default %(default)s)')
    parser.add_argument('--cells', default=','.join(CELLS), help='which cells (default %(default)s)')
    parser.add_argument('--rounds', type=int, help='how many (default 3)')
    parser.add_argument('--quick', action='store_true', help='shorter cells, 1,000 idle clients, one round by default')
    parser.add_argument('--realtime', action='store_true',
                        help='before all else on the two cores (chrt), for a machine that has other things to do; '
                        'needs root')
    arguments = parser.parse_args()
    if (arguments.server is None) != (arguments.pid is None):
        parser.error('--server and --pid belong together')
    arguments.ways = chosen(parser, arguments.ways, list(OTHERS))
    if arguments.server and arguments.ways != ['plain']:
        parser.error('a server that runs is measured with --ways plain')
    if arguments.rounds is None:
        arguments.rounds = 1 if arguments.quick else 3
    if arguments.rounds < 1:
        parser.error('there is at least one round')
    arguments.only = chosen(parser, arguments.only, ['ours', 'ngircd', 'inspircd'])
    arguments.cells = chosen(parser, arguments.cells, CELLS)
    return arguments


def chosen(parser, text, known):
    names = text.split(',')
    for name in names:
        if name not in known:
            parser.error(f'"{name}" is none of {", ".join(known)}')
    return names


def allow_descriptors(count):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft >= count:
        return
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (count, max(hard, count)))
    except (ValueError, PermissionError):
        sys.exit(f'serverbench: {count} descriptors are needed, and {hard} are allowed (ulimit -Hn)')


class Bench:
    def __init__(self, arguments):
        self.generator = os.path.join(arguments.build, 'tests/bench/serverload/serverload')
        self.cells = arguments.cells
        self.ways = arguments.ways
        self.rounds = arguments.rounds
        self.effort = QUICK if arguments.quick else FULL
        cores = sorted(os.sched_getaffinity(0))
        if len(cores) < 2:
            sys.exit('serverbench: two cores are needed, one for the server and one for the load')
        first = ['chrt', '--fifo', '1'] if arguments.realtime else []
        self.server_prefix = [*first, 'taskset', '--cpu-list', str(cores[0])]
        self.load_prefix = [*first, 'taskset', '--cpu-list', str(cores[1])]
        self.servers = ircservers.kinds(arguments.build)
        if arguments.server:
            self.servers['ours'] = ircservers.Running(arguments.server, arguments.pid)
        self.names = arguments.only
        self.samples = {}  # (server, way, cell, figure): one per round
        self.failures = {}  # (server, way, cell): the first

    def way_of(self, name, way):
        """In which way a server is measured for a table; None: it is not."""
        way = way if name == 'ours' else OTHERS[way]
        return way if way in self.servers[name].ways else None

    def contenders(self, cell):
        """Who is measured with the cell, in which ways, everybody once."""
        ways = [way for way in self.ways if any(row.cell == cell and row.way == way for row in ROWS)]
        return list(dict.fromkeys((name, self.way_of(name, way)) for way in ways for name in self.names
                                  if self.way_of(name, way)))

    def run(self):
        for round_number in range(self.rounds):
            for cell in self.cells:
                contenders = self.contenders(cell)
                turn = round_number % max(1, len(contenders))
                for name, way in contenders[turn:] + contenders[:turn]:
                    say(f'round {round_number + 1} of {self.rounds}, {cell}, {way}: {name}')
                    self.measure(name, way, cell)

    def measure(self, name, way, cell):
        try:
            with self.servers[name].start(self.server_prefix, way) as server:
                outcome = self.load(server, way, cell)
        except ircservers.CannotStart as error:
            outcome = {'failure': f'cannot be started: {error}'}
        failure = outcome.get('failure') or ', '.join(
            f'{count} {fault}' for fault, count in outcome['faults'].items() if count)
        if failure:
            say(f'  FAILED: {failure}')
            self.failures.setdefault((name, way, cell), failure)
            return
        say('  ' + ', '.join(f'{figure} {value:,.2f}' for figure, value in outcome['figures'].items()))
        for figure, value in outcome['figures'].items():
            self.samples.setdefault((name, way, cell, figure), []).append(value)

    def load(self, server, way, cell):
        command = [*self.load_prefix, self.generator, '--cell', cell, '--server', server.address,
                   '--pid', str(server.pid), '--at-once', str(server.at_once), '--length', str(self.effort.length),
                   '--idle', str(self.effort.idle), '--singles', str(self.effort.singles),
                   *(['--tls'] if way == 'tls' else [])]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
        try:
            return json.loads(done.stdout)
        except json.JSONDecodeError:
            return {'failure': f'the load generator ended with {done.returncode}'}


class Table:
    """What a bench found of one way, one line per row; a failed cell has its failure below."""

    def __init__(self, bench, way):
        self.bench = bench
        self.way = way
        self.rows = [row for row in ROWS if row.way == way and row.cell in bench.cells]
        self.names = [name for name in bench.names if bench.way_of(name, way)]

    def samples(self, name, row):
        return self.bench.samples.get((name, self.bench.way_of(name, self.way), row.cell, row.figure), [])

    def median(self, name, row):
        failed = (name, self.bench.way_of(name, self.way), row.cell) in self.bench.failures
        samples = self.samples(name, row)
        return statistics.median(samples) if samples and not failed else None

    def shown(self, name, row):
        """The median, and how far the rounds are apart."""
        median = self.median(name, row)
        if median is None:
            return 'failed'
        samples = self.samples(name, row)
        spread = (max(samples) - min(samples)) / 2 / median * 100 if median else 0
        return f'{median:,.0f}' + (f' ±{spread:.0f}%' if len(samples) > 1 else '')

    def better_peer(self, row):
        figures = [figure for figure in (self.median(name, row) for name in self.names if name != 'ours')
                   if figure is not None]
        if not figures:
            return None
        return max(figures) if row.more_is_better else min(figures)

    def verdict(self, row):
        """Ours against the better peer, the aim, and whether it is met."""
        ours = self.median('ours', row)
        peer = self.better_peer(row)
        ratio = f'{ours / peer:.2f}' if ours is not None and peer else ''
        if row.aim is None:
            return [ratio, '', '']
        if ours is None:
            return [ratio, row.aim.text, '']
        all_of_ours = {(other.way, other.cell, other.figure): self.median('ours', other) for other in self.rows}
        return [ratio, row.aim.text, 'met' if row.aim.holds(ours, peer, all_of_ours) else 'MISSED']

    def lines(self):
        titles = [f'{server.title} {server.version()}'.strip()
                  for server in (self.bench.servers[name] for name in self.names)]
        yield [TITLES[self.way], '', *titles, 'ours/best', 'aim', '']
        for row in self.rows:
            yield [row.title, row.unit, *(self.shown(name, row) for name in self.names), *self.verdict(row)]

    def print(self):
        lines = list(self.lines())
        widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
        for line in lines:
            cells = [text.ljust(width) if column < 2 else text.rjust(width)
                     for column, (text, width) in enumerate(zip(line, widths))]
            print('  '.join(cells).rstrip())


def print_tables(bench):
    for way in bench.ways:
        Table(bench, way).print()
        print()
    print(f'{bench.effort.idle:,} idle clients; medians of {bench.rounds} interleaved rounds, '
          'with half the distance between the extremes')
    for (name, way, cell), failure in bench.failures.items():
        print(f'FAILED: {name}, {way}, {cell}: {failure}')


def main():
    arguments = read_arguments()
    bench = Bench(arguments)
    allow_descriptors(bench.effort.idle + 1_000)
    bench.run()
    print_tables(bench)
    return 1 if bench.failures else 0


if __name__ == '__main__':
    sys.exit(main())
