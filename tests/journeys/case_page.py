"""What a coordinator does on the page of a case."""

import re
from collections.abc import Mapping
from pathlib import Path

from docx import Document
from playwright.sync_api import Locator, Page, expect

CASE_NUMBER = re.compile(r"K\d{4}-\d{5}")
WAITS_FOR_WORKER = 40  # times a page is looked at again, half a second apart


def fill_in(desk: Page, fields: Mapping[str, str]) -> None:
    """Fill in fields of a form by their names; a choice is made by its value."""
    for name, value in fields.items():
        field = desk.locator(f"main [name={name}]").first
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def choose_member(desk: Page, words: str) -> None:
    """Search the member as one types, and take the first of that name."""
    desk.locator("[name=member] + .select2").click()
    desk.locator(".select2-search__field").fill(words)
    desk.locator(".select2-results__option", has_text=words).first.click()
    expect(desk.locator("[name=member] + .select2")).to_contain_text(words)


def open_step(desk: Page, step: str) -> None:
    """Click a step, as the primary button or in the menu with the others."""
    link = desk.locator(f'.steps a[href*="step={step}"]')
    expect(link).to_have_count(1)
    if not link.is_visible():
        desk.locator(".steps summary").click()
    link.click()
    expect(desk.locator("#step")).to_be_visible()


def carry_out(desk: Page) -> None:
    """Take the step whose form is open; fails with the page's own words when it is refused."""
    desk.locator("#step form button[type=submit]").first.click()
    expect(desk.locator("#step")).to_have_count(0)


def state_of(desk: Page) -> Locator:
    """The badge with the state."""
    return desk.locator("h1 .state")


def wait_for_letter(desk: Page, title: str) -> Locator:
    """Look at the page until the worker has made a letter; its row among the documents."""
    row = desk.locator(".case-boxes li", has_text=title, has=desk.get_by_role("link", name="Word"))
    for _time in range(WAITS_FOR_WORKER):
        if row.count():
            return row.first
        desk.wait_for_timeout(500)
        desk.reload()
    raise AssertionError(f"the worker did not make {title!r}: {desk.locator('main').inner_text()}")


def words_of_letter(desk: Page, row: Locator, folder: Path) -> str:
    """Download a letter as Word, open it, and give all that it says."""
    with desk.expect_download() as downloading:
        row.get_by_role("link", name="Word").click()
    path = folder / downloading.value.suggested_filename
    downloading.value.save_as(path)
    assert path.suffix == ".docx"
    document = Document(str(path))
    cells = [cell.text for table in document.tables for cells in table.rows for cell in cells.cells]
    headers = [paragraph.text for section in document.sections for paragraph in section.header.paragraphs]
    return "\n".join([*headers, *(paragraph.text for paragraph in document.paragraphs), *cells])
