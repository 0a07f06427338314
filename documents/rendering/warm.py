"""Keeps bounded child processes warm and gives each letter a wall-clock limit.

A child that takes too long, breaks or is ended by the kernel is replaced; the caller gets a finding.
"""

import hashlib
import os
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from documents.rendering import plain_data
from documents.rendering.findings import Code, Finding
from documents.rendering.wire import Wire

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-B", "-m", "documents.rendering.child")
WALL_SECONDS = 20.0
CPU_SECONDS = 10
MAX_ANSWER_BYTES = 32 * 1024 * 1024
MAX_IDLE = 2
# Python's memory allocator gives little back; a fresh child now and then keeps the limit meaningful.
LETTERS_PER_CHILD = 5000
# A child needs a moment to start; so many letters before its predecessor's last one it begins.
LETTERS_OF_NOTICE = 500
# Enough to keep the child at work while the caller stores a letter, few enough to keep memory flat.
QUESTIONS_AT_ONCE = 16


Answer = tuple[list[Finding], bytes]


@dataclass
class Child:
    """One running child process and our end of the wire to it."""

    process: subprocess.Popen[bytes]
    wire: Wire
    letters: int = 0
    has_successor: bool = False

    def end(self) -> None:
        """Kills the process and waits until it is gone."""
        self.process.kill()
        self.process.wait()
        self.wire.close()


@dataclass(frozen=True)
class Job:
    """What to do with a template, for one or many questions."""

    task: bytes
    template: bytes

    @classmethod
    def of(cls, task: Mapping[str, Any], template: bytes) -> "Job":
        """Raises TypeError when the task holds anything but plain data."""
        return cls(plain_data.dump(task), template)

    @cached_property
    def key(self) -> bytes:
        """The SHA-256 of the template; the child is only sent what it does not hold."""
        return hashlib.sha256(self.template).digest()


@dataclass
class Pool:
    """The children that wait for work; safe to use from several threads."""

    wall_seconds: float = WALL_SECONDS
    cpu_seconds: int = CPU_SECONDS
    _idle: deque[Child] = field(default_factory=deque)

    def ask(self, task: Mapping[str, Any], template: bytes, question: Any) -> Answer:
        """The answer to one question. Raises TypeError when anything but plain data is asked."""
        [answer] = self.ask_many(task, template, [question])
        return answer

    def ask_many(
        self, task: Mapping[str, Any], template: bytes, questions: Iterable[Any]
    ) -> Generator[Answer, None, None]:
        """The answer to each question, in order and as they are asked for.

        Each has limits of its own: one that is stopped becomes a finding and a fresh child goes on with the rest.
        Raises TypeError when anything but plain data is asked.
        """
        job = Job.of(task, template)
        remaining = iter(questions)
        while waiting := deque(plain_data.dump(one) for one in islice(remaining, QUESTIONS_AT_ONCE)):
            while waiting:
                yield from self._answers(job, waiting)

    def end(self) -> None:
        """Ends every idle child."""
        while self._idle:
            self._idle.pop().end()

    def forget(self) -> None:
        """After a fork the children belong to the parent; this process starts its own."""
        while self._idle:
            self._idle.pop().wire.close()

    def _answers(self, job: Job, waiting: deque[bytes]) -> Iterator[Answer]:
        """Answers from one child, taking each answered question away; ends early when the child does."""
        child = self._take()
        is_sound = False
        try:
            self._request(child, job, waiting)
            while waiting:
                answer = self._next(child, job)
                waiting.popleft()
                child.letters += 1
                is_sound = not waiting and not _is_spent(answer)
                yield answer
                if _is_spent(answer):
                    return
        except (EOFError, OSError) as error:
            waiting.popleft()
            yield [Finding(_reason(child, error))], b""
        finally:
            self._give_back(child, is_sound=is_sound)

    def _request(self, child: Child, job: Job, waiting: Iterable[bytes]) -> None:
        child.wire.send(job.task, job.key, *waiting, seconds=self.wall_seconds)

    def _next(self, child: Child, job: Job) -> Answer:
        pieces = child.wire.receive(MAX_ANSWER_BYTES, seconds=self.wall_seconds)
        if len(pieces) == 1:
            child.wire.send(job.template, seconds=self.wall_seconds)
            pieces = child.wire.receive(MAX_ANSWER_BYTES, seconds=self.wall_seconds)
        findings, content = pieces
        return [Finding.from_json(finding) for finding in plain_data.load(findings)], content

    def _take(self) -> Child:
        try:
            return self._idle.pop()
        except IndexError:
            return start_child(self.cpu_seconds)

    def _give_back(self, child: Child, *, is_sound: bool) -> None:
        """A child with answers that nobody took, that ran out of memory or made its share is not used again."""
        if not is_sound or len(self._idle) >= MAX_IDLE or child.letters >= LETTERS_PER_CHILD:
            child.end()
            return
        self._idle.append(child)
        if child.letters >= LETTERS_PER_CHILD - LETTERS_OF_NOTICE and not child.has_successor:
            child.has_successor = True
            self._start_successor()

    def _start_successor(self) -> None:
        """One that is ready when the present child made its share, so that nobody waits for it."""
        if len(self._idle) < MAX_IDLE:
            with suppress(OSError):  # no room for it now: it is started when somebody asks
                self._idle.appendleft(start_child(self.cpu_seconds))


def start_child(cpu_seconds: int) -> Child:
    """A new child with an empty environment: no keys, no database address."""
    ours, theirs = socket.socketpair()
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
    return Child(process, Wire(ours))


def _is_spent(answer: Answer) -> bool:
    return any(finding.code is Code.TOO_MUCH_MEMORY for finding in answer[0])


def _reason(child: Child, error: BaseException) -> Code:
    """Why a child gave no answer: the clock, the kernel's limits, or an error of our own."""
    if isinstance(error, TimeoutError):
        return Code.TOO_SLOW
    child.process.wait()
    return Code.STOPPED if child.process.returncode < 0 else Code.FAILED


POOL = Pool()
os.register_at_fork(after_in_child=POOL.forget)
