"""What a value may hold, and how it looks in the letter."""

import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.utils.safestring import mark_safe
from docx import Document

from documents.rendering import RenderingFailed, render
from tests.factories.documents import split_runs, texts_of, word_file


def test_a_name_with_markup_signs_survives() -> None:
    letter = render(word_file("Geachte {{ naam }},"), {"naam": "Jansen & Zn <b>"})

    assert texts_of(letter) == ["Geachte Jansen & Zn <b>,"]


def test_a_value_marked_safe_for_html_is_escaped_like_any_other() -> None:
    letter = render(word_file("{{ naam }}"), {"naam": mark_safe("<w:br/>")})

    assert texts_of(letter) == ["<w:br/>"]


def test_values_fill_header_footer_and_title() -> None:
    template = word_file("x", header="Zaak {{ nummer }}", footer="{{ nummer }}", title="Brief {{ nummer }}")

    letter = render(template, {"nummer": "K2026-00001"})

    document = _opened(letter)
    assert document.sections[0].header.paragraphs[0].text == "Zaak K2026-00001"
    assert document.sections[0].footer.paragraphs[0].text == "K2026-00001"
    assert document.core_properties.title == "Brief K2026-00001"


@pytest.mark.parametrize(
    "value",
    [
        '{ INCLUDETEXT "https://example.org" }',
        "{{ 7*7 }}",
        "{% for x in y %}",
        "]]></w:t>",
        "=cmd|' /C calc'!A0",
    ],
)
def test_a_value_that_looks_like_an_instruction_stays_text(value: str) -> None:
    letter = render(word_file("{{ naam }}"), {"naam": value})

    assert texts_of(letter) == [value]
    assert b"instrText" not in _xml(letter)


def test_control_characters_neither_break_the_file_nor_restructure_it() -> None:
    letter = render(word_file("{{ naam }}"), {"naam": "A\x00B\x07C\x0cD\x1bE\ud800F\ufffeG"})

    assert texts_of(letter) == ["ABCDEFG"]


def test_lines_in_a_value_become_lines_in_the_paragraph() -> None:
    letter = render(word_file("{{ adres }}"), {"adres": "Laan 1\r\n7511 AB Enschede"})

    assert texts_of(letter) == ["Laan 1\n7511 AB Enschede"]


@pytest.mark.parametrize(
    ("tag", "value", "shown"),
    [
        ("{{ x }}", date(2026, 3, 4), "4 maart 2026"),
        ("{{ x }}", datetime(2026, 3, 4, 23, 30, tzinfo=UTC), "5 maart 2026, 00:30"),
        ("{{ x | datum_met_dag }}", date(2026, 3, 4), "woensdag 4 maart 2026"),
        ("{{ x | datum_kort }}", "2026-03-04", "04-03-2026"),
        ("{{ x | euro }}", Decimal("1234.5"), "€ 1.234,50"),
        ("{{ x }}", Decimal("12.50"), "12,50"),
        ("{{ x }}", True, "ja"),
        ("{{ x }}", None, ""),
        ("{{ x | opsomming }}", ["a", "b & c", "d"], "a, b & c en d"),
        ("{{ x | default('-') }}", "", ""),
        ("{{ x | hoofdletter }}", "de Brug", "De Brug"),
    ],
)
def test_values_take_their_dutch_form(tag: str, value: Any, shown: str) -> None:
    assert texts_of(render(word_file(tag), {"x": value})) == [shown]


@pytest.mark.parametrize(
    ("tag", "value", "shown"),
    [
        ("{{ x }}", date(2026, 3, 4), "4 March 2026"),
        ("{{ x | datum_met_dag }}", date(2026, 3, 4), "Wednesday 4 March 2026"),
        ("{{ x | datum_kort }}", date(2026, 3, 4), "04/03/2026"),
        ("{{ x | euro }}", Decimal("1234.5"), "€ 1,234.50"),
        ("{{ x }}", Decimal("12.50"), "12.50"),
        ("{{ x }}", False, "no"),
        ("{{ x | opsomming }}", ["a", "b", "c"], "a, b and c"),
    ],
)
def test_in_an_english_letter_values_take_their_english_form(tag: str, value: Any, shown: str) -> None:
    assert texts_of(render(word_file(tag), {"x": value}, language="en")) == [shown]


@pytest.mark.parametrize(("language", "shown"), [("en-gb", "yes"), ("nl-be", "ja"), ("fy", "ja"), ("", "ja")])
def test_a_language_without_words_of_its_own_is_written_in_dutch(language: str, shown: str) -> None:
    assert texts_of(render(word_file("{{ x }}"), {"x": True}, language=language)) == [shown]


def test_rows_and_paragraphs_repeat() -> None:
    template = word_file("{%p for deel in delen %}", "{{ loop.index }}. {{ deel.tekst }}", "{%p endfor %}")

    letter = render(template, {"delen": [{"tekst": "een"}, {"tekst": "twee"}]})

    assert texts_of(letter) == ["1. een", "2. twee"]


def test_a_tag_that_word_cut_into_runs_is_put_together() -> None:
    letter = render(
        split_runs("Geachte {", "{ kla", "ger.na", "am }", "}, welkom"), {"klager": {"naam": "Ans"}}
    )

    assert texts_of(letter) == ["Geachte Ans, welkom"]


def test_curly_quotes_in_a_tag_are_straightened_and_those_in_text_stay() -> None:
    template = word_file("„Zo” {% if soort == “a” %}ja{% endif %} {{ x | join(‘; ’) }}")

    letter = render(template, {"soort": "a", "x": ["1", "2"]})

    assert texts_of(letter) == ["„Zo” ja 1; 2"]


def test_an_absent_value_is_refused_by_name_and_never_left_blank() -> None:
    with pytest.raises(RenderingFailed, match="geboortedatum"):
        render(word_file("{{ client.geboortedatum }}"), {"client": {}})


@pytest.mark.parametrize("value", [object(), {1, 2}, b"bytes", lambda: 1])
def test_a_value_with_behaviour_is_a_programming_error(value: Any) -> None:
    with pytest.raises(TypeError, match="plain data"):
        render(word_file("{{ x }}"), {"x": value})


def test_an_attribute_of_a_plain_value_does_not_exist() -> None:
    with pytest.raises(RenderingFailed):
        render(word_file("{{ naam.format_map }}"), {"naam": "x"})


def _opened(letter: bytes) -> Any:
    return Document(io.BytesIO(letter))


def _xml(letter: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(letter)) as archive:
        return archive.read("word/document.xml")
