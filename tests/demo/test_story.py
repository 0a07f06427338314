"""The written story fits the member list and the reference data, and names nobody who could exist."""

import csv
import json
import re

from backoffice.demo.story import read_stories
from backoffice.demo.telling import COMPLAINTS, MEMBER_LIST
from casework.rules.citizen_number import holds_citizen_number
from tests.architecture.sources import ROOT

STORIES = read_stories(COMPLAINTS)


def test_every_story_is_about_a_member_of_the_list_or_about_none() -> None:
    with MEMBER_LIST.open(encoding="cp1252") as file:
        numbers = {row["Lidnummer"] for row in csv.DictReader(file, delimiter=";")}

    assert {story.member for story in STORIES} - {""} <= numbers


def test_every_category_of_the_story_is_shipped() -> None:
    shipped = json.loads((ROOT / "fixtures/reference/categories.json").read_text())

    assert {code for story in STORIES for code, _text in story.parts} <= {row["code"] for row in shipped}


def test_every_address_of_the_story_is_one_that_cannot_exist() -> None:
    addresses = [story.complainant.details.get("email", "") for story in STORIES]

    assert all(re.search(r"@(\w+\.example|example\.org)$", address) for address in addresses if address)


def test_no_story_holds_a_citizen_service_number() -> None:
    texts = [
        text
        for story in STORIES
        for text in (story.narrative, story.wish, *(text for _code, text in story.parts))
    ]

    assert not [text for text in texts if holds_citizen_number(text)]


def test_scenes_are_written_in_the_order_in_which_they_happen() -> None:
    for story in STORIES:
        days = [scene.after for scene in story.scenes]
        assert days == sorted(days), story.narrative
