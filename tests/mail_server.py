"""A small mail server on this machine (RFC 5321) that behaves badly at the moment that a test says."""

import base64
import socketserver
import ssl
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

HANG, DROP, DRIP = b"hang", b"drop", b"drip"
EXTENSIONS = (b"SIZE 10000000", b"8BITMIME", b"AUTH PLAIN LOGIN")
DRIP_SECONDS = 0.05
SECRET = base64.b64encode(b"\0kantoor\0geheim")


@dataclass(frozen=True, slots=True)
class Trouble:
    """At a moment of the conversation (a command, or "connect" or "text") this answer instead of the usual one."""

    moment: str
    answer: bytes


@dataclass(frozen=True, slots=True)
class Received:
    """A text that came in whole; its bytes as they came over the line, the dots at the beginnings taken off."""

    sender: bytes
    receivers: tuple[bytes, ...]
    content: bytes

    @property
    def message(self) -> EmailMessage:
        """As a mail program reads it."""
        return message_from_bytes(self.content, policy=policy.default)


class MailServer(socketserver.ThreadingTCPServer):
    """Takes mail; each conversation has the next of the troubles, and none when they have run out."""

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, troubles: Sequence[Trouble], tls: ssl.SSLContext | None) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.troubles = list(troubles)
        self.tls = tls
        self.is_safe_at_once = False
        self.is_closed = threading.Event()
        self.received: list[Received] = []
        self.commands: list[str] = []
        self.conversations = 0

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    def how_often(self) -> Counter[str]:
        """How many times the text of each Message-ID came in."""
        return Counter(str(one.message["Message-ID"]) for one in self.received)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that is gone is no error here."""


@contextmanager
def mail_server(settings: Any, *troubles: Trouble, tls: ssl.SSLContext | None = None) -> Iterator[MailServer]:
    """A running server, and an office that sends its mail there; half a second is long to wait for an answer."""
    settings.EMAIL_BACKEND = "documents.transport.SmtpBackend"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 0.5
    with MailServer(troubles, tls) as server:
        settings.EMAIL_PORT = server.port
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield server
        finally:
            server.is_closed.set()
            server.shutdown()


class _Conversation(socketserver.StreamRequestHandler):
    """One connection, from the greeting to the goodbye."""

    server: MailServer

    def setup(self) -> None:
        """The trouble of this conversation is taken from the list."""
        if self.server.is_safe_at_once:
            self._make_safe()
        super().setup()
        self.server.conversations += 1
        self.trouble = self.server.troubles.pop(0) if self.server.troubles else None
        self.sender, self.receivers = b"", list[bytes]()

    def handle(self) -> None:
        """Until one of the two hangs up."""
        with suppress(OSError):
            self._answer("connect", b"220 ready")
            while line := self.rfile.readline():
                command = line[:8].split(maxsplit=1)[0].decode().upper()
                self.server.commands.append(command)
                self._obey(command, line.strip())

    def _obey(self, command: str, line: bytes) -> None:
        match command:
            case "EHLO":
                offered = [b"here", *EXTENSIONS, *([b"STARTTLS"] if self.server.tls else [])]
                lines = [b"250-" + one for one in offered[:-1]] + [b"250 " + offered[-1]]
                self._answer(command, b"\r\n".join(lines))
            case "STARTTLS":
                self._answer(command, b"220 go on")
                self._make_safe()
                super().setup()
            case "AUTH":
                is_right = line.endswith(SECRET)
                self._answer(command, b"235 welcome" if is_right else b"535 wrong name or password")
            case "MAIL":
                self.sender, self.receivers = line.split(b":", 1)[1].split()[0], []
                self._answer(command, b"250 ok")
            case "RCPT":
                self.receivers.append(line.split(b":", 1)[1].split()[0])
                self._answer(command, b"250 ok")
            case "DATA":
                if self._answer(command, b"354 go on"):
                    self._take_text()
            case _:
                self._answer(command, b"221 bye" if command == "QUIT" else b"250 ok")

    def _take_text(self) -> None:
        """What is refused in words was not taken; about all else the sender cannot know."""
        content = b"".join(line[1:] if line.startswith(b".") else line for line in self._lines())
        trouble = self.trouble
        if not (trouble and trouble.moment == "text" and trouble.answer[:1] in b"45"):
            self.server.received.append(Received(self.sender, tuple(self.receivers), content))
        self._answer("text", b"250 taken")

    def _lines(self) -> Iterator[bytes]:
        """The text up to the dot that ends it; one that breaks off earlier was never there (RFC 5321, 4.1.1.4)."""
        while (line := self.rfile.readline()) != b".\r\n":
            if not line or self.trouble == Trouble("halfway", DROP):
                raise ConnectionAbortedError
            yield line

    def _answer(self, moment: str, usual: bytes) -> bool:
        """Whether it was the usual answer."""
        if self.trouble is None or self.trouble.moment != moment:
            self.wfile.write(usual + b"\r\n")
            return True
        self._misbehave(self.trouble.answer)
        return False

    def _misbehave(self, answer: bytes) -> None:
        if answer == DROP:
            raise ConnectionAbortedError
        while answer == DRIP and not self.server.is_closed.wait(DRIP_SECONDS):
            self.wfile.write(b"2")
        if answer == HANG:
            self.server.is_closed.wait(10)
            raise ConnectionAbortedError
        self.wfile.write(answer + b"\r\n")
        if answer.startswith(b"421"):
            raise ConnectionAbortedError

    def _make_safe(self) -> None:
        if self.server.tls is not None:
            self.request = self.server.tls.wrap_socket(self.request, server_side=True)
