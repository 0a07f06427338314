"""Messages between this process and the bounded child: a few pieces of bytes each, within a limit and a time."""

import socket
import struct
import time
from dataclasses import dataclass, field

HEAD = struct.Struct("<H")
READ_AT_ONCE = 1 << 16


@dataclass
class Wire:
    """One end of a socket; holds what has arrived of the messages that follow, so that each costs one read."""

    connection: socket.socket
    _arrived: bytearray = field(default_factory=bytearray)

    def send(self, *pieces: bytes, seconds: float | None = None) -> None:
        """Sends one message.

        Raises TimeoutError when the other side does not take it in time, OSError when it is gone.
        """
        self.connection.settimeout(seconds)
        lengths = struct.pack(f"<{len(pieces)}I", *map(len, pieces))
        self.connection.sendall(b"".join([HEAD.pack(len(pieces)), lengths, *pieces]))

    def receive(self, limit: int, *, seconds: float | None = None) -> list[bytes]:
        """The next message, complete within this time.

        Raises TimeoutError when it is not, EOFError when the other side is gone, OSError when it is over the limit.
        """
        deadline = None if seconds is None else time.monotonic() + seconds
        (count,) = HEAD.unpack(self._take(HEAD.size, deadline))
        lengths = struct.unpack(f"<{count}I", self._take(4 * count, deadline))
        if sum(lengths) > limit:
            raise OSError("a message over the limit")
        return [self._take(length, deadline) for length in lengths]

    def close(self) -> None:
        """Nothing more is sent or received."""
        self.connection.close()

    def _take(self, length: int, deadline: float | None) -> bytes:
        while len(self._arrived) < length:
            self.connection.settimeout(_left(deadline))
            arrived = self.connection.recv(READ_AT_ONCE)
            if not arrived:
                raise EOFError
            self._arrived += arrived
        taken = bytes(self._arrived[:length])
        del self._arrived[:length]
        return taken


def _left(deadline: float | None) -> float | None:
    if deadline is None:
        return None
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
