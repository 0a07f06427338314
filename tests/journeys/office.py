"""A running office of its own: scratch database, own files, real web and worker, told the demo story."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from urllib.request import urlopen

import psycopg
from psycopg import sql

from tests.architecture.sources import ROOT

PATIENCE = 180  # seconds until the demo is told and web answers


@dataclass(frozen=True, slots=True)
class Office:
    """Where it is, and the environment to speak to it by command."""

    url: str
    environment: dict[str, str]
    folder: Path

    def manage(self, *arguments: str) -> str:
        """Run a command as a colleague at a terminal would; its output. Fails with the output when it fails."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@contextmanager
def running_office(folder: Path) -> Iterator[Office]:
    """Start an office as ``make run`` does, and stop it as Ctrl-C does; fails when it leaves a process behind."""
    port = _free_port()
    with _scratch_database(folder) as database_url:
        environment = {
            **{
                name: value
                for name, value in os.environ.items()
                if name not in {"SECRET_KEY", "FIELD_KEYS", "DEBUG"}
            },
            "DATABASE_URL": database_url,
            "EMAIL_URL": f"filemail:///{folder / 'mail'}",
            "MEDIA_ROOT": str(folder / "media"),
            "PORT": str(port),
        }
        office = Office(f"http://127.0.0.1:{port}", environment, folder)
        log = folder / "office.log"
        with log.open("w") as output:
            running = subprocess.Popen(
                [sys.executable, "manage.py", "start"],
                cwd=ROOT,
                env=environment,
                stdout=output,
                stderr=output,
            )
            try:
                _wait_until_it_answers(office.url, running, log)
                yield office
            finally:
                running.send_signal(signal.SIGINT)
                exit_code = running.wait(timeout=60)
        assert exit_code == 0, log.read_text()
        assert _processes_of(database_url) == [], "stopping left processes behind"


def _wait_until_it_answers(url: str, running: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and running.poll() is None:
        try:
            with urlopen(f"{url}/admin/login/", timeout=20):  # noqa: S310 - our own address
                return
        except OSError:
            time.sleep(0.5)
    raise AssertionError(f"the office did not start:\n{log.read_text()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _processes_of(database_url: str) -> list[str]:
    """The processes that were started with this database, other than this one."""
    marker = f"DATABASE_URL={database_url}".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            is_ours = marker in (process / "environ").read_bytes().split(b"\0")
            command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        if is_ours and command and int(process.name) != os.getpid():
            found.append(command)
    return found


@contextmanager
def _scratch_database(folder: Path) -> Iterator[str]:
    """The address of an empty database of the kind that the tests run on."""
    given = os.environ.get("DATABASE_URL", "")
    if not given.startswith("postgres"):
        yield f"sqlite:///{folder / 'office.sqlite3'}"
        return
    name = f"journey_{os.getpid()}"
    parts = urlsplit(given)
    with psycopg.connect(urlunsplit(parts._replace(path="/postgres")), autocommit=True) as server:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        server.execute(drop)
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlunsplit(parts._replace(path=f"/{name}"))
        finally:
            server.execute(drop)
