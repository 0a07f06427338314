"""Before consent (a) nothing about a complaint reaches the provider, and after its withdrawal nothing more."""

from dataclasses import replace
from datetime import timedelta

import pytest

from backoffice.accounts.models import User
from backoffice.kit.refusals import Refused
from casework.actions.consent import withdraw_consent
from casework.models import Complaint
from casework.provider import for_provider
from casework.queries.consents import provider_may_know, standing_of
from casework.rules.consent import Purpose, Standing
from documents.actions.issue import compose
from documents.kinds import DocumentKind, Recipient, kinds
from documents.models import LetterOrder, OutgoingMail
from tests.conftest import THE_DAY
from tests.factories.casework import (
    complainant_party,
    make_awaiting_consent,
    make_closed,
    make_in_consultation,
    make_informal,
    make_with_consent,
)

pytestmark = pytest.mark.usefixtures("clock", "db")


def notice_to_provider() -> DocumentKind:
    """A letter to the provider that asks nothing itself; only `for_provider` stands before it."""
    kind = replace(
        kinds.get("acknowledgement"),
        key="provider_notice",
        recipient=lambda complaint: Recipient(name=complaint.member.name),
        may_issue=lambda _user, _complaint: True,
        missing=lambda _complaint: [],
    )
    return for_provider(kind)


def may_go_out(complaint: Complaint, by: User) -> bool:
    """Whether the letter to the provider could be made, by a person or by the worker."""
    kind = notice_to_provider()
    by_person, by_worker = kind.may_issue(by, complaint), kind.missing(complaint) == []
    assert by_person == by_worker
    return by_person


def test_the_letter_to_the_provider_waits_for_consent(coordinator: User) -> None:
    not_asked = make_in_consultation(coordinator)
    waiting = make_awaiting_consent(coordinator)
    refused = make_with_consent(coordinator, refused=("share_with_provider",))
    given = make_with_consent(coordinator)

    assert [may_go_out(one, coordinator) for one in (not_asked, waiting, refused, given)] == [
        False,
        False,
        False,
        True,
    ]


def test_withdrawn_consent_stops_all_later_sharing(coordinator: User) -> None:
    complaint = make_informal(coordinator)

    withdraw_consent(complaint, "share_with_provider", coordinator, note="Belde om dit te zeggen.")

    assert not may_go_out(complaint, coordinator)
    assert standing_of(complaint)[Purpose.SHARE_WITH_PROVIDER] is Standing.WITHDRAWN


def test_a_letter_ordered_while_there_was_consent_is_not_made_after_its_withdrawal(
    coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    complaint = make_informal(coordinator)
    monkeypatch.setitem(kinds._things, "provider_notice", notice_to_provider())
    withdraw_consent(complaint, "share_with_provider", coordinator)

    with pytest.raises(Refused, match=r"\(a\)"):
        compose("provider_notice", complaint)


def test_no_registered_letter_reaches_the_provider_without_consent(coordinator: User) -> None:
    complaint = make_in_consultation(coordinator)
    assert complaint.member is not None

    ready = [
        kind for kind in kinds if kind.model_label == "casework.complaint" and not kind.missing(complaint)
    ]
    recipients = [kind.recipient(complaint) for kind in ready]

    assert {kind.key for kind in ready} >= {"acknowledgement", "consent_form"}
    assert not [one for one in recipients if complaint.member.name in one.name]
    assert not [one for one in recipients if complaint.member.email == one.email]


def test_a_whole_complaint_without_consent_writes_to_nobody_at_the_provider(coordinator: User) -> None:
    complaint = make_with_consent(coordinator, refused=("share_with_provider",))

    assert complaint.member is not None
    assert not provider_may_know(complaint)
    assert not OutgoingMail.objects.filter(to__icontains=complaint.member.email).exists()
    assert set(LetterOrder.objects.values_list("kind", flat=True)) == {"acknowledgement", "consent_form"}


# --- withdrawing ------------------------------------------------------------------------------------------------------


def test_consent_can_be_withdrawn_after_closing_too(coordinator: User) -> None:
    complaint = make_closed(coordinator)

    withdraw_consent(complaint, "use_medical_file", coordinator)

    event = complaint.events.all()[0]
    assert (event.name, event.answers["purpose"]) == ("consent_withdrawn", "use_medical_file")
    assert complaint.state == "closed"


def test_complainants_withdraw_their_own_consent(complainant: User) -> None:
    complaint = make_informal(parties=(complainant_party(user=complainant),))

    withdraw_consent(complaint, "name_complainant", complainant)

    assert standing_of(complaint)[Purpose.NAME_COMPLAINANT] is Standing.WITHDRAWN


@pytest.mark.parametrize("purpose", ["share_with_provider", "refer_to_committee"])
def test_what_was_not_given_cannot_be_withdrawn(purpose: str, coordinator: User) -> None:
    complaint = make_awaiting_consent(coordinator, purposes=("share_with_provider",))

    with pytest.raises(Refused):
        withdraw_consent(complaint, purpose, coordinator)


@pytest.mark.parametrize("days", [1, -1])
def test_withdrawing_on_an_impossible_day_is_refused(days: int, coordinator: User) -> None:
    complaint = make_informal(coordinator)

    with pytest.raises(Refused) as refused:
        withdraw_consent(
            complaint, "share_with_provider", coordinator, withdrawn_on=THE_DAY + timedelta(days=days)
        )

    assert set(refused.value.fields) == {"withdrawn_on"}
    assert provider_may_know(complaint)


def test_a_stranger_withdraws_nothing(officer: User, complainant: User) -> None:
    complaint = make_informal()

    for stranger in (officer, complainant):
        with pytest.raises(Refused):
            withdraw_consent(complaint, "share_with_provider", stranger)

    assert provider_may_know(complaint)


def test_withdrawing_on_a_stale_page_is_refused(coordinator: User) -> None:
    complaint = make_informal(coordinator)
    stale = Complaint.objects.get(pk=complaint.pk)
    withdraw_consent(complaint, "share_with_provider", coordinator)

    with pytest.raises(Refused):
        withdraw_consent(stale, "name_complainant", coordinator)
