"""Signing in as the people of the demo, and walking from page to page as they do."""

from playwright.sync_api import Locator, Page, expect

from backoffice.demo.people import DEMO_PASSWORD


def sign_in(desk: Page, key: str) -> None:
    """Come in as one of the demo's people; ends on the start page."""
    desk.context.clear_cookies()
    desk.goto("/admin/login/")
    desk.locator("input[name=username]").fill(f"{key}@example.org")
    desk.locator("input[name=password]").fill(DEMO_PASSWORD)
    desk.locator("input[name=password]").press("Enter")
    expect(desk).to_have_title("Mijn werk · Klachtenkantoor")


def follow(desk: Page, link: Locator) -> None:
    """Click a link and wait until its page is there; a click alone may leave one looking at the page before."""
    with desk.expect_navigation():
        link.click()
