"""Our letters beside docxtpl's own, over the whole corpus: the same to the byte."""

import io
import zipfile

import pytest
from docx import Document
from docxtpl import DocxTemplate
from pypdf import PdfReader

from documents.rendering import plain_data, render, to_pdf
from documents.rendering.engine import prepare
from documents.rendering.sandbox import LetterEnvironment
from tests.documents.corpus.building import Case, letter
from tests.documents.corpus.cases import CASES

PROPERTIES = "docProps/core.xml"
# What cannot be made ready once, and is docxtpl's own work for every letter.
LEFT_TO_DOCXTPL = {
    "cells repeated",
    "cells merged downwards",
    "a span from a value",
    "a colour from a value",
    "a choice over paragraphs without p",
    "the same, not taken",
    "a drawing that repeats",
}
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


@each_case
def test_a_letter_is_to_the_byte_what_docxtpl_makes(case: Case) -> None:
    ours = members_of(render(case.template, case.values))

    theirs = members_of(made_by_docxtpl(case))

    assert ours["word/document.xml"] == theirs["word/document.xml"]
    assert [name for name in ours | theirs if ours.get(name) != theirs.get(name)] in ([], [PROPERTIES])


@each_case
def test_what_is_left_to_docxtpl_is_known_before_there_are_values(case: Case) -> None:
    prepared = prepare(case.name.encode(), case.template)

    assert prepared.findings == []
    assert (prepared.letter is None) == (case.name in LEFT_TO_DOCXTPL)


@each_case
def test_a_letter_opens_and_the_same_values_give_the_same_file(case: Case) -> None:
    first = render(case.template, case.values)

    assert Document(io.BytesIO(first)).sections
    assert render(case.template, case.values) == first


@pytest.mark.soffice
def test_libreoffice_opens_every_letter_of_the_corpus() -> None:
    pdfs = to_pdf([render(case.template, case.values) for case in CASES])

    assert len(pdfs) == len(CASES)
    assert all(PdfReader(io.BytesIO(pdf)).pages for pdf in pdfs)


def test_properties_are_docxtpls_too_but_a_name_with_markup_signs_survives() -> None:
    case = Case("", letter("x", title="Brief {{ x }}"), {"x": "gewoon"})
    biting = render(case.template, {"x": "Jansen & Zn <b>"})

    assert members_of(render(case.template, case.values)) == members_of(made_by_docxtpl(case))
    assert Document(io.BytesIO(biting)).core_properties.title == "Brief Jansen & Zn <b>"


def made_by_docxtpl(case: Case) -> bytes:
    """The letter by docxtpl as its manual says, with our environment and the values as they arrive in the child."""
    document = DocxTemplate(io.BytesIO(case.template))
    document.render(plain_data.load(plain_data.dump(case.values)), LetterEnvironment())
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def members_of(content: bytes) -> dict[str, bytes]:
    """Every member of a Word file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
