"""The one door: who may take a step, why not, what is kept, and that all or nothing happens."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from backoffice.accounts.models import User
from backoffice.accounts.permissions import by_roles
from backoffice.kit.refusals import Refused
from backoffice.kit.registry import AlreadyRegistered
from backoffice.kit.transitions import (
    Guard,
    Steps,
    StepSpec,
    StepTaken,
    perform,
    step_options,
    steps,
    why_not,
)
from tests.kit.workshop.models import Ticket

pytestmark = pytest.mark.usefixtures("workshop")
TICKET = "workshop.ticket"


@pytest.fixture
def ticket(officer: User) -> Ticket:
    """A new ticket with its note."""
    return Ticket.objects.create(title="Kettle", note="It leaks", owner=officer)


@pytest.fixture
def with_effects(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Adds effects to the step "start" of a ticket."""
    table = steps._tables.get(TICKET)

    def add(*effects: Callable[[StepTaken], None]) -> None:
        spec = replace(table.get("start", StepSpec()), effects=effects)
        monkeypatch.setitem(steps._tables._things, TICKET, {**table, "start": spec})

    return add


def test_a_step_moves_the_state_counts_the_version_and_writes_one_event(
    ticket: Ticket, officer: User
) -> None:
    event = perform(ticket, "start", by=officer)

    assert (ticket.state, ticket.version) == ("busy", 1)
    assert (event.name, event.from_state, event.to_state, event.by) == ("start", "new", "busy", officer)
    assert event.by_role == "officer"
    assert list(ticket.events.all()) == [event]


def test_answers_pass_through_the_form_and_are_kept(ticket: Ticket, officer: User) -> None:
    perform(ticket, "finish", by=officer, result="Mended", finished_on="24-03-2026")

    assert ticket.events.get().answers == {"result": "Mended", "finished_on": "2026-03-24"}


def test_every_reason_is_given_at_once(ticket: Ticket, officer: User) -> None:
    with pytest.raises(Refused) as refused:
        perform(ticket, "finish", by=officer, result="no", finished_on="never")

    assert set(refused.value.fields) == {"result", "finished_on"}
    assert len(refused.value.reasons) == 2
    assert str(refused.value) == " ".join(refused.value.reasons)


def test_an_unmet_guard_says_why(ticket: Ticket, officer: User) -> None:
    Ticket.objects.filter(pk=ticket.pk).update(note="")

    with pytest.raises(Refused, match="Write a note first"):
        perform(ticket, "start", by=officer)


def test_the_guard_asks_the_row_and_not_the_object_in_hand(ticket: Ticket, officer: User) -> None:
    Ticket.objects.filter(pk=ticket.pk).update(note="")
    ticket.note = "Typed but never saved"

    with pytest.raises(Refused):
        perform(ticket, "start", by=officer)


def test_a_stranger_is_refused_before_anything_else_is_told(
    ticket: Ticket, user_with: Callable[..., User]
) -> None:
    Ticket.objects.filter(pk=ticket.pk).update(note="")

    for stranger in (user_with("officer"), user_with("coordinator"), user_with("officer", is_active=False)):
        with pytest.raises(Refused) as refused:
            perform(ticket, "start", by=stranger)
        assert "note" not in str(refused.value)


def test_a_scheduled_job_takes_no_step_that_does_not_say_so(ticket: Ticket) -> None:
    with pytest.raises(Refused):
        perform(ticket, "start", by=None)


def test_effects_see_the_moved_row_the_event_and_the_answers(
    ticket: Ticket, officer: User, with_effects: Callable[..., None]
) -> None:
    seen: list[StepTaken] = []
    with_effects(seen.append)

    event = perform(ticket, "start", by=officer)

    [taken] = seen
    assert (taken.subject.state, taken.step, taken.event, taken.by) == ("busy", "start", event, officer)


def test_an_effect_that_fails_undoes_everything(
    ticket: Ticket, officer: User, with_effects: Callable[..., None]
) -> None:
    def write_and_fail(taken: StepTaken) -> None:
        Ticket.objects.filter(pk=taken.subject.pk).update(title="Half")
        raise Refused(["The printer is on fire."])

    with_effects(write_and_fail)

    with pytest.raises(Refused, match="fire"):
        perform(ticket, "start", by=officer)

    ticket.refresh_from_db()
    assert (ticket.state, ticket.version, ticket.title, ticket.events.count()) == ("new", 0, "Kettle", 0)


def test_the_state_cannot_be_set_by_hand(ticket: Ticket) -> None:
    with pytest.raises(AttributeError):
        ticket.state = "done"


def test_reading_the_row_again_follows_the_state_in_whatever_thread(ticket: Ticket, officer: User) -> None:
    other = Ticket.objects.defer("note").get(pk=ticket.pk)
    perform(ticket, "start", by=officer)

    other.refresh_from_db()

    assert other.state == "busy"
    assert "note" in other.get_deferred_fields()
    with pytest.raises(AttributeError):
        other.state = "new"


def test_options_show_what_starts_here_for_this_role_with_reasons_and_in_order(
    ticket: Ticket, officer: User
) -> None:
    usable = step_options(ticket, officer)
    ticket.note = ""
    waiting = step_options(ticket, officer)

    assert [(option.name, option.is_usable) for option in usable] == [("start", True), ("finish", True)]
    assert [(option.name, option.reasons) for option in waiting] == [
        ("start", ("Write a note first.",)),
        ("finish", ()),
    ]


def test_options_of_a_stranger_are_empty(ticket: Ticket, coordinator: User) -> None:
    assert step_options(ticket, coordinator) == []


def test_a_model_states_its_steps_once() -> None:
    tables = Steps()
    tables.register(Ticket, {})

    with pytest.raises(AlreadyRegistered):
        tables.register(Ticket, {})


def test_a_step_that_asks_and_causes_nothing_needs_no_line(ticket: Ticket) -> None:
    assert Steps().of(ticket, "start") == StepSpec()


def test_a_permission_names_roles_that_exist() -> None:
    with pytest.raises(ValueError, match="wizard"):
        by_roles("wizard")


def test_a_guard_has_a_name_for_the_drawing() -> None:
    guard = Guard("is_red", lambda subject: subject == "red", "It is not red.")

    assert (guard.__name__, guard("red"), guard("blue")) == ("is_red", True, False)


def test_an_objection_to_a_person_is_shown_and_holds(
    ticket: Ticket, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = StepSpec(objections=(lambda _ticket, by: "Ask a colleague." if by == officer else "",))
    monkeypatch.setitem(steps._tables._things, TICKET, {"start": spec})

    [start] = [option for option in step_options(ticket, officer) if option.name == "start"]

    assert start.reasons == ("Ask a colleague.",)
    assert why_not(ticket, "start", officer) == ("Ask a colleague.",)
    with pytest.raises(Refused, match="Ask a colleague"):
        perform(ticket, "start", by=officer)
    ticket.refresh_from_db()
    assert (ticket.state, ticket.events.count()) == ("new", 0)
