"""The office's mark, drawn by code: a speech balloon with a tick, as in the corner of every screen.

A small picture of its own, without any library: the same code gives the same bytes everywhere.
"""

import struct
import zlib
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise

ALTERNATIVE = "Logo: een tekstballon met een vinkje erin"
SIDE = 160  # pixels; 1.3 cm on paper is then sharper than an office printer
FINE = 4  # samples per pixel in each direction, for smooth edges
UNITS = 32  # the drawing's own measure, as in the icon of the screens
TEAL, WHITE = (0x0D, 0x5C, 0x63), (0xFF, 0xFF, 0xFF)
SHADES = 16
CORNER = 7.0
LINE = 1.2  # half the width of a drawn line
BALLOON = ((8, 9), (24, 9), (24, 20), (15, 20), (11, 24), (11, 20), (8, 20), (8, 9))
TICK = ((12, 14.5), (15, 17), (20, 12))

Point = tuple[float, float]


@lru_cache(maxsize=1)
def png() -> bytes:
    """The mark as a PNG with a transparent ground, in the shades between teal and white."""
    rows = [bytes([0, *(_shade(column, row) for column in range(SIDE))]) for row in range(SIDE)]
    header = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 3, 0, 0, 0)
    # Not packed here: the Word file packs it, and how well zlib packs differs between machines.
    pixels = zlib.compress(b"".join(rows), 0)
    chunks = (
        (b"IHDR", header),
        (b"PLTE", _palette()),
        (b"tRNS", _opacity()),
        (b"IDAT", pixels),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in chunks)


def _palette() -> bytes:
    """White to teal for the drawing, then teal for the rounded corners, which fade away."""
    blend = [
        round(white + (teal - white) * step / (SHADES - 1))
        for step in range(SHADES)
        for white, teal in zip(WHITE, TEAL, strict=True)
    ]
    return bytes([*blend, *TEAL * SHADES])


def _opacity() -> bytes:
    return bytes([255] * SHADES + [round(255 * step / (SHADES - 1)) for step in range(SHADES)])


def _shade(column: int, row: int) -> int:
    """The place in the palette of one pixel."""
    inside = _share(column, row, _is_in_square)
    if inside < 1:
        return SHADES + round(inside * (SHADES - 1))
    return round((1 - _share(column, row, _is_on_line)) * (SHADES - 1))


def _share(column: int, row: int, holds: Callable[[Point], bool]) -> float:
    """How much of a pixel this holds for, from 0 to 1."""
    scale = UNITS / (SIDE * FINE)
    points = [
        ((column * FINE + right + 0.5) * scale, (row * FINE + down + 0.5) * scale)
        for right in range(FINE)
        for down in range(FINE)
    ]
    return sum(map(holds, points)) / len(points)


def _is_in_square(point: Point) -> bool:
    beyond = [max(abs(at - UNITS / 2) - (UNITS / 2 - CORNER), 0) for at in point]
    return beyond[0] ** 2 + beyond[1] ** 2 <= CORNER**2


def _is_on_line(point: Point) -> bool:
    return any(
        _distance(point, start, end) <= LINE for line in (BALLOON, TICK) for start, end in pairwise(line)
    )


def _distance(point: Point, start: Point, end: Point) -> float:
    """From a point to the nearest point of a piece of a line."""
    along = (end[0] - start[0], end[1] - start[1])
    from_start = (point[0] - start[0], point[1] - start[1])
    share = (from_start[0] * along[0] + from_start[1] * along[1]) / (along[0] ** 2 + along[1] ** 2)
    share = min(max(share, 0.0), 1.0)
    return float(((from_start[0] - share * along[0]) ** 2 + (from_start[1] - share * along[1]) ** 2) ** 0.5)


def _chunk(name: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", checksum)
