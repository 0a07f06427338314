"""The zip around a letter: what every letter has in common is packed once, what was filled in is packed anew."""

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")
# 1 January 1980, 0:00, as a zip counts; a fixed moment makes the same content the same bytes.
FIXED_TIME, FIXED_DAY = 0, (1 << 5) | 1
ZIP_VERSION = 20
UTF8_NAME = 0x800
DEFLATED = 8
# Letters are short and alike: more effort takes three times as long and saves a hundredth of the file.
QUICK, THOROUGH = 1, 9


@dataclass(frozen=True, slots=True)
class _Entry:
    """One member: its packed bytes, and what the two directories say about it."""

    name: bytes
    facts: tuple[int, ...]
    packed: bytes

    @classmethod
    def of(cls, name: str, content: bytes, level: int) -> "_Entry":
        packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
        packed = packer.compress(content) + packer.flush()
        sizes = (zlib.crc32(content), len(packed), len(content))
        raw = name.encode()
        flags = 0 if name.isascii() else UTF8_NAME
        return cls(raw, (ZIP_VERSION, flags, DEFLATED, FIXED_TIME, FIXED_DAY, *sizes, len(raw), 0), packed)

    def local(self) -> bytes:
        return LOCAL.pack(b"PK\x03\x04", *self.facts) + self.name + self.packed

    def central(self, offset: int) -> bytes:
        return CENTRAL.pack(b"PK\x01\x02", ZIP_VERSION, *self.facts, 0, 0, 0, 0, offset) + self.name


class Envelope:
    """A zip that lacks only the members that differ from letter to letter."""

    def __init__(self, unchanged: Mapping[str, bytes]) -> None:
        """Packs the members that never change, in their order."""
        self._count = len(unchanged)
        self._locals = b""
        self._centrals = b""
        for name, content in unchanged.items():
            entry = _Entry.of(name, content, THOROUGH)
            self._centrals += entry.central(len(self._locals))
            self._locals += entry.local()

    def sealed(self, filled: Mapping[str, bytes]) -> bytes:
        """The whole zip, with these members after the unchanged ones."""
        pieces, directory, offset = [self._locals], [self._centrals], len(self._locals)
        for name, content in filled.items():
            entry = _Entry.of(name, content, QUICK)
            directory.append(entry.central(offset))
            pieces.append(entry.local())
            offset += len(pieces[-1])
        centrals, count = b"".join(directory), self._count + len(filled)
        end = END.pack(b"PK\x05\x06", 0, 0, count, count, len(centrals), offset, 0)
        return b"".join([*pieces, centrals, end])
