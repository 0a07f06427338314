"""A preview in which every merged value is highlighted, and nothing else."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.text.paragraph import Paragraph

from documents.rendering import render
from tests.factories.documents import split_runs, word_file


def coloured(letter: bytes) -> list[str]:
    """The highlighted runs of a letter, header and tables included."""
    return [
        run.text
        for paragraph in _paragraphs(Document(io.BytesIO(letter)))
        for run in paragraph.runs
        if run.font.highlight_color == WD_COLOR_INDEX.YELLOW
    ]


def test_each_value_is_highlighted_and_the_words_around_it_are_not() -> None:
    template = word_file(
        "Geachte {{ naam }}, welkom",
        "{%p for deel in delen %}",
        "{{ loop.index }}. {{ deel | upper }}",
        "{%p endfor %}",
        header="Zaak {{ nummer }}",
    )

    letter = render(template, {"naam": "Jansen & Zn <b>", "delen": ["een", "twee"], "nummer": 7}, marked=True)

    assert coloured(letter) == ["7", "Jansen & Zn <b>", "1", "EEN", "2", "TWEE"]
    assert Document(io.BytesIO(letter)).paragraphs[0].text == "Geachte Jansen & Zn <b>, welkom"


def test_a_value_in_a_table_cell_and_one_of_several_lines_are_highlighted_whole() -> None:
    document = Document()
    document.add_table(1, 2).cell(0, 1).text = "adres: {{ adres }}."
    target = io.BytesIO()
    document.save(target)

    letter = render(target.getvalue(), {"adres": "Laan 1\n7511 AB\tEnschede"}, marked=True)

    assert "".join(coloured(letter)) == "Laan 1\n7511 AB\tEnschede"
    assert Document(io.BytesIO(letter)).tables[0].cell(0, 1).text == "adres: Laan 1\n7511 AB\tEnschede."


def test_a_highlighted_value_keeps_the_looks_of_its_run() -> None:
    letter = render(split_runs("Zaak ", "{{ nummer }}", " en"), {"nummer": "K1"}, marked=True)

    runs = Document(io.BytesIO(letter)).paragraphs[0].runs
    assert [(run.text, run.bold) for run in runs] == [("Zaak ", False), ("K1", True), (" en", False)]


@pytest.mark.parametrize("value", ["a\ufdd0b", "a\ufdd1b", "\ufdd1\ufdd0ab"])
def test_a_value_cannot_bring_a_mark_of_its_own(value: str) -> None:
    letter = render(word_file("{{ x }} tekst"), {"x": value}, marked=True)

    assert coloured(letter) == ["ab"]


def test_no_mark_is_left_in_any_part_and_an_ordinary_letter_has_no_colour() -> None:
    template = word_file("{{ x }}", header="{{ x }}", footer="{{ x }}", title="Brief {{ x }}")

    marked, plain = render(template, {"x": "é"}, marked=True), render(template, {"x": "é"})

    with zipfile.ZipFile(io.BytesIO(marked)) as archive:
        texts = [archive.read(name) for name in archive.namelist()]
    assert not any(mark.encode() in text for text in texts for mark in "\ufdd0\ufdd1")
    assert coloured(plain) == []
    assert Document(io.BytesIO(marked)).core_properties.title == "Brief é"


def _paragraphs(document: Any) -> Iterator[Paragraph]:
    yield from document.sections[0].header.paragraphs
    yield from document.paragraphs
    for table in document.tables:
        for cell in table._cells:
            yield from cell.paragraphs
