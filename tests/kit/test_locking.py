"""One change at a time: the row is locked, and a stale page is told who was first."""

import pytest
from django.db import transaction

from backoffice.accounts.models import User
from backoffice.kit.history import Category, record
from backoffice.kit.locking import locked
from backoffice.kit.refusals import Refused
from backoffice.kit.transitions import perform
from tests.kit.workshop.models import Ticket, TicketQuerySet


@pytest.fixture
def ticket(workshop: None, clock: object, officer: User) -> Ticket:
    """A new ticket with its note."""
    return Ticket.objects.create(title="Kettle", note="It leaks", owner=officer)


def reason(stale: Ticket, by: User | None) -> str:
    """Why a stale ticket cannot be changed."""
    with pytest.raises(Refused) as refused, transaction.atomic():
        locked(stale, by=by)
    return refused.value.reasons[0]


def test_a_fresh_row_is_given_as_it_is_now(ticket: Ticket, officer: User) -> None:
    Ticket.objects.filter(pk=ticket.pk).update(title="Pan")

    with transaction.atomic():
        assert locked(ticket, by=officer).title == "Pan"


@pytest.mark.django_db(transaction=True)
def test_a_row_is_locked_in_a_transaction_only() -> None:
    with pytest.raises(RuntimeError):
        locked(Ticket(title="Kettle"), by=None)


def test_a_stale_page_is_told_who_took_which_step(ticket: Ticket, officer: User, coordinator: User) -> None:
    stale = Ticket.objects.get(pk=ticket.pk)
    perform(ticket, "start", by=officer)

    for who in (officer, coordinator, None):
        assert all(word in reason(stale, who) for word in (officer.name, "Start", "09:00"))


def test_letters_and_notes_are_not_taken_for_the_change(
    ticket: Ticket, officer: User, coordinator: User
) -> None:
    stale = Ticket.objects.get(pk=ticket.pk)
    perform(ticket, "start", by=officer)
    record(ticket, "note", by=coordinator, category=Category.NOTE)

    assert coordinator.name not in reason(stale, officer)


def test_who_may_not_see_it_is_not_told_who_was_first(ticket: Ticket, officer: User, finance: User) -> None:
    stale = Ticket.objects.get(pk=ticket.pk)
    perform(ticket, "start", by=officer)

    assert reason(stale, finance) == reason(ticket, finance) == "Dit bestaat niet, of u mag het niet zien."


def test_what_somebody_may_not_see_takes_no_step_of_theirs(
    ticket: Ticket, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TicketQuerySet, "visible_to", lambda rows, _user: rows.none())

    with pytest.raises(Refused) as refused:
        perform(ticket, "start", by=officer)

    assert refused.value.reasons == ("Dit bestaat niet, of u mag het niet zien.",)
    ticket.refresh_from_db()
    assert (ticket.state, ticket.version, ticket.events.count()) == ("new", 0, 0)


def test_a_scheduled_job_needs_to_see_nothing(ticket: Ticket) -> None:
    with transaction.atomic():
        assert locked(ticket, by=None) == ticket


def test_a_change_without_a_step_is_somebody_elses(ticket: Ticket, officer: User) -> None:
    Ticket.objects.filter(pk=ticket.pk).update(version=5)

    assert officer.name not in reason(ticket, officer)
