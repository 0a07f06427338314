"""A letter to the provider that was made while there was consent does not go out when the consent was withdrawn."""

import pytest

from backoffice.accounts.models import User
from backoffice.kit.transitions import Refused
from casework.actions.consent import withdraw_consent
from casework.models import Complaint
from documents.actions.dispatch import dispatch
from documents.actions.issue import issue
from documents.actions.mail import send_letter
from documents.actions.outbox import send_elsewhere
from documents.kinds import kinds
from documents.models import OutgoingMail
from tests.factories.casework import make_informal
from tests.factories.shipped import templates_in_use

pytestmark = pytest.mark.usefixtures("clock", "db")
KIND = "provider_notice"
ELSEWHERE = "jan@thuis.example"


@pytest.fixture
def complaint(coordinator: User) -> Complaint:
    """A complaint with every consent."""
    templates_in_use()
    return make_informal(coordinator)


def queued(complaint: Complaint, by: User) -> OutgoingMail:
    """The mail about a letter to the provider, which waits for the worker."""
    return send_letter(issue(KIND, complaint, by), by=by, attach=False)


def after_dispatch(mail: OutgoingMail) -> OutgoingMail:
    """The mail when the worker has looked at it."""
    dispatch(mail.pk)
    mail.refresh_from_db()
    return mail


def test_with_every_consent_the_letter_goes_out(complaint: Complaint, coordinator: User) -> None:
    assert after_dispatch(queued(complaint, coordinator)).state == "sent"


@pytest.mark.parametrize(
    ("purpose", "said"),
    [
        ("share_with_provider", "toestemming (a)"),
        ("name_complainant", "toestemming (b)"),
        ("use_medical_file", "toestemming (c)"),
    ],
)
def test_what_the_letter_says_and_may_no_longer_say_keeps_its_mail_in_the_house(
    complaint: Complaint, coordinator: User, purpose: str, said: str
) -> None:
    mail = queued(complaint, coordinator)

    withdraw_consent(complaint, purpose, coordinator)

    assert after_dispatch(mail).state == "failed"
    assert said in mail.last_error


def test_consent_for_something_else_may_be_withdrawn(complaint: Complaint, coordinator: User) -> None:
    mail = queued(complaint, coordinator)

    withdraw_consent(complaint, "refer_to_committee", coordinator)

    assert after_dispatch(mail).state == "sent"


def test_also_an_address_that_is_not_known_as_the_providers_gets_nothing(
    complaint: Complaint, coordinator: User
) -> None:
    mail = queued(complaint, coordinator)
    send_elsewhere(mail, ELSEWHERE, coordinator)

    withdraw_consent(complaint, "share_with_provider", coordinator)

    assert after_dispatch(mail).state == "failed"


def test_a_letter_that_names_the_complainant_is_not_queued_without_consent_b(
    complaint: Complaint, coordinator: User
) -> None:
    letter = issue(KIND, complaint, coordinator)
    withdraw_consent(complaint, "name_complainant", coordinator)

    with pytest.raises(Refused, match=r"\(b\)"):
        send_letter(letter, by=coordinator, attach=True)

    assert after_dispatch(queued(complaint, coordinator)).state == "sent"


def test_every_letter_to_the_provider_asks_again_before_it_is_sent() -> None:
    to_provider = [
        kind
        for kind in kinds
        if kind.model_label == "casework.complaint" and kind.key.startswith("provider_")
    ] + [kind for kind in kinds if kind.model_label and kind.key.endswith("_provider")]

    assert len(to_provider) >= 4
    assert {kind.not_to_send.__name__ for kind in to_provider} == {"more_than_allowed"}
