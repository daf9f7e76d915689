"""What a room's history says, page by page (https://ircv3.net/specs/extensions/chathistory)."""
from faults.ircloop import Broken

CAPS = ('echo-message', 'message-tags', 'server-time', 'batch', 'draft/chathistory')
PAGE = 100


def history_of(loop, room, nick):
    """(msgid, time, speaker, text) of all that was said, the oldest first."""
    reader = loop.bring_in([nick], caps=CAPS)[0]
    reader.say(f'JOIN {room}')
    loop.settle([reader])
    pages = []
    while True:
        page = []
        ends = []
        reader.hear = lambda line, page=page, ends=ends: on_line(line, page, ends)
        before = f'BEFORE {room} msgid={pages[0][0][0]}' if pages else f'LATEST {room} *'
        reader.say(f'CHATHISTORY {before} {PAGE}')
        loop.until(lambda ends=ends: ends, 'a page of history')
        if not page:
            break
        pages.insert(0, page)
    reader.hear = None
    reader.may_end = True
    reader.say('QUIT')
    return [row for page in pages for row in page]


def on_line(line, page, ends):
    if line.command == 'PRIVMSG':
        page.append((line.tags['msgid'], line.tags['time'], line.nick, line.params[1]))
    elif line.command == 'BATCH' and line.params[0].startswith('-'):
        ends.append(True)
    elif line.command == 'FAIL':
        raise Broken(f'the history cannot be read: {" ".join(line.params)}')


class Speaker:
    """Says numbered texts, so many at once; knows which of them were echoed and which refused."""

    def __init__(self, client, room, window=16):
        self.client = client
        self.room = room
        self.window = window
        self.said = 0
        self.echoed = []  # texts, in the order of their echoes
        self.refused = 0
        self.stamps = []  # (msgid, time) of the echoes
        client.hear = self.on_line
        client.say(f'JOIN {room}')

    def on_line(self, line):
        if line.command == 'PRIVMSG' and line.nick == self.client.nick:
            self.echoed.append(line.params[1])
            self.stamps.append((line.tags['msgid'], line.tags['time']))
        elif line.command == 'FAIL':
            self.refused += 1

    @property
    def waits(self):
        return self.said - len(self.echoed) - self.refused

    def talk(self):
        while self.waits < self.window and not self.client.is_over:
            self.client.say(f'PRIVMSG {self.room} :{self.client.nick} says {self.said}')
            self.said += 1


def check_kept(room, speakers, rows):
    """All that was echoed is there, once, and of each speaker in the order it was said."""
    for speaker in speakers:
        texts = [text for _, _, nick, text in rows if nick == speaker.client.nick]
        missing = set(speaker.echoed) - set(texts)
        if missing:
            raise Broken(f'{room}: {len(missing)} messages were echoed and are not in the history, '
                         f'such as "{min(missing)}"')
        numbers = [int(text.rpartition(' ')[2]) for text in texts]
        if len(set(numbers)) != len(numbers):
            raise Broken(f'{room}: messages of {speaker.client.nick} are in the history twice')
        if sorted(numbers) != numbers:
            raise Broken(f'{room}: messages of {speaker.client.nick} are not in the order they were said')
