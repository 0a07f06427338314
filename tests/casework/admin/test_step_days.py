"""The day that a step asks, as somebody posts it."""

from collections.abc import Callable

import pytest
from django.test import Client

from backoffice.accounts.models import User
from tests.factories.casework import make_registered

pytestmark = pytest.mark.usefixtures("clock", "db")
SignIn = Callable[[User], Client]


@pytest.mark.parametrize(
    ("day", "said"),
    [("2026-03-30", "in de toekomst"), ("2026-03-20", "voor de dag waarop de klacht is ontvangen")],
)
def test_a_posted_day_of_withdrawal_that_cannot_be_is_refused(
    day: str, said: str, coordinator: User, signed_in: SignIn
) -> None:
    complaint = make_registered(coordinator)

    page = signed_in(coordinator).post(
        f"/admin/casework/complaint/{complaint.pk}/step/withdraw/",
        {"version": complaint.version, "withdrawn_on": day},
    )

    complaint.refresh_from_db()
    assert said in page.content.decode()
    assert complaint.state == "registered"
