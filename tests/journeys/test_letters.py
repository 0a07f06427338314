"""A letter changes in Word: a slip is caught, a colleague approves it, and two hundred members get it on paper."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.journeys.case_page import carry_out, open_step
from tests.journeys.conftest import Picture
from tests.journeys.letters import (
    LISTS_MEMBERS,
    PATIENCE,
    choose_all,
    edited_in_word,
    open_active_template,
    saved,
    texts_in,
    upload_mended,
    wait_for_print,
)
from tests.journeys.people import follow, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.soffice]

KIND = "membership_certificate"
BROKEN = "Dit bewijs hoort bij {{ lid.naamm }}."
MENDED = "Dit bewijs hoort bij {{ lid.naam }} en is dit jaar geldig."
SAID = re.compile(r"Dit bewijs hoort bij .+ en is dit jaar geldig\.")


def test_a_letter_is_changed_in_word_approved_and_printed_for_every_member(
    desk: Page, picture: Picture, downloads: Path
) -> None:
    sign_in(desk, "administrator")
    bring_in_a_slip(desk, picture, downloads)
    mend_and_offer(desk, picture, downloads)

    sign_in(desk, "administrator2")
    approve(desk)

    sign_in(desk, "coordinator")
    count = start_a_batch(desk, picture)
    take_the_word_files(desk, downloads, count)
    print_double_sided(desk, picture, downloads, count)


def bring_in_a_slip(desk: Page, picture: Picture, downloads: Path) -> None:
    """A field written wrong: its paragraph and the right name are told, and nobody can put it into use."""
    open_active_template(desk, KIND)
    upload_mended(desk, edited_in_word(desk, downloads, BROKEN))

    expect(desk.locator("#check-title + ul")).to_contain_text("bedoelt u lid.naam?")
    expect(desk.locator("#check-title + ul strong")).to_contain_text("“Dit bewijs hoort bij")
    expect(desk.locator(".steps")).to_contain_text("controle vond problemen")
    picture("template-broken")


def mend_and_offer(desk: Page, picture: Picture, downloads: Path) -> None:
    """The mended file passes, is looked at as a letter, and is offered; the one who made it cannot approve it."""
    upload_mended(desk, edited_in_word(desk, downloads, MENDED, instead_of=BROKEN))

    expect(desk.locator("#check-title")).to_have_count(0)
    follow(desk, desk.get_by_role("link", name="Voorbeeld met proefzaak"))
    shown = desk.locator("iframe, object, embed").first
    address = shown.get_attribute("src") or shown.get_attribute("data") or ""
    answer = desk.request.get(address)
    assert answer.body().startswith(b"%PDF")
    picture("template-preview")
    desk.go_back()
    open_step(desk, "offer")
    carry_out(desk)
    expect(desk.locator(".steps")).to_contain_text("zelf geüpload")
    picture("template-offered")


def approve(desk: Page) -> None:
    """The other administrator finds it on the start page and puts it into use."""
    follow(desk, desk.get_by_role("link", name=re.compile("Bewijs van aansluiting")).first)
    open_step(desk, "approve")
    carry_out(desk)
    expect(desk.locator("main")).to_contain_text("In gebruik")


def start_a_batch(desk: Page, picture: Picture) -> int:
    """Every member that the list holds, shown first, then made in the background. Gives how many letters."""
    choose_all(desk, LISTS_MEMBERS)
    desk.locator(f"input[name=kind][value={KIND}]").check()
    follow(desk, desk.get_by_role("button", name="Verder"))
    expect(desk.locator(".batch-previews a")).to_have_count(3)
    picture("batch-preview")
    leave_out = desk.locator("input[name=leave_out]")
    if leave_out.count():
        leave_out.check()
    start = desk.get_by_role("button", name=re.compile("Starten: "))
    count = int(re.sub(r"\D", "", start.inner_text()))
    follow(desk, start)
    expect(desk.locator(".batch-progress [role=status]")).to_contain_text("Gemaakt", timeout=PATIENCE)
    assert count >= 200
    return count


def take_the_word_files(desk: Page, downloads: Path, count: int) -> None:
    """All letters in one zip, each with the new sentence and its own member."""
    path = saved(desk, desk.get_by_role("link", name="Zip met Word-bestanden"), downloads)

    said = [SAID.search(text) for text in texts_in(path).values()]
    assert len(said) == count
    assert all(said)
    assert len({found[0] for found in said if found}) > count * 0.9


def print_double_sided(desk: Page, picture: Picture, downloads: Path, count: int) -> None:
    """One PDF in which every letter begins on a new sheet."""
    desk.locator("select[name=sides]").select_option("double")
    follow(desk, desk.get_by_role("button", name="Afdruk maken"))
    link = wait_for_print(desk)
    picture("batch-done")

    pages = PdfReader(saved(desk, link, downloads)).pages
    firsts = [number for number, page in enumerate(pages) if "Pagina 1 van" in page.extract_text()]
    assert len(firsts) == count
    assert all(number % 2 == 0 for number in firsts)
