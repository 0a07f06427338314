"""The table of steps is the office's table: who may do what from where, and what does not exist yet."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import translation

from backoffice.accounts.models import User
from backoffice.accounts.roles import Role
from backoffice.kit.transitions import Refused, perform, step_options
from casework.models import Complaint
from casework.states import State
from tests.factories.casework import make_complaint, make_in_state

pytestmark = pytest.mark.usefixtures("clock", "db")

OPEN = {
    "received", "registered", "in_consultation", "awaiting_consent", "informal", "mediation", "options_sent",
    "with_committee",
}  # fmt: skip
FINISHED = {"closed", "withdrawn", "out_of_scope"}

# step → from, to, who (the office's contract; a change here is a change of the procedure)
CONTRACT: dict[str, tuple[set[str], str, set[str]]] = {
    "register": ({"received"}, "registered", {"coordinator"}),
    "decline": ({"received", "registered"}, "out_of_scope", {"coordinator"}),
    "record_contact": ({"registered"}, "in_consultation", {"coordinator", "officer"}),
    "request_consent": ({"in_consultation"}, "awaiting_consent", {"coordinator", "officer"}),
    "record_consent": (
        {"awaiting_consent"},
        "in_consultation",
        {"coordinator", "officer", "complainant"},
    ),
    "handle_informally": ({"in_consultation"}, "informal", {"coordinator", "officer"}),
    "assign_officer": ({"in_consultation", "informal"}, "mediation", {"coordinator"}),
    "plan_mediation": ({"mediation"}, "mediation", {"coordinator", "officer"}),
    "record_mediation": ({"mediation"}, "mediation", {"coordinator", "officer"}),
    "send_options": ({"informal", "mediation"}, "options_sent", {"coordinator", "officer"}),
    "refer": (OPEN - {"received", "with_committee"}, "with_committee", {"coordinator", "complainant"}),
    "close": (OPEN - {"received", "registered"}, "closed", {"coordinator", "officer"}),
    "withdraw": (OPEN, "withdrawn", {"coordinator", "complainant"}),
    "reopen": (FINISHED, "in_consultation", {"coordinator"}),
    "anonymise": (FINISHED, "anonymised", {"administrator"}),
}
NOT_YET = {
    "assign_officer",
    "plan_mediation",
    "record_mediation",
    "send_options",
    "refer",
    "reopen",
    "anonymise",
}


def declared() -> dict[str, tuple[set[str], set[str], set[str]]]:
    """The table as the code has it."""
    table: dict[str, tuple[set[str], set[str], set[str]]] = {}
    for transition in Complaint().get_all_state_transitions():  # type: ignore[attr-defined]
        sources, targets, roles = table.setdefault(transition.name, (set(), set(), set()))
        sources.add(str(transition.source))
        targets.add(str(transition.target))
        roles |= transition.permission.roles
    return table


def test_steps_are_those_of_the_contract() -> None:
    expected = {name: (source, {target}, who) for name, (source, target, who) in CONTRACT.items()}

    assert declared() == expected


def test_only_anonymising_may_be_done_by_a_scheduled_job() -> None:
    scheduled = {
        transition.name
        for transition in Complaint().get_all_state_transitions()  # type: ignore[attr-defined]
        if transition.permission.scheduled
    }

    assert scheduled == {"anonymise"}


def test_graph_transitions_draws_every_step() -> None:
    drawn = StringIO()

    call_command("graph_transitions", "casework.Complaint", stdout=drawn)

    assert all(f"label={step}" in drawn.getvalue() for step in CONTRACT)


@pytest.mark.parametrize("state", State.values)
def test_every_step_from_a_wrong_state_is_refused_and_changes_nothing(state: str) -> None:
    complaint = make_complaint()
    Complaint.objects.filter(pk=complaint.pk).update(state=state)
    complaint.refresh_from_db()
    wrong = [
        step
        for step, (sources, _target, who) in CONTRACT.items()
        if state not in sources and "coordinator" in who
    ]
    before = complaint.events.count()

    for step in wrong:
        with pytest.raises(Refused, match="kan niet in de status"):
            perform(complaint, step, by=complaint.coordinator)

    complaint.refresh_from_db()
    assert (complaint.state, complaint.events.count()) == (state, before)


@pytest.mark.parametrize("step", CONTRACT)
def test_every_other_role_is_refused(step: str, user_with: Callable[..., User]) -> None:
    sources, _target, who = CONTRACT[step]
    complaint = make_in_state(min(sources))
    strangers = {role.value for role in Role} - who
    before = complaint.events.count()

    for role in strangers:
        with pytest.raises(Refused, match=r"mag de stap|bestaat niet"):
            perform(complaint, step, by=user_with(role))

    assert complaint.events.count() == before


@pytest.mark.parametrize("step", CONTRACT)
def test_the_right_role_with_somebody_elses_complaint_is_refused(
    step: str, user_with: Callable[..., User]
) -> None:
    sources, _target, who = CONTRACT[step]
    complaint = make_in_state(min(sources), is_about_director=True)

    for role in who:
        with pytest.raises(Refused, match=r"mag de stap|bestaat niet"):
            perform(complaint, step, by=user_with(role))


@pytest.mark.parametrize("step", sorted(NOT_YET))
def test_a_step_of_a_later_release_says_so_in_dutch_and_never_passes(step: str) -> None:
    sources, _target, who = CONTRACT[step]
    by_state = {state: make_in_state(state) for state in sources}

    for state, complaint in by_state.items():
        by = complaint.coordinator if "coordinator" in who else None  # a scheduled job
        with translation.override("nl"), pytest.raises(Refused) as refused:
            perform(complaint, step, by=by)
        assert "nog niet beschikbaar" in " ".join(refused.value.reasons)
        complaint.refresh_from_db()
        assert complaint.state == state


def test_close_from_the_committee_waits_for_the_committee() -> None:
    complaint = make_in_state("with_committee")

    with translation.override("nl"), pytest.raises(Refused, match="nog niet beschikbaar"):
        perform(complaint, "close", by=complaint.coordinator, result="x", part_1="resolved")


def test_the_screen_offers_only_steps_from_this_state_and_for_this_role(officer: User) -> None:
    complaint = make_in_state("in_consultation")

    offered = [option.name for option in step_options(complaint, complaint.coordinator)]

    assert set(offered) == {
        "handle_informally",
        "request_consent",
        "assign_officer",
        "close",
        "refer",
        "withdraw",
    }
    assert step_options(complaint, officer) == []


def test_the_first_usable_step_follows_the_consent() -> None:
    waiting, allowed = make_in_state("in_consultation"), make_in_state("informal")

    first = next(o for o in step_options(waiting, waiting.coordinator) if o.is_usable)

    assert first.name == "request_consent"
    assert next(o for o in step_options(allowed, allowed.coordinator) if o.is_usable).name == "close"


def test_an_unknown_step_is_an_error_of_the_programmer() -> None:
    complaint = make_complaint()

    with pytest.raises(LookupError):
        perform(complaint, "explode", by=complaint.coordinator)


def test_an_answer_that_was_not_asked_is_an_error_of_the_programmer() -> None:
    complaint = make_complaint()

    with pytest.raises(TypeError):
        perform(complaint, "register", by=complaint.coordinator, state="closed")
