"""The letter of the benchmarks: two pages, a table of ten rows, 25 fields, header and footer; and values for many."""

import io
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from docx import Document

ROWS = 10
FIELDS = 25
SENTENCE = (
    "U hebt ons gevraagd om naar uw klacht te kijken. Wij hebben met u en met de zorgaanbieder gesproken en "
    "gelezen wat u ons hebt gestuurd. Bij dit onderdeel gaat het om {tag}. Wij leggen u hieronder uit wat wij "
    "daarvan vinden, en wat u kunt doen als u het daar niet mee eens bent. Belt u ons gerust als iets niet "
    "duidelijk is. "
)


def template(
    *, begin: str = "{%tr for deel in delen %}", end: str = "{%tr endfor %}", item: str = "deel."
) -> bytes:
    """The letter as a Word file; the marks of the repetition differ from program to program."""
    document = Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "Zaak {{veld1}} van {{veld2}}"
    section.footer.paragraphs[0].text = "Kenmerk {{veld1}}, {{veld3}}"
    document.add_heading("Uw klacht {{veld1}}", level=1)
    for number in range(4, FIELDS + 1):
        document.add_paragraph(SENTENCE.format(tag=f"{{{{veld{number}}}}}"))
    _add_table(document, begin, end, item)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def values(number: int) -> dict[str, Any]:
    """What one letter says; every letter is another one."""
    day = date(2026, 1, 1) + timedelta(days=number % 365)
    return {
        **{f"veld{n}": f"gegeven {n} van brief {number} & meer" for n in range(1, FIELDS + 1)},
        "delen": [
            {"naam": f"onderdeel {row}", "dag": day.isoformat(), "bedrag": str(Decimal(number + row) / 4)}
            for row in range(ROWS)
        ],
    }


def _add_table(document: Any, begin: str, end: str, item: str) -> None:
    is_own_row = begin.startswith("{%")
    names = [f"{{{{{item}{name}}}}}" for name in ("naam", "dag", "bedrag")]
    if not is_own_row:
        names = [begin + names[0], names[1], names[2] + end]
    rows = [["Onderdeel", "Dag", "Bedrag"], names]
    if is_own_row:
        rows = [rows[0], [begin, "", ""], names, [end, "", ""]]
    table = document.add_table(len(rows), 3, style="Table Grid")
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
