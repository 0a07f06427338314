"""What the worker does for members; each task is one call to an action.

A list that was removed in the meantime is left alone.
"""

from billing.actions.import_checking import check
from billing.actions.import_ordering import BRING_IN, TAKE_BACK, Work, carry_out
from billing.models import ImportBatch


def check_received_list(batch_id: str) -> None:
    """Check a list that was uploaded."""
    batch = ImportBatch.objects.filter(pk=batch_id).first()
    if batch:
        check(batch)


def bring_in_list(batch_id: str) -> None:
    """Do what the preview of a long list shows."""
    _carry_out(BRING_IN, batch_id)


def undo_list(batch_id: str) -> None:
    """Take back what a long list did."""
    _carry_out(TAKE_BACK, batch_id)


def _carry_out(work: Work, batch_id: str) -> None:
    batch = ImportBatch.objects.filter(pk=batch_id).first()
    if batch:
        carry_out(work, batch)
