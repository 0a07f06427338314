"""What the tests of steps look at."""

from typing import Any

import pytest

from backoffice.kit.transitions import Refused, perform
from casework.models import Complaint


def refusal(complaint: Complaint, step: str, **answers: Any) -> str:
    """The reasons why the coordinator may not take this step, as one text; checks that nothing changed."""
    before = (complaint.state, complaint.version, complaint.events.count())
    with pytest.raises(Refused) as refused:
        perform(complaint, step, by=complaint.coordinator, **answers)
    complaint.refresh_from_db()
    assert (complaint.state, complaint.version, complaint.events.count()) == before
    return " ".join(refused.value.reasons)


def open_clocks(complaint: Complaint) -> set[str]:
    """The keys of the clocks that still run."""
    return set(complaint.deadlines.open().values_list("key", flat=True))
