"""From a fresh checkout to a running office: prepare the data, then run web and worker together until asked to stop."""

import os
import signal
import socket
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Timer
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.utils.translation import gettext as _
from honcho.compat import ProcessManager
from honcho.environ import parse_procfile
from honcho.manager import Manager
from honcho.printer import Message, Printer

from backoffice.accounts.models import User
from backoffice.kit.heartbeat import beat

Say = Callable[[str], Any]
PATIENCE = 8.0  # seconds that web and worker get to end what they are doing
ASKED_TO_STOP = {130, 143}  # the shell's exit codes of Ctrl-C and of a polite kill


class PortTaken(Exception):
    """Another program already listens on the address."""


class SteadyPrinter(Printer):
    """Prints the processes' lines; when the terminal has gone, it goes on in silence so that stopping still works."""

    def write(self, message: Message) -> None:
        """Print one message."""
        try:
            super().write(message)
        except OSError:
            self.output = Path(os.devnull).open("w")  # noqa: SIM115 - open as long as this process


class Politely(ProcessManager):
    """Asks only the process itself to stop, not its children, so that web and worker end what they are doing.

    A worker whose children were stopped under it would wait for them for ever.
    """

    def terminate(self, pid: int) -> None:
        """Ask one process to stop; it may have gone already."""
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)


class PoliteManager(Manager):
    """Runs processes together and stops them: politely, and after `PATIENCE` with all their children."""

    def __init__(self, printer: Printer) -> None:
        super().__init__(printer)
        self._procmgr = Politely()

    def terminate(self) -> None:
        """Ask everything to stop, and see to it that it does."""
        super().terminate()
        reminder = Timer(PATIENCE, self.kill)
        reminder.daemon = True
        reminder.start()

    def leave_nothing(self) -> None:
        """End what the processes may have left behind."""
        for process in self._processes.values():
            with suppress(ProcessLookupError):
                os.killpg(process["pid"], signal.SIGKILL)


def check_port(host: str, port: int) -> None:
    """Raise `PortTaken` when nobody else can listen on this address any more."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(str(error)) from error


def prepare(say: Say) -> None:
    """Bring the database up to date; an empty one gets reference data and, on one's own machine, the demo."""
    say(_("Preparing the database …"))
    call_command("migrate", verbosity=0, interactive=False)
    call_command("load_reference", verbosity=0)
    call_command("sync_schedules", verbosity=0)
    beat()  # the worker is started next; from now on its silence is noticed
    if settings.DEBUG and not User.objects.exists():
        say(_("Telling the demo story (once, less than a minute) …"))
        call_command("demo", verbosity=0)
    if not settings.DEBUG:
        call_command("collectstatic", verbosity=0, interactive=False)


def run_processes(procfile: Path, environment: Mapping[str, str]) -> int:
    """Run what the Procfile names until one of them ends or somebody asks to stop; nothing is left running.

    Returns 0 when stopping was asked for (Ctrl-C, a polite kill, a closed terminal), else the exit code of the
    process that ended first.
    """
    connections.close_all()
    manager = PoliteManager(SteadyPrinter(sys.stdout))
    for name, command in parse_procfile(procfile.read_text()).processes.items():
        manager.add_process(name, command, env=dict(environment), cwd=str(procfile.parent))
    signal.signal(signal.SIGHUP, _stop_politely)
    manager.loop()
    manager.leave_nothing()
    return 0 if manager.returncode in ASKED_TO_STOP else int(manager.returncode or 0)


def process_environment(host: str, port: int) -> dict[str, str]:
    """The environment of web and worker: ours, with the address and with the programs of this Python first."""
    programs = str(Path(sys.executable).parent)
    path = os.pathsep.join([programs, os.environ.get("PATH", os.defpath)])
    return {**os.environ, "HOST": host, "PORT": str(port), "PATH": path, "PYTHONUNBUFFERED": "1"}


def _stop_politely(_signal: int, _frame: FrameType | None) -> None:
    os.kill(os.getpid(), signal.SIGTERM)
