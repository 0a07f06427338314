"""The benchmarks themselves keep working: each runs at a small size, without any claim about time."""

import pytest
from django.core.management import call_command

from tests.benchmarks.__main__ import run_benchmark, table
from tests.benchmarks.plan import BENCHMARKS, Benchmark
from tests.benchmarks.result import Result


@pytest.mark.parametrize(
    "benchmark",
    [
        pytest.param(one, id=one.name, marks=[pytest.mark.soffice] if one.needs_soffice else [])
        for one in BENCHMARKS
    ],
)
@pytest.mark.django_db(transaction=True)
def test_benchmark_measures_ours_and_the_peer_at_a_small_size(benchmark: Benchmark) -> None:
    call_command("load_reference", verbosity=0)

    results = run_benchmark(benchmark, benchmark.rows_in_tests)

    assert results
    assert all(result.ours_seconds > 0 and result.peer_seconds > 0 for result in results)


def test_table_shows_ratio_target_and_whether_it_is_met() -> None:
    met = Result("import, new", ours_seconds=0.5, peer_seconds=6.0, target_ratio=8, size="20,000 rows")
    missed = Result("sweep", ours_seconds=2.0, peer_seconds=6.0, target_ratio=150, size="1,000,000 rows")

    lines = table([met, missed]).splitlines()

    assert [cell.strip() for cell in lines[2].split("|")[1:-1]] == [
        "import, new", "20,000 rows", "500.0 ms", "6.00 s", "12.0×", "≥ 8×", "yes",
    ]  # fmt: skip
    assert lines[3].rstrip(" |").endswith("NO")


def test_a_result_over_its_limit_in_seconds_is_not_met_however_large_the_ratio() -> None:
    result = Result("list", ours_seconds=0.4, peer_seconds=40.0, target_ratio=30, size="", ours_at_most=0.3)

    assert not result.is_met
