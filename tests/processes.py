"""Runs one function in many real processes at the same moment, on the test's own data.

PostgreSQL's test database is shared as it is. SQLite's belongs to the process of the test, so the
others get a copy of it, set up as the house sets up its own.
"""

import multiprocessing
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from django.db import connection, connections

MOST_SECONDS = 60
_fork = multiprocessing.get_context("fork")


class Arena:
    """A database for many processes; a test that uses it commits (``django_db(transaction=True)``)."""

    def __init__(self, folder: Path) -> None:
        self._file: Path | None = None
        if connection.vendor == "sqlite":
            self._file = folder / "arena.sqlite3"
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(self._file)])
            keep_write_ahead_log(self._file)

    def run(self, count: int, work: Callable[[int, Callable[[], Any]], Any]) -> list[Any]:
        """What ``work(number, wait)`` returns in each process; ``wait()`` returns in all of them at once.

        An exception in a process is raised here.
        """
        connections.close_all()
        barrier = _fork.Barrier(count)
        started = [self._start(number, barrier, work) for number in range(count)]
        answers = [_answer(receiver) for _process, receiver in started]
        for process, _receiver in started:
            process.join(MOST_SECONDS)
        failed = [answer for answer in answers if isinstance(answer, BaseException)]
        if failed:
            raise failed[0]
        return answers

    def look(self, question: Callable[[], Any]) -> Any:
        """The answer to a question about the data that the processes left behind; plain data only."""
        return self.run(1, lambda _number, _wait: question())[0]

    def exit_code(self, work: Callable[[], Any]) -> int:
        """How one process ended that does this work; minus the signal when it was killed."""
        connections.close_all()

        def enter() -> None:
            self._use_own_connection()
            work()

        process = _fork.Process(target=enter)
        process.start()
        process.join(MOST_SECONDS)
        return process.exitcode or 0

    def _start(self, number: int, barrier: Any, work: Callable[..., Any]) -> tuple[Any, Connection]:
        receiver, sender = _fork.Pipe(duplex=False)
        process = _fork.Process(target=self._work, args=(number, barrier, work, sender))
        process.start()
        sender.close()
        return process, receiver

    def _work(self, number: int, barrier: Any, work: Callable[..., Any], sender: Connection) -> None:
        try:
            self._use_own_connection()
            sender.send(work(number, lambda: barrier.wait(MOST_SECONDS)))
        except BaseException as error:  # noqa: BLE001 whatever went wrong belongs to the test, not to this process
            barrier.abort()
            sender.send(RuntimeError(f"process {number}: {type(error).__name__}: {error}"))

    def _use_own_connection(self) -> None:
        settings = connections["default"].settings_dict
        if self._file is not None:
            settings["NAME"] = str(self._file)
        with suppress(AttributeError):
            del connections["default"]


def keep_write_ahead_log(file: Path) -> None:
    """As the house's own file has it: of several that turn a file to it at once, SQLite refuses all but one."""
    with closing(sqlite3.connect(file)) as copy:
        copy.execute("PRAGMA journal_mode=WAL")


def _answer(receiver: Connection) -> Any:
    if not receiver.poll(MOST_SECONDS):
        return TimeoutError("a process does not answer")
    try:
        return receiver.recv()
    except EOFError:
        return RuntimeError("a process died")
