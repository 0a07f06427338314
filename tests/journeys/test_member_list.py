"""A member list comes in: wrong rows are named, the mended list goes in whole and is undone again."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Picture
from tests.journeys.member_lists import list_as_it_is, list_with_changes
from tests.journeys.people import sign_in

pytestmark = pytest.mark.browser


def bring_in(desk: Page, folder: Path, content: bytes) -> None:
    """Choose a file and wait until the worker has checked it."""
    path = folder / "ledenlijst-2026.csv"
    path.write_bytes(content)
    desk.goto("/admin/billing/importbatch/add/")
    desk.locator("input[type=file]").set_input_files(path)
    desk.get_by_role("button", name="Lijst controleren").click()
    expect(desk.get_by_text("puntkomma")).to_be_visible(timeout=60_000)


def test_a_member_list_is_checked_brought_in_and_undone(desk: Page, picture: Picture, tmp_path: Path) -> None:
    sign_in(desk, "coordinator")

    bring_in(desk, tmp_path, list_with_changes(wrong=True))
    expect(desk.get_by_role("alert")).to_contain_text("1 rij is fout")
    expect(desk.get_by_role("row", name=re.compile("L2002"))).to_contain_text("8 cijfers")
    expect(desk.get_by_role("button", name=re.compile("Verwerken"))).to_be_disabled()
    picture("import-wrong")

    bring_in(desk, tmp_path, list_with_changes(wrong=False))
    picture("import-preview")
    desk.get_by_role("button", name="Verwerken: 2 nieuw, 3 gewijzigd").click()
    expect(desk.get_by_role("button", name="Ongedaan maken")).to_be_visible()
    picture("import-done")
    desk.goto("/admin/billing/member/?q=L2001")
    expect(desk.get_by_role("link", name=re.compile("L2001"))).to_be_visible()

    desk.go_back()
    desk.get_by_role("button", name="Ongedaan maken").click()
    expect(desk.get_by_text("alles is weer zoals het was").first).to_be_visible()
    desk.goto("/admin/billing/member/?q=L2001")
    expect(desk.get_by_role("link", name=re.compile("L2001"))).to_have_count(0)


def test_the_same_list_again_changes_nothing_and_says_so(desk: Page, tmp_path: Path) -> None:
    sign_in(desk, "coordinator")

    bring_in(desk, tmp_path, list_as_it_is())

    expect(desk.get_by_role("status").first).to_contain_text("al bekend")
    expect(desk.get_by_role("button", name=re.compile("Verwerken"))).to_have_count(0)


def test_a_picture_is_no_member_list_and_that_is_said(desk: Page, tmp_path: Path) -> None:
    sign_in(desk, "coordinator")
    path = tmp_path / "ledenlijst.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))

    desk.goto("/admin/billing/importbatch/add/")
    desk.locator("input[type=file]").set_input_files(path)
    desk.get_by_role("button", name="Lijst controleren").click()

    expect(desk.get_by_role("alert")).to_contain_text("niets gewijzigd", timeout=60_000)
