"""The first whole day of a complaint: taken in, registered, dated, written about, talked about, reminded of, closed."""

import datetime as dt
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.case_page import (
    CASE_NUMBER,
    carry_out,
    choose_member,
    fill_in,
    open_step,
    state_of,
    wait_for_letter,
    words_of_letter,
)
from tests.journeys.conftest import Picture
from tests.journeys.office import Office
from tests.journeys.people import sign_in

pytestmark = pytest.mark.browser

NAME = "Wilma Achterberg & zoon"
RECEIVED_ON = dt.date.today() - dt.timedelta(days=16)  # noqa: DTZ011 - as the running office counts
INTAKE = {
    "channel": "letter",
    "received_on": RECEIVED_ON.isoformat(),
    "incident_on": (RECEIVED_ON - dt.timedelta(days=9)).isoformat(),
    "complainant_name": NAME,
    "complainant_email": "wilma@voorbeeld.example",
    "complainant_phone": "06 1234 5678",
    "complainant_street": "Dorpsstraat",
    "complainant_house_number": "12",
    "complainant_postcode": "6882 AB",
    "complainant_city": "Velp",
    "complainant_capacity": "relative",
    "client_name": "Geert Achterberg",
    "narrative": "Vader is twee keer gevallen. De bel lag buiten bereik.",
    "wish": "Dat de bel bij hem ligt.",
    "parts-0-text": "De bel lag buiten bereik.",
    "parts-1-text": "Er is niet gebeld met de familie.",
}


def test_the_first_whole_day_of_a_complaint(
    desk: Page, office: Office, picture: Picture, downloads: Path
) -> None:
    sign_in(desk, "coordinator")
    picture("my-work")
    address = take_in_and_register(desk, picture)
    number = CASE_NUMBER.findall(desk.locator("h1").inner_text())[0]

    see_the_dates_and_why(desk, picture)
    read_the_acknowledgement(desk, number, downloads)
    be_reminded(desk, office, number, picture)

    desk.goto(address)
    record_the_first_contact(desk, picture)
    ask_consent(desk, number, picture, downloads)
    record_the_answer(desk)
    handle_and_close(desk, picture)
    find_it_again(desk, number)


def take_in_and_register(desk: Page, picture: Picture) -> str:
    """By letter, with the member found by typing; saved and registered in one go. Gives the address of the case."""
    desk.get_by_role("link", name=re.compile("Nieuwe klacht")).first.click()
    fill_in(desk, INTAKE)
    choose_member(desk, "Woonzorg De Vuursteen")
    desk.locator("[name=parts-0-category]").select_option(label="Veiligheid en medicatie")
    desk.locator("[name=parts-1-category]").select_option(label="Communicatie en informatie")
    picture("intake")
    desk.locator("button[name=_register]").click()
    carry_out(desk)
    expect(state_of(desk)).to_have_text("Geregistreerd")
    return desk.url


def see_the_dates_and_why(desk: Page, picture: Picture) -> None:
    """The first contact is late by now; why says from when it was counted."""
    expect(desk.locator(".next-date")).to_contain_text("te laat")
    desk.locator(".next-date summary").click()
    expect(desk.locator(".next-date details")).to_contain_text(str(RECEIVED_ON.day))
    picture("why-this-date")


def read_the_acknowledgement(desk: Page, number: str, downloads: Path) -> None:
    """A real Word file with the case's own words in it, the name as it was typed."""
    row = wait_for_letter(desk, "Ontvangstbevestiging")
    words = words_of_letter(desk, row, downloads)

    for expected in (number, NAME, "De bel lag buiten bereik.", "Er is niet gebeld met de familie."):
        assert expected in words


def be_reminded(desk: Page, office: Office, number: str, picture: Picture) -> None:
    """The daily check reminds once; the start page shows the case among what is late."""
    today = dt.date.today().isoformat()  # noqa: DTZ011 - as the running office counts
    office.manage("check_deadlines", "--on", today)
    again = office.manage("check_deadlines", "--on", today)
    assert re.match(r"0 ", again)

    desk.goto("/admin/")
    expect(desk.locator(".boxes")).to_contain_text(number)
    picture("my-work-reminded")
    desk.locator(".lane-late a.work-title", has_text=number).click()
    expect(desk.locator("#course")).to_contain_text(re.compile("herinnering", re.IGNORECASE))


def record_the_first_contact(desk: Page, picture: Picture) -> None:
    """What was discussed, and the clock of the first contact stops."""
    open_step(desk, "record_contact")
    fill_in(desk, {"channel": "telephone", "note": "Mevrouw wil dat wij de zorgaanbieder bellen."})
    picture("step")
    carry_out(desk)
    expect(state_of(desk)).to_have_text("In overleg")
    expect(desk.locator(".next-date")).not_to_contain_text("te laat")


def ask_consent(desk: Page, number: str, picture: Picture, downloads: Path) -> None:
    """Purpose by purpose; the consent form follows as a Word file."""
    open_step(desk, "request_consent")
    for purpose in ("share_with_provider", "name_complainant"):
        desk.locator(f"[name=purposes][value={purpose}]").check()
    carry_out(desk)
    expect(state_of(desk)).to_have_text("Wacht op toestemming")
    words = words_of_letter(desk, wait_for_letter(desk, "Toestemmingsformulier"), downloads)
    assert number in words
    assert NAME in words
    picture("case")


def record_the_answer(desk: Page) -> None:
    """A yes to both; silence would have been refused."""
    open_step(desk, "record_consent")
    desk.locator("#step form button[type=submit]").first.click()
    expect(desk.locator("#step .error").first).to_be_visible()
    for purpose in ("share_with_provider", "name_complainant"):
        desk.locator(f"[name={purpose}][value=yes]").check()
    carry_out(desk)
    expect(state_of(desk)).to_have_text("In overleg")


def handle_and_close(desk: Page, picture: Picture) -> None:
    """By telephone, and closed with an outcome for each part; then no clock runs."""
    open_step(desk, "handle_informally")
    carry_out(desk)
    open_step(desk, "close")
    outcomes = {"part_1": "resolved", "part_2": "no_judgement", "result": "De bel hangt nu aan het bed."}
    fill_in(desk, {**outcomes, "provider_position": "De bel was stuk. Wij hebben hem gemaakt."})
    carry_out(desk)
    expect(state_of(desk)).to_have_text("Gesloten")
    expect(desk.locator(".next-date")).to_have_count(0)
    picture("case-closed")


def find_it_again(desk: Page, number: str) -> None:
    """The search box finds the case by the name of the complainant."""
    desk.locator("header input[type=search], input[name=q]").first.fill("Achterberg")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text(number).first).to_be_visible()


def test_finance_sees_no_complaint_anywhere(desk: Page, office: Office, picture: Picture) -> None:
    sign_in(desk, "coordinator")
    desk.goto("/admin/casework/complaint/")
    case = desk.get_by_role("link", name=CASE_NUMBER).first
    number, address = case.inner_text(), case.get_attribute("href") or ""
    picture("complaints")

    sign_in(desk, "finance")

    expect(desk.get_by_role("link", name="Klachten", exact=True)).to_have_count(0)
    assert desk.goto("/admin/casework/complaint/").status == 404
    assert desk.goto(address).status == 404
    desk.goto(f"/admin/search/?q={number}")
    expect(desk.locator("main")).not_to_contain_text("De bel")
