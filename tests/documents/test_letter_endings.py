"""How letters end: the greeting never stands alone on a page, nor does a place to sign."""

import io
from typing import Any

import pytest
from docx import Document
from docx.text.paragraph import Paragraph
from pypdf import PdfReader

from documents.kinds import DocumentKind, kinds
from documents.letter_builder import LetterBuilder
from documents.rendering import render, to_pdf

GREETING = "Met vriendelijke groet,"
REASON = "Wij wachten nog op het medisch dossier van de zorgaanbieder en op uw reactie. "
# What the office writes and nobody signs as a letter.
NOT_SIGNED = {
    "invoice", "credit_note", "complaints_procedure", "judgement", "judgement_published", "annual_report",
}  # fmt: skip


def paragraphs(content: bytes) -> list[Paragraph]:
    """Those of the text, without tables."""
    return list(Document(io.BytesIO(content)).paragraphs)


def first_words(pdf: bytes) -> list[str]:
    """The first words on each page after the first, below the line of its head."""
    pages = [page.extract_text().splitlines() for page in PdfReader(io.BytesIO(pdf)).pages]
    return [[one for one in page if one.strip()][1] for page in pages[1:]]


def made(kind: DocumentKind, **values: Any) -> bytes:
    """The shipped letter of the sample, with some groups of its values changed."""
    sample = kind.sample_context
    changed = {name: {**sample[name], **value} for name, value in values.items()}
    return render(kind.template.read_bytes(), {**sample, **changed})


def test_every_shipped_letter_goes_on_in_its_greeting() -> None:
    signed = set()

    for kind in kinds:
        for paragraph in paragraphs(kind.template.read_bytes()):
            before, greeting, _after = paragraph.text.partition(GREETING)
            if greeting:
                signed.add(kind.key)
                assert len(before.strip()) > 40, kind.key
                assert paragraph.paragraph_format.keep_together, kind.key
                assert paragraph.paragraph_format.keep_with_next, kind.key

    assert {kind.key for kind in kinds} - signed == NOT_SIGNED


def test_whatever_stands_last_on_a_condition_keeps_with_the_greeting() -> None:
    letter = LetterBuilder("Brief")
    letter.text("Dit staat er altijd.")
    letter.only_if("zaak.a", "Eerst.", "Dan.")
    letter.only_if("zaak.b", "Of dit.")

    letter.closing()

    *others, greeting = letter.document.paragraphs
    kept = {one.text for one in others if one.paragraph_format.keep_with_next}
    assert {"Dit staat er altijd.", "Eerst.", "Dan.", "Of dit."} <= kept
    assert greeting.text.startswith(GREETING)
    assert greeting.style is not None
    assert greeting.style.paragraph_format.keep_together


@pytest.mark.soffice
def test_no_page_begins_with_the_greeting_however_long_the_letter_is() -> None:
    kind = kinds.get("extension_provider")
    letters = [made(kind, verlenging={"reden": REASON * times}) for times in (1, 2, 4, 6, 8)]

    begun = [first_words(pdf) for pdf in to_pdf(letters)]

    assert begun == [[], *[["Heeft u vragen?"]] * 4]


@pytest.mark.soffice
def test_both_signatures_of_a_consent_form_stand_with_what_they_are_about() -> None:
    kind = kinds.get("consent_form")

    [pdf] = to_pdf([made(kind, client={"is_een_ander": True})])

    last = PdfReader(io.BytesIO(pdf)).pages[-1].extract_text()
    assert first_words(pdf)[-1] == "Wat gaat er nu gebeuren?"
    assert "Ondertekening door de klager" in last
    assert "Ondertekening door of namens de cliënt" in last
