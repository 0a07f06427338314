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

from documents.rendering import warm
from documents.rendering.findings import Code
from documents.rendering.warm import Pool
from documents.rendering.wire import Wire
from tests.factories.documents import texts_of, word_file

NESTED = "{% for a in x %}{% for b in x %}{% for c in x %}{% for d in x %}" + "{% endfor %}" * 4
LOUD = NESTED.replace("{% endfor %}", "{{ w }}{% endfor %}", 1)
WORDS = {"task": "render", "language": "nl", "is_marked": False}
HELLO = word_file("Dag {{ naam }}")
VALUES = {"x": list(range(400)), "w": "w" * 10_000}


@pytest.fixture
def pool() -> Iterator[Pool]:
    """A pool of its own with short limits."""
    pool = Pool(wall_seconds=5.0, cpu_seconds=30)
    yield pool
    pool.end()


def test_a_template_that_never_ends_is_stopped_by_the_clock_and_the_next_letter_comes(pool: Pool) -> None:
    begun = time.monotonic()

    findings, content = pool.ask(WORDS, word_file(NESTED), VALUES)

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

    findings, _content = pool.ask(WORDS, word_file(NESTED), VALUES)

    assert [one.code for one in findings] == [Code.TOO_SLOW]


def test_the_kernel_stops_a_template_that_takes_too_much_of_the_processor() -> None:
    pool = Pool(wall_seconds=20.0, cpu_seconds=0)

    findings, _content = pool.ask(WORDS, word_file(NESTED), VALUES)
    pool.end()

    assert [one.code for one in findings] == [Code.STOPPED]


def test_a_template_that_eats_memory_is_stopped_and_this_process_does_not_grow() -> None:
    pool = Pool(wall_seconds=20.0, cpu_seconds=15)
    before = _own_memory()

    findings, _content = pool.ask(WORDS, word_file(LOUD), VALUES)
    after = _own_memory()
    pool.end()

    assert [one.code for one in findings] == [Code.TOO_MUCH_MEMORY]
    assert after - before < 50_000_000


@pytest.mark.parametrize(
    ("greedy", "pool_of_its_own", "code"),
    [
        (NESTED, Pool(wall_seconds=20.0, cpu_seconds=0), Code.STOPPED),
        (NESTED, Pool(wall_seconds=6.0, cpu_seconds=30), Code.TOO_SLOW),
        (LOUD, Pool(wall_seconds=20.0, cpu_seconds=15), Code.TOO_MUCH_MEMORY),
    ],
    ids=["processor", "clock", "memory"],
)
def test_among_many_a_greedy_letter_fails_alone(greedy: str, pool_of_its_own: Pool, code: Code) -> None:
    questions = [VALUES if number == 3 else {"x": [1], "w": "w"} for number in range(8)]

    answers = list(pool_of_its_own.ask_many(WORDS, word_file(greedy), questions))
    pool_of_its_own.end()

    codes = [[finding.code for finding in findings] for findings, _content in answers]
    assert codes == [[], [], [], [code], [], [], [], []]
    assert [bool(content) for _findings, content in answers] == [not one for one in codes]


def test_letters_in_one_exchange_do_not_share_one_allowance_of_the_processor() -> None:
    pool = Pool(wall_seconds=90.0, cpu_seconds=2)
    questions = [{"x": list(range(48))}] * 48

    answers = list(pool.ask_many(WORDS, word_file(NESTED), questions))
    used = _processor_seconds(pool._idle[0].process.pid)
    pool.end()

    assert [findings for findings, _content in answers] == [[]] * 48
    assert used > 4, "together they must take more than one of them may"


def test_a_child_whose_answers_nobody_took_is_not_used_for_the_next_letter(pool: Pool) -> None:
    answers = pool.ask_many(WORDS, word_file("geheim {{ naam }}"), [{"naam": "a"}] * 5)
    next(answers)
    answers.close()

    assert len(pool._idle) == 0
    assert texts_of(_hello(pool)) == ["Dag Ans"]


def test_a_template_is_sent_once_and_asked_for_again_by_a_fresh_child(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[int] = []
    send = Wire.send

    def count(wire: Wire, *pieces: bytes, **limits: Any) -> None:
        sent.append(sum(map(len, pieces)))
        send(wire, *pieces, **limits)

    monkeypatch.setattr(Wire, "send", count)
    _hello(pool)
    first = sum(sent)
    _hello(pool)
    second = sum(sent) - first
    pool.end()
    _hello(pool)

    assert second < 1000 < first
    assert sum(sent) == 2 * first + second


def test_a_child_is_kept_warm_and_one_that_was_stopped_is_replaced(pool: Pool) -> None:
    _hello(pool)
    first = pool._idle[0].process.pid
    _hello(pool)
    assert pool._idle[0].process.pid == first

    pool._idle[0].process.kill()
    findings, _content = pool.ask(WORDS, word_file("x"), {"naam": "Ans"})

    assert [one.code for one in findings] == [Code.STOPPED]
    _hello(pool)
    assert pool._idle[0].process.pid != first


def test_a_child_that_made_its_share_is_relieved_by_one_that_is_ready(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warm, "LETTERS_PER_CHILD", 3)
    monkeypatch.setattr(warm, "LETTERS_OF_NOTICE", 1)
    made_by = []
    for _ in range(4):
        _hello(pool)
        made_by.append([child.process.pid for child in pool._idle])

    first = made_by[0]
    assert made_by[1][1:] == first, "the first goes on while its successor starts"
    assert made_by[2] == made_by[1][:1], "and then it is gone"
    assert made_by[3] == made_by[2]


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
        _findings, content = pool.ask(WORDS, template, {"naam": str(number)})
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
    findings, content = pool.ask(WORDS, HELLO, {"naam": "Ans"})
    assert findings == []
    return content


def _own_memory() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _processor_seconds(pid: int) -> float:
    facts = (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()
    return (int(facts[11]) + int(facts[12])) / os.sysconf("SC_CLK_TCK")


def _is_alive(pid: int) -> bool:
    try:
        state = (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
