#!/usr/bin/env python3
"""Two real chat windows on a virtual display talk to each other and to the converter over real sockets.

Prints the transcript from both profiles and writes pictures of the windows.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time

from chatwindow import KINDS, STATES, ChatWindow, introduce
from desktop import Desktop, DesktopError

TALK = [
    ("anna", "Are you coming to the lecture?"),
    ("ben", "Yes, at ten. What is it about?"),
    ("anna", "Sockets. One thread for each, like the two of us."),
    ("ben", "Then ps -T should show you by name."),
]
CONVERTER = [("U:hello converter", "HELLO CONVERTER"), ("L:GOOD BYE", "good bye")]


def talk(anna, ben):
    introduce(ben, anna, "Hi Anna, it is Ben.", "Hi Ben!")
    people = {"anna": (anna, ben), "ben": (ben, anna)}
    for who, text in TALK:
        speaker, listener = people[who]
        speaker.say(text)
        listener.wait_for_message(text)
        speaker.wait_for_message(text, mine=True, state="delivered")


def use_converter(person):
    person.go_to("Converter")
    for text, answer in CONVERTER:
        person.type(text + "\n")
        person.wait_for_message(answer)


def thread_names(person):
    names = []
    for thread in os.listdir(f"/proc/{person.process.pid}/task"):
        with open(f"/proc/{person.process.pid}/task/{thread}/comm", encoding="utf-8") as comm:
            names.append(comm.read().strip())
    return sorted(names)


def print_transcript(person):
    for chat in dict.fromkeys(row[1] for row in person.messages()):
        print(f"\n{person.name}'s window, {chat[:24]}")
        for _, name, mine, kind, state, text, when in person.messages():
            if name == chat:
                clock = time.strftime("%H:%M:%S", time.localtime(when / 1000))
                ticks = f"  [{STATES[state]}]" if mine and kind == 0 and not chat.startswith("converter:") else ""
                print(f"  {clock} {'me: ' if mine else '    '}{KINDS[kind]}{text}{ticks}")


def run(programs, output, folder):
    with Desktop(1640, 760) as desktop:
        anna = ChatWindow(desktop, programs, folder, "Anna").open(place=(0, 0, 810, 720))
        print(f"Anna's window is open and listens on port {anna.port}", flush=True)
        ben = ChatWindow(desktop, programs, folder, "Ben").open(
            "--connect", f"127.0.0.1:{anna.port}", place=(820, 0, 810, 720))
        print("Ben's window is open and dials 127.0.0.1", flush=True)
        talk(anna, ben)
        desktop.picture(os.path.join(output, "two-windows.png"))
        anna.picture(os.path.join(output, "anna.png"))
        use_converter(ben)
        ben.picture(os.path.join(output, "converter.png"))
        print_transcript(anna)
        print_transcript(ben)
        print(f"\nThreads of Anna's program: {', '.join(thread_names(anna))}")
        for person in (ben, anna):
            status = person.close()
            if status != 0:
                raise DesktopError(f"{person.name}'s program ended with status {status}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", required=True, help="the folder with plausch")
    parser.add_argument("--output", required=True, help="the folder for the pictures")
    arguments = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="plausch-demo-")
    try:
        run(arguments.programs, arguments.output, folder)
    except DesktopError as error:
        for name in ("anna", "ben"):
            log = os.path.join(folder, name, "log")
            if os.path.exists(log):
                with open(log, encoding="utf-8", errors="replace") as lines:
                    sys.stderr.write(lines.read())
        sys.exit(f"demo: {error}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"\nScreenshots are in {arguments.output}")


if __name__ == "__main__":
    main()
