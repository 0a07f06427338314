"""Consent that is taken back: at any time, whatever the state; it stops all later sharing."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from backoffice.accounts.roles import Role
from backoffice.kit import clock
from backoffice.kit.history import Category, record
from backoffice.kit.locking import locked
from backoffice.kit.refusals import Refused
from casework.models import Complaint, Consent

CONSENT_WITHDRAWN = "consent_withdrawn"
MAY_RECORD = (Role.COORDINATOR, Role.OFFICER, Role.COMPLAINANT)


def withdraw_consent(
    complaint: Complaint, purpose: str, by: Any, *, withdrawn_on: date | None = None, note: str = ""
) -> Consent:
    """Take back the consent to one purpose, from today or from the day on which the complainant said so.

    Whatever goes to the provider later asks for consent again and is refused (`casework.provider`). Raises `Refused`
    when there is no such consent, the day cannot be right, or this user does not handle the complaint.
    """
    day = withdrawn_on or clock.today()
    with transaction.atomic():
        current = locked(complaint, by=by)
        if not (by.is_active and by.has_role(*MAY_RECORD) and current.is_handled_by(by)):
            raise Refused([_("You may not record consent on this complaint. Nothing was saved.")])
        consent = _given(current, purpose)
        _refuse_day(consent, day)
        consent.withdrawn_on = day
        consent.save(update_fields=["withdrawn_on"])
        _tell(current, purpose, day, note, by)
    complaint.refresh_from_db()
    return consent


def _given(current: Complaint, purpose: str) -> Consent:
    last: Consent | None = current.consents.filter(purpose=purpose).last()
    if last is None or not last.answer or last.withdrawn_on:
        raise Refused([_("There is no consent to withdraw for this purpose.")])
    return last


def _refuse_day(consent: Consent, day: date) -> None:
    if day > clock.today():
        raise Refused(
            [_("This date is in the future.")], {"withdrawn_on": [_("This date is in the future.")]}
        )
    if consent.answered_on and day < consent.answered_on:
        early = _("This date is before the day on which consent was given.")
        raise Refused([early], {"withdrawn_on": [early]})


def _tell(current: Complaint, purpose: str, day: date, note: str, by: Any) -> None:
    current.version += 1
    current.save(update_fields=["version"])
    record(
        current,
        CONSENT_WITHDRAWN,
        by=by,
        category=Category.STEP,
        answers={"purpose": purpose, "withdrawn_on": day.isoformat(), "note": note},
        from_state=current.state,
        to_state=current.state,
    )
