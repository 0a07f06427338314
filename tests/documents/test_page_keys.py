"""A page speaks for its own letter: other keys than ours, or for another letter, are refused."""

import pytest

from backoffice.kit.refusals import Refused
from billing.models import Member
from documents.page_keys import key_of_page, signed_key

DE_BRUG, DE_LINDE = Member(number="L1"), Member(number="L2")


def test_a_page_gives_one_key_however_often_its_button_is_pressed() -> None:
    sent = signed_key("proof", DE_BRUG, "3:7")

    assert key_of_page("proof", DE_BRUG, sent) == f"by-hand:{DE_BRUG.pk}:proof:3:7"
    assert len(key_of_page("proof", DE_BRUG, sent)) < 200


@pytest.mark.parametrize(
    ("kind", "subject", "sent"),
    [
        ("proof", DE_BRUG, ""),
        ("proof", DE_BRUG, "3:7"),
        ("proof", DE_BRUG, "x" * 5000),
        ("proof", DE_LINDE, signed_key("proof", DE_BRUG, "3:7")),
        ("reminder", DE_BRUG, signed_key("proof", DE_BRUG, "3:7")),
        ("proof", DE_BRUG, signed_key("proof", DE_BRUG, "3:7").replace("3:7", "4:7")),
    ],
    ids=["nothing", "unsigned", "endless", "of another member", "of another letter", "of another look"],
)
def test_a_key_that_this_page_did_not_send_is_refused(kind: str, subject: Member, sent: str) -> None:
    with pytest.raises(Refused, match="niet meer geldig"):
        key_of_page(kind, subject, sent)
