"""One letter after another, ours in the bounded child, beside docxtpl and docxtemplater as their manuals say."""

import io
import tempfile
from pathlib import Path
from time import perf_counter

from docxtpl import DocxTemplate

from documents.rendering import render, render_many
from documents.rendering.warm import POOL
from tests.benchmarks import docxtemplater, letters
from tests.benchmarks.result import Result

TARGET = 45
TARGET_DOCXTEMPLATER = 10
# The slow one makes fewer and its time is multiplied.
PEER_SHARE = 20


def run(rows: int) -> list[Result]:
    """Seconds for this many letters of one template, each with other values."""
    ours, one_by_one = _ours(rows), _ours_one_by_one(rows)
    docxtpl, size = _docxtpl(rows), f"{rows:,} letters"
    results = [
        Result("letters", ours, docxtpl, TARGET, f"{size}, docxtpl"),
        Result("letters, asked one by one", one_by_one, docxtpl, TARGET, f"{size}, docxtpl"),
    ]
    node = docxtemplater.seconds(rows)
    if node is not None:
        results.append(Result("letters", ours, node, TARGET_DOCXTEMPLATER, f"{size}, docxtemplater"))
    return results


def _ours(rows: int) -> float:
    """A child that is warm and knows the template, as in a batch."""
    template = letters.template()
    render(template, letters.values(0))
    contexts = [letters.values(number) for number in range(rows)]
    start = perf_counter()
    made = sum(isinstance(one, bytes) for one in render_many(template, contexts))
    taken = perf_counter() - start
    assert made == rows
    return taken


def _ours_one_by_one(rows: int) -> float:
    """A child that is warm and is not relieved on the way: that happens once in many more letters."""
    template = letters.template()
    POOL.end()
    render(template, letters.values(0))
    contexts = [letters.values(number) for number in range(rows)]
    start = perf_counter()
    for context in contexts:
        render(template, context)
    return perf_counter() - start


def _docxtpl(rows: int) -> float:
    count = max(rows // PEER_SHARE, 2)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.docx"
        path.write_bytes(letters.template())
        _by_the_manual(path, 0)
        start = perf_counter()
        for number in range(count):
            _by_the_manual(path, number)
        return (perf_counter() - start) * rows / count


def _by_the_manual(path: Path, number: int) -> None:
    document = DocxTemplate(path)
    document.render(letters.values(number), autoescape=True)
    document.save(io.BytesIO())
