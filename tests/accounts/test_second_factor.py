"""The second factor: set-up, codes that work once, recovery codes, and no way around it."""

import re
import time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from backoffice.accounts import two_factor
from backoffice.accounts.models import User
from backoffice.accounts.recovery import RecoveryCodes
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db
LOGIN = "/admin/login/"
CODE = "/admin/second-factor/"
SET_UP = "/admin/second-factor/set-up/"
NEW_CODES = "/admin/second-factor/recovery-codes/"


@pytest.fixture(autouse=True)
def _two_factor_is_required(settings: Any) -> None:
    settings.REQUIRE_TWO_FACTOR = True


@pytest.fixture
def with_device(officer: User) -> User:
    """An officer with a confirmed authenticator."""
    TOTPDevice.objects.create(user=officer, name="authenticator", confirmed=True)
    return officer


def code_of(user: User, *, steps: int = 0) -> str:
    """What the user's telephone shows, now or some half minutes later."""
    device = TOTPDevice.objects.filter(user=user).latest("pk")
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits)
    totp.time = time.time() + steps * device.step
    return f"{totp.token():06d}"


def sign_in(client: Client, user: User) -> Any:
    return client.post(LOGIN, {"username": user.email, "password": PASSWORD})


def is_in(client: Client) -> bool:
    return client.get(reverse("admin:index")).status_code == 200


def test_staff_without_a_device_are_led_to_set_up_and_nowhere_else(client: Client, officer: User) -> None:
    sign_in(client, officer)

    for page in ("admin:index", "admin:my_settings", "admin:password_change", "admin:policy"):
        response = client.get(reverse(page))
        assert response["Location"].startswith(SET_UP)


def test_set_up_shows_a_square_drawn_here_and_lets_in_with_the_first_code(
    client: Client, officer: User
) -> None:
    sign_in(client, officer)

    page = client.get(SET_UP).content.decode()
    response = client.post(SET_UP, {"code": code_of(officer)})

    assert "<svg" in page
    assert "http://" not in re.sub(
        r'xmlns(:\w+)?="[^"]*"', "", page[page.index("<svg") : page.index("</svg>")]
    )
    assert len(response.context["codes"]) == 10
    assert is_in(client)


def test_set_up_with_a_wrong_code_confirms_nothing(client: Client, officer: User) -> None:
    sign_in(client, officer)

    client.post(SET_UP, {"code": "000000"})

    assert not two_factor.has_second_factor(officer)
    assert not is_in(client)


def test_recovery_codes_are_shown_once_and_kept_as_digests(client: Client, officer: User) -> None:
    sign_in(client, officer)
    client.get(SET_UP)

    codes = client.post(SET_UP, {"code": code_of(officer)}).context["codes"]

    kept = str(RecoveryCodes.objects.get(user=officer).digests)
    assert not any(code in kept or code.replace("-", "") in kept for code in codes)
    again = client.get(f"{SET_UP}?next=/admin/").content.decode()
    assert not any(code in again for code in codes)


def test_staff_with_a_device_give_the_code_also_where_it_is_not_required(
    client: Client, with_device: User, settings: Any
) -> None:
    settings.REQUIRE_TWO_FACTOR = False

    sign_in(client, with_device)
    before = is_in(client)
    client.post(CODE, {"code": code_of(with_device)})

    assert not before
    assert is_in(client)


def test_half_a_sign_in_cannot_set_up_another_telephone(client: Client, with_device: User) -> None:
    sign_in(client, with_device)

    answers = [
        client.get(SET_UP),
        client.post(SET_UP, {"code": "123456", "password": PASSWORD}),
        client.get(NEW_CODES),
    ]

    assert {answer.status_code for answer in answers} == {302}
    assert TOTPDevice.objects.filter(user=with_device).count() == 1


def test_half_a_sign_in_reaches_no_page_and_no_step(client: Client, with_device: User) -> None:
    sign_in(client, with_device)

    for method in (client.get, client.post):
        for page in (
            "/admin/",
            "/admin/accounts/user/",
            "/admin/my-settings/",
            "/admin/search/",
            "/admin/autocomplete/",
        ):
            assert method(page)["Location"].startswith(CODE)


