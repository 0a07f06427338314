"""The pages of complaints and of templates in a real browser: nothing is cut off, nothing pushes the work away."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page

from backoffice.accounts.models import User
from documents.models import TemplateVersion
from tests.conftest import open_page
from tests.factories.casework import (
    complainant_party,
    load_casework_reference,
    make_awaiting_consent,
    make_closed,
    make_complaint,
    make_in_consultation,
    make_provider,
)
from tests.factories.shipped import templates_in_use

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIST = "/admin/casework/complaint/"
LONGEST_STATE = "Vervolgmogelijkheden verstuurd"  # no step leads there yet
LONG = "Er kwam die dag niemand, en niemand belde. " * 200


def signed_in(page: Page, user: User, url: str) -> Page:
    """The user's browser."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": url}])
    return page


def test_the_list_of_complaints_fits_beside_the_menu(
    browser: Browser, live_server: Any, coordinator: User
) -> None:
    load_casework_reference()
    User.objects.filter(pk=coordinator.pk).update(name="Annemarie van der Wit-El Amrani")
    make_in_consultation(
        coordinator,
        member=make_provider(
            name="Stichting Gehandicaptenzorgorganisatie en Thuiszorg Noord-Oost-Twentestreek"
        ),
        parties=(complainant_party(name="Wilhelmina van den Bosch-Oosterhuizen"),),
    )
    make_awaiting_consent(coordinator)
    make_closed(coordinator)
    make_complaint(coordinator)

    with open_page(browser, base_url=live_server.url) as page:
        signed_in(page, coordinator, live_server.url).goto(LIST)
        page.locator(".state").nth(1).evaluate("(one, said) => { one.textContent = said }", LONGEST_STATE)
        widths = page.locator(".table-scroll").evaluate("one => [one.scrollWidth, one.clientWidth]")

    assert widths[0] <= widths[1]


def test_a_long_story_is_folded_while_a_step_is_taken(
    browser: Browser, live_server: Any, coordinator: User
) -> None:
    load_casework_reference()
    complaint = make_complaint(coordinator, narrative=LONG)

    with open_page(browser, base_url=live_server.url, java_script_enabled=False) as page:
        signed_in(page, coordinator, live_server.url).set_viewport_size({"width": 500, "height": 900})
        page.goto(f"{LIST}{complaint.pk}/change/?step=register")
        folded = page.evaluate("document.documentElement.scrollHeight")
        page.get_by_text("Wat er is gebeurd").click()
        unfolded = page.evaluate("document.documentElement.scrollHeight")

    assert unfolded - folded > 2000


def test_the_fingerprint_of_a_template_can_be_read_on_a_narrow_screen(
    browser: Browser, live_server: Any, administrator: User
) -> None:
    load_casework_reference()
    templates_in_use()
    template = TemplateVersion.objects.of_kind("acknowledgement").active().get()

    with open_page(browser, base_url=live_server.url) as page:
        signed_in(page, administrator, live_server.url).set_viewport_size({"width": 500, "height": 900})
        page.goto(f"/admin/documents/templateversion/{template.pk}/change/")
        cell = page.locator("td.fingerprint").first.bounding_box()
        width = page.evaluate("document.documentElement.scrollWidth")

    assert cell is not None
    assert cell["width"] > 200
    assert width <= 500


def test_a_title_leaves_a_name_as_it_was_given(
    browser: Browser, live_server: Any, administrator: User
) -> None:
    User.objects.filter(pk=administrator.pk).update(name="van Dam")
    first_letter = "one => getComputedStyle(one, '::first-letter').textTransform"

    with open_page(browser, base_url=live_server.url) as page:
        signed_in(page, administrator, live_server.url).goto(
            f"/admin/accounts/user/{administrator.pk}/change/"
        )
        named = page.locator("h1").evaluate(first_letter)
        page.goto("/admin/accounts/user/")
        ours = page.locator("h1").evaluate(first_letter)

    assert (named, ours) == ("none", "uppercase")
