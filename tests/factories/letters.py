"""Reads a letter as who gets it does: everything that stands in the Word file, and its tables."""

import io
import re
from typing import Any

from docx import Document

from documents.kinds import DocumentKind
from documents.rendering.package import read_package

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
Rows = list[list[str]]


def words_of(content: bytes) -> str:
    """Everything that is read in a letter: text, tables, headers, footers and properties, in one line."""
    document = Document(io.BytesIO(content))
    section = document.sections[0]
    parts: list[Any] = [
        section.first_page_header,
        section.header,
        document,
        section.first_page_footer,
        section.footer,
    ]
    paragraphs = (one for part in parts for one in part._element.iter(f"{{{W}}}p"))
    found = ["".join(node.text or "" for node in one.iter(f"{{{W}}}t")) for one in paragraphs]
    properties = document.core_properties
    return " ".join(" ".join([*found, properties.title, properties.author, properties.comments]).split())


def tables_of(content: bytes) -> dict[str, Rows]:
    """The rows below the heading row of every table, by the text of its first heading."""
    found = Document(io.BytesIO(content)).tables
    rows = [[[cell.text for cell in row.cells] for row in table.rows] for table in found]
    return {table[0][0]: table[1:] for table in rows}


def table_with(content: bytes, head: str) -> Rows:
    """The rows below the heading row of the first table that has this heading."""
    found = (
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in Document(io.BytesIO(content)).tables
    )
    return next(rows[1:] for rows in found if head in rows[0])


def hard_words_in(text: str) -> list[str]:
    """The words that no letter of the house uses."""
    return re.findall(r"\b(indien|alsmede|middels|teneinde|derhalve|jegens|inzake)\b", text.lower())


def fields_not_used(kind: DocumentKind) -> set[str]:
    """The fields that a kind promises and its shipped template does not speak of."""
    members = read_package(kind.template.read_bytes())
    text = " ".join(content.decode("utf-8", "ignore") for content in members.values())
    tags = " ".join(re.findall(r"\{[{%].*?[%}]\}", text))
    return {field.name for field in kind.fields if not _stands_in(tags, field.name)}


def _stands_in(tags: str, name: str) -> bool:
    """Whether a template speaks of a field; of a list it names the item as it likes: `{{ onderdeel.tekst }}`."""
    group, _brackets, item = name.rpartition("[].")
    if not group:
        return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", tags) is not None
    outer, _brackets, inner = group.rpartition("[].")
    within = r"\w+\." if outer else ""
    names_of_items = re.findall(rf"for (\w+) in {within}{re.escape(inner)}\b", tags)
    return any(f"{one}.{item}" in tags for one in names_of_items)
