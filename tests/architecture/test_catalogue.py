"""The Dutch catalogue is complete: every sentence on a screen has its translation, compiled and committed."""

import ast
import gettext
import re
from pathlib import Path

import pytest
from django.utils.translation import trans_real

from tests.architecture.catalogue import (
    GETTEXT,
    catalogue_files,
    entries,
    sentences_of_code,
    sentences_of_template,
    templates,
)
from tests.architecture.sources import ROOT, code

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
CATALOGUES = catalogue_files()


def by_name(path: Path) -> str:
    """The file as a person would write it."""
    return path.relative_to(ROOT).as_posix()


def test_every_sentence_in_the_code_is_in_the_catalogue() -> None:
    known = _known_sentences()

    missing = {
        text: place for source in code() for place, text in sentences_of_code(source) if text not in known
    }

    assert missing == {}


def test_the_translating_functions_go_by_the_names_that_gettext_looks_for() -> None:
    """Under any other name their sentences are gathered by nobody, and drop out of the catalogue."""
    renamed = [
        source.at(node)
        for source in code()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for name in node.names
        if name.name in GETTEXT and (name.asname or name.name) not in GETTEXT
    ]

    assert renamed == []


def test_every_sentence_in_the_templates_is_in_the_catalogue() -> None:
    known = _known_sentences()

    missing = {
        text: place
        for path in templates()
        for place, text in sentences_of_template(path)
        if text not in known
    }

    assert missing == {}


@pytest.mark.parametrize("path", CATALOGUES, ids=by_name)
def test_every_sentence_is_translated_and_none_is_fuzzy(path: Path) -> None:
    unfinished = [key for key, translations, is_fuzzy in entries(path) if is_fuzzy or not all(translations)]

    assert unfinished == []


@pytest.mark.parametrize("path", CATALOGUES, ids=by_name)
def test_every_translation_keeps_the_placeholders_of_its_sentence(path: Path) -> None:
    broken = [
        key
        for key, translations, _fuzzy in entries(path)
        if key
        and any(set(PLACEHOLDER.findall(text)) - set(PLACEHOLDER.findall(key)) for text in translations)
    ]

    assert broken == []


@pytest.mark.parametrize("path", CATALOGUES, ids=by_name)
def test_the_compiled_catalogue_is_that_of_the_written_one(path: Path) -> None:
    with path.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    said = {key if isinstance(key, str) else key[0]: text for key, text in compiled.items() if key}
    written = {key: texts[0] for key, texts, _fuzzy in entries(path) if key}

    assert set(said) == set(written)
    assert {
        key for key, text in written.items() if text not in {said[key], _first_form(compiled, key)}
    } == set()


def _first_form(compiled: dict[object, str], key: str) -> str:
    return compiled.get((key, 0), "")


def _known_sentences() -> set[str]:
    """Every sentence that Dutch knows, those of Django and the libraries included, without their context."""
    catalogue = trans_real.translation("nl")._catalog  # type: ignore[attr-defined]
    keys = {key for part in catalogue._catalogs for key in part}
    sentences = {key[0] if isinstance(key, tuple) else key for key in keys}
    return {sentence.split("\x04")[-1] for sentence in sentences}
