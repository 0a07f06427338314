"""Messages between this process and the bounded child: a few pieces of bytes each, within a limit and a time."""

import socket
import struct
import time

HEAD = struct.Struct("<H")
CHUNK_BYTES = 1 << 20


def send(connection: socket.socket, *pieces: bytes, seconds: float | None = None) -> None:
    """Sends one message. Raises TimeoutError when the other side does not take it in time, OSError when it is gone."""
    connection.settimeout(seconds)
    lengths = struct.pack(f"<{len(pieces)}I", *map(len, pieces))
    connection.sendall(b"".join([HEAD.pack(len(pieces)), lengths, *pieces]))


def receive(connection: socket.socket, limit: int, *, seconds: float | None = None) -> list[bytes]:
    """The next message, complete within this time.

    Raises TimeoutError when it is not, EOFError when the other side is gone, OSError when it is over the limit.
    """
    deadline = None if seconds is None else time.monotonic() + seconds
    (count,) = HEAD.unpack(_exactly(connection, HEAD.size, deadline))
    lengths = struct.unpack(f"<{count}I", _exactly(connection, 4 * count, deadline))
    if sum(lengths) > limit:
        raise OSError("a message over the limit")
    return [_exactly(connection, length, deadline) for length in lengths]


def _exactly(connection: socket.socket, length: int, deadline: float | None) -> bytes:
    received = bytearray()
    while len(received) < length:
        connection.settimeout(_left(deadline))
        piece = connection.recv(min(length - len(received), CHUNK_BYTES))
        if not piece:
            raise EOFError
        received += piece
    return bytes(received)


def _left(deadline: float | None) -> float | None:
    if deadline is None:
        return None
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
