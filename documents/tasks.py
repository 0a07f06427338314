"""What the worker does for documents: each task is one call."""

from documents.actions import issue, mail
from documents.actions import run_batch as batches


def issue_ordered(order_id: str) -> None:
    """Makes one ordered letter."""
    issue.issue_ordered(order_id)


def pick_up_orders() -> int:
    """Makes the letters that were left behind."""
    return issue.issue_waiting()


def dispatch_mail(mail_id: str) -> None:
    """Sends one mail."""
    mail.dispatch(mail_id)


def pick_up_mail() -> int:
    """Sends the mail that was left behind."""
    return mail.dispatch_waiting()


def run_batch(batch_id: str) -> None:
    """Makes the letters of one batch, for as long as one task may take."""
    batches.run_batch(batch_id)


def pick_up_batches() -> int:
    """Goes on with the batches that were left behind."""
    return batches.pick_up_batches()
