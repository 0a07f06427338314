"""Letters about money as tests need them: a sample with something changed, and the legal table of costs."""

from copy import deepcopy
from decimal import Decimal
from typing import Any

from documents.kinds import kinds
from documents.rendering import render

# Besluit vergoeding voor buitengerechtelijke incassokosten, art. 2: how much of the sum, and which share of it.
STEPS = ((2500, "0.15"), (2500, "0.10"), (5000, "0.05"), (190_000, "0.01"), (10**9, "0.005"))


def legal_costs(open_amount: Decimal) -> Decimal:
    """The collection costs over an open amount in euro: at least 40, at most 6775."""
    costs, rest = Decimal(0), open_amount
    for size, share in STEPS:
        part = min(rest, Decimal(size))
        costs, rest = costs + part * Decimal(share), rest - part
    return min(max(costs, Decimal(40)), Decimal(6775))


def made(kind: str, **changes: dict[str, Any] | list[Any]) -> bytes:
    """The letter of the sample; of a group of values only those named are changed."""
    values: dict[str, Any] = deepcopy(dict(kinds.get(kind).sample_context))
    for name, change in changes.items():
        values[name] = {**values[name], **change} if isinstance(change, dict) else change
    return render(kinds.get(kind).template.read_bytes(), values)
