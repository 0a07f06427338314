"""Which benchmarks there are, and how large they are in earnest and in the tests."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A module of this package with ``run(rows) -> list[Result]``."""

    name: str
    rows: int
    rows_in_tests: int
    needs_soffice: bool = False


BENCHMARKS = (
    Benchmark("import_members", rows=20_000, rows_in_tests=60),
    Benchmark("sweep", rows=1_000_000, rows_in_tests=300),
    Benchmark("complaint_list", rows=1_000_000, rows_in_tests=300),
    Benchmark("letter_batch", rows=1_000, rows_in_tests=12),
    Benchmark("letter", rows=1000, rows_in_tests=4),
    Benchmark("pdf", rows=40, rows_in_tests=2, needs_soffice=True),
    Benchmark("print_run", rows=500, rows_in_tests=2, needs_soffice=True),
)
