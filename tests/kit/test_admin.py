"""Pages of the admin: what a user may not see does not exist, and nothing undeclared can be asked."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.admin import ModelAdmin
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from backoffice.accounts.models import User
from backoffice.office import OfficeSite
from tests.kit.workshop.models import Shelf, Ticket

pytestmark = [pytest.mark.urls("tests.kit.workshop.urls"), pytest.mark.usefixtures("workshop")]
TICKETS = "/admin/workshop/ticket/"
SHELVES = "/admin/workshop/shelf/"
SignIn = Callable[[User], Client]


@pytest.fixture
def mine(officer: User) -> Ticket:
    """A ticket of the officer."""
    return Ticket.objects.create(title="Kettle", owner=officer, note="leaks")


@pytest.fixture
def hidden(coordinator: User) -> Ticket:
    """A ticket of somebody else, which the officer may not see."""
    return Ticket.objects.create(title="Canary", owner=coordinator, secret="canary")


@pytest.fixture
def secret_shelf() -> Shelf:
    """A shelf for coordinators."""
    return Shelf.objects.create(name="Canary shelf", is_secret=True)


def test_the_list_holds_only_what_is_visible(
    officer: User, mine: Ticket, hidden: Ticket, signed_in: SignIn
) -> None:
    page = signed_in(officer).get(TICKETS).content.decode()

    assert "Kettle" in page
    assert "Canary" not in page


@pytest.mark.parametrize("page", ["change/", "history/", "delete/", "step/start/", "paper/", ""])
def test_no_page_of_a_hidden_object_exists(
    officer: User, hidden: Ticket, signed_in: SignIn, page: str
) -> None:
    client = signed_in(officer)

    assert client.get(f"{TICKETS}{hidden.pk}/{page}", follow=True).status_code == 404


@pytest.mark.parametrize("page", ["change/", "delete/", "step/finish/"])
def test_a_forged_post_to_a_hidden_object_finds_nothing(
    officer: User, hidden: Ticket, signed_in: SignIn, page: str
) -> None:
    forged = {"title": "Stolen", "version": "0", "result": "forged", "post": "yes"}

    response = signed_in(officer).post(f"{TICKETS}{hidden.pk}/{page}", forged)

    assert response.status_code == 404
    hidden.refresh_from_db()
    assert (hidden.title, hidden.state) == ("Canary", "new")


@pytest.mark.parametrize("page", [TICKETS, f"{TICKETS}add/", "/admin/workshop/ticket/nonsense/change/"])
def test_a_role_without_the_permission_meets_404_and_not_403(
    finance: User, signed_in: SignIn, page: str
) -> None:
    assert signed_in(finance).get(page).status_code == 404


def test_who_is_not_signed_in_is_sent_to_the_door(mine: Ticket, client: Client) -> None:
    response = client.get(f"{TICKETS}{mine.pk}/change/")

    assert response.status_code == 302
    assert response["Location"].startswith("/admin/login/")


@pytest.mark.parametrize(
    "query",
    ["secret__startswith=c", "title__startswith=K", "owner__email__contains=a", "shelf__name=x", "foo=bar"],
)
def test_an_undeclared_question_in_the_address_leads_back_to_the_whole_list(
    officer: User, mine: Ticket, signed_in: SignIn, query: str
) -> None:
    response = signed_in(officer).get(f"{TICKETS}?{query}", follow=True)

    assert response.redirect_chain == [(f"{TICKETS}?e=1", 302)]
    assert "kan deze lijst niet worden gefilterd" in response.content.decode()
    assert str(mine.pk) in response.content.decode()


@pytest.mark.parametrize("value", ["x", "1,y"])
def test_a_filter_on_what_no_row_can_have_leads_back_to_the_whole_list(
    officer: User, mine: Ticket, signed_in: SignIn, value: object
) -> None:
    for name in ("Open shelf", "Other shelf"):
        Shelf.objects.create(name=name)

    response = signed_in(officer).get(f"{TICKETS}?shelf__id__exact={value}", follow=True)

    assert response.status_code == 200
    assert response.redirect_chain == [(f"{TICKETS}?e=1", 302)]


@pytest.mark.parametrize("key", ["x", 9**30, ""])
def test_a_forged_choice_of_lines_is_refused_and_nothing_is_done(
    officer: User, mine: Ticket, signed_in: SignIn, key: object
) -> None:
    chosen = {"action": "step_start", "_selected_action": [str(mine.pk), str(key)]}

    response = signed_in(officer).post(TICKETS, chosen, follow=True)

    mine.refresh_from_db()
    assert "Er is niets gedaan; kies opnieuw." in response.content.decode()
    assert mine.state == "new"


@pytest.mark.parametrize(
    "query", ["state__exact=new", "shelf__id__exact=1", "shelf__isnull=True", "q=ket", "p=1"]
)
def test_a_declared_filter_works(officer: User, mine: Ticket, signed_in: SignIn, query: str) -> None:
    assert signed_in(officer).get(f"{TICKETS}?{query}").status_code == 200


def test_filters_and_drop_downs_name_only_visible_rows(
    officer: User, mine: Ticket, secret_shelf: Shelf, signed_in: SignIn
) -> None:
    Shelf.objects.create(name="Open shelf")
    client = signed_in(officer)

    pages = [client.get(address).content.decode() for address in (TICKETS, f"{TICKETS}{mine.pk}/change/")]

    assert all("Open shelf" in page for page in pages)
    assert all("Canary shelf" not in page for page in pages)


def test_autocomplete_finds_only_visible_rows(
    officer: User, secret_shelf: Shelf, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The workshop is no installed app, so Django's registry does not know its models by name.
    known = SimpleNamespace(get_model=lambda *_names: Ticket)
    monkeypatch.setattr("django.contrib.admin.views.autocomplete.apps", known)
    Shelf.objects.create(name="Open shelf")
    asked = {"app_label": "workshop", "model_name": "ticket", "field_name": "shelf", "term": "shelf"}

    answer = signed_in(officer).get("/admin/autocomplete/", asked).json()

    assert [one["text"] for one in answer["results"]] == ["Open shelf"]


def test_a_forged_relation_to_a_hidden_row_is_refused_without_its_name(
    officer: User, mine: Ticket, secret_shelf: Shelf, signed_in: SignIn
) -> None:
    forged = {"title": "Kettle", "note": "", "shelf": secret_shelf.pk, "other_shelf": secret_shelf.pk}

    response = signed_in(officer).post(f"{TICKETS}{mine.pk}/change/", forged)

    mine.refresh_from_db()
    assert response.status_code == 200
    assert (mine.shelf, mine.other_shelf) == (None, None)
    assert "Canary shelf" not in response.content.decode()


def test_a_declared_page_of_an_object_opens_for_who_sees_it(
    officer: User, mine: Ticket, signed_in: SignIn
) -> None:
    assert signed_in(officer).get(f"{TICKETS}{mine.pk}/paper/").content == b"paper of Kettle"


def test_who_sees_but_does_not_handle_reads_only(coordinator: User, mine: Ticket, signed_in: SignIn) -> None:
    client = signed_in(coordinator)

    page = client.get(f"{TICKETS}{mine.pk}/change/")
    forged = client.post(f"{TICKETS}{mine.pk}/change/", {"title": "Stolen"})

    assert page.status_code == 200
    assert 'name="title"' not in page.content.decode()
    assert forged.status_code == 403
    mine.refresh_from_db()
    assert mine.title == "Kettle"


def test_nothing_is_deleted_where_that_was_not_declared(
    officer: User, mine: Ticket, signed_in: SignIn
) -> None:
    client = signed_in(officer)

    gone = client.post(f"{TICKETS}{mine.pk}/delete/", {"post": "yes"})
    client.post(TICKETS, {"action": "delete_selected", "_selected_action": str(mine.pk), "post": "yes"})

    assert gone.status_code == 404
    assert Ticket.objects.filter(pk=mine.pk).exists()


def test_the_question_whether_to_delete_names_nothing_hidden(
    officer: User, coordinator: User, hidden: Ticket, signed_in: SignIn
) -> None:
    shelf = Shelf.objects.create(name="Open shelf")
    Ticket.objects.filter(pk=hidden.pk).update(shelf=shelf)

    page = signed_in(officer).get(f"{SHELVES}{shelf.pk}/delete/").content.decode()

    assert "Canary" not in page


def test_rows_under_an_object_are_only_the_visible_ones(
    officer: User, mine: Ticket, hidden: Ticket, signed_in: SignIn
) -> None:
    shelf = Shelf.objects.create(name="Open shelf")
    Ticket.objects.update(shelf=shelf, other_shelf=shelf)

    page = signed_in(officer).get(f"{SHELVES}{shelf.pk}/change/").content.decode()

    assert page.count('value="Kettle"') == 2
    assert "Canary" not in page


def test_a_forged_row_under_an_object_changes_nothing_hidden(
    officer: User, hidden: Ticket, signed_in: SignIn
) -> None:
    shelf = Shelf.objects.create(name="Open shelf")
    Ticket.objects.update(shelf=shelf)
    none = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0"}
    one = {"TOTAL_FORMS": "1", "INITIAL_FORMS": "1", "0-id": str(hidden.pk), "0-title": "Stolen"}
    forged = {
        "name": "Open shelf",
        **{f"ticket_set-{name}": value for name, value in one.items()},
        **{f"other_tickets-{name}": value for name, value in none.items()},
    }

    signed_in(officer).post(f"{SHELVES}{shelf.pk}/change/", forged)

    hidden.refresh_from_db()
    assert hidden.title == "Canary"


def test_the_state_cannot_be_typed(officer: User, mine: Ticket, signed_in: SignIn) -> None:
    posted = {"title": "Kettle", "note": "leaks", "state": "done", "version": "7"}

    signed_in(officer).post(f"{TICKETS}{mine.pk}/change/", posted)

    mine.refresh_from_db()
    assert (mine.state, mine.version) == ("new", 0)


def test_saving_a_field_keeps_a_step_that_was_taken_in_the_same_moment(
    officer: User, mine: Ticket, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    stale = Ticket.objects.get(pk=mine.pk)
    Ticket.objects.filter(pk=mine.pk).update(state="busy", version=1)
    monkeypatch.setattr(ModelAdmin, "get_object", lambda *_args, **_kwargs: stale)

    signed_in(officer).post(f"{TICKETS}{mine.pk}/change/", {"title": "Kettle 2", "note": "leaks"})

    monkeypatch.undo()
    mine.refresh_from_db()
    assert (mine.title, mine.state, mine.version) == ("Kettle 2", "busy", 1)


def test_a_long_list_is_counted_to_a_cap(
    officer: User, mine: Ticket, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backoffice.kit.paginator.CAP", 2)
    Ticket.objects.bulk_create(Ticket(title=f"T{i}", owner=officer) for i in range(3))

    page = signed_in(officer).get(TICKETS).content.decode()

    assert "meer dan 2" in " ".join(page.split())


def test_our_own_pages_must_be_office_pages_and_those_of_libraries_stay_shut() -> None:
    site = OfficeSite()

    with pytest.raises(ImproperlyConfigured, match="no OfficeAdmin"):
        site.register(User)
    site.register(LogEntry)

    assert not site.is_registered(LogEntry)


def test_history_tells_who_changed_which_field(officer: User, mine: Ticket, signed_in: SignIn) -> None:
    client = signed_in(officer)
    client.post(f"{TICKETS}{mine.pk}/change/", {"title": "Kettle 2", "note": "leaks"})

    page: Any = client.get(f"{TICKETS}{mine.pk}/history/").content.decode()

    assert officer.name in page
