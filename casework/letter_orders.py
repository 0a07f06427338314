"""Ordering the letters that a step asks for, in the step's own transaction; the worker makes them after the commit."""

from typing import Any

from casework.models import Complaint
from casework.queries.consents import provider_may_know
from documents.actions.issue import order


def order_to_complainant(kind: str, complaint: Complaint, event_key: str, by: Any) -> None:
    """Order a letter to who complains, once per event; none when nobody is known to write to."""
    if complaint.complainant is not None:
        order(kind, complaint, event_key=event_key, by=by)


def order_to_provider(kind: str, complaint: Complaint, event_key: str, by: Any) -> None:
    """Order a letter to the care provider, once per event; none without consent (a). Queries.

    When the worker makes the letter it asks for consent again (`casework.provider`).
    """
    if provider_may_know(complaint):
        order(kind, complaint, event_key=event_key, by=by)
