"""Users in the admin: only the administrator makes them, and nothing unlisted can be sent along."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from backoffice.accounts.forms import possible_stand_ins
from backoffice.accounts.models import User
from backoffice.audit.models import AuditEvent
from tests.factories.people import PASSWORD, make_user

pytestmark = pytest.mark.django_db
FIRST = "vier paarden eten hooi"


@pytest.fixture
def office(client: Client, administrator: User) -> Client:
    """The administrator's browser."""
    client.force_login(administrator)
    return client


def answers(user: User | None = None, **changed: Any) -> dict[str, Any]:
    """What the form sends for a user, as changed."""
    given = {
        "email": user.email if user else "nieuw@example.org",
        "name": user.name if user else "Nieuwe Collega",
        "roles": sorted(user.role_keys) if user else ["officer"],
        "is_active": "on",
        "language": "nl",
    }
    return {**given, **changed}


def test_the_administrator_makes_a_user_who_chooses_an_own_password(office: Client) -> None:
    office.post(reverse("admin:accounts_user_add"), answers(first_password=FIRST, email="Nieuw@Example.org"))

    made = User.objects.get(email="nieuw@example.org")
    assert made.check_password(FIRST)
    assert (made.is_staff, made.has_first_password, made.role_keys) == (True, True, {"officer"})


@pytest.mark.parametrize("password", ["", "kort", "wachtwoord2026!!"])
def test_a_user_without_a_good_first_password_is_not_made(office: Client, password: str) -> None:
    response = office.post(reverse("admin:accounts_user_add"), answers(first_password=password))

    assert response.status_code == 200
    assert not User.objects.filter(email="nieuw@example.org").exists()


def test_the_same_address_twice_is_refused_in_any_case(office: Client, officer: User) -> None:
    response = office.post(
        reverse("admin:accounts_user_add"), answers(first_password=FIRST, email=officer.email.upper())
    )

    assert "email" in response.context["adminform"].form.errors


def test_roles_change_and_the_log_names_who_did_it(
    office: Client, administrator: User, officer: User
) -> None:
    office.post(
        reverse("admin:accounts_user_change", args=[officer.pk]),
        answers(officer, roles=["officer", "secretary"]),
    )

    line = AuditEvent.objects.get(action="change")
    assert User.objects.get(pk=officer.pk).role_keys == {"officer", "secretary"}
    assert (line.by, line.object_id, line.outcome) == (administrator, str(officer.pk), "done")


def test_a_lost_telephone_is_taken_away(office: Client, officer: User) -> None:
    TOTPDevice.objects.create(user=officer, name="authenticator", confirmed=True)

    office.post(
        reverse("admin:accounts_user_change", args=[officer.pk]), answers(officer, forget_second_factor="on")
    )

    assert not TOTPDevice.objects.filter(user=officer).exists()


def test_the_last_administrator_stays(office: Client, administrator: User) -> None:
    page = reverse("admin:accounts_user_change", args=[administrator.pk])

    for changed in ({"roles": ["officer"]}, {"is_active": ""}):
        office.post(page, answers(administrator, **changed))

    kept = User.objects.get(pk=administrator.pk)
    assert kept.is_active
    assert kept.has_role("administrator")


def test_a_complainant_does_not_work_here(office: Client, complainant: User) -> None:
    office.post(
        reverse("admin:accounts_user_change", args=[complainant.pk]),
        answers(complainant, roles=["complainant", "officer"]),
    )

    assert User.objects.get(pk=complainant.pk).role_keys == {"complainant"}


def test_what_the_form_does_not_list_cannot_be_sent_along(office: Client, officer: User) -> None:
    before = officer.password

    office.post(
        reverse("admin:accounts_user_change", args=[officer.pk]),
        answers(
            officer,
            password="x",
            is_superuser="on",
            groups="1",
            user_permissions="1",
            last_login="2020-01-01",
        ),
    )

    after = User.objects.get(pk=officer.pk)
    assert after.password == before
    assert not after.is_superuser
    assert not after.user_permissions.exists()
    assert after.role_keys == {"officer"}


def test_own_settings_give_nobody_a_role_another_address_or_access(client: Client, officer: User) -> None:
    client.force_login(officer)

    client.post(
        reverse("admin:my_settings"),
        {
            "language": "en",
            "roles": ["administrator"],
            "groups": "1",
            "email": "evil@example.org",
            "is_staff": "on",
            "has_first_password": "on",
        },
    )

    after = User.objects.get(pk=officer.pk)
    assert (after.language, after.email, after.role_keys) == ("en", officer.email, {"officer"})
    assert not after.has_first_password


def test_an_absence_that_ends_before_it_starts_is_refused_with_a_sentence(
    client: Client, officer: User
) -> None:
    client.force_login(officer)

    response = client.post(
        reverse("admin:my_settings"),
        {"language": "nl", "absent_from": "2026-05-10", "absent_until": "2026-05-01"},
    )

    assert "De laatste dag ligt voor de eerste dag." in response.content.decode()
    assert User.objects.get(pk=officer.pk).absent_from is None


def test_a_stand_in_is_a_colleague_never_a_complainant_or_oneself(
    client: Client, officer: User, complainant: User
) -> None:
    client.force_login(officer)

    for nobody in (complainant, officer):
        client.post(reverse("admin:my_settings"), {"language": "nl", "stand_in": nobody.pk})

    assert User.objects.get(pk=officer.pk).stand_in is None


@pytest.mark.parametrize(
    ("role", "can_replace"),
    [
        ("coordinator", {"coordinator"}),
        ("officer", {"coordinator", "officer"}),
        ("secretary", {"secretary"}),
        ("finance", {"finance"}),
    ],
)
def test_a_stand_in_can_do_the_same_work(role: str, can_replace: set[str]) -> None:
    user = make_user(role)
    for other in ("coordinator", "officer", "secretary", "finance", "administrator", "confidant"):
        make_user(other)

    found = {key for colleague in possible_stand_ins(user) for key in colleague.role_keys}

    assert found == can_replace


def test_users_are_never_deleted(office: Client, officer: User) -> None:
    response = office.post(reverse("admin:accounts_user_delete", args=[officer.pk]), {"post": "yes"})

    assert response.status_code == 404
    assert User.objects.filter(pk=officer.pk).exists()


def test_password_hashes_stand_on_no_page(office: Client, officer: User) -> None:
    page = office.get(reverse("admin:accounts_user_change", args=[officer.pk])).content.decode()

    assert "argon2" not in page
    assert officer.password not in page
    assert PASSWORD not in page
