"""Steps on the page: offered with reasons, taken once, refused in words with what was typed kept."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from backoffice.accounts.models import User
from backoffice.kit.admin import bulk
from backoffice.kit.admin.offers import StepBar
from backoffice.kit.transitions import StepOption, perform
from tests.kit.workshop.models import Ticket

pytestmark = [pytest.mark.urls("tests.kit.workshop.urls"), pytest.mark.usefixtures("workshop")]
TICKETS = "/admin/workshop/ticket/"
SignIn = Callable[[User], Client]


@pytest.fixture
def ticket(officer: User) -> Ticket:
    """A new ticket of the officer, with its note still to be written."""
    return Ticket.objects.create(title="Kettle", owner=officer)


@pytest.fixture
def client(officer: User, signed_in: SignIn) -> Client:
    """The officer's browser."""
    return signed_in(officer)


def step_url(ticket: Ticket, step: str) -> str:
    return f"{TICKETS}{ticket.pk}/step/{step}/"


def answers(**given: Any) -> dict[str, Any]:
    return {"version": "0", "result": "Mended it", "finished_on": "2026-03-24", **given}


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_the_page_says_why_the_first_step_cannot_be_taken_and_offers_the_other(
    client: Client, ticket: Ticket
) -> None:
    page = text(client.get(f"{TICKETS}{ticket.pk}/change/"))

    assert "Write a note first." in page
    assert "?step=finish#step" in page
    assert "?step=start" not in page


def test_a_step_opens_its_form_on_the_same_page(client: Client, ticket: Ticket) -> None:
    page = text(client.get(f"{TICKETS}{ticket.pk}/change/?step=finish"))

    assert 'name="result"' in page
    assert 'type="date" name="finished_on"' in page
    assert "The customer gets a letter." in page
    assert 'name="version" value="0"' in page


def test_a_step_that_cannot_be_used_opens_nothing_and_says_why(client: Client, ticket: Ticket) -> None:
    page = text(client.get(f"{TICKETS}{ticket.pk}/change/?step=start"))

    assert 'name="version"' not in page
    assert "Start: Write a note first." in page


def test_a_step_is_taken_with_its_answers(client: Client, ticket: Ticket) -> None:
    response = client.post(step_url(ticket, "finish"), answers())

    ticket.refresh_from_db()
    event = ticket.events.get()
    assert response["Location"] == f"{TICKETS}{ticket.pk}/change/"
    assert (ticket.state, ticket.version) == ("done", 1)
    assert event.answers == {"result": "Mended it", "finished_on": "2026-03-24"}


def test_a_wrong_answer_is_told_beside_the_field_and_keeps_what_was_typed(
    client: Client, ticket: Ticket
) -> None:
    response = client.post(step_url(ticket, "finish"), answers(result="no"))

    ticket.refresh_from_db()
    page = text(response)
    assert ticket.state == "new"
    assert 'value="no"' in page
    assert 'value="2026-03-24"' in page
    assert "field-wrong" in page
    assert "Er is niets veranderd" in page


def test_an_unmet_guard_refuses_a_forged_post(client: Client, ticket: Ticket) -> None:
    response = client.post(step_url(ticket, "start"), {"version": "0"})

    ticket.refresh_from_db()
    assert response.status_code == 409
    assert "Write a note first." in text(response)
    assert ticket.state == "new"


def test_a_wrong_role_refuses_a_forged_post(coordinator: User, ticket: Ticket, signed_in: SignIn) -> None:
    response = signed_in(coordinator).post(step_url(ticket, "finish"), answers())

    ticket.refresh_from_db()
    assert response.status_code == 409
    assert ticket.state == "new"


def test_a_step_from_a_wrong_state_is_refused(client: Client, ticket: Ticket) -> None:
    client.post(step_url(ticket, "finish"), answers())

    response = client.post(step_url(ticket, "start"), {"version": "1"})

    assert response.status_code == 409
    assert ticket.events.count() == 1


