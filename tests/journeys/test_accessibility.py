"""Nothing serious stands in the way of somebody who uses a keyboard, a reader or a large letter."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.people import follow, sign_in

pytestmark = pytest.mark.browser

COORDINATOR_PAGES = (
    "/admin/",
    "/admin/casework/complaint/",
    "/admin/casework/complaint/add/",
    "/admin/casework/deadline/",
    "/admin/documents/issueddocument/",
    "/admin/billing/member/",
)
FINANCE_PAGES = ("/admin/", "/admin/billing/importbatch/", "/admin/billing/importbatch/add/")
ADMINISTRATOR_PAGES = (
    "/admin/",
    "/admin/documents/templateversion/",
    "/admin/casework/clockrule/",
    "/admin/accounts/user/",
)


def serious_findings(desk: Page) -> list[str]:
    """What axe calls serious or critical on this page, with the first place."""
    found: dict[str, Any] = Axe().run(desk).response
    return [
        f"{desk.url} {finding['id']}: {finding['nodes'][0]['html']}"
        for finding in found["violations"]
        if finding["impact"] in {"serious", "critical"}
    ]


@pytest.mark.parametrize(
    ("key", "pages"),
    [("coordinator", COORDINATOR_PAGES), ("finance", FINANCE_PAGES), ("administrator", ADMINISTRATOR_PAGES)],
    ids=["coordinator", "finance", "administrator"],
)
def test_axe_finds_nothing_serious_on_the_pages_of_a_role(
    desk: Page, key: str, pages: tuple[str, ...]
) -> None:
    sign_in(desk, key)

    findings = [finding for page in pages if desk.goto(page) for finding in serious_findings(desk)]

    assert findings == []


def test_axe_finds_nothing_serious_on_a_case_and_its_step(desk: Page) -> None:
    sign_in(desk, "coordinator")
    desk.goto("/admin/casework/complaint/?q=K20")
    follow(desk, desk.locator("table a[href*='/change/']").first)
    findings = serious_findings(desk)
    follow(desk, desk.locator(".steps a").first)

    assert findings + serious_findings(desk) == []


def test_axe_finds_nothing_serious_before_signing_in(desk: Page) -> None:
    desk.goto("/admin/login/")

    assert serious_findings(desk) == []


def test_no_page_is_wider_than_a_telephone(desk: Page) -> None:
    desk.set_viewport_size({"width": 500, "height": 900})
    sign_in(desk, "coordinator")

    for page in COORDINATOR_PAGES:
        desk.goto(page)
        too_wide = desk.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert too_wide <= 0, page


def test_the_first_tab_leads_past_the_menu(desk: Page) -> None:
    sign_in(desk, "coordinator")
    desk.goto("/admin/casework/complaint/")

    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")

    expect(desk.locator(":focus")).to_have_attribute("id", "content")
