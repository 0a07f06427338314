"""What the worker does for members; each task is one call to an action."""

from billing.actions.import_checking import check
from billing.models import ImportBatch


def check_received_list(batch_id: str) -> None:
    """Check a list that was uploaded; one that was removed in the meantime is left alone."""
    batch = ImportBatch.objects.filter(pk=batch_id).first()
    if batch:
        check(batch)
