"""What the worker does for documents: each task is one call."""

from documents.actions import dispatch, issue
from documents.actions import print_batch as prints
from documents.actions import run_batch as batches


def issue_ordered(order_id: str) -> None:
    """Makes one ordered letter."""
    issue.issue_ordered(order_id)


def pick_up_orders() -> int:
    """Makes the letters that were left behind."""
    return issue.issue_waiting()


def dispatch_mail(mail_id: str) -> None:
    """Sends one mail."""
    dispatch.dispatch(mail_id)


def pick_up_mail() -> int:
    """Sends the mail that was left behind."""
    return dispatch.dispatch_waiting()


def run_batch(batch_id: str) -> None:
    """Makes the letters of one batch, for as long as one task may take."""
    batches.run_batch(batch_id)


def pick_up_batches() -> int:
    """Goes on with the batches that were left behind."""
    return batches.pick_up_batches()


def make_print(run_id: str) -> None:
    """Makes the file for the printer of one batch, for as long as one task may take."""
    prints.make_print(run_id)


def pick_up_prints() -> int:
    """Goes on with the print runs that were left behind, and forgets the old ones."""
    return prints.pick_up_prints()
