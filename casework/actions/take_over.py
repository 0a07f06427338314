"""A coordinator takes a complaint over: from nobody, or from a colleague."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from backoffice.accounts.roles import Role
from backoffice.kit.history import Category, record
from backoffice.kit.locking import locked
from backoffice.kit.refusals import Refused
from casework.models import Complaint

TAKEN_OVER = "taken_over"


def take_over(complaint: Complaint, by: Any) -> None:
    """Become the complaint's coordinator. The complaint is refreshed in place. Raises `Refused`."""
    with transaction.atomic():
        current = locked(complaint, by=by)
        _refuse(current, by)
        before = str(current.coordinator or "")
        current.coordinator = by
        current.version += 1
        current.save(update_fields=["coordinator", "version"])
        record(
            current,
            TAKEN_OVER,
            by=by,
            category=Category.STEP,
            answers={"before": before},
            from_state=current.state,
            to_state=current.state,
        )
    complaint.refresh_from_db()


def _refuse(current: Complaint, by: Any) -> None:
    if not (by.is_active and by.has_role(Role.COORDINATOR)):
        raise Refused([_("Only a coordinator can take over a complaint.")])
    if not current.is_open:
        raise Refused([_("The complaint is finished; there is nothing to take over.")])
    if current.coordinator_id == by.pk:
        raise Refused([_("You coordinate this complaint already.")])
