"""Runs the benchmarks on a database of their own and prints ours beside the peer's: ``python -m tests.benchmarks``."""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.test.utils import setup_databases, setup_test_environment, teardown_databases

from tests.benchmarks.plan import BENCHMARKS, Benchmark
from tests.benchmarks.result import Result

HEADINGS = ("what", "size", "ours", "peer", "ratio", "target", "met")


def main() -> int:
    """Run the chosen benchmarks; 1 when a target was missed."""
    options = _options()
    chosen = [benchmark for benchmark in BENCHMARKS if options.only in {"", benchmark.name}]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backoffice.settings")
    django.setup()
    setup_test_environment(debug=False)
    results: list[Result] = []
    for benchmark in chosen:
        print(f"{benchmark.name} …", file=sys.stderr, flush=True)
        with scratch_database():
            results += run_benchmark(benchmark, options.rows or benchmark.rows)
    print(table(results))
    if options.rows:
        print("Targets hold at the promised sizes; this was a run at another size.")
        return 0
    return 0 if all(result.is_met for result in results) else 1


def run_benchmark(benchmark: Benchmark, rows: int) -> list[Result]:
    """Run one module. Writes to the database it is given."""
    results: list[Result] = import_module(f"tests.benchmarks.{benchmark.name}").run(rows)
    return results


@contextmanager
def scratch_database() -> Iterator[None]:
    """An empty database with the reference data, thrown away afterwards; SQLite's is a file, as in real life."""
    with tempfile.TemporaryDirectory() as folder:
        default = settings.DATABASES["default"]
        default.setdefault("TEST", {})
        default["TEST"]["NAME"] = (
            str(Path(folder) / "benchmarks.sqlite3") if "sqlite" in default["ENGINE"] else "test_benchmarks"
        )
        settings.MEDIA_ROOT = str(Path(folder) / "media")
        made = setup_databases(verbosity=0, interactive=False)
        try:
            call_command("load_reference", verbosity=0)
            yield
        finally:
            teardown_databases(made, verbosity=0)


def table(results: Iterable[Result]) -> str:
    """The results as a table to read and to paste."""
    rows = [HEADINGS, *(_cells(result) for result in results)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    lines = [" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    rule = " | ".join("-" * width for width in widths)
    return "\n".join(f"| {line} |" for line in [lines[0], rule, *lines[1:]])


def _cells(result: Result) -> tuple[str, ...]:
    target = f"≥ {result.target_ratio:g}×" if result.target_ratio else ""
    limit = f"≤ {result.ours_at_most:g} s" if result.ours_at_most is not None else ""
    return (
        result.name,
        result.size,
        _seconds(result.ours_seconds),
        _seconds(result.peer_seconds),
        f"{result.ratio:.1f}×",
        ", ".join(part for part in (target, limit) if part),
        "yes" if result.is_met else "NO",
    )


def _seconds(value: float) -> str:
    return f"{value * 1000:.1f} ms" if value < 1 else f"{value:.2f} s"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument(
        "--rows", type=int, default=0, help="size of each benchmark (default: the promised size)"
    )
    parser.add_argument("--only", default="", choices=["", *(benchmark.name for benchmark in BENCHMARKS)])
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