@pytest.mark.parametrize("version", ["", "x", None])
def test_a_post_without_a_version_changes_nothing(
    client: Client, ticket: Ticket, version: str | None
) -> None:
    posted = {name: value for name, value in answers(version=version).items() if value is not None}

    response = client.post(step_url(ticket, "finish"), posted)

    ticket.refresh_from_db()
    assert response.status_code == 409
    assert ticket.state == "new"


def test_a_double_click_is_one_step(client: Client, ticket: Ticket) -> None:
    first = client.post(step_url(ticket, "finish"), answers())
    second = client.post(step_url(ticket, "finish"), answers())

    assert first["Location"] == second["Location"]
    assert ticket.events.count() == 1


def test_another_answer_of_the_same_person_in_a_second_window_is_not_lost(
    client: Client, ticket: Ticket
) -> None:
    client.post(step_url(ticket, "finish"), answers())

    response = client.post(step_url(ticket, "finish"), answers(result="Mended it, and told the customer"))

    assert response.status_code == 409
    assert 'value="Mended it, and told the customer"' in text(response)
    assert ticket.events.count() == 1


def test_the_second_of_two_people_is_told_who_was_first(
    client: Client, ticket: Ticket, officer: User, user_with: Callable[..., User]
) -> None:
    other = user_with("officer", name="Yasmin el Amrani")
    Ticket.objects.filter(pk=ticket.pk).update(owner=other)
    perform(Ticket.objects.get(pk=ticket.pk), "finish", by=other, result="Mended by me")
    Ticket.objects.filter(pk=ticket.pk).update(owner=officer)

    response = client.post(step_url(ticket, "finish"), answers(result="Mine as well"))

    page = text(response)
    assert response.status_code == 409
    assert "Yasmin el Amrani" in page
    assert 'value="Mine as well"' in page
    assert ticket.events.count() == 1


def test_a_step_that_does_not_exist_is_404(client: Client, ticket: Ticket) -> None:
    assert client.get(step_url(ticket, "explode")).status_code == 404
    assert client.post(step_url(ticket, "explode"), {"version": "0"}).status_code == 404


def test_the_own_page_of_a_step_that_is_over_leads_back(client: Client, ticket: Ticket) -> None:
    client.post(step_url(ticket, "finish"), answers())

    response = client.get(step_url(ticket, "finish"), follow=True)

    assert response.redirect_chain == [(f"{TICKETS}{ticket.pk}/change/", 302)]
    assert "kan hier nu niet" in text(response)


def test_carry_out_and_next_opens_the_next_one_in_the_same_state(
    client: Client, ticket: Ticket, officer: User
) -> None:
    following = Ticket.objects.create(title="Lamp", owner=officer)

    response = client.post(step_url(ticket, "finish"), answers(_next="1"))

    assert response["Location"] == f"{TICKETS}{following.pk}/change/"


def test_without_a_next_one_it_says_so(client: Client, ticket: Ticket) -> None:
    response = client.post(step_url(ticket, "finish"), answers(_next="1"), follow=True)

    assert "Er is geen volgende" in text(response)


def test_a_bulk_step_first_says_with_which_it_can_be_done(
    client: Client, ticket: Ticket, officer: User
) -> None:
    over = Ticket.objects.create(title="Lamp", owner=officer)
    perform(over, "finish", by=officer, result="Mended")
    chosen = {"action": "step_finish", "_selected_action": [str(ticket.pk), str(over.pk)]}

    page = text(client.post(TICKETS, chosen))

    assert "The customer gets a letter." in page
    assert "kan niet in de status ‘Done’" in page
    ticket.refresh_from_db()
    assert ticket.state == "new"


