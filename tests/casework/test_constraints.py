"""What SQL itself guarantees, whoever writes."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from casework.models import Attachment, Complaint, Consent, Part, Party, Procedure
from tests.conftest import THE_DAY
from tests.factories.casework import make_awaiting_consent, make_registered
from tests.factories.people import make_user

pytestmark = pytest.mark.usefixtures("clock", "db")
BEFORE = THE_DAY - timedelta(days=1)


def refuses(write: Any) -> bool:
    """Whether the database refuses what is written."""
    try:
        with transaction.atomic():
            write()
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize(
    "values",
    [
        {"state": "lost"},
        {"channel": "pigeon"},
        {"number": None},
        {"registered_on": None},
        {"incident_on": THE_DAY + timedelta(days=1)},
        {"closed_on": BEFORE},
    ],
)
def test_an_impossible_complaint(values: dict[str, Any]) -> None:
    complaint = make_registered()

    assert refuses(lambda: Complaint.objects.filter(pk=complaint.pk).update(**values))


def test_two_complaints_with_one_number() -> None:
    first, second = make_registered(), make_registered()

    assert refuses(lambda: Complaint.objects.filter(pk=second.pk).update(number=first.number))


@pytest.mark.parametrize(
    "values",
    [
        {"role": "judge", "name": "X"},
        {"role": "client", "name": ""},
        {"role": "complainant", "name": "A second one"},
        {"role": "representative", "name": "Nobody knows whether they may"},
        {"role": "agent", "name": "X", "has_authority": False, "authority_checked_on": THE_DAY},
    ],
)
def test_an_impossible_party(values: dict[str, Any]) -> None:
    complaint = make_registered()

    assert refuses(lambda: Party.objects.create(complaint=complaint, **values))


def test_a_respondent_with_an_account() -> None:
    complaint, user = make_registered(), make_user("complainant")

    assert refuses(lambda: Party.objects.create(complaint=complaint, role="respondent", name="X", user=user))


@pytest.mark.parametrize("values", [{"number": 1}, {"number": 0}, {"number": 2, "outcome": "won"}])
def test_an_impossible_part(values: dict[str, Any]) -> None:
    complaint = make_registered()

    assert refuses(lambda: Part.objects.create(complaint=complaint, text="x", **values))


@pytest.mark.parametrize(
    "values",
    [
        {"answer": True},
        {"answer": None, "answered_on": THE_DAY},
        {"answer": True, "answered_on": BEFORE},
        {"answer": False, "answered_on": THE_DAY, "withdrawn_on": THE_DAY},
        {"answer": True, "answered_on": THE_DAY, "withdrawn_on": BEFORE},
        {"purpose": "sell_it"},
    ],
)
def test_an_impossible_consent(values: dict[str, Any]) -> None:
    complaint = make_awaiting_consent(purposes=("share_with_provider",))

    assert refuses(lambda: Consent.objects.filter(complaint=complaint).update(**values))


def test_one_question_at_a_time_per_purpose() -> None:
    complaint = make_awaiting_consent(purposes=("share_with_provider",))

    assert refuses(
        lambda: Consent.objects.create(complaint=complaint, purpose="share_with_provider", asked_on=THE_DAY)
    )


def test_an_empty_attachment() -> None:
    complaint = make_registered()

    assert refuses(
        lambda: Attachment.objects.create(complaint=complaint, name="x", size=0, stored_as="x", sha256="x")
    )


def test_two_current_versions_of_one_procedure() -> None:
    make_registered()

    assert refuses(lambda: Procedure.objects.create(key="wkkgz", version=2, name="X", is_current=True))


def test_a_complaint_with_a_history_is_not_deleted() -> None:
    complaint = make_registered()

    with pytest.raises(ProtectedError):
        complaint.delete()
