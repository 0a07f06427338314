"""Keeps bounded child processes warm and gives each job a wall-clock limit.

A child that takes too long, breaks or is ended by the kernel is replaced; the caller gets a finding.
"""

import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from socket import socketpair
from typing import Any

from documents.rendering import plain_data
from documents.rendering.findings import Code, Finding

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-B", "-m", "documents.rendering.child")
WALL_SECONDS = 20.0
CPU_SECONDS = 10
MAX_ANSWER_BYTES = 32 * 1024 * 1024
MAX_IDLE = 2
# Python's memory allocator gives little back; a fresh child now and then keeps the limit meaningful.
JOBS_PER_CHILD = 2000


@dataclass
class Child:
    """One running child process and our end of its socket."""

    process: subprocess.Popen[bytes]
    connection: Connection
    jobs: int = 0

    def end(self) -> None:
        """Kills the process and waits until it is gone."""
        self.process.kill()
        self.process.wait()
        self.connection.close()


@dataclass
class Pool:
    """The children that wait for work; safe to use from several threads."""

    wall_seconds: float = WALL_SECONDS
    cpu_seconds: int = CPU_SECONDS
    _idle: deque[Child] = field(default_factory=deque)

    def ask(self, job: Mapping[str, Any], template: bytes) -> tuple[list[Finding], bytes]:
        """The child's answer; a child that did not answer is replaced and becomes a finding.

        Raises TypeError when the job holds anything but plain data.
        """
        message = plain_data.dump(job)
        child = self._take()
        is_late = threading.Event()
        timer = threading.Timer(self.wall_seconds, _kill_late, (child, is_late))
        timer.start()
        try:
            answer = _exchange(child, message, template)
        except (EOFError, OSError):
            return [Finding(_reason(child, is_late=is_late.is_set()))], b""
        finally:
            timer.cancel()
        self._give_back(child, is_spent=any(one.code is Code.TOO_MUCH_MEMORY for one in answer[0]))
        return answer

    def end(self) -> None:
        """Ends every idle child."""
        while self._idle:
            self._idle.pop().end()

    def forget(self) -> None:
        """After a fork the children belong to the parent; this process starts its own."""
        while self._idle:
            self._idle.pop().connection.close()

    def _take(self) -> Child:
        try:
            return self._idle.pop()
        except IndexError:
            return start_child(self.cpu_seconds)

    def _give_back(self, child: Child, *, is_spent: bool) -> None:
        child.jobs += 1
        if is_spent or len(self._idle) >= MAX_IDLE or child.jobs >= JOBS_PER_CHILD:
            child.end()
        else:
            self._idle.append(child)


def start_child(cpu_seconds: int) -> Child:
    """A new child with an empty environment: no keys, no database address."""
    ours, theirs = socketpair()
    with theirs:
        process = subprocess.Popen(  # noqa: S603 - our own arguments, no shell
            [*COMMAND, str(theirs.fileno()), str(cpu_seconds)],
            cwd=ROOT,
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            start_new_session=True,
        )
    return Child(process, Connection(ours.detach()))


def _kill_late(child: Child, is_late: threading.Event) -> None:
    """Says so first: the other thread sees the child end as soon as it is killed."""
    is_late.set()
    child.process.kill()


def _reason(child: Child, *, is_late: bool) -> Code:
    """Why a child gave no answer: the clock, the kernel's limits, or an error of our own."""
    if is_late:
        child.end()
        return Code.TOO_SLOW
    child.process.wait()
    child.end()
    return Code.STOPPED if child.process.returncode < 0 else Code.FAILED


def _exchange(child: Child, message: bytes, template: bytes) -> tuple[list[Finding], bytes]:
    child.connection.send_bytes(message)
    child.connection.send_bytes(template)
    findings = plain_data.load(child.connection.recv_bytes(MAX_ANSWER_BYTES))
    content = child.connection.recv_bytes(MAX_ANSWER_BYTES)
    return [Finding.from_json(finding) for finding in findings], content


POOL = Pool()
os.register_at_fork(after_in_child=POOL.forget)
