"""How long a session lasts, and what ends it."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from backoffice.accounts.models import User
from backoffice.kit import clock as kit_clock
from tests.factories.people import PASSWORD, make_user

pytestmark = pytest.mark.django_db
START = dt.datetime(2026, 3, 24, 8, tzinfo=dt.UTC)


def visit(client: Client, minutes: int) -> int:
    """The status of the settings page this many minutes after the start."""
    with kit_clock.at(START + dt.timedelta(minutes=minutes)):
        return client.get(reverse("admin:my_settings")).status_code


def test_half_an_hour_of_nothing_ends_the_session_and_says_so(client: Client, officer: User) -> None:
    client.force_login(officer)

    assert visit(client, 0) == 200
    assert visit(client, 29) == 200
    assert visit(client, 29 + 32) == 302
    assert visit(client, 29 + 33) == 302


def test_the_sign_in_page_says_why_and_leads_back(client: Client, officer: User) -> None:
    client.force_login(officer)
    visit(client, 0)

    with kit_clock.at(START + dt.timedelta(hours=1)):
        response = client.get(reverse("admin:my_settings"), follow=True)

    assert "een half uur" in response.content.decode()
    assert response.context["next"] == reverse("admin:my_settings")


def ask(client: Client, minutes: int) -> Any:
    """The answer, this many minutes after the start, to the question whether one is still signed in."""
    with kit_clock.at(START + dt.timedelta(minutes=minutes)):
        return client.get(reverse("admin:still_signed_in"))


def test_asking_whether_one_is_still_signed_in_prolongs_nothing(client: Client, officer: User) -> None:
    client.force_login(officer)
    visit(client, 0)

    answers = [ask(client, minutes).json()["signed_in"] for minutes in (20, 29, 31)]

    assert answers == [True, True, False]
    assert visit(client, 32) == 302


def test_the_answer_whether_one_is_still_signed_in_is_kept_by_no_cache(client: Client, officer: User) -> None:
    stranger = client.get(reverse("admin:still_signed_in"))
    client.force_login(officer)

    known = client.get(reverse("admin:still_signed_in"))

    assert (stranger.json()["signed_in"], known.json()["signed_in"]) == (False, True)
    assert all("no-store" in answer["Cache-Control"] for answer in (stranger, known))


def test_who_must_still_choose_a_password_is_not_signed_in_yet(client: Client) -> None:
    client.force_login(make_user("officer", has_first_password=True))

    assert ask(client, 0).json()["signed_in"] is False


@pytest.mark.parametrize("is_signed_in", [True, False])
def test_who_was_searched_for_stays_out_of_the_address(
    is_signed_in: bool, client: Client, officer: User
) -> None:
    if is_signed_in:
        client.force_login(officer)
        visit(client, 0)

    with kit_clock.at(START + dt.timedelta(hours=1)):
        response = client.get(reverse("admin:search"), {"q": "Jansen", "p": "2"})

    assert response.status_code == 302
    assert "Jansen" not in response["Location"]
    assert "search%2F%3Fp%3D2" in response["Location"] or "search/%3Fp%3D2" in response["Location"]


def test_ten_hours_end_the_session_however_busy(client: Client, officer: User) -> None:
    client.force_login(officer)

    statuses = [visit(client, minutes) for minutes in range(0, 10 * 60 + 21, 20)]

    assert set(statuses[:-1]) == {200}
    assert statuses[-1] == 302


def test_another_role_ends_the_session(client: Client, officer: User) -> None:
    client.force_login(officer)
    before = visit(client, 0)

    officer.set_roles(["coordinator"])

    assert (before, visit(client, 1)) == (200, 302)


def test_a_group_given_behind_the_back_of_the_form_ends_the_session_too(
    client: Client, officer: User
) -> None:
    make_user("administrator")
    client.force_login(officer)

    officer.groups.add(officer.groups.model.objects.get(name="administrator"))

    assert visit(client, 1) == 302


def test_deactivation_ends_the_session(client: Client, officer: User) -> None:
    client.force_login(officer)

    User.objects.filter(pk=officer.pk).update(is_active=False)

    assert visit(client, 1) == 302


def test_a_new_password_keeps_this_session_and_ends_the_others(officer: User) -> None:
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        client.force_login(officer)
    words = "vier paarden eten hooi"

    here.post(
        reverse("admin:password_change"),
        {"old_password": PASSWORD, "new_password1": words, "new_password2": words},
    )

    assert visit(here, 1) == 200
    assert visit(elsewhere, 1) == 302
    officer.refresh_from_db()
    assert officer.check_password(words)


def test_a_changed_password_needs_the_old_one(client: Client, officer: User) -> None:
    client.force_login(officer)
    words = "vier paarden eten hooi"

    client.post(
        reverse("admin:password_change"),
        {"old_password": "wrong", "new_password1": words, "new_password2": words},
    )

    officer.refresh_from_db()
    assert officer.check_password(PASSWORD)


def test_a_first_password_must_be_replaced_before_anything_else(client: Client) -> None:
    newcomer = make_user("officer", has_first_password=True)
    client.force_login(newcomer)
    words = "vier paarden eten hooi"

    before = client.get(reverse("admin:index"))
    client.post(
        reverse("admin:password_change"),
        {"old_password": PASSWORD, "new_password1": words, "new_password2": words},
    )

    assert before["Location"].startswith(reverse("admin:password_change"))
    assert client.get(reverse("admin:index")).status_code == 200
