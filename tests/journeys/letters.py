"""What an administrator does with a template in Word, and what a coordinator does with the letters of it."""

import io
from pathlib import Path
from zipfile import ZipFile

from docx import Document
from playwright.sync_api import Locator, Page, expect

from tests.journeys.people import follow

LISTS_MEMBERS = "/admin/billing/member/"
PATIENCE = 300_000  # milliseconds for what the worker makes


def open_active_template(desk: Page, kind: str, language: str = "nl") -> None:
    """The page of the template that is in use."""
    desk.goto(f"/admin/documents/templateversion/?kind={kind}&language__exact={language}&state__exact=active")
    follow(desk, desk.locator("#result_list tbody th a").first)


def edited_in_word(desk: Page, folder: Path, sentence: str, instead_of: str = "") -> Path:
    """Download the template of this page, write a sentence in it as Word does, and keep it as a new file.

    The sentence is put after the first paragraph of the text, or in the place of the one that says ``instead_of``.
    """
    with desk.expect_download() as downloading:
        desk.get_by_role("link", name="Sjabloon downloaden").click()
    path = folder / "sjabloon.docx"
    downloading.value.save_as(path)
    document = Document(str(path))
    places = [one for one in document.paragraphs if (instead_of or "{{ lid.naam }}") in one.text]
    if instead_of:
        places[0].text = sentence
    else:
        places[0].insert_paragraph_before(sentence)
    document.save(str(path))
    return path


def upload_mended(desk: Page, path: Path) -> None:
    """Put a file in the place of the template on this page; ends on the page of the new version."""
    follow(desk, desk.get_by_role("link", name="Verbeterd bestand uploaden"))
    desk.locator("input[type=file]").set_input_files(path)
    follow(desk, desk.get_by_role("button", name="Uploaden en controleren"))


def choose_all(desk: Page, path: str) -> None:
    """Choose every row that a list holds, also beyond the first page, for letters."""
    desk.goto(path)
    desk.locator("#action-toggle").check()
    desk.locator(".question a").click()
    desk.locator("select[name=action]").select_option("make_letters")
    follow(desk, desk.get_by_role("button", name="Uitvoeren"))


def saved(desk: Page, link: Locator, folder: Path) -> Path:
    """The file that a link gives."""
    with desk.expect_download() as downloading:
        link.click()
    path = folder / downloading.value.suggested_filename
    downloading.value.save_as(path)
    return path


def texts_in(zipped: Path) -> dict[str, str]:
    """What each Word file in a zip says, by its name."""
    with ZipFile(zipped) as files:
        return {name: _text(files.read(name)) for name in files.namelist() if name.endswith(".docx")}


def _text(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)


def wait_for_print(desk: Page) -> Locator:
    """The link to the PDF of all letters, once the worker has made it; the page follows by itself."""
    link = desk.locator("#print").get_by_role("link")
    expect(link).to_be_visible(timeout=PATIENCE)
    return link