def test_the_code_gives_a_new_session_key(client: Client, with_device: User) -> None:
    sign_in(client, with_device)
    before = client.session.session_key

    client.post(CODE, {"code": code_of(with_device)})

    assert client.session.session_key != before


def test_a_code_works_once(client: Client, with_device: User) -> None:
    code = code_of(with_device)
    sign_in(client, with_device)
    client.post(CODE, {"code": code})
    replay = Client()

    sign_in(replay, with_device)
    replay.post(CODE, {"code": code})

    assert is_in(client)
    assert not is_in(replay)


def test_the_code_of_set_up_does_not_open_the_door_again(client: Client, officer: User) -> None:
    sign_in(client, officer)
    client.get(SET_UP)
    code = code_of(officer)
    client.post(SET_UP, {"code": code})
    replay = Client()

    sign_in(replay, officer)
    replay.post(CODE, {"code": code})

    assert not is_in(replay)


def test_a_recovery_code_works_once_however_it_is_typed(client: Client, with_device: User) -> None:
    code = two_factor.new_recovery_codes(with_device)[0]
    sign_in(client, with_device)
    client.post(CODE, {"code": f" {code.upper().replace('-', ' ')} "})
    again = Client()

    sign_in(again, with_device)
    again.post(CODE, {"code": code})

    assert is_in(client)
    assert not is_in(again)
    assert two_factor.recovery_codes_left(with_device) == 9


def test_somebody_elses_code_does_not_open_the_door(client: Client, with_device: User, finance: User) -> None:
    TOTPDevice.objects.create(user=finance, name="authenticator", confirmed=True)
    theirs = two_factor.new_recovery_codes(finance)[0]
    sign_in(client, with_device)

    client.post(CODE, {"code": code_of(finance)})
    client.post(CODE, {"code": theirs})

    assert not is_in(client)


def test_wrong_codes_lock_and_end_the_session(client: Client, with_device: User) -> None:
    sign_in(client, with_device)

    statuses = [client.post(CODE, {"code": f"00000{attempt}"}).status_code for attempt in range(5)]

    assert statuses[-1] == 429
    assert "_auth_user_id" not in client.session


def test_a_right_code_straight_after_wrong_ones_has_to_wait(client: Client, with_device: User) -> None:
    sign_in(client, with_device)
    for wrong in ("000001", "000002"):
        client.post(CODE, {"code": wrong})

    client.post(CODE, {"code": code_of(with_device)})

    assert not is_in(client)


def test_another_telephone_asks_the_password_and_takes_the_place_of_the_old_one(
    client: Client, with_device: User
) -> None:
    sign_in(client, with_device)
    client.post(CODE, {"code": code_of(with_device)})
    old = TOTPDevice.objects.get(user=with_device)
    client.get(SET_UP)

    client.post(SET_UP, {"code": code_of(with_device)})
    without_password = set(TOTPDevice.objects.filter(user=with_device, confirmed=True))
    client.post(SET_UP, {"code": code_of(with_device), "password": PASSWORD})

    assert without_password == {old}
    assert TOTPDevice.objects.get(user=with_device) != old
    assert is_in(client)


def test_new_recovery_codes_ask_password_and_code_and_end_the_old_ones(
    client: Client, with_device: User
) -> None:
    old = two_factor.new_recovery_codes(with_device)
    sign_in(client, with_device)
    client.post(CODE, {"code": code_of(with_device)})

    refused = client.post(NEW_CODES, {"code": old[0], "password": "wrong"})
    given = client.post(NEW_CODES, {"code": old[0], "password": PASSWORD})

    assert "codes" not in refused.context
    assert len(given.context["codes"]) == 10
    assert two_factor.check_code(with_device, old[1]) is None


def test_complainants_have_no_second_factor_page(client: Client, complainant: User) -> None:
    client.force_login(complainant)

    assert client.get(SET_UP)["Location"] == LOGIN
