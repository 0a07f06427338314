"""An order that cannot be made says so and leaves the others alone."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest

from backoffice.accounts.models import User
from backoffice.kit import clock as office_clock
from backoffice.kit.encryption import CannotDecrypt
from documents.actions.issue import issue_waiting, order
from documents.kinds import DocumentKind, kinds
from documents.models import IssuedDocument, LetterOrder
from tests.factories.documents import PROOF, make_member, proof_kind

pytestmark = pytest.mark.django_db
POISON = "Gif in de rij"


@pytest.fixture
def two_orders(proof_in_use: DocumentKind, coordinator: User, clock: Any) -> tuple[LetterOrder, LetterOrder]:
    """The first is about a member whose letter breaks."""
    poisoned, sound = make_member(name=POISON, city="Enschede"), make_member(city="Enschede")
    first = order(PROOF, poisoned, event_key="register:1", by=coordinator)
    return first, order(PROOF, sound, event_key="register:2", by=coordinator)


def break_with(proof: DocumentKind, error: Callable[[], Any]) -> None:
    """Lets the poisoned letter fail in this way while its values are gathered."""

    def build(member: Any) -> Mapping[str, Any]:
        return error() if member.name == POISON else proof.build_context(member)

    kinds._things[PROOF] = proof_kind(proof.template.parent, build_context=build)


def raising(error: Exception) -> Callable[[], Any]:
    """A function that only fails."""

    def fail() -> Any:
        raise error

    return fail


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (raising(CannotDecrypt("geheim")), "niet te ontcijferen"),
        (raising(OSError("geheim")), "OSError"),
        (lambda: {"lid": {"naam": object(), "nummer": "geheim"}}, "TypeError"),
    ],
)
def test_a_broken_order_says_why_and_the_next_one_is_made(
    two_orders: tuple[LetterOrder, LetterOrder],
    proof_in_use: DocumentKind,
    failure: Callable[[], Any],
    said: str,
) -> None:
    broken, sound = two_orders
    break_with(proof_in_use, failure)

    assert issue_waiting() == 1

    broken.refresh_from_db()
    sound.refresh_from_db()
    assert sound.document is not None
    assert broken.attempts == 1
    assert said in broken.last_error
    assert "geheim" not in broken.last_error
    assert broken.next_attempt_at == broken.ordered_at + timedelta(minutes=1)


def test_an_error_that_nobody_foresaw_is_loud_after_the_others_are_made_and_does_not_come_first_again(
    two_orders: tuple[LetterOrder, LetterOrder], proof_in_use: DocumentKind
) -> None:
    broken, sound = two_orders
    break_with(proof_in_use, raising(ZeroDivisionError("a mistake of ours")))

    with pytest.raises(ZeroDivisionError):
        issue_waiting()

    sound.refresh_from_db()
    broken.refresh_from_db()
    assert sound.document is not None
    assert "afgebroken" in broken.last_error
    assert issue_waiting() == 0


def test_an_order_is_made_once_what_broke_it_is_mended(
    two_orders: tuple[LetterOrder, LetterOrder], proof_in_use: DocumentKind
) -> None:
    break_with(proof_in_use, raising(OSError()))
    issue_waiting()
    kinds._things[PROOF] = proof_in_use

    with office_clock.at(office_clock.now() + timedelta(minutes=2)):
        assert issue_waiting() == 1

    assert IssuedDocument.objects.count() == LetterOrder.objects.filter(last_error="").count() == 2
