"""The child process: what it may use, and what becomes of it when a template wants more."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from documents.rendering.findings import Code
from documents.rendering.warm import Pool
from tests.factories.documents import texts_of, word_file

NESTED = "{% for a in x %}{% for b in x %}{% for c in x %}{% for d in x %}" + "{% endfor %}" * 4
LOUD = NESTED.replace("{% endfor %}", "{{ w }}{% endfor %}", 1)
WORDS = {"task": "render", "language": "nl", "is_marked": False}
JOB = {**WORDS, "context": {"x": list(range(400)), "w": "w" * 10_000}}


@pytest.fixture
def pool() -> Iterator[Pool]:
    """A pool of its own with short limits."""
    pool = Pool(wall_seconds=2.0, cpu_seconds=30)
    yield pool
    pool.end()


def test_a_template_that_never_ends_is_stopped_by_the_clock_and_the_next_letter_comes(pool: Pool) -> None:
    begun = time.monotonic()

    findings, content = pool.ask(JOB, word_file(NESTED))

    assert [one.code for one in findings] == [Code.TOO_SLOW]
    assert content == b""
    assert time.monotonic() - begun < 6
    assert texts_of(_hello(pool)) == ["Dag Ans"]


def test_a_child_that_ends_before_the_clock_has_spoken_out_was_still_too_slow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kill = subprocess.Popen.kill

    def kill_and_linger(process: Any) -> None:
        kill(process)
        time.sleep(0.3)

    monkeypatch.setattr(subprocess.Popen, "kill", kill_and_linger)
    pool = Pool(wall_seconds=0.2, cpu_seconds=30)

    findings, _content = pool.ask(JOB, word_file(NESTED))

    assert [one.code for one in findings] == [Code.TOO_SLOW]


def test_the_kernel_stops_a_template_that_takes_too_much_of_the_processor() -> None:
    pool = Pool(wall_seconds=20.0, cpu_seconds=0)

    findings, _content = pool.ask(JOB, word_file(NESTED))
    pool.end()

    assert [one.code for one in findings] == [Code.STOPPED]


def test_a_template_that_eats_memory_is_stopped_and_this_process_does_not_grow() -> None:
    pool = Pool(wall_seconds=20.0, cpu_seconds=15)
    before = _own_memory()

    findings, _content = pool.ask(JOB, word_file(LOUD))
    after = _own_memory()
    pool.end()

    assert [one.code for one in findings] == [Code.TOO_MUCH_MEMORY]
    assert after - before < 50_000_000


def test_a_child_is_kept_warm_and_one_that_was_stopped_is_replaced(pool: Pool) -> None:
    _hello(pool)
    first = pool._idle[0].process.pid
    _hello(pool)
    assert pool._idle[0].process.pid == first

    pool._idle[0].process.kill()
    findings, _content = pool.ask({**WORDS, "context": {"naam": "Ans"}}, word_file("x"))

    assert [one.code for one in findings] == [Code.STOPPED]
    _hello(pool)
    assert pool._idle[0].process.pid != first


def test_the_child_holds_no_secrets_and_can_write_no_file(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "canary-in-the-environment")
    _hello(pool)
    process = Path("/proc") / str(pool._idle[0].process.pid)

    environment = (process / "environ").read_bytes()
    limits = (process / "limits").read_text()

    assert b"canary" not in environment
    assert "Max file size             0 " in limits
    assert "Max address space         671088640" in limits


def test_many_threads_get_their_own_letters(pool: Pool) -> None:
    template = word_file("Dag {{ naam }}")

    def ask(number: int) -> list[str]:
        _findings, content = pool.ask({**WORDS, "context": {"naam": str(number)}}, template)
        return texts_of(content)

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(ask, range(12)))

    assert answers == [[f"Dag {number}"] for number in range(12)]


def test_the_child_ends_with_its_parent() -> None:
    code = "from documents.rendering.warm import Pool, start_child\nprint(start_child(5).process.pid)\n"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    pid = int(run.stdout)

    for _ in range(50):
        if not _is_alive(pid):
            return
        time.sleep(0.1)
    pytest.fail("the child outlived its parent")


def _hello(pool: Pool) -> bytes:
    findings, content = pool.ask({**WORDS, "context": {"naam": "Ans"}}, word_file("Dag {{ naam }}"))
    assert findings == []
    return content


def _own_memory() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _is_alive(pid: int) -> bool:
    try:
        state = (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
