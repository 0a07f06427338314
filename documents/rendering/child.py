"""The bounded process in which templates are opened: no secrets handed over, little memory, short time.

It gets an empty environment and one socket, and can write no files. What its user may read it could read too: that a
template reaches nothing of it is the work of the sandbox (`sandbox.py`), and these limits are what holds when a
template is only greedy. The limit on new processes does not hold for root: run the worker as a user of its own.
Started by `warm.py` with one end of a socket; answers one request after another until that end closes.
"""

import resource
import socket
import sys
import traceback
from types import TracebackType
from typing import Any

from documents.rendering import engine, hand_work, plain_data
from documents.rendering.findings import Code, Finding, TemplateFault
from documents.rendering.wire import Wire

MEMORY_BYTES = 640 * 1024 * 1024
MAX_REQUEST_BYTES = 64 * 1024 * 1024
OPEN_FILES = 32
# A template is prepared once and held; a letter is looked at once and forgotten.
TEMPLATE_TASKS = frozenset({"render", "check"})


def bound_this_process() -> None:
    """Limits that this process cannot lift again: memory, writing files, new processes, core dumps."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def bound_this_job(seconds: int) -> None:
    """The kernel ends the process when one job takes more than its share of the processor."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds, hard))


def serve(wire: Wire, cpu_seconds: int) -> None:
    """Answers requests until the other end closes: a job, the key of a file, and one or more questions.

    Each question has limits of its own and gets an answer of its own: a list of findings, then the letter.
    """
    while True:
        try:
            job, key, *questions = wire.receive(MAX_REQUEST_BYTES)
            task = plain_data.load(job)
            is_held = task["task"] in TEMPLATE_TASKS and engine.is_known(key)
            file = b"" if is_held else _asked_for(wire)
        except EOFError:
            return
        for question in questions:
            bound_this_job(cpu_seconds)
            findings, content = answer(task, key, file, question)
            wire.send(plain_data.dump([finding.as_json() for finding in findings]), content)


def _asked_for(wire: Wire) -> bytes:
    """A file that this process does not hold; a message of one piece asks for it."""
    wire.send(b"file?")
    [file] = wire.receive(MAX_REQUEST_BYTES)
    return file


def answer(job: dict[str, Any], key: bytes, file: bytes, question: bytes) -> tuple[list[Finding], bytes]:
    """One question answered: what was found wrong, and the letter when nothing was."""
    try:
        if job["task"] == "stamp":
            return [], hand_work.stamp(file, plain_data.load(question))
        if job["task"] == "examine":
            return [], hand_work.examine(file)
        prepared = engine.prepare(key, file)
        if job["task"] == "check":
            fields = [tuple(field) for field in plain_data.load(question)]
            return engine.check(prepared, fields, must_fill=job["must_fill"]), b""
        words = {"language": job["language"], "is_marked": job["is_marked"]}
        return [], engine.render(prepared, plain_data.load(question), **words)
    except TemplateFault as error:
        return error.findings, b""
    except MemoryError:
        return [Finding(Code.TOO_MUCH_MEMORY)], b""
    except RecursionError:
        return [Finding(Code.SYNTAX)], b""


def report_place_only(kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
    """An unforeseen error names its place and kind; its message might quote a letter."""
    for frame in traceback.extract_tb(trace):
        sys.stderr.write(f"{frame.filename}:{frame.lineno} {frame.name}\n")
    sys.stderr.write(f"{kind.__name__} while rendering\n")


if __name__ == "__main__":
    sys.excepthook = report_place_only
    bound_this_process()
    serve(Wire(socket.socket(fileno=int(sys.argv[1]))), int(sys.argv[2]))
