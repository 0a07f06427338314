"""The names of files that people get: which letter, about which number, and nothing of a person."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.utils.translation import override

from documents import file_names
from documents.file_names import PDF, WORD, ZIP, with_ending
from documents.kinds import DocumentKind, kinds

CASE, MEMBER = "K2026-00001", "L1001 Thuiszorg De Brug & Zn"
AFTERNOON = datetime(2026, 3, 24, 13, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (file_names.of_letter("acknowledgement", CASE), "K2026-00001-ontvangstbevestiging"),
        (file_names.of_letter("membership_certificate", MEMBER), "L1001-bewijs-van-aansluiting"),
        (file_names.of_letter("closing", CASE), "K2026-00001-afsluitbrief-aan-de-klager"),
        (file_names.of_edited("closing", CASE), "K2026-00001-afsluitbrief-aan-de-klager-bewerkt"),
        (file_names.of_preview("acknowledgement", CASE), "K2026-00001-ontvangstbevestiging-voorbeeld"),
        (file_names.of_preview("acknowledgement"), "ontvangstbevestiging-voorbeeld"),
        (file_names.of_template("acknowledgement", 4), "ontvangstbevestiging-v4"),
        (file_names.of_template_preview("acknowledgement", 4), "ontvangstbevestiging-v4-voorbeeld"),
        (
            file_names.of_template_preview("acknowledgement", 4, CASE),
            "K2026-00001-ontvangstbevestiging-v4-voorbeeld",
        ),
        (file_names.in_batch("membership_certificate", MEMBER, 1), "00001-L1001-bewijs-van-aansluiting"),
        (file_names.of_batch("membership_certificate", AFTERNOON), "bewijs-van-aansluiting-2026-03-24-1405"),
        (
            file_names.of_batch("membership_certificate", AFTERNOON, is_double_sided=True),
            "bewijs-van-aansluiting-2026-03-24-1405-dubbelzijdig",
        ),
    ],
)
def test_a_name_says_in_dutch_which_letter_about_which_number(name: str, expected: str) -> None:
    assert name == expected


def test_a_name_is_dutch_whatever_the_language_of_the_screen() -> None:
    with override("en"):
        assert file_names.of_letter("acknowledgement", CASE) == "K2026-00001-ontvangstbevestiging"


@pytest.mark.parametrize(
    ("about", "number"),
    [
        (CASE, CASE),
        (MEMBER, "L1001"),
        ("A/1 Janneke Jansen", "A-1"),
        ("../../A2 Janneke Jansen", "A2"),
        ('L1";\r\nX-Evil: 1', "L1"),
        ("Nº7 Jansen", "N-7"),
        ("nieuwe klacht", ""),
        ("Janneke Jansen", ""),
        ("   ", ""),
        ("", ""),
    ],
)
def test_of_what_a_letter_is_about_only_the_number_stands_in_a_name(about: str, number: str) -> None:
    assert file_names.number_in(about) == number
    assert file_names.of_letter("acknowledgement", about) == f"{number}-ontvangstbevestiging".lstrip("-")


def test_every_letter_of_the_house_has_a_plain_name_of_its_own() -> None:
    names = [file_names.title_of(kind.key) for kind in kinds]

    assert len(set(names)) == len(names) > 14
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for name in names)
    assert not {kind.key for kind in kinds} & set(names)


@pytest.mark.django_db
def test_a_kind_that_is_gone_or_has_no_plain_title_still_has_a_name(proof_in_use: DocumentKind) -> None:
    kinds._things[proof_in_use.key] = replace(proof_in_use, title="信")

    assert file_names.of_letter("old_letter", CASE) == "K2026-00001-old_letter"
    assert file_names.of_letter(proof_in_use.key, CASE) == "K2026-00001-brief"


@pytest.mark.parametrize(("content_type", "ending"), [(WORD, "docx"), (PDF, "pdf"), (ZIP, "zip")])
def test_the_ending_is_that_of_what_is_served(content_type: str, ending: str) -> None:
    assert with_ending("K2026-00001-afsluitbrief", content_type) == f"K2026-00001-afsluitbrief.{ending}"
