"""The words of a mail: looked at in a tab of its own, and then saved."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.people import sign_in

pytestmark = pytest.mark.browser


def test_words_that_were_looked_at_in_their_own_tab_can_still_be_saved(desk: Page) -> None:
    sign_in(desk, "administrator")
    desk.goto("/admin/documents/mailtext/add/?kind=message_ready&language=en")
    desk.locator("[name=subject]").fill("Something for you: {kenmerk}")

    with desk.context.expect_page() as looking:
        desk.get_by_role("button", name="Voorbeeld").click()
    expect(looking.value.locator("body")).to_contain_text("Something for you: K2026-00001")
    looking.value.close()
    desk.locator("button[name=_save], input[name=_save]").click()

    expect(desk).to_have_url(re.compile("/admin/documents/mailtext/$"))
    expect(desk.locator("main")).to_contain_text("Something for you: {kenmerk}")
