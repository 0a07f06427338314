"""What happened is written once and never changed."""

import pytest

from backoffice.accounts.models import User
from backoffice.kit import clock as kit_clock
from backoffice.kit.history import Category, Event, HistoryIsFixed, record
from tests.conftest import THE_DAY
from tests.kit.workshop.models import Ticket, TicketEvent

pytestmark = pytest.mark.usefixtures("workshop", "clock")


@pytest.fixture
def event(officer: User) -> Event:
    """One event of a ticket."""
    ticket = Ticket.objects.create(title="Kettle", owner=officer)
    return record(ticket, "talk", by=officer, category=Category.TALK, answers={"note": "It whistles"})


def test_an_event_says_what_who_in_which_role_and_when(event: Event, officer: User) -> None:
    stored = TicketEvent.objects.get(pk=event.pk)

    assert (stored.name, stored.category, stored.by, stored.by_role) == ("talk", "talk", officer, "officer")
    assert stored.at == kit_clock.now()
    assert stored.answers == {"note": "It whistles"}


def test_a_scheduled_job_has_no_name_and_no_role(officer: User) -> None:
    ticket = Ticket.objects.create(title="Kettle", owner=officer)

    event = record(ticket, "reminded", by=None, category=Category.DEADLINE)

    assert (event.by, event.by_role, event.answers) == (None, "", {})


def test_an_event_is_not_changed_or_removed(event: Event) -> None:
    event.name = "other"

    with pytest.raises(HistoryIsFixed):
        event.save()
    with pytest.raises(HistoryIsFixed):
        event.delete()


def test_events_are_not_changed_or_removed_together(event: Event) -> None:
    with pytest.raises(HistoryIsFixed):
        TicketEvent.objects.update(name="other")
    with pytest.raises(HistoryIsFixed):
        TicketEvent.objects.all().delete()
    assert TicketEvent.objects.get().name == "talk"


def test_the_newest_comes_first(event: Event, officer: User) -> None:
    ticket = Ticket.objects.get()
    with kit_clock.at(THE_DAY.replace(day=25)):
        record(ticket, "later", by=officer, category=Category.NOTE)

    assert [one.name for one in ticket.events.all()] == ["later", "talk"]
