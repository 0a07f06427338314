"""Starting and stopping: a taken port is said, everything stops together, and nothing is left running."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from backoffice.startup import PortTaken, check_port, process_environment
from tests.architecture.sources import ROOT

RUNNER = """
import os, sys, django
from pathlib import Path
django.setup()
from backoffice import startup
startup.PATIENCE = 1.0
sys.exit(startup.run_processes(Path(sys.argv[1]), dict(os.environ)))
"""
# A process that has a child of its own, as web and worker have.
STUBBORN = "web: sh -c 'sleep 301 & echo up-web; wait'\nworker: sh -c 'sleep 302 & echo up-worker; wait'\n"


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port on which another program listens."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def start(procfile: Path) -> subprocess.Popen[str]:
    """Run a Procfile in a session of its own and wait until all of it is up."""
    running = subprocess.Popen(
        [sys.executable, "-c", RUNNER, str(procfile)],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "backoffice.settings"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    assert running.stdout
    seen = ""
    while not {"up-web", "up-worker"} <= set(seen.split()):
        line = running.stdout.readline()
        assert line, f"ended early: {seen}"
        seen += line
    return running


def left_running(marker: str) -> list[str]:
    """The processes whose command line holds a text."""
    listed = subprocess.run(["ps", "-eo", "pid,args"], capture_output=True, text=True, check=True).stdout
    return [line for line in listed.splitlines() if marker in line and "ps -eo" not in line]


@pytest.mark.parametrize(
    "asked_by", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda asked: asked.name
)
def test_asking_to_stop_ends_every_process_and_is_no_failure(
    tmp_path: Path, asked_by: signal.Signals
) -> None:
    seconds = f"9{os.getpid()}{asked_by.value}"
    procfile = tmp_path / "Procfile"
    procfile.write_text(STUBBORN.replace("301", seconds).replace("302", seconds))
    running = start(procfile)
    assert len(left_running(f"sleep {seconds}")) >= 2

    running.send_signal(asked_by)

    assert running.wait(timeout=20) == 0
    time.sleep(0.2)
    assert left_running(f"sleep {seconds}") == []


def test_a_process_is_asked_to_stop_and_its_children_are_left_to_it(tmp_path: Path) -> None:
    seconds = f"7{os.getpid()}"
    child = f"(trap 'echo child-was-stopped' TERM; sleep {seconds} & wait)"
    worker = f"{child} & child=$!; trap 'kill -9 $child; echo ended-well; exit 0' TERM; echo up-worker; wait"
    script = tmp_path / "worker.sh"
    script.write_text(worker)
    procfile = tmp_path / "Procfile"
    procfile.write_text(f"web: echo up-web; exec sleep {seconds}\nworker: exec sh {script}\n")
    running = start(procfile)

    running.send_signal(signal.SIGINT)
    said, _nothing = running.communicate(timeout=20)

    assert running.returncode == 0
    assert "ended-well" in said
    assert "child-was-stopped" not in said
    assert left_running(f"sleep {seconds}") == []


def test_when_one_process_ends_the_others_end_too_and_its_exit_code_is_kept(tmp_path: Path) -> None:
    seconds = f"8{os.getpid()}"
    procfile = tmp_path / "Procfile"
    procfile.write_text(f"web: echo up-web; sleep {seconds}\nworker: echo up-worker; sleep 1; exit 3\n")

    running = start(procfile)

    assert running.wait(timeout=20) == 3
    assert left_running(f"sleep {seconds}") == []


def test_a_taken_port_is_noticed(taken_port: int) -> None:
    with pytest.raises(PortTaken):
        check_port("127.0.0.1", taken_port)


@pytest.mark.django_db
def test_start_refuses_a_taken_port_before_it_does_anything(taken_port: int) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("start", port=taken_port)

    assert str(taken_port) in str(refused.value)
    assert f"PORT={taken_port + 1} make run" in str(refused.value)


def test_processes_find_the_programs_of_this_python_first() -> None:
    environment = process_environment("127.0.0.1", 8123)

    assert environment["PORT"] == "8123"
    assert environment["PATH"].split(os.pathsep)[0] == str(Path(sys.executable).parent)
