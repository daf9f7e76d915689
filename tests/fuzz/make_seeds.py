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

# Of the sessions: a guest's and a server's side of a conversation. Control characters are orders, see sessiondriver.h.
guests = [
    "NICK eva\r\nUSER eva 0 * :Eva\r\n\x05\nPRIVMSG anna :Hallo\r\n\x01Hallo Eva\nQUIT :Tschau\r\n",
    "CAP LS 302\r\nNICK eva\r\nUSER eva 0 * :Eva\r\n"
    "CAP REQ :message-tags server-time echo-message labeled-response batch\r\nCAP END\r\n\x05\n"
    "@label=1;+plausch.chat/id=a1 PRIVMSG anna :Hallo\r\n@+plausch.chat/delivered=id5 TAGMSG anna\r\n"
    "WHOIS anna\r\nMONITOR + anna,max\r\nAWAY :Mensa\r\nAWAY\r\nPING x\r\n\x04Anna L\n\x03a1\n",
    "CAP REQ :batch draft/multiline message-tags\r\nNICK eva\r\nUSER e 0 * :E\r\nCAP END\r\n\x05\n"
    "BATCH +1 draft/multiline anna\r\n@batch=1 PRIVMSG anna :eins\r\n"
    "@batch=1;draft/multiline-concat PRIVMSG anna :zwei\r\nBATCH -1\r\n\x02eins|zwei\n",
    "CAP REQ :message-tags draft/message-redaction\r\nNICK eva\r\nUSER e 0 * :E\r\nCAP END\r\n\x05\n"
    "@+draft/reply=id5;+plausch.chat/id=b1 PRIVMSG anna :doch\r\n@+draft/react=\U0001f44d;+draft/reply=id5 TAGMSG anna\r\n"
    "@+draft/unreact=x;+draft/reply=id5 TAGMSG anna\r\n@+typing=active TAGMSG anna\r\n@+x=y TAGMSG anna\r\n"
    "REDACT anna b1 :oh\r\n\x07a12345\n\x07x2\n\x07x23\n\x07x234\n",
    "NICK eva\r\nUSER eva 0 * :Eva\r\nPRIVMSG anna :vorher\r\n\x05n\n",
    "NICK eva\r\nUSER eva 0 * :Eva\r\n\x05\n\x00" + "." * 31 + "\n\x00" + "." * 31 + "\n\x00" + "." * 31 + "\n",
    "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
]
servers = [
    ":s CAP * LS :message-tags server-time echo-message labeled-response batch draft/multiline=max-bytes=4096\r\n"
    ":s CAP eva ACK :message-tags server-time\r\n:s 001 eva :Willkommen\r\n"
    ":s 005 eva CASEMAPPING=ascii HOSTNICK=anna :are supported\r\n:s 422 eva :No MOTD\r\n"
    ":s 311 eva anna a host * :Anna\r\n:s 318 eva anna :End\r\n"
    "@time=2026-11-23T07:00:00.000Z;+plausch.chat/id=b7 :anna!a@host PRIVMSG eva :Hallo\r\n"
    ":anna!a@host NICK annika\r\n:annika!a@host AWAY :Mensa\r\nPING :x\r\n\x01Hallo\nERROR :Schluss\r\n",
    ":s CAP * LS :message-tags draft/message-redaction\r\n:s CAP eva ACK :message-tags draft/message-redaction\r\n"
    ":s 001 eva :Hi\r\n:s 005 eva HOSTNICK=anna :are\r\n:s 422 eva :.\r\n:s 318 eva anna :End\r\n"
    "@+draft/react=ja;+draft/reply=b7;+plausch.chat/id=s1 :anna!a@h TAGMSG eva\r\n@+typing=done :anna!a@h TAGMSG eva\r\n"
    ":anna!a@h REDACT eva b7 :oh\r\n@+x=y :anna!a@h TAGMSG eva\r\n\x07a12345\n\x07x2\n\x07x23\n",
    ":s 433 * eva :Nickname is already in use\r\n:s 001 eva2 :Hi\r\n:s 376 eva2 :End\r\n",
    "ERROR :Closing link\r\n",
]
# Of a chat server; what the control characters ask for is in fuzz_networksession.cpp.
networks = [
    "CAP * LS * :message-tags server-time batch echo-message labeled-response\r\n"
    "CAP * LS :sasl=SCRAM-SHA-256,PLAIN draft/multiline=max-bytes=4096 draft/chathistory draft/read-marker\r\n"
    "CAP * ACK :message-tags server-time batch echo-message labeled-response sasl draft/multiline draft/chathistory\r\n"
    "AUTHENTICATE +\r\n:s 904 eva :failed\r\n",
    "CAP * LS :sasl=PLAIN\r\nCAP * ACK :sasl\r\nAUTHENTICATE +\r\n:s 900 eva e!e@h eva :in\r\n:s 903 eva :ok\r\n"
    ":s 001 eva :Hi\r\n:s 005 eva PREFIX=(ov)@+ CHANMODES=b,k,l,mnt STATUSMSG=@+ WHOX MONITOR=9 :are\r\n:s 376 eva :.\r\n"
    "\x18#a\r\n:eva!e@h JOIN #a\r\n:s 353 eva = #a :@ben +cleo eva\r\n:s 366 eva #a :.\r\n:ben!b@h MODE #a +ov eva cleo\r\n"
    ":ben!b@h NICK :bernd\r\n:bernd!b@h KICK #a cleo :x\r\n:bernd!b@h QUIT :x\r\n:s 332 eva #a :t\r\n:s 333 eva #a ben 1\r\n",
    ":s 422 eva :x\r\n:s 001 eva :Hi\r\n:s 422 eva :x\r\n\x02#a m1 one|two\n:eva!e@h PRIVMSG #a :one\r\n\x1f\n"
    "\x0cben cleo\n:s 303 eva :ben\r\n\x10ben\n:s 311 eva ben b h * :B\r\n:s 301 eva ben :a\r\n:s 318 eva ben :.\r\n"
    "\x0e*\n:s 322 eva #a 3 :t\r\n:s 323 eva :.\r\n\x0f#a b\n:s 367 eva #a *!*@x b 1\r\n:s 368 eva #a :.\r\n"
    ":s 474 eva #a :no\r\nFAIL JOIN X #a :no\r\nERROR :x\r\n",
    "CAP * LS :batch draft/chathistory labeled-response echo-message draft/multiline=max-bytes=99 message-tags\r\n"
    "CAP * ACK :batch draft/chathistory labeled-response echo-message draft/multiline message-tags\r\n"
    ":s 001 eva :Hi\r\n:s 422 eva :x\r\n\x16x\n\x08#a x 9\n@label=1 BATCH +h chathistory #a\r\n"
    "@batch=h;msgid=1 :ben!b@h PRIVMSG #a :old\r\n@batch=h BATCH +m draft/multiline #a\r\n@batch=m :b!b@h PRIVMSG #a :x\r\n"
    "@batch=h;+draft/react=x;+draft/reply=1 :ben!b@h TAGMSG #a\r\n@batch=h :ben!b@h REDACT #a 1 :oh\r\n"
    "BATCH -m\r\nBATCH -h\r\n\x02#a m2 one|two\n@label=2 :eva!e@h BATCH +n draft/multiline #a\r\n"
    "@batch=n :eva!e@h PRIVMSG #a :one\r\nBATCH -n\r\nMARKREAD #a timestamp=2026-01-01T00:00:00.000Z\r\n",
]
networks.append(
    "CAP * LS :message-tags echo-message draft/message-redaction\r\n"
    "CAP * ACK :message-tags echo-message draft/message-redaction\r\n:s 001 eva :Hi\r\n"
    ":s 005 eva CLIENTTAGDENY=*,-typing,-draft/react,-draft/reply :are\r\n:s 422 eva :x\r\n"
    "\x05~#a m1 ja\n\x06~#a . xx\n\x07~#a m1 oh\n\x08~ben x y\n\x18#a m3 one\n\x19ben m1 .\n"
    "@+draft/react=ja;+draft/reply=m1;+plausch.chat/id=m1 :eva!e@h TAGMSG #a\r\n:eva!e@h REDACT #a m1\r\n"
    "@+typing=active :ben!b@h TAGMSG #a\r\n@+plausch.chat/read=m1 :ben!b@h TAGMSG eva\r\n\x1f....\n")
write("fuzz_networksession", [text.encode() for text in networks])
write("fuzz_serversession", [text.encode() for text in guests])
write("fuzz_clientsession", [text.encode() for text in servers])
write("fuzz_converter",
      [bytes([kind, 0xA5]) + stream for kind in range(4) for stream in streams + ["U:ßéŉΐ\nL:İ\n".encode(), b"U:\xff\n"]]
      + [b"\x01\xa5" + b"\x00\x00\x00\x07U:lower\x00\x00\x00\x02C:"])

fingerprint = "0f" * 32
write("fuzz_beacon", [text.encode() for text in (
    f":{fingerprint} BEACON 1 50001 :Anna Lena\r\n", f":{fingerprint} BYE\r\n", f":{fingerprint} BEACON 1 50001 :\n",
    f":{fingerprint.upper()} beacon 2 1 Eva later", f":{fingerprint} BEACON 1 70000 :x", f":{fingerprint[1:]} BYE", "U:x")])
