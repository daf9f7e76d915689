#!/usr/bin/env python3
"""Writes the seeds of the wire fuzzers from tests/data/messages.json; run it after changing that file."""
import json
import pathlib

HERE = pathlib.Path(__file__).resolve().parent
DATA = json.loads((HERE.parent / "data/messages.json").read_text(encoding="utf-8"))


def line_of(vector):
    return bytes.fromhex(vector["hex"]) if "hex" in vector else vector["line"].encode()


def write(fuzzer, seeds):
    folder = HERE / "corpus" / fuzzer
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("seed-*"):
        old.unlink()
    for number, seed in enumerate(seeds):
        (folder / f"seed-{number:03}").write_bytes(seed)


lines = [line_of(vector) for vector in DATA["valid"] + DATA["invalid"]]
streams = [stream.encode() for stream in DATA["streams"]]
CONTROL = bytes([16, 0xA5])  # fuzz_*framer: the ceiling, then the pattern of cuts

write("fuzz_message", lines)
write("fuzz_lineframer", [CONTROL + stream for stream in streams] + [CONTROL + b"\n".join(lines[:20]) + b"\n"])
write("fuzz_lengthframer",
      [CONTROL + b"".join(len(line).to_bytes(4, "big") + line for line in stream.split(b"\n")) for stream in streams]
      + [CONTROL + bytes.fromhex(text) for text in ("00000000", "7fffffff", "0000000548616c6c6f", "000000")])
