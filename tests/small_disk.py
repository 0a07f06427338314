"""A disk of a few pages, that is really full when it is full; only the process that asks for it sees it."""

import ctypes
import os
import subprocess
from functools import cache
from pathlib import Path

import pytest

NEW_NAMESPACES = 0x10000000 | 0x00020000  # CLONE_NEWUSER, CLONE_NEWNS: unshare(2)
PAGE_BYTES = 4096


@cache
def _may_mount() -> bool:
    return subprocess.run(["unshare", "-Urm", "true"], check=False, capture_output=True).returncode == 0


needs_small_disk = pytest.mark.skipif(
    not _may_mount(), reason="this system lets no process mount a disk of its own"
)


def put_small_disk_on(folder: Path, *, pages: int) -> None:
    """From here on this process, which must have one thread and be forked for this, has a small disk there."""
    user, group, library = os.getuid(), os.getgid(), ctypes.CDLL(None, use_errno=True)
    _must(library.unshare(NEW_NAMESPACES))
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    size = f"size={pages * PAGE_BYTES}".encode()
    _must(library.mount(b"none", os.fsencode(folder), b"tmpfs", 0, size))


def fill(file: Path) -> None:
    """Writes until nothing more fits."""
    with file.open("wb", buffering=0) as target:
        try:
            while True:
                target.write(b"x" * PAGE_BYTES)
        except OSError:
            return


def _must(outcome: int) -> None:
    if outcome:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
