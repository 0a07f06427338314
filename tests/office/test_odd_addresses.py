"""Addresses that nobody clicks: what no row can answer leads back to the list, and a forged choice does nothing."""

from typing import Any

import pytest
from django.test import Client

from backoffice.accounts.models import User
from billing.models import Member
from casework.models import Complaint
from documents.models import Batch
from tests.factories.casework import load_casework_reference

pytestmark = pytest.mark.django_db
BEYOND = 10**20


@pytest.mark.filterwarnings("ignore:DateTimeField AuditEvent.at received a naive")
@pytest.mark.parametrize(
    ("role", "address"),
    [
        ("coordinator", f"/admin/casework/complaint/?procedure={BEYOND}"),
        ("coordinator", f"/admin/casework/complaint/?p={BEYOND}"),
        ("administrator", f"/admin/casework/clockrule/?procedure={BEYOND}"),
        ("administrator", "/admin/audit/auditevent/?at__gte=0001-01-01"),
        ("administrator", "/admin/audit/auditevent/?at__gte=nooit"),
    ],
)
def test_a_question_that_no_row_can_answer_still_shows_a_list(
    user_with: Any, client: Client, role: str, address: str
) -> None:
    load_casework_reference()
    client.force_login(user_with(role))

    answer = client.get(address, follow=True)

    assert answer.status_code == 200


@pytest.mark.parametrize("model", [Complaint, Member])
@pytest.mark.parametrize("key", ["x", "1", f"{BEYOND}"])
def test_a_forged_choice_of_lines_gets_words_and_makes_nothing(
    coordinator: User, client: Client, model: Any, key: str
) -> None:
    client.force_login(coordinator)
    chosen = {"action": "make_letters", "_selected_action": [key], "index": "0"}

    answer = client.post(f"/admin/{model._meta.label_lower.replace('.', '/')}/", chosen, follow=True)

    assert "Er is niets gedaan; kies opnieuw." in answer.content.decode()
    assert not Batch.objects.exists()
