"""A member list on its way in: what is new, changed or known, confirmed whole, and taken back."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backoffice.accounts.models import User
from backoffice.kit import clock
from backoffice.kit.transitions import Refused, perform
from billing.actions.import_checking import check
from billing.actions.member_import import check_list, confirm, receive_list, undo
from billing.member_list.preview import preview_rows
from billing.models import BatchState, ChangeKind, Contact, ImportBatch, Member, MemberChange, Subscription
from tests.factories.billing import LIST_2026, LIST_NEW, brought_in, checked, load_products, member_list, row
from tests.kit.exchange import files

pytestmark = pytest.mark.django_db


MEMBER = ["number", "name", "kvk", "phone", "city", "laws", "left_on", "search_text"]
CONTACT = ["member__number", "name", "email"]
SUBSCRIPTION = ["member__number", "product__code", "state", "starts_on", "ends_on"]


def everything() -> list[Any]:
    """All that a list can change, apart from versions and moments."""
    return [
        list(Member.objects.order_by("number").values_list(*MEMBER)),
        list(Contact.objects.order_by("member__number").values_list(*CONTACT)),
        list(Subscription.objects.order_by("member__number", "product__code").values_list(*SUBSCRIPTION)),
    ]


def test_both_shipped_lists_go_in_whole_and_again_change_nothing() -> None:
    load_products()

    for path, counts in ((LIST_2026, (240, 0)), (LIST_NEW, (0, 60))):
        batch = check_list(path)
        assert (batch.new_count, batch.changed_count, batch.wrong_count) == (*counts, 0)
        confirm(batch)
        assert check_list(path).counts["unchanged"] == sum(counts)

    assert Member.objects.count() == 240


def test_a_row_becomes_a_member_with_everything_in_it() -> None:
    brought_in(row())

    member = Member.objects.get()
    member.full_clean()
    assert (member.kvk, member.joined_on) == ("57126116", date(2016, 8, 25))
    assert list(member.laws) == ["Zvw", "Wlz"]
    assert member.contacts.get().name == "Joep Cornelisse"
    assert [(one.product.code, one.state) for one in member.subscriptions.order_by("product")] == [
        ("klachtenfunctionaris", "active"),
        ("fg", "active"),
    ]
    assert Member.objects.search("molenaarsgraaf").get() == member


@pytest.mark.parametrize("typed", ["7219BC", "7219bc", "7219  bc"])
def test_a_postcode_is_the_same_however_it_was_typed(typed: str) -> None:
    brought_in(row(postcode=typed))

    again = [checked(row(postcode=other)) for other in ("7219BC", "7219 BC")]

    assert Member.objects.get().postcode == "7219 BC"
    assert [batch.counts["unchanged"] for batch in again] == [1, 1]


def test_only_what_changed_is_written_and_logged() -> None:
    brought_in(row())

    batch = checked(row(telefoon="053-7654321", plaats="Enschede"))
    (found,) = preview_rows(batch, "changed")
    confirm(batch)

    expected = {"phone": ["+31 6 5774720", "053-7654321"], "city": ["Molenaarsgraaf", "Enschede"]}
    assert found["changes"] == expected
    assert MemberChange.objects.get(kind=ChangeKind.CHANGED).changes == expected
    assert Member.objects.search("enschede").count() == 1


def test_checking_changes_nothing() -> None:
    brought_in(row())
    before = everything()

    checked(row(naam="Anders", abonnementen="", contactpersoon="Piet"), row(lidnummer="L2"))

    assert everything() == before


def test_a_list_with_few_columns_leaves_the_others_alone() -> None:
    brought_in(row())

    brought_in({"lidnummer": "L1", "plaats": "Almelo"})

    member = Member.objects.get()
    assert (member.city, member.name, member.subscriptions.count()) == ("Almelo", "Thuiszorg De Brug", 2)


def test_without_a_number_the_kvk_and_branch_number_name_the_member() -> None:
    brought_in(row())

    brought_in({"kvk": "57126116", "vestigingsnummer": "040364797839", "plaats": "Almelo"})

    assert Member.objects.get().city == "Almelo"


def test_a_sheet_that_kept_numbers_as_amounts_gives_the_same_member() -> None:
    brought_in(row(kvk="03194347"))
    header = list(row())
    cells: list[Any] = [3194347.0 if name == "kvk" else text for name, text in row().items()]
    cells[header.index("lid_sinds")] = date(2016, 8, 25)

    batch = check_list(files.sheet(header, cells), "leden.xlsx")

    assert batch.counts["unchanged"] == 1


def test_a_number_with_another_kvk_gets_a_clear_warning() -> None:
    brought_in(row())

    batch = checked(row(kvk="11111111"))

    (found,) = preview_rows(batch, "changed")
    assert batch.warning_count == 1
    assert "57126116 → 11111111" in found["warnings"][0]
    assert "andere organisatie" in found["warnings"][0]


def test_a_new_number_for_a_known_organisation_gets_a_warning() -> None:
    brought_in(row())

    batch = checked(row(lidnummer="L2"))

    (found,) = preview_rows(batch, "new")
    assert "L1" in found["warnings"][0]


def test_a_subscription_that_is_no_longer_listed_ends_and_a_new_one_begins() -> None:
    with clock.at(date(2026, 3, 24)):
        brought_in(row())
        brought_in(row(abonnementen="klachtenfunctionaris|klachtencommissie"))

    states = {one.product.code: (one.state, one.ends_on) for one in Subscription.objects.all()}
    assert states == {
        "klachtenfunctionaris": ("active", None),
        "fg": ("ended", date(2026, 3, 24)),
        "klachtencommissie": ("active", None),
    }
    assert Subscription.objects.get(product__code="fg").events.get().name == "end"


@pytest.mark.parametrize(("left", "state"), [("31-12-2026", "notice_given"), ("01-01-2026", "ended")])
def test_subscriptions_of_a_member_that_leaves_end_with_it_and_stay_listed(left: str, state: str) -> None:
    with clock.at(date(2026, 3, 24)):
        brought_in(row())
        brought_in(row(lid_tot=left))
        again = checked(row(lid_tot=left))

    assert {one.state for one in Subscription.objects.all()} == {state}
    assert again.counts["unchanged"] == 1


def test_another_contact_does_not_inherit_the_addresses_of_the_former_one() -> None:
    brought_in(row())
    Contact.objects.update(email="joep@example.org")

    brought_in(row(contactpersoon="Piet"))

    contact = Contact.objects.get()
    assert (contact.name, contact.email) == ("Piet", "")


def test_undo_takes_back_new_and_changed_members_exactly() -> None:
    brought_in(row())
    Contact.objects.update(email="joep@example.org")
    before = everything()
    batch = brought_in(
        row(naam="Anders", lid_tot="31-12-2030", abonnementen="klachtencommissie", contactpersoon="Piet"),
        row(lidnummer="L2"),
    )

    undo(batch)

    assert everything() == before
    assert batch.state == BatchState.UNDONE
    kinds = MemberChange.objects.filter(batch=batch).values_list("kind", flat=True)
    assert set(kinds) == {"created", "changed", "removed", "restored"}


def test_lists_can_be_undone_one_after_the_other() -> None:
    first = brought_in(row())
    second = brought_in(row(naam="Anders"))

    undo(second)
    undo(first)

    assert not Member.objects.exists()


def test_undo_is_refused_with_names_when_somebody_worked_on_a_member() -> None:
    batch = brought_in(row(), row(lidnummer="L2"))
    Member.objects.filter(number="L2").update(city="Anders")
    before = everything()

    with pytest.raises(Refused, match="L2") as refused:
        undo(batch)

    assert "L1" not in str(refused.value)
    assert everything() == before
    assert batch.state == BatchState.DONE


def test_undo_is_refused_when_a_subscription_took_a_step(finance: User) -> None:
    batch = brought_in(row())
    perform(Subscription.objects.get(product__code="fg"), "end", by=finance)

    with pytest.raises(Refused, match="L1"):
        undo(batch)


def test_undo_is_refused_when_something_refers_to_a_new_member() -> None:
    batch = brought_in(row(), row(lidnummer="L2"))
    later = Member.objects.create(
        number="X1", name="Onder de koepel", umbrella=Member.objects.get(number="L1")
    )

    with pytest.raises(Refused, match="L1"):
        undo(batch)

    assert Member.objects.filter(pk=later.pk).exists()


def test_confirming_is_refused_when_a_member_changed_after_the_check() -> None:
    brought_in(row())
    batch = checked(row(naam="Van de lijst"), row(lidnummer="L2"))
    Member.objects.filter(number="L1").update(name="Van een collega")

    with pytest.raises(Refused, match="L1"):
        confirm(batch)

    assert list(Member.objects.values_list("name", flat=True)) == ["Van een collega"]
    assert batch.state == BatchState.READY


def test_confirming_is_refused_when_a_new_member_came_in_otherwise() -> None:
    batch = checked(row())
    Member.objects.create(number="L1", name="Eerder")

    with pytest.raises(Refused, match="L1"):
        confirm(batch)

    assert Member.objects.get().name == "Eerder"


def test_confirming_twice_brings_in_once_and_names_who_was_first(finance: User) -> None:
    batch = checked(row())
    same = ImportBatch.objects.get(pk=batch.pk)
    confirm(batch, by=finance)

    with pytest.raises(Refused, match=finance.name):
        confirm(same, by=finance)

    assert Member.objects.count() == 1


@pytest.mark.parametrize("role", ["officer", "administrator", "confidant", "complainant"])
def test_nobody_but_finance_and_coordinators_brings_in_confirms_and_undoes(role: str, user_with: Any) -> None:
    stranger = user_with(role)
    batch = checked(row())

    for act in (
        lambda: confirm(batch, by=stranger),
        lambda: undo(batch, by=stranger),
        lambda: check_list(b"", by=stranger),
    ):
        with pytest.raises(Refused, match="financiële administratie"):
            act()

    assert not Member.objects.exists()


def test_a_received_list_waits_for_the_worker_and_then_counts_its_rows(
    finance: User, django_capture_on_commit_callbacks: Any
) -> None:
    load_products()
    upload = _upload(member_list(row()))
    with django_capture_on_commit_callbacks() as queued:
        batch = receive_list(upload, "leden.csv", by=finance)

    assert batch.state == BatchState.CHECKING
    assert len(queued) == 1
    check(batch)
    assert (batch.state, batch.rows_checked, batch.row_count) == (BatchState.READY, 1, 1)


def test_a_received_file_that_cannot_be_read_says_why(finance: User) -> None:
    batch = receive_list(_upload(b"%PDF-1.7"), "leden.csv", by=finance)

    check(batch)

    assert batch.state == BatchState.FAILED
    assert "PDF" in batch.reasons[0]


def test_the_number_of_queries_does_not_grow_with_the_rows() -> None:
    load_products()
    few = [row(lidnummer=f"L{number}") for number in range(3)]
    many = [row(lidnummer=f"M{number}") for number in range(60)]

    assert _queries(few) == _queries(many)


def _queries(rows: list[dict[str, str]]) -> int:
    with CaptureQueriesContext(connection) as captured:
        confirm(check_list(member_list(*rows), "leden.csv"))
    return len(captured)


def _upload(content: bytes) -> Any:
    return SimpleUploadedFile("leden.csv", content)
