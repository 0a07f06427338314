"""Reads what is said on screens and what is translated, without gettext's own programs."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import template as template_language

from tests.architecture.sources import PACKAGES, ROOT, Source

GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
WITH_CONTEXT = {"pgettext", "pgettext_lazy"}
IN_TEMPLATE = re.compile(r"\b(?:n|p)?gettext\((.*?)\)(?=\s|$|,)|\b_\((.*?)\)(?=\s|$|,)", re.DOTALL)
STRING = re.compile(r"u?(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')")


def sentences_of_code(source: Source) -> Iterator[tuple[str, str]]:
    """Each sentence given to gettext in a Python file, with where it stands."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in GETTEXT:
            arguments = node.args[1:] if node.func.id in WITH_CONTEXT else node.args
            if arguments and isinstance(arguments[0], ast.Constant) and isinstance(arguments[0].value, str):
                yield source.at(node), arguments[0].value


def templates() -> list[Path]:
    """Every template of the house."""
    return sorted(
        path for package in PACKAGES for path in (ROOT / package).rglob("templates/**/*") if path.is_file()
    )


def sentences_of_template(path: Path) -> Iterator[tuple[str, str]]:
    """Each sentence that a template translates, with its file."""
    for found in IN_TEMPLATE.finditer(template_language.templatize(path.read_text("utf-8"))):
        string = STRING.match((found[1] or found[2] or "").strip())
        if string:
            yield path.relative_to(ROOT).as_posix(), ast.literal_eval(string[1])


def catalogue_files() -> list[Path]:
    """Every catalogue of ours."""
    return sorted(
        path for package in PACKAGES for path in (ROOT / package).rglob("locale/nl/LC_MESSAGES/django.po")
    )


def entries(path: Path) -> list[tuple[str, list[str], bool]]:
    """The entries of a .po file: the sentence, its translations, and whether it is marked fuzzy."""
    found = []
    for block in re.split(r"\n\s*\n", path.read_text("utf-8")):
        lines = [line for line in block.splitlines() if not line.startswith("#~")]
        values = _values([line for line in lines if not line.startswith("#")])
        if "msgid" in values:
            translations = [text for key, text in values.items() if key.startswith("msgstr")]
            is_fuzzy = any(line.startswith("#,") and "fuzzy" in line for line in lines)
            key = f"{values['msgctxt']}\x04{values['msgid']}" if "msgctxt" in values else values["msgid"]
            found.append((key, translations, is_fuzzy))
    return found


def _values(lines: list[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    current = ""
    for line in lines:
        keyword = re.match(r"(msg\w+(?:\[\d])?)\s+(?=\")", line)
        if keyword:
            current = keyword[1]
            line = line[keyword.end() :]
        if current and line.strip():
            values[current] = values.get(current, "") + ast.literal_eval(line.strip())
    return values
