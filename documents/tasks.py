"""What the worker does for documents: each task is one call."""

from documents.actions import issue, mail


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