def test_a_bulk_step_tells_of_each_what_became_of_it(client: Client, ticket: Ticket, officer: User) -> None:
    over = Ticket.objects.create(title="Lamp", owner=officer)
    perform(over, "finish", by=officer, result="Mended")
    chosen = {
        "action": "step_finish",
        "_selected_action": [str(ticket.pk), str(over.pk)],
        "confirmed": "1",
        "result": "All mended",
    }

    page = text(client.post(TICKETS, chosen))

    ticket.refresh_from_db()
    assert ticket.state == "done"
    assert "Kettle" in page
    assert "niet gedaan" in page
    assert over.events.count() == 1


def test_a_bulk_step_says_how_many_it_leaves(
    client: Client, ticket: Ticket, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "AT_MOST", 1)
    lamp = Ticket.objects.create(title="Lamp", owner=officer)
    chosen = {"action": "step_finish", "_selected_action": [str(ticket.pk), str(lamp.pk)]}

    asked = text(client.post(TICKETS, chosen))
    done = text(client.post(TICKETS, {**chosen, "confirmed": "1", "result": "All mended"}))

    assert "Er is 1 meer gekozen" in asked
    assert "Er is 1 meer gekozen" in done
    assert set(Ticket.objects.values_list("title", "state")) == {("Kettle", "done"), ("Lamp", "new")}


def test_a_bulk_step_leaves_alone_what_is_asked_something_else(
    client: Client, ticket: Ticket, officer: User
) -> None:
    fragile = Ticket.objects.create(title="Vase", note="fragile", owner=officer)
    chosen = {
        "action": "step_finish",
        "_selected_action": [str(ticket.pk), str(fragile.pk)],
        "confirmed": "1",
        "result": "All mended",
    }

    page = text(client.post(TICKETS, chosen))

    assert "vraagt hier iets anders" in page
    assert set(Ticket.objects.values_list("title", "state")) == {("Kettle", "done"), ("Vase", "new")}


def test_a_bulk_step_that_is_not_yours_says_so(ticket: Ticket, coordinator: User, signed_in: SignIn) -> None:
    chosen = {"action": "step_finish", "_selected_action": [str(ticket.pk)]}

    page = text(signed_in(coordinator).post(TICKETS, chosen))

    assert "U mag de stap" in page


def test_a_bulk_step_with_nothing_that_exists_changes_nothing(client: Client, coordinator: User) -> None:
    hidden = Ticket.objects.create(title="Canary", owner=coordinator)
    chosen = {"action": "step_finish", "_selected_action": [str(hidden.pk)], "confirmed": "1"}

    response = client.post(TICKETS, chosen, follow=True)

    assert response.status_code == 200
    assert Ticket.objects.get().state == "new"


def test_a_bulk_step_cannot_reach_what_is_hidden(client: Client, ticket: Ticket, coordinator: User) -> None:
    hidden = Ticket.objects.create(title="Canary", owner=coordinator)
    chosen = {
        "action": "step_finish",
        "_selected_action": [str(ticket.pk), str(hidden.pk)],
        "confirmed": "1",
        "result": "All mended",
    }

    page = text(client.post(TICKETS, chosen))

    hidden.refresh_from_db()
    assert hidden.state == "new"
    assert "Canary" not in page


def test_somebody_who_only_looks_sees_no_steps(coordinator: User, ticket: Ticket, signed_in: SignIn) -> None:
    page = text(signed_in(coordinator).get(f"{TICKETS}{ticket.pk}/change/"))

    assert "?step=" not in page


def _option(name: str, rank: int, *reasons: str) -> StepOption:
    return StepOption(name=name, label=name, reasons=reasons, rank=rank, follows="")


def test_the_button_is_the_likeliest_step_forward_that_can_be_used() -> None:
    bar = StepBar(None, (_option("first", 10, "not yet"), _option("second", 20), _option("away", 80)), "")

    primary, others = bar.primary, bar.others

    assert primary
    assert primary.name == "second"
    assert [option.name for option in others] == ["away", "first"]


def test_a_way_out_is_never_the_button() -> None:
    bar = StepBar(None, (_option("first", 10, "not yet"), _option("away", 80)), "")

    primary = bar.primary

    assert primary
    assert primary.name == "first"
